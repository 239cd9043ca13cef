"""A store in a process of its own answers as one in this process does; its death is told in a sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QueryBoolean, QuerySolutions, RdfFormat, Triple
from pyoxigraph import Store as Engine

from goldthread.graph.errors import StoreError
from goldthread.graph.store import folder, sandbox, worker
from goldthread.graph.store.base import Dataset
from goldthread.graph.store.folder import Folder
from goldthread.graph.store.oxigraph import OxigraphStore
from goldthread.graph.store.worker import WorkerStore

S, P = NamedNode("x:s"), NamedNode("x:p")
NAME = NamedNode("https://example.org/é")
TERMS: list[NamedNode | Literal | BlankNode] = [
    Literal('a "quoted" \\ text\n\r\t\x1f \u2028 \U0001f600'),
    Literal("glas", language="cy"),
    Literal(7),
    Literal("2024-09-18", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date")),
    NAME,
    BlankNode("b"),
]


@pytest.fixture
def place(tmp_path: Path) -> str:
    engine = Engine(str(tmp_path / "store"))
    engine.extend(Quad(S, P, term, NamedNode(graph)) for graph in ("x:g", "x:h") for term in TERMS)
    engine.flush()
    return str(tmp_path / "store")


def opened(place: str, caveat: str | None = None) -> WorkerStore:
    """The store at a place, called “shop”, as if it had just been looked at."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folder, "looked_at", lambda name: Folder(place, merged=False, caveat=caveat))
        return WorkerStore("shop")


def here(place: str) -> OxigraphStore:
    return OxigraphStore(Engine.read_only(place))


def test_every_kind_of_answer_is_the_engine_s_own(place: str) -> None:
    rows = "SELECT ?s ?none ?o { GRAPH <x:g> { ?s ?p ?o } } ORDER BY STR(?o)"
    triples = "CONSTRUCT { ?o <x:of> ?s } { GRAPH <x:g> { ?s ?p ?o } FILTER(!isLiteral(?o)) }"
    with opened(place) as store, here(place) as plain:
        assert store.select(rows) == plain.select(rows)
        assert {row["o"] for row in store.select(rows)} == set(TERMS)
        assert (store.ask("ASK { ?s ?p 7 }"), store.ask("ASK { ?s ?p 8 }")) == (True, False)
        assert isinstance(store.run("ASK { }", "truth"), QueryBoolean)
        of_names = "CONSTRUCT { ?o <x:of> ?s } { GRAPH <x:g> { ?s ?p ?o } FILTER(isIRI(?o)) }"
        assert store.construct(of_names) == [Triple(NAME, NamedNode("x:of"), S)]
        assert len(store.construct(triples)) == len(plain.construct(triples)) == 2
        assert store.select("SELECT ?x { VALUES ?x { UNDEF } }", x=TERMS[:4]) == [{"x": x} for x in TERMS[:4]]
        assert store.graphs() == plain.graphs() == ["x:g", "x:h"]


def test_the_graphs_that_a_query_chooses_are_asked(place: str) -> None:
    number = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    chosen = [None, Dataset(("x:g",)), Dataset(("x:g", "x:h")), Dataset(named=("x:g",))]
    with opened(place) as store:
        found = [store.run(number, "rows", graphs) for graphs in chosen]
        assert [next(rows)["n"] for rows in found if isinstance(rows, QuerySolutions)] == [
            Literal(12),
            Literal(6),
            Literal(6),
            Literal(0),
        ]


def test_the_caveat_of_the_folder_is_told_where_no_graphs_are_chosen(place: str) -> None:
    with opened(place, "It may be too high.") as store:
        assert store.caveat() == "It may be too high."
        assert store.caveat(Dataset(("x:g",))) is None


def test_what_the_engine_raises_is_raised_here_and_the_next_question_is_answered(place: str) -> None:
    with opened(place) as store:
        with pytest.raises(SyntaxError, match="expected"):
            store.select("SELECT {")
        with pytest.raises(RuntimeError, match="custom function"):
            store.select("SELECT * { FILTER(<x:f>(1)) }")
        assert store.ask("ASK { }") is True


def test_a_large_question_and_a_large_answer_pass(place: str) -> None:
    values = [Literal(f"{number:06} {'x' * 100}") for number in range(20_000)]
    with opened(place) as store:
        assert store.select("SELECT ?x { VALUES ?x { UNDEF } }", x=values) == [
            {"x": value} for value in values
        ]


def test_no_process_is_left_when_it_is_closed_or_forgotten(place: str) -> None:
    store = opened(place)
    child = store._child
    store.close()
    store.close()
    assert child.returncode is not None
    store = opened(place)
    child = store._child
    del store
    assert child.returncode is not None


def test_a_folder_is_looked_at_before_and_no_process_is_left_if_it_is_no_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = []
    start = sandbox.start

    def noted(module: str) -> object:
        started.append(start(module))
        return started[-1]

    monkeypatch.setattr(sandbox, "start", noted)
    with pytest.raises(
        StoreError, match=r"^The folder \S+nowhere is no Oxigraph store that can be opened \("
    ):
        WorkerStore(str(tmp_path / "nowhere"))
    assert [child.returncode is not None for child in started] == [True]


