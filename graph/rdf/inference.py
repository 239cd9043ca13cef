"""What the declared rules conclude from stated quads, in a named graph of its own.

A rule is a file `ontology/rules/NN-name.rq`: a CONSTRUCT whose first line is the rule in words. Rules run in
the order of their names, each once, over all that was stated or concluded before it: so a rule may build
on an earlier one, but never on itself.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from goldthread import ontology
from goldthread.ontology import namespaces

INFERRED = ox.NamedNode(f"{namespaces.GRAPH}inferred")


def infer(quads: Iterable[ox.Quad], rules: list[str] | None = None) -> list[ox.Quad]:
    """What the rules conclude and the quads do not say already, rule by rule, each sorted.

    `rules` are the texts of CONSTRUCT queries, by default those of the ontology.
    """
    store = ox.Store()
    store.extend(quads)
    return conclude(store, rules)


def conclude(store: ox.Store, rules: list[str] | None = None) -> list[ox.Quad]:
    """The same of the quads in a store, to which it is added."""
    if rules is None:
        rules = [ontology.text(name) for name in ontology.listing("rules", ".rq")]
    concluded: list[ox.Quad] = []
    for rule in rules:
        triples = store.query(rule, use_default_graph_as_union=True)
        assert isinstance(triples, ox.QueryTriples)
        news = [triple for triple in triples if not _said(store, triple)]
        found = [ox.Quad(triple.subject, triple.predicate, triple.object, INFERRED) for triple in news]
        # The engine gives triples in no order; the built graph is to be the same each time.
        found.sort(key=str)
        store.extend(found)
        concluded += found
    return concluded


def _said(store: ox.Store, triple: ox.Triple) -> bool:
    return next(store.quads_for_pattern(triple.subject, triple.predicate, triple.object), None) is not None
