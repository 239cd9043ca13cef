"""The golden thread through a thing: a tree up to plans and outcomes, another down to work and figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from goldthread.graph.lookup.owner import Carriers, carrying_rows, owner_reply
from goldthread.graph.measures.observations import FigureRows
from goldthread.graph.query.interpretation import taken
from goldthread.graph.query.library import identifier, iri, local, run, value
from goldthread.graph.query.links import LinkReader
from goldthread.graph.query.names import Match, resolve
from goldthread.graph.query.namesakes import only_one
from goldthread.graph.query.searches import Search, searches_of_each, where
from goldthread.graph.results import phrasing
from goldthread.graph.results.answers import Answer, Reply, Thing
from goldthread.graph.store.base import Term
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.dates import day_of
from goldthread.graph.threads.goals import Goals, only, reaching
from goldthread.graph.threads.model import Branch, Thread, added, step_text
from goldthread.graph.threads.steps import ELSEWHERE, Step, StepLinks, Steps, once
from goldthread.ontology.terms import BODIES, RESPONSIBLE, SERVING

__all__ = ["DEEPEST", "Branch", "Thread", "step_text", "trace"]

DEEPEST = 4  # steps: from a report over work, priority and plan the longest thread of the plans that we know
LISTED = phrasing.LISTED
SEARCHED = {
    "up": SERVING,
    "bodies": RESPONSIBLE,
    "down": {"reportsOn", "underPriority", "isPartOf", *SERVING},
    "figures": {"hasMeasure"},
}


def trace(store: Store, text: str, as_of: str | None = None, to: str | None = None) -> Thread:
    """The golden thread through a thing, as known on a day; with `to` only the paths that end there.

    `to` is pcp (a priority of a police and crime plan), board or figure.
    Raises NameNotFound, with the nearest names, if nothing is called that, NameShared if several are.
    """
    meant, others = resolve(store, text)
    thing = only_one(text, [match.thing for match in meant])
    goals, links = Goals.read(store), ThreadLinks.read(store, thing, as_of)
    answered = owner_reply(store, thing.id, [Match(thing, thing.id, 1.0)], links.carriers, as_of)
    through = [*links.full, *links.short]
    rising = links.rising()
    first = _rising(thing, [] if thing.id in goals else through, rising)
    up = rising.grown(first, {thing.id}, DEEPEST, upward=True)
    searches = searches_of_each(store, [thing.id, *_open_ends(up)])
    thread = Thread(
        question=f"What is the golden thread through “{text}”?",
        thing=thing,
        text=taken(text, meant[:1]) + answered.text,
        up=goals.ended(up, searches),
        bodies=_bodies(thing, answered, rising),
        down=_falling(links),
        figures=(),
        as_of=as_of,
        others=tuple(dict.fromkeys(match.thing.label for match in [*meant[1:], *others]))[:5],
    )
    thread = _with_figures(thread, links.figures.answers(links.links.things, links.links.places))
    thread = _with_searches(thread, searches.get(thing.id, []), goals)
    return only(store, thread, goals, searches, to) if to else reaching(thread, goals)


@dataclass(frozen=True)
class ThreadLinks:
    """All links of a thread through a thing, read together.

    `full` are the steps through what a body owns or a plan has as its parts, `short` those through what a
    body has another part in, of each the priorities first.
    """

    thing: Thing
    full: list[Step]
    short: list[Step]
    carriers: Carriers
    up: StepLinks
    down: StepLinks
    links: LinkReader
    figures: FigureRows

    @classmethod
    def read(cls, store: Store, thing: Thing, as_of: str | None) -> ThreadLinks:
        """The links of a thing's thread, as known on a day."""
        rows = run(store, "thread-through", thing=iri(thing.id))
        carrying = carrying_rows(store, [thing])
        whole = {identifier(value(row, "work")) for row in rows if value(row, "whole") == "true"}
        works = {identifier(value(row, "work")) for row in rows}
        start = [thing.id, *sorted(works)]
        up, down = StepLinks.read(store, start)
        # On a day all that is carried may be unknown, and the thing's own thread goes a level further then.
        further = 0 if works and not as_of else 1
        nodes = [
            *(value(row, "link") for row in [*rows, *carrying]),
            *up.within(start, DEEPEST - 1 + further),
            *down.within(start, DEEPEST - 2 + further, short=works - whole),
        ]
        day = day_of(as_of)
        figures = FigureRows.read(store, dict.fromkeys([*start, *down.ends()]), day)
        links = LinkReader(store, nodes, day, beside=(figures.measures, figures.figures))
        return cls(thing, *_through(rows, links), Carriers(carrying, links), up, down, links, figures)

    def rising(self) -> Steps:
        """The steps upward from the thing and from what it carries."""
        through = [*self.full, *self.short]
        depth = DEEPEST - 1 if through else DEEPEST
        return self.up.steps(self.links, [self.thing.id, *_ends(through)], depth)

    def falling(self) -> Steps:
        """The steps downward; from what a body has only another part in, no further than the work itself."""
        depth = DEEPEST - 2 if self.full or self.short else DEEPEST - 1
        start = [self.thing.id, *_ends(self.full), *_ends(self.short)]
        only_short = set(_ends(self.short)) - set(_ends(self.full))
        return self.down.steps(self.links, start, depth, short=only_short)


