"""The rows of the graph that speak of a question's words, each with the words it covers and its cells."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum, log

from goldthread.graph.errors import StoreError
from goldthread.graph.query.library import local, run, value
from goldthread.graph.store.base import Literal, NamedNode
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.stemming import SMALL, stems
from goldthread.ontology import namespaces
from goldthread.ontology.namespaces import DCTERMS, RDF_TYPE, SCHEMA

# All numbers here are set by hand and tried on questions (tests/bench/accuracy.py).
#
# A word of more rows than this finds none; the weight of a word that no row bears; how like a known word, of
# 100, a misspelt one must be.
COMMON, UNKNOWN, ALIKE = 2_000, 4.5, 86
# Rows from which links are followed, rows that are weighed, things named exactly, and rows around those, at
# most; and the words of the longest name.
SEEDS, KEPT, MEANT, HUB, LONGEST_NAME = 60, 130, 6, 200, 8
# The share at which words of a thing count for a row that speaks of it, by the cell in which it stands:
# nearly whole for the ends of what the row says, less for what it mentions beside.
CLOSE, BESIDE, ASIDE = 0.95, 0.85, 0.75
RENAMED = {
    RDF_TYPE: "class",
    f"{DCTERMS}type": "kind",
    f"{SCHEMA}description": "printed",
    f"{DCTERMS}source": "document",
}
CLOSE_RELATIONS = (
    "annotatedSource",
    "annotatedTarget",
    "observedProperty",
    "member",
    "organization",
    "subject",
    "reportsOn",
)
FAR = (
    "spatial",
    "funder",
    "recipient",
    "fundedItem",
    "isPartOf",
    "underPriority",
    "originalOrganization",
    "resultingOrganization",
    "heldBy",
    "postIn",
    "responsibilityOf",
    "broader",
    "publisher",
    "primaryTopic",
    "nameOf",
)
TIES = {
    **dict.fromkeys(CLOSE_RELATIONS, CLOSE),
    **dict.fromkeys(FAR, BESIDE),
    "hasFeatureOfInterest": ASIDE,
}
LINKS = ("Link", "Attribution", "Alignment")


@dataclass(frozen=True)
class CandidateRow:
    """A row of the records as the graph has it: its node, what it is, its cells by property, and the
    question's words in it."""

    node: str
    cls: str
    cells: Mapping[str, tuple[str, ...]]
    words: frozenset[str]

    def first(self, name: str) -> str:
        """The first value of a cell; empty if it has none."""
        return self.cells.get(name, ("",))[0]

    @property
    def ends(self) -> list[tuple[str, str]]:
        """The things that the row speaks of, with the cells in which they stand."""
        return [(name, thing) for name in TIES for thing in self.cells.get(name, ())]


@dataclass
class Retrieved:
    """What was found for a question: rows, by node the question's words in each, how rare the words are,
    things' names and classes, and what words that nothing bears were taken for; and by document its title and
    date."""

    rows: list[CandidateRow]
    words: Mapping[str, frozenset[str]]
    weights: Mapping[str, float]
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    classes: Mapping[str, str] = field(default_factory=dict)
    respelt: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    papers: Mapping[str, str] = field(default_factory=dict)

    def label(self, node: str) -> str:
        """A thing's label; empty if it has none."""
        return self.names.get(node, ("",))[0]


def retrieve(
    store: Store, words: Iterable[str], soft: frozenset[str], tokens: Sequence[str] = ()
) -> Retrieved:
    """The rows that speak of the words, best first; `soft` words (those of every question) weigh less.

    With the `tokens` of the question also the memberships and standings of the things that it names: who
    chairs what is said in few words."""
    asked = list(dict.fromkeys(words))
    counts = _counts(store, asked)
    meant = respelt(store, [word for word in asked if word not in counts])
    if not counts and not meant and not run(store, "vocabulary"):
        raise StoreError(
            "This graph has no search words, which `ask` needs. Load the file that `goldthread build "
            "-o` writes."
        )
    asked = list(dict.fromkeys(part for word in asked for part in meant.get(word, (word,))))
    counts.update(_counts(store, [word for word in asked if word not in counts]))
    weights = {word: _weight(word, counts.get(word, 0), soft) for word in asked}
    common = {word for word in asked if counts.get(word, 0) > COMMON}
    found: dict[str, set[str]] = defaultdict(set)
    for row in run(
        store,
        "rows-with-words",
        word=_literals([word for word in asked if word not in common and counts.get(word)]),
    ):
        found[row["row"].value].add(value(row, "word"))
    words_of = {node: frozenset(said) for node, said in found.items()}
    nodes = _nearest(store, words_of, weights)
    rows = _rows(store, nodes, words_of)
    if tokens:
        rows += _rows(store, _close(store, tokens, {row.node for row in rows}), words_of)
    names, classes = _named(
        store, {node for row in rows for node in (row.node, *(thing for _, thing in row.ends))}
    )
    return Retrieved(rows, words_of, weights, names, classes, meant, _papers(store))


def _counts(store: Store, words: Iterable[str]) -> dict[str, int]:
    return {
        value(row, "word"): int(value(row, "rows"))
        for row in run(store, "word-counts", word=_literals(words))
    }


