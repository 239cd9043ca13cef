"""The merge of a store's graphs, in which a statement stands once however many of them make it.

Because the engine's own union of graphs is a bag, a statement that two documents make would count twice
there. So what we load ourselves gets the merge as its default graph, and of anybody else's store it is found
out first what its default graph and its union are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Literal

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, QuerySolutions, Store

from goldthread.graph.store.base import Dataset, EngineAnswer

# merged: the default graph is the merge. distinct: no statement stands in two graphs, so that their union is
# it. repeating: neither.
Kind = Literal["merged", "distinct", "repeating"]

# Statements that are handed to an on-disk store at once; it holds about a kilobyte for each until they are
# written.
_BATCH = 200_000

_MERGE = "INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"
_IN_DEFAULT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
_DISTINCT = "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { ?s ?p ?o } }"


def add(engine: Store) -> None:
    """Adds the statements of the named graphs of a store in memory to its default graph, which then is the
    merge."""
    engine.update(_MERGE)


def one_graph(engine: Store) -> bool:
    """Whether no more than one graph, named or not, holds statements, so that the union is the merge as it
    is."""
    named: Sequence[object] = list(islice(engine.named_graphs(), 2))
    unnamed = next(iter(engine.quads_for_pattern(None, None, None, DefaultGraph())), None)
    return len(named) + (unnamed is not None) < 2


def kind(engine: Store) -> Kind:
    """What the default graph of a store is. Takes about 3 seconds and 400 MB for each million statements."""
    if one_graph(engine):
        return "distinct"
    distinct = _number(engine, _DISTINCT, union=True)
    if distinct == len(engine):
        return "distinct"
    return "merged" if distinct == _number(engine, _IN_DEFAULT, union=False) else "repeating"


def copy(source: Store, target: Store) -> None:
    """Fills an empty on-disk store with the statements of another, and with their merge."""
    statements = iter(chain(source, _without_graph(source)))
    while batch := list(islice(statements, _BATCH)):
        target.bulk_extend(batch)
    target.flush()


def ask(engine: Store, query: str, graphs: Dataset) -> EngineAnswer:
    """The engine's answer over the graphs that a query chooses; several of them are merged for it."""
    named: list[NamedNode | BlankNode] = [NamedNode(name) for name in graphs.named]
    default: list[NamedNode | BlankNode | DefaultGraph] = [NamedNode(name) for name in graphs.default]
    if len(default) < 2:
        return engine.query(query, default_graph=default, named_graphs=named)
    chosen = Store()
    for name in default:
        chosen.bulk_extend(_without_graph(engine.quads_for_pattern(None, None, None, name)))
    for name in named:
        chosen.bulk_extend(engine.quads_for_pattern(None, None, None, name))
    return chosen.query(query)


def _without_graph(quads: Iterable[Quad]) -> Iterator[Quad]:
    return (Quad(quad.subject, quad.predicate, quad.object) for quad in quads)


def _number(engine: Store, query: str, *, union: bool) -> int:
    found = engine.query(query, use_default_graph_as_union=union)
    assert isinstance(found, QuerySolutions)
    return int(next(found)[0].value)
