"""One row of a record table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class RecordRow:
    """One row of a table: `cells` maps a column's name to its values; `file` and `number`, the heading being
    line 1, say where it stands."""

    table: str
    folder: str
    file: str
    number: int
    cells: Mapping[str, tuple[str, ...]]

    @property
    def id(self) -> str:
        """The row's identifier, or an empty string if it has none."""
        return self.first("id")

    def first(self, column: str) -> str:
        """The only or first value of a column, or an empty string."""
        return next(iter(self.cells.get(column, ())), "")
