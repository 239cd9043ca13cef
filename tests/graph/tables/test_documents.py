"""A row rests on the document of its folder whatever that is called; documents' files have plain names."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from goldthread.graph.errors import Problem, RecordsError
from goldthread.graph.tables.reader import Records, read

DOCUMENTS = "id,label,kind,issued,file,basis,phrase\n"
PLAN = "north/document/plan,Plan,strategy,2024,{file},stated,Plan 2024\n"
BOARD = "id,label,kind,basis,document,phrase\nnorth/board/csp,Board,executive,stated,{document},Board\n"


def records(root: Path, tables: Mapping[str, str]) -> Records:
    for name, text in tables.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / f"{name}.csv").write_text(text, encoding="utf-8")
    return read(root)


def test_an_empty_cell_means_the_only_document_of_the_folder(tmp_path: Path) -> None:
    found = records(
        tmp_path,
        {"k/documents": DOCUMENTS + PLAN.format(file="n.txt"), "k/boards": BOARD.format(document="")},
    )
    for row in found.rows.values():
        assert found.document_of(row) == "north/document/plan"


def test_in_a_folder_of_several_documents_a_cell_names_one(tmp_path: Path) -> None:
    update = "north/document/update,Update,update,2024,u.txt,inferred,\n"
    documents = DOCUMENTS + PLAN.format(file="n.txt") + update
    with pytest.raises(RecordsError) as caught:
        records(tmp_path, {"k/documents": documents, "k/boards": BOARD.format(document="")})
    words = (
        "this folder has 2 documents; name the one that says it: north/document/plan, north/document/update"
    )
    assert Problem("k/boards.csv", 2, "document", words) in caught.value.problems
    assert {problem.column for problem in caught.value.problems} <= {"document", "kind"}


def test_each_of_several_documents_rests_on_itself_and_a_row_on_the_one_that_it_names(
    tmp_path: Path,
) -> None:
    more = PLAN.replace("plan", "update").format(file="u.txt")
    found = records(
        tmp_path,
        {
            "k/documents": DOCUMENTS + PLAN.format(file="n.txt") + more,
            "k/boards": BOARD.format(document="north/document/update"),
            "k/places": "id,label,basis\nplace/north,North,inferred\n",
        },
    )
    assert {row.id: found.document_of(row) for row in found.rows.values()} == {
        "north/document/plan": "north/document/plan",
        "north/document/update": "north/document/update",
        "north/board/csp": "north/document/update",
        "place/north": "",
    }


def test_a_folder_without_documents_rests_on_none_whatever_others_are_called(tmp_path: Path) -> None:
    found = records(
        tmp_path,
        {
            "shared/documents": "id,label,kind,issued,file,basis\ndoc/k,Plan,strategy,2024,n.txt,inferred\n",
            "k/places": "id,label,basis\nplace/north,North,inferred\n",
        },
    )
    assert found.document_of(found.rows["place/north"]) == ""


@pytest.mark.parametrize(
    ("file", "why"),
    [
        ("../../x.txt", "“../../x.txt” holds a /"),
        ("C:\\plan.txt", "“C:\\plan.txt” holds a :"),
        ("..", "“..” begins with a full stop"),
        ("nul.txt", "“nul.txt” is the name of a device of Windows"),
        ("x" * 300, f"“{'x' * 80} … (300 characters)” is longer than 200 bytes"),
    ],
)
def test_a_document_whose_file_leads_elsewhere_is_told(tmp_path: Path, file: str, why: str) -> None:
    with pytest.raises(RecordsError) as caught:
        records(tmp_path, {"k/documents": DOCUMENTS + PLAN.format(file=file)})
    assert caught.value.problems == [
        Problem("k/documents.csv", 2, "file", f"{why}; give the plain name of a file, such as plan.txt")
    ]


def test_two_names_that_fall_on_one_file_are_told_and_one_name_twice_is_a_pack(tmp_path: Path) -> None:
    more = PLAN.replace("plan", "update")
    pack = DOCUMENTS + PLAN.format(file="pack.txt") + more.format(file="pack.txt")
    assert len(records(tmp_path / "pack", {"k/documents": pack}).rows) == 2
    with pytest.raises(RecordsError) as caught:
        two = DOCUMENTS + PLAN.format(file="Plan.txt") + more.format(file="plan.TXT")
        records(tmp_path / "two", {"k/documents": two})
    words = "“plan.TXT” and “Plan.txt” at k/documents.csv:2 are one file on some systems; write both alike"
    assert caught.value.problems == [Problem("k/documents.csv", 3, "file", words)]
