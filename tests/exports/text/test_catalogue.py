"""The library of questions as a list: words filled, commands whole on their lines."""

from __future__ import annotations

import json

import pytest

from goldthread.exports.text.catalogue import catalogue_text
from goldthread.graph.results.base import RowsResult

COLUMNS = ("name", "question", "about", "example")
COMMAND = f'goldthread query --name lamps --set thing="{"x" * 60}"'
ROWS = (
    {"name": "lamps", "question": "Which lamps are lit at night?", "about": "thing", "example": COMMAND},
    {"name": "streets", "question": "Which | streets?\x1b", "about": "", "example": "goldthread query"},
)
LISTED = RowsResult("Which questions?", "Two questions.", ROWS, COLUMNS)


@pytest.fixture(autouse=True)
def sixty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")


def test_each_question_stands_with_its_command_on_one_line() -> None:
    assert catalogue_text(LISTED, "table") == (
        "Two questions.\n\n"
        f"lamps\n  Which lamps are lit at night? About: thing.\n  {COMMAND}\n\n"
        "streets\n  Which | streets?\ufffd\n  goldthread query\n"
    )


def test_other_styles_are_tables_of_the_same_rows() -> None:
    quoted = COMMAND.replace('"', '""')
    assert catalogue_text(LISTED, "csv") == (
        "name,question,about,example\r\n"
        f'lamps,Which lamps are lit at night?,thing,"{quoted}"\r\n'
        "streets,Which | streets?\ufffd,,goldthread query\r\n"
    )
    assert json.loads(catalogue_text(LISTED, "json")) == list(ROWS)
    assert (
        catalogue_text(LISTED, "md").splitlines()[3]
        == r"| streets | Which \| streets?� |  | goldthread query |"
    )


def test_a_library_without_questions_has_its_heads_in_csv() -> None:
    none = RowsResult("Which questions?", "No question.", (), COLUMNS)
    assert catalogue_text(none, "csv") == "name,question,about,example\r\n"
    assert catalogue_text(none, "table") == "No question.\n"
