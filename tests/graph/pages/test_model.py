"""The page of a thing as it is read: its headings, its lines in words, its rows and its envelope."""

from __future__ import annotations

from dataclasses import replace

import pytest

from goldthread.graph.pages.model import (
    GLANCE,
    HEADINGS,
    NOT_FOUND,
    Page,
    Section,
    heading,
    line,
    other,
    period,
    what,
)
from goldthread.graph.query.searches import Place, Search
from goldthread.graph.results.answers import STATED, Answer, Evidence, Thing

LAMPS = Thing("any/lamps", "Lamps lit", "Deliverable")
ELSEWHERE = Thing("any/elsewhere", "Elsewhere", "Plan")
BOARD = Thing("any/board/lamps", "Lamps Board", "Board", tier="Silver")
PLACE = Evidence("Any Plan (text)", "any.txt", "page 3", "lamps are lit", "2021-11")
ITSELF = Answer(LAMPS, "is", value="a deliverable", evidence=(PLACE,), property="type")
OVERSEEN = Answer(LAMPS, "is overseen by", BOARD, evidence=(PLACE,), inverse="oversees")
SEARCH = Search(
    "any/search",
    "Who pays for it?",
    "fundedBy",
    frozenset({LAMPS.id}),
    (Place("Any Plan", "2021", ("Money",)), Place("Any Update", "2022")),
)
PAGE = Page(
    "What is “lamps”?",
    LAMPS,
    "Lamps lit is a deliverable.",
    (("kind", "key deliverable"), ("owns", "nothing"), ("status", "in place"), ("basis", "stated")),
    (
        Section(HEADINGS["naming"], (ITSELF,)),
        Section(HEADINGS["above"], (OVERSEEN,), "of 2021"),
        Section(HEADINGS["above"], (replace(OVERSEEN, as_at="2018"),), "of 2018"),
    ),
    (SEARCH,),
    ("LAMPS",),
    "2022",
)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"from_": "2023-01"}, "since January 2023"),
        ({"from_": "2023-01", "status": "planned"}, "from January 2023"),
        ({"from_": "2023-01", "status": "to be established"}, "from January 2023"),
        ({"until": "2023"}, "until 2023"),
        ({"until": "2025-03", "relation": "target"}, "by March 2025"),
        ({"from_": "2023-04", "until": "2024-03"}, "April 2023 to March 2024"),
        ({"from_": "2021-11-03", "property": "approvedBy"}, "on 3 November 2021"),
        ({"from_": "2021-11", "property": "approvedBy"}, "in November 2021"),
        ({"from_": "2021", "property": "change"}, "in 2021"),
        ({}, ""),
    ],
)
def test_a_time_is_told_in_words(answer: dict[str, str], words: str) -> None:
    assert period(replace(Answer(LAMPS, "is", value="lit", basis=STATED), **answer)) == words  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("type_", "part", "words"),
    [
        ("Board", "above", "To whom it reports, and who answers for it"),
        ("Deliverable", "above", "Who answers for it"),
        ("Post", "sitting", "Who holds it"),
        ("Place", "serving", "What is there or for it"),
        ("Plan", "serving", "What is in it and what serves it"),
        ("Priority", "serving", "What serves it"),
    ],
)
def test_some_headings_differ_by_the_kind_of_thing(type_: str, part: str, words: str) -> None:
    assert heading(Thing("any/one", "One", type_), part) == words


@pytest.mark.parametrize(
    ("answer", "thing", "words"),
    [
        (OVERSEEN, LAMPS, "is overseen by Lamps Board (Silver board)"),
        (OVERSEEN, BOARD, "oversees Lamps lit [deliverable]"),
        (replace(OVERSEEN, inverse=""), BOARD, "Lamps lit is overseen by Lamps Board (Silver board)"),
        (OVERSEEN, ELSEWHERE, "Lamps lit is overseen by Lamps Board (Silver board)"),
        (replace(OVERSEEN, status="in place"), LAMPS, "is overseen by Lamps Board (Silver board)"),
        (
            replace(OVERSEEN, status="planned", from_="2023"),
            LAMPS,
            "is overseen by Lamps Board (Silver board) (planned), from 2023",
        ),
        (ITSELF, LAMPS, "is a deliverable"),
        (replace(ITSELF, value=None), LAMPS, "is"),
        (replace(ITSELF, relation=""), LAMPS, "a deliverable"),
        (replace(ITSELF, relation="", value=None), LAMPS, ""),
        (ITSELF, BOARD, "Lamps lit (is): a deliverable"),
        (replace(ITSELF, value=None), BOARD, "Lamps lit (is): no more is said"),
        (
            Answer(LAMPS, "actual", value="9", property="figure", until="2022"),
            LAMPS,
            "9 (actual), until 2022",
        ),
        (
            Answer(LAMPS, "target", value="9", property="figure", until="2022"),
            BOARD,
            "Lamps lit: 9 (target), by 2022",
        ),
    ],
)
def test_an_answer_is_read_from_the_side_of_the_page(answer: Answer, thing: Thing, words: str) -> None:
    assert line(answer, thing) == words


