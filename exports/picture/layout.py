"""A network goes in, a place for each thing comes out, the same each time: the golden thread runs from the
top down.

Laid out here because a browser that lets things settle takes 9 seconds for 200 of them, and never twice to
the same picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from goldthread.exports.picture.styles import row_of

if TYPE_CHECKING:
    import networkx

Places = dict[str, tuple[int, int]]
WIDE, HIGH, GAP = 240, 130, 50
UPWARD = {
    "contributesTo",
    "broader",
    "broadMatch",
    "isPartOf",
    "reportsTo",
    "subOrganizationOf",
    "unitOf",
    "containedInPlace",
    "memberOf",
}
DEEPEST = 3


def layout(graph: networkx.MultiDiGraph[str]) -> Places:
    """Where each thing stands: rows by kind, what serves a thing of its kind below it, neighbours near each
    other."""
    lines = _lines(graph)
    for _ in range(4):
        lines = _nearer(graph, lines)
        lines = _nearer(graph, lines[::-1])[::-1]
    places: Places = {}
    height, before = 0, -1
    for number, ((row, _), line) in enumerate(lines):
        height += HIGH + (GAP if before not in (-1, row) else 0)
        before = row
        places |= {thing: (x, height) for thing, x in zip(line, _across(len(line), number), strict=True)}
    return places


Line = tuple[tuple[int, int], list[str]]


def _lines(graph: networkx.MultiDiGraph[str]) -> list[Line]:
    """The things line by line, each line of one kind and no longer than fits the page."""
    depths = _depths(graph)
    rows: dict[tuple[int, int], list[str]] = {}
    for thing in sorted(graph, key=lambda thing: (graph.nodes[thing]["label"].casefold(), thing)):
        rows.setdefault((row_of(graph.nodes[thing]["type"]), depths[thing]), []).append(thing)
    most = max(6, round((len(graph) * 1.6) ** 0.5))
    lines: list[Line] = []
    for place, things in sorted(rows.items()):
        count = -(-len(things) // most)
        size = -(-len(things) // count)
        lines += [(place, things[start : start + size]) for start in range(0, len(things), size)]
    return lines


def _depths(graph: networkx.MultiDiGraph[str]) -> dict[str, int]:
    """How far a thing stands below others of its kind that it serves, belongs to or reports to."""
    depths = dict.fromkeys(graph, 0)
    for _ in range(DEEPEST):
        for low, high, link in graph.edges(data=True):
            same = row_of(graph.nodes[low]["type"]) == row_of(graph.nodes[high]["type"])
            if same and low != high and link["property"] in UPWARD:
                depths[low] = min(DEEPEST, max(depths[low], depths[high] + 1))
    return depths


def _nearer(graph: networkx.MultiDiGraph[str], lines: Sequence[Line]) -> list[Line]:
    """Each line in the order of the middle of what its things are tied to; one sweep over all of them."""
    across = {
        thing: x
        for number, (_, line) in enumerate(lines)
        for thing, x in zip(line, _across(len(line), number), strict=True)
    }
    swept = []
    for number, (place, line) in enumerate(lines):
        wanted = {}
        for thing in line:
            tied = [
                across[other] for other in {*graph.successors(thing), *graph.predecessors(thing)} - {thing}
            ]
            wanted[thing] = sum(tied) / len(tied) if tied else across[thing]
        ordered = sorted(line, key=lambda thing: (wanted[thing], thing))
        across |= dict(zip(ordered, _across(len(line), number), strict=True))
        swept.append((place, ordered))
    return swept


def _across(count: int, line: int) -> list[int]:
    """Where the things of a line stand, every other line half a step aside, so that links can pass
    between."""
    aside = (count + line) % 2 / 2
    return [round((index - (count - 1) / 2 + aside) * WIDE) for index in range(count)]
