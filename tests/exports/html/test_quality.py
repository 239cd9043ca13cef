"""The page of findings is sound and labelled, and runs nothing but its own script.

The findings themselves are exact on a small records folder."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from goldthread.exports.html.quality import counts, quality_page, quality_text
from goldthread.graph.check.findings import Finding, categories, coverage, findings, reviews
from goldthread.graph.check.validator import ValidationReport
from goldthread.graph.errors import Problem
from goldthread.graph.tables.reader import Records, read

EVIL = (
    "<script>document.documentElement.dataset.owned=1</script><img src=x "
    "onerror=document.documentElement.dataset.owned=1> \"'& \u202e"
)
TABLES = {
    "mill/documents": (
        "id,label,kind,issued,file,basis\ndoc/mill,Mill Plan,strategy,2021-11,mill.txt,stated\n"
    ),
    "mill/sections": (
        "id,label,number,coverage,phrase,note\nsection/mill/one,One,1,recorded,One,\n"
        "section/mill/two,Two,2,not yet,Two,\n"
        "section/mill/three,Three,3,nothing to record,Three,Only thanks.\n"
    ),
    "mill/boards": (
        "id,label,alt_labels,kind,area,basis,section,reading,note\n"
        "mill/board/lamps,Lamps Board,The Board|LB,forum,place/mill,stated,section/mill/one,by position,\n"
        "mill/board/stars,Stars Board,the board,forum,place/mill,stated,section/mill/one,plain,It "
        "may be the Lamps Board.\n"
        "mill/board/alone,Lonely Board,,forum,,stated,section/mill/one,unsafe,Two columns run together.\n"
    ),
    "mill/measures": "id,label,unit,area,basis\nmill/measure/lit,Streets lit,,place/mill,stated\n",
    "mill/figures": (
        "id,measure,value,value_text,unit,kind,from,basis\n"
        "figure/lit-9,mill/measure/lit,9,9,count,actual,2021,stated\n"
        "figure/lit-8,mill/measure/lit,,8,,actual,2021,stated\n"
    ),
    "mill/links": (
        "id,subject,relation,object,basis,section,premises,why,note\n"
        "link/mill/two-figures,figure/lit-8,contradicts,figure/lit-9,stated,section/mill/one,,,\n"
        "link/mill/lamps-stars,mill/board/lamps,reports "
        "to,mill/board/stars,inferred,,link/mill/two-figures,It says so elsewhere.,\n"
    ),
    "mill/none_found": (
        "id,asked,about,looked_in,basis\n"
        "none/mill/lit,Who lights the streets?,mill/measure/lit,doc/mill,none found\n"
    ),
    "mill/reviews": (
        "id,document,what,by,on,result\n"
        "review/mill,doc/mill,every row,a second reader,2024-11,2 rows mended\n"
    ),
    "shared/places": (
        f"id,label,basis,note\nplace/mill,Mill,stated,\n"
        f'place/evil,Evil,stated,"{EVIL.replace(chr(34), chr(34) * 2)}"\n'
    ),
    "shared/agencies": "id,label,kind,basis\nagency/lb,LB,council,stated\n",
}
MILL, SHARED, BOARDS = "Mill Plan", "Several documents", "mill/boards.csv"
FOUND = [
    Finding(
        "contradiction",
        MILL,
        "mill/links.csv",
        2,
        "figure/lit-8 contradicts figure/lit-9",
        "the documents say both",
    ),
    Finding("doubt or remark", MILL, BOARDS, 3, "Stars Board", "It may be the Lamps Board."),
    Finding("doubt or remark", MILL, BOARDS, 4, "Lonely Board", "Two columns run together."),
    Finding("doubt or remark", SHARED, "shared/places.csv", 3, "Evil", EVIL),
    Finding(
        "inferred, to be reviewed",
        MILL,
        "mill/links.csv",
        3,
        "Lamps Board reports to Stars Board",
        "It says so elsewhere.",
    ),
    Finding("missing field", MILL, BOARDS, 4, "Lonely Board", "boards without area"),
    Finding("missing field", MILL, "mill/figures.csv", 3, "Streets lit", "figures without value, unit"),
    Finding("missing field", MILL, "mill/measures.csv", 2, "Streets lit", "measures without unit"),
    Finding("name borne by several", MILL, BOARDS, 2, "mill/board/lamps", "“lb” also names agency/lb"),
    Finding(
        "name borne by several",
        MILL,
        BOARDS,
        2,
        "mill/board/lamps",
        "“the board” also names mill/board/stars",
    ),
    Finding(
        "name borne by several",
        MILL,
        BOARDS,
        3,
        "mill/board/stars",
        "“the board” also names mill/board/lamps",
    ),
    Finding(
        "name borne by several",
        SHARED,
        "shared/agencies.csv",
        2,
        "agency/lb",
        "“lb” also names mill/board/lamps",
    ),
    Finding("none found", MILL, "mill/none_found.csv", 2, "Streets lit", "Who lights the streets?"),
    Finding("read by position", MILL, BOARDS, 2, "Lamps Board", "the text does not read straight on here"),
    Finding("read unsafe", MILL, BOARDS, 4, "Lonely Board", "Two columns run together."),
    Finding("section not read", MILL, "mill/sections.csv", 3, "Two", "Two"),
    Finding("tied to nothing", MILL, BOARDS, 4, "Lonely Board", "no link leads to or from it"),
    Finding("tied to nothing", SHARED, "shared/agencies.csv", 2, "LB", "no link leads to or from it"),
    Finding("tied to nothing", SHARED, "shared/places.csv", 3, "Evil", "no link leads to or from it"),
]
REPORT = ValidationReport(
    [Problem("mill/boards.csv", 2, "kind", EVIL), Problem("mill/x.csv", 0, "", "no such table")],
    anchors=3,
    sought=2,
    found=1,
)


def written(folder: Path, tables: dict[str, str]) -> Records:
    for name, text in tables.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return read(folder)


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Records:
    return written(tmp_path_factory.mktemp("mill"), TABLES)


@pytest.fixture(scope="module")
def page(records: Records) -> str:
    return quality_page(records, REPORT)


def test_every_finding_and_no_other(records: Records) -> None:
    assert findings(records) == FOUND


def test_records_that_are_mended_have_fewer(tmp_path: Path) -> None:
    mended = (
        TABLES["mill/boards"]
        .replace("by position,", "plain,")
        .replace("It may be the Lamps Board.", "")
        .replace("|LB", "")
    )
    gone = {"read by position", "doubt or remark"}
    kept = [
        found
        for found in FOUND
        if not (found.file == BOARDS and found.row < 4 and found.kind in gone) and "lb" not in found.words
    ]
    assert findings(written(tmp_path, {**TABLES, "mill/boards": mended})) == kept


def test_findings_by_kind(records: Records) -> None:
    assert [(row["kind"], row["findings"]) for row in counts(FOUND)] == [
        ("contradiction", "1"), ("doubt or remark", "3"), ("inferred, to be reviewed", "1"),
        ("missing field", "3"), ("name borne by several", "4"),
        ("none found", "1"), ("read by position", "1"), ("read unsafe", "1"), ("section not read", "1"),
        ("tied to nothing", "3"),
    ]  # fmt: skip
    assert quality_text(records, "csv") == "kind,findings\r\n" + "".join(
        f"{kind if ',' not in kind else chr(34) + kind + chr(34)},{count}\r\n"
        for kind, count in (row.values() for row in counts(FOUND))
    )


def test_coverage_is_by_section(records: Records) -> None:
    assert coverage(records) == [
        {"document": MILL, "section": "One", "coverage": "recorded", "rows": "4", "reason": ""},
        {"document": MILL, "section": "Two", "coverage": "not yet", "rows": "0", "reason": ""},
        {
            "document": MILL,
            "section": "Three",
            "coverage": "nothing to record",
            "rows": "0",
            "reason": "Only thanks.",
        },
    ]


def test_categories_count_the_rows_of_each_table(records: Records) -> None:
    counted = {row["table"]: (row["mill"], row["shared"]) for row in categories(records)}
    assert counted == {
        "documents": ("1", ""), "sections": ("3", ""), "boards": ("3", ""), "agencies": ("", "1"),
        "places": ("", "2"), "measures": ("1", ""),
        "figures": ("2", ""), "links": ("2", ""), "none_found": ("1", ""), "reviews": ("1", ""),
    }  # fmt: skip


def test_reviews_say_who_read_what(records: Records) -> None:
    assert reviews(records) == [
        {
            "documents": MILL,
            "what": "every row",
            "by": "a second reader",
            "on": "2024-11",
            "result": "2 rows mended",
        }
    ]


EMPTY = {"meta", "input", "br", "img", "link"}


class Outline(HTMLParser):
    """The elements of a page in order, and those that do not close where they should."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.crossed: list[str] = []
        self.feed(text)
        self.close()
        self.crossed += self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.crossed.append(tag)


