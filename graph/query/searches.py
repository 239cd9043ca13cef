"""Recorded searches without result: what somebody looked for in the documents and did not find, and where.

A gap without such a record is only a gap in the graph; with one, a reader says that the documents do not
tell.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from goldthread.graph.query.library import identifier, iri, local, run, value
from goldthread.graph.results.answers import NONE_FOUND
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.dates import Day, spoken
from goldthread.graph.text.english import listed


@dataclass(frozen=True)
class Place:
    """A document that was read, with its date, and the sections of it that were, none if it was read as a
    whole."""

    document: str
    date: str
    sections: tuple[str, ...] = ()

    @property
    def reference(self) -> str:
        """The document and date as a person would cite them, with the sections if they are few."""
        parts = "" if not self.sections else ": " + "; ".join(self.sections[:2])
        more = f" and {len(self.sections) - 2} more sections" if len(self.sections) > 2 else ""
        return f"{self.document} ({spoken(self.date)}){parts}{more}"


@dataclass(frozen=True)
class Looked:
    """One search without a find: the question, the relation sought, the things it was about, where, and the
    reader's remark."""

    id: str
    asked: str
    relation: str
    about: frozenset[str]
    places: tuple[Place, ...]
    remark: str = ""

    @property
    def where(self) -> str:
        """All that was read, on one line."""
        return "; ".join(place.reference for place in self.places)

    def to_json(self) -> dict[str, Any]:
        """The search with every section that was read."""
        read = [
            {"document": place.document, "date": place.date, "sections": list(place.sections)}
            for place in self.places
        ]
        return {
            "id": self.id,
            "asked": self.asked,
            "relation": self.relation,
            "looked_in": read,
            "remark": self.remark or None,
        }


def looked(
    store: Store, things: Iterable[str], relations: Collection[str] = (), day: Day | None = None
) -> list[Looked]:
    """The searches about any of the things, by identifier, for any of the relations (all if empty), in
    documents that were there on a day."""
    records: dict[str, dict[str, str]] = {}
    about: dict[str, set[str]] = {}
    for row in run(store, "looked-for", thing=[iri(thing) for thing in dict.fromkeys(things)]):
        if not relations or local(value(row, "relation")) in relations:
            records[value(row, "record")] = {
                name: value(row, name) for name in ("asked", "relation", "remark")
            }
            about.setdefault(value(row, "record"), set()).add(identifier(value(row, "thing")))
    places = _places(store, records, day)
    return [
        Looked(
            identifier(record),
            said["asked"],
            local(said["relation"]),
            frozenset(about[record]),
            places[record],
            said["remark"],
        )
        for record, said in records.items()
        if places[record]
    ]


def _places(store: Store, records: Collection[str], day: Day | None) -> dict[str, tuple[Place, ...]]:
    """The documents of each record, oldest first; a document that is named itself was read as a whole."""
    read: dict[str, dict[tuple[str, str], list[str]]] = {record: {} for record in records}
    for row in run(store, "places-looked-in", record=[iri(identifier(record)) for record in records]):
        date = value(row, "date")
        if not day or day.knew(date):
            read[value(row, "record")].setdefault((date, value(row, "document")), []).append(
                value(row, "section")
            )
    return {
        record: tuple(
            Place(document, date, () if "" in sections else tuple(sections))
            for (date, document), sections in sorted(found.items())
        )
        for record, found in read.items()
    }


# MERGED: Things go in, what somebody looked for about them and did not find comes out, with where they
# looked.


@dataclass(frozen=True)
class Sought:
    """What somebody looked for and did not find: the question, the relation if it was one, and the places
    where they looked."""

    asked: str
    relation: str
    places: tuple[tuple[str, str], ...]
    basis: str = NONE_FOUND

    @property
    def looked_in(self) -> tuple[str, ...]:
        """The places, each with its document."""
        return tuple(", ".join(filter(None, place)) for place in self.places)

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents, with the section if it was one and with how many they were if several."""
        sections: dict[str, list[str]] = {}
        for document, place in self.places:
            sections.setdefault(document, []).extend(filter(None, [place]))
        return tuple(
            ", ".join([document, *held]) if len(held) < 2 else f"{document} ({len(held)} sections)"
            for document, held in sections.items()
        )

    def to_json(self) -> dict[str, Any]:
        """The question, the relation, the places and the basis."""
        return {
            "asked": self.asked,
            "relation": self.relation,
            "looked_in": list(self.looked_in),
            "basis": self.basis,
        }


def sought(store: Store, things: Iterable[str]) -> dict[str, list[Sought]]:
    """By identifier, each search about the things once with all places."""
    found: dict[tuple[str, str, str], dict[tuple[str, str], None]] = {}
    for row in run(store, "none-found", thing=[iri(thing) for thing in dict.fromkeys(things)]):
        place = (
            (value(row, "document"), value(row, "place")) if "document" in row else (value(row, "place"), "")
        )
        key = identifier(value(row, "thing")), value(row, "asked"), local(value(row, "relation"))
        found.setdefault(key, {})[place] = None
    by_thing: dict[str, list[Sought]] = {}
    for (thing, asked, relation), places in found.items():
        by_thing.setdefault(thing, []).append(Sought(asked, relation, tuple(places)))
    return by_thing


def where(searches: Sequence[Sought]) -> str:
    """That nobody found it and in which documents they looked, or that nobody looked; the end of a
    sentence."""
    documents = list(dict.fromkeys(document for search in searches for document in search.documents))
    return (
        f"none found; looked in {listed(documents, 4, before_rest='')}"
        if documents
        else "nobody has looked for it in particular"
    )
