"""The result of a SPARQL query as text: a table for people, or the bytes that the standard asks for."""

from __future__ import annotations

import re

from goldthread.exports.text.tables import rows_text
from goldthread.graph.errors import QueryLimit
from goldthread.graph.query.library import identifier
from goldthread.graph.sparql.runner import QueryResult
from goldthread.graph.store.base import BlankNode
from goldthread.graph.text.english import counted
from goldthread.graph.text.safe import CONTROL, with_escapes

# What a table for people may be, set by hand on 1 December 2026, when 400,000 cells took 2 seconds and 25 MB
# of statements 6 seconds and 330 MB.
MOST_CELLS, MOST_BYTES = 500_000, 40_000_000


def result_text(result: QueryResult, style: str, *, for_people: bool = False) -> str:
    """The result as a table or Markdown with short identifiers, or as the standard format it was asked in.

    In that every character is as it is, unless it is `for_people`, on a terminal or in a spreadsheet: then
    no terminal obeys it, and no cell of CSV is a formula. Raises QueryLimit for what is too much for a
    table."""
    if style not in ("table", "md"):
        return _readable(result, style) if for_people else result.body.decode("utf-8")
    if result.truth is not None:
        return "yes\n" if result.truth else "no\n"
    if not result.variables:
        return f"{counted(len(result.rows), 'row')} without columns.\n"
    _limit(result)
    rows = [
        {name: _shown(row[name]) if name in row else "" for name in result.variables} for row in result.rows
    ]
    return rows_text(rows, style) or "No rows.\n"


def _limit(result: QueryResult) -> None:
    if result.cells > MOST_CELLS or result.length > MOST_BYTES:
        raise QueryLimit(
            f"The table would have {result.cells:,} cells and {result.length / 1e6:,.1f} MB; "
            f"{MOST_CELLS:,} and {MOST_BYTES / 1e6:g} are allowed. Ask for less, with LIMIT or fewer "
            f"columns, or give --format csv -o FILE."
        )


def _readable(result: QueryResult, style: str) -> str:
    """A standard format with whatever a terminal obeys in the format's own escapes, or replaced where it has
    none."""
    if style == "csv" and result.truth is None:
        rows = [{name: _exact(row.get(name)) for name in result.variables} for row in result.rows]
        return rows_text(rows, "csv", result.variables)
    text = result.body.decode("utf-8")
    if style == "xml":
        return re.sub(CONTROL, lambda found: f"&#x{ord(found[0]):x};", text)
    return with_escapes(text)


def _exact(term: object) -> str:
    """A term as CSV has it."""
    return str(term) if isinstance(term, BlankNode) else getattr(term, "value", "")


def _shown(term: object) -> str:
    value = getattr(term, "value", None)
    return identifier(value) if isinstance(value, str) else str(term)
