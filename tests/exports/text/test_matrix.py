"""The matrix as text: a grid that fits the line, names below it, nothing in a label obeyed."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from io import StringIO

import pytest

from goldthread.exports.text.matrix import links_text, matrix_text
from goldthread.graph.alignment.builder import align
from goldthread.graph.alignment.matrix import Cell, Heading, Matrix
from goldthread.graph.results.answers import Thing
from goldthread.graph.store.oxigraph import Store

GRID = """\
            1           2           in all
──────────  ──────────  ──────────  ──────────
Burglary    nothing     none found  none
            recorded
Hate Crime  1 inferred  nothing     1 inferred
                        recorded
in all      1 inferred  none        1 inferred

Columns, of Anyshire Police and Crime Plan 2021-24:
1  Putting victims first
2  Safer places

“none found”: a reader looked and found nothing that ties the two. “nothing
recorded”: nobody has looked.

Beside the pairs of priorities:

of the first plan    of the second plan   links
───────────────────  ───────────────────  ────────
The plan as a whole  The plan as a whole  1 stated
"""
MARKDOWN = """\
| priority | 1. Putting victims first | 2. Safer places | in all |
| --- | --- | --- | --- |
| Burglary | nothing recorded | none found | none |
| Hate Crime | 1 inferred | nothing recorded | 1 inferred |
| in all | 1 inferred | none | 1 inferred |
"""


@pytest.fixture(autouse=True)
def eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def matrix(tiny: Store) -> Matrix:
    return align(tiny)


def wide(columns: int, label: str = "A priority with a name of some length") -> Matrix:
    """A matrix of one row and many columns, nothing recorded of any."""
    plan = Thing("plan", "Plan", "Plan")
    row, across = (
        Heading("row", label),
        tuple(Heading(f"column/{number}", f"{label} {number}") for number in range(1, columns + 1)),
    )
    cells = tuple(Cell(row, column) for column in across)
    return Matrix("", "Text.", plan, plan, (row,), across, cells)


def test_the_grid_has_numbers_for_columns_and_their_names_below(matrix: Matrix) -> None:
    shown = matrix_text(matrix, "table")
    assert shown == "\n".join([shown[: shown.index(GRID)].rstrip("\n"), "", GRID])
    assert shown.startswith(
        "“Safer Anytown Plan 2021-24” (the newest community safety strategy with\npriorities) is set against"
    )


def test_markdown_has_the_names_in_the_head(matrix: Matrix) -> None:
    assert MARKDOWN in matrix_text(matrix, "md")


@pytest.mark.parametrize("style", ["table", "md"])
def test_no_line_of_a_terminal_is_too_long_however_many_columns(style: str, tiny: Store) -> None:
    many = wide(12)
    cells = tuple(replace(cell, searches=align(tiny).cells[1].searches) for cell in many.cells)
    shown = matrix_text(replace(many, cells=cells), style)
    if style == "table":
        assert max(map(len, shown.splitlines())) <= 80
        heads = [line.split() for line in shown.splitlines() if line.split()[:1] in (["1"], ["5"], ["9"])]
        assert [head for head in heads if "A" not in "".join(head)] == [
            ["1", "2", "3", "4"], ["5", "6", "7", "8"], ["9", "10", "11", "12", "in", "all"]
        ]  # fmt: skip
    assert shown.count("none found") == 12 + 1


def test_a_grid_without_anything_in_it_is_not_drawn() -> None:
    assert matrix_text(wide(3), "table") == "Text.\n"


def test_csv_has_a_row_a_cell_and_json_everything(matrix: Matrix) -> None:
    rows = list(csv.DictReader(StringIO(matrix_text(matrix, "csv"), newline="")))
    assert rows == list(matrix.rows()) and len(rows) == 9
    assert json.loads(matrix_text(matrix, "json")) == json.loads(json.dumps(matrix.to_json()))
    assert json.loads(links_text(matrix, "json")) == json.loads(json.dumps(matrix.to_json()))


def test_an_empty_matrix_has_its_heads_in_csv() -> None:
    plan = Thing("plan", "Plan", "Plan")
    assert matrix_text(Matrix("", "", plan, plan, (), (), ()), "csv") == ",".join(Matrix.columns) + "\r\n"


def test_the_links_stand_with_what_they_count_for_and_all_their_evidence(matrix: Matrix) -> None:
    rows = list(csv.DictReader(StringIO(links_text(matrix, "csv"), newline="")))
    assert [(row["row"], row["column"], row["counts"], row["basis"]) for row in rows] == [
        ("Hate Crime", "Putting victims first", "of its own", "inferred"),
        ("The plan as a whole", "The plan as a whole", "of its own", "stated"),
    ]
    assert rows[0]["phrase"] == "Victims who do not report"
    assert rows[0]["more_places"] == "Anyshire Police and Crime Plan 2021-24 (text) (2022-03), Priorities"
    assert "Hate Crime          contributes to      inferred: Its key" in links_text(matrix, "table")


def test_hostile_labels_stay_harmless(tiny: Store) -> None:
    hostile = replace(align(tiny), text="\x1b[2J|x", down=(), across=(), cells=())
    assert matrix_text(hostile, "table") == "\ufffd[2J|x\n"
    assert matrix_text(hostile, "md") == "\ufffd\\[2J\\|x\n"
    found = align(tiny)
    bad = Heading("x", "=1+1\x1b[31m\n# head|", "priority")
    cell = replace(found.cells[1], row=bad)
    shown = replace(found, down=(bad,), across=(cell.column,), cells=(cell,))
    assert "\x1b" not in matrix_text(shown, "table")
    assert "| =1+1\ufffd\\[31m \\# head\\| |" in matrix_text(shown, "md")
    row = next(csv.DictReader(StringIO(matrix_text(shown, "csv"), newline="")))
    assert row["row"] == "'=1+1\ufffd[31m\n# head|"
