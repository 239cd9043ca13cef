"""A comparison of plans as text: counts first, then tables of what became of what.

The documents are numbered and listed at the end, so that each place in the tables is short enough to stand
beside what it bears out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from goldthread.exports.text.tables import escaped, json_text, prose, rows_text, width
from goldthread.graph.comparison.model import COLUMNS, Change, ChangeKind, Comparison, Interval, named
from goldthread.graph.results.answers import Evidence
from goldthread.graph.text.english import capital

# Documents by label, each with the number by which its places are cited.
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
    """The tables of one step: for each kind of thing, a table of what was kept, one of what is new, and so
    on."""
    parts = [] if alone else [_heading(f"{step.before.asked} to {step.after.asked}", style, 2)]
    for kind in dict.fromkeys(shift.kind for shift in step.changes):
        mine = [shift for shift in step.changes if shift.kind == kind]
        parts += [_heading(kind.capitalize(), style, 3), prose(f"{capital(step.counted(kind))}.", style)]
        for change in ChangeKind:
            if same := [shift for shift in mine if shift.change == change]:
                parts += _group(step, same, style, numbers)
    return parts


def _group(step: Interval, shifts: Sequence[Change], style: str, numbers: Numbers) -> list[str]:
    """A heading and a table of the things that changed alike; a reason of them all stands in the heading."""
    head = f"{capital(step.words(shifts[0].change))} ({len(shifts)})"
    shared = len(shifts) > 1 and len({shift.why for shift in shifts}) == 1
    if shared and shifts[0].why:
        head += f": {shifts[0].basis}: {shifts[0].why}"
    rows = [
        {
            **_names(step, shift),
            "how known, where": _how_known(shift, numbers, [] if shared else [_reason(shift)]),
        }
        for shift in shifts
    ]
    return [prose(head, style), rows_text(rows, style)]


def _names(step: Interval, shift: Change) -> dict[str, str]:
    """What each side calls the thing, by what was asked; only the sides that name it."""
    sides = {step.before.asked: named(shift.before), step.after.asked: named(shift.after)}
    return {side: text for side, text in sides.items() if text != "—"}


def _reason(shift: Change) -> str:
    return f"{shift.basis}: {shift.why}" if shift.why else shift.basis


def _how_known(shift: Change, numbers: Numbers, reason: Sequence[str]) -> str:
    """The reason, the note, and where each side names the thing, or the place of the change if none does."""
    sides = [
        _where(numbers, (place for item in items for place in item.evidence[:1]))
        for items in (shift.before, shift.after)
    ]
    stands = [place for place in sides if place] or [_where(numbers, shift.evidence[:1])]
    known = [*reason, *([shift.note] if shift.note else []), *stands]
    return ". ".join(part.rstrip(".") for part in known)


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
