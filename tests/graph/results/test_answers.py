"""The envelope of answers and replies, key by key, and an answer as a row, a printed row and an edge."""

from __future__ import annotations

from dataclasses import replace

import pytest

from goldthread.graph.results.answers import (
    COLUMNS,
    Answer,
    Evidence,
    Reply,
    Thing,
    edge_of,
    row_of,
    short_row,
)
from goldthread.graph.results.phrasing import source
from goldthread.graph.text.dates import day_of

LAMPS = Thing("mill/lamps", "Lamps", "Deliverable", "Mill Plan", date="2021")
BOARD = Thing("mill/board", "Lamps Board", "Board", "Mill Plan", "Silver", "in place")
PLACE = Evidence("Mill Plan", "mill.txt", "page 3", "new lamps", "2021-11", "lamps", "before")
OTHER = Evidence("Mill Update", "update.txt", "", "more lamps")
OWNED = Answer(
    LAMPS,
    "is overseen by",
    BOARD,
    from_="2021",
    as_at="2021-11",
    evidence=(PLACE, OTHER),
    property="overseenBy",
    inverse="oversees",
)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (PLACE, "Mill Plan (2021-11), page 3"),
        (OTHER, "Mill Update"),
        (replace(OTHER, place="page 1"), "Mill Update, page 1"),
    ],
)
def test_a_place_is_cited_as_a_person_would(place: Evidence, words: str) -> None:
    assert place.reference == words


def test_an_answer_is_told_to_programs_key_by_key() -> None:
    assert OWNED.to_json() == {
        "subject": {
            "id": "mill/lamps",
            "label": "Lamps",
            "type": "Deliverable",
            "document": "Mill Plan",
            "tier": None,
            "status": None,
            "date": "2021",
            "area": None,
        },
        "relation": "is overseen by",
        "object": {
            "id": "mill/board",
            "label": "Lamps Board",
            "type": "Board",
            "document": "Mill Plan",
            "tier": "Silver",
            "status": "in place",
            "date": "",
            "area": None,
        },
        "value": None,
        "basis": "stated",
        "reading": None,
        "why": None,
        "from": "2021",
        "until": None,
        "as_at": "2021-11",
        "status": None,
        "evidence": [
            {
                "document": "Mill Plan",
                "file": "mill.txt",
                "place": "page 3",
                "phrase": "new lamps",
                "date": "2021-11",
                "section": "lamps",
                "near": "before",
                "passage": None,
                "reading": "",
            },
            {
                "document": "Mill Update",
                "file": "update.txt",
                "place": "",
                "phrase": "more lamps",
                "date": "",
                "section": "",
                "near": "",
                "passage": None,
                "reading": "",
            },
        ],
        "property": "overseenBy",
        "inverse": "oversees",
    }


def test_a_reply_is_told_to_programs_key_by_key() -> None:
    reply = Reply("Who?", "Them.", (OWNED,), "2021", True, ("Plan",), ("Lamp",), "Lamps", (("tier", "Gold"),))
    assert reply.to_json() == {
        "question": "Who?",
        "as_of": "2021",
        "text": "Them.",
        "answers": [OWNED.to_json()],
        "none_found": True,
        "looked_in": ["Plan"],
        "did_you_mean": ["Lamp"],
        "title": "Lamps",
        "facts": [["tier", "Gold"]],
    }
    assert reply.reply() is reply


def test_an_answer_is_a_row_with_its_first_place_and_the_others_beside() -> None:
    row = row_of(OWNED)
    assert row == {
        "subject": "Lamps",
        "relation": "is overseen by",
        "object": "Lamps Board",
        "tier": "Silver",
        "basis": "stated",
        "reading": "",
        "from": "2021",
        "until": "",
        "as_at": "2021-11",
        "status": "",
        "document": "Mill Plan",
        "place": "page 3",
        "phrase": "new lamps",
        "why": "",
        "more_places": "Mill Update",
        "subject_id": "mill/lamps",
        "object_id": "mill/board",
    }
    assert tuple(row) == COLUMNS


def test_a_value_stands_where_a_thing_would() -> None:
    row = row_of(Answer(LAMPS, "figure", value="12%"))
    assert (row["object"], row["tier"], row["object_id"], row["document"]) == ("12%", "", "", "")


