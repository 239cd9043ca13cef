"""Quads of rows go in, the words by which each row can be found come out as quads of a named graph of their own.

A row's words are the stems of all that it says in words: names, descriptions, key words, remarks and the phrases quoted
for it. They are kept with the graph, because reading every text at every question would take seconds in a large one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from goldthread import ontology
from goldthread.graph.words import stems, telling

WORDS = ox.NamedNode(f"{ontology.GRAPH}words")
WORD = ox.NamedNode(f"{ontology.GT}word")
_GT, _DCTERMS, _OA, _SKOS, _SCHEMA = (
    ontology.GT,
    "http://purl.org/dc/terms/",
    "http://www.w3.org/ns/oa#",
    "http://www.w3.org/2004/02/skos/core#",
    "https://schema.org/",
)
SPOKEN = frozenset(
    [
        *(f"{_SKOS}{name}" for name in ("prefLabel", "altLabel", "hiddenLabel", "notation", "scopeNote", "editorialNote")),
        *(f"{_DCTERMS}{name}" for name in ("description", "title", "bibliographicCitation")),
        *(f"{_SCHEMA}{name}" for name in ("keywords", "description", "unitText", "measurementTechnique", "temporalCoverage")),
        *(f"{_GT}{name}" for name in ("why", "metric")),
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
        "http://www.w3.org/ns/org#purpose",
        "http://purl.org/dc/elements/1.1/creator",
        "http://www.w3.org/2008/05/skos-xl#literalForm",
    ]
)
BASIS, EVIDENCE, NAME_OF = f"{_GT}basis", f"{_GT}evidence", f"{_GT}nameOf"
TARGET, SELECTOR, EXACT = f"{_OA}hasTarget", f"{_OA}hasSelector", f"{_OA}exact"


def index(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """The words of each row, which is what has a basis; the links of a row's cells are found by the row itself."""
    texts: dict[str, list[str]] = defaultdict(list)
    steps: dict[tuple[str, str], list[str]] = defaultdict(list)
    for quad in quads:
        subject, predicate = str(quad.subject)[1:-1], quad.predicate.value
        if isinstance(quad.object, ox.Literal) and (predicate in SPOKEN or predicate == EXACT):
            texts[subject].append(quad.object.value)
        elif predicate in (EVIDENCE, TARGET, SELECTOR, NAME_OF, BASIS) and isinstance(quad.object, ox.NamedNode):
            steps[subject, predicate].append(quad.object.value)
    names: dict[str, list[str]] = defaultdict(list)
    for (subject, predicate), things in steps.items():
        if predicate == NAME_OF:
            for thing in things:
                names[thing].append(subject)
    for row in sorted(
        subject for subject, predicate in steps if predicate == BASIS and "#" not in subject.removeprefix(ontology.ID)
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
