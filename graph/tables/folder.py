"""The files of a records folder: the tables that are read, and each other file with why it is not.

Whatever lies in the folder was meant to be read by somebody, so nothing is passed over without a word but
what systems and programs leave behind for themselves.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from goldthread.graph.errors import Problem, RecordsError
from goldthread.graph.tables.schema import Schema
from goldthread.graph.text.safe import excerpt

# What a folder's name may be, because it becomes the end of the address of its named graph.
FOLDER = re.compile(r"\w[\w.-]*")
# The graphs that a build makes itself; see rdf/builder.py, rdf/inference.py and rdf/word_index.py.
TAKEN = ("vocabulary", "inferred", "words")
# Endings of files that hold tables, though only .csv is read.
TABLES = (".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".numbers", ".parquet")
# What Windows and macOS put into folders; names that begin with a full stop, or with what Excel puts before
# the name of an open file, are left out as well.
OF_SYSTEMS = ("thumbs.db", "desktop.ini", "__macosx")
# Set by hand on 1 December 2026; the built-in records are 280 files. More is a disk, no folder of records.
MOST_FILES = 20_000


@dataclass(frozen=True)
class TableFile:
    """A table in its place: where it lies, its folder, the table's name, and its name in messages."""

    path: Path
    folder: str
    table: str
    name: str


@dataclass(frozen=True)
class UnreadFile:
    """A file from which no row is read: where it lies, its name in messages, and why it is not read.

    `table` is the table that it would be by its name, if there is one of that name. `rows` says whether it is
    a table, so that rows are missing without it.
    """

    path: Path
    name: str
    why: str
    table: str = ""
    rows: bool = False

    @property
    def problem(self) -> Problem:
        """The same as a finding."""
        return Problem(self.name, 0, "", self.why)


@dataclass(frozen=True)
class RecordsFolder:
    """What lies in a records folder, in the order of names, and what is wrong with its folders."""

    tables: list[TableFile]
    unread: list[UnreadFile]
    problems: list[Problem]


def search(root: Path, form: Schema) -> RecordsFolder:
    """All files below a records folder; RecordsError if it cannot be opened or holds far too many."""
    found = RecordsFolder([], [], [])
    for seen, (path, parts) in enumerate(_files(root, found)):
        if seen == MOST_FILES:
            words = f"more than {MOST_FILES:,} files lie below it; name the folder of the records alone"
            raise RecordsError([Problem(excerpt(str(root), 200), 0, "", words)])
        name = "/".join(excerpt(part) for part in parts)
        if len(parts) == 2 and path.suffix == ".csv" and path.stem in form.tables:
            found.tables.append(TableFile(path, parts[0], path.stem, name))
        else:
            found.unread.append(_unread(path, parts, name, form))
    return found


def _files(root: Path, found: RecordsFolder) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Every file below the root with the names on the way to it; what cannot be opened becomes a problem."""
    todo: list[tuple[str, ...]] = [()]
    while todo:
        way = todo.pop()
        try:
            entries = sorted(os.scandir(root.joinpath(*way)), key=lambda entry: entry.name)
        except OSError as error:
            shown = "/".join(excerpt(part) for part in way) or excerpt(str(root), 200)
            words = f"this folder cannot be opened ({error.strerror}); ask for the right to read it"
            found.problems.append(Problem(shown, 0, "", words))
            continue
        folders = []
        for entry in entries:
            parts = (*way, entry.name)
            if _of_system(entry.name):
                continue
            # A folder called boards.csv was meant to be a table; inside a document's folder no link is
            # followed, because it may lead back to where one came from.
            if _is_folder(entry, follow=not way) and not entry.name.endswith(".csv"):
                folders.append(parts)
                if not way and (fault := _folder_fault(entry.name)):
                    found.problems.append(Problem(excerpt(entry.name), 0, "", fault))
            else:
                yield Path(entry.path), parts
        todo += reversed(folders)


def _of_system(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in OF_SYSTEMS


def _is_folder(entry: os.DirEntry[str], follow: bool) -> bool:
    try:
        return entry.is_dir(follow_symlinks=follow)
    except OSError:  # a link that leads to itself
        return False


def _folder_fault(name: str) -> str | None:
    if name in TAKEN:
        return f"a folder may not be called {name}, for the build makes a graph of that name; rename it"
    if FOLDER.fullmatch(name):
        return None
    return "a folder's name becomes part of a web address; name it with letters, digits, -, _ and . alone"


def _unread(path: Path, parts: tuple[str, ...], name: str, form: Schema) -> UnreadFile:
    """A file that is not read, with the reason that a person can mend."""
    from goldthread.graph.tables.hints import nearest

    ending, stem = path.suffix.lower(), path.name.partition(".")[0]
    table = next((table for table in form.tables if table == stem.strip().lower()), "")
    rows = ending in TABLES or bool(table)
    called = table or excerpt(path.stem)
    if not rows:
        why = "this file is not read, for it is no table; keep it outside the records"
    elif ending != ".csv":
        why = f"this file is not read; save it as “CSV UTF-8” under the name {called}.csv"
    elif len(parts) == 1:
        why = "this table is not read, because it stands beside the folders; move it into one"
    elif len(parts) > 2:
        why = f"this table is not read, because it lies too deep; move it into {excerpt(parts[0])}/"
    elif table:
        why = f"this table is not read, because its name is not in small letters; call it {table}.csv"
    else:
        why = f"there is no table “{called}”{nearest(path.stem, form.tables)}"
    return UnreadFile(path, name, why, table, rows)
