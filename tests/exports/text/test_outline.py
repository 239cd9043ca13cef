"""The lines of an outline, filled for a terminal of 60 characters or nested in Markdown."""

from __future__ import annotations

import pytest

from goldthread.exports.text.outline import fill, heading, point, title

LONG = "A front-door service that is open to everybody who asks for it, at any hour of the day"


@pytest.fixture(autouse=True)
def sixty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")


def test_a_title_is_the_first_heading_of_markdown() -> None:
    assert title("Lamps | lit", "md") == r"# Lamps \| lit"
    assert title("Lamps | lit\x1b", "table") == "Lamps | lit\ufffd"


def test_a_heading_has_a_line_below_it_as_long_as_its_longest() -> None:
    assert heading("What it serves", "table") == ["What it serves", "─" * 14]
    assert heading(LONG, "table") == [
        "A front-door service that is open to everybody who asks for",
        "it, at any hour of the day",
        "─" * 59,
    ]
    assert heading("", "table") == [""]
    assert heading("*What* it serves", "md") == [r"## \*What\* it serves", ""]


def test_a_text_is_filled_behind_its_sign_and_broken_at_blanks_alone() -> None:
    assert fill(LONG.replace("front-door", "front-" + "d" * 52), "- ", "  ") == [
        "- A",
        f"  front-{'d' * 52}",
        "  service that is open to everybody who asks for it, at any",
        "  hour of the day",
    ]
    assert fill("Lamps", "  ") == ["  Lamps"]
    assert fill(LONG, "> ")[1].startswith("> ")


def test_a_text_stays_on_one_line_of_markdown() -> None:
    assert fill(LONG, "- ", style="md") == [f"- {LONG}"]


def test_a_point_tells_below_it_how_it_is_known() -> None:
    assert point("Lamps are lit", "stated: Plan, page 1", 1, "table") == [
        "  - Lamps are lit",
        "      stated: Plan, page 1",
    ]
    assert point("Lamps are *lit*", "stated: Plan, page 1", 1, "md") == [
        r"  - Lamps are \*lit\* — stated: Plan, page 1"
    ]
