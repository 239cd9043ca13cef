"""Linked data read back by two other readers: the same statements, every literal to the character."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from goldthread.exports.formats import jsonld_context, rdf
from goldthread.graph.errors import ExportError

XSD = "http://www.w3.org/2001/XMLSchema#"
GT = "https://w3id.org/goldthread/ns#"
ID = "https://w3id.org/goldthread/id/"
FORMATS = {"trig": ox.RdfFormat.TRIG, "nquads": ox.RdfFormat.N_QUADS, "jsonld": ox.RdfFormat.JSON_LD}
THING = ox.NamedNode(f"{ID}any/board/hate-crime-board")
WHY, OWNED = ox.NamedNode(f"{GT}why"), ox.NamedNode(f"{GT}ownedBy")
GRAPH = ox.NamedNode("https://w3id.org/goldthread/graph/any")


def typed(text: str, datatype: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + datatype))


HARD = {
    "a decimal's nought": typed("1.50", "decimal"),
    "a decimal that ends in a point": typed("1.", "decimal"),
    "a negative integer": typed("-3", "negativeInteger"),
    "an integer with noughts before": typed("007", "integer"),
    "an integer with a sign": typed("+7", "integer"),
    "midnight at the end of the day": typed("24:00:00", "time"),
    "a double as it was written": typed("+1.0e0", "double"),
    "one for true": typed("1", "boolean"),
    "true as a word": typed("true", "boolean"),
    "a year": typed("2021", "gYear"),
    "not a number at all": typed("soon", "integer"),
    "a language": ox.Literal("priorité", language="fr"),
    "a language and region": ox.Literal("priority", language="en-gb"),
    "control characters": ox.Literal("a\x00b\x01\x0b\x1f\x7f\x85\u2028"),
    "what Unicode calls no character": ox.Literal("\ufffe\uffff"),
    "line ends": ox.Literal("a\rb\nc\r\nd\te "),
    "quotes": ox.Literal("\"'\"\"\" ''' \\ \\n \\"),
    "emoji and beyond": ox.Literal("😀👩\u200d👧\U0010ffff"),
    "from right to left": ox.Literal("\u202eevil\u202c \u200f مجلس"),
    "markup": ox.Literal("</script><b>&amp;]]>"),
    "two carets": ox.Literal("a^^b"),
    "nothing": ox.Literal(""),
    "only spaces": ox.Literal("  "),
    "what looks like an address": ox.Literal("https://example.org/ id:x _:b"),
    "markup by its type": ox.Literal(
        "<b>", datatype=ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#HTML")
    ),
}


def hard() -> Iterator[ox.Quad]:
    """Every hard literal at one of our own properties, at a property between things, and at a foreign one; in
    and out of a graph."""
    for literal in HARD.values():
        for predicate in (WHY, OWNED, ox.NamedNode("http://purl.org/dc/terms/description")):
            yield ox.Quad(THING, predicate, literal, GRAPH)
            yield ox.Quad(THING, predicate, literal)


def odd() -> list[ox.Quad]:
    """Nodes that are hard to write: blank ones, addresses with signs in them, types that are no names."""
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    addresses = (f"{ID}//x", f"{ID}a%20b", "urn:x:y", f"{ID}é#it's-(x)", f"{ID}a.b.", f"{ID}")
    nodes: list[ox.NamedNode | ox.BlankNode] = [ox.BlankNode("b1"), *map(ox.NamedNode, addresses)]
    predicates = (WHY, OWNED, kind)
    found = [
        ox.Quad(node, predicate, other, GRAPH)
        for node in nodes
        for other in nodes
        for predicate in predicates
    ]
    return [
        *found,
        ox.Quad(THING, kind, ox.Literal("Board"), GRAPH),
        ox.Quad(THING, ox.NamedNode("https://example.org/p"), THING, GRAPH),
    ]


def read(text: str, style: str) -> set[ox.Quad]:
    return set(ox.parse(text, format=FORMATS[style]))


@pytest.mark.parametrize("style", FORMATS)
@pytest.mark.parametrize("name", HARD)
def test_a_hard_literal_comes_back_to_the_character(name: str, style: str) -> None:
    quad = ox.Quad(THING, WHY, HARD[name], GRAPH)
    assert read(rdf.WRITERS[style]([quad]), style) == {quad}


@pytest.mark.parametrize("style", FORMATS)
def test_all_hard_statements_together_come_back(style: str) -> None:
    quads = [*hard(), *odd()]
    back = read(rdf.WRITERS[style](quads), style)
    assert _canonical(back) == _canonical(quads)


def test_turtle_holds_the_statements_of_all_graphs_once() -> None:
    quads = list(hard())
    back = {quad.triple for quad in ox.parse(rdf.WRITERS["turtle"](quads), format=ox.RdfFormat.TURTLE)}
    assert back == {quad.triple for quad in quads}


def test_a_store_would_have_rewritten_them() -> None:
    """Why the file and not a store is exported; and the comparison of these tests sees such a change."""
    store = ox.Store()
    store.extend(hard())
    assert set(store) != set(hard())


@pytest.mark.parametrize("style", rdf.WRITERS)
def test_order_of_statements_does_not_show(style: str) -> None:
    quads = [*hard(), *(quad for quad in odd() if "_:" not in str(quad))]
    assert rdf.WRITERS[style](quads) == rdf.WRITERS[style](reversed(quads * 2))


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
@pytest.mark.parametrize("style", ["turtle", "trig", "jsonld"])
def test_rdflib_reads_the_same(style: str) -> None:
    readable = [
        literal
        for literal in HARD.values()
        if not re.search("[\x00-\x1f\x7f\x85\u2028\ufffe\uffff]", literal.value)
    ]
    quads = [
        ox.Quad(THING, predicate, literal, graph)
        for literal in readable
        for predicate in (WHY, OWNED)
        for graph in (GRAPH, ox.DefaultGraph())
    ]
    wanted, found = rdflib.Dataset(), rdflib.Dataset()
    rdflib.NORMALIZE_LITERALS = False
    try:
        wanted.parse(data=rdf.nquads(quads), format="nquads")
        found.parse(data=rdf.WRITERS[style](quads), format={"jsonld": "json-ld"}.get(style, style))
    finally:
        rdflib.NORMALIZE_LITERALS = True
    assert isomorphic(_merged(found), _merged(wanted))


def test_jsonld_needs_no_network_and_uses_our_names() -> None:
    quads = [
        ox.Quad(
            THING,
            ox.NamedNode(f"{GT}basis"),
            ox.NamedNode("https://w3id.org/goldthread/scheme/basis/stated"),
            GRAPH,
        )
    ]
    document = json.loads(rdf.jsonld(quads))
    assert document["@context"] == jsonld_context.published()
    assert document["@graph"] == [
        {
            "@id": "graph:any",
            "@graph": [{"@id": "id:any/board/hate-crime-board", "basis": "scheme:basis/stated"}],
        }
    ]


def test_jsonld_refuses_an_address_that_would_be_read_as_another() -> None:
    with pytest.raises(ExportError, match="short form of another"):
        rdf.jsonld([ox.Quad(ox.NamedNode("org:x"), WHY, THING)])


def _merged(dataset: rdflib.Dataset) -> rdflib.Graph:
    """The triples of all graphs as one."""
    graph = rdflib.Graph()
    for subject, predicate, target, _ in dataset.quads():
        graph.add((subject, predicate, target))
    return graph


def _canonical(quads: Iterable[ox.Quad]) -> set[ox.Quad]:
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return set(dataset)
