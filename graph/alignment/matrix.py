"""The matrix of two plans: a cell for each priority of the one and of the other, with totals and rows.

Each cell keeps the priorities' own links apart from those through their work, because only the first are said
of the priorities.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from goldthread.graph.query.links import BASIS_ORDER
from goldthread.graph.query.searches import Search
from goldthread.graph.results.answers import NONE_FOUND, Answer, Thing, row_of
from goldthread.graph.results.base import Result

# The kinds of heading that are no priority: a link may be of the plan itself, or of work that stands under
# none of its priorities.
WHOLE, OTHER = "plan", "other work"
# How a link of a cell may be known, the surest first: what was looked for and not found is no link.
LINK_BASES = BASIS_ORDER[:3]


@dataclass(frozen=True)
class Heading:
    """A row or column: a priority, the plan as a whole, or its work under no priority (without
    identifier)."""

    id: str
    label: str
    kind: str = ""
    number: str = ""

    @property
    def is_priority(self) -> bool:
        """Whether it is one of the plan's priorities."""
        return self.kind not in (WHOLE, OTHER)


def counted(direct: Sequence[Answer], through: Sequence[Answer]) -> str:
    """Links by basis, those through work apart: 2 stated, 1 inferred; 1 stated through its work."""
    own, work = _by_basis(direct), _by_basis(through)
    return "; ".join(filter(None, [own, f"{work} through its work" if work else ""]))


def _by_basis(answers: Iterable[Answer]) -> str:
    return ", ".join(f"{many} {basis}" for basis, many in bases(answers).items())


def bases(answers: Iterable[Answer]) -> Counter[str]:
    """How many answers are known in which way, the surest first."""
    many = Counter(answer.basis for answer in answers)
    return Counter({basis: many[basis] for basis in BASIS_ORDER if many[basis]})


@dataclass(frozen=True)
class Cell:
    """What ties a row to a column: its own links, those through its work, and the searches that found
    none."""

    row: Heading
    column: Heading
    direct: tuple[Answer, ...] = ()
    through: tuple[Answer, ...] = ()
    searches: tuple[Search, ...] = ()

    @property
    def links(self) -> tuple[Answer, ...]:
        """All its links, the priority's own first."""
        return self.direct + self.through

    @property
    def words(self) -> str:
        """The counts by basis; where there is no link, whether somebody looked."""
        return counted(self.direct, self.through) or (NONE_FOUND if self.searches else "nothing recorded")

    def to_json(self) -> dict[str, Any]:
        """The cell with every link, its basis, reasoning and evidence."""
        return {
            "row": self.row.id,
            "column": self.column.id,
            "direct": dict(bases(self.direct)),
            "through_its_work": dict(bases(self.through)),
            "none_found": bool(self.searches) and not self.links,
            "links": [answer.to_json() for answer in self.direct],
            "links_through_its_work": [answer.to_json() for answer in self.through],
            "looked_for": [search.to_json() for search in self.searches],
        }


def total(cells: Iterable[Cell]) -> str:
    """The links of several cells, each counted once, by basis."""
    cells = list(cells)
    direct = dict.fromkeys(answer for cell in cells for answer in cell.direct)
    through = dict.fromkeys(answer for cell in cells for answer in cell.through if answer not in direct)
    return counted(list(direct), list(through)) or "none"


def row_of_cell(cell: Cell) -> dict[str, str]:
    """A cell as one row of a report or spreadsheet: the counts of its links by basis, and the searches."""
    own, through = bases(cell.direct), bases(cell.through)
    return {
        "row": cell.row.label,
        "column": cell.column.label,
        **{basis: str(own[basis]) for basis in LINK_BASES},
        **{f"{basis}_through_work": str(through[basis]) for basis in LINK_BASES},
        "state": "linked" if cell.links else cell.words,
        "looked_for": "; ".join(search.asked for search in cell.searches),
        "looked_in": "; ".join(search.where for search in cell.searches),
        "row_id": cell.row.id,
        "column_id": cell.column.id,
    }


@dataclass(frozen=True)
class Matrix(Result):
    """Every priority of one plan against every priority of another; `searches` are those not about one
    pair."""

    question: str
    text: str
    below: Thing
    above: Thing
    down: tuple[Heading, ...]
    across: tuple[Heading, ...]
    cells: tuple[Cell, ...]
    searches: tuple[Search, ...] = ()
    as_of: str | None = None

    columns = tuple(row_of_cell(Cell(Heading("", ""), Heading("", ""))))

    def cell(self, row: Heading, column: Heading) -> Cell:
        """The cell of a row and a column."""
        return next(cell for cell in self.cells if cell.row == row and cell.column == column)

    def links(self) -> list[Answer]:
        """Every link once, in the order of the cells."""
        return list(dict.fromkeys(answer for cell in self.cells for answer in cell.links))

    def link_rows(self) -> Iterator[dict[str, str]]:
        """A row a link and cell, with all the evidence: how the link counts for the row and column, and what
        it says."""
        for cell in self.cells:
            for answer in cell.links:
                counts = "of its own" if answer in cell.direct else "through its work"
                yield {"row": cell.row.label, "column": cell.column.label, "counts": counts, **row_of(answer)}

    def rows(self) -> Iterator[dict[str, str]]:
        """A row a cell."""
        return map(row_of_cell, self.cells)

    @property
    def priorities(self) -> tuple[list[Heading], list[Heading]]:
        """The rows and the columns that are priorities."""
        rows = [heading for heading in self.down if heading.is_priority]
        columns = [heading for heading in self.across if heading.is_priority]
        return rows, columns

    @property
    def pairs(self) -> list[Cell]:
        """The cells of a priority and a priority."""
        return [cell for cell in self.cells if cell.row.is_priority and cell.column.is_priority]

    def shown(self) -> Iterator[dict[str, str]]:
        """A row a priority, with its cell for each priority of the other plan, and the totals."""
        rows, columns = self.priorities
        heads = [f"{place}. {column.label}" for place, column in enumerate(columns, 1)]
        if not rows or not columns:
            return
        for row in rows:
            mine = [self.cell(row, column) for column in columns]
            words = dict(zip(heads, (cell.words for cell in mine), strict=True))
            yield {"priority": row.label, **words, "in all": total(mine)}
        sums = [total(self.cell(row, column) for row in rows) for column in columns]
        yield {"priority": "in all", **dict(zip(heads, sums, strict=True)), "in all": total(self.pairs)}

    def beside(self) -> Iterator[dict[str, str]]:
        """A row a further cell that has links: of a plan as a whole, or of work under no priority."""
        pairs = self.pairs
        for cell in self.cells:
            if cell.links and cell not in pairs:
                yield {
                    "of the first plan": cell.row.label,
                    "of the second plan": cell.column.label,
                    "links": cell.words,
                }

    def to_json(self) -> dict[str, Any]:
        """The envelope, with every cell complete."""
        return {
            "question": self.question,
            "as_of": self.as_of,
            "text": self.text,
            "plan": vars(self.below),
            "other_plan": vars(self.above),
            "rows": [vars(heading) for heading in self.down],
            "columns": [vars(heading) for heading in self.across],
            "cells": [cell.to_json() for cell in self.cells],
            "none_found": not self.links(),
            "looked_in": [search.where for search in self.searches],
            "looked_for": [search.to_json() for search in self.searches],
        }
