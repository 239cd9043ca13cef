"""The gaps around two plans as text: counted, then listed by what was looked at, complete in CSV and JSON."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from io import StringIO

import pytest

from goldthread.exports.text.gaps import gaps_text
from goldthread.graph.alignment.builder import align
from goldthread.graph.alignment.gap_finder import gaps
from goldthread.graph.store.oxigraph import Store


@pytest.fixture(autouse=True)
def eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def test_gaps_are_counted_then_listed_by_what_was_looked_at(tiny: Store) -> None:
    shown = gaps_text(gaps(tiny, align(tiny), ["no-board"]), "table")
    assert shown.endswith("""\
Deliverables without a board: Safer Anytown Plan 2021-24

Only indirectly, 3. Looked for and none found: “Which Silver board owns each key
deliverable?” Safer Anytown Plan 2021-24 (text) (November 2021): Key
deliverables, Burglary; Key deliverables, Hate Crime:
  - City campaign against hate (Hate Crime): Hate Crime Board (inferred)
  - Hate crime reporting in schools (Hate Crime): Hate Crime Board (inferred)
  - Property marking on the Mill Estate (Burglary): Burglary Board (inferred)

Deliverables without a board: Anyshire Police and Crime Plan 2021-24

Nothing at all, 2. Not recorded; nobody has looked for it in particular:
  - Answering calls for help (Safer places)
  - Answering calls about hate (Answering calls for help)
""")
    assert max(map(len, shown.splitlines())) <= 80


def test_gaps_in_markdown_are_lists_under_headings(tiny: Store) -> None:
    shown = gaps_text(gaps(tiny, align(tiny), ["no-lead"]), "md")
    assert shown.endswith("""\
| gap | plan | of | nothing at all | only indirectly | looked for |
| --- | --- | --- | --- | --- | --- |
| deliverables without a lead | Safer Anytown Plan 2021-24 | 3 | 2 | 0 | 0 |
| deliverables without a lead | Anyshire Police and Crime Plan 2021-24 | 2 | 0 | 0 | 0 |

## Deliverables without a lead: Safer Anytown Plan 2021-24

Nothing at all, 2. Not recorded; nobody has looked for it in particular:

- City campaign against hate (Hate Crime)
- Hate crime reporting in schools (Hate Crime)
""")


def test_gaps_in_csv_and_json_are_complete(tiny: Store) -> None:
    found = gaps(tiny, align(tiny))
    rows = list(csv.DictReader(StringIO(gaps_text(found, "csv"), newline="")))
    assert len(rows) == len(found.items) == 30
    assert rows == list(found.rows())
    assert json.loads(gaps_text(found, "json")) == json.loads(json.dumps(found.to_json()))
    none = replace(found, items=(), tallies=())
    assert gaps_text(none, "csv") == ",".join(found.columns) + "\r\n"
