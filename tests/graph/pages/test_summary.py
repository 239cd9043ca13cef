"""What one must know of a thing at a glance: its facts, its headline, and where it was last named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from goldthread.graph.pages.sections import SectionBuilder
from goldthread.graph.pages.summary import LATER, facts, headline, last_named
from goldthread.graph.results.answers import Answer, Evidence, Thing
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.dates import day_of

BOARD = Thing("any/board/lamps", "Lamps Board", "Board", tier="Silver", status="in place")
HIGHER = Thing("any/board/light", "Light Board", "Board", tier="Gold")
LAMPS = Thing("any/deliverable/lamps", "Lamps lit", "Deliverable")
PLAN = Thing("any/plan/light", "Light Plan", "Plan")
PLACE = Evidence("Any Plan", "any.txt", "page 3", "lamps", "2021-11")
REPORTING = Answer(BOARD, "reports to", HIGHER, as_at="2024", evidence=(PLACE,), property="reportsTo")
OWNED = Answer(
    LAMPS, "is owned by", BOARD, as_at="2024", evidence=(PLACE,), property="ownedBy", inverse="owns"
)
WHERE = "stated: Any Plan (2021-11), page 3"


def of(**answers: list[Answer]) -> SectionBuilder:
    """The answers of a page by part; those of `owned` are carried, and owned."""
    parts = SectionBuilder()
    for part, found in answers.items():
        parts.add("carried" if part == "owned" else part, found, owns=part == "owned")
    return parts


def seat(name: str, as_at: str = "2024", relation: str = "is member of", status: str | None = None) -> Answer:
    post = Thing(f"any/post/{name}", name, "Post")
    return Answer(post, relation, BOARD, as_at=as_at, status=status, evidence=(PLACE,), property="memberOf")


def held(name: str, person: str, as_at: str = "2024") -> Answer:
    post = Thing(f"any/post/{name}", name, "Post")
    return Answer(
        post, "is held by", Thing(f"any/{person}", person, "Person"), as_at=as_at, property="heldBy"
    )


def owned(name: str, **more: str | None) -> Answer:
    thing = Thing(f"any/deliverable/{name}", name, "Deliverable")
    return replace(OWNED, subject=thing, **more)  # type: ignore[arg-type]


def test_attributes_come_first_then_links_then_how_the_thing_is_known() -> None:
    attributes = [("basis", "stated"), ("kind", "forum"), ("document", "Any Plan"), ("area", "Mill")]
    told = facts(BOARD, attributes, of(owned=[OWNED]))
    assert list(told.items()) == [
        ("kind", "forum"),
        ("area", "Mill"),
        ("chair", "not recorded"),
        ("owns", "Lamps lit"),
        ("basis", "stated"),
        ("document", "Any Plan"),
    ]


def test_values_of_one_name_stand_together_and_each_once() -> None:
    attributes = [("also called", "Oil"), ("also called", "Wick"), ("also called", "Oil"), ("kind", "")]
    assert facts(LAMPS, attributes, of()) == {"also called": "Oil; Wick"}


def test_tier_and_status_are_those_of_the_day_and_remarks_are_no_facts() -> None:
    attributes = [
        ("tier", "Bronze"),
        ("status", "planned"),
        ("reading", "unsafe"),
        ("doubts and remarks", "?"),
    ]
    assert facts(replace(BOARD, type="Team"), attributes, of()) == {"tier": "Silver", "status": "in place"}
    assert facts(replace(BOARD, type="Team", tier=None, status=None), attributes, of()) == {}


@pytest.mark.parametrize(
    ("sitting", "chair", "members"),
    [
        ([], "not recorded", None),
        ([seat("Ann")], "not recorded", "Ann (as of 2024)"),
        ([seat("Ann", relation="is chair of")], "Ann, stated, 2024", None),
        ([seat("Ann", ""), seat("Bo", "")], "not recorded", "Ann; Bo"),
        ([seat("Old", "2021"), seat("New"), seat("New")], "not recorded", "New (as of 2024)"),
        ([seat("Ann", relation="is co-chair of")], "Ann (co-chair), stated, 2024", None),
        ([seat("Ann", relation="is invited to")], "not recorded", "Ann (invited) (as of 2024)"),
        (
            [seat("Ann", status="planned"), seat("Bo", status="in place")],
            "not recorded",
            "Ann (planned); Bo (as of 2024)",
        ),
        (
            [seat("Mayor", relation="is chair of"), held("Mayor", "Bo")],
            "Mayor (Bo), stated, 2024",
            None,
        ),
        (
            [seat("Mayor"), held("Mayor", "Bo", "2021"), held("Mayor", "Cy")],
            "not recorded",
            "Mayor (Bo in 2021) (as of 2024)",
        ),
        (
            [seat(f"member {number}") for number in range(14)],
            "not recorded",
            "; ".join(f"member {number}" for number in range(12)) + "; and 2 more (as of 2024)",
        ),
    ],
)
def test_chair_and_members_are_those_of_the_newest_document(
    sitting: list[Answer], chair: str, members: str | None
) -> None:
    told = facts(BOARD, [], of(sitting=sitting))
    assert (told["chair"], told.get("members")) == (chair, members)


def test_only_of_a_board_is_it_said_that_no_chair_is_recorded() -> None:
    assert "chair" not in facts(replace(BOARD, type="Agency"), [], of())


def test_a_body_answers_to_three_owners_and_superiors_first() -> None:
    helped = replace(REPORTING, relation="is supported by", property="supportedBy")
    others = [replace(helped, object=Thing(f"any/{name}", name, "Board")) for name in ("A", "B", "C")]
    told = facts(BOARD, [], of(above=[*others, REPORTING]))
    assert told["answers to"] == (
        "reports to Light Board, stated, 2024; is supported by A, stated, 2024; "
        "is supported by B, stated, 2024; and 1 more"
    )
    planned = replace(REPORTING, status="planned", basis="inferred", as_at=None)
    assert facts(BOARD, [], of(above=[planned]))["answers to"] == "reports to Light Board, planned, inferred"


def test_one_superior_is_told_once_by_the_newest_document() -> None:
    above = [replace(REPORTING, as_at="2018", basis="inferred"), REPORTING]
    assert facts(BOARD, [], of(above=above))["answers to"] == "reports to Light Board, stated, 2024"


def test_of_what_is_no_body_it_is_told_who_answers_for_it() -> None:
    assert facts(LAMPS, [], of(above=[OWNED])) == {
        "who answers for it": "is owned by Lamps Board, stated, 2024"
    }


@pytest.mark.parametrize(
    ("works", "told"),
    [
        ([owned("A"), owned("B")], "A; B"),
        ([owned("A", basis="inferred")], "A (inferred)"),
        ([owned("A", basis="inferred"), owned("A", as_at="2023")], "A (2023)"),
        ([owned("A"), owned("A", as_at="2023", basis="inferred")], "A"),
        ([owned("A", as_at="2023"), owned("A", as_at="2024", basis="inferred")], "A (2023)"),
        ([owned("A", status="planned"), owned("B", status="in place")], "A (planned); B"),
        (
            [owned("A", as_at="2021", status="ended", basis="inferred"), owned("B")],
            "B; A (inferred, ended, 2021)",
        ),
        ([owned("A", as_at="2024-09"), owned("B", as_at="2024")], "A; B"),
        ([owned(str(number)) for number in range(10)], "0; 1; 2; 3; 4; 5; 6; 7; and 2 more"),
    ],
)
def test_what_is_owned_is_marked_where_it_is_not_stated_in_place_and_new(
    works: list[Answer], told: str
) -> None:
    assert facts(BOARD, [], of(owned=works))["owns"] == told


def test_what_is_owned_is_not_told_as_a_part_in_it_too() -> None:
    lead = replace(OWNED, relation="is led by", property="ledBy")
    told = facts(BOARD, [], of(owned=[OWNED], carried=[lead, replace(lead, subject=PLAN)]))
    assert (told["owns"], told["has a part in"]) == ("Lamps lit", "Light Plan")


def test_the_heading_is_told_with_who_answers_for_it() -> None:
    above = Answer(PLAN, "is overseen by", BOARD, basis="inferred", as_at="2024", evidence=(PLACE,))
    told = facts(LAMPS, [], of(listed=[above, replace(above, object=HIGHER)]))
    assert told == {"heading": "Light Plan, which is overseen by Lamps Board, inferred, 2024"}
    assert facts(LAMPS, [], of(listed=[replace(above, object=None)])) == {}


def test_a_plan_has_its_priorities_and_a_thing_what_it_serves() -> None:
    priority = Thing("any/priority/light", "Light", "Priority")
    part = Answer(priority, "is part of", PLAN, as_at="2024", property="isPartOf")
    lamps = replace(part, subject=LAMPS)
    helping = replace(part, subject=Thing("any/priority/oil", "Oil", "Priority"), property="contributesTo")
    assert facts(PLAN, [], of(serving=[part, lamps, helping])) == {"priorities": "Light"}
    many = [replace(part, subject=Thing(f"any/{number}", str(number), "Priority")) for number in range(22)]
    assert facts(PLAN, [], of(serving=many))["priorities"].endswith("; 18; 19; and 2 more")
    serving = Answer(LAMPS, "contributes to", priority, basis="inferred", property="contributesTo")
    outcome = replace(serving, object=Thing("any/outcome/safe", "Safe", "Outcome"), basis="stated")
    told = facts(LAMPS, [], of(served=[serving, replace(serving, as_at="2021"), outcome, lamps]))
    assert told == {"serves": "Light, inferred; Safe, stated"}


@pytest.mark.parametrize(
    ("thing", "own", "text"),
    [
        (BOARD, {}, "Lamps Board is a board (Silver, in place)."),
        (replace(BOARD, tier="Not stated", status=None), {}, "Lamps Board is a board."),
        (replace(BOARD, status=None), {"kind": "forum"}, "Lamps Board is a board (Silver, forum)."),
        (Thing("any/mill", "Mill", "Agency"), {"kind": "agency"}, "Mill is an agency."),
        (LAMPS, {"description": "All lamps."}, "Lamps lit is a deliverable. All lamps."),
        (LAMPS, {"purpose": "To see by"}, "Lamps lit is a deliverable. To see by."),
        (
            LAMPS,
            {"purpose": "To see by", "description": "All lamps"},
            "Lamps lit is a deliverable. All lamps.",
        ),
        (LAMPS, {"last named in": f"Any Plan (2021){LATER}"}, "Lamps lit is a deliverable."),
        (
            replace(BOARD, tier=None),
            {"last named in": "Any Plan (2021)"},
            "Lamps Board is a board (in place).",
        ),
        (
            replace(BOARD, tier=None),
            {"last named in": f"Any Plan (2021){LATER}"},
            f"Lamps Board is a board (in place). Lamps Board is last named in Any Plan (2021){LATER}.",
        ),
    ],
)
def test_the_headline_begins_with_what_a_thing_is(thing: Thing, own: dict[str, str], text: str) -> None:
    assert headline(thing, own, of()) == text


def test_the_headline_tells_two_chairs_the_superior_and_the_work() -> None:
    chairs = [seat(name, relation="is chair of") for name in ("Ann", "Bo", "Cy")]
    works = [owned(name) for name in ("A", "B", "C", "D")]
    lead = replace(OWNED, subject=PLAN, relation="is led by", property="ledBy")
    parts = of(sitting=chairs, above=[REPORTING], owned=works, carried=[lead])
    assert headline(replace(BOARD, tier=None, status=None), {}, parts) == (
        f"Lamps Board is a board. Ann is chair of Lamps Board (Silver board) — {WHERE}. "
        f"Bo is chair of Lamps Board (Silver board) — {WHERE}. "
        f"Lamps Board reports to Light Board (Gold board) — {WHERE}. "
        "It owns A; B; C; and 1 more. It has a part in 1 more."
    )


@pytest.mark.parametrize(
    ("things", "told"),
    [((LAMPS,), "It has a part in 1 thing."), ((LAMPS, PLAN), "It has a part in 2 things.")],
)
def test_work_that_a_body_does_not_own_is_counted(things: tuple[Thing, ...], told: str) -> None:
    lead = replace(OWNED, relation="is led by", property="ledBy")
    parts = of(carried=[replace(lead, subject=thing) for thing in things])
    assert headline(BOARD, {}, parts) == f"Lamps Board is a board (Silver, in place). {told}"


def test_of_a_body_only_what_stands_above_it_is_told_of_other_things_any_part() -> None:
    helped = replace(REPORTING, relation="is supported by", property="supportedBy")
    assert headline(BOARD, {}, of(above=[helped])) == "Lamps Board is a board (Silver, in place)."
    assert headline(LAMPS, {}, of(above=[replace(helped, subject=LAMPS)])) == (
        f"Lamps lit is a deliverable. “Lamps lit” is supported by Light Board (Gold board) — {WHERE}."
    )


def test_the_headline_says_that_only_the_heading_has_an_owner() -> None:
    above = Answer(PLAN, "is overseen by", HIGHER, evidence=(PLACE,))
    assert headline(LAMPS, {}, of(listed=[above])) == (
        "Lamps lit is a deliverable. No document says in so many words who owns it. "
        f"It is listed under “Light Plan”. “Light Plan” is overseen by Light Board (Gold board) — {WHERE}."
    )


def test_the_newest_document_that_names_a_thing_is_told(tiny: Store) -> None:
    newer = replace(PLACE, document="Any Update", date="2024-09")
    parts = of(above=[replace(REPORTING, evidence=(PLACE, newer))])
    assert last_named(tiny, BOARD, parts, None) == {"last named in": "Any Update (2024-09)"}
    assert last_named(tiny, BOARD, parts, day_of("2021")) == {"last named in": "Any Plan (2021-11)"}


def test_it_is_said_when_documents_of_later_years_are_silent(tiny: Store) -> None:
    parts = of(above=[REPORTING])
    assert last_named(tiny, BOARD, parts, None) == {"last named in": f"Any Plan (2021-11){LATER}"}
    assert last_named(tiny, BOARD, parts, day_of("2021")) == {"last named in": "Any Plan (2021-11)"}
    assert last_named(tiny, BOARD, parts, day_of("2020")) == {}
    assert LATER == ", not in those of later years"


@pytest.mark.parametrize("part", ["listed", "figures", "money", "doubts"])
def test_what_is_told_of_others_does_not_name_the_thing(tiny: Store, part: str) -> None:
    assert last_named(tiny, BOARD, of(**{part: [REPORTING]}), None) == {}


def test_who_holds_a_post_does_not_name_the_board(tiny: Store) -> None:
    holder = replace(held("Mayor", "Bo"), evidence=(PLACE,))
    assert last_named(tiny, BOARD, of(sitting=[holder]), None) == {}


@pytest.mark.parametrize("type_", ["Place", "Measure", "Figure", "Section"])
def test_of_some_kinds_it_is_not_told_where_they_were_last_named(tiny: Store, type_: str) -> None:
    assert last_named(tiny, replace(BOARD, type=type_), of(above=[REPORTING]), None) == {}


def test_of_a_document_it_is_counted_what_is_recorded_from_it(tiny: Store) -> None:
    update = Thing("doc/anytown-update", "Safer Anytown Annual Update 2024", "Document")
    assert last_named(tiny, update, of(above=[REPORTING]), None) == {
        "recorded from it": (
            "4 sections; 3 boards; 2 measures; 1 agency; 1 post; 1 programme; 1 progress report; 1 team"
        )
    }
