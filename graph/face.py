"""The place of a graph goes in, an object comes out whose verbs are those of the commands: the face for notebooks and programs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from goldthread.graph import asking, tracing
from goldthread.graph.answers import Reply
from goldthread.graph.binding import Term, Values
from goldthread.graph.store import Store, open_store

if TYPE_CHECKING:
    import networkx


class Graph:
    """A graph to ask. Each verb raises NameNotFound, with the nearest names, for what nothing is called."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def owner(self, text: str, as_of: str | None = None) -> Reply:
        """Which board owns it, who leads it, since when, how that is known."""
        return asking.owner(self.store, text, as_of)

    def find(self, text: str, as_of: str | None = None) -> Reply:
        """Everything of that name, by any name it ever had; no error if there is nothing."""
        return asking.find(self.store, text, as_of)

    def show(self, text: str, as_of: str | None = None) -> Reply:
        """One thing on a page."""
        return asking.show(self.store, text, as_of)

    def trace(self, text: str, as_of: str | None = None) -> tracing.Thread:
        """The golden thread through a thing, up and down."""
        return tracing.trace(self.store, text, as_of)

    def select(self, sparql: str, /, **values: Values) -> list[dict[str, Term]]:
        """The rows of a SPARQL SELECT of your own; unlike `goldthread query` it runs without limits in this process."""
        return self.store.select(sparql, **values)

    def to_networkx(self, around: str | None = None, hops: int = 1, as_of: str | None = None) -> networkx.MultiDiGraph[str]:
        """The whole graph, or what lies around a thing, as a networkx graph with attributes as text."""
        from goldthread.graph.network import network

        return network(self.store, around, hops, as_of)


def open_graph(where: str | os.PathLike[str] | None = None) -> Graph:
    """The built-in graph, or the one in a file, an on-disk store or behind a SPARQL endpoint; StoreError if there is none."""
    return Graph(open_store(where))
