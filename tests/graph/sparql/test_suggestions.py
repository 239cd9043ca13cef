"""Names that occur nowhere are pointed out with the nearest; names of the graph or of others are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from goldthread.graph.sparql import guard
from goldthread.graph.sparql.suggestions import unknown_names
from goldthread.graph.store.oxigraph import Store, open_store


@pytest.fixture
def store(boards: Path) -> Store:
    return open_store(boards)


def notes(query: str, store: Store) -> list[str]:
    return unknown_names(guard.check(query).names, store)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (
            "ASK { ?x gt:overseenby ?y }",
            "gt:overseenby is not in the graph or the ontology. Did you mean gt:overseenBy?",
        ),
        ("ASK { ?x a gt:Bord }", "gt:Bord is not in the graph or the ontology. Did you mean gt:Board?"),
        (
            "ASK { ?x skos:preflabel 'x' }",
            "skos:preflabel is not in the graph or the ontology. Did you mean skos:prefLabel?",
        ),
        (
            "ASK { <https://w3id.org/goldthread/id/mill/board/light> ?p ?o }",
            (
                "<https://w3id.org/goldthread/id/mill/board/light> is not in the graph or the ontology. "
                "Did you mean <https://w3id.org/goldthread/id/mill/board/lights>?"
            ),
        ),
        (
            r"ASK { id:mill\/board\/light ?p ?o }",
            (
                r"id:mill\/board\/light is not in the graph or the ontology. "
                r"Did you mean id:mill\/board\/lights?"
            ),
        ),
        (
            "PREFIX g: <https://w3id.org/goldthread/ns#> ASK { ?x g:bassis ?y }",
            "g:bassis is not in the graph or the ontology. Did you mean g:basis?",
        ),
        (
            "ASK { ?x ?p '2024'^^xsd:gyear }",
            "xsd:gyear is not in the graph or the ontology. Did you mean xsd:gYear?",
        ),
        (
            "ASK { ?x gt:zzzzzzzzzzzzzzzzzzzz ?y }",
            "gt:zzzzzzzzzzzzzzzzzzzz is not in the graph or the ontology.",
        ),
    ],
)
def test_a_name_that_occurs_nowhere_is_pointed_out_with_the_nearest(
    query: str, expected: str, store: Store
) -> None:
    assert notes(query, store) == [expected]


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?x gt:overseenBy ?y }",
        "ASK { ?x a gt:Figure ; gt:valueKind ?y }",
        "ASK { GRAPH <https://w3id.org/goldthread/graph/plan> { ?s ?p '1'^^xsd:integer } }",
        "ASK { ?x <https://example.org/unknown> <urn:x> }",
        "PREFIX gt: <https://example.org/> ASK { ?x gt:anything ?y }",
        "ASK { ?x ?y ?z }",
    ],
)
def test_a_name_of_the_graph_or_the_ontology_or_of_others_is_not(query: str, store: Store) -> None:
    assert notes(query, store) == []
