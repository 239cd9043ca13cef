"""The modules of the four folders, as the tests of the project's own rules read them."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("ontology", "graph", "exports", "cli")
Function = ast.FunctionDef | ast.AsyncFunctionDef
# What breaks a rule: names, or names with how much or where.
Found = Sequence[str] | Mapping[str, object]


@dataclass(frozen=True)
class Module:
    """One module: its dotted name, its text and what stands in it."""

    name: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @cached_property
    def path(self) -> Path:
        """Where it lies below the root, such as `graph/text/dates.py`; a package is its `__init__.py`."""
        path = Path(*self.name.split(".")[1:])
        return path / "__init__.py" if (ROOT / path).is_dir() else path.with_suffix(".py")

    @property
    def folder(self) -> str:
        """The one of the four folders in which it lies."""
        return self.name.split(".")[1]

    @property
    def package(self) -> str:
        """Its package or module directly inside graph/, such as `text` or `api`; empty for graph/ itself."""
        return self.name.split(".")[2] if self.name.count(".") >= 2 else ""

    def imported(self) -> set[str]:
        """All that it imports, wherever that stands: at the top, in a function or for type checkers alone. Of
        `from a.b import c` both `a.b` and `a.b.c`, as only the other modules tell which of them is one."""
        names = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        return names

    def functions(self) -> Iterator[tuple[str, Function]]:
        """Each function with its name, of a method or an inner one with those around it."""

        def inside(node: ast.AST, around: str) -> Iterator[tuple[str, Function]]:
            for child in ast.iter_child_nodes(node):
                name = f"{around}.{child.name}" if isinstance(child, ast.ClassDef | Function) else around
                if isinstance(child, Function):
                    yield name, child
                yield from inside(child, name)

        return inside(self.tree, self.name)


@pytest.fixture(scope="session")
def modules() -> list[Module]:
    """Every module of the four folders, in the order of their names."""
    found = []
    for path in sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(["goldthread", *parts]).removesuffix(".__init__")
        found.append(Module(name, path.read_text(encoding="utf-8")))
    return found


@pytest.fixture(scope="session")
def written() -> Callable[[str, str], Module]:
    """Makes a module of a name and a text, to show that a rule sees what breaks it."""
    return Module


@pytest.fixture(scope="session")
def only_allowed() -> Callable[[str, Found], None]:
    """Fails at what breaks a rule and is not listed for it in allowed.toml, and at what is listed there
    without need, so that the lists can only shrink."""
    lists = tomllib.loads((Path(__file__).parent / "allowed.toml").read_text(encoding="utf-8"))
    return lambda rule, found: compare(rule, found, lists[rule])


def compare(rule: str, found: Found, listed: Found) -> None:
    new, stale = sorted(entries(found) - entries(listed)), sorted(entries(listed) - entries(found))
    if new:
        pytest.fail("\n".join([f"Breaks the rule of {rule}:", *new]), pytrace=False)
    if stale:
        message = f"No longer breaks the rule of {rule}; take it out of allowed.toml:"
        pytest.fail("\n".join([message, *stale]), pytrace=False)


def entries(found: Found) -> set[str]:
    pairs = found.items() if isinstance(found, Mapping) else ((name, None) for name in found)
    return {name if value is None else f"{name} = {value}" for name, value in pairs}
