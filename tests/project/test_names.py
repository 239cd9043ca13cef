"""Modules, classes and constants are well named, docstrings plain, and each module has its test file."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.project.conftest import Found, Module

    Written = Callable[[str, str], Module]
    OnlyAllowed = Callable[[str, Found], None]

TESTS = Path(__file__).parents[1]
# Lists of terms and the like that once stood in several files with different members.
ONE_HOME = (
    *("BODIES", "OWNING", "SERVING", "TIERS", "LEVELS", "PREFIXES", "CONTROL", "MONTHS"),
    *("NEAR", "SURE", "KINDS", "LIKELY", "GAP_KINDS", "COMPARED", "AS_WELL"),
)
FORMULA = re.compile(r"\bgo(es)?\s+in\b.*\bcomes?\s+out\b", re.DOTALL)
# Where a module's test file has another name than its own.
TESTED_ELSEWHERE = {
    "ontology/__init__.py": "ontology/test_ontology.py",
    "graph/__init__.py": "graph/test_api.py",
}


def verbs(modules: list[Module]) -> list[str]:
    """The modules that are called by a form of a verb instead of a noun."""
    return [module.name for module in modules if re.search(r"(ing|ed)$", module.name)]


def namesakes(modules: list[Module]) -> dict[str, list[str]]:
    """The public classes of one name, and their modules."""
    homes: dict[str, list[str]] = defaultdict(list)
    for module in modules:
        for node in module.tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes[node.name].append(module.name)
    return {name: where for name, where in homes.items() if len(where) > 1}


def homes(modules: list[Module]) -> dict[str, list[str]]:
    """The constants that are to have one home and have more, and the modules that assign them."""
    found: dict[str, list[str]] = defaultdict(list)
    for module in modules:
        for name in sorted(assigned(module) & set(ONE_HOME)):
            found[name].append(module.name)
    return {name: where for name, where in found.items() if len(where) > 1}


def assigned(module: Module) -> set[str]:
    """The names that a module assigns at its top."""
    names = set()
    for node in module.tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            parts = [part for target in targets for part in ast.walk(target)]
            names |= {part.id for part in parts if isinstance(part, ast.Name)}
    return names


def riddles(modules: list[Module]) -> list[str]:
    """The modules that do not open with a sentence that names the thing: without one, or with the formula of
    what goes in and what comes out."""
    return [module.name for module in modules if riddle(ast.get_docstring(module.tree) or "")]


def riddle(docstring: str) -> bool:
    first = re.split(r"(?<=\.)\s", docstring, maxsplit=1)[0]
    return not first or bool(FORMULA.search(first))


def unexplained(modules: list[Module]) -> list[str]:
    """The modules that rank answers and names in which a decimal number stands without a comment: on its
    line, on the line above, or above the statement in which it stands."""
    ranking = [m for m in modules if m.package == "ask" or m.name == "goldthread.graph.query.names"]
    return [module.name for module in ranking if any(bare_numbers(module))]


def bare_numbers(module: Module) -> Iterator[int]:
    """The lines of the decimal numbers that no comment explains."""
    tokens = tokenize.generate_tokens(io.StringIO(module.text).readline)
    commented = {token.start[0] for token in tokens if token.type == tokenize.COMMENT}
    for statement in (node for node in ast.walk(module.tree) if isinstance(node, ast.stmt)):
        for node in own(statement):
            if isinstance(node, ast.Constant) and isinstance(node.value, float):
                places = {node.lineno, node.lineno - 1, statement.lineno, statement.lineno - 1}
                if not places & commented:
                    yield node.lineno


def own(statement: ast.stmt) -> Iterator[ast.AST]:
    """A statement's own expressions, without the statements in it."""
    for child in ast.iter_child_nodes(statement):
        if not isinstance(child, ast.stmt | ast.ExceptHandler | ast.match_case):
            yield from ast.walk(child)


def untested(modules: list[Module], tests: Path) -> list[str]:
    """The modules without a test file at their own place below the tests; what only opens a package needs
    none."""
    return [
        module.name
        for module in modules
        if (place := test_file(module)) is not None and not (tests / place).is_file()
    ]


def test_file(module: Module) -> Path | None:
    path = module.path.as_posix()
    if path in TESTED_ELSEWHERE:
        return Path(TESTED_ELSEWHERE[path])
    return None if module.path.name.startswith("__") else module.path.with_name(f"test_{module.path.name}")


test_file.__test__ = False  # type: ignore[attr-defined]


def test_modules_are_called_by_nouns(modules: list[Module], only_allowed: OnlyAllowed) -> None:
    only_allowed("names-of-verbs", verbs(modules))


