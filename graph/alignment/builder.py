"""Sets two plans against each other: which priority of the one serves or matches which of the other.

A link counts for a priority if it is the priority's own, or through its work if it is of something that
stands under the priority.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import pyoxigraph as ox

from goldthread.graph.alignment.matrix import OTHER, WHOLE, Cell, Heading, Matrix
from goldthread.graph.alignment.plan_pair import MOST_NAMES, pair_of, plan_of
from goldthread.graph.alignment.summary import summarise, summarise_cells
from goldthread.graph.errors import GoldthreadError, NameNotFound
from goldthread.graph.query.library import describe, identifier, iri, run, value
from goldthread.graph.query.links import links
from goldthread.graph.query.names import GOOD, find
from goldthread.graph.query.searches import Search, searches_about
from goldthread.graph.results.answers import Answer, Reply, Thing
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.dates import Day, day_of
from goldthread.ontology.terms import SERVING

# How far below the best fit of a name, from 0 to 1, a heading still counts as meant: no more than fits alike,
# because all that are meant are shown. Set by hand.
FITS_ALIKE = 0.003


def align(
    store: Store,
    plan: str | None = None,
    other: str | None = None,
    as_of: str | None = None,
    *,
    suggested: bool = False,
) -> Matrix:
    """The matrix of one plan's priorities against another's, as known on a day.

    Without names the newest community safety strategy with priorities is set against the police and crime
    plan that it is tied to; with one, against what that is tied to. Raises NameNotFound for what nothing is
    called, GoldthreadError where there is no pair.
    """
    day = day_of(as_of)
    below, above, reasons = pair_of(store, plan, other, day)
    plans = describe(store, [below, above], day)
    ends = _ends(store, below, above)
    every_end = [end for ends_of_link in ends.values() for end in ends_of_link]
    down = _headings(store, below, {end.row for end in every_end})
    across = _headings(store, above, {end.column for end in every_end})
    searches = _searches(store, [*down, *across], (below, above), day)
    linked = _links_by_cell(links(store, ends, day, suggested=suggested), every_end)
    cells = _cells(down, across, linked, searches)
    of_pairs = {search.id for cell in cells for search in cell.searches}
    sides = [_PlanSide.of(store, below, down), _PlanSide.of(store, above, across)]
    wide = tuple(search for search in searches if search.id not in of_pairs and _of_both(search, sides))
    question = f"How do the priorities of “{plans[below].label}” serve those of “{plans[above].label}”?"
    matrix = Matrix(question, "", plans[below], plans[above], down, across, cells, wide, as_of)
    return replace(matrix, text=summarise(matrix, reasons))


def at(store: Store, matrix: Matrix, row: str, column: str) -> Reply:
    """What stands behind the cells of a row and a column, each by its number in the list of columns or by any
    of its names.

    Raises NameNotFound, with the names of the rows or columns, for what is neither.
    """
    rows, columns = _meant(store, matrix.down, row), _meant(store, matrix.across, column)
    cells = [matrix.cell(here, there) for here in rows for there in columns]
    answers = tuple(dict.fromkeys(answer for cell in cells for answer in cell.links))
    searches = dict.fromkeys(search for cell in cells for search in cell.searches)
    return Reply(
        f"What ties “{row}” to “{column}”?",
        summarise_cells(cells),
        answers,
        matrix.as_of,
        none_found=not answers,
        looked_in=tuple(search.where for search in searches),
        title="; ".join(f"{cell.row.label} and {cell.column.label}" for cell in cells),
    )


def either(store: Store, matrix: Matrix, text: str) -> Thing:
    """The one of the two plans that a text means; GoldthreadError if it means neither."""
    for plan, side in ((matrix.below, "below"), (matrix.above, "above")):
        if plan_of(store, text, side) == iri(plan.id).value:
            return plan
    raise GoldthreadError(
        f'“{text}” is neither of the two plans; set it against another: goldthread align "{text}" --gaps'
    )


class _Ends(NamedTuple):
    """The two ends of a link, of the one plan and of the other, and the row and column they stand in, "" for
    none; all by identifier."""

    low: str
    high: str
    row: str
    column: str


def _ends(store: Store, below: str, above: str) -> dict[str, list[_Ends]]:
    """By link, its ends in each row and column that it stands in."""
    found: dict[str, list[_Ends]] = {}
    for row in run(store, "alignments-between-plans", below=ox.NamedNode(below), above=ox.NamedNode(above)):
        # A plan as a whole is a heading of its own.
        whole_row = below if value(row, "low") == below else ""
        whole_column = above if value(row, "high") == above else ""
        ends = (
            value(row, "low"),
            value(row, "high"),
            value(row, "row") or whole_row,
            value(row, "column") or whole_column,
        )
        found.setdefault(value(row, "link"), []).append(_Ends(*map(identifier, ends)))
    return found


def _headings(store: Store, plan: str, places: Collection[str]) -> tuple[Heading, ...]:
    """The plan's priorities, most frequent kind first, then its other work and the plan as a whole if a link
    stands there."""
    priorities = {
        value(row, "priority"): Heading(
            identifier(value(row, "priority")), *(value(row, name) for name in ("label", "kind", "number"))
        )
        for row in run(store, "priorities-to-align", plan=ox.NamedNode(plan))
    }
    kinds = Counter(heading.kind for heading in priorities.values())

    def place(heading: Heading) -> tuple[int, str, str, str]:
        # Numbers are text, such as 2 or 10a: filled up, 2 goes before 10.
        return -kinds[heading.kind], heading.kind, heading.number.zfill(4), heading.label

    other = [Heading("", "Work under no priority", OTHER)] if "" in places else []
    whole = [Heading(identifier(plan), "The plan as a whole", WHOLE)] if identifier(plan) in places else []
    return (*sorted(priorities.values(), key=place), *other, *whole)


def _searches(
    store: Store, headings: Iterable[Heading], plans: Iterable[str], day: Day | None
) -> list[Search]:
    """The searches without result for what serves what, about the headings or the plans."""
    about = dict.fromkeys([*(heading.id for heading in headings if heading.id), *map(identifier, plans)])
    return searches_about(store, about, SERVING, day)


class _PlanSide(NamedTuple):
    """The things of a plan by which a search may be about it, and the plan's names in small letters."""

    things: set[str]
    names: list[str]

    @classmethod
    def of(cls, store: Store, plan: str, headings: Iterable[Heading]) -> _PlanSide:
        return cls({heading.id for heading in headings} | {identifier(plan)}, _names(store, plan))


