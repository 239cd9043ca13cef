"""`build` and `check`: the graph as a file or built in, and what is wrong with records in every style."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import Result

from goldthread.graph import paths
from goldthread.graph.check import validator
from goldthread.graph.rdf.builder import build
from goldthread.graph.tables.reader import Records

Run = Callable[..., Result]
HERE = Path(__file__).parents[2]
TINY = HERE / "worlds" / "tiny" / "records"
MILL = HERE / "worlds" / "mill"
WRONG = [
    (2, "phrase", "“Lampps Board” is not found in section/mill/all; copy it from the text, at most 12 words"),
    (3, "premises", "it says “inferred” but from nothing; name the stated rows it rests on"),
    (3, "why", "it says “inferred” but not why; give the reasoning in a line"),
]
TABLE = """\
file             row  column    what to mend
───────────────  ───  ────────  ────────────────────────────────────────────────
mill/boards.csv  2    phrase    “Lampps Board” is not found in section/mill/all;
                                copy it from the text, at most 12 words

mill/boards.csv  3    premises  it says “inferred” but from nothing; name the
                                stated rows it rests on

mill/boards.csv  3    why       it says “inferred” but not why; give the
                                reasoning in a line

document  recorded  nothing to record  not yet
────────  ────────  ─────────────────  ───────
mill      1         0                  0

Anchors found: 1 of 2 sought, of 2 in all.

kind                      findings
────────────────────────  ────────
inferred, to be reviewed  1
missing field             2
tied to nothing           2
"""
MARKDOWN = f"""\
| file | row | column | what to mend |
| --- | --- | --- | --- |
{"".join(f"| mill/boards.csv | {row} | {column} | {message} |{chr(10)}" for row, column, message in WRONG)}
| document | recorded | nothing to record | not yet |
| --- | --- | --- | --- |
| mill | 1 | 0 | 0 |

Anchors found: 1 of 2 sought, of 2 in all.

| kind | findings |
| --- | --- |
| inferred, to be reviewed | 1 |
| missing field | 2 |
| tied to nothing | 2 |
"""
CSV = f"""\
file,row,column,what to mend
mill/boards.csv,2,phrase,"{WRONG[0][2]}"
mill/boards.csv,3,premises,{WRONG[1][2]}
mill/boards.csv,3,why,{WRONG[2][2]}
"""


def check(run: Run, *more: object) -> Result:
    return run("check", "--records", MILL / "records", "--sources", MILL / "texts", *more)


@pytest.fixture
def without_shapes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The validation of shapes, half a second each time, left out where the text alone is looked at."""
    monkeypatch.setattr(validator, "check_shapes", lambda *_: [])


@pytest.mark.parametrize(("style", "text"), [("table", TABLE), ("md", MARKDOWN), ("csv", CSV)])
def test_what_is_wrong_is_shown_with_exit_code_1(
    style: str, text: str, run: Run, without_shapes: None
) -> None:
    ended = check(run, "--format", style)
    assert (ended.exit_code, ended.stdout, ended.stderr) == (1, text, "")


def test_what_is_wrong_is_json_too(run: Run) -> None:
    ended = check(run, "--format", "json")
    report = json.loads(ended.stdout)
    assert ended.exit_code == 1
    assert report == {
        "problems": [
            {"file": "mill/boards.csv", "row": row, "column": column, "message": message}
            for row, column, message in WRONG
        ],
        "anchors": 2,
        "sought": 2,
        "found": 1,
        "missing_texts": [],
        "coverage": {"doc/mill": {"recorded": 1, "nothing to record": 0, "not yet": 0}},
        "complete": True,
    }


BAD = HERE / "cases" / "reading" / "many-at-once"


@pytest.mark.parametrize("style", ["table", "md", "csv", "json"])
def test_what_keeps_tables_from_being_read_is_shown_in_the_same_form(
    style: str, run: Run, tmp_path: Path
) -> None:
    told = (BAD / "problems.txt").read_text("utf-8").splitlines()
    shown = run("check", "--records", BAD / "records", "--format", style)
    assert (shown.exit_code, shown.stderr) == (1, "")
    written = run("check", "--records", BAD / "records", "--format", style, "-o", tmp_path / "out")
    assert (written.exit_code, written.stdout) == (1, "")
    assert (tmp_path / "out").read_bytes() == shown.stdout_bytes
    if style == "json":
        found = json.loads(shown.stdout)["problems"]
        places = [f"{one['file']}:{one['row']}" if one["row"] else one["file"] for one in found]
        assert [f"{place}: {': '.join(filter(None, (one['column'], one['message'])))}" for place, one in zip(places, found, strict=True)] == told  # fmt: skip  # noqa: E501
    elif style == "csv":
        rows = list(csv.reader(io.StringIO(shown.stdout)))[1:]
        assert [(file, row) for file, row, *_ in rows] == [place_of(line) for line in told]
    else:
        assert shown.stdout.endswith(
            f"\n{len(told)} problems to mend before the tables can be read; anchors, rules and shapes are "
            "checked after that.\n"
        )


