"""Finds what the priorities, deliverables, boards and indicators of two plans lack, and who looked for it.

Only a stated link of a thing's own closes its gap. What is weaker stays with the gap as indirect support,
because a reader is to see both.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from goldthread.graph.alignment.board_gaps import boards_without_work
from goldthread.graph.alignment.gaps import Gap, Gaps, IndirectSupport, Tally, checked, summarise
from goldthread.graph.alignment.matrix import Heading, Matrix
from goldthread.graph.alignment.plan_work import PlanWork, work_of
from goldthread.graph.measures.observations import figures
from goldthread.graph.query.library import Row, describe, evidence, identifier, iri, run, value
from goldthread.graph.query.searches import Search, searches_about
from goldthread.graph.results.answers import STATED, Answer, Thing
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.dates import Day, day_of
from goldthread.ontology.terms import LEADING, OWNING, SERVING

# By kind of gap, the relations for which a search without result is one for what is lacking.
SOUGHT: dict[str, frozenset[str]] = {
    **dict.fromkeys(("unserved", "priorities", "deliverables"), SERVING),
    # A board that coordinates closes this gap too, and who looked for any body at all looked for a board.
    **dict.fromkeys(("no-board", "boards"), OWNING | {"coordinatedBy", "hasResponsible"}),
    "no-measure": frozenset({"hasMeasure"}),
    # A figure is no relation: any search about an indicator counts.
    "indicators": frozenset(),
    "no-lead": LEADING | {"deliveredBy"},
    "no-report": frozenset({"reportsOn"}),
}
Found = tuple[list[Gap], list[Tally]]


def gaps(store: Store, matrix: Matrix, kinds: Collection[str] = (), plans: Sequence[Thing] = ()) -> Gaps:
    """What is missing around the two plans of a matrix, or around these plans alone, of these kinds (all if
    none), as known on its day.

    Raises GoldthreadError for a kind that there is not.
    """
    wanted, day = checked(kinds), day_of(matrix.as_of)
    work = work_of(store, matrix, list(plans) or [matrix.below, matrix.above], day)
    found: list[Gap] = []
    tallies: list[Tally] = []
    for kind in wanted:
        missing, counts = FINDERS[kind](work, kind)
        found += _with_searches(work, kind, missing)
        tallies += counts
    names = " and ".join(f"“{plan.label}”" for plan in work.plans)
    counted = tuple(tally.counted(found) for tally in tallies)
    documents = _documents(store, day)
    result = Gaps(f"What is missing around {names}?", "", tuple(found), counted, documents, matrix.as_of)
    return replace(result, text=summarise(result))


def _documents(store: Store, day: Day | None) -> tuple[tuple[str, str], ...]:
    """The documents that the graph was made from, up to a day, each with its date."""
    rows = [(value(row, "label"), value(row, "date")) for row in run(store, "documents")]
    return tuple((label, date) for label, date in rows if not day or day.knew(date))


def _priorities(work: PlanWork, kind: str) -> Found:
    """The priorities of one of the two plans that no stated link of their own ties to the other or anything
    in it."""
    side = 1 if kind == "unserved" else 0
    plan, headings = (work.matrix.below, work.matrix.above)[side], work.matrix.priorities[side]
    if plan not in work.plans:
        return [], []
    things = describe(work.store, [iri(heading.id).value for heading in headings], work.day)
    found = []
    for heading in headings:
        support = _support_of_priority(work.matrix, heading, side)
        if not any(one.answer.basis == STATED and one.through is None for one in support):
            found.append(Gap(kind, plan.label, things[iri(heading.id).value], heading.kind, support))
    return found, [Tally(kind, plan.label, len(headings))]


def _support_of_priority(matrix: Matrix, heading: Heading, side: int) -> tuple[IndirectSupport, ...]:
    """The links in a priority's row or column of the matrix, each once."""
    cells = [cell for cell in matrix.cells if heading == (cell.row, cell.column)[side]]
    answers = dict.fromkeys(answer for cell in cells for answer in cell.links)
    return tuple(IndirectSupport(answer, _end_under(heading, answer, side)) for answer in answers)


