"""Columns of text that fit the line, the same in a terminal and a notebook.

Whatever a label holds, no character of it can do anything there: see `text/safe.py`.
"""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import zip_longest

from goldthread.graph.text.safe import plain

Rows = Sequence[Mapping[str, str]]
# Characters. Below the narrowest column words break after every syllable, and a row reads better as a block.
NARROWEST = 8
# Characters of a line: what is usual, and the bounds within which a table stays readable.
USUAL_WIDTH, LEAST_WIDTH, MOST_WIDTH = 80, 60, 160
GAP = "  "
# Characters of a word that are wrapped together; many more than a line holds, so that nobody sees it.
PIECE = 4096


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
    return "\n".join(_wrapper(width()).wrap(plain(text)))


def table(rows: Rows) -> str:
    """Columns side by side, wrapped so that a line fits the terminal; a blank line between rows that take
    several.

    Where there are too many columns for that, a row is a block with a line for each column that holds
    something. All rows have the columns of the first. It takes a time that grows with the number of cells
    and of characters, and no faster: about 4 seconds for a million cells or ten million characters.
    """
    if not rows:
        return ""
    heads = list(rows[0])
    cells = [[plain(row[head]) for head in heads] for row in rows]
    room = width() - len(GAP) * (len(heads) - 1)
    widths = narrowed([max(map(len, column)) for column in zip(heads, *cells, strict=True)], room)
    if sum(widths) > room:
        wrapper = _wrapper(width(), "  ")
        return "\n".join(_block(heads, row, wrapper) for row in cells)
    lines = [*side_by_side(heads, widths), *side_by_side(["─" * size for size in widths], widths)]
    for row in cells:
        wrapped = side_by_side(row, widths)
        lines += [*wrapped, ""] if len(wrapped) > 1 else wrapped
    return "\n".join(lines).rstrip() + "\n"


def _block(heads: Sequence[str], cells: Sequence[str], wrapper: textwrap.TextWrapper) -> str:
    """A line a column that holds something, or the first column's if none does."""
    held = [(head, cell) for head, cell in zip(heads, cells, strict=True) if cell] or [(heads[0], cells[0])]
    return "".join(f"{line}\n" for head, cell in held for line in wrapper.wrap(f"{head}: {cell}"))


def narrowed(widths: Sequence[int], room: int) -> list[int]:
    """Widths of columns that take no more than the room: the widest give way first, the first of them before
    the others, until all are equal; none below the narrowest, even if that is too much still."""
    if sum(widths) <= room:
        return list(widths)
    fits, too_wide = NARROWEST, max(*widths, NARROWEST) + 1
    while too_wide - fits > 1:
        middle = (fits + too_wide) // 2
        if sum(min(size, middle) for size in widths) <= room:
            fits = middle
        else:
            too_wide = middle
    found = [min(size, fits) for size in widths]
    left = max(0, room - sum(found))
    for place in [place for place, size in enumerate(widths) if size > fits][::-1][:left]:
        found[place] += 1
    return found


def side_by_side(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    """Cells side by side, each wrapped to its width, on as many lines as the longest takes."""
    wrapped = [_wrapped(cell, size) for cell, size in zip(cells, widths, strict=True)]
    beside = zip_longest(*wrapped, fillvalue="")
    return [
        GAP.join(part.ljust(size) for part, size in zip(line, widths, strict=True)).rstrip()
        for line in beside
    ] or [""]


def _wrapped(cell: str, size: int) -> list[str]:
    # Most cells are short, and to see that is far cheaper than to wrap them.
    if len(cell) <= size and cell.isprintable():
        return [cell] if cell else []
    return _wrapper(size).wrap(cell)


class _Wrapper(textwrap.TextWrapper):
    """As of the standard library, whose own copies all that is left of a word for each line that it takes
    of it: a word of a million letters took minutes."""

    def _split(self, text: str) -> list[str]:
        return [
            chunk[start : start + PIECE]
            for chunk in super()._split(text)
            for start in range(0, len(chunk), PIECE)
        ]


@cache
def _wrapper(size: int, after: str = "") -> textwrap.TextWrapper:
    return _Wrapper(size, subsequent_indent=after)
