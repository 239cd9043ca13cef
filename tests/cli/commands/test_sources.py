"""sources: a copy is registered, shows in the list and behind the anchors, and is forgotten again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from goldthread.graph.sources.passages import quotes
from goldthread.graph.store.oxigraph import Store

Run = Callable[..., Result]
TEXTS = Path(__file__).parents[2] / "worlds" / "tiny" / "sources"
PASSAGE = (
    '"Safer Anytown Annual Update 2024 (2024-09), Work and money, paragraph 9","The Community Safety '
    'Manager, Bo Berg",'
    '"The Community Safety Manager, Bo Berg, chairs the Hate Crime Board."'
)


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Path:
    """The folder of registered copies, which is not there before the first."""
    folder = tmp_path / "shelf"
    monkeypatch.setenv("GOLDTHREAD_SOURCES", str(folder))
    return folder


def copies(run: Run, store: str) -> dict[str, str]:
    """Of which documents a copy is registered, by file."""
    listed = json.loads(run("sources", "list", "--format", "json", "--store", store).stdout)
    return {row["file"]: row["copy"] for row in listed}


def test_a_copy_is_recognised_listed_shown_and_forgotten(
    run: Run, tiny_store: str, shelf: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "downloaded (1).html"
    mine.write_text(f"<pre>{(TEXTS / 'anytown-update.txt').read_text('utf-8')}</pre>", encoding="utf-8")
    added = run("sources", "add", mine, "--store", tiny_store)
    assert (added.exit_code, added.stderr) == (0, "")
    assert added.stdout.startswith("Registered as anytown-update.txt: ")
    assert copies(run, tiny_store) == {
        "anytown-plan.txt": "none",
        "anyshire-plan.txt": "none",
        "anytown-update.txt": "registered",
    }
    shown = run("sources", "show", "bo berg", "--format", "csv", "--store", tiny_store).stdout.splitlines()
    assert shown[0] == "where it stands,phrase,passage" and PASSAGE in shown[1:]
    assert all("no copy registered" not in line for line in shown)
    forgotten = run("sources", "remove", "anytown-update.txt")
    assert (forgotten.exit_code, forgotten.stdout, forgotten.stderr) == (
        0,
        "Forgotten: anytown-update.txt\n",
        "",
    )
    assert set(copies(run, tiny_store).values()) == {"none"} and list(shelf.iterdir()) == []


def test_phrases_found_and_sought_are_told(
    run: Run, tiny: Store, tiny_store: str, shelf: Path, tmp_path: Path
) -> None:
    sought = len([quote for quote in quotes(tiny) if quote.file == "anyshire-plan.txt"])
    mine = tmp_path / "mine.txt"
    mine.write_text(
        (TEXTS / "anyshire-plan.txt").read_text("utf-8").replace("A shire without fear", "-"),
        encoding="utf-8",
    )
    assert run("sources", "add", mine, "--store", tiny_store).stdout == (
        f"Registered as anyshire-plan.txt: {sought - 1} of the {sought} phrases that the graph "
        f"quotes from it stand in your copy.\n"
    )


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (
            "other.txt",
            b"Nothing of this is quoted.",
            "other.txt: this is none of the documents that the graph quotes; see `goldthread sources`",
        ),
        (
            "table.xlsx",
            b"PK",
            "table.xlsx: cannot read files of this kind; give one of .docx, .htm, .html, .md, .pdf, .txt",
        ),
        (
            "empty.txt",
            b" ",
            "empty.txt: no text in this file; a scanned document needs text recognition first",
        ),
    ],
)
def test_what_is_no_document_of_the_graph_is_refused(
    name: str, content: bytes, said: str, run: Run, tiny_store: str, shelf: Path, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    ended = run("sources", "add", tmp_path / name, "--store", tiny_store)
    assert (ended.exit_code, ended.stdout, ended.stderr) == (2, "", f"goldthread: {said}\n")
    assert not shelf.exists()


def test_a_broken_pdf_is_one_line(run: Run, tiny_store: str, shelf: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    ended = run("sources", "add", tmp_path / "broken.pdf", "--store", tiny_store)
    assert (ended.exit_code, ended.stdout, ended.stderr.count("\n")) == (2, "", 1)
    assert ended.stderr.startswith("goldthread: broken.pdf: this file could not be read (")


def test_without_a_subcommand_the_list_is_shown(run: Run) -> None:
    assert run("sources").stdout == run("sources", "list").stdout != ""
