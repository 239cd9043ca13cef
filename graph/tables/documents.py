"""Which document each row rests on, and what is wrong with the documents' files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from goldthread.graph.errors import Problem
from goldthread.graph.tables.rows import RecordRow
from goldthread.graph.text import filenames
from goldthread.graph.text.english import listed
from goldthread.graph.text.safe import excerpt

DOCUMENTS = "documents"


def of_folders(rows: Iterable[RecordRow]) -> dict[str, list[str]]:
    """The identifiers of the documents in each folder's table of documents."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row.table == DOCUMENTS and row.id:
            found[row.folder].append(row.id)
    return dict(found)


def unnamed(rows: Iterable[RecordRow], documents: dict[str, list[str]]) -> Iterator[Problem]:
    """A problem for each row that rests on a document but does not say on which of its folder's several."""
    for row in rows:
        several = documents.get(row.folder, ())
        if len(several) < 2 or row.table == DOCUMENTS or row.first("document"):
            continue
        if row.first("basis") == "stated" or row.first("phrase"):
            which = listed([excerpt(one) for one in several], 3, between=", ", before_rest="")
            words = f"this folder has {len(several)} documents; name the one that says it: {which}"
            yield Problem(row.file, row.number, "document", words)


def file_faults(rows: Iterable[RecordRow]) -> Iterator[Problem]:
    """A problem for each document whose file has a name that no file may bear, or nearly another's."""
    named: dict[str, tuple[str, RecordRow]] = {}
    for row in rows:
        name = row.first("file")
        if row.table != DOCUMENTS or not name:
            continue
        if fault := filenames.fault(name):
            words = f"“{excerpt(name)}” {fault}; give the plain name of a file, such as plan.txt"
            yield Problem(row.file, row.number, "file", words)
            continue
        other, earlier = named.setdefault(filenames.place(name), (name, row))
        if other != name:
            words = (
                f"“{excerpt(name)}” and “{excerpt(other)}” at {earlier.file}:{earlier.number} are one file"
            )
            yield Problem(row.file, row.number, "file", f"{words} on some systems; write both alike")
