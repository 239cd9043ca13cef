"""The result of a SPARQL query as text: a table for people, or the bytes that the standard asks for."""

from __future__ import annotations

from goldthread.exports.text.tables import rows_text
from goldthread.graph.query.library import identifier
from goldthread.graph.sparql.runner import QueryResult
from goldthread.graph.text.english import counted


def result_text(result: QueryResult, style: str) -> str:
    """The result as a table or Markdown with short identifiers, or as the standard format it was asked in."""
    if style not in ("table", "md"):
        return result.body.decode("utf-8")
    if result.truth is not None:
        return "yes\n" if result.truth else "no\n"
    if not result.variables:
        return f"{counted(len(result.rows), 'row')} without columns.\n"
    rows = [
        {name: _shown(row[name]) if name in row else "" for name in result.variables} for row in result.rows
    ]
    return rows_text(rows, style) or "No rows.\n"


def _shown(term: object) -> str:
    value = getattr(term, "value", None)
    return identifier(value) if isinstance(value, str) else str(term)
