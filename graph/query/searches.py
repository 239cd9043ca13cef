"""Recorded searches without result: what somebody looked for in the documents and did not find, and where.

A gap without such a record is only a gap in the graph; with one, a reader says that the documents do not
tell.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from goldthread.graph.query.library import Row, identifier, iri, local, run, value
from goldthread.graph.results.answers import NONE_FOUND
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.dates import Day, spoken
from goldthread.graph.text.english import listed

MOST_SECTIONS = 2  # that a reference names; of more it says how many there are
MOST_DOCUMENTS = 4  # that a sentence on several searches names

_ORDER = ("record", "date", "document", "section")  # of rows: the oldest documents of a record first


@dataclass(frozen=True)
class Place:
    """A document that was read, with its date, and the sections of it that the record names.

    `whole` says that the record names the document itself too; one without sections always was read so.
    """

    document: str
    date: str
    sections: tuple[str, ...] = ()
    whole: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        """The sections that were read, none if the document was read as a whole."""
        return () if self.whole else self.sections

    @property
    def reference(self) -> str:
        """The document and date as a person would cite them, with the sections if they are few."""
        shown = ": " + "; ".join(self.parts[:MOST_SECTIONS]) if self.parts else ""
        hidden = len(self.parts) - MOST_SECTIONS
        more = f" and {hidden} more sections" if hidden > 0 else ""
        return f"{self.document} ({spoken(self.date)}){shown}{more}"

    @property
    def short(self) -> str:
        """The document, with the section if it was one and with how many they were if several."""
        if len(self.sections) > 1:
            return f"{self.document} ({len(self.sections)} sections)"
        return ", ".join([self.document, *self.sections])


@dataclass(frozen=True)
class Search:
    """One search without result: the question, the relation sought, the things it was about, where, and the
    reader's remark.

    `relation` is empty where no relation was sought; `about` are identifiers, `places` the oldest first.
    """

    id: str
    asked: str
    relation: str
    about: frozenset[str]
    places: tuple[Place, ...]
    remark: str = ""
    basis: ClassVar[str] = NONE_FOUND

    @property
    def where(self) -> str:
        """All that was read, on one line."""
        return "; ".join(place.reference for place in self.places)

    @property
    def read(self) -> tuple[tuple[str, str], ...]:
        """Each document read as a whole, with an empty section, then each section with its document."""
        places = self._by_name()
        whole = [(place.document, "") for place in places if _is_whole(place)]
        return (*whole, *((place.document, section) for place in places for section in place.sections))

    @property
    def looked_in(self) -> tuple[str, ...]:
        """The documents read as a whole, and each section with its document."""
        return tuple(", ".join(filter(None, place)) for place in self.read)

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents in short, those read as a whole first."""
        return tuple(place.short for place in sorted(self._by_name(), key=lambda place: not _is_whole(place)))

    def to_json(self) -> dict[str, Any]:
        """The search with every section that was read."""
        read = [
            {"document": place.document, "date": place.date, "sections": list(place.parts)}
            for place in self.places
        ]
        return {
            "id": self.id,
            "asked": self.asked,
            "relation": self.relation,
            "looked_in": read,
            "remark": self.remark or None,
        }

    def _by_name(self) -> list[Place]:
        return sorted(self.places, key=lambda place: place.document)


def _is_whole(place: Place) -> bool:
    return place.whole or not place.sections


def searches_about(
    store: Store, things: Iterable[str], relations: Collection[str] = (), day: Day | None = None
) -> list[Search]:
    """The searches about any of the things, by identifier, for any of the relations (all if empty), in
    documents that were there on a day."""
    sought = [
        row
        for row in run(store, "searches", thing=[iri(thing) for thing in dict.fromkeys(things)])
        if (not relations or local(value(row, "relation")) in relations)
        and (not day or day.knew(value(row, "date")))
    ]
    records: dict[str, list[Row]] = {}
    # Sorted here, because ORDER BY over a thousand rows took twice as long as finding them.
    for row in sorted(sought, key=lambda row: [value(row, key) for key in _ORDER]):
        records.setdefault(value(row, "record"), []).append(row)
    return [_search(rows) for rows in records.values()]


def searches_of_each(store: Store, things: Iterable[str]) -> dict[str, list[Search]]:
    """By the identifier of each thing the searches about it; of a thing without any there is no key."""
    found: dict[str, list[Search]] = {}
    for search in searches_about(store, things):
        for thing in search.about:
            found.setdefault(thing, []).append(search)
    return found


def _search(rows: Sequence[Row]) -> Search:
    """One search of its rows: one for each thing and place, oldest documents first."""
    read: dict[tuple[str, str], dict[str, None]] = {}
    for row in rows:
        read.setdefault((value(row, "document"), value(row, "date")), {})[value(row, "section")] = None
    return Search(
        id=identifier(value(rows[0], "record")),
        asked=value(rows[0], "asked"),
        relation=local(value(rows[0], "relation")),
        about=frozenset(identifier(value(row, "thing")) for row in rows),
        places=tuple(
            Place(document, date, tuple(filter(None, sections)), whole="" in sections)
            for (document, date), sections in read.items()
        ),
        remark=value(rows[0], "remark"),
    )


def where(searches: Sequence[Search]) -> str:
    """That nobody found it and in which documents they looked, or that nobody looked; the end of a
    sentence."""
    documents = list(dict.fromkeys(document for search in searches for document in search.documents))
    if not documents:
        return "nobody has looked for it in particular"
    return f"none found; looked in {listed(documents, MOST_DOCUMENTS, before_rest='')}"
