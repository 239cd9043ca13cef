"""Dates as people write them go in, the last day they can mean comes out: 2021 is taken as 2021-12-31.

The day stands before the month, as in the United Kingdom: 05/07/2022 is in July.
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
    """The last day of a year, month or day; None for None. GoldthreadError if it is not a date."""
    if text is None:
        return None
    from calendar import monthrange
    from datetime import date

    plain = " ".join(text.split())
    try:
        if match := next(filter(None, (re.fullmatch(form, plain) for form in WRITTEN)), None):
            year, month = int(match["year"]), _month(match["month"] or "12")
            return date(
                year, month, int(match["day"]) if match["day"] else monthrange(year, month)[1]
            ).isoformat()
    except ValueError:
        pass
    raise GoldthreadError(
        f"“{text}” is not a date; write 2021, 2021-11, 2021-11-17, 17/11/2021, 17 November 2021 or "
        f"November 2021"
    )


def _month(text: str) -> int:
    """A month by its number or name, also shortened; ValueError if it is none."""
    if text.isdigit():
        return int(text)
    return next((number for number, name in enumerate(MONTHS, 1) if name.lower().startswith(text.lower())), 0)


def spoken(text: str) -> str:
    """A date as one says it: 18 September 2024, September 2024, 2024."""
    parts = text.split("-")
    if len(parts) == 1 or not parts[0].isdigit():
        return text
    month = MONTHS[int(parts[1]) - 1]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"
