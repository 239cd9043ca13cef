"""Rows or a reply go in; a table for a terminal, JSON, CSV or Markdown comes out, because the same answer is read in many places.

Cells are hostile: a CSV cell that a spreadsheet would take for a formula gets an apostrophe before it, control characters are
shown as such, and a Markdown cell cannot break its table.
"""

from __future__ import annotations

import os
import re
import sys
import textwrap
from collections.abc import Mapping, Sequence

from goldthread.graph.answers import Reply

Rows = Sequence[Mapping[str, str]]
CONTROL = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
FORMULA = tuple("=+-@\t\r")
NUMBER = r"[-+]?\d[\d,]*(\.\d+)?%?"


def reply_text(reply: Reply, style: str) -> str:
    """A reply in one of the styles table, json, csv, md."""
    if style == "json":
        import json

        return json.dumps(reply.to_json(), ensure_ascii=False, indent=2) + "\n"
    rows = list(reply.rows())
    if style == "csv":
        return rows_text(rows, "csv")
    shown = [short_row(row) for row in rows]
    parts = [reply.text if style == "md" else textwrap.fill(reply.text, width())]
    if reply.facts:
        parts.append(rows_text([{"what": name, "is": value} for name, value in reply.facts], style))
    if shown:
        parts.append(rows_text(shown, style))
    if reply.did_you_mean:
        parts.append("See also: " + "; ".join(reply.did_you_mean))
    return "\n".join(part.rstrip() + "\n" for part in parts)


def short_row(row: Mapping[str, str]) -> dict[str, str]:
    """The columns of an answer that fit a page: relation and object as one, the reasoning with the basis, the place with its document."""
    basis = f"{row['basis']}: {row['why']}" if row["why"] and row["basis"] == "inferred" else row["basis"]
    tier = f" ({row['tier']})" if row["tier"] else ""
    period = " to ".join(filter(None, [row["from"], row["until"]]))
    return {
        "thing": row["subject"],
        "what is known": f"{row['relation']} {row['object']}{tier}" + (f" [{period}]" if period else ""),
        "how": basis,
        "where it stands": ", ".join(filter(None, [row["document"], row["as_at"], row["place"]])),
    }


def rows_text(rows: Rows, style: str) -> str:
    """Rows in one of the styles; all rows have the columns of the first."""
    if style == "json":
        import json

        return json.dumps([dict(row) for row in rows], ensure_ascii=False, indent=2) + "\n"
    if style == "csv":
        return _csv(rows)
    return _markdown(rows) if style == "md" else _table(rows)


def width() -> int:
    """How many characters a line of the terminal holds: 80 where nobody can say, never less than 60 nor more than 160."""
    try:
        columns = int(os.environ.get("COLUMNS", "")) if os.environ.get("COLUMNS") else os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        columns = 80
    return max(60, min(columns, 160))


def plain(text: str) -> str:
    """A text without control characters and marks that turn the direction of writing; they become a sign that shows."""
    return text if text.isprintable() else re.sub(CONTROL, "\ufffd", text)


def _csv(rows: Rows) -> str:
    import csv
    import io

    out = io.StringIO()
    if rows:
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(rows[0])
        writer.writerows([harmless(value) for value in row.values()] for row in rows)
    return out.getvalue()


def harmless(value: str) -> str:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers."""
    text = plain(value)
    return "'" + text if text.startswith(FORMULA) and not re.fullmatch(NUMBER, text) else text


def _markdown(rows: Rows) -> str:
    if not rows:
        return ""
    lines = ["| " + " | ".join(map(_cell, rows[0])) + " |", "|" + " --- |" * len(rows[0])]
    lines += ["| " + " | ".join(_cell(value) for value in row.values()) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    escaped = re.sub(r"([\\`*_{}\[\]<>|#])", r"\\\1", plain(text))
    return " ".join(escaped.split())


def _table(rows: Rows) -> str:
    """Columns side by side, wrapped so that a line fits the terminal; a blank line between rows that take several."""
    if not rows:
        return ""
    heads = list(rows[0])
    widths = _widths(rows, heads, width() - 2 * (len(heads) - 1))
    lines = [_line(heads, widths), _line(["─" * size for size in widths], widths)]
    for row in rows:
        wrapped = [textwrap.wrap(plain(row[head]), size) or [""] for head, size in zip(heads, widths, strict=True)]
        deep = max(map(len, wrapped))
        lines += [_line([cell[i] if i < len(cell) else "" for cell in wrapped], widths) for i in range(deep)]
        if deep > 1:
            lines.append("")
    return "\n".join(line.rstrip() for line in lines).rstrip() + "\n"


def _widths(rows: Rows, heads: Sequence[str], room: int) -> list[int]:
    """As wide as the widest cell, and if that is too much for the line the widest columns give way first."""
    widths = [max(len(head), *(len(plain(row[head])) for row in rows)) for head in heads]
    while sum(widths) > room:
        widest = max(widths)
        if widest <= 8:
            break
        widths[widths.index(widest)] -= 1
    return widths


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell.ljust(size) for cell, size in zip(cells, widths, strict=True))
