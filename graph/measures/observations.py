"""Printed figures and sums of money, each with all that it rests on and what contradicts it.

What a document prints is kept beside the number that was read from it, because “about 3,000” is no 3,000.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from goldthread.graph.query.library import Row, describe, evidence, identifier, iri, known, run, value
from goldthread.graph.results import phrasing
from goldthread.graph.results.answers import Answer, Evidence, Thing
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.dates import Day, day_of, spoken

# The class of a sum of money that one body gives another.
MONEY = "MonetaryGrant"


@dataclass(frozen=True)
class Contradiction:
    """Another account of what a figure tells, and why both cannot be right."""

    printed: str
    label: str
    why: str
    basis: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Observation:
    """One printed figure or sum of money: as printed and as a number, of what kind, where, when, and how it
    is known.

    `about` is what it was counted of; `giver`, `receiver`, `purpose` and `name` are of money alone.
    """

    id: str
    printed: str
    number: Decimal | None = None
    unit: str = ""
    kind: str = ""
    area: str = ""
    about: tuple[str, ...] = ()
    from_: str = ""
    until: str = ""
    compared_with: str = ""
    status: str = ""
    basis: str = ""
    why: str = ""
    reading: str = ""
    note: str = ""
    as_at: str = ""
    name: str = ""
    giver: tuple[str, ...] = ()
    receiver: tuple[str, ...] = ()
    purpose: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    contradicted_by: tuple[Contradiction, ...] = ()

    @property
    def period(self) -> str:
        """The time it is of, as one says it."""
        start, end = spoken(self.from_), spoken(self.until)
        if start and end:
            return start if start == end else f"{start} to {end}"
        if start:
            return f"since {start}"
        if end:
            return f"{'by' if self.kind == 'target' else 'until'} {end}"
        return ""

    @property
    def value(self) -> str:
        """The figure as printed, with its unit where neither the print nor the kind of figure shows it."""
        bare = self.printed[-1:].isdigit() and self.unit not in phrasing.UNSAID_UNITS
        return f"{self.printed} {self.unit}" if bare else self.printed

    def to_json(self) -> dict[str, Any]:
        """The observation for other programs: its number as a number, and its start as `from`."""
        flat = asdict(self)
        flat["from"] = flat.pop("from_")
        flat["number"] = None if self.number is None else plain_number(self.number)
        return flat


def plain_number(number: Decimal) -> int | float:
    """A number as JSON has it: whole if it is whole."""
    return int(number) if number == number.to_integral_value() else float(number)


def figures(store: Store, things: Sequence[Thing], as_of: str | None = None) -> list[Answer]:
    """The figures of things, by their measures or directly, those printed up to a day."""
    each = figures_of_each(store, things, as_of)
    return list({figure: answer for found in each.values() for figure, answer in found}.values())


def figures_of_each(
    store: Store, things: Sequence[Thing], as_of: str | None = None
) -> dict[str, list[tuple[str, Answer]]]:
    """By the identifier of each thing its figures, with the node of each, those printed up to a day."""
    rows = FigureRows.read(store, [thing.id for thing in things], day_of(as_of))
    return rows.answers(describe(store, rows.measures), evidence(store, rows.figures))


@dataclass(frozen=True)
class FigureRows:
    """The figures of things, still without what their measures are and where they stand, which may be read
    together with those of others."""

    rows: list[Row]

    @classmethod
    def read(cls, store: Store, things: Iterable[str], day: Day | None) -> FigureRows:
        """The figures of things, by identifier, that were printed up to a day."""
        return cls(_printed(run(store, "figures-of", thing=[iri(thing) for thing in things]), day))

    @property
    def measures(self) -> list[str]:
        """The nodes of the measures."""
        return [value(row, "measure") for row in self.rows]

    @property
    def figures(self) -> list[str]:
        """The nodes of the figures."""
        return [value(row, "figure") for row in self.rows]

    def answers(
        self, measures: Mapping[str, Thing], places: Mapping[str, tuple[Evidence, ...]]
    ) -> dict[str, list[tuple[str, Answer]]]:
        """By the identifier of each thing its figures, with the node of each."""
        found: dict[str, dict[str, Answer]] = {}
        for row in self.rows:
            answer = Answer(
                subject=measures[value(row, "measure")],
                relation=value(row, "kind") or "figure",
                value=phrasing.figure({key: term.value for key, term in row.items()}),
                **known(row),
                evidence=places[value(row, "figure")],
                property="figure",
            )
            found.setdefault(identifier(value(row, "thing")), {}).setdefault(value(row, "figure"), answer)
        return {thing: list(held.items()) for thing, held in found.items()}


def _printed(rows: Iterable[Row], day: Day | None) -> list[Row]:
    """The rows whose document was there on a day; all if no day is asked."""
    return [row for row in rows if not day or day.knew(value(row, "date"))]


def figures_of(
    store: Store, measures: Sequence[str], as_of: str | None = None
) -> dict[str, list[Observation]]:
    """By identifier of the measure, its figures that were printed up to a day, in the order of time."""
    rows = run(store, "observations", measure=[iri(name) for name in measures])
    measure_of = {identifier(value(row, "figure")): identifier(value(row, "measure")) for row in rows}
    found: dict[str, list[Observation]] = {}
    for one in _observed(store, rows, day_of(as_of)):
        found.setdefault(measure_of[one.id], []).append(one)
    return found


def money(store: Store, grants: Sequence[str], as_of: str | None = None) -> list[Observation]:
    """The sums of money that were printed up to a day, in the order of time; one without an amount says
    so."""
    return _observed(store, run(store, "amounts", grant=[iri(name) for name in grants]), day_of(as_of))


def _observed(store: Store, rows: Iterable[Row], day: Day | None) -> list[Observation]:
    """The rows of each figure as one observation, in the order of time."""
    figures: dict[str, list[Row]] = {}
    for row in _printed(rows, day):
        figures.setdefault(value(row, "figure"), []).append(row)
    places, against = evidence(store, figures), _contradictions(store, list(figures))
    found = [_observation(same, places[node], against.get(node, ())) for node, same in figures.items()]
    return sorted(found, key=_in_time)


def _in_time(one: Observation) -> tuple[str, ...]:
    """Orders figures by the end of their period; where none is printed, by the date of the document."""
    # The rest only keeps the order the same in every run.
    return one.until or one.from_ or one.as_at, one.from_, one.as_at, one.kind, one.area, one.id


def _observation(
    rows: Sequence[Row], places: tuple[Evidence, ...], against: tuple[Contradiction, ...]
) -> Observation:
    """One figure of its rows, which differ only in what it is of and in whose money it is."""

    def one(name: str) -> str:
        return value(rows[0], name)

    def many(name: str) -> tuple[str, ...]:
        return tuple(sorted({value(row, name) for row in rows if value(row, name)}))

    return Observation(
        id=identifier(one("figure")),
        printed=one("printed") or "no amount printed",
        number=Decimal(one("number")) if one("number") else None,
        unit=one("unit"),
        kind=one("kind"),
        area=one("area"),
        about=many("about"),
        from_=one("from"),
        until=one("until"),
        compared_with=one("compared"),
        status=one("status"),
        basis=one("basis"),
        why=one("why"),
        reading=one("reading"),
        note=" ".join(filter(None, [one("condition"), one("note")])),
        as_at=one("date"),
        name=one("name"),
        giver=many("giver"),
        receiver=many("receiver"),
        purpose=many("purpose"),
        evidence=places,
        contradicted_by=against,
    )


def _contradictions(store: Store, figures: Sequence[str]) -> dict[str, tuple[Contradiction, ...]]:
    """By figure, the accounts that contradict it, with their places."""
    rows = run(store, "contradicted-figures", thing=[iri(identifier(node)) for node in figures])
    places = evidence(store, [value(row, "other") for row in rows])
    found: dict[str, list[Contradiction]] = {}
    for row in rows:
        said = {name: value(row, name) for name in ("printed", "label", "why", "basis")}
        other = Contradiction(**said, evidence=places[value(row, "other")])
        found.setdefault(value(row, "thing"), []).append(other)
    return {figure: tuple(others) for figure, others in found.items()}
