"""The list of named queries for people, each with an example that runs as it stands there."""

from __future__ import annotations

import shlex

import pytest

from goldthread.exports.text.catalogue import catalogue_text
from goldthread.graph.query.catalogue import COLUMNS, catalogue
from goldthread.graph.query.library import names, question
from goldthread.graph.query.parameters import bound
from goldthread.graph.results.base import RowsResult
from goldthread.graph.store.oxigraph import Store


@pytest.fixture(scope="module")
def listed(tiny: Store) -> RowsResult:
    return catalogue(tiny)


def settings(command: str) -> tuple[str, dict[str, str]]:
    """The question of a command and what it sets."""
    words = shlex.split(command)
    assert words[:3] == ["goldthread", "query", "--name"]
    assert words[4::2] == ["--set"] * len(words[5::2])
    return words[3], dict(setting.split("=", 1) for setting in words[5::2])


def test_questions_that_give_identifiers_are_for_programs() -> None:
    assert question("links-of").for_programs and question("owner-links").for_programs
    assert not question("who-owns").for_programs and not question("contradictions").for_programs


def test_people_see_their_questions_and_on_request_all(listed: RowsResult, tiny: Store) -> None:
    everything = [row["name"] for row in catalogue(tiny, everything=True).rows()]
    assert everything == names()
    assert [row["name"] for row in listed.rows()] == [
        name for name in names() if not question(name).for_programs
    ]
    assert listed.text.startswith(f"{len(list(listed.rows()))} questions can be asked by name.")
    assert listed.columns == COLUMNS


def test_every_example_runs_as_it_stands(listed: RowsResult, tiny: Store) -> None:
    for row in listed.rows():
        name, words = settings(row["example"])
        assert name == row["name"]
        ready = bound(tiny, name, words)
        assert ready.taken == ()
        assert ready.sparql.count("UNDEF") == len(ready.asked.parameters) - len(words)
        tiny.select(ready.sparql)


def test_an_example_is_of_the_thing_of_which_the_graph_says_most(listed: RowsResult) -> None:
    examples = {row["name"]: row["example"] for row in listed.rows()}
    assert examples["boards-at-tier"] == 'goldthread query --name boards-at-tier --set tier="Gold"'
    assert examples["who-owns"] == 'goldthread query --name who-owns --set thing="Hate Crime"'
    assert examples["contradictions"] == "goldthread query --name contradictions"


def test_what_a_shell_would_take_for_a_command_is_quoted(
    monkeypatch: pytest.MonkeyPatch, tiny: Store
) -> None:
    from goldthread.graph.query import catalogue as module

    monkeypatch.setattr(module, "_best_known", lambda _: {"Board": "Lamps $(reboot) `x`"})
    rows = {row["name"]: row["example"] for row in catalogue(tiny).rows()}
    assert rows["reports-to"] == "goldthread query --name reports-to --set 'board=Lamps $(reboot) `x`'"


def test_commands_stay_whole_on_their_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    long = f'goldthread query --name lamps --set thing="{"x" * 60}"'
    row = {
        "name": "lamps",
        "question": "Which lamps are lit in the streets of the town at night?",
        "about": "thing, asOf",
        "example": long,
    }
    table = RowsResult("?", "One question.", (row, {**row, "about": "", "question": "Why\x1b?"}), COLUMNS)
    assert catalogue_text(table, "table") == (
        "One question.\n\nlamps\n  Which lamps are lit in the streets of the town at night?\n"
        "  About: thing, asOf.\n"
        f"  {long}\n\nlamps\n  Why\ufffd?\n  {long}\n"
    )
    assert catalogue_text(table, "csv").startswith("name,question,about,example\r\n")
    assert catalogue_text(table, "md").count("\n") == 4
