"""Dates as people type them, read as the last day they can mean, and dates of the graph as one says them."""

from __future__ import annotations

import pytest

from goldthread.graph.errors import GoldthreadError
from goldthread.graph.text.dates import Day, day_of, has_ended, spoken


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (None, None),
        ("2021", "2021-12-31"),
        ("2021-02", "2021-02-28"),
        ("2024-02", "2024-02-29"),
        ("2024-9", "2024-09-30"),
        ("2024-09-18", "2024-09-18"),
        ("2024-9-8", "2024-09-08"),
        (" 2024-09-18\n", "2024-09-18"),
        ("0001", "0001-12-31"),
        ("9999-12", "9999-12-31"),
        ("21/07/2022", "2022-07-21"),
        ("5/7/2022", "2022-07-05"),
        ("02/2024", "2024-02-29"),
        ("21 July 2022", "2022-07-21"),
        ("21st  july 2022 ", "2022-07-21"),
        ("July 2022", "2022-07-31"),
        ("Sept. 2022", "2022-09-30"),
        ("3 Mar 2022", "2022-03-03"),
        ("2021/22", "2022-03-31"),
        ("2021-22", "2022-03-31"),
        ("2021/2022", "2022-03-31"),
        ("1999/00", "2000-03-31"),
        ("2011-12", "2011-12-31"),
        ("2011/12", "2012-03-31"),
        ("Q1 2023/24", "2023-06-30"),
        ("q3  2023/24", "2023-12-31"),
        ("Q4 2023/24", "2024-03-31"),
        ("Q4 2011-12", "2012-03-31"),
    ],
)
def test_a_date_means_its_day_of(text: str | None, day: str | None) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize(
    "text",
    ["", "21", "2021-13", "2021-00", "2021-02-30", "2023-02-29", "0000", "2021-", "2021-1-",
     "2021-11-17T10:00", "-2021", "2021/11", "today", "2021 2022", "\ud800", "31/02/2022", "07/21/2022",
     "1/2/22", "2021/23", "2021/21", "Q5 2021/22", "Q3 2021",
     "31 June 2022", "Foo 2022", "Ju 2022", "Julyish 2022", "July", "21 2022"],
)  # fmt: skip
def test_what_is_no_date_is_told(text: str) -> None:
    with pytest.raises(GoldthreadError) as caught:
        day_of(text)
    assert str(caught.value) == (
        f"“{text}” is not a date; write 2021, 2021-11, 2021-11-17, 17/11/2021, 17 November 2021, "
        f"November 2021, 2021/22 or Q3 2021/22"
    )


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2021", "2021"),
        ("2021-11", "November 2021"),
        ("2021-01-03", "3 January 2021"),
        ("2021-12-31", "31 December 2021"),
        ("Year 1", "Year 1"),
        ("Year-1", "Year-1"),
        ("", ""),
    ],
)
def test_a_date_is_spoken(date: str, words: str) -> None:
    assert spoken(date) == words


def test_a_day_stays_itself_and_is_a_type_of_its_own() -> None:
    day = day_of("2024")
    assert type(day) is Day and day_of(day) is day


@pytest.mark.parametrize(
    ("date", "known"),
    [
        ("2024", True),
        ("2024-09", True),
        ("2024-09-18", True),
        ("2024-09-19", False),
        ("2024-10", False),
        ("2025", False),
    ],
)
def test_what_was_known_by_a_day_may_be_dated_by_year_or_month(date: str, known: bool) -> None:
    assert day_of("18 September 2024").knew(date) is known


def test_half_a_date_has_no_say_in_what_was_known() -> None:
    with pytest.raises(AttributeError):
        "2024".knew("2024-09-18")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("until", "day", "ended"),
    [
        ("", None, False),
        ("2022-06", None, True),
        ("2022-06", "2022-06-30", False),
        ("2022-06", "2022-07-01", True),
        ("2022", "2022", False),
        ("2022", "2023-01-01", True),
    ],
)
def test_what_ended_is_over_the_day_after_its_last_day(until: str, day: str | None, ended: bool) -> None:
    assert has_ended(until, day_of(day)) is ended
