"""`export` from end to end: from a file, from records, from a store.

Each format is whole, faithful and told by its ending."""

from __future__ import annotations

from pathlib import Path

import networkx
import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from goldthread.cli.commands.export import FORMATS as CHOICES
from goldthread.cli.commands.export import export as command
from goldthread.exports.formats import rdf
from goldthread.exports.formats.export import ENDINGS, NO_VALUES, Source, export, style_of
from goldthread.graph import paths
from goldthread.graph.errors import ExportError, StoreError
from goldthread.graph.rdf.word_index import WORDS

TINY = Path(__file__).parents[2] / "worlds" / "tiny" / "records"
READ = {"trig": ox.RdfFormat.TRIG, "nquads": ox.RdfFormat.N_QUADS, "jsonld": ox.RdfFormat.JSON_LD}


@pytest.fixture
def faithful(tmp_path: Path) -> Path:
    """A graph's file with values that a store would rewrite."""
    file = tmp_path / "faithful.nq"
    xsd, thing = (
        "http://www.w3.org/2001/XMLSchema#",
        "<https://w3id.org/goldthread/id/a> <https://w3id.org/goldthread/ns#why>",
    )
    values = [
        f'"1.50"^^<{xsd}decimal>',
        f'"-3"^^<{xsd}negativeInteger>',
        f'"24:00:00"^^<{xsd}time>',
        '"\\u0001\\uFFFF😀"',
        '"x"@fr',
    ]
    file.write_text(
        "".join(sorted(f"{thing} {value} <https://w3id.org/goldthread/graph/a> .\n" for value in values)),
        encoding="utf-8",
    )
    return file


def quads(path: Path, style: str) -> set[ox.Quad]:
    return set(ox.parse(path=str(path), format=READ[style]))


@pytest.mark.parametrize("style", READ)
def test_a_files_statements_come_out_to_the_character(style: str, faithful: Path, tmp_path: Path) -> None:
    path = tmp_path / f"out{ENDINGS[style][0]}"
    assert export(path, None, Source(str(faithful))).files == (path,)
    assert quads(path, style) == quads(faithful, "nquads")


def test_nquads_of_a_built_file_are_its_bytes(faithful: Path, tiny_graph: Path, tmp_path: Path) -> None:
    for file in (faithful, tiny_graph):
        export(tmp_path / "out.nq", None, Source(str(file)))
        assert (tmp_path / "out.nq").read_bytes() == file.read_bytes()


def test_records_are_built_and_exported(tiny_graph: Path, tmp_path: Path) -> None:
    export(tmp_path / "out.nq", None, Source(records=TINY))
    assert (tmp_path / "out.nq").read_bytes() == tiny_graph.read_bytes()


def test_turtle_says_that_it_holds_no_graphs(tiny_graph: Path, tmp_path: Path) -> None:
    written = export(tmp_path / "out.ttl", None, Source(str(tiny_graph)))
    assert written.notes and "no named graphs" in written.notes[0]
    back = {quad.triple for quad in ox.parse(path=str(tmp_path / "out.ttl"), format=ox.RdfFormat.TURTLE)}
    assert back == {quad.triple for quad in quads(tiny_graph, "nquads") if quad.graph_name != WORDS}


@pytest.mark.skipif(
    not Path(paths.GRAPH).is_file(), reason="the built-in graph is not built; run goldthread build"
)
def test_the_built_in_graph_comes_out_as_it_is(tmp_path: Path) -> None:
    export(tmp_path / "out.trig")
    assert (tmp_path / "out.trig").read_bytes() == Path(paths.GRAPH).read_bytes()


@pytest.mark.parametrize("ending", [".ttl", ".trig", ".nq", ".jsonld"])
def test_linked_data_of_a_store_is_refused(
    ending: str, boards_on_disk: Path, endpoint: str, tmp_path: Path
) -> None:
    for where in (str(boards_on_disk), endpoint):
        with pytest.raises(ExportError, match="is a store, and a store rewrites some values"):
            export(tmp_path / f"out{ending}", None, Source(where))
    assert list(tmp_path.iterdir()) == []


