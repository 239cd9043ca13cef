"""A thread as an outline, exact on a terminal and in Markdown.

What is missing is said, and whatever the labels hold is harmless."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from goldthread.exports.text.threads import MOST, tree_text
from goldthread.graph.results.answers import Answer, Evidence, Thing
from goldthread.graph.threads.model import Branch, Thread

LAMPS = Thing("any/lamps", "Lamps lit", "Deliverable")
SAFER = Thing("any/safer", "Safer streets", "Priority")
PLAN = Thing("any/plan", "Any Plan", "Plan", status="final")
BOARD = Thing("any/board", "Lamps Board", "Board", tier="Silver", status="planned")
REPORT = Thing("any/report", "Lamps, 2024", "ProgressReport")
PLACE = Evidence("Any Plan (text)", "any.txt", "page 3, second bullet", "lamps are lit", "2021-11")


def step(source: Thing, relation: str, target: Thing, *beyond: Branch, inverse: str = "") -> Branch:
    """One step of a thread: upward, or downward if a wording of the other way round is given."""
    answer = Answer(source, relation, target, evidence=(PLACE,), inverse=inverse)
    return Branch(answer, source if inverse else target, not inverse, beyond)


def thread(
    up: tuple[Branch, ...] = (),
    bodies: tuple[Branch, ...] = (),
    down: tuple[Branch, ...] = (),
    figures: tuple[Branch, ...] = (),
) -> Thread:
    told = "The documents do not say in so many words who owns “Lamps lit”, but much else."
    return Thread("?", LAMPS, told, up, bodies, down, figures, others=("Lamp posts", "Lights"))


FULL = thread(
    up=(
        step(
            LAMPS,
            "is listed under",
            SAFER,
            replace(step(SAFER, "is part of", PLAN), end="the thread ends here"),
        ),
    ),
    bodies=(
        Branch(
            Answer(
                LAMPS, "is overseen by", BOARD, basis="inferred", why="It is listed there.", evidence=(PLACE,)
            ),
            BOARD,
            True,
        ),
    ),
    down=(step(REPORT, "reports on", LAMPS, inverse="is reported on in"),),
    figures=(Branch(Answer(LAMPS, "actual", value="59 per cent"), None, False),),
)
OUTLINE = """\
Lamps lit

The documents do not say in so many words who owns “Lamps
lit”, but much else.

What it serves
──────────────
  - ↑ is listed under Safer streets [priority]
      stated: Any Plan (text) (2021-11), page 3, second
      bullet
    - ↑ is part of Any Plan [plan]
        stated: Any Plan (text) (2021-11), page 3, second
        bullet
        (the thread ends here)

Who answers for it
──────────────────
  - ↑ is overseen by Lamps Board (Silver board, planned)
      inferred: It is listed there (Any Plan (text)
      (2021-11), page 3, second bullet)

What serves it
──────────────
  - ↓ is reported on in Lamps, 2024 [progress report]
      stated: Any Plan (text) (2021-11), page 3, second
      bullet

Figures
───────
  - ↓ Lamps lit: 59 per cent (actual)
      stated: no place given

See also: Lamp posts; Lights
"""
MARKDOWN = r"""# Lamps lit

The documents do not say in so many words who owns “Lamps lit”, but much else.

## What it serves

- ↑ is listed under Safer streets \[priority\] — stated: Any Plan (text) (2021-11), page 3, second bullet
  - ↑ is part of Any Plan \[plan\] — stated: Any Plan (text) (2021-11), page 3, second bullet (the thread ends here)

## Who answers for it

- ↑ is overseen by Lamps Board (Silver board, planned) — inferred: It is listed there (Any Plan (text) (2021-11), page 3, second bullet)

## What serves it

- ↓ is reported on in Lamps, 2024 \[progress report\] — stated: Any Plan (text) (2021-11), page 3, second bullet

## Figures

- ↓ Lamps lit: 59 per cent (actual) — stated: no place given

