"""The package holds exactly what belongs to it, however it was installed: as users do, or editable."""

from __future__ import annotations

import importlib.metadata
import tomllib
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest

import goldthread.graph
from goldthread import ontology
from goldthread.graph import paths

ROOT = Path(__file__).parents[2]
FOLDERS = ("ontology", "graph", "exports", "cli")
SETUPTOOLS: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
PATTERNS = ["*.py", *(pattern.removeprefix("**/") for pattern in SETUPTOOLS["package-data"]["*"])]


def belongs(path: Path) -> bool:
    """Whether a file of the four folders is part of the package."""
    packed = any(fnmatch(path.name, pattern) for pattern in PATTERNS)
    return packed and path.is_file() and "__pycache__" not in path.parts


def expected() -> set[str]:
    """The files of the package, by their places in it."""
    files = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if belongs(path))
    return {"goldthread/" + path.relative_to(ROOT).as_posix() for path in files}


def installed() -> set[str]:
    """The package's files as the installer recorded them; of a strict editable install those that its folders
    show."""
    recorded = {str(file) for file in importlib.metadata.files("goldthread") or ()}
    files = {file for file in recorded if file.startswith("goldthread/") and "__pycache__" not in file}
    if files:
        return files
    graph = Path(str(goldthread.graph.__file__)).parent
    if graph.resolve() == ROOT / "graph":
        pytest.skip("a plain editable install is the checkout itself: there is no package to compare with it")
    found = (path for path in graph.parent.rglob("*") if belongs(path))
    return {"goldthread/" + path.relative_to(graph.parent).as_posix() for path in found}


def folders_with_modules(root: Path) -> set[str]:
    """The packages that lie in the four folders below a root."""
    modules = (path for folder in FOLDERS for path in (root / folder).rglob("*.py"))
    return {".".join(["goldthread", *path.parent.relative_to(root).parts]) for path in modules}


def test_every_package_is_listed() -> None:
    assert set(SETUPTOOLS["packages"]) == folders_with_modules(ROOT)
    assert SETUPTOOLS["package-dir"] == {f"goldthread.{folder}": folder for folder in FOLDERS}


def test_a_package_that_is_not_listed_is_seen(tmp_path: Path) -> None:
    for name in ("graph/text/dates.py", "graph/api.py", "graph/records/leeds.csv"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert folders_with_modules(tmp_path) == {"goldthread.graph", "goldthread.graph.text"}


def test_the_package_holds_exactly_what_belongs_to_it() -> None:
    assert installed() == expected()


def test_every_file_of_the_four_folders_has_an_ending_that_is_packed() -> None:
    others = [
        path
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not belongs(path)
    ]
    assert others == []


def test_a_file_that_does_not_belong_is_seen(tmp_path: Path) -> None:
    notes = tmp_path / "notes.docx"
    notes.write_text("x")
    assert not belongs(notes)


def test_the_built_graph_and_the_records_are_there() -> None:
    assert Path(paths.GRAPH).is_file()
    assert Path(paths.DIGEST).is_file()
    assert any(Path(paths.RECORDS).glob("*/*.csv"))
    assert ontology.path("vocabulary/core.ttl").is_file()


def test_the_command_is_installed() -> None:
    scripts = importlib.metadata.entry_points(group="console_scripts", name="goldthread")
    assert [script.value for script in scripts] == ["goldthread.cli.main:main"]
