"""Changes between figures that may be held against each other, and why the other figures may not.

A change is computed only between figures that count the same: of one kind, unit, area and subject, over
periods of one length that begin in the same month, each printed as an exact number and contradicted by
nothing. All else stays side by side, with the reason, because a change that no document prints must be beyond
doubt: from autumn to spring a count changes with the season.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from decimal import Decimal
from typing import Any

from goldthread.graph.measures.observations import Observation, plain_number
from goldthread.graph.results.answers import INFERRED
from goldthread.graph.text.english import listed

# Kinds of figures that count the same thing at one time and another.
OF_LEVELS = {"actual", "baseline"}
COUNTED = {*OF_LEVELS, "share", "capacity"}
# What a figure is that is no count, as the reason why it was not compared.
CHANGE_KINDS = {
    "change": "a printed change",
    "target": "a target",
    "comparator": "set beside, of another place or group",
}
NOT_YET = {"planned", "to be established", "in development", "draft"}
# Words and signs in a printed figure by which it is no exact number.
VAGUE = re.compile(
    r"\b(about|almost|approx\w*|around|at least|between|circa|fewer than|less than|more "
    r"than|nearly|or more|over|some|up to)\b|[+~<>]",
    re.IGNORECASE,
)
# A figure printed such as £2.6m is exact enough to compare, but what is computed from it is told as “about”.
ROUNDED = re.compile(r"\d\s?(bn|billion|k|m|million|thousand)\b", re.IGNORECASE)


@dataclass(frozen=True)
class FigureChange:
    """A change that no document prints, computed from two observations: always inferred, its two premises
    named.

    `wanted` is the direction in which the measure should go, up or down, empty if that is not known.
    """

    earlier: Observation
    later: Observation
    amount: Decimal
    per_cent: Decimal | None
    against_target: bool = False
    wanted: str = ""
    basis: str = field(default=INFERRED)

    @property
    def words(self) -> str:
        """The change in words: up 731 (22.1%); of figures printed rounded, up about £1,700,000 (65%)."""
        more = self.amount > 0
        if self.against_target:
            return (
                f"{self._size} {'above' if more else 'below'} the target" if self.amount else "at the target"
            )
        if not self.amount:
            return "no change"
        return f"{'up' if more else 'down'} {self._size}{self._share}"

    @property
    def _size(self) -> str:
        """By how much, without a direction: 731, about £1,700,000, 2.5 percentage points."""
        about = "about " if self._rounded else ""
        pound = "£" if self.later.unit in ("pounds", "GBP") else ""
        points = " percentage points" if self.later.unit == "per cent" else ""
        return f"{about}{pound}{abs(self.amount.normalize()):,f}{points}"

    @property
    def _share(self) -> str:
        """By what share of the earlier figure: to a tenth of a per cent, to a whole one if rounded."""
        if self.per_cent is None:
            return ""
        return f" ({abs(self.per_cent).quantize(Decimal('1' if self._rounded else '0.1'))}%)"

    @property
    def _rounded(self) -> bool:
        return any(ROUNDED.search(one.printed) for one in (self.earlier, self.later))

    @property
    def told(self) -> str:
        """The change and what it is from, in short: up 731 (22.1%) on 3,315, 2020 to 2021; of a target also
        whether it was missed."""
        when = f", {self.earlier.period}" if self.earlier.period else ""
        told = f"{self.words} {'of' if self.against_target else 'on'} {self.earlier.printed}{when}"
        return f"{told} ({self.outcome})" if self.outcome else told

    @property
    def outcome(self) -> str:
        """Whether a target was met or by how much it was missed; empty where its time is not that of the
        count, or where it is not known which way the measure should go."""
        of_one_time = _dates(self.earlier) == _dates(self.later)
        if not (self.against_target and of_one_time and self.wanted in ("up", "down")):
            return ""
        missed = self.amount > 0 if self.wanted == "down" else self.amount < 0
        return f"missed by {self._size}" if missed else "met"

    @property
    def why(self) -> str:
        """What it was computed from."""
        return f"Computed from {_premise(self.later)} and {_premise(self.earlier)}."

    def to_json(self) -> dict[str, Any]:
        """The change with its premises by identifier, and the places of both."""
        return {
            "words": self.words,
            "amount": plain_number(self.amount),
            "per_cent": None if self.per_cent is None else plain_number(self.per_cent),
            "against_target": self.against_target,
            "outcome": self.outcome or None,
            "basis": self.basis,
            "why": self.why,
            "premises": [self.earlier.id, self.later.id],
            "evidence": [asdict(place) for place in (*self.earlier.evidence[:1], *self.later.evidence[:1])],
        }


def series(observations: Iterable[Observation], *, seasons: bool = False) -> list[list[Observation]]:
    """The figures that may be held against each other, each series of two or more in the order of time; with
    `seasons` those that may be drawn in one line, though they are of other times of the year.

    A figure that is told twice counts once.
    """
    found: dict[tuple[object, ...], list[Observation]] = {}
    for one in observations:
        if not unfit(one):
            found.setdefault((*_alike(one), None if seasons else _season(one)), []).append(one)
    return [line for group in found.values() if len(line := _in_time(group)) > 1]


def differences(observations: Sequence[Observation], wanted: str = "") -> Iterator[FigureChange]:
    """What changed from each comparable figure to the next, over a longer series as a whole too, and how far
    from each target is the count of its own time.

    `wanted` is the direction in which the measure should go.
    """
    for line in series(observations):
        yield from map(_difference, line, line[1:])
        if len(line) > 2:
            yield _difference(line[0], line[-1])
    targets = [one for one in observations if one.kind == "target" and not _inexact(one)]
    counts = [one for one in observations if one.kind == "actual" and not unfit(one)]
    for target in targets:
        reached = [one for one in counts if _place(one) == _place(target) and _is_of(target, one)]
        if reached:
            newest = max(reached, key=lambda one: one.until or one.from_)
            yield replace(_difference(target, newest), against_target=True, wanted=wanted)


def _is_of(target: Observation, count: Observation) -> bool:
    """Whether a target speaks of a count: of the same period, or, if it gives only a day by which it is to be
    reached, of a period that had ended by then."""
    if target.from_:
        return _dates(target) == _dates(count)
    return not target.until or _is_over(count.until or count.from_, target.until)


def _is_over(end: str, by: str) -> bool:
    """Whether what ends on a date, perhaps only a year or month, is surely over by another."""
    return end[: len(by)] <= by and (len(end) >= len(by) or end < by[: len(end)])


def _dates(one: Observation) -> tuple[str, str]:
    return one.from_, one.until


def unfit(one: Observation) -> str:
    """Why an observation cannot be held against another, empty if it can."""
    if one.kind not in COUNTED and not one.name:
        return CHANGE_KINDS.get(one.kind, one.kind or "of no stated kind")
    if one.status in NOT_YET:
        return one.status
    if one.contradicted_by:
        return "contradicted"
    if one.reading == "unsafe":
        return "not safely read"
    if not (one.from_ or one.until):
        return "no period printed"
    return _inexact(one)


def apart(observations: Sequence[Observation], changes: Iterable[FigureChange] = ()) -> tuple[str, ...]:
    """In sentences, which of several figures were not held against each other, and why; none of one alone."""
    if len(observations) < 2:
        return ()
    used = {one.id for change in changes for one in (change.earlier, change.later)}
    left: dict[str, list[str]] = {}
    for one in observations:
        if one.id not in used:
            left.setdefault(unfit(one), []).append(one.printed)
    alone = _alone([one for one in observations if not unfit(one)])
    return tuple(
        f"Not compared: {listed(list(dict.fromkeys(printed)), 4, before_rest='')} ({reason or alone})."
        for reason, printed in left.items()
    )


def _alone(fit: Sequence[Observation]) -> str:
    """Why some of the figures that are fit to be compared were compared with none of the others."""
    differ = [name for name, values in _differing(fit) if len(values) > 1]
    if differ:
        return f"differ in {', '.join(differ)} from the others"
    return "no other figure of this kind to hold them against"


def _alike(one: Observation) -> tuple[object, ...]:
    """What figures of one series share; a baseline is a count like any other."""
    return (*_place(one), "level" if one.kind in OF_LEVELS else one.kind, _span(one))


def _place(one: Observation) -> tuple[object, ...]:
    """What two figures must share whatever they are: unit, area and what they are of."""
    # A grant is named after its year, which is what two grants of one fund differ in.
    without_years = re.sub(r"[\W\d]+", " ", one.name).strip()
    return one.unit, one.area, one.about, without_years, one.giver, one.receiver, one.purpose


def _span(one: Observation) -> tuple[int, int, int]:
    """How the period is dated and how many months it spans, by which years are kept apart from months."""
    # The lengths tell 2021 from 2021-04 and from 2021-04-01.
    months = _month(one.until or one.from_) - _month(one.from_ or one.until)
    return len(one.from_), len(one.until), months


def _season(one: Observation) -> int:
    """The month in which the period begins; 0 of a period told in years alone."""
    begins = one.from_ or one.until
    return (_month(begins) - 1) % 12 + 1 if "-" in begins else 0


def _month(date: str) -> int:
    """The months up to a date; a year counts as its January, which falls out between two years."""
    year, *month = (int(part) for part in date.split("-")[:2])
    return year * 12 + (month[0] if month else 1)


def _differing(fit: Sequence[Observation]) -> Iterator[tuple[str, set[object]]]:
    """What must be the same of two figures, in words, with all that it is of these."""
    yield "unit", {one.unit for one in fit}
    yield "area", {one.area for one in fit}
    yield "what they are of", {(one.about, one.giver, one.receiver, one.purpose) for one in fit}
    yield "kind", {"level" if one.kind in OF_LEVELS else one.kind for one in fit}
    yield "length of period", {_span(one) for one in fit}
    yield "time of the year", {_season(one) for one in fit}


def _in_time(group: list[Observation]) -> list[Observation]:
    """One figure a period, in order; none of a period for which the documents print several numbers."""
    by_period: dict[tuple[str, str], list[Observation]] = {}
    for one in group:
        by_period.setdefault((one.until or one.from_, one.from_), []).append(one)
    return [same[0] for _, same in sorted(by_period.items()) if len({one.number for one in same}) == 1]


def _difference(earlier: Observation, later: Observation) -> FigureChange:
    first, last = earlier.number or Decimal(0), later.number or Decimal(0)
    # Of nothing there is no share, and a per cent of per cents would be read as percentage points.
    has_share = first and later.unit != "per cent"
    per_cent = ((last - first) / first * 100).quantize(Decimal("0.1")) if has_share else None
    return FigureChange(earlier, later, last - first, per_cent)


def _inexact(one: Observation) -> str:
    if one.number is None:
        return "no number printed"
    return "not printed as an exact number" if VAGUE.search(one.printed) else ""


def _premise(one: Observation) -> str:
    when = f", {one.period}" if one.period else ""
    where = f" ({one.evidence[0].reference})" if one.evidence else ""
    return f"{one.value}{when}{where}"
