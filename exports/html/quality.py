"""The page of findings on the records, which people filter in a browser and mend from.

It needs no network and no script of others. Every word in it may be hostile, so the page is a template that
escapes them, and its own policy lets nothing run but the one script that filters."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Mapping, Sequence

from goldthread.exports.html.csp import policy
from goldthread.exports.text.tables import plain, rows_text
from goldthread.graph.check.findings import Finding, categories, coverage, findings, reviews
from goldthread.graph.check.validator import ValidationReport
from goldthread.graph.tables.reader import Records

STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; color: #1b1b1b; background: #fff; margin: 0 auto; padding: 1rem; max-width: 90rem }
a { color: #0b3d91 } a:focus, input:focus, select:focus { outline: 3px solid #0b3d91; outline-offset: 2px }
.skip { position: absolute; left: -99rem } .skip:focus { position: static }
table { border-collapse: collapse; width: 100%; margin: 1rem 0 2rem } caption { text-align: left; font-weight: 600 }
th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere }
th { background: #eef1f6 } form { display: flex; gap: 1rem; flex-wrap: wrap } label { display: block }
input, select { font: inherit; padding: .3rem; border: 1px solid #595959; max-width: 100% } [hidden] { display: none }
"""
SCRIPT = """
const form = document.querySelector("form"), rows = [...document.querySelectorAll("#findings tbody tr")], count = document.querySelector("#count");
form.hidden = false;
function filter() {
  const words = form.words.value.toLowerCase(), kind = form.kind.value, where = form.where.value;
  let shown = 0;
  for (const row of rows) {
    const cells = row.cells, fits = (!kind || cells[0].textContent === kind) && (!where || cells[1].textContent === where)
      && row.textContent.toLowerCase().includes(words);
    row.hidden = !fits;
    shown += fits;
  }
  count.textContent = shown + " of " + rows.length + " findings shown";
}
form.addEventListener("input", filter);
form.addEventListener("submit", event => event.preventDefault());
filter();
"""


def quality_page(records: Records, report: ValidationReport) -> str:
    """The page: faults, findings with a filter, coverage by document, section and category, and who reviewed
    what."""
    found = findings(records)
    problems = [
        {"where": f"{p.file}:{p.row}" if p.row else p.file, "column": p.column, "what to mend": p.message}
        for p in report.problems
    ]
    parts = [
        _section(
            "faults",
            "Faults",
            _table("What must be mended before the graph can be built", problems, "No faults."),
        ),
        _section("counts", "Findings by kind", _table("How many findings there are", counts(found), "None.")),
        _section(
            "findings",
            "All findings",
            _filter(found) + _table("What to know or mend", _shown(found), "None."),
        ),
        _section(
            "reviews",
            "Who reviewed what",
            _table("Readings of the records against the text, by role", reviews(records), "None yet."),
        ),
        _section(
            "coverage",
            "Coverage by section",
            _table("What each section of each document gave", coverage(records), "None."),
        ),
        _section(
            "categories",
            "Coverage by category",
            _table("Rows by table and folder", categories(records), "None."),
        ),
    ]
    anchors = (
        f"Anchors found in the documents: {report.found:,} of {report.sought:,} sought, of "
        f"{report.anchors:,} in all."
    )
    return (
        f"<!doctype html>\n"
        f'<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
        f'content="{policy([SCRIPT], STYLE)}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>Golden Thread: '
        f"quality of the records</title>"
        f'<style>{STYLE}</style></head><body><a class="skip" href="#findings">To the findings</a><header>'
        f"<h1>Quality of the records</h1><p>{_text(anchors)}</p></header><main>{''.join(parts)}</main>"
        f"<script>{SCRIPT}</script></body></html>\n"
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


def _section(name: str, heading: str, body: str) -> str:
    return f'<section id="{name}"><h2>{_text(heading)}</h2>{body}</section>'


def _filter(found: Sequence[Finding]) -> str:
    """The form that narrows the table; it shows only where scripts run, for without them it would do
    nothing."""
    kinds, documents = sorted({f.kind for f in found}), sorted({f.document for f in found})
    return (
        '<form hidden><label>Words <input name="words" type="search"></label>'
        f'<label>Kind <select name="kind">{_options(kinds)}</select></label>'
        f'<label>Document <select name="where">{_options(documents)}</select></label></form><p '
        f'id="count" role="status"></p>'
    )


def _options(values: Sequence[str]) -> str:
    return '<option value="">all</option>' + "".join(f"<option>{_text(value)}</option>" for value in values)


def _table(caption: str, rows: Sequence[Mapping[str, str]], empty: str) -> str:
    if not rows:
        return f"<p>{_text(empty)}</p>"
    head = "".join(f'<th scope="col">{_text(name)}</th>' for name in rows[0])
    body = "".join(
        "<tr>" + "".join(f"<td>{_text(value)}</td>" for value in row.values()) + "</tr>" for row in rows
    )
    return f"<table><caption>{_text(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _text(value: str) -> str:
    return html.escape(plain(value))
