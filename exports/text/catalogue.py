"""The library of questions as a list to read.

Commands stand whole on their lines, so that they can be pasted."""

from __future__ import annotations

import textwrap

from goldthread.exports.text.tables import plain, prose, rows_text, width
from goldthread.graph.results.base import RowsResult


def catalogue_text(listed: RowsResult, style: str) -> str:
    """The questions in one of the styles table, json, csv, md."""
    rows = list(listed.rows())
    if style != "table":
        return rows_text(rows, style, listed.columns)
    parts = [prose(listed.text, style)]
    for row in rows:
        about = f" About: {row['about']}." if row["about"] else ""
        lines = textwrap.wrap(
            plain(row["question"] + about), width(), initial_indent="  ", subsequent_indent="  "
        )
        parts.append("\n".join([row["name"], *lines, f"  {plain(row['example'])}"]))
    return "\n\n".join(parts) + "\n"
