"""Rows or a reply go in; a table for a terminal, JSON, CSV or Markdown comes out, because the same answer is read in many places.

What is shown may be hostile: a CSV cell that a spreadsheet would take for a formula gets an apostrophe before it, characters
that a terminal obeys become a sign or, in JSON, an escape, and no text breaks a Markdown table or page.
"""

from __future__ import annotations

import os
import re
import sys
import textwrap
from collections.abc import Mapping, Sequence
from itertools import zip_longest

from goldthread.graph.answers import COLUMNS, Reply

Rows = Sequence[Mapping[str, str]]
CONTROL = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
MARKUP = r"([\\`*_{}\[\]<>|#~]|&(?=#?\w+;))"
FORMULA = tuple("=+-@\t\n＝＋－＠")
NARROWEST = 8
NUMBER = r"[-+]?\d[\d,]*(\.\d+)?%?"


def reply_text(reply: Reply, style: str) -> str:
    """A reply in one of the styles table, json, csv, md."""
    if style == "json":
        return json_text(reply.to_json())
    rows = list(reply.rows())
    if style == "csv":
        return rows_text(rows, style, COLUMNS)
    shown = [short_row(row) for row in rows]
    parts = [prose(reply.text, style)]
    if reply.facts:
        parts.append(rows_text([{"what": name, "is": value} for name, value in reply.facts], style))
    if shown:
        parts.append(rows_text(shown, style))
    if reply.did_you_mean:
        parts.append(prose("See also: " + "; ".join(reply.did_you_mean), style))
    return "\n".join(part.rstrip() + "\n" for part in parts)


def short_row(row: Mapping[str, str]) -> dict[str, str]:
    """The columns of an answer that fit a page: relation and object as one, the reasoning with the basis, the place with its document."""
    basis = f"{row['basis']}: {row['why']}" if row["why"] and row["basis"] == "inferred" else row["basis"]
    tier = f" ({row['tier']})" if row["tier"] not in ("", "Not stated") else ""
    tier += f" ({row['status']})" if row["status"] not in ("", "in place") else ""
    start, end = row["from"], row["until"]
    period = f"{start} to {end}" if start and end else (start and f"from {start}") or (end and f"until {end}")
    return {
        "thing": row["subject"],
        "what is known": f"{row['relation']} {row['object']}{tier}" + (f" [{period}]" if period else ""),
        "how": basis,
        "where it stands": ", ".join(filter(None, [row["document"], row["as_at"], row["place"]])),
    }


def rows_text(rows: Rows, style: str, heads: Sequence[str] = ()) -> str:
    """Rows in one of the styles; all rows have the columns of the first, and a CSV without rows has those of `heads`."""
    if style == "json":
        return json_text([dict(row) for row in rows])
    if style == "csv":
        return _csv(rows, heads)
    return _markdown(rows) if style == "md" else _table(rows)


def json_text(value: object) -> str:
    """JSON with every character as it is, but for those that a terminal obeys, which are escaped."""
    import json

    return re.sub(CONTROL, lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def prose(text: str, style: str) -> str:
    """A paragraph: on one line of Markdown, where nothing in it is taken for a mark, or filled for the terminal."""
    return re.sub(r"^(\d*)([-+=.)])", r"\1\\\2", escaped(text)) if style == "md" else textwrap.fill(plain(text), width())


def escaped(text: str) -> str:
    """A text on one line in which Markdown finds no marks."""
    return " ".join(re.sub(MARKUP, r"\\\1", plain(text)).split())


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


def _csv(rows: Rows, heads: Sequence[str]) -> str:
    import csv
    import io

    out = io.StringIO()
    if rows or heads:
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(rows[0] if rows else heads)
        writer.writerows([harmless(value) for value in row.values()] for row in rows)
    return out.getvalue()


def harmless(value: str) -> str:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers."""
    text = plain(value)
    return "'" + text if text.startswith(FORMULA) and not re.fullmatch(NUMBER, text) else text


def _markdown(rows: Rows) -> str:
    if not rows:
        return ""
    lines = ["| " + " | ".join(map(escaped, rows[0])) + " |", "|" + " --- |" * len(rows[0])]
    lines += ["| " + " | ".join(escaped(value) for value in row.values()) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def _table(rows: Rows) -> str:
    """Columns side by side, wrapped so that a line fits the terminal; a blank line between rows that take several.

    Where there are too many columns for that, a row is a block with a line a column.
    """
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
    return "".join(textwrap.fill(f"{head}: {plain(value)}", width(), subsequent_indent="  ") + "\n" for head, value in row.items())


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
    return ["  ".join(part.ljust(size) for part, size in zip(line, widths, strict=True)).rstrip() for line in beside] or [""]
