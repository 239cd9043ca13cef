"""measure: each style, the options, and what cannot be done in one line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from goldthread.graph.measures.model import COLUMNS

Run = Callable[..., Result]


def test_json_carries_every_figure_with_its_basis_and_place(run: Run, tiny_store: str) -> None:
    found = json.loads(
        run("measure", "burglaries in anytown", "--format", "json", "--store", tiny_store).stdout
    )
    assert (found["question"], found["none_found"]) == (
        "What are the figures of “burglaries in anytown”?",
        False,
    )
    figures = found["measures"][0]["observations"]
    assert [
        (one["printed"], one["number"], one["basis"], one["evidence"][0]["phrase"]) for one in figures
    ] == [
        ("11%", -11, "stated", "the fall was 11%"),
        ("12%", -12, "stated", "fell by 12% in the year"),
    ]
    assert [one["contradicted_by"][0]["evidence"][0]["place"] for one in figures] == [
        "Burglary, paragraph 5"
    ] * 2


def test_csv_is_a_row_a_figure_in_the_same_columns_with_or_without_rows(run: Run, tiny_store: str) -> None:
    text = run(
        "measure", "schools", "with", "third", "party", "reporting", "--format", "csv", "--store", tiny_store
    ).stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["figure"], row["kind"], row["computed_change"].partition(" —")[0]) for row in rows] == [
        ("14", "actual", "6 below the target"), ("9", "baseline", ""), ("20", "target", ""),
    ]  # fmt: skip
    assert tuple(rows[0]) == COLUMNS
    empty = run("measure", "victims satisfied", "--format", "csv", "--store", tiny_store).stdout
    assert empty.strip().split(",") == list(COLUMNS)


def test_a_day_and_an_area_narrow_the_figures(run: Run, tiny_store: str) -> None:
    before = run("measure", "burglaries in anytown", "--as-of", "2023", "--store", tiny_store)
    assert before.stdout.startswith("The documents print no figure for “burglaries in anytown”.")
    elsewhere = run("measure", "burglaries in anytown", "--area", "Anytown", "--store", tiny_store)
    assert "no figure for “burglaries in anytown” in Anytown;" in " ".join(elsewhere.stdout.split())


def test_a_file_is_written_and_an_unknown_name_is_one_line(run: Run, tiny_store: str, tmp_path: Path) -> None:
    file = tmp_path / "figures.md"
    assert (
        run("measure", "mill estate patrol", "--format", "md", "-o", file, "--store", tiny_store).exit_code
        == 0
    )
    assert file.read_text("utf-8").startswith("“Money for the Mill Estate Patrol”: £20,000")
    wrong = run("measure", "xyzzy", "--store", tiny_store)
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert wrong.stderr.startswith("goldthread: Nothing in the graph is called “xyzzy”.")


def test_every_line_fits_eighty_columns(run: Run, tiny_store: str) -> None:
    for words in ("burglary", "hate crime", "mill estate patrol", "anytown"):
        assert max(map(len, run("measure", words, "--store", tiny_store).stdout.splitlines())) <= 80


def test_the_help_shows_examples(run: Run) -> None:
    assert 'goldthread measure "police reported hate incidents"' in run("measure", "--help").stdout
