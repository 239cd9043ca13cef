"""TriG and Turtle are sorted whatever the order given, and read back as the same quads, to the character."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from goldthread.graph.rdf.serializer import trig, turtle
from goldthread.ontology.namespaces import PREFIXES

GT, ID, XSD = PREFIXES["gt"], "https://w3id.org/goldthread/id/", "http://www.w3.org/2001/XMLSchema#"
IRIS = [
    ID + "any/board/lamps", ID + "link#evidence-target", ID + "a.b", ID + "a.", ID + ".a", ID + "a/",
    ID + "-a", ID + "a-", ID + "a//b", ID,
    ID + "a%20b", ID + "é", ID + "a,b", ID + "(a)", ID + "a;b", ID + "a~b", ID + "a:b", ID + "a@b",
    ID + "a!$&'*+=?b", ID + "1", ID + "_",
    GT, GT + "Board", "http://example.org/x", "urn:x:y", "http://example.org/a%3Eb",
    "https://w3id.org/goldthread/ID/x", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "tag:a,2024:b",
]  # fmt: skip
LITERALS = [
    ox.Literal(""), ox.Literal("plain"), ox.Literal(' "quoted" \\ back\n new \r and \t tab '),
    ox.Literal("'''\"\"\"'"), ox.Literal("é 👩 \u202e \x7f \x85"),
    ox.Literal("\x00\x01\x1f"), ox.Literal("@en"), ox.Literal("a", language="en"),
    ox.Literal("a", language="en-gb"), ox.Literal("^^xsd:date"),
    *(
        ox.Literal(value, datatype=ox.NamedNode(XSD + datatype))
        for value, datatype in [
            ("1.50", "decimal"), ("+1", "integer"), ("007", "integer"), ("-3", "negativeInteger"),
            ("24:00:00", "time"), ("1", "boolean"),
            ("true", "boolean"), ("1e400", "double"), ("NaN", "float"), ("2021", "gYear"),
            ("2021-11", "gYearMonth"), ("not a date", "date"), ("x", "string"),
        ]
    ),
    ox.Literal("x", datatype=ox.NamedNode("http://example.org/type,odd")),
]  # fmt: skip
NODE, RELATION = ox.NamedNode(ID + "a"), ox.NamedNode(GT + "basis")
A, Z = (ox.NamedNode(f"https://w3id.org/goldthread/graph/{name}") for name in "az")


def back(text: str, form: ox.RdfFormat = ox.RdfFormat.TRIG) -> set[ox.Quad]:
    return set(ox.parse(text, format=form))


QUADS = [
    ox.Quad(NODE, RELATION, ox.Literal("b"), Z),
    ox.Quad(NODE, RELATION, ox.Literal("a"), Z),
    ox.Quad(
        NODE, ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), ox.NamedNode(GT + "Board"), Z
    ),
    ox.Quad(ox.NamedNode("http://example.org/x"), RELATION, NODE, A),
    ox.Quad(NODE, RELATION, ox.Literal("2021", datatype=ox.NamedNode(XSD + "gYear"))),
]


def body(text: str) -> str:
    """What follows the prefixes."""
    return re.sub(r"\A(@prefix \w+: <[^>]+> \.\n)+", "", text)


def test_trig_is_a_block_a_graph_and_a_paragraph_a_subject() -> None:
    assert body(trig(QUADS)) == (
        "\n{\n"
        'id:a gt:basis "2021"^^xsd:gYear .\n'
        "}\n\n"
        "<https://w3id.org/goldthread/graph/a> {\n"
        "<http://example.org/x> gt:basis id:a .\n"
        "}\n\n"
        "<https://w3id.org/goldthread/graph/z> {\n"
        'id:a a gt:Board ;\n  gt:basis "a" ;\n  gt:basis "b" .\n'
        "}\n"
    )


def test_turtle_has_all_graphs_in_one() -> None:
    assert body(turtle([*QUADS, QUADS[0], ox.Quad(NODE, RELATION, ox.Literal("b"))])) == (
        "\n<http://example.org/x> gt:basis id:a .\n"
        'id:a a gt:Board ;\n  gt:basis "2021"^^xsd:gYear ;\n  gt:basis "a" ;\n  gt:basis "b" .\n'
    )


def test_prefixes_come_first_in_order() -> None:
    lines = trig([]).splitlines()
    assert lines == [f"@prefix {prefix}: <{PREFIXES[prefix]}> ." for prefix in sorted(PREFIXES)]


@pytest.mark.parametrize("literal", LITERALS, ids=str)
def test_a_literal_comes_back_to_the_character(literal: ox.Literal) -> None:
    quad = ox.Quad(NODE, RELATION, literal, NODE)
    assert back(trig([quad])) == {quad}
    assert back(turtle([quad]), ox.RdfFormat.TURTLE) == {ox.Quad(NODE, RELATION, literal)}


@pytest.mark.parametrize("iri", IRIS)
def test_an_awkward_iri_comes_back_in_every_place(iri: str) -> None:
    node = ox.NamedNode(iri)
    quad = ox.Quad(node, node, node, node)
    typed = ox.Quad(node, RELATION, ox.Literal("x", datatype=node), node)
    assert back(trig([quad, typed])) == {quad, typed}


def test_a_store_that_rewrites_a_literal_is_seen() -> None:
    """The bad example: what the engine keeps is not what was written."""
    quads = {ox.Quad(NODE, RELATION, literal) for literal in LITERALS}
    store = ox.Store()
    store.extend(quads)
    assert set(store) != quads == back(trig(quads))


def test_a_blank_node_stays_one() -> None:
    blank = ox.BlankNode("b1")
    quads = [ox.Quad(blank, RELATION, NODE), ox.Quad(NODE, RELATION, blank)]
    (first, second) = sorted(back(trig(quads)), key=str)
    assert {first.subject, first.object, second.subject, second.object} - {NODE} == {blank}


def in_order(text: str) -> bool:
    """Whether graphs, the subjects of a graph, and the lines of a subject stand in order and none stands
    twice."""
    blocks = body(text).strip("\n").split("\n\n")
    paragraphs = [block.split("{\n", 1)[1].removesuffix("\n}").split(" .\n") for block in blocks]
    lines = [
        [re.split(r" ;\n  ", re.sub(r"^(\S+) ", "", part), flags=re.MULTILINE) for part in block]
        for block in paragraphs
    ]
    heads = [block.partition("{")[0] for block in blocks]
    parts = [
        heads,
        *([part.split(" ")[0] for part in block] for block in paragraphs),
        *(part for block in lines for part in block),
    ]
    return all(part == sorted(set(part)) for part in parts)


def test_the_tiny_world_is_sorted_and_comes_back_whole(tiny_graph: Path) -> None:
    quads = list(ox.parse(path=tiny_graph))
    text = trig(quads)
    assert back(text) == set(quads)
    lines = [line for line in text.splitlines() if line.endswith("{")]
    assert lines == sorted(lines) and len(lines) == len(set(lines)) == len(
        {quad.graph_name for quad in quads}
    )
    assert back(turtle(quads), ox.RdfFormat.TURTLE) == {ox.Quad(*quad.triple) for quad in quads}


def test_the_order_given_makes_no_difference(tiny_graph: Path) -> None:
    quads = list(ox.parse(path=tiny_graph))
    text = trig(quads)
    mixed = [*quads, *quads[:50]]
    random.Random(1).shuffle(mixed)
    assert trig(mixed) == text
    assert turtle(mixed) == turtle(quads)


def test_every_part_is_in_order(tiny_graph: Path) -> None:
    assert in_order(trig(QUADS)) and in_order(trig(ox.parse(path=tiny_graph)))


def test_a_part_out_of_order_is_seen() -> None:
    text = trig(QUADS)
    assert not in_order(text.replace('"a" ;\n  gt:basis "b"', '"b" ;\n  gt:basis "a"'))
    assert not in_order(text.replace("graph/a", "graph/zz"))
