"""Counts, lists and names in English, word for word."""

from __future__ import annotations

import pytest

from goldthread.graph.text.english import article, capital, counted, listed, number, plural, several


@pytest.mark.parametrize(
    ("many", "words"), [(0, "no"), (1, "one"), (2, "two"), (12, "twelve"), (13, "13"), (1200, "1200")]
)
def test_a_number_is_a_word_up_to_twelve(many: int, words: str) -> None:
    assert number(many) == words


@pytest.mark.parametrize(
    ("noun", "words"),
    [
        ("board", "boards"),
        ("priority", "priorities"),
        ("key issue", "key issues"),
        ("shared priority", "shared priorities"),
        ("pathway", "pathways"),
        ("search", "searches"),
    ],
)
def test_a_noun_has_its_plural(noun: str, words: str) -> None:
    assert plural(noun) == words


@pytest.mark.parametrize(
    ("many", "noun", "words"),
    [
        (0, "link", "no links"),
        (1, "link", "one link"),
        (9, "shared priority", "nine shared priorities"),
        (13, "search", "13 searches"),
    ],
)
def test_several_are_counted_in_words(many: int, noun: str, words: str) -> None:
    assert several(many, noun) == words


@pytest.mark.parametrize(
    ("many", "words"), [(0, "0 rows"), (1, "1 row"), (2, "2 rows"), (2345, "2,345 rows")]
)
def test_many_are_counted_in_figures(many: int, words: str) -> None:
    assert counted(many, "row") == words


@pytest.mark.parametrize(
    ("names", "words"),
    [([], ""), (["a"], "a"), (["a", "b"], "a; b"), (["a", "b", "c"], "a; b; and 1 more")],
)
def test_of_many_names_the_first_are_listed(names: list[str], words: str) -> None:
    assert listed(names, 2) == words


def test_a_list_is_parted_as_asked() -> None:
    assert listed("abcd", 3, before_rest="") == "a; b; c and 1 more"
    assert listed("abcde", 3, between=", ", before_rest="") == "a, b, c and 2 more"


def test_eight_are_listed_unless_another_number_is_asked_for() -> None:
    assert listed("abcdefgh") == "a; b; c; d; e; f; g; h"
    assert listed("abcdefghi") == "a; b; c; d; e; f; g; h; and 1 more"


@pytest.mark.parametrize(
    ("word", "words"),
    [("agency", "an agency"), ("board", "a board"), ("key issue", "a key issue")],
)
def test_a_word_has_its_article(word: str, words: str) -> None:
    assert article(word) == words


@pytest.mark.parametrize(
    ("text", "words"), [("", ""), ("two boards", "Two boards"), ("étude", "Étude"), ("DHR work", "DHR work")]
)
def test_a_text_begins_with_a_capital_and_stays_as_it_is(text: str, words: str) -> None:
    assert capital(text) == words
