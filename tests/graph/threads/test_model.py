"""A thread's parts, rows and envelope hold every step in the order of the tree."""

from __future__ import annotations

from dataclasses import replace

import pytest

from goldthread.graph.results.answers import Thing
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.threads.builder import trace
from goldthread.graph.threads.model import Thread, added


@pytest.fixture(scope="module")
def thread(tiny: Store) -> Thread:
    return trace(tiny, "Hate Crime")


@pytest.mark.parametrize(
    ("to", "type", "names"),
    [
        (None, "Priority", ["up", "bodies", "down", "figures"]),
        ("pcp", "Priority", ["up"]),
        ("board", "Priority", ["bodies", "down"]),
        ("board", "Board", ["bodies"]),
        ("figure", "Priority", ["figures", "down"]),
    ],
)
def test_the_parts_are_those_that_may_lead_to_the_goal(
    to: str | None, type: str, names: list[str], thread: Thread
) -> None:
    sought = replace(thread, to=to, thing=Thing(id="x", label="X", type=type))
    assert [part.name for part in sought.parts()] == names


def test_an_empty_part_says_what_it_was_given_to_say(thread: Thread) -> None:
    told = replace(thread, empty={"up": "nobody has looked"}).parts()
    assert [part.empty for part in told[:2]] == [
        "nobody has looked",
        "No board, lead or other body is recorded for it",
    ]


def test_rows_and_reply_have_the_steps_in_one_order(thread: Thread) -> None:
    steps = [
        branch.answer for part in thread.parts() for first in part.branches for _, branch in first.steps()
    ]
    assert list(thread.reply().answers) == steps
    rows = list(thread.rows())
    assert [(row["subject"], row["relation"]) for row in rows] == [
        (step.subject.shown, step.relation) for step in steps
    ]
    assert {row["direction"] for row in rows if row["part"] == "What it serves"} == {"up"}


def test_branches_are_added_at_every_step(thread: Thread) -> None:
    asked: list[str] = []

    def count(branch: object) -> tuple[()]:
        asked.append("")
        return ()

    assert added(thread.down, count) == thread.down
    assert len(asked) == sum(1 for first in thread.down for _ in first.steps())


def test_an_answer_is_filled_wherever_it_stands(thread: Thread) -> None:
    first = thread.down[0].filled(lambda answer: replace(answer, why="filled"))
    assert {answer.why for answer in first.walk()} == {"filled"}
