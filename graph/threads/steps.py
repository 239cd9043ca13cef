"""Things and the name of a question go in, the steps of a thread come out, level by level, then as branches
without circles.

The steps of each level are asked for together, because a thread of a hundred steps would otherwise be a
hundred questions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from goldthread.graph.query.library import identifier, iri, run, value
from goldthread.graph.query.links import links
from goldthread.graph.results.answers import Answer, Thing
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.threads.model import Branch

ELSEWHERE, NO_FURTHER = "followed elsewhere in this thread", "not followed further here"

Step = tuple[Answer, Thing]


@dataclass(frozen=True)
class Steps:
    """The steps away from each thing, by its identifier: the answer, and the thing to which it leads.

    `more` are the things from which steps are known to lead on that were not read.
    """

    of: dict[str, list[Step]]
    more: set[str]

    @classmethod
    def read(
        cls,
        store: Store,
        start: Iterable[str],
        day: str | None,
        depth: int,
        *,
        upward: bool,
        short: Collection[str] = (),
    ) -> Steps:
        """The steps upward or downward from things, so many levels; from the things of `short` only one
        level."""
        found, level, further = cls({}, set()), list(dict.fromkeys(start)), list[str]()
        for _ in range(depth):
            things = [iri(thing) for thing in level]
            rows = (
                run(store, "thread-up", thing=things) if upward else run(store, "thread-down", thing=things)
            )
            found._add(level, once(links(store, [value(row, "link") for row in rows], day)), upward=upward)
            further += [far.id for near in level if near in short for _, far in found.of[near]]
            level = list(
                dict.fromkeys(
                    far.id
                    for near in level
                    if near not in short
                    for _, far in found.of[near]
                    if far.id not in found.of
                )
            )
        unread = [iri(thing) for thing in dict.fromkeys([*level, *further]) if thing not in found.of]
        rows = run(store, "thread-up", thing=unread) if upward else run(store, "thread-down", thing=unread)
        found.more.update(identifier(value(row, "thing")) for row in rows)
        return found

    def _add(self, level: list[str], answers: list[Answer], *, upward: bool) -> None:
        """Adds the steps from the things of a level."""
        self.of.update((thing, []) for thing in level)
        for answer in answers:
            near, far = (answer.subject, answer.object) if upward else (answer.object, answer.subject)
            if near and far:
                self.of[near.id].append((answer, far))

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
    """Each tie once, as its newest statement has it, with the places of the older statements behind its
    own."""
    kept: dict[tuple[str, str, str], Answer] = {}
    for answer in answers:
        key = _tie(answer)
        first = kept.setdefault(key, answer)
        kept[key] = replace(first, evidence=tuple(dict.fromkeys([*first.evidence, *answer.evidence])))
    return list(kept.values())


def _tie(answer: Answer) -> tuple[str, str, str]:
    """What an answer ties together, and how."""
    return answer.subject.id, answer.property, answer.object.id if answer.object else ""
