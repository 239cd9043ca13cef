"""A network goes in, pyvis's nodes and edges come out: each thing in its place and shape, each link in the
line of its basis."""

from __future__ import annotations

import textwrap
from collections import Counter
from typing import TYPE_CHECKING, Any

from goldthread.exports.picture.layout import HIGH, layout
from goldthread.exports.picture.styles import kind_of, type_words
from goldthread.exports.text.tables import plain

if TYPE_CHECKING:
    import networkx

LINES: dict[str, bool | list[int]] = {
    "stated": False,
    "inferred": [10, 6],
    "suggested": [2, 6],
    "none found": [2, 14],
}
INK, PAPER, LINE = "#1a1a1a", "#ffffff", "#5c5c5c"
FONT = "system-ui, sans-serif"
MOST_LABELS = 40
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


Drawn = tuple[str, str, str, str]


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
        bent = beside[between] + (abs(places[subject][1] - places[target][1]) not in range(1, 2 * HIGH))
        net.add_edge(subject, target, **_edge(links, bent, labelled))
        beside[between] += 1
    net.options = OPTIONS


def shows_labels(graph: networkx.MultiDiGraph[str]) -> bool:
    """Whether there is room for the words of each link in the drawing."""
    return len(_lines(graph)) <= MOST_LABELS


def _lines(graph: networkx.MultiDiGraph[str]) -> dict[Drawn, list[dict[str, str]]]:
    """The links of one relation and basis between the same two things, together."""
    lines: dict[Drawn, list[dict[str, str]]] = {}
    for subject, target, data in graph.edges(data=True):
        lines.setdefault((subject, target, data["relation"], data["basis"]), []).append(data)
    return lines


def _node(data: dict[str, str], asked: bool) -> dict[str, Any]:
    kind = kind_of(data["type"])
    notes = ", ".join(
        filter(
            None, [type_words(data["type"]), data["tier"], "" if data["basis"] == "stated" else data["basis"]]
        )
    )
    lines = textwrap.wrap(plain(data["label"]), 24, max_lines=4, placeholder=" …")
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
    words = relation if basis == "stated" else f"{relation} ({basis})"
    edge: dict[str, Any] = {
        "dashes": LINES.get(basis, LINES["suggested"]),
        "smooth": {"enabled": True, "type": "curvedCW", "roundness": round(0.14 * bent, 2)}
        if bent
        else {"enabled": False},
        "title": _told(
            words,
            *(
                _told(link["why"], ", ".join(filter(None, [link["document"], link["place"]])))
                for link in links
            ),
        ),
    }
    return edge | ({"label": "\n".join(textwrap.wrap(plain(words), 22))} if labelled else {})


def _told(*parts: str) -> str:
    return "\n".join(plain(part) for part in parts if part)
