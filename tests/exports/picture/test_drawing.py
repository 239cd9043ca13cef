"""Things and links as pyvis gets them: shape, words and tooltip of each, one line for what is said alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx
import pytest

from goldthread.exports.picture.drawing import BEND, LINES, MOST_LABELS, draw, shows_labels
from goldthread.exports.picture.layout import layout

if TYPE_CHECKING:
    Graph = networkx.MultiDiGraph[str]

THING = {"tier": "", "status": "", "basis": "stated", "document": "", "place": ""}
LINK = {
    "relation": "reports to",
    "property": "reportsTo",
    "basis": "stated",
    "why": "",
    "document": "",
    "place": "",
}


class Drawing:
    """Stands for pyvis's network: keeps what it is given."""

    def __init__(self) -> None:
        self.nodes: dict[str, dict[str, Any]] = {}
        self.edges: list[tuple[str, str, dict[str, Any]]] = []
        self.options: dict[str, Any] = {}

    def add_node(self, thing: str, **looks: Any) -> None:
        self.nodes[thing] = looks

    def add_edge(self, subject: str, target: str, **looks: Any) -> None:
        self.edges.append((subject, target, looks))


def graph(*things: tuple[str, str], **attributes: str) -> Graph:
    """A network of things by name and type, without links."""
    made: Graph = networkx.MultiDiGraph()
    made.graph.update(attributes)
    for name, type_name in things:
        made.add_node(name, label=name, type=type_name, **THING)
    return made


def drawn(network: Graph) -> Drawing:
    drawing = Drawing()
    draw(drawing, network)
    return drawing


@pytest.fixture
def boards() -> Graph:
    return graph(("a", "Board"), ("b", "Board"))


def test_a_thing_has_its_place_shape_words_and_tooltip() -> None:
    network = graph(("a", "KeyIssue"))
    network.nodes["a"].update(
        tier="Silver", status="planned", basis="inferred", document="Plan", place="page 1"
    )
    node = drawn(network).nodes["a"]
    assert (node["x"], node["y"]) == layout(network)["a"]
    assert (node["shape"], node["label"]) == ("triangle", "a\n(key issue, Silver, inferred)")
    assert node["title"] == "a\nkey issue, Silver, inferred\nplanned\nPlan\npage 1"
    assert node["shapeProperties"] == {"borderDashes": [4, 3]}


def test_what_is_stated_has_a_whole_border_and_no_word_for_it() -> None:
    node = drawn(graph(("a", "Place"))).nodes["a"]
    assert node["label"] == "a\n(place)" and "shapeProperties" not in node
    assert (node["shape"], node["color"]["background"]) == ("box", "#eeeeee")


def test_what_was_asked_about_has_a_thicker_border() -> None:
    nodes = drawn(graph(("a", "Board"), ("b", "Board"), ("c", "Board"), around="a\nc")).nodes
    assert {name: node["borderWidth"] for name, node in nodes.items()} == {"a": 5, "b": 1.5, "c": 5}


def test_a_long_name_is_wrapped_and_cut_and_a_hostile_one_harmless() -> None:
    network = graph(("a", "Board"), ("b", "Board"))
    network.nodes["a"]["label"] = "word " * 60
    network.nodes["b"]["label"] = "red\x1b[31m"
    nodes = drawn(network).nodes
    assert nodes["a"]["label"].splitlines() == [
        *["word word word word word"] * 3,
        "word word word word …",
        "(board)",
    ]
    assert nodes["b"]["label"] == "red\ufffd[31m\n(board)"


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        ("stated", "reports to"),
        ("inferred", "reports to (inferred)"),
        ("suggested", "reports to (suggested)"),
        ("none found", "reports to (none found)"),
    ],
)
def test_the_basis_is_in_the_line_and_in_words(basis: str, words: str, boards: Graph) -> None:
    boards.add_edge(
        "a", "b", **{**LINK, "basis": basis, "why": "Because.", "document": "Plan", "place": "page 1"}
    )
    ((_, _, edge),) = drawn(boards).edges
    assert edge["dashes"] == LINES[basis]
    assert edge["title"] == f"{words}\nBecause.\nPlan, page 1"
    assert edge["label"].replace("\n", " ") == words


def test_a_basis_that_nobody_knows_is_drawn_as_a_suggestion(boards: Graph) -> None:
    boards.add_edge("a", "b", **{**LINK, "basis": "rumour"})
    assert drawn(boards).edges[0][2]["dashes"] == LINES["suggested"]


def test_what_several_documents_say_alike_is_one_line(boards: Graph) -> None:
    for document in ("Plan", "Update"):
        boards.add_edge("a", "b", **{**LINK, "document": document})
    ((subject, target, edge),) = drawn(boards).edges
    assert (subject, target, edge["title"]) == ("a", "b", "reports to\nPlan\nUpdate")


def test_what_ended_is_a_line_of_its_own(boards: Graph) -> None:
    boards.add_edge("a", "b", **LINK)
    boards.add_edge("a", "b", **{**LINK, "until": "2022-06", "basis": "inferred"})
    titles = [edge["title"] for _, _, edge in drawn(boards).edges]
    assert titles == ["reports to", "reports to (inferred, until 2022-06)"]


def test_lines_between_the_same_two_bend_apart_and_the_first_is_straight(boards: Graph) -> None:
    for relation in ("reports to", "is part of", "advises"):
        boards.add_edge("a", "b", **{**LINK, "relation": relation})
    smooth = [edge["smooth"] for _, _, edge in drawn(boards).edges]
    assert smooth[0] == {"enabled": False}
    assert [curve["roundness"] for curve in smooth[1:]] == [BEND, 2 * BEND]


def test_a_line_within_a_line_of_things_bends_around_those_between(boards: Graph) -> None:
    boards.add_edge("a", "b", **{**LINK, "property": "succeeds"})
    assert drawn(boards).edges[0][2]["smooth"]["roundness"] == BEND


def test_words_of_links_are_written_only_while_there_is_room() -> None:
    network = graph(*((str(number), "Board") for number in range(MOST_LABELS + 2)))
    for number in range(MOST_LABELS):
        network.add_edge("0", str(number + 1), **LINK)
    assert shows_labels(network) and all("label" in edge for _, _, edge in drawn(network).edges)
    network.add_edge("0", str(MOST_LABELS + 1), **LINK)
    assert not shows_labels(network) and not any("label" in edge for _, _, edge in drawn(network).edges)


def test_nothing_moves_by_itself(boards: Graph) -> None:
    options = drawn(boards).options
    assert options["physics"] == {"enabled": False} and options["layout"]["randomSeed"] == 1
