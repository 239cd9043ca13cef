"""Which two plans are set against each other, by names and by what is tied to what."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from goldthread.graph.alignment.plan_pair import pair_of, plan_of
from goldthread.graph.errors import GoldthreadError, NameNotFound
from goldthread.graph.query.library import iri
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.dates import day_of
from tests.graph.partnerships import SAID, tables

World = Callable[[Mapping[str, str]], Store]

TOWN = iri("any/plan/safer-anytown-2021-24").value
TOWN_BEFORE = iri("any/plan/safer-anytown-2018-21").value
SHIRE = iri("shire/plan/police-and-crime-plan-2021-24").value
NEWEST = "the newest community safety strategy with priorities"
TIED = "the police and crime plan that it is tied to"


@pytest.mark.parametrize(
    ("plan", "other", "expected"),
    [
        (None, None, (TOWN, SHIRE, (NEWEST, TIED))),
        ("anytown plan", None, (TOWN, SHIRE, ("", TIED))),
        ("2018-21", None, (TOWN_BEFORE, SHIRE, ("", "the newest police and crime plan"))),
        ("PCP", None, (TOWN, SHIRE, (NEWEST, ""))),
        ("anytown plan", "PCP", (TOWN, SHIRE, ("", ""))),
        ("PCP", "anytown plan", (SHIRE, TOWN, ("", ""))),
    ],
)
def test_the_pair_and_why_each_was_taken(
    plan: str | None, other: str | None, expected: tuple[str, str, tuple[str, str]], tiny: Store
) -> None:
    assert pair_of(tiny, plan, other, None) == expected


def test_a_named_plan_is_taken_even_before_its_day_but_nothing_else_is(tiny: Store) -> None:
    assert pair_of(tiny, "anytown plan", None, day_of("2010")) == (TOWN, SHIRE, ("", TIED))
    with pytest.raises(GoldthreadError) as error:
        pair_of(tiny, None, None, day_of("2010"))
    assert str(error.value) == (
        "The graph holds no plan with priorities beside a police and crime plan by 2010-12-31; name two: "
        "goldthread align PLAN PLAN"
    )


def test_two_names_of_one_plan_are_no_pair(tiny: Store) -> None:
    with pytest.raises(GoldthreadError) as error:
        pair_of(tiny, "anytown plan", "safer anytown 2021", None)
    assert str(error.value) == (
        "“anytown plan” and “safer anytown 2021” are the same plan here; name two plans"
    )


def test_a_plan_without_priorities_has_no_pair(tiny: Store) -> None:
    with pytest.raises(GoldthreadError) as error:
        pair_of(tiny, "victims strategy", None, None)
    assert str(error.value) == (
        "The graph holds no priorities of “Victims Strategy”; name two plans that have some"
    )


def test_a_name_means_the_plan_that_comes_first_in_pairs(tiny: Store) -> None:
    assert plan_of(tiny, "safer anytown plan", "below") == TOWN
    assert plan_of(tiny, "safer anytown plan 2018", "below") == TOWN_BEFORE
    assert plan_of(tiny, "PCP", "below") == plan_of(tiny, "PCP", "above") == SHIRE


def test_a_plan_that_is_in_no_pair_is_found_all_the_same_and_no_plan_is_not(tiny: Store) -> None:
    assert plan_of(tiny, "victims strategy", "below") == iri("shire/plan/victims-strategy").value
    with pytest.raises(NameNotFound):
        plan_of(tiny, "zzz", "below")


def areas(*with_police: str, tie: bool = False) -> dict[str, str]:
    """Eastshire and Westshire, and those of them that have a police and crime plan too, tied or not."""
    both = tables("Eastshire") | tables("Westshire", issued="2018-05")
    for me in with_police:
        both[f"{me}/plans"] = both[f"{me}/plans"].replace("kind,", "kind,area,")
        both[f"{me}/plans"] = both[f"{me}/plans"].replace("strategy,", f"strategy,place/{me},")
        police = f"{me}/pcp,{me.capitalize()} Police Plan,police and crime plan,place/{me},final,{SAID}\n"
        both[f"{me}/plans"] += police
        if tie:
            both[f"{me}/links"] += f"{me}/tie,{me}/plan,contributes to,{me}/pcp,{SAID}\n"
    return both


def test_of_two_areas_that_have_a_plan_none_is_chosen(alone: World) -> None:
    store = alone(areas("eastshire"))
    with pytest.raises(GoldthreadError) as error:
        pair_of(store, None, None, None)
    assert str(error.value) == (
        "Several areas have a plan; name one: Eastshire Safety Plan (Eastshire); Westshire Safety Plan "
        "(Westshire)"
    )
    with pytest.raises(GoldthreadError) as error:
        plan_of(store, "safety plan", "below")
    assert str(error.value) == (
        "Plans of several areas may be called “safety plan”; name one: Eastshire Safety Plan (Eastshire); "
        "Westshire Safety Plan (Westshire)"
    )
    assert plan_of(store, "westshire safety plan", "below") == iri("westshire/plan").value


def test_of_two_police_plans_that_nothing_ties_to_a_plan_none_is_chosen(alone: World) -> None:
    with pytest.raises(GoldthreadError) as error:
        pair_of(alone(areas("eastshire", "westshire")), "westshire safety plan", None, None)
    assert str(error.value) == (
        "Several areas have a police and crime plan, and nothing ties one to the plan; name one: Eastshire "
        "Police Plan (Eastshire); Westshire Police Plan (Westshire)"
    )


def test_the_police_plan_that_a_plan_is_tied_to_is_taken_whatever_others_there_are(alone: World) -> None:
    store = alone(areas("eastshire", "westshire", tie=True))
    westshire = iri("westshire/plan").value, iri("westshire/pcp").value, ("", TIED)
    assert pair_of(store, "westshire safety plan", None, None) == westshire
