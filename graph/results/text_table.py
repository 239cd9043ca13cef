"""Rows go in, columns side by side come out that fit the line, because a terminal and a notebook print the
same table.

Characters that a terminal obeys become a sign that shows, whatever a label holds.
"""

from __future__ import annotations

import os
import re
import sys
import textwrap
from collections.abc import Mapping, Sequence
from itertools import zip_longest

Rows = Sequence[Mapping[str, str]]
CONTROL = (
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
NARROWEST = 8


def width() -> int:
    """How many characters a line of the terminal holds: 80 where nobody can say, never less than 60 nor more
    than 160."""
    try:
        columns = (
            int(os.environ.get("COLUMNS", ""))
            if os.environ.get("COLUMNS")
            else os.get_terminal_size(sys.stdout.fileno()).columns
        )
    except (OSError, ValueError):
        columns = 80
    return max(60, min(columns, 160))


def plain(text: str) -> str:
    """A text without control characters and marks that turn the direction of writing; they become a sign that
    shows."""
    return text if text.isprintable() else re.sub(CONTROL, "\ufffd", text)


def filled(text: str) -> str:
    """A paragraph, on lines that fit."""
    return textwrap.fill(plain(text), width())


def table(rows: Rows) -> str:
    """Columns side by side, wrapped so that a line fits the terminal; a blank line between rows that take
    several.

    Where there are too many columns for that, a row is a block with a line for each column that holds
    something."""
    if not rows:
        return ""
    heads = list(rows[0])
    room = width() - 2 * (len(heads) - 1)
    widths = _widths(rows, heads, room)
    if sum(widths) > room:
        return "\n".join(_block(row) for row in rows)
    lines = [*_lines(heads, widths), *_lines(["─" * size for size in widths], widths)]
    for row in rows:
        wrapped = _lines([plain(row[head]) for head in heads], widths)
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
    """As wide as the widest cell, and if that is too much for the line the widest columns give way first."""
    widths = [max(len(head), *(len(plain(row[head])) for row in rows)) for head in heads]
    while sum(widths) > room:
        widest = max(widths)
        if widest <= NARROWEST:
            break
        widths[widths.index(widest)] -= 1
    return widths


def _lines(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    """Cells side by side, each wrapped to its width, on as many lines as the longest takes."""
    wrapped = [textwrap.wrap(cell, size) for cell, size in zip(cells, widths, strict=True)]
    beside = zip_longest(*wrapped, fillvalue="")
    return [
        "  ".join(part.ljust(size) for part, size in zip(line, widths, strict=True)).rstrip()
        for line in beside
    ] or [""]
