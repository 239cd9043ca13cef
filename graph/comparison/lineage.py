"""The things of two sides go in; which of them belong together, by name or by pairs that share one, comes
out."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from goldthread.graph.comparison.contents import Item
from goldthread.graph.query.library import local, run, value
from goldthread.graph.query.names import words
from goldthread.graph.store.base import Term
from goldthread.graph.store.oxigraph import Store


def of_one_name(earlier: Mapping[str, Item], later: Mapping[str, Item]) -> dict[tuple[str, str], LineagePath]:
    """Pairs of different records that bear the same name."""
    names = {bare(item): thing for thing, item in earlier.items()}
    return {
        (names[bare(item)], thing): LineagePath()
        for thing, item in later.items()
        if bare(item) in names and thing not in earlier
    }


def groups_of(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[list[str], list[str]]]:
    """The pairs joined where they share a thing: each group with its earlier and its later things."""
    groups: list[tuple[set[str], set[str]]] = []
    for old, new in pairs:
        joined = [group for group in groups if old in group[0] or new in group[1]]
        groups = [group for group in groups if group not in joined]
        groups.append(
            ({old}.union(*(group[0] for group in joined)), {new}.union(*(group[1] for group in joined)))
        )
    for olds, news in groups:
        yield sorted(olds), sorted(news)


def bare(item: Item) -> tuple[str, ...]:
    """A name's words without what stands in brackets."""
    return words(re.sub(r"\([^)]*\)", " ", item.thing.label))


# MERGED: The links and recorded changes that carry one thing on as another go in; what a later thing comes
# from comes out, step by step.

SAME = {"exactMatch", "closeMatch"}
IN_PART = {"broadMatch", "narrowMatch", "functions-transferred"}
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
    """The steps from a later thing back to an earlier one."""

    steps: tuple[RecordedChange, ...] = ()

    @property
    def in_part(self) -> bool:
        """Whether only a part of the earlier thing is carried on."""
        return any(step.how in IN_PART for step in self.steps)

    @property
    def basis(self) -> str:
        """Stated only if every step is."""
        return "stated" if self.steps and all(step.basis == "stated" for step in self.steps) else "inferred"

    @property
    def why(self) -> str:
        """The reasoning of the steps that were concluded."""
        return " ".join(dict.fromkeys(f"{step.why.rstrip('.')}." for step in self.steps if step.why))


class Succession:
    """All that the graph knows of what carries on what."""

    def __init__(self, steps: Iterable[RecordedChange]) -> None:
        self.steps = list(steps)
        self._back: dict[str, list[RecordedChange]] = {}
        self._beside: dict[str, list[RecordedChange]] = {}
        for step in self.steps:
            if step.how in SAME | IN_PART and step.how != "functions-transferred":
                self._beside.setdefault(step.later, []).append(step)
                self._beside.setdefault(step.earlier, []).append(step)
            elif step.later and step.earlier and step.later != step.earlier:
                self._back.setdefault(step.later, []).append(step)

    def origins(self, later: str, wanted: Collection[str]) -> dict[str, LineagePath]:
        """The wanted things that a thing carries on, each by the shortest way; beyond one only what matches
        it is followed."""
        found: dict[str, LineagePath] = {}
        seen, todo = {later}, deque([(later, LineagePath())])
        while todo:
            node, path = todo.popleft()
            for step, other in self._next(node, beside_only=node in found):
                if other in seen or len(path.steps) >= DEEPEST:
                    continue
                seen.add(other)
                way = LineagePath((*path.steps, step))
                todo.append((other, way))
                if other in wanted:
                    found[other] = way
        return found

    def twins(self, thing: str, among: Collection[str]) -> set[str]:
        """The thing and those among others that are the same or closely match it."""
        return {thing} | {
            other
            for step, other in self._next(thing, beside_only=True)
            if step.how in SAME and other in among
        }

    def after(self, thing: str) -> list[RecordedChange]:
        """The steps by which a thing is carried on."""
        return [step for steps in self._back.values() for step in steps if step.earlier == thing]

    def before(self, thing: str) -> list[RecordedChange]:
        """The steps by which a thing carries on others."""
        return self._back.get(thing, [])

    def changes(self, thing: str, how: str) -> list[RecordedChange]:
        """The recorded changes of a kind of which a thing came out."""
        return [step for step in self.steps if step.later == thing and step.how == how]

    def _next(self, node: str, *, beside_only: bool) -> Iterator[tuple[RecordedChange, str]]:
        for step in () if beside_only else self._back.get(node, ()):
            yield step, step.earlier
        for step in self._beside.get(node, ()):
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
