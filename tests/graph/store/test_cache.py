"""The built-in graph comes from a cache that is made once and, when broken, made again."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from platformdirs import user_cache_dir
from pyoxigraph import Store

from goldthread.graph import paths
from goldthread.graph.errors import StoreError
from goldthread.graph.store import cache

ONE = b'<https://example.org/g> { <https://example.org/a> <https://example.org/b> "one" }\n'
TWO = ONE + b'<https://example.org/g> { <https://example.org/a> <https://example.org/b> "two" }\n'


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
    return built.parent / "cache" / (built / "goldthread.sha256").read_text().strip()


def names(built: Path) -> list[str]:
    return sorted(os.listdir(built.parent / "cache"))


def test_the_first_opening_makes_a_store_named_by_the_digest_and_the_next_takes_it(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(cache.built_in()) == 1
    assert names(built) == [place(built).name]
    monkeypatch.delattr(cache, "_make")
    assert len(cache.built_in()) == 1


def test_a_new_graph_gets_its_own_store_and_the_older_one_goes(built: Path) -> None:
    cache.built_in()
    write(built, TWO)
    assert len(cache.built_in()) == 2
    assert names(built) == [place(built).name]


def test_only_what_is_ours_and_left_over_is_removed(built: Path) -> None:
    folder = built.parent / "cache"
    for name in ("making-old", "making-new", "broken-old", "holiday photos"):
        (folder / name).mkdir(parents=True)
    for name in ("making-old", "broken-old", "holiday photos"):
        os.utime(folder / name, (0, time.time() - 7200))
    cache.built_in()
    assert names(built) == sorted([place(built).name, "holiday photos", "making-new"])


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
    assert len(cache.built_in()) == 1
    assert len(Store.read_only(str(place(built)))) == 1
    assert names(built) == [place(built).name]


def test_a_store_found_damaged_later_is_made_again(built: Path) -> None:
    cache.built_in()
    (place(built) / "mark").touch()
    assert len(cache.remade()) == 1
    assert not (place(built) / "mark").exists()


def test_a_half_made_store_is_never_used(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(store: Store) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(cache, "_fill", fails)
    assert len(cache.built_in()) == 1
    assert names(built) == []


def test_the_store_of_a_process_that_was_first_is_taken(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill = cache._fill

    def slowly(store: Store) -> None:
        fill(store)
        other = Store(str(place(built)))
        fill(other)
        other.flush()

    monkeypatch.setattr(cache, "_fill", slowly)
    assert len(cache.built_in()) == 1
    assert names(built) == [place(built).name]


def test_processes_that_race_all_get_the_graph(built: Path) -> None:
    write(built, b"".join(b'<x:g> { <x:s> <x:p> "%d" }\n' % number for number in range(3000)))
    script = (
        f"from goldthread.graph import paths; from goldthread.graph.store import cache; "
        f"paths.GRAPH, paths.DIGEST = {paths.GRAPH!r}, {paths.DIGEST!r}; "
        f"print(len(cache.built_in()))"
    )
    racers = [subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) for _ in range(4)]
    assert [racer.communicate()[0].strip() for racer in racers] == [b"3000"] * 4
    assert names(built) == [place(built).name]


@pytest.mark.parametrize("where", ["off", "OFF", "/dev/null/no"])
def test_without_a_cache_the_graph_is_read_into_memory(
    built: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOLDTHREAD_CACHE", where)
    assert len(cache.built_in()) == 1
    assert len(cache.remade()) == 1
    assert not (built.parent / "cache").exists()


def test_a_cache_that_cannot_be_written_does_no_harm(built: Path) -> None:
    (built.parent / "cache").write_text("a file in the way")
    assert len(cache.built_in()) == 1


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
    missing = f"[Errno 2] No such file or directory: '{graph}'"
    assert complaint() == f"The built-in graph cannot be read ({missing}): {helps}"
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
