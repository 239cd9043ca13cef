"""A comparison of plans or dates: what became of each thing, told in counts, as rows and as JSON."""

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
        """The change with both sides."""
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
    changes: tuple[Change, ...] = ()

    @property
    def side_by_side(self) -> bool:
        """Whether the two are plans of different areas, of which one does not follow the other."""
        return bool(self.before.area and self.after.area) and self.before.area != self.after.area

    def counted(self, kind: str, *, briefly: bool = False) -> str:
        """How many of a kind became what, and how that is known: 3 kept (inferred), 1 new (stated), 2 only in
        2018.

        `briefly` leaves out what is only inferred.
        """
        counts = (self._count(kind, change, briefly=briefly) for change in ChangeKind)
        return ", ".join(filter(None, counts))

    def _count(self, kind: str, change: ChangeKind, *, briefly: bool) -> str:
        """How many of a kind became that; empty for none."""
        many = Counter(one.basis for one in self.changes if (one.kind, one.change) == (kind, change))
        if not many:
            return ""
        # That nothing was found is already in the words of such a change.
        left_out = {NONE_FOUND, INFERRED} if briefly else {NONE_FOUND}
        bases = [basis for basis in sorted(many) if basis not in left_out]
        known = [f"{many[basis]} {basis}" if len(many) > 1 else basis for basis in bases]
        return f"{many.total()} {self.words(change)}" + (f" ({', '.join(known)})" if known else "")

    def words(self, change: ChangeKind) -> str:
        """A change as it is named between these two sides: only in 2018."""
        return {
            ChangeKind.BEFORE: f"only in {self.before.asked}",
            ChangeKind.AFTER: f"only in {self.after.asked}",
        }.get(change, change.value)


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
            for change in step.changes:
                yield row_of(step, change)

    def shown(self) -> Iterator[dict[str, str]]:
        """The rows in the columns that fit a page."""
        for step in self.steps:
            for change in step.changes:
                yield {"kind": change.kind, **short_row(step, change)}

    def to_json(self) -> dict[str, Any]:
        """The envelope that other programs may rely on."""
        return {
            "question": self.question,
            "text": self.text,
            "sides": [_side(side) for side in self.sides],
            "numbers": [dict(number) for number in self.numbers],
            "changes": [change.to_json(step) for step in self.steps for change in step.changes],
            "only": self.only,
        }


def row_of(step: Interval, change: Change) -> dict[str, str]:
    """A change as one row: what a report or spreadsheet shows."""
    return {
        "from": step.before.label,
        "to": step.after.label,
        "kind": change.kind,
        "change": change.change.value,
        "before": "; ".join(item.thing.label for item in change.before),
        "after": "; ".join(item.thing.label for item in change.after),
        "list_before": "; ".join(dict.fromkeys(item.heading for item in change.before)),
        "list_after": "; ".join(dict.fromkeys(item.heading for item in change.after)),
        "basis": change.basis,
        "why": change.why,
        "note": change.note,
        "place_before": "; ".join(_first(item) for item in change.before if item.evidence),
        "place_after": "; ".join(_first(item) for item in change.after if item.evidence),
        "place_of_the_change": "; ".join(place.reference for place in change.evidence),
        "before_id": "; ".join(item.thing.id for item in change.before),
        "after_id": "; ".join(item.thing.id for item in change.after),
    }


# The columns are those of any row, such as of a change between two sides that are nowhere.
_NOWHERE = Side("", Thing("", "", ""), ())
COLUMNS = tuple(row_of(Interval(_NOWHERE, _NOWHERE), Change("", ChangeKind.KEPT)))


def short_row(step: Interval, change: Change) -> dict[str, str]:
    """The columns of a change that fit a page: what stood where, what became of it, how that is known and
    where it stands."""
    sides = ((step.before, change.before), (step.after, change.after))
    where = [f"{side.asked}: {_first(item)}" for side, items in sides for item in items[:1] if item.evidence]
    how = f"{change.basis}: {change.why}" if change.why else change.basis
    return {
        "change": step.words(change.change),
        "before": named(change.before),
        "after": named(change.after),
        "how and where it stands": ". ".join(part.rstrip(".") for part in [how, change.note, *where] if part),
    }


# The statuses that go without saying: most boards are in place, and whether a text is a draft is said of its
# document.
UNREMARKABLE = (None, "in place", "final", "draft")


def named(items: Sequence[Item]) -> str:
    """The things with their list, tier or role, and a status worth a word."""
    told = []
    for item in items:
        status = item.thing.status if item.thing.status not in UNREMARKABLE else ""
        notes = ", ".join(filter(None, [item.heading.removeprefix("Not stated").removeprefix(", "), status]))
        told.append(f"{item.thing.label} [{notes}]" if notes else item.thing.label)
    return "; ".join(told) or "—"


def _side(side: Side) -> dict[str, Any]:
    return {
        "asked": side.asked,
        "as_of": side.day,
        "plan": asdict(side.plan),
        "documents": [asdict(document) for document in side.documents],
    }


def _first(item: Item) -> str:
    return item.evidence[0].reference


def _item(item: Item) -> dict[str, Any]:
    return {
        **asdict(item.thing),
        "list": item.heading,
        "evidence": [asdict(place) for place in item.evidence],
    }
