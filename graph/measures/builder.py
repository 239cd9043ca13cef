"""The name of a measure or of any thing goes in, its figures over time come out: as printed, with changes,
contradictions and money."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from goldthread.graph.measures.model import COLUMNS, MeasureSeries, measured
from goldthread.graph.measures.observations import MONEY, figures_of, money
from goldthread.graph.query.interpretation import SURE, taken
from goldthread.graph.query.library import describe, evidence, identifier, iri, run, value
from goldthread.graph.query.names import GOOD, SPEAKING, Match, exactly, resolve
from goldthread.graph.query.names import find as find_names
from goldthread.graph.results import phrasing
from goldthread.graph.results.answers import Thing
from goldthread.graph.results.base import Result
from goldthread.graph.store.base import Term
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.dates import Day, day_of

MEASURE = "Measure"
COUNTS = {MEASURE, MONEY}
SINGLE = {"Figure", "Target"}
WORTH_A_LOOK = 0.7
ENDING = re.compile(r"(?<=\w{4})(ing|ers?|ed)$", re.IGNORECASE)
FACTS = ("unit", "area", "wanted", "metric", "numbers_from")


@dataclass(frozen=True)
class MeasureResult(Result):
    """All the measures and money that a person's words mean, nearest first; those without a figure last.

    `by_name` says that the words name measures, and not another thing that has them.
    """

    columns = COLUMNS

    question: str
    text: str
    measured: tuple[MeasureSeries, ...] = ()
    as_of: str | None = None
    area: str | None = None
    none_found: bool = False
    looked_in: tuple[str, ...] = ()
    did_you_mean: tuple[str, ...] = ()
    title: str = ""
    by_name: bool = False

    def rows(self) -> Iterator[dict[str, str]]:
        """The figures of all measures, in the same columns."""
        for each in self.measured:
            yield from each.rows()

    def shown(self) -> Iterator[dict[str, str]]:
        """The figures in the columns that fit a page."""
        for each in self.measured:
            for row in each.shown():
                yield {"measure": each.thing.label, **row}

    def to_json(self) -> dict[str, Any]:
        """The envelope that other programs may rely on."""
        return {
            "question": self.question,
            "as_of": self.as_of,
            "area": self.area,
            "text": self.text,
            "measures": [each.to_json() for each in self.measured],
            "none_found": self.none_found,
            "looked_in": list(self.looked_in),
            "did_you_mean": list(self.did_you_mean),
            "title": self.title,
        }


def measure(store: Store, text: str, as_of: str | None = None, area: str | None = None) -> MeasureResult:
    """The figures over time of a measure, or of all that is measured of another thing; printed up to a day,
    counted in an area.

    Raises NameNotFound, with the nearest names, if nothing is called that.
    """
    day, question = day_of(as_of), f"What are the figures of “{phrasing.plain_words(text)}”?"
    meant, others = _meant(store, text)
    found = _found(store, text, meant, day)
    read_as = taken(text, meant[:1]) if len(found) < 2 else ""
    more = tuple(dict.fromkeys(match.thing.label for match in others if match.thing.type not in SINGLE))[:5]
    where = ""
    if area:
        places = {match.thing.label for match in resolve(store, area, {"Place"})[0]}
        where = (
            f" in {' or '.join(sorted(places))}; there are some for: "
            f"{'; '.join(_areas(found)) or 'no area that has a name'}"
        )
        found = [_in_area(each, places) for each in found]
    found.sort(key=lambda each: not each.observations)
    told, by_name = phrasing.plain_words(text), meant[0].thing.type == MEASURE
    result = MeasureResult(
        question,
        "",
        tuple(found),
        as_of=as_of,
        area=area,
        did_you_mean=more,
        title=meant[0].thing.label,
        by_name=by_name,
    )
    if not any(each.observations for each in found):
        said = f"{read_as}The documents print no figure for “{told}”{where}."
        looked = _speaking(store, meant)
        return replace(result, text=said, none_found=True, looked_in=looked)
    number = sum(bool(each.observations) for each in found)
    several = f"{number} measures or sums of money fit “{told}”; the nearest first. " if number > 1 else ""
    return replace(result, text=read_as + several + found[0].text)


def _meant(store: Store, text: str) -> tuple[list[Match], list[Match]]:
    """What bears the name, and the measures and money that have all of its words; then the others that come
    near."""
    exact = exactly(store, text)
    near = [] if any(match.thing.id == match.name for match in exact) else find_names(store, text, most=200)
    if (stem := " ".join(ENDING.sub("", word) for word in text.split())) != text and near:
        near += find_names(store, stem, COUNTS)
    sure = [match for match in [*exact, *near] if match.score >= SURE and match.thing.type not in SPEAKING]
    counted = [match for match in near if match.thing.type in COUNTS and match.score >= GOOD]
    best = max((match.score for match in sure), default=0)
    if any(match.thing.type == MEASURE and match.score == best for match in sure):
        counted = sure = [match for match in sure if match.thing.type in COUNTS]
    meant = {match.thing.id: match for match in reversed([*sure, *counted])}
    if not meant:
        return resolve(store, text)
    return list(reversed(meant.values())), [
        match for match in near if match.thing.id not in meant and match.score >= WORTH_A_LOOK
    ]


def _found(store: Store, text: str, meant: Sequence[Match], day: Day | None) -> list[MeasureSeries]:
    """The measures meant, those of the things meant with only the figures about them, and the money."""
    fit = {match.thing.id: match.score for match in meant if match.thing.type == MEASURE}
    grants = [match.thing.id for match in meant if match.thing.type == MONEY]
    things = {iri(match.thing.id): match.score for match in meant if match.thing.type not in COUNTS}
    only: dict[str, set[str]] = {name: {""} for name in fit}
    for row in run(store, "figures-about", thing=list(things)):
        if value(row, "grant"):
            grants.append(identifier(value(row, "grant")))
        else:
            name = identifier(value(row, "measure"))
            only.setdefault(name, set()).add(identifier(value(row, "figure")))
            fit[name] = max(
                fit.get(name, 0.0), max(score for thing, score in things.items() if thing == row["thing"])
            )
    found = _measured(store, only, fit, day)
    sums = money(store, list(dict.fromkeys(grants)), day)
    label = f"Money: {phrasing.plain_words(text)}"
    return [*found, *([measured(Thing("", label, MONEY), sums)] if sums else [])]


def _measured(
    store: Store, only: Mapping[str, set[str]], fit: Mapping[str, float], day: Day | None
) -> list[MeasureSeries]:
    """Each measure with its figures, all or the named ones: best named first, then most dated figures, the
    parts after their whole."""
    things = describe(store, [iri(name).value for name in only])
    about = {
        identifier(value(row, "measure")): row
        for row in run(store, "measures", measure=[iri(name) for name in only])
    }
    figures = figures_of(store, list(only), day)
    found = {
        name: measured(
            things[iri(name).value],
            [one for one in figures.get(name, []) if "" in figured or one.id in figured],
            _facts(about.get(name, {}), things[iri(name).value].label),
        )
        for name, figured in only.items()
    }

    def order(name: str) -> tuple[bool, float, int, str]:
        dated = sum(bool(one.period) for one in found[name].observations)
        return fit.get(name, 0) < SURE, -round(fit.get(name, 0), 1), -dated, name

    whole = {name: identifier(value(row, "whole")) for name, row in about.items()}
    lead = {name: whole[name] if whole.get(name) in found else name for name in found}
    return [
        found[name]
        for name in sorted(found, key=lambda name: (order(lead[name]), name != lead[name], order(name)))
    ]


def _facts(row: Mapping[str, Term], label: str) -> list[tuple[str, str]]:
    known = ((head.replace("_", " "), value(row, head)) for head in FACTS)
    return [(head, fact) for head, fact in known if fact and fact.casefold() != label.casefold()]


def _areas(found: Sequence[MeasureSeries]) -> list[str]:
    return sorted({one.area for each in found for one in each.observations if one.area})


def _in_area(each: MeasureSeries, places: Collection[str]) -> MeasureSeries:
    return measured(each.thing, [one for one in each.observations if one.area in places], each.facts)


def _speaking(store: Store, meant: Sequence[Match]) -> tuple[str, ...]:
    """The documents that speak of what was meant, in which therefore a figure would stand."""
    places = evidence(store, [iri(match.thing.id).value for match in meant])
    return tuple(sorted({place.document for places_of in places.values() for place in places_of}))
