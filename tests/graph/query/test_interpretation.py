"""What words were taken for, word for word: the things meant, and the names that fitted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from goldthread.graph.query import interpretation
from goldthread.graph.query.names import Match
from goldthread.graph.results.answers import Thing

LAMPS = Thing("mill/lamps", "Lamps", "Deliverable", "Mill Plan")
BOARD = Thing("mill/board", "Lamps Board", "Board", "Mill Plan", "Silver", "in place")


@pytest.mark.parametrize(
    ("score", "text", "words"),
    [
        (1.0, "lamps", ""),
        (0.97, "lamp", ""),
        (0.9, "lamp", "“lamp” is taken as “Lamps” or Lamps Board. "),
        (0.9, "mill/lamps", ""),
    ],
)
def test_it_is_said_what_other_words_were_taken_for(score: float, text: str, words: str) -> None:
    meant = [
        Match(LAMPS, "lamps", score),
        Match(BOARD, "lamps board", score),
        Match(replace(LAMPS, id="mill/lamps-too"), "lamps", score),
    ]
    assert interpretation.taken(text, meant) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("lamps board", "", id="the name shown"),
        pytest.param("lb", "", id="its initials"),
        pytest.param("lamps", "", id="a part of it"),
        pytest.param("board lamps", "", id="its words turned round"),
        pytest.param("board gas", "“board gas” is taken as Lamps Board. ", id="a former name turned round"),
        pytest.param("gas board", "“gas board” is taken as Lamps Board. ", id="a former name"),
        pytest.param("gb", "“gb” is taken as Lamps Board. ", id="the initials of a former name"),
    ],
)
def test_another_name_than_the_one_shown_is_told(name: str, words: str) -> None:
    assert interpretation.taken(name, [Match(BOARD, name, 1.0)]) == words


@pytest.mark.parametrize(
    ("match", "words"),
    [
        (Match(LAMPS, "lamps", 1.0), "deliverable"),
        (Match(BOARD, "lamps board", 1.0), "board (Silver)"),
        (Match(BOARD, "lb", 1.0), "board (Silver), found as “lb”"),
        (
            Match(replace(LAMPS, type="ProgressReport"), "old lamps", 0.9),
            "progress report, found as “old lamps”",
        ),
    ],
)
def test_what_was_found_is_told_with_the_name_it_was_found_by(match: Match, words: str) -> None:
    assert interpretation.what(match) == words


def test_what_is_found_is_counted_and_the_nearest_named() -> None:
    assert interpretation.found("lamp", []) == "Nothing in the graph is called “lamp”."
    one, two = Match(LAMPS, "lamps", 0.9), Match(BOARD, "lamps board", 0.8)
    assert (
        interpretation.found("lamp", [one])
        == "1 thing may be called “lamp”; the nearest is “Lamps” (deliverable)."
    )
    assert (
        interpretation.found("lamp", [two, one])
        == "2 things may be called “lamp”; the nearest is Lamps Board (board)."
    )
