"""Figures over time go in; plain text bars with their numbers beside them come out, and the page of a measure
around them.

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
LONGEST, MOST = 40, 6


def bars(observations: Sequence[Observation], *, ascii_only: bool = False) -> str:
    """A bar a line: when, the figure as printed, and its length beside the largest; no text for negative
    numbers or for none."""
    numbers = [one.number for one in observations if one.number is not None and one.number >= 0]
    if len(numbers) < max(1, len(observations)) or not max(numbers):
        return ""
    whens, printed = [plain(one.period) for one in observations], [plain(one.printed) for one in observations]
    first, second = max(map(len, whens)), max(map(len, printed))
    room = max(1, min(LONGEST, width() - first - second - 4))
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
    """The figures in one of the styles table, json, csv, md; a chart of comparable figures stands before its
    table on the terminal."""
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
        parts.append(
            prose(
                f"For all figures of another, give its name: goldthread measure “{held[most].thing.label}”",
                style,
            )
        )
    empty = [each.thing.label for each in found.measured if not each.observations]
    if empty:
        parts.append(prose(f"No figure is printed of: {'; '.join(empty)}", style))
    if found.looked_in:
        parts.append(prose(f"Looked in: {'; '.join(found.looked_in)}", style))
    if found.did_you_mean:
        parts.append(prose(f"See also: {'; '.join(found.did_you_mean)}", style))
    return "\n".join(part.rstrip() + "\n" for part in parts)


def _listed(each: MeasureSeries) -> dict[str, str]:
    """A measure in the list of several: its newest figure, when, and how many there are."""
    newest = each.newest
    return {
        "measure": each.thing.label,
        "newest figure": newest.printed if newest else "",
        "of": "; ".join(filter(None, [newest.period, newest.area])) if newest else "",
        "figures": str(len(each.observations)),
    }


def _page(each: MeasureSeries, style: str, *, alone: bool, ascii_only: bool) -> list[str]:
    """A measure in full: what it is, the chart, the table, the changes, and what was not compared."""
    parts = []
    if not alone:
        parts.append(
            f"## {escaped(each.thing.label)}"
            if style == "md"
            else f"{prose(each.thing.label, style)}\n{'─' * min(width(), len(each.thing.label))}"
        )
    if each.facts:
        parts.append(prose("; ".join(f"{head}: {fact}" for head, fact in each.facts), style))
    if style == "table":
        parts += filter(None, (bars(line, ascii_only=ascii_only) for line in series(each.observations)))
    parts.append(rows_text(list(each.shown()), style))
    if each.changes:
        parts.append(
            "\n".join(
                prose(f"Computed, so inferred: {change.told}. {change.why}", style) for change in each.changes
            )
        )
    if each.apart:
        parts.append("\n".join(prose(line, style) for line in each.apart))
    return parts
