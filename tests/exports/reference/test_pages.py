"""The committed reference documents are those that the ontology gives.

A column added to the form is everywhere at once."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from goldthread import ontology
from goldthread.exports.reference.class_tree import drawing, outline, tree
from goldthread.exports.reference.dictionary import blank_tables, dictionary
from goldthread.exports.reference.pages import ontology_page, write_reference
from goldthread.exports.reference.terms import Link, Term, Terms
from goldthread.graph.errors import ExportError, RecordsError
from goldthread.graph.rdf.builder import build
from goldthread.graph.tables.reader import read
from goldthread.graph.tables.schema import Schema, read_schema, schema
from goldthread.ontology import namespaces

HERE = Path(__file__).parents[2]
DOCS = HERE.parent / "docs"
PAGES: dict[str, Callable[[], str]] = {"ontology.html": ontology_page, "data-dictionary.md": dictionary}
EDIT = """  sh:property [ sh:name "meetings" ; sh:path schema:repeatCount ; sh:order 15 ; sh:group form:Facts ;
    sh:datatype xsd:integer ; sh:maxCount 1 ; sh:description "How many times a year it meets." ] ;
"""  # noqa: E501


class Page(HTMLParser):
    """What a reader's aids see of a page: each start tag with its attributes, each end tag, the texts of the
    drawing."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in {"meta", "br", "rect", "path"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def of(self, *names: str) -> list[dict[str, str]]:
        return [attributes for tag, attributes in self.tags if tag in names]


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(ontology_page())


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


@pytest.mark.parametrize("name", sorted(PAGES))
def test_the_committed_document_is_the_one_that_is_made(name: str) -> None:
    assert (DOCS / name).read_bytes().decode("utf-8") == PAGES[name](), (
        f"run python -m goldthread.exports.reference docs/ for {name}"
    )


def test_both_documents_are_written_into_a_folder(tmp_path: Path) -> None:
    paths = write_reference(tmp_path)
    assert {path.name: path.read_bytes().decode("utf-8") for path in paths} == {
        name: make() for name, make in PAGES.items()
    }


def test_an_added_column_is_unknown_without_the_edit(records: Path) -> None:
    with pytest.raises(RecordsError) as caught:
        read(records)
    assert [(p.file, p.row, p.column) for p in caught.value.problems] == [
        ("anytown-plan/boards.csv", 1, "meetings")
    ]
    assert "meetings" not in dictionary()


def test_adding_a_column_takes_one_edit(records: Path, one_more: Schema, tmp_path: Path) -> None:
    rows = read(records, one_more)
    assert {row.first("meetings") for row in rows.of("boards") if row.folder == "anytown-plan"} == {"4"}
    integer = '"4"^^<http://www.w3.org/2001/XMLSchema#integer>'
    assert f"<https://schema.org/repeatCount> {integer} " in build(rows, one_more)
    assert "| meetings | How many times a year it meets. | a whole number |  |  |" in dictionary(one_more)
    assert "meetings" in (blank_tables(tmp_path / "new", one_more)[13]).read_text(encoding="utf-8").split(",")


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


def test_blank_tables_have_headings_alone_and_read_as_no_rows(tmp_path: Path) -> None:
    paths = blank_tables(tmp_path / "records" / "new-plan")
    headings = {path.stem: path.read_bytes().decode("utf-8") for path in paths}
    assert headings == {
        t.name: ",".join(column.name for column in t.columns) + "\n" for t in schema().tables.values()
    }
    assert read(tmp_path / "records").rows == {}


def test_blank_tables_overwrite_nothing(tmp_path: Path) -> None:
    (tmp_path / "boards.csv").write_text("id\n", encoding="utf-8")
    with pytest.raises(ExportError, match=r"holds boards\.csv already; name an empty folder"):
        blank_tables(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["boards.csv"]


def test_blank_tables_say_what_to_do_where_no_folder_can_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ExportError, match="name another"):
        blank_tables(tmp_path / "file" / "new")


def test_the_page_needs_nothing_else_and_runs_nothing(page: Page) -> None:
    assert not page.of("script", "link", "img", "iframe", "object", "embed", "base", "form", "use", "image")
    assert not [a for _, a in page.tags if "src" in a or any(name.startswith("on") for name in a)]
    assert "url(" not in ontology_page() and "@import" not in ontology_page()
    assert page.open == []


def test_the_page_can_be_read_with_aids(page: Page) -> None:
    assert page.of("html") == [{"lang": "en-GB"}]
    assert {a.get("scope") for a in page.of("th")} == {"col", "row"}
    assert len(page.of("caption")) == len(page.of("table")) > 5
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1 and all(b <= a + 1 for a, b in pairwise(levels))
    assert page.of("svg")[0]["aria-labelledby"].split() == [
        page.of("title")[1]["id"],
        page.of("desc")[0]["id"],
    ]
    assert next(a for tag, a in page.tags if tag == "a") == {"class": "skip", "href": "#main"}


def test_every_link_within_the_page_leads_somewhere_and_every_place_is_one(page: Page) -> None:
    places = [a["id"] for _, a in page.tags if "id" in a]
    assert len(places) == len(set(places))
    assert {a["href"][1:] for a in page.of("a") if a["href"].startswith("#")} <= set(places)
    assert {name for a in page.of("div") for name in a["aria-labelledby"].split()} <= set(places)


def test_every_term_of_ours_stands_on_the_page_by_its_own_name(page: Page) -> None:
    terms = Terms(schema())
    names = {term.iri.removeprefix(namespaces.GT) for term in [*terms.classes(), *terms.properties()]}
    assert names <= {a.get("id") for a in page.of("tr")}


def test_colours_stand_out_from_what_lies_behind_them() -> None:
    pairs = [
        ("#1a1a1a", "#ffffff"),
        ("#00457a", "#ffffff"),
        ("#00457a", "#fdf3dc"),
        ("#1a1a1a", "#eef3f8"),
        ("#4a4a4a", "#fdf3dc"),
        ("#1a1a1a", "#eeeeee"),
    ]
    colours = set(re.findall(r"(?:[: ]|fill=\")(#[0-9a-f]{6})\b", ontology_page()))
    assert colours == {colour for pair in pairs for colour in pair} | {"#b0b0b0"}
    assert min((_light(behind) + 0.05) / (_light(text) + 0.05) for text, behind in pairs) >= 7


def _light(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_outline_says_the_same_as_the_drawing() -> None:
    branches = tree(Terms(schema()).classes())
    drawn = re.findall(r'font-weight="600"[^>]*>([^<]+)<', drawing(branches))
    told = re.findall(r"<a [^>]*>([^<]+)</a>", outline(branches))
    assert sorted(drawn) == sorted(told) == sorted(term.label for term in Terms(schema()).classes())


def test_words_that_look_like_markup_stay_words() -> None:
    label = "<script>alert(1)</script>"
    term = Term(
        "gt:X",
        f"{namespaces.GT}X",
        "class",
        label,
        "",
        "",
        "",
        "",
        (Link("a<b", "https://example.org/"),),
        (),
        (),
        (),
        (),
    )
    made = drawing(tree([term])) + outline(tree([term]))
    assert "<script" not in made and "a<b" not in made and "&lt;script&gt;" in made
