"""build and check: the graph as a file, everything that is wrong in every style, and the page of findings."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import Result

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
    }


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
        "name a folder that exists and is yours\n"
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
