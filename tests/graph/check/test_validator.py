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
from goldthread.graph.check.validator import (
    ValidationReport,
    check,
    check_anchors,
    check_rules,
    check_shapes,
    coverage,
    located,
)
from goldthread.graph.errors import Problem
from goldthread.graph.rdf.builder import build
from goldthread.graph.sources.library import Library
from goldthread.graph.sources.matching import Span, merge, sections
from goldthread.graph.tables.reader import Records
from goldthread.ontology import namespaces

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
    problems = check(records, tiny_library, shacl=False).problems
    assert "".join(f"{problem}\n" for problem in problems) == (BAD / name / "problems.txt").read_text(
        encoding="utf-8"
    )
    built = build(records)
    monkeypatch.setattr(ontology, "listing", lambda folder, ending: [f"checks/{name}-violation.rq"])
    assert sorted(check_rules(records, built)) == problems


def test_every_rule_has_a_bad_example_and_every_example_a_rule() -> None:
    assert sorted(path.name for path in BAD.iterdir()) == CHECKS


@pytest.mark.parametrize("name", CHECKS)
def test_a_rule_says_in_words_what_it_asks(name: str) -> None:
    first = ontology.text(f"checks/{name}-violation.rq").partition("\n")[0]
    assert first.startswith("# ") and first.endswith(".")


def test_a_problem_is_located_at_the_row_that_a_node_comes_from(tiny_records: Records) -> None:
    row = tiny_records.rows["any/board/hate-crime-board"]
    problem = Problem(row.file, row.number, "label", "wrong")
    for node in (
        "any/board/hate-crime-board",
        "any/board/hate-crime-board#evidence-target",
        "any/board/hate-crime-board#area--x",
    ):
        assert located(tiny_records, namespaces.ID + node, "label", "wrong") == problem
    assert located(tiny_records, "x:unknown", "label", "wrong") == Problem("x:unknown", 0, "label", "wrong")
    assert located(tiny_records, "", "", "wrong") == Problem("the graph", 0, "", "wrong")


SHAPES = {
    "bad/priorities": "id,label,kind,plan,basis,document,section,phrase\n"
    "bad/priority/one,One,shared "
    "priority,any/plan/safer-anytown-2021-24,stated,doc/anytown-plan,section/plan/glossary,SAE\n",
    "bad/boards": "id,label,kind,reports_to,basis,document,section,phrase\n"
    "bad/board/one,One,forum,any/board/youth-board,stated,doc/anytown-plan,section/plan/glossary,SAE\n",
    "bad/links": "id,subject,relation,object,basis,document,section,phrase\n"
    "link/bad/plan,bad/priority/one,is part "
    "of,any/board/youth-board,stated,doc/anytown-plan,section/plan/glossary,SAE\n"
    "link/bad/place,bad/board/one,reports "
    "to,place/anytown,stated,doc/anytown-plan,section/plan/glossary,SAE\n",
}


UNMET = [
    Problem(
        "bad/boards.csv",
        2,
        "reports_to",
        "More than 1 values on <https://w3id.org/goldthread/id/bad/board/one>->org:reportsTo",
    ),
    Problem(
        "bad/boards.csv",
        2,
        "reports_to",
        "Value does not have class gt:Body (value: https://w3id.org/goldthread/id/place/anytown)",
    ),
    Problem(
        "bad/priorities.csv",
        2,
        "plan",
        f"Value does not have class gt:Plan (value: {namespaces.ID}any/board/youth-board)",
    ),
]


def test_a_shape_that_is_not_met_is_told_by_the_heading_of_the_table(on_top: OnTop) -> None:
    records = on_top(SHAPES)
    assert sorted(check_shapes(records, build(records))) == UNMET


def test_rules_and_shapes_are_told_together_or_rules_alone(on_top: OnTop, tiny_library: Library) -> None:
    records = on_top({**SHAPES, "bad/people": "id,label,basis\nbad/person/one,One,inferred\n"})
    alone = check(records, tiny_library, shacl=False).problems
    assert [(problem.file, problem.column) for problem in alone] == [
        ("bad/people.csv", "premises"),
        ("bad/people.csv", "why"),
    ]
    assert check(records, tiny_library).problems == sorted([*alone, *UNMET])


@pytest.mark.parametrize(
    ("section", "near", "phrase", "message"),
    [
        ("section/plan/glossary", "", "SAE", None),
        ("section/plan/glossary", "", "sae: THE\texec-utive", None),
        (
            "section/plan/glossary",
            "",
            "Not in it",
            "“Not in it” is not found in section/plan/glossary; copy it from the text, at most 12 words",
        ),
        (
            "section/plan/glossary",
            "",
            "AE",
            "“AE” is not found in section/plan/glossary; copy it from the text, at most 12 words",
        ),
        (
            "section/plan/glossary",
            "",
            "Mill Estate",
            (
                "“Mill Estate” is not found in section/plan/glossary, but once elsewhere in the "
                "document; correct the section"
            ),
        ),
        (
            "section/plan/title",
            "",
            "Board",
            (
                "“Board” is not found in section/plan/title, but 4 times elsewhere in the document; "
                "correct the section"
            ),
        ),
        (
            "section/plan/governance",
            "",
            "Hate Crime",
            (
                "“Hate Crime” stands 2 times in section/plan/governance; add words that stand shortly "
                "before it in the column near"
            ),
        ),
        ("section/plan/governance", "Plan 2018-21", "Hate Crime", None),
        (
            "section/plan/governance",
            "Gold",
            "Hate Crime",
            (
                "“Hate Crime” stands 2 times in section/plan/governance; add words that stand shortly "
                "before it in the column near"
            ),
        ),
        (
            "section/plan/governance",
            "Duties",
            "Hatred",
            (
                "“Hatred” is not found in section/plan/governance, but once elsewhere in the document; "
                "correct the section"
            ),
        ),
    ],
)
def test_an_anchor_is_found_exactly_once_or_told(
    on_top: OnTop, tiny_library: Library, section: str, near: str, phrase: str, message: str | None
) -> None:
    row = f"bad/person/one,One,stated,doc/anytown-plan,{section},{near},{phrase}\n"
    records = on_top({"bad/people": f"id,label,basis,document,section,near,phrase\n{row}"})
    report = ValidationReport()
    check_anchors(records, tiny_library, report)
    assert report.problems == ([Problem("bad/people.csv", 2, "phrase", message)] if message else [])
    assert report.found == report.sought - len(report.problems)


def test_a_section_whose_first_words_are_not_there_is_told_and_its_anchors_are_not_sought(
    on_top: OnTop, tiny_library: Library
) -> None:
    records = on_top(
        {
            "bad/sections": (
                "id,label,document,number,coverage,phrase\n"
                "section/bad/lost,Lost,doc/anytown-plan,99,recorded,Lost words\n"
            ),
            "bad/people": (
                "id,label,basis,document,section,phrase\n"
                "bad/person/one,One,stated,doc/anytown-plan,section/bad/lost,SAE\n"
            ),
        }
    )
    report = ValidationReport()
    check_anchors(records, tiny_library, report)
    message = "these first words are not found after the section before; copy them from the text"
    assert report.problems == [Problem("bad/sections.csv", 2, "phrase", message)]
    assert report.anchors - report.sought == 1


def test_without_the_documents_no_anchor_is_sought_and_they_are_named(
    tiny_records: Records, tmp_path: Path
) -> None:
    report = check(tiny_records, Library(tmp_path), shacl=False)
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


def test_the_real_records_keep_every_rule(real: Records, built: str) -> None:
    assert check_rules(real, built) == []


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
