"""A graph behind a SPARQL 1.1 endpoint, whose answers are held to the standard before they are believed.

Because endpoints differ in what they take, only the plainest of the protocol is used: GET, or a form by POST
for what is long, and JSON for rows, N-Triples or Turtle for triples. Because a loss or a mix-up on the way
would look like an answer, everything is read to its end here: rows have the columns that were asked for, a
yes or no is one, names are whole IRIs."""

from __future__ import annotations

import json
import re
from functools import cached_property
from typing import Any

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from goldthread.graph.errors import StoreError
from goldthread.graph.store.base import Dataset, EngineAnswer, Store, Wants, bind
from goldthread.graph.store.endpoint import Endpoint
from goldthread.graph.text.safe import excerpt

# Set by hand: each is named twice with every query, so beyond this a query is mostly names.
_MOST_GRAPHS = 1000

_GRAPHS = f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }} LIMIT {_MOST_GRAPHS + 1}"
# A statement of two graphs, which can be asked about: not one of blank nodes.
_REPEATED = """SELECT ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } GRAPH ?h { ?s ?p ?o }
FILTER(STR(?g) < STR(?h) && isIRI(?s) && !isBlank(?o)) } LIMIT 1"""
_COUNT = """SELECT (COUNT(*) AS ?n) WHERE { VALUES ?s { UNDEF } VALUES ?p { UNDEF } VALUES ?o { UNDEF }
?s ?p ?o }"""
_OUTSIDE = "ASK { GRAPH ?g { ?s ?p ?o } FILTER NOT EXISTS { ?s ?p ?o } }"

_ADVICE = "Count with DISTINCT, or inside GRAPH; docs/stores.md says how to make a server that counts once."


_ACCEPT = {
    "rows": "application/sparql-results+json",
    "truth": "application/sparql-results+json",
    "triples": "application/n-triples, text/turtle;q=0.5",
}
_JSON = ("application/sparql-results+json", "application/json")

# The engine's readers end the process over triple terms that are nested some thousands deep. In JSON such a
# term needs one of these words, or an escape that spells it; Python's reader, which stops at a depth of about
# a thousand, then looks first.
_NESTING = re.compile(rb'"(?:triple|statement)"|\\u00[2-7]')
# More marks of triple terms than this in a file of triples may be nested too deeply too; one of plain text
# does not hold so many.
_MOST_MARKS = 1000

# A query cut up just far enough to find what SELECT names at its head: texts, comments and names, in which
# nothing counts, before words, variables and brackets.
_PIECE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*+\'\'\''
    r'|"(?:[^"\\\n]|\\.)*+"|\'(?:[^\'\\\n]|\\.)*+\'|<[^<>"{}|^`\\\s]*+>|\#[^\n]*+'
    r"|[\w-]*+:[\w-]*+|[?$]\w++|\w++|[*(){}]",
    re.DOTALL,
)


class RemoteStore(Store):
    """The graph at an address; `seconds` is how long one answer may take, `megabytes` how much it may be.

    Its named graphs are asked for once and named with each query, so that together they are the default
    graph; what the endpoint keeps beside them in a graph without a name is then not asked. Graphs named in
    the address (`?default-graph-uri=…`) are used instead. Raises StoreError for an address that is none."""

    def __init__(self, address: str, seconds: float = 30.0, megabytes: int = 64) -> None:
        self._endpoint = Endpoint(address, seconds, megabytes)
        self._name = self._endpoint.name
        self._own_default = False  # whether the server's own default graph is asked, because it is the merge

    def run(self, query: str, wants: Wants = "rows", graphs: Dataset | None = None) -> EngineAnswer:
        if graphs is None and not self._own_default:
            all_of_them = tuple(self.graphs())
            graphs = Dataset(all_of_them, all_of_them)
        return self._ask(query, wants, graphs or Dataset())

    def graphs(self) -> list[str]:
        return self._graphs

    def caveat(self, graphs: Dataset | None = None) -> str | None:
        """Finds a statement that stands in two graphs, and whether the server counts it once. If it does not,
        but keeps the merge as its own default graph, that is asked from now on."""
        default = graphs.default if graphs else tuple(self.graphs())
        if len(default) < 2 or self._own_default:
            return None
        both = Dataset(default, default)
        try:
            found = self._select(_REPEATED, both)
            if not found or None in found[0].values() or self._number(found[0], both) == 1:
                return None
            if graphs is None and self._number(found[0], Dataset()) == 1:
                self._own_default = not self._ask(_OUTSIDE, "truth", Dataset())
        except StoreError:
            return f"{self._name} did not tell whether it counts a statement of two graphs once. {_ADVICE}"
        if self._own_default:
            return None
        return (
            f"{self._name} counts a statement once for each graph that holds it, in what is asked without "
            f"GRAPH, so that a count may be too high. {_ADVICE}"
        )

    def close(self) -> None:
        self._endpoint.close()

    @cached_property
    def _graphs(self) -> list[str]:
        named = [value for key, value in self._endpoint.fields if key == "default-graph-uri"]
        if named:
            return named
        found = [row["g"] for row in self._select(_GRAPHS, Dataset())]
        if not all(isinstance(graph, NamedNode) for graph in found):
            raise StoreError(f"{self._name} answered with graphs that have no names. Ask its keeper.")
        names = sorted(graph.value for graph in found)
        if len(names) > _MOST_GRAPHS:
            raise StoreError(
                f"{self._name} holds more than {_MOST_GRAPHS} graphs. Add those you want to the "
                f"address: ?default-graph-uri=…"
            )
        return names

    def _select(self, query: str, graphs: Dataset) -> list[dict[str, Any]]:
        found: Any = self._ask(query, "rows", graphs)
        names = [variable.value for variable in found.variables]
        return [dict(zip(names, row, strict=True)) for row in found]

    def _number(self, statement: dict[str, Any], graphs: Dataset) -> int:
        """How often the server finds a statement there."""
        rows = self._select(bind(_COUNT, statement), graphs)
        said = getattr(rows[0]["n"], "value", "") if rows else ""
        if not said.isdecimal():
            raise StoreError(f"{self._name} answered a question for a number with none.")
        return int(said)

    def _ask(self, query: str, wants: Wants, graphs: Dataset) -> EngineAnswer:
        """The endpoint's answer over these graphs; over those of its own choice if none are named."""
        fields = [field for field in self._endpoint.fields if field[0] != "default-graph-uri"]
        fields.append(("query", query))
        fields += [("default-graph-uri", graph) for graph in graphs.default]
        fields += [("named-graph-uri", graph) for graph in graphs.named]
        kind, body, most = self._endpoint.send(fields, _ACCEPT[wants])
        try:
            return _read(kind, body, wants, query, most)
        except (SyntaxError, ValueError) as fault:
            what = str(fault)
            if isinstance(fault, SyntaxError):
                what = f"a broken {kind} ({excerpt(fault.msg, 200)})"
            raise StoreError(
                f"{self._name} answered with {what}. Is it the address for SPARQL queries (often "
                f"…/sparql or …/query)?"
            ) from None


