"""Where threads lead: priorities of police and crime plans, boards and figures; and why one ends elsewhere.

Which plans are police and crime plans is known by their kind in the graph, never by a name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from goldthread.graph.query.library import identifier, iri, run, value
from goldthread.graph.query.links import links
from goldthread.graph.query.searches import Search, where
from goldthread.graph.results import phrasing
from goldthread.graph.results.answers import INFERRED, STATED, Answer, Thing
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.dates import day_of
from goldthread.graph.text.english import listed
from goldthread.graph.threads.model import Branch, Thread, added, leading
from goldthread.graph.threads.steps import ELSEWHERE, once
from goldthread.ontology.terms import SERVING

GOALS = {"pcp": "a priority of a police and crime plan", "board": "a board", "figure": "a figure"}
AS_A_WHOLE = "the thread reaches this plan as a whole; none of its priorities is named"
HERE, NO_ALIGNMENT = "the thread ends here", "no alignment to a police and crime plan is recorded; {}"
AGAIN = f"{HERE}, as told above"
# Relations by which something is part of a whole, for which another may answer.
WHOLES = ("isPartOf", phrasing.LISTED)
UNSAID = {"", AGAIN, ELSEWHERE}

Searches = Mapping[str, Sequence[Search]]


@dataclass(frozen=True)
class Goals:
    """The police and crime plans by identifier, and their priorities with the plan of each."""

    plans: dict[str, str]
    priorities: dict[str, str]

    @classmethod
    def read(cls, store: Store) -> Goals:
        """Those of a graph."""
        rows = run(store, "police-and-crime-goals")
        priorities = {
            identifier(value(row, "priority")): value(row, "name") for row in rows if "priority" in row
        }
        return cls({identifier(value(row, "plan")): value(row, "name") for row in rows}, priorities)

    def __contains__(self, thing: str) -> bool:
        return thing in self.plans or thing in self.priorities

    def itself(self, thing: str) -> str:
        """What a thing is, if it is one of them; empty if not."""
        if thing in self.plans:
            return "is itself a police and crime plan"
        return f"is itself a priority of {self.priorities[thing]}" if thing in self.priorities else ""

    def ended(self, branches: Iterable[Branch], searches: Searches) -> tuple[Branch, ...]:
        """The branches, each end with what it is, or with why the thread goes no further."""
        return self._ended(branches, searches, set(), beyond_goal=False)

    def _ended(
        self,
        branches: Iterable[Branch],
        searches: Searches,
        told: set[str],
        *,
        beyond_goal: bool,
    ) -> tuple[Branch, ...]:
        done = []
        for branch in branches:
            thing = branch.thing.id if branch.thing else ""
            goal = thing in self.priorities
            end = branch.end
            if not branch.branches and not end:
                end = (
                    f"a priority of {self.priorities[thing]}"
                    if goal
                    else self._end(thing, searches, told, beyond_goal)
                )
            further = self._ended(branch.branches, searches, told, beyond_goal=goal)
            done.append(replace(branch, branches=further, end=end, goal=goal))
        return tuple(done)

    def _end(self, thing: str, searches: Searches, told: set[str], beyond_goal: bool) -> str:
        if thing in self.plans:
            return "" if beyond_goal else AS_A_WHOLE
        if thing in told:
            return AGAIN
        told.add(thing)
        return f"{HERE}: " + NO_ALIGNMENT.format(
            where([search for search in searches.get(thing, ()) if search.relation in SERVING])
        )

    def cut(self, branches: Iterable[Branch]) -> tuple[Branch, ...]:
        """The branches without what lies beyond a priority of a police and crime plan."""
        return tuple(
            replace(branch, branches=(), end=f"a priority of {self.priorities[branch.thing.id]}")
            if branch.goal and branch.thing
            else replace(branch, branches=self.cut(branch.branches))
            for branch in branches
        )

    def ends(self, thing: Thing, branches: Iterable[Branch], searches: Searches) -> list[str]:
        """At which things a thread ends that reaches no priority of a police and crime plan, and why there;
        first at its own."""
        leaves = (
            branch
            for first in branches
            for _, branch in first.steps()
            if branch.thing and branch.end not in UNSAID
        )
        own = [search for search in searches.get(thing.id, ()) if search.relation in SERVING]
        told = {thing.label: NO_ALIGNMENT.format(where(own))} if own else {}
        told |= {
            branch.thing.label: branch.end.removeprefix(f"{HERE}: ") for branch in leaves if branch.thing
        }
        return [f"at “{label}” ({why})" for label, why in told.items()]

    def reached(self, branches: Iterable[Branch]) -> str:
        """A sentence: which priorities of which police and crime plan the branches reach, and how that is
        known."""
        found: dict[str, dict[str, str]] = {}
        for plan, label, basis in self._paths(branches, STATED):
            held = found.setdefault(plan, {})
            held[label] = STATED if STATED in (basis, held.get(label)) else basis
        told = (
            "; ".join(f"{label} ({basis})" for label, basis in labels.items()) for labels in found.values()
        )
        return " ".join(
            f"The thread reaches {plan} at: {labels}." for plan, labels in zip(found, told, strict=True)
        )

    def _paths(self, branches: Iterable[Branch], basis: str) -> Iterator[tuple[str, str, str]]:
        for branch in branches:
            so_far = INFERRED if branch.answer.basis == INFERRED else basis
            if branch.goal and branch.thing:
                yield self.priorities[branch.thing.id], branch.thing.label, so_far
            yield from self._paths(branch.branches, so_far)


def reaching(thread: Thread, goals: Goals) -> Thread:
    """The thread with the priorities of police and crime plans that it reaches said in its text."""
    return replace(thread, text=" ".join(filter(None, [thread.text, goals.reached(thread.up)])))


def only(store: Store, thread: Thread, goals: Goals, searches: Searches, to: str) -> Thread:
    """The thread cut to the paths that end at a goal of GOALS; if there is none, it says so, and where it
    ends."""
    if to == "pcp":
        cut = reaching(replace(thread, up=goals.cut(leading(thread.up, lambda branch: branch.goal))), goals)
    elif to == "board":
        down = added(thread.down, _boards(store, thread, thread.down))
        bodies, down = (leading(branches, _is_board) for branches in (thread.bodies, down))
        cut = replace(thread, bodies=bodies, down=down)
        if not bodies and not down:
            cut = _through_wholes(store, cut)
    else:
        cut = replace(thread, down=leading(thread.down, lambda branch: branch.thing is None))
    cut = replace(cut, to=to, empty={**thread.empty, **_lost(thread, cut, goals, searches, to)})
    if cut.reply().answers:
        return cut
    name = phrasing.named(thread.thing)
    told = goals.itself(thread.thing.id) if to == "pcp" else ""
    return replace(
        cut,
        text=f"{f'{name} {told}' if told else f'No path from {name} to {GOALS[to]} is recorded'}. "
        f"{thread.text}",
    )


def _lost(thread: Thread, cut: Thread, goals: Goals, searches: Searches, to: str) -> dict[str, str]:
    """What to say of each part that has steps, none of which leads to the goal."""
    told = {
        name: f"What is recorded here does not lead to {GOALS[to]}"
        for name in ("bodies", "down")
        if getattr(thread, name)
    }
    if thread.up and thread.thing.id not in goals:
        told["up"] = f"The thread ends {listed(goals.ends(thread.thing, thread.up, searches), 4)}"
    elif itself := goals.itself(thread.thing.id):
        told["up"] = f"It {itself}"
    return {name: text for name, text in told.items() if not getattr(cut, name)}


def _through_wholes(store: Store, thread: Thread) -> Thread:
    """The thread to the boards that answer for the plan or priority of which a thing is a part."""
    whole = _wholes(thread.up)
    bodies = leading(_open(added(whole, _boards(store, thread, whole))), _is_board)
    steps = (branch for first in bodies for _, branch in first.steps() if _is_board(branch))
    boards = dict.fromkeys(branch.thing.shown for branch in steps if branch.thing)
    told = f" What it is part of leads to {listed(list(boards), 3)}." if boards else ""
    return replace(thread, bodies=bodies, text=thread.text + told)


def _wholes(branches: Iterable[Branch]) -> tuple[Branch, ...]:
    """The steps upward to what something is part of or listed under, and no others."""
    return tuple(
        replace(branch, branches=_wholes(branch.branches))
        for branch in branches
        if branch.answer.property in WHOLES
    )


def _open(branches: Iterable[Branch]) -> tuple[Branch, ...]:
    """The branches, of which none ends where others stand beyond it."""
    return tuple(
        replace(branch, branches=_open(branch.branches), end="" if branch.branches else branch.end)
        for branch in branches
    )


def _boards(
    store: Store, thread: Thread, branches: Sequence[Branch]
) -> Callable[[Branch], tuple[Branch, ...]]:
    """The boards that answer for each thing of these branches, as steps beyond it."""
    reached = dict.fromkeys(
        branch.thing.id for first in branches for _, branch in first.steps() if branch.thing
    )
    rows = run(store, "owner-links", thing=[iri(thing) for thing in reached])
    of: dict[str, list[Answer]] = {}
    for answer in once(links(store, [value(row, "link") for row in rows], day_of(thread.as_of))):
        if answer.object and answer.object.type == "Board":
            of.setdefault(answer.subject.id, []).append(answer)

    def answering(branch: Branch) -> tuple[Branch, ...]:
        known = of.get(branch.thing.id, ()) if branch.thing and branch.end != ELSEWHERE else ()
        return tuple(Branch(answer, answer.object, True) for answer in known)

    return answering


def _is_board(branch: Branch) -> bool:
    return branch.thing is not None and branch.thing.type == "Board"