@pytest.mark.parametrize(
    ("answer", "known"),
    [
        (replace(OWNED, from_=None), "is overseen by Lamps Board (Silver)"),
        (OWNED, "is overseen by Lamps Board (Silver) [from 2021]"),
        (replace(OWNED, until="2022"), "is overseen by Lamps Board (Silver) [2021 to 2022]"),
        (replace(OWNED, from_=None, until="2022"), "is overseen by Lamps Board (Silver) [until 2022]"),
        (replace(OWNED, status="planned", from_=None), "is overseen by Lamps Board (Silver) (planned)"),
        (replace(OWNED, status="in place", from_=None), "is overseen by Lamps Board (Silver)"),
        (replace(OWNED, object=replace(BOARD, tier="Not stated"), from_=None), "is overseen by Lamps Board"),
    ],
)
def test_a_printed_row_says_what_is_known_in_one_column(answer: Answer, known: str) -> None:
    assert short_row(row_of(answer)) == {
        "thing": "Lamps",
        "what is known": known,
        "how": "stated",
        "where it stands": "Mill Plan, 2021-11, page 3",
    }


@pytest.mark.parametrize(
    ("basis", "why", "how"),
    [
        ("inferred", "It is listed there.", "inferred: It is listed there."),
        ("inferred", None, "inferred"),
        ("stated", "It is listed there.", "stated"),
        ("suggested", "Like words.", "suggested"),
    ],
)
def test_a_printed_row_has_the_reasoning_of_what_is_inferred(basis: str, why: str | None, how: str) -> None:
    assert short_row(row_of(replace(OWNED, basis=basis, why=why)))["how"] == how


def test_an_edge_has_a_key_by_relation_basis_date_and_period() -> None:
    key, about = edge_of(OWNED)
    assert key == "overseenBy stated 2021-11 2021/"
    assert about == {
        "property": "overseenBy",
        "relation": "is overseen by",
        "basis": "stated",
        "reading": "",
        "why": "",
        "from": "2021",
        "until": "",
        "as_at": "2021-11",
        "status": "",
        "document": "Mill Plan",
        "place": "page 3",
        "phrase": "new lamps",
        "more_places": "Mill Update",
    }
    assert edge_of(replace(OWNED, as_at=None))[0] == "overseenBy stated 2021/"


@pytest.mark.parametrize(
    ("until", "as_at", "day", "relation", "ended"),
    [
        pytest.param(None, "2024", None, "is a member of", False, id="no end"),
        pytest.param("2021", "2024-05", None, "is a member of", True, id="before its document"),
        pytest.param("2024", "2024-05", None, "is a member of", False, id="perhaps after its document"),
        pytest.param("2027", "2024-05", None, "is a member of", False, id="after its document"),
        pytest.param("2027", None, None, "is a member of", True, id="a document without a date"),
        pytest.param("2021", "2024-05", "2020", "is a member of", False, id="after the day asked"),
        pytest.param("2027", "2024-05", "2028", "is a member of", True, id="before the day asked"),
        pytest.param("2021", "2024-05", None, "was approved by", False, id="what happened once"),
    ],
)
def test_what_had_ended_is_told_by_the_day_or_the_document(
    until: str | None, as_at: str | None, day: str | None, relation: str, *, ended: bool
) -> None:
    thing = Thing("mill/lamps", "Lamps", "Deliverable")
    answer = Answer(thing, relation, value="x", until=until, as_at=as_at)
    assert answer.has_ended(day_of(day)) is ended


def test_the_date_of_the_place_stands_for_that_of_an_undated_document() -> None:
    thing, place = Thing("mill/lamps", "Lamps", "Deliverable"), Evidence("Plan", "", "", "", date="2021-11")
    ended = [Answer(thing, "is", value="x", until=until, evidence=(place,)) for until in ("2020", "2022")]
    assert [answer.has_ended() for answer in ended] == [True, False]


PLACES = [
    Evidence("Mill Plan", "mill.txt", "page 3", "lamps", reading=how) for how in ("by position", "unsafe", "")
]


@pytest.mark.parametrize(
    ("basis", "places", "how"),
    [
        ("stated", [PLACES[0]], "stated, read by position"),
        ("stated", [PLACES[1]], "stated, read unsafely"),
        ("stated", [PLACES[0], PLACES[1]], "stated, read by position"),
        ("stated", [PLACES[0], PLACES[2]], "stated"),
        ("stated", [replace(PLACES[0], reading="plain")], "stated"),
        ("stated", [], "stated"),
        ("inferred", [PLACES[0]], "inferred"),
    ],
)
def test_what_was_not_read_plainly_anywhere_says_so_wherever_it_is_told(
    basis: str, places: list[Evidence], how: str
) -> None:
    answer = replace(OWNED, basis=basis, evidence=tuple(places))
    assert answer.how() == how
    assert short_row(row_of(answer))["how"] == how
    assert source(answer).startswith(f"{how}: ")
    assert answer.to_json()["reading"] == (how.partition(", read ")[2].replace("unsafely", "unsafe") or None)
