"""The figures over time that a person's words mean: of a measure, or of all that is measured of a thing.

Sums of money are told beside the measures, because who asks for figures of a programme asks for its cost too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from goldthread.graph.measures.model import COLUMNS, MeasureSeries, measured
from goldthread.graph.measures.observations import MONEY, figures_of, money
from goldthread.graph.query.interpretation import SAID_PLAINLY, taken
from goldthread.graph.query.library import Row, describe, evidence, identifier, iri, run, value
from goldthread.graph.query.names import GOOD, SPEAKING, Match, exactly, resolve
from goldthread.graph.query.names import find as find_names
from goldthread.graph.query.namesakes import with_areas
from goldthread.graph.results import phrasing
from goldthread.graph.results.answers import Thing
from goldthread.graph.results.base import Result
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.dates import Day, day_of

MEASURE = "Measure"
COUNTS = {MEASURE, MONEY}
# Single figures, which nobody is offered as “did you mean”: their measure is.
SINGLE = {"Figure", "Target"}
# From this fit of a name on, from 0 to 1, others are offered as “did you mean”. Set by hand, stricter than
# the 0.5 of the search for names, because measures have long names that have a word in common with much.
WORTH_A_LOOK = 0.7
# Names searched for at most; a word such as “crime” is in far more names than may be meant.
MOST_NAMES = 200
MOST_OFFERED = 5
# Endings without which a word is searched for too, so that “offending” finds measures of offenders.
ENDING = re.compile(r"(?<=\w{4})(ing|ers?|ed)$", re.IGNORECASE)
# What is told of a measure beside its figures: columns of the question `measures`.
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
                yield {"measure": each.thing.shown, **row}

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
    day, told = day_of(as_of), phrasing.plain_words(text)
    meant, others = _meant(store, text)
    things = with_areas(store, [match.thing for match in meant])
    meant = [replace(match, thing=thing) for match, thing in zip(meant, things, strict=True)]
    found = _found(store, text, meant, day)
    read_as = taken(text, meant[:1]) if len(found) < 2 else ""
    where = ""
    if area:
        places = {match.thing.label for match in resolve(store, area, {"Place"})[0]}
        where = _elsewhere(places, found)
        found = [_in_area(each, places) for each in found]
    found.sort(key=lambda each: not each.observations)
    result = MeasureResult(
        question=f"What are the figures of “{told}”?",
        text="",
        measured=tuple(found),
        as_of=as_of,
        area=area,
        did_you_mean=_offered(others),
        title=meant[0].thing.shown,
        by_name=meant[0].thing.type == MEASURE,
    )
    number = sum(bool(each.observations) for each in found)
    if not number:
        apart = [phrasing.named(match.thing) for match in meant if match.thing.area]
        named = " or ".join(apart) or f"“{told}”"
        said = f"{read_as}The documents print no figure for {named}{where}."
        return replace(result, text=said, none_found=True, looked_in=_speaking(store, meant))
    several = f"{number} measures or sums of money fit “{told}”; the nearest first. " if number > 1 else ""
    return replace(result, text=read_as + several + found[0].text)


def _offered(others: Sequence[Match]) -> tuple[str, ...]:
    """The names of what else may be meant."""
    names = dict.fromkeys(match.thing.label for match in others if match.thing.type not in SINGLE)
    return tuple(names)[:MOST_OFFERED]


def _elsewhere(places: Collection[str], found: Sequence[MeasureSeries]) -> str:
    """That there are no figures in an area, and of which others there are some; the end of a sentence."""
    areas = "; ".join(_areas(found)) or "no area that has a name"
    return f" in {' or '.join(sorted(places))}; there are some for: {areas}"


def _meant(store: Store, text: str) -> tuple[list[Match], list[Match]]:
    """What bears the name, and the measures and money that have all of its words; then the others that come
    near."""
    exact = exactly(store, text)
    is_identifier = any(match.thing.id == match.name for match in exact)
    near = [] if is_identifier else _near(store, text)
    sure = [
        match for match in [*exact, *near] if match.score >= SAID_PLAINLY and match.thing.type not in SPEAKING
    ]
    counted = _counts(near, GOOD)
    if _best_is_a_measure(sure):
        # Who names a measure wants that one, and not also all whose names have its words.
        counted = sure = _counts(sure, SAID_PLAINLY)
    # Turned round twice, so that of a thing found by several names the first match is kept.
    meant = {match.thing.id: match for match in reversed([*sure, *counted])}
    if not meant:
        return resolve(store, text)
    others = [match for match in near if match.thing.id not in meant and match.score >= WORTH_A_LOOK]
    return list(reversed(meant.values())), others


def _near(store: Store, text: str) -> list[Match]:
    """What the words fit, and the measures and money that they fit without their endings."""
    near = find_names(store, text, most=MOST_NAMES)
    stem = " ".join(ENDING.sub("", word) for word in text.split())
    if near and stem != text:
        near += find_names(store, stem, COUNTS)
    return near


def _counts(matches: Sequence[Match], fit: float) -> list[Match]:
    """The measures and money among matches that fit so well."""
    return [match for match in matches if match.thing.type in COUNTS and match.score >= fit]


def _best_is_a_measure(matches: Sequence[Match]) -> bool:
    best = max((match.score for match in matches), default=0)
    return any(match.thing.type == MEASURE and match.score == best for match in matches)


def _found(store: Store, text: str, meant: Sequence[Match], day: Day | None) -> list[MeasureSeries]:
    """The measures meant, those of the things meant with only the figures about them, and the money."""
    fit = {match.thing.id: match.score for match in meant if match.thing.type == MEASURE}
    grants = [match.thing.id for match in meant if match.thing.type == MONEY]
    things = [iri(match.thing.id) for match in meant if match.thing.type not in COUNTS]
    scores = {iri(match.thing.id).value: match.score for match in meant}
    # By measure the figures that are told of it; an empty name stands for all.
    only: dict[str, set[str]] = {name: {""} for name in fit}
    for row in run(store, "figures-about", thing=things):
        if value(row, "grant"):
            grants.append(identifier(value(row, "grant")))
        else:
            name = identifier(value(row, "measure"))
            only.setdefault(name, set()).add(identifier(value(row, "figure")))
            fit[name] = max(fit.get(name, 0.0), scores[value(row, "thing")])
    found = _measured(store, only, fit, day)
    sums = money(store, list(dict.fromkeys(grants)), day)
    if sums:
        found.append(measured(Thing("", f"Money: {phrasing.plain_words(text)}", MONEY), sums))
    return found


def _measured(
    store: Store, only: Mapping[str, set[str]], fit: Mapping[str, float], day: Day | None
) -> list[MeasureSeries]:
    """Each measure with its figures, all or the named ones: best named first, then most dated figures, the
    parts after their whole."""
    nodes = [iri(name) for name in only]
    described = describe(store, [node.value for node in nodes])
    things = dict(zip(described, with_areas(store, list(described.values())), strict=True))
    about = {identifier(value(row, "measure")): row for row in run(store, "measures", measure=nodes)}
    figures = figures_of(store, list(only), day)
    found = {}
    for name, figured in only.items():
        thing = things[iri(name).value]
        chosen = [one for one in figures.get(name, []) if "" in figured or one.id in figured]
        found[name] = measured(thing, chosen, _facts(about.get(name, {}), thing.label))
    whole = {name: identifier(value(row, "whole")) for name, row in about.items()}
    return [found[name] for name in _ordered(found, fit, whole)]


def _ordered(
    found: Mapping[str, MeasureSeries], fit: Mapping[str, float], whole: Mapping[str, str]
) -> list[str]:
    """The names of measures, best named first, then most dated figures; parts after their whole."""

    def own(name: str) -> tuple[bool, float, int, str]:
        dated = sum(bool(one.period) for one in found[name].observations)
        # To a tenth, because smaller differences of fit say less than how much is known.
        return fit.get(name, 0) < SAID_PLAINLY, -round(fit.get(name, 0), 1), -dated, name

    lead = {name: whole[name] if whole.get(name) in found else name for name in found}
    return sorted(found, key=lambda name: (own(lead[name]), name != lead[name], own(name)))


def _facts(row: Row, label: str) -> list[tuple[str, str]]:
    """What is known of a measure beside its figures, without what its name says already."""
    known = ((head.replace("_", " "), value(row, head)) for head in FACTS)
    return [(head, fact) for head, fact in known if fact and fact.casefold() != label.casefold()]


def _areas(found: Sequence[MeasureSeries]) -> list[str]:
    return sorted({one.area for each in found for one in each.observations if one.area})


def _in_area(each: MeasureSeries, places: Collection[str]) -> MeasureSeries:
    return measured(each.thing, [one for one in each.observations if one.area in places], each.facts)


def _speaking(store: Store, meant: Sequence[Match]) -> tuple[str, ...]:
    """The documents that speak of what was meant, in which a figure of it would stand."""
    places = evidence(store, [iri(match.thing.id).value for match in meant])
    return tuple(sorted({place.document for places_of in places.values() for place in places_of}))
