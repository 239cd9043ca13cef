"""The lines of an outline: headings and points, filled for the terminal or nested in Markdown."""

from __future__ import annotations

import textwrap

from goldthread.exports.text.tables import escaped, plain, prose, width


def title(text: str, style: str) -> str:
    """The first line of a page."""
    return f"# {escaped(text)}" if style == "md" else prose(text, style)


def heading(text: str, style: str) -> list[str]:
    """A heading; on a terminal with a line drawn below it."""
    if style == "md":
        return [f"## {escaped(text)}", ""]
    lines = textwrap.wrap(plain(text), width())
    return [*lines, "─" * max(map(len, lines), default=0)]


def fill(text: str, first: str = "", after: str | None = None, style: str = "table") -> list[str]:
    """The text on lines that fit the terminal; on one in Markdown, where a line that begins with a number
    would be a list."""
    if style == "md":
        return [first + escaped(text)]
    after = first if after is None else after
    # Not at hyphens: a page break inside front-door would read as two words.
    return textwrap.wrap(
        plain(text), width(), initial_indent=first, subsequent_indent=after, break_on_hyphens=False
    )


def point(text: str, source: str, depth: int, style: str) -> list[str]:
    """A point of a list at a depth, and below it how it is known and where it stands."""
    indent = "  " * depth
    if style == "md":
        return [f"{indent}- {escaped(text)} — {escaped(source)}"]
    return [*fill(text, f"{indent}- ", f"{indent}  ", style), *fill(source, f"{indent}    ", style=style)]
