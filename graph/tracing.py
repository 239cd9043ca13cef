"""The name of a thing goes in, its golden thread comes out: a tree up to plans and outcomes, another down to work and figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from goldthread.graph import wording
from goldthread.graph.answers import Answer, Reply, Thing
from goldthread.graph.asking import figures, owner
from goldthread.graph.dating import last_day
from goldthread.graph.linking import links
from goldthread.graph.naming import resolve
from goldthread.graph.questions import iri, run, value
from goldthread.graph.store import Store

DEEPEST = 4


@dataclass(frozen=True)
class Branch:
    """One step of the thread: the link, the thing it leads to (None for a figure), and the steps beyond it."""

    answer: Answer
    thing: Thing | None
    upward: bool
    branches: tuple[Branch, ...] = field(default=())

    def walk(self) -> Iterator[Answer]:
        """This step and all beyond it."""
        yield self.answer
        for branch in self.branches:
            yield from branch.walk()


@dataclass(frozen=True)
class Thread:
    """The golden thread through a thing: what it serves, who carries it, what serves it, and its figures."""

    question: str
    thing: Thing
    text: str
    up: tuple[Branch, ...]
    bodies: tuple[Branch, ...]
    down: tuple[Branch, ...]
    figures: tuple[Branch, ...]
    as_of: str | None = None
    others: tuple[str, ...] = ()

    def parts(self) -> list[tuple[str, tuple[Branch, ...], str]]:
        """The four parts with their headings, and what to say where one is empty."""
        return [
            ("What it serves", self.up, "the documents name nothing above it"),
            ("Who answers for it", self.bodies, "the documents name no board, lead or other body for it"),
            ("What serves it", self.down, "the documents name no work or report below it"),
            ("Figures", self.figures, "the documents give no figure for it"),
        ]

    def reply(self) -> Reply:
        """The thread as a reply, its steps in the order of the tree."""
        answers = tuple(answer for _, branches, _ in self.parts() for branch in branches for answer in branch.walk())
        return Reply(self.question, self.text, answers, self.as_of, not answers, did_you_mean=self.others, title=self.thing.label)


def trace(store: Store, text: str, as_of: str | None = None) -> Thread:
    """The golden thread through a thing, as known on a day.

    Raises NameNotFound, with the nearest names, if nothing is called that.
    """
    meant, others = resolve(store, text)
    thing, day = meant[0].thing, last_day(as_of)
    answered = owner(store, thing.id, as_of)
    bodies = () if answered.none_found else tuple(Branch(answer, answer.object, True) for answer in answered.answers)
    return Thread(
        question=f"What is the golden thread through “{text}”?",
        thing=thing,
        text=answered.text,
        up=_up(store, thing, day, {thing.id}, DEEPEST),
        bodies=bodies,
        down=_down(store, thing, day, {thing.id}, DEEPEST - 1),
        figures=tuple(Branch(answer, None, False) for answer in figures(store, [thing], day)),
        as_of=as_of,
        others=tuple(dict.fromkeys(match.thing.label for match in [*meant[1:], *others]))[:5],
    )


def _up(store: Store, thing: Thing, day: str | None, seen: set[str], left: int) -> tuple[Branch, ...]:
    """The steps above a thing; a thing that the thread already passed is named but not followed again."""
    branches = []
    for answer in links(store, [value(row, "link") for row in run(store, "thread-up", thing=iri(thing.id))], day):
        target = answer.object
        if target is None or answer.subject.id != thing.id:
            continue
        follow = left > 1 and target.id not in seen
        above = _up(store, target, day, seen | {thing.id, target.id}, left - 1) if follow else ()
        branches.append(Branch(answer, target, True, above))
    return tuple(branches)


def _down(store: Store, thing: Thing, day: str | None, seen: set[str], left: int) -> tuple[Branch, ...]:
    branches = []
    for answer in links(store, [value(row, "link") for row in run(store, "thread-down", thing=iri(thing.id))], day):
        source = answer.subject
        follow = left > 1 and source.id not in seen
        below = _down(store, source, day, seen | {thing.id, source.id}, left - 1) if follow else ()
        branches.append(Branch(answer, source, False, below))
    return tuple(branches)


def step_text(branch: Branch) -> str:
    """One step in words: the relation and the thing it leads to, or the figure."""
    answer = branch.answer
    if branch.thing is None:
        return f"{answer.subject.label}: {answer.value} ({answer.relation})"
    words = answer.relation if branch.upward else answer.inverse or answer.relation
    return f"{words} {wording.described(branch.thing)} [{wording.kind(branch.thing)}]"