def _through(rows: Sequence[dict[str, Term]], links: LinkReader) -> tuple[list[Step], list[Step]]:
    """The parts of a plan, or what a body owns, and what a body has another part in; priorities first."""
    whole = {local(value(row, "property")) for row in rows if value(row, "whole") == "true"}
    answers = once(links.answers(value(row, "link") for row in rows))
    steps = [(answer, answer.subject) for answer in answers]
    steps.sort(key=lambda step: step[1].type != "Priority")
    full = [step for step in steps if step[0].property in whole]
    return full, [step for step in steps if step[0].property not in whole]


def _ends(steps: Iterable[Step]) -> list[str]:
    return [end.id for _, end in steps]


def _open_ends(branches: Iterable[Branch]) -> list[str]:
    """The things at which branches end."""
    ends = (branch for first in branches for _, branch in first.steps() if not branch.branches)
    return [branch.thing.id for branch in ends if branch.thing]


def _falling(links: ThreadLinks) -> tuple[Branch, ...]:
    """The branches downward: what a body owns is followed to reports and figures, what it has another part in
    only to the work."""
    falling, passed = links.falling(), {links.thing.id}
    own = [*links.full, *falling.of[links.thing.id]]
    followed = falling.grown(own, passed, DEEPEST - 1, upward=False)
    return (*followed, *falling.grown(links.short, passed, DEEPEST - 2, upward=False))


def _rising(thing: Thing, through: list[Step], rising: Steps) -> list[Step]:
    """The first steps upward: its own, those of the priorities that it carries or has, and of work under no
    such priority."""
    own = [
        (answer, far)
        for answer, far in rising.of.get(thing.id, [])
        if not (thing.type in BODIES and far.type in BODIES)
    ]
    priorities = {work.id for _, work in through if work.type == "Priority"}

    def leads_elsewhere(work: Thing) -> bool:
        above = rising.of.get(work.id, [])
        return bool(above) and not any(far.id in priorities for _, far in above)

    carried = [
        step
        for step in through
        if step[1].id in priorities or (thing.type != "Plan" and leads_elsewhere(step[1]))
    ]
    return [*carried, *own]


def _bodies(thing: Thing, answered: Reply, rising: Steps) -> tuple[Branch, ...]:
    """Who answers for a thing; where it is only listed under a heading, who answers for the heading stands
    below that."""
    if answered.none_found:
        steps = [
            step for step in rising.of.get(thing.id, []) if thing.type in BODIES and step[1].type in BODIES
        ]
        return tuple(Branch(answer, far, True) for answer, far in steps)
    headed: dict[str, list[Branch]] = {}
    for answer in answered.answers:
        headed.setdefault(answer.subject.id, []).append(Branch(answer, answer.object, True))
    return tuple(
        replace(branch, branches=tuple(headed.get(branch.thing.id, ())))
        if branch.thing and branch.answer.property == LISTED
        else branch
        for branch in headed.get(thing.id, ())
    )


def _with_figures(thread: Thread, each: Mapping[str, list[tuple[str, Answer]]]) -> Thread:
    """The thread with the figures of the thing itself, and with those of the work below it where they are
    told, each once; `each` are those of every thing by its identifier."""
    told = {figure for figure, _ in each.get(thread.thing.id, [])}

    def counted(branch: Branch) -> tuple[Branch, ...]:
        if branch.end == ELSEWHERE:
            return ()
        fresh = [
            (figure, answer)
            for figure, answer in each.get(branch.thing.id if branch.thing else "", [])
            if figure not in told
        ]
        told.update(figure for figure, _ in fresh)
        return tuple(Branch(answer, None, False) for _, answer in fresh)

    own = tuple(Branch(answer, None, False) for _, answer in each.get(thread.thing.id, []))
    return replace(thread, figures=own, down=added(thread.down, counted))


def _with_searches(thread: Thread, searches: Sequence[Search], goals: Goals) -> Thread:
    """The thread with what to say where a part of it is empty: what was looked for, and where."""
    told = {
        part.name: (
            f"{part.empty}; "
            f"{where([search for search in searches if search.relation in SEARCHED[part.name]])}"
        )
        for part in thread.parts()
    }
    if itself := goals.itself(thread.thing.id):
        told["up"] = f"It {itself}"
    return replace(thread, empty=told)