def chosen(tree: html.HtmlElement, path: str, **names: str) -> list[Any]:
    """What an XPath picks out of a page."""
    found = tree.xpath(path, **names)
    assert isinstance(found, list)
    return found


def faults(page: str) -> Iterator[str]:
    """What is wrong with a page: its structure, its tables, its headings, its form, its policy, and what it
    loads."""
    tree = html.document_fromstring(page)
    yield from (f"not closed: {tag}" for tag in Outline(page).crossed)
    yield from (
        f"table without {part}"
        for table in tree.iter("table")
        for part in ("caption", "thead", "tbody")
        if table.find(part) is None
    )
    yield from (
        "heading cell without scope" for cell in tree.iter("th") if cell.get("scope") not in ("col", "row")
    )
    yield from (
        "row of another length"
        for table in tree.iter("table")
        if len({len(row) for row in table.iter("tr")}) != 1
    )
    levels = [int(str(heading.tag)[1]) for heading in tree.iter("h1", "h2", "h3", "h4")]
    if (
        levels[:1] != [1]
        or levels.count(1) != 1
        or any(after > before + 1 for before, after in pairwise(levels))
    ):
        yield "headings out of order"
    yield from (
        "field without label"
        for field in tree.iter("input", "select")
        if not chosen(field, "ancestor::label[normalize-space(text())]")
    )
    yield from (
        f"loads {name}"
        for element in tree.iter(etree.Element)
        for name in ("src", "srcset", "data", "background")
        if element.get(name)
    )
    yield from (
        f"leads to {link}" for link in chosen(tree, "//@href | //@action") if not str(link).startswith("#")
    )
    yield from (
        "target missing"
        for link in chosen(tree, "//@href")
        if not chosen(tree, "//*[@id=$name]", name=str(link)[1:])
    )
    yield from (
        f"handler {name}"
        for element in tree.iter(etree.Element)
        for name in map(str, element.attrib)
        if name.startswith("on")
    )
    yield from (
        f"{part} missing"
        for part in ("html[@lang]", "head/title", "head/meta[@charset]", "body//main")
        if not chosen(tree, f"/{part}|/html/{part}")
    )
    yield from (
        f"{count} elements of one name"
        for count in [len(chosen(tree, "//@id")) - len(set(chosen(tree, "//@id")))]
        if count
    )
    yield from ("script of others" for _ in chosen(tree, "//script")[1:])
    scripts = [str(script.text) for script in tree.iter("script")]
    allowed = "".join(chosen(tree, "//meta[@http-equiv='Content-Security-Policy']/@content"))
    if (
        not scripts
        or f"script-src {digest(scripts[0])};" not in allowed
        or not allowed.startswith("default-src 'none';")
        or "unsafe" in allowed
    ):
        yield "policy"


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_the_page_is_sound(page: str) -> None:
    assert list(faults(page)) == []
    assert (
        page.startswith("<!doctype html>\n")
        and "http:" not in page
        and "https:" not in page
        and "url(" not in page
    )


