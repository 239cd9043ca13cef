"""Linked data as Turtle, TriG, N-Quads or JSON-LD, every value kept to the character.

The statements stand in a fixed order, so that the same graph gives the same bytes each time."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import groupby
from typing import Any

import pyoxigraph as ox

from goldthread.exports.formats.jsonld_context import prefixes, published
from goldthread.graph.errors import ExportError
from goldthread.graph.rdf.serializer import trig, turtle
from goldthread.ontology.namespaces import RDF_TYPE, XSD

XSD_STRING = f"{XSD}string"


def nquads(quads: Iterable[ox.Quad]) -> str:
    """The statements, one a line, in order."""
    return "".join(sorted({f"{quad} .\n" for quad in quads}))


def jsonld(quads: Iterable[ox.Quad]) -> str:
    """The statements as JSON-LD 1.1 with the published context in the file, so that reading it needs no
    network; a thing a line.

    Raises ExportError for what JSON-LD cannot say: a web address that begins like a prefix of the context.
    """
    lines = []
    for graph, members in groupby(_in_order(quads), key=lambda quad: quad.graph_name):
        nodes = [
            json.dumps(_node(list(group)), ensure_ascii=False)
            for _, group in groupby(members, key=lambda quad: quad.subject)
        ]
        if isinstance(graph, ox.DefaultGraph):
            lines += nodes
        else:
            lines.append(f'{{"@id": {json.dumps(_iri(graph))}, "@graph": [\n' + ",\n".join(nodes) + "\n]}")
    context = json.dumps({"@context": published()}, ensure_ascii=False)[1:-1]
    return f"{{{context},\n" + '"@graph": [\n' + ",\n".join(lines) + "\n]}\n"


WRITERS: dict[str, Callable[[Iterable[ox.Quad]], str]] = {
    "turtle": turtle,
    "trig": trig,
    "nquads": nquads,
    "jsonld": jsonld,
}


def _in_order(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """By graph, subject and predicate, what a thing is before the rest."""
    order = {
        quad: (
            str(quad.graph_name),
            *_place(quad.subject),
            quad.predicate.value != RDF_TYPE,
            str(quad.triple),
        )
        for quad in quads
    }
    return sorted(order, key=order.__getitem__)


def _place(subject: object) -> tuple[bool, str]:
    """Where a subject comes: by address, so that a thing precedes its parts; those without address last."""
    return (False, subject.value) if isinstance(subject, ox.NamedNode) else (True, str(subject))


def _node(quads: Sequence[ox.Quad]) -> dict[str, Any]:
    """All that one graph says of one subject."""
    node: dict[str, Any] = {"@id": _iri(quads[0].subject)}
    for predicate, group in groupby(quads, key=lambda quad: quad.predicate.value):
        objects = [quad.object for quad in group]
        if predicate == RDF_TYPE and not any(isinstance(item, ox.Literal) for item in objects):
            node["@type"] = _one_or_all([_class(item) for item in objects])
        else:
            name = _term(predicate)
            node[name] = _one_or_all(
                [_value(item, between_things=isinstance(published().get(name), dict)) for item in objects]
            )
    return node


def _value(item: object, between_things: bool) -> Any:
    """A value as JSON-LD writes it; shorter after a property that the context declares to be between things,
    where a bare text would be read as an address."""
    if isinstance(item, ox.Literal):
        if item.language:
            return {"@value": item.value, "@language": item.language}
        if item.datatype.value == XSD_STRING:
            return {"@value": item.value} if between_things else item.value
        return {"@value": item.value, "@type": _iri(item.datatype)}
    return _iri(item) if between_things else {"@id": _iri(item)}


def _one_or_all(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


def _class(item: object) -> str:
    return _term(item.value) if isinstance(item, ox.NamedNode) else _iri(item)


@cache
def _term(iri: str) -> str:
    """The context's own name for one of our terms, or the shortened address of another."""
    short = _short(iri)
    name = short.removeprefix("gt:")
    return name if name in published() else short


def _iri(item: object) -> str:
    if isinstance(item, ox.BlankNode):
        return str(item)
    if isinstance(item, ox.NamedNode):
        return _short(item.value)
    raise ExportError(f"JSON-LD cannot say this: {item}. Use N-Quads or TriG.")


@cache
def _short(iri: str) -> str:
    """An address shortened by the longest prefix that fits."""
    starts = [(len(start), name, start) for name, start in prefixes().items() if iri.startswith(start)]
    if starts:
        _, name, start = max(starts)
        tail = iri.removeprefix(start)
        # JSON-LD takes prefix://… for a whole address.
        return iri if tail.startswith("//") else f"{name}:{tail}"
    scheme, _, rest = iri.partition(":")
    if scheme in published() and not rest.startswith("//"):
        raise ExportError(
            f"JSON-LD would read <{iri}> as the short form of another address. Use N-Quads or TriG."
        )
    return iri
