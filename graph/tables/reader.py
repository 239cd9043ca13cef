"""The rows of a folder of record tables, or every problem in them at once.

At once, because people mend tables in one sitting. What a table and a cell may hold stands in shapes.ttl
alone; nothing here knows a column by name but `id` and `document`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from goldthread.graph.errors import Problem, RecordsError
from goldthread.graph.tables.schema import ColumnSchema, Schema, TableSchema, schema
from goldthread.ontology.namespaces import IDENTIFIER

# Identifiers become the ends of addresses, so they are made of what needs no escape there.
ID = re.compile(r"[a-z0-9]+([./-]+[a-z0-9]+)*")
DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", re.ASCII)
NUMBER = {"decimal": re.compile(r"-?\d+(\.\d+)?", re.ASCII), "integer": re.compile(r"-?\d+", re.ASCII)}
# Characters that XML 1.0, and so a Word or Excel file, cannot hold, and DEL. More than
# these are unsafe to print, see text/safe.py, but do no harm in a file.
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
# How like a known name a wrong one must be, from 0 to 1, to suggest it; set by hand: one or two letters
# of a word may differ.
NEAR = 0.75


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


@dataclass(frozen=True)
class Records:
    """All rows of a records folder, by identifier, in the order of their files."""

    root: Path
    rows: dict[str, RecordRow]

    def of(self, table: str) -> list[RecordRow]:
        """The rows of one table, over all folders."""
        return [row for row in self.rows.values() if row.table == table]

    def document_of(self, row: RecordRow) -> str:
        """The identifier of the document that a row rests on: its own, or its folder's; empty in a shared
        table."""
        of_folder = f"doc/{row.folder}"
        return row.first("document") or (of_folder if of_folder in self.rows else "")


def read(root: Path, form: Schema | None = None) -> Records:
    """Reads every `<folder>/<table>.csv` below a records folder.

    Raises RecordsError with all problems: unknown tables, columns, references and values, wrong dates and
    numbers, missing cells, identifiers that are malformed or used twice.
    """
    form = form or schema()
    problems: list[Problem] = []
    rows: dict[str, RecordRow] = {}
    files = sorted(root.glob("*/*.csv"))
    if not files:
        raise RecordsError([Problem(str(root), 0, "", "no tables here; expected <document>/<table>.csv")])
    every = [row for path in files for row in _rows(path, form, problems)]
    for row in every:
        if earlier := rows.get(row.id):
            message = f"“{row.id}” is already at {earlier.file}:{earlier.number}; give one of them another"
            problems.append(Problem(row.file, row.number, "id", message))
        elif row.id:
            rows[row.id] = row
    records = Records(root, rows)
    problems += [problem for row in every for problem in _check(row, records, form)]
    if problems:
        raise RecordsError(problems)
    return records


def _rows(path: Path, form: Schema, problems: list[Problem]) -> Iterator[RecordRow]:
    """The rows of one file; what cannot be read as a row becomes a problem."""
    name = f"{path.parent.name}/{path.name}"
    table = form.tables.get(path.stem)
    if table is None:
        problems.append(
            Problem(name, 0, "", f"there is no table “{path.stem}”{_nearest(path.stem, form.tables)}")
        )
        return
    try:
        # With or without the mark that Excel puts at the beginning of “CSV UTF-8”.
        with path.open(newline="", encoding="utf-8-sig") as file:
            lines = list(csv.reader(file, strict=True))
    except UnicodeDecodeError:
        problems.append(Problem(name, 0, "", "this file is not UTF-8 text; save it as “CSV UTF-8”"))
        return
    except csv.Error as error:
        problems.append(
            Problem(
                name, 0, "", f"this file is not a CSV table ({error}); look for an unclosed quotation mark"
            )
        )
        return
    heading = lines[0] if lines else []
    problems += _heading_problems(name, heading, table)
    for number, line in enumerate(lines[1:], 2):
        if not any(line):
            continue
        if len(line) != len(heading):
            problems.append(
                Problem(
                    name,
                    number,
                    "",
                    f"{len(line)} cells, but the heading has {len(heading)}; check commas and quotes",
                )
            )
            continue
        yield RecordRow(table.name, path.parent.name, name, number, _cells(heading, line, table))


def _heading_problems(file: str, heading: list[str], table: TableSchema) -> Iterator[Problem]:
    names = [column.name for column in table.columns]
    for name in dict.fromkeys(heading):
        if name not in names:
            yield Problem(
                file,
                1,
                name,
                f"“{table.name}” has no such column{_nearest(name, names)}; rename or remove it",
            )
        elif heading.count(name) > 1:
            yield Problem(file, 1, name, "this column stands twice; keep one")
    for column in table.columns:
        if column.required and column.name not in heading:
            yield Problem(file, 1, column.name, "this column is missing; add it and fill it in")


def _cells(heading: list[str], line: list[str], table: TableSchema) -> dict[str, tuple[str, ...]]:
    cells = {}
    for name, text in zip(heading, line, strict=True):
        column = table.column(name)
        parts = text.split("|") if column and column.many else [text]
        cells[name] = tuple(part.strip() for part in parts if part.strip())
    return cells


def _check(row: RecordRow, records: Records, form: Schema) -> Iterator[Problem]:
    """Every cell of a row against its column."""
    for column in form.tables[row.table].columns:
        values = row.cells.get(column.name, ())
        if column.required and not values and column.name in row.cells:
            yield Problem(row.file, row.number, column.name, f"this cell is empty; it needs: {column.help}")
        for value in values:
            if message := _fault(value, column, records, form):
                yield Problem(row.file, row.number, column.name, message)


def _fault(value: str, column: ColumnSchema, records: Records, form: Schema) -> str | None:
    """What is wrong with a cell's value and what to do, in words; None if nothing is."""
    if NOT_IN_XML.search(value):
        return "holds a control character that no report can show; type the text again"
    if column.path == (IDENTIFIER,):
        return (
            None
            if ID.fullmatch(value)
            else f"“{value}” is not an identifier; use lower case letters, digits, - and /"
        )
    if column.holds == "date":
        return _date_fault(value)
    if pattern := NUMBER.get(column.holds):
        return (
            None
            if pattern.fullmatch(value)
            else f"“{value}” is not a number; digits and a point only, no commas or signs"
        )
    if column.holds in ("choice", "relation"):
        labels = [label for label, _ in column.choices]
        return (
            None
            if value in labels
            else f"“{value}” is not in the list{_nearest(value, labels) or ': ' + ', '.join(labels)}"
        )
    if column.holds in ("reference", "anything"):
        return _reference_fault(value, column, records, form)
    return None


def _reference_fault(value: str, column: ColumnSchema, records: Records, form: Schema) -> str | None:
    target = records.rows.get(value)
    if target is None:
        return (
            f"no row has the identifier “{value}”{_nearest(value, records.rows)}; add it, or correct the "
            f"reference"
        )
    found = form.tables[target.table].cls
    if not column.classes or any(form.is_a(found, wanted) for wanted in column.classes):
        return None
    wanted = " or ".join(form.labels.get(cls, cls.rpartition("/")[2]) for cls in column.classes)
    return f"“{value}” is of the table “{target.table}”, but this column needs: {wanted}"


def _date_fault(value: str) -> str | None:
    match = DATE.fullmatch(value)
    try:
        if match:
            date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
            return None
    except ValueError:
        pass
    return f"“{value}” is not a date; write 2021, 2021-11 or 2021-11-17"


def _nearest(value: str, known: Iterable[str]) -> str:
    """A hint in words, if something known is close."""
    close = get_close_matches(value, list(known), 1, NEAR)
    return f" (did you mean “{close[0]}”?)" if close else ""
