"""A side of a comparison goes in; what its documents name comes out: priorities and work of its plan, bodies,
duties, indicators."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from goldthread.graph.comparison.sides import Side
from goldthread.graph.query.library import describe, evidence, iri, run, value
from goldthread.graph.results import phrasing
from goldthread.graph.results.answers import Evidence, Thing
from goldthread.graph.store.base import Term
from goldthread.graph.store.oxigraph import Store

KINDS: dict[str, frozenset[str]] = {
    "priorities": frozenset({"Priority"}),
    "boards": frozenset({"Board"}),
    "partners": frozenset(),
    "duties": frozenset({"Duty"}),
    "indicators": frozenset({"Measure", "Outcome"}),
    "deliverables": frozenset({"Deliverable", "Pledge"}),
}
OF_PLAN = {"Priority", "Outcome", "Deliverable", "Pledge"}
ELSEWHERE = {"Regional", "National"}
PLACES = 3


@dataclass(frozen=True)
class Item:
    """One thing that a side names: in which list (kind, tier or role), under what of its plan, and where it
    stands there."""

    thing: Thing
    heading: str = ""
    under: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Contents:
    """What a side names: by kind, and all of it of whatever class, each by IRI."""

    items: Mapping[str, Mapping[str, Item]]
    all: Mapping[str, Item]


@dataclass
class _Rows:
    """The rows of each thing in the answer to a question."""

    rows: dict[str, list[Mapping[str, Term]]] = field(default_factory=dict)

    def many(self, thing: str, name: str) -> list[str]:
        return sorted({value(row, name) for row in self.rows.get(thing, ()) if value(row, name)})


def contents(store: Store, side: Side) -> Contents:
    """What a side names: bodies and duties where its documents name them, priorities and work as parts of its
    plan."""
    documents = [iri(document.id) for document in side.documents]
    spoken = _rows(run(store, "named-in-documents", document=documents), "thing")
    of_plan = _rows(run(store, "parts-of-plan", plan=iri(side.plan.id)), "part")
    members = _rows(run(store, "partners-named", document=documents), "member")
    parts = {
        thing
        for thing in of_plan.rows
        if "true" in of_plan.many(thing, "own") and (thing in spoken.rows or not side.continued)
    }
    things = describe(store, [*parts, *spoken.rows, *members.rows], side.day)
    indicators = {value(row, "measure") for row in run(store, "indicators")}
    places, seats = (
        _places(store, side, [(spoken, "node"), (of_plan, "link")]),
        _places(store, side, [(members, "membership")]),
    )

    held = {
        thing: _item(things[thing], of_plan.rows.get(thing, ()), places.get(thing, ()), side)
        for thing in sorted({*parts, *spoken.rows})
    }
    items = {
        kind: {
            thing: one
            for thing, one in held.items()
            if one.thing.type in classes and _counts(thing, one.thing, parts, indicators)
        }
        for kind, classes in KINDS.items()
    }
    items["partners"] = {
        thing: Item(things[thing], ", ".join(members.many(thing, "role")), (), seats.get(thing, ()))
        for thing in members.rows
    }
    return Contents(items, {**held, **items["partners"]})


def _item(thing: Thing, rows: Iterable[Mapping[str, Term]], places: tuple[Evidence, ...], side: Side) -> Item:
    """A thing with its list: its kind in the plan, its tier as a board, or what it is; a board not named
    lately says when it was."""
    kinds = ", ".join(sorted({value(row, "kind") for row in rows} - {""}))
    heading = {"Board": thing.tier or "Not stated", "Duty": ""}.get(thing.type, kinds or phrasing.kind(thing))
    if thing.type == "Board" and places and places[0].date[:4] < side.newest[:4]:
        heading += f", last named {places[0].date[:4]}"
    return Item(thing, heading, tuple(sorted({value(row, "under") for row in rows} - {""})), places)


def _counts(thing: str, described: Thing, parts: Iterable[str], indicators: Iterable[str]) -> bool:
    """Whether a thing is of the partnership: a part of the plan, an indicator, or a body that is not of a
    wider area."""
    if described.type == "Measure":
        return thing in indicators
    return thing in parts if described.type in OF_PLAN else described.tier not in ELSEWHERE


def _rows(rows: Iterable[Mapping[str, Term]], name: str) -> _Rows:
    found = _Rows()
    for row in rows:
        found.rows.setdefault(value(row, name), []).append(row)
    return found


def _places(store: Store, side: Side, groups: Sequence[tuple[_Rows, str]]) -> dict[str, tuple[Evidence, ...]]:
    """For each thing places in the side's documents that name it: the newest first, its own before those of
    links and figures."""
    nodes: dict[str, list[str]] = {}
    for rows, name in groups:
        for thing, mine in rows.rows.items():
            first = {
                value(row, "document"): value(row, name)
                for row in sorted(mine, key=lambda row: (value(row, name) == thing, value(row, name)))
            }
            nodes.setdefault(thing, []).extend(node for node in first.values() if node)
    found = evidence(store, [node for mine in nodes.values() for node in mine])
    dates = {document.label: document.date for document in side.documents}
    kept = {
        thing: {place: None for node in mine for place in found[node] if place.document in dates}
        for thing, mine in nodes.items()
    }
    return {
        thing: tuple(sorted(places, key=lambda place: dates[place.document], reverse=True))[:PLACES]
        for thing, places in kept.items()
    }
