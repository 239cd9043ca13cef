"""Each rule of the records is broken by its own bad example and by no other; so are anchors and shapes.

The real documents are checked where they are: in the folder that GOLDTHREAD_SOURCES names, or in
shared/sources beside the project."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from itertools import groupby
from pathlib import Path

import pytest

from goldthread import ontology
from goldthread.graph.check.anchors import check_anchors
from goldthread.graph.check.rules import check_rules, check_shapes
from goldthread.graph.check.validator import ValidationReport, check, check_folder, coverage
from goldthread.graph.errors import Problem
from goldthread.graph.rdf.builder import store
from goldthread.graph.sources.library import Library
from goldthread.graph.sources.matching import Span, merge, sections
from goldthread.graph.tables.reader import Records

HERE = Path(__file__).parents[2]
BAD = HERE / "cases" / "records"
CHECKS = [
    name.removeprefix("checks/").removesuffix("-violation.rq")
    for name in ontology.listing("checks", "-violation.rq")
]
OnTop = Callable[[Path | Mapping[str, str]], Records]


def test_the_tiny_world_keeps_every_rule(tiny_records: Records, tiny_library: Library) -> None:
    report = check(tiny_records, tiny_library)
    assert (report.problems, report.missing_texts) == ([], [])
    assert report.anchors == report.sought == report.found > 0
    assert report.coverage == coverage(tiny_records)


@pytest.mark.parametrize("name", CHECKS)
def test_a_bad_example_breaks_its_rule_and_no_other(
    name: str, on_top: OnTop, tiny_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = on_top(BAD / name)
    problems = check(records, tiny_library).problems
    assert "".join(f"{problem}\n" for problem in problems) == (BAD / name / "problems.txt").read_text(
        encoding="utf-8"
    )
    built = store(records)
    monkeypatch.setattr(ontology, "listing", lambda folder, ending: [f"checks/{name}-violation.rq"])
    assert sorted(check_rules(records, built)) == problems


def test_every_rule_has_a_bad_example_and_every_example_a_rule() -> None:
    assert sorted(path.name for path in BAD.iterdir()) == CHECKS


@pytest.mark.parametrize("name", CHECKS)
def test_a_rule_says_in_words_what_it_asks(name: str) -> None:
    first = ontology.text(f"checks/{name}-violation.rq").partition("\n")[0]
    assert first.startswith("# ") and first.endswith(".")


def test_rules_and_shapes_are_told_together(on_top: OnTop, tiny_library: Library) -> None:
    rows = "id,label,kind,reports_to,basis\nbad/board/one,One,forum,any/board/youth-board,inferred\n"
    link = (
        "id,subject,relation,object,basis\nlink/bad/more,bad/board/one,reports to,place/anytown,suggested\n"
    )
    records = on_top({"bad/boards": rows, "bad/links": link.replace("suggested", "inferred")})
    problems = check(records, tiny_library).problems
    assert {problem.column for problem in problems} == {"premises", "why", "reports_to"}
    assert problems == sorted(set(problems))


def test_a_file_among_the_tables_is_told_with_the_rest(on_top: OnTop, tiny_library: Library) -> None:
    records = on_top({})
    (records.root / "any-notes.txt").write_text("notes", encoding="utf-8")
    report, again = check_folder(records.root, tiny_library)
    words = "this file is not read, for it is no table; keep it outside the records"
    assert (report.problems, report.complete) == ([Problem("any-notes.txt", 0, "", words)], True)
    assert again.rows == records.rows


def test_what_keeps_records_from_being_read_is_told_alone(on_top: OnTop, tiny_library: Library) -> None:
    records = on_top({})
    (records.root / "names.csv").write_text("id\n", encoding="utf-8")
    (records.root / "notes.txt").write_text("notes", encoding="utf-8")
    report, none = check_folder(records.root, tiny_library)
    assert [problem.file for problem in report.problems] == ["names.csv", "notes.txt"]
    assert (report.complete, report.anchors, none.rows) == (False, 0, {})


def test_without_the_documents_no_anchor_is_sought_and_they_are_named(
    tiny_records: Records, tmp_path: Path
) -> None:
    report = check(tiny_records, Library(tmp_path))
    files = {row.first("file") for row in tiny_records.of("documents")}
    assert (report.problems, report.sought, report.found, report.missing_texts) == ([], 0, 0, sorted(files))
    assert report.anchors > 0


def test_coverage_counts_the_sections_of_each_document(on_top: OnTop) -> None:
    assert coverage(on_top(BAD / "section-left-out-without-reason"))["doc/bad"] == {
        "recorded": 0,
        "nothing to record": 2,
        "not yet": 1,
    }


@pytest.fixture(scope="module")
def documents(real: Records) -> Library:
    """The texts that the built-in records quote."""
    named = os.environ.get("GOLDTHREAD_SOURCES")
    folder = Path(named) if named else HERE.parent.parent / "shared" / "sources"
    missing = sorted(
        {row.first("file") for row in real.of("documents") if not (folder / row.first("file")).is_file()}
    )
    if missing:
        pytest.skip(
            f"The source documents are not at hand; name their folder in GOLDTHREAD_SOURCES. Missing "
            f"in {folder}: {', '.join(missing)}"
        )
    return Library(folder)


def test_the_real_records_keep_every_rule_and_shape(real: Records) -> None:
    built = store(real)
    assert check_rules(real, built) == check_shapes(real, built) == []


def test_every_anchor_of_the_real_records_is_found_exactly_once(real: Records, documents: Library) -> None:
    report = ValidationReport()
    check_anchors(real, documents, report)
    assert (report.problems, report.missing_texts) == ([], [])
    assert report.found == report.sought == report.anchors > 0


def spans_of(records: Records, library: Library, file: str) -> tuple[dict[str, Span], int, list[str]]:
    """The sections of all documents printed in a file, the length of its text, and the sections that are not
    found."""
    text = library.text(file)
    assert text is not None
    documents = [row.id for row in records.of("documents") if row.first("file") == file]
    rows = sorted(
        records.of("sections"), key=lambda row: (records.document_of(row), int(row.first("number")))
    )
    parts, lost = [], []
    for document, of_document in groupby(rows, key=records.document_of):
        if document in documents:
            found, missing = sections(text, [(row.id, row.first("phrase")) for row in of_document])
            parts.append(found)
            lost += missing
    return merge(parts, len(text.raw)), len(text.raw), lost


def test_the_sections_of_the_real_documents_cover_each_file(real: Records, documents: Library) -> None:
    for file in sorted({row.first("file") for row in real.of("documents")}):
        spans, length, lost = spans_of(real, documents, file)
        ordered = sorted(spans.values())
        text = documents.text(file)
        assert lost == [], file
        assert text is not None and not any(map(str.isalnum, text.raw[: ordered[0].start])), (
            f"{file} begins before its first section"
        )
        assert [one.end for one in ordered] == [*(other.start for other in ordered[1:]), length], file
        assert [section for section, span in spans.items() if span.start == span.end] == [], (
            f"{file} has empty sections"
        )