def place_of(line: str) -> tuple[str, str]:
    file, _, rest = line.partition(":")
    row = rest.partition(":")[0]
    return (file, row) if row.isdigit() else (file, "")


def test_the_page_of_findings_is_written_too_when_tables_cannot_be_read(run: Run, tmp_path: Path) -> None:
    ended = run("check", "--records", BAD / "records", "--report", tmp_path / "quality.html")
    page = (tmp_path / "quality.html").read_text("utf-8")
    assert ended.exit_code == 1 and "there is no table “lamps”" in page
    assert "<p>The tables could not be read, so nothing but their reading was checked:" in page


def test_a_file_among_the_tables_is_a_finding_of_check_and_a_note_of_build(run: Run, tmp_path: Path) -> None:
    shutil.copytree(MILL / "records", tmp_path / "records")
    (tmp_path / "records" / "notes.md").touch()
    aside = "notes.md: this file is not read, for it is no table; keep it outside the records\n"
    checked = run("check", "--records", tmp_path / "records", "--format", "csv")
    assert checked.exit_code == 1 and "notes.md,,," in checked.stdout
    built = run("build", "--records", tmp_path / "records", "-o", tmp_path / "mill.nq")
    assert (built.exit_code, built.stderr) == (0, aside)
    assert (tmp_path / "mill.nq").exists()


@pytest.mark.parametrize("name", ["names.csv", "mill/more/names.csv", "mill/names.CSV", "mill/names.xlsx"])
def test_a_table_that_is_not_read_stops_the_build_because_its_rows_would_be_missing(
    name: str, run: Run, tmp_path: Path
) -> None:
    root = Path(shutil.copytree(MILL / "records", tmp_path / "records"))
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).touch()
    for command in ("check", "build"):
        ended = run(command, "--records", root)
        assert ended.exit_code == 1 and name in ended.stdout + ended.stderr
    assert run("build", "--records", root).stdout == ""


def test_a_csv_without_problems_still_has_its_heading(run: Run, without_shapes: None) -> None:
    ended = run("check", "--records", TINY, "--format", "csv")
    assert (ended.exit_code, ended.stdout) == (0, "file,row,column,what to mend\n")


def test_the_page_of_findings_is_written_and_told_of_beside_the_answer(
    run: Run, tmp_path: Path, without_shapes: None
) -> None:
    page, answer = tmp_path / "quality.html", tmp_path / "problems.md"
    ended = check(run, "--report", page, "--format", "md", "-o", answer)
    assert (ended.exit_code, ended.stdout) == (1, "")
    assert ended.stderr == f"Written: {page}\nWritten: {answer}\n"
    assert (
        "<h1>Quality of the records</h1>" in page.read_text("utf-8") and answer.read_text("utf-8") == MARKDOWN
    )


def test_a_page_that_cannot_be_written_is_told_in_one_line(
    run: Run, tmp_path: Path, without_shapes: None
) -> None:
    ended = check(run, "--report", tmp_path / "gone" / "quality.html")
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert ended.stderr == (
        f"goldthread: {tmp_path / 'gone' / 'quality.html'}: cannot write there (No such file or directory); "
        "name a folder that exists, is yours and has room, and close the file elsewhere\n"
    )


def test_a_graph_is_built_into_a_file_of_either_kind(run: Run, tmp_path: Path, tiny_graph: Path) -> None:
    quads, trig = tmp_path / "tiny.nq", tmp_path / "tiny.trig"
    for file in (quads, trig):
        ended = run("build", "--records", TINY, "-o", file)
        assert ended.exit_code == 0 and re.fullmatch(
            rf"\d,\d\d\d statements written to {re.escape(str(file))}\n", ended.stdout
        )
    assert quads.read_bytes() == tiny_graph.read_bytes()
    assert set(ox.parse(path=trig)) == set(ox.parse(path=quads))


def test_without_a_file_the_statements_are_counted(run: Run, tiny_records: Records) -> None:
    ended = run("build", "--records", TINY)
    count = f"{build(tiny_records).count(chr(10)):,}"
    assert (ended.exit_code, ended.stdout) == (0, f"{count} statements; name a file with -o to keep them\n")


def test_a_folder_without_tables_is_told_of(run: Run, tmp_path: Path) -> None:
    ended = run("build", "--records", tmp_path)
    assert (ended.exit_code, ended.stderr) == (
        1, (f"{tmp_path}: no tables here; expected <document>/<table>.csv\n"
            f"1 problem(s) in the records; nothing was built.\n"),
    )  # fmt: skip


