"""Columns of text that fit the line, the same in a terminal and a notebook.

Whatever a label holds, no character of it can do anything there: see `text/safe.py`.
"""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Mapping, Sequence
from itertools import zip_longest

from goldthread.graph.text.safe import plain

Rows = Sequence[Mapping[str, str]]
# Characters. Below the narrowest column words break after every syllable, and a row reads better as a block.
NARROWEST = 8
# Characters of a line: what is usual, and the bounds within which a table stays readable.
USUAL_WIDTH, LEAST_WIDTH, MOST_WIDTH = 80, 60, 160
GAP = "  "


def width() -> int:
    """How many characters a line of the terminal holds: 80 where nobody can say, never less than 60 nor more
    than 160."""
    named = os.environ.get("COLUMNS")
    try:
        columns = int(named) if named else os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        columns = USUAL_WIDTH
    return max(LEAST_WIDTH, min(columns, MOST_WIDTH))


def filled(text: str) -> str:
    """A paragraph, on lines that fit."""
    return textwrap.fill(plain(text), width())


def table(rows: Rows) -> str:
    """Columns side by side, wrapped so that a line fits the terminal; a blank line between rows that take
    several.

    Where there are too many columns for that, a row is a block with a line for each column that holds
    something. All rows have the columns of the first.
    """
    if not rows:
        return ""
    heads = list(rows[0])
    room = width() - len(GAP) * (len(heads) - 1)
    widths = _widths(rows, heads, room)
    if sum(widths) > room:
        return "\n".join(_block(row) for row in rows)
    lines = [*side_by_side(heads, widths), *side_by_side(["─" * size for size in widths], widths)]
    for row in rows:
        wrapped = side_by_side([plain(row[head]) for head in heads], widths)
        lines += [*wrapped, ""] if len(wrapped) > 1 else wrapped
    return "\n".join(lines).rstrip() + "\n"


def _block(row: Mapping[str, str]) -> str:
    """A line a column that holds something, or the first column's if none does."""
    held = {head: value for head, value in row.items() if value} or dict(list(row.items())[:1])
    return "".join(
        textwrap.fill(f"{head}: {plain(value)}", width(), subsequent_indent="  ") + "\n"
        for head, value in held.items()
    )


def _widths(rows: Rows, heads: Sequence[str], room: int) -> list[int]:
    """As wide as the widest cell; if that is too much for the line the widest columns give way first."""
    widths = [max(len(head), *(len(plain(row[head])) for row in rows)) for head in heads]
    while sum(widths) > room:
        widest = max(widths)
        if widest <= NARROWEST:
            break
        widths[widths.index(widest)] -= 1
    return widths


def side_by_side(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    """Cells side by side, each wrapped to its width, on as many lines as the longest takes."""
    wrapped = [textwrap.wrap(cell, size) for cell, size in zip(cells, widths, strict=True)]
    beside = zip_longest(*wrapped, fillvalue="")
    return [
        GAP.join(part.ljust(size) for part, size in zip(line, widths, strict=True)).rstrip()
        for line in beside
    ] or [""]