def test_the_other_end_is_none_where_a_value_stands() -> None:
    assert (other(OVERSEEN, LAMPS), other(OVERSEEN, BOARD), other(ITSELF, LAMPS)) == (BOARD, LAMPS, None)


@pytest.mark.parametrize(
    ("thing", "words"),
    [
        (LAMPS, "Lamps lit [deliverable]"),
        (BOARD, "Lamps Board (Silver board)"),
        (replace(BOARD, tier=None), "Lamps Board [board]"),
        (replace(BOARD, tier="Regional"), "Lamps Board (Regional) [board]"),
        (replace(BOARD, tier=None, status="planned"), "Lamps Board (planned) [board]"),
        (Thing("any/report", "Lamps", "ProgressReport"), "Lamps [progress report]"),
    ],
)
def test_a_thing_is_named_with_what_it_is_unless_its_tier_says_so(thing: Thing, words: str) -> None:
    assert what(thing) == words


def test_the_rows_are_what_no_answer_tells_the_answers_and_what_was_not_found() -> None:
    rows = [
        (row["section"], row["under"], row["relation"], row["object"], row["basis"], row["document"])
        for row in PAGE.rows()
    ]
    plan = "Any Plan (text)"
    assert rows == [
        (GLANCE, "", "kind", "key deliverable", "stated", plan),
        (GLANCE, "", "status", "in place", "stated", plan),
        ("Names and standing over time", "", "is", "a deliverable", "stated", plan),
        ("Who answers for it", "of 2021", "is overseen by", "Lamps Board", "stated", plan),
        ("Who answers for it", "of 2018", "is overseen by", "Lamps Board", "stated", plan),
        (
            NOT_FOUND,
            "",
            "Who pays for it?",
            "Looked in: Any Update; Any Plan, Money",
            "none found",
            "",
        ),
    ]
    assert {tuple(row) for row in PAGE.rows()} == {Page.columns}


def test_without_a_basis_of_its_own_the_attributes_of_a_thing_are_no_rows() -> None:
    unknown = replace(PAGE, sections=PAGE.sections[1:], none_found=())
    assert {row["section"] for row in unknown.rows()} == {"Who answers for it"}


def test_the_page_is_printed_line_by_line_with_its_source() -> None:
    assert list(PAGE.shown())[:2] == [
        {
            "section": "Names and standing over time",
            "what is known": "is a deliverable",
            "how and where": "stated: Any Plan (text) (2021-11), page 3",
        },
        {
            "section": "Who answers for it",
            "what is known": "is overseen by Lamps Board (Silver board)",
            "how and where": "stated: Any Plan (text) (2021-11), page 3",
        },
    ]


def test_the_page_as_a_reply_has_its_answers_in_the_order_of_the_sections() -> None:
    reply = PAGE.reply()
    assert [answer.as_at for answer in reply.answers] == [None, None, "2018"]
    assert (reply.question, reply.text, reply.title, reply.as_of, reply.none_found) == (
        "What is “lamps”?",
        "Lamps lit is a deliverable.",
        "Lamps lit",
        "2022",
        False,
    )
    assert (reply.looked_in, reply.did_you_mean, reply.facts) == (
        ("Any Update", "Any Plan, Money"),
        ("LAMPS",),
        PAGE.facts,
    )
    assert replace(PAGE, sections=()).reply().none_found


def test_the_envelope_numbers_the_answers_of_each_section() -> None:
    told = PAGE.to_json()
    assert told["sections"] == [
        {"heading": "Names and standing over time", "under": "", "answers": [0]},
        {"heading": "Who answers for it", "under": "of 2021", "answers": [1]},
        {"heading": "Who answers for it", "under": "of 2018", "answers": [2]},
    ]
    assert told["looked_for"] == [
        {
            "asked": "Who pays for it?",
            "relation": "fundedBy",
            "looked_in": ["Any Update", "Any Plan, Money"],
            "basis": "none found",
        }
    ]
    assert len(told["answers"]) == 3


def test_a_page_can_be_filled_answer_by_answer() -> None:
    filled = PAGE.filled(lambda answer: replace(answer, why="read"))
    assert [answer.why for answer in filled.answers] == ["read", "read", "read"]
    assert [(section.heading, section.under) for section in filled.sections] == [
        (section.heading, section.under) for section in PAGE.sections
    ]
    assert {answer.why for answer in PAGE.answers} == {None}
