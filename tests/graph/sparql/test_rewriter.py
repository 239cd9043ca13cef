"""What the engine is given means what was typed, in one notation, and leads back to where it was typed."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from goldthread.graph.errors import QuerySyntax
from goldthread.graph.sparql import guard
from goldthread.graph.store.base import Dataset

BASE = "BASE <https://example.org/a/b> "


@pytest.mark.parametrize(
    ("query", "sent"),
    [
        ("select$x{?s?p$x}", "SELECT ?x { ?s ?p ?x }"),
        ("ASK{<x:a>a<x:b>.}", "ASK { <x:a> a <x:b> . }"),
        ("ASK { ?s ?p 'a\\tb\\u00e9' }", 'ASK { ?s ?p "a\\tbé" }'),
        ('ASK { ?s ?p """a "quoted"\ntext""" }', 'ASK { ?s ?p "a \\"quoted\\"\\ntext" }'),
        (
            "ASK { ?s ?p 'x'@en-GB , 'y'^^xsd:string , TRUE }",
            'ASK { ?s ?p "x" @en-GB , "y" ^^ <http://www.w3.org/2001/XMLSchema#string> , true }',
        ),
        ("ASK { ?s ?p (  ) , [\n] }", "ASK { ?s ?p () , [] }"),
        ("ASK { # a remark }\n ?s ?p 1.5e3 }", "ASK { ?s ?p 1.5e3 }"),
        (
            "ASK { FILTER (COALESCE (1, 2) = concat('a')) }",
            'ASK { FILTER ( COALESCE( 1 , 2 ) = CONCAT( "a" ) ) }',
        ),
        (
            "ASK { ?s <x:a>/^<x:b>|!(<x:c>|^a)* ?o }",
            "ASK { ?s <x:a> / ^ <x:b> | ! ( <x:c> | ^ a ) * ?o }",
        ),
        (
            BASE + "ASK { <c> ?p <#d> , </e> , <../f> }",
            (
                "ASK { <https://example.org/a/c> ?p <https://example.org/a/b#d> , <https://example.org/e> , "
                "<https://example.org/f> }"
            ),
        ),
        (
            BASE + "ASK { BIND (IRI('c') AS ?x) }",
            'BASE <https://example.org/a/b> ASK { BIND ( IRI( "c" ) AS ?x ) }',
        ),
        (BASE + "BASE <c/> PREFIX : <d#> ASK { :e ?p 1 }", "ASK { <https://example.org/a/c/d#e> ?p 1 }"),
    ],
)
def test_a_query_is_written_in_the_words_of_the_grammar(query: str, sent: str) -> None:
    written = guard.check(query).sent.text
    assert written == sent
    Store().query(written)


def test_the_graphs_of_from_are_taken_out_and_resolved() -> None:
    checked = guard.check(BASE + "SELECT * FROM <g> FROM NAMED <h> { ?s ?p ?o }")
    assert checked.sent.text == "SELECT * { ?s ?p ?o }"
    assert checked.dataset == Dataset(("https://example.org/a/g",), ("https://example.org/a/h",))
    assert guard.check("SELECT * { ?s ?p ?o }").dataset is None


@pytest.mark.parametrize(
    ("query", "column", "says"),
    [
        ("ASK { ?s ?p 'a\\uD800' }", 13, r"\\uD800 stands for no character"),
        (BASE + "ASK { <//[> ?p 1 }", 38, "makes no valid IRI with the base <https://example.org/a/b>"),
        ("ASK { <b> ?p 1 }", 7, "<b> is not a whole IRI"),
    ],
)
def test_what_stands_for_nothing_is_told_at_its_place(query: str, column: int, says: str) -> None:
    with pytest.raises(QuerySyntax, match=says) as caught:
        guard.check(query)
    assert (caught.value.line, caught.value.column) == (1, column)


def test_every_place_of_what_is_sent_leads_back_to_where_it_was_typed() -> None:
    query = "PREFIX p: <https://example.org/> SELECT ?s # a\n{ ?s a p:C }"
    sent = guard.check(query).sent
    back = [
        query[sent.origin(sent.text.index(piece)) :][:2]
        for piece in ("SELECT", "?s", "{", "a <", "<https", "}")
    ]
    assert back == ["SE", "?s", "{ ", "a ", "p:", "}"]
    assert sent.origin(len(sent.text) + 9) == len(query)
