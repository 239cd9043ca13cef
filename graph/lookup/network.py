"""The graph as a network of things and links, whole or around one thing, for pictures and for networkx.

Every link and every row that ties two things (a figure, a membership, a change of a body) is an edge that
says how it is known and where it stands. Values are text, empty where nothing is known, because graph formats
know no None.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from goldthread.graph.query.library import (
    Row,
    bases,
    describe,
    evidence,
    iri,
    known,
    local,
    on_day,
    run,
    value,
)
from goldthread.graph.query.links import links, merged
from goldthread.graph.query.names import Match, resolve
from goldthread.graph.query.namesakes import with_areas
from goldthread.graph.query.searches import searches_about
from goldthread.graph.results.answers import SUGGESTED, Answer, Evidence, edge_of
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.dates import Day, day_of

if TYPE_CHECKING:
    import networkx

NOT_NODES = {
    "Link",
    "Attribution",
    "Alignment",
    "Anchor",
    "Section",
    "NoneFound",
    "Label",
    "Membership",
    "Standing",
}
MOST = 100


def network(
    store: Store, around: str | None = None, hops: int = 1, as_of: str | None = None, *, most: int = MOST
) -> networkx.MultiDiGraph[str]:
    """The things of a graph by identifier, and the links between them; suggested links are left out. A label
    has the area behind it where another thing bears the same name in another area.

    With `around`, what that name means and all within so many links of it, either way, nearest first, at most
    `most` things. Nodes have label, type, tier, status, basis, document, place, phrase and as_at, the date of
    the document; edges have property, relation, basis, why, from, until, as_at, document, place, phrase and
    more_places. The graph's own attributes are title, around (what was asked about, an identifier a line),
    hops, as_of, left_out (how many things), notice (the same in words) and none_found (what somebody looked
    for about these things in vain, a sentence a line). Raises NameNotFound, with the nearest names, if
    nothing is called that."""
    import networkx

    day = day_of(as_of)
    part = _whole(store, day) if around is None else _near(store, resolve(store, around)[0], hops, day, most)
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(as_of=as_of or "", **part.about)
    graph.add_nodes_from(_nodes(store, list(dict.fromkeys([*part.things, *part.rows.ends()]))))
    for answer in part.rows.answers(store):
        key, about = edge_of(answer)
        graph.add_edge(answer.subject.id, answer.object.id if answer.object else "", key=key, **about)
    return graph


@dataclass(frozen=True)
class _Rows:
    """What joins things, not yet made into answers: links by their node, other ties by node and end."""

    links: dict[str, Row] = field(default_factory=dict)
    ties: dict[tuple[str, str, str], Row] = field(default_factory=dict)

    @classmethod
    def read(cls, store: Store, day: Day | None, things: Iterable[str] | None = None) -> _Rows:
        """The rows that touch these things, or all; as of a day, without suggestions."""
        bound = {} if things is None else {"thing": [ox.NamedNode(thing) for thing in things]}
        dated = on_day(day)
        touching = (
            {}
            if things is None
            else {"link": [ox.NamedNode(value(row, "link")) for row in run(store, "links-of", **bound)]}
        )
        linked = [
            row for row in run(store, "link-details", **touching, **dated) if value(row, "basis") != SUGGESTED
        ]
        tied = [row for row in run(store, "ties", **bound, **dated) if value(row, "basis") != SUGGESTED]
        return cls({value(row, "link"): row for row in linked}, {_key(row): row for row in tied})

    def all(self) -> list[Row]:
        """Links and ties."""
        return [*self.links.values(), *self.ties.values()]

    def ends(self) -> list[str]:
        """The things they join, in the order of their nodes."""
        return sorted({value(row, end) for row in self.all() for end in ("subject", "object")})

    def among(self, things: Collection[str]) -> _Rows:
        """Those with both ends among these things."""
        inside = {
            id(row)
            for row in self.all()
            if value(row, "subject") in things and value(row, "object") in things
        }
        return _Rows(
            {key: row for key, row in self.links.items() if id(row) in inside},
            {key: row for key, row in self.ties.items() if id(row) in inside},
        )

    def answers(self, store: Store) -> list[Answer]:
        """What they say, with evidence."""
        return merged([*links(store, self.links), *_tied(store, self.ties.values())])


@dataclass(frozen=True)
class _Part:
    """The part of a graph that is wanted: things in order, what joins them, and what to say of it."""

    things: list[str]
    rows: _Rows
    about: dict[str, Any]


def _whole(store: Store, day: Day | None) -> _Part:
    """Everything; of a day, what the links of that day join, because only links say since when."""
    about = {
        "title": "The whole graph",
        "around": "",
        "hops": 0,
        "left_out": 0,
        "notice": "",
        "none_found": "",
    }
    known = [] if day else run(store, "things")
    # What has no identifier is none of the things told of but a term, such as a class.
    told = [row for row in known if "id" in row and local(value(row, "class")) not in NOT_NODES]
    things = sorted({value(row, "thing") for row in told})
    return _Part(things, _Rows.read(store, day), about)


def _near(store: Store, meant: Sequence[Match], hops: int, day: Day | None, most: int) -> _Part:
    found, rows = _walk(store, [iri(match.thing.id).value for match in meant], hops, day)
    kept, left_out = found[:most], max(0, len(found) - most)
    links_away = f"{hops} link{'' if hops == 1 else 's'}"
    told = (
        f"{left_out:,} more things stand within {links_away} of it and are left out; these are the "
        f"{len(kept):,} nearest."
    )
    about = {
        "title": "; ".join(dict.fromkeys(match.thing.shown for match in meant)),
        "around": "\n".join(match.thing.id for match in meant),
        "hops": hops,
        "left_out": left_out,
        "notice": told if left_out else "",
        "none_found": _none_found(store, kept),
    }
    return _Part(kept, rows.among(set(kept)), about)


def _walk(store: Store, start: Iterable[str], hops: int, day: Day | None) -> tuple[list[str], _Rows]:
    """What can be reached in so many links, nearest first and what has most ties to the nearer first, and all
    that joins it."""
    found, rows = dict.fromkeys(start), _Rows()
    frontier = list(found)
    for hop in range(hops + 1):
        touching = _Rows.read(store, day, frontier)
        rows = _Rows(rows.links | touching.links, rows.ties | touching.ties)
        if hop < hops:
            ends = Counter(value(row, end) for row in touching.all() for end in ("subject", "object"))
            frontier = sorted(ends.keys() - found.keys(), key=lambda thing: (-ends[thing], thing))
            found |= dict.fromkeys(frontier)
    return list(found), rows


def _key(row: Row) -> tuple[str, str, str]:
    return value(row, "link"), value(row, "property"), value(row, "object")


def _tied(store: Store, rows: Collection[Row]) -> Iterator[Answer]:
    things = describe(store, [value(row, end) for row in rows for end in ("subject", "object")])
    places = evidence(store, [value(row, "link") for row in rows])
    for row in rows:
        yield Answer(
            subject=things[value(row, "subject")],
            relation=value(row, "words"),
            object=things[value(row, "object")],
            **known(row),
            evidence=places[value(row, "link")],
            property=local(value(row, "property")),
        )


def _nodes(store: Store, things: Collection[str]) -> Iterator[tuple[str, dict[str, str]]]:
    basis = bases(store, things)
    places = evidence(store, things)
    described = list(describe(store, things).values())
    for thing in with_areas(store, described):
        node = iri(thing.id).value
        first = places[node][0] if places[node] else Evidence("", "", "", "")
        yield (
            thing.id,
            {
                "label": thing.shown,
                "type": thing.type,
                "tier": thing.tier or "",
                "status": thing.status or "",
                "basis": basis.get(node, ""),
                "document": thing.document or first.document,
                "place": first.place,
                "phrase": first.phrase,
                "as_at": first.date,
            },
        )


def _none_found(store: Store, things: Iterable[str]) -> str:
    """What was looked for about these things in vain, and where: search by search, of each the
    things in the order given."""
    seen = list(describe(store, things).values())
    return "\n".join(
        f"{thing.label}: {search.asked} Looked in: {'; '.join(search.looked_in)}."
        for search in searches_about(store, [thing.id for thing in seen])
        for thing in seen
        if thing.id in search.about
    )
