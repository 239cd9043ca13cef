"""Finds what became of each thing from one side of a comparison to the next, and how that is known.

Links and recorded changes come first, then that the same thing stands in both. What is left over is left
open, because silence is not an end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from goldthread.graph.comparison.contents import Item
from goldthread.graph.comparison.lineage import (
    LineagePath,
    Pairs,
    RecordedChange,
    groups_of,
    joined,
    name_words,
    of_one_name,
)
from goldthread.graph.comparison.model import Change, ChangeKind, Interval
from goldthread.graph.comparison.transition import Transition
from goldthread.graph.results import phrasing
from goldthread.graph.results.answers import INFERRED, NONE_FOUND, STATED, Thing

# The statuses by which a document itself says that a thing is still to come.
EXPECTED = {"planned", "to be established", "in development"}
# What stands under a thing and carries its concern on: of anything else under it, such as its measures, it
# would be too much to say that the thing goes on in it.
CONCERNS = {"KeyIssue", "Objective", "Priority", "Deliverable"}
REPLACING = {"replaced", "replaces"}
# What a group is, by whether several earlier and whether several later things are in it.
SHAPES = {
    (False, False): ChangeKind.RENAMED,
    (True, False): ChangeKind.MERGED,
    (False, True): ChangeKind.SPLIT,
    (True, True): ChangeKind.REGROUPED,
}


@dataclass(frozen=True)
class ChangeFinder:
    """What became of the things of one kind in the step from one side to the next."""

    transition: Transition
    kind: str

    @property
    def earlier(self) -> Mapping[str, Item]:
        """The things of the kind that the earlier side names."""
        return self.transition.earlier.items[self.kind]

    @property
    def later(self) -> Mapping[str, Item]:
        """The things of the kind that the later side names."""
        return self.transition.later.items[self.kind]

    def changes(self) -> list[Change]:
        """What has a link, a change or stands in both first, what is left open last."""
        pairs = self._pairs()
        groups = list(groups_of(pairs))
        matched_before = {thing for olds, _ in groups for thing in olds}
        matched_after = {thing for _, news in groups for thing in news}
        found = [self._matched(olds, news, pairs) for olds, news in groups]
        found += [
            self._left_behind(thing, item)
            for thing, item in self.earlier.items()
            if thing not in matched_before
        ]
        parts = {
            item.thing.id for change in found if change.change == ChangeKind.PART for item in change.after
        }
        found += [
            self._added(thing, item)
            for thing, item in self.later.items()
            if thing not in matched_after and item.thing.id not in parts
        ]
        return found

    def _pairs(self) -> Pairs:
        """The earlier and later things that belong together as wholes, with the path between them."""
        in_both = {(thing, thing): LineagePath() for thing in self.later if thing in self.earlier}
        # What another area calls by the same name is another thing.
        step = Interval(self.transition.before, self.transition.after)
        named_alike = {} if step.side_by_side else of_one_name(self.earlier, self.later)
        return named_alike | in_both | self._against_the_order() | self._in_order()

    def _against_the_order(self) -> Pairs:
        """The things that only the earlier side names and that carry on one of the later's: a board may have
        taken over from another that a later document still names."""
        return {
            (old, new): path
            for old in self.earlier
            if old not in self.later
            for new, path in self.transition.succession.origins(old, self.later).items()
            if not path.in_part
        }

    def _in_order(self) -> Pairs:
        """The later things that carry on earlier ones."""
        return {
            (old, new): path
            for new in self.later
            for old, path in self.transition.paths[new].items()
            if old in self.earlier and not path.in_part
        }

    def _matched(self, olds: Sequence[str], news: Sequence[str], pairs: Pairs) -> Change:
        """Things that belong together: kept or renamed one to one, else merged or split."""
        renamings = self._renamings(olds, news)
        recorded = joined(path for (old, new), path in pairs.items() if old in olds and new in news)
        path = LineagePath((*recorded.steps, *renamings))
        change = self._kind_of_match(olds, news, path, renamed=bool(renamings))
        one_to_one = len(olds) == len(news) == 1
        return self._known(
            self._change(change, [self.earlier[old] for old in olds], [self.later[new] for new in news]),
            path,
            why=path.why or ("" if path.steps else self._stands_in_both(olds, news)),
            note=_differences(self.earlier[olds[0]].thing, self.later[news[0]].thing) if one_to_one else "",
        )

    def _renamings(self, olds: Sequence[str], news: Sequence[str]) -> list[RecordedChange]:
        """The recorded changes of name of what stands in both."""
        return [
            step
            for new in news
            if new in olds
            for step in self.transition.succession.changes(new, "renamed")
            if self.transition.falls_between(step)
        ]

    def _kind_of_match(
        self, olds: Sequence[str], news: Sequence[str], path: LineagePath, *, renamed: bool
    ) -> ChangeKind:
        shape = SHAPES[self._entries(olds) > 1, self._entries(news) > 1]
        if shape != ChangeKind.RENAMED:
            return shape
        old_names = {name_words(self.earlier[old]) for old in olds}
        new_names = {name_words(self.later[new]) for new in news}
        if old_names & new_names and not renamed:
            return ChangeKind.KEPT
        replaced = any(step.how in REPLACING for step in path.steps)
        return ChangeKind.REPLACED if replaced else ChangeKind.RENAMED

    def _entries(self, things: Sequence[str]) -> int:
        """How many different things a group is of: what closely matches another counts as one with it."""
        known = self.transition.succession
        return len({min(known.equivalents(thing, things)) for thing in things})

    def _stands_in_both(self, olds: Sequence[str], news: Sequence[str]) -> str:
        if not set(olds) & set(news):
            return "The same name stands in both."
        # A board's list already says when it was last named.
        last = "" if self.kind == "boards" else self.transition.last_named(self.later[news[0]])
        return f"It stands in both{last}."

    def _left_behind(self, thing: str, item: Item) -> Change:
        """What became of a thing that nothing of its kind carries on as a whole."""
        # A body that carries on a partner does not thereby become a partner itself.
        if self.kind == "partners":
            return self._only_earlier(thing, item)
        return (
            self._carried_on_in_part(thing, item)
            or self._carried_on_as_another_kind(thing, item)
            or self._carried_on_by_what_is_under_it(thing, item)
            or self._gone(thing, item)
            or self._only_earlier(thing, item)
        )

    def _carried_on_in_part(self, thing: str, item: Item) -> Change | None:
        parts = {
            new: path
            for new, path in self.transition.carried_on(thing).items()
            if path.in_part and new in self.later
        }
        if not parts:
            return None
        change = self._change(ChangeKind.PART, [item], [self.later[new] for new in parts])
        return self._known(change, joined(parts.values()))

    def _carried_on_as_another_kind(self, thing: str, item: Item) -> Change | None:
        carried = self.transition.carried_on(thing)
        others = {new: path for new, path in carried.items() if new not in self.later}
        if not others:
            return None
        news = [_by_its_type(self.transition.later.all[new]) for new in others]
        return self._known(self._change(ChangeKind.OTHER, [item], news), joined(others.values()))

    def _carried_on_by_what_is_under_it(self, thing: str, item: Item) -> Change | None:
        """That a concern listed under a thing goes on, as whatever it does."""
        earlier, later = self.transition.earlier.all, self.transition.later.all
        own = {part for part, held in earlier.items() if thing in held.under and held.thing.type in CONCERNS}
        links = [
            (new, part, path)
            for new, paths in self.transition.paths.items()
            for part, path in paths.items()
            if part in own
        ]
        if not links:
            return None
        path = joined(path for *_, path in links)
        names = "; ".join(dict.fromkeys(earlier[part].thing.label for _, part, _ in links))
        news = [
            later[new] if new in self.later else _by_its_type(later[new])
            for new in dict.fromkeys(new for new, *_ in links)
        ]
        why = f"What was listed under it is carried on: {names}. {path.why}"
        return self._known(self._change(ChangeKind.PART, [item], news), path, why)

    def _gone(self, thing: str, item: Item) -> Change | None:
        """The end of a thing, if a recorded change or a later document says so."""
        if ends := self.transition.ends(thing):
            return self._known(self._change(ChangeKind.GONE, [item], []), LineagePath(tuple(ends)))
        if places := self.transition.end_told(thing, item):
            gone = self._change(ChangeKind.GONE, [item], [])
            told = "A later document tells that it has ended."
            return replace(gone, basis=STATED, why=told, evidence=places)
        return None

    def _only_earlier(self, thing: str, item: Item) -> Change:
        """That the later side does not name a thing, and what another document makes of it, if any does."""
        why = self.transition.not_named(
            self.kind, self.transition.after, "the documents do not say what became of it"
        )
        note = self.transition.carried_on_elsewhere(self.kind, thing)
        return replace(self._change(ChangeKind.BEFORE, [item], []), basis=NONE_FOUND, why=why, note=note)

    def _added(self, thing: str, item: Item) -> Change:
        """Where a thing comes from that carries on nothing of its kind as a whole."""
        origins = self.transition.paths[thing]
        if parts := {old: path for old, path in origins.items() if old in self.earlier}:
            change = self._change(ChangeKind.PART, [self.earlier[old] for old in parts], [item])
            return self._known(change, joined(parts.values()))
        if origins and self.kind != "partners":
            olds = [_by_its_type(self.transition.earlier.all[old]) for old in origins]
            return self._known(self._change(ChangeKind.OTHER, olds, [item]), joined(origins.values()))
        return self._new(thing, item) or self._only_later(item)

    def _new(self, thing: str, item: Item) -> Change | None:
        """The beginning of a thing, if a recorded change says so, or a document that it is still to come."""
        new = self._change(ChangeKind.NEW, [], [item])
        foundings = self.transition.succession.changes(thing, "established")
        if founded := [step for step in foundings if self.transition.falls_between(step)]:
            return self._known(new, LineagePath(tuple(founded)))
        if item.thing.status in EXPECTED:
            return replace(new, basis=STATED, why=f"It is {item.thing.status} there.")
        return None

    def _only_later(self, item: Item) -> Change:
        why = self.transition.not_named(self.kind, self.transition.before, "no document says that it is new")
        return replace(self._change(ChangeKind.AFTER, [], [item]), basis=NONE_FOUND, why=why)

    def _change(self, change: ChangeKind, olds: Iterable[Item], news: Iterable[Item]) -> Change:
        return Change(self.kind, change, _by_label(olds), _by_label(news))

    def _known(self, change: Change, path: LineagePath, why: str = "", note: str = "") -> Change:
        """A change with how it is known, and where the steps stand that bear it out."""
        places = dict.fromkeys(place for step in path.steps for place in self.transition.evidence[step.link])
        basis = path.basis if path.steps else INFERRED
        return replace(change, basis=basis, why=why or path.why, note=note, evidence=tuple(places))


def _differences(old: Thing, new: Thing) -> str:
    """How tier and status differ, where both sides give them."""
    pairs = (("tier", old.tier, new.tier), ("status", old.status, new.status))
    differing = [(name, was, now) for name, was, now in pairs if was and now and was != now]
    return ". ".join(f"Its {name}: {was}, then {now}" for name, was, now in differing)


def _by_its_type(item: Item) -> Item:
    """A thing of another kind, with what it is in place of its list."""
    return replace(item, heading=phrasing.kind(item.thing))


def _by_label(items: Iterable[Item]) -> tuple[Item, ...]:
    unique = {item.thing.id: item for item in items}
    return tuple(sorted(unique.values(), key=lambda item: item.thing.label))
