"""Queries run in a child, come back in every format, and no query of death takes us with it."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, parse

from goldthread.graph import errors
from goldthread.graph.sparql.runner import run
from tests.graph.store.misbehaving import answer, serving

DEADLY = sorted((Path(__file__).parents[2] / "cases" / "queries-of-death").glob("*.rq"))
LAMPS = NamedNode("https://w3id.org/goldthread/id/mill/deliverable/lamps")
LIGHTS = NamedNode("https://w3id.org/goldthread/id/mill/board/lights")
LABELS = "SELECT ?x ?label ?none {\n ?x skos:prefLabel ?label FILTER(LANG(?label) = '') } ORDER BY ?label"


def test_rows_come_as_sparql_results_and_for_a_table(boards: Path) -> None:
    result = run(LABELS, boards)
    assert result.body == (
        b'{"head":{"vars":["x","label","none"]},"results":{"bindings":['
        b'{"x":{"type":"uri","value":"https://w3id.org/goldthread/id/mill/board/lights"},'
        b'"label":{"type":"literal","value":"Lights Board"}},'
        b'{"x":{"type":"uri","value":"https://w3id.org/goldthread/id/mill/deliverable/lamps"},'
        b'"label":{"type":"literal","value":"Street lamps"}}]}}'
    )
    assert result.rows == [
        {"x": LIGHTS, "label": Literal("Lights Board")},
        {"x": LAMPS, "label": Literal("Street lamps")},
    ]
    assert (result.form, result.format, result.variables, result.truth, result.cut, result.notes) == (
        "SELECT",
        "json",
        ["x", "label", "none"],
        None,
        False,
        [],
    )


@pytest.mark.parametrize(
    ("format", "body"),
    [
        ("csv", b"label,lang\r\nBwrdd y Goleuadau,cy\r\n"),
        ("tsv", b'?label\t?lang\n"Bwrdd y Goleuadau"@cy\t"cy"\n'),
        (
            "xml",
            (
                b'<?xml version="1.0"?><sparql '
                b'xmlns="http://www.w3.org/2005/sparql-results#"><head><variable '
                b'name="label"/><variable name="lang"/></head>'
                b'<results><result><binding name="label"><literal xml:lang="cy">Bwrdd y '
                b"Goleuadau</literal></binding>"
                b'<binding name="lang"><literal>cy</literal></binding></result></results></sparql>'
            ),
        ),
    ],
)
def test_rows_come_in_each_format_of_the_standard(format: str, body: bytes, boards: Path) -> None:
    result = run(
        "SELECT ?label ?lang { ?x skos:prefLabel ?label BIND(LANG(?label) AS ?lang) FILTER(?lang != '') }",
        boards,
        format=format,
    )
    assert result.body == body
    assert result.rows == [{"label": Literal("Bwrdd y Goleuadau", language="cy"), "lang": Literal("cy")}]


def test_a_yes_or_no_and_triples_come_too(boards: Path) -> None:
    yes = run("ASK { ?x a gt:Board }", boards)
    assert (yes.body, yes.truth, yes.rows) == (b'{"head":{},"boolean":true}', True, [])
    assert run("ASK { ?x a gt:Pledge }", boards, format="csv").body == b"false"
    triples = run("CONSTRUCT { ?y <x:oversees> ?x } { ?x gt:overseenBy ?y }", boards, format="nt")
    assert triples.body == f"{LIGHTS} <x:oversees> {LAMPS} .\n".encode()
    assert triples.rows == [{"subject": LIGHTS, "predicate": NamedNode("x:oversees"), "object": LAMPS}]
    turtle = run("CONSTRUCT WHERE { ?x gt:overseenBy ?y }", boards)
    assert turtle.format == "ttl"
    assert turtle.body == (
        b"@prefix gt: <https://w3id.org/goldthread/ns#> .\n@prefix id: <https://w3id.org/goldthread/id/> .\n"
        b"id:mill\\/deliverable\\/lamps gt:overseenBy id:mill\\/board\\/lights .\n"
    )


def test_the_columns_of_select_star_stand_as_in_the_query(boards: Path) -> None:
    assert (
        run("SELECT * { ?x gt:overseenBy ?board . ?board a ?class }", boards, format="csv").body.splitlines()[
            0
        ]
        == b"x,board,class"
    )


def test_a_format_that_does_not_fit_is_told(boards: Path) -> None:
    with pytest.raises(
        errors.QueryError,
        match=r"^A SELECT query cannot be given as ttl\. Choose one of: json, csv, tsv, xml\.$",
    ):
        run(LABELS, boards, format="ttl")


def test_what_is_cut_says_so(boards: Path) -> None:
    result = run("SELECT ?s { ?s ?p ?o }", boards, rows=2)
    assert (len(result.rows), result.cut) == (2, True)
    assert result.notes == [
        "Only the first 2 rows are here; there are more. Add LIMIT and OFFSET, or ask for less."
    ]
    assert run("CONSTRUCT WHERE { ?s ?p ?o }", boards, rows=2, format="nt").body.count(b"\n") == 2
    whole = run("SELECT ?s { ?s ?p ?o }", boards, rows=6)
    assert (len(whole.rows), whole.cut, whole.notes) == (6, False, [])


def doubled(times: int) -> str:
    """A query whose one value is 10 characters, doubled so many times."""
    steps = "".join(f"BIND(CONCAT(?v{n}, ?v{n}) AS ?v{n + 1}) " for n in range(times))
    return f'SELECT ?v{times} {{ BIND("ten letter" AS ?v0) {steps}}}'


@pytest.mark.parametrize("format", ["json", "csv", "tsv", "xml"])
def test_a_row_that_is_too_long_is_told(format: str, boards: Path) -> None:
    assert run(doubled(17), boards, format=format).length == 1_310_728
    with pytest.raises(errors.QueryLimit) as refused:
        run(doubled(18), boards, format=format)
    assert str(refused.value) == (
        "A row of the results has 2,621,442 characters; 2,000,000 are allowed. Ask for less, for example "
        "with SUBSTR(, or for fewer columns."
    )


def test_results_that_are_too_many_for_whoever_asked_are_told(boards: Path) -> None:
    three = "SELECT * { VALUES ?x { 1 2 3 } VALUES ?y { 1 2 3 } VALUES ?z { 1 2 3 } "
    asked = three + doubled(17).removeprefix("SELECT ?v17 {")
    with pytest.raises(errors.QueryLimit) as refused:
        run(asked.replace("*", "?v17"), boards, format="tsv", megabytes=512)
    assert str(refused.value) == (
        "The results take 33 MB; 32 are allowed. Ask for less: name a thing or a property, join every "
        "pattern to the others by a variable, add LIMIT, or allow more memory."
    )


def test_how_much_there_is_is_known_without_reading_it(boards: Path) -> None:
    found = run("SELECT ?s ?p { ?s ?p ?o }", boards)
    assert (found.cells, found.length) == (12, len(found._plain))


def test_characters_that_xml_cannot_hold_are_replaced_with_a_note(tmp_path: Path) -> None:
    file = tmp_path / "escape.nt"
    file.write_text('<urn:a> <urn:b> "red \\u001B[31m \\u202E" .')
    found = run("SELECT ?o { ?s ?p ?o }", file, format="xml")
    assert "<literal>red \ufffd[31m \u202e</literal>" in found.body.decode()
    assert found.notes == [
        "XML cannot hold some control characters; \ufffd stands in their place. JSON holds them."
    ]
    assert run("SELECT ?o { ?s ?p ?o }", file, format="csv").body == "o\r\nred \x1b[31m \u202e\r\n".encode()


@pytest.mark.parametrize("at_first", [True, False])
def test_a_server_that_is_late_is_not_the_fault_of_the_query(
    at_first: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("no_proxy", "*")
    asked: list[int] = []

    def script(connection: socket.socket, over: threading.Event) -> None:
        asked.append(1)
        if at_first or len(asked) > 1:
            over.wait(10)
        connection.sendall(answer({"head": {"vars": ["g"]}, "results": {"bindings": []}}))

    with serving(script) as address, pytest.raises(errors.StoreError) as late:
        run("ASK { ?s ?p ?o }", address, seconds=0.4)
    assert str(late.value) == (
        f"The endpoint {address} does not answer (no whole answer in 0.4 seconds). Check the address and the "
        f"network, or ask the built-in graph."
    )
    assert len(asked) == 2 - at_first


def test_the_graphs_of_from_are_read_against_the_base(tmp_path: Path) -> None:
    file = tmp_path / "two.nq"
    file.write_text('<urn:a> <urn:b> "here" <http://example.org/g> .\n<urn:a> <urn:b> "there" <urn:h> .\n')
    found = run("BASE <http://example.org/> SELECT ?o FROM <g> { ?s ?p ?o }", file)
    assert found.rows == [{"o": Literal("here")}]


def test_a_misspelt_name_is_noted(boards: Path) -> None:
    result = run("SELECT ?x { ?x gt:overseenby ?y }", boards)
    assert (result.rows, result.notes) == (
        [],
        ["gt:overseenby is not in the graph or the ontology. Did you mean gt:overseenBy?"],
    )


def test_from_chooses_among_the_graphs_of_the_store(boards: Path) -> None:
    assert run("SELECT ?x FROM <https://w3id.org/goldthread/graph/update> { ?x a ?class }", boards).rows == [
        {"x": LIGHTS}
    ]


def test_errors_keep_their_place(boards: Path) -> None:
    with pytest.raises(errors.QuerySyntax) as caught:
        run("SELECT ?x {\n ?x gt:overseenBy }", boards)
    assert (caught.value.line, caught.value.column) == (2, 19)
    with pytest.raises(errors.QuerySyntax, match="SELECT names a variable that the pattern does not bind"):
        run("SELECT ?x ?y { ?x a gt:Board } GROUP BY ?x", boards)
    with pytest.raises(
        errors.QueryRefused,
        match=r"The engine gave up: The custom function <x:f> is not supported\. Leave out the function",
    ):
        run("SELECT * { ?s ?p ?o FILTER(<x:f>(?s)) }", boards)
    with pytest.raises(errors.StoreError, match="There is nothing at nowhere"):
        run("ASK { }", "nowhere")


@pytest.mark.parametrize("place", ["boards_on_disk", "endpoint"])
def test_every_kind_of_store_is_asked_in_the_same_way(
    place: str, request: pytest.FixtureRequest, boards: Path
) -> None:
    where = request.getfixturevalue(place)
    assert run(LABELS, where).rows == run(LABELS, boards).rows
    assert (
        run("CONSTRUCT WHERE { ?x gt:overseenBy ?y }", where).body
        == run("CONSTRUCT WHERE { ?x gt:overseenBy ?y }", boards).body
    )
    assert run("SELECT ?x FROM <https://w3id.org/goldthread/graph/update> { ?x a ?class }", where).rows == [
        {"x": LIGHTS}
    ]
    with pytest.raises(errors.QueryRefused, match="no such graph"):
        run("ASK FROM <file:///etc/passwd> { }", where)
    with pytest.raises(errors.QueryRefused, match="SERVICE"):
        run("ASK { SERVICE <http://127.0.0.1:9/> { } }", where)
    assert run("ASK { ?x gt:overseenby ?y }", where).notes != []


@pytest.fixture(scope="module")
def ring(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of 100 nodes in a ring, each tied to the next three."""
    file = tmp_path_factory.mktemp("ring") / "ring.nt"
    file.write_text(
        "".join(
            f"<x:{node}> <x:next> <x:{(node + step) % 100}> .\n" for node in range(100) for step in (1, 2, 3)
        )
    )
    return file


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as opened:
        opened.settimeout(0)
        yield opened


