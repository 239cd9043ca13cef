"""What a check of records found."""

from __future__ import annotations

from dataclasses import dataclass, field

from goldthread.graph.errors import Problem


@dataclass
class ValidationReport:
    """What a check found: problems, anchors in all, sought and found in a text, and documents without a copy.

    `coverage` counts the sections of each document by whether they are recorded. `complete` is False where
    the tables could not be read, so that nothing but their reading was checked."""

    problems: list[Problem] = field(default_factory=list)
    anchors: int = 0
    sought: int = 0
    found: int = 0
    missing_texts: list[str] = field(default_factory=list)
    coverage: dict[str, dict[str, int]] = field(default_factory=dict)
    complete: bool = True