def test_graphs_and_tables_can_be_made_of_a_store(tiny_graph: Path, tmp_path: Path) -> None:
    engine = ox.Store(str(tmp_path / "store"))
    engine.bulk_load(path=str(tiny_graph), format=ox.RdfFormat.N_QUADS)
    engine.flush()
    del engine
    for where in (str(tmp_path / "store"), str(tiny_graph)):
        for ending in (".graphml", ".gexf", ".csv"):
            assert all(
                file.is_file()
                for file in export(tmp_path / f"out{ending}", None, Source(where), force=True).files
            )


def test_graphml_of_the_tiny_world_opens(tiny_graph: Path, tmp_path: Path) -> None:
    export(tmp_path / "out.graphml", None, Source(str(tiny_graph)))
    back = networkx.read_graphml(tmp_path / "out.graphml")
    assert back.nodes["any/board/hate-crime-board"]["label"] == "Hate Crime Board"


def test_replaced_characters_are_told(faithful: Path, tmp_path: Path) -> None:
    named = faithful.read_text(encoding="utf-8").replace("ns#why", "ns#why")
    label = "http://www.w3.org/2004/02/skos/core#prefLabel"
    node = "<https://w3id.org/goldthread/id/a>"
    board = (
        f"{node} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/goldthread/ns#Board> .\n"
    )
    faithful.write_text(
        f'{named}{board}{node} <http://purl.org/dc/terms/identifier> "a" .\n{node} <{label}> "B\\u0001" .\n',
        encoding="utf-8",
    )
    assert export(tmp_path / "out.gexf", None, Source(str(faithful))).notes == (
        NO_VALUES,
        "1 character that XML cannot hold became \ufffd.",
    )


@pytest.mark.parametrize(
    ("name", "style", "told"),
    [("a.ttl", None, "turtle"), ("A.NQ", None, "nquads"), ("a.txt", "gexf", "gexf"), ("a", "csv", "csv")],
)
def test_the_format_is_told_by_the_ending_or_named(name: str, style: str | None, told: str) -> None:
    assert style_of(Path(name), style) == told


@pytest.mark.parametrize(
    ("name", "style", "complaint"),
    [
        ("a.docx", None, "the ending “.docx” says no format"),
        ("graph", None, "the ending “” says no format"),
        ("a.nq", "turtle", "the ending is that of nquads, and turtle is asked for"),
        ("a.ttl", "word", "There is no format “word”"),
    ],
)
def test_an_unknown_or_contradicted_ending_is_refused(name: str, style: str | None, complaint: str) -> None:
    with pytest.raises(ExportError, match=complaint):
        style_of(Path(name), style)


def test_nothing_is_left_of_an_export_that_fails(faithful: Path, tmp_path: Path) -> None:
    faithful.write_text("<a:a> <a:b> <a:c> .\n<org:x> <a:b> <a:c> .\n", encoding="utf-8")
    old = tmp_path / "out.jsonld"
    old.write_text("old", encoding="utf-8")
    with pytest.raises(ExportError):
        export(old, None, Source(str(faithful)))
    assert old.read_text(encoding="utf-8") == "old"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["faithful.nq", "out.jsonld"]


def test_a_file_that_is_not_there_or_not_rdf_is_told(tmp_path: Path) -> None:
    (tmp_path / "bad.nq").write_text("no statement", encoding="utf-8")
    for name in ("bad.nq", "none.nq"):
        with pytest.raises(StoreError):
            export(tmp_path / "out.ttl", None, Source(str(tmp_path / name)))


def test_the_command_offers_every_format_and_says_what_it_wrote(tiny_graph: Path, tmp_path: Path) -> None:
    assert tuple(ENDINGS) == CHOICES and set(rdf.WRITERS) < set(CHOICES)
    out = tmp_path / "graph.csv"
    result = CliRunner().invoke(command, ["-o", str(out), "--store", str(tiny_graph)])
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"Written: {out}\nWritten: {tmp_path / 'graph-things.csv'}\n{NO_VALUES}\n"


def test_the_command_refuses_two_graphs_at_once(tiny_graph: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(
        command, ["-o", str(tmp_path / "a.ttl"), "--store", str(tiny_graph), "--records", str(TINY)]
    )
    assert result.exit_code == 2 and "not both" in result.stderr
