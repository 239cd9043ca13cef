"""The sides of a comparison: plans, or plans as on a date, each with the documents that speak for it.

A date stands for the partnership's newest plan by then, and for the documents up to it that tell mostly of
that plan, because a report on another plan may well mention this one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from goldthread.graph.errors import GoldthreadError
from goldthread.graph.query.library import describe, identifier, iri, run, value
from goldthread.graph.query.names import GOOD, find
from goldthread.graph.query.namesakes import areas_of
from goldthread.graph.results.answers import Thing
from goldthread.graph.results.phrasing import plain_words
from goldthread.graph.store.base import Term
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.dates import Day, day_of
from goldthread.graph.text.safe import plain

# A plan that a document sets out, with that document.
Plan = Mapping[str, Term]


@dataclass(frozen=True)
class Side:
    """A plan, at a date if one was given, and the documents that speak for it; `continued` if the plan's own
    is not among them."""

    asked: str
    plan: Thing
    documents: tuple[Thing, ...]
    day: Day | None = None
    continued: bool = False
    area: str = ""

    @property
    def label(self) -> str:
        """How the side is named in an answer."""
        return f"{self.asked} ({self.plan.label})" if self.day else self.plan.label

    @property
    def newest(self) -> str:
        """The date of its newest document."""
        return max(document.date for document in self.documents)

    @property
    def last(self) -> Day:
        """The last day that it stands for."""
        return self.day or day_of(self.newest)


def sides(store: Store, texts: Sequence[str]) -> list[Side]:
    """The sides that names of plans, or dates, stand for, the earliest first.

    Raises GoldthreadError for a name of no plan that can be compared, a date without a plan, or sides that
    are the same.
    """
    plans = sorted(run(store, "plans-set-out"), key=lambda row: value(row, "date"))
    areas = areas_of(store, list(describe(store, [value(row, "plan") for row in plans]).values()))
    texts = [plain_words(plain(text)) for text in texts]
    found = [
        _at(store, plans, areas, text, day) if (day := _day(text)) else _named(store, plans, text)
        for text in texts
    ]
    found = [replace(side, area=areas.get(side.plan.id, "")) for side in found]
    found.sort(key=lambda side: (side.day or side.newest, side.newest))
    return [_after(found[:place], side) for place, side in enumerate(found)]


def _day(text: str) -> Day | None:
    """The last day that a date can mean, None for what is not a date."""
    try:
        return day_of(text)
    except GoldthreadError:
        return None


def _at(store: Store, plans: Sequence[Plan], areas: Mapping[str, str], text: str, day: Day) -> Side:
    """The newest plan of the first kind by a day, with the documents that tell mostly of it."""
    newest = _newest(store, plans, areas, text, day)
    plan, set_out = value(newest, "plan"), value(newest, "date")
    telling = _telling(store).get(plan, {})
    later = [document for document, date in telling.items() if date >= set_out and day.knew(date)]
    documents = dict.fromkeys([value(newest, "document"), *later])
    return _side(store, text, plan, documents, day)


def _newest(store: Store, plans: Sequence[Plan], areas: Mapping[str, str], text: str, day: Day) -> Plan:
    """The newest plan of the first kind by a day; GoldthreadError if there is none or several areas have
    one."""
    first = min(map(_order, plans), default="")
    known = [row for row in plans if _order(row) == first]
    by_then = [row for row in known if day.knew(value(row, "date"))]
    if not by_then:
        hint = f"; the first is of {value(known[0], 'date')}" if known else ""
        raise GoldthreadError(
            f"No document sets out a plan by {text}{hint}. Give a later date, or the name of a plan."
        )
    if len({areas.get(identifier(value(row, "plan")), "") for row in by_then}) > 1:
        labels = _labels(store, by_then)
        raise GoldthreadError(f"Several areas have a plan by {text}; name one: {labels}")
    return by_then[-1]


def _order(plan: Plan) -> str:
    """The place of a plan's kind in the list of kinds, as two digits; a plan of no kind is the last."""
    return value(plan, "order") or "99"


def _labels(store: Store, plans: Sequence[Plan]) -> str:
    things = describe(store, [value(row, "plan") for row in plans])
    return "; ".join(sorted(thing.label for thing in things.values()))


def _telling(store: Store) -> dict[str, dict[str, str]]:
    """For each plan the documents, with their dates, that tell of no other plan as much."""
    most: dict[str, tuple[int, str, str]] = {}
    for row in run(store, "documents-about-plan"):
        statements = int(value(row, "number")), value(row, "plan"), value(row, "date")
        most[value(row, "document")] = max(most.get(value(row, "document"), statements), statements)
    found: dict[str, dict[str, str]] = {}
    for document, (_, plan, date) in most.items():
        found.setdefault(plan, {})[document] = date
    return found


def _named(store: Store, plans: Sequence[Plan], text: str) -> Side:
    """The best fitting plan that a document sets out, with that document."""
    set_out = {identifier(value(row, "plan")) for row in plans}
    matches = [match for match in find(store, text, {"Plan"}) if match.score >= GOOD]
    meant = next((match.thing for match in matches if match.thing.id in set_out), None)
    if meant is None:
        found = (
            f"“{matches[0].thing.label}” is named, but no document here sets it out"
            if matches
            else f"No plan is called “{text}”"
        )
        raise GoldthreadError(
            f"{found}. Plans that can be compared: {_labels(store, plans)}. "
            f"Or give dates, such as 2018 or 2022-07."
        )
    documents = [value(row, "document") for row in plans if identifier(value(row, "plan")) == meant.id]
    return _side(store, text, iri(meant.id).value, documents, None)


def _side(store: Store, asked: str, plan: str, documents: Iterable[str], day: Day | None) -> Side:
    things = describe(store, [plan, *documents])
    dated = sorted((things[name] for name in documents), key=lambda thing: (thing.date, thing.id))
    return Side(asked, things[plan], tuple(dated), day)


def _after(before: Sequence[Side], side: Side) -> Side:
    """A side with only the documents that came after those of earlier sides of the same plan."""
    same = [one for one in before if one.plan.id == side.plan.id]
    earlier = {document.id for one in same for document in one.documents}
    newer = tuple(document for document in side.documents if document.id not in earlier)
    if not newer:
        raise GoldthreadError(
            f"{same[-1].asked} and {side.asked} stand for the same: {side.plan.label}, and no document in "
            f"between. The newest by then is {side.documents[-1].label}."
        )
    return replace(side, documents=newer, continued=True) if same else side
