"""The two tables of a network.

Every link stands in the columns of an answer, every thing in its own table, and no cell is a formula."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import networkx
import pytest

from goldthread.exports.formats import csv_tables
from goldthread.graph.errors import ExportError
from goldthread.graph.lookup.network import network
from goldthread.graph.results.answers import Answer, Thing, row_of
from goldthread.graph.store.oxigraph import Store

if TYPE_CHECKING:
    Graph = networkx.MultiDiGraph[str]


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_links_have_the_columns_of_an_answer(tiny: Store) -> None:
    thing = Thing("a", "A", "Board")
    assert list(rows(csv_tables.links_csv(network(tiny)))[0]) == list(row_of(Answer(thing, "owns", thing)))


def test_every_link_is_a_row(tiny: Store) -> None:
    graph = network(tiny)
    found = rows(csv_tables.links_csv(graph))
    assert sorted(
        (row["subject_id"], row["object_id"], row["basis"], row["relation"]) for row in found
    ) == sorted(
        (subject, target, data["basis"], data["relation"]) for subject, target, data in graph.edges(data=True)
    )
    (row,) = [
        row
        for row in found
        if row["relation"] == "is overseen by" and row["subject_id"] == "any/priority/2021/hate-crime"
    ]
    assert row == {
        "subject": "Hate Crime",
        "relation": "is overseen by",
        "object": "Hate Crime Board",
        "tier": "Silver",
        "basis": "stated",
        "reading": "",
        "from": "2023-01",
        "until": "",
        "as_at": "2024-09",
        "status": "",
        "document": "Safer Anytown Annual Update 2024",
        "place": "Hate crime, paragraph 1",
        "phrase": "oversees all work against hate crime",
        "why": "",
        "more_places": "",
        "subject_id": "any/priority/2021/hate-crime",
        "object_id": "any/board/hate-crime-board",
    }


def test_every_thing_is_a_row(tiny: Store) -> None:
    graph = network(tiny)
    assert {row.pop("id"): row for row in rows(csv_tables.things_csv(graph))} == {
        thing: graph.nodes[thing] for thing in graph
    }


def test_a_formula_becomes_text_and_a_number_stays() -> None:
    graph: Graph = networkx.MultiDiGraph()
    attributes = dict.fromkeys(csv_tables.THINGS[1:], "") | {
        "label": "=HYPERLINK(1)",
        "phrase": "-12%",
        "place": "@x",
        "document": "a\x00b",
    }
    graph.add_node("+a", **attributes)
    (row,) = rows(csv_tables.things_csv(graph))
    assert (row["id"], row["label"], row["place"], row["phrase"], row["document"]) == (
        "'+a",
        "'=HYPERLINK(1)",
        "'@x",
        "-12%",
        "a\ufffdb",
    )


def test_an_empty_graph_has_its_headings() -> None:
    graph: Graph = networkx.MultiDiGraph()
    assert (
        csv_tables.links_csv(graph).startswith("subject,relation,object,")
        and csv_tables.links_csv(graph).count("\n") == 1
    )


def test_both_files_are_written_or_neither(tiny: Store, tmp_path: Path) -> None:
    graph = network(tiny)
    assert csv_tables.write_csvs(graph, tmp_path / "graph.csv") == [
        tmp_path / "graph.csv",
        tmp_path / "graph-things.csv",
    ]
    assert (tmp_path / "graph.csv").read_bytes().decode() == csv_tables.links_csv(graph)
    assert (tmp_path / "graph-things.csv").read_bytes().decode() == csv_tables.things_csv(graph)
    taken = tmp_path / "taken.csv"
    taken.mkdir()
    with pytest.raises(ExportError):
        csv_tables.write_csvs(graph, taken)
    assert not (tmp_path / "taken-things.csv").exists()
