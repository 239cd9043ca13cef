"""When scored rows give an answer, when several readings, and when nothing; the rows are made by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from goldthread.graph.ask.decision import (
    SURE,
    Verdict,
    decide,
    likely,
    may_answer,
    together,
)
from goldthread.graph.ask.fields import Candidate, wanted
from goldthread.graph.ask.question import ParsedQuestion, counted_words, parse
from goldthread.graph.ask.retrieval import CandidateRow, Retrieved

NS = "https://w3id.org/goldthread/ns#"
ANSWER, READINGS, NOT_SAID, NOT_UNDERSTOOD = Verdict
PAPERS = {"doc/2024": "Annual Update 2024 2024-09", "doc/plan": "Plan 2021-24 2021-11"}
WEIGHTS = {"school": 4.0, "centr": 4.0, "board": 1.0}


def row(node: str, cls: str = "Link", words: str = "school centr board", **cells: str) -> CandidateRow:
    return CandidateRow(
        node, cls, {name: (value,) for name, value in cells.items()}, frozenset(words.split())
    )


def choice(
    found: CandidateRow, weight: float = 1.2, covered: float = 0.95, holds: str = "Board", value: str = ""
) -> Candidate:
    return Candidate(
        found, "annotatedTarget", holds, value or found.first("annotatedTarget"), weight, covered
    )


def link(target: str, relation: str = "overseenBy", **cells: str) -> CandidateRow:
    source = f"work {target}"
    return row(
        f"link {target}",
        annotatedSource=source,
        annotatedTarget=target,
        annotatedProperty=f"{NS}{relation}",
        **cells,
    )


def sought(
    *choices: Candidate,
    names: Mapping[str, tuple[str, ...]] | None = None,
    classes: Mapping[str, str] | None = None,
) -> Retrieved:
    rows = [one.row for one in choices]
    words = {one.node: one.words for one in rows}
    return Retrieved(rows, words, WEIGHTS, names or {}, classes or {}, papers=PAPERS)


def verdict(text: str, *choices: Candidate, names: Mapping[str, tuple[str, ...]] | None = None) -> Verdict:
    return decide(parse(text), sought(*choices, names=names), choices).verdict


BOARD, OTHER = choice(link("board")), choice(link("other"), 1.19)
ASKED = "Which board oversees the centres in schools?"


def test_nothing_found_is_not_understood() -> None:
    assert decide(parse(ASKED), sought(), []).verdict is NOT_UNDERSTOOD


def test_what_fits_and_stands_alone_is_the_answer() -> None:
    found = decide(parse(ASKED), sought(BOARD), [BOARD])
    assert (found.verdict, found.groups, found.looked) == (ANSWER, ((BOARD,),), ())


def test_two_that_say_different_things_and_weigh_alike_are_readings() -> None:
    found = decide(parse(ASKED), sought(BOARD, OTHER), [BOARD, OTHER])
    assert (found.verdict, found.groups) == (READINGS, ((BOARD,), (OTHER,)))


def test_two_that_say_the_same_do_not_stand_in_each_others_way() -> None:
    again = choice(
        replace(
            link("board"),
            node="link again",
            cells={**link("board").cells, "annotatedSource": ("work again",)},
        ),
        1.15,
    )
    assert verdict(ASKED, BOARD, again) is ANSWER


def test_one_that_lies_far_behind_does_not_make_the_first_unsure() -> None:
    assert verdict(ASKED, BOARD, choice(link("other"), 0.8)) is ANSWER


@pytest.mark.parametrize(
    ("weight", "covered", "expected"),
    [
        (0.5, 0.6, NOT_SAID),
        (0.5, 0.3, NOT_UNDERSTOOD),
        (0.9, 0.3, NOT_UNDERSTOOD),
        (0.7, 0.95, READINGS),
        (1.2, 0.95, ANSWER),
    ],
)
def test_what_is_known_to_little_part_is_no_answer(weight: float, covered: float, expected: Verdict) -> None:
    assert verdict(ASKED, choice(link("board"), weight, covered)) is expected


def test_the_nearest_is_a_reading_where_another_row_covers_more_but_holds_no_answer() -> None:
    whole = choice(row("report", "ProgressReport"), 1.0, 1.0, "ProgressReport")
    assert verdict("Which board oversees the centres?", whole, choice(link("board"), 0.9, 0.5)) is READINGS
    assert verdict("How many boards oversee the centres?", whole, choice(link("board"), 0.9, 0.5)) is NOT_SAID


NONE = choice(
    row("none", "NoneFound", title="Which board oversees the centres in schools?"), 1.4, holds="none"
)


def test_a_search_that_found_nothing_is_told_with_where_it_was() -> None:
    found = decide(parse(ASKED), sought(BOARD, NONE), [NONE, BOARD])
    assert (found.verdict, found.looked) == (NOT_SAID, (NONE,))


def test_a_search_for_something_else_is_not_told() -> None:
    other = choice(
        row("none", "NoneFound", title="Which prisons have libraries, gardens and workshops?"),
        1.3,
        holds="none",
    )
    assert verdict(ASKED, other, BOARD) is ANSWER
    assert verdict(ASKED, replace(NONE, weight=1.25), BOARD) is ANSWER, "what was found weighs about as much"


def test_what_needs_a_number_of_a_year_is_not_answered_from_another() -> None:
    figure = row(
        "figure",
        "Figure",
        hasSimpleResult="14",
        startDate="2023-04",
        observedProperty="schools",
        document="doc/2024",
    )
    holds = choice(figure, 1.2, 0.8, "number", "14")
    names = {"schools": ("Schools with centres",)}
    assert verdict("How many schools had centres in 2023?", holds, names=names) is ANSWER
    assert verdict("How many schools had centres in 2019?", holds, names=names) is NOT_SAID
    assert (
        verdict("How many schools had centres in 2019?", replace(holds, covered=0.95), names=names)
        is READINGS
    )


def sure(text: str, one: Candidate, names: Mapping[str, tuple[str, ...]] | None = None) -> bool:
    return may_answer(one, parse(text), sought(one, names=names))


@pytest.mark.parametrize(
    ("text", "relation", "expected"),
    [
        ("Who oversees the centres?", "overseenBy", True),
        ("Who oversees the centres?", "fundedBy", False),
        ("Who keeps the centres?", "fundedBy", True),
    ],
)
def test_a_link_of_another_relation_is_not_sure(text: str, relation: str, expected: bool) -> None:
    assert sure(text, choice(link("board", relation))) is expected


@pytest.mark.parametrize(
    ("text", "document", "expected"),
    [
        ("What does the 2024 update say of the board?", "doc/2024", True),
        ("What does the 2024 update say of the board?", "doc/plan", False),
        ("What does the 2021 plan say of the board?", "doc/plan", True),
        ("What does the 2021-24 plan say of the board?", "doc/plan", True),
        ("What does the 2018-21 plan say of the board?", "doc/2024", False),
        ("What is said of the board?", "doc/plan", True),
    ],
)
def test_what_another_paper_says_is_not_sure(text: str, document: str, expected: bool) -> None:
    assert sure(text, choice(link("board", document=document))) is expected


@pytest.mark.parametrize(
    ("text", "label", "expected"),
    [
        ("How many centres are in schools?", "Centres in schools", True),
        ("How many schools did the board visit?", "Centres of the board", False),
        ("How much do centres cost?", "Centres in schools", True),
        ("How much do centres cost?", "Price of bread", False),
    ],
)
def test_a_figure_must_be_of_what_is_counted_not_only_remark_on_it(
    text: str, label: str, expected: bool
) -> None:
    figure = choice(
        row("figure", "Figure", observedProperty="it", hasSimpleResult="3"), holds="number", value="3"
    )
    assert sure(text, figure, names={"it": (label,)}) is expected


@pytest.mark.parametrize(
    "text", ["How much of the board is in schools?", "Which school has the highest number of centres?"]
)
def test_a_part_or_an_extreme_is_never_sure(text: str) -> None:
    assert not sure(text, choice(link("board")))


def test_a_new_name_must_be_that_of_the_thing_named() -> None:
    names = {"old": ("school board",), "work old": ("garden",), "work other": ("garden",)}
    assert sure("Who replaced the school board?", choice(link("old", "replaces")), names=names)
    assert not sure("Who replaced the school board?", choice(link("other", "replaces")), names=names)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("How many schools have centres?", {"school"}),
        ("how many of the key deliverables are there", set()),
        ("How many hate reporting centres, by board?", {"hate", "centr"}),
        ("What share of schools?", set()),
        ("how many", set()),
    ],
)
def test_what_is_counted_stands_after_how_many(text: str, words: set[str]) -> None:
    assert counted_words(parse(text)) == words


def test_the_likelihood_grows_with_weight_and_distance() -> None:
    far, near = likely(BOARD, []), likely(BOARD, [(OTHER,)])
    assert (round(far, 3), round(near, 3)) == (0.922, 0.817)
    assert likely(choice(link("board"), 0.9), []) < far
    assert far > SURE > near > likely(choice(link("board"), 1.0), [(choice(link("other"), 1.0),)])


def test_rows_of_one_group_answer_together_if_they_weigh_alike() -> None:
    same = replace(link("board"), node="again")
    light, heavy = choice(same, 1.0), choice(same, 1.1)
    group = BOARD.group
    assert (heavy.group, OTHER.group == group) == (group, False)
    assert together([BOARD, OTHER, heavy, light]) == [(BOARD, heavy), (OTHER,)]
    assert (
        len(together([replace(BOARD, row=replace(same, node=str(number))) for number in range(20)])[0]) == 8
    )


FIGURE = row("f", "Figure", hasSimpleResult="3", unitText="count")
SHARE = row("f", "Figure", hasSimpleResult="3", unitText="per cent")
CHANGE = row("f", "Figure", hasSimpleResult="-3", valueKind="scheme/value-kind/change")
TARGET = row("f", "Target", hasSimpleResult="3", valueKind="scheme/value-kind/target")
GRANT = row("g", "MonetaryGrant")


@pytest.mark.parametrize(
    ("text", "one", "expected"),
    [
        ("How many schools?", choice(FIGURE, holds="number", value="3"), True),
        ("How many schools?", choice(FIGURE, holds="Board"), False),
        ("How many schools?", choice(row("f", "Figure"), holds="number", value="many"), False),
        ("What share of schools?", choice(FIGURE, holds="number", value="3"), False),
        ("What share of schools?", choice(SHARE, holds="number", value="3%"), True),
        ("By how much did schools fall?", choice(FIGURE, holds="number", value="3"), False),
        ("By how much did schools fall?", choice(CHANGE, holds="number", value="3"), True),
        ("What percentage of schools is the target?", choice(SHARE, holds="number", value="3%"), False),
        ("How many schools is the target?", choice(TARGET, holds="number", value="3"), True),
        ("How much did schools cost?", choice(GRANT, holds="money", value="£3"), True),
        ("How much did schools cost?", choice(GRANT, holds="money", value="no amount printed"), False),
        ("How much did schools cost?", choice(FIGURE, holds="number", value="3"), False),
        ("How much did schools cost?", choice(FIGURE, holds="number", value="£3"), True),
        ("When did schools open?", choice(link("b"), holds="date"), True),
        ("When did schools open?", choice(link("b"), holds="Board"), False),
        (
            "How often do schools meet?",
            choice(row("b", "Board", description="It meets every month."), holds="Board"),
            True,
        ),
        (
            "How often do schools meet?",
            choice(row("b", "Board", description="It meets."), holds="Board"),
            False,
        ),
        (
            "How often do schools meet?",
            choice(row("b", "Board", document="http://monthly"), holds="Board"),
            False,
        ),
        ("Which tier is the board?", choice(link("b"), holds="tier"), True),
        ("Which tier is the board?", choice(link("b"), holds="Board"), False),
        ("Who chairs the board?", choice(link("b"), holds="chair"), True),
        ("Who chairs the board?", choice(link("b"), holds="Person"), False),
        ("Which board is it?", choice(link("b"), holds="Board"), True),
        ("Which board is it?", choice(link("b"), holds="Place"), False),
        ("Tell me of schools", choice(link("b"), holds="Place"), True),
    ],
)
def test_a_row_must_hold_what_is_wanted(text: str, one: Candidate, expected: bool) -> None:
    assert wanted(parse(text), sought(one))(one) is expected


def test_a_chair_asked_for_by_name_must_be_a_person() -> None:
    asked: ParsedQuestion = parse("What is the name of the chair of the board?")
    person, post = (
        choice(link("b"), holds="chair", value="anna"),
        choice(link("b"), holds="chair", value="mayor"),
    )
    fits = wanted(asked, sought(person, classes={"anna": "Person", "mayor": "Post"}))
    assert (fits(person), fits(post)) == (True, False)


@pytest.mark.parametrize(("named", "expected"), [("board", False), ("person", True), ("body", True)])
def test_a_link_of_another_thing_of_the_class_that_is_named_is_not_sure(named: str, expected: bool) -> None:
    """A question names a team in full, the row is of another team; a person named, or the team of the row
    itself, does not matter."""
    classes = {"body": "Team", "board": "Team", "person": "Person"}
    one = choice(link("body"))
    asked = sought(
        one,
        names={named: ("centres",), "body": ("centres",) if named == "body" else ("garden",)},
        classes=classes,
    )
    assert may_answer(one, parse("Who oversees the school centres?"), asked) is expected


@pytest.mark.parametrize(("told", "expected"), [(7.0, False), (7.49, False), (7.5, True), (8.0, True)])
def test_the_words_that_a_row_covers_must_tell_enough_together(told: float, expected: bool) -> None:
    """Of a question that names nothing in full, the words found in the row must weigh at least 7.5."""
    one = choice(link("board"))
    asked = replace(sought(one), weights={"school": 4.0, "centr": told - 4.0})
    assert may_answer(one, parse("Who oversees the school centres?"), asked) is expected
