"""The matrix of two plans: cells, headings, totals, rows and the envelope, of a small one made by hand."""

from __future__ import annotations

from dataclasses import replace

from goldthread.graph.alignment.matrix import (
    OTHER,
    WHOLE,
    Cell,
    Heading,
    Matrix,
    bases,
    counted,
    row_of_cell,
    total,
)
from goldthread.graph.query.searches import Place, Search
from goldthread.graph.results.answers import INFERRED, STATED, SUGGESTED, Answer, Thing

BURGLARY, HATE = Heading("a/burglary", "Burglary", "priority"), Heading("a/hate", "Hate", "priority")
VICTIMS = Heading("b/victims", "Victims", "priority")
WORK = Heading("", "Other work", OTHER)
TOWN, SHIRE = Heading("a", "Whole", WHOLE), Heading("b", "Whole", WHOLE)
SEARCH = Search("a/search", "Does it?", "serves", frozenset({"a/burglary"}), (Place("Plan", "2021-11"),))


def link(subject: str, basis: str = STATED) -> Answer:
    return Answer(
        Thing(subject, subject.upper(), "Priority"), "serves", Thing("b/v", "V", "Priority"), basis=basis
    )


ONE, TWO, THREE = link("one"), link("two", INFERRED), link("three", SUGGESTED)


def matrix(*cells: Cell) -> Matrix:
    plans = Thing("a", "Plan A", "Plan"), Thing("b", "Plan B", "Plan")
    down = tuple(dict.fromkeys(cell.row for cell in cells))
    across = tuple(dict.fromkeys(cell.column for cell in cells))
    return Matrix("How?", "So.", *plans, down, across, cells, (SEARCH,), "2024")


def test_a_heading_is_a_priority_unless_it_is_the_whole_or_other_work() -> None:
    assert [heading.is_priority for heading in (BURGLARY, WORK, TOWN)] == [True, False, False]
    assert Heading("a/x", "X").is_priority


def test_bases_are_counted_the_surest_first() -> None:
    assert list(bases([THREE, TWO, ONE, TWO]).items()) == [("stated", 1), ("inferred", 2), ("suggested", 1)]
    assert bases([])["stated"] == 0


def test_links_through_work_are_counted_apart() -> None:
    assert counted([ONE, TWO], []) == "1 stated, 1 inferred"
    assert counted([ONE], [TWO, THREE]) == "1 stated; 1 inferred, 1 suggested through its work"
    assert counted([], [TWO]) == "1 inferred through its work"
    assert counted([], []) == ""


def test_a_total_counts_each_link_once_and_as_the_priority_s_own_if_it_is_one() -> None:
    own, through = Cell(BURGLARY, VICTIMS, (ONE,), (TWO,)), Cell(HATE, VICTIMS, (ONE,), (TWO, ONE))
    assert total([own, through]) == "1 stated; 1 inferred through its work"
    assert total([Cell(HATE, VICTIMS, (), (ONE,)), own]) == "1 stated; 1 inferred through its work"
    assert total(iter([Cell(BURGLARY, VICTIMS)])) == "none"


def test_a_cell_tells_its_links_or_whether_somebody_looked() -> None:
    assert Cell(BURGLARY, VICTIMS, (ONE,), (TWO,)).words == "1 stated; 1 inferred through its work"
    assert Cell(BURGLARY, VICTIMS, searches=(SEARCH,)).words == "none found"
    assert Cell(BURGLARY, VICTIMS).words == "nothing recorded"
    assert Cell(BURGLARY, VICTIMS, (ONE,), searches=(SEARCH,)).words == "1 stated"


def test_a_cell_in_json_and_as_a_row_keeps_its_own_links_apart() -> None:
    cell = Cell(BURGLARY, VICTIMS, (ONE,), (TWO,), (SEARCH,))
    assert cell.to_json() == {
        "row": "a/burglary",
        "column": "b/victims",
        "direct": {"stated": 1},
        "through_its_work": {"inferred": 1},
        "none_found": False,
        "links": [ONE.to_json()],
        "links_through_its_work": [TWO.to_json()],
        "looked_for": [SEARCH.to_json()],
    }
    assert row_of_cell(cell) == {
        "row": "Burglary",
        "column": "Victims",
        "stated": "1",
        "inferred": "0",
        "suggested": "0",
        "stated_through_work": "0",
        "inferred_through_work": "1",
        "suggested_through_work": "0",
        "state": "linked",
        "looked_for": "Does it?",
        "looked_in": "Plan (November 2021)",
        "row_id": "a/burglary",
        "column_id": "b/victims",
    }
    empty = Cell(BURGLARY, VICTIMS, searches=(SEARCH,))
    assert empty.to_json()["none_found"] is True and row_of_cell(empty)["state"] == "none found"
    assert tuple(row_of_cell(empty)) == Matrix.columns


def test_the_rows_are_the_cells_and_the_shown_ones_the_priorities_with_totals() -> None:
    found = matrix(
        Cell(BURGLARY, VICTIMS, (ONE,)), Cell(BURGLARY, SHIRE, (TWO,)),
        Cell(HATE, VICTIMS, searches=(SEARCH,)), Cell(HATE, SHIRE),
        Cell(TOWN, VICTIMS), Cell(TOWN, SHIRE, (THREE,)),
    )  # fmt: skip
    assert list(found.rows()) == [row_of_cell(cell) for cell in found.cells]
    assert found.priorities == ([BURGLARY, HATE], [VICTIMS])
    assert [cell.words for cell in found.pairs] == ["1 stated", "none found"]
    assert [tuple(row.values()) for row in found.shown()] == [
        ("Burglary", "1 stated", "1 stated"),
        ("Hate", "none found", "none"),
        ("in all", "1 stated", "1 stated"),
    ]
    assert list(next(found.shown())) == ["priority", "1. Victims", "in all"]
    assert [tuple(row.values()) for row in found.beside()] == [
        ("Burglary", "Whole", "1 inferred"),
        ("Whole", "Whole", "1 suggested"),
    ]
    assert found.cell(TOWN, SHIRE).links == (THREE,)


def test_without_priorities_on_one_side_nothing_is_shown() -> None:
    assert list(matrix(Cell(BURGLARY, SHIRE, (ONE,))).shown()) == []
    assert list(matrix(Cell(TOWN, VICTIMS, (ONE,))).shown()) == []


def test_the_links_are_told_once_in_all_and_once_a_cell_with_how_they_count() -> None:
    found = matrix(Cell(BURGLARY, VICTIMS, (ONE,), (TWO,)), Cell(HATE, VICTIMS, (), (ONE,)))
    assert found.links() == [ONE, TWO]
    assert [(row["row"], row["counts"], row["subject"]) for row in found.link_rows()] == [
        ("Burglary", "of its own", "ONE"),
        ("Burglary", "through its work", "TWO"),
        ("Hate", "through its work", "ONE"),
    ]


def test_the_envelope_holds_every_cell_and_says_if_there_is_no_link() -> None:
    found = matrix(Cell(BURGLARY, VICTIMS))
    assert found.to_json() == {
        "question": "How?",
        "as_of": "2024",
        "text": "So.",
        "plan": vars(found.below),
        "other_plan": vars(found.above),
        "rows": [vars(BURGLARY)],
        "columns": [vars(VICTIMS)],
        "cells": [found.cells[0].to_json()],
        "none_found": True,
        "looked_in": ["Plan (November 2021)"],
        "looked_for": [SEARCH.to_json()],
    }
    assert replace(found, cells=(Cell(BURGLARY, VICTIMS, (ONE,)),)).to_json()["none_found"] is False