def _end_under(heading: Heading, answer: Answer, side: int) -> Thing | None:
    """The thing under a priority through which a link counts for it; none if the priority itself is an end of
    it."""
    ends = [end for end in (answer.subject, answer.object) if end]
    return None if heading.id in {end.id for end in ends} else ends[side]


def _deliverables(work: PlanWork, kind: str) -> Found:
    """The deliverables of the first plan that no stated link of their own ties to the other plan or anything
    in it."""
    plan = work.matrix.below
    mine = work.deliverables.get(plan.id, {})
    links = _links_by_end(work.matrix)
    found = []
    for deliverable, above in mine.items():
        own = links.get(deliverable, [])
        if not any(answer.basis == STATED for answer in own):
            support = [IndirectSupport(answer) for answer in own]
            for bearer in above:
                upper = links.get(bearer, ())
                support += [IndirectSupport(answer, work.things[bearer]) for answer in upper]
            found.append(work.gap(kind, plan, deliverable, support))
    return found, [work.tally(kind, plan)] if mine else []


def _links_by_end(matrix: Matrix) -> dict[str, list[Answer]]:
    links: dict[str, list[Answer]] = {}
    for answer in matrix.links():
        for end in filter(None, (answer.subject, answer.object)):
            links.setdefault(end.id, []).append(answer)
    return links


@dataclass(frozen=True)
class _Provision:
    """A link or figure by which a deliverable has what it needs: its own, or that of a bearer above or below
    it."""

    deliverable: str
    bearer: Thing
    node: str
    basis: str

    @property
    def closes(self) -> bool:
        """Whether it is stated of the deliverable itself."""
        return self.bearer.id == self.deliverable and self.basis == STATED


def _needs(work: PlanWork, kind: str) -> Found:
    """The deliverables of the plans without a stated board, lead, measure or report of their own."""
    provisions = _provisions(work, kind)
    provided = {provision.deliverable for provision in provisions if provision.closes}
    indirect = [provision for provision in provisions if provision.deliverable not in provided]
    bearers = {provision.bearer.id: provision.bearer for provision in indirect}
    nodes = {provision.node for provision in indirect}
    # A figure is no link, so it is asked for apart.
    said = work.support_of(bearers, nodes, figures_of=bearers if kind == "no-measure" else {})
    found: list[Gap] = []
    tallies: list[Tally] = []
    for plan in work.plans:
        mine = work.deliverables[plan.id]
        for deliverable in mine:
            if deliverable not in provided:
                support = _support_of_deliverable(deliverable, indirect, said)
                found.append(work.gap(kind, plan, deliverable, support))
        tallies += [work.tally(kind, plan)] if mine else []
    return found, tallies


def _provisions(work: PlanWork, kind: str) -> list[_Provision]:
    """What the deliverables have of what a kind of gap is the lack of, as far as it counts for them."""
    rows = [row for row in work.provisions if value(row, "need") == kind.removeprefix("no-")]
    things = describe(work.store, {value(row, "bearer") for row in rows}, work.day)
    provisions = [
        _Provision(
            identifier(value(row, "work")),
            things[value(row, "bearer")],
            value(row, "node"),
            value(row, "basis"),
        )
        for row in rows
    ]
    return [one for one in provisions if _counts(work, kind, one.deliverable, one.bearer)]


def _counts(work: PlanWork, kind: str, deliverable: str, bearer: Thing) -> bool:
    """Whether a bearer's link may support a deliverable that lacks one of its own.

    A report on a priority is none on each deliverable under it; the board or lead of a part is not that of
    the whole; a figure of either tells of both.
    """
    if kind == "no-report":
        return bearer.type == "Deliverable"
    return kind == "no-measure" or bearer.id in (deliverable, *work.above(deliverable))


def _support_of_deliverable(
    deliverable: str, provisions: Iterable[_Provision], said: dict[str, list[Answer]]
) -> list[IndirectSupport]:
    """What supports a deliverable, its own links first."""
    bearers = {one.bearer.id: one.bearer for one in provisions if one.deliverable == deliverable}
    own_first = sorted(bearers, key=lambda bearer: (bearer != deliverable, bearer))
    return [
        IndirectSupport(answer, bearers[bearer] if bearer != deliverable else None)
        for bearer in own_first
        for answer in said[bearer]
    ]


