"""The page of one thing as text, to the character; long sections are cut to what is newest."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace

import pytest

from goldthread.exports.text.pages import MOST, MOST_GROUPED, MOST_UNDER, page_text
from goldthread.graph.pages.model import Page, Section
from goldthread.graph.query.searches import Place, Search
from goldthread.graph.results.answers import Answer, Evidence, Thing

LAMPS = Thing("any/lamps", "Lamps | lit", "Deliverable")
PLACE = Evidence("Plan", "plan.txt", "page 1", "its words", "2021-11")


def boards(count: int, start: int = 0) -> tuple[Answer, ...]:
    """Answers that so many boards oversee the lamps."""
    things = (Thing(f"board/{number}", f"Board {number}", "Board") for number in range(start, start + count))
    return tuple(
        Answer(LAMPS, "is overseen by", thing, evidence=(PLACE,), property="overseenBy") for thing in things
    )


def search(asked: str, *places: Place) -> Search:
    return Search("a/search", asked, "", frozenset(), places)


def page(*sections: Section, none_found: tuple[Search, ...] = (), others: tuple[str, ...] = ()) -> Page:
    return Page(
        "What is “Lamps | lit”?",
        LAMPS,
        "Lamps | lit is a deliverable.",
        (("kind", "key deliverable"),),
        sections,
        none_found,
        others,
    )


FULL = page(
    Section("Who answers for it", boards(1)),
    Section("Measures and figures", boards(1, 1), under="of the year"),
    Section("Measures and figures", boards(1, 2), under="of the month"),
    none_found=(search("Who pays for it?", Place("Plan", "2021", ("Money",)), Place("Update", "2022")),),
    others=("Lamp posts", "Lights"),
)
TABLE = """\
Lamps | lit

Lamps | lit is a deliverable.

what  is
────  ───────────────
kind  key deliverable

Who answers for it
──────────────────
  - is overseen by Board 0 [board]
      stated: Plan (2021-11), page 1

Measures and figures
────────────────────
  Of the year
  - is overseen by Board 1 [board]
      stated: Plan (2021-11), page 1
  Of the month
  - is overseen by Board 2 [board]
      stated: Plan (2021-11), page 1

Looked for and not found
────────────────────────
  - Who pays for it?
      none found; looked in: Update; Plan, Money

See also: Lamp posts; Lights
"""
MARKDOWN = """\
# Lamps \\| lit

Lamps \\| lit is a deliverable.

| what | is |
| --- | --- |
| kind | key deliverable |

## Who answers for it

- is overseen by Board 0 \\[board\\] — stated: Plan (2021-11), page 1

## Measures and figures

Of the year
- is overseen by Board 1 \\[board\\] — stated: Plan (2021-11), page 1
Of the month
- is overseen by Board 2 \\[board\\] — stated: Plan (2021-11), page 1

## Looked for and not found

- Who pays for it? — none found; looked in: Update; Plan, Money

