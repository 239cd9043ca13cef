"""A question goes in, rows, a truth or triples come out: what every store can do, wherever its graph is kept."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Literal, Self

from pyoxigraph import QueryBoolean, QuerySolutions, Triple

from goldthread.graph.binding import Term, Values, bind

Wants = Literal["rows", "triples"]
Answer = QuerySolutions | QueryBoolean | Iterable[Triple]


class Store(ABC):
    """A graph that can be asked. The default graph of every question is the union of all graphs.

    A question's `VALUES ?name { UNDEF }` is a place for a value: `store.select(question, name=Literal("x"))`.
    """

    def select(self, query: str, /, **values: Values) -> list[dict[str, Term]]:
        """The rows of a SELECT, each by variable; an unbound variable is absent. Raises StoreError if the store fails."""
        solutions = self.run(bind(query, values))
        assert isinstance(solutions, QuerySolutions), "not a SELECT"
        names = [variable.value for variable in solutions.variables]
        return [{name: term for name, term in zip(names, row, strict=True) if term is not None} for row in solutions]

    def ask(self, query: str, /, **values: Values) -> bool:
        """The answer of an ASK. Raises StoreError if the store fails."""
        return bool(self.run(bind(query, values)))

    def construct(self, query: str, /, **values: Values) -> list[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE. Raises StoreError if the store fails."""
        triples = self.run(bind(query, values), "triples")
        assert not isinstance(triples, QuerySolutions | QueryBoolean), "neither CONSTRUCT nor DESCRIBE"
        return list(triples)

    @abstractmethod
    def run(self, query: str, wants: Wants = "rows", *, own_graphs: bool = False) -> Answer:
        """What the engine gives for a query, unread; `own_graphs` leaves the choice of graphs to the query's FROM."""

    @abstractmethod
    def graphs(self) -> list[str]:
        """The names of the graphs that the store holds."""

    @abstractmethod
    def close(self) -> None:
        """Lets go of the files and the memory."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: object) -> None:
        self.close()