@pytest.fixture
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where an installation's built-in graph belongs, still empty; its records are the tiny world's."""
    folder = tmp_path / "built"
    monkeypatch.setattr(paths, "RECORDS", str(TINY))
    monkeypatch.setattr(paths, "GRAPH", str(folder / "goldthread.trig"))
    monkeypatch.setattr(paths, "DIGEST", str(folder / "goldthread.sha256"))
    monkeypatch.setenv("GOLDTHREAD_CACHE", str(tmp_path / "cache"))
    return folder


def test_the_built_in_graph_and_its_digest_are_written_together(
    run: Run, installation: Path, tiny_graph: Path
) -> None:
    ended = run("build", "--built-in")
    count = f"{tiny_graph.read_text('utf-8').count(chr(10)):,}"
    graph, digest = installation / "goldthread.trig", installation / "goldthread.sha256"
    assert (ended.exit_code, ended.stderr) == (0, "")
    assert ended.stdout == f"{count} statements written to {graph}, their digest to {digest}\n"
    assert sorted(os.listdir(installation)) == ["goldthread.sha256", "goldthread.trig"]
    assert set(ox.parse(path=graph)) == set(ox.parse(path=tiny_graph))
    assert digest.read_bytes() == f"{hashlib.sha256(graph.read_bytes()).hexdigest()}\n".encode()


def test_the_same_bytes_are_written_as_into_a_named_file(
    run: Run, installation: Path, tmp_path: Path
) -> None:
    run("build", "--built-in")
    run("build", "-o", tmp_path / "named.trig")
    assert (installation / "goldthread.trig").read_bytes() == (tmp_path / "named.trig").read_bytes()


def test_the_graph_is_written_first_so_that_no_digest_vouches_for_a_graph_that_is_not_there(
    run: Run, installation: Path
) -> None:
    installation.mkdir()
    (installation / "goldthread.trig").mkdir()
    (installation / "goldthread.trig" / "in the way").touch()
    assert run("build", "--built-in").exit_code == 2
    assert os.listdir(installation) == ["goldthread.trig"]


@pytest.mark.parametrize("missing", ["goldthread.sha256", "goldthread.trig", "both", "nothing, but altered"])
def test_the_message_of_a_damaged_graph_names_a_command_that_mends_it(
    missing: str, run: Run, installation: Path
) -> None:
    run("build", "--built-in")
    whole = {name: (installation / name).read_bytes() for name in os.listdir(installation)}
    for name in whole:
        if missing in (name, "both"):
            (installation / name).unlink()
        elif missing == "nothing, but altered":
            (installation / name).write_bytes(whole[name][::-1])
    complaint = run("find", "hate crime board")
    assert (complaint.exit_code, complaint.stdout) == (2, "")
    advised = re.search("in a checkout run `goldthread (.*?)`", complaint.stderr)
    assert advised is not None
    assert run(*advised[1].split()).exit_code == 0
    assert {name: (installation / name).read_bytes() for name in os.listdir(installation)} == whole
    assert run("find", "hate crime board").exit_code == 0


def test_an_export_without_a_built_in_graph_gives_the_same_advice(
    run: Run, installation: Path, tmp_path: Path
) -> None:
    ended = run("export", "-o", tmp_path / "graph.ttl")
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert ended.stderr == (
        f"goldthread: There is no built-in graph in {installation}: install goldthread again, or in a "
        "checkout run `goldthread build --built-in`.\n"
    )
    assert run("build", "--built-in").exit_code == 0
    assert run("export", "-o", tmp_path / "graph.ttl").exit_code == 0


def read_only(folder: Path) -> str:
    return (
        f"goldthread: {folder}: nobody may write here, so the built-in graph stays as it is; "
        "install goldthread again, or build into a file with -o\n"
    )


def test_a_read_only_installation_is_told_before_anything_is_built(
    run: Run, installation: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda place, mode: (str(place), mode) != (str(installation), os.W_OK))
    monkeypatch.setattr(paths, "RECORDS", "/nowhere/that/could/be/built")
    ended = run("build", "--built-in")
    assert (ended.exit_code, ended.stdout, ended.stderr) == (2, "", read_only(installation))


def test_a_folder_that_cannot_be_made_is_told_in_the_same_way(run: Run, installation: Path) -> None:
    installation.write_text("a file in the way")
    ended = run("build", "--built-in")
    assert (ended.exit_code, ended.stdout, ended.stderr) == (2, "", read_only(installation))


@pytest.mark.parametrize("more", [("-o", "graph.trig"), ("--records", str(TINY))])
def test_the_built_in_graph_has_its_own_records_and_files(
    more: tuple[str, ...], run: Run, installation: Path
) -> None:
    ended = run("build", "--built-in", *more)
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert ended.stderr == (
        "goldthread: --built-in goes without --records and -o: it knows its records and its files. "
        "See `goldthread build --help`.\n"
    )
    assert not installation.exists()


def test_the_help_names_the_command_that_the_messages_advise(run: Run) -> None:
    assert "  goldthread build --built-in\n" in run("build", "--help").stdout
