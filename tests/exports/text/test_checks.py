"""A check's report in every style: the problems, the coverage, and which anchors were found."""

from __future__ import annotations

import json

import pytest

from goldthread.exports.text.checks import anchors_line, report_text
from goldthread.graph.check.report import ValidationReport
from goldthread.graph.errors import Problem

REPORT = ValidationReport(
    problems=[
        Problem("mill/boards.csv", 3, "why", "give the reasoning"),
        Problem("mill/x.csv", 0, "", "no such table"),
    ],
    anchors=1200,
    sought=1100,
    found=1099,
    missing_texts=["b.txt", "c.txt"],
    coverage={
        "doc/mill": {"recorded": 2, "nothing to record": 1, "not yet": 0},
        "doc/forge": {"recorded": 0, "nothing to record": 0, "not yet": 3},
    },
)
ANCHORS = (
    "Anchors found: 1,099 of 1,100 sought, of 1,200 in all. Not registered: b.txt, c.txt; add them with "
    "`goldthread sources add FILE`.\n"
)
TABLE = f"""\
file             row  column  what to mend
───────────────  ───  ──────  ──────────────────
mill/boards.csv  3    why     give the reasoning
mill/x.csv                    no such table

document  recorded  nothing to record  not yet
────────  ────────  ─────────────────  ───────
forge     0         0                  3
mill      2         1                  0

{ANCHORS}"""
MARKDOWN = f"""\
| file | row | column | what to mend |
| --- | --- | --- | --- |
| mill/boards.csv | 3 | why | give the reasoning |
| mill/x.csv |  |  | no such table |

| document | recorded | nothing to record | not yet |
| --- | --- | --- | --- |
| forge | 0 | 0 | 3 |
| mill | 2 | 1 | 0 |

{ANCHORS}"""
CSV = (
    "file,row,column,what to mend\r\nmill/boards.csv,3,why,give the reasoning\r\n"
    "mill/x.csv,,,no such table\r\n"
)


@pytest.mark.parametrize(("style", "text"), [("table", TABLE), ("md", MARKDOWN), ("csv", CSV)])
def test_a_report_in_a_style(style: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert report_text(REPORT, style) == text


def test_a_report_as_json() -> None:
    assert json.loads(report_text(REPORT, "json")) == {
        "problems": [
            {"file": "mill/boards.csv", "row": 3, "column": "why", "message": "give the reasoning"},
            {"file": "mill/x.csv", "row": 0, "column": "", "message": "no such table"},
        ],
        "anchors": 1200,
        "sought": 1100,
        "found": 1099,
        "missing_texts": ["b.txt", "c.txt"],
        "coverage": REPORT.coverage,
        "complete": True,
    }


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("table", "No problems.\n\nAnchors found: 0 of 0 sought, of 0 in all.\n"),
        ("csv", "file,row,column,what to mend\r\n"),
    ],
)
def test_a_report_without_problems(style: str, text: str) -> None:
    assert report_text(ValidationReport(), style) == text


UNREAD = ValidationReport([Problem("mill/x.csv", 0, "", "no such table")], complete=False)


def test_of_tables_that_cannot_be_read_nothing_else_is_told() -> None:
    last = (
        "1 problem to mend before the tables can be read; anchors, rules and shapes are checked after that.\n"
    )
    assert report_text(UNREAD, "md") == (
        "| file | row | column | what to mend |\n| --- | --- | --- | --- |\n"
        f"| mill/x.csv |  |  | no such table |\n\n{last}"
    )
    assert report_text(UNREAD, "csv") == "file,row,column,what to mend\r\nmill/x.csv,,,no such table\r\n"
    assert json.loads(report_text(UNREAD, "json"))["complete"] is False


def test_of_many_missing_documents_some_are_named() -> None:
    line = anchors_line(ValidationReport(missing_texts=[f"{number}.txt" for number in range(20)]))
    assert "6.txt, 7.txt; and 12 more; add them with" in line


def test_documents_at_hand_are_not_asked_for() -> None:
    assert (
        anchors_line(ValidationReport(anchors=2, sought=2, found=2))
        == "Anchors found: 2 of 2 sought, of 2 in all."
    )


def test_a_hostile_name_is_only_shown() -> None:
    report = ValidationReport([Problem("a|b.csv", 1, "`x`", "=1 <b>\x1b")], missing_texts=["\u202ex.txt"])
    assert "| a\\|b.csv | 1 | \\`x\\` | =1 \\<b\\>\ufffd |" in report_text(report, "md")
    assert report_text(report, "csv").splitlines()[1] == "a|b.csv,1,`x`,'=1 <b>\ufffd"
    assert "Not registered: \ufffdx.txt;" in anchors_line(report)