def test_a_store_that_is_gone_since_is_told_at_the_first_question(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with opened(str(tmp_path / "empty")) as store, pytest.raises(StoreError) as caught:
        store.ask("ASK { }")
    assert str(caught.value).startswith("The folder shop is no Oxigraph store that can be opened (")
    assert str(caught.value).endswith("). Make one with `oxigraph load`.")


def test_damage_is_told(tmp_path: Path) -> None:
    where = tmp_path / "damaged"
    engine = Engine(str(where))
    engine.bulk_load("".join(f'<x:{n}> <x:p> "text {n} {n**9}" .\n' for n in range(3000)), RdfFormat.N_QUADS)
    engine.flush()
    del engine
    for table in where.glob("*.sst"):
        content = bytearray(table.read_bytes())
        content[len(content) // 3 : len(content) // 3 + 200] = b"\xff" * 200
        if len(content) > 20_000:
            table.write_bytes(content)
    with (
        opened(str(where)) as store,
        pytest.raises(
            StoreError,
            match=r"^The store shop is damaged \(Corruption: .*\)\. Make it again from its source file\.$",
        ),
    ):
        store.select("SELECT * { ?s ?p ?o }")


ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {' '.join(f'?a{n} ?b{n} ?c{n} .' for n in range(12))} }}"
# A text of a thousand letters, made ten times as long six times over.
LONGER = " ".join(f"BIND(CONCAT({', '.join([f'?x{n}'] * 10)}) AS ?x{n + 1})" for n in range(6))
GREEDY = f"""SELECT (STRLEN(?x6) AS ?n) {{ BIND("{"x" * 1000}" AS ?x0) {LONGER} }}"""


@pytest.mark.parametrize(
    ("query", "limits", "said"),
    [
        (ENDLESS, sandbox.Limits(1, 1024), "took longer than 1 seconds"),
        (GREEDY, sandbox.Limits(20, 512), "needed more than 512 MB"),
        ("ASK { " + "{" * 20_000 + "}" * 20_000 + " }", sandbox.Limits(20, 1024), "broke the reader"),
    ],
)
def test_a_question_that_ends_the_process_is_told(
    place: str, query: str, limits: sandbox.Limits, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sys.platform == "win32" and "MB" in said:
        pytest.skip("this system limits no memory")
    with opened(place) as store:
        monkeypatch.setattr(store, "_limits", limits)
        if "MB" in said:
            _limit(store, limits)
        with pytest.raises(StoreError) as caught:
            store.select(query)
        assert str(caught.value) == (
            f"Reading the store shop {said}; it may be damaged. Try again, or make it again from its source "
            "file."
        )
        assert store._child.returncode is not None


def _limit(store: WorkerStore, limits: sandbox.Limits) -> None:
    """Sets the memory of the child from outside, as it would itself."""
    import resource

    resource.prlimit(store._child.pid, resource.RLIMIT_AS, (limits.megabytes << 20,) * 2)


def test_a_bug_in_the_child_keeps_its_traceback(place: str) -> None:
    with opened(place) as store, pytest.raises(RuntimeError, match="TypeError"):
        store.graphs()
        store._send({"no such": "question"})
        store._received()


OUTSIDE = """
import os, sys
from goldthread.graph.store import sandbox
sandbox.deny_files_but(sys.argv[1])
for path in sys.argv[2:]:
    try:
        os.close(os.open(path, os.O_RDONLY))
        print("opened")
    except OSError as error:
        print(type(error).__name__)
"""


def test_the_process_can_open_no_file_outside_the_store(place: str, tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text("secret")
    (Path(place) / "link").symlink_to(tmp_path / "outside.txt")
    paths = [f"{place}/CURRENT", str(tmp_path / "outside.txt"), f"{place}/../outside.txt", f"{place}/link"]
    command = [sys.executable, "-c", OUTSIDE, place, *paths]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    if said == ["opened"] * 4:
        pytest.skip("this system has no lock for that: Linux has since 5.13, if it was built with Landlock")
    assert said == ["opened"] + ["PermissionError"] * 3


def test_the_store_is_locked_in_before_its_first_question(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "probe.py").write_text(
        "import os\n"
        "from goldthread.graph.store import merge, sandbox, worker\n"
        "sandbox.deny_files_but = lambda folder: os.open(os.path.join(folder, 'locked'), os.O_CREAT)\n"
        "worker._serve()\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(worker, "__name__", "probe")
    with opened(place) as store:
        assert store.graphs() == ["x:g", "x:h"]
        assert store.ask("ASK { }") is True
        assert (Path(place) / "locked").exists()


def test_the_limits_hold_for_opening_and_for_each_question_anew(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "probe.py").write_text(
        "import os\n"
        "from goldthread.graph.store import sandbox, worker\n"
        f"file = os.open({str(tmp_path / 'limits')!r}, os.O_CREAT | os.O_WRONLY)\n"
        "sandbox.keep_to = lambda kept: os.write(file, f'{kept.seconds} {kept.megabytes}\\n'.encode())\n"
        "worker._serve()\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(worker, "__name__", "probe")
    with opened(place) as store:
        assert [store.ask("ASK { }"), store.ask("ASK { ?s ?p 8 }")] == [True, False]
        assert (tmp_path / "limits").read_text() == "10 1000\n" * 3
