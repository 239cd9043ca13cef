"""Reading record tables: all problems of each bad folder are reported, and right rows are read to the cell.

A bad folder stands in `cases/reading`, its problems in the problems.txt beside it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from goldthread.graph.errors import Problem, RecordsError
from goldthread.graph.tables import reader
from goldthread.graph.tables.reader import RecordRow, Records, read

BAD = Path(__file__).parents[2] / "cases" / "reading"
PLACES = "id,label,basis\nplace/mill,Mill,inferred\n"


def written(folder: Path, tables: Mapping[str, str | bytes]) -> Path:
    for name, content in tables.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


@pytest.mark.parametrize("case", [pytest.param(path, id=path.name) for path in sorted(BAD.iterdir())])
def test_every_problem_of_a_bad_example_is_told_at_once(case: Path) -> None:
    with pytest.raises(RecordsError) as caught:
        read(case / "records")
    assert str(caught.value) + "\n" == (case / "problems.txt").read_text(encoding="utf-8")
    assert caught.value.problems == sorted(set(caught.value.problems))


def test_a_problem_says_file_row_and_column() -> None:
    with pytest.raises(RecordsError) as caught:
        read(BAD / "unknown-reference" / "records")
    message = (
        "no row has the identifier “place/wier” (did you mean “place/weir”?); add it, or correct the "
        "reference"
    )
    assert caught.value.problems[0] == Problem("mill/places.csv", 2, "part_of", message)


def test_a_folder_without_tables_is_told(tmp_path: Path) -> None:
    written(tmp_path, {"mill/readme.txt": "no table"})
    with pytest.raises(RecordsError) as caught:
        read(tmp_path)
    assert caught.value.problems == [
        Problem(str(tmp_path), 0, "", "no tables here; expected <document>/<table>.csv"),
        Problem("mill/readme.txt", 0, "", NO_TABLE),
    ]


NO_TABLE = "this file is not read, for it is no table; keep it outside the records"
BOARDS = "id,label,kind,area,basis\nmill/board/one,One,forum,place/mill,inferred\n"


def test_a_file_that_is_no_table_stands_beside_the_rows(tmp_path: Path) -> None:
    records = read(written(tmp_path, {"mill/places.csv": PLACES, "mill/readme.txt": "no table"}))
    assert list(records.rows) == ["place/mill"]
    assert records.unread == (Problem("mill/readme.txt", 0, "", NO_TABLE),)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("places.csv", PLACES, id="beside the folders"),
        pytest.param("mill/more/places.csv", PLACES, id="too deep"),
        pytest.param("mill/places.CSV", PLACES, id="in capitals"),
        pytest.param("mill/Places.csv", PLACES, id="begins with a capital"),
        pytest.param("mill/places.xlsx", b"PK\x03\x04", id="a workbook"),
        pytest.param("mill/everything.ods", b"PK\x03\x04", id="a workbook of whatever tables"),
        pytest.param("mill/place.csv", PLACES, id="under another name"),
        pytest.param("mill/places.csv", PLACES.encode("utf-16"), id="in UTF-16"),
        pytest.param("mill/places.csv", PLACES.replace("Mill", "Mühle").encode("cp1252"), id="in cp1252"),
        pytest.param("mill/places.csv", PLACES.replace("Mill", '"Mill'), id="an open quotation mark"),
        pytest.param("mill/places.csv", PLACES.replace("Mill", "Mill,and"), id="a cell too many"),
        pytest.param("mill/places.csv", PLACES.replace("id", "ident"), id="without a column id"),
        pytest.param("mill/places.csv", PLACES.replace("id,label,basis", "Places of the mill"), id="a title"),
        pytest.param("mill/places.csv", None, id="a folder"),
    ],
)
def test_no_reference_to_what_was_not_read_is_taken_for_wrong(
    tmp_path: Path, name: str, content: str | bytes | None
) -> None:
    wrong = BOARDS + "mill/board/two,Two,forum,place/elsewhere,inferred\n"
    if content is None:
        (tmp_path / name).mkdir(parents=True)
    else:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        written(tmp_path, {name: content})
    with pytest.raises(RecordsError) as caught:
        read(written(tmp_path, {"mill/boards.csv": wrong}))
    of_boards = [problem for problem in caught.value.problems if problem.file == "mill/boards.csv"]
    told = "no row has the identifier “place/elsewhere”; add it, or correct the reference"
    # Of a folder or a workbook nobody knows what is in it.
    unknown = content in (None, b"PK\x03\x04")
    assert of_boards == ([] if unknown else [Problem("mill/boards.csv", 3, "area", told)])
    others = {problem.file for problem in caught.value.problems} - {"mill/boards.csv"}
    assert others == {name}


def test_a_workbook_hides_only_what_may_be_in_it(tmp_path: Path) -> None:
    with pytest.raises(RecordsError) as caught:
        read(written(tmp_path, {"mill/boards.csv": BOARDS, "mill/people.xlsx": b"PK"}))
    assert [problem.file for problem in caught.value.problems] == ["mill/boards.csv", "mill/people.xlsx"]


def test_a_cell_under_no_heading_is_told(tmp_path: Path) -> None:
    with pytest.raises(RecordsError) as caught:
        read(written(tmp_path, {"mill/places.csv": "id,,label,basis\nplace/mill,x,Mill,inferred\n"}))
    words = "“x” in cell 2 stands under no heading; name its column or empty it"
    assert caught.value.problems == [Problem("mill/places.csv", 2, "", words)]


def test_more_problems_than_anybody_mends_are_not_all_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "MOST_PROBLEMS", 3)
    rows = "".join(f"place/{number},,inferred\n" for number in range(5))
    with pytest.raises(RecordsError) as caught:
        read(written(tmp_path, {"mill/places.csv": f"id,label,basis\n{rows}"}))
    assert len(caught.value.problems) == 4
    words = "there are more than 3 problems; mend these first, then check again"
    assert Problem(str(tmp_path), 0, "", words) in caught.value.problems


@pytest.mark.parametrize(
    "table",
    [
        "id,label,basis\n" + "x" * 40_000 + ",Mill,inferred\n",
        "id,label,basis\n" + "X" * 40_000 + ",Mill,inferred\n",
        "id,label,basis,part_of\nplace/mill,Mill,inferred," + "x" * 40_000 + "\n",
        "id,label,basis\nplace/mill,Mill," + "x" * 40_000 + "\n",
        "id,label,basis," + "x" * 40_000 + "\nplace/mill,Mill,inferred,\n",
        "id,label,basis,,x\nplace/mill,Mill,inferred," + "x" * 40_000 + ",\n",
    ],
)
def test_no_message_echoes_a_whole_long_cell(tmp_path: Path, table: str) -> None:
    with pytest.raises(RecordsError) as caught:
        read(written(tmp_path, {"mill/places.csv": table}))
    assert max(len(str(problem)) for problem in caught.value.problems) < 500


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
        pytest.param(PLACES.replace(",", ";"), id="semicolons"),
        pytest.param(PLACES.replace(",", "\t"), id="tabs"),
        pytest.param(PLACES.replace("\n", ",,,\n") + ",,,,,\n", id="empty columns at the end"),
        pytest.param(PLACES.replace("id,label", "ID, Label "), id="capitals and spaces in the heading"),
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
