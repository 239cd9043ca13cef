"""The house keeps its plan: imports point one way, no circles, files and functions stay short, commands load
only what they need."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("ontology", "graph", "exports", "cli")
HEAVY = ("rdflib", "networkx", "pyvis", "pyshacl", "lxml", "rapidfuzz", "platformdirs", "IPython")
LONGEST_FILE, LONGEST_FUNCTION = 300, 45


def modules() -> Iterator[tuple[str, Path]]:
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            yield (
                ".".join(["goldthread", *path.relative_to(ROOT).with_suffix("").parts]).removesuffix(
                    ".__init__"
                ),
                path,
            )


def imported(tree: ast.Module) -> set[str]:
    """The goldthread modules that a module's text imports, wherever in it; imports for type checkers alone do
    not count."""
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            node.body = []
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return {name for name in names if name.startswith("goldthread")}


def wrong_way(name: str, imports: set[str]) -> list[str]:
    """The imports of a module that point from a lower room to a higher one."""
    room = name.split(".")[1]
    above = ROOMS[ROOMS.index(room) + 1 :]
    return sorted(other for other in imports if len(other.split(".")) > 1 and other.split(".")[1] in above)


def circles(edges: dict[str, set[str]]) -> list[list[str]]:
    """The circles in which modules import each other."""
    found = []
    for start, first in edges.items():
        reached, todo = set(), [*first]
        while todo:
            step = todo.pop()
            if step not in reached:
                reached.add(step)
                todo += edges.get(step, ())
        if start in reached:
            found.append(sorted(reached & set(edges)))
    return found


def edges() -> dict[str, set[str]]:
    known = dict(modules())
    return {
        name: imported(ast.parse(path.read_text("utf-8"))) & set(known) - {name}
        for name, path in known.items()
    }


@pytest.mark.parametrize(("name", "path"), list(modules()))
def test_imports_point_one_way(name: str, path: Path) -> None:
    assert wrong_way(name, imported(ast.parse(path.read_text("utf-8")))) == []


def test_an_import_that_points_up_is_seen() -> None:
    tree = ast.parse("def f():\n    from goldthread.exports.text import tables\n")
    assert wrong_way("goldthread.graph.lookup.owner", imported(tree)) == [
        "goldthread.exports.text",
        "goldthread.exports.text.tables",
    ]


def test_no_modules_import_each_other_in_a_circle() -> None:
    lazy_face = {name: imports for name, imports in edges().items() if name != "goldthread.graph"}
    assert circles(lazy_face) == []


def test_a_circle_is_seen() -> None:
    assert circles({"a": {"b"}, "b": {"a"}, "c": {"a"}}) == [["a", "b"], ["a", "b"]]


def too_long(tree: ast.Module) -> list[str]:
    """The functions of a module that are longer than one can take in."""
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    return [node.name for node in functions if (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION]


@pytest.mark.parametrize(("name", "path"), list(modules()))
def test_files_and_functions_stay_short(name: str, path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= LONGEST_FILE
    assert too_long(ast.parse(text)) == []


def test_a_long_function_is_seen() -> None:
    assert too_long(ast.parse("def f():\n" + "    x = 1\n" * 50)) == ["f"]


@pytest.mark.parametrize(("name", "path"), list(modules()))
def test_every_module_says_what_comes_in_and_what_goes_out(name: str, path: Path) -> None:
    assert re.match(r'"""[A-Z“`\'].{20,}', path.read_text("utf-8")), f"{path} does not open with a sentence"


def loaded(*arguments: str) -> set[str]:
    """Which heavy packages a command has imported when it ends."""
    script = (
        "import sys, json\nfrom goldthread.cli.main import main\n"
        f"sys.argv = ['goldthread', *{list(arguments)!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})), file=sys.stderr)"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(json.loads(ended.stderr.splitlines()[-1])) & set(HEAVY)


@pytest.mark.parametrize(
    ("arguments", "allowed"),
    [
        (("owner", "hate crime strategic board"), set()),
        (("owner", "female offender plan"), set()),
        (("show", "hate crime strategic board"), set()),
        (("trace", "campaigns against hate crime"), set()),
        (("find", "LASBT"), set()),
        (("find", "hat crim strategc bord"), {"rapidfuzz"}),
        (("compare", "2018", "2021", "--only", "priorities"), set()),
        (("measure", "police reported hate incidents"), set()),
        (("questions",), set()),
        (("query", "ASK { ?s ?p ?o }"), set()),
        (("sources",), set()),
        (("--help",), set()),
    ],
)
def test_a_command_loads_only_what_it_needs(arguments: tuple[str, ...], allowed: set[str]) -> None:
    assert loaded(*arguments) <= allowed


def test_a_heavy_import_is_seen() -> None:
    assert "rdflib" in loaded("build", "-o", "/nowhere/graph.trig")
