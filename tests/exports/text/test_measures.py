"""Figures as bars of plain text with the numbers beside them; without the bars nothing is lost."""

from __future__ import annotations

import locale
import sys
from dataclasses import replace
from decimal import Decimal

import pytest

from goldthread.exports.text import measures
from goldthread.graph.measures.builder import measure
from goldthread.graph.measures.observations import Observation
from goldthread.graph.store.oxigraph import Store

ONE = Observation("a/1", "41", Decimal(41), "people", "actual", from_="2024-01", until="2024-01")
TWO = replace(ONE, id="a/2", printed="62", number=Decimal(62), from_="2024-02", until="2024-02")
NONE = replace(ONE, id="a/3", printed="0", number=Decimal(0), from_="2024-03", until="2024-03")
TINY = replace(ONE, id="a/4", printed="0.1", number=Decimal("0.1"), from_="2024-04", until="2024-04")


@pytest.fixture(autouse=True)
def eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def test_each_bar_is_as_long_as_its_number_with_when_and_figure_before_it() -> None:
    assert measures.bars([ONE, TWO, NONE, TINY]).splitlines() == [
        f"January 2024    41  {'█' * 26}",
        f"February 2024   62  {'█' * 40}",
        "March 2024       0",
        "April 2024     0.1  █",
    ]


def test_a_terminal_of_another_alphabet_gets_ascii() -> None:
    assert (
        measures.bars([ONE, TWO], ascii_only=True)
        == f"January 2024   41  {'#' * 26}\nFebruary 2024  62  {'#' * 40}\n"
    )
    assert measures.bars([ONE, TWO], ascii_only=True).isascii()


@pytest.mark.parametrize(
    "observations",
    [[], [NONE], [ONE, replace(TWO, number=Decimal(-1))], [ONE, replace(TWO, number=None)]],
)
def test_what_no_bars_can_show_has_no_chart(observations: list[Observation]) -> None:
    assert measures.bars(observations) == ""


def test_what_a_terminal_would_obey_is_shown_as_a_sign() -> None:
    assert (
        measures.bars([ONE, replace(TWO, printed="\x1b[31m62")])
        .splitlines()[1]
        .startswith("February 2024  \ufffd[31m62  █")
    )


@pytest.mark.parametrize(
    ("terminal", "encoding", "ascii_only"),
    [
        (True, "UTF-8", False),
        (True, "utf8", False),
        (True, "ISO-8859-1", True),
        (True, "ANSI_X3.4-1968", True),
        (False, "ISO-8859-1", False),
    ],
)
def test_blocks_go_to_files_and_to_terminals_that_know_them(
    terminal: bool, encoding: str, ascii_only: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal, raising=False)
    monkeypatch.setattr(locale, "getencoding", lambda: encoding)
    assert measures.ascii_terminal() is ascii_only


def test_the_table_repeats_all_that_the_bars_show(tiny: Store) -> None:
    found = measure(tiny, "schools with third party reporting")
    before = replace(
        found.measured[0].observations[0],
        id="any/figure/x",
        printed="11",
        number=Decimal(11),
        from_="2022-04",
        until="2023-03",
    )
    with_series = replace(
        found, measured=(replace(found.measured[0], observations=(before, *found.measured[0].observations)),)
    )
    text = measures.series_text(with_series, "table")
    bars = [line for line in text.splitlines() if "█" in line]
    assert [line.split("  ")[1] for line in bars] == ["11", "14"]
    table = text.partition("figure  ")[2]
    assert all(f"{number} [actual]" in table for number in ("11", "14"))
    assert "█" not in measures.series_text(with_series, "md")


def test_several_measures_are_listed_before_the_first_is_shown_in_full(tiny: Store) -> None:
    found = measure(tiny, "burglary")
    both = replace(
        found,
        measured=(
            found.measured[0],
            replace(found.measured[0], thing=replace(found.measured[0].thing, label="Thefts")),
        ),
    )
    text = measures.series_text(replace(both, by_name=True), "md")
    assert text.count("\n## ") == 1
    assert "| Thefts | 12% | " in text
    assert "For all figures of another, give its name: goldthread measure “Thefts”" in text
    assert measures.series_text(both, "md").count("\n## ") == 2
    assert "No figure is printed of: Burglaries" in measures.series_text(found, "table")
