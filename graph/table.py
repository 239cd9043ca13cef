"""The rows that answer a question go in, a result that prints and goes on as data comes out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from goldthread.graph.tabular import Tabular


@dataclass(frozen=True)
class Table(Tabular):
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
        return {"question": self.question, "text": self.text, "rows": list(self.rows()), "sparql": self.sparql}
