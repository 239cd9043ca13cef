"""A statement that several graphs make stands once in their merge, however it is come by."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions, RdfFormat
from pyoxigraph import Store as Engine

from goldthread.graph.store import merge
from goldthread.graph.store.base import Dataset

TWO_GRAPHS = '<x:s> <x:p> "both" <x:g> .\n<x:s> <x:p> "both" <x:h> .\n<x:s> <x:p> "one" <x:h> .\n'
MERGED = TWO_GRAPHS + '<x:s> <x:p> "both" .\n<x:s> <x:p> "one" .\n'
APART = '<x:s> <x:p> "g" <x:g> .\n<x:s> <x:p> "h" <x:h> .\n_:b <x:p> "none" .\n'


def loaded(nquads: str) -> Engine:
    engine = Engine()
    engine.load(nquads, RdfFormat.N_QUADS)
    return engine


def number(found: object) -> int:
    assert isinstance(found, QuerySolutions)
    return int(next(found)["n"].value)


def in_default(engine: Engine) -> int:
    return number(engine.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))


@pytest.mark.parametrize(
    ("nquads", "merged"),
    [
        (TWO_GRAPHS, 2),
        (MERGED, 2),
        (APART, 3),
        ("", 0),
        ('<x:s> <x:p> "o" .\n', 1),
        ('<x:s> <x:p> "o" _:g .\n<x:s> <x:p> "o" _:h .\n', 1),
        ('_:b <x:p> "o" <x:g> .\n_:b <x:p> "o" <x:h> .\n_:c <x:p> "o" <x:h> .\n', 2),
    ],
)
def test_the_merge_of_a_store_in_memory_is_added_to_its_default_graph(nquads: str, merged: int) -> None:
    engine = loaded(nquads)
    with_graph = number(engine.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"))
    merge.add(engine)
    assert in_default(engine) == merged
    assert number(engine.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")) == with_graph


@pytest.mark.parametrize(
    ("nquads", "one"),
    [
        ("", True),
        ('<x:s> <x:p> "o" .\n', True),
        ('<x:s> <x:p> "o" <x:g> .\n', True),
        ('<x:s> <x:p> "o" <x:g> .\n<x:s> <x:p> "o" .\n', False),
        (TWO_GRAPHS, False),
    ],
)
def test_of_one_graph_there_is_nothing_to_merge(nquads: str, one: bool) -> None:
    assert merge.one_graph(loaded(nquads)) is one


@pytest.mark.parametrize(
    ("nquads", "kind"),
    [
        ("", "distinct"),
        ('<x:s> <x:p> "o" .\n', "distinct"),
        (APART, "distinct"),
        (TWO_GRAPHS, "repeating"),
        (MERGED, "merged"),
        (MERGED + '<x:s> <x:p> "other" <x:h> .\n', "repeating"),
        # A default graph of as many statements as the merge, but not of the same, is not the merge.
        (TWO_GRAPHS + '<x:s> <x:p> "other" .\n<x:s> <x:p> "more" .\n', "repeating"),
        # One that holds more than the named graphs do is the merge all the same: it is of the merge itself.
        (MERGED + '<x:s> <x:p> "other" .\n', "merged"),
    ],
)
def test_what_the_default_graph_of_a_store_is_can_be_found_out(nquads: str, kind: str) -> None:
    assert merge.kind(loaded(nquads)) == kind


def test_a_copy_holds_every_graph_and_the_merge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merge, "_BATCH", 2)
    source, folder = loaded(TWO_GRAPHS + APART), str(tmp_path / "copy")
    merge.copy(source, Engine(folder))
    copy = Engine.read_only(folder)
    assert {str(quad) for quad in copy if str(quad.graph_name) != "DEFAULT"} == {
        str(quad) for quad in source if str(quad.graph_name) != "DEFAULT"
    }
    assert (len(copy), in_default(copy), merge.kind(copy)) == (10, 5, "merged")


def test_chosen_graphs_are_merged_and_the_store_stays_as_it_is() -> None:
    engine, query = loaded(MERGED), "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    assert number(merge.ask(engine, query, Dataset(default=("x:g", "x:h")))) == 2
    assert number(merge.ask(engine, query, Dataset(default=("x:g",)))) == 1
    assert number(merge.ask(engine, query, Dataset(named=("x:g",)))) == 0
    assert len(engine) == 5
