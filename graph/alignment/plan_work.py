"""The work of plans: their deliverables, what each is listed under, and what the links say in support of it.

It is read once, because every kind of gap is looked for in the same work.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from goldthread.graph.alignment.gaps import Gap, IndirectSupport, Tally
from goldthread.graph.alignment.matrix import Matrix
from goldthread.graph.measures.observations import figures
from goldthread.graph.query.library import describe, identifier, iri, on_day, run, value
from goldthread.graph.query.links import links
from goldthread.graph.results.answers import Answer, Thing
from goldthread.graph.store.base import Term
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.dates import Day

NO_FIGURES: Mapping[str, Thing] = {}


@dataclass(frozen=True)
class PlanWork:
    """A matrix, the plans whose work is checked, and that work: by plan each deliverable with what it is
    listed under, the things themselves and the kinds of the deliverables, all by identifier."""

    store: Store
    matrix: Matrix
    plans: Sequence[Thing]
    day: Day | None
    deliverables: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    things: dict[str, Thing] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)

    @cached_property
    def provisions(self) -> list[dict[str, Term]]:
        """The boards, leads, figures and reports that the work has, itself or through what it belongs to;
        asked once for all kinds of gap."""
        plans = [iri(plan.id) for plan in self.plans]
        return run(self.store, "what-deliverables-have", plan=plans, **on_day(self.day))

    def above(self, deliverable: str) -> list[str]:
        """The priorities and larger deliverables that a deliverable is listed under."""
        return next(mine[deliverable] for mine in self.deliverables.values() if deliverable in mine)

    def tally(self, kind: str, plan: Thing) -> Tally:
        """The deliverables of a plan, counted also by their kind."""
        mine = self.deliverables.get(plan.id, {})
        sorts = Counter(self.kinds[deliverable] for deliverable in mine)
        return Tally(kind, plan.label, len(mine), sorts=tuple(sorts.items()))

    def gap(self, kind: str, plan: Thing, deliverable: str, support: Iterable[IndirectSupport]) -> Gap:
        """The gap of a deliverable, with what it is listed under."""
        above = [self.things[bearer].label for bearer in self.deliverables[plan.id][deliverable]]
        return Gap(
            kind,
            plan.label,
            self.things[deliverable],
            "; ".join(above),
            tuple(dict.fromkeys(support)),
            sort=self.kinds[deliverable],
        )

    def support_of(
        self, bearers: Collection[str], nodes: Collection[str], figures_of: Mapping[str, Thing] = NO_FIGURES
    ) -> dict[str, list[Answer]]:
        """By bearer, what the links among the nodes say of it, and the figures of those things."""
        support: dict[str, list[Answer]] = {bearer: [] for bearer in bearers}
        for answer in links(self.store, sorted(nodes), self.day):
            for end in filter(None, (answer.subject, answer.object)):
                if end.id in support:
                    support[end.id].append(answer)
        for bearer in bearers:
            if bearer in figures_of:
                support[bearer] += figures(self.store, [figures_of[bearer]], self.day)
        return support


def work_of(store: Store, matrix: Matrix, plans: Sequence[Thing], day: Day | None) -> PlanWork:
    """The deliverables of the plans, and the priorities and larger deliverables above them, as on a day."""
    deliverables: dict[str, dict[str, list[str]]] = {plan.id: {} for plan in plans}
    kinds: dict[str, str] = {}
    for row in run(store, "deliverables-to-check", plan=[iri(plan.id) for plan in plans]):
        deliverable = identifier(value(row, "work"))
        kinds[deliverable] = value(row, "kind")
        above = deliverables[identifier(value(row, "plan"))].setdefault(deliverable, [])
        if value(row, "above"):
            above.append(identifier(value(row, "above")))
    nodes = [
        iri(thing).value
        for mine in deliverables.values()
        for deliverable, above in mine.items()
        for thing in (deliverable, *above)
    ]
    things = {identifier(node): thing for node, thing in describe(store, nodes, day).items()}
    return PlanWork(store, matrix, plans, day, deliverables, things, kinds)
