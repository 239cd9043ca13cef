"""GraphML and GEXF of a hostile network.

networkx reads back the same things and links, and what XML cannot hold is counted."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import networkx
import pytest

from goldthread.exports.formats import network_xml
from goldthread.graph.errors import ExportError
from goldthread.graph.lookup.network import network
from goldthread.graph.store.oxigraph import Store

if TYPE_CHECKING:
    Graph = networkx.MultiDiGraph[str]

HOSTILE = "<script>alert(1)</script> & \"q\" 'a' ]]> \r\n\t é 😀 \u202e\u200f\x85 =1+1"
UNFIT = "a\x00b\x01c\x0b\x1f\ufffe\uffff"
WRITERS: dict[str, Callable[[Graph], bytes]] = {"graphml": network_xml.graphml, "gexf": network_xml.gexf}
READERS: dict[str, Callable[[io.BytesIO], Any]] = {
    "graphml": networkx.read_graphml,
    "gexf": networkx.read_gexf,
}
both = pytest.mark.parametrize("style", WRITERS)


def hostile(text: str = HOSTILE) -> Graph:
    """Two things with two links one way and one back, a thing that is linked to itself, and one without
    links."""
    graph: Graph = networkx.MultiDiGraph(title=text, as_of="", around="a/b", none_found=text)
    for thing in ("a/b", "c", '<&">', "alone"):
        graph.add_node(
            thing,
            label=text,
            type="Board",
            tier="",
            status=text,
            basis="stated",
            document=text,
            place="",
            phrase=text,
            as_at="2021",
        )
    for number, (subject, target) in enumerate([("a/b", "c"), ("a/b", "c"), ("c", "a/b"), ('<&">', '<&">')]):
        graph.add_edge(
            subject,
            target,
            key=f"k{number}",
            property="p",
            relation=text,
            basis="inferred",
            why=text,
            until="",
        )
    return graph


def read(style: str, written: bytes) -> Graph:
    back: Graph = READERS[style](io.BytesIO(written))
    return back


def things(graph: Graph) -> dict[str, dict[str, str]]:
    return {thing: graph.nodes[thing] for thing in graph}


def links(graph: Graph, without: tuple[str, ...] = ()) -> list[tuple[str, str, dict[str, str]]]:
    """The links with their attributes, whatever each is called."""
    told = [
        (subject, target, {key: value for key, value in data.items() if key not in without})
        for subject, target, data in graph.edges(data=True)
    ]
    return sorted(told, key=str)


@both
def test_networkx_reads_back_the_same_things_and_links(style: str) -> None:
    graph = hostile()
    back = read(style, WRITERS[style](network_xml.cleaned(graph).graph))
    assert things(back) == things(graph)
    assert links(back, ("id", "label")) == links(graph)


@both
def test_the_tiny_world_comes_back(style: str, tiny: Store) -> None:
    graph = network(tiny)
    back = read(style, WRITERS[style](network_xml.cleaned(graph).graph))
    assert things(back) == things(graph)
    assert links(back, ("id", "label")) == links(graph)


@both
def test_what_xml_cannot_hold_shows_and_is_counted(style: str) -> None:
    graph = hostile(UNFIT)
    clean = network_xml.cleaned(graph)
    assert clean.replaced == 4 * 6 * 4 + 4 * 6 * 2, (
        "six unfit characters in four values of each thing and two of each link"
    )
    back = read(style, WRITERS[style](clean.graph))
    assert back.nodes["c"]["label"] == "a\ufffdb\ufffdc\ufffd\ufffd\ufffd\ufffd"


def test_nothing_is_counted_where_all_fits() -> None:
    assert network_xml.cleaned(hostile()).replaced == 0


@both
def test_uncleaned_it_would_be_a_file_that_nothing_reads(style: str) -> None:
    with pytest.raises(ElementTree.ParseError):
        read(style, WRITERS[style](hostile(UNFIT)))


def test_identifiers_that_become_one_are_refused() -> None:
    graph: Graph = networkx.MultiDiGraph()
    graph.add_nodes_from(["a\x01", "a\x02"], label="")
    with pytest.raises(ExportError, match="differ only in characters that XML cannot hold"):
        network_xml.cleaned(graph)


@both
def test_the_same_bytes_whatever_the_order_and_the_day(style: str, monkeypatch: pytest.MonkeyPatch) -> None:
    graph = hostile()
    turned: Graph = networkx.MultiDiGraph(title=HOSTILE)
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    for subject, target, key, data in reversed(list(graph.edges(keys=True, data=True))):
        turned.add_edge(subject, target, key, **data)
    first = WRITERS[style](network_xml.cleaned(graph).graph)
    monkeypatch.setattr("time.strftime", lambda *_: "1999-12-31")
    assert WRITERS[style](network_xml.cleaned(turned).graph) == first
    assert b"lastmodifieddate" not in first
