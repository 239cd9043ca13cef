"""Folders, files, functions and lines stay short, and functions simple: what a reader can take in at once."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.project.conftest import Found, Module

    Written = Callable[[str, str], Module]
    OnlyAllowed = Callable[[str, Found], None]

ROOT = Path(__file__).parents[2]
# What the models of this field keep to, but for a few of their files that grew with age.
MODULES_IN_A_FOLDER, LINES_IN_A_FILE, LINES_IN_A_FUNCTION, CHARACTERS_IN_A_LINE = 12, 300, 45, 110
# By radon's count, at which a reader can still hold all the ways through a function; radon's own mark for
# "too complex" begins at 20.
COMPLEXITY = 15


def crowded(modules: list[Module]) -> dict[str, int]:
    """The folders with more modules than one can keep in mind, and how many; what opens a package is none."""
    counts = Counter(
        module.path.parent.as_posix() for module in modules if not module.path.name.startswith("__")
    )
    return {folder: count for folder, count in counts.items() if count > MODULES_IN_A_FOLDER}


def long_files(modules: list[Module]) -> dict[str, int]:
    """The modules with too many lines, and how many."""
    lines = {module.name: len(module.text.splitlines()) for module in modules}
    return {name: count for name, count in lines.items() if count > LINES_IN_A_FILE}


def long_functions(modules: list[Module]) -> dict[str, int]:
    """The functions with too many lines, and how many."""
    lines = {
        name: (node.end_lineno or 0) - node.lineno + 1
        for module in modules
        for name, node in module.functions()
    }
    return {name: count for name, count in lines.items() if count > LINES_IN_A_FUNCTION}


def long_lines(modules: list[Module]) -> list[str]:
    """The lines with too many characters, as `file:line`; one that says `noqa: E501` may be long, and so may
    those of a text at whose end that stands."""
    found = []
    for module in modules:
        lines = module.text.splitlines()
        may = {number for number, line in enumerate(lines, 1) if "noqa: E501" in line}
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Constant | ast.JoinedStr) and node.end_lineno in may:
                may |= {*range(node.lineno, node.end_lineno)}
        found += [
            f"{module.path}:{number}"
            for number, line in enumerate(lines, 1)
            if len(line) > CHARACTERS_IN_A_LINE and number not in may
        ]
    return found


def complexity(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """How many ways lead through a function, as radon counts them: its body, without the functions and
    classes in it, which are counted for themselves."""
    return 1 + sum(decisions(child) for child in function.body)


def decisions(node: ast.AST) -> int:
    """The decisions in a statement or expression, as radon 6 counts them (`ComplexityVisitor`)."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return 0
    if isinstance(node, ast.Assert):
        return 1
    return decided(node) + sum(decisions(child) for child in ast.iter_child_nodes(node))


def decided(node: ast.AST) -> int:
    """What a node adds by itself."""
    match node:
        case ast.If() | ast.IfExp():
            return 1
        case ast.For() | ast.AsyncFor() | ast.While():
            return 1 + bool(node.orelse)
        case ast.Try():
            return len(node.handlers) + bool(node.orelse)
        case ast.BoolOp():
            return len(node.values) - 1
        case ast.comprehension():
            return 1 + len(node.ifs)
        case ast.Match():
            any_other = any(getattr(case.pattern, "pattern", False) is None for case in node.cases)
            return len(node.cases) - any_other
    return 0


def complex_functions(modules: list[Module]) -> dict[str, int]:
    """The functions through which too many ways lead, and how many."""
    counts = {name: complexity(node) for module in modules for name, node in module.functions()}
    return {name: count for name, count in counts.items() if count > COMPLEXITY}


def test_folders_have_few_modules(modules: list[Module], only_allowed: OnlyAllowed) -> None:
    only_allowed("modules-in-a-folder", crowded(modules))


def test_a_crowded_folder_is_seen(written: Written) -> None:
    assert crowded([written(f"goldthread.graph.ask.part{n}", "") for n in range(13)]) == {"graph/ask": 13}


def test_files_are_short(modules: list[Module], only_allowed: OnlyAllowed) -> None:
    only_allowed("lines-in-a-file", long_files(modules))


def test_a_long_file_is_seen(written: Written) -> None:
    assert long_files([written("goldthread.graph.x", "x = 1\n" * 301)]) == {"goldthread.graph.x": 301}


def test_functions_are_short(modules: list[Module], only_allowed: OnlyAllowed) -> None:
    only_allowed("lines-in-a-function", long_functions(modules))


def test_a_long_function_is_seen(written: Written) -> None:
    module = written("goldthread.graph.x", "class A:\n    def f():\n" + "        x = 1\n" * 45)
    assert long_functions([module]) == {"goldthread.graph.x.A.f": 46}


def test_lines_are_short(modules: list[Module]) -> None:
    assert long_lines(modules) == []


def test_a_long_line_is_seen(written: Written) -> None:
    long = "y" * 111
    module = written("goldthread.graph.x", f"x = 1\ny = '{long}'\n")
    assert long_lines([module]) == ["graph/x.py:2"]
    pardoned = written("goldthread.graph.x", f"y = '''\n{long}\n'''  # noqa: E501\nz = '''\n{long}'''\n")
    assert long_lines([pardoned]) == ["graph/x.py:5"]


def test_functions_are_simple(modules: list[Module], only_allowed: OnlyAllowed) -> None:
    only_allowed("complexity", complex_functions(modules))


@pytest.mark.parametrize(
    ("body", "ways"),
    [
        ("return x", 1),
        ("if x: return 1\n elif y: return 2\n else: return 3", 3),
        ("return 1 if x else 2", 2),
        ("return x and y and z or w", 4),
        ("for a in x: pass\n else: pass", 3),
        ("while x: pass", 2),
        ("try: pass\n except A: pass\n except B: pass\n else: pass\n finally: pass", 4),
        ("with x: pass", 1),
        ("assert x and y", 2),
        ("return [a for b in x for a in b if a if b]", 5),
        ("return lambda: x", 1),
        ("return lambda: x or y", 2),
        ("def inner():\n  if x: pass\n return inner", 1),
        ("class A:\n  b = 1 if x else 2\n return A", 1),
        ("match x:\n  case 1: pass\n  case 2: pass\n  case _: pass", 3),
    ],
)
def test_ways_through_a_function_are_counted(written: Written, body: str, ways: int) -> None:
    functions = dict(written("goldthread.graph.x", f"def f(x):\n {body}\n").functions())
    assert complexity(functions["goldthread.graph.x.f"]) == ways


def test_a_complex_function_is_seen(written: Written) -> None:
    deep = written("goldthread.graph.x", "class A:\n    def f(x):\n        return " + " or ".join("x" * 16))
    fair = written("goldthread.graph.y", "def f(x):\n    return " + " or ".join("x" * 15))
    assert complex_functions([deep, fair]) == {"goldthread.graph.x.A.f": 16}


def test_everything_is_in_one_format() -> None:
    ruff = shutil.which("ruff", path=str(Path(sys.executable).parent))
    if ruff is None:
        pytest.skip("ruff is not installed here: pip install '.[dev]' (CI checks the format)")
    command = [ruff, "format", "--check", "--no-cache", "."]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