def _read(kind: str, body: bytes, wants: Wants, query: str, most: int | None) -> EngineAnswer:
    """The answer to a query in a body of that media type, which the server cuts off at so many rows if it
    says a number."""
    if wants == "triples":
        triples = _triples(kind, body)
        _refuse_part(len(triples), most)
        return triples
    found, number = _results(kind, body), 0
    if isinstance(found, QueryBoolean) and wants == "truth":
        return found
    try:
        if isinstance(found, QueryBoolean) or wants == "truth":
            said = ("a yes or no, where rows were", "rows, where a yes or no was")[wants == "truth"]
            raise ValueError(f"{said} asked for")
        _check_columns({variable.value for variable in found.variables}, columns(query))
        for row in found:  # what is wrong further down comes up only when it is read
            number += 1
            if any(isinstance(term, Triple) for term in row):
                raise ValueError("triple terms, which are not SPARQL 1.1")
    finally:
        del found  # else an error would keep it, and the engine wants it dropped by the thread that made it
    _refuse_part(number, most)
    return parse_query_results(body, QueryResultsFormat.JSON)


def _refuse_part(number: int, most: int | None) -> None:
    if most is not None and number >= most:
        raise ValueError(f"no more than {most:,} rows, and there may be others; ask for fewer, with LIMIT")


def columns(query: str) -> set[str] | None:
    """The names that a SELECT query gives its columns; None if it takes them as they come (SELECT *)."""
    names, depth, before = set(), 0, ""
    pieces = (piece[0] for piece in _PIECE.finditer(query))
    for piece in pieces:
        if piece.upper() == "SELECT":
            break
    for piece in pieces:
        if piece == "*" and depth == 0:
            return None
        if piece == "{" or (depth == 0 and piece.upper() in ("WHERE", "FROM")):
            break
        depth += (piece == "(") - (piece == ")")
        if piece[0] in "?$" and (depth == 0 or (depth == 1 and before.upper() == "AS")):
            names.add(piece[1:])
        before = piece
    return names


def _check_columns(found: set[str], wanted: set[str] | None) -> None:
    if wanted is None or found == wanted:
        return
    told = ", ".join(f"?{name}" for name in sorted(found ^ wanted)[:5])
    raise ValueError(f"other columns than those that were asked for ({told})")


def _results(kind: str, body: bytes) -> QuerySolutions | QueryBoolean:
    if kind not in _JSON:
        raise ValueError(f"{excerpt(kind, 100)}, not with SPARQL results in JSON")
    if _NESTING.search(body):
        try:
            json.loads(body)
        except (RecursionError, ValueError):
            raise ValueError(f"a broken {kind}") from None
    return parse_query_results(body, QueryResultsFormat.JSON)


def _triples(kind: str, body: bytes) -> list[Triple]:
    form = RdfFormat.from_media_type(kind)
    if form not in (RdfFormat.N_TRIPLES, RdfFormat.TURTLE):
        raise ValueError(f"{excerpt(kind, 100)}, not with N-Triples or Turtle")
    if body.count(b"<<") > _MOST_MARKS:
        raise ValueError("too many triple terms")
    found = [quad.triple for quad in parse(body, form)]
    if any(isinstance(triple.object, Triple) for triple in found):
        raise ValueError("triple terms, which are not SPARQL 1.1")
    return found
