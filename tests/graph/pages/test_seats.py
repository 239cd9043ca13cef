"""Who chairs a body and who sits on it: of the newest document, and those of former days apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from goldthread.graph.pages.builder import show
from goldthread.graph.pages.seats import chairs
from goldthread.graph.pages.sections import SectionBuilder
from goldthread.graph.results.answers import Answer, Thing
from goldthread.graph.store.oxigraph import Store
from tests.graph.partnerships import tables, with_former_seats

World = Callable[[Mapping[str, str]], Store]

BOARD = Thing("any/board/hate-crime-board", "Hate Crime Board", "Board")


def seat(name: str, as_at: str | None, relation: str = "is member of", until: str | None = None) -> Answer:
    who = Thing(f"any/post/{name}", name, "Post")
    return Answer(who, relation, BOARD, property="memberOf", as_at=as_at, until=until)


@pytest.mark.parametrize(
    ("seats", "names"),
    [
        ([], []),
        ([seat("member", "2024")], []),
        ([seat("old", "2021", "is chair of"), seat("new", "2024", "is chair of")], ["new"]),
        ([seat("one", "2024", "is chair of"), seat("two", "2024", "is co-chair of")], ["one", "two"]),
        ([seat("old", "2021", "is chair of"), seat("member", "2024")], ["old"]),
        ([seat("undated", None, "is chair of")], ["undated"]),
        ([seat("former", "2024", "is chair of", "2022"), seat("old", "2021", "is chair of")], ["old"]),
        ([seat("former", "2024", "is chair of", "2022")], []),
    ],
)
def test_the_chairs_are_those_of_the_newest_document_that_names_one(
    seats: list[Answer], names: list[str]
) -> None:
    parts = SectionBuilder()
    parts.add("sitting", seats)
    assert [answer.subject.label for answer in chairs(parts)] == names


@pytest.fixture
def eastshire(alone: World) -> Store:
    return alone(with_former_seats("Eastshire"))


@pytest.mark.parametrize(
    ("as_of", "told"),
    [
        (
            None,
            {
                "chair": "Head of Eastshire Housing, stated, 2024-05",
                "formerly": "Old Head (chair, until June 2022); Lead Member (until May 2021)",
            },
        ),
        ("2023", {"chair": "Head of Eastshire Housing, stated, 2024-05"}),
        (
            "2020",
            {
                "chair": "Old Head (until June 2022), stated, 2024-05",
                "members": "Lead Member (until May 2021)",
            },
        ),
        ("2017", {"chair": "not recorded"}),
    ],
)
def test_who_sat_there_formerly_is_told_apart(
    eastshire: Store, as_of: str | None, told: dict[str, str]
) -> None:
    facts = dict(show(eastshire, "refuge board", as_of).facts)
    assert {name: facts[name] for name in ("chair", "members", "formerly") if name in facts} == told


def test_the_section_sets_former_members_apart(eastshire: Store) -> None:
    page = show(eastshire, "refuge board")
    sitting = [one for one in page.sections if one.heading == "Who chairs it and who sits on it"]
    assert [(one.under, [answer.subject.label for answer in one.answers]) for one in sitting] == [
        ("as of 2024-05", ["Head of Eastshire Housing"]),
        ("formerly", ["Old Head", "Lead Member"]),
    ]


def test_of_a_former_chair_alone_the_headline_tells_in_the_past(alone: World) -> None:
    own = tables("Eastshire")
    own["eastshire/memberships"] = own["eastshire/memberships"].replace("role,", "role,until,")
    own["eastshire/memberships"] = own["eastshire/memberships"].replace("chair,", "chair,2022-06,")
    page = show(alone(own), "refuge board")
    assert page.text == (
        "Refuge Board is a board (Silver, delivery board). Head of Eastshire Housing was chair of Refuge "
        "Board (Silver board) until June 2022 — stated: Eastshire Safety Plan (2024-05). It owns Open a "
        "second shelter."
    )
    assert dict(page.facts)["chair"] == "not recorded"
