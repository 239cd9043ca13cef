"""Stems of words: two spellings of one word have the same."""

from __future__ import annotations

import pytest

from goldthread.graph.text.stemming import SMALL, SMALL_STEMS, short_forms, stems, telling


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("!?… —", [], id="marks alone"),
        pytest.param("Lamps were LIT", ["lamp", "were", "lit"], id="capitals and plurals"),
        pytest.param("reduction reduced reducing", ["reduct", "reduc", "reduc"], id="forms of a verb"),
        pytest.param(
            "the café in Zoë’s naïve town",
            ["the", "cafe", "in", "zoe", "naiv", "town"],
            id="accents and genitive",
        ),
        pytest.param("ﬁle", ["file"], id="a letter that is two"),
        pytest.param("Serious & Organised", ["serious", "and", "organis"], id="and as a mark"),
        pytest.param("4,672 and £1,234,567", ["4672", "and", "1234567"], id="thousands"),
        pytest.param("12.5% of 3", ["12.5", "of", "3"], id="decimals"),
        pytest.param("1, 2,5", ["1", "2", "5"], id="a list of numbers is no number"),
        pytest.param("2021-24", ["2021", "24"], id="years"),
        pytest.param(
            "anti-social Anti–social anti social antisocial",
            ["antisoci"] * 4,
            id="a joined prefix, however it is written",
        ),
        pytest.param("re-offending reoffending", ["reoffend", "reoffend"], id="re- with a hyphen"),
        pytest.param("re offending", ["re", "offend"], id="re without a hyphen is a word"),
        pytest.param("co‐ordinated multi-agency", ["coordin", "multiag"], id="co- and multi-"),
        pytest.param("city-wide", ["citi", "wide"], id="any other hyphen parts words"),
    ],
)
def test_the_stems_of_a_text(text: str, expected: list[str]) -> None:
    assert stems(text) == expected


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("ASB", "anti-social behaviour"),
        ("P&CP", "Police Crime Plan"),
        ("PCP's", "police crime plan"),
        ("SYV", "Serious Youth Violence"),
        ("VAWG", "violence women girls"),
        ("youth", "young"),
        ("OCGs", "organised crime groups"),
        ("yearly", "annual"),
        ("Q3 2023/24", "third quarter 2023/24"),
    ],
)
def test_a_short_form_is_what_it_stands_for(short: str, long: str) -> None:
    assert stems(short) == stems(long)


def test_a_short_form_inside_a_word_stays() -> None:
    assert stems("asbestos execs Q12") == ["asbesto", "exec", "q", "12"]


def test_short_forms_of_short_forms_are_spelt_out() -> None:
    assert short_forms()["syv"] == ("serious", "young", "violence")


def test_what_tells_something_is_left() -> None:
    assert telling(stems("Which of the boards described the lamps, and when?")) == {"board", "lamp"}


def test_a_small_word_is_small_in_its_stem_too() -> None:
    assert {"describ", "mention", "during", "dure"} <= SMALL_STEMS
    assert SMALL <= SMALL_STEMS
    assert telling(["board", "describ", "dure"]) == {"board"}
