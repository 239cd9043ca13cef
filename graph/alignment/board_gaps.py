"""The boards of the plans' areas for which no document states a deliverable or pledge."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from goldthread.graph.alignment.gaps import Gap, IndirectSupport, Tally
from goldthread.graph.alignment.plan_work import PlanWork
from goldthread.graph.query.library import describe, iri, on_day, run, value
from goldthread.graph.results.answers import STATED, Thing
from goldthread.graph.store.base import NamedNode
from goldthread.ontology.terms import TIERS


@dataclass
class _Mention:
    """When a document last spoke of a board, the areas it lies in, and all that these lie within."""

    last: str
    areas: set[str] = field(default_factory=set)
    within: set[str] = field(default_factory=set)

    def reaches(self, since: str, areas: set[str]) -> bool:
        """Whether it is of a date or later, and of a board in one of the areas, or in none that is known."""
        return self.last >= since and (not self.within or bool(self.within & areas))


def boards_without_work(work: PlanWork, kind: str) -> tuple[list[Gap], list[Tally]]:
    """The boards of the plans' areas that a document spoke of since the plans began, without a stated
    deliverable or pledge; a board belongs to no one plan, so its tier stands in the plan's place."""
    since, areas = _reach(work)
    mentions = {board: mention for board, mention in _mentions(work).items() if mention.reaches(since, areas)}
    things = describe(work.store, mentions, work.day)
    boards = {node: thing for node, thing in things.items() if thing.status != "ended"}
    carried = run(work.store, "what-boards-carry", board=[NamedNode(board) for board in boards])
    said = work.support_of({thing.id for thing in boards.values()}, {value(row, "node") for row in carried})
    found, of = [], Counter[str]()
    for node, board in sorted(boards.items(), key=lambda pair: _rank(pair[1])):
        group = f"{_tier(board)} (named since {since})"
        of[group] += 1
        # A board may carry a priority without any work under it.
        deliverables = [answer for answer in said[board.id] if answer.subject.type != "Priority"]
        if not any(answer.basis == STATED for answer in deliverables):
            under = ", ".join(filter(None, [*sorted(mentions[node].areas), board.status]))
            support = tuple(IndirectSupport(answer) for answer in said[board.id])
            found.append(Gap(kind, group, board, under, support))
    return found, [Tally(kind, group, many) for group, many in of.items()]


def _reach(work: PlanWork) -> tuple[str, set[str]]:
    """The date on which the earliest of the plans began, and the areas of all."""
    rows = run(work.store, "reach-of-plans", plan=[iri(plan.id) for plan in work.plans])
    return min(value(row, "since") for row in rows), {value(row, "area") for row in rows}


def _mentions(work: PlanWork) -> dict[str, _Mention]:
    """By board, what the documents up to the day tell of it."""
    mentions: dict[str, _Mention] = {}
    for row in run(work.store, "boards-to-check", **on_day(work.day)):
        mention = mentions.setdefault(value(row, "board"), _Mention(value(row, "last")))
        if value(row, "area"):
            mention.areas.add(value(row, "area"))
            mention.within.add(value(row, "within"))
    return mentions


def _tier(board: Thing) -> str:
    return board.tier if board.tier and board.tier != "Not stated" else "no tier stated"


def _rank(board: Thing) -> tuple[int, str, str]:
    """The order of boards: by tier, the highest first, then by name; other tiers than the usual ones last."""
    place = TIERS.index(board.tier) if board.tier in TIERS else len(TIERS)
    return place, board.tier or "", board.label