def test_there_are_at_least_a_dozen_queries_of_death() -> None:
    assert len(DEADLY) >= 12


@pytest.mark.parametrize("file", DEADLY, ids=lambda file: file.stem)
def test_a_query_of_death_is_stopped_with_a_sentence_and_reaches_nobody(
    file: Path, ring: Path, listener: socket.socket
) -> None:
    query = file.read_bytes().decode().replace("127.0.0.1:9", f"127.0.0.1:{listener.getsockname()[1]}")
    expected, _, says = query.partition("\n")[0].removeprefix("# ").partition(": ")
    # Minutes for what ends of itself, so that a busy machine cannot make another death of it.
    if expected in ("answers", "cut"):
        assert run(query, ring, seconds=300, megabytes=600, rows=1000).cut is (expected == "cut")
    else:
        with pytest.raises(getattr(errors, expected), match=says.replace("+", r"\+")):
            run(query, ring, seconds=1 if "stopped" in says else 300, megabytes=600)
    with pytest.raises(BlockingIOError):
        listener.accept()


def test_a_query_of_a_megabyte_is_refused_before_it_is_read(ring: Path) -> None:
    with pytest.raises(errors.QueryLimit, match="1,000,000 characters; 100,000 are allowed"):
        run("SELECT * { " + "{" * 999_989, ring)