def test_the_page_of_no_findings_is_sound(tmp_path: Path) -> None:
    empty = quality_page(
        written(tmp_path, {"mill/documents": TABLES["mill/documents"].replace("doc/mill", "doc/forge")}),
        ValidationReport(),
    )
    assert list(faults(empty)) == [] and "<p>No faults.</p>" in empty and "<p>None yet.</p>" in empty


@pytest.mark.parametrize(
    ("part", "instead", "fault"),
    [
        ("</table>", "", "not closed: section"),
        ("<caption>What to know or mend</caption>", "", "table without caption"),
        ('<th scope="col">kind</th>', "<th>kind</th>", "heading cell without scope"),
        ("<td>contradiction</td>", "", "row of another length"),
        ("<h2>Faults</h2>", "<h3>Faults</h3>", "headings out of order"),
        ("Words <input", "<input", "field without label"),
        ("</main>", '<img src="http://x/y.png"></main>', "loads src"),
        ("</main>", '<a href="http://x">x</a></main>', "leads to http://x"),
        ('<section id="findings">', '<section id="found">', "target missing"),
        ("<h1>", '<h1 onclick="x()">', "handler onclick"),
        ('<html lang="en">', "<html>", "html[@lang] missing"),
        ('<section id="counts">', '<section id="faults">', "1 elements of one name"),
        ("</main>", "<script>x()</script></main>", "script of others"),
        ("form.hidden = false", "form.hidden = true", "policy"),
    ],
)
def test_a_page_that_is_not_sound_is_seen(part: str, instead: str, fault: str, page: str) -> None:
    assert part in page
    assert fault in list(faults(page.replace(part, instead, 1)))


