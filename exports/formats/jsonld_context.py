"""The published JSON-LD context: a short name for each of our terms, prefixes for the rest.

It is made of the ontology's files. After a change to the ontology run
`python -m goldthread.exports.reference`, which writes the file; a test compares the two."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from goldthread import ontology
from goldthread.exports.atomic import write_atomically
from goldthread.ontology import namespaces
from goldthread.ontology.namespaces import OWL, RDF_TYPE

NAME = "vocabulary/context.jsonld"
OURS = {"id": namespaces.ID, "graph": namespaces.GRAPH, "scheme": namespaces.SCHEME}
# Prefixes of the forms alone; no statement of a built graph uses them.
NOT_OF_THE_GRAPH = {"form", "sh"}
OBJECT_PROPERTY = f"{OWL}ObjectProperty"


@cache
def published() -> Mapping[str, Any]:
    """The context as published, by term."""
    context: Mapping[str, Any] = json.loads(ontology.text(NAME))["@context"]
    return context


def prefixes() -> dict[str, str]:
    """The prefixes of the context, by which Turtle and TriG are shortened too."""
    return {
        name: iri for name, iri in published().items() if isinstance(iri, str) and iri.endswith(("/", "#"))
    }


def make() -> dict[str, Any]:
    """The context as the ontology's files give it: prefixes first, then our classes and properties by name.

    A property between things says so (`"@type": "@id"`). Nothing is said of the datatypes of values: those
    stand at each value, because a program that made a number of 1.50 would lose the nought."""
    shorts, terms = dict(OURS), dict[str, Any]()
    for name in (*ontology.VOCABULARY, ontology.SHAPES):
        reader = ox.parse(ontology.text(name), format=ox.RdfFormat.TURTLE)
        for quad in reader:
            if (
                quad.predicate.value == RDF_TYPE
                and isinstance(quad.object, ox.NamedNode)
                and quad.object.value.startswith(OWL)
            ):
                _term(terms, quad.subject, quad.object.value)
        shorts |= {short: iri for short, iri in reader.prefixes.items() if short not in NOT_OF_THE_GRAPH}
    return {"@version": 1.1, **dict(sorted(shorts.items())), **dict(sorted(terms.items()))}


def _term(terms: dict[str, Any], subject: object, kind: str) -> None:
    """Adds the short name of one of our terms; others keep their prefix."""
    if isinstance(subject, ox.NamedNode) and subject.value.startswith(namespaces.GT):
        name = subject.value.removeprefix(namespaces.GT)
        if kind == OBJECT_PROPERTY:
            terms[name] = {"@id": f"gt:{name}", "@type": "@id"}
        else:
            terms.setdefault(name, f"gt:{name}")


def text() -> str:
    """The file's text: a line a term."""
    lines = [f"    {json.dumps(name)}: {json.dumps(value)}" for name, value in make().items()]
    return '{\n  "@context": {\n' + ",\n".join(lines) + "\n  }\n}\n"


def write() -> Path:
    """Writes the context into the package, and gives its file."""
    return write_atomically(ontology.path(NAME), text())
