"""The page of findings on the records, which people filter in a browser and mend from.

It needs no network and no script of others. Every word in it may be hostile, so the page is a template that
escapes them, and its own policy lets nothing run but the one script that filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from goldthread.exports.html.csp import policy
from goldthread.exports.text.tables import plain, rows_text
from goldthread.graph.check.findings import Finding, categories, coverage, findings, reviews
from goldthread.graph.check.report import ValidationReport
from goldthread.graph.tables.reader import Records

PAGE = Path(str(files(__package__)))


def quality_page(records: Records, report: ValidationReport) -> str:
    """The page: faults, findings with a filter, who reviewed what, and coverage by section and category."""
    found = findings(records)
    # Read with Unix line ends, because the policy's digests are of those.
    style, script = ((PAGE / name).read_text(encoding="utf-8") for name in ("quality.css", "quality.js"))
    pages = Environment(
        loader=FileSystemLoader(PAGE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    # Escaping leaves what turns a line of text around or hides in it; `plain` does not.
    pages.filters["plain"] = plain
    return pages.get_template("quality.html").render(
        style=style,
        script=script,
        policy=policy([script], style),
        report=report,
        faults=_faults(report),
        counts=counts(found),
        findings=_shown(found),
        kinds=sorted({finding.kind for finding in found}),
        documents=sorted({finding.document for finding in found}),
        reviews=reviews(records),
        coverage=coverage(records),
        categories=categories(records),
    )


def quality_text(records: Records, style: str) -> str:
    """The findings by kind, for a terminal."""
    return rows_text(counts(findings(records)), style)


def counts(found: Sequence[Finding]) -> list[dict[str, str]]:
    """How many findings there are of each kind."""
    return [
        {"kind": kind, "findings": f"{count:,}"}
        for kind, count in sorted(Counter(finding.kind for finding in found).items())
    ]


def _faults(report: ValidationReport) -> list[dict[str, str]]:
    return [
        {"where": f"{p.file}:{p.row}" if p.row else p.file, "column": p.column, "what to mend": p.message}
        for p in report.problems
    ]


def _shown(found: Sequence[Finding]) -> list[dict[str, str]]:
    return [
        {
            "kind": f.kind,
            "document": f.document,
            "file and row": f"{f.file}:{f.row}",
            "about": f.about,
            "what": f.words,
        }
        for f in found
    ]
