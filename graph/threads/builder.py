"""The name of a thing goes in, its golden thread comes out: a tree up to plans and outcomes, another down to
work and figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from goldthread.graph.lookup.owner import figures_of_each, owner
from goldthread.graph.query.library import iri, local, run, value
from goldthread.graph.query.links import links
from goldthread.graph.query.names import resolve
from goldthread.graph.query.searches import sought, where
from goldthread.graph.results import phrasing
from goldthread.graph.results.answers import Reply, Thing
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.dates import last_day
from goldthread.graph.threads.goals import Goals, only, reaching
from goldthread.graph.threads.model import Branch, Thread, added, step_text
from goldthread.graph.threads.steps import ELSEWHERE, Step, Steps, once
from goldthread.ontology.terms import BODIES, RESPONSIBLE, SERVING

__all__ = ["DEEPEST", "Branch", "Thread", "step_text", "trace"]

DEEPEST = 4
LISTED = phrasing.LISTED
SEARCHED = {
    "up": SERVING,
    "bodies": RESPONSIBLE,
    "down": {"reportsOn", "underPriority", "isPartOf", *SERVING},
    "figures": {"hasMeasure"},
}


def trace(store: Store, text: str, as_of: str | None = None, to: str | None = None) -> Thread:
    """The golden thread through a thing, as known on a day; with `to`, pcp, board or figure, only the paths
    that end there.

    Raises NameNotFound, with the nearest names, if nothing is called that.
    """
    meant, others = resolve(store, text)
    thing, day = meant[0].thing, last_day(as_of)
    goals, answered = Goals.read(store), owner(store, thing.id, as_of)
    full, short = _through(store, thing, day)
    through = [*full, *short]
    levels = DEEPEST - 1 if through else DEEPEST
    rising = Steps.read(store, [thing.id, *_ends(through)], day, levels, upward=True)
    first = _rising(thing, [] if thing.id in goals else through, rising)
    thread = Thread(
        question=f"What is the golden thread through “{text}”?",
        thing=thing,
        text=phrasing.taken(text, meant[:1]) + answered.text,
        up=goals.ended(store, rising.grown(first, {thing.id}, DEEPEST, upward=True)),
        bodies=_bodies(thing, answered, rising),
        down=_falling(store, thing, (full, short), day),
        figures=(),
        as_of=as_of,
        others=tuple(dict.fromkeys(match.thing.label for match in [*meant[1:], *others]))[:5],
    )
    thread = _with_searches(store, _with_figures(store, thread, day), goals)
    return only(store, thread, goals, to, day) if to else reaching(thread, goals)


def _through(store: Store, thing: Thing, day: str | None) -> tuple[list[Step], list[Step]]:
    """The parts of a plan, or what a body owns, and what a body has another part in; of each the priorities
    first."""
    rows = run(store, "thread-through", thing=iri(thing.id))
    whole = {local(value(row, "property")) for row in rows if value(row, "whole") == "true"}
    answers = once(links(store, [value(row, "link") for row in rows], day))
    steps = sorted(
        ((answer, answer.subject) for answer in answers), key=lambda step: step[1].type != "Priority"
    )
    return [step for step in steps if step[0].property in whole], [
        step for step in steps if step[0].property not in whole
    ]


def _ends(steps: Iterable[Step]) -> list[str]:
    return [end.id for _, end in steps]


def _falling(
    store: Store, thing: Thing, through: tuple[list[Step], list[Step]], day: str | None
) -> tuple[Branch, ...]:
    """The steps downward: what a body owns is followed to reports and figures, what it has another part in
    only to the work."""
    full, short = through
    levels = DEEPEST - 2 if full or short else DEEPEST - 1
    only = set(_ends(short)) - set(_ends(full))
    falling = Steps.read(
        store, [thing.id, *_ends(full), *_ends(short)], day, levels, upward=False, short=only
    )
    passed = {thing.id}
    followed = falling.grown([*full, *falling.of[thing.id]], passed, DEEPEST - 1, upward=False)
    return (*followed, *falling.grown(short, passed, DEEPEST - 2, upward=False))


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


def _with_figures(store: Store, thread: Thread, day: str | None) -> Thread:
    """The thread with the figures of the thing itself, and with those of the work below it where they are
    told, each once."""
    below = {
        branch.thing.id: branch.thing for first in thread.down for _, branch in first.steps() if branch.thing
    }
    each = figures_of_each(store, [thread.thing, *below.values()], day)
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


def _with_searches(store: Store, thread: Thread, goals: Goals) -> Thread:
    """The thread with what to say where a part of it is empty: what was looked for, and where."""
    searches = sought(store, [thread.thing.id]).get(thread.thing.id, [])
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
