"""A golden thread: branches up to plans, and down to work and figures, and its rows and its JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from goldthread.graph.pages.model import period, what
from goldthread.graph.results import phrasing
from goldthread.graph.results.answers import COLUMNS, Answer, LinkedResult, Reply, Thing, row_of
from goldthread.ontology.terms import BODIES


@dataclass(frozen=True)
class Branch:
    """One step of the thread: the link, the thing it leads to (None for a figure), and the steps beyond it.

    `end` says why nothing stands beyond it; `goal` that it is a priority of a police and crime plan.
    """

    answer: Answer
    thing: Thing | None
    upward: bool
    branches: tuple[Branch, ...] = field(default=())
    end: str = ""
    goal: bool = False

    def walk(self) -> Iterator[Answer]:
        """This step and all beyond it."""
        for _, branch in self.steps():
            yield branch.answer

    def steps(self, depth: int = 1) -> Iterator[tuple[int, Branch]]:
        """This step and all beyond it, each with its depth."""
        yield depth, self
        for branch in self.branches:
            yield from branch.steps(depth + 1)

    def filled(self, fill: Callable[[Answer], Answer]) -> Branch:
        """The step and all beyond it, with each answer as `fill` makes it."""
        return replace(
            self, answer=fill(self.answer), branches=tuple(branch.filled(fill) for branch in self.branches)
        )


@dataclass(frozen=True)
class ThreadPart:
    """A part of a thread: its name, its heading, its steps, and what to say where it has none."""

    name: str
    heading: str
    branches: tuple[Branch, ...]
    empty: str


@dataclass(frozen=True)
class Thread(LinkedResult):
    """The golden thread through a thing: what it serves, who answers for it, what serves it, and its figures.

    `to` says that only the paths that end there are kept, of pcp (a priority of a police and crime plan),
    board and figure."""

    columns = ("part", "depth", "direction", *COLUMNS, "end")

    question: str
    thing: Thing
    text: str
    up: tuple[Branch, ...]
    bodies: tuple[Branch, ...]
    down: tuple[Branch, ...]
    figures: tuple[Branch, ...]
    as_of: str | None = None
    others: tuple[str, ...] = ()
    to: str | None = None
    empty: dict[str, str] = field(default_factory=dict)

    def parts(self) -> list[ThreadPart]:
        """The parts with their headings, and what to say where one is empty; with a goal only those that may
        lead to it."""
        all_parts = {
            "up": ThreadPart(
                "up", "What it serves", self.up, "The thread ends here: nothing above it is recorded"
            ),
            "bodies": ThreadPart(
                "bodies", "Who answers for it", self.bodies, "No board, lead or other body is recorded for it"
            ),
            "down": ThreadPart("down", "What serves it", self.down, "No work or report below it is recorded"),
            "figures": ThreadPart(
                "figures", "Figures", self.figures, "No figure of the thing itself is recorded"
            ),
        }
        boards = ("bodies",) if self.thing.type in BODIES else ("bodies", "down")
        wanted = {"pcp": ("up",), "board": boards, "figure": ("figures", "down")}.get(
            self.to or "", tuple(all_parts)
        )
        return [
            replace(all_parts[name], empty=self.empty.get(name, all_parts[name].empty)) for name in wanted
        ]

    def reply(self) -> Reply:
        """The thread as a reply, its steps in the order of the tree."""
        answers = tuple(
            answer for part in self.parts() for branch in part.branches for answer in branch.walk()
        )
        return Reply(
            self.question,
            self.text,
            answers,
            self.as_of,
            not answers,
            did_you_mean=self.others,
            title=self.thing.label,
        )

    def rows(self) -> Iterator[dict[str, str]]:
        """The steps as rows, each with its part, its depth, its direction, and why the thread ends there if
        it does."""
        for part in self.parts():
            for depth, branch in (step for first in part.branches for step in first.steps()):
                way = "up" if branch.upward else "down"
                yield {
                    "part": part.heading,
                    "depth": str(depth),
                    "direction": way,
                    **row_of(branch.answer),
                    "end": branch.end,
                }

    def shown(self) -> Iterator[dict[str, str]]:
        """The steps as they are printed: the part, the step with its depth in marks, how it is known and
        where it stands."""
        for part in self.parts():
            for depth, branch in (step for first in part.branches for step in first.steps()):
                yield {
                    "part": part.heading,
                    "step": f"{'› ' * depth}{step_text(branch)}",
                    "how and where": phrasing.source(branch.answer),
                }

    def to_json(self) -> dict[str, Any]:
        """The envelope, with `to` and `parts`: the trees, whose steps name their answers by number."""
        told, numbers = self.reply().to_json(), iter(range(len(self.reply().answers)))
        told["to"] = self.to
        told["parts"] = [
            {
                "heading": part.heading,
                "steps": [_tree(branch, numbers) for branch in part.branches],
                "empty": part.empty,
            }
            for part in self.parts()
        ]
        return told

    def filled(self, fill: Callable[[Answer], Answer]) -> Thread:
        """The thread with each answer as `fill` makes it, such as with the passages of registered
        documents."""

        def each(branches: tuple[Branch, ...]) -> tuple[Branch, ...]:
            return tuple(branch.filled(fill) for branch in branches)

        up, bodies, down, figures = map(each, (self.up, self.bodies, self.down, self.figures))
        return replace(self, up=up, bodies=bodies, down=down, figures=figures)


def _tree(branch: Branch, numbers: Iterator[int]) -> dict[str, Any]:
    told = {
        "answer": next(numbers),
        "to": branch.thing.id if branch.thing else None,
        "upward": branch.upward,
        "end": branch.end or None,
    }
    return {**told, "steps": [_tree(beyond, numbers) for beyond in branch.branches]}


def step_text(branch: Branch) -> str:
    """One step in words: the relation and the thing it leads to, or the figure."""
    answer = branch.answer
    if branch.thing is None:
        return ", ".join(
            filter(None, [f"{answer.subject.label}: {answer.value} ({answer.relation})", period(answer)])
        )
    forward = answer.object is not None and answer.object.id == branch.thing.id
    words = answer.relation if forward else answer.inverse or answer.relation
    if answer.status and answer.status != "in place":
        words = f"({answer.status}) {words}"
    # Of a link that had ended, when it was so; of the others it is told where they are looked at one by one.
    when = f", {period(answer)}" if answer.has_ended() else ""
    return f"{words} {what(branch.thing)}{when}"


def leading(branches: Iterable[Branch], wanted: Callable[[Branch], bool]) -> tuple[Branch, ...]:
    """Only the paths that end at a wanted step; what was followed elsewhere is kept if its thread leads
    there."""
    branches = tuple(branches)
    reaching: set[str] = set()
    while True:
        kept = _kept(branches, wanted, reaching)
        found = {
            branch.thing.id
            for first in kept
            for _, branch in first.steps()
            if branch.thing and branch.branches
        }
        if found <= reaching:
            return kept
        reaching |= found


def _kept(
    branches: Iterable[Branch], wanted: Callable[[Branch], bool], reaching: set[str]
) -> tuple[Branch, ...]:
    kept = []
    for branch in branches:
        beyond = _kept(branch.branches, wanted, reaching)
        if wanted(branch) or beyond or (branch.thing and branch.thing.id in reaching and not branch.branches):
            kept.append(replace(branch, branches=beyond))
    return tuple(kept)


def added(branches: Iterable[Branch], more: Callable[[Branch], tuple[Branch, ...]]) -> tuple[Branch, ...]:
    """The branches with more steps beyond each that was followed or that ends."""
    return tuple(
        replace(branch, branches=(*more(branch), *added(branch.branches, more))) for branch in branches
    )
