"""One question has one answer wherever the graph is kept; a place with nothing in it is told."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Triple
from pyoxigraph import Store as Engine

from goldthread.graph import paths
from goldthread.graph.errors import StoreError
from goldthread.graph.store import cache_folder
from goldthread.graph.store.base import Dataset
from goldthread.graph.store.oxigraph import (
    OxigraphStore,
    Store,
    open_prepared,
    open_store,
    prepared,
    unopened,
)
from goldthread.graph.store.sandbox import ChildDied, Limits

ID = "https://w3id.org/goldthread/id/mill/"
OVERSEEN = """
PREFIX gt: <https://w3id.org/goldthread/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?label ?board ?former {
  VALUES ?board { UNDEF }
  ?thing gt:overseenBy ?board .
  ?board skos:prefLabel ?label .
  OPTIONAL { ?board skos:hiddenLabel ?former }
} ORDER BY ?label
"""
LIGHTS = NamedNode(f"{ID}board/lights")
ROWS = [
    {"label": Literal("Bwrdd y Goleuadau", language="cy"), "board": LIGHTS},
    {"label": Literal("Lights Board"), "board": LIGHTS},
]


@pytest.fixture(params=["built in", "file", "folder", "endpoint"])
def store(
    request: pytest.FixtureRequest, boards: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Store:
    """The same graph in each kind of place."""
    if request.param == "endpoint":
        return open_store(request.getfixturevalue("endpoint"))
    if request.param == "folder":
        return open_store(request.getfixturevalue("boards_on_disk"))
    if request.param == "file":
        return open_store(str(boards))
    build(boards, tmp_path, monkeypatch)
    return open_store()


def build(boards: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = folder / "goldthread.trig"
    built.write_bytes(boards.read_bytes())
    (folder / "goldthread.sha256").write_text(hashlib.sha256(built.read_bytes()).hexdigest())
    monkeypatch.setattr(paths, "GRAPH", str(built))
    monkeypatch.setattr(paths, "DIGEST", str(folder / "goldthread.sha256"))
    monkeypatch.setenv("GOLDTHREAD_CACHE", str(folder / "cache"))


def test_the_same_question_has_the_same_answer_in_each_place(store: Store) -> None:
    with store:
        assert store.select(OVERSEEN) == ROWS
        assert store.select(OVERSEEN, board=LIGHTS) == ROWS
        assert store.select(OVERSEEN, board=[NamedNode(f"{ID}board/none"), LIGHTS]) == ROWS
        assert store.select(OVERSEEN, board=NamedNode(f"{ID}board/none")) == []
        assert store.select(OVERSEEN, board=[]) == []


def test_ask_and_construct_too_with_all_graphs_as_one(store: Store) -> None:
    asks = (
        "PREFIX gt: <https://w3id.org/goldthread/ns#> ASK { VALUES ?board { UNDEF } ?x gt:overseenBy "
        "?board . ?board a gt:Board }"
    )
    assert store.ask(asks) is True
    assert store.ask(asks, board=Literal("x")) is False
    builds = (
        "PREFIX gt: <https://w3id.org/goldthread/ns#> CONSTRUCT { ?board <x:oversees> ?x } { ?x "
        "gt:overseenBy ?board . ?board a gt:Board }"
    )
    assert store.construct(builds) == [
        Triple(LIGHTS, NamedNode("x:oversees"), NamedNode(f"{ID}deliverable/lamps"))
    ]


def test_each_graph_can_be_asked_by_its_name_too(store: Store) -> None:
    assert store.graphs() == [
        "https://w3id.org/goldthread/graph/plan",
        "https://w3id.org/goldthread/graph/update",
    ]
    rows = store.select("SELECT ?g { GRAPH ?g { ?x a ?class } } ORDER BY ?g")
    assert [row["g"] for row in rows] == [NamedNode(graph) for graph in store.graphs()]


def test_text_bound_to_a_question_comes_back_as_it_was(store: Store) -> None:
    text = "end\" } ; DROP ALL # \\ \n \r \t \u2028 \U0001f600 '''"
    assert store.select("SELECT ?text { VALUES ?text { UNDEF } }", text=Literal(text)) == [
        {"text": Literal(text)}
    ]


def test_a_value_without_a_place_in_the_question_is_an_error(store: Store) -> None:
    with pytest.raises(ValueError, match="no place for text"):
        store.select("SELECT ?x { ?x ?y ?z }", text=Literal("x"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_or_device_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "x.ttl"
    os.mkfifo(pipe)
    for place in (pipe, Path(os.devnull)):
        with pytest.raises(StoreError) as told:
            open_store(place)
        assert str(told.value) == (
            f"{place} is no file. Give an RDF file, the folder of an Oxigraph store, or the address of an "
            f"endpoint."
        )


def test_a_place_where_there_is_nothing_is_told(tmp_path: Path) -> None:
    with pytest.raises(
        StoreError,
        match=r"^There is nothing at nowhere\.ttl\. Give an RDF file, the folder of an Oxigraph store, or",
    ):
        open_store("nowhere.ttl")
    with pytest.raises(StoreError, match=r"^There is nothing at a b\.ttl\. Give an RDF file"):
        open_store("a\nb.ttl")
    with pytest.raises(StoreError, match="^There is nothing at a\ufffdb"):
        open_store("a\0b.ttl")
    with pytest.raises(
        StoreError, match=r"is no Oxigraph store that can be opened .*Make one with `oxigraph load`\."
    ):
        open_store(tmp_path)
    assert os.listdir(tmp_path) == []
    with pytest.raises(
        StoreError,
        match=r"^ftp://… is no address of an endpoint\. Give one that begins with http:// or https://\.$",
    ):
        open_store("ftp://example.org/sparql")


@pytest.mark.parametrize("kind", ["boards", "boards_on_disk", "endpoint"])
def test_a_place_can_be_made_ready_here_and_opened_in_a_process_that_may_be_killed(
    kind: str, request: pytest.FixtureRequest
) -> None:
    place = prepared(str(request.getfixturevalue(kind)))
    assert json.loads(json.dumps(place)) == place
    with open_prepared(place) as store:
        assert store.select(OVERSEEN) == ROWS


def test_the_built_in_graph_is_made_ready_before_it_is_opened(
    boards: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(boards, tmp_path, monkeypatch)
    assert prepared(None) == {"where": None, "folder": None, "limits": [120, 4096]}
    monkeypatch.setattr(cache_folder, "_make", None)
    with open_prepared(prepared(None)) as store:
        assert store.select(OVERSEEN) == ROWS


@pytest.mark.parametrize(
    ("kind", "limits", "said"),
    [
        (
            "boards",
            [8, 400],
            "{} cannot be read: reading it took longer than 7 seconds. Load it into an on-disk",
        ),
        ("boards_on_disk", [10, 1000], "Reading the store {} took longer than 7 seconds; it may be damaged."),
        (
            "endpoint",
            [120, 4096],
            "The store {} could not be opened: the process for it took longer than 7 seconds.",
        ),
    ],
)
def test_opening_has_limits_and_what_dies_of_them_is_told(
    kind: str, limits: list[int], said: str, request: pytest.FixtureRequest
) -> None:
    where = str(request.getfixturevalue(kind))
    place = prepared(where)
    assert place["limits"] == limits
    told = str(unopened(place, ChildDied("time", Limits(7, 100), opening=True)))
    assert told.startswith(said.format(where))


def test_what_is_not_there_is_told_before_it_is_opened(tmp_path: Path) -> None:
    for place, said in (
        ("nowhere.ttl", "There is nothing at nowhere.ttl"),
        (str(tmp_path), "is no Oxigraph store"),
    ):
        with pytest.raises(StoreError, match=said):
            prepared(place)


# A statement of two graphs and of none, one of a blank node in two graphs, and one of a graph alone.
DOUBLED = (
    """
