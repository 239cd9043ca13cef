"""What every store can do, and how values are bound to the places of a query.

Because the same text must run on every kind of store, remote ones too, a value is written into the query as a
SPARQL term, in the N-Triples form that the engine itself writes: no text can break out of that."""

from __future__ import annotations

import re
import typing
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Self

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
)

from goldthread.graph.errors import StoreError

# The terms of RDF are handed on from here to those above, which know no engine.
__all__ = [
    "DAMAGE",
    "BlankNode",
    "Dataset",
    "EngineAnswer",
    "Literal",
    "NamedNode",
    "Store",
    "Term",
    "Values",
    "Wants",
    "bind",
    "resolved",
]

Term = NamedNode | Literal | BlankNode
Values = Term | Sequence[Term]

# No blank nodes: in the text of a query one is a variable, so it would match everything.
_BINDABLE = (NamedNode, Literal)
_PLACE = re.compile(r"(\bVALUES\s+\?(\w+)\s*\{\s*)UNDEF(\s*\})", re.IGNORECASE)


def bind(question: str, values: Mapping[str, Values]) -> str:
    """The question with each `VALUES ?name { UNDEF }` filled by the value or values of that name.

    A placeholder without a value stays as it is and so asks about everything; an empty list asks about
    nothing. Raises ValueError if the question has no placeholder of a name, TypeError if a value is not an
    IRI or a literal."""
    written = {name: _written(value) for name, value in values.items()}
    absent = written.keys() - {place[2] for place in _PLACE.finditer(question)}
    if absent:
        raise ValueError(
            f"The question has no place for {', '.join(sorted(absent))}: write VALUES ?{min(absent)} "
            f"{{ UNDEF }} in it."
        )
    # One pass over the question: a value that looks like a placeholder itself is never filled.
    return _PLACE.sub(lambda place: place[1] + written.get(place[2], "UNDEF") + place[3], question)


def _written(values: Values) -> str:
    terms = [values] if isinstance(values, Term) else list(values)
    for term in terms:
        if not isinstance(term, _BINDABLE):
            raise TypeError(f"Only IRIs and literals can be bound, not {term!r}.")
    return " ".join(map(str, terms))


def resolved(iri: str, base: str) -> str:
    """A relative IRI made whole against a base; ValueError if that gives none.

    By a reader of the engine, because the rules for that are long, and it is the engine that has to agree."""
    try:
        statement = next(iter(parse(f"<{iri}> <x:> <x:> .", RdfFormat.TURTLE, base_iri=base)))
    except SyntaxError as error:
        raise ValueError(error.msg) from None
    return str(statement.subject)[1:-1]


# RocksDB's word for a block that fails its checksum; the engine has no class of error for it.
DAMAGE = "Corruption"


def is_damage(error: Exception) -> bool:
    """Whether what the engine raised over a question shows that the store's files are not whole: a query
    itself opens none."""
    return isinstance(error, OSError) or DAMAGE in str(error)


def damaged(name: str, reason: object) -> StoreError:
    """The error for a store in which something is not as the engine wrote it."""
    return StoreError(f"{name} is damaged ({reason}). Make it again from its source file.")


Wants = typing.Literal["rows", "truth", "triples"]
EngineAnswer = QuerySolutions | QueryBoolean | Iterable[Triple]


class Dataset(NamedTuple):
    """The graphs that a query chooses with FROM, by IRI: those whose merge is its default graph, and those
    that GRAPH may name."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


class Store(ABC):
    """A graph that can be asked. What is asked without GRAPH is asked of the merge of its graphs, in which a
    statement stands once however many graphs make it; where that cannot be had, `caveat` says so.

    A question's `VALUES ?name { UNDEF }` is a place for a value: `store.select(question, name=Literal("x"))`.
    """

    def select(self, query: str, /, **values: Values) -> list[dict[str, Term]]:
        """The rows of a SELECT, each by variable, unbound ones absent; StoreError if the store fails."""
        solutions = self.run(bind(query, values))
        assert isinstance(solutions, QuerySolutions), "not a SELECT"
        names = [variable.value for variable in solutions.variables]
        return [
            {name: term for name, term in zip(names, row, strict=True) if term is not None}
            for row in solutions
        ]

    def ask(self, query: str, /, **values: Values) -> bool:
        """The answer of an ASK; StoreError if the store fails."""
        return bool(self.run(bind(query, values), "truth"))

    def construct(self, query: str, /, **values: Values) -> list[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE; StoreError if the store fails."""
        triples = self.run(bind(query, values), "triples")
        assert not isinstance(triples, QuerySolutions | QueryBoolean), "neither CONSTRUCT nor DESCRIBE"
        return list(triples)

    @abstractmethod
    def run(self, query: str, wants: Wants = "rows", graphs: Dataset | None = None) -> EngineAnswer:
        """The engine's own answer, not yet read, over these graphs; over all of the store's if that is
        None."""

    @abstractmethod
    def graphs(self) -> list[str]:
        """The IRIs of the named graphs over which a question is asked."""

    def caveat(self, graphs: Dataset | None = None) -> str | None:
        """A sentence on what a count over these graphs means, where it may not be one of their merge; None
        where it is one."""
        return None

    @abstractmethod
    def close(self) -> None:
        """Lets go of files, connections and memory; the store is not asked again."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: object) -> None:
        self.close()
