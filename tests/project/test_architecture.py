"""Imports point one way: between the four folders, within graph/, and to the store's engine."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.project.conftest import Found, Module

    Written = Callable[[str, str], Module]
    OnlyAllowed = Callable[[str, Found], None]

FOLDERS = ("ontology", "graph", "exports", "cli")
# The packages and modules of graph/, lowest first; last what graph/ itself exports.
LAYERS = (
    *("errors", "paths", "text", "results", "tables", "rdf", "store", "query", "sources", "check", "sparql"),
    *("lookup", "measures", "pages", "threads", "alignment", "comparison", "ask", "api", ""),
)
# Those that answer a verb, and which others of them each may use.
VERBS = {
    "lookup": set(),
    "measures": set(),
    "pages": {"lookup", "measures"},
    "threads": {"lookup", "pages", "measures"},
    "alignment": {"measures"},
    "comparison": {"measures"},
    "ask": {"lookup", "measures", "pages", "alignment"},
}


def edges(modules: list[Module]) -> dict[str, set[str]]:
    """Which of these modules each imports. `from goldthread.graph import errors` is an import of the module
    `errors`, and not also of the package in which that lies."""
    known = {module.name for module in modules}
    found = {}
    for module in modules:
        names = module.imported() & known - {module.name}
        found[module.name] = {
            name for name in names if not any(other.startswith(f"{name}.") for other in names)
        }
    return found


def package(name: str) -> str:
    return name.split(".")[2] if name.count(".") >= 2 else ""


def between_folders(modules: list[Module]) -> list[str]:
    """The imports that point from a lower folder to a higher one."""
    return [
        f"{module.name} -> {other}"
        for module in modules
        for other in sorted(module.imported())
        if other.startswith("goldthread.")
        and FOLDERS.index(other.split(".")[1]) > FOLDERS.index(module.folder)
    ]


def between_layers(imports: dict[str, set[str]]) -> list[str]:
    """The imports inside graph/ that point to a later layer."""
    return [
        f"{name} -> {other}"
        for name, other in within_graph(imports)
        if LAYERS.index(package(other)) > LAYERS.index(package(name))
    ]


def between_verbs(imports: dict[str, set[str]]) -> list[str]:
    """The imports from one package that answers a verb to another that it may not use."""
    return [
        f"{name} -> {other}"
        for name, other in within_graph(imports)
        if {package(name), package(other)} <= set(VERBS)
        and package(other) not in VERBS[package(name)] | {package(name)}
    ]


def within_graph(imports: dict[str, set[str]]) -> list[tuple[str, str]]:
    return [
        (name, other)
        for name, others in imports.items()
        for other in sorted(others)
        if name.startswith("goldthread.graph") and other.startswith("goldthread.graph")
    ]


def circles(imports: dict[str, set[str]]) -> list[list[str]]:
    """For each module that reaches itself, the modules that it reaches."""
    found = []
    for start, first in imports.items():
        reached: set[str] = set()
        todo = [*first]
        while todo:
            step = todo.pop()
            if step not in reached:
                reached.add(step)
                todo += imports.get(step, ())
        if start in reached:
            found.append(sorted(reached & set(imports)))
    return found


def uses_engine(modules: list[Module]) -> list[str]:
    """The modules that import the store's engine."""
    return [module.name for module in modules if "pyoxigraph" in module.imported()]


def test_imports_between_the_folders_point_down(modules: list[Module]) -> None:
    assert between_folders(modules) == []


def test_an_import_up_into_another_folder_is_seen(written: Written) -> None:
    lazily = "def f():\n    from goldthread.exports.text import tables\n"
    assert between_folders([written("goldthread.graph.lookup.owner", lazily)]) == [
        "goldthread.graph.lookup.owner -> goldthread.exports.text",
        "goldthread.graph.lookup.owner -> goldthread.exports.text.tables",
    ]


def test_every_package_of_graph_has_its_layer(modules: list[Module]) -> None:
    assert {module.package for module in modules if module.folder == "graph"} == set(LAYERS)


def test_imports_within_graph_point_down(modules: list[Module], only_allowed: OnlyAllowed) -> None:
    only_allowed("imports-up", between_layers(edges(modules)))


def test_an_import_of_a_later_layer_is_seen_also_in_a_function_or_for_types_alone(written: Written) -> None:
    later = written("goldthread.graph.query.names", "")
    face = written("goldthread.graph", "")
    for text in (
        "from goldthread.graph.query import names\n",
        "def f():\n    import goldthread.graph.query.names\n",
        "if TYPE_CHECKING:\n    from goldthread.graph.query.names import Match\n",
    ):
        early = written("goldthread.graph.text.dates", text)
        assert between_layers(edges([early, later, face])) == [
            "goldthread.graph.text.dates -> goldthread.graph.query.names"
        ]
    early = written("goldthread.graph.text.dates", "from goldthread.graph import open_graph\n")
    assert between_layers(edges([early, face])) == ["goldthread.graph.text.dates -> goldthread.graph"]


def test_verbs_use_each_other_only_as_listed(modules: list[Module], only_allowed: OnlyAllowed) -> None:
    only_allowed("imports-between-verbs", between_verbs(edges(modules)))


def test_a_use_between_verbs_that_is_not_listed_is_seen(written: Written) -> None:
    gaps = written("goldthread.graph.alignment.gaps", "from goldthread.graph.pages.model import Page\n")
    page = written("goldthread.graph.pages.model", "from goldthread.graph.measures import model\n")
    figures = written("goldthread.graph.measures.model", "")
    assert between_verbs(edges([gaps, page, figures])) == [
        "goldthread.graph.alignment.gaps -> goldthread.graph.pages.model"
    ]


def test_no_modules_import_each_other_in_a_circle(modules: list[Module]) -> None:
    assert circles(edges(modules)) == []


def test_a_circle_is_seen() -> None:
    assert circles({"a": {"b"}, "b": {"a"}, "c": {"a"}}) == [["a", "b"], ["a", "b"]]


def test_the_engine_is_imported_only_where_listed(modules: list[Module], only_allowed: OnlyAllowed) -> None:
    only_allowed("engine", uses_engine(modules))


def test_an_import_of_the_engine_is_seen(written: Written) -> None:
    texts = ("import pyoxigraph as ox\n", "def f():\n    from pyoxigraph import Store\n", "import csv\n")
    engine = [written(f"goldthread.graph.ask.part{number}", text) for number, text in enumerate(texts)]
    assert uses_engine(engine) == ["goldthread.graph.ask.part0", "goldthread.graph.ask.part1"]
