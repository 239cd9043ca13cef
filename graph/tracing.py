"""The name of a thing goes in, its golden thread comes out: a tree up to plans and outcomes, another down to work and figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

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
    taken = wording.taken(text, meant[:1])
    bodies = () if answered.none_found else tuple(Branch(answer, answer.object, True) for answer in answered.answers)
    return Thread(
        question=f"What is the golden thread through “{text}”?",
        thing=thing,
        text=taken + answered.text,
        up=_up(store, thing, day, {thing.id}, DEEPEST),
        bodies=bodies,
        down=_down(store, thing, day, {thing.id}, DEEPEST - 1),
        figures=tuple(Branch(answer, None, False) for answer in figures(store, [thing], day)),
        as_of=as_of,
        others=tuple(dict.fromkeys(match.thing.label for match in [*meant[1:], *others]))[:5],
    )


def _up(store: Store, thing: Thing, day: str | None, seen: set[str], left: int) -> tuple[Branch, ...]:
    """The steps above a thing; what the thread already passed is named but not followed again."""
    found = links(store, [value(row, "link") for row in run(store, "thread-up", thing=iri(thing.id))], day)
    steps = [(answer, answer.object) for answer in _once(found) if answer.object]
    return _branches(steps, seen, left, lambda target: _up(store, target, day, seen, left - 1), upward=True)


def _down(store: Store, thing: Thing, day: str | None, seen: set[str], left: int) -> tuple[Branch, ...]:
    found = links(store, [value(row, "link") for row in run(store, "thread-down", thing=iri(thing.id))], day)
    steps = [(answer, answer.subject) for answer in _once(found)]
    return _branches(steps, seen, left, lambda source: _down(store, source, day, seen, left - 1), upward=False)


def _branches(
    steps: list[tuple[Answer, Thing]], seen: set[str], left: int, beyond: Callable[[Thing], tuple[Branch, ...]], *, upward: bool
) -> tuple[Branch, ...]:
    branches = []
    for answer, thing in steps:
        follow = left > 1 and thing.id not in seen
        seen.add(thing.id)
        branches.append(Branch(answer, thing, upward, beyond(thing) if follow else ()))
    return tuple(branches)


def _once(answers: list[Answer]) -> list[Answer]:
    """Each tie once, as its newest statement has it, with the places of the older statements behind its own."""
    kept: dict[tuple[str, str, str], Answer] = {}
    for answer in answers:
        key = (answer.subject.id, answer.property, answer.object.id if answer.object else "")
        first = kept.setdefault(key, answer)
        kept[key] = replace(first, evidence=tuple(dict.fromkeys([*first.evidence, *answer.evidence])))
    return list(kept.values())


def step_text(branch: Branch) -> str:
    """One step in words: the relation and the thing it leads to, or the figure."""
    answer = branch.answer
    if branch.thing is None:
        return f"{answer.subject.label}: {answer.value} ({answer.relation})"
    words = answer.relation if branch.upward else answer.inverse or answer.relation
    if answer.status and answer.status != "in place":
        words = f"({answer.status}) {words}"
    return f"{words} {wording.described(branch.thing)} [{wording.kind(branch.thing)}]"
