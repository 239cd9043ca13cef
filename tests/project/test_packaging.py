"""The wheel holds exactly what belongs to the package, and nothing else that lies in the four folders."""

from __future__ import annotations

import importlib.metadata
from pathlib import Path

import pytest

import goldthread.graph
from goldthread import ontology
from goldthread.graph import paths

ROOT = Path(__file__).parents[2]
ROOMS = ("ontology", "graph", "exports", "cli")
ENDINGS = {".py", ".ttl", ".rq", ".csv", ".trig", ".sha256", ".jsonld", ".html", ".css", ".js", ".typed"}


def belongs(path: Path) -> bool:
    """Whether a file of the four folders is part of the package."""
    return (
        path.is_file()
        and "__pycache__" not in path.parts
        and (path.suffix in ENDINGS or path.name == "py.typed")
    )


def expected() -> set[str]:
    files = (path for room in ROOMS for path in (ROOT / room).rglob("*") if belongs(path))
    return {"goldthread/" + path.relative_to(ROOT).as_posix() for path in files}


def installed() -> set[str]:
    """The package's files as the installer recorded them; of a strict editable install those that its folders
    show."""
    files = {
        str(file)
        for file in importlib.metadata.files("goldthread") or ()
        if str(file).startswith("goldthread/")
    }
    files = {file for file in files if "__pycache__" not in file}
    if files:
        return files
    graph = Path(str(goldthread.graph.__file__)).parent
    if graph.resolve() == ROOT / "graph":
        pytest.skip("a plain editable install is the checkout itself: there is no package to compare with it")
    return {
        "goldthread/" + path.relative_to(graph.parent).as_posix()
        for path in graph.parent.rglob("*")
        if belongs(path)
    }


def test_the_package_holds_exactly_what_belongs_to_it() -> None:
    assert installed() == expected()


def test_every_file_of_the_four_folders_has_an_ending_that_is_packed() -> None:
    others = [
        path
        for room in ROOMS
        for path in (ROOT / room).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not belongs(path)
    ]
    assert others == []


def test_a_file_that_does_not_belong_is_seen(tmp_path: Path) -> None:
    notes = tmp_path / "notes.docx"
    notes.write_text("x")
    assert not belongs(notes)


def test_the_built_graph_and_the_records_are_there() -> None:
    assert (
        Path(paths.GRAPH).is_file()
        and Path(paths.DIGEST).is_file()
        and any(Path(paths.RECORDS).glob("*/*.csv"))
    )
    assert ontology.path("vocabulary/core.ttl").is_file()


def test_the_command_is_installed() -> None:
    scripts = importlib.metadata.entry_points(group="console_scripts", name="goldthread")
    assert [script.value for script in scripts] == ["goldthread.cli.main:main"]
