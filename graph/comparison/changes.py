"""What two sides name goes in; what became of each thing from the one to the other comes out, with how that
is known.

Links and recorded changes come first, then that the same thing stands in both. What is left over is left
open, because silence is not an end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from goldthread.graph.comparison.contents import Contents, Item
from goldthread.graph.comparison.lineage import (
    LineagePath,
    RecordedChange,
    Succession,
    bare,
    groups_of,
    of_one_name,
)
from goldthread.graph.comparison.model import Change, ChangeKind, Interval
from goldthread.graph.comparison.sides import Side
from goldthread.graph.query.library import describe, evidence
from goldthread.graph.results import phrasing
from goldthread.graph.results.answers import INFERRED, NONE_FOUND, STATED, Evidence, Thing
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.dates import spoken

EXPECTED, ENDED = {"planned", "to be established", "in development"}, "ended"
CONCERNS = {"KeyIssue", "Objective", "Priority", "Deliverable"}
ENDING, REPLACING = {"replaced", "merged", "split"}, {"replaced", "replaces"}
SHAPES = {
    (False, False): ChangeKind.RENAMED,
    (True, False): ChangeKind.MERGED,
    (False, True): ChangeKind.SPLIT,
    (True, True): ChangeKind.REGROUPED,
}
AS_MEMBER = {"partners": "as a member "}
Ways = Mapping[str, Mapping[str, LineagePath]]


@dataclass(frozen=True)
class ChangeFinder:
    """Two sides, what each names, and what the graph knows of what carries on what."""

    store: Store
    known: Succession
    before: Side
    after: Side
    was: Contents
    now: Contents
    ways: Ways
    then: Mapping[str, Thing]
    borne_out: Mapping[str, tuple[Evidence, ...]]

    def shifts(self, kind: str) -> list[Change]:
        """What became of the things of a kind: what has a link, a change or stands in both first, what is
        left open last."""
        earlier, later = self.was.items[kind], self.now.items[kind]
        pairs = {
            **of_one_name(earlier, later),
            **{(thing, thing): LineagePath() for thing in later if thing in earlier},
        }
        pairs |= {
            (old, new): way
            for old in earlier
            for new, way in self.known.origins(old, later).items()
            if old not in later and not way.in_part
        }
        pairs |= {
            (old, new): way
            for new in later
            for old, way in self.ways[new].items()
            if old in earlier and not way.in_part
        }
        groups = list(groups_of(pairs))
        found = [self._group(kind, olds, news, pairs) for olds, news in groups]
        matched = (
            {thing for olds, news in groups for thing in olds},
            {thing for olds, news in groups for thing in news},
        )
        found += [
            self._left(kind, earlier[thing], thing, later) for thing in earlier if thing not in matched[0]
        ]
        told = {item.thing.id for shift in found if shift.change == ChangeKind.PART for item in shift.after}
        found += [
            self._come(kind, item, thing, earlier)
            for thing, item in later.items()
            if thing not in matched[1] and item.thing.id not in told
        ]
        return found

    def _group(
        self,
        kind: str,
        olds: Sequence[str],
        news: Sequence[str],
        pairs: Mapping[tuple[str, str], LineagePath],
    ) -> Change:
        """Things that belong together by links: kept or renamed one to one, else merged or split."""
        earlier, later = self.was.items[kind], self.now.items[kind]
        entries = [len({min(self.known.twins(thing, group)) for thing in group}) for group in (olds, news)]
        renamings = [
            step
            for new in news
            for step in self.known.changes(new, "renamed")
            if new in olds and self._between(step)
        ]
        change = SHAPES[entries[0] > 1, entries[1] > 1]
        if (
            change == ChangeKind.RENAMED
            and not renamings
            and {bare(earlier[old]) for old in olds} & {bare(later[new]) for new in news}
        ):
            change = ChangeKind.KEPT
        way = LineagePath(
            tuple(
                dict.fromkeys(
                    step
                    for (old, new), path in pairs.items()
                    if old in olds and new in news
                    for step in path.steps
                )
            )
        )
        way = LineagePath((*way.steps, *renamings))
        if change == ChangeKind.RENAMED and any(step.how in REPLACING for step in way.steps):
            change = ChangeKind.REPLACED
        last = "" if kind == "boards" else self._last_named(later[news[0]])
        both = f"It stands in both{last}." if set(olds) & set(news) else "The same name stands in both."
        why = way.why or ("" if way.steps else both)
        moved = _moved(earlier[olds[0]].thing, later[news[0]].thing) if len(olds) == len(news) == 1 else ""
        return self._known(
            _shift(kind, change, [earlier[old] for old in olds], [later[new] for new in news]),
            way,
            why,
            moved,
        )

    def _left(self, kind: str, item: Item, thing: str, later: Mapping[str, Item]) -> Change:
        """What became of a thing that nothing of its kind carries on as a whole."""
        carried = [(new, way) for new, ways in self.ways.items() if (way := ways.get(thing))]
        if kind == "partners":
            return self._open(kind, item, thing)
        parts = [(new, way) for new, way in carried if way.in_part and new in later]
        own = {
            part
            for part, inner in self.was.all.items()
            if thing in inner.under and inner.thing.type in CONCERNS
        }
        inner = [
            (new, way, part) for new, ways in self.ways.items() for part, way in ways.items() if part in own
        ]
        if parts:
            return self._known(
                _shift(kind, ChangeKind.PART, [item], [later[new] for new, _ in parts]),
                _one(way for _, way in parts),
            )
        if others := [(new, way) for new, way in carried if new not in later]:
            news = [_of_kind(self.now.all[new]) for new, _ in others]
            return self._known(_shift(kind, ChangeKind.OTHER, [item], news), _one(way for _, way in others))
        if inner:
            names = "; ".join(dict.fromkeys(self.was.all[part].thing.label for *_, part in inner))
            way = _one(way for _, way, _ in inner)
            items = {new: self.now.all[new] for new, *_ in inner}
            news = [found if new in later else _of_kind(found) for new, found in items.items()]
            why = f"What was listed under it is carried on: {names}. {way.why}"
            return self._known(_shift(kind, ChangeKind.PART, [item], news), way, why)
        return self._gone(kind, item, thing) or self._open(kind, item, thing)

    def _gone(self, kind: str, item: Item, thing: str) -> Change | None:
        """The end of a thing, if a recorded change or a later document says so."""
        ending = [
            step
            for step in self.known.steps
            if step.earlier == thing and step.how in ENDING and step.later != thing and self._between(step)
        ]
        if ending:
            return self._known(_shift(kind, ChangeKind.GONE, [item], []), LineagePath(tuple(ending)))
        if self.then[thing].status != ENDED or item.thing.status == ENDED:
            return None
        newer = tuple(
            place
            for place in evidence(self.store, [thing])[thing]
            if self.before.newest < place.date <= self.after.last
        )
        told = "A later document tells that it has ended."
        return (
            Change(kind, ChangeKind.GONE, before=(item,), basis=STATED, why=told, evidence=newer)
            if newer
            else None
        )

    def _open(self, kind: str, item: Item, thing: str) -> Change:
        """That the later side does not name a thing, and what another document makes of it, if any does."""
        elsewhere = {
            step.later: step.basis
            for step in self.known.after(thing)
            if step.later not in self.now.all or kind == "partners"
        }
        names = [
            f"“{each.label}” ({elsewhere[node]})" for node, each in describe(self.store, elsewhere).items()
        ]
        note = f"Elsewhere it is carried on as {' and '.join(names)}." if names else ""
        why = self._unnamed(kind, self.after, "the documents do not say what became of it")
        return Change(kind, ChangeKind.BEFORE, before=(item,), basis=NONE_FOUND, why=why, note=note)

    def _come(self, kind: str, item: Item, thing: str, earlier: Mapping[str, Item]) -> Change:
        """Where a thing comes from that carries on nothing of its kind as a whole."""
        ways = self.ways[thing]
        if parts := [(old, way) for old, way in ways.items() if old in earlier]:
            return self._known(
                _shift(kind, ChangeKind.PART, [earlier[old] for old, _ in parts], [item]),
                _one(way for _, way in parts),
            )
        if ways and kind != "partners":
            return self._known(
                _shift(kind, ChangeKind.OTHER, [_of_kind(self.was.all[old]) for old in ways], [item]),
                _one(ways.values()),
            )
        if founded := [step for step in self.known.changes(thing, "established") if self._between(step)]:
            return self._known(_shift(kind, ChangeKind.NEW, [], [item]), LineagePath(tuple(founded)))
        if item.thing.status in EXPECTED:
            return Change(
                kind, ChangeKind.NEW, after=(item,), basis=STATED, why=f"It is {item.thing.status} there."
            )
        why = self._unnamed(kind, self.before, "no document says that it is new")
        return Change(kind, ChangeKind.AFTER, after=(item,), basis=NONE_FOUND, why=why)

    def _known(self, shift: Change, way: LineagePath, why: str = "", note: str = "") -> Change:
        """A shift with how it is known, from the steps that bear it out."""
        places = tuple(dict.fromkeys(place for step in way.steps for place in self.borne_out[step.link]))
        return replace(
            shift, basis=way.basis if way.steps else INFERRED, why=why or way.why, note=note, evidence=places
        )

    def _unnamed(self, kind: str, side: Side, open_end: str) -> str:
        """That a side does not name a thing, and what that leaves open where one plan follows the other."""
        if not (self.now if side is self.after else self.was).items[kind]:
            return f"{side.asked} lists no {kind} at all."
        end = "" if Interval(self.before, self.after).side_by_side else f"; {open_end}"
        return f"Not named {AS_MEMBER.get(kind, '')}in {side.asked}{end}."

    def _last_named(self, item: Item) -> str:
        """When the later side last names a thing, if its newest document does not."""
        last = max((place.date for place in item.evidence), default="")
        return f", last named {spoken(last)}" if last and last[:4] < self.after.newest[:4] else ""

    def _between(self, step: RecordedChange) -> bool:
        """Whether a change came after the earlier side and not after the later."""
        return (
            not step.date
            or self.before.newest[: len(step.date)] <= step.date <= self.after.last[: len(step.date)]
        )


def between(
    store: Store, known: Succession, sides: tuple[Side, Side], held: tuple[Contents, Contents]
) -> ChangeFinder:
    """Two sides with the ways by which what the later names carries on what the earlier does."""
    was, now = held
    earlier = was.all
    ways = {
        new: {old: way for old, way in known.origins(new, earlier).items() if old != new} for new in now.all
    }
    then = describe(store, earlier, sides[1].last)
    borne_out = evidence(store, [step.link for step in known.steps])
    before, after = sides
    return ChangeFinder(
        store, known, before=before, after=after, was=was, now=now, ways=ways, then=then, borne_out=borne_out
    )


def current(held: Contents, known: Succession, side: Side) -> Contents:
    """What a side names without what has ended by then, or what another thing that it names has taken the
    place of."""
    items = {}
    for kind, named in held.items.items():
        over = {
            step.earlier
            for thing in named
            for step in known.before(thing)
            if not step.date or step.date <= side.last[: len(step.date)]
        }
        items[kind] = {
            thing: item for thing, item in named.items() if item.thing.status != ENDED and thing not in over
        }
    return replace(held, items=items)


def _moved(old: Thing, new: Thing) -> str:
    """How tier and status differ, where both sides give them."""
    pairs = [
        (name, was, now)
        for name, was, now in (("tier", old.tier, new.tier), ("status", old.status, new.status))
        if was and now
    ]
    return ". ".join(f"Its {name}: {was}, then {now}" for name, was, now in pairs if was != now)


def _shift(kind: str, change: ChangeKind, olds: Iterable[Item], news: Iterable[Item]) -> Change:
    return Change(kind, change, tuple(_sorted(olds)), tuple(_sorted(news)))


def _one(ways: Iterable[LineagePath]) -> LineagePath:
    return LineagePath(tuple(dict.fromkeys(step for way in ways for step in way.steps)))


def _of_kind(item: Item) -> Item:
    """A thing of another kind, with what it is for its list."""
    return replace(item, heading=phrasing.kind(item.thing))


def _sorted(items: Iterable[Item]) -> list[Item]:
    return sorted({item.thing.id: item for item in items}.values(), key=lambda item: item.thing.label)
