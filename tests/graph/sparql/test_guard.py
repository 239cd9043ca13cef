"""What a query may not do is refused in every spelling; what it may is made ready with its names found."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from goldthread.graph.errors import QueryLimit, QueryRefused, QuerySyntax
from goldthread.graph.sparql import guard
from goldthread.graph.sparql.guard import QueryName

GT = "https://w3id.org/goldthread/ns#"
ID = "https://w3id.org/goldthread/id/"


def test_the_engine_gets_whole_names_and_no_prefix() -> None:
    checked = guard.check("# all boards\nSELECT ?b {\n ?b a gt:Board ; skos:prefLabel ?l }")
    assert checked.sent.text == (
        "SELECT ?b { ?b a <https://w3id.org/goldthread/ns#Board> ; "
        "<http://www.w3.org/2004/02/skos/core#prefLabel> ?l }"
    )
    assert checked.form == "SELECT"


def test_a_prefix_of_the_query_itself_goes_before_the_well_known_one() -> None:
    checked = guard.check("PREFIX gt: <https://example.org/> ASK { ?b a gt:Board }")
    assert checked.sent.text == "ASK { ?b a <https://example.org/Board> }"
    assert checked.names == (QueryName("gt:Board", "https://example.org/Board", 45),)


def test_the_names_of_a_query_are_found_in_full() -> None:
    checked = guard.check(
        r"DESCRIBE id:leeds\/board\/x <https://w3id.org/goldthread/ns#Board> { VALUES ?x { gt:basis "
        r"'gt:none' } } # gt:none"
    )
    assert [name.iri for name in checked.names] == [f"{ID}leeds/board/x", f"{GT}Board", f"{GT}basis"]
    assert [name.written for name in checked.names] == [
        r"id:leeds\/board\/x",
        "<https://w3id.org/goldthread/ns#Board>",
        "gt:basis",
    ]


def test_the_columns_of_select_star_come_in_the_order_of_the_query() -> None:
    assert guard.check("SELECT * { ?s ?p ?o }").columns == ("s", "p", "o")
    assert guard.check("SELECT DISTINCT * { ?s ?p ?o }").columns == ("s", "p", "o")
    assert guard.check("SELECT ?o (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?o").columns == ()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "select * { service silent ?g { } }",
        "ASK { 1SERVICE<http://x>{} }",
    ],
)
def test_service_is_refused(query: str) -> None:
    with pytest.raises(
        QueryRefused, match=r"^SERVICE asks another server, and a query here never uses the network\. Load"
    ):
        guard.check(query)


UPDATES = [
    "LOAD <http://127.0.0.1/>",
    "load silent <file:///etc/passwd> into graph <x:g>",
    "INSERT DATA { <x:a> <x:b> 1 }",
    "DELETE WHERE { ?s ?p ?o }",
    "WITH <x:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "INSERT { ?s ?p ?o } USING <x:g> WHERE { ?s ?p ?o }",
    "CLEAR ALL",
    "DROP GRAPH <x:g>",
    "CREATE GRAPH <x:g>",
    "ADD <x:a> TO <x:b>",
    "MOVE <x:a> TO <x:b>",
    "COPY <x:a> TO <x:b>",
    "SELECT * { ?s ?p ?o } ; DROP ALL",
]


@pytest.mark.parametrize("query", UPDATES)
def test_every_form_of_update_is_refused(query: str) -> None:
    with pytest.raises(
        QueryRefused, match=r"would change the graph or load into it\. A query only asks: begin with SELECT"
    ):
        guard.check(query)


def test_the_same_words_as_names_and_text_are_not() -> None:
    query = (
        'PREFIX service: <x:> SELECT ?load { ?load service:DROP "SERVICE <x> {} LOAD" ; <x:LOAD> ?insert '
        "} # DELETE"
    )
    assert guard.check(query).sent.text == (
        'SELECT ?load { ?load <x:DROP> "SERVICE <x> {} LOAD" ; <x:LOAD> ?insert }'
    )


def test_length_and_depth_have_limits() -> None:
    with pytest.raises(QueryLimit, match=r"1,000,008 characters; 100,000 are allowed\. Ask in several"):
        guard.check("ASK { } " + " " * 1_000_000)
    with pytest.raises(QueryLimit, match=r"more than 50 brackets inside each other\. Take it apart"):
        guard.check("ASK { FILTER" + "(" * 50 + "1" + ")" * 50 + "}")
    assert guard.check("ASK { FILTER" + "(" * 49 + "1" + ")" * 49 + "}").form == "ASK"


def test_from_names_only_graphs_that_the_store_holds() -> None:
    held = ["https://w3id.org/goldthread/graph/plan"]
    guard.refuse_other_graphs(guard.check("ASK FROM <https://w3id.org/goldthread/graph/plan> { }"), held)
    for clause in (
        "FROM <file:///etc/passwd>",
        "FROM NAMED <http://127.0.0.1/x.ttl>",
        "FROM <https://w3id.org/goldthread/graph/plan> FROM NAMED gt:x",
    ):
        with pytest.raises(
            QueryRefused,
            match=r"this store has no such graph, and nothing is fetched\. It holds "
            r"<https://w3id.org/goldthread/graph/plan>",
        ):
            guard.refuse_other_graphs(guard.check(f"ASK {clause} {{ }}"), held)


def test_an_unknown_prefix_and_half_an_iri_are_pointed_out() -> None:
    with pytest.raises(
        QuerySyntax, match=r"^Line 2, column 4: The prefix gtt: is not declared\. Write PREFIX gtt: <…> first"
    ) as caught:
        guard.check("ASK {\n?s gtt:basis ?o }")
    assert (caught.value.line, caught.value.column) == (2, 4)
    with pytest.raises(QuerySyntax, match=r"<board> is not a whole IRI"):
        guard.check("ASK { <board> ?p ?o }")
    assert guard.check("base <https://example.org/> ASK { <board> ?p ?o }").form == "ASK"


@pytest.mark.parametrize(
    ("query", "line", "says"),
    [
        (
            "SELECT ?a ?z {\n ?a a gt:Board } GROUP BY ?a",
            2,
            "SELECT names a variable that the pattern does not bind",
        ),
        ("SELECT ?a ?a { ?a a gt:Board }", 1, "one variable two meanings"),
        ("SELECT * { ?a a gt:Board }\nGROUP BY ?a", 2, r"SELECT \* does not go with GROUP BY"),
        ("SELECT (1 AS ?a) { ?a a gt:Board }", 1, "AS names a variable that the pattern binds already"),
        ("ASK { ?a a gt:Board }\nGROUP BY COUNT(*)", 2, "A function over many rows, such as COUNT(, cannot"),
        ("SELECT * { ?a ?b ?c } VALUES (?a ?b) { (1) }", 1, "A row of VALUES has too many or too few values"),
        ("ASK {\n\n ?a ?b <http://[> }", 3, "not a valid IRI"),
        ("ASK { ?a ?b 'x'@abcdefghijkl }", 1, "not a valid language tag"),
        ("ASK { ?s ?p _:a OPTIONAL { _:a ?q ?r } }", 1, "two groups share a blank node"),
    ],
)
def test_what_the_engine_does_not_take_is_explained_at_its_line(query: str, line: int, says: str) -> None:
    checked = guard.check(query)
    with pytest.raises(SyntaxError) as complaint:
        Store().query(checked.sent.text)
    explained = guard.explain(checked, complaint.value.msg)
    assert explained.line == line
    assert says.replace("\\", "") in str(explained)
    assert str(explained).split("\n")[1] == f"{line} | {query.splitlines()[line - 1]}"


def test_a_place_is_counted_in_the_query_as_it_was_typed() -> None:
    checked = guard.check("PREFIX p: <https://example.org/a/long/one/> ASK {\n\n  ?s p:x 'x'@abcdefghijkl }")
    with pytest.raises(SyntaxError) as complaint:
        Store().query(checked.sent.text)
    explained = guard.explain(checked, complaint.value.msg)
    assert (explained.line, explained.column) == (3, 13)


def test_a_complaint_without_a_place_is_passed_on() -> None:
    assert str(guard.explain(guard.check("ASK { }"), "odd")) == "The engine does not take the query: odd"


def test_a_byte_order_mark_is_dropped() -> None:
    assert guard.check("\ufeffASK { }").sent.text == "ASK { }"
