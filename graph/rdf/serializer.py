"""Quads as TriG or Turtle, sorted and with every literal to the character: the form of the built graph.

It is our own short writer, because the file is compared byte by byte and must not change with a library's
taste in layout.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby

import pyoxigraph as ox

from goldthread.ontology.namespaces import PREFIXES, RDF_TYPE, XSD

# What may stand after a prefix: less than Turtle allows, so that / and # are all that needs an escape.
LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_\-./#]*[A-Za-z0-9_])?")
STRING = f"{XSD}string"


def trig(quads: Iterable[ox.Quad]) -> str:
    """The quads as TriG: a block a graph, a paragraph a subject, a line a property and value."""
    return "".join(trig_parts(quads))


def trig_parts(quads: Iterable[ox.Quad]) -> Iterator[str]:
    """The same in parts, for which never more than one graph is written out at once."""
    graphs: dict[str, set[tuple[str, str, str]]] = {}
    for quad in quads:
        graph, *triple = _shown(quad)
        graphs.setdefault(graph, set()).add((triple[0], triple[1], triple[2]))
    yield "\n".join(_prefixes()) + "\n"
    for graph in sorted(graphs):
        triples = sorted(graphs.pop(graph))
        yield f"\n{graph}{{\n"
        for paragraph in _paragraphs(triples):
            yield paragraph + "\n"
        yield "}\n"


def turtle(quads: Iterable[ox.Quad]) -> str:
    """The quads as Turtle, those of all graphs in one."""
    return "\n".join([*_prefixes(), "", *_paragraphs(sorted({_shown(quad)[1:] for quad in quads}))]) + "\n"


def _prefixes() -> list[str]:
    return [f"@prefix {prefix}: <{iri}> ." for prefix, iri in sorted(PREFIXES.items())]


def _paragraphs(triples: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for subject, of_subject in groupby(triples, key=lambda triple: triple[0]):
        said = " ;\n  ".join(f"{predicate} {target}" for _, predicate, target in of_subject)
        yield f"{subject} {said} ."


def _shown(quad: ox.Quad) -> tuple[str, str, str, str]:
    """Graph, subject, predicate and object as they are written; the default graph is empty."""
    predicate = "a" if quad.predicate.value == RDF_TYPE else _term(quad.predicate)
    graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else f"{_term(quad.graph_name)} "
    return graph, _term(quad.subject), predicate, _term(quad.object)


def _term(term: object) -> str:
    """A node by its prefix, if what follows is plain enough to be written so; anything else as the engine
    writes it."""
    if isinstance(term, ox.NamedNode):
        return _node(term.value)
    if isinstance(term, ox.Literal) and not term.language and term.datatype.value != STRING:
        return f"{ox.Literal(term.value)}^^{_node(term.datatype.value)}"
    return str(term)


@cache
def _node(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        rest = iri.removeprefix(namespace)
        if rest != iri and LOCAL.fullmatch(rest):
            return f"{prefix}:" + re.sub(r"([/#])", r"\\\1", rest)
    return str(ox.NamedNode(iri))
