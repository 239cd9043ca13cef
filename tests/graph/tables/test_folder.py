"""Whatever people put into a records folder is read, or named with the reason why not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from goldthread.graph.errors import Problem, RecordsError
from goldthread.graph.rdf.builder import VOCABULARY
from goldthread.graph.rdf.inference import INFERRED
from goldthread.graph.rdf.word_index import WORDS
from goldthread.graph.tables import folder
from goldthread.graph.tables.folder import TAKEN, search
from goldthread.graph.tables.schema import schema
from goldthread.ontology.namespaces import GRAPH


def laid(root: Path, *names: str) -> Path:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    return root


def unread(root: Path) -> dict[str, str]:
    return {file.name: file.why for file in search(root, schema()).unread}


def test_tables_are_found_in_their_folders_in_order(tmp_path: Path) -> None:
    found = search(laid(tmp_path, "b/plans.csv", "a/names.csv", "a/boards.csv"), schema())
    assert [(file.name, file.folder, file.table) for file in found.tables] == [
        ("a/boards.csv", "a", "boards"),
        ("a/names.csv", "a", "names"),
        ("b/plans.csv", "b", "plans"),
    ]
    assert (found.unread, found.problems) == ([], [])


@pytest.mark.parametrize(
    ("name", "why", "table"),
    [
        (
            "names.csv",
            "this table is not read, because it stands beside the folders; move it into one",
            "names",
        ),
        ("k/extra/names.csv", "this table is not read, because it lies too deep; move it into k/", "names"),
        ("k/a/b/names.csv", "this table is not read, because it lies too deep; move it into k/", "names"),
        (
            "k/measures.CSV",
            "this table is not read, because its name is not in small letters; call it measures.csv",
            "measures",
        ),
        (
            "k/Names.csv",
            "this table is not read, because its name is not in small letters; call it names.csv",
            "names",
        ),
        (
            "k/names.xlsx",
            "this file is not read; save it as “CSV UTF-8” under the name names.csv",
            "names",
        ),
        (
            "k/names.csv.txt",
            "this file is not read; save it as “CSV UTF-8” under the name names.csv",
            "names",
        ),
        ("all.ods", "this file is not read; save it as “CSV UTF-8” under the name all.csv", ""),
        ("k/lamps.csv", "there is no table “lamps”", ""),
        ("k/board.csv", "there is no table “board” (did you mean “boards”?)", ""),
    ],
)
def test_a_table_that_is_not_read_is_told(tmp_path: Path, name: str, why: str, table: str) -> None:
    found = search(laid(tmp_path, name), schema())
    assert [(file.name, file.why, file.table, file.rows) for file in found.unread] == [
        (name, why, table, True)
    ]
    assert found.unread[0].problem == Problem(name, 0, "", why)


@pytest.mark.parametrize("name", ["README.md", "k/notes.docx", "k/extra/more/picture.png"])
def test_any_other_file_is_told_and_loses_no_row(tmp_path: Path, name: str) -> None:
    found = search(laid(tmp_path, name, "k/boards.csv"), schema())
    why = "this file is not read, for it is no table; keep it outside the records"
    assert [(file.name, file.why, file.rows) for file in found.unread] == [(name, why, False)]


def test_what_systems_and_programs_leave_behind_is_passed_over(tmp_path: Path) -> None:
    laid(tmp_path, "k/.DS_Store", "k/Thumbs.db", "desktop.ini", "k/~$boards.xlsx", "k/.~lock.boards.csv#")
    laid(tmp_path, ".git/config", "__MACOSX/k/boards.csv")
    assert unread(tmp_path) == {}


@pytest.mark.parametrize(
    "name", ["two words", 'a"b', "a<b", "a\nb", "-k", "k\udcff", "a\x1b[31m", "k,1", "a{b}"]
)
def test_a_folder_whose_name_is_no_end_of_an_address_is_told_on_one_line(tmp_path: Path, name: str) -> None:
    try:
        laid(tmp_path, f"{name}/boards.csv")
    except OSError:  # a system that knows no such names
        pytest.skip("this system cannot keep such a name")
    (problem,) = search(tmp_path, schema()).problems
    assert problem.message == (
        "a folder's name becomes part of a web address; name it with letters, digits, -, _ and . alone"
    )
    assert "\n" not in str(problem) and "\x1b" not in str(problem) and "\udcff" not in str(problem)


@pytest.mark.parametrize("name", ["kirklees-plan_2022.v2", "München", "2021"])
def test_other_names_are_fine(tmp_path: Path, name: str) -> None:
    assert search(laid(tmp_path, f"{name}/boards.csv"), schema()).problems == []


def test_no_folder_is_called_as_a_graph_of_the_build(tmp_path: Path) -> None:
    assert {VOCABULARY.value, INFERRED.value, WORDS.value} == {f"{GRAPH}{name}" for name in TAKEN}
    (problem,) = search(laid(tmp_path, "inferred/boards.csv"), schema()).problems
    assert problem == Problem(
        "inferred",
        0,
        "",
        "a folder may not be called inferred, for the build makes a graph of that name; rename it",
    )


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links_are_followed_once_and_never_in_a_circle(tmp_path: Path) -> None:
    laid(tmp_path / "elsewhere", "plans.csv")
    laid(tmp_path / "records", "k/boards.csv")
    (tmp_path / "records" / "linked").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "records" / "k" / "up").symlink_to(tmp_path / "records")
    (tmp_path / "records" / "itself").symlink_to(tmp_path / "records" / "itself")
    (tmp_path / "records" / "k" / "broken").symlink_to(tmp_path / "nowhere")
    found = search(tmp_path / "records", schema())
    assert [file.name for file in found.tables] == ["k/boards.csv", "linked/plans.csv"]
    assert sorted(file.name for file in found.unread) == ["itself", "k/broken", "k/up"]


def test_a_folder_with_the_name_of_a_table_is_a_table_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "k" / "boards.csv").mkdir(parents=True)
    assert [file.name for file in search(tmp_path, schema()).tables] == ["k/boards.csv"]


def test_a_folder_that_cannot_be_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    laid(tmp_path, "k/boards.csv")
    scan = os.scandir

    def refuses(path: Path) -> object:
        if Path(path).name == "k":
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuses)
    words = "this folder cannot be opened (Permission denied); ask for the right to read it"
    assert search(tmp_path, schema()).problems == [Problem("k", 0, "", words)]


def test_a_whole_disk_is_not_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "MOST_FILES", 3)
    laid(tmp_path, *(f"k/{number}.txt" for number in range(3)))
    assert len(unread(tmp_path)) == 3
    with pytest.raises(RecordsError) as caught:
        search(laid(tmp_path, "k/4.txt"), schema())
    assert str(caught.value) == (
        f"{tmp_path}: more than 3 files lie below it; name the folder of the records alone"
    )