def test_a_module_called_by_a_verb_is_seen(written: Written) -> None:
    names = ("graph.looking", "graph.asked", "graph.red.dates", "graph.ring")
    found = verbs([written(f"goldthread.{name}", "") for name in names])
    assert found == ["goldthread.graph.looking", "goldthread.graph.asked", "goldthread.graph.ring"]


def test_no_two_public_classes_of_graph_share_a_name(modules: list[Module]) -> None:
    assert namesakes([module for module in modules if module.folder == "graph"]) == {}


def test_two_classes_of_one_name_are_seen(written: Written) -> None:
    texts = ("class Row: ...\nclass _Own: ...\n", "class Row: ...\nclass _Own: ...\n")
    modules = [written(f"goldthread.graph.m{number}", text) for number, text in enumerate(texts)]
    assert namesakes(modules) == {"Row": ["goldthread.graph.m0", "goldthread.graph.m1"]}


def test_lists_of_terms_have_one_home(modules: list[Module], only_allowed: OnlyAllowed) -> None:
    only_allowed("more-than-one-home", homes(modules))


def test_a_second_home_is_seen(written: Written) -> None:
    texts = ("TIERS = ()\n", "LEVELS, TIERS = (), ()\n", "TIERS: tuple[str, ...] = ()\n", "x = TIERS\n")
    modules = [written(f"goldthread.graph.m{number}", text) for number, text in enumerate(texts)]
    assert homes(modules) == {"TIERS": [f"goldthread.graph.m{number}" for number in range(3)]}


def test_a_module_opens_with_what_it_is(modules: list[Module], only_allowed: OnlyAllowed) -> None:
    only_allowed("riddles", riddles(modules))


def test_a_module_that_opens_otherwise_is_seen(written: Written) -> None:
    texts = (
        '"""Rows go in, a graph comes out."""',
        '"""A row\ngoes in, answers come\nout; for all."""',
        "",
        '"""Matches things of two plans by name.\n\nA plan goes in; pairs come out."""',
    )
    modules = [written(f"goldthread.graph.m{number}", text) for number, text in enumerate(texts)]
    assert riddles(modules) == [f"goldthread.graph.m{number}" for number in range(3)]


def test_numbers_of_the_ranking_are_explained(modules: list[Module], only_allowed: OnlyAllowed) -> None:
    only_allowed("unexplained-numbers", unexplained(modules))


def test_a_number_without_a_comment_is_seen(written: Written) -> None:
    texts = (
        "A = 0.5\n",
        "A = 0.5  # half of them\n",
        "# By hand.\nA = {\n    'a': 0.5,\n    'b': 0.6,\n}\n",
        "# By hand.\nif a:\n    b()\n    c(0.5)\n",
        "A = 5\nB = '# 0.5'\n",
    )
    modules = [written(f"goldthread.graph.ask.m{number}", text) for number, text in enumerate(texts)]
    assert unexplained(modules) == ["goldthread.graph.ask.m0", "goldthread.graph.ask.m3"]
    assert unexplained([written("goldthread.graph.pages.m", "A = 0.5\n")]) == []


def test_every_module_has_its_test_file(modules: list[Module], only_allowed: OnlyAllowed) -> None:
    only_allowed("untested", untested(modules, TESTS))


def test_a_module_without_test_file_is_seen(written: Written, tmp_path: Path) -> None:
    names = ("graph.text.dates", "graph.text.spans", "graph.text", "cli.main")
    (tmp_path / "graph" / "text").mkdir(parents=True)
    (tmp_path / "graph" / "text" / "test_dates.py").touch()
    modules = [written(f"goldthread.{name}", "") for name in names]
    assert untested(modules, tmp_path) == ["goldthread.graph.text.spans", "goldthread.cli.main"]


@pytest.mark.parametrize(
    ("rule", "found", "said"),
    [
        (
            "more-than-one-home",
            {"TIERS": ["a", "b"]},
            "Breaks the rule of more-than-one-home:\nTIERS = ['a', 'b']",
        ),
        (
            "names-of-verbs",
            ["goldthread.graph.looking"],
            "Breaks the rule of names-of-verbs:\ngoldthread.graph.looking",
        ),
        ("names-of-verbs", [], "No longer breaks the rule of names-of-verbs; take it out of allowed.toml:\n"),
    ],
)
def test_what_is_not_listed_and_what_is_listed_without_need_is_seen(
    only_allowed: OnlyAllowed, rule: str, found: Found, said: str
) -> None:
    with pytest.raises(pytest.fail.Exception) as caught:
        only_allowed(rule, found)
    assert str(caught.value).startswith(said)
