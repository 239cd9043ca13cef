"""Dates as people write and say them; a year or month stands for its last day: 2021 for 2021-12-31.

The last day, because a question “as of 2021” is about all that was known in that year. The day stands before
the month, as in the United Kingdom: 05/07/2022 is in July.
"""

from __future__ import annotations

import re

from goldthread.graph.errors import GoldthreadError

MONTHS = "January February March April May June July August September October November December".split()
WRITTEN = (
    r"(?P<year>\d{4})(?:-(?P<month>\d\d?))?(?:-(?P<day>\d\d?))?",
    r"(?:(?P<day>\d\d?)/)?(?P<month>\d\d?)/(?P<year>\d{4})",
    r"(?:(?P<day>\d\d?)(?:st|nd|rd|th)? )?(?P<month>[A-Za-z]{3,9})\.?,? (?P<year>\d{4})",
)


def last_day(text: str | None) -> str | None:
    """The last day of a year, month or day, as 2021-12-31; None for None.

    Raises GoldthreadError, with the ways to write one, for what is no date.
    """
    if text is None:
        return None
    # Imported here, because most commands have no date to read and calendar takes milliseconds to load.
    from calendar import monthrange
    from datetime import date

    plain = " ".join(text.split())
    match = next(filter(None, (re.fullmatch(form, plain) for form in WRITTEN)), None)
    try:
        if match:
            year, month = int(match["year"]), _month(match["month"] or "12")
            day = int(match["day"]) if match["day"] else monthrange(year, month)[1]
            return date(year, month, day).isoformat()
    except ValueError:  # there is no such month or day
        pass
    raise GoldthreadError(
        f"“{text}” is not a date; write 2021, 2021-11, 2021-11-17, 17/11/2021, 17 November 2021 or "
        f"November 2021"
    )


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
