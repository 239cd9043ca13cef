"""The page of a network: all of it is in words too, nothing is loaded, nothing hostile runs."""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import re
import shutil
import struct
import subprocess
import sys
import zlib
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx
import pytest
from click.testing import CliRunner

from goldthread.cli.commands.export import picture as command
from goldthread.exports.picture.drawing import INK, LINE, PAPER
from goldthread.exports.picture.layout import layout
from goldthread.exports.picture.page import picture
from goldthread.exports.picture.styles import NODE_STYLES
from goldthread.graph.errors import ExportError
from goldthread.graph.lookup.network import network
from goldthread.graph.store.oxigraph import Store

if TYPE_CHECKING:
    Graph = networkx.MultiDiGraph[str]

OWN = "document.documentElement.setAttribute('data-owned','1')"
HOSTILE = [
    f"</script><script>{OWN}</script>",
    f"<img src=x onerror={OWN}>",
    f"<a href='javascript:{OWN}'>href</a>",
    f'"><svg onload={OWN}>',
    f"' autofocus onfocus='{OWN}",
    f"</title></style></textarea></noscript><script>{OWN}</script>",
    "{{ 7*7 }}{% raw %}<!--<script>",
    "a\x00b\u202egpj.exe\u2028\ud7ff😀",
    "http://example.org/x.js //example.org href=",
]
VOID = {"meta", "link", "br", "img", "input", "path", "polygon", "circle"}


