"""A store, a matrix and plans go in, the plans' work and what is said of it come out: what every kind of gap
is looked for in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pyoxigraph as ox

from goldthread.graph.alignment.gaps import Gap, IndirectSupport, Tally
from goldthread.graph.alignment.matrix import Matrix
from goldthread.graph.lookup.owner import figures
from goldthread.graph.query.library import describe, identifier, iri, run, value
from goldthread.graph.query.links import links
from goldthread.graph.results.answers import Answer, Thing
from goldthread.graph.store.base import Term
from goldthread.graph.store.oxigraph import Store

EMPTY: Mapping[str, Thing] = {}


@dataclass(frozen=True)
class PlanWork:
    """What is looked at: the matrix, the plans whose work is checked, and that work with what it belongs to,
    by identifier."""

    store: Store
    matrix: Matrix
    plans: Sequence[Thing]
    day: str | None
    works: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    things: dict[str, Thing] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)

    @cached_property
    def had(self) -> list[dict[str, Term]]:
        """What the work has, itself or through what it belongs to; asked once for all its needs."""
        return run(
            self.store, "what-deliverables-have", plan=[iri(plan.id) for plan in self.plans], **self.on
        )

    @property
    def on(self) -> dict[str, ox.Literal]:
        """The day, as a question takes it."""
        return {"asOf": ox.Literal(self.day)} if self.day else {}

    def tally(self, kind: str, plan: Thing) -> Tally:
        """The deliverables of a plan, counted also by their kind."""
        mine = self.works.get(plan.id, {})
        return Tally(
            kind, plan.label, len(mine), sorts=tuple(Counter(self.kinds[work] for work in mine).items())
        )

    def gap(self, kind: str, plan: Thing, work: str, softened: Iterable[IndirectSupport]) -> Gap:
        """The gap of a deliverable, with what it belongs to."""
        above = [self.things[bearer].label for bearer in self.works[plan.id][work]]
        return Gap(
            kind,
            plan.label,
            self.things[work],
            "; ".join(above),
            tuple(dict.fromkeys(softened)),
            sort=self.kinds[work],
        )

    def borne(
        self, bearers: Collection[str], nodes: Collection[str], figures_of: Mapping[str, Thing] = EMPTY
    ) -> dict[str, list[Answer]]:
        """By bearer, what the links say of it, and the figures of those things."""
        borne: dict[str, list[Answer]] = {bearer: [] for bearer in bearers}
        for answer in links(self.store, sorted(nodes), self.day):
            for end in filter(None, (answer.subject, answer.object)):
                if end.id in borne:
                    borne[end.id].append(answer)
        for bearer in bearers:
            borne[bearer] += (
                figures(self.store, [figures_of[bearer]], self.day) if bearer in figures_of else []
            )
        return borne


def around(store: Store, matrix: Matrix, plans: Sequence[Thing], day: str | None) -> PlanWork:
    """The deliverables of the plans, and the priorities and larger deliverables above them, as on a day."""
    works: dict[str, dict[str, list[str]]] = {plan.id: {} for plan in plans}
    kinds: dict[str, str] = {}
    for row in run(store, "deliverables-to-check", plan=[iri(plan.id) for plan in plans]):
        kinds[identifier(value(row, "work"))] = value(row, "kind")
        above = works[identifier(value(row, "plan"))].setdefault(identifier(value(row, "work")), [])
        above += [identifier(value(row, "above"))] if value(row, "above") else []
    nodes = [
        iri(node).value for mine in works.values() for work, above in mine.items() for node in (work, *above)
    ]
    things = {identifier(node): thing for node, thing in describe(store, nodes, day).items()}
    return PlanWork(store, matrix, plans, day, works, things, kinds)
