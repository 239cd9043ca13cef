"""A golden thread as an outline: each step with how it is known and where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goldthread.exports.text.outline import fill, heading, point, title
from goldthread.exports.text.tables import json_text, prose, rows_text
from goldthread.graph.results.phrasing import source
from goldthread.graph.threads.model import Branch, Thread, step_text

# Steps from one thing that are shown unless everything is wanted. Set by hand.
MOST = 8


def tree_text(thread: Thread, style: str = "table", *, everything: bool = False) -> str:
    """The thread in one of the styles table, json, csv, md: an indented outline, or nested Markdown lists.

    In these two a step with many steps beyond it shows the first and how many more there are, unless
    everything is wanted."""
    if style == "json":
        return json_text(thread.to_json())
    if style == "csv":
        return rows_text(list(thread.rows()), style, thread.columns)
    most = None if everything else MOST
    lines = [title(thread.thing.label, style), "", prose(thread.text, style), ""]
    for part in thread.parts():
        lines += heading(part.heading, style)
        if not part.branches:
            lines += fill(f"{part.empty}.", "" if style == "md" else "  ", style=style)
        lines += [*_branches(part.branches, 0 if style == "md" else 1, style, most), ""]
    if thread.others:
        lines.append(prose("See also: " + "; ".join(thread.others), style))
    return "\n".join(line.rstrip() for line in lines).rstrip() + "\n"


def _branches(branches: Sequence[Branch], depth: int, style: str, most: int | None) -> Iterator[str]:
    for branch in branches[:most]:
        step, known = f"{'↑' if branch.upward else '↓'} {step_text(branch)}", source(branch.answer)
        if branch.end and style == "md":
            yield from point(step, f"{known} ({branch.end})", depth, style)
        else:
            yield from point(step, known, depth, style)
            yield from fill(f"({branch.end})", "  " * depth + "    ", style=style) if branch.end else ()
        yield from _branches(branch.branches, depth + 1, style, most)
    if most and len(branches) > most:
        steps = sum(1 for branch in branches[most:] for _ in branch.steps())
        yield from fill(
            f"and {steps} more steps: --all shows them", "  " * depth + "- ", "  " * depth + "  ", style
        )
