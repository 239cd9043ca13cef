"""The work of two plans: deliverables, what each is listed under, and what the links say in support of it."""

from __future__ import annotations

import pytest

from goldthread.graph.alignment.builder import align
from goldthread.graph.alignment.gaps import Gap, IndirectSupport, Tally
from goldthread.graph.alignment.plan_work import PlanWork, work_of
from goldthread.graph.query.library import iri, value
from goldthread.graph.results.answers import Answer, Thing
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.dates import day_of

TOWN, SHIRE = "any/plan/safer-anytown-2021-24", "shire/plan/police-and-crime-plan-2021-24"
CAMPAIGN, SCHOOLS, MARKING = (
    f"any/deliverable/2021/{name}"
    for name in ("hate-campaign", "hate-reporting-in-schools", "property-marking")
)
HATE, BURGLARY = "any/priority/2021/hate-crime", "any/priority/2021/burglary"
CALLS, HATE_CALLS = (f"shire/deliverable/2021/{name}" for name in ("answer-calls", "answer-hate-calls"))


@pytest.fixture(scope="module")
def work(tiny: Store) -> PlanWork:
    """The work of both plans of the tiny world."""
    matrix = align(tiny)
    return work_of(tiny, matrix, [matrix.below, matrix.above], None)


def test_each_plan_has_its_deliverables_with_what_they_are_listed_under(work: PlanWork) -> None:
    assert work.deliverables == {
        TOWN: {CAMPAIGN: [HATE], SCHOOLS: [HATE], MARKING: [BURGLARY]},
        SHIRE: {CALLS: ["shire/priority/2021/safer-places"], HATE_CALLS: [CALLS]},
    }
    assert work.above(HATE_CALLS) == [CALLS]
    assert set(work.things) == {
        *work.deliverables[TOWN],
        *work.deliverables[SHIRE],
        HATE,
        BURGLARY,
        "shire/priority/2021/safer-places",
    }
    assert work.things[BURGLARY].label == "Burglary"


def test_one_plan_alone_has_only_its_own_work(tiny: Store) -> None:
    matrix = align(tiny)
    alone = work_of(tiny, matrix, [matrix.above], None)
    assert list(alone.deliverables) == [SHIRE]
    with pytest.raises(StopIteration):
        alone.above(CAMPAIGN)


def test_what_the_work_has_is_told_with_what_bears_it_and_how_it_is_known(work: PlanWork) -> None:
    boards = {
        (value(row, "work"), value(row, "bearer"), value(row, "basis"))
        for row in work.provisions
        if value(row, "need") == "board"
    }
    found = {
        (CAMPAIGN, CAMPAIGN, "inferred"), (CAMPAIGN, HATE, "stated"),
        (SCHOOLS, SCHOOLS, "inferred"), (SCHOOLS, HATE, "stated"),
        (MARKING, MARKING, "inferred"), (MARKING, BURGLARY, "stated"),
    }  # fmt: skip
    assert boards == {(iri(one).value, iri(bearer).value, basis) for one, bearer, basis in found}


def test_before_a_document_its_provisions_are_not_there(tiny: Store) -> None:
    matrix = align(tiny)
    early = work_of(tiny, matrix, [matrix.below, matrix.above], day_of("2022"))
    assert {value(row, "need") for row in early.provisions} == {"lead"}


def test_a_tally_counts_the_deliverables_by_kind(work: PlanWork) -> None:
    plan = work.matrix.above
    assert work.tally("no-lead", plan) == Tally(
        "no-lead", plan.label, 2, sorts=(("partner task", 1), ("sub-action", 1))
    )
    assert work.tally("no-lead", Thing("x", "X", "Plan")) == Tally("no-lead", "X", 0)


def test_a_gap_says_what_the_deliverable_is_listed_under_and_each_support_once(work: PlanWork) -> None:
    plan = work.matrix.below
    support = IndirectSupport(Answer(work.things[HATE], "is about", work.things[CAMPAIGN]))
    assert work.gap("no-lead", plan, CAMPAIGN, [support, support]) == Gap(
        "no-lead", plan.label, work.things[CAMPAIGN], "Hate Crime", (support,), sort="key deliverable"
    )


def test_support_is_told_by_its_bearer_figures_last(work: PlanWork) -> None:
    overseen = iri("link/update/hate-overseen").value
    nodes = [overseen, iri("link/update/burglary-coordinated").value]
    support = work.support_of([HATE, CAMPAIGN], nodes)
    assert {bearer: [answer.relation for answer in answers] for bearer, answers in support.items()} == {
        HATE: ["is overseen by"],
        CAMPAIGN: [],
    }
    counted = work.support_of([BURGLARY], nodes, figures_of=work.things)
    coordinated, *figures = counted[BURGLARY]
    assert coordinated.relation == "is coordinated by"
    assert [answer.value for answer in figures] == [
        "down 11% compared with the year before [contradicted: 12%]",
        "down 12% compared with the year before [contradicted: 11%]",
    ]
