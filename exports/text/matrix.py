"""The matrix of two plans as text: a grid that fits the terminal, Markdown, CSV or JSON.

In a terminal the columns bear numbers and their names stand below, because names of priorities are longer
than a line has room for."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from goldthread.exports.text.tables import json_text, plain, prose, rows_text, width
from goldthread.graph.alignment.matrix import Heading, Matrix, total
from goldthread.graph.results.answers import COLUMNS, short_row
from goldthread.graph.results.text_table import GAP, side_by_side

# Characters of a cell, which fits “1 inferred” on a line, and those kept for the names of the rows. Set by
# hand.
CELL, LABEL = 10, 20
MEANING = (
    "“none found”: a reader looked and found nothing that ties the two. “nothing recorded”: nobody has "
    "looked."
)


def matrix_text(matrix: Matrix, style: str) -> str:
    """The matrix in one of the styles table, json, csv (a row a cell), md."""
    if style == "json":
        return json_text(matrix.to_json())
    if style == "csv":
        return rows_text(list(matrix.rows()), style, matrix.columns)
    parts = [prose(matrix.text, style)]
    if any(cell.links or cell.searches for cell in matrix.pairs):
        parts += (
            [rows_text(list(matrix.shown()), style)] if style == "md" else [*_grids(matrix), _legend(matrix)]
        )
        parts.append(prose(MEANING, style))
    if beside := list(matrix.beside()):
        parts += [prose("Beside the pairs of priorities:", style), rows_text(beside, style)]
    return "\n".join(part.rstrip() + "\n" for part in parts)


def links_text(matrix: Matrix, style: str) -> str:
    """Every link of the matrix with how it is known and where it stands; in CSV with all the evidence, in
    JSON the whole matrix."""
    if style == "json":
        return json_text(matrix.to_json())
    rows = list(matrix.link_rows())
    if style == "csv":
        return rows_text(rows, style, ("row", "column", "counts", *COLUMNS))
    shown = [short_row(row) for row in rows]
    return "\n".join(
        part.rstrip() + "\n" for part in (prose(matrix.text, style), rows_text(shown, style)) if part
    )


def _grids(matrix: Matrix) -> list[str]:
    """The grids, one below the other, as many as the columns need; the last has the totals of the rows."""
    room = max(1, (width() - LABEL) // (CELL + len(GAP)) - 1)
    places = list(enumerate(matrix.priorities[1], 1))
    parts = [places[start : start + room] for start in range(0, len(places), room)]
    return [_grid(matrix, part, sums=part is parts[-1]) for part in parts]


def _grid(matrix: Matrix, columns: Sequence[tuple[int, Heading]], *, sums: bool) -> str:
    """One grid: the priorities of the first plan against these of the second, with totals of the columns."""
    rows, every = matrix.priorities
    cells = [CELL] * (len(columns) + sums)
    sizes = [min(width() - len(cells) * (CELL + len(GAP)), max(len(part.label) for part in rows)), *cells]
    lines = [
        _line(["", *(str(place) for place, _ in columns), *["in all"] * sums], sizes),
        _line(["─" * size for size in sizes], sizes),
    ]
    for part in rows:
        mine = [total(matrix.cell(part, column) for column in every)] if sums else []
        lines.append(
            _line([part.label, *(matrix.cell(part, column).words for _, column in columns), *mine], sizes)
        )
    below = [total(matrix.cell(part, column) for part in rows) for _, column in columns]
    lines.append(_line(["in all", *below, *([total(matrix.pairs)] if sums else [])], sizes))
    return "\n".join(lines)


def _line(cells: Sequence[str], sizes: Sequence[int]) -> str:
    return "\n".join(side_by_side([plain(cell) for cell in cells], sizes))


def _legend(matrix: Matrix) -> str:
    """Which column bears which number."""
    heads = [f"{place}  {plain(column.label)}" for place, column in enumerate(matrix.priorities[1], 1)]
    lines = [textwrap.fill(head, width(), subsequent_indent="   ") for head in heads]
    return "\n".join([prose(f"Columns, of {matrix.above.label}:", "table"), *lines])
