"""The known name that a wrong one most likely means, for the hint in a message."""

from __future__ import annotations

from collections.abc import Collection, Iterable

# How like a known name a wrong one must be, from 0 to 1, to suggest it; set by hand: one or two letters
# of a word may differ.
ALIKE = 0.75
# How many pairs of names are compared in one reading, so that 20,000 wrong references among 20,000 rows do
# not take a minute; 2,000 among 2,000 all get their hint. Set by hand on 1 December 2026: 9 million pairs
# take a second.
MOST_PAIRS = 8_000_000
# The longest name that is compared; no identifier is longer, and comparing takes the product of two lengths.
LONGEST = 200


def nearest(value: str, known: Iterable[str]) -> str:
    """A hint in words, if a known name is close to the value; else an empty text."""
    if len(value) > LONGEST:
        return ""
    from rapidfuzz import process
    from rapidfuzz.distance import Indel

    found = process.extractOne(value, list(known), scorer=Indel.normalized_similarity, score_cutoff=ALIKE)
    return f" (did you mean “{found[0]}”?)" if found else ""


class Hints:
    """Hints among many names, as long as finding them does not take too long.

    An equal name but for capitals and spaces is found for every value, a similar one for the first that come.
    """

    def __init__(self, known: Collection[str]) -> None:
        self._known = list(known)
        self._folded = {_folded(name): name for name in known}
        self._left = MOST_PAIRS

    def nearest(self, value: str) -> str:
        """A hint in words, if a known name is close to the value; else an empty text."""
        if same := self._folded.get(_folded(value)):
            return f" (did you mean “{same}”?)"
        if self._left < len(self._known):
            return ""
        self._left -= len(self._known)
        return nearest(value, self._known)


def _folded(name: str) -> str:
    return "".join(name.casefold().split())
