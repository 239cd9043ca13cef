"""A graph behind a SPARQL 1.1 endpoint.

Because endpoints differ in what they take, only the plainest of the protocol is used: GET, or a form by POST
for what is long, and JSON for rows, N-Triples or Turtle for triples. The standard library will do."""

from __future__ import annotations

import http.client
import time
from functools import cached_property
from urllib import error, parse, request

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse_query_results,
)
from pyoxigraph import parse as parse_rdf

from goldthread.graph.errors import StoreError
from goldthread.graph.store.base import EngineAnswer, Store, Wants

_ACCEPT = {"rows": "application/sparql-results+json", "triples": "application/n-triples, text/turtle;q=0.5"}

# Limits, set by hand on 21 November 2026.
_LONGEST_ADDRESS = 2000  # characters; some servers and proxies refuse or cut off more than about 2,048
_MOST_GRAPHS = 1000  # each is named twice with every query, so beyond this a query is mostly names
_MOST_BYTES = 256 << 20  # of one answer, which is held in memory whole

_GRAPHS = f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }} LIMIT {_MOST_GRAPHS + 1}"

# Those of urllib's own opener without file:, ftp: and data:, so that a redirect cannot lead to a local file.
_HANDLERS = (
    request.ProxyHandler,
    request.HTTPHandler,
    request.HTTPSHandler,
    request.HTTPRedirectHandler,
    request.HTTPDefaultErrorHandler,
    request.HTTPErrorProcessor,
    request.UnknownHandler,
)


class RemoteStore(Store):
    """The graph at an address; `seconds` is how long one answer may take.

    Its named graphs are asked for once and named with each query, so that together they are the default
    graph; what the endpoint keeps beside them in a graph without a name is then not asked. Graphs named in
    the address (`?default-graph-uri=…`) are used instead. Raises StoreError for an address that is none."""

    def __init__(self, address: str, seconds: float = 30.0) -> None:
        parts = parse.urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise StoreError(
                f"{parts.scheme}://… is no address of an endpoint. Give one that begins with http:// "
                f"or https://."
            )
        if parts.username is not None:
            raise StoreError(
                f"The address of {parts.hostname} holds a user name, which cannot be sent. Ask for "
                f"an address without."
            )
        self._address, self._seconds = parts, seconds
        self._opener = request.OpenerDirector()
        for handler in _HANDLERS:
            self._opener.add_handler(handler())

    def run(self, query: str, wants: Wants = "rows", *, own_graphs: bool = False) -> EngineAnswer:
        return self._ask(query, wants, [] if own_graphs else self.graphs())

    def graphs(self) -> list[str]:
        return self._graphs

    def close(self) -> None:
        self._opener.close()

    @cached_property
    def _graphs(self) -> list[str]:
        named = [value for key, value in parse.parse_qsl(self._address.query) if key == "default-graph-uri"]
        if named:
            return named
        found = self._ask(_GRAPHS, "rows", [])
        assert isinstance(found, QuerySolutions)
        names = sorted(row["g"].value for row in found)
        if len(names) > _MOST_GRAPHS:
            raise StoreError(
                f"{self._host} holds more than {_MOST_GRAPHS} graphs. Add those you want to the "
                f"address: ?default-graph-uri=…"
            )
        return names

    @property
    def _host(self) -> str:
        return f"The endpoint {self._address.scheme}://{self._address.netloc}{self._address.path}"

    def _ask(self, query: str, wants: Wants, graphs: list[str]) -> EngineAnswer:
        """The endpoint's answer over these graphs; over those of its own choice if none are named."""
        fields = [("query", query)]
        for name in ("default-graph-uri", "named-graph-uri"):
            fields += [(name, graph) for graph in graphs]
        kept = [
            (key, value) for key, value in parse.parse_qsl(self._address.query) if key != "default-graph-uri"
        ]
        kind, body = self._send(parse.urlencode(kept + fields), _ACCEPT[wants])
        try:
            return _rows(kind, body) if wants == "rows" else _triples(kind, body)
        except (SyntaxError, ValueError) as fault:
            what = str(fault) if isinstance(fault, ValueError) else f"a broken {kind}"
            raise StoreError(
                f"{self._host} answered with {what}. Is it the address for SPARQL queries (often "
                f"…/sparql or …/query)?"
            ) from None

    def _send(self, fields: str, accept: str) -> tuple[str, bytes]:
        """The media type and the body of the answer to these fields."""
        plain = self._address._replace(query="", fragment="").geturl()
        headers = {"Accept": accept, "User-Agent": "goldthread"}
        if len(plain) + len(fields) < _LONGEST_ADDRESS:
            message = request.Request(f"{plain}?{fields}", headers=headers)
        else:
            message = request.Request(
                plain, fields.encode(), headers | {"Content-Type": "application/x-www-form-urlencoded"}
            )
        try:
            with self._opener.open(message, timeout=self._seconds) as response:
                return response.headers.get_content_type(), self._read(response)
        except error.HTTPError as fault:
            with fault:
                said = " ".join(fault.read(500).decode(errors="replace").split())
            raise StoreError(
                f"{self._host} refused with {fault.code}: {said or fault.reason}. Check the address "
                f"and the query."
            ) from None
        except (OSError, ValueError, http.client.HTTPException) as fault:
            reason = fault.reason if isinstance(fault, error.URLError) else fault or type(fault).__name__
            raise StoreError(
                f"{self._host} does not answer ({reason}). Check the address and the network, or ask "
                f"the built-in graph."
            ) from None

    def _read(self, response: http.client.HTTPResponse) -> bytes:
        """The body, read piece by piece: the socket's timeout alone would let a slow drip go on for ever."""
        until, chunks, size = time.monotonic() + self._seconds, [], 0
        while chunk := response.read1(1 << 16):
            chunks.append(chunk)
            size += len(chunk)
            if time.monotonic() > until or size > _MOST_BYTES:
                much = f"{self._seconds:.0f} seconds" if size <= _MOST_BYTES else f"{_MOST_BYTES >> 20} MB"
                raise StoreError(f"{self._host} was still sending after {much}. Ask for less, with LIMIT.")
        return b"".join(chunks)


def _rows(kind: str, body: bytes) -> QuerySolutions | QueryBoolean:
    if "json" not in kind:
        raise ValueError(f"{kind}, not with SPARQL results in JSON")
    return parse_query_results(body, QueryResultsFormat.JSON)


def _triples(kind: str, body: bytes) -> list[Triple]:
    form = RdfFormat.from_media_type(kind)
    if form not in (RdfFormat.N_TRIPLES, RdfFormat.TURTLE):
        raise ValueError(f"{kind}, not with N-Triples or Turtle")
    return [quad.triple for quad in parse_rdf(body, form)]