def test_the_engine_alone_does_reach_for_the_network(listener: socket.socket) -> None:
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    query = f"PREFIX x: <{address}> SELECT * {{ SERVICE SILENT x:y {{ ?s ?p ?o }} }}"
    listener.settimeout(0.1)
    asking = threading.Thread(target=lambda: list(Store().query(query)))  # type: ignore[arg-type]
    asking.start()
    calls = 0
    while asking.is_alive():
        try:
            listener.accept()[0].close()
            calls += 1
        except TimeoutError:
            pass
    assert calls > 0


def test_a_query_that_is_stopped_leaves_no_process_behind(
    ring: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def start(*given: object, **options: object) -> subprocess.Popen[bytes]:
        started.append(popen(*given, **options))  # type: ignore[call-overload]
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", start)
    with pytest.raises(
        errors.QueryLimit,
        match=re.escape("The query was stopped after 0.3 seconds. Ask for less: name a thing or a property"),
    ):
        run(
            "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }",
            ring,
            seconds=0.3,
        )
    # Waited for, so not even a zombie is left, and ended from outside, not of itself.
    assert [child.returncode for child in started] == [-signal.SIGKILL]


def test_results_are_the_same_as_the_engine_s_own(boards: Path) -> None:
    triples = run("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", boards, format="nt").body
    assert {quad.triple for quad in parse(triples, RdfFormat.N_TRIPLES)} == {
        quad.triple for quad in parse(path=boards, format=RdfFormat.TRIG)
    }
