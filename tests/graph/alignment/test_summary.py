"""The matrix in sentences: each sentence of it, of small matrices made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from goldthread.graph.alignment.matrix import OTHER, WHOLE, Cell, Heading, Matrix
from goldthread.graph.alignment.summary import summarise, summarise_cells
from goldthread.graph.query.searches import Place, Search
from goldthread.graph.results.answers import INFERRED, STATED, Answer, Evidence, Thing

WORK = Heading("", "Work", OTHER)
TOWN, SHIRE = Heading("a", "Whole", WHOLE), Heading("b", "Whole", WHOLE)
HEAD = "“Plan A” is set against “Plan B”."


def rows(*names: str) -> list[Heading]:
    return [Heading(f"a/{name}", name, "priority") for name in names]


def columns(*names: str) -> list[Heading]:
    return [Heading(f"b/{name}", name, "priority") for name in names]


def link(name: str, basis: str = STATED, place: str = "", as_at: str = "2021") -> Answer:
    evidence = (Evidence("Plan", "plan.txt", place, "words", as_at),) if place else ()
    low, high = Thing(name, name, "Priority"), Thing("b/x", "X", "Priority")
    return Answer(low, "serves", high, basis=basis, why="So.", as_at=as_at, evidence=evidence)


def search(about: str, remark: str = "") -> Search:
    places = (Place("Plan A", "2021-11"), Place("Plan B", "2022-03"))
    return Search(about, "Does it?", "serves", frozenset({about}), places, remark)


def matrix(
    down: list[Heading], across: list[Heading], filled: dict[tuple[str, str], Cell] | None = None
) -> Matrix:
    """A matrix of headings, with the given cells by the labels of row and column."""
    cells = tuple(
        replace((filled or {}).get((row.label, column.label), Cell(row, column)), row=row, column=column)
        for row in down
        for column in across
    )
    plans = Thing("a", "Plan A", "Plan"), Thing("b", "Plan B", "Plan")
    return Matrix("How?", "", *plans, tuple(down), tuple(across), cells)


def cell(*direct: Answer, through: tuple[Answer, ...] = (), searches: tuple[Search, ...] = ()) -> Cell:
    return Cell(WORK, WORK, direct, through, searches)


def told(found: Matrix) -> str:
    text = summarise(found, ("", ""))
    assert text.startswith(HEAD)
    return text.removeprefix(HEAD).strip()


def test_why_a_plan_was_taken_stands_behind_its_name() -> None:
    bare = matrix(rows("R"), columns("C"))
    assert summarise(bare, ("the newest", "")).startswith("“Plan A” (the newest) is set against “Plan B”.")
    assert summarise(bare, ("", "tied")).startswith("“Plan A” is set against “Plan B” (tied).")


@pytest.mark.parametrize(
    ("down", "across", "plans"),
    [([], columns("C"), "“Plan A”"), (rows("R"), [], "“Plan B”"), ([], [], "“Plan A” and “Plan B”")],
)
def test_without_priorities_there_are_no_pairs(
    down: list[Heading], across: list[Heading], plans: str
) -> None:
    assert told(matrix(down, across)) == (
        f"The documents name no priorities of {plans}, so no pairs can be looked at."
    )


def test_nothing_aligned_is_said_once() -> None:
    assert told(matrix(rows("R", "S"), columns("C"))) == (
        "Of its two priorities, none is aligned with the other's one priority."
    )


def test_all_aligned_and_all_served() -> None:
    found = matrix(
        rows("R", "S"), columns("C", "D"), {("R", "C"): cell(link("r")), ("S", "D"): cell(link("s"))}
    )
    assert told(found) == (
        "Of its two priorities, both are aligned with at least one of the other's two priorities: two links, "
        "all stated. Each of those two is served. Of the other two pairs nothing is recorded."
    )
    one = matrix(rows("R"), columns("C"), {("R", "C"): cell(link("r"))})
    assert told(one) == (
        "Of its one priority, one is aligned with at least the other's one priority: one link, stated."
    )


def test_some_aligned_with_kinds_bases_and_what_is_left() -> None:
    down = [*rows("R", "S", "T"), Heading("a/p", "P", "place-based heading")]
    found = matrix(
        down,
        columns("C", "D"),
        {
            ("R", "C"): cell(link("r", INFERRED), through=(link("work", INFERRED),)),
            ("S", "D"): cell(searches=(search("a/S"),)),
        },
    )
    assert told(found) == (
        "Of its three priorities and one place-based heading, one is aligned with at least one of the "
        "other's two priorities: two links, all inferred, none stated; one of them through work that stands "
        "under a priority. Not aligned: “S”; “T”; “P”. Nothing serves “D”. Seven of the eight pairs have no "
        "link: for one a reader looked and found none, for six nothing is recorded."
    )


def test_pairs_that_were_all_searched_in_vain() -> None:
    looked = cell(searches=(search("a/R"),))
    assert told(matrix(rows("R"), columns("C"), {("R", "C"): looked})) == (
        "Of its one priority, none is aligned with the other's one priority. "
        "One of the one pair has no link: a reader looked and found none."
    )


def test_what_is_tied_beside_the_pairs_has_a_sentence_each() -> None:
    found = matrix(
        [*rows("R", "S"), WORK, TOWN],
        [*columns("C"), WORK, SHIRE],
        {
            ("R", "Work"): cell(link("r")),
            ("S", "Work"): cell(link("s")),
            ("Work", "Work"): cell(link("w", INFERRED)),
            ("Work", "C"): cell(link("v")),
            ("Whole", "Work"): cell(link("whole")),
        },
    )
    assert told(found) == (
        "Of its two priorities, none is aligned with the other's one priority. "
        "Two priorities of the one are tied to work of the other under no priority: 2 stated. "
        "Work of the one under no priority is tied to one priority of the other: 1 stated. "
        "Work of the one under no priority is tied to work of the other under no priority: 1 inferred. "
        "The one plan as a whole is tied to work of the other under no priority: 1 stated."
    )


def test_a_statement_of_the_plans_as_wholes_is_told_with_its_first_place() -> None:
    late, early = link("late", place="Aims", as_at="2022"), link("early", place="Work", as_at="2021")
    wholes = {("Whole", "Whole"): cell(late, early)}
    only = told(matrix([*rows("R"), TOWN], [*columns("C"), SHIRE], wholes))
    assert only.endswith(
        "A tie of the two is stated only between the plans as wholes "
        "(in two statements, first in Plan (2021), Work)."
    )
    one = {("Whole", "Whole"): cell(late), ("R", "C"): cell(link("r"))}
    assert told(matrix([*rows("R"), TOWN], [*columns("C"), SHIRE], one)).endswith(
        "A tie of the two is stated between the plans as wholes (Plan (2022), Aims)."
    )
    inferred = {("Whole", "Whole"): cell(link("x", INFERRED, place="Aims"))}
    assert "as wholes" not in told(matrix([*rows("R"), TOWN], [*columns("C"), SHIRE], inferred))


def test_searches_for_pairs_are_counted_if_no_pair_is_stated() -> None:
    searched = replace(matrix(rows("R"), columns("C")), searches=(search("one"), search("two")))
    assert told(searched).endswith("Two searches of two documents for pairs of priorities found none.")
    stated = matrix(rows("R"), columns("C"), {("R", "C"): cell(link("r"))})
    assert "search" not in told(replace(stated, searches=(search("one"),)))


def test_a_cell_tells_two_links_and_how_many_more() -> None:
    links = [link(name, place="Aims") for name in ("one", "two", "three", "four")]
    two = "“one” serves X — stated: Plan (2021), Aims. “two” serves X — stated: Plan (2021), Aims."
    assert summarise_cells([cell(*links[:2])]) == two
    assert summarise_cells([cell(*links[:3])]) == f"{two} And one more link."
    assert summarise_cells([cell(*links)]) == f"{two} And two more links."


def test_an_empty_cell_tells_whether_somebody_looked_and_where() -> None:
    empty = Cell(rows("R")[0], columns("C")[0])
    assert summarise_cells([empty]) == (
        "Nothing is recorded that ties “R” to “C”; nobody has looked for it in particular."
    )
    looked = replace(empty, searches=(search("x", "Only in part."), search("y")))
    where = "Looked in: Plan A (November 2021); Plan B (March 2022)."
    assert summarise_cells([looked]) == (
        f"Nothing was found that ties “R” to “C”. {where} Only in part. {where}"
    )
