"""The place of each thing in a drawing: the golden thread runs from the top down.

Laid out here, the same each time, because a browser that lets things settle takes 9 seconds for 200 of them,
and never twice to the same picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from goldthread.exports.picture.styles import row_of

if TYPE_CHECKING:
    import networkx

# The place of each thing, across and down, in pixels.
Places = dict[str, tuple[int, int]]
# The things of one line of the drawing, with their row by kind and their depth within it.
Line = tuple[tuple[int, int], list[str]]
# Pixels from thing to thing, from line to line, and more where the kind changes: room for a name in
# drawing.py's NAME_WIDTH and NAME_LINES. Set by hand.
WIDE, HIGH, GAP = 240, 130, 50
# The properties by which a thing stands below another of its kind.
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
# Lines below one another within a kind; what stands lower joins the last of them. Set by hand.
DEEPEST = 3
# Things in the longest line: never fewer than six, else such a share of all that the drawing is about as
# wide as it is high. Sweeps down and up, after which the order hardly changes any more. All set by hand.
FEWEST_ACROSS, ACROSS_SHARE, SWEEPS = 6, 1.6, 4


def layout(graph: networkx.MultiDiGraph[str]) -> Places:
    """Where each thing stands: in rows by kind, below what it serves of its own kind, near what it is tied
    to."""
    lines = _lines(graph)
    for _ in range(SWEEPS):
        lines = _nearer(graph, lines)
        lines = _nearer(graph, lines[::-1])[::-1]
    places: Places = {}
    height, before = 0, -1
    for number, ((row, _), line) in enumerate(lines):
        height += HIGH + (GAP if before not in (-1, row) else 0)
        before = row
        places |= {thing: (x, height) for thing, x in zip(line, _across(len(line), number), strict=True)}
    return places


def _lines(graph: networkx.MultiDiGraph[str]) -> list[Line]:
    """The things line by line, each line of one kind and no longer than fits the page."""
    depths = _depths(graph)
    rows: dict[tuple[int, int], list[str]] = {}
    for thing in sorted(graph, key=lambda thing: (graph.nodes[thing]["label"].casefold(), thing)):
        rows.setdefault((row_of(graph.nodes[thing]["type"]), depths[thing]), []).append(thing)
    most = max(FEWEST_ACROSS, round((len(graph) * ACROSS_SHARE) ** 0.5))
    lines: list[Line] = []
    for place, things in sorted(rows.items()):
        # Both rounded up, so that the lines of a row are of about the same length.
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
    """Each line ordered by the mean place of what its things are tied to, in one sweep over all lines."""
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
