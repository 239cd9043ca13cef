"""The words by which each row can be found, in a named graph of their own.

A row's words are the stems of all that it says in words: names, descriptions, key words, remarks and the
phrases quoted for it. They are kept with the graph, because reading every text at every question would take
seconds in a large one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from goldthread.graph.text.stemming import stems, telling
from goldthread.ontology.namespaces import DC, DCTERMS, GRAPH, GT, ID, OA, ORG, RDF, SCHEMA, SKOS, SKOSXL

WORDS = ox.NamedNode(f"{GRAPH}words")
WORD = ox.NamedNode(f"{GT}word")
# The properties whose values are words of a person; identifiers and numbers are found by their own means.
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
WORDED = SPOKEN | {EXACT}
STEPS = frozenset({EVIDENCE, TARGET, SELECTOR, NAME_OF, BASIS})
Texts = dict[str, list[str]]
Steps = dict[tuple[str, str], list[str]]


def index(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """The words of each row, as quads, sorted by row and word.

    A row is what has a basis. The links of a row's cells have one too, but are found by the row itself.
    """
    texts, steps = _texts_and_steps(quads)
    names = _names_of(steps)
    for row in sorted(_rows(steps)):
        said = [text for source in [row, *names[row], *_quotes(row, steps)] for text in texts[source]]
        for word in sorted(telling(stem for text in said for stem in stems(text))):
            yield ox.Quad(ox.NamedNode(row), WORD, ox.Literal(word), WORDS)


def _texts_and_steps(quads: Iterable[ox.Quad]) -> tuple[Texts, Steps]:
    """What each node says in words, and the nodes to which the properties that matter here lead."""
    texts: Texts = defaultdict(list)
    steps: Steps = defaultdict(list)
    for quad in quads:
        # The node as the engine writes it, without its brackets: cheaper than asking each kind of node.
        subject, predicate, target = str(quad.subject)[1:-1], quad.predicate.value, quad.object
        if isinstance(target, ox.Literal) and predicate in WORDED:
            texts[subject].append(target.value)
        elif isinstance(target, ox.NamedNode) and predicate in STEPS:
            steps[subject, predicate].append(target.value)
    return texts, steps


def _rows(steps: Steps) -> Iterator[str]:
    for subject, predicate in steps:
        of_cell = "#" in subject.removeprefix(ID)
        if predicate == BASIS and not of_cell:
            yield subject


def _names_of(steps: Steps) -> dict[str, list[str]]:
    """By thing, the rows that are names of it."""
    names: dict[str, list[str]] = defaultdict(list)
    for (subject, predicate), things in steps.items():
        if predicate == NAME_OF:
            for thing in things:
                names[thing].append(subject)
    return names


def _quotes(row: str, steps: Steps) -> list[str]:
    """The nodes of the phrases quoted for a row."""
    nodes = [row]
    for step in (EVIDENCE, TARGET, SELECTOR):
        nodes = [end for node in nodes for end in steps.get((node, step), [])]
    return nodes
