"""The data dictionary: every table with its columns, and one edit of the forms changes it everywhere."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import pytest

from goldthread import ontology
from goldthread.exports.reference.dictionary import HEAD, dictionary
from goldthread.graph.errors import RecordsError
from goldthread.graph.rdf.builder import build
from goldthread.graph.tables.reader import read
from goldthread.graph.tables.schema import ColumnSchema, Schema, TableSchema, read_schema, schema
from goldthread.ontology.namespaces import GT, IDENTIFIER

HERE = Path(__file__).parents[2]
EDIT = """  sh:property [ sh:name "meetings" ; sh:path schema:repeatCount ; sh:order 15 ; sh:group form:Facts ;
    sh:datatype xsd:integer ; sh:maxCount 1 ; sh:description "How many times a year it meets." ] ;
"""  # noqa: E501


def column(name: str, holds: str, **more: object) -> ColumnSchema:
    """A column that may be left out, of which a row has one value."""
    filled: dict[str, object] = {
        "path": (f"{GT}{name}",),
        "required": False,
        "many": False,
        "classes": (),
        "choices": (),
        **more,
    }
    told = f"The {name}."
    return ColumnSchema(name=name, order=1, group="", help=told, holds=holds, **filled)  # type: ignore[arg-type]


SMALL = Schema(
    tables={
        "lamps": TableSchema(
            "lamps",
            f"{GT}Lamp",
            1,
            "Lamps that are lit.",
            (
                column("id", "text", path=(IDENTIFIER,), required=True),
                column("colour", "choice", choices=(("red", "r"), ("dark | green", "g"))),
                column("on", "reference", classes=(f"{GT}Support",), many=True),
                column("by", "relation", choices=(("hangs on", "h"), ("stands on", "s"))),
                column("watts", "decimal"),
            ),
        ),
        "posts": TableSchema("posts", f"{GT}Post", 2, "Posts.", (column("near", "anything"),)),
    },
    between={},
    above={f"{GT}Post": frozenset({f"{GT}Support"})},
    labels={f"{GT}Lamp": "lamp"},
)
PAGE = (
    HEAD
    + r"""
## Tables

- [lamps](#lamps): Lamps that are lit.
- [posts](#posts): Posts.

## lamps

Lamps that are lit. Each row is a lamp.

| column | what it holds | allowed values | required | several |
| --- | --- | --- | --- | --- |
| id | The id. | small letters and digits, parted by / - . | yes |  |
| colour | The colour. | one of: red; dark \| green |  |  |
| on | The on. | the id of a row of: posts |  | yes, parted by \| |
| by | The by. | a relation of the list at the end |  |  |
| watts | The watts. | a number |  |  |

## posts

Posts.

| column | what it holds | allowed values | required | several |
| --- | --- | --- | --- | --- |
| near | The near. | the id of a row of any table |  |  |

## Relations

The words that a column named relation may hold.

- hangs on
- stands on
"""
)


@pytest.fixture(scope="module")
def one_more() -> Schema:
    """The forms with one edit: a column more in the table of boards."""
    name = '  sh:name "boards" ;\n'
    shapes = ontology.text(ontology.SHAPES)
    assert shapes.count(name) == 1
    return read_schema(
        "\n".join([*map(ontology.text, ontology.VOCABULARY), shapes.replace(name, name + EDIT)])
    )


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """The tiny records with a column `meetings` in a table of boards."""
    root = Path(shutil.copytree(HERE / "worlds" / "tiny" / "records", tmp_path / "records"))
    fill(root, "4")
    return root


def fill(root: Path, value: str) -> None:
    path = root / "anytown-plan" / "boards.csv"
    with path.open(newline="", encoding="utf-8") as file:
        rows = [{**row, "meetings": value} for row in csv.DictReader(file)]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def test_a_small_form_is_this_page() -> None:
    assert dictionary(SMALL) == PAGE


def test_an_added_column_is_unknown_without_the_edit(records: Path) -> None:
    with pytest.raises(RecordsError) as caught:
        read(records)
    assert [(p.file, p.row, p.column) for p in caught.value.problems] == [
        ("anytown-plan/boards.csv", 1, "meetings")
    ]
    assert "meetings" not in dictionary()


def test_adding_a_column_takes_one_edit(records: Path, one_more: Schema) -> None:
    rows = read(records, one_more)
    assert {row.first("meetings") for row in rows.of("boards") if row.folder == "anytown-plan"} == {"4"}
    integer = '"4"^^<http://www.w3.org/2001/XMLSchema#integer>'
    assert f"<https://schema.org/repeatCount> {integer} " in build(rows, one_more)
    assert "| meetings | How many times a year it meets. | a whole number |  |  |" in dictionary(one_more)


def test_the_added_column_is_checked_as_the_edit_says(records: Path, one_more: Schema) -> None:
    fill(records, "often")
    with pytest.raises(RecordsError) as caught:
        read(records, one_more)
    assert {(p.column, p.message) for p in caught.value.problems} == {
        ("meetings", "“often” is not a number; digits and a point only, no commas or signs")
    }


def test_the_dictionary_has_every_table_with_its_columns_in_order() -> None:
    parts = re.split(r"^## ", dictionary(), flags=re.MULTILINE)
    found = {
        part.split("\n")[0]: re.findall(r"^\| ([a-z\\_]+) \|", part, re.MULTILINE)[1:] for part in parts[2:-1]
    }
    assert found == {
        t.name: [column.name.replace("_", r"\_") for column in t.columns] for t in schema().tables.values()
    }


@pytest.mark.parametrize(
    ("table", "row"),
    [
        (
            "boards",
            (
                "| tier | Tier of governance. | one of: Gold; Silver; Bronze; Connected; Regional; "
                "National; Not stated |  |  |"
            ),
        ),
        (
            "teams",
            (
                r"| part\_of | The organisation it belongs to. | the id of a row of: agencies, boards, "
                r"teams, posts |  | yes, parted by \| |"
            ),
        ),
        (
            "links",
            (
                "| relation | The relation, such as is overseen by. | a relation of the list at the end "
                "| yes |  |"
            ),
        ),
    ],
)
def test_the_dictionary_says_what_a_cell_may_hold(table: str, row: str) -> None:
    part = next(part for part in dictionary().split("\n## ") if part.startswith(f"{table}\n"))
    assert row in part.splitlines()
