"""The heading and rows of one table file, however a spreadsheet wrote it.

Spreadsheets part cells by commas, semicolons or tabs, put a mark at the beginning, leave empty columns at the
end and let people write “ID ” for id. All that says the same, so it is read; what may say something else is
told.
"""

from __future__ import annotations

import csv
import io
import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

# Excel parts by semicolons where the comma is the decimal sign, and by tabs in “Text (tab delimited)”.
SEPARATORS = (",", ";", "\t")
# Set by hand on 1 December 2026: a table of 50,000 rows has 10 MB, and Excel can show no more rows than that.
MOST_BYTES = 50_000_000
MOST_ROWS = 1_048_576
# A first line that tells Excel the separator; no program but Excel knows it.
SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
NO_TABLES = {
    stat.S_ISDIR: "a folder, not a file; give the folder another name",
    stat.S_ISFIFO: "a pipe, not a file; write the table into a file",
    stat.S_ISSOCK: "a socket, not a file; write the table into a file",
    stat.S_ISCHR: "a device, not a file; write the table into a file",
    stat.S_ISBLK: "a device, not a file; write the table into a file",
}


class Unreadable(Exception):
    """A file that cannot be read as a table; its text says why and what to do."""


@dataclass(frozen=True)
class Lines:
    """The columns of a heading, an empty name where a cell of it is empty, and the rows with their numbers.

    The heading is line 1; a row counts as one line even if a cell of it holds several, as spreadsheets count.
    """

    heading: list[str]
    rows: list[tuple[int, list[str]]]


def lines(path: Path, columns: Mapping[str, bool]) -> Lines:
    """The lines of a table file that may have these columns; Unreadable if there are none to be had.

    `columns` says of each whether the table must have it.
    """
    text = _text(path)
    number = 1
    if hint := SEPARATOR_LINE.match(text):
        text, number, separator = text[hint.end() :], 2, hint[1]
    else:
        separator = _separator(text, columns)
    found = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator)
    try:
        heading = _heading(next(found, []), columns)
        rows = [(at, row) for at, row in enumerate(found, number + 1) if any(map(str.strip, row))]
    except csv.Error as error:
        raise Unreadable(
            f"this file is not a CSV table ({error}); look for an unclosed quotation mark"
        ) from None
    if len(rows) >= MOST_ROWS:
        raise Unreadable(f"this table has more than {MOST_ROWS:,} rows; part it in several folders")
    return Lines(heading, rows)


def _heading(cells: list[str], columns: Mapping[str, bool]) -> list[str]:
    heading = [_column(cell, columns) for cell in cells]
    while heading and not heading[-1]:
        heading.pop()
    if not heading:
        raise Unreadable(f"this table has no heading; its first row is to name {_needed(columns)}")
    if not set(heading) & set(columns):
        raise Unreadable(f"its first row names no column of this table; it is to name {_needed(columns)}")
    return heading


def read_bytes(path: Path) -> bytes:
    """What is in a file; Unreadable for what is no file, such as a pipe, which would wait for a writer."""
    try:
        about = os.stat(path)
        for is_kind, words in NO_TABLES.items():
            if is_kind(about.st_mode):
                raise Unreadable(f"this is {words}")
        if about.st_size > MOST_BYTES:
            raise Unreadable(f"this file is larger than {MOST_BYTES // 1_000_000} MB; part it in several")
        # Should a pipe have come in its place, opening it like this does not wait either.
        how = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with open(os.open(path, how), "rb") as file:
            return file.read(MOST_BYTES)
    except FileNotFoundError:
        raise Unreadable("this is a link to a file that is not there; put the table itself here") from None
    except OSError as error:
        raise Unreadable(
            f"this file cannot be opened ({error.strerror}); put the table itself here, readable to you"
        ) from None


def words(path: Path) -> Iterator[str]:
    """Every cell that a file may hold, whatever its encoding and separators; nothing if it cannot be opened.

    Good enough for identifiers, which are plain letters in every encoding that spreadsheets write.
    """
    try:
        raw = read_bytes(path)
    except Unreadable:
        return
    # Without the zeros of UTF-16 its plain letters are those of UTF-8.
    for cell in re.split(r'[,;|"\t\r\n]+', raw.replace(b"\0", b"").decode("latin-1")):
        yield cell.strip()


def _text(path: Path) -> str:
    try:
        # With or without the mark that Excel puts at the beginning of “CSV UTF-8”.
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable("this file is not UTF-8 text; save it as “CSV UTF-8”") from None


def _separator(text: str, columns: Mapping[str, bool]) -> str:
    """The separator by which the first line names most columns; the comma if it is as good as another."""
    first = re.split(r"[\r\n]", text, maxsplit=1)[0] if text[:1] not in "\r\n" else ""

    def known(separator: str) -> int:
        return len({_column(cell.strip(' "'), columns) for cell in first.split(separator)} & set(columns))

    return max(SEPARATORS, key=known)


def _column(cell: str, columns: Mapping[str, bool]) -> str:
    """The column that a cell of the heading means: “ Alt Labels ” is alt_labels; another stays as it is."""
    named = cell.strip().strip("\ufeff").strip()
    usual = re.sub(r"[\s-]+", "_", named).lower()
    return usual if usual in columns else named


def _needed(columns: Mapping[str, bool]) -> str:
    return ", ".join(name for name, needed in columns.items() if needed)