def rows(page: str, section: str) -> list[list[str]]:
    tree = html.document_fromstring(page)
    return [
        [cell.text_content() for cell in row]
        for row in chosen(tree, "//section[@id=$name]//tbody/tr", name=section)
    ]


def test_the_page_shows_every_finding_and_fault_in_words(page: str, records: Records) -> None:
    shown = EVIL.replace("\u202e", "\ufffd")
    told = [[f.kind, f.document, f"{f.file}:{f.row}", f.about, f.words.replace(EVIL, shown)] for f in FOUND]
    assert rows(page, "findings") == told
    assert rows(page, "faults") == [["mill/boards.csv:2", "kind", shown], ["mill/x.csv", "", "no such table"]]
    assert rows(page, "coverage") == [list(row.values()) for row in coverage(records)]
    assert rows(page, "categories") == [list(row.values()) for row in categories(records)]
    assert rows(page, "reviews") == [list(row.values()) for row in reviews(records)]
    assert "Anchors found in the documents: 1 of 2 sought, of 3 in all." in page


def test_the_filter_offers_every_kind_and_document(page: str) -> None:
    tree = html.document_fromstring(page)
    kinds = ["all", *sorted({finding.kind for finding in FOUND})]
    assert chosen(tree, "//select[@name='kind']/option/text()") == kinds
    assert chosen(tree, "//select[@name='where']/option/text()") == ["all", MILL, SHARED]
    assert chosen(tree, "//form[@hidden]//input/@type") == ["search"]


def test_nothing_of_a_label_is_an_element(page: str) -> None:
    tree = html.document_fromstring(page)
    assert len(chosen(tree, "//script")) == 1 and not chosen(tree, "//img") and "\u202e" not in page
    assert page.count("&lt;script&gt;document.documentElement.dataset.owned=1&lt;/script&gt;") == 2


def looked_at(page: str, folder: Path) -> str:
    """The page as a browser has it after its script has run."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("No Chromium to look at the page with: apt-get install chromium")
    (folder / "page.html").write_text(page, encoding="utf-8")
    flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--host-resolver-rules=MAP * ~NOTFOUND",
    ]
    command = [
        program,
        *flags,
        f"--user-data-dir={folder / 'profile'}",
        "--virtual-time-budget=2000",
        "--dump-dom",
        (folder / "page.html").as_uri(),
    ]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout


def test_in_a_browser_the_form_shows_counts_and_nothing_hostile_runs(page: str, tmp_path: Path) -> None:
    tree = html.document_fromstring(looked_at(page, tmp_path))
    assert tree.get("data-owned") is None
    assert [count.text for count in chosen(tree, "//*[@id='count']")] == [
        f"{len(FOUND)} of {len(FOUND)} findings shown"
    ]
    assert not chosen(tree, "//form[@hidden]")


def test_in_a_browser_what_runs_is_seen(tmp_path: Path) -> None:
    owned = looked_at(f"<!doctype html><html lang=en><title>x</title><body>{EVIL}", tmp_path)
    assert re.search(r"<html[^>]* data-owned=", owned)