def respelt(store: Store, unknown: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """What words that no row bears may stand for: a word spelt nearly so, or the name of a body of which it
    is the initials."""
    strange = [word for word in unknown if len(word) > 3 and not word.isdigit()]
    if not strange:
        return {}
    from rapidfuzz import fuzz, process

    known = [value(row, "word") for row in run(store, "vocabulary")]
    found: dict[str, tuple[str, ...]] = {}
    for word in strange:
        near = process.extractOne(
            word, [other for other in known if other[0] == word[0]], scorer=fuzz.ratio, score_cutoff=ALIKE
        )
        if near and len(word) > 4:
            found[word] = (near[0],)
        elif len(word) < 7 and (body := _initialled(store, word)):
            found[word] = tuple(stems(body))
    return found


def _initialled(store: Store, letters: str) -> str:
    """The one name of which the letters are the initials, small words aside; empty if there is none or
    several."""
    names = {
        value(row, "name")
        for row in run(store, "names")
        if value(row, "bag") == "false" and value(row, "name")[:1] == letters[0]
    }
    fitting = {
        name
        for name in names
        if "".join(word[0] for word in name.split() if word[0].isalpha() and word not in SMALL) == letters
    }
    return min(fitting) if len(fitting) == 1 else ""


def _close(store: Store, tokens: Sequence[str], seen: set[str]) -> list[str]:
    """The things that the tokens name exactly, their memberships and standings, but for the rows already
    seen."""
    phrases = [
        " ".join(tokens[start:end])
        for start in range(len(tokens))
        for end in range(start + 1, min(start + LONGEST_NAME, len(tokens)) + 1)
    ]
    found = run(store, "named", text=_literals(dict.fromkeys(phrases)))
    named = sorted(found, key=lambda row: (-len(value(row, "name")), row["thing"].value))
    meant = [NamedNode(node) for node in dict.fromkeys(row["thing"].value for row in named)][:MEANT]
    rows = [row["membership"].value for row in run(store, "memberships-in", body=meant)]
    rows += [row["standing"].value for row in run(store, "standings-of", thing=meant)]
    return [node for node in dict.fromkeys([*(node.value for node in meant), *rows]) if node not in seen][
        :HUB
    ]


def _weight(word: str, count: int, soft: frozenset[str]) -> float:
    """How much a word tells: the rarer the more; of short numbers and the words of every question less."""
    # The logarithm of how rare it is among 8,000 rows, somewhat more than the built-in graph has; 8 at most.
    weight = min(8.0, log(1 + 8_000 / (count + 0.5))) if count else UNKNOWN
    if word in soft:
        # About a third of what another word as rare tells.
        weight *= 0.35
    # A number of one or two figures stands in many texts by chance.
    return weight * 0.4 if word.isdigit() and len(word) <= 2 else weight


def _nearest(store: Store, words_of: Mapping[str, frozenset[str]], weights: Mapping[str, float]) -> list[str]:
    """The rows that bear most of the words, themselves or by the things they tie together."""
    worth = Counter({node: fsum(weights[word] for word in said) for node, said in words_of.items()})
    seeds = [node for node, _ in sorted(worth.items(), key=lambda pair: (-pair[1], pair[0]))[:SEEDS]]
    around: dict[str, set[str]] = defaultdict(set)
    for row in run(store, "rows-around", thing=[NamedNode(node) for node in seeds]):
        thing = row["thing"].value
        around[row["row"].value] |= {thing, value(row, "other")} - {""}
    best = {
        node: fsum(
            weights[word]
            for word in frozenset().union(
                words_of.get(node, frozenset()), *(words_of.get(thing, frozenset()) for thing in ends)
            )
        )
        for node, ends in [*((node, set[str]()) for node in words_of), *around.items()]
    }
    return [node for node, _ in sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))[:KEPT]]


def _rows(store: Store, nodes: Iterable[str], words_of: Mapping[str, frozenset[str]]) -> list[CandidateRow]:
    cells: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    wanted = list(nodes)
    for found in run(store, "row-cells", row=[NamedNode(node) for node in wanted]):
        name = found["property"].value
        cells[found["row"].value][RENAMED.get(name) or local(name)].append(found["value"].value)
    return [
        CandidateRow(
            node,
            _class(cells[node]["class"]),
            {name: tuple(values) for name, values in cells[node].items()},
            words_of.get(node, frozenset()),
        )
        for node in wanted
        if "class" in cells[node]
    ]


def _class(types: Iterable[str]) -> str:
    """The class of a row among its types: one of ours or the standard's, whatever kind of it is said
    beside."""
    names = [local(name) for name in types if not name.startswith(namespaces.SCHEME)]
    return (
        "Link"
        if any(name in LINKS for name in names)
        else min(names, key=lambda name: (name in ("Concept", "Thing"), name), default="")
    )


def _named(store: Store, things: Iterable[str]) -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """The label of each thing, and after it all its names in small letters; and what it is."""
    found: dict[str, dict[str, None]] = {}
    types: dict[str, set[str]] = defaultdict(set)
    for row in run(store, "names-of", thing=[NamedNode(thing) for thing in sorted(things)]):
        names = found.setdefault(row["thing"].value, {value(row, "label"): None})
        names[value(row, "name")] = None
        types[row["thing"].value].add(row["class"].value)
    return {thing: tuple(name for name in names if name) for thing, names in found.items()}, {
        thing: _class(known) for thing, known in types.items()
    }


def _papers(store: Store) -> dict[str, str]:
    """By document, its title and the date of its issue."""
    return {
        row["document"].value: f"{value(row, 'label')} {value(row, 'date')}"
        for row in run(store, "documents")
    }


def _literals(words: Iterable[str]) -> list[Literal]:
    return [Literal(word) for word in words]
