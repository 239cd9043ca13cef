"""A golden thread goes in, an outline comes out that reads the same aloud: each step with how it is known and where it stands."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from goldthread.exports.tables import plain, width
from goldthread.graph.tracing import Branch, Thread, step_text
from goldthread.graph.wording import source


def tree_text(thread: Thread, style: str = "table") -> str:
    """The thread as an indented outline, or as nested Markdown lists."""
    head = [f"# {plain(thread.thing.label)}", ""] if style == "md" else [plain(thread.thing.label), ""]
    lines = [*head, *_fill(thread.text, ""), ""]
    for heading, branches, empty in thread.parts():
        lines.append(f"## {heading}" if style == "md" else heading)
        if not branches:
            lines += _fill(f"The thread ends here: {empty}.", "  " if style != "md" else "")
        lines += [line for branch in branches for line in _branch(branch, 1)]
        lines.append("")
    if thread.others:
        lines.append("See also: " + "; ".join(thread.others))
    return "\n".join(line.rstrip() for line in lines).rstrip() + "\n"


def _branch(branch: Branch, depth: int) -> Iterator[str]:
    indent = "  " * depth
    arrow = "↑" if branch.upward else "↓"
    yield from _fill(f"- {arrow} {step_text(branch)}", indent, f"{indent}  ")
    yield from _fill(source(branch.answer), f"{indent}    ", f"{indent}    ")
    for beyond in branch.branches:
        yield from _branch(beyond, depth + 1)


def _fill(text: str, first: str, after: str | None = None) -> list[str]:
    return textwrap.wrap(plain(text), width(), initial_indent=first, subsequent_indent=first if after is None else after) or [""]
