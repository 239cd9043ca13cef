"""The page docs/architecture.md, made of what the modules import and of walks that are really taken.

    python tests/project/walks.py                 writes the page
    python tests/project/walks.py walk NAME       takes one walk and prints the modules that it passes

A walk notes each module of ours when it is first called, in a process of its own, so that nothing is
remembered from another. A test makes the page again and compares: it cannot tell of rooms or ways that are no
longer there."""

from __future__ import annotations

import ast
import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import FrameType

import networkx

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "architecture.md"
TINY = ROOT / "tests" / "worlds" / "tiny"
FOLDERS = ("cli", "exports", "graph", "ontology")
FACADES = ("cli", "exports", "graph")  # they only say what the folder is, or load its public names when asked


def command(*words: str) -> Callable[[], object]:
    """A command, as a person types it."""

    def run() -> object:
        from click.testing import CliRunner

        from goldthread.cli.main import main

        return CliRunner().invoke(main, words)

    return run


def in_the_child(query: str) -> Callable[[], object]:
    """What the process does that runs a person's own query."""

    def run() -> object:
        from goldthread.graph.sparql import runner
        from goldthread.graph.store import oxigraph

        place = oxigraph.prepared(os.environ["WALK_GRAPH"])
        request = {"query": query, "format": "csv", "rows": 10, "place": place, "limits_then": [10, 2048]}
        with contextlib.redirect_stdout(
            io.TextIOWrapper(io.BytesIO())
        ):  # on which a child says that it is open
            return runner._answer(request)

    return run


def asked(*words: str) -> Callable[[], object]:
    """A command that asks the graph of the tiny world, which was built before."""
    return lambda: command(*words, "--store", os.environ["WALK_GRAPH"])()


QUERY = "SELECT ?board { ?board a gt:Board }"
WALKS: dict[str, tuple[str, Callable[[], object]]] = {
    "build": (
        "A record row becomes part of the graph (`goldthread build`)",
        lambda: command("build", "--records", str(TINY / "records"), "-o", os.devnull + ".trig")(),
    ),
    "owner": ("… and of an answer (`goldthread owner`)", asked("owner", "hate crime")),
    "trace": ("… and of a golden thread (`goldthread trace`)", asked("trace", "hate crime")),
    "ask": (
        "A question becomes a reply (`goldthread ask`)",
        asked("ask", "Who chairs the Hate Crime Board?"),
    ),
    "query": ("A person's own SPARQL is run (`goldthread query`)", asked("query", QUERY)),
    "child": ("… in a process of its own, which reads, guards and answers it", in_the_child(QUERY)),
    "picture": (
        "A network becomes a picture (`goldthread picture`)",
        lambda: command(
            *("picture", "hate crime", "--store", os.environ["WALK_GRAPH"]), *("-o", os.environ["WALK_OUT"])
        )(),
    ),
    "check": (
        "Records are checked (`goldthread check`)",
        lambda: command("check", "--records", str(TINY / "records"), "--sources", str(TINY / "sources"))(),
    ),
}


def walk(name: str) -> dict[str, object]:
    """The modules that a walk passes, each once, in the order of the first call; and its trips to the
    store."""
    passed: dict[str, None] = {}
    trips = [0]

    def note(frame: FrameType, event: str, argument: object) -> None:
        module = frame.f_globals.get("__name__", "")
        if event == "call" and module.startswith("goldthread.") and frame.f_code.co_name != "<module>":
            passed.setdefault(module.removeprefix("goldthread."))
            if module == "goldthread.graph.store.oxigraph" and frame.f_code.co_name == "run":
                trips[0] += 1

    for paths in rooms().values():
        for path in paths:
            if path.stem not in ("__init__", "__main__"):
                parts = path.relative_to(ROOT).with_suffix("").parts
                import_module(".".join(("goldthread", *parts)))  # what loading calls is no part of the way
    go = WALKS[name][1]
    sys.setprofile(note)
    try:
        go()
    finally:
        sys.setprofile(None)
    return {"modules": list(passed), "trips": trips[0]}


def walked(name: str, folder: str) -> dict[str, object]:
    """A walk taken in a process of its own; the graph of the tiny world lies in the folder."""
    environment = {
        **os.environ,
        "WALK_GRAPH": f"{folder}/tiny.nq",
        "WALK_OUT": f"{folder}/picture.html",
        "GOLDTHREAD_SOURCES": f"{folder}/none",
        "PYTHONHASHSEED": "0",
    }
    line = [sys.executable, __file__, "walk", name]
    ended = subprocess.run(line, capture_output=True, text=True, check=True, env=environment)
    found: dict[str, object] = json.loads(ended.stdout)
    return found


