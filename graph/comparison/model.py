"""What became of each thing goes in, a comparison comes out that says it in a sentence, as rows, and as
JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from goldthread.graph.comparison.contents import Item
from goldthread.graph.comparison.sides import Side
from goldthread.graph.results.answers import INFERRED, NONE_FOUND, Evidence, Thing
from goldthread.graph.results.base import Result


class ChangeKind(StrEnum):
    """What can have become of a thing, in the order in which it is told."""

    KEPT = "kept"
    RENAMED = "renamed"
    REPLACED = "replaced"
    MERGED = "merged"
    SPLIT = "split"
    REGROUPED = "merged and split"
    PART = "carried on in part"
    OTHER = "carried on as another kind"
    NEW = "new"
    GONE = "gone"
    BEFORE = "only in the earlier"
    AFTER = "only in the later"


@dataclass(frozen=True)
class Change:
    """What became of one or several things from one side to the next: how it is known, why, and where each
    stands."""

    kind: str
    change: ChangeKind
    before: tuple[Item, ...] = ()
    after: tuple[Item, ...] = ()
    basis: str = ""
    why: str = ""
    note: str = ""
    evidence: tuple[Evidence, ...] = ()

    def to_json(self, step: Interval) -> dict[str, Any]:
        """The shift with both sides."""
        return {
            "from": step.before.label,
            "to": step.after.label,
            "kind": self.kind,
            "change": self.change.value,
            "before": [_item(item) for item in self.before],
            "after": [_item(item) for item in self.after],
            "basis": self.basis,
            "why": self.why or None,
            "note": self.note or None,
            "evidence": [asdict(place) for place in self.evidence],
        }


@dataclass(frozen=True)
class Interval:
    """From one side to the next: all that changed, and how many things of each kind each side names."""

    before: Side
    after: Side
    shifts: tuple[Change, ...] = ()

    @property
    def side_by_side(self) -> bool:
        """Whether the two are plans of different areas, of which one does not follow the other."""
        return bool(self.before.area and self.after.area) and self.before.area != self.after.area

    def counted(self, kind: str, *, briefly: bool = False) -> str:
        """How many of a kind became what, and how that is known: 3 kept (inferred), 1 new (stated), 2 only in
        2018.

        `briefly` leaves out what is only inferred.
        """
        told = []
        for change in ChangeKind:
            bases = Counter(
                shift.basis for shift in self.shifts if (shift.kind, shift.change) == (kind, change)
            )
            said = [
                basis
                for basis in sorted(bases)
                if basis != NONE_FOUND and not (briefly and basis == INFERRED)
            ]
            known = [f"{bases[basis]} {basis}" if len(bases) > 1 else basis for basis in said]
            if bases:
                told.append(
                    f"{sum(bases.values())} {self.words(change)}"
                    + (f" ({', '.join(known)})" if known else "")
                )
        return ", ".join(told)

    def words(self, change: ChangeKind) -> str:
        """A change as it is named between these two sides: only in 2018."""
        return {
            ChangeKind.BEFORE: f"only in {self.before.asked}",
            ChangeKind.AFTER: f"only in {self.after.asked}",
        }.get(change, change.value)


_NOWHERE = Side("", Thing("", "", ""), ())


@dataclass(frozen=True)
class Comparison(Result):
    """Two or more plans, or dates, held against each other, step by step."""

    question: str
    text: str
    sides: tuple[Side, ...]
    steps: tuple[Interval, ...]
    numbers: tuple[Mapping[str, str], ...] = ()
    only: str | None = None

    def rows(self) -> Iterator[dict[str, str]]:
        """A row for each thing or group of things and what became of it."""
        for step in self.steps:
            for shift in step.shifts:
                yield row_of(step, shift)

    def shown(self) -> Iterator[dict[str, str]]:
        """The rows in the columns that fit a page."""
        for step in self.steps:
            for shift in step.shifts:
                yield {"kind": shift.kind, **short_row(step, shift)}

    def to_json(self) -> dict[str, Any]:
        """The envelope that other programs may rely on."""
        return {
            "question": self.question,
            "text": self.text,
            "sides": [
                {"asked": side.asked, "as_of": side.day, "plan": asdict(side.plan), "documents": [asdict(document) for document in side.documents]}
                for side in self.sides
            ],
            "numbers": [dict(number) for number in self.numbers],
            "changes": [shift.to_json(step) for step in self.steps for shift in step.shifts],
            "only": self.only,
        }  # fmt: skip


def row_of(step: Interval, shift: Change) -> dict[str, str]:
    """A shift as one row: what a report or spreadsheet shows."""
    return {
        "from": step.before.label,
        "to": step.after.label,
        "kind": shift.kind,
        "change": shift.change.value,
        "before": "; ".join(item.thing.label for item in shift.before),
        "after": "; ".join(item.thing.label for item in shift.after),
        "list_before": "; ".join(dict.fromkeys(item.heading for item in shift.before)),
        "list_after": "; ".join(dict.fromkeys(item.heading for item in shift.after)),
        "basis": shift.basis,
        "why": shift.why,
        "note": shift.note,
        "place_before": "; ".join(_first(item) for item in shift.before if item.evidence),
        "place_after": "; ".join(_first(item) for item in shift.after if item.evidence),
        "place_of_the_change": "; ".join(place.reference for place in shift.evidence),
        "before_id": "; ".join(item.thing.id for item in shift.before),
        "after_id": "; ".join(item.thing.id for item in shift.after),
    }


COLUMNS = tuple(row_of(Interval(_NOWHERE, _NOWHERE), Change("", ChangeKind.KEPT)))


def short_row(step: Interval, shift: Change) -> dict[str, str]:
    """The columns of a shift that fit a page: what stood where, what became of it, how that is known and
    where it stands."""
    sides = ((step.before, shift.before), (step.after, shift.after))
    where = [f"{side.asked}: {_first(item)}" for side, items in sides for item in items[:1] if item.evidence]
    how = f"{shift.basis}: {shift.why}" if shift.why else shift.basis
    return {
        "change": step.words(shift.change),
        "before": named(shift.before),
        "after": named(shift.after),
        "how and where it stands": ". ".join(part.rstrip(".") for part in [how, shift.note, *where] if part),
    }


def named(items: Sequence[Item]) -> str:
    """The things with their list, tier or role, and a status worth a word."""
    told = []
    for item in items:
        status = item.thing.status if item.thing.status not in (None, "in place", "final", "draft") else ""
        notes = ", ".join(filter(None, [item.heading.removeprefix("Not stated").removeprefix(", "), status]))
        told.append(f"{item.thing.label} [{notes}]" if notes else item.thing.label)
    return "; ".join(told) or "—"


def _first(item: Item) -> str:
    return item.evidence[0].reference


def _item(item: Item) -> dict[str, Any]:
    return {
        **asdict(item.thing),
        "list": item.heading,
        "evidence": [asdict(place) for place in item.evidence],
    }
