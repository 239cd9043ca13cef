"""Columns side by side, character by character, and what becomes of them where they do not fit."""

from __future__ import annotations

import io
import random
import textwrap

import pytest

from goldthread.graph.results.text_table import NARROWEST, filled, narrowed, side_by_side, table, width


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


def one_by_one(widths: list[int], room: int) -> list[int]:
    """What `narrowed` says in words, a character at a time."""
    found = list(widths)
    while sum(found) > room and max(found) > NARROWEST:
        found[found.index(max(found))] -= 1
    return found


@pytest.mark.parametrize("seed", range(200))
def test_the_widest_columns_give_way_as_they_would_one_character_at_a_time(seed: int) -> None:
    chance = random.Random(seed)
    widths = [
        chance.choice((chance.randint(1, 12), chance.randint(1, 99))) for _ in range(chance.randint(1, 9))
    ]
    room = chance.randint(-5, 120)
    assert narrowed(widths, room) == one_by_one(widths, room)


@pytest.mark.parametrize("seed", range(200))
def test_cells_are_wrapped_as_the_standard_library_does(seed: int) -> None:
    chance = random.Random(seed)
    cell = "".join(chance.choice("abc-de \tf\n.,") for _ in range(chance.choice((0, 3, 9, 40, 9000))))
    wrapped = textwrap.wrap(cell, 9)
    assert side_by_side([cell], [9]) == [line.rstrip() for line in wrapped or [""]]


def test_a_word_of_a_million_letters_is_wrapped() -> None:
    assert side_by_side(["x" * 1_000_000, "y"], [8, 1]) == ["x" * 8 + "  y", *["x" * 8] * 124_999]


def test_a_thousand_columns_are_a_block() -> None:
    assert table([{f"c{number}": "x" * 9 for number in range(1000)}]) == "".join(
        f"c{number}: {'x' * 9}\n" for number in range(1000)
    )
