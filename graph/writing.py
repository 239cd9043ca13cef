"""Quads go in, TriG comes out, sorted and with every literal to the character: the form in which the built graph is kept.

It is our own short writer because the file is compared byte by byte and must not change with a library's taste in layout.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import groupby

import pyoxigraph as ox

from goldthread.graph.sparql import PREFIXES

LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_\-./#]*[A-Za-z0-9_])?")
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def trig(quads: Iterable[ox.Quad]) -> str:
    """The quads as TriG: a block a graph, a paragraph a subject, a line a property and value."""
    written = sorted({_shown(quad) for quad in quads})
    lines = [f"@prefix {prefix}: <{iri}> ." for prefix, iri in sorted(PREFIXES.items())]
    for graph, of_graph in groupby(written, key=lambda quad: quad[0]):
        lines.append(f"\n{graph} {{")
        for subject, of_subject in groupby(of_graph, key=lambda quad: quad[1]):
            pairs = [f"{predicate} {target}" for _, _, predicate, target in of_subject]
            lines.append(f"{subject} " + " ;\n  ".join(pairs) + " .")
        lines.append("}")
    return "\n".join(lines) + "\n"


def _shown(quad: ox.Quad) -> tuple[str, str, str, str]:
    predicate = "a" if quad.predicate.value == TYPE else _term(quad.predicate)
    return _term(quad.graph_name), _term(quad.subject), predicate, _term(quad.object)


def _term(term: object) -> str:
    """A node by its prefix, if what follows is plain enough to be written so; anything else as the engine writes it."""
    if isinstance(term, ox.NamedNode):
        return _node(term.value)
    if isinstance(term, ox.Literal) and not term.language and term.datatype.value.startswith(PREFIXES["xsd"]):
        text, _, datatype = str(term).rpartition("^^")
        return f"{text}^^{_node(datatype[1:-1])}" if text else str(term)
    return str(term)


@cache
def _node(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        rest = iri.removeprefix(namespace)
        if rest != iri and LOCAL.fullmatch(rest):
            return f"{prefix}:" + re.sub(r"([/#])", r"\\\1", rest)
    return str(ox.NamedNode(iri))
