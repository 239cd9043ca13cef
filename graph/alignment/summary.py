"""The matrix of two plans in sentences: what is served, how that is known, and what is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import product

from goldthread.graph.alignment.matrix import OTHER, WHOLE, Cell, Heading, Matrix, bases, total
from goldthread.graph.results.answers import STATED, Answer
from goldthread.graph.results.phrasing import sentence
from goldthread.graph.text.english import capital, number, several

# How many links of a cell are told in full, set by hand: the reply lists them all.
MOST_LINKS = 2


def summarise(matrix: Matrix, reasons: tuple[str, str]) -> str:
    """Which plans, how many priorities of each are aligned and how, which not, and what is said of the plans
    as wholes.

    `reasons` say why each of the two plans was taken; they are empty where a person named it.
    """
    sentences = [
        _taken(matrix, reasons),
        _aligned(matrix),
        _serving(matrix),
        _pairs_without_link(matrix),
        _beside(matrix),
        _wholes(matrix),
        _searched(matrix),
    ]
    return " ".join(filter(None, sentences))


def summarise_cells(cells: Sequence[Cell]) -> str:
    """What stands behind each of a few cells, in sentences."""
    return " ".join(_cell(cell) for cell in cells)


def _cell(cell: Cell) -> str:
    if cell.links:
        rest = len(cell.links) - MOST_LINKS
        more = f" And {several(rest, 'more link')}." if rest > 0 else ""
        return " ".join(sentence(answer) for answer in cell.links[:MOST_LINKS]) + more
    pair = f"“{cell.row.label}” to “{cell.column.label}”"
    if not cell.searches:
        return f"Nothing is recorded that ties {pair}; nobody has looked for it in particular."
    places = [
        f"Looked in: {search.where}.{' ' + search.remark if search.remark else ''}"
        for search in cell.searches
    ]
    return f"Nothing was found that ties {pair}. " + " ".join(places)


def _taken(matrix: Matrix, reasons: tuple[str, str]) -> str:
    """Which two plans are set against each other, and why those."""
    one, other = (f" ({reason})" if reason else "" for reason in reasons)
    return f"“{matrix.below.label}”{one} is set against “{matrix.above.label}”{other}."


def _aligned(matrix: Matrix) -> str:
    """How many priorities of the one plan are tied to one of the other, by which bases, and which are not."""
    rows, columns = matrix.priorities
    if not rows or not columns:
        return _no_pairs(matrix)
    missing = [row for row in rows if not any(cell.links for cell in matrix.pairs if cell.row == row)]
    others = (
        f"one of the other's {several(len(columns), 'priority')}"
        if len(columns) > 1
        else "the other's one priority"
    )
    share = _share(len(rows) - len(missing), len(rows))
    least = "at least " if len(missing) < len(rows) else ""
    which = f" Not aligned: {_labels(missing)}." if 0 < len(missing) < len(rows) else ""
    return f"Of its {_kinds(rows)}, {share} aligned with {least}{others}{_how(matrix)}.{which}"


def _no_pairs(matrix: Matrix) -> str:
    plans = zip((matrix.below, matrix.above), matrix.priorities, strict=True)
    empty = " and ".join(f"“{plan.label}”" for plan, headings in plans if not headings)
    return f"The documents name no priorities of {empty}, so no pairs can be looked at."


def _serving(matrix: Matrix) -> str:
    """Whether each priority of the other plan is served, by a priority of the one or anything else of it."""
    columns = matrix.priorities[1]
    unserved = [
        column for column in columns if not any(cell.links for cell in matrix.cells if cell.column == column)
    ]
    if not matrix.pairs or len(unserved) == len(columns):
        return ""
    if unserved:
        return f"Nothing serves {_labels(unserved)}."
    return f"Each of those {number(len(columns))} is served." if len(columns) > 1 else ""


def _pairs_without_link(matrix: Matrix) -> str:
    """Of how many pairs without a link a reader found none, and how many nobody looked at."""
    empty = [cell for cell in matrix.pairs if not cell.links]
    searched = sum(bool(cell.searches) for cell in empty)
    # That no pair at all has a link has been said already; unless somebody looked, there is no more to it.
    if not empty or (len(empty) == len(matrix.pairs) and not searched):
        return ""
    if not searched:
        return f"Of the other {several(len(empty), 'pair')} nothing is recorded."
    have = "has" if len(empty) == 1 else "have"
    head = f"{capital(number(len(empty)))} of the {several(len(matrix.pairs), 'pair')} {have} no link"
    if searched == len(empty):
        return f"{head}: a reader looked and found none."
    return (
        f"{head}: for {number(searched)} a reader looked and found none, "
        f"for {number(len(empty) - searched)} nothing is recorded."
    )


def _beside(matrix: Matrix) -> str:
    """What is tied other than priorities to priorities: the one plan as a whole, or its work under no
    priority."""
    sentences = []
    for row_sort, column_sort in product(("", OTHER, WHOLE), repeat=2):
        # Pairs of priorities have their own sentence, and so has what is stated of the plans as wholes.
        if row_sort == column_sort and row_sort in ("", WHOLE):
            continue
        sorts = (row_sort, column_sort)
        cells = [cell for cell in matrix.cells if _sorts(cell) == sorts and cell.links]
        if cells:
            sentences.append(_tie(cells, *sorts))
    return " ".join(sentences)


def _sorts(cell: Cell) -> tuple[str, str]:
    """Which sort of row and column a cell has: a priority, which is empty, the whole, or other work."""
    row, column = ("" if heading.is_priority else heading.kind for heading in (cell.row, cell.column))
    return row, column


def _tie(cells: Sequence[Cell], row_sort: str, column_sort: str) -> str:
    rows, columns = {cell.row for cell in cells}, {cell.column for cell in cells}
    subject = {
        "": f"{capital(several(len(rows), 'priority'))} of the one",
        OTHER: "Work of the one under no priority",
        WHOLE: "The one plan as a whole",
    }[row_sort]
    target = {
        "": f"{several(len(columns), 'priority')} of the other",
        OTHER: "work of the other under no priority",
        WHOLE: "the other plan as a whole",
    }[column_sort]
    verb = "are" if row_sort == "" and len(rows) > 1 else "is"
    return f"{subject} {verb} tied to {target}: {total(cells)}."


def _wholes(matrix: Matrix) -> str:
    """What the documents state of the plans as wholes, with the first place."""
    stated = [answer for answer in _links(matrix, wholes=True) if answer.basis == STATED and answer.evidence]
    if not stated:
        return ""
    first = min(stated, key=lambda answer: answer.as_at or "")
    of_parts = any(answer.basis == STATED for answer in _links(matrix, wholes=False))
    only = "" if of_parts else " only"
    places = "" if len(stated) == 1 else f"in {several(len(stated), 'statement')}, first in "
    return (
        f"A tie of the two is stated{only} between the plans as wholes "
        f"({places}{first.evidence[0].reference})."
    )


def _links(matrix: Matrix, *, wholes: bool) -> list[Answer]:
    """The links between the plans as wholes, or all others."""
    cells = [cell for cell in matrix.cells if (cell.row.kind == cell.column.kind == WHOLE) == wholes]
    return [answer for cell in cells for answer in cell.links]


def _searched(matrix: Matrix) -> str:
    """How often and where the documents were searched for pairs of priorities, if none is stated."""
    documents = {place.document for search in matrix.searches for place in search.places}
    if not documents or any(answer.basis == STATED for answer in _links_of_pairs(matrix)):
        return ""
    searches = f"{several(len(matrix.searches), 'search')} of {several(len(documents), 'document')}"
    return f"{capital(searches)} for pairs of priorities found none."


def _how(matrix: Matrix) -> str:
    """The links by basis, a warning where none is stated, and how many there are only through work."""
    answers = _links_of_pairs(matrix)
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
    """Some of all, with the verb: both are, one is, none is."""
    everyone = "both" if every == 2 else f"all {number(every)}"
    what = "none" if not some else everyone if some == every > 1 else number(some)
    return f"{what} {'is' if some < 2 else 'are'}"


def _kinds(headings: Sequence[Heading]) -> str:
    """Nine shared priorities and two place-based headings."""
    kinds = Counter(heading.kind or "priority" for heading in headings)
    *first, last = (several(many, kind) for kind, many in kinds.items())
    return f"{', '.join(first)} and {last}" if first else last


def _labels(headings: Sequence[Heading]) -> str:
    return "; ".join(f"“{heading.label}”" for heading in headings)


def _links_of_pairs(matrix: Matrix) -> list[Answer]:
    """Every link between a priority of the one and a priority of the other, once."""
    return list(dict.fromkeys(answer for cell in matrix.pairs for answer in cell.links))
