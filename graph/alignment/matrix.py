"""The priorities of two plans and what ties them go in; a matrix comes out that knows its cells, its totals
and its rows.

Each cell keeps the priorities' own links apart from those through their work, because only the first are said
of the priorities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from goldthread.graph.query.links import BASIS_ORDER
from goldthread.graph.query.searches import Looked
from goldthread.graph.results.answers import Answer, Thing, row_of
from goldthread.graph.results.base import Result

WHOLE, OTHER = "plan", "other work"


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


@dataclass(frozen=True)
class Cell:
    """What ties a row to a column: its own links, those through its work, and the searches that found
    none."""

    row: Heading
    column: Heading
    direct: tuple[Answer, ...] = ()
    through: tuple[Answer, ...] = ()
    looked: tuple[Looked, ...] = ()

    @property
    def links(self) -> tuple[Answer, ...]:
        """All its links, the priority's own first."""
        return self.direct + self.through

    @property
    def words(self) -> str:
        """The counts by basis; where there is no link, whether somebody looked."""
        return counted(self.direct, self.through) or ("none found" if self.looked else "nothing recorded")

    def to_json(self) -> dict[str, Any]:
        """The cell with every link, its basis, reasoning and evidence."""
        return {
            "row": self.row.id,
            "column": self.column.id,
            "direct": dict(bases(self.direct)),
            "through_its_work": dict(bases(self.through)),
            "none_found": bool(self.looked) and not self.links,
            "links": [answer.to_json() for answer in self.direct],
            "links_through_its_work": [answer.to_json() for answer in self.through],
            "looked_for": [search.to_json() for search in self.looked],
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
    searches: tuple[Looked, ...] = ()
    as_of: str | None = None

    columns = ("row", "column", "stated", "inferred", "suggested", "stated_through_work", "inferred_through_work",
               "suggested_through_work", "state", "looked_for", "looked_in", "row_id", "column_id")  # fmt: skip

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
                way = "of its own" if answer in cell.direct else "through its work"
                yield {"row": cell.row.label, "column": cell.column.label, "counts": way, **row_of(answer)}

    def rows(self) -> Iterator[dict[str, str]]:
        """A row a cell."""
        for cell in self.cells:
            own, through = bases(cell.direct), bases(cell.through)
            counts = {name: str(own[name]) for name in BASIS_ORDER[:3]}
            counts |= {f"{name}_through_work": str(through[name]) for name in BASIS_ORDER[:3]}
            state = "linked" if cell.links else cell.words
            sought = {
                "looked_for": "; ".join(search.asked for search in cell.looked),
                "looked_in": "; ".join(search.where for search in cell.looked),
            }
            names = {"row": cell.row.label, "column": cell.column.label}
            yield {
                **names,
                **counts,
                "state": state,
                **sought,
                "row_id": cell.row.id,
                "column_id": cell.column.id,
            }

    @property
    def priorities(self) -> tuple[list[Heading], list[Heading]]:
        """The rows and the columns that are priorities."""
        return [part for part in self.down if part.is_priority], [
            part for part in self.across if part.is_priority
        ]

    @property
    def pairs(self) -> list[Cell]:
        """The cells of a priority and a priority."""
        return [cell for cell in self.cells if cell.row.is_priority and cell.column.is_priority]

    def shown(self) -> Iterator[dict[str, str]]:
        """A row a priority, with its cell for each priority of the other plan, and the totals."""
        rows, columns = self.priorities
        heads = [f"{place}. {column.label}" for place, column in enumerate(columns, 1)]
        for part in rows if columns else ():
            mine = [self.cell(part, column) for column in columns]
            yield {
                "priority": part.label,
                **dict(zip(heads, (cell.words for cell in mine), strict=True)),
                "in all": total(mine),
            }
        if rows and columns:
            sums = [total(self.cell(part, column) for part in rows) for column in columns]
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
            "rows": [vars(part) for part in self.down],
            "columns": [vars(part) for part in self.across],
            "cells": [cell.to_json() for cell in self.cells],
            "none_found": not self.links(),
            "looked_in": [search.where for search in self.searches],
            "looked_for": [search.to_json() for search in self.searches],
        }


def total(cells: Iterable[Cell]) -> str:
    """The links of several cells, each counted once, by basis."""
    cells = list(cells)
    direct = dict.fromkeys(answer for cell in cells for answer in cell.direct)
    through = dict.fromkeys(answer for cell in cells for answer in cell.through if answer not in direct)
    return counted(list(direct), list(through)) or "none"


def counted(direct: Sequence[Answer], through: Sequence[Answer]) -> str:
    """Links by basis, those through work apart: 2 stated, 1 inferred; 1 stated through its work."""
    own, work = (
        ", ".join(f"{many} {basis}" for basis, many in bases(answers).items())
        for answers in (direct, through)
    )
    return "; ".join(filter(None, [own, f"{work} through its work" if work else ""]))


def bases(answers: Iterable[Answer]) -> Counter[str]:
    """How many answers are known in which way, the surest first."""
    many = Counter(answer.basis for answer in answers)
    return Counter({basis: many[basis] for basis in BASIS_ORDER if many[basis]})
