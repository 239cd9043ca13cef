"""Figures over time as text: the page of a measure, with bars that show them on a terminal.

The bars only repeat what the table says, so that nothing is lost to those who hear the page read.
"""

from __future__ import annotations

import locale
import sys
from collections.abc import Sequence

from goldthread.exports.text.tables import escaped, json_text, plain, prose, rows_text, width
from goldthread.graph.measures.builder import MeasureResult
from goldthread.graph.measures.changes import series
from goldthread.graph.measures.model import COLUMNS, MeasureSeries
from goldthread.graph.measures.observations import Observation

BLOCK, HASH = "█", "#"
# Characters of the longest bar: with its dates and figures it fits the usual line of 80. Measures that are
# shown in full where several fit the words; the rest is in the list above them. Both set by hand.
LONGEST, MOST = 40, 6


def bars(observations: Sequence[Observation], *, ascii_only: bool = False) -> str:
    """A chart, one figure a line: its date, the figure as printed, and a bar in proportion to the largest.

    Empty where a figure is no number, one is negative, or all are nought, as bars cannot show these."""
    numbers = [one.number for one in observations if one.number is not None and one.number >= 0]
    if len(numbers) < max(1, len(observations)) or not max(numbers):
        return ""
    whens, printed = [plain(one.period) for one in observations], [plain(one.printed) for one in observations]
    first, second = max(map(len, whens)), max(map(len, printed))
    room = max(1, min(LONGEST, width() - first - second - 4))
    # Whatever is above nought gets a bar, however short.
    lengths = [round(number / max(numbers) * room) or (number > 0) for number in numbers]
    rows = zip(whens, printed, lengths, strict=True)
    sign = HASH if ascii_only else BLOCK
    return "".join(
        f"{when:<{first}}  {figure:>{second}}  {sign * length}".rstrip() + "\n"
        for when, figure, length in rows
    )


def ascii_terminal() -> bool:
    """Whether the output goes to a terminal that cannot be trusted with more than ASCII."""
    return sys.stdout.isatty() and locale.getencoding().casefold().replace("-", "") not in ("utf8", "cp65001")


def series_text(found: MeasureResult, style: str, *, ascii_only: bool = False) -> str:
    """The figures in one of the styles table, json, csv, md; on the terminal a chart of comparable figures
    stands before its table."""
    if style == "json":
        return json_text(found.to_json())
    if style == "csv":
        return rows_text(list(found.rows()), style, COLUMNS)
    parts = [prose(found.text, style)]
    held = [each for each in found.measured if each.observations]
    if len(held) > 1:
        parts.append(rows_text([_listed(each) for each in held], style))
    most = 1 if found.by_name else MOST
    for each in held[:most]:
        parts += _page(each, style, alone=len(held) == 1, ascii_only=ascii_only)
    if len(held) > most:
        other = f"For all figures of another, give its name: goldthread measure “{held[most].thing.shown}”"
        parts.append(prose(other, style))
    parts += _beside(found, style)
    return "\n".join(part.rstrip() + "\n" for part in parts)


def _beside(found: MeasureResult, style: str) -> list[str]:
    """What is told below the figures: measures without any, where was looked, and what is called alike."""
    empty = [each.thing.shown for each in found.measured if not each.observations]
    lists = {
        "No figure is printed of": empty,
        "Looked in": found.looked_in,
        "See also": found.did_you_mean,
    }
    return [prose(f"{words}: {'; '.join(names)}", style) for words, names in lists.items() if names]


def _listed(each: MeasureSeries) -> dict[str, str]:
    """A measure in the list of several: its newest figure, when, and how many there are."""
    newest = each.newest
    return {
        "measure": each.thing.shown,
        "newest figure": newest.printed if newest else "",
        "of": "; ".join(filter(None, [newest.period, newest.area])) if newest else "",
        "figures": str(len(each.observations)),
    }


def _page(each: MeasureSeries, style: str, *, alone: bool, ascii_only: bool) -> list[str]:
    """A measure in full: what it is, the chart, the table, the changes, and what was not compared."""
    parts = [] if alone else [_heading(each.thing.shown, style)]
    if each.facts:
        parts.append(prose("; ".join(f"{head}: {fact}" for head, fact in each.facts), style))
    if style == "table":
        lines = series(each.observations, seasons=True)
        parts += filter(None, (bars(line, ascii_only=ascii_only) for line in lines))
    parts.append(rows_text(list(each.shown()), style))
    changes = [f"Computed, so inferred: {change.told}. {change.why}" for change in each.changes]
    parts += ["\n".join(prose(line, style) for line in lines) for lines in (changes, each.apart) if lines]
    return parts


def _heading(text: str, style: str) -> str:
    if style == "md":
        return f"## {escaped(text)}"
    return f"{prose(text, style)}\n{'─' * min(width(), len(text))}"
