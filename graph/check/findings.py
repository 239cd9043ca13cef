"""Lists what a careful reader of the records should know or mend, with file and row.

A finding is not a fault: a doubt, an unsafe reading or a contradiction of the documents is said here because
it is true."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from goldthread.graph.tables.reader import RecordRow, Records
from goldthread.graph.tables.schema import Schema, schema
from goldthread.graph.text.english import listed

# Columns that may be empty, but without which a row of the table tells little.
EXPECTED = {
    "figures": ("value", "unit", "from"),
    "measures": ("unit",),
    "boards": ("area",),
    "plans": ("status",),
    "funding": ("amount", "funder"),
}
# Tables whose rows are all bodies, so that a name that two of them share is a name of several bodies.
BODIES = ("boards", "agencies", "teams", "posts")
# Tables in which people look for a thing by its name.
NAMED = (*BODIES, "programmes", "plans", "priorities", "measures", "places")


# Tables whose rows say something of other things, and are no things that could be left alone.
STATEMENTS = {
    "documents",
    "sections",
    "links",
    "alignments",
    "anchors",
    "names",
    "none_found",
    "standings",
    "reviews",
    "memberships",
}
# Columns that say where a row stands or what it rests on, and so do not tie its thing to another.
SOURCES = ("document", "section", "premises")


@dataclass(frozen=True, order=True)
class Finding:
    """One thing to know: its kind, document (by title), file and row, what it is about, the words."""

    kind: str
    document: str
    file: str
    row: int
    about: str
    words: str


def findings(records: Records, form: Schema | None = None) -> list[Finding]:
    """All findings, each once, in the order of kind, document, file and row."""
    form = form or schema()
    of_rows = [
        _finding(records, row, kind, words)
        for row in records.rows.values()
        for kind, words in (*_doubts(row), *_gaps(row))
    ]
    return sorted({*of_rows, *_orphans(records, form), *_same_names(records)})


def reviews(records: Records) -> list[dict[str, str]]:
    """Who read what against the text and when, a row for each review: documents, what, by, on, result."""

    def documents(row: RecordRow) -> str:
        return "; ".join(records.rows[document].first("label") for document in row.cells["document"])

    told = ("what", "by", "on", "result")
    return [
        {"documents": documents(row), **{name: row.first(name) for name in told}}
        for row in records.of("reviews")
    ]


def coverage(records: Records) -> list[dict[str, str]]:
    """For each section of each document whether it is recorded, and how many rows rest on it."""
    rows = Counter(row.first("section") for row in records.rows.values())
    return [
        {
            "document": _title(records, row),
            "section": row.first("label"),
            "coverage": row.first("coverage"),
            "rows": str(rows[row.id]),
            "reason": row.first("note"),
        }
        for row in records.of("sections")
    ]


def categories(records: Records) -> list[dict[str, str]]:
    """How many rows each document has, a row for each table and a column for each folder of records."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in records.rows.values():
        counts[row.folder][row.table] += 1
    tables = [table for table in schema().tables if any(table in of for of in counts.values())]
    return [
        {"table": table, **{folder: str(of[table] or "") for folder, of in sorted(counts.items())}}
        for table in tables
    ]


def _finding(records: Records, row: RecordRow, kind: str, words: str) -> Finding:
    """A finding at a row and about what the row is about."""
    return Finding(kind, _title(records, row), row.file, row.number, _about(records, row), words)


def _doubts(row: RecordRow) -> Iterator[tuple[str, str]]:
    """What a row says of how safe it is, as pairs of kind and words."""
    # A section's note says why it is not recorded, which the table of sections shows.
    if row.first("note") and row.table != "sections":
        yield "doubt or remark", row.first("note")
    if row.first("relation") == "contradicts":
        yield "contradiction", row.first("why") or "the documents say both"
    reading = row.first("reading")
    if reading not in ("", "plain"):
        yield f"read {reading}", row.first("note") or "the text does not read straight on here"
    if row.first("basis") == "inferred" and not row.first("reviewed_by"):
        yield "inferred, to be reviewed", row.first("why")


def _gaps(row: RecordRow) -> Iterator[tuple[str, str]]:
    """What is not there by a row, as pairs of kind and words."""
    if row.table == "none_found":
        yield "none found", row.first("asked")
    if row.first("coverage") == "not yet":
        yield "section not read", row.first("label")
    missing = [name for name in EXPECTED.get(row.table, ()) if not row.first(name)]
    if missing:
        yield "missing field", f"{row.table} without {', '.join(missing)}"


def _orphans(records: Records, form: Schema) -> Iterator[Finding]:
    """Things that nothing ties to anything: no link of their own and none to them."""
    tied: set[str] = set()
    for row in records.rows.values():
        for column in form.tables[row.table].columns:
            if column.holds in ("reference", "anything") and column.name not in SOURCES:
                values = row.cells.get(column.name, ())
                tied |= {*values, row.id} if values else set()
    for row in records.rows.values():
        if row.table not in STATEMENTS and row.id not in tied:
            yield _finding(records, row, "tied to nothing", "no link leads to or from it")


def _same_names(records: Records) -> Iterator[Finding]:
    """Names that several things of one kind bear, capitals aside; the things by their identifiers."""
    for name, rows in _bearers(records):
        bearers = sorted({row.id for row in rows})
        for row in rows if len(bearers) > 1 else ():
            others = _some([other for other in bearers if other != row.id])
            words = f"“{name}” also names {others}"
            title = _title(records, row)
            yield Finding("name borne by several", title, row.file, row.number, row.id, words)


def _bearers(records: Records) -> Iterator[tuple[str, list[RecordRow]]]:
    """Each name, in small letters, with the rows of one kind that bear it."""
    bearers: dict[tuple[str, str], list[RecordRow]] = defaultdict(list)
    for row in (row for row in records.rows.values() if row.table in NAMED):
        kind = "body" if row.table in BODIES else row.table
        for name in {name.lower() for name in (row.first("label"), *row.cells.get("alt_labels", ()))}:
            bearers[kind, name].append(row)
    for (_, name), rows in bearers.items():
        yield name, rows


def _some(names: list[str]) -> str:
    return listed(names, 3, between=", ", before_rest="")


def _about(records: Records, row: RecordRow) -> str:
    """What a row is about, in words: its label, the ends of its link, or the label of what it speaks of."""
    if row.first("label"):
        return row.first("label")
    if row.first("subject"):
        subject, target = (_label(records, row.first(end)) for end in ("subject", "object"))
        return f"{subject} {row.first('relation')} {target}"
    other = next(
        (row.first(name) for name in ("about", "of", "measure", "organisation") if row.first(name)), ""
    )
    return _label(records, other) or row.id


def _label(records: Records, identifier: str) -> str:
    """The label of a row, or its identifier if it has none or there is no such row."""
    target = records.rows.get(identifier)
    return (target.first("label") if target else "") or identifier


def _title(records: Records, row: RecordRow) -> str:
    """The title of the document that a row was read in; shared rows have none."""
    document = records.rows.get(records.document_of(row))
    return document.first("label") if document else "Several documents"
