"""Rows and replies in every style, to the character; whatever a label holds stays in its cell."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import unicodedata
from dataclasses import replace

import pytest

from goldthread.exports.text.tables import (
    escaped,
    harmless,
    json_text,
    passages_text,
    plain,
    prose,
    reply_text,
    rows_text,
    short_row,
    width,
)
from goldthread.graph.results.answers import COLUMNS, Answer, Evidence, Reply, Thing

TURNING = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}
HOSTILE = [
    "\x1b[31mred\x1b[0m \x9b2J \x1b]0;title\x07",
    "\u202egnp.exe\u2066 \u200f \u061c",
    '=HYPERLINK("http://127.0.0.1/","click")',
    "@SUM(1)|cmd'|' /C calc'!A0",
    "| `rm -rf` | *bold* _it_ # [x](javascript:1) &lt;b&gt; ~~no~~ {{x}}",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "W" * 500,
    "two\nlines\r\nand\ta tab\u2028sep\x85",
    "\ud800 \ufffe \x00",
    "",
    "   ",
    "ordinary words that wrap at the edge of a cell and go on and on",
]
FIRST = Evidence("Plan", "plan.txt", "page 1", "its words", "2021-11", "section/1")
SECOND = Evidence("Update", "update.txt", "page 2", "other words")
THING = Thing("any/lamps", "Lamps", "Priority")
BOARD = Thing("any/board/lamps", "Lamps Board", "Board", "Plan", "Silver", "in place")
REPLY = Reply(
    question="Who owns “Lamps”?",
    text="“Lamps” is overseen by Lamps Board — stated: Plan (2021-11), page 1.",
    answers=(
        Answer(
            THING,
            "is overseen by",
            BOARD,
            from_="2021",
            until="2024",
            as_at="2021-11",
            evidence=(FIRST, SECOND),
        ),
        Answer(
            Thing("any/lit", "Streets lit", "Measure"),
            "actual",
            None,
            "59 per cent",
            basis="inferred",
            why="It is said.",
        ),
    ),
    did_you_mean=("Lamp posts", "Lights"),
    title="Lamps",
    facts=(("kind", "shared priority"),),
)
TABLE = """\
“Lamps” is overseen by Lamps Board — stated: Plan (2021-11), page 1.

what  is
────  ───────────────
kind  shared priority

thing        what is known                    how                    where it stands
───────────  ───────────────────────────────  ─────────────────────  ─────────────────────
Lamps        is overseen by Lamps Board       stated                 Plan, 2021-11, page 1
             (Silver) [2021 to 2024]

Streets lit  actual 59 per cent               inferred: It is said.

See also: Lamp posts; Lights
"""
MARKDOWN = r"""“Lamps” is overseen by Lamps Board — stated: Plan (2021-11), page 1.

| what | is |
| --- | --- |
| kind | shared priority |

| thing | what is known | how | where it stands |
| --- | --- | --- | --- |
| Lamps | is overseen by Lamps Board (Silver) \[2021 to 2024\] | stated | Plan, 2021-11, page 1 |
| Streets lit | actual 59 per cent | inferred: It is said. |  |

