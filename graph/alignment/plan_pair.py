"""Which two plans are set against each other, by the names that were given and by what is tied to what.

The lower is one that serves, such as a community safety strategy; the upper is the police and crime plan.
"""

from __future__ import annotations

from collections.abc import Sequence

from goldthread.graph.errors import GoldthreadError
from goldthread.graph.query.library import Row, describe, iri, on_day, run, value
from goldthread.graph.query.names import GOOD, find, resolve
from goldthread.graph.query.namesakes import areas_of, only_one
from goldthread.graph.results.phrasing import plain_words
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.dates import Day
from goldthread.graph.text.english import listed

# How many names are looked through for one that can stand in a matrix: things that cannot may fit better. Set
# by hand.
MOST_NAMES = 60
# How far below the best fit of a name, from 0 to 1, a plan still counts as meant. Set by hand: plans of one
# series differ by a year only, and of those meant the likeliest in a matrix is taken.
AS_WELL = 0.06
MOST_TOLD = 4  # plans of several areas that an error names, so that it is a few lines


def pair_of(
    store: Store, plan: str | None, other: str | None, day: Day | None
) -> tuple[str, str, tuple[str, str]]:
    """The two plans by IRI, the lower first, and why each was taken, empty for one that a person named.

    Raises NameNotFound for what nothing is called, GoldthreadError where there is no pair.
    """
    if plan and other:
        below, above = plan_of(store, plan, "below"), plan_of(store, other, "above")
        if below == above:
            raise GoldthreadError(f"“{plan}” and “{other}” are the same plan here; name two plans")
        return below, above, ("", "")
    named = plan_of(store, plan, "below") if plan else None
    pair = _likeliest_pair(store, named, day)
    below, above = value(pair, "below"), value(pair, "above")
    newest = "" if named == below else f"the newest {value(pair, 'kind')} with priorities"
    return below, above, (newest, "" if named == above else _why_above(pair))


def _why_above(pair: Row) -> str:
    tied = value(pair, "ties") != "0"
    return "the police and crime plan that it is tied to" if tied else "the newest police and crime plan"


def _likeliest_pair(store: Store, named: str | None, day: Day | None) -> Row:
    """The pair of plans that the question gives first, with a named one on the side where it can stand;
    GoldthreadError if there is none."""
    if named is None:
        if rows := run(store, "plans-to-align", **on_day(day)):
            alike = [value(row, "below") for row in rows if value(row, "kind") == value(rows[0], "kind")]
            _of_one_area(store, alike, "Several areas have a plan")
            return _tied(store, rows[0], rows, "below")
        by = f" by {day}" if day else ""
        raise GoldthreadError(
            f"The graph holds no plan with priorities beside a police and crime plan{by}; name two: "
            f"goldthread align PLAN PLAN"
        )
    for side in ("below", "above"):
        # Who names a plan means it, even if it, or what it is tied to, began only after the day.
        for asked_on in dict.fromkeys((day, None)):
            for pair in run(store, "plans-to-align", **on_day(asked_on)):
                if value(pair, side) == named:
                    return _tied(store, pair, run(store, "plans-to-align", **on_day(asked_on)), side)
    label = describe(store, [named])[named].label
    raise GoldthreadError(f"The graph holds no priorities of “{label}”; name two plans that have some")


def _tied(store: Store, pair: Row, rows: Sequence[Row], side: str) -> Row:
    """A pair of which one side is meant; GoldthreadError if nothing ties it to the other, of which several
    areas have one."""
    if value(pair, "ties") == "0":
        others = "above" if side == "below" else "below"
        kind = "police and crime plan" if side == "below" else value(pair, "kind")
        alike = [value(row, others) for row in rows if value(row, side) == value(pair, side)]
        _of_one_area(store, alike, f"Several areas have a {kind}, and nothing ties one to the plan")
    return pair


def plan_of(store: Store, text: str, side: str) -> str:
    """The IRI of the plan of a name; of several the one that comes first in pairs, on that side or the other.

    Raises NameNotFound if no plan is called that, GoldthreadError if plans of several areas may be.
    """
    rows = run(store, "plans-to-align")
    sides = (side, "above" if side == "below" else "below")
    known = list(dict.fromkeys(value(row, name) for name in sides for row in rows))
    fits = [
        match
        for match in find(store, text, ("Plan",), most=MOST_NAMES)
        if match.score >= GOOD and iri(match.thing.id).value in known
    ]
    if not fits:
        meant = [match.thing for match in resolve(store, text, ("Plan",))[0]]
        return iri(only_one(text, meant).id).value
    best = max(match.score for match in fits)
    near = [iri(match.thing.id).value for match in fits if match.score >= best - AS_WELL]
    first = min(near, key=known.index)
    # The other side has plans of wider areas, which a name may fit as well.
    on_side = {value(row, side) for row in rows}
    alike = [plan for plan in near if (plan in on_side) is (first in on_side)]
    _of_one_area(store, alike, f"Plans of several areas may be called “{plain_words(text)}”")
    return first


def _of_one_area(store: Store, plans: Sequence[str], told: str) -> None:
    """GoldthreadError, with the plans to choose from, if they are of several areas: one is not the newer
    version of the other."""
    things = list(describe(store, plans).values())
    areas = areas_of(store, things)
    if len(set(areas.values())) > 1:
        labels = dict.fromkeys(f"{thing.label} ({areas[thing.id]})" for thing in things if thing.id in areas)
        raise GoldthreadError(f"{told}; name one: {listed(list(labels), MOST_TOLD)}")
