"""Every doubt, gap and ambiguity of a small set of records is found with its row, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from goldthread.graph.check.findings import Finding, categories, coverage, findings, reviews
from goldthread.graph.tables.reader import Records, read

# Records in which there is nothing to find; each test puts one thing into them that there is.
CLEAN = {
    "mill/documents": (
        "id,label,kind,issued,file,basis\ndoc/mill,Mill Plan,strategy,2021-11,mill.txt,stated\n"
    ),
    "mill/sections": (
        "id,label,number,coverage,phrase,note\n"
        "section/mill/one,One,1,recorded,One,\n"
        "section/mill/two,Two,2,nothing to record,Two,Only thanks.\n"
    ),
    "mill/boards": (
        "id,label,alt_labels,kind,area,basis,section,reading,note\n"
        "mill/board/lamps,Lamps Board,LB,forum,place/mill,stated,section/mill/one,plain,\n"
        "mill/board/stars,Stars Board,,forum,place/mill,stated,section/mill/one,,\n"
    ),
    "mill/links": (
        "id,subject,relation,object,basis,section,why,premises,note\n"
        "link/mill/one,mill/board/lamps,reports to,mill/board/stars,stated,section/mill/one,,,\n"
    ),
    "shared/places": "id,label,basis\nplace/mill,Mill,stated\n",
}
LAMPS, STARS, MOON = "mill/board/lamps", "mill/board/stars", "mill/board/moon,Moon Board,,forum"
TITLE, BOARDS, LINKS = "Mill Plan", "mill/boards.csv", "mill/links.csv"


def written(folder: Path, **more: str) -> Records:
    """The clean records with further rows at the ends of tables, named `mill_boards` and so on."""
    named = {name.replace("_", "/", 1): rows for name, rows in more.items()}
    for name in {**CLEAN, **named}:
        (folder / name).parent.mkdir(exist_ok=True)
        text = CLEAN.get(name, "") + named.get(name, "")
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return read(folder)


def test_records_without_doubts_have_no_findings(tmp_path: Path) -> None:
    assert findings(written(tmp_path)) == []


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        pytest.param(
            {"mill_boards": f"{MOON},place/mill,stated,section/mill/one,,Is it one?\n"},
            [Finding("doubt or remark", TITLE, BOARDS, 4, "Moon Board", "Is it one?")],
            id="remark",
        ),
        pytest.param(
            {"mill_boards": f"{MOON},place/mill,stated,section/mill/one,by position,\n"},
            [
                Finding(
                    "read by position",
                    TITLE,
                    BOARDS,
                    4,
                    "Moon Board",
                    "the text does not read straight on here",
                )
            ],
            id="reading",
        ),
        pytest.param(
            {"mill_boards": f"{MOON},,stated,section/mill/one,,\n"},
            [
                Finding("missing field", TITLE, BOARDS, 4, "Moon Board", "boards without area"),
                Finding("tied to nothing", TITLE, BOARDS, 4, "Moon Board", "no link leads to or from it"),
            ],
            id="missing field, tied to nothing",
        ),
        pytest.param(
            {"mill_links": f"link/mill/two,{STARS},contradicts,{LAMPS},stated,section/mill/one,,,\n"},
            [
                Finding(
                    "contradiction",
                    TITLE,
                    LINKS,
                    3,
                    "Stars Board contradicts Lamps Board",
                    "the documents say both",
                )
            ],
            id="contradiction",
        ),
        pytest.param(
            {
                "mill_links": (
                    "link/mill/two,mill/board/stars,reports to,mill/board/lamps,inferred,,By its name.,"
                    "link/mill/one,\n"
                ),
                "mill_alignments": (
                    "id,subject,relation,object,basis,why,premises,reviewed_by,reviewed_on\n"
                    "alignment/mill/one,mill/board/stars,aligns with,mill/board/lamps,inferred,By its name.,"
                    "link/mill/one,a second reader,2024-11\n"
                ),
            },
            [
                Finding(
                    "inferred, to be reviewed",
                    TITLE,
                    LINKS,
                    3,
                    "Stars Board reports to Lamps Board",
                    "By its name.",
                )
            ],
            id="inferred, and one that was reviewed",
        ),
        pytest.param(
            {"mill_sections": "section/mill/three,Three,3,not yet,Three,\n"},
            [Finding("section not read", TITLE, "mill/sections.csv", 4, "Three", "Three")],
            id="section not read",
        ),
        pytest.param(
            {
                "mill_none_found": (
                    "id,asked,about,looked_in,basis\n"
                    "none/mill/lit,Who lights the mill?,place/mill,doc/mill,none found\n"
                )
            },
            [Finding("none found", TITLE, "mill/none_found.csv", 2, "Mill", "Who lights the mill?")],
            id="none found",
        ),
        pytest.param(
            {"mill_boards": "mill/board/lb,lb,,forum,place/mill,stated,section/mill/one,,\n"},
            [
                Finding(
                    "name borne by several",
                    TITLE,
                    BOARDS,
                    2,
                    "mill/board/lamps",
                    "“lb” also names mill/board/lb",
                ),
                Finding(
                    "name borne by several",
                    TITLE,
                    BOARDS,
                    4,
                    "mill/board/lb",
                    "“lb” also names mill/board/lamps",
                ),
            ],
            id="name borne by several",
        ),
        pytest.param(
            {
                "shared_agencies": (
                    "id,label,kind,area,basis\nagency/stars,Stars Board,council,place/mill,stated\n"
                ),
                "shared_places": "place/stars,Stars Board,stated\n",
            },
            [
                Finding(
                    "name borne by several",
                    "Several documents",
                    "shared/agencies.csv",
                    2,
                    "agency/stars",
                    "“stars board” also names mill/board/stars",
                ),
                Finding(
                    "name borne by several",
                    TITLE,
                    BOARDS,
                    3,
                    "mill/board/stars",
                    "“stars board” also names agency/stars",
                ),
                Finding(
                    "tied to nothing",
                    "Several documents",
                    "shared/places.csv",
                    3,
                    "Stars Board",
                    "no link leads to or from it",
                ),
            ],
            id="an agency and a board are both bodies, a place is not",
        ),
    ],
)
def test_each_kind_of_finding_has_its_row(
    more: dict[str, str], expected: list[Finding], tmp_path: Path
) -> None:
    assert findings(written(tmp_path, **more)) == sorted(expected)


def test_of_many_that_share_a_name_three_are_named(tmp_path: Path) -> None:
    rows = "".join(
        f"mill/board/b{number},The Board,,forum,place/mill,stated,section/mill/one,,\n"
        for number in range(1, 6)
    )
    found = findings(written(tmp_path, mill_boards=rows))
    assert [(finding.about, finding.words) for finding in found][:2] == [
        ("mill/board/b1", "“the board” also names mill/board/b2, mill/board/b3, mill/board/b4 and 1 more"),
        ("mill/board/b2", "“the board” also names mill/board/b1, mill/board/b3, mill/board/b4 and 1 more"),
    ]
    assert len(found) == 5


def test_sections_are_told_with_the_rows_that_rest_on_them(tmp_path: Path) -> None:
    assert coverage(written(tmp_path)) == [
        {"document": TITLE, "section": "One", "coverage": "recorded", "rows": "3", "reason": ""},
        {
            "document": TITLE,
            "section": "Two",
            "coverage": "nothing to record",
            "rows": "0",
            "reason": "Only thanks.",
        },
    ]


def test_reviews_name_their_documents_by_title(tmp_path: Path) -> None:
    review = (
        "id,document,what,by,on,result\n"
        "review/mill,doc/mill,every row,a second reader,2024-11,2 rows mended\n"
    )
    assert reviews(written(tmp_path, mill_reviews=review)) == [
        {
            "documents": TITLE,
            "what": "every row",
            "by": "a second reader",
            "on": "2024-11",
            "result": "2 rows mended",
        }
    ]
    assert reviews(written(tmp_path, mill_reviews="id,document,what,by,on,result\n")) == []


def test_rows_are_counted_by_table_and_folder_in_the_order_of_the_tables(tmp_path: Path) -> None:
    counted = categories(written(tmp_path))
    assert {row["table"]: (row["mill"], row["shared"]) for row in counted} == {
        "documents": ("1", ""),
        "sections": ("2", ""),
        "boards": ("2", ""),
        "places": ("", "1"),
        "links": ("1", ""),
    }
    assert all(list(row) == ["table", "mill", "shared"] for row in counted)
