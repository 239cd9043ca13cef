"""No character that a terminal obeys is left in what is printed, and no other is changed."""

from __future__ import annotations

import json
import sys
import unicodedata

import pytest

from goldthread.graph.text.safe import excerpt, message, plain, with_escapes


def obeyed(text: str) -> list[str]:
    """The characters that do something instead of showing: control characters, surrogates, separators of
    lines and marks of direction; tab and line feed are taken for blanks."""
    marks = {"\u061c", "\u200e", "\u200f", *map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)])}
    return [
        char
        for char in text
        if char not in "\t\n" and (unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") or char in marks)
    ]


EVERY = "".join(map(chr, range(sys.maxunicode + 1)))


def test_nothing_that_a_terminal_obeys_is_left() -> None:
    assert obeyed(plain(EVERY)) == obeyed(with_escapes(EVERY)) == []
    assert len(plain(EVERY)) == len(EVERY)


def test_what_a_terminal_obeys_is_seen() -> None:
    assert obeyed("a\x1b[0m\n\t\x9b\u202e\u2028\ud800") == ["\x1b", "\x9b", "\u202e", "\u2028", "\ud800"]


def test_only_those_and_what_is_no_character_are_replaced() -> None:
    changed = [char for char, shown in zip(EVERY, plain(EVERY), strict=True) if char != shown]
    assert [char for char in changed if char not in "\ufffe\uffff"] == obeyed(EVERY)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("Lamps “ŵ” – £5 · 10 %", "Lamps “ŵ” – £5 · 10 %"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("red \x1b[31m text\r", "red \ufffd[31m text\ufffd"),
        ("turned \u202eround", "turned \ufffdround"),
        ("half \ud83d a pair", "half \ufffd a pair"),
        ("\u200d joins emoji", "\u200d joins emoji"),
    ],
)
def test_a_sign_shows_where_such_a_character_was(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_what_is_escaped_comes_back_from_json() -> None:
    text = "é\x9b\u202e\x7f\u2028"
    written = with_escapes(json.dumps(text, ensure_ascii=False))
    assert written == '"é\\u009b\\u202e\\u007f\\u2028"'
    assert json.loads(written) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("Hate Crime Board", "Hate Crime Board"),
        ("two\nlines\tand a tab", "two lines and a tab"),
        ("\x1b[31mred\udcff", "\ufffd[31mred\ufffd"),
        ("x" * 80, "x" * 80),
        ("x" * 81, "x" * 80 + " … (81 characters)"),
        ("x" * 40_000, "x" * 80 + " … (40,000 characters)"),
        (" " * 40_000, " … (40,000 characters)"),
    ],
)
def test_an_excerpt_is_short_safe_and_on_one_line(text: str, shown: str) -> None:
    assert excerpt(text) == shown


def test_a_message_keeps_what_is_wrong_and_what_to_do() -> None:
    long = "“" + "é" * 40_000 + "” is no day; write 2024-09"
    told = message(f"There is a problem:\n{long}\nAnd\x1b more.")
    first, middle, last = told.split("\n")
    assert (first, last, len(middle)) == ("There is a problem:", "And\ufffd more.", 500 - 2)
    assert middle.startswith("“éé") and middle.endswith("éé” is no day; write 2024-09") and " … " in middle
    assert message("x" * 500) == "x" * 500