def rooms() -> dict[str, list[Path]]:
    """The modules of each package; what lies in one of the four folders itself is a room of its own."""
    found: dict[str, list[Path]] = {}
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py"), key=lambda path: path.parts):
            parts = path.relative_to(ROOT).with_suffix("").parts
            package = parts[:-1] if len(parts) > 2 or parts[-1] == "__init__" else parts
            found.setdefault(".".join(package), []).append(path)
    return found


def imports(path: Path, known: set[str]) -> set[str]:
    """The rooms that a module imports from, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "goldthread":
            module = str(node.module).removeprefix("goldthread").strip(".")
            names = [f"{module}.{alias.name}".strip(".") for alias in node.names]
            found |= {
                next(room for room in (name, module, module.rpartition(".")[0]) if room in known)
                for name in names
            }
    return found


def reduced(edges: dict[str, set[str]]) -> dict[str, set[str]]:
    """The edges without those that a way over other rooms makes plain."""
    graph: networkx.DiGraph[str] = networkx.DiGraph((name, to) for name, tos in edges.items() for to in tos)
    graph.add_nodes_from(edges)
    return {name: set(networkx.transitive_reduction(graph)[name]) for name in edges}


def drawing(edges: dict[str, set[str]]) -> list[str]:
    """The rooms as a Mermaid drawing, a box a room, an arrow an import."""
    lines = ["```mermaid", "flowchart TD"]
    for folder in FOLDERS:
        inside = [name for name in edges if name.split(".")[0] == folder]
        lines.append(f"  subgraph {folder}")
        lines += [f'    {name.replace(".", "_")}["{name}"]' for name in inside]
        lines.append("  end")
    for name, tos in reduced(edges).items():
        lines += [f"  {name.replace('.', '_')} --> {to.replace('.', '_')}" for to in sorted(tos)]
    return [*lines, "```"]


def page(folder: str) -> str:
    """The text of the page; a folder for the tiny graph and for what the walks write."""
    known = rooms()
    edges = {
        name: set[str]().union(*(imports(path, set(known)) for path in paths)) - {name}
        for name, paths in known.items()
        if name not in FACADES
    }
    lines = [
        HEAD,
        *drawing(edges),
        "",
        "The same as a table:",
        "",
        "| room | what it is | modules | imports from |",
    ]
    lines.append("|---|---|---|---|")
    for name, paths in known.items():
        if name in FACADES:
            continue
        about = ast.get_docstring(ast.parse(paths[0].read_text("utf-8"))) or ""
        modules = ", ".join(path.stem for path in paths if not path.stem.startswith("__"))
        first = about.partition("\n")[0]
        lines.append(f"| `{name}` | {first} | {modules} | {', '.join(sorted(edges[name])) or '–'} |")
    lines += ["", "## The ways through it", "", WAYS, ""]
    for name, (title, _) in WALKS.items():
        way = walked(name, folder)
        steps = way["modules"]
        assert isinstance(steps, list)
        trips = f", {way['trips']} questions to the store" if way["trips"] else ""
        lines += [
            f"**{title}** — {len(steps)} modules{trips}:",
            "",
            " → ".join(f"`{step}`" for step in steps),
            "",
        ]
    return "\n".join(lines)


HEAD = """# How the house is built

Made by `python tests/project/walks.py` of the imports and of walks that were really taken; a test compares.

Four folders, one import namespace `goldthread`, imports in one direction: `cli → exports → graph → ontology`.
Inside `graph/` the packages stand in one order, each a noun of the field, and import only from those before
them: `errors, paths → text → results → tables → rdf → store → query → sources → check → sparql → lookup →
measures → pages → threads → alignment → comparison → ask → api`. An arrow that another way makes plain is
left out of the drawing.
"""
WAYS = "Each way was taken in the tiny world of the tests; a module stands where it is first called."


def make() -> str:
    """The page, with a graph of the tiny world built for it."""
    from goldthread.graph.rdf.builder import build
    from goldthread.graph.tables.reader import read

    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "tiny.nq").write_text(build(read(TINY / "records")), encoding="utf-8")
        return page(folder)


if __name__ == "__main__":
    if sys.argv[1:2] == ["walk"]:
        print(json.dumps(walk(sys.argv[2])))
    else:
        PAGE.write_text(make(), encoding="utf-8")
