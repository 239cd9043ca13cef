"""Gaps and their counts: state, support and searches in words, as rows and as JSON, and their text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from goldthread.graph.alignment.gaps import (
    GAP_KINDS,
    Gap,
    Gaps,
    IndirectSupport,
    Tally,
    checked,
    row_of,
    summarise,
)
from goldthread.graph.errors import GoldthreadError
from goldthread.graph.query.searches import Place, Search
from goldthread.graph.results.answers import INFERRED, STATED, Answer, Evidence, Thing

WALKS = Thing("a/walks", "Night walks", "Deliverable", document="Plan", date="2021-11")
STREETS = Thing("a/streets", "Safe streets", "Priority")
BOARD = Thing("a/board", "Street Board", "Board")
OWNED = Answer(STREETS, "is owned by", BOARD, basis=STATED, inverse="owns")
MAYBE = Answer(WALKS, "is owned by", BOARD, basis=INFERRED, why="It says so.", inverse="owns")
FIGURE = Answer(STREETS, "has the figure", value="12%", basis=STATED)
SEARCH = Search("a/search", "Who owns it?", "ownedBy", frozenset({WALKS.id}), (Place("Plan", "2021-11"),))
GAP = Gap("no-board", "Plan A", WALKS, "Safe streets", sort="action")


def test_support_leads_to_the_other_end_or_to_the_figure_with_its_value() -> None:
    assert IndirectSupport(MAYBE).leads_to(WALKS) == "Street Board"
    assert IndirectSupport(MAYBE).leads_to(BOARD) == "Night walks"
    assert IndirectSupport(OWNED, STREETS).leads_to(WALKS) == "Street Board"
    assert IndirectSupport(FIGURE, STREETS).leads_to(WALKS) == "12%"
    measured = replace(FIGURE, subject=Thing("a/measure", "Thefts", "Measure"))
    assert IndirectSupport(measured, STREETS).leads_to(WALKS) == "Thefts: 12%"


def test_support_says_how_it_is_known_and_through_what() -> None:
    assert IndirectSupport(MAYBE).words(WALKS) == "Street Board (inferred)"
    assert IndirectSupport(OWNED, STREETS).words(WALKS) == ("Street Board (stated, through “Safe streets”)")


def test_support_of_a_board_says_what_the_board_does() -> None:
    assert IndirectSupport(MAYBE).words(BOARD) == "owns Night walks (inferred)"
    assert IndirectSupport(replace(MAYBE, inverse="")).words(BOARD) == "is owned by Night walks (inferred)"


def test_support_in_json_is_the_answer_with_what_it_comes_through() -> None:
    assert IndirectSupport(OWNED, STREETS).to_json() == {"through": "Safe streets", **OWNED.to_json()}
    assert IndirectSupport(MAYBE).to_json()["through"] is None


def test_a_gap_is_whole_or_has_indirect_support_and_was_searched_or_not() -> None:
    assert (GAP.state, GAP.basis, GAP.support_in_words) == ("nothing at all", "not recorded", "")
    supported = replace(GAP, support=(IndirectSupport(MAYBE),), searches=(SEARCH,))
    assert (supported.state, supported.basis) == ("only indirectly", "none found")
    assert supported.support_in_words == "Street Board (inferred)"


def test_support_that_leads_to_one_thing_is_told_once_and_two_things_at_most() -> None:
    boards = [Thing(f"a/{name}", name, "Board") for name in ("East", "West", "North")]
    own = [IndirectSupport(replace(MAYBE, object=board)) for board in boards]
    again = IndirectSupport(replace(OWNED, object=boards[0]), STREETS)
    gap = replace(GAP, support=(own[0], again, own[1]))
    assert gap.support_in_words == "East (inferred); West (inferred)"
    assert replace(gap, support=(*gap.support, own[2])).support_in_words == (
        "East (inferred); West (inferred); and 1 more"
    )


def test_a_row_has_the_first_place_of_the_thing_or_its_document() -> None:
    assert row_of(replace(GAP, searches=(SEARCH,))) == {
        "kind": "no-board",
        "gap": "deliverables without a board",
        "plan": "Plan A",
        "thing": "Night walks",
        "type": "Deliverable",
        "under": "Safe streets",
        "state": "nothing at all",
        "softened_by": "",
        "basis": "none found",
        "looked_for": "Who owns it?",
        "looked_in": "Plan (November 2021)",
        "document": "Plan",
        "date": "2021-11",
        "place": "",
        "phrase": "",
        "thing_id": "a/walks",
    }
    stands = Evidence("Report", "report.txt", "Work", "walks at night", "2024-09")
    row = row_of(replace(GAP, evidence=(stands,)))
    assert [row[name] for name in ("document", "date", "place", "phrase")] == [
        "Report",
        "2024-09",
        "Work",
        "walks at night",
    ]
    assert tuple(row) == Gaps.columns


def test_a_gap_in_json_has_everything() -> None:
    gap = replace(GAP, support=(IndirectSupport(MAYBE),), searches=(SEARCH,))
    assert gap.to_json() == {
        "kind": "no-board",
        "plan": "Plan A",
        "sort": "action",
        "thing": vars(WALKS),
        "under": "Safe streets",
        "state": "only indirectly",
        "basis": "none found",
        "looked_for": [SEARCH.to_json()],
        "softened_by": [IndirectSupport(MAYBE).to_json()],
        "evidence": [],
    }
    bare = Gap("boards", "Gold", BOARD).to_json()
    assert (bare["sort"], bare["under"]) == (None, None)


def test_a_tally_counts_only_its_own_gaps() -> None:
    tally = Tally("no-board", "Plan A", 5, sorts=(("action", 3), ("task", 2)))
    gaps = [
        GAP,
        replace(GAP, support=(IndirectSupport(MAYBE),), searches=(SEARCH,)),
        replace(GAP, sort="task"),
        replace(GAP, plan="Plan B"),
        replace(GAP, kind="no-lead"),
    ]
    counted = tally.counted(gaps)
    assert (counted.of, counted.nothing, counted.indirectly, counted.looked) == (5, 2, 1, 1)
    assert counted.to_json() == {
        "kind": "no-board",
        "plan": "Plan A",
        "of": 5,
        "nothing": 2,
        "only_indirectly": 1,
        "looked_for": 1,
        "by_sort": {"action": {"of": 3, "nothing": 1}, "task": {"of": 2, "nothing": 1}},
    }


def of(tallies: list[Tally], items: tuple[Gap, ...] = (), dates: tuple[str, ...] = ("2021-11",)) -> Gaps:
    documents = tuple((f"Document {number}", date) for number, date in enumerate(dates))
    return Gaps("What is missing?", "", items, tuple(tallies), documents)


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        ((), "no documents"),
        (("2021-11",), "one document, November 2021"),
        (("2024-09", "2018", "2021-11"), "three documents, 2018 to September 2024"),
    ],
)
def test_the_documents_are_told_by_number_and_span(dates: tuple[str, ...], words: str) -> None:
    assert of([], dates=dates).read == words


SILENCE = "Counted from one document, November 2021; their silence is no proof that there is none."


def test_one_kind_is_told_with_what_is_only_indirect_and_by_kind_of_deliverable() -> None:
    tally = Tally("no-board", "Plan A", 5, nothing=2, indirectly=1, sorts=(("action", 3), ("task", 2)))
    tally = replace(tally, nothing_by_sort=(("action", 1), ("task", 1)))
    supported = replace(GAP, support=(IndirectSupport(MAYBE),))
    assert summarise(of([tally], (GAP, supported))) == (
        "Plan A: deliverables without a board, 2 of 5 (1 of three actions, 1 of two tasks), 1 more only "
        "indirectly. “Only indirectly” is by an inferred link, or by one of what the thing belongs to or "
        f"consists of. {SILENCE}"
    )
    none = replace(tally, nothing=0, sorts=(("action", 5),))
    assert (
        summarise(of([none])) == f"Plan A: deliverables without a board, 0 of 5, 1 only indirectly. {SILENCE}"
    )


def test_several_kinds_are_told_by_plan_and_only_with_what_is_not_there_at_all() -> None:
    tallies = [
        Tally("no-board", "Plan A", 5, nothing=2, indirectly=1),
        Tally("no-lead", "Plan A", 5, nothing=4),
        Tally("boards", "Gold", 2, nothing=1),
        Tally("boards", "Silver", 3),
        Tally("indicators", "Plan A", 0),
    ]
    assert summarise(of(tallies)) == (
        "With nothing at all: Plan A: deliverables without a board, 2 of 5; deliverables without a lead, "
        "4 of 5; indicators without a figure, none is recorded at all. Boards without a deliverable or "
        f"pledge: Gold, 1 of 2; Silver, 0 of 3. {SILENCE}"
    )


def test_the_counts_are_shown_a_row_a_kind_and_plan_and_the_envelope_holds_all() -> None:
    found = of([Tally("no-board", "Plan A", 5, nothing=2, indirectly=1, looked=3)], (GAP,))
    assert list(found.shown()) == [
        {
            "gap": "deliverables without a board",
            "plan": "Plan A",
            "of": "5",
            "nothing at all": "2",
            "only indirectly": "1",
            "looked for": "3",
        }
    ]
    assert list(found.rows()) == [row_of(GAP)]
    assert found.to_json() == {
        "question": "What is missing?",
        "as_of": None,
        "text": "",
        "counts": [found.tallies[0].to_json()],
        "gaps": [GAP.to_json()],
        "none_found": False,
        "looked_in": ["Document 0 (November 2021)"],
    }
    assert of([]).to_json()["none_found"] is True


def test_kinds_stand_in_their_own_order_and_an_unknown_one_is_said() -> None:
    assert checked([]) == list(GAP_KINDS)
    assert checked(["boards", "unserved"]) == ["unserved", "boards"]
    with pytest.raises(GoldthreadError, match="^There is no gap called “holes”; take one of: unserved, prio"):
        checked(["boards", "holes"])
