"""The tiny world with further records on top, for the tests of graph/."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest

from goldthread.graph.rdf.builder import build, load
from goldthread.graph.store.oxigraph import OxigraphStore, Store
from goldthread.graph.tables.reader import Records, read

HERE = Path(__file__).parents[1]
BESIDE = shutil.ignore_patterns("problems.txt")  # what is said of bad examples, and no part of them


@pytest.fixture
def on_top(tmp_path: Path) -> Callable[[Path | Mapping[str, str]], Records]:
    """Reads the tiny world with further tables on top: those of a folder, or texts by `folder/table`."""

    def read_with(tables: Path | Mapping[str, str]) -> Records:
        root = Path(shutil.copytree(HERE / "worlds" / "tiny" / "records", tmp_path / "records"))
        if isinstance(tables, Path):
            shutil.copytree(tables, root, dirs_exist_ok=True, ignore=BESIDE)
        else:
            for name, text in tables.items():
                (root / name).parent.mkdir(exist_ok=True)
                (root / f"{name}.csv").write_text(text, encoding="utf-8")
        return read(root)

    return read_with


@pytest.fixture
def alone(tmp_path: Path) -> Callable[[Mapping[str, str]], Store]:
    """Builds a world of nothing but these tables, texts by `folder/table`, and opens it for questions."""

    def built_of(tables: Mapping[str, str]) -> Store:
        root = tmp_path / "world"
        for name, text in tables.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / f"{name}.csv").write_text(text, encoding="utf-8")
        engine = ox.Store()
        engine.extend(load(build(read(root))))
        return OxigraphStore(engine)

    return built_of
