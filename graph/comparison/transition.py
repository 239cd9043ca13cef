"""What the graph knows of the step from one side of a comparison to the next: lineage, ends and evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from goldthread.graph.comparison.contents import Contents, Item
from goldthread.graph.comparison.lineage import LineagePath, RecordedChange, Succession
from goldthread.graph.comparison.model import Interval
from goldthread.graph.comparison.sides import Side
from goldthread.graph.query.library import describe, evidence
from goldthread.graph.results.answers import Evidence, Thing
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.dates import spoken

ENDED = "ended"
# The recorded changes by which a body ends.
ENDING = {"replaced", "merged", "split"}
# A partner may well go on to exist: what is not named is its membership.
AS_MEMBER = {"partners": "as a member "}


@dataclass(frozen=True)
class Transition:
    """Two sides, what each names, and what is known of how the later's things carry on the earlier's.

    `paths` are by later and earlier thing; `later_states` are the earlier side's things as they stood on the
    later side's last day; `evidence` is by link.
    """

    store: Store
    succession: Succession
    before: Side
    after: Side
    earlier: Contents
    later: Contents
    paths: Mapping[str, Mapping[str, LineagePath]]
    later_states: Mapping[str, Thing]
    evidence: Mapping[str, tuple[Evidence, ...]]

    def carried_on(self, thing: str) -> dict[str, LineagePath]:
        """The later things, of whatever kind, that carry on an earlier one."""
        return {new: paths[thing] for new, paths in self.paths.items() if thing in paths}

    def falls_between(self, step: RecordedChange) -> bool:
        """Whether a change came after the earlier side and not after the later, or has no date."""
        date = step.date
        return not date or (self.before.newest[: len(date)] <= date and self.after.last.knew(date))

    def ends(self, thing: str) -> list[RecordedChange]:
        """The recorded changes in between by which a thing ended."""
        return [
            step
            for step in self.succession.steps
            if step.earlier == thing
            and step.how in ENDING
            and step.later != thing
            and self.falls_between(step)
        ]

    def end_told(self, thing: str, item: Item) -> tuple[Evidence, ...]:
        """The places of later documents by which a thing has ended that the earlier side still names; none if
        it has not."""
        if self.later_states[thing].status != ENDED or item.thing.status == ENDED:
            return ()
        places = evidence(self.store, [thing])[thing]
        return tuple(place for place in places if self.before.newest < place.date <= self.after.last)

    def carried_on_elsewhere(self, kind: str, thing: str) -> str:
        """As what a thing is carried on that the later side does not name, in a sentence; empty if as
        nothing."""
        elsewhere = {
            step.later: step.basis
            for step in self.succession.after(thing)
            if step.later not in self.later.all or kind == "partners"
        }
        things = describe(self.store, elsewhere)
        names = [f"“{thing.label}” ({elsewhere[node]})" for node, thing in things.items()]
        return f"Elsewhere it is carried on as {' and '.join(names)}." if names else ""

    def not_named(self, kind: str, side: Side, left_open: str) -> str:
        """That a side does not name a thing, and what that leaves open where one plan follows the other."""
        contents = self.later if side is self.after else self.earlier
        if not contents.items[kind]:
            return f"{side.asked} lists no {kind} at all."
        end = "" if Interval(self.before, self.after).side_by_side else f"; {left_open}"
        return f"Not named {AS_MEMBER.get(kind, '')}in {side.asked}{end}."

    def last_named(self, item: Item) -> str:
        """When the later side last names a thing, if its newest document does not."""
        last = max((place.date for place in item.evidence), default="")
        return f", last named {spoken(last)}" if last and last[:4] < self.after.newest[:4] else ""


def transition(
    store: Store, known: Succession, sides: tuple[Side, Side], held: tuple[Contents, Contents]
) -> Transition:
    """The step from the first side to the second, with what each of them names."""
    before, after = sides
    earlier, later = held
    return Transition(
        store,
        known,
        before=before,
        after=after,
        earlier=earlier,
        later=later,
        paths={new: _origins(known, new, earlier) for new in later.all},
        later_states=describe(store, earlier.all, after.last),
        evidence=evidence(store, [step.link for step in known.steps]),
    )


def _origins(known: Succession, new: str, earlier: Contents) -> dict[str, LineagePath]:
    """The earlier things that a later one carries on, without itself."""
    return {old: path for old, path in known.origins(new, earlier.all).items() if old != new}


def current(held: Contents, known: Succession, side: Side) -> Contents:
    """What a side names without what has ended by then, or what another thing of its kind that it names has
    taken the place of."""
    items = {}
    for kind, named in held.items.items():
        superseded = {
            step.earlier
            for thing in named
            for step in known.before(thing)
            if not step.date or side.last.knew(step.date)
        }
        items[kind] = {
            thing: item
            for thing, item in named.items()
            if item.thing.status != ENDED and thing not in superseded
        }
    return replace(held, items=items)
