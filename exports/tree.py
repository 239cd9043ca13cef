"""A golden thread goes in, an outline comes out that reads the same aloud: each step with how it is known and where it stands."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from goldthread.exports.tables import escaped, plain, prose, width
from goldthread.graph.tracing import Branch, Thread, step_text
from goldthread.graph.wording import source


def tree_text(thread: Thread, style: str = "table") -> str:
    """The thread as an indented outline, or as nested Markdown lists."""
    markdown = style == "md"
    label = thread.thing.label
    lines = [f"# {escaped(label)}" if markdown else prose(label, style), "", prose(thread.text, style), ""]
    for heading, branches, empty in thread.parts():
        lines.append(f"## {heading}" if markdown else heading)
        if not branches:
            lines += _fill(f"The thread ends here: {empty}.", "" if markdown else "  ", style=style)
        lines += [line for branch in branches for line in _branch(branch, 1, style)]
        lines.append("")
    if thread.others:
        lines.append(prose("See also: " + "; ".join(thread.others), style))
    return "\n".join(line.rstrip() for line in lines).rstrip() + "\n"


def _branch(branch: Branch, depth: int, style: str) -> Iterator[str]:
    indent = "  " * depth
    arrow = "↑" if branch.upward else "↓"
    yield from _fill(step_text(branch), f"{indent}- {arrow} ", f"{indent}  ", style)
    yield from _fill(source(branch.answer), f"{indent}    ", style=style)
    for beyond in branch.branches:
        yield from _branch(beyond, depth + 1, style)


def _fill(text: str, first: str, after: str | None = None, style: str = "table") -> list[str]:
    """The text on lines that fit the terminal; on one in Markdown, where a line that begins with a number would be a list."""
    if style == "md":
        return [first + escaped(text)]
    return textwrap.wrap(plain(text), width(), initial_indent=first, subsequent_indent=first if after is None else after)
