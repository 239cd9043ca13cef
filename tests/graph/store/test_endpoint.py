"""Whatever a server does, a request ends in time with the whole answer or a sentence, never with a part."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from goldthread.graph.errors import StoreError
from goldthread.graph.store.endpoint import Endpoint
from goldthread.graph.store.remote import RemoteStore
from tests.graph.store.misbehaving import Script, answer, chunked, dripping, said, serving, silent

ROW = {"s": {"type": "uri", "value": "x:a"}}
# An answer of one row that is whole, whatever stands around it.
WHOLE = ""
AGAIN = "broke off before its answer was whole. Ask again."
UNMEASURED = "does not say how long its answer is, so that a loss would not show. Ask for rows instead."


def rows(*bindings: Any, names: tuple[str, ...] = ("s",)) -> dict[str, Any]:
    return {"head": {"vars": list(names)}, "results": {"bindings": list(bindings)}}


def one(term: dict[str, Any]) -> Script:
    return said(answer(rows({"s": term})))


def silence(why: str) -> str:
    return f"does not answer ({why}). Check the address and the network, or ask the built-in graph."


def refusal(why: str) -> str:
    return f"refused with {why}. Check the address and the query."


def other(what: str) -> str:
    return f"answered with {what}. Is it the address for SPARQL queries (often …/sparql or …/query)?"


def broken(where: str) -> str:
    return other(f"a broken application/sparql-results+json ({where})")


LATE = silence("no whole answer in 0.3 seconds")
GOOD = json.dumps(rows(ROW)).encode()
TEXT = b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"literal","value":%b}}]}}'
DEEP = '{"head":{"vars":["s"]},"results":{"bindings":[{"s":' + '{"type":"triple","value":{"subject":' * 5000

KINDS: list[tuple[str, Script, str]] = [
    ("closes at once", said(b""), silence("Remote end closed connection without response")),
    ("closes in the status line", said(b"HTTP/1.1 20"), silence("HTTP/1.1 20")),
    ("closes in the headers", said(b"HTTP/1.1 200 OK\r\nContent-Ty"), UNMEASURED),
    ("body shorter than said", said(answer(GOOD, length=len(GOOD) + 9)), AGAIN),
    ("no body at all", said(answer(b"", length=90)), AGAIN),
    (
        "half the body, length not said",
        said(answer(GOOD[:40], length=-1)),
        broken("Parser error at line 1 column 39: Unexpected end of file"),
    ),
    ("a chunk cut off", said(chunked(GOOD)[:-30]), AGAIN),
    ("the last chunk missing", said(chunked(GOOD, end=b"")), AGAIN),
    ("a chunk of no length", said(chunked(GOOD, end=b"zz\r\n")), AGAIN),
    ("a chunk of negative length", said(chunked(end=b"-5\r\nabc\r\n")), AGAIN),
    ("a chunk of huge length", said(chunked(end=b"fffffffffff\r\nabc\r\n")), AGAIN),
    (
        "rows cut off after a whole row",
        said(answer(GOOD[:-3])),
        broken(
            "Parser error at line 1 column 90: Array values must be followed by a comma to add a new value "
            "or a squared bracket to end the array"
        ),
    ),
    ("says nothing", silent(), LATE),
    ("status a byte at a time", dripping(b"HTTP/1.1 200 OK\r\n"), LATE),
    ("headers without end", dripping(b"X: y\r\n", before=b"HTTP/1.1 200 OK\r\n"), LATE),
    ("hundred continues without end", dripping(b"HTTP/1.1 100 Continue\r\n\r\n", pause=0.0005), LATE),
    ("body a byte at a time", dripping(b" ", before=answer(b"", length=90000)), LATE),
    ("chunks a byte at a time", dripping(b"1\r\n \r\n", before=chunked(end=b"")), LATE),
    ("stops in the body", silent(answer(GOOD, length=len(GOOD) + 1)), LATE),
    ("stops in the headers", silent(b"HTTP/1.1 200 OK\r\n"), LATE),
    ("stops in a refusal", silent(answer(b"no", status="500 Oops", length=99)), LATE),
    ("is no HTTP", said(b"SSH-2.0-OpenSSH\r\n"), silence("SSH-2.0-OpenSSH�")),
    ("a status that is no number", said(b"HTTP/1.1 two OK\r\n\r\n"), silence("HTTP/1.1 two OK�")),
    ("a header without colon", said(b"HTTP/1.1 200 OK\r\nnothing\r\n\r\n" + GOOD), UNMEASURED),
    (
        "a header of 70,000 characters",
        said(answer(GOOD, X_Long="y" * 70000)),
        silence("got more than 65536 bytes when reading header line"),
    ),
    (
        "200 headers",
        said(answer(GOOD, **dict[str, Any]({f"X_{n}": "y" for n in range(200)}))),
        silence("got more than 100 headers"),
    ),
    ("a length that is no number", said(answer(GOOD, length=-1, Content_Length="many")), WHOLE),
    ("a negative length", said(answer(GOOD, length=-1, Content_Length="-7")), WHOLE),
    (
        "two lengths",
        said(answer(GOOD, content_length=str(len(GOOD) - 5))),
        "gave two lengths for one answer. Ask its keeper.",
    ),
    ("no content", said(answer(b"", status="204 No Content")), refusal("204: No Content")),
    ("partial content", said(answer(GOOD, status="206 Partial Content")), refusal("206: Partial Content")),
    (
        "refused",
        said(answer("Parse error: \x1b[31mline 1\n" + "x" * 500, status="400 Bad Request")),
        refusal("400: Parse error: �[31mline 1 " + "x" * 175 + " … (400 characters)"),
    ),
    ("needs a password", said(answer(b"", status="401 Unauthorized")), refusal("401: Unauthorized")),
    ("not found", said(answer("<html>", "text/html", status="404 Not Found")), refusal("404: <html>")),
    ("busy", said(answer(b"", status="503 Service Unavailable")), refusal("503: Service Unavailable")),
    ("a status of its own", said(answer(GOOD, status="299 Odd \x1b[2J")), refusal("299: Odd �[2J")),
    (
        "sends on to itself",
        said(answer(b"", status="302 Found", Location="/sparql")),
        refusal(
            "302: The HTTP server returned a redirect error that would lead to an infinite loop. The last "
            "30x error message was: Found"
        ),
    ),
    (
        "sends on to another server",
        said(answer(b"", status="302 Found", Location="http://example.org/\x1b[2J")),
        (
            "sends on to another server, http://example.org/%1B[2J, which is not followed. Give that "
            "address if you trust it."
        ),
    ),
    (
        "sends on to a file",
        said(answer(b"", status="302 Found", Location="file:///etc/passwd")),
        refusal("302: Found - Redirection to url 'file:///etc/passwd' is not allowed"),
    ),
    ("sends on to nowhere", said(answer(b"", status="301 Moved")), refusal("301: Moved")),
    (
        "sends on to what is no address",
        said(answer(b"", status="302 Found", Location="http://[")),
        silence("Invalid IPv6 URL"),
    ),
    (
        "a page",
        said(answer("<html>Log in</html>", "text/html")),
        other("text/html, not with SPARQL results in JSON"),
    ),
    ("no type", said(answer(GOOD, None)), other("text/plain, not with SPARQL results in JSON")),
    (
        "a type of 300 letters",
        said(answer(GOOD, "text/" + "x" * 300)),
        other("text/" + "x" * 95 + " … (305 characters), not with SPARQL results in JSON"),
    ),
    (
        "rows in XML",
        said(answer("<sparql/>", "application/sparql-results+xml")),
        other("application/sparql-results+xml, not with SPARQL results in JSON"),
    ),
    (
        "packed",
        said(answer(GOOD, Content_Encoding="gzip")),
        "sent its answer packed (gzip), which was not asked for.",
    ),
    (
        "empty",
        said(answer(b"")),
        broken("Parser error at line 1 column 1: Unexpected end of file, a value was expected"),
    ),
    (
        "no UTF-8",
        said(
            answer(
                b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"literal","value":"\xff"}}]}}'
            )
        ),
        broken(
            "Parser error at line 1 column 79: Invalid UTF-8: invalid utf-8 sequence of 1 bytes from index 0"
        ),
    ),
    (
        "half a character",
        said(
            answer(
                '{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"literal","value":"\\ud800"}}]}}'
            )
        ),
        broken("Parser error at line 1 column 78: Unexpected end of file"),
    ),
    ("NUL bytes", said(answer(b"\0" * 50)), broken("Parser error at line 1 column 1: Unexpected char: '�'")),
    ("a list", said(answer("[]")), broken("SPARQL JSON results must be an object")),
    ("null", said(answer("null")), broken("SPARQL JSON results must be an object")),
    (
        "no head",
        said(answer({"results": {"bindings": []}})),
        broken("SPARQL JSON results must contain a 'boolean' or a 'results' key"),
    ),
    (
        "no results",
        said(answer({"head": {"vars": ["s"]}})),
        broken("SPARQL JSON results must contain a 'boolean' or a 'results' key"),
    ),
    (
        "rows that are text",
        said(answer({"head": {"vars": ["s"]}, "results": {"bindings": "many"}})),
        broken("SPARQL JSON results bindings must be an array"),
    ),
    (
        "a row that is a list",
        said(answer({"head": {"vars": ["s"]}, "results": {"bindings": [["x:a"]]}})),
        broken("Expecting a new solution object"),
    ),
    (
        "nested 100,000 deep",
        said(answer('{"head":' + "[" * 100000)),
        broken("SPARQL JSON results head must be an object"),
    ),
    (
        "triple terms nested 5,000 deep",
        said(
            answer(
                '{"head":{"vars":["s"]},"results":{"bindings":[{"s":'
                + '{"type":"triple","value":{"subject":' * 5000
            )
        ),
        other("a broken application/sparql-results+json"),
    ),
    ("too large", said(answer(b" " * 3_000_000)), "was still sending after 2 MB. Ask for less, with LIMIT."),
    (
        "yes where rows are asked",
        said(answer({"head": {}, "boolean": True})),
        other("a yes or no, where rows were asked for"),
    ),
    (
        "another column",
        said(answer(rows({"t": ROW["s"]}, names=("t",)))),
        other("other columns than those that were asked for (?s, ?t)"),
    ),
    (
        "a column too many",
        said(answer(rows(ROW, names=("s", "t")))),
        other("other columns than those that were asked for (?t)"),
    ),
    (
        "a column too few",
        said(answer(rows({}, names=()))),
        other("other columns than those that were asked for (?s)"),
    ),
    (
        "a value of a column that is not named",
        said(answer(rows(ROW | {"u": ROW["s"]}))),
        broken("The variable u has not been defined in the header"),
    ),
    ("a term of no type", one({"value": "x:a"}), broken("Term serialization must have a 'type' key")),
    (
        "a term of another type",
        one({"type": "thing", "value": "x:a"}),
        broken("Unexpected term type: 'thing'"),
    ),
    ("a term without value", one({"type": "uri"}), broken("uri serialization must have a 'value' key")),
    (
        "a number as value",
        said(answer('{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"literal","value":NaN}}]}}')),
        broken("Parser error at line 1 column 78: Unexpected char: 'N'"),
    ),
    (
        "a name that is no IRI",
        one({"type": "uri", "value": "no iri <>"}),
        broken("Invalid uri value: Invalid IRI code point ' '"),
    ),
    (
        "a relative name",
        one({"type": "uri", "value": "board"}),
        broken("Invalid uri value: No scheme found in an absolute IRI"),
    ),
    (
        "a language that is none",
        one({"type": "literal", "value": "a", "xml:lang": "-"}),
        broken("Invalid xml:lang value '-': A subtag should not be empty"),
    ),
    (
        "a type that is no IRI",
        one({"type": "literal", "value": "a", "datatype": "<>"}),
        broken("Invalid datatype: Invalid IRI code point '<'"),
    ),
    (
        "cut off at a number of rows",
        said(answer(rows(ROW), X_SPARQL_MaxRows="1")),
        other("no more than 1 rows, and there may be others; ask for fewer, with LIMIT"),
    ),
    ("not cut off", said(answer(rows(ROW), X_SPARQL_MaxRows="2")), WHOLE),
    ("a number of rows that is none", said(answer(rows(ROW), X_SPARQL_MaxRows="all")), WHOLE),
    (
        "a triple as a term",
        one({"type": "triple", "value": {"subject": ROW["s"], "predicate": ROW["s"], "object": ROW["s"]}}),
        other("triple terms, which are not SPARQL 1.1"),
    ),
]


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")


@pytest.mark.parametrize(("script", "ending"), [kind[1:] for kind in KINDS], ids=[kind[0] for kind in KINDS])
def test_a_server_that_misbehaves_is_told_in_a_sentence(script: Script, ending: str) -> None:
    with serving(script) as address:
        store = RemoteStore(f"{address}?default-graph-uri=x:g", seconds=0.3, megabytes=2)
        if ending == WHOLE:
            assert [str(row["s"]) for row in store.select("SELECT ?s { ?s ?p ?o }")] == ["<x:a>"]
            return
        with pytest.raises(StoreError) as caught:
            store.select("SELECT ?s { ?s ?p ?o }")
        assert str(caught.value) == f"The endpoint {address} {ending}"


@pytest.mark.parametrize(
    ("script", "ending"),
    [
        (
            said(answer("<x:a> <x:b> <x:c> .\n<x:a> <x:b", "application/n-triples")),
            "a broken application/n-triples",
        ),
        (said(answer("<x:a> <x:b> <x:c> .\n", "application/n-triples", length=-1)), UNMEASURED),
        (said(answer("<x:a> <x:b> <x:c> .\n", "application/n-triples", length=99)), AGAIN),
        (said(answer("<rdf/>", "application/rdf+xml")), "application/rdf+xml, not with N-Triples or Turtle"),
        (said(answer("<x:a> <x:b> <<( <x:a> <x:b> <x:c> )>> .", "application/n-triples")), "triple terms"),
        (said(answer("<<(" * 5000, "text/turtle")), "too many triple terms"),
        (
            said(answer("<x:a> <x:b> <x:c> .\n", "application/n-triples", X_SPARQL_MaxRows="1")),
            "answered with no more than 1 rows",
        ),
    ],
)
def test_triples_are_whole_or_told_too(script: Script, ending: str) -> None:
    with serving(script) as address, pytest.raises(StoreError) as caught:
        store = RemoteStore(f"{address}?default-graph-uri=x:g", seconds=0.3, megabytes=2)
        store.construct("CONSTRUCT WHERE { ?s ?p ?o }")
    assert ending in str(caught.value)


def test_yes_or_no_is_not_taken_from_rows() -> None:
    with serving(said(answer(GOOD))) as address, pytest.raises(StoreError) as caught:
        RemoteStore(f"{address}?default-graph-uri=x:g", seconds=0.3).ask("ASK { ?s ?p ?o }")
    assert "answered with rows, where a yes or no was asked for." in str(caught.value)


def test_a_redirect_on_the_same_server_is_followed() -> None:
    asked: list[int] = []

    def script(connection: Any, over: Any) -> None:
        asked.append(1)
        moved = answer(b"", status="307 Moved", Location="/new")
        connection.sendall(moved if len(asked) == 1 else answer(GOOD))

    with serving(script) as address:
        kind, body, _ = Endpoint(address, 5, 1).send([("query", "ASK {}")], "text/plain")
    assert (kind, body, len(asked)) == ("application/sparql-results+json", GOOD, 2)


def test_a_name_that_is_looked_up_for_ever_ends_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket
    import threading

    over = threading.Event()
    wait: Callable[..., Any] = lambda *_, **__: over.wait(5) and []
    monkeypatch.setattr(socket, "getaddrinfo", wait)
    with pytest.raises(StoreError, match=r"no whole answer in 0\.1 seconds"):
        Endpoint("http://nowhere.invalid/sparql", 0.1, 1).send([("query", "ASK {}")], "text/plain")
    over.set()


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("http://[", "http://[ is no address: Invalid IPv6 URL. Write one such as https://host/sparql."),
        ("http://h:99999/", "http://h:99999/ is no address: Port out of range 0-65535. Write one such as "),
        ("http://me:\x1b@h/", "The address of h holds a user name, which cannot be sent. Ask for an address"),
        ("ftp://h/", "ftp://… is no address of an endpoint. Give one that begins with http:// or https://."),
        (
            "http:///sparql",
            "http://… is no address of an endpoint. Give one that begins with http:// or https://",
        ),
    ],
)
def test_what_is_no_address_is_told(address: str, says: str) -> None:
    with pytest.raises(StoreError) as caught:
        Endpoint(address, 1, 1)
    assert str(caught.value).startswith(says)
