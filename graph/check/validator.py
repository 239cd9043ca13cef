"""Checks records: their reading, their anchors, the ontology's rules and its shapes."""

from __future__ import annotations

from pathlib import Path

from goldthread.graph.check.anchors import check_anchors
from goldthread.graph.check.report import ValidationReport
from goldthread.graph.check.rules import check_rules, check_shapes
from goldthread.graph.errors import RecordsError
from goldthread.graph.rdf.builder import store
from goldthread.graph.sources.library import Library
from goldthread.graph.tables.reader import Records, read

__all__ = ["ValidationReport", "check", "check_folder", "coverage"]


def check_folder(root: Path, library: Library) -> tuple[ValidationReport, Records]:
    """Everything that is wrong with a folder of records, and the records; none if they cannot be read.

    What keeps them from being read is told alone, because the rest would be full of its consequences. Raises
    SourceError if a document's copy cannot be read.
    """
    try:
        records = read(root)
    except RecordsError as error:
        return ValidationReport(error.problems, complete=False), Records(root, {})
    return check(records, library), records


def check(records: Records, library: Library) -> ValidationReport:
    """Everything that is wrong with records that were read: anchors, rules, shapes, and files among them.

    Anchors are sought only in the documents whose copies are registered; `missing_texts` names the others.
    Raises SourceError if a copy cannot be read."""
    report = ValidationReport([*records.unread])
    check_anchors(records, library, report)
    built = store(records)
    report.problems += check_rules(records, built)
    report.problems += check_shapes(records, built)
    report.problems = sorted(set(report.problems))
    report.coverage = coverage(records)
    return report


def coverage(records: Records) -> dict[str, dict[str, int]]:
    """For each document how many sections are recorded, hold nothing to record, or are not read."""
    counts: dict[str, dict[str, int]] = {}
    for row in records.of("sections"):
        none = {"recorded": 0, "nothing to record": 0, "not yet": 0}
        counts.setdefault(records.document_of(row), none)[row.first("coverage")] += 1
    return counts
