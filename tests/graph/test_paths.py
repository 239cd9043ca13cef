"""Where records, graph, cache and documents are kept, and how the environment moves them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from goldthread.graph import paths

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the folders of the XDG specification")
VARIABLES = ("GOLDTHREAD_CACHE", "GOLDTHREAD_SOURCES", "XDG_CACHE_HOME", "XDG_DATA_HOME")


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", "/home/officer")


def test_the_built_in_records_and_graph_are_there() -> None:
    assert Path(paths.RECORDS).is_dir() and Path(paths.GRAPH).is_file() and Path(paths.DIGEST).is_file()
    assert Path(paths.GRAPH) == Path(paths.BUILT) / paths.BUILT_GRAPH


@LINUX
def test_the_usual_folders_are_those_of_the_user() -> None:
    assert paths.cache_folder() == "/home/officer/.cache/goldthread"
    assert paths.sources_folder() == "/home/officer/.local/share/goldthread/sources"


@LINUX
def test_the_usual_folders_are_those_of_platformdirs() -> None:
    from platformdirs import user_cache_dir, user_data_dir

    assert paths.cache_folder() == user_cache_dir("goldthread")
    assert paths.sources_folder() == f"{user_data_dir('goldthread')}/sources"


@LINUX
def test_the_environment_moves_the_folders_of_all_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/fast")
    monkeypatch.setenv("XDG_DATA_HOME", " ")
    assert paths.cache_folder() == "/fast/goldthread"
    assert paths.sources_folder() == "/home/officer/.local/share/goldthread/sources"


def test_the_environment_moves_our_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOLDTHREAD_CACHE", "~/cache")
    monkeypatch.setenv("GOLDTHREAD_SOURCES", "papers")
    assert paths.cache_folder() == "/home/officer/cache"
    assert paths.sources_folder() == str(Path.cwd() / "papers")


@pytest.mark.parametrize("word", ["off", " OFF "])
def test_the_cache_can_be_off(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOLDTHREAD_CACHE", word)
    assert paths.cache_folder() is None
