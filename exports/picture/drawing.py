"""The drawing of a network for pyvis: things in their place and shape, links in the line of their basis."""

from __future__ import annotations

import textwrap
from collections import Counter
from typing import TYPE_CHECKING, Any

from goldthread.exports.picture.layout import HIGH, layout
from goldthread.exports.picture.styles import kind_of
from goldthread.exports.text.tables import plain
from goldthread.graph.results.phrasing import spaced

if TYPE_CHECKING:
    import networkx

# The dashes of a link's line by its basis, in pixels drawn and left out: the surer, the more of it is drawn.
LINES: dict[str, bool | list[int]] = {
    "stated": False,
    "inferred": [10, 6],
    "suggested": [2, 6],
    "none found": [2, 14],
}
INK, PAPER, LINE = "#1a1a1a", "#ffffff", "#5c5c5c"
FONT = "system-ui, sans-serif"
# Lines in a drawing above which the words of links would lie over one another; they stand in the tooltips and
# the table then. Set by hand.
MOST_LABELS = 40
# Characters of a line of a thing's name and of a link's words, and lines of a name, that fit into the steps
# of layout.py. Set by hand.
NAME_WIDTH, LINK_WIDTH, NAME_LINES = 24, 22, 4
# How far a line bends aside for each line or thing in its way, as vis-network counts roundness. Set by hand.
BEND = 0.14
# Without physics, because a drawing that settles is never twice the same; without zoom by the wheel, which
# would keep a reader from scrolling down to the tables.
OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"randomSeed": 1, "improvedLayout": False},
    "interaction": {"dragNodes": False, "zoomView": False, "hover": True, "tooltipDelay": 150},
    "nodes": {"font": {"size": 15, "face": FONT, "color": INK, "strokeWidth": 3, "strokeColor": PAPER}},
    "edges": {
        "font": {
            "size": 12,
            "face": FONT,
            "color": INK,
            "strokeWidth": 4,
            "strokeColor": PAPER,
            "align": "horizontal",
        },
        "color": {"color": LINE, "highlight": INK, "hover": INK},
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.6}},
        "arrowStrikethrough": False,
        "width": 1.5,
        "selectionWidth": 2,
        "hoverWidth": 1,
    },
}
# What is one line of the drawing: subject, object, relation, basis and, of what has ended, its end.
Drawn = tuple[str, str, str, str, str]


def draw(net: Any, graph: networkx.MultiDiGraph[str]) -> None:
    """Puts the things and links of a graph into a pyvis network; what several documents say alike is one
    line."""
    places, asked = layout(graph), graph.graph.get("around", "").split("\n")
    for thing, data in graph.nodes(data=True):
        x, y = places[thing]
        net.add_node(thing, x=x, y=y, **_node(data, asked=thing in asked))
    beside = Counter[frozenset[str]]()
    lines, labelled = _lines(graph), shows_labels(graph)
    for (subject, target, *_), links in lines.items():
        between = frozenset((subject, target))
        # Only from one line of things to the next does nothing stand in the way of a straight line.
        straight = abs(places[subject][1] - places[target][1]) in range(1, 2 * HIGH)
        bent = beside[between] + (not straight)
        net.add_edge(subject, target, **_edge(links, bent, labelled))
        beside[between] += 1
    net.options = OPTIONS


def shows_labels(graph: networkx.MultiDiGraph[str]) -> bool:
    """Whether there is room for the words of each link in the drawing."""
    return len(_lines(graph)) <= MOST_LABELS


def _lines(graph: networkx.MultiDiGraph[str]) -> dict[Drawn, list[dict[str, str]]]:
    """The links of one relation, basis and end between the same two things, together.

    What ended is a line of its own beside what runs; a beginning that only one document gives is none."""
    lines: dict[Drawn, list[dict[str, str]]] = {}
    for subject, target, data in graph.edges(data=True):
        drawn = (subject, target, data["relation"], data["basis"], data.get("until", ""))
        lines.setdefault(drawn, []).append(data)
    return lines


def _node(data: dict[str, str], asked: bool) -> dict[str, Any]:
    """A thing as pyvis takes it; that which was asked about has a thicker border."""
    kind = kind_of(data["type"])
    basis = "" if data["basis"] == "stated" else data["basis"]
    notes = ", ".join(filter(None, [spaced(data["type"]) or "thing", data["tier"], basis]))
    lines = textwrap.wrap(plain(data["label"]), NAME_WIDTH, max_lines=NAME_LINES, placeholder=" …")
    node: dict[str, Any] = {
        "label": "\n".join([*lines, f"({plain(notes)})"]),
        "shape": kind.shape,
        "size": 15,
        "borderWidth": 5 if asked else 1.5,
        "color": {"background": kind.colour, "border": INK, "highlight": kind.colour, "hover": kind.colour},
        "title": _told(data["label"], notes, data["status"], data["document"], data["place"]),
    }
    if data["basis"] in LINES and LINES[data["basis"]]:
        node["shapeProperties"] = {"borderDashes": [4, 3]}
    if kind.shape == "box":
        node["color"]["background"] = "#eeeeee"
    return node


def _edge(links: list[dict[str, str]], bent: int, labelled: bool) -> dict[str, Any]:
    """A line; it bends around what stands between, and away from another of the same two things."""
    relation, basis = links[0]["relation"], links[0]["basis"]
    end = links[0].get("until", "")
    notes = [note for note in (basis if basis != "stated" else "", f"until {end}" if end else "") if note]
    words = f"{relation} ({', '.join(notes)})" if notes else relation
    curve = {"enabled": True, "type": "curvedCW", "roundness": round(BEND * bent, 2)}
    sources = [
        _told(link["why"], ", ".join(filter(None, [link["document"], link["place"]]))) for link in links
    ]
    edge: dict[str, Any] = {
        "dashes": LINES.get(basis, LINES["suggested"]),
        "smooth": curve if bent else {"enabled": False},
        "title": _told(words, *sources),
    }
    if labelled:
        edge["label"] = "\n".join(textwrap.wrap(plain(words), LINK_WIDTH))
    return edge


def _told(*parts: str) -> str:
    return "\n".join(plain(part) for part in parts if part)
