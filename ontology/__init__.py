"""The files of the ontology: vocabulary, shapes, checks, rules, named queries and the language of
questions."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

VOCABULARY = ("vocabulary/core.ttl", "vocabulary/relations.ttl", "vocabulary/schemes.ttl")
SHAPES = "shapes/shapes.ttl"


def path(name: str) -> Path:
    """Where a file of the ontology lies, such as `vocabulary/core.ttl`."""
    from pathlib import Path

    return Path(_place(name))


def text(name: str) -> str:
    """The text of a file of the ontology; FileNotFoundError if there is none of that name."""
    with open(_place(name), encoding="utf-8") as file:
        return file.read()


def listing(folder: str, ending: str) -> list[str]:
    """The names of a folder's files with that ending, in order: `listing("rules", ".rq")`."""
    return sorted(f"{folder}/{name}" for name in os.listdir(_place(folder)) if name.endswith(ending))


@cache
def queries() -> dict[str, str]:
    """The file of each named query, by its name: `queries()["who-owns"]` is `queries/links/who-owns.rq`."""
    topics = sorted(
        entry.name for entry in os.scandir(_place("queries")) if entry.is_dir() and entry.name[0] not in "._"
    )
    files = [file for topic in topics for file in listing(f"queries/{topic}", ".rq")]
    return {
        file.rpartition("/")[2].removesuffix(".rq"): file
        for file in sorted(files, key=lambda file: file.rpartition("/")[2])
    }


def _place(name: str) -> str:
    # Text and not a Path, because a command that only asks needs no pathlib, which takes 3 ms to load.
    return os.path.join(os.path.dirname(__file__), name)
