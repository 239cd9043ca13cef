"""Reading record tables: all problems of each bad folder are reported, and right rows are read to the cell.

A bad folder stands in `cases/reading`, its problems in its problems.txt."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from goldthread.graph.errors import Problem, RecordsError
from goldthread.graph.tables.reader import RecordRow, Records, read

BAD = Path(__file__).parents[2] / "cases" / "reading"
PLACES = "id,label,basis\nplace/mill,Mill,inferred\n"


def written(folder: Path, tables: Mapping[str, str | bytes]) -> Path:
    for name, content in tables.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


@pytest.mark.parametrize("case", [pytest.param(path, id=path.name) for path in sorted(BAD.iterdir())])
def test_every_problem_of_a_bad_example_is_told_at_once(case: Path) -> None:
    with pytest.raises(RecordsError) as caught:
        read(case)
    assert str(caught.value) + "\n" == (case / "problems.txt").read_text(encoding="utf-8")
    assert caught.value.problems == sorted(set(caught.value.problems))


def test_a_problem_says_file_row_and_column() -> None:
    with pytest.raises(RecordsError) as caught:
        read(BAD / "unknown-reference")
    message = (
        "no row has the identifier “place/wier” (did you mean “place/weir”?); add it, or correct the "
        "reference"
    )
    assert caught.value.problems[0] == Problem("mill/places.csv", 2, "part_of", message)


def test_a_folder_without_tables_is_told(tmp_path: Path) -> None:
    written(tmp_path, {"mill/readme.txt": "no table", "places.csv": PLACES})
    with pytest.raises(RecordsError) as caught:
        read(tmp_path)
    assert caught.value.problems == [
        Problem(str(tmp_path), 0, "", "no tables here; expected <document>/<table>.csv")
    ]


def test_a_table_is_read_to_the_cell(tmp_path: Path) -> None:
    table = (
        'id,alt_labels,label,description,basis\nplace/mill, Old | New Mill |,  Mill,"two, or\n'
        '""three"" | lines",inferred\n'
    )
    row = read(written(tmp_path, {"mill/places.csv": table})).rows["place/mill"]
    assert row == RecordRow(
        table="places",
        folder="mill",
        file="mill/places.csv",
        number=2,
        cells={
            "id": ("place/mill",),
            "alt_labels": ("Old", "New Mill"),
            "label": ("Mill",),
            "description": ('two, or\n"three" | lines',),
            "basis": ("inferred",),
        },
    )
    assert (row.id, row.first("alt_labels"), row.first("why")) == ("place/mill", "Old", "")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(PLACES, id="plain"),
        pytest.param(b"\xef\xbb\xbf" + PLACES.encode(), id="byte order mark"),
        pytest.param(PLACES.replace("\n", "\r\n"), id="lines of Windows"),
        pytest.param(PLACES.replace("\n", "\n,,\n\n"), id="empty rows"),
        pytest.param(PLACES.removesuffix("\n"), id="no last line end"),
        pytest.param('"id","label","basis"\n"place/mill","Mill","inferred"\n', id="quoted"),
    ],
)
def test_a_table_is_read_however_a_program_writes_it(tmp_path: Path, content: str | bytes) -> None:
    rows = read(written(tmp_path, {"mill/places.csv": content})).rows
    assert {key: dict(row.cells) for key, row in rows.items()} == {
        "place/mill": {"id": ("place/mill",), "label": ("Mill",), "basis": ("inferred",)}
    }


def test_rows_keep_the_number_that_a_spreadsheet_shows(tmp_path: Path) -> None:
    table = 'id,label,basis\nplace/one,"One\nin two lines",inferred\n,,\nplace/two,Two,inferred\n'
    rows = read(written(tmp_path, {"mill/places.csv": table})).rows
    assert [(row.id, row.number) for row in rows.values()] == [("place/one", 2), ("place/two", 4)]


@pytest.mark.parametrize("text", ["id,label,basis\n", "id,label,basis", "id,label,basis\n,,\n"])
def test_a_table_without_rows_holds_nothing(tmp_path: Path, text: str) -> None:
    assert read(written(tmp_path, {"mill/places.csv": text})).rows == {}


def test_rows_are_known_by_table_and_by_the_document_they_rest_on(tiny_records: Records) -> None:
    rows = tiny_records.rows
    assert rows["any/board/youth-board"] in tiny_records.of("boards") and rows[
        "any/team/street-team"
    ] not in tiny_records.of("boards")
    assert tiny_records.document_of(rows["any/board/youth-board"]) == "doc/anytown-update"
    assert tiny_records.document_of(rows["any/agency/anytown-council"]) == "doc/anytown-plan", (
        "its own column"
    )
    assert tiny_records.document_of(rows["place/anytown"]) == "", "a shared table has no document"


def test_a_reference_may_go_to_any_class_below_the_one_asked_for(tiny_records: Records) -> None:
    assert tiny_records.rows["shire/duty/issue-plan"].first("holder") == "shire/post/mayor"
    assert tiny_records.rows["any/duty/community-safety-plan"].first("holder") == "any/agency/anytown-council"
