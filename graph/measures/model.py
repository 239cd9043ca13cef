"""The series of one measure: its figures in the order of time, in sentences, as rows and as JSON.

The newest count is told first, with what it changed by, what it should be and what speaks against it, because
that is what one asks of a measure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from goldthread.graph.measures.changes import FigureChange, apart, differences
from goldthread.graph.measures.observations import MONEY, Contradiction, Observation
from goldthread.graph.results import phrasing
from goldthread.graph.results.answers import Evidence, Thing, told_with
from goldthread.graph.results.base import Result
from goldthread.graph.text.english import capital, listed

# Kinds of figures, first what is told first of a measure: what was counted before what was only aimed at.
FIRST_TOLD = ("actual", "share", "capacity", "change", "baseline", "comparator", "target")


def row_of(thing: Thing, one: Observation, changes: Sequence[FigureChange]) -> dict[str, str]:
    """A figure as one row: what a report or spreadsheet shows."""
    first = one.evidence[0] if one.evidence else Evidence("", "", "", "")
    return {
        "measure": thing.shown,
        "figure": one.printed,
        "number": "" if one.number is None else str(one.number),
        "unit": one.unit,
        "kind": one.kind,
        "area": one.area,
        "about": "; ".join(one.about),
        "from": one.from_,
        "until": one.until,
        "compared_with": one.compared_with,
        "status": one.status,
        "computed_change": "; ".join(f"{change.words} — inferred: {change.why}" for change in changes),
        "contradicted_by": "; ".join(map(_other, one.contradicted_by)),
        "name": one.name,
        "giver": "; ".join(one.giver),
        "receiver": "; ".join(one.receiver),
        "purpose": "; ".join(one.purpose),
        "basis": one.basis,
        "why": one.why,
        "as_at": one.as_at,
        "document": first.document,
        "place": first.place,
        "phrase": first.phrase,
        "reading": one.reading,
        "note": one.note,
        "more_places": "; ".join(item.reference for item in one.evidence[1:]),
        "measure_id": thing.id,
        "figure_id": one.id,
    }


def _other(other: Contradiction) -> str:
    name = f"“{other.label}”: " if other.label else ""
    where = f" ({other.evidence[0].reference})" if other.evidence else ""
    return f"{name}{other.printed}{where}"


COLUMNS = tuple(row_of(Thing("", "", ""), Observation("", ""), ()))


@dataclass(frozen=True)
class MeasureSeries(Result):
    """One measure, or sums of money together: its figures in the order of time, what changed, and what was
    not compared."""

    thing: Thing
    text: str
    observations: tuple[Observation, ...] = ()
    changes: tuple[FigureChange, ...] = ()
    apart: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    columns = COLUMNS

    @property
    def newest(self) -> Observation | None:
        """The figure to tell first: the newest of what was counted, else of what else there is; None of
        none."""
        return _newest(self.observations) if self.observations else None

    def rows(self) -> Iterator[dict[str, str]]:
        """The figures as rows, each with the changes computed to it."""
        for one in self.observations:
            yield row_of(self.thing, one, [change for change in self.changes if change.later.id == one.id])

    def shown(self) -> Iterator[dict[str, str]]:
        """The figures in the columns that fit a page."""
        return map(short_row, self.rows())

    def to_json(self) -> dict[str, Any]:
        """The measure with its figures and changes, each with basis and evidence."""
        return {
            "measure": asdict(self.thing),
            "text": self.text,
            "facts": [list(fact) for fact in self.facts],
            "observations": [one.to_json() for one in self.observations],
            "changes": [change.to_json() for change in self.changes],
            "not_compared": list(self.apart),
        }


def measured(
    thing: Thing, observations: Sequence[Observation], facts: Sequence[tuple[str, str]] = ()
) -> MeasureSeries:
    """A measure with what its figures, given in the order of time, say together."""
    changes = tuple(differences(observations, dict(facts).get("wanted", "")))
    return MeasureSeries(
        thing,
        _told(thing, observations, changes),
        tuple(observations),
        changes,
        apart(observations, changes),
        tuple(facts),
    )


def short_row(row: Mapping[str, str]) -> dict[str, str]:
    """The columns of a figure that fit a page; doubts and contradictions stand at its source."""
    figure = phrasing.figure({**row, "printed": row["figure"], "compared": row["compared_with"], "area": ""})
    when = Observation("", "", kind=row["kind"], from_=row["from"], until=row["until"]).period
    hands = [
        f"{head} {listed(row[name].split('; '), 3, before_rest='')}"
        for name, head in (("giver", "from"), ("receiver", "to"), ("purpose", "for"))
        if row[name]
    ]
    how = told_with(row["basis"], row["reading"])
    basis = f"{how}: {row['why']}" if row["why"] else how
    doubts = [f"contradicted by {row['contradicted_by']}" if row["contradicted_by"] else "", row["note"]]
    where = ", ".join(filter(None, [row["document"], row["as_at"], row["place"]]))
    return {
        "figure": f"{figure} [{', '.join(filter(None, [row['kind'], row['status']]))}]",
        "of, when": "; ".join(
            filter(None, [row["name"], row["area"], row["about"], *hands, when or "no period printed"])
        ),
        "how and where it stands": f"{basis}: {where}"
        + "".join(f". {doubt.rstrip('.')}" for doubt in doubts if doubt),
    }


def _told(thing: Thing, observations: Sequence[Observation], changes: Sequence[FigureChange]) -> str:
    """The newest figure, what it changed by, what it should be, and what speaks against it."""
    if not observations:
        return f"The documents print no figure of “{thing.label}”."
    newest = _newest(observations)
    others = [one for one in observations if one is not newest]
    target = [_sentence(thing, one) for one in others if one.kind == "target"]
    told = [
        _first(thing, newest, len(observations)),
        *_computed(newest, changes),
        *target[:1],
        *_of_earlier(newest, changes),
        *_printed_change(thing, newest, observations),
        *_against(newest, others),
    ]
    if newest.kind == "target":
        told.append("The documents print no count to hold against it.")
    return " ".join(dict.fromkeys(told))


def _first(thing: Thing, newest: Observation, many: int) -> str:
    """The newest figure; of sums of money also how many are printed, because they are not added up."""
    sums = f"{many} sums of money are printed; the newest of them with an amount: "
    return (sums if thing.type == MONEY and many > 1 else "") + _sentence(thing, newest)


def _computed(newest: Observation, changes: Sequence[FigureChange]) -> list[str]:
    """What changed up to the newest figure, by our own account."""
    return [
        f"{capital(change.told)}: computed, so inferred."
        for change in changes
        if change.later.id == newest.id
    ]


def _of_earlier(newest: Observation, changes: Sequence[FigureChange]) -> list[str]:
    """Where nothing can be held against the newest figure, what came of the last target, and the last change
    of an earlier figure."""
    told = []
    for of_target in (True, False):
        alike = [change for change in changes if change.against_target is of_target]
        if alike and not any(change.later.id == newest.id for change in alike):
            last = max(
                alike, key=lambda change: (change.later.until or change.later.from_, change.earlier.until)
            )
            told.append(f"{last.later.printed}, {last.later.period}, is {last.told}: computed, so inferred.")
    return told


def _printed_change(thing: Thing, newest: Observation, observations: Sequence[Observation]) -> list[str]:
    """The change that a document prints for the area and time of the newest figure, unless that is one."""
    if newest.kind == "change":
        return []
    when_and_where = newest.until, newest.area
    printed = [
        one for one in observations if one.kind == "change" and (one.until, one.area) == when_and_where
    ]
    return [_sentence(thing, one) for one in printed[:1]]


def _against(newest: Observation, others: Sequence[Observation]) -> list[str]:
    """What contradicts the newest figure, or that others of the figures are contradicted."""
    if newest.contradicted_by:
        other = newest.contradicted_by[0]
        return [f"Contradicted by {_other(other)}{f': {other.why}' if other.why else '.'}"]
    if any(one.contradicted_by for one in others):
        return ["Others of its figures are contradicted; both sides are shown."]
    return []


def _newest(observations: Sequence[Observation]) -> Observation:
    """The figure told first; one with a number and a period before one without, then the last in time."""
    # A kind that is not among FIRST_TOLD, such as a grant, is told first: a sum has no other kinds beside it.
    kind = min(
        (one.kind for one in observations),
        key=lambda kind: FIRST_TOLD.index(kind) if kind in FIRST_TOLD else 0,
    )
    return max(
        (one for one in observations if one.kind == kind),
        key=lambda one: (one.number is not None, bool(one.period), observations.index(one)),
    )


def _sentence(thing: Thing, one: Observation) -> str:
    """One figure: its name, place, number, time and status, how it is known and where it stands."""
    figure = phrasing.figure(
        {
            "printed": one.printed,
            "number": str(one.number or ""),
            "unit": one.unit,
            "kind": one.kind,
            "compared": one.compared_with,
        }
    )
    places = [one.area] if one.area.casefold() not in thing.shown.casefold() else []
    place = f" ({'; '.join([*places, *one.about])})" if places or one.about else ""
    hands = "".join(
        f" {head} {listed(names, 3, before_rest='')}"
        for head, names in (("from", one.giver), ("to", one.receiver), ("for", one.purpose))
        if names
    )
    when = f", {one.period}" if one.period else ", no period printed"
    status = f", {one.status}" if one.status else ""
    kind = f" [{one.kind}]" if one.kind not in ("actual", "") else ""
    where = one.evidence[0].reference if one.evidence else "no place given"
    how = told_with(one.basis, one.reading)
    basis = f"inferred: {one.why.rstrip('.')} ({where})" if one.why else f"{how}: {where}"
    name = f"“{one.name}”" if one.name else phrasing.named(thing)
    return f"{name}{place}: {figure}{kind}{hands}{when}{status} — {basis}."
