"""A report begins with nothing found, and as one of records that were read."""

from __future__ import annotations

from goldthread.graph.check.report import ValidationReport


def test_a_report_begins_empty_and_complete() -> None:
    report = ValidationReport()
    assert (report.problems, report.missing_texts, report.coverage) == ([], [], {})
    assert (report.anchors, report.sought, report.found, report.complete) == (0, 0, 0, True)