See also: Lamp posts; Lights
"""
CSV = """\
subject,relation,object,tier,basis,reading,from,until,as_at,status,document,place,phrase,why,more_places,subject_id,object_id
Lamps,is overseen by,Lamps Board,Silver,stated,,2021,2024,2021-11,,Plan,page 1,its words,,"Update, page 2",any/lamps,any/board/lamps
Streets lit,actual,59 per cent,,inferred,,,,,,,,,It is said.,,any/lit,
"""  # noqa: E501


def obeyed(text: str) -> set[str]:
    """The characters of a text that a terminal obeys instead of showing: controls, and marks that turn the
    direction."""
    return {
        character
        for character in text
        if (unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") and character not in "\n\t")
        or unicodedata.bidirectional(character) in TURNING
        or character in "\u200e\u200f\u061c"
    }


def marks(markdown: str) -> list[str]:
    """What Markdown would take for a mark: all its signs that are not escaped."""
    return re.findall(r"[`*_{}\[\]<>#~|]|&#?\w+;", re.sub(r"\\[!-/:-@\[-`{-~]", "", markdown))


def too_wide(text: str, most: int) -> list[str]:
    return [line for line in text.split("\n") if len(line) > most]


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("table", "name    age\n──────  ───\nAnn     9\nBo, jr  10\n"),
        ("csv", 'name,age\r\nAnn,9\r\n"Bo, jr",10\r\n'),
        ("md", "| name | age |\n| --- | --- |\n| Ann | 9 |\n| Bo, jr | 10 |\n"),
        (
            "json",
            (
                '[\n  {\n    "name": "Ann",\n    "age": "9"\n  },\n  {\n    "name": "Bo, jr",\n'
                '    "age": "10"\n  }\n]\n'
            ),
        ),
    ],
)
def test_rows_in_every_style(style: str, text: str) -> None:
    assert rows_text([{"name": "Ann", "age": "9"}, {"name": "Bo, jr", "age": "10"}], style) == text


@pytest.mark.parametrize(("style", "text"), [("table", ""), ("csv", "a,b\r\n"), ("md", ""), ("json", "[]\n")])
def test_no_rows_in_every_style(style: str, text: str) -> None:
    assert rows_text([], style, ("a", "b")) == text
    assert rows_text([], "csv") == ""


@pytest.mark.parametrize(("style", "text"), [("md", MARKDOWN), ("csv", CSV.replace("\n", "\r\n"))])
def test_a_reply_in_a_style(style: str, text: str) -> None:
    assert reply_text(REPLY, style) == text


def test_a_reply_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "90")
    assert reply_text(REPLY, "table") == TABLE


def test_a_reply_as_json_is_its_envelope() -> None:
    assert json.loads(reply_text(REPLY, "json")) == json.loads(json.dumps(REPLY.to_json()))
    assert reply_text(REPLY, "json").startswith('{\n  "question": "Who owns “Lamps”?",\n  "as_of": null,\n')


def test_a_reply_without_answers_keeps_the_columns_of_its_csv() -> None:
    assert reply_text(Reply("?", "None."), "csv") == ",".join(COLUMNS) + "\r\n"


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("", "", "x y"),
        ("2021", "", "x y [from 2021]"),
        ("", "2024", "x y [until 2024]"),
        ("2021", "2024", "x y [2021 to 2024]"),
    ],
)
def test_a_period_says_which_end_is_known(start: str, end: str, shown: str) -> None:
    assert (
        short_row(
            {**dict.fromkeys(COLUMNS, ""), "relation": "x", "object": "y", "from": start, "until": end}
        )["what is known"]
        == shown
    )


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        ("10", 60),
        ("60", 60),
        ("80", 80),
        ("120", 120),
        ("200", 160),
        ("wide", 80),
        ("-5", 60),
        ("", 80),
        (None, 80),
    ],
)
def test_how_wide_the_terminal_is(columns: str | None, found: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    if columns is None:
        monkeypatch.delenv("COLUMNS", raising=False)
    else:
        monkeypatch.setenv("COLUMNS", columns)
    assert width() == found


@pytest.mark.parametrize("columns", ["60", "80", "200"])
@pytest.mark.parametrize("count", [1, 2, 4, 6, 7, 12, 40])
def test_no_line_is_wider_than_the_terminal(
    columns: str, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    heads = [("h" * (1 + 7 * i % 90)) + str(i) for i in range(count)]
    rows = [
        {head: HOSTILE[(i + shift) % len(HOSTILE)] for i, head in enumerate(heads)}
        for shift in range(len(HOSTILE))
    ]
    assert too_wide(rows_text(rows, "table"), width()) == []
    reply = Reply(
        "?", " ".join(HOSTILE), did_you_mean=tuple(HOSTILE), facts=(("a", HOSTILE[6]), ("W" * 300, "b"))
    )
    assert too_wide(reply_text(reply, "table"), width()) == []


def test_a_line_that_is_too_wide_is_seen() -> None:
    assert too_wide("short\n" + "W" * 61 + "\n", 60) == ["W" * 61]


def test_a_row_of_many_columns_becomes_a_block(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    wide = {f"column{i}": "some words " * 3 for i in range(8)}
    blocks = rows_text([wide, {**wide, "column0": "x" * 60}], "table").split("\n\n")
    assert blocks[0].splitlines() == [f"column{i}: some words some words some words" for i in range(8)]
    assert blocks[1].splitlines()[:3] == ["column0:", "  " + "x" * 58, "  xx"]


def test_narrow_columns_stay_side_by_side_however_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert rows_text([{str(i): "ab" for i in range(10)}], "table").splitlines()[2] == "  ".join(["ab"] * 10)


def test_nothing_that_a_terminal_obeys_is_left_of_any_character() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    assert obeyed(plain(every)) == set()
    assert len(plain(every)) == len(every)


def test_what_a_terminal_obeys_is_seen() -> None:
    assert obeyed("a\x1b[0m\n\x9b\u202e\u200f\u2028\ud800") == {
        "\x1b",
        "\x9b",
        "\u202e",
        "\u200f",
        "\u2028",
        "\ud800",
    }


@pytest.mark.parametrize("text", ["Café “ŵ” – £5 · 10 %", "ש עברית", "emoji 👩‍👩‍👧", "é"])
def test_letters_of_every_script_stay_as_they_are(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize("style", ["table", "csv", "md", "json"])
def test_no_style_lets_a_terminal_obey_a_label(style: str) -> None:
    rows = [{"a": text, "b": text} for text in HOSTILE]
    thing = [Thing(text, text, text, text, text, text) for text in HOSTILE]
    answers = tuple(Answer(each, each.label, each, why=each.label, basis="inferred") for each in thing)
    reply = Reply(
        HOSTILE[0],
        HOSTILE[1],
        answers,
        did_you_mean=tuple(HOSTILE),
        title=HOSTILE[0],
        facts=((HOSTILE[0], HOSTILE[1]),),
    )
    assert obeyed(rows_text(rows, style).replace("\r\n", "\n")) == set()
    assert obeyed(reply_text(reply, style).replace("\r\n", "\n")) == set()


def test_json_keeps_every_character_behind_its_escape() -> None:
    assert json.loads(json_text(HOSTILE)) == HOSTILE
    assert json_text(["é\x9b\u202e\x7f"]) == '[\n  "é\\u009b\\u202e\\u007f"\n]\n'


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ('=HYPERLINK("http://127.0.0.1/")', '\'=HYPERLINK("http://127.0.0.1/")'),
        ("+44 113 222 4444", "'+44 113 222 4444"),
        ("-", "'-"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\n=1", "'\n=1"),
        ("＝1+1", "'＝1+1"),
        ("-12", "-12"),
        ("+3.5%", "+3.5%"),
        ("-1,200.75", "-1,200.75"),
        ("-1+1", "'-1+1"),
        ("a=1", "a=1"),
        ("\r=1", "\ufffd=1"),
        ("", ""),
    ],
)
def test_a_cell_is_no_formula(cell: str, shown: str) -> None:
    assert harmless(cell) == shown


def test_csv_gives_each_cell_back_and_none_is_a_formula() -> None:
    cells = list(
        csv.reader(io.StringIO(rows_text([{"a": text, "b": "x"} for text in HOSTILE], "csv"), newline=""))
    )
    assert cells == [["a", "b"], *([harmless(text), "x"] for text in HOSTILE)]
    assert [cell for row in cells for cell in row if cell.startswith(("=", "+", "-", "@"))] == []


def test_a_markdown_cell_holds_no_mark() -> None:
    assert [marks(escaped(text)) for text in HOSTILE] == [[] for _ in HOSTILE]
    for line in rows_text([{"a": text, "b": text} for text in HOSTILE], "md").splitlines()[2:]:
        assert marks(line) == ["|", "|", "|"]


def test_a_mark_of_markdown_is_seen() -> None:
    assert marks(r"\| `a` \\*b &amp; & c") == ["`", "`", "*", "&amp;"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1. A board", r"1\. A board"),
        ("12) A board", r"12\) A board"),
        ("- A board", r"\- A board"),
        ("+ A board", r"\+ A board"),
        ("=====", r"\====="),
        ("# A board", r"\# A board"),
        ("2021-24 plan", r"2021\-24 plan"),
        ("Health & Wellbeing, A&E", "Health & Wellbeing, A&E"),
        ("two\n\nparagraphs", "two paragraphs"),
    ],
)
def test_a_paragraph_of_markdown_is_no_list_or_heading(text: str, shown: str) -> None:
    assert prose(text, "md") == shown


def test_each_place_stands_once_with_its_passage() -> None:
    passage = "Before. its words. After."
    answers = [Answer(THING, "is", BOARD, evidence=(SECOND, replace(FIRST, passage=passage)))] * 2
    reply = replace(REPLY, answers=(*answers, Answer(THING, "was", BOARD, evidence=(FIRST,))))
    assert passages_text(reply, "csv") == (
        "where it stands,phrase,passage\r\n"
        '"Update, page 2",other words,no copy registered; goldthread sources add FILE\r\n'
        '"Plan (2021-11), page 1",its words,Before. its words. After.\r\n'
        '"Plan (2021-11), page 1",its words,no copy registered; goldthread sources add FILE\r\n'
    )


def test_a_reply_that_no_place_bears_out_is_told_of() -> None:
    reply = Reply("What is “Lamps”?", "Lamps is a board.", title="Lamps")
    assert passages_text(reply, "table") == "The graph quotes no place for Lamps.\n"
    assert passages_text(reply, "csv") == "where it stands,phrase,passage\r\n"
