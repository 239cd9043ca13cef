"""The result of a SPARQL query as text: a table for people, or the bytes that the standard asks for."""

from __future__ import annotations

from goldthread.exports.text.tables import harmless, rows_text
from goldthread.graph.query.library import identifier
from goldthread.graph.sparql.runner import QueryResult
from goldthread.graph.text.english import counted


def result_text(result: QueryResult, style: str, *, guarded: bool = False) -> str:
    """The result as a table or Markdown with short identifiers, or as the standard format it was asked in.

    With `guarded` no cell of CSV is a formula to a spreadsheet, which the standard does not know of."""
    if style not in ("table", "md"):
        text = result.body.decode("utf-8")
        return _guarded(text) if guarded and style == "csv" else text
    if result.truth is not None:
        return "yes\n" if result.truth else "no\n"
    if not result.variables:
        return f"{counted(len(result.rows), 'row')} without columns.\n"
    rows = [
        {name: _shown(row[name]) if name in row else "" for name in result.variables} for row in result.rows
    ]
    return rows_text(rows, style) or "No rows.\n"


def _guarded(text: str) -> str:
    import csv
    import io

    out = io.StringIO()
    rows = csv.reader(io.StringIO(text, newline=""))
    csv.writer(out, lineterminator="\r\n").writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def _shown(term: object) -> str:
    value = getattr(term, "value", None)
    return identifier(value) if isinstance(value, str) else str(term)
