"""What a side of a comparison names: priorities and work of its plan, and bodies, duties and indicators.

What is of a plan counts as its part, because it may be mentioned by documents of other plans; a body or duty
belongs to no plan, so it counts where the side's documents name it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from goldthread.graph.comparison.sides import Side
from goldthread.graph.query.library import describe, evidence, iri, run, value
from goldthread.graph.results import phrasing
from goldthread.graph.results.answers import Evidence, Thing
from goldthread.graph.store.base import Term
from goldthread.graph.store.oxigraph import Store

COMPARED: dict[str, frozenset[str]] = {
    "priorities": frozenset({"Priority"}),
    "boards": frozenset({"Board"}),
    "partners": frozenset(),
    "duties": frozenset({"Duty"}),
    "indicators": frozenset({"Measure", "Outcome"}),
    "deliverables": frozenset({"Deliverable", "Pledge"}),
}
OF_PLAN = {"Priority", "Outcome", "Deliverable", "Pledge"}
# The tiers of boards that are not the partnership's own.
ELSEWHERE = {"Regional", "National"}
# The most places of a thing that are kept, the newest ones: those of a board that every page names would fill
# the reply. Set by hand.
MOST_PLACES = 3


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
class _RowsByThing:
    """The rows of each thing in the answer to a question."""

    rows: dict[str, list[Mapping[str, Term]]] = field(default_factory=dict)

    def many(self, thing: str, name: str) -> list[str]:
        return sorted({value(row, name) for row in self.rows.get(thing, ()) if value(row, name)})


def contents(store: Store, side: Side) -> Contents:
    """What a side names: bodies and duties where its documents name them, priorities and work as parts of its
    plan."""
    documents = [iri(document.id) for document in side.documents]
    mentioned = _by_thing(run(store, "named-in-documents", document=documents), "thing")
    of_plan = _by_thing(run(store, "parts-of-plan", plan=iri(side.plan.id)), "part")
    members = _by_thing(run(store, "partners-named", document=documents), "member")
    parts = _parts(side, of_plan, mentioned)
    things = describe(store, [*parts, *mentioned.rows, *members.rows], side.day)
    places = _places(store, side, [(mentioned, "node"), (of_plan, "link")])
    seats = _places(store, side, [(members, "membership")])
    named = {
        thing: _item(things[thing], of_plan.rows.get(thing, ()), places.get(thing, ()), side)
        for thing in sorted({*parts, *mentioned.rows})
    }
    partners = {
        thing: Item(things[thing], ", ".join(members.many(thing, "role")), (), seats.get(thing, ()))
        for thing in members.rows
    }
    items = {**_by_kind(store, named, parts), "partners": partners}
    return Contents(items, {**named, **partners})


def _parts(side: Side, of_plan: _RowsByThing, mentioned: _RowsByThing) -> set[str]:
    """The plan's own parts; of a plan at a second date only those that its newer documents name."""
    own = {thing for thing in of_plan.rows if "true" in of_plan.many(thing, "own")}
    return own & set(mentioned.rows) if side.continued else own


def _by_kind(store: Store, named: Mapping[str, Item], parts: Collection[str]) -> dict[str, dict[str, Item]]:
    indicators = {value(row, "measure") for row in run(store, "indicators")}
    own = {thing: item for thing, item in named.items() if _is_own(thing, item.thing, parts, indicators)}
    return {
        kind: {thing: item for thing, item in own.items() if item.thing.type in classes}
        for kind, classes in COMPARED.items()
    }


def _item(thing: Thing, rows: Iterable[Mapping[str, Term]], places: tuple[Evidence, ...], side: Side) -> Item:
    """A thing with its list: its kind in the plan, its tier as a board, or what it is; a board not named
    lately says when it was."""
    kinds = ", ".join(sorted({value(row, "kind") for row in rows} - {""}))
    heading = {"Board": thing.tier or "Not stated", "Duty": ""}.get(thing.type, kinds or phrasing.kind(thing))
    if thing.type == "Board" and places and places[0].date[:4] < side.newest[:4]:
        heading += f", last named {places[0].date[:4]}"
    return Item(thing, heading, tuple(sorted({value(row, "under") for row in rows} - {""})), places)


def _is_own(thing: str, described: Thing, parts: Collection[str], indicators: Collection[str]) -> bool:
    """Whether a thing is of the partnership: a part of the plan, an indicator, or a body that is not of a
    wider area."""
    if described.type == "Measure":
        return thing in indicators
    return thing in parts if described.type in OF_PLAN else described.tier not in ELSEWHERE


def _by_thing(rows: Iterable[Mapping[str, Term]], name: str) -> _RowsByThing:
    found = _RowsByThing()
    for row in rows:
        found.rows.setdefault(value(row, name), []).append(row)
    return found


def _places(
    store: Store, side: Side, groups: Sequence[tuple[_RowsByThing, str]]
) -> dict[str, tuple[Evidence, ...]]:
    """For each thing places in the side's documents that name it: the newest first, its own before those of
    links and figures."""
    nodes: dict[str, list[str]] = {}
    for rows, name in groups:
        for thing, mine in rows.rows.items():
            nodes.setdefault(thing, []).extend(_node_of_each_document(thing, mine, name))
    found = evidence(store, [node for named_at in nodes.values() for node in named_at])
    dates = {document.label: document.date for document in side.documents}
    places = {}
    for thing, named_at in nodes.items():
        inside = dict.fromkeys(place for node in named_at for place in found[node] if place.document in dates)
        newest_first = sorted(inside, key=lambda place: dates[place.document], reverse=True)
        places[thing] = tuple(newest_first[:MOST_PLACES])
    return places


def _node_of_each_document(thing: str, rows: Iterable[Mapping[str, Term]], name: str) -> list[str]:
    """The statement by which each document names a thing: its own if there is one, else one of a link or
    figure."""
    # Its own comes last, so that it takes the place of the others.
    rows = sorted(rows, key=lambda row: (value(row, name) == thing, value(row, name)))
    nodes = {value(row, "document"): value(row, name) for row in rows}
    return [node for node in nodes.values() if node]
