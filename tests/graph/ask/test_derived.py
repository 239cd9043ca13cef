"""Answers that are worked out from several rows: extremes, changes, new names, stories, what a thing is."""

from __future__ import annotations

from decimal import Decimal

import pytest

from goldthread.graph.ask.answers import Statement, state
from goldthread.graph.ask.derived import described, difference, extreme, over_time, renamed, story
from goldthread.graph.ask.fields import Candidate
from goldthread.graph.ask.question import ParsedQuestion, parse
from goldthread.graph.ask.retrieval import CandidateRow, Retrieved, retrieve
from goldthread.graph.ask.scoring import SOFT, score
from goldthread.graph.results.answers import Answer, Thing
from goldthread.graph.store.oxigraph import Store
from goldthread.ontology import namespaces


def figure(node: str, number: str, weight: float = 1.0, **cells: str) -> Candidate:
    known = {"hasSimpleResult": number, "unitText": "count", "document": "doc", **cells}
    row = CandidateRow(node, "Figure", {name: (value,) for name, value in known.items()}, frozenset())
    return Candidate(row, "value", "number", number, weight, 0.9)


WARDS = [figure("a", "3"), figure("b", "12"), figure("c", "-5")]


@pytest.mark.parametrize(
    ("text", "node"),
    [("Which ward has the highest number?", "b"), ("Which ward has the lowest number?", "c")],
)
def test_the_highest_and_the_lowest_are_by_number(text: str, node: str) -> None:
    found = extreme(parse(text), WARDS)
    assert found and found.row.node == node


@pytest.mark.parametrize(
    "others",
    [
        [],
        WARDS[:2],
        [*WARDS[:2], figure("c", "99", unitText="per cent")],
        [*WARDS[:2], figure("c", "99", document="other")],
        [*WARDS[:2], figure("c", "99", valueKind="target")],
        [*WARDS[:2], figure("c", "99", weight=0.6)],
        [*WARDS[:2], figure("c", "many")],
    ],
)
def test_no_extreme_of_fewer_than_three_alike(others: list[Candidate]) -> None:
    assert extreme(parse("Which ward has the highest number?"), others) is None


SPANS = parse("How did the number change from 2018 to 2024?")


def test_over_time_has_the_best_of_each_year_in_the_order_asked() -> None:
    years = [
        figure("new", "5", startDate="2024-01"),
        figure("old", "3", startDate="2018"),
        figure("late", "4", startDate="2018-06"),
    ]
    assert [choice.row.node for choice in over_time(SPANS, years)] == ["old", "new"]


def test_over_time_is_nothing_where_a_year_has_none() -> None:
    assert over_time(SPANS, [figure("old", "3", startDate="2018")]) == []
    both = figure("both", "3", startDate="2018", endDate="2024")
    assert over_time(SPANS, [both]) == [], "one figure of both years is no series"
    text = Candidate(
        CandidateRow("t", "Board", {"startDate": ("2024",)}, frozenset()), "self", "Board", "t", 1.0, 1.0
    )
    assert over_time(SPANS, [figure("old", "3", startDate="2018"), text]) == []


TOLD = [
    Statement(Answer(Thing("m", "Calls", "Measure"), "actual", value=value), f"Calls: {value}")
    for value in ("3", "5")
]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (figure("a", "3"), figure("b", "5"), "a rise of 2"),
        (figure("a", "16000"), figure("b", "4700"), "a fall of 11,300"),
        (figure("a", "5"), figure("b", "5.0"), "no change"),
        (figure("a", "3000", unitText="GBP"), figure("b", "1500.5", unitText="GBP"), "a fall of £1,499.5"),
        (figure("a", "", printed="1,200"), figure("b", "", printed="£1,300"), "a rise of 100"),
    ],
)
def test_the_difference_of_two_numbers_is_inferred(first: Candidate, last: Candidate, words: str) -> None:
    found = difference(TOLD, [first, last])
    assert found
    assert (found.words, found.answer.value, found.answer.basis) == (
        f"Between the two: {words}",
        words,
        "inferred",
    )
    assert found.answer.why == "the difference of the two figures"


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (figure("a", "3"), figure("b", "many")),
        (figure("a", "3"), figure("b", "5", unitText="per cent")),
        (
            figure("a", "3"),
            Candidate(
                CandidateRow("g", "MonetaryGrant", {"printed": ("£5",)}, frozenset()),
                "value",
                "money",
                "£5",
                1.0,
                1.0,
            ),
        ),
    ],
)
def test_there_is_no_difference_of_unlike_things(first: Candidate, last: Candidate) -> None:
    assert difference(TOLD, [first, last]) is None


