"""A comparison made by hand in every style: counts, tables of what became of what, numbered documents."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from goldthread.exports.text.comparison import comparison_text
from goldthread.graph.comparison.contents import Item
from goldthread.graph.comparison.model import COLUMNS, Change, ChangeKind, Comparison, Interval
from goldthread.graph.comparison.sides import Side
from goldthread.graph.results.answers import Evidence, Thing

OLD = Thing("doc/old", "Old Text", "Document", date="2018-05")
NEW = Thing("doc/new", "New Text", "Document", date="2021-11")
BEFORE = Side("2018", Thing("plan/old", "Old Plan", "Plan"), (OLD,))
AFTER = Side("2021", Thing("plan/new", "New Plan", "Plan"), (NEW,))


def item(name: str, document: Thing, place: str) -> Item:
    return Item(Thing(name, name.title(), "Priority"), evidence=(Evidence(document.label, "", place, ""),))


THEFT = Change(
    "priorities",
    ChangeKind.KEPT,
    (item("theft", OLD, "page 1"),),
    (item("theft", NEW, "page 2"),),
    basis="inferred",
    why="It has the same name.",
)
LIGHT = replace(
    THEFT,
    before=(item("light", OLD, "page 3"),),
    after=(item("light", NEW, "page 4"),),
    note="Its list: a, then b.",
)
GONE = Change(
    "priorities",
    ChangeKind.BEFORE,
    (item("arson", OLD, "page 5"),),
    basis="none found",
    why="Nobody names it.",
)
LINKED = Change(
    "boards",
    ChangeKind.RENAMED,
    (Item(Thing("a", "A Board", "Board")),),
    (Item(Thing("b", "B Board", "Board")),),
    basis="stated",
    evidence=(Evidence("Minutes", "", "item 7", ""),),
)
STEP = Interval(BEFORE, AFTER, (THEFT, LIGHT, GONE, LINKED))
FOUND = Comparison(
    "What changed?", "Much changed.", (BEFORE, AFTER), (STEP,), ({"what": "boards", "2018": "1"},)
)
MARKDOWN = """\
Much changed.

| what | 2018 |
| --- | --- |
| boards | 1 |

### Priorities

2 kept (inferred), 1 only in 2018.

Kept (2): inferred: It has the same name.

| 2018 | 2021 | how known, where |
| --- | --- | --- |
| Theft | Theft | \\[1\\] page 1. \\[2\\] page 2 |
| Light | Light | Its list: a, then b. \\[1\\] page 3. \\[2\\] page 4 |

Only in 2018 (1)

| 2018 | how known, where |
| --- | --- |
| Arson | none found: Nobody names it. \\[1\\] page 5 |

### Boards

1 renamed (stated).

Renamed (1)

| 2018 | 2021 | how known, where |
| --- | --- | --- |
| A Board | B Board | stated. \\[3\\] item 7 |

## The documents

\\[1\\] Old Text (2018-05)
\\[2\\] New Text (2021-11)
\\[3\\] Minutes
"""


@pytest.fixture(autouse=True)
def eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def test_what_became_of_what_in_markdown() -> None:
    assert comparison_text(FOUND, "md") == MARKDOWN


def test_a_terminal_has_lines_below_its_headings() -> None:
    shown = comparison_text(FOUND, "table")
    assert shown.startswith(
        "Much changed.\n\nwhat    2018\n──────  ────\nboards  1\n\nPriorities\n──────────\n"
    )
    assert shown.endswith(
        "\nThe documents\n─────────────\n\n[1] Old Text (2018-05)\n[2] New Text (2021-11)\n[3] Minutes\n"
    )


def test_of_several_steps_each_has_its_own_heading() -> None:
    later = Interval(AFTER, replace(AFTER, asked="2024"), (GONE,))
    shown = comparison_text(replace(FOUND, steps=(STEP, later)), "md")
    assert [line for line in shown.splitlines() if line.startswith("## ")] == [
        "## 2018 to 2021",
        "## 2021 to 2024",
        "## The documents",
    ]


def test_reasons_that_differ_stand_with_each_thing() -> None:
    other = replace(LIGHT, why="They share a link.", note="")
    shown = comparison_text(replace(FOUND, steps=(replace(STEP, changes=(THEFT, other)),)), "md")
    assert "\nKept (2)\n" in shown
    assert "| Theft | Theft | inferred: It has the same name. \\[1\\] page 1. \\[2\\] page 2 |" in shown
    assert "| Light | Light | inferred: They share a link. \\[1\\] page 3. \\[2\\] page 4 |" in shown


def test_csv_and_json_hold_all() -> None:
    rows = list(csv.DictReader(io.StringIO(comparison_text(FOUND, "csv"), newline="")))
    assert rows == list(FOUND.rows())
    assert json.loads(comparison_text(FOUND, "json")) == json.loads(json.dumps(FOUND.to_json()))
    assert comparison_text(replace(FOUND, steps=()), "csv") == ",".join(COLUMNS) + "\r\n"


def test_hostile_labels_stay_harmless() -> None:
    bad = Change(
        "boards", ChangeKind.NEW, after=(Item(Thing("x", "a|b\x1b[31m\n# c", "Board")),), basis="stated"
    )
    shown = replace(FOUND, steps=(replace(STEP, changes=(bad,)),))
    assert r"| a\|b�\[31m \# c | stated. |" in comparison_text(shown, "md")
    assert "\x1b" not in comparison_text(shown, "table")
