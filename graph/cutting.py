"""A thread goes in with what it should lead to, the thread comes out cut to the paths that do, or with where and why it ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from goldthread.graph.goals import Goals
from goldthread.graph.growing import ELSEWHERE, once
from goldthread.graph.pages.model import listed
from goldthread.graph.query.library import iri, run, value
from goldthread.graph.query.links import links
from goldthread.graph.results import phrasing
from goldthread.graph.results.answers import Answer
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.threads import Branch, Thread, added, leading

GOALS = {"pcp": "a priority of a police and crime plan", "board": "a board", "figure": "a figure"}


def reaching(thread: Thread, goals: Goals) -> Thread:
    """The thread with the priorities of police and crime plans that it reaches said in its text."""
    return replace(thread, text=" ".join(filter(None, [thread.text, goals.reached(thread.up)])))


def only(store: Store, thread: Thread, goals: Goals, to: str, day: str | None) -> Thread:
    """The thread cut to the paths that end at a goal of GOALS; if there is none, it says so, and where it ends."""
    if to == "pcp":
        cut = reaching(replace(thread, up=goals.cut(leading(thread.up, lambda branch: branch.goal))), goals)
    elif to == "board":
        down = added(thread.down, _boards(store, thread, day))
        bodies, down = (leading(branches, _is_board) for branches in (thread.bodies, down))
        cut = replace(thread, bodies=bodies, down=down)
    else:
        cut = replace(thread, down=leading(thread.down, lambda branch: branch.thing is None))
    cut = replace(cut, to=to, empty={**thread.empty, **_lost(store, thread, cut, goals, to)})
    if cut.reply().answers:
        return cut
    name = phrasing.named(thread.thing)
    told = goals.itself(thread.thing.id) if to == "pcp" else ""
    return replace(cut, text=f"{f'{name} {told}' if told else f'No path from {name} to {GOALS[to]} is recorded'}. {thread.text}")


def _lost(store: Store, thread: Thread, cut: Thread, goals: Goals, to: str) -> dict[str, str]:
    """What to say of each part that has steps, none of which leads to the goal."""
    told = {name: f"What is recorded here does not lead to {GOALS[to]}" for name in ("bodies", "down") if getattr(thread, name)}
    if thread.up and thread.thing.id not in goals:
        told["up"] = f"The thread ends {listed(goals.ends(store, thread.thing, thread.up), 4)}"
    elif itself := goals.itself(thread.thing.id):
        told["up"] = f"It {itself}"
    return {name: text for name, text in told.items() if not getattr(cut, name)}


def _boards(store: Store, thread: Thread, day: str | None) -> Callable[[Branch], tuple[Branch, ...]]:
    """The boards that answer for each thing below, as steps beyond it."""
    below = dict.fromkeys(branch.thing.id for first in thread.down for _, branch in first.steps() if branch.thing)
    rows = run(store, "owner-links", thing=[iri(thing) for thing in below])
    of: dict[str, list[Answer]] = {}
    for answer in once(links(store, [value(row, "link") for row in rows], day)):
        if answer.object and answer.object.type == "Board":
            of.setdefault(answer.subject.id, []).append(answer)

    def answering(branch: Branch) -> tuple[Branch, ...]:
        known = of.get(branch.thing.id, ()) if branch.thing and branch.end != ELSEWHERE else ()
        return tuple(Branch(answer, answer.object, True) for answer in known)

    return answering


def _is_board(branch: Branch) -> bool:
    return branch.thing is not None and branch.thing.type == "Board"