def _indicators(work: PlanWork, kind: str) -> Found:
    """The indicators of the plans without a figure of their own; those of a narrower or matching measure
    support them."""
    rows = run(work.store, "indicators-to-check", plan=[iri(plan.id) for plan in work.plans])
    named = {value(row, name) for row in rows for name in ("measure", "above", "counted")} - {""}
    things = describe(work.store, named, work.day)
    found, tallies = [], []
    for plan in work.plans:
        indicators: dict[str, list[Row]] = {}
        for row in rows:
            if identifier(value(row, "plan")) == plan.id:
                indicators.setdefault(value(row, "measure"), []).append(row)
        for measure, own in indicators.items():
            counted = {value(row, "counted") for row in own if _is_counted(row, work.day)}
            if measure not in counted:
                near = [things[node] for node in sorted(counted)]
                above = dict.fromkeys(things[value(row, "above")].label for row in own if value(row, "above"))
                gap = Gap(kind, plan.label, things[measure], "; ".join(above), _figures(work, near))
                found.append(gap)
        tallies.append(Tally(kind, plan.label, len(indicators)))
    return found, tallies


def _is_counted(row: Row, day: Day | None) -> bool:
    """Whether a row is of a measure with a figure by a day."""
    date = value(row, "date")
    return bool(value(row, "counted")) and (not day or day.knew(date))


def _figures(work: PlanWork, measures: Iterable[Thing]) -> tuple[IndirectSupport, ...]:
    return tuple(
        IndirectSupport(answer, measure)
        for measure in measures
        for answer in figures(work.store, [measure], work.day)
    )


def _with_searches(work: PlanWork, kind: str, missing: Sequence[Gap]) -> list[Gap]:
    """The gaps with their evidence, and with the searches about each, else about what it is listed under,
    else about its plan."""
    places = evidence(work.store, [iri(gap.thing.id).value for gap in missing])
    plans = {plan.label: plan.id for plan in work.plans}
    above = {
        gap.thing.id: work.deliverables.get(plans.get(gap.plan, ""), {}).get(gap.thing.id, [])
        for gap in missing
    }
    searches, of_pairs = _searches(work, kind, [*above, *(one for upper in above.values() for one in upper)])
    found = []
    for gap in missing:
        levels = ({gap.thing.id}, set(above[gap.thing.id]), {plans.get(gap.plan, "")})
        # That one pair is not tied says nothing of a thing that another link supports.
        mine = searches if gap.support else [*searches, *of_pairs]
        about = tuple(dict.fromkeys(_nearest(mine, levels)))
        found.append(replace(gap, searches=about, evidence=places[iri(gap.thing.id).value]))
    return found


def _searches(work: PlanWork, kind: str, things: Sequence[str]) -> tuple[list[Search], list[Search]]:
    """The searches without result for what a kind of gap is the lack of, about the things or the plans; apart
    from them those for a tie of one pair of priorities."""
    # The matrix has already read the searches for what serves what.
    if SOUGHT[kind] == SERVING:
        of_pairs = [search for cell in work.matrix.pairs for search in cell.searches]
        return list(work.matrix.searches), of_pairs
    about = dict.fromkeys([*things, *(plan.id for plan in work.plans)])
    return searches_about(work.store, about, SOUGHT[kind], work.day), []


def _nearest(searches: Sequence[Search], levels: Iterable[set[str]]) -> list[Search]:
    """The searches about the things of the first level about which there are any."""
    for things in levels:
        if near := [search for search in searches if things & search.about]:
            return near
    return []


FINDERS: dict[str, Callable[[PlanWork, str], Found]] = {
    "unserved": _priorities,
    "priorities": _priorities,
    "deliverables": _deliverables,
    "no-board": _needs,
    "no-lead": _needs,
    "no-measure": _needs,
    "no-report": _needs,
    "boards": boards_without_work,
    "indicators": _indicators,
}
