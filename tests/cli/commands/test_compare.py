"""compare: each style, the options, and what cannot be done in one line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from goldthread.graph.comparison.model import COLUMNS

Run = Callable[..., Result]


def test_counts_come_first_then_a_table_for_what_became_of_what_and_the_documents_last(
    run: Run, tiny_store: str
) -> None:
    shown = run("compare", "2021", "2024", "--store", tiny_store).stdout
    headings = [
        "what ",
        "Priorities\n─",
        "Boards\n─",
        "Kept (4)",
        "Only in 2024 (1)",
        "Partners\n─",
        "Duties\n─",
        "The documents\n─",
    ]
    places = [shown.index(heading) for heading in headings]
    assert places == sorted(places)
    assert shown.endswith(
        "[1] Safer Anytown Plan 2021-24 (text) (2021-11)\n[2] Safer Anytown Annual Update 2024 (2024-09)\n"
    )
    assert max(map(len, shown.splitlines())) <= 80


def test_json_and_csv_carry_both_sides_of_each_change(run: Run, tiny_store: str) -> None:
    found = json.loads(
        run("compare", "2021", "2024", "--only", "boards", "--format", "json", "--store", tiny_store).stdout
    )
    assert [side["asked"] for side in found["sides"]] == ["2021", "2024"]
    kept = next(
        change
        for change in found["changes"]
        if change["before"] and change["before"][0]["label"] == "Youth Board"
    )
    assert (kept["change"], kept["basis"], kept["before"][0]["tier"], kept["after"][0]["tier"]) == (
        "kept",
        "inferred",
        "Bronze",
        "Silver",
    )
    text = run("compare", "2021", "2024", "--only", "boards", "--format", "csv", "--store", tiny_store).stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    assert (len(rows), tuple(rows[0])) == (len(found["changes"]), COLUMNS)


def test_several_steps_have_a_heading_each_and_markdown_is_written_to_a_file(
    run: Run, tiny_store: str, tmp_path: Path
) -> None:
    file = tmp_path / "changes.md"
    words = (
        "compare",
        "anytown plan",
        "anyshire police and crime plan",
        "--format",
        "md",
        "-o",
        file,
        "--store",
        tiny_store,
    )
    assert run(*words).exit_code == 0
    assert "### Priorities" in file.read_text("utf-8")
    assert "## anytown plan to" not in file.read_text("utf-8")


def test_what_cannot_be_compared_is_one_line(run: Run, tiny_store: str) -> None:
    for words, said in (
        (("2021",), "goldthread: Give two plans or dates to compare"),
        (("2021", "xyzzy"), "goldthread: No plan is called “xyzzy”."),
        (("2021", "2024", "--only", "names"), "goldthread: Invalid value for '--only'"),
    ):
        wrong = run("compare", *words, "--store", tiny_store)
        assert (wrong.exit_code, wrong.stdout, wrong.stderr.startswith(said), wrong.stderr.count("\n")) == (
            2,
            "",
            True,
            1,
        )


@pytest.mark.parametrize("kind", ["priorities", "boards", "partners", "duties", "indicators", "deliverables"])
def test_only_takes_one_kind_of_things(kind: str, run: Run, tiny_store: str) -> None:
    words = ("compare", "2021", "2024", "--store", tiny_store, "--format", "json")
    found, every = (json.loads(run(*words, *more).stdout) for more in (("--only", kind), ()))
    assert found["only"] == kind
    assert found["changes"] == [change for change in every["changes"] if change["kind"] == kind]


def test_the_help_shows_examples(run: Run) -> None:
    assert "goldthread compare 2018 2021" in run("compare", "--help").stdout
