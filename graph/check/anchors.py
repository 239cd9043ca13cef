"""The anchors of records, each sought in the text of its document."""

from __future__ import annotations

from collections import defaultdict

from goldthread.graph.check.report import ValidationReport
from goldthread.graph.errors import Problem
from goldthread.graph.sources.library import Library
from goldthread.graph.sources.matching import MOST_WORDS, SourceText, Span, merge, sections
from goldthread.graph.tables.reader import RecordRow, Records
from goldthread.graph.text.safe import excerpt


def check_anchors(records: Records, library: Library, report: ValidationReport) -> None:
    """Seeks every anchor in its document's text, and adds to the report those without exactly one place."""
    files = {row.id: row.first("file") for row in records.of("documents")}
    spans = _spans(records, files, library, report)
    parted = {records.document_of(row) for row in records.of("sections")}
    for row in records.rows.values():
        # A section's phrase is its first words, by which it was found already.
        if not row.first("phrase") or row.table == "sections":
            continue
        report.anchors += 1
        document = records.document_of(row)
        text = library.text(files.get(document, ""))
        within = spans.get(row.first("section"))
        # A document without sections, as a short one may be, is one section.
        if text is None or (within is None and (row.first("section") or document in parted)):
            continue
        report.sought += 1
        places = text.find(row.first("phrase"), within, row.first("near"))
        if len(places) == 1:
            report.found += 1
        else:
            fault = _anchor_fault(row, len(places), len(text.find(row.first("phrase"))))
            report.problems.append(Problem(row.file, row.number, "phrase", fault))


def _spans(
    records: Records, files: dict[str, str], library: Library, report: ValidationReport
) -> dict[str, Span]:
    """Where each section of each registered document lies in its text.

    Adds to the report the documents that are not registered and the sections that are not found. One file may
    hold several documents, so the sections of all of them are closed together."""
    of_documents: dict[str, list[RecordRow]] = defaultdict(list)
    for row in records.of("sections"):
        of_documents[records.document_of(row)].append(row)
    of_files: dict[str, tuple[SourceText, list[dict[str, Span]]]] = {}
    for document, file in files.items():
        text = library.text(file)
        if text is None:
            report.missing_texts.append(file)
            continue
        rows = sorted(of_documents[document], key=lambda row: int(row.first("number")))
        found, lost = sections(text, [(row.id, row.first("phrase")) for row in rows])
        of_files.setdefault(file, (text, []))[1].append(found)
        for row in (records.rows[identifier] for identifier in lost):
            message = "these first words are not found after the section before; copy them from the text"
            report.problems.append(Problem(row.file, row.number, "phrase", message))
    report.missing_texts = sorted(set(report.missing_texts))
    spans: dict[str, Span] = {}
    for text, parts in of_files.values():
        spans |= merge(parts, len(text.raw))
    return spans


def _anchor_fault(row: RecordRow, places: int, elsewhere: int) -> str:
    """What to mend of an anchor with so many places in its section, and so many in the whole document."""
    phrase, section = excerpt(row.first("phrase")), excerpt(row.first("section")) or "the document"
    if places > 1:
        return (
            f"“{phrase}” stands {places} times in {section}; add words that stand shortly before it in "
            f"the column near"
        )
    if elsewhere:
        times = "once" if elsewhere == 1 else f"{elsewhere} times"
        return (
            f"“{phrase}” is not found in {section}, but {times} elsewhere in the document; correct the "
            f"section"
        )
    return f"“{phrase}” is not found in {section}; copy it from the text, at most {MOST_WORDS} words"
