"""What is wrong with a cell's value, and what to do, in words."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from goldthread.graph.errors import GoldthreadError
from goldthread.graph.tables.hints import nearest
from goldthread.graph.tables.schema import ColumnSchema
from goldthread.graph.text.safe import excerpt
from goldthread.ontology.namespaces import IDENTIFIER

# Identifiers become the ends of addresses, so they are made of what needs no escape there.
ID = re.compile(r"[a-z0-9]+([./-]+[a-z0-9]+)*")
# In characters; longer ones make addresses that some programs cut off. Set by hand on 1 December 2026: the
# longest of the built-in records has 125.
LONGEST_ID = 400
# In characters: no number of the world is longer, and Python reads none of more than 4,300.
LONGEST_NUMBER = 100
DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", re.ASCII)
NUMBER = {"decimal": re.compile(r"-?\d+(\.\d+)?", re.ASCII), "integer": re.compile(r"-?\d+", re.ASCII)}
# Characters that XML 1.0, and so a Word or Excel file, cannot hold, and DEL. More than
# these are unsafe to print, see text/safe.py, but do no harm in a file.
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
# How much of a list of values a message names.
MOST_OF_LIST = 200


def fault(value: str, column: ColumnSchema) -> str | None:
    """What is wrong with a value in a column, for itself: references are looked up by the reader; None if
    nothing is."""
    if NOT_IN_XML.search(value):
        return "holds a control character that no report can show; type the text again"
    if column.path == (IDENTIFIER,):
        return id_fault(value)
    if column.holds == "date":
        return date_fault(value)
    if column.holds in ("choice", "relation"):
        return _choice_fault(value, column.labels)
    pattern = NUMBER.get(column.holds)
    if pattern is None or (len(value) <= LONGEST_NUMBER and pattern.fullmatch(value)):
        return None
    return f"“{excerpt(value)}” is not a number; digits and a point only, no commas or signs"


def id_fault(value: str) -> str | None:
    """What is wrong with an identifier."""
    if len(value) > LONGEST_ID:
        return f"“{excerpt(value)}” is longer than {LONGEST_ID} characters; shorten it"
    if not ID.fullmatch(value):
        return f"“{excerpt(value)}” is not an identifier; use lower case letters, digits, - and /"
    return None


def date_fault(value: str) -> str | None:
    """What is wrong with a date; of one in the form of a spreadsheet or letter, how it is to be written."""
    match = DATE.fullmatch(value)
    try:
        if match:
            date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
            return None
    except ValueError:
        pass
    return f"“{excerpt(value)}” is not a date; write {_meant(value) or '2021, 2021-11 or 2021-11-17'}"


def _meant(value: str) -> str:
    """A whole day in the records' form, if the value is one in another; empty if it may be two or none."""
    from goldthread.graph.text.dates import day_of

    # 05/07/2022 is in July here and in May in America; who exported it must say.
    parts = re.fullmatch(r"(\d\d?)/(\d\d?)/(\d{4})(?: 0?0:00(?::00)?)?", value, re.ASCII)
    if parts and int(parts[1]) <= 12 and int(parts[2]) <= 12 and parts[1] != parts[2]:
        year, one, other = parts[3], int(parts[1]), int(parts[2])
        return f"{year}-{other:02}-{one:02} or {year}-{one:02}-{other:02}, whichever is meant"
    days = r"\d\d?/\d\d?/\d{4}|\d\d? [A-Za-z]{3,9} \d{4}"
    written = value.removesuffix(" 00:00:00").removesuffix(" 00:00").removesuffix(" 0:00")
    if not re.fullmatch(days, written, re.ASCII):
        return ""
    try:
        return day_of(written)
    except GoldthreadError:
        return ""


def _choice_fault(value: str, labels: Collection[str]) -> str | None:
    if value in labels:
        return None
    hint = nearest(value, labels) or f": {_listed(labels)}"
    return f"“{excerpt(value)}” is not in the list{hint}"


def _listed(labels: Collection[str]) -> str:
    """The values of a list, or the first of a long one and how many more there are."""
    named: list[str] = []
    for label in labels:
        if sum(map(len, named)) + 2 * len(named) + len(label) > MOST_OF_LIST:
            return f"{', '.join(named)} and {len(labels) - len(named)} more, see the data dictionary"
        named.append(label)
    return ", ".join(named)
