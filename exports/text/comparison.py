"""A comparison goes in; counts first and then tables of what became of what come out, as they read best on a
terminal or a page.

The documents are numbered at the head, so that each place in the tables is short enough to stand beside what
it bears out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from goldthread.exports.text.tables import escaped, json_text, prose, rows_text, width
from goldthread.graph.comparison.model import COLUMNS, Change, ChangeKind, Comparison, Interval, named
from goldthread.graph.results.answers import Evidence
from goldthread.graph.text.english import capital

Numbers = Mapping[str, int]


def comparison_text(found: Comparison, style: str) -> str:
    """A comparison in one of the styles table, json, csv, md."""
    if style == "json":
        return json_text(found.to_json())
    if style == "csv":
        return rows_text(list(found.rows()), style, COLUMNS)
    numbers = _numbers(found)
    parts = [prose(found.text, style), rows_text(list(found.numbers), style)]
    for step in found.steps:
        parts += _step(step, style, numbers, alone=len(found.steps) == 1)
    parts.append(_heading("The documents", style, 2))
    dated = {document.label: document.date for side in found.sides for document in side.documents}
    parts.append(
        "\n".join(
            prose(f"[{number}] {label}{f' ({dated[label]})' if label in dated else ''}", style)
            for label, number in numbers.items()
        )
    )
    return "\n".join(part.rstrip() + "\n" for part in parts)


def _numbers(found: Comparison) -> dict[str, int]:
    """The documents, those of the sides first, each with the number by which its places are cited."""
    of_sides = [document.label for side in found.sides for document in side.documents]
    others = [place.document for step in found.steps for shift in step.changes for place in shift.evidence]
    return {label: number for number, label in enumerate(dict.fromkeys([*of_sides, *others]), 1)}


def _step(step: Interval, style: str, numbers: Numbers, *, alone: bool) -> list[str]:
    """The tables of a step: a kind, then a table for each thing that can have become of what is of that
    kind."""
    parts = [] if alone else [_heading(f"{step.before.asked} to {step.after.asked}", style, 2)]
    for kind in dict.fromkeys(shift.kind for shift in step.changes):
        mine = [shift for shift in step.changes if shift.kind == kind]
        parts += [_heading(kind.capitalize(), style, 3), prose(f"{capital(step.counted(kind))}.", style)]
        for change in ChangeKind:
            if same := [shift for shift in mine if shift.change == change]:
                parts += _group(step, same, style, numbers)
    return parts


def _group(step: Interval, shifts: Sequence[Change], style: str, numbers: Numbers) -> list[str]:
    """Those of which the same became: with both sides, or where only one names them with the reason once
    above."""
    change = step.words(shifts[0].change)
    reasons = {shift.why for shift in shifts}
    rows = []
    for shift in shifts:
        sides = {step.before.asked: named(shift.before), step.after.asked: named(shift.after)}
        stands = [
            _where(numbers, (place for item in items for place in item.evidence[:1]))
            for items in (shift.before, shift.after)
        ]
        reason = (
            []
            if len(reasons) == 1 and len(shifts) > 1
            else [f"{shift.basis}: {shift.why}" if shift.why else shift.basis]
        )
        known = [
            *reason,
            *([shift.note] if shift.note else []),
            *(part for part in stands if part),
            *([_where(numbers, shift.evidence[:1])] if not any(stands) else []),
        ]
        rows.append(
            {
                **{side: text for side, text in sides.items() if text != "—"},
                "how known, where": ". ".join(part.rstrip(".") for part in known),
            }
        )
    head = f"{capital(change)} ({len(shifts)})"
    same = (
        f": {shifts[0].basis}: {shifts[0].why}"
        if len(reasons) == 1 and len(shifts) > 1 and shifts[0].why
        else ""
    )
    return [prose(f"{head}{same}", style), rows_text(rows, style)]


def _where(numbers: Numbers, places: Iterable[Evidence]) -> str:
    """Places by the number of their document."""
    return "; ".join(
        dict.fromkeys(
            f"[{numbers[place.document]}] {place.place}" for place in places if place.document in numbers
        )
    )


def _heading(text: str, style: str, level: int) -> str:
    return (
        f"{'#' * level} {escaped(text)}"
        if style == "md"
        else f"{prose(text, style)}\n{'─' * min(len(text), width())}"
    )
