"""The library of named questions, and what they tell of things: descriptions, bases, evidence.

A question is a file `ontology/queries/TOPIC/NAME.rq` whose first line is the question in words. Values are
bound to its `VALUES ?x { UNDEF }` by the store; what is not bound is asked of everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TypedDict

from goldthread import ontology
from goldthread.graph.errors import NameNotFound
from goldthread.graph.results.answers import Evidence, Thing
from goldthread.graph.store.base import Literal, NamedNode, Term, Values
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.dates import Day, day_of
from goldthread.ontology import namespaces

Row = Mapping[str, Term]
# An IRI of its own; identifiers of ours have no colon.
ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass(frozen=True)
class Question:
    """A named question: its words, its parameters and its SPARQL."""

    name: str
    words: str
    sparql: str

    @property
    def for_programs(self) -> bool:
        """Whether it answers in identifiers, for the code, and not in names, for people: its line `#
        audience:`."""
        return bool(re.search(r"^# audience: program$", self.sparql, re.MULTILINE))

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names that can be bound."""
        return tuple(re.findall(r"VALUES \?(\w+) \{ UNDEF \}", self.sparql))


@cache
def question(name: str) -> Question:
    """The question of that name; NameNotFound, with the nearest, if there is none."""
    try:
        text = ontology.text(ontology.queries()[name])
    except KeyError:
        from difflib import get_close_matches

        raise NameNotFound(
            name, get_close_matches(name, names(), cutoff=0.7), "No question", "See `goldthread questions`."
        ) from None
    first = text.partition("\n")[0].lstrip("# ").strip()
    return Question(name, first, text)


def questions() -> list[Question]:
    """All named questions, by name."""
    return [question(name) for name in names()]


def names() -> list[str]:
    """The names of all named questions, in order."""
    return list(ontology.queries())


def run(store: Store, name: str, **bound: Values) -> list[dict[str, Term]]:
    """The rows that answer a named question, with values bound to its parameters; an empty list of values has
    no rows."""
    if not all(isinstance(value, NamedNode | Literal) or value for value in bound.values()):
        return []
    return store.select(question(name).sparql, **bound)


def on_day(as_of: str | None) -> dict[str, Literal]:
    """What binds a question's `asOf` to the last day of a date; nothing if it is asked of all time."""
    day = day_of(as_of)
    return {"asOf": Literal(day)} if day else {}


def iri(identifier: str) -> NamedNode:
    """The node of an identifier; one that is a whole IRI, of a graph made elsewhere, is the node itself."""
    return NamedNode(identifier if ABSOLUTE.match(identifier) else namespaces.ID + identifier)


def identifier(iri: str) -> str:
    """The identifier in an IRI of ours, or the IRI itself if it is not one."""
    return iri.removeprefix(namespaces.ID)


def local(iri: str) -> str:
    """The last part of an IRI: the name of a class or property."""
    return iri[max(iri.rfind("#"), iri.rfind("/")) + 1 :]


def value(row: Row, name: str) -> str:
    """A row's value as text, empty if it has none."""
    term = row.get(name)
    return "" if term is None else term.value


class Known(TypedDict):
    """How and when an answer's row is known, as the fields of an answer."""

    basis: str
    why: str | None
    from_: str | None
    until: str | None
    as_at: str | None
    status: str | None


def known(row: Row) -> Known:
    """How a row that tells of one link or figure is known, from when, and how far along it is."""
    return {
        "basis": value(row, "basis"),
        "why": value(row, "why") or None,
        "from_": value(row, "from") or None,
        "until": value(row, "until") or None,
        "as_at": value(row, "date") or None,
        "status": value(row, "status") or None,
    }


def bases(store: Store, things: Iterable[str]) -> dict[str, str]:
    """By IRI, how each of the things is known; a thing that does not say so is left out."""
    rows = run(store, "things", thing=[NamedNode(thing) for thing in things])
    return {value(row, "thing"): value(row, "basis") for row in rows if value(row, "basis")}


def describe(store: Store, things: Iterable[str], as_of: str | None = None) -> dict[str, Thing]:
    """Things by their IRI, as people see them, with the tier and status that they had on a day.

    What has no label is shown by its printed value or identifier, what has several by the one without a
    language, or else in English. The identifier is that of the node, whatever the graph says beside it,
    because things are asked for by their nodes.
    """
    nodes = [NamedNode(thing) for thing in dict.fromkeys(things)]
    described: dict[str, Thing] = {}
    for row in sorted(run(store, "things", thing=nodes), key=_language):
        label = next(filter(None, (value(row, name) for name in ("label", "other", "printed", "id"))), "")
        thing = Thing(
            id=identifier(value(row, "thing")),
            label=label or local(value(row, "thing")),
            type=local(value(row, "class")),
            document=value(row, "document"),
            tier=value(row, "tier") or None,
            status=value(row, "status") or None,
            date=value(row, "date"),
        )
        described.setdefault(value(row, "thing"), thing)
    shown = {node.value: described.get(node.value) or _unknown(node.value) for node in nodes}
    day = day_of(as_of)
    return _as_of(store, shown, day) if day else shown


def _language(row: Row) -> int:
    """Orders rows by the language of their label: none, English, any other."""
    language = getattr(row.get("label") or row.get("other"), "language", None)
    return 0 if not language else 1 if language.casefold().partition("-")[0] == "en" else 2


def _as_of(store: Store, things: dict[str, Thing], day: Day) -> dict[str, Thing]:
    """The things with the newest tier and status that a document gives them up to a day, where documents
    differ."""
    rows = run(store, "standings-of", thing=[NamedNode(node) for node in things])
    told = [
        (
            value(row, "from") or value(row, "date"),
            value(row, "thing"),
            value(row, "tier"),
            value(row, "status"),
        )
        for row in rows
    ]
    own = [
        (thing.date, node, thing.tier, thing.status)
        for node in {one[1] for one in told}
        if (thing := things[node]).date
    ]
    held: dict[tuple[str, str], str | None] = {}
    for date, node, *said in sorted([*own, *told], key=lambda one: one[0]):
        for name, text in zip(("tier", "status"), said, strict=True):
            if text:
                held[node, name] = text if day.knew(date) else held.get((node, name))
    for (node, name), text in held.items():
        things[node] = (
            replace(things[node], tier=text) if name == "tier" else replace(things[node], status=text)
        )
    return things


def _unknown(node: str) -> Thing:
    return Thing(id=identifier(node), label=local(node), type="")


def evidence(store: Store, nodes: Iterable[str]) -> dict[str, tuple[Evidence, ...]]:
    """For each thing or link the places that bear it out: those in the document that says it first, those of
    its premises last."""
    found: dict[str, dict[str, Evidence]] = {}
    rows = run(store, "evidence", thing=[NamedNode(node) for node in dict.fromkeys(nodes)])
    for row in sorted(rows, key=lambda row: value(row, "own") != "true"):
        section, place = value(row, "sectionLabel"), value(row, "place")
        place = place if place.startswith(section) else ", ".join(filter(None, [section, place]))
        item = Evidence(
            document=value(row, "document"),
            file=value(row, "file"),
            place=place,
            phrase=value(row, "phrase"),
            date=value(row, "date"),
            section=identifier(value(row, "section")),
            near=value(row, "near"),
            reading=value(row, "reading"),
        )
        found.setdefault(value(row, "thing"), {}).setdefault(value(row, "anchor"), item)
    return {node: tuple(found.get(node, {}).values()) for node in nodes}
