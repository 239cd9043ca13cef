"""Two plans go in, the matrix of their priorities comes out: what serves or matches what, how that is known,
and where nothing does.

A link counts for a priority if it is the priority's own, or through its work if it is of something that
stands under the priority."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

import pyoxigraph as ox

from goldthread.graph.alignment import summary
from goldthread.graph.alignment.matrix import OTHER, WHOLE, Cell, Heading, Matrix
from goldthread.graph.errors import GoldthreadError, NameNotFound
from goldthread.graph.query.library import describe, identifier, iri, run, value
from goldthread.graph.query.links import links
from goldthread.graph.query.names import GOOD, find, resolve
from goldthread.graph.query.searches import Looked, looked
from goldthread.graph.results.answers import Answer, Reply, Thing
from goldthread.graph.store.base import Term
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.dates import last_day
from goldthread.ontology.terms import SERVING

NEAR = 0.06


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
    called, GoldthreadError where there is no pair."""
    day = last_day(as_of)
    below, above, why = _pair(store, plan, other, day)
    plans = describe(store, [below, above], day)
    ends = _ends(store, below, above)
    answers = links(store, ends, day, suggested=suggested)
    down, across = _parts(store, below, ends.values(), 0), _parts(store, above, ends.values(), 1)
    about = [part.id for part in (*down, *across) if part.id]
    searches = looked(store, dict.fromkeys([*about, identifier(below), identifier(above)]), SERVING, day)
    cells = _cells(down, across, _tied(answers, ends), searches)
    paired = {search.id for cell in cells for search in cell.looked}
    sides = [
        ({part.id for part in parts} | {identifier(plan)}, _names(store, plan))
        for plan, parts in ((below, down), (above, across))
    ]
    wide = tuple(search for search in searches if search.id not in paired and _of_both(search, sides))
    question = f"How do the priorities of “{plans[below].label}” serve those of “{plans[above].label}”?"
    matrix = Matrix(question, "", plans[below], plans[above], down, across, cells, wide, as_of)
    return replace(matrix, text=summary.summarise(matrix, why))


def at(store: Store, matrix: Matrix, row: str, column: str) -> Reply:
    """What stands behind the cells of a row and a column, each by its number in the list of columns or by any
    of its names.

    Raises NameNotFound, with the names of the rows or columns, for what is neither.
    """
    cells = [
        matrix.cell(here, there)
        for here in _named(store, matrix.down, row)
        for there in _named(store, matrix.across, column)
    ]
    answers = tuple(dict.fromkeys(answer for cell in cells for answer in cell.links))
    searches = dict.fromkeys(search for cell in cells for search in cell.looked)
    title = "; ".join(f"{cell.row.label} and {cell.column.label}" for cell in cells)
    question = f"What ties “{row}” to “{column}”?"
    places = tuple(search.where for search in searches)
    return Reply(question, summary.told_of(cells), answers, matrix.as_of, not answers, places, title=title)


def either(store: Store, matrix: Matrix, text: str) -> Thing:
    """The one of the two plans that a text means; GoldthreadError if it means neither."""
    for plan, side in ((matrix.below, "below"), (matrix.above, "above")):
        if _plan(store, text, side) == iri(plan.id).value:
            return plan
    raise GoldthreadError(
        f'“{text}” is neither of the two plans; set it against another: goldthread align "{text}" --gaps'
    )


def _pair(store: Store, plan: str | None, other: str | None, day: str | None) -> tuple[str, str, str]:
    """The two plans, and why they were taken where nobody named both."""
    if plan and other:
        below, above = _plan(store, plan, "below"), _plan(store, other, "above")
        if below == above:
            raise GoldthreadError(f"“{plan}” and “{other}” are the same plan here; name two plans")
        return below, above, ""
    named = _plan(store, plan, "below") if plan else None
    asof = {"asOf": ox.Literal(day)} if day else {}
    rows: list[dict[str, Term]] = []
    for side in ("below", "above"):
        bound = {side: ox.NamedNode(named)} if named else {}
        rows = (
            rows
            or run(store, "plans-to-align", **bound, **asof)
            or (run(store, "plans-to-align", **bound) if named else [])
        )
    if not rows:
        if named:
            raise GoldthreadError(
                f"The graph holds no priorities of “{describe(store, [named])[named].label}”; name "
                f"two plans that have some"
            )
        by = f" by {day}" if day else ""
        raise GoldthreadError(
            f"The graph holds no plan with priorities beside a police and crime plan{by}; name two: "
            f"goldthread align PLAN PLAN"
        )
    below, above = (value(rows[0], side) for side in ("below", "above"))
    newest = "" if named == below else f"the newest {value(rows[0], 'kind')} with priorities"
    tied = (
        ""
        if named == above
        else "the police and crime plan that it is tied to"
        if value(rows[0], "ties") != "0"
        else "the newest police and crime plan"
    )
    return below, above, f"{newest}|{tied}"


