"""The sides of a comparison: which plan and which documents a name or a date stands for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from goldthread.graph.comparison.sides import Side, sides
from goldthread.graph.errors import GoldthreadError
from goldthread.graph.rdf.builder import build
from goldthread.graph.results.answers import Thing
from goldthread.graph.store.oxigraph import Store, open_store
from goldthread.graph.tables.reader import Records
from goldthread.graph.text.dates import day_of

OnTop = Callable[[Path | Mapping[str, str]], Records]
ANYTOWN, UPDATE = "doc/anytown-plan", "doc/anytown-update"


def documents(found: list[Side]) -> list[list[str]]:
    return [[document.id for document in side.documents] for side in found]


def test_a_side_is_called_by_its_plan_and_if_it_is_of_a_date_by_that() -> None:
    plan = Thing("plan/a", "Plan A", "Plan", date="2018")
    texts = tuple(Thing(f"doc/{date}", "Text", "Document", date=date) for date in ("2018-05", "2019-01"))
    side = Side("the plan", plan, texts)
    assert (side.label, side.newest, side.last) == ("Plan A", "2019-01", "2019-01-31")
    dated = Side("2020", plan, texts, day=day_of("2020"))
    assert (dated.label, dated.newest, dated.last) == ("2020 (Plan A)", "2019-01", "2020-12-31")


def test_a_name_stands_for_its_plan_with_the_document_that_sets_it_out(tiny: Store) -> None:
    town, shire = sides(tiny, ["anytown plan", "police and crime plan"])
    assert (town.plan.id, town.day, town.area) == (
        "any/plan/safer-anytown-2021-24",
        None,
        "Anytown",
    )
    assert (shire.plan.id, shire.area) == ("shire/plan/police-and-crime-plan-2021-24", "")
    assert documents([town, shire]) == [[ANYTOWN], ["doc/anyshire-plan"]]


def test_a_date_stands_for_the_plan_by_then_with_all_documents_on_it(tiny: Store) -> None:
    (one, two) = sides(tiny, ["2021", "2024-10"])
    assert (one.asked, one.day, one.continued) == ("2021", "2021-12-31", False)
    assert (two.asked, two.day, two.continued) == ("2024-10", "2024-10-31", True)
    assert documents([one, two]) == [[ANYTOWN], [UPDATE]]
    assert documents(sides(tiny, ["2024", "police and crime plan"])) == [
        ["doc/anyshire-plan"],
        [ANYTOWN, UPDATE],
    ]


def test_sides_stand_in_the_order_of_time_whatever_the_order_of_the_names(tiny: Store) -> None:
    assert [side.asked for side in sides(tiny, ["2024", "2021"])] == ["2021", "2024"]


def test_a_name_with_what_a_terminal_obeys_is_shown_with_a_sign(tiny: Store) -> None:
    named = sides(tiny, ["anytown  plan\x07", "police and crime plan"])[0]
    assert named.asked == "anytown plan\ufffd"


PLANS = (
    "Plans that can be compared: Anyshire Police and Crime Plan 2021-24; Safer Anytown Plan 2021-24. "
    "Or give dates, such as 2018 or 2022-07."
)
NO_PLAN_YET = (
    "No document sets out a plan by 2020; the first is of 2021-11. Give a later date, or the name of a plan."
)
THE_SAME = (
    "2022 and 2023 stand for the same: Safer Anytown Plan 2021-24, and no document in between. "
    "The newest by then is Safer Anytown Plan 2021-24 (text)."
)
NOT_SET_OUT = f"“Victims Strategy” is named, but no document here sets it out. {PLANS}"


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        (["2020", "2021"], NO_PLAN_YET),
        (["2022", "2023"], THE_SAME),
        (["victims strategy", "2021"], NOT_SET_OUT),
        (["xyzzy", "2021"], f"No plan is called “xyzzy”. {PLANS}"),
    ],
)
def test_what_is_no_side_is_said_with_what_would_be_one(texts: list[str], message: str, tiny: Store) -> None:
    with pytest.raises(GoldthreadError) as error:
        sides(tiny, texts)
    assert str(error.value) == message


def test_a_date_on_which_several_areas_have_a_plan_is_not_enough(on_top: OnTop, tmp_path: Path) -> None:
    place = "place/farton,Farton,E9,inferred,It is named so.,any/plan/safer-farton\n"
    plan = (
        "any/plan/safer-farton,Safer Farton,community safety strategy,place/farton,final,2021,stated,"
        "doc/anytown-plan,section/plan/title,Plan\n"
    )
    document = (
        "doc/farton,Safer Farton (text),strategy,final,2021-10,anytown-plan.txt,any/plan/safer-farton,stated,"
        "doc/anytown-plan,section/plan/title,Plan\n"
    )
    tables = {
        "more/places": f"id,label,code,basis,why,premises\n{place}",
        "more/plans": f"id,label,kind,area,status,from,basis,document,section,phrase\n{plan}",
        "more/documents": (
            "id,label,kind,status,issued,file,sets_out,basis,document,section,phrase\n" + document
        ),
    }
    file = tmp_path / "two.nq"
    file.write_text(build(on_top(tables)), "utf-8")
    with pytest.raises(GoldthreadError) as error:
        sides(open_store(file), ["2021", "2024"])
    assert str(error.value) == (
        "Several areas have a plan by 2021; name one: Safer Anytown Plan 2021-24; Safer Farton"
    )
