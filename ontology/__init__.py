"""The door to the ontology's files: a name goes in, its text or path comes out."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

GT = "https://w3id.org/goldthread/ns#"
ID = "https://w3id.org/goldthread/id/"
GRAPH = "https://w3id.org/goldthread/graph/"
SCHEME = "https://w3id.org/goldthread/scheme/"
VOCABULARY = ("core.ttl", "relations.ttl", "schemes.ttl")


def path(name: str) -> Path:
    """Where a file of the ontology lies, such as `core.ttl` or `questions/who-owns.rq`."""
    from pathlib import Path

    return Path(_place(name))


def text(name: str) -> str:
    """The text of a file of the ontology; FileNotFoundError if there is none of that name."""
    with open(_place(name), encoding="utf-8") as file:
        return file.read()


def listing(folder: str, ending: str) -> list[str]:
    """The names of a folder's files with that ending, in order: `listing("questions", ".rq")`."""
    return sorted(f"{folder}/{file.name}" for file in path(folder).iterdir() if file.name.endswith(ending))


def _place(name: str) -> str:
    """As text, because a command that only asks needs no pathlib, which takes 3 ms to load."""
    return os.path.join(os.path.dirname(__file__), name)
