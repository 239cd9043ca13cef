"""Dates as people write and say them; a year or month stands for its last day: 2021 for 2021-12-31.

The last day, because a question “as of 2021” is about all that was known in that year. The day stands before
the month, as in the United Kingdom: 05/07/2022 is in July.
"""

from __future__ import annotations

import re
from typing import overload

from goldthread.graph.errors import GoldthreadError

MONTHS = "January February March April May June July August September October November December".split()
WRITTEN = (
    r"(?P<year>\d{4})(?:-(?P<month>\d\d?))?(?:-(?P<day>\d\d?))?",
    r"(?:(?P<day>\d\d?)/)?(?P<month>\d\d?)/(?P<year>\d{4})",
    r"(?:(?P<day>\d\d?)(?:st|nd|rd|th)? )?(?P<month>[A-Za-z]{3,9})\.?,? (?P<year>\d{4})",
)


class Day(str):
    """A whole day, such as 2024-12-31: the day as of which something is asked.

    It is a type of its own because half a date compares wrongly with whole ones: "2024" is before
    "2024-09-18". Made by `day_of`; a function that takes a Day cannot be handed 2024 by mistake.
    """

    __slots__ = ()

    def knew(self, date: str) -> bool:
        """Whether something of a date, perhaps only a year or month, was known by the end of this day."""
        return date <= self[: len(date)]

    def is_after(self, until: str) -> bool:
        """Whether what lasted until a date, perhaps only a year or month, was over before this day."""
        return until < self[: len(until)]


def has_ended(until: str, day: Day | None) -> bool:
    """Whether what has this end, empty if none, was over on a day; without a day every end has passed."""
    return bool(until) and (day is None or day.is_after(until))


@overload
def day_of(text: str) -> Day: ...
@overload
def day_of(text: None) -> None: ...
@overload
def day_of(text: str | None) -> Day | None: ...
def day_of(text: str | None) -> Day | None:
    """The day that a text means, the last one of a year, month, financial year or quarter; None for None.

    A financial year, 2021/22, ends on 31 March; its quarters are Q1 2021/22 (April to June) to Q4 2021/22.
    Raises GoldthreadError, with the ways to write one, for what is no date.
    """
    if text is None or isinstance(text, Day):
        return text
    # Imported here, because most commands have no date to read and calendar takes milliseconds to load.
    from calendar import monthrange
    from datetime import date

    plain = " ".join(text.split())
    if end := _financial(plain):
        return end
    match = next(filter(None, (re.fullmatch(form, plain) for form in WRITTEN)), None)
    try:
        if match:
            year, month = int(match["year"]), _month(match["month"] or "12")
            day = int(match["day"]) if match["day"] else monthrange(year, month)[1]
            return Day(date(year, month, day).isoformat())
    except ValueError:  # there is no such month or day
        pass
    raise GoldthreadError(
        f"“{text}” is not a date; write 2021, 2021-11, 2021-11-17, 17/11/2021, 17 November 2021, "
        f"November 2021, 2021/22 or Q3 2021/22"
    )


# Where a financial quarter ends: in how many years after the first of the two, and on which day.
_QUARTERS = {"1": (0, "06-30"), "2": (0, "09-30"), "3": (0, "12-31"), "4": (1, "03-31"), None: (1, "03-31")}
_FINANCIAL = re.compile(
    r"(?:q(?P<quarter>[1-4])(?: of)? )?(?P<year>\d{4})[/–-](?P<next>\d\d|\d{4})", re.IGNORECASE
)


def _financial(text: str) -> Day | None:
    """The last day of a financial year or of a quarter of one; None if it is neither.

    The second year must follow the first: 2021-11 is a month, 2021/11 nothing.
    """
    match = _FINANCIAL.fullmatch(text)
    if not match or int(match["next"]) not in (int(match["year"]) + 1, (int(match["year"]) + 1) % 100):
        return None
    if not match["quarter"] and text[4] == "-" and int(match["next"]) <= 12 and len(match["next"]) == 2:
        return None  # 2011-12 is December 2011, as ISO 8601 has it
    later, end = _QUARTERS[match["quarter"]]
    return Day(f"{int(match['year']) + later:04}-{end}")


def last_day(text: str | None) -> Day | None:
    return day_of(text)


def _month(text: str) -> int:
    """A month by its number or name, also shortened; 0, which no calendar has, if it is none."""
    if text.isdigit():
        return int(text)
    return next((number for number, name in enumerate(MONTHS, 1) if name.lower().startswith(text.lower())), 0)


def spoken(text: str) -> str:
    """A date as one says it: 18 September 2024, September 2024, 2024; any other text as it is."""
    parts = text.split("-")
    if len(parts) == 1 or not parts[0].isdigit():
        return text
    month = MONTHS[int(parts[1]) - 1]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"
