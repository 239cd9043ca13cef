"""Columns side by side, character by character, and what becomes of them where they do not fit."""

from __future__ import annotations

import io

import pytest

from goldthread.graph.results.text_table import filled, table, width


@pytest.fixture(autouse=True)
def sixty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")


@pytest.mark.parametrize(
    ("columns", "characters"),
    [("100", 100), ("60", 60), ("59", 60), ("0", 60), ("160", 160), ("161", 160), ("wide", 80)],
)
def test_a_line_is_as_wide_as_the_terminal_within_bounds(
    columns: str, characters: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert width() == characters


def test_a_line_has_eighty_characters_where_nobody_can_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS")
    monkeypatch.setattr("sys.stdout", io.StringIO())
    assert width() == 80


def test_a_paragraph_is_filled_and_nothing_in_it_is_obeyed() -> None:
    assert filled("word " * 13 + "\x1b[31m") == " ".join(["word"] * 12) + "\nword \ufffd[31m"


def test_columns_are_as_wide_as_their_widest_cell() -> None:
    assert table([{"a": "one", "long head": ""}, {"a": "eleven", "long head": "x"}]) == (
        "a       long head\n──────  ─────────\none\neleven  x\n"
    )


def test_no_rows_are_no_table() -> None:
    assert table([]) == ""


def test_the_widest_column_gives_way_and_a_blank_line_parts_rows_of_several_lines() -> None:
    rows = [{"a": "short", "b": "many words " * 8}, {"a": "next", "b": "few"}]
    assert table(rows) == (
        "a      b\n"
        "─────  ─────────────────────────────────────────────────────\n"
        "short  many words many words many words many words many\n"
        "       words many words many words many words\n"
        "\n"
        "next   few\n"
    )


def test_characters_that_a_terminal_obeys_show_as_signs() -> None:
    assert table([{"a": "red \x1b[31m", "b": "\u202eturned"}]) == (
        "a          b\n─────────  ───────\nred \ufffd[31m  \ufffdturned\n"
    )


def test_a_row_of_too_many_columns_is_a_block_without_what_is_empty() -> None:
    wide = {f"column {number}": "some words" if number % 2 else "" for number in range(8)}
    block = "".join(f"column {number}: some words\n" for number in (1, 3, 5, 7))
    assert table([wide, wide]) == f"{block}\n{block}"


def test_a_block_that_holds_nothing_has_its_first_column() -> None:
    assert table([{f"column {number}": "" for number in range(8)}]) == "column 0:\n"
