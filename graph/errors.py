"""The tree of errors: each says what is wrong, where, and what to do next.

GoldthreadError
├── RecordsError      the records cannot be built; carries every problem, each with file, row and column
├── NameNotFound      no thing of that name; carries the nearest names
├── NameShared        several things of that name, of which one must be chosen; carries their identifiers
├── QueryError        a query that cannot be answered
│   ├── QuerySyntax   it is not SPARQL; carries line and column
│   ├── QueryRefused  it asks for what a query may not do: network, files, updates
│   └── QueryLimit    it took too long, too much memory, or broke the engine
├── StoreError        the place where the graph is kept cannot be opened or does not answer
├── SourceError       a source document cannot be read, recognised or found
└── ExportError       an export cannot be written as asked
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Problem(NamedTuple):
    """One thing wrong with the records: where it stands, and a sentence that says what to do."""

    file: str
    row: int
    column: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.row}" if self.row else self.file
        return f"{where}: {self.column}: {self.message}" if self.column else f"{where}: {self.message}"


# Things of one name that an error lists: set by hand on 1 December 2026, so that it stays below 500
# characters.
MOST_SHARED = 3


class GoldthreadError(Exception):
    """Anything that a person can put right; a bug in the program is never one of these."""


class RecordsError(GoldthreadError):
    """The records hold problems; `problems` has all of them, in the order of files and rows."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))


class NameNotFound(GoldthreadError):
    """Nothing, or `nothing` of a kind, bears that name; `nearest` has the names most like it, and `advice`
    stands in their place."""

    def __init__(
        self,
        text: str,
        nearest: Sequence[str] = (),
        nothing: str = "Nothing in the graph",
        advice: str = "Try fewer words, or `goldthread find`.",
    ) -> None:
        self.text, self.nearest = text, list(nearest)
        hint = f"Did you mean: {'; '.join(self.nearest)}?" if self.nearest else advice
        super().__init__(f"{nothing} is called “{text}”. {hint}")


class NameShared(GoldthreadError):
    """Several things bear that name, and only one can be answered for; `identifiers` has those of all, and
    `told` says of each what it is known by."""

    def __init__(self, text: str, identifiers: Sequence[str], told: Sequence[str], again: str) -> None:
        self.text, self.identifiers, self.told = text, list(identifiers), list(told)
        more = len(self.told) - MOST_SHARED
        rest = f"; and {more} more (see `goldthread find`)" if more > 0 else ""
        super().__init__(
            f"{len(self.told)} things are called “{text}”: {'; '.join(self.told[:MOST_SHARED])}{rest}. "
            f"Ask for one of them by its area or its identifier: {again}"
        )


class QueryError(GoldthreadError):
    """A query that cannot be answered."""


class QuerySyntax(QueryError):
    """The query is not SPARQL; `line` and `column` count from 1."""

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        self.line, self.column = line, column
        super().__init__(message)


class QueryRefused(QueryError):
    """The query asks for what a query may not do."""


class QueryLimit(QueryError):
    """The query was stopped at a limit of time, memory or size."""


class StoreError(GoldthreadError):
    """The graph's store cannot be opened, read or reached."""


class SourceError(GoldthreadError):
    """A source document cannot be read, recognised or found."""


class ExportError(GoldthreadError):
    """An export cannot be written as asked."""
