"""Quads of rows go in, the words by which each row can be found come out as quads of a named graph of their
own.

A row's words are the stems of all that it says in words: names, descriptions, key words, remarks and the
phrases quoted for it. They are kept with the graph, because reading every text at every question would take
seconds in a large one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from goldthread.graph.text.stemming import stems, telling
from goldthread.ontology.namespaces import DC, DCTERMS, GRAPH, GT, ID, OA, ORG, RDF, SCHEMA, SKOS, SKOSXL

WORDS = ox.NamedNode(f"{GRAPH}words")
WORD = ox.NamedNode(f"{GT}word")
SPOKEN = frozenset(
    [
        *(
            f"{SKOS}{name}"
            for name in ("prefLabel", "altLabel", "hiddenLabel", "notation", "scopeNote", "editorialNote")
        ),
        *(f"{DCTERMS}{name}" for name in ("description", "title", "bibliographicCitation")),
        *(
            f"{SCHEMA}{name}"
            for name in ("keywords", "description", "unitText", "measurementTechnique", "temporalCoverage")
        ),
        *(f"{GT}{name}" for name in ("why", "metric")),
        f"{RDF}value",
        f"{ORG}purpose",
        f"{DC}creator",
        f"{SKOSXL}literalForm",
    ]
)
BASIS, EVIDENCE, NAME_OF = f"{GT}basis", f"{GT}evidence", f"{GT}nameOf"
TARGET, SELECTOR, EXACT = f"{OA}hasTarget", f"{OA}hasSelector", f"{OA}exact"


def index(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """The words of each row, which is what has a basis; the links of a row's cells are found by the row
    itself."""
    texts: dict[str, list[str]] = defaultdict(list)
    steps: dict[tuple[str, str], list[str]] = defaultdict(list)
    for quad in quads:
        subject, predicate = str(quad.subject)[1:-1], quad.predicate.value
        if isinstance(quad.object, ox.Literal) and (predicate in SPOKEN or predicate == EXACT):
            texts[subject].append(quad.object.value)
        elif predicate in (EVIDENCE, TARGET, SELECTOR, NAME_OF, BASIS) and isinstance(
            quad.object, ox.NamedNode
        ):
            steps[subject, predicate].append(quad.object.value)
    names: dict[str, list[str]] = defaultdict(list)
    for (subject, predicate), things in steps.items():
        if predicate == NAME_OF:
            for thing in things:
                names[thing].append(subject)
    for row in sorted(
        subject for subject, predicate in steps if predicate == BASIS and "#" not in subject.removeprefix(ID)
    ):
        anchors = steps.get((row, EVIDENCE), [])
        quotes = [
            quote
            for anchor in anchors
            for target in steps.get((anchor, TARGET), [])
            for quote in steps.get((target, SELECTOR), [])
        ]
        said = [text for source in [row, *names[row], *quotes] for text in texts[source]]
        for word in sorted(telling(stem for text in said for stem in stems(text))):
            yield ox.Quad(ox.NamedNode(row), WORD, ox.Literal(word), WORDS)
