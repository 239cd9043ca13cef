"""The rows of a folder of record tables, or every problem in them at once.

At once, because people mend tables in one sitting. What a table and a cell may hold stands in shapes.ttl
alone; nothing here knows a column by name but `id`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from goldthread.graph.errors import Problem, RecordsError
from goldthread.graph.tables import documents
from goldthread.graph.tables.cells import fault
from goldthread.graph.tables.folder import TableFile, UnreadFile, search
from goldthread.graph.tables.hints import Hints, nearest
from goldthread.graph.tables.lines import Unreadable, lines, words
from goldthread.graph.tables.rows import RecordRow
from goldthread.graph.tables.schema import ColumnSchema, Schema, TableSchema, schema
from goldthread.graph.text.safe import excerpt

__all__ = ["RecordRow", "Records", "read"]

# How many problems are told of at once; set by hand on 1 December 2026. Nobody mends so many by hand, and a
# file that only looks like a table may have a million.
MOST_PROBLEMS = 50_000
# How many cells of one row that is not read are looked at, for the identifiers that others refer to.
MOST_CELLS = 1_000


@dataclass(frozen=True)
class Records:
    """All rows of a records folder, by identifier, in the order of their files.

    `unread` names the files that lie among them and are no tables."""

    root: Path
    rows: dict[str, RecordRow]
    unread: tuple[Problem, ...] = ()

    def of(self, table: str) -> list[RecordRow]:
        """The rows of one table, over all folders."""
        return [row for row in self.rows.values() if row.table == table]

    def document_of(self, row: RecordRow) -> str:
        """The identifier of the document that a row rests on: the one that it names, a document itself, else
        the only one of its folder; empty in a folder with none."""
        if row.table == documents.DOCUMENTS:
            return row.first("document") or row.id
        of_folder = self._documents.get(row.folder, [])
        return row.first("document") or (of_folder[0] if len(of_folder) == 1 else "")

    @cached_property
    def _documents(self) -> dict[str, list[str]]:
        return documents.of_folders(self.rows.values())


def read(root: Path, form: Schema | None = None) -> Records:
    """Reads every `<folder>/<table>.csv` below a records folder.

    Raises RecordsError with all problems: tables that are not read, unknown tables, columns, references and
    values, wrong dates and numbers, missing cells, identifiers that are malformed or used twice. A file that
    is no table loses no row, so it stands in `unread` only.
    """
    form = form or schema()
    folder = search(root, form)
    reading = _Reading(form, problems=[*folder.problems])
    if not folder.tables and not any(unread.rows for unread in folder.unread):
        where = excerpt(str(root), 200)
        reading.problems.append(Problem(where, 0, "", "no tables here; expected <document>/<table>.csv"))
    for file in folder.tables:
        reading.read(file)
    for unread in folder.unread:
        if unread.rows:
            reading.problems.append(unread.problem)
            reading.lost.file(unread)
    rows = _by_id(reading)
    asides = tuple(unread.problem for unread in folder.unread if not unread.rows)
    records = Records(root, rows, asides)
    for problem in _problems(records, reading):
        if len(reading.problems) == MOST_PROBLEMS:
            words = f"there are more than {MOST_PROBLEMS:,} problems; mend these first, then check again"
            reading.problems.append(Problem(excerpt(str(root), 200), 0, "", words))
            break
        reading.problems.append(problem)
    if reading.problems:
        raise RecordsError([*reading.problems, *asides])
    return records


@dataclass
class _Lost:
    """What may stand in the rows that were not read, so that nobody is told that it is nowhere.

    `names` are the cells of what could be read somehow, `tables` the tables of which nothing could, an empty
    name for one that is not known."""

    names: set[str] = field(default_factory=set)
    tables: set[str] = field(default_factory=set)

    def file(self, file: UnreadFile) -> None:
        """Remembers a file that was not read."""
        if file.path.suffix.lower() in (".csv", ".tsv", ".tab", ".txt"):
            self.text(file.path, file.table)
        else:
            self.tables.add(file.table)

    def text(self, path: Path, table: str) -> None:
        """Remembers a text file that was not read."""
        found = set(words(path))
        self.names |= found
        if not found:
            self.tables.add(table)

    def row(self, cells: list[str]) -> None:
        """Remembers a row that was not read."""
        self.names.update(cell.strip() for cell in cells[:MOST_CELLS])

    def may_hold(self, value: str, column: ColumnSchema, form: Schema) -> bool:
        """Whether a reference may lead to what was not read."""
        if value in self.names or "" in self.tables:
            return True
        classes = [form.tables[table].cls for table in self.tables]
        return any(
            not column.classes or any(form.is_a(cls, wanted) for wanted in column.classes) for cls in classes
        )


@dataclass
class _Reading:
    """The rows that were read so far, the problems, and what was lost."""

    form: Schema
    problems: list[Problem]
    rows: list[RecordRow] = field(default_factory=list)
    lost: _Lost = field(default_factory=_Lost)

    def read(self, file: TableFile) -> None:
        """Reads one table; what cannot be read as a row becomes a problem."""
        table = self.form.tables[file.table]
        columns = {column.name: column for column in table.columns}
        try:
            found = lines(file.path, {name: column.required for name, column in columns.items()})
        except Unreadable as why:
            self.problems.append(Problem(file.name, 0, "", str(why)))
            self.lost.text(file.path, file.table)
            return
        self.problems += _heading_problems(file.name, found.heading, table)
        width = len(found.heading)
        for number, cells in found.rows:
            if wrong := _shape_fault(cells, found.heading):
                if len(self.problems) < MOST_PROBLEMS:
                    self.problems.append(Problem(file.name, number, "", wrong))
                self.lost.row(cells)
                continue
            values = _cells(found.heading, cells[:width], columns)
            self.rows.append(RecordRow(table.name, file.folder, file.name, number, values))
            if "id" not in values:
                self.lost.row(cells)


def _shape_fault(cells: list[str], heading: list[str]) -> str | None:
    """What is wrong with the number of a row's cells; empty ones at the end, which spreadsheets add, are not
    counted."""
    width = len(heading)
    if len(cells) < width:
        return f"{len(cells)} cells, but the heading has {width}; check commas and quotes"
    if any(map(str.strip, cells[width:])):
        filled = len(cells) - next(at for at, cell in enumerate(reversed(cells)) if cell.strip())
        return f"{filled} cells, but the heading has {width}; check commas and quotes"
    for at, name in enumerate(heading):
        if not name and cells[at].strip():
            words = f"“{excerpt(cells[at])}” in cell {at + 1} stands under no heading"
            return f"{words}; name its column or empty it"
    return None


def _heading_problems(file: str, heading: list[str], table: TableSchema) -> Iterator[Problem]:
    names = [column.name for column in table.columns]
    for name in dict.fromkeys(filter(None, heading)):
        if name not in names:
            words = f"“{table.name}” has no such column{nearest(name, names)}; rename or remove it"
            yield Problem(file, 1, excerpt(name), words)
        elif heading.count(name) > 1:
            yield Problem(file, 1, name, "this column stands twice; keep one")
    for column in table.columns:
        if column.required and column.name not in heading:
            yield Problem(file, 1, column.name, "this column is missing; add it and fill it in")


def _cells(
    heading: list[str], cells: list[str], columns: dict[str, ColumnSchema]
) -> dict[str, tuple[str, ...]]:
    values = {}
    for name, text in zip(heading, cells, strict=True):
        if name:
            column = columns.get(name)
            parts = text.split("|") if column and column.many else (text,)
            values[name] = tuple(part.strip() for part in parts if part.strip())
    return values


def _by_id(reading: _Reading) -> dict[str, RecordRow]:
    """The rows by identifier; the second row of an identifier becomes a problem."""
    rows: dict[str, RecordRow] = {}
    for row in reading.rows:
        if earlier := rows.get(row.id):
            words = (
                f"“{excerpt(row.id)}” is already at {earlier.file}:{earlier.number}; give one of them another"
            )
            reading.problems.append(Problem(row.file, row.number, "id", words))
        elif row.id:
            rows[row.id] = row
    return rows


def _problems(records: Records, reading: _Reading) -> Iterator[Problem]:
    """What is wrong with the rows that were read."""
    hints = Hints(records.rows)
    for row in reading.rows:
        yield from _check(row, records, reading, hints)
    yield from documents.unnamed(reading.rows, documents.of_folders(reading.rows))
    yield from documents.file_faults(reading.rows)


def _check(row: RecordRow, records: Records, reading: _Reading, hints: Hints) -> Iterator[Problem]:
    """Every cell of a row against its column."""
    for column in reading.form.tables[row.table].columns:
        values = row.cells.get(column.name)
        if values is None:
            continue
        if column.required and not values:
            yield Problem(row.file, row.number, column.name, f"this cell is empty; it needs: {column.help}")
        for value in values:
            wrong = fault(value, column) or _reference_fault(value, column, records, reading, hints)
            if wrong:
                yield Problem(row.file, row.number, column.name, wrong)


def _reference_fault(
    value: str, column: ColumnSchema, records: Records, reading: _Reading, hints: Hints
) -> str | None:
    if column.holds not in ("reference", "anything"):
        return None
    form = reading.form
    target = records.rows.get(value)
    if target is None:
        if reading.lost.may_hold(value, column, form):
            return None
        return (
            f"no row has the identifier “{excerpt(value)}”{hints.nearest(value)}; add it, or correct the "
            f"reference"
        )
    found = form.tables[target.table].cls
    if not column.classes or any(form.is_a(found, wanted) for wanted in column.classes):
        return None
    wanted = " or ".join(form.labels.get(cls, cls.rpartition("/")[2]) for cls in column.classes)
    return f"“{excerpt(value)}” is of the table “{target.table}”, but this column needs: {wanted}"
