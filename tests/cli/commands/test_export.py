"""picture, export and -o of every command: one whole file, or an untouched folder and one line."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import Result

from goldthread.exports.picture.page import picture
from goldthread.graph.lookup.network import network
from goldthread.graph.rdf.word_index import WORDS
from goldthread.graph.store.oxigraph import Store

Run = Callable[..., Result]
WRITING = [
    "owner hate crime", "trace burglary", "find hate", "show youth board", "sources list",
    "sources show bo berg", "questions",
    "query ASK{}", "check", "build", "picture burglary", "export",
]  # fmt: skip
WITHOUT_STORE = ("check", "build", "questions")
BAD_RECORDS = Path(__file__).parents[2] / "worlds" / "mill" / "records"


def command(words: str, store: str) -> list[str]:
    first = words.split()[0]
    if first in ("check", "build"):
        return [*words.split(), "--records", str(BAD_RECORDS)]
    return [*words.split(), *(() if first in WITHOUT_STORE else ("--store", store))]


def ending(words: str) -> str:
    return {"picture": ".html", "export": ".nq", "build": ".nq"}.get(words.split()[0], ".txt")


@pytest.mark.parametrize("words", WRITING)
def test_a_folder_that_is_not_there_is_told_in_one_line(
    words: str, run: Run, tiny_graph: Path, tmp_path: Path
) -> None:
    file = tmp_path / "gone" / f"file{ending(words)}"
    ended = run(*command(words, str(tiny_graph)), "-o", file)
    said = (
        f"goldthread: {file}: cannot write there (No such file or directory); name a folder that exists "
        f"and is yours\n"
    )
    assert (ended.exit_code, ended.stdout, ended.stderr) == (2, "", said)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", WRITING)
def test_a_file_that_cannot_be_replaced_is_kept(
    words: str, run: Run, tiny_graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    file = tmp_path / f"file{ending(words)}"
    file.write_text("as it was")
    monkeypatch.setattr("goldthread.exports.atomic.os.replace", refused)
    ended = run(*command(words, str(tiny_graph)), "-o", file)
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert ended.stderr == (
        f"goldthread: {file}: cannot write it (Permission denied); close it elsewhere, or choose "
        f"another name\n"
    )
    assert [path.read_text() for path in tmp_path.iterdir()] == ["as it was"]


@pytest.mark.parametrize("words", WRITING)
def test_a_folder_is_no_file(words: str, run: Run, tiny_graph: Path, tmp_path: Path) -> None:
    ended = run(*command(words, str(tiny_graph)), "-o", tmp_path)
    assert (ended.exit_code, ended.stdout, ended.stderr.count("\n")) == (2, "", 1)
    assert f"File '{tmp_path}' is a directory." in ended.stderr


@pytest.mark.parametrize(
    ("more", "hops", "day"),
    [
        ((), 1, None),
        (("--hops", "0"), 0, None),
        (("--hops", "2"), 2, None),
        (("--as-of", "2021-12"), 1, "2021-12"),
    ],
)
def test_a_picture_is_written_and_told_of(
    more: tuple[str, ...], hops: int, day: str | None, run: Run, tiny: Store, tiny_store: str, tmp_path: Path
) -> None:
    page, graph = tmp_path / "burglary.html", network(tiny, "burglary", hops, day)
    ended = run("picture", "burglary", "-o", page, "--store", tiny_store, *more)
    assert (ended.exit_code, ended.stdout) == (0, "")
    assert ended.stderr == f"Written: {page} (things: {len(graph)}, links: {graph.size()}).\n"
    assert page.read_text("utf-8") == picture(graph) and list(tmp_path.iterdir()) == [page]


def test_linked_data_holds_the_same_statements_in_every_format(
    run: Run, tiny_graph: Path, tmp_path: Path
) -> None:
    quads = set(ox.parse(path=tiny_graph))
    for name in ("a.trig", "a.nq", "a.jsonld"):
        ended = run("export", "-o", tmp_path / name, "--store", tiny_graph)
        assert (ended.exit_code, ended.stdout, ended.stderr) == (0, "", f"Written: {tmp_path / name}\n")
        assert (
            set(ox.parse(path=tmp_path / name, format=ox.RdfFormat.from_extension(name.partition(".")[2])))
            == quads
        )


def test_turtle_says_that_it_has_no_graphs(run: Run, tiny_graph: Path, tmp_path: Path) -> None:
    ended = run("export", "-o", tmp_path / "a.ttl", "--store", tiny_graph)
    assert ended.stderr.splitlines()[1].startswith("Turtle has no named graphs: ")
    kept = {quad.triple for quad in ox.parse(path=tiny_graph) if quad.graph_name != WORDS}
    assert {quad.triple for quad in ox.parse(path=tmp_path / "a.ttl")} == kept


def test_tables_are_two_files_and_both_are_told_of(run: Run, tiny_store: str, tmp_path: Path) -> None:
    ended = run("export", "-o", tmp_path / "graph.csv", "--store", tiny_store)
    assert ended.stderr == f"Written: {tmp_path / 'graph.csv'}\nWritten: {tmp_path / 'graph-things.csv'}\n"
    with (tmp_path / "graph-things.csv").open(encoding="utf-8", newline="") as file:
        assert {"any/board/youth-board", "any/priority/2021/burglary"} <= {
            row["id"] for row in csv.DictReader(file)
        }


@pytest.mark.parametrize("style", ["graphml", "gexf"])
def test_network_programs_get_a_file(style: str, run: Run, tiny_store: str, tmp_path: Path) -> None:
    ended = run("export", "--format", style, "-o", tmp_path / f"graph.{style}", "--store", tiny_store)
    assert (ended.exit_code, ended.stderr) == (0, f"Written: {tmp_path / f'graph.{style}'}\n")
    assert b"Youth Board" in (tmp_path / f"graph.{style}").read_bytes()


def test_a_folder_of_records_is_exported_as_it_stands(run: Run, tmp_path: Path) -> None:
    assert run("export", "--records", BAD_RECORDS, "-o", tmp_path / "a.nq").exit_code == 0
    assert run("build", "--records", BAD_RECORDS, "-o", tmp_path / "b.nq").exit_code == 0
    assert (tmp_path / "a.nq").read_bytes() == (tmp_path / "b.nq").read_bytes()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("-o x.ttl --store STORE", "STORE is a store, and a store rewrites some values (1.50 becomes 1.5). "),
        (
            "-o x.ttl --format csv",
            "x.ttl: the ending is that of turtle, and csv is asked for. End the name in .csv.",
        ),
        ("-o x --format docx", "Invalid value for '--format': 'docx' is not one of 'turtle', "),
    ],
)
def test_an_export_that_cannot_be_is_one_line(
    words: str, said: str, run: Run, tiny_store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = run("export", *words.replace("STORE", tiny_store).split())
    assert (ended.exit_code, ended.stdout, ended.stderr.count("\n")) == (2, "", 1)
    assert (
        ended.stderr.startswith(f"goldthread: {said.replace('STORE', tiny_store)}")
        and list(tmp_path.iterdir()) == []
    )
