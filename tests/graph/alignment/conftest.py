"""The tiny world with further links on top, for the tests of matrices and gaps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest

from goldthread.graph.rdf.builder import build, load
from goldthread.graph.store.oxigraph import OxigraphStore, Store
from goldthread.graph.tables.reader import Records

HEADS = "id,subject,relation,object,basis,document,section,phrase"
ANCHOR = "stated,doc/anytown-plan,section/plan/governance,Governance"


@pytest.fixture
def world(on_top: Callable[[Path | Mapping[str, str]], Records]) -> Callable[[Mapping[str, str]], Store]:
    """The tiny world with further tables on top, opened for questions."""

    def opened(tables: Mapping[str, str]) -> Store:
        engine = ox.Store()
        engine.extend(load(build(on_top(tables))))
        return OxigraphStore(engine)

    return opened


@pytest.fixture
def linked(world: Callable[[Mapping[str, str]], Store]) -> Callable[..., Store]:
    """The tiny world with further stated links on top: subject, relation, object."""

    def with_links(*links: str) -> Store:
        rows = [f"link/more/{number},{link},{ANCHOR}" for number, link in enumerate(links)]
        return world({"more/links": "\n".join([HEADS, *rows, ""])})

    return with_links
