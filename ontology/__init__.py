"""The door to the ontology's files: a name goes in, its text or path comes out."""

from __future__ import annotations

import os
from pathlib import Path

GT = "https://w3id.org/goldthread/ns#"
ID = "https://w3id.org/goldthread/id/"
GRAPH = "https://w3id.org/goldthread/graph/"
SCHEME = "https://w3id.org/goldthread/scheme/"
VOCABULARY = ("core.ttl", "relations.ttl", "schemes.ttl")


def path(name: str) -> Path:
    """Where a file of the ontology lies, such as `core.ttl` or `questions/who-owns.rq`."""
    return Path(os.path.dirname(__file__), name)


def text(name: str) -> str:
    """The text of a file of the ontology; FileNotFoundError if there is none of that name."""
    return path(name).read_text(encoding="utf-8")


def listing(folder: str, ending: str) -> list[str]:
    """The names of a folder's files with that ending, in order: `listing("questions", ".rq")`."""
    return sorted(f"{folder}/{file.name}" for file in path(folder).iterdir() if file.name.endswith(ending))
