"""The report of a check as text: a table of problems, and counts of anchors and coverage."""

from __future__ import annotations

from dataclasses import asdict

from goldthread.exports.text.tables import json_text, plain, rows_text
from goldthread.graph.check.report import ValidationReport
from goldthread.graph.text.english import counted, listed

COLUMNS = ("file", "row", "column", "what to mend")


def report_text(report: ValidationReport, style: str) -> str:
    """The report as table, JSON, CSV or Markdown; CSV holds the problems alone."""
    rows = [
        dict(zip(COLUMNS, (p.file, str(p.row or ""), p.column, p.message), strict=True))
        for p in report.problems
    ]
    if style == "json":
        problems = [problem._asdict() for problem in report.problems]
        return json_text(asdict(report) | {"problems": problems})
    if style == "csv":
        return rows_text(rows, style, COLUMNS)
    told = [rows_text(rows, style)] if rows else ["No problems."]
    covered = [rows_text(coverage, style)] if (coverage := _coverage(report)) else []
    last = anchors_line(report) if report.complete else unread_line(report)
    return "\n".join(part.rstrip() + "\n" for part in [*told, *covered, last])


def unread_line(report: ValidationReport) -> str:
    """How much keeps the tables from being read, and that nothing else was checked."""
    many = counted(len(report.problems), "problem")
    return f"{many} to mend before the tables can be read; anchors, rules and shapes are checked after that."


def anchors_line(report: ValidationReport) -> str:
    """How many anchors were found, and which documents are not at hand."""
    line = f"Anchors found: {report.found:,} of {report.sought:,} sought, of {report.anchors:,} in all."
    if report.missing_texts:
        line += (
            f" Not registered: {plain(listed(report.missing_texts, between=', '))}; add them with "
            f"`goldthread sources add FILE`."
        )
    return line


def _coverage(report: ValidationReport) -> list[dict[str, str]]:
    return [
        {"document": document.removeprefix("doc/"), **{name: str(count) for name, count in counts.items()}}
        for document, counts in sorted(report.coverage.items())
    ]
