"""Endpoints are asked by the plainest of the protocol; every way in which they fail gets a sentence."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from goldthread.graph.errors import StoreError
from goldthread.graph.store import remote
from goldthread.graph.store.base import Dataset
from goldthread.graph.store.remote import RemoteStore

GRAPHS = ["https://w3id.org/goldthread/graph/plan", "https://w3id.org/goldthread/graph/update"]
NONE = b'{"head":{"vars":["g"]},"results":{"bindings":[]}}'
Reply = tuple[int, dict[str, str], bytes]


@pytest.fixture
def server() -> Iterator[Callable[..., str]]:
    """A server that answers as it is told, and the address at which it does; what it was sent is in
    `server.seen`."""
    running: list[ThreadingHTTPServer] = []

    def start(
        reply: Callable[[dict[str, list[str]]], Reply],
        seen: list[tuple[str, dict[str, list[str]]]] | None = None,
    ) -> str:
        class Handler(BaseHTTPRequestHandler):
            def answer(self, sent: str) -> None:
                fields = parse_qs(sent)
                if seen is not None:
                    seen.append((self.command, fields))
                status, headers, body = reply(fields)
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def do_GET(self) -> None:
                self.answer(urlsplit(self.path).query)

            def do_POST(self) -> None:
                assert self.headers["Content-Type"] == "application/x-www-form-urlencoded"
                self.answer(self.rfile.read(int(self.headers["Content-Length"])).decode())

            def log_message(self, *_: object) -> None:
                pass

        running.append(ThreadingHTTPServer(("127.0.0.1", 0), Handler))
        threading.Thread(target=running[-1].serve_forever, args=(0.01,)).start()
        return f"http://127.0.0.1:{running[-1].server_port}/sparql"

    yield start
    for each in running:
        each.shutdown()
        each.server_close()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")


def rows(
    body: bytes, kind: str = "application/sparql-results+json"
) -> Callable[[dict[str, list[str]]], Reply]:
    return lambda fields: (200, {"Content-Type": kind}, body)


def test_its_graphs_are_discovered_once_and_named_with_each_query(server: Callable[..., str]) -> None:
    found = (
        b'{"head":{"vars":["g"]},"results":{"bindings":['
        b'{"g":{"type":"uri","value":"x:b"}},{"g":{"type":"uri","value":"x:a"}}]}}'
    )
    seen: list[tuple[str, dict[str, list[str]]]] = []
    store = RemoteStore(server(rows(found), seen))
    store.select("SELECT ?g { ?g ?p ?o }")
    store.select("SELECT ?g { ?s ?p ?g }")
    first, second, third = (fields for _, fields in seen)
    assert first == {"query": [remote._GRAPHS]}
    assert second == {
        "query": ["SELECT ?g { ?g ?p ?o }"],
        "default-graph-uri": ["x:a", "x:b"],
        "named-graph-uri": ["x:a", "x:b"],
    }
    assert third["query"] == ["SELECT ?g { ?s ?p ?g }"]


def test_a_query_with_graphs_of_its_own_is_asked_of_those(endpoint: str) -> None:
    store = RemoteStore(endpoint)
    found = store.run("SELECT ?x { ?x a ?class }", graphs=Dataset((GRAPHS[1],)))
    assert [row[0] for row in found] == [NamedNode("https://w3id.org/goldthread/id/mill/board/lights")]  # type: ignore[union-attr]
    assert store.graphs() == GRAPHS


def test_graphs_named_in_the_address_are_used_instead(endpoint: str) -> None:
    store = RemoteStore(f"{endpoint}?default-graph-uri={GRAPHS[0]}")
    assert store.graphs() == GRAPHS[:1]
    assert [row["x"].value for row in store.select("SELECT ?x { ?x a ?class }")] == [
        "https://w3id.org/goldthread/id/mill/deliverable/lamps"
    ]


def test_other_fields_of_the_address_are_kept(server: Callable[..., str]) -> None:
    seen: list[tuple[str, dict[str, list[str]]]] = []
    RemoteStore(server(rows(NONE), seen) + "?key=a%20b").graphs()
    assert seen == [("GET", {"key": ["a b"], "query": [remote._GRAPHS]})]


def test_a_long_query_goes_as_a_form_and_a_real_server_takes_both(
    endpoint: str, server: Callable[..., str]
) -> None:
    long = "x" * 5000
    seen: list[tuple[str, dict[str, list[str]]]] = []
    RemoteStore(server(rows(NONE), seen)).select("SELECT ?g { VALUES ?g { UNDEF } }", g=Literal(long))
    assert [method for method, _ in seen] == ["GET", "POST"]
    for text in ("short", long):
        assert RemoteStore(endpoint).select("SELECT ?g { VALUES ?g { UNDEF } }", g=Literal(text)) == [
            {"g": Literal(text)}
        ]


def test_a_server_without_named_graphs_is_asked_as_it_is(server: Callable[..., str]) -> None:
    seen: list[tuple[str, dict[str, list[str]]]] = []
    RemoteStore(server(rows(NONE), seen)).select("SELECT ?g { ?g ?p ?o }")
    assert seen[1] == ("GET", {"query": ["SELECT ?g { ?g ?p ?o }"]})


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/n-triples", b"<x:a> <x:b> <x:c> .\n"),
        ("text/turtle", b"@prefix x: <x:> . x:a x:b x:c ."),
    ],
)
def test_triples_come_as_n_triples_or_turtle(server: Callable[..., str], kind: str, body: bytes) -> None:
    def reply(fields: dict[str, list[str]]) -> Reply:
        return rows(body, kind)(fields) if "CONSTRUCT" in fields["query"][0] else rows(NONE)(fields)

    found = RemoteStore(server(reply)).construct("CONSTRUCT WHERE { ?s ?p ?o }")
    assert found == [Triple(NamedNode("x:a"), NamedNode("x:b"), NamedNode("x:c"))]


def test_more_graphs_than_can_be_named_are_told(server: Callable[..., str]) -> None:
    graphs = b",".join(b'{"g":{"type":"uri","value":"x:%d"}}' % n for n in range(1001))
    address = server(rows(b'{"head":{"vars":["g"]},"results":{"bindings":[' + graphs + b"]}}"))
    with pytest.raises(StoreError) as caught:
        RemoteStore(address).select("SELECT * { ?s ?p ?o }")
    assert str(caught.value) == (
        f"The endpoint {address} holds more than 1000 graphs. Add those you want to the address: "
        "?default-graph-uri=…"
    )


@pytest.mark.parametrize(
    ("address", "says"),
    [
        (
            "file:///etc/passwd",
            "file://… is no address of an endpoint. Give one that begins with http:// or https://.",
        ),
        (
            "http:///query",
            "http://… is no address of an endpoint. Give one that begins with http:// or https://.",
        ),
        (
            "http://me:secret@example.org/",
            "The address of example.org holds a user name, which cannot be sent. Ask for an address without.",
        ),
    ],
)
def test_only_plain_web_addresses_are_taken(address: str, says: str) -> None:
    with pytest.raises(StoreError) as caught:
        RemoteStore(address)
    assert str(caught.value) == says