<x:s> <x:p> "two graphs" . <x:s> <x:p> "two graphs" <x:g> . <x:s> <x:p> "two graphs" <x:h> .
_:b <x:p> "blank" <x:g> . _:b <x:p> "blank" <x:h> .
<x:s> <x:p> "one graph" <x:h> .
""".replace(" . ", " .\n").strip()
    + "\n"
)
COUNTS = {
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }": 3,
    "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }": 5,
    "SELECT (COUNT(*) AS ?n) { GRAPH <x:h> { ?s ?p ?o } }": 3,
    "SELECT (COUNT(?o) AS ?n) { ?s <x:p> ?o . ?s <x:p> ?other }": 5,
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o . GRAPH ?g { ?s ?p ?o } }": 5,
    "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s { ?s ?p ?o } }": 2,
}


def loaded(folder: Path, nquads: str = DOUBLED) -> Path:
    """An on-disk store of those statements."""
    engine = Engine(str(folder))
    engine.load(nquads, RdfFormat.N_QUADS)
    engine.flush()
    return folder


@pytest.fixture(params=["file", "folder", "folder without a cache"])
def doubled(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A graph in which statements repeat, in each kind of place; where no copy can be kept, it only warns."""
    without = request.param == "folder without a cache"
    monkeypatch.setenv("GOLDTHREAD_CACHE", "off" if without else str(tmp_path / "cache"))
    if request.param == "file":
        (tmp_path / "doubled.nq").write_text(DOUBLED)
        return tmp_path / "doubled.nq"
    return loaded(tmp_path / "doubled")


