"""Every form of the standard is accepted; the first token that does not fit is told with what would."""

from __future__ import annotations

import pytest

from goldthread.graph.errors import QuerySyntax
from goldthread.graph.sparql.lexer import tokens
from goldthread.graph.sparql.parser import accept

# One query after each empty line.
GOOD = """
SELECT*{?s?p?o}

BASE <http://x/> PREFIX a: <b>
SELECT DISTINCT ?x (COUNT(DISTINCT *) AS ?n) FROM <g> FROM NAMED a:g WHERE { ?x a a:C }
GROUP BY ?x (STR(?y) AS ?z) HAVING (?n > 1) ORDER BY DESC(?n) ?x LIMIT 5 OFFSET 2

SELECT ?x { ?x ^<p>/(<q>|!(<r>|^<s>|a))*/<t>+/<u>? ?y ; a ?z , [] .
  OPTIONAL { ?y ?p () } . MINUS { ?y <p> (1 2.5 "x"@en) } }

SELECT ?x { { ?x ?y ?z } UNION { GRAPH ?g { ?x ?y ?z } }
  FILTER NOT EXISTS { ?x <p> [ <q> 1 ] } BIND(IF(BOUND(?x), 1+2*-3, ?y-1) AS ?w) }

SELECT ?x { VALUES ?x { UNDEF <a> "b"^^<c> true } VALUES (?y ?z) { (1 UNDEF) () }
  { SELECT ?q { ?q ?r ?s } LIMIT 1 } FILTER(?x NOT IN (1, 2) || !REGEX(?y, "a", "i")) } VALUES () { () }

SELECT (GROUP_CONCAT(DISTINCT ?x ; SEPARATOR = ", ") AS ?y) {
  ?x ?p ?o FILTER(<f>(DISTINCT ?x, 1) && COALESCE(?x, NOW()) IN ()) }

CONSTRUCT { ?s ?p [ <q> ?o ] . } WHERE { ?s ?p ?o }

CONSTRUCT WHERE { ?s ?p ?o . } LIMIT 1

DESCRIBE ?x <y> WHERE { ?x ?p 'z' }

DESCRIBE <y>

ASK { FILTER(1 < 2 && 3 >= +2.0) }
"""
# As the engine misreads them, each of these calls another server.
MISREAD = """
PREFIX x: <http://x/> SELECT * { SERVICEx:y { ?s ?p ?o } }
PREFIX : <http://x/> SELECT * { SERVICE:y { ?s ?p ?o } }
SELECT * { ?s ?p trueSERVICE<http://x/> { ?s ?p ?o } }
SELECT * { ?s ?p ?x FILTER(?x<?b#>) SERVICE <http://x/> { ?s ?p ?o } }
"""


@pytest.mark.parametrize("query", GOOD.strip().split("\n\n"))
def test_every_form_of_the_standard_is_accepted(query: str) -> None:
    accept(query, tokens(query))


@pytest.mark.parametrize("query", MISREAD.strip().splitlines())
def test_what_the_engine_reads_otherwise_is_not(query: str) -> None:
    with pytest.raises(QuerySyntax):
        accept(query, tokens(query))


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (
            "SELEC ?a { }",
            "Line 1, column 1: “SELEC” cannot stand here. Did you mean SELECT?\n1 | SELEC ?a { }\n    ^",
        ),
        (
            "SELECT ?a {\n  ?a a\n}",
            (
                "Line 3, column 1: “}” cannot stand here. What can: a name such as gt:Board, a "
                "variable such as ?board, "
                'a value such as "text" or 42, “(”, “*”, “+”, “/”, “?” or “|”.\n3 | }\n    ^'
            ),
        ),
        (
            "SELECT ?a { ?a ?b ?c } LIMIT ?x",
            "Line 1, column 30: “?x” cannot stand here. What can: a whole number.\n"
            "1 | SELECT ?a { ?a ?b ?c } LIMIT ?x\n" + " " * 33 + "^",
        ),
        (
            "SELECT ?a {\n\t?a ?b ",
            "Line 2, column 7: The query ends too soon. The { in line 1 is not closed. What can: a "
            "name such as gt:Board, "
            'a variable such as ?board, a value such as "text" or 42 or “(”.\n2 |  ?a ?b \n' + " " * 10 + "^",
        ),
        (
            "SELECT ?a { ?a ?b ?c } ; DROP ALL",
            "Line 1, column 24: “;” cannot stand here. What can: GROUP, HAVING, LIMIT, OFFSET, "
            "ORDER, VALUES or the end of the query.\n1 | SELECT ?a { ?a ?b ?c } ; DROP ALL\n"
            + " " * 27
            + "^",
        ),
        (
            "PREFIX gt <x>",
            "Line 1, column 8: “gt” cannot stand here. What can: a prefix such as gt:.\n1 | PREFIX gt <x>\n"
            + " " * 11
            + "^",
        ),
    ],
)
def test_the_first_token_that_cannot_stand_is_shown_with_what_can(query: str, message: str) -> None:
    with pytest.raises(QuerySyntax) as caught:
        accept(query, tokens(query))
    assert str(caught.value) == message
