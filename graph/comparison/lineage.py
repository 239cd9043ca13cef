"""Matches things of two plans by name, by recorded links, and by the changes that carry one on as another.

Links are followed over several plans, because a thing may be carried on from a plan between the two.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from goldthread.graph.comparison.contents import Item
from goldthread.graph.query.library import local, run, value
from goldthread.graph.query.names import words
from goldthread.graph.results.answers import INFERRED, STATED
from goldthread.graph.store.base import Term
from goldthread.graph.store.oxigraph import Store

SAME = {"exactMatch", "closeMatch"}
# Functions are transferred by a recorded change, which has a direction; a broader or narrower match has none.
TRANSFERRED = "functions-transferred"
IN_PART = {"broadMatch", "narrowMatch", TRANSFERRED}
# The most steps of one lineage, set by hand: enough for a thing that is carried on through several plans, and
# an end to the search where all is linked with all.
DEEPEST = 6


@dataclass(frozen=True)
class RecordedChange:
    """One link or change by which `later` carries on `earlier`; either end of a change may be open."""

    link: str
    later: str
    earlier: str
    how: str
    basis: str = ""
    why: str = ""
    date: str = ""


@dataclass(frozen=True)
class LineagePath:
    """The steps from a later thing back to an earlier one; none where both are one, or bear one name."""

    steps: tuple[RecordedChange, ...] = ()

    @property
    def in_part(self) -> bool:
        """Whether only a part of the earlier thing is carried on."""
        return any(step.how in IN_PART for step in self.steps)

    @property
    def basis(self) -> str:
        """Stated only if every step is."""
        return STATED if self.steps and all(step.basis == STATED for step in self.steps) else INFERRED

    @property
    def why(self) -> str:
        """The reasoning of the steps that were concluded."""
        return " ".join(dict.fromkeys(f"{step.why.rstrip('.')}." for step in self.steps if step.why))


def joined(paths: Iterable[LineagePath]) -> LineagePath:
    """The steps of several paths, each step once."""
    return LineagePath(tuple(dict.fromkeys(step for path in paths for step in path.steps)))


class Succession:
    """All that the graph knows of what carries on what."""

    def __init__(self, steps: Iterable[RecordedChange]) -> None:
        self.steps = list(steps)
        self._predecessors: dict[str, list[RecordedChange]] = {}
        self._matches: dict[str, list[RecordedChange]] = {}
        for step in self.steps:
            if step.how in SAME | IN_PART and step.how != TRANSFERRED:
                self._matches.setdefault(step.later, []).append(step)
                self._matches.setdefault(step.earlier, []).append(step)
            elif step.later and step.earlier and step.later != step.earlier:
                self._predecessors.setdefault(step.later, []).append(step)

    def origins(self, later: str, wanted: Collection[str]) -> dict[str, LineagePath]:
        """The wanted things that a thing carries on, each by the shortest path.

        Beyond a wanted thing only what matches it is followed, because what that one carried on itself is a
        matter between earlier plans.
        """
        found: dict[str, LineagePath] = {}
        seen, open_paths = {later}, deque([(later, LineagePath())])
        while open_paths:
            node, path = open_paths.popleft()
            for step, other in self._neighbours(node, matches_only=node in found):
                if other in seen or len(path.steps) >= DEEPEST:
                    continue
                seen.add(other)
                longer = LineagePath((*path.steps, step))
                open_paths.append((other, longer))
                if other in wanted:
                    found[other] = longer
        return found

    def equivalents(self, thing: str, among: Collection[str]) -> set[str]:
        """The thing and those among others that are the same or closely match it."""
        matches = self._neighbours(thing, matches_only=True)
        return {thing} | {other for step, other in matches if step.how in SAME and other in among}

    def after(self, thing: str) -> list[RecordedChange]:
        """The steps by which a thing is carried on."""
        return [step for steps in self._predecessors.values() for step in steps if step.earlier == thing]

    def before(self, thing: str) -> list[RecordedChange]:
        """The steps by which a thing carries on others."""
        return self._predecessors.get(thing, [])

    def changes(self, thing: str, how: str) -> list[RecordedChange]:
        """The recorded changes of a kind of which a thing came out."""
        return [step for step in self.steps if step.later == thing and step.how == how]

    def _neighbours(self, node: str, *, matches_only: bool) -> Iterator[tuple[RecordedChange, str]]:
        """The steps from a thing, with the thing that each leads to."""
        for step in () if matches_only else self._predecessors.get(node, ()):
            yield step, step.earlier
        for step in self._matches.get(node, ()):
            yield step, step.earlier if step.later == node else step.later


def succession(store: Store) -> Succession:
    """What the graph knows of what carries on what, stated and inferred."""
    rows = sorted(
        run(store, "carried-on"),
        key=lambda row: (value(row, "link"), value(row, "later"), value(row, "earlier")),
    )
    return Succession(map(_change, rows))


def _change(row: Mapping[str, Term]) -> RecordedChange:
    return RecordedChange(
        link=value(row, "link"),
        later=value(row, "later"),
        earlier=value(row, "earlier"),
        how=local(value(row, "how")),
        basis=value(row, "basis"),
        why=value(row, "why") or value(row, "label"),
        date=value(row, "from") or value(row, "date"),
    )


Pairs = dict[tuple[str, str], LineagePath]


def of_one_name(earlier: Mapping[str, Item], later: Mapping[str, Item]) -> Pairs:
    """Pairs of different records that bear the same name."""
    names = {name_words(item): thing for thing, item in earlier.items()}
    return {
        (names[name_words(item)], thing): LineagePath()
        for thing, item in later.items()
        if name_words(item) in names and thing not in earlier
    }


def groups_of(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[list[str], list[str]]]:
    """The pairs joined where they share a thing: each group with its earlier and its later things, by IRI."""
    groups: list[tuple[set[str], set[str]]] = []
    for old, new in pairs:
        shared = [group for group in groups if old in group[0] or new in group[1]]
        groups = [group for group in groups if group not in shared]
        olds = {old}.union(*(group[0] for group in shared))
        news = {new}.union(*(group[1] for group in shared))
        groups.append((olds, news))
    for olds, news in groups:
        yield sorted(olds), sorted(news)


def name_words(item: Item) -> tuple[str, ...]:
    """A name's words without what stands in brackets, which tells lists and abbreviations apart."""
    return words(re.sub(r"\([^)]*\)", " ", item.thing.label))
