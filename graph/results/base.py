"""Results as notebooks show them: printed text, an HTML table, a pandas frame.

What only one call needs, pandas above all, is loaded by that call, because a command that prints a line
imports this too.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goldthread.graph.errors import GoldthreadError
from goldthread.graph.results.text_table import filled, table
from goldthread.graph.text.safe import plain

if TYPE_CHECKING:
    import pandas


class Result(ABC):
    """A result that prints well: `text` says it in a sentence or two, `rows()` are its table.

    `columns` names the columns, for a result that may have no rows to take them from.
    """

    text: str
    columns: tuple[str, ...] = ()

    @abstractmethod
    def rows(self) -> Iterator[dict[str, str]]:
        """The result as rows of a table, the same columns each time."""

    @abstractmethod
    def to_json(self) -> dict[str, Any]:
        """The result as programs may rely on it."""

    def shown(self) -> Iterator[dict[str, str]]:
        """The rows as they are printed: with the columns that fit a page, all of them unless a result says
        otherwise."""
        return self.rows()

    def to_dataframe(self) -> pandas.DataFrame:
        """The rows as a pandas frame with columns of text; GoldthreadError if pandas is not installed."""
        try:
            import pandas
        except ImportError:
            raise GoldthreadError(
                "A data frame needs pandas, which is not installed: pip install pandas"
            ) from None
        rows = list(self.rows())
        return pandas.DataFrame(rows, columns=list(rows[0] if rows else self.columns), dtype="string")

    def __str__(self) -> str:
        rows = list(self.shown())
        return filled(self.text) + (f"\n\n{table(rows)}" if rows else "\n")

    def _repr_html_(self) -> str:
        """The text and the table for a notebook; nothing in them is taken for HTML."""
        from html import escape

        rows = list(self.shown())
        return f"<p>{escape(plain(self.text))}</p>" + (_html(rows) if rows else "")

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """The text and the table for an IPython prompt."""
        printer.text("…" if cycle else str(self))


def _html(rows: Sequence[Mapping[str, str]]) -> str:
    from html import escape

    heads = "".join(f'<th scope="col">{escape(plain(head))}</th>' for head in rows[0])
    lines = "".join(
        "<tr>" + "".join(f"<td>{escape(plain(cell))}</td>" for cell in row.values()) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>"


@dataclass(frozen=True)
class RowsResult(Result):
    """The rows that answer a question, as text, with the SPARQL that found them if there was any."""

    question: str
    text: str
    table: tuple[dict[str, str], ...]
    columns: tuple[str, ...]
    sparql: str = ""

    def rows(self) -> Iterator[dict[str, str]]:
        """The rows of the table."""
        return map(dict, self.table)

    def to_json(self) -> dict[str, Any]:
        """Question, text, rows and SPARQL."""
        return {
            "question": self.question,
            "text": self.text,
            "rows": list(self.rows()),
            "sparql": self.sparql,
        }
