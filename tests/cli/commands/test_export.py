"""picture, export and -o of every command: one whole file, or an untouched folder and one line."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import Result

from goldthread.exports.formats.export import NO_VALUES
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
        f"goldthread: {file}: cannot write there (No such file or directory); name a folder that exists, "
        f"is yours and has room, and close the file elsewhere\n"
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
    monkeypatch.setattr("pathlib.Path.replace", refused)
    ended = run(*command(words, str(tiny_graph)), "-o", file)
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert ended.stderr == (
        f"goldthread: {file}: cannot write there (Permission denied); name a folder that exists, is yours "
        f"and has room, and close the file elsewhere\n"
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
    written = f"Written: {tmp_path / 'graph.csv'}\nWritten: {tmp_path / 'graph-things.csv'}\n"
    assert ended.stderr == f"{written}{NO_VALUES}\n"
    with (tmp_path / "graph-things.csv").open(encoding="utf-8", newline="") as file:
        assert {"any/board/youth-board", "any/priority/2021/burglary"} <= {
            row["id"] for row in csv.DictReader(file)
        }


@pytest.mark.parametrize("style", ["graphml", "gexf"])
def test_network_programs_get_a_file(style: str, run: Run, tiny_store: str, tmp_path: Path) -> None:
    ended = run("export", "--format", style, "-o", tmp_path / f"graph.{style}", "--store", tiny_store)
    assert (ended.exit_code, ended.stderr) == (
        0,
        f"Written: {tmp_path / f'graph.{style}'}\n{NO_VALUES}\n",
    )
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


def test_a_file_that_nobody_named_is_replaced_only_by_force(
    run: Run, tiny_store: str, tmp_path: Path
) -> None:
    beside = tmp_path / "graph-things.csv"
    beside.write_text("mine")
    ended = run("export", "-o", tmp_path / "graph.csv", "--store", tiny_store)
    assert (ended.exit_code, ended.stderr) == (
        2,
        (
            f"goldthread: {beside} is there already, and the things would be written into it. Name another "
            f"file, or say --force to replace it.\n"
        ),
    )
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"graph-things.csv": "mine"}
    ended = run("export", "-o", tmp_path / "graph.csv", "--store", tiny_store, "--force")
    assert ended.exit_code == 0 and beside.read_text().startswith("id,label,type,")


def test_a_graph_of_which_a_format_holds_nothing_is_not_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "other.ttl").write_text("<x:a> <x:b> <x:c> .")
    for name in ("a.graphml", "a.gexf", "a.csv"):
        ended = run("export", "-o", tmp_path / name, "--store", tmp_path / "other.ttl")
        assert (ended.exit_code, ended.stderr) == (
            2,
            (
                f"goldthread: {tmp_path / name}: {name[2:]} holds things of our own classes with the links "
                f"between them, and the graph has none; nothing is written. Export Turtle, TriG, N-Quads or "
                f"JSON-LD, which hold every statement.\n"
            ),
        )
    assert [path.name for path in tmp_path.iterdir()] == ["other.ttl"]


@pytest.mark.parametrize("name", ["x.png", "x.SVG", "x.pdf", "x.docx", "x", "x.html.txt"])
def test_a_picture_is_not_written_under_another_kind_of_name(
    name: str, run: Run, tiny_store: str, tmp_path: Path
) -> None:
    ended = run("picture", "burglary", "-o", tmp_path / name, "--store", tiny_store)
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert ended.stderr == (
        f"goldthread: {tmp_path / name}: a picture is a page to open in a browser, and no image or document; "
        f"end the name in .html or .htm.\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_csv_for_excel_has_its_mark_wherever_csv_is_written(
    run: Run, tiny_store: str, tmp_path: Path
) -> None:
    for words in (
        "owner burglary",
        "find hate",
        "questions",
        "query SELECT?l{?b|a|gt:Board;skos:prefLabel?l}",
    ):
        command = [word.replace("|", " ") for word in words.split(" ")]
        for way in (["--format", "csv"], ["-o", str(tmp_path / "a.csv"), "--format", "csv"]):
            texts = []
            for mark in ([], ["--excel"]):
                ended = run(*command, "--store", tiny_store, *way, *mark)
                texts.append((tmp_path / "a.csv").read_bytes() if "-o" in way else ended.stdout_bytes)
            assert texts[1] == b"\xef\xbb\xbf" + texts[0]
    run("export", "-o", tmp_path / "g.csv", "--store", tiny_store, "--excel")
    assert {(tmp_path / name).read_bytes()[:3] for name in ("g.csv", "g-things.csv")} == {b"\xef\xbb\xbf"}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (
            "owner burglary --excel",
            "--excel goes with CSV: add --format csv, or end the file's name in .csv.",
        ),
        ("owner burglary --excel --format json", "--excel goes with CSV: add --format csv"),
        ("export -o a.ttl --excel", "a.ttl: only CSV is written for Excel. End the name in .csv."),
    ],
)
def test_excel_goes_with_csv(words: str, says: str, run: Run, tiny_store: str) -> None:
    ended = run(*words.split(), "--store", tiny_store)
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert ended.stderr.startswith(f"goldthread: {says}")


def test_a_query_for_excel_holds_no_formula(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.nt").write_text('<x:a> <x:b> "=1+1" .\n<x:a> <x:c> "-2.5" .\n')
    asked = ("query", "SELECT ?o { ?s ?p ?o } ORDER BY ?p", "--store", tmp_path / "a.nt", "--format", "csv")
    assert run(*asked).stdout_bytes == b"o\r\n=1+1\r\n-2.5\r\n"
    assert run(*asked, "--excel").stdout_bytes == b"\xef\xbb\xbfo\r\n'=1+1\r\n-2.5\r\n"
