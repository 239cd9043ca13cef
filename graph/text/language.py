"""The tables of the language of questions, as `ontology/language` has them: how people ask, and word lists.

They are data, so that whoever works on wording needs no Python; each is read once, when it is first wanted.
"""

from __future__ import annotations

import csv
from functools import cache

from goldthread import ontology


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a table, such as `wants`, each by the names of its columns."""
    return tuple(csv.DictReader(ontology.text(f"language/{name}.csv").splitlines()))


@cache
def words(name: str, which: str) -> frozenset[str]:
    """The words of one list of a table of word lists: `words("stopwords", "small")`."""
    return frozenset(row["word"] for row in table(name) if row["list"] == which)