def _of_both(search: Search, sides: Sequence[_PlanSide]) -> bool:
    """Whether a search was about things of both plans, or about those of one and its question names the
    other."""
    about_low, about_high = (bool(side.things & search.about) for side in sides)
    asked = search.asked.casefold()
    named_low, named_high = (any(name in asked for name in side.names) for side in sides)
    return (about_low and (about_high or named_high)) or (about_high and named_low)


def _names(store: Store, plan: str) -> list[str]:
    """The names of a plan in small letters."""
    rows = run(store, "facts", thing=ox.NamedNode(plan))
    names = [value(row, "value").casefold() for row in rows if value(row, "heading") == "also called"]
    # A plan without further names is known by its address alone, which stands in no question.
    return names or [plan]


Place = tuple[str, str]
# By row and column, the links of the two themselves, and those through what stands under them.
LinksByCell = dict[Place, tuple[list[Answer], list[Answer]]]


def _links_by_cell(answers: Iterable[Answer], ends: Iterable[_Ends]) -> LinksByCell:
    """The links in the rows and columns of their ends, which may be given in either order."""
    places: dict[tuple[str, str], set[Place]] = {}
    for end in ends:
        places.setdefault((end.low, end.high), set()).add((end.row, end.column))
    linked: LinksByCell = {}
    for answer in answers:
        pair = answer.subject.id, answer.object.id if answer.object else ""
        for low, high in (pair, pair[::-1]):
            for row, column in _closest(places.get((low, high), set())):
                through = row not in ("", low) or column not in ("", high)
                linked.setdefault((row, column), ([], []))[through].append(answer)
    return linked


def _closest(places: Collection[Place]) -> list[Place]:
    """The rows and columns of a link; that it stands under none only if it stands under no other."""
    some_row, some_column = any(row for row, _ in places), any(column for _, column in places)
    return sorted(
        (row, column) for row, column in places if (row or not some_row) and (column or not some_column)
    )


def _cells(
    down: Sequence[Heading], across: Sequence[Heading], linked: LinksByCell, searches: Sequence[Search]
) -> tuple[Cell, ...]:
    cells = []
    for row in down:
        for column in across:
            direct, through = linked.get((row.id, column.id), ((), ()))
            cells.append(Cell(row, column, tuple(direct), tuple(through), _of_pair(row, column, searches)))
    return tuple(cells)


def _of_pair(row: Heading, column: Heading, searches: Iterable[Search]) -> tuple[Search, ...]:
    """The searches that were about a priority and another."""
    if not (row.is_priority and column.is_priority):
        return ()
    return tuple(search for search in searches if {row.id, column.id} <= search.about)


def _meant(store: Store, headings: Sequence[Heading], text: str) -> list[Heading]:
    """The rows or columns meant by a number or a name; NameNotFound, with all their names, if none is."""
    if text.isdigit() and 0 < int(text) <= len(headings):
        return [headings[int(text) - 1]]
    plain = [heading for heading in headings if text.casefold() in heading.label.casefold()]
    if len(plain) == 1:
        return plain
    found = _by_any_name(store, {heading.id: heading for heading in headings}, text) or plain
    if not found:
        raise NameNotFound(text, [heading.label for heading in headings])
    return found


def _by_any_name(store: Store, headings: Mapping[str, Heading], text: str) -> list[Heading]:
    """The headings that a text fits best by any of their names; several only if they fit alike."""
    fits = [
        match
        for match in find(store, text, ("Priority", "Plan"), most=MOST_NAMES)
        if match.score >= GOOD and match.thing.id in headings
    ]
    return [headings[match.thing.id] for match in fits if match.score >= fits[0].score - FITS_ALIKE]
