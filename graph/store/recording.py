"""A store that remembers what it was asked, so that a table can show its SPARQL."""

from __future__ import annotations

import re

from pyoxigraph import Triple

from goldthread.graph.store.base import Dataset, EngineAnswer, Store, Term, Values, Wants, bind
from goldthread.graph.text.safe import with_escapes

# Lines of a named query that tell the library who it is for and how it is tried; of no use to who pastes it.
NOTES = re.compile(r"(?m)^# (?:audience|example): .*\n")


class RecordingStore(Store):
    """Answers as the store it is given; keeps each query once, values bound, in their first order."""

    def __init__(self, store: Store) -> None:
        self._store, self._asked = store, dict[str, None]()

    @property
    def queries(self) -> list[str]:
        """The texts of the queries that ran."""
        return list(self._asked)

    def select(self, query: str, /, **values: Values) -> list[dict[str, Term]]:
        self._asked[bind(query, values)] = None
        return self._store.select(query, **values)

    def ask(self, query: str, /, **values: Values) -> bool:
        self._asked[bind(query, values)] = None
        return self._store.ask(query, **values)

    def construct(self, query: str, /, **values: Values) -> list[Triple]:
        self._asked[bind(query, values)] = None
        return self._store.construct(query, **values)

    def run(self, query: str, wants: Wants = "rows", graphs: Dataset | None = None) -> EngineAnswer:
        self._asked[query] = None
        return self._store.run(query, wants, graphs)

    def graphs(self) -> list[str]:
        return self._store.graphs()

    def caveat(self, graphs: Dataset | None = None) -> str | None:
        return self._store.caveat(graphs)

    def close(self) -> None:
        self._store.close()

    def sparql(self) -> str:
        """The queries to be asked again one by one, each under its number and its question in words."""
        count = len(self._asked)
        parts = [
            f"# Query {number} of {count}\n{to_paste(query)}" for number, query in enumerate(self._asked, 1)
        ]
        return "\n".join(parts) or "# No query ran.\n"


def to_paste(query: str) -> str:
    """A query to copy from a terminal: without the library's notes, control characters escaped."""
    return with_escapes(NOTES.sub("", query)).strip() + "\n"