def test_what_is_asked_without_graph_is_asked_of_the_merge_or_it_is_said_that_it_is_not(
    doubled: Path,
) -> None:
    with open_store(doubled) as store:
        found = {query: int(store.select(query)[0]["n"].value) for query in COUNTS}
        caveat = store.caveat()
    if caveat is None:
        assert found == COUNTS
    else:
        assert os.environ["GOLDTHREAD_CACHE"] == "off"
        assert caveat.startswith("Some statements stand in several graphs of this store, and what is asked ")
        assert list(found.values()) == [6, 5, 3, 20, 11, 2]


@pytest.mark.parametrize(
    ("graphs", "without_graph", "with_graph"),
    [
        (Dataset(default=("x:g",)), 2, 0),
        (Dataset(default=("x:g", "x:h")), 3, 0),
        (Dataset(default=("x:h", "x:g"), named=("x:g",)), 3, 2),
        (Dataset(named=("x:h",)), 0, 3),
        (Dataset(named=("x:h", "x:g")), 0, 5),
        (Dataset(default=("x:none",)), 0, 0),
    ],
)
def test_of_graphs_that_a_query_chooses_the_merge_is_asked_too(
    doubled: Path, graphs: Dataset, without_graph: int, with_graph: int
) -> None:
    with open_store(doubled) as store:
        assert counted(store, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", graphs) == without_graph
        assert counted(store, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", graphs) == with_graph
        assert store.caveat(graphs) is None


def counted(store: Store, query: str, graphs: Dataset) -> int:
    found = store.run(query, "rows", graphs)
    assert isinstance(found, QuerySolutions)
    return int(next(found)["n"].value)


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """A store that opens and then fails on a question: a block in the middle of its largest table is
    overwritten."""
    folder = tmp_path / "damaged"
    engine = Engine(str(folder))
    engine.bulk_load(
        "".join(f'<x:{number}> <x:p> "text {number} {number**9}" <x:g> .\n' for number in range(3000)),
        RdfFormat.N_QUADS,
    )
    engine.flush()
    del engine
    for table in folder.glob("*.sst"):
        content = bytearray(table.read_bytes())
        content[len(content) // 3 : len(content) // 3 + 200] = b"\xff" * 200
        if len(content) > 20_000:
            table.write_bytes(content)
    return folder


def test_a_damaged_store_is_told_or_mended(damaged: Path, boards: Path) -> None:
    everything = "SELECT * { ?s ?p ?o }"
    told = r"^The store( \S+)? is damaged \(Corruption: .*Make it again from its source file\.$"
    with pytest.raises(StoreError, match=told):
        open_store(damaged)
    with pytest.raises(StoreError, match=told):
        OxigraphStore(Engine.read_only(str(damaged))).select(everything)
    good = Engine()
    good.load(path=boards, format=RdfFormat.TRIG)
    mended = OxigraphStore(Engine.read_only(str(damaged)), lambda: good)
    assert len(mended.select(everything)) == 6
    assert (
        mended.ask("ASK { ?s ?p 'Lights Board' }")
        and len(mended.construct("CONSTRUCT WHERE { ?s ?p ?o }")) == 6
    )


def test_another_failure_of_the_engine_is_not_taken_for_damage(boards: Path) -> None:
    with pytest.raises(RuntimeError, match="custom function"):
        open_store(boards).select("SELECT * { FILTER(<x:f>(1)) }")


def test_plain_questions_import_nothing_heavy() -> None:
    script = (
        "import sys, goldthread.graph.store.oxigraph; print([name for name in sys.argv[1:] if name in "
        "sys.modules])"
    )
    heavy = [
        "rdflib",
        "networkx",
        "pyvis",
        "pyshacl",
        "rapidfuzz",
        "lxml",
        "urllib.request",
        "http.client",
        "subprocess",
        "platformdirs",
        "tempfile",
    ]
    assert subprocess.check_output([sys.executable, "-c", script, *heavy], text=True).strip() == "[]"