class Page(HTMLParser):
    """What a browser would make of a page: its elements, their attributes, and the text of each."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self.texts.setdefault(tag, []).append("")
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        for tag in set(self._open):
            self.texts[tag][-1] += data

    def named(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


def hostile() -> Graph:
    """Each hostile text as heading, name, kind, reason, place and whatever else a graph may hold."""
    graph: Graph = networkx.MultiDiGraph(
        title=HOSTILE[0],
        around="n0",
        hops=1,
        as_of=HOSTILE[3],
        notice=HOSTILE[1],
        none_found="\n".join(HOSTILE[:3]),
    )
    attributes = ("type", "tier", "status", "basis", "document", "place", "phrase", "as_at")
    for number, text in enumerate(HOSTILE):
        graph.add_node(f"n{number}", label=text, **dict.fromkeys(attributes, text))
    edge = (
        "property",
        "relation",
        "basis",
        "why",
        "from",
        "until",
        "as_at",
        "document",
        "place",
        "phrase",
        "more_places",
    )
    for number, text in enumerate(HOSTILE):
        graph.add_edge("n0", f"n{number}", **dict.fromkeys(edge, text))
    return graph


def data(page: str) -> dict[str, Any]:
    """What the drawing is made of."""
    (found,) = re.findall(r'<script type="application/json" id="network">(.*?)</script>', page, re.DOTALL)
    told: dict[str, Any] = json.loads(found)
    return told


@pytest.fixture(scope="module")
def page(tiny: Store) -> str:
    return picture(network(tiny, "hate crime", 2))


def test_every_thing_and_link_is_in_the_tables(tiny: Store, page: str) -> None:
    graph = network(tiny, "hate crime", 2)
    rows = re.findall(r"<tr><th scope=\"row\" dir=\"auto\">(.*?)</th>(.*?)</tr>", page)
    assert len(rows) == len(graph) + graph.size()
    contributes = (
        '<td>contributes to</td><td dir="auto">Putting victims first</td>'
        "<td>inferred: Its key issue is victims who do not report, and the priority is about "
        "victims.</td><td></td><td>2021-11</td>"
        "<td>Safer Anytown Plan 2021-24 (text), Shared priorities: “Victims who do not report”; "
        "also Anyshire Police and Crime Plan 2021-24 (text) (2022-03), Priorities</td>"
    )
    board = (
        "<td>board</td><td>Silver</td><td>in place</td><td>stated</td><td>2021-11</td>"
        "<td>Safer Anytown Plan 2021-24 (text), Governance: “Hate Crime Board”</td>"
    )
    assert {("Hate Crime", contributes), ("Hate Crime Board", board)} <= set(rows)
    assert (
        "Hate crime reporting in schools: Which Silver board owns each key deliverable? Looked in: " in page
    )


def test_the_drawing_has_every_thing_in_its_place_and_no_physics(tiny: Store, page: str) -> None:
    graph, drawn = network(tiny, "hate crime", 2), data(page)
    assert {node["id"]: (node["x"], node["y"]) for node in drawn["nodes"]} == layout(graph)
    assert {(edge["from"], edge["to"]) for edge in drawn["edges"]} == set(graph.edges())
    assert json.loads(drawn["options"])["physics"] == {"enabled": False}


def test_basis_shows_by_line_and_words(page: str) -> None:
    edges = data(page)["edges"]
    inferred = [edge for edge in edges if edge["dashes"]]
    assert inferred and len(inferred) < len(edges)
    assert all("(inferred)" in edge["title"] for edge in inferred)
    assert not any("inferred" in edge["title"].partition("\n")[0] for edge in edges if not edge["dashes"])


def test_kind_shows_by_shape_and_words(page: str) -> None:
    board = next(node for node in data(page)["nodes"] if node["id"] == "any/board/hate-crime-board")
    assert (board["shape"], board["label"]) == ("hexagon", "Hate Crime Board\n(board, Silver)")
    assert len({kind.shape for kind in NODE_STYLES}) == len(NODE_STYLES)


def test_what_several_documents_say_alike_is_one_line(tiny: Store) -> None:
    graph = network(tiny, "hate crime")
    again = {
        **graph["any/priority/2021/hate-crime"]["any/board/hate-crime-board"][
            "overseenBy stated 2024-09 2023-01/"
        ],
        "as_at": "2025",
        "place": "page 9",
    }
    graph.add_edge("any/priority/2021/hate-crime", "any/board/hate-crime-board", key="again", **again)
    (line,) = [
        edge
        for edge in data(picture(graph))["edges"]
        if edge["to"] == "any/board/hate-crime-board" and edge["from"] == "any/priority/2021/hate-crime"
    ]
    assert "paragraph 1" in line["title"] and "page 9" in line["title"]


def test_what_ended_is_a_line_of_its_own_that_says_so(tiny: Store) -> None:
    graph = network(tiny, "hate crime")
    one, other = "any/priority/2021/hate-crime", "any/board/hate-crime-board"
    runs = graph[one][other]["overseenBy stated 2024-09 2023-01/"]
    graph.add_edge(one, other, key="before", **{**runs, "from": "2019", "until": "2022-06"})
    drawn = [edge for edge in data(picture(graph))["edges"] if (edge["from"], edge["to"]) == (one, other)]
    assert [edge["title"].splitlines()[0] for edge in drawn] == [
        "is overseen by",
        "is overseen by (until 2022-06)",
    ]


def test_the_same_page_each_time(tiny: Store, page: str) -> None:
    assert picture(network(tiny, "hate crime", 2)) == page


def test_an_empty_graph_is_refused() -> None:
    with pytest.raises(ExportError, match="nothing to draw"):
        picture(networkx.MultiDiGraph())


def test_nothing_in_the_page_loads_anything(page: str) -> None:
    for text in (page, picture(hostile())):
        parsed = Page(text)
        assert not {
            "link",
            "img",
            "iframe",
            "object",
            "embed",
            "form",
            "base",
            "video",
            "audio",
            "source",
        } & {tag for tag, _ in parsed.elements}
        addresses = [
            value
            for _, attributes in parsed.elements
            for name, value in attributes.items()
            if name in {"src", "href", "srcset", "action", "data"}
        ]
        assert addresses == ["#in-words"]
        assert not re.search(r"url\(|@import", "".join(parsed.texts["style"]))


def test_the_policy_names_the_two_scripts_and_the_style_and_nothing_else(page: str) -> None:
    parsed = Page(page)
    (policy,) = [
        meta["content"]
        for meta in parsed.named("meta")
        if meta.get("http-equiv") == "Content-Security-Policy"
    ]
    scripts = [
        text
        for attributes, text in zip(parsed.named("script"), parsed.texts["script"], strict=True)
        if "type" not in attributes
    ]
    digests = [
        base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        for text in [*scripts, *parsed.texts["style"]]
    ]
    assert policy == (
        f"default-src 'none'; script-src 'sha256-{digests[0]}' 'sha256-{digests[1]}'; style-src "
        f"'sha256-{digests[2]}'; "
        "base-uri 'none'; form-action 'none'"
    )


def test_hostile_words_make_no_element_and_no_attribute() -> None:
    tame: Graph = networkx.relabel_nodes(hostile(), {}, copy=True)
    tame.graph.update(title="t", as_of="t", notice="t", none_found="t\nt\nt")
    for _, attributes in tame.nodes(data=True):
        attributes.update(dict.fromkeys(attributes, "t"))
    for _, _, attributes in tame.edges(data=True):
        attributes.update(dict.fromkeys(attributes, "t"))
    shapes = [
        [(tag, sorted(attributes)) for tag, attributes in Page(picture(graph)).elements]
        for graph in (hostile(), tame)
    ]
    assert shapes[0] == shapes[1]
    assert not any(name.startswith("on") for _, names in shapes[0] for name in names)


def test_control_characters_and_marks_of_direction_show() -> None:
    text = picture(hostile())
    assert "a\ufffdb\ufffdgpj.exe" in text and "\u202e" not in text and "\x00" not in text


def test_people_who_do_not_see_the_drawing_have_all_they_need(page: str) -> None:
    parsed = Page(page)
    assert parsed.named("html") == [{"lang": "en"}]
    assert parsed.texts["title"] == ["Hate Crime – golden thread"]
    assert parsed.texts["h1"] == ["Hate Crime"]
    (drawing,) = [attributes for attributes in parsed.named("div") if attributes.get("role") == "img"]
    assert drawing["aria-label"].endswith("The tables below say the same in words.")
    assert [link["href"] for link in parsed.named("a")] == ["#in-words"] and any(
        attributes.get("id") == "in-words" for _, attributes in parsed.elements
    )
    assert "needs JavaScript" in parsed.texts["noscript"][0]
    assert parsed.texts["caption"] == ["Links", "Things"]
    assert all(head.get("scope") in ("col", "row") for head in parsed.named("th"))
    assert all(svg.get("aria-hidden") == "true" for svg in parsed.named("svg"))
    ids = [attributes["id"] for _, attributes in parsed.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {
        attributes["aria-labelledby"] for _, attributes in parsed.elements if "aria-labelledby" in attributes
    } <= set(ids)
    assert "prefers-reduced-motion" in parsed.texts["style"][0]
    headings = [int(tag[1]) for tag, _ in parsed.elements if re.fullmatch(r"h\d", tag)]
    assert headings[0] == 1 and all(after <= before + 1 for before, after in itertools.pairwise(headings))


def test_words_and_shapes_stand_out_from_the_page() -> None:
    """WCAG 2.2: 4.5 to 1 for text (1.4.3), 3 to 1 for what a drawing needs to be understood (1.4.11)."""
    assert (
        contrast(INK, PAPER) >= 4.5 and contrast("#00457a", PAPER) >= 4.5 and contrast(INK, "#eeeeee") >= 4.5
    )
    assert all(contrast(kind.colour, PAPER) >= 3 for kind in NODE_STYLES) and contrast(LINE, PAPER) >= 3
    assert contrast("#999999", PAPER) < 3, "the measure sees what is too pale"


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_command_writes_the_page_and_says_what_is_on_it(tiny_graph: Path, tmp_path: Path) -> None:
    out = tmp_path / "hate-crime.html"
    result = CliRunner().invoke(
        command, ["hate", "crime", "board", "--hops", "0", "-o", str(out), "--store", str(tiny_graph)]
    )
    assert (result.exit_code, result.stdout, result.stderr) == (
        0,
        "",
        f"Written: {out} (things: 1, links: 0).\n",
    )
    assert out.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_no_library_of_the_drawing_is_loaded_before_it_is_needed() -> None:
    code = (
        "import sys, goldthread.cli.commands.export, goldthread.exports.picture.page, "
        "goldthread.graph.lookup.network; print(sorted({'pyvis','networkx','rdflib'} & set(sys.modules)))"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "[]\n"
    )


# ---------------------------------------------------------------- in a browser


@pytest.fixture(scope="module")
def chromium() -> str:
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("No Chromium to look at the page with: apt-get install chromium")
    return program


@pytest.fixture
def browser(chromium: str, tmp_path: Path) -> Iterator[list[str]]:
    quiet = (
        "--disable-background-networking --disable-component-update --disable-sync "
        "--disable-default-apps --disable-extensions"
    )
    nowhere = "--host-resolver-rules=MAP * ~NOTFOUND"
    flags = (
        f"--headless --no-sandbox --disable-gpu --disable-quic --disable-dev-shm-usage --no-first-run "
        f"--hide-scrollbars {quiet}"
    )
    yield [
        chromium,
        *flags.split(),
        nowhere,
        f"--user-data-dir={tmp_path / 'profile'}",
        "--window-size=700,900",
        "--virtual-time-budget=4000",
    ]


def look(browser: list[str], *wanted: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*browser, *wanted], capture_output=True, text=True, timeout=120, check=True)


def test_in_a_browser_the_picture_is_drawn_and_nothing_hostile_runs(
    browser: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "hostile.html"
    file.write_text(picture(hostile()), encoding="utf-8")
    seen = look(browser, "--enable-logging=stderr", "--dump-dom", file.as_uri())
    parsed = Page(seen.stdout)
    assert "data-owned" not in parsed.named("html")[0]
    assert parsed.named("canvas") and not parsed.named("img"), "drawn, and no element of a label's"
    assert "hidden" not in next(
        attributes for attributes in parsed.named("div") if attributes.get("id") == "moves"
    )
    assert not re.search(r"CONSOLE|Refused|Uncaught", seen.stderr)


def test_the_browser_test_would_see_it_run(browser: list[str], tmp_path: Path) -> None:
    file = tmp_path / "owned.html"
    file.write_text(f"<!DOCTYPE html><html lang=en><title>x</title><body>{HOSTILE[1]}", encoding="utf-8")
    assert Page(look(browser, "--dump-dom", file.as_uri()).stdout).named("html")[0]["data-owned"] == "1"


def test_in_a_browser_nothing_asks_the_network(browser: list[str], tmp_path: Path, page: str) -> None:
    assert asked_for(browser, tmp_path, page) == []
    assert asked_for(browser, tmp_path, "<!DOCTYPE html><img src=http://cdn.invalid/x.png>") == [
        "http://cdn.invalid/x.png"
    ], "it would be seen"


def asked_for(browser: list[str], folder: Path, text: str) -> list[str]:
    """The addresses that a page makes a browser ask for, its maker's own aside, which it asks for whatever
    the page."""
    file, log = folder / "page.html", folder / "net.json"
    file.write_text(text, encoding="utf-8")
    look(browser, f"--log-net-log={log}", "--dump-dom", file.as_uri())
    asked = re.findall(r'"url":"(https?://[^"]*)"', log.read_text(encoding="utf-8"))
    return sorted(
        {
            address
            for address in asked
            if not re.match(r"https?://[\w.-]*\.(google|googleapis|gstatic)\.com/", address)
        }
    )


def test_in_a_browser_the_screenshot_is_not_empty(browser: list[str], tmp_path: Path, page: str) -> None:
    file, shot = tmp_path / "page.html", tmp_path / "page.png"
    file.write_text(page, encoding="utf-8")
    look(browser, f"--screenshot={shot}", file.as_uri())
    colours = colours_of(shot)
    board = next(kind for kind in NODE_STYLES if kind.words == "board").colour
    assert colours > {PAPER, INK, board}


def colours_of(png: Path) -> set[str]:
    """The colours in a PNG of 8 bits a channel, as Chromium writes it."""
    raw = png.read_bytes()
    wide, high, _, kind = struct.unpack(">IIBB", raw[16:26])
    channels = {2: 3, 6: 4}[kind]
    packed, at = b"", 8
    while at < len(raw):
        size, name = struct.unpack(">I4s", raw[at : at + 8])
        packed += raw[at + 8 : at + 8 + size] if name == b"IDAT" else b""
        at += 12 + size
    rows, stride = zlib.decompress(packed), wide * channels
    colours, before = set(), bytearray(stride)
    for line in range(high):
        start = line * (stride + 1)
        before = _unfiltered(rows[start], bytearray(rows[start + 1 : start + 1 + stride]), before, channels)
        colours |= {bytes(before[place : place + 3]) for place in range(0, stride, channels)}
    return {f"#{colour.hex()}" for colour in colours}


def _unfiltered(method: int, row: bytearray, above: bytearray, channels: int) -> bytearray:
    """A row of a PNG as it was before it was filtered for packing (PNG, section 9)."""
    for place in range(len(row)):
        left, up, corner = (
            (row[place - channels], above[place], above[place - channels])
            if place >= channels
            else (0, above[place], 0)
        )
        guess = left + up - corner
        nearest = min((left, up, corner), key=lambda colour: abs(guess - colour))
        row[place] = (row[place] + (0, left, up, (left + up) // 2, nearest)[method]) & 255
    return row


def test_what_a_graph_gives_no_type_is_called_a_thing(tiny: Store) -> None:
    graph = network(tiny, "hate crime")
    board = "any/board/hate-crime-board"
    graph.nodes[board]["type"] = ""
    shown = picture(graph)
    node = next(node for node in data(shown)["nodes"] if node["id"] == board)
    assert (node["shape"], node["label"]) == ("box", "Hate Crime Board\n(thing, Silver)")
