"""The command `align` as a person types it: its options do as they say, a mistake is one line."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from click.testing import Result

from goldthread.exports.text.gaps import gaps_text
from goldthread.exports.text.matrix import links_text, matrix_text
from goldthread.exports.text.tables import reply_text
from goldthread.graph.alignment.builder import align, at
from goldthread.graph.alignment.gap_finder import gaps
from goldthread.graph.store.oxigraph import Store

Run = Callable[..., Result]


@pytest.fixture
def put(run: Run, tiny_store: str) -> Callable[..., str]:
    """What `align` puts out over the tiny world, which it must do without complaint."""

    def output(*words: object) -> str:
        result = run("align", *words, "--store", tiny_store)
        assert (result.exit_code, result.stderr) == (0, "")
        return result.stdout_bytes.decode("utf-8")

    return output


def complaint(run: Run, store: str, *words: str) -> str:
    result = run("align", *words, "--store", store)
    assert (result.exit_code, result.stdout) == (2, "")
    return result.stderr


@pytest.mark.parametrize("style", ["table", "json", "csv", "md"])
def test_align_puts_out_the_matrix_its_links_or_a_cell_in_every_style(
    style: str, put: Callable[..., str], tiny: Store
) -> None:
    matrix = align(tiny)
    assert put("--format", style) == matrix_text(matrix, style)
    assert put("--links", "--format", style) == links_text(matrix, style)
    assert put("--cell", "hate crime", "1", "--format", style) == reply_text(
        at(tiny, matrix, "hate crime", "1"), style
    )


@pytest.mark.parametrize("style", ["table", "json", "csv", "md"])
def test_gaps_are_all_or_of_one_kind_or_of_one_plan(style: str, put: Callable[..., str], tiny: Store) -> None:
    matrix = align(tiny)
    assert put("--gaps", "--format", style) == gaps_text(gaps(tiny, matrix), style)
    assert put("--format", style, "--gaps") == gaps_text(gaps(tiny, matrix), style)
    assert put("--gaps", "no-lead", "--format", style) == gaps_text(gaps(tiny, matrix, ["no-lead"]), style)
    one = gaps(tiny, matrix, ["no-board"], [matrix.above])
    assert put("--gaps", "no-board", "--plan", "PCP", "--format", style) == gaps_text(one, style)


def test_the_plans_the_day_and_suggestions_are_taken_as_given(put: Callable[..., str], tiny: Store) -> None:
    assert put("pcp", "anytown plan") == matrix_text(align(tiny, "pcp", "anytown plan"), "table")
    assert put("anytown plan", "--as-of", "2021-10") == matrix_text(
        align(tiny, "anytown plan", as_of="2021-10"), "table"
    )
    assert put("--suggested") == matrix_text(align(tiny, suggested=True), "table")
    assert "one suggested" in put("--suggested") and "suggested" not in put()
    assert put("--gaps", "no-report", "--as-of", "2022-12") == gaps_text(
        gaps(tiny, align(tiny, as_of="2022-12"), ["no-report"]), "table"
    )


def test_a_file_takes_the_whole_output(run: Run, tiny_store: str, tmp_path: Path) -> None:
    file = tmp_path / "links.csv"
    result = run("align", "--links", "--format", "csv", "-o", file, "--store", tiny_store)
    assert (result.exit_code, result.stdout) == (0, "")
    rows = list(csv.DictReader(StringIO(file.read_bytes().decode("utf-8"), newline="")))
    assert [row["subject"] for row in rows] == ["Hate Crime", "Safer Anytown Plan 2021-24"]


def test_json_is_the_envelope(put: Callable[..., str]) -> None:
    found = json.loads(put("--as-of", "2022", "--format", "json"))
    assert (found["as_of"], found["plan"]["label"], found["none_found"]) == (
        "2022",
        "Safer Anytown Plan 2021-24",
        False,
    )


def test_a_mistake_is_told_in_one_line(run: Run, tiny_store: str) -> None:
    assert complaint(run, tiny_store, "zzz").startswith("goldthread: Nothing in the graph is called “zzz”.")
    assert (
        complaint(run, tiny_store, "pcp", "PCP")
        == "goldthread: “pcp” and “PCP” are the same plan here; name two plans\n"
    )
    assert "'holes' is not one of 'all', 'unserved'" in complaint(run, tiny_store, "--gaps", "holes")
    assert "neither of the two plans" in complaint(run, tiny_store, "--gaps", "--plan", "2018-21")
    assert "Did you mean: Burglary; Hate Crime" in complaint(run, tiny_store, "--cell", "zzz", "1")
    assert "is not a date" in complaint(run, tiny_store, "--as-of", "soon")


def test_what_only_goes_together_is_not_ignored_apart(run: Run, tiny_store: str) -> None:
    assert (
        complaint(run, tiny_store, "--plan", "pcp")
        == "goldthread: --plan: it says whose gaps to list; add --gaps\n"
    )
    assert (
        complaint(run, tiny_store, "--gaps", "--links") == "goldthread: give one of --cell, --links, --gaps\n"
    )
