"""Dates as people write them go in, the last day they can mean comes out: 2021 is taken as 2021-12-31."""

from __future__ import annotations

import re

from goldthread.graph.errors import GoldthreadError

MONTHS = "January February March April May June July August September October November December".split()


def last_day(text: str | None) -> str | None:
    """The last day of a year, month or day; None for None. GoldthreadError if it is not a date."""
    if text is None:
        return None
    match = re.fullmatch(r"(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?", text.strip())
    from calendar import monthrange
    from datetime import date

    try:
        if match:
            year, month = int(match[1]), int(match[2] or 12)
            return date(year, month, int(match[3]) if match[3] else monthrange(year, month)[1]).isoformat()
    except ValueError:
        pass
    raise GoldthreadError(f"“{text}” is not a date; write 2021, 2021-11 or 2021-11-17")


def spoken(text: str) -> str:
    """A date as one says it: 18 September 2024, September 2024, 2024."""
    parts = text.split("-")
    if len(parts) == 1 or not parts[0].isdigit():
        return text
    month = MONTHS[int(parts[1]) - 1]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"
