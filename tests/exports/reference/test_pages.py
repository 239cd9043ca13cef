"""The committed reference documents are those that the ontology gives, and can be read with aids."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from goldthread.exports.reference.dictionary import dictionary
from goldthread.exports.reference.pages import ontology_page, write_reference
from goldthread.exports.reference.terms import Terms
from goldthread.graph.tables.schema import schema
from goldthread.ontology import namespaces

HERE = Path(__file__).parents[2]
DOCS = HERE.parent / "docs"
PAGES: dict[str, Callable[[], str]] = {"ontology.html": ontology_page, "data-dictionary.md": dictionary}


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