def _plan(store: Store, text: str, side: str) -> str:
    """The plan of a name, those first that can stand on that side of a matrix."""
    rows = run(store, "plans-to-align")
    sides = (side, "above" if side == "below" else "below")
    known = list(dict.fromkeys(value(row, name) for name in sides for row in rows))
    fits = [
        match
        for match in find(store, text, ("Plan",), most=60)
        if match.score >= GOOD and iri(match.thing.id).value in known
    ]
    near = [match for match in fits if match.score >= max(match.score for match in fits) - NEAR]
    if near:
        return min((iri(match.thing.id).value for match in near), key=known.index)
    return iri(resolve(store, text, ("Plan",))[0][0].thing.id).value


Ends = dict[str, list[tuple[str, str, str, str]]]


def _ends(store: Store, below: str, above: str) -> Ends:
    """By link, the thing of the one plan, that of the other, and the row and column they stand in, "" for
    none."""
    found: Ends = {}
    for row in run(store, "alignments-between-plans", below=ox.NamedNode(below), above=ox.NamedNode(above)):
        low, high = identifier(value(row, "low")), identifier(value(row, "high"))
        place = identifier(value(row, "row")), identifier(value(row, "column"))
        whole = (
            identifier(below) if value(row, "low") == below else "",
            identifier(above) if value(row, "high") == above else "",
        )
        found.setdefault(value(row, "link"), []).append(
            (low, high, place[0] or whole[0], place[1] or whole[1])
        )
    return found


def _parts(
    store: Store, plan: str, ends: Iterable[list[tuple[str, str, str, str]]], side: int
) -> tuple[Heading, ...]:
    """The plan's priorities, most frequent kind first, then the plan as a whole and its other work if a link
    is of theirs."""
    parts = {
        value(row, "priority"): Heading(
            identifier(value(row, "priority")), *(value(row, name) for name in ("label", "kind", "number"))
        )
        for row in run(store, "priorities-to-align", plan=ox.NamedNode(plan))
    }
    kinds = Counter(part.kind for part in parts.values())
    places = {end[2 + side] for many in ends for end in many}
    whole = [Heading(identifier(plan), "The plan as a whole", WHOLE)] if identifier(plan) in places else []
    other = [Heading("", "Work under no priority", OTHER)] if "" in places else []
    return (
        *sorted(
            parts.values(), key=lambda part: (-kinds[part.kind], part.kind, part.number.zfill(4), part.label)
        ),
        *other,
        *whole,
    )


def _of_both(search: Looked, sides: Sequence[tuple[set[str], list[str]]]) -> bool:
    """Whether a search was about things of both plans, or about those of one and its question names the
    other."""
    about = [bool(things & search.about) for things, _ in sides]
    named = [any(name in search.asked.casefold() for name in names) for _, names in sides]
    return (about[0] and (about[1] or named[1])) or (about[1] and named[0])


def _names(store: Store, plan: str) -> list[str]:
    """The names of a plan in small letters."""
    rows = run(store, "facts", thing=ox.NamedNode(plan))
    return [value(row, "value").casefold() for row in rows if value(row, "heading") == "also called"] or [
        plan
    ]


Tied = dict[tuple[str, str], tuple[list[Answer], list[Answer]]]


def _tied(answers: Iterable[Answer], ends: Ends) -> Tied:
    """By row and column, the links of the two themselves, and those through what stands under them."""
    places: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for low, high, row, column in (end for many in ends.values() for end in many):
        places.setdefault((low, high), set()).add((row, column))
    tied: Tied = {}
    for answer in answers:
        pair = answer.subject.id, answer.object.id if answer.object else ""
        for low, high in (pair, pair[::-1]):
            for place in _closest(places.get((low, high), set())):
                through = place[0] not in ("", low) or place[1] not in ("", high)
                tied.setdefault(place, ([], []))[through].append(answer)
    return tied


def _closest(places: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """The rows and columns of a link; that it stands under none only if it stands under no other."""
    some = [any(place[side] for place in places) for side in (0, 1)]
    return sorted(place for place in places if all(place[side] or not some[side] for side in (0, 1)))


def _cells(
    down: Sequence[Heading], across: Sequence[Heading], tied: Tied, searches: Sequence[Looked]
) -> tuple[Cell, ...]:
    cells = []
    for row in down:
        for column in across:
            direct, through = tied.get((row.id, column.id), ([], []))
            pair = row.is_priority and column.is_priority
            about = tuple(search for search in searches if pair and {row.id, column.id} <= search.about)
            cells.append(Cell(row, column, tuple(direct), tuple(through), about))
    return tuple(cells)


def _named(store: Store, parts: Sequence[Heading], text: str) -> list[Heading]:
    """The rows or columns meant by a number or a name."""
    if text.isdigit() and 0 < int(text) <= len(parts):
        return [parts[int(text) - 1]]
    plain = [part for part in parts if text.casefold() in part.label.casefold()]
    if len(plain) == 1:
        return plain
    by_id = {part.id: part for part in parts}
    fits = [
        match
        for match in find(store, text, ("Priority", "Plan"), most=60)
        if match.score >= GOOD and match.thing.id in by_id
    ]
    if not fits and not plain:
        raise NameNotFound(text, [part.label for part in parts])
    return [by_id[match.thing.id] for match in fits if match.score >= fits[0].score - 0.003] or plain
