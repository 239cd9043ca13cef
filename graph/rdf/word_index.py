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
    """The words of each row, as quads, sorted by row and word."""
    words = WordIndex()
    words.add(quads)
    yield from words.quads()


class WordIndex:
    """The words of each row of a graph that comes bit by bit.

    A row is what has a basis. The links of a row's cells have one too, but are found by the row itself.
    """

    def __init__(self) -> None:
        # What each node says in words, and the nodes to which the properties that matter here lead.
        self._texts: Texts = defaultdict(list)
        self._steps: Steps = defaultdict(list)

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Takes in what some quads say in words; those of the ontology have no basis, and so no words."""
        for quad in quads:
            predicate = quad.predicate.value
            if predicate in WORDED:
                if isinstance(quad.object, ox.Literal):
                    self._texts[_value(quad.subject)].append(quad.object.value)
            elif predicate in STEPS and isinstance(quad.object, ox.NamedNode):
                self._steps[_value(quad.subject), predicate].append(quad.object.value)

    def quads(self) -> Iterator[ox.Quad]:
        """The words of each row, as quads, sorted by row and word."""
        names = _names_of(self._steps)
        for row in sorted(_rows(self._steps)):
            sources = [row, *names[row], *_quotes(row, self._steps)]
            said = [text for source in sources for text in self._texts[source]]
            for word in sorted(telling(stem for text in said for stem in stems(text))):
                yield ox.Quad(ox.NamedNode(row), WORD, ox.Literal(word), WORDS)


def _value(node: object) -> str:
    # The node as the engine writes it, without its brackets: cheaper than asking each kind of node.
    return str(node)[1:-1]


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
