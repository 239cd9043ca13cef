"""A store and a matrix of two plans go in, the gaps around them come out: what each priority, deliverable,
board and indicator lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

import pyoxigraph as ox

from goldthread.graph.alignment.gaps import Gap, Gaps, IndirectSupport, Tally, checked, told
from goldthread.graph.alignment.matrix import Heading, Matrix
from goldthread.graph.alignment.plan_work import PlanWork
from goldthread.graph.alignment.plan_work import around as look_around
from goldthread.graph.lookup.owner import figures
from goldthread.graph.query.library import describe, evidence, identifier, iri, run, value
from goldthread.graph.query.searches import Looked, looked
from goldthread.graph.results.answers import STATED, Answer, Thing
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.dates import last_day
from goldthread.ontology.terms import LEADING, OWNING, SERVING, TIERS

SOUGHT = {
    **dict.fromkeys(("unserved", "priorities", "deliverables"), SERVING),
    # A board that coordinates closes this gap too, and who looked for any body at all looked for a board.
    **dict.fromkeys(("no-board", "boards"), OWNING | {"coordinatedBy", "hasResponsible"}),
    "no-measure": frozenset({"hasMeasure"}),
    "indicators": frozenset[str](),
    "no-lead": LEADING | {"deliveredBy"},
    "no-report": frozenset({"reportsOn"}),
}
Found = tuple[list[Gap], list[Tally]]


def gaps(store: Store, matrix: Matrix, kinds: Collection[str] = (), plans: Sequence[Thing] = ()) -> Gaps:
    """What is missing around the two plans of a matrix, or around these plans alone, of these kinds (all if
    none), as known on its day.

    Raises GoldthreadError for a kind that there is not.
    """
    wanted, day = checked(kinds), last_day(matrix.as_of)
    around = look_around(store, matrix, list(plans) or [matrix.below, matrix.above], day)
    found: list[Gap] = []
    tallies: list[Tally] = []
    for kind in wanted:
        items, counts = FINDERS[kind](around, kind)
        found += _looked(around, kind, items)
        tallies += counts
    documents = ((value(row, "label"), value(row, "date")) for row in run(store, "documents"))
    read = tuple((label, date) for label, date in documents if not day or date <= day[: len(date)])
    question = f"What is missing around {' and '.join(f'“{plan.label}”' for plan in around.plans)}?"
    result = Gaps(
        question, "", tuple(found), tuple(tally.counted(found) for tally in tallies), read, matrix.as_of
    )
    return replace(result, text=told(result))


def _priorities(around: PlanWork, kind: str) -> Found:
    """The priorities of one of the two plans that no stated link of their own ties to the other or anything
    in it."""
    side = 1 if kind == "unserved" else 0
    plan, parts = (around.matrix.below, around.matrix.above)[side], around.matrix.priorities[side]
    if plan not in around.plans:
        return [], []
    things = describe(around.store, [iri(part.id).value for part in parts], around.day)
    found = []
    for part in parts:
        answers = [
            answer
            for cell in around.matrix.cells
            if part == (cell.row, cell.column)[side]
            for answer in cell.links
        ]
        softened = [IndirectSupport(answer, _end(answer, part, side)) for answer in dict.fromkeys(answers)]
        if not any(softener.answer.basis == STATED and softener.through is None for softener in softened):
            found.append(Gap(kind, plan.label, things[iri(part.id).value], part.kind, tuple(softened)))
    return found, [Tally(kind, plan.label, len(parts))]


def _end(answer: Answer, part: Heading, side: int) -> Thing | None:
    """The thing under a priority through which a link counts for it; none if the priority itself is an end of
    it."""
    ends = [end for end in (answer.subject, answer.object) if end]
    return None if part.id in {end.id for end in ends} else ends[side]


def _deliverables(around: PlanWork, kind: str) -> Found:
    """The deliverables of the first plan that no stated link of their own ties to the other plan or anything
    in it."""
    plan = around.matrix.below
    mine = around.works.get(plan.id, {})
    ties: dict[str, list[Answer]] = {}
    for answer in around.matrix.links():
        for end in filter(None, (answer.subject, answer.object)):
            ties.setdefault(end.id, []).append(answer)
    found = []
    for work, above in mine.items():
        if not any(answer.basis == STATED for answer in ties.get(work, ())):
            own = [IndirectSupport(answer) for answer in ties.get(work, ())]
            upper = [
                IndirectSupport(answer, around.things[bearer])
                for bearer in above
                for answer in ties.get(bearer, ())
            ]
            found.append(around.gap(kind, plan, work, [*own, *upper]))
    return found, [around.tally(kind, plan)] if mine else []


def _needs(around: PlanWork, kind: str) -> Found:
    """The deliverables of the plans without a stated board, lead, measure or report of their own."""
    rows = [row for row in around.had if value(row, "need") == kind.removeprefix("no-")]
    pairs = [(identifier(value(row, "work")), identifier(value(row, "bearer")), row) for row in rows]
    described = describe(around.store, {value(row, "bearer") for row in rows}, around.day)
    things = {identifier(node): thing for node, thing in described.items()}
    pairs = [pair for pair in pairs if _bears(around, kind, pair[0], things[pair[1]])]
    stated = {work for work, bearer, row in pairs if work == bearer and value(row, "basis") == STATED}
    soft = [(work, bearer, value(row, "node")) for work, bearer, row in pairs if work not in stated]
    borne = around.borne(
        {bearer for _, bearer, _ in soft},
        {node for _, _, node in soft},
        figures_of=things if kind == "no-measure" else {},
    )
    found: list[Gap] = []
    counts = []
    for plan in around.plans:
        mine = around.works[plan.id]
        for work in (work for work in mine if work not in stated):
            bearers = sorted(
                {bearer for one, bearer, _ in soft if one == work},
                key=lambda bearer: (bearer != work, bearer),
            )
            softened = [
                IndirectSupport(answer, things[bearer] if bearer != work else None)
                for bearer in bearers
                for answer in borne[bearer]
            ]
            found.append(around.gap(kind, plan, work, softened))
        counts += [around.tally(kind, plan)] if mine else []
    return found, counts


def _bears(around: PlanWork, kind: str, work: str, bearer: Thing) -> bool:
    """Whether a thing's link may soften what a deliverable lacks.

    A report on a priority is none on each deliverable under it; the board or lead of a part is not that of
    the whole."""
    if kind == "no-report":
        return bearer.type == "Deliverable"
    above = next(works[work] for works in around.works.values() if work in works)
    return kind == "no-measure" or bearer.id in (work, *above)


def _boards(around: PlanWork, kind: str) -> Found:
    """The boards of the plans' areas that a document spoke of since the plans began, without a stated
    deliverable or pledge."""
    reach = run(around.store, "reach-of-plans", plan=[iri(plan.id) for plan in around.plans])
    since, areas = min(value(row, "since") for row in reach), {value(row, "area") for row in reach}
    spoken: dict[str, tuple[str, set[str], set[str]]] = {}
    for row in run(around.store, "boards-to-check", **around.on):
        _, named, within = spoken.setdefault(value(row, "board"), (value(row, "last"), set(), set()))
        if value(row, "area"):
            named.add(value(row, "area"))
            within.add(value(row, "within"))
    near = [
        board
        for board, (last, _, within) in spoken.items()
        if last >= since and (not within or within & areas)
    ]
    boards = {
        node: thing
        for node, thing in describe(around.store, near, around.day).items()
        if thing.status != "ended"
    }
    nodes = {
        value(row, "node")
        for row in run(around.store, "what-boards-carry", board=[ox.NamedNode(board) for board in boards])
    }
    borne = around.borne({thing.id for thing in boards.values()}, nodes)
    found, of = [], Counter[str]()
    for node, thing in sorted(
        boards.items(), key=lambda pair: (_rank(pair[1]), pair[1].tier or "", pair[1].label)
    ):
        tier = thing.tier if thing.tier and thing.tier != "Not stated" else "no tier stated"
        group = f"{tier} (named since {since})"
        of[group] += 1
        work = [answer for answer in borne[thing.id] if answer.subject.type != "Priority"]
        if not any(answer.basis == STATED for answer in work):
            under = ", ".join(filter(None, [*sorted(spoken[node][1]), thing.status]))
            found.append(
                Gap(kind, group, thing, under, tuple(IndirectSupport(answer) for answer in borne[thing.id]))
            )
    return found, [Tally(kind, group, many) for group, many in of.items()]


def _rank(board: Thing) -> int:
    return TIERS.index(board.tier) if board.tier in TIERS else len(TIERS)


def _indicators(around: PlanWork, kind: str) -> Found:
    """The indicators of the plans without a figure of their own; those of a narrower or matching measure
    soften the gap."""
    rows = run(around.store, "indicators-to-check", plan=[iri(plan.id) for plan in around.plans])
    measures = describe(
        around.store,
        {value(row, name) for row in rows for name in ("measure", "above", "counted") if value(row, name)},
        around.day,
    )
    day = around.day or "9999"
    found, counts = [], []
    for plan in around.plans:
        mine = [row for row in rows if identifier(value(row, "plan")) == plan.id]
        for measure in dict.fromkeys(value(row, "measure") for row in mine):
            own = [row for row in mine if value(row, "measure") == measure]
            counted = {
                value(row, "counted") for row in own if value(row, "date") <= day[: len(value(row, "date"))]
            } - {""}
            if measure not in counted:
                near = [measures[node] for node in sorted(counted)]
                softened = [
                    IndirectSupport(answer, thing)
                    for thing in near
                    for answer in figures(around.store, [thing], around.day)
                ]
                under = "; ".join(
                    dict.fromkeys(measures[value(row, "above")].label for row in own if value(row, "above"))
                )
                found.append(Gap(kind, plan.label, measures[measure], under, tuple(softened)))
        counts.append(Tally(kind, plan.label, len({value(row, "measure") for row in mine})))
    return found, counts


def _looked(around: PlanWork, kind: str, items: Sequence[Gap]) -> list[Gap]:
    """The gaps with their evidence, and with the searches about each, else about what it belongs to, else
    about its plan."""
    places = evidence(around.store, [iri(gap.thing.id).value for gap in items])
    plans = {plan.label: plan.id for plan in around.plans}
    above = {
        gap.thing.id: around.works.get(plans.get(gap.plan, ""), {}).get(gap.thing.id, []) for gap in items
    }
    pairs: list[Looked] = []
    if SOUGHT[kind] == SERVING:
        searches, pairs = (
            list(around.matrix.searches),
            [search for cell in around.matrix.pairs for search in cell.looked],
        )
    else:
        things = dict.fromkeys(
            [*above, *(bearer for upper in above.values() for bearer in upper), *plans.values()]
        )
        searches = looked(around.store, things, SOUGHT[kind], around.day)
    found = []
    for gap in items:
        levels = ({gap.thing.id}, set(above[gap.thing.id]), {plans.get(gap.plan, "")})
        mine = searches if gap.softened else [*searches, *pairs]
        about = next(
            (near for level in levels if (near := [search for search in mine if level & search.about])), []
        )
        found.append(
            replace(gap, looked=tuple(dict.fromkeys(about)), evidence=places[iri(gap.thing.id).value])
        )
    return found


FINDERS: dict[str, Callable[[PlanWork, str], Found]] = {
    "unserved": _priorities,
    "priorities": _priorities,
    "deliverables": _deliverables,
    "no-board": _needs,
    "no-lead": _needs,
    "no-measure": _needs,
    "no-report": _needs,
    "boards": _boards,
    "indicators": _indicators,
}
