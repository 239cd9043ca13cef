"""An anchor has exactly one place in its section, or is told with what to mend."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from goldthread.graph.check.anchors import check_anchors
from goldthread.graph.check.report import ValidationReport
from goldthread.graph.errors import Problem
from goldthread.graph.sources.library import Library
from goldthread.graph.tables.reader import Records

OnTop = Callable[[Path | Mapping[str, str]], Records]


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


def test_a_document_without_sections_is_one_section(on_top: OnTop, tmp_path: Path) -> None:
    records = on_top(
        {
            "bad/documents": "id,label,kind,issued,file,basis,phrase\n"
            "bad/doc,Note,strategy,2024,note.txt,stated,A short note\n",
            "bad/people": "id,label,basis,phrase\nbad/one,One,stated,lamps\nbad/two,Two,stated,weir\n"
            "bad/three,Three,stated,mill\n",
        }
    )
    (tmp_path / "note.txt").write_text("A short note on the mill: lamps, and the lamps.", encoding="utf-8")
    report = ValidationReport()
    check_anchors(records, Library(tmp_path), report)
    assert report.problems == [
        Problem(
            "bad/people.csv",
            2,
            "phrase",
            "“lamps” stands 2 times in the document; add words that stand shortly before it in the column "
            "near",
        ),
        Problem(
            "bad/people.csv",
            3,
            "phrase",
            "“weir” is not found in the document; copy it from the text, at most 12 words",
        ),
    ]
    assert (report.sought, report.found) == (4, 2)


def test_a_long_phrase_is_told_in_short(on_top: OnTop, tiny_library: Library) -> None:
    row = f"bad/person/one,One,stated,doc/anytown-plan,section/plan/glossary,{'lamps ' * 8_000}\n"
    report = ValidationReport()
    check_anchors(
        on_top({"bad/people": f"id,label,basis,document,section,phrase\n{row}"}), tiny_library, report
    )
    (problem,) = report.problems
    assert len(str(problem)) < 500 and "(47,999 characters)" in problem.message
