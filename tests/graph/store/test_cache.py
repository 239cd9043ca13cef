"""The built-in graph comes from a cache that is made once and, when broken, made again; it counts as the
merge of its file does."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import warnings
from collections import Counter
from pathlib import Path

import pytest
import rdflib
from platformdirs import user_cache_dir
from pyoxigraph import QuerySolutions, Store

from goldthread.graph import paths
from goldthread.graph.errors import StoreError
from goldthread.graph.store import cache, cache_folder
from goldthread.graph.store.base import Dataset
from goldthread.graph.store.oxigraph import OxigraphStore

ONE = b'<https://example.org/g> { <https://example.org/a> <https://example.org/b> "one" }\n'
TWO = ONE + b'<https://example.org/g> { <https://example.org/a> <https://example.org/b> "two" }\n'

THRICE = b'<x:g> { <x:s> <x:p> "one" , "two" } <x:h> { <x:s> <x:p> "one" } <x:i> { <x:s> <x:p> "one" }\n'


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A built graph of one statement, and a cache folder not yet made."""
    folder = tmp_path / "built"
    folder.mkdir()
    monkeypatch.setattr(paths, "GRAPH", str(folder / "goldthread.trig"))
    monkeypatch.setattr(paths, "DIGEST", str(folder / "goldthread.sha256"))
    monkeypatch.setenv("GOLDTHREAD_CACHE", str(tmp_path / "cache"))
    write(folder, ONE)
    return folder


def write(folder: Path, quads: bytes) -> None:
    (folder / "goldthread.trig").write_bytes(quads)
    (folder / "goldthread.sha256").write_text(hashlib.sha256(quads).hexdigest() + "\n")


def place(built: Path) -> Path:
    return built.parent / "cache" / f"{(built / 'goldthread.sha256').read_text().strip()}-merge"


def names(built: Path) -> list[str]:
    return sorted(name for name in os.listdir(built.parent / "cache") if name != "lock")


def counts(store: Store) -> tuple[int, int]:
    """How many statements the graphs make, and how many their merge has."""
    found = [
        store.query(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}")
        for pattern in ("GRAPH ?g { ?s ?p ?o }", "?s ?p ?o")
    ]
    assert isinstance(found[0], QuerySolutions) and isinstance(found[1], QuerySolutions)
    return int(next(found[0])["n"].value), int(next(found[1])["n"].value)


