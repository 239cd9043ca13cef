"""A step from one side of a comparison to the next, made by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pyoxigraph as ox
import pytest

from goldthread.graph.comparison.contents import COMPARED, Contents, Item
from goldthread.graph.comparison.lineage import RecordedChange, Succession
from goldthread.graph.comparison.sides import Side
from goldthread.graph.comparison.transition import Transition
from goldthread.graph.results.answers import Evidence, Thing
from goldthread.graph.store.oxigraph import OxigraphStore


def side(asked: str, date: str) -> Side:
    plan = Thing(f"plan/{asked}", f"Plan {asked}", "Plan", date=date)
    return Side(asked, plan, (Thing(f"doc/{asked}", f"Text of {asked}", "Document", date=date),))


def contents(kind: str, items: Iterable[Item], others: Iterable[Item]) -> Contents:
    own = {item.thing.id: item for item in items}
    by_kind = {each: own if each == kind else {} for each in COMPARED}
    return Contents(by_kind, {**own, **{item.thing.id: item for item in others}})


@pytest.fixture
def step_of() -> Callable[..., Transition]:
    """Makes a step from 2018-05 to 2021-11: the items of a kind on both sides, and the steps between things.

    `others_before` and `others_after` are items of other kinds. Each step has one place, called by its link.
    """

    def made(
        kind: str,
        earlier: Iterable[Item],
        later: Iterable[Item],
        steps: Iterable[RecordedChange] = (),
        *,
        others_before: Iterable[Item] = (),
        others_after: Iterable[Item] = (),
    ) -> Transition:
        known = Succession(steps)
        was, now = contents(kind, earlier, others_before), contents(kind, later, others_after)
        paths = {new: known.origins(new, was.all) for new in now.all}
        return Transition(
            OxigraphStore(ox.Store()),
            known,
            before=side("2018", "2018-05"),
            after=side("2021", "2021-11"),
            earlier=was,
            later=now,
            paths={new: {old: path for old, path in own.items() if old != new} for new, own in paths.items()},
            later_states={thing: item.thing for thing, item in was.all.items()},
            evidence={step.link: (Evidence("Links", "", step.link, ""),) for step in known.steps},
        )

    return made
