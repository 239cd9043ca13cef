"""Things go in, what somebody looked for about them and did not find comes out, with the documents and sections that were read.

A gap without such a record is only a gap in the graph; with one, a reader says that the documents do not tell.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from goldthread.graph.questions import identifier, iri, local, run, value
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.dates import spoken


@dataclass(frozen=True)
class Place:
    """A document that was read, with its date, and the sections of it that were, none if it was read as a whole."""

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
    """One search without a find: the question, the relation sought, the things it was about, where, and the reader's remark."""

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
        read = [{"document": place.document, "date": place.date, "sections": list(place.sections)} for place in self.places]
        return {"id": self.id, "asked": self.asked, "relation": self.relation, "looked_in": read, "remark": self.remark or None}


def looked(store: Store, things: Iterable[str], relations: Collection[str] = (), as_of: str | None = None) -> list[Looked]:
    """The searches about any of the things, by identifier, for any of the relations (all if empty), in documents that were there on a day."""
    records: dict[str, dict[str, str]] = {}
    about: dict[str, set[str]] = {}
    for row in run(store, "looked-for", thing=[iri(thing) for thing in dict.fromkeys(things)]):
        if not relations or local(value(row, "relation")) in relations:
            records[value(row, "record")] = {name: value(row, name) for name in ("asked", "relation", "remark")}
            about.setdefault(value(row, "record"), set()).add(identifier(value(row, "thing")))
    places = _places(store, records, as_of)
    return [
        Looked(
            identifier(record), said["asked"], local(said["relation"]), frozenset(about[record]), places[record], said["remark"]
        )
        for record, said in records.items()
        if places[record]
    ]


def _places(store: Store, records: Collection[str], as_of: str | None) -> dict[str, tuple[Place, ...]]:
    """The documents of each record, oldest first; a document that is named itself was read as a whole."""
    read: dict[str, dict[tuple[str, str], list[str]]] = {record: {} for record in records}
    for row in run(store, "places-looked-in", record=[iri(identifier(record)) for record in records]):
        date = value(row, "date")
        if not as_of or date <= as_of[: len(date)]:
            read[value(row, "record")].setdefault((date, value(row, "document")), []).append(value(row, "section"))
    return {
        record: tuple(
            Place(document, date, () if "" in sections else tuple(sections))
            for (date, document), sections in sorted(found.items())
        )
        for record, found in read.items()
    }
