"""The steps of a thread, level by level, and the branches that grow of them without circles."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from goldthread.graph.query.library import identifier, iri, run, value
from goldthread.graph.query.links import LinkReader
from goldthread.graph.results.answers import Answer, Thing
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.threads.model import Branch

ELSEWHERE, NO_FURTHER = "followed elsewhere in this thread", "not followed further here"

Step = tuple[Answer, Thing]


@dataclass(frozen=True)
class StepLinks:
    """The links that lead one step up, or down, from each thing, with the thing at their other end.

    They are the bare shape of a thread, asked for at once however many steps it has; what the links say is
    read afterwards, of all of them together. Whether a link was known on a day is not yet looked at here.
    """

    of: dict[str, list[tuple[str, str]]]
    upward: bool

    @classmethod
    def read(cls, store: Store, start: Iterable[str]) -> tuple[StepLinks, StepLinks]:
        """The links upward and those downward from things, by their identifiers."""
        ways: dict[str, dict[str, list[tuple[str, str]]]] = {"up": {}, "down": {}}
        for row in run(store, "thread-steps", thing=[iri(thing) for thing in dict.fromkeys(start)]):
            near = ways[value(row, "way")].setdefault(identifier(value(row, "near")), [])
            near.append((value(row, "link"), identifier(value(row, "far"))))
        return cls(ways["up"], True), cls(ways["down"], False)

    def ends(self) -> Iterator[str]:
        """The identifiers of all things at the other ends."""
        return (far for ends in self.of.values() for _, far in ends)

    def within(self, start: Iterable[str], depth: int, short: Collection[str] = ()) -> list[str]:
        """The links of so many levels from things; from the things of `short` only those of one level."""
        nodes, passed, level = list[str](), set[str](), list(dict.fromkeys(start))
        for _ in range(depth):
            passed.update(level)
            nodes += [link for near in level for link, _ in self.of.get(near, ())]
            followed = [near for near in level if near not in short]
            ends = (far for near in followed for _, far in self.of.get(near, ()))
            level = [far for far in dict.fromkeys(ends) if far not in passed]
        return nodes

    def steps(
        self, links: LinkReader, start: Iterable[str], depth: int, short: Collection[str] = ()
    ) -> Steps:
        """The steps of so many levels from things, as known on the day for which the links were read."""
        found, level, further = Steps({}, set()), list(dict.fromkeys(start)), list[str]()
        for _ in range(depth):
            nodes = sorted({link for near in level for link, _ in self.of.get(near, ())})
            found.add(level, once(links.answers(nodes)), upward=self.upward)
            further += found.ends(near for near in level if near in short)
            ends = found.ends(near for near in level if near not in short)
            level = [far for far in dict.fromkeys(ends) if far not in found.of]
        unread = [thing for thing in dict.fromkeys([*level, *further]) if thing not in found.of]
        found.more.update(thing for thing in unread if self.of.get(thing))
        return found


@dataclass(frozen=True)
class Steps:
    """The steps away from each thing, by its identifier: the answer, and the thing to which it leads.

    `more` are the things from which steps are known to lead on that were not read.
    """

    of: dict[str, list[Step]]
    more: set[str]

    def add(self, level: list[str], answers: list[Answer], *, upward: bool) -> None:
        """Adds the steps from the things of a level."""
        self.of.update((thing, []) for thing in level)
        for answer in answers:
            near, far = (answer.subject, answer.object) if upward else (answer.object, answer.subject)
            if near and far:
                self.of[near.id].append((answer, far))

    def ends(self, things: Iterable[str]) -> list[str]:
        """The things to which the steps from things lead."""
        return [far.id for thing in things for _, far in self.of[thing]]

    def grown(
        self, first: Sequence[Step], passed: set[str], depth: int, *, upward: bool
    ) -> tuple[Branch, ...]:
        """The branches that begin with these steps; what the thread already passed is named but not followed
        again."""
        new = []
        for _, thing in first:
            new.append(thing.id not in passed)
            passed.add(thing.id)
        branches = []
        for (answer, thing), is_new in zip(first, new, strict=True):
            further = [step for step in self.of.get(thing.id, []) if _tie(step[0]) != _tie(answer)]
            if is_new and depth > 1 and further:
                branches.append(
                    Branch(answer, thing, upward, self.grown(further, passed, depth - 1, upward=upward))
                )
            else:
                end = (NO_FURTHER if is_new else ELSEWHERE) if further or thing.id in self.more else ""
                branches.append(Branch(answer, thing, upward, end=end))
        return tuple(branches)


def once(answers: Iterable[Answer]) -> list[Answer]:
    """Each tie once, as its newest statement has it, with the places of the older ones behind its own."""
    kept: dict[tuple[str, str, str], Answer] = {}
    for answer in answers:
        key = _tie(answer)
        first = kept.setdefault(key, answer)
        kept[key] = replace(first, evidence=tuple(dict.fromkeys([*first.evidence, *answer.evidence])))
    return list(kept.values())


def _tie(answer: Answer) -> tuple[str, str, str]:
    """What an answer ties together, and how."""
    return answer.subject.id, answer.property, answer.object.id if answer.object else ""