def asked_of(store: Store, text: str) -> tuple[ParsedQuestion, Retrieved, list[Candidate]]:
    asked = parse(text)
    sought = retrieve(store, asked.words, SOFT)
    return asked, sought, score(asked, sought)


def nodes(choices: list[Candidate]) -> list[str]:
    return [choice.row.node.removeprefix(namespaces.ID) for choice in choices]


def test_a_new_name_comes_from_a_change_or_another_name(tiny: Store) -> None:
    _, sought, choices = asked_of(tiny, "What is the Youth Forum called now?")
    assert nodes(renamed(sought, choices)) == ["any/change/2024/youth-board"]
    _, sought, choices = asked_of(tiny, "What else is the Hate Crime Board called?")
    assert set(nodes(renamed(sought, choices))) == {"name/update/hcpb", "name/update/hcpb-acronym"}
    _, sought, choices = asked_of(tiny, "What replaced the burglary board?")
    assert renamed(sought, choices) == []


def test_that_a_body_was_established_is_no_new_name() -> None:
    cells = {"resultingOrganization": ("new",), "kind": ("scheme/change-kind/established",)}
    event = Candidate(
        CandidateRow("e", "ChangeEvent", cells, frozenset({"patrol"})), "self", "ChangeEvent", "e", 1.0, 1.0
    )
    sought = Retrieved([event.row], {}, {"patrol": 3.0}, {"new": ("Patrol",)}, {"new": "Board"})
    assert renamed(sought, [event]) == []
    replaced = Candidate(
        CandidateRow("e", "ChangeEvent", {**cells, "kind": ("scheme/change-kind/replaced",)}, frozenset()),
        "self",
        "",
        "e",
        1.0,
        1.0,
    )
    assert renamed(sought, [replaced]) == [replaced]


def test_a_story_is_told_in_the_order_of_time(tiny: Store) -> None:
    _, sought, choices = asked_of(tiny, "How did the Youth Board change?")
    told, share = story(sought, choices)
    assert [one.words for one in state(tiny, told)][:2] == [
        "Youth Board stood as Bronze, planned",
        "Youth Board is a board (delivery board, Silver, in place)",
    ]
    assert 0.6 < share < 1


def test_there_is_no_story_of_what_nothing_is_called(tiny: Store) -> None:
    _, sought, choices = asked_of(tiny, "How did the weather change?")
    assert story(sought, choices) == ([], 0.0)


def described_in(store: Store, text: str) -> list[list[str]]:
    return [[one.words for one in state(store, group)] for group in described(*asked_of(store, text))]


def test_what_a_thing_is_stands_in_its_own_row(tiny: Store) -> None:
    assert described_in(tiny, "What is the Mill Estate Patrol?") == [
        ["“Mill Estate Patrol” is a programme (scheme, in place)"]
    ]
    assert described_in(tiny, "what's the Street Team") == [["Street Team is a team"]]
    assert described_in(tiny, "What is HCPB?") == [
        ["Hate Crime Board is a board (delivery board, Silver, in place)"]
    ]


def test_who_a_post_is_stands_with_who_holds_it(tiny: Store) -> None:
    assert described_in(tiny, "Who is the Mayor of Anyshire?") == [
        ["Mayor of Anyshire is held by Anna Muster"]
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Who is on the Hate Crime Board?",
        "What is under Hate Crime?",
        "What is the status of the Hate Crime Board?",
        "What is the Hate Crime Board in 2021?",
        "Which is the Mill Estate Patrol?",
        "What is the weather?",
        "Mill Estate Patrol",
    ],
)
def test_a_question_for_more_than_what_it_is_is_left_to_the_rows(tiny: Store, text: str) -> None:
    assert described_in(tiny, text) == []


def test_numbers_are_exact() -> None:
    found = difference(TOLD, [figure("a", "0.1"), figure("b", "0.3")])
    assert found and found.answer.value == f"a rise of {Decimal('0.2')}"