See also: Lamp posts; Lights
"""


@pytest.fixture(autouse=True)
def eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


@pytest.mark.parametrize(("style", "text"), [("table", TABLE), ("md", MARKDOWN)])
def test_a_page_in_full(style: str, text: str) -> None:
    assert page_text(FULL, style) == text


def test_csv_and_json_always_have_everything() -> None:
    long = page(Section("Who answers for it", boards(MOST + 9)))
    rows = list(csv.DictReader(io.StringIO(page_text(long, "csv"), newline="")))
    assert rows == list(long.rows()) and len(rows) == MOST + 9
    assert json.loads(page_text(long, "json")) == json.loads(json.dumps(long.to_json()))
    assert page_text(page(), "csv") == ",".join(Page.columns) + "\r\n"


def test_a_long_section_says_how_to_see_the_rest() -> None:
    long = page(Section("Who answers for it", boards(MOST + 2)))
    shown = page_text(long)
    assert shown.count("  - ") == MOST
    assert shown.endswith('\n  and 2 more: goldthread show "Lamps | lit" --all\n')
    assert page_text(long, everything=True).count("  - ") == MOST + 2


def test_a_section_of_several_parts_shows_the_first_of_each_while_there_is_room() -> None:
    parts = [Section("Reports", boards(9, 10 * number), f"part {number}") for number in range(4)]
    shown = page_text(page(*parts))
    assert [number for number in range(40) if f"Board {number} [" in shown] == [0, 1, 10, 11, 20, 21]
    assert shown.count("  - ") == MOST_GROUPED == 3 * MOST_UNDER
    assert "Part 2" in shown and "Part 3" not in shown
    assert "and 30 more: " in shown


def test_an_older_statement_of_the_same_does_not_take_the_room_of_something_new() -> None:
    newest, *others = boards(MOST)
    older = replace(newest, as_at="2018")
    shown = page_text(page(Section("Who answers for it", (newest, older, *others))))
    assert [shown.count(f"Board {number} [") for number in range(MOST)] == [1] * MOST
    assert "and 1 more: " in shown


def test_searches_in_vain_are_cut_too() -> None:
    searches = tuple(search(f"Question {number}?", Place("Plan", "2021")) for number in range(MOST + 3))
    shown = page_text(page(none_found=searches))
    assert f"Question {MOST - 1}?" in shown and f"Question {MOST}?" not in shown
    assert "and 3 more: " in shown


def test_a_thing_whose_name_another_bears_is_to_be_asked_for_by_its_identifier() -> None:
    shown = page_text(page(Section("Who answers for it", boards(MOST + 1)), others=("LAMPS | LIT",)))
    assert "and 1 more: goldthread show any/lamps --all" in shown


@pytest.mark.parametrize("style", ["table", "md"])
@pytest.mark.parametrize(
    ("counts", "shown"),
    [((3,), 3), ((MOST,), MOST), ((MOST + 3,), MOST), ((5, 5, 5, 5), MOST_GROUPED), ((1, 1), 2)],
)
def test_long_sections_are_cut_and_say_how_many_more_there_are(
    style: str, counts: tuple[int, ...], shown: int
) -> None:
    parts = (
        Section("Who answers for it", boards(count, 100 * part), f"part {part}" if len(counts) > 1 else "")
        for part, count in enumerate(counts)
    )
    long, rest = page(*parts), sum(counts) - shown
    text = page_text(long, style)
    assert text.count("is overseen by") == shown
    assert re.findall(r"and \d+ more", text) == ([f"and {rest} more"] if rest else [])
    whole = page_text(long, style, everything=True)
    assert whole.count("is overseen by") == sum(counts) and "more" not in whole


@pytest.mark.parametrize("columns", [60, 80, 150])
def test_no_line_is_wider_than_the_terminal(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    long = Thing("any/long", "W" * 400, "Board")
    sections = (Section("W" * 400, (Answer(long, "is", value="W" * 400),) * 9, "W" * 400),)
    page = Page(
        "?",
        long,
        "W" * 400,
        (("W" * 40, "W" * 400),),
        sections,
        (search("W" * 400, Place("W" * 400, "2021")),),
        ("W" * 400,),
    )
    assert max(map(len, page_text(page).splitlines())) == columns


def test_a_hostile_label_is_only_shown() -> None:
    evil = Thing("any/evil", "1. <script>`x` \x1b[31m\u202e[a](b)", "Priority")
    page = Page(
        "?",
        evil,
        "- evil\x9b",
        (("a|b", "c\n# d"),),
        (Section("# e", (Answer(evil, "\x1b", evil),), "*f*"),),
        (),
        ("\x1bc",),
    )
    plain = page_text(page)
    assert "\x1b" not in plain and "\x9b" not in plain and "\u202e" not in plain
    assert page_text(page, "md").splitlines() == [
        "# 1. \\<script\\>\\`x\\` \ufffd\\[31m\ufffd\\[a\\](b)",
        "",
        "\\- evil\ufffd",
        "",
        "| what | is |",
        "| --- | --- |",
        "| a\\|b | c \\# d |",
        "",
        "## \\# e",
        "",
        "\\*f\\*",
        (
            "- \ufffd 1. \\<script\\>\\`x\\` \ufffd\\[31m\ufffd\\[a\\](b) \\[priority\\] — "
            "stated: no place given"
        ),
        "",
        "See also: \ufffdc",
    ]
