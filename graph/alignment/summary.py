"""A matrix of two plans goes in, the sentences that an officer would say of it come out: what is served, how
that is known, what is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import product

from goldthread.graph.alignment.matrix import OTHER, WHOLE, Cell, Heading, Matrix, bases, total
from goldthread.graph.results.answers import STATED, Answer
from goldthread.graph.results.phrasing import sentence
from goldthread.graph.text.english import number, several


def summarise(matrix: Matrix, why: str) -> str:
    """Which plans, how many priorities of each are aligned and how, which not, and what is said of the plans
    as wholes.

    `why` says why each plan was taken, the two parted by a bar; it is empty where a person named both.
    """
    parts = [
        _taken(matrix, why),
        _served(matrix),
        _serving(matrix),
        _left(matrix),
        _besides(matrix),
        _wholes(matrix),
        _searched(matrix),
    ]
    return " ".join(filter(None, parts))


def told_of(cells: Sequence[Cell]) -> str:
    """What stands behind each of a few cells, in sentences."""
    return " ".join(_told_of(cell) for cell in cells)


def _told_of(cell: Cell) -> str:
    if cell.links:
        more = f" And {several(len(cell.links) - 2, 'more link')}." if len(cell.links) > 2 else ""
        return " ".join(sentence(answer) for answer in cell.links[:2]) + more
    pair = f"“{cell.row.label}” to “{cell.column.label}”"
    if not cell.looked:
        return f"Nothing is recorded that ties {pair}; nobody has looked for it in particular."
    searches = [
        f"Looked in: {search.where}.{' ' + search.remark if search.remark else ''}" for search in cell.looked
    ]
    return f"Nothing was found that ties {pair}. " + " ".join(searches)


def _taken(matrix: Matrix, why: str) -> str:
    """Which two plans are set against each other, and why those."""
    one, _, other = (f" ({reason})" if reason else "" for reason in why.partition("|"))
    return f"“{matrix.below.label}”{one} is set against “{matrix.above.label}”{other}."


def _served(matrix: Matrix) -> str:
    """How many priorities of the one plan are tied to one of the other, by which bases, and which are not."""
    rows, columns = matrix.priorities
    if not rows or not columns:
        empty = " and ".join(
            f"“{plan.label}”" for plan, parts in ((matrix.below, rows), (matrix.above, columns)) if not parts
        )
        return f"The documents name no priorities of {empty}, so no pairs can be looked at."
    left = [row for row in rows if not any(cell.links for cell in matrix.pairs if cell.row == row)]
    those = (
        f"one of the other's {several(len(columns), 'priority')}"
        if len(columns) > 1
        else "the other's one priority"
    )
    share = _share(len(rows) - len(left), len(rows))
    least = "at least " if len(left) < len(rows) else ""
    missing = f" Not aligned: {_labels(left)}." if left and len(left) < len(rows) else ""
    return f"Of its {_kinds(rows)}, {share} aligned with {least}{those}{_how(matrix)}.{missing}"


def _serving(matrix: Matrix) -> str:
    """Whether each priority of the other plan is served."""
    columns = matrix.priorities[1]
    left = [
        column for column in columns if not any(cell.links for cell in matrix.cells if cell.column == column)
    ]
    if not matrix.pairs or len(left) == len(columns):
        return ""
    if left:
        return f"Nothing serves {_labels(left)}."
    return f"Each of those {number(len(columns))} is served." if len(columns) > 1 else ""


def _left(matrix: Matrix) -> str:
    """Of how many pairs without a link a reader found none, and how many nobody looked at."""
    pairs = matrix.pairs
    empty = [cell for cell in pairs if not cell.links]
    none = sum(bool(cell.looked) for cell in empty)
    if not empty or (len(empty) == len(pairs) and not none):
        return ""
    if not none:
        return f"Of the other {several(len(empty), 'pair')} nothing is recorded."
    head = (
        f"{number(len(empty)).capitalize()} of the {several(len(pairs), 'pair')} "
        f"{'has' if len(empty) == 1 else 'have'} no link"
    )
    if none == len(empty):
        return f"{head}: a reader looked and found none."
    return (
        f"{head}: for {number(none)} a reader looked and found none, for {number(len(empty) - none)} "
        f"nothing is recorded."
    )


def _besides(matrix: Matrix) -> str:
    """What is tied other than priorities to priorities: the one plan as a whole, or its work under no
    priority."""
    told = []
    for row, column in product(("", OTHER, WHOLE), repeat=2):
        cells = [
            cell
            for cell in matrix.cells
            if (_sort(cell.row), _sort(cell.column)) == (row, column) and cell.links
        ]
        if cells and not (row == column and row in ("", WHOLE)):
            one = {
                "": f"{several(len({cell.row for cell in cells}), 'priority')} of the one",
                OTHER: "Work of the one under no priority",
            }
            other = {
                "": f"{several(len({cell.column for cell in cells}), 'priority')} of the other",
                OTHER: "work of the other under no priority",
            }
            subject, target = (
                one.get(row, "The one plan as a whole"),
                other.get(column, "the other plan as a whole"),
            )
            verb = "are" if row == "" and len({cell.row for cell in cells}) > 1 else "is"
            told.append(f"{subject[0].upper()}{subject[1:]} {verb} tied to {target}: {total(cells)}.")
    return " ".join(told)


def _sort(part: Heading) -> str:
    """Which sort of row or column it is: a priority, the whole, or other work."""
    return "" if part.is_priority else part.kind


def _wholes(matrix: Matrix) -> str:
    """What the documents state of the plans as wholes, with the first place."""
    wholes = [
        answer for cell in matrix.cells if cell.row.kind == cell.column.kind == WHOLE for answer in cell.links
    ]
    stated = [answer for answer in wholes if answer.basis == STATED and answer.evidence]
    if not stated:
        return ""
    first = min(stated, key=lambda answer: answer.as_at or "")
    parts = {
        answer
        for cell in matrix.cells
        if cell.row.kind != WHOLE or cell.column.kind != WHOLE
        for answer in cell.links
    }
    only = "" if any(answer.basis == STATED for answer in parts) else " only"
    places = "" if len(stated) == 1 else f"in {several(len(stated), 'statement')}, first in "
    return (
        f"A tie of the two is stated{only} between the plans as wholes "
        f"({places}{first.evidence[0].reference})."
    )


def _searched(matrix: Matrix) -> str:
    """How often and where the documents were searched for pairs of priorities, if none is stated."""
    documents = {place.document for search in matrix.searches for place in search.places}
    if not documents or any(answer.basis == STATED for answer in _answers(matrix)):
        return ""
    searches = f"{several(len(matrix.searches), 'search')} of {several(len(documents), 'document')}"
    return f"{searches[0].upper()}{searches[1:]} for pairs of priorities found none."


def _how(matrix: Matrix) -> str:
    """The links by basis, a warning where none is stated, and how many there are only through work."""
    answers = _answers(matrix)
    if not answers:
        return ""
    many = bases(answers)
    how = ", ".join(f"{number(count)} {basis}" for basis, count in many.items())
    if len(many) == 1:
        how = ("" if len(answers) == 1 else "all ") + next(iter(many))
    direct = {answer for cell in matrix.pairs for answer in cell.direct}
    work = len(answers) - len(direct)
    through = f"; {number(work)} of them through work that stands under a priority" if work else ""
    return f": {several(len(answers), 'link')}, {how}{'' if STATED in many else ', none stated'}{through}"


def _share(some: int, every: int) -> str:
    whole = "both" if every == 2 else f"all {number(every)}"
    what = "none" if not some else whole if some == every > 1 else number(some)
    return f"{what} {'is' if some < 2 else 'are'}"


def _kinds(parts: Sequence[Heading]) -> str:
    """Nine shared priorities and two place-based headings."""
    kinds = Counter(part.kind or "priority" for part in parts)
    *first, last = (several(many, kind) for kind, many in kinds.items())
    return f"{', '.join(first)} and {last}" if first else last


def _labels(parts: Sequence[Heading]) -> str:
    return "; ".join(f"“{part.label}”" for part in parts)


def _answers(matrix: Matrix) -> list[Answer]:
    """Every link between a priority of the one and a priority of the other, once."""
    return list(dict.fromkeys(answer for cell in matrix.pairs for answer in cell.links))
