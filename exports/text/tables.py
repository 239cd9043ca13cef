"""Rows and replies as text: a table for a terminal, JSON, CSV or Markdown.

What is shown may be hostile: a CSV cell that a spreadsheet would take for a formula gets an apostrophe before
it, characters that a terminal obeys become a sign or, in JSON, an escape, and no text breaks a Markdown table
or page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from goldthread.graph.results.answers import COLUMNS, Evidence, Reply, short_row
from goldthread.graph.results.text_table import Rows, filled, table, width
from goldthread.graph.text.safe import plain, with_escapes

__all__ = [
    "escaped",
    "harmless",
    "json_text",
    "passages_text",
    "plain",
    "prose",
    "reply_text",
    "rows_text",
    "short_row",
    "width",
]
PASSAGES = ("where it stands", "phrase", "passage")
# What Markdown would take for a mark or an entity.
MARKUP = r"([\\`*_{}\[\]<>|#~]|&(?=#?\w+;))"
# The byte order mark, by which Excel knows a CSV file that it opens for UTF-8; without it – becomes â€“.
EXCEL = "\ufeff"
# How a formula begins in a spreadsheet, the full-width forms of East Asian keyboards among them.
FORMULA = tuple("=+-@\t\n＝＋－＠")
# What begins like a formula but is a number, such as -1,200 or +5.5%.
NUMBER = r"[-+]?\d[\d,]*(\.\d+)?%?"


def reply_text(reply: Reply, style: str) -> str:
    """A reply in one of the styles table, json, csv, md."""
    if style == "json":
        return json_text(reply.to_json())
    if style == "csv":
        return rows_text(list(reply.rows()), style, COLUMNS)
    shown = list(reply.shown())
    parts = [prose(reply.text, style)]
    if reply.facts:
        parts.append(rows_text([{"what": name, "is": value} for name, value in reply.facts], style))
    if shown:
        parts.append(rows_text(shown, style))
    if reply.did_you_mean:
        parts.append(prose("See also: " + "; ".join(reply.did_you_mean), style))
    return "\n".join(part.rstrip() + "\n" for part in parts)


def passages_text(reply: Reply, style: str) -> str:
    """The places that bear a reply out, each once with its phrase and its passage, in the order of the
    answers."""
    places: dict[Evidence, None] = {item: None for answer in reply.answers for item in answer.evidence}
    shown = [
        (item.reference, item.phrase, item.passage or "no copy registered; goldthread sources add FILE")
        for item in places
    ]
    rows = [dict(zip(PASSAGES, row, strict=True)) for row in shown]
    nothing = prose(f"The graph quotes no place for {reply.title}.", style) + "\n"
    return rows_text(rows, style, PASSAGES) or nothing


def rows_text(rows: Rows, style: str, heads: Sequence[str] = ()) -> str:
    """Rows in one of the styles; all rows have the columns of the first, and a CSV without rows has those of
    `heads`."""
    if style == "json":
        return json_text([dict(row) for row in rows])
    if style == "csv":
        return _csv(rows, heads)
    return _markdown(rows) if style == "md" else table(rows)


def json_text(value: object) -> str:
    """JSON with every character as it is, but for those that a terminal obeys, which are escaped."""
    import json

    return with_escapes(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def prose(text: str, style: str) -> str:
    """A paragraph: on one line of Markdown, where nothing in it is taken for a mark, or filled for the
    terminal."""
    # A line that begins with 1. or - would be a list.
    return re.sub(r"^(\d*)([-+=.)])", r"\1\\\2", escaped(text)) if style == "md" else filled(text)


def escaped(text: str) -> str:
    """A text on one line in which Markdown finds no marks."""
    return " ".join(re.sub(MARKUP, r"\\\1", plain(text)).split())


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
