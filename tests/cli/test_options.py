"""Options that many commands share: SPARQL behind any answer, help with examples, files of text."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import Result

from goldthread.cli.main import COMMANDS, main
from goldthread.graph.store.oxigraph import Store

Run = Callable[..., Result]
ANSWERING = [
    ("owner", "hate crime"),
    ("trace", "hate crime"),
    ("find", "hate crime"),
    ("show", "hate crime board"),
    ("ask", "Who oversees hate crime?"),
    ("align",),
    ("align", "--gaps"),
    ("compare", "safer anytown plan 2021-24", "anyshire police and crime plan"),
    ("measure", "burglaries in anytown"),
    ("sources", "list"),
    ("sources", "show", "hate crime"),
]


def queries(text: str) -> list[str]:
    """The queries that stand in a text, each without its number."""
    parts = re.split(r"(?m)^# Query \d+ of \d+\n", text)
    assert parts[0] == "" and int(text.partition(" of ")[2].partition("\n")[0]) == len(parts) - 1
    return parts[1:]


@pytest.mark.parametrize("words", ANSWERING, ids=" ".join)
def test_any_answer_shows_its_sparql_ready_to_be_asked_again(
    words: tuple[str, ...], run: Run, tiny: Store, tiny_store: str
) -> None:
    ended = run(*words, "--store", tiny_store, "--sparql")
    assert (ended.exit_code, ended.stderr) == (0, "")
    found = queries(ended.stdout)
    assert all(re.match(r"# [A-Z].*\?\nPREFIX ", query) for query in found)
    assert all("# example:" not in query for query in found)
    assert any(tiny.select(query) for query in found)


def test_the_sparql_goes_to_a_file_too(run: Run, tiny_store: str, tmp_path: Path) -> None:
    words = ("owner", "hate crime", "--store", tiny_store, "--sparql")
    assert run(*words, "-o", tmp_path / "owner.rq").stdout == ""
    assert (tmp_path / "owner.rq").read_text("utf-8") == run(*words).stdout


def test_one_query_of_an_answer_gives_rows_when_it_is_pasted(run: Run, tiny_store: str) -> None:
    last = queries(run("owner", "hate crime", "--store", tiny_store, "--sparql").stdout)[-1]
    ended = run("query", last, "--store", tiny_store, "--format", "csv")
    assert ended.exit_code == 0 and ended.stdout.count("\n") > 1


def test_what_a_person_types_stays_harmless_in_the_sparql(run: Run, tiny_store: str) -> None:
    ended = run("find", "\x1b[31mhate \u202ecrime", "--store", tiny_store, "--sparql")
    assert ended.exit_code == 0 and "\x1b" not in ended.stdout and "\u202e" not in ended.stdout


def test_a_file_that_is_not_for_text_is_refused(run: Run, tiny_store: str, tmp_path: Path) -> None:
    ended = run("owner", "hate crime", "--store", tiny_store, "-o", tmp_path / "owner.docx")
    assert (
        ended.exit_code == 2
        and "this command writes text; end the name in .txt, .md, .csv or .json" in ended.stderr
    )
    assert list(tmp_path.iterdir()) == []


def test_colours_can_be_refused_before_or_after_the_command(run: Run, tiny_store: str) -> None:
    words = ("owner", "hate crime", "--store", tiny_store)
    assert run("--no-color", *words).stdout == run(*words, "--no-colour").stdout == run(*words).stdout


def commands() -> list[tuple[str, ...]]:
    """Every command and subcommand."""
    found: list[tuple[str, ...]] = [(), *((name,) for name in COMMANDS)]
    context = click.Context(main)
    for name in COMMANDS:
        command = main.get_command(context, name)
        if isinstance(command, click.Group):
            found += [(name, sub) for sub in command.commands]
    return found


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_help_fits_eighty_columns(words: tuple[str, ...], run: Run) -> None:
    ended = run(*words, "--help")
    assert ended.exit_code == 0
    assert [line for line in ended.stdout.splitlines() if len(line) > 80] == []


@pytest.mark.parametrize("words", [words for words in commands() if len(words) < 2], ids=" ".join)
def test_help_has_an_example(words: tuple[str, ...], run: Run) -> None:
    assert re.search(
        rf"(?m)^  {' '.join(['goldthread', *words])} ?", run(*words, "--help").stdout.partition("\n")[2]
    )


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a\0.csv", "it holds what no name may hold"),
        ("a\ud800.csv", "it holds what no name may hold"),
        ("a" * 300, "File name too long"),
    ],
)
def test_a_name_that_no_file_can_have_is_told(name: str, reason: str, run: Run, tiny_store: str) -> None:
    for command in ("export", "owner hate", "picture hate", "check"):
        ended = run(*command.split(), "-o", name, *([] if command == "check" else ["--store", tiny_store]))
        assert (ended.exit_code, ended.stdout) == (2, "")
        assert ended.stderr.startswith("goldthread: Invalid value for '-o' / '--output': “a")
        assert f"cannot be a file here ({reason})." in ended.stderr and len(ended.stderr) < 300
