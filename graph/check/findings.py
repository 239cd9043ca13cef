"""Records go in; everything in them that a careful reader should know or mend comes out, with file and row.

A finding is not a fault: a doubt, an unsafe reading or a contradiction of the documents is said here because
it is true."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from goldthread.graph.tables.reader import RecordRow, Records
from goldthread.graph.tables.schema import Schema, schema
from goldthread.graph.text.english import listed

EXPECTED = {
    "figures": ("value", "unit", "from"),
    "measures": ("unit",),
    "boards": ("area",),
    "plans": ("status",),
    "funding": ("amount", "funder"),
}
BODIES = ("boards", "agencies", "teams", "posts")
NAMED = (*BODIES, "programmes", "plans", "priorities", "measures", "places")


@dataclass(frozen=True, order=True)
class Finding:
    """One thing to know: what kind of finding, of which document and row, what it is about, and the words."""

    kind: str
    document: str
    file: str
    row: int
    about: str
    words: str


def findings(records: Records, form: Schema | None = None) -> list[Finding]:
    """All findings, by kind, document, file and row."""
    form = form or schema()
    of_row = [finding for row in records.rows.values() for finding in _of_row(row, records)]
    return sorted({*of_row, *_orphans(records, form), *_same_names(records)})


def reviews(records: Records) -> list[dict[str, str]]:
    """Who read what against the text, by role, and when."""
    return [
        {
            "documents": "; ".join(
                records.rows[document].first("label") for document in row.cells["document"]
            ),
            "what": row.first("what"),
            "by": row.first("by"),
            "on": row.first("on"),
            "result": row.first("result"),
        }
        for row in records.of("reviews")
    ]


def coverage(records: Records) -> list[dict[str, str]]:
    """For each section of each document: whether it is recorded, and how many rows rest on it."""
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
    """How many rows of each table each document has."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in records.rows.values():
        counts[row.folder][row.table] += 1
    tables = [table for table in schema().tables if any(table in of for of in counts.values())]
    return [
        {"table": table, **{folder: str(of[table] or "") for folder, of in sorted(counts.items())}}
        for table in tables
    ]


def _of_row(row: RecordRow, records: Records) -> Iterator[Finding]:
    """What one row says of itself."""

    def finding(kind: str, words: str) -> Finding:
        return Finding(kind, _title(records, row), row.file, row.number, _about(records, row), words)

    if row.first("note") and row.table != "sections":
        yield finding("doubt or remark", row.first("note"))
    if row.first("relation") == "contradicts":
        yield finding("contradiction", row.first("why") or "the documents say both")
    if row.first("reading") not in ("", "plain"):
        yield finding(
            f"read {row.first('reading')}", row.first("note") or "the text does not read straight on here"
        )
    if row.first("basis") == "inferred" and not row.first("reviewed_by"):
        yield finding("inferred, to be reviewed", row.first("why"))
    if row.table == "none_found":
        yield finding("none found", row.first("asked"))
    if row.first("coverage") == "not yet":
        yield finding("section not read", row.first("label"))
    missing = [name for name in EXPECTED.get(row.table, ()) if not row.first(name)]
    if missing:
        yield finding("missing field", f"{row.table} without {', '.join(missing)}")


def _orphans(records: Records, form: Schema) -> Iterator[Finding]:
    """Things that nothing ties to anything: no link of their own and none to them."""
    tied: set[str] = set()
    for row in records.rows.values():
        for column in form.tables[row.table].columns:
            if column.holds in ("reference", "anything") and column.name not in (
                "document",
                "section",
                "premises",
            ):
                values = row.cells.get(column.name, ())
                tied |= {*values, row.id} if values else set()
    for row in _things(records):
        if row.id not in tied:
            yield Finding(
                "tied to nothing",
                _title(records, row),
                row.file,
                row.number,
                _about(records, row),
                "no link leads to or from it",
            )


def _same_names(records: Records) -> Iterator[Finding]:
    """Names that several things of one kind bear."""
    bearers: dict[tuple[str, str], list[RecordRow]] = defaultdict(list)
    for row in (row for row in records.rows.values() if row.table in NAMED):
        kind = "body" if row.table in BODIES else row.table
        for name in {name.lower() for name in (row.first("label"), *row.cells.get("alt_labels", ()))}:
            bearers[kind, name].append(row)
    for (_, name), rows in bearers.items():
        for row in rows if len({other.id for other in rows}) > 1 else ():
            others = _some(sorted(other.id for other in rows if other.id != row.id))
            yield Finding(
                "name borne by several",
                _title(records, row),
                row.file,
                row.number,
                row.id,
                f"“{name}” also names {others}",
            )


def _some(names: list[str]) -> str:
    return listed(names, 3, between=", ", before_rest="")


def _things(records: Records) -> list[RecordRow]:
    left_out = {
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
    return [row for row in records.rows.values() if row.table not in left_out]


def _about(records: Records, row: RecordRow) -> str:
    """What a row is about, in words: its label, or for a link its ends."""
    if row.first("label"):
        return row.first("label")
    label: Callable[[str], str] = lambda name: _label(records, row.first(name))
    if row.first("subject"):
        return f"{label('subject')} {row.first('relation')} {label('object')}"
    return (
        _label(
            records,
            row.first("about") or row.first("of") or row.first("measure") or row.first("organisation"),
        )
        or row.id
    )


def _label(records: Records, identifier: str) -> str:
    target = records.rows.get(identifier)
    return (target.first("label") if target else "") or identifier


def _title(records: Records, row: RecordRow) -> str:
    document = records.rows.get(records.document_of(row))
    return document.first("label") if document else "Several documents"
