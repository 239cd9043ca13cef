"""A graph whose verbs are those of the commands, for notebooks and programs.

What a verb returns prints as a sentence and a table, and has rows(), to_json() and to_dataframe(). A verb
imports only what it needs, because importing everything takes far longer than most answers.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from goldthread.graph.lookup import owner
from goldthread.graph.results.answers import Reply
from goldthread.graph.results.base import Result
from goldthread.graph.store.base import Term, Values
from goldthread.graph.store.oxigraph import Store, open_store
from goldthread.graph.text.english import counted

if TYPE_CHECKING:
    import networkx

    from goldthread.graph.alignment.gaps import Gaps
    from goldthread.graph.alignment.matrix import Matrix
    from goldthread.graph.ask.reply import AskReply
    from goldthread.graph.comparison.model import Comparison
    from goldthread.graph.measures.builder import MeasureResult
    from goldthread.graph.pages.model import Page
    from goldthread.graph.results.base import RowsResult
    from goldthread.graph.threads.model import Thread


class Selection(list[dict[str, Term]], Result):
    """The rows of a SELECT, each by variable with its RDF term; an unbound variable is absent, and empty in
    rows()."""

    def __init__(self, rows: Sequence[dict[str, Term]]) -> None:
        super().__init__(rows)
        self.columns = tuple(dict.fromkeys(name for row in rows for name in row))
        self.text = f"{counted(len(rows), 'row')}."

    def rows(self) -> Iterator[dict[str, str]]:
        """The rows as text: the values of literals, IRIs as they are."""
        for row in self:
            yield {name: row[name].value if name in row else "" for name in self.columns}

    def to_json(self) -> dict[str, Any]:
        """The text and the rows."""
        return {"text": self.text, "rows": list(self.rows())}


class Graph:
    """A graph to ask.

    Each verb raises NameNotFound, with the nearest names, for what nothing is called, NameShared if it tells
    of one thing and several areas have one of that name, and GoldthreadError for an `as_of` that is no date:
    2022, 2022-07, 2022-07-21, 21/07/2022, 21 July 2022, July 2022, 2021/22 or Q3 2021/22.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    def owner(self, text: str, as_of: str | None = None) -> Reply:
        """Which board owns it, who leads it, since when, how that is known."""
        return owner.owner(self.store, text, as_of)

    def trace(self, text: str, as_of: str | None = None, to: str | None = None) -> Thread:
        """The golden thread through a thing, up and down; `to` keeps the paths that end at "pcp", "board" or
        "figure"."""
        from goldthread.graph.threads.builder import trace

        return trace(self.store, text, as_of, to)

    def find(self, text: str, as_of: str | None = None) -> Reply:
        """Everything of that name, by any name it ever had; no error if there is nothing."""
        return owner.find(self.store, text, as_of)

    def show(self, text: str, as_of: str | None = None) -> Page:
        """One thing on a page: what it is, who answers for it, what it serves and what is known of it."""
        from goldthread.graph.pages.builder import show

        return show(self.store, text, as_of)

    def ask(self, text: str, as_of: str | None = None) -> AskReply:
        """The answer to a question in plain English; one that is not sure says so and raises nothing."""
        from goldthread.graph.ask.pipeline import ask

        return ask(self.store, text, as_of)

    def align(self, plan: str | None = None, other: str | None = None, as_of: str | None = None) -> Matrix:
        """The matrix of one plan's priorities against another's; without names, of the newest plan against
        the one above it."""
        from goldthread.graph.alignment.builder import align

        return align(self.store, plan, other, as_of)

    def gaps(self, plan: str | None = None, other: str | None = None, as_of: str | None = None) -> Gaps:
        """What is missing around the matrix of two plans, both ways, each gap with what was looked at."""
        from goldthread.graph.alignment.gap_finder import gaps

        return gaps(self.store, self.align(plan, other, as_of))

    def compare(self, *plans: str, only: str | None = None) -> Comparison:
        """What changed from one plan, or date, to the next; `only` is one kind, such as "boards"."""
        from goldthread.graph.comparison.builder import compare

        return compare(self.store, plans, only)

    def measure(self, text: str, as_of: str | None = None, area: str | None = None) -> MeasureResult:
        """A figure over time, with baseline, target, change, contradictions and source."""
        from goldthread.graph.measures.builder import measure

        return measure(self.store, text, as_of, area)

    def query(self, name: str, /, **words: str) -> RowsResult:
        """The rows of a named question about what the words mean: `graph.query("who-owns", text="hate
        crime")`.

        Raises QueryError for a parameter that the question does not have.
        """
        from goldthread.graph.query.parameters import answered

        return answered(self.store, name, words)

    def questions(self, *, everything: bool = False) -> RowsResult:
        """The named questions, with what each can be asked about and an example; `everything` adds the
        program's own."""
        from goldthread.graph.query.catalogue import catalogue

        return catalogue(self.store, everything=everything)

    def select(self, sparql: str, /, **values: Values) -> Selection:
        """The rows of a SPARQL SELECT of your own; unlike `goldthread query` it runs without limits in this
        process.

        Keywords bind variables to pyoxigraph's terms: `graph.select(query, board=NamedNode(...))`.
        """
        return Selection(self.store.select(sparql, **values))

    def to_networkx(
        self, around: str | None = None, hops: int = 1, as_of: str | None = None
    ) -> networkx.MultiDiGraph[str]:
        """The whole graph, or what lies at most `hops` links around a thing, as a networkx graph with
        attributes as text."""
        from goldthread.graph.lookup.network import network

        return network(self.store, around, hops, as_of)


def open_graph(where: str | os.PathLike[str] | None = None) -> Graph:
    """The built-in graph, or the one in a file, an on-disk store or behind a SPARQL endpoint; StoreError if
    there is none."""
    return Graph(open_store(where))