def test_the_first_opening_makes_a_store_named_by_the_digest_and_the_next_takes_it(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert counts(cache.built_in()) == (1, 1)
    assert names(built) == [place(built).name]
    monkeypatch.setattr(cache, "_fill", refused)
    assert counts(cache.built_in()) == (1, 1)


@pytest.mark.parametrize("where", ["on", "off"])
def test_a_statement_of_two_graphs_stands_once_in_what_is_asked_without_graph(
    built: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(built, THRICE)
    if where == "off":
        monkeypatch.setenv("GOLDTHREAD_CACHE", "off")
    assert counts(cache.built_in()) == (4, 2)
    assert sorted(graph.value for graph in cache.built_in().named_graphs()) == ["x:g", "x:h", "x:i"]


def test_a_new_graph_gets_its_own_store_and_the_older_ones_go(built: Path) -> None:
    cache.built_in()
    older = place(built).parent / ("0" * 64)  # of the way of before, without the merge
    older.mkdir()
    (older.parent / "holiday photos").mkdir()
    (older.parent / "folder-x-y").mkdir()
    write(built, TWO)
    assert counts(cache.built_in()) == (2, 2)
    assert names(built) == sorted([place(built).name, "folder-x-y", "holiday photos"])


def broken(store: Path, how: str) -> None:
    tables = sorted(store.glob("*.sst"), key=lambda file: file.stat().st_size)
    match how:
        case "empty":
            shutil.rmtree(store)
            store.mkdir()
        case "no CURRENT":
            (store / "CURRENT").unlink()
        case "half a manifest":
            manifest = next(store.glob("MANIFEST-*"))
            manifest.write_bytes(manifest.read_bytes()[:20])
        case "no table":
            tables[-1].unlink()
        case "half a table":
            tables[-1].write_bytes(tables[-1].read_bytes()[:100])


@pytest.mark.parametrize("how", ["empty", "no CURRENT", "half a manifest", "no table", "half a table"])
def test_a_broken_store_is_dropped_and_made_again(built: Path, how: str) -> None:
    cache.built_in()
    broken(place(built), how)
    with pytest.raises((OSError, RuntimeError)):
        Store.read_only(str(place(built)))
    assert counts(cache.built_in()) == (1, 1)
    assert counts(Store.read_only(str(place(built)))) == (1, 1)
    assert names(built) == [place(built).name]


def test_a_store_found_damaged_later_is_made_again(built: Path) -> None:
    cache.built_in()
    (place(built) / "mark").touch()
    assert counts(cache.remade()) == (1, 1)
    assert not (place(built) / "mark").exists()


def test_a_store_that_cannot_be_made_is_held_in_memory(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(place: str) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(cache, "_fill", fails)
    assert counts(cache.built_in()) == (1, 1)
    assert names(built) == []


def test_what_stands_broken_in_a_cache_that_cannot_be_written_is_passed_by(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.built_in()
    broken(place(built), "no CURRENT")
    monkeypatch.setattr(cache_folder, "_locked", refused)
    assert counts(cache.built_in()) == (1, 1)
    assert names(built) == [place(built).name]


def refused(*_: object) -> object:
    raise OSError("Read-only file system")


def test_the_cache_is_ready_before_the_store_is_opened(built: Path) -> None:
    assert cache.ready() == str(place(built))
    assert counts(Store.read_only(str(place(built)))) == (1, 1)
    cache.drop()
    assert names(built) == []


def test_processes_that_race_all_get_the_graph(built: Path) -> None:
    write(built, b"".join(b'<x:g> { <x:s> <x:p> "%d" }\n' % number for number in range(3000)))
    script = (
        f"from goldthread.graph import paths; from goldthread.graph.store import cache; "
        f"paths.GRAPH, paths.DIGEST = {paths.GRAPH!r}, {paths.DIGEST!r}; "
        f"print(len(cache.built_in()) // 2)"
    )
    racers = [subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) for _ in range(4)]
    assert [racer.communicate()[0].strip() for racer in racers] == [b"3000"] * 4
    assert names(built) == [place(built).name]


@pytest.mark.parametrize("where", ["off", "OFF", "/dev/null/no"])
def test_without_a_cache_the_graph_is_read_into_memory(
    built: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOLDTHREAD_CACHE", where)
    assert counts(cache.built_in()) == (1, 1)
    assert counts(cache.remade()) == (1, 1)
    assert not (built.parent / "cache").exists()


def test_a_cache_that_cannot_be_written_does_no_harm(built: Path) -> None:
    (built.parent / "cache").write_text("a file in the way")
    assert counts(cache.built_in()) == (1, 1)


def complaint() -> str:
    with pytest.raises(StoreError) as caught:
        cache.built_in()
    return str(caught.value)


def test_a_missing_or_altered_graph_is_told_with_what_helps(built: Path) -> None:
    helps = "install goldthread again, or in a checkout run `goldthread build --built-in`."
    graph = built / "goldthread.trig"
    graph.write_bytes(TWO)
    assert complaint() == f"{graph} is not the file that goldthread.sha256 names: {helps}"
    assert names(built) == []
    graph.unlink()
    assert complaint() == f"There is no built-in graph in {built}: {helps}"
    graph.mkdir()
    assert complaint() == f"The built-in graph cannot be read ([Errno 21] Is a directory: '{graph}'): {helps}"
    graph.rmdir()
    (built / "goldthread.sha256").write_text("not a digest")
    assert complaint() == f"There is no built-in graph in {built}: {helps}"
    (built / "goldthread.sha256").unlink()
    assert complaint() == f"There is no built-in graph in {built}: {helps}"


@pytest.mark.parametrize("base", ["", "/somewhere/else"])
def test_the_folder_is_the_one_that_platformdirs_names(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GOLDTHREAD_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", base)
    assert paths.cache_folder() == user_cache_dir("goldthread")
    monkeypatch.setattr(sys, "platform", "win32")
    assert paths.cache_folder() == user_cache_dir("goldthread")


def test_a_named_folder_may_begin_at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOLDTHREAD_CACHE", "~/thread")
    assert paths.cache_folder() == os.path.expanduser("~/thread")


# Everything in the file of the built-in graph, as another reader has it.
Quads = set[tuple[str, str, str, str]]


@pytest.fixture(scope="module")
def real() -> Quads:
    dataset = rdflib.Dataset()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # its reader calls what it has replaced itself
        dataset.parse(data=Path(paths.GRAPH).read_text("utf-8"), format="trig")
        return {(s.n3(), p.n3(), o.n3(), str(graph)) for s, p, o, graph in dataset.quads()}


@pytest.fixture(scope="module", params=["on", "off"])
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> OxigraphStore:
    """The built-in graph in a new cache, and in memory."""
    with pytest.MonkeyPatch.context() as patch:
        off = request.param == "off"
        patch.setenv("GOLDTHREAD_CACHE", "off" if off else str(tmp_path_factory.mktemp("cache")))
        return OxigraphStore(cache.built_in(), merged=True)


def numbers(store: OxigraphStore, query: str, graphs: Dataset | None = None) -> Counter[str]:
    """What a query gives as ?n, by its ?what."""
    found = store.run(query, "rows", graphs)
    assert isinstance(found, QuerySolutions)
    return Counter({row["what"].value: int(row["n"].value) for row in found})


def test_the_built_in_graph_counts_as_another_reader_counts_the_merge_of_its_file(
    opened: OxigraphStore, real: Quads
) -> None:
    merged = {quad[:3] for quad in real}
    assert len(real) > len(merged) > 200_000
    by_property = numbers(opened, "SELECT ?what (COUNT(*) AS ?n) { ?s ?what ?o } GROUP BY ?what")
    assert by_property == Counter(p.strip("<>") for _, p, _ in merged)


def test_its_graphs_count_each_for_itself(opened: OxigraphStore, real: Quads) -> None:
    by_graph = numbers(opened, "SELECT ?what (COUNT(*) AS ?n) { GRAPH ?what { ?s ?p ?o } } GROUP BY ?what")
    assert by_graph == Counter(graph for *_, graph in real)
    assert opened.graphs() == sorted(by_graph)


def test_graphs_that_a_query_chooses_count_as_their_merge(opened: OxigraphStore, real: Quads) -> None:
    repeated = Counter(quad[:3] for quad in real)
    chosen = sorted({graph for *triple, graph in real if repeated[triple[0], triple[1], triple[2]] > 1})[:3]
    merged = {quad[:3] for quad in real if quad[3] in chosen}
    assert len(merged) < sum(graph in chosen for *_, graph in real)
    by_property = "SELECT ?what (COUNT(*) AS ?n) { ?s ?what ?o } GROUP BY ?what"
    assert numbers(opened, by_property, Dataset(tuple(chosen))) == Counter(
        p.strip("<>") for _, p, _ in merged
    )
    with_graph = "SELECT ?what (COUNT(*) AS ?n) { GRAPH ?what { ?s ?p ?o } } GROUP BY ?what"
    assert numbers(opened, with_graph, Dataset(named=tuple(chosen[:2]))) == Counter(
        graph for *_, graph in real if graph in chosen[:2]
    )


def test_boards_that_two_documents_place_under_one_are_counted_once(
    opened: OxigraphStore, real: Quads
) -> None:
    reports, executive = (
        "<http://www.w3.org/ns/org#reportsTo>",
        "<https://w3id.org/goldthread/id/leeds/board/safer-leeds-executive>",
    )
    query = (
        f"SELECT (COUNT(?board) AS ?n) (COUNT(DISTINCT ?board) AS ?real) {{ ?board {reports} {executive} }}"
    )
    (row,) = opened.select(query)
    boards = {board for board, p, o, _ in real if (p, o) == (reports, executive)}
    assert (row["n"].value, row["real"].value) == (str(len(boards)),) * 2
    assert len([quad for quad in real if quad[1:3] == (reports, executive)]) > len(boards)
