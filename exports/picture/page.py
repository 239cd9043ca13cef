"""A network as one web page that needs nothing else: a drawing of it, and the same in tables.

Every word in it may be hostile. So the page is a template of our own, which pyvis fills in: texts are
escaped, the drawing's data is JSON that is no script, tooltips are plain text, and the page's own policy lets
nothing run but the two scripts whose digests it names, and nothing load at all. pyvis's own template is not
used, because it names two files on the network."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goldthread.exports.html.csp import policy
from goldthread.exports.picture.drawing import LINES, draw, shows_labels
from goldthread.exports.picture.styles import NODE_STYLES, kind_of
from goldthread.exports.text.tables import plain
from goldthread.graph.errors import ExportError
from goldthread.graph.results.phrasing import spaced

if TYPE_CHECKING:
    import networkx

PAGE = Path(str(files(__package__)))


def picture(graph: networkx.MultiDiGraph[str]) -> str:
    """The page as HTML, to be written in UTF-8, as `exports.atomic` does.

    Raises ExportError if there is nothing to draw.
    """
    if not graph:
        raise ExportError("There is nothing to draw here. Ask for another name or another day.")
    from pyvis.network import Network  # type: ignore[import-untyped]

    net = Network(directed=True, cdn_resources="in_line", heading=_heading(graph))
    engine, code, style = _engine(Path(net.template_dir)), _read("picture.js"), _read("picture.css")
    # pyvis escapes nothing by itself.
    net.set_template_dir(str(PAGE), "picture.html")
    net.templateEnv.autoescape = True
    draw(net, graph)
    net.templateEnv.globals.update(
        engine=engine,
        code=code,
        style=style,
        policy=policy([engine, code], style),
        graph=graph.graph,
        **_tables(graph),
        **_legend(graph),
    )
    return str(net.generate_html())


def _heading(graph: networkx.MultiDiGraph[str]) -> str:
    """The names of the things asked about, with their kinds if there are several; else the graph's title."""
    asked = [graph.nodes[thing] for thing in _asked(graph)]
    names = [data["label"] if len(asked) == 1 else f"{data['label']} ({_kind(data)})" for data in asked]
    return plain("; ".join(names) or str(graph.graph.get("title") or "Golden thread"))


def _asked(graph: networkx.MultiDiGraph[str]) -> list[str]:
    return [thing for thing in graph.graph.get("around", "").split("\n") if thing in graph]


def _tables(graph: networkx.MultiDiGraph[str]) -> dict[str, Any]:
    """The rows below the drawing: all that it shows, in words."""
    labels = {thing: plain(graph.nodes[thing]["label"]) for thing in graph}
    things = [{**_plain(data), "kind": plain(_kind(data))} for _, data in graph.nodes(data=True)]
    links = [
        {**_plain(data), "subject": labels[subject], "object": labels[target]}
        for subject, target, data in graph.edges(data=True)
    ]
    gaps = [plain(line) for line in graph.graph.get("none_found", "").splitlines()]
    return {
        "things": things,
        "links": links,
        "gaps": gaps,
        "labelled": shows_labels(graph),
        "asked": next(iter(_asked(graph)), ""),
    }


def _legend(graph: networkx.MultiDiGraph[str]) -> dict[str, Any]:
    """What the shapes and lines of this drawing mean."""
    kinds = {kind_of(data["type"]) for _, data in graph.nodes(data=True)}
    bases = {data["basis"] for *_, data in graph.edges(data=True)} | {"stated", "inferred"}
    dashes = {
        basis: " ".join(map(str, dash)) if isinstance(dash, list) else ""
        for basis, dash in LINES.items()
        if basis in bases
    }
    return {"kinds": [kind for kind in NODE_STYLES if kind in kinds], "dashes": dashes}


def _kind(data: dict[str, str]) -> str:
    return spaced(data["type"]) or "thing"


def _plain(row: dict[str, str]) -> dict[str, str]:
    return {name: plain(value) for name, value in row.items()}


def _engine(templates: Path) -> str:
    """vis-network as pyvis brings it, the newest of them, with its licence and without the pointer to its
    source map."""
    found = sorted(
        templates.glob("lib/vis-*/vis-network.min.js"),
        key=lambda file: [int(part) for part in re.findall(r"\d+", file.parent.name)],
    )
    if not found:
        raise ExportError("This pyvis brings no vis-network to draw with. Install pyvis 0.3.2.")
    return re.sub(r"^//# sourceMappingURL=.*$", "", _lines(found[-1]), flags=re.MULTILINE)


def _read(name: str) -> str:
    return _lines(PAGE / name)


def _lines(file: Path) -> str:
    """A file's text with the line ends that a browser makes of them, because the policy's digests are of
    those."""
    return file.read_bytes().decode("utf-8").replace("\r\n", "\n")