See also: Lamp posts; Lights
"""  # noqa: E501
NOTHING = """\
Lamps lit

The documents do not say in so many words who owns “Lamps
lit”, but much else.

What it serves
──────────────
  The thread ends here: nothing above it is recorded.

Who answers for it
──────────────────
  No board, lead or other body is recorded for it.

What serves it
──────────────
  No work or report below it is recorded; none found; looked
  in Any Plan (text).

Figures
───────
  No figure of the thing itself is recorded.

See also: Lamp posts; Lights
"""


@pytest.mark.parametrize(("style", "text"), [("table", OUTLINE), ("md", MARKDOWN)])
def test_a_thread_in_a_style(style: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert tree_text(FULL, style) == text


def test_where_a_thread_ends_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    searched = {"down": "No work or report below it is recorded; none found; looked in Any Plan (text)"}
    assert tree_text(replace(thread(), empty=searched)) == NOTHING


@pytest.mark.parametrize("style", ["table", "md"])
def test_many_steps_are_cut_unless_all_are_wanted(style: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    many = thread(
        down=tuple(
            step(REPORT, "on", LAMPS, step(REPORT, "on", LAMPS, inverse="in"), inverse="in")
            for _ in range(MOST + 2)
        )
    )
    cut, whole = tree_text(many, style).splitlines(), tree_text(many, style, everything=True).splitlines()
    more = "- and 4 more steps: --all shows them"
    assert [line.strip() for line in cut if "more" in line] == [more]
    assert sum("Lamps, 2024" in line for line in cut) == 2 * MOST
    assert [line for line in whole if "more" in line] == []
    assert sum("Lamps, 2024" in line for line in whole) == 2 * MOST + 4


def test_only_what_may_lead_to_the_goal_is_shown() -> None:
    headings = {
        to: [part.heading for part in replace(FULL, to=to).parts()] for to in ("pcp", "board", "figure")
    }
    assert headings == {
        "pcp": ["What it serves"],
        "board": ["Who answers for it", "What serves it"],
        "figure": ["Figures", "What serves it"],
    }


def test_json_and_csv_have_every_step() -> None:
    assert json.loads(tree_text(FULL, "json")) == FULL.to_json()
    rows = list(csv.DictReader(io.StringIO(tree_text(FULL, "csv"))))
    assert rows == list(FULL.rows())
    empty = tree_text(thread(), "csv")
    assert empty.strip().split(",") == list(Thread.columns)


@pytest.mark.parametrize("columns", [60, 80, 150])
def test_no_line_is_wider_than_the_terminal(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    long = Thing("any/long", "W" * 400, "Priority")
    branch = step(long, "is part of", long)
    for _ in range(4):
        branch = step(long, "is part of", long, branch)
    lines = tree_text(Thread("?", long, "W" * 400, (branch,), (), (), (), others=("W" * 400,))).splitlines()
    assert max(map(len, lines)) == columns


def test_a_hostile_label_is_only_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    evil = Thing("any/evil", "1. <script>`x` \x1b[31m\u202e[a](b)", "Priority")
    told = Thread("?", evil, "- evil\x9b", (step(evil, "is part of", evil),), (), (), (), others=("\x1bc",))
    assert tree_text(told, "md").splitlines()[:7] == [
        "# 1. \\<script\\>\\`x\\` \ufffd\\[31m\ufffd\\[a\\](b)",
        "",
        "\\- evil\ufffd",
        "",
        "## What it serves",
        "",
        (
            "- ↑ is part of 1. \\<script\\>\\`x\\` \ufffd\\[31m\ufffd\\[a\\](b) \\[priority\\]"
            " — stated: Any Plan (text) (2021-11), page 3, second bullet"
        ),
    ]
    assert "\x1b" not in tree_text(told) and "\x9b" not in tree_text(told) and "\u202e" not in tree_text(told)
    assert tree_text(told).splitlines()[0] == "1. <script>`x` \ufffd[31m\ufffd[a](b)"
