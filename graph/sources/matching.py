"""A document's text and a phrase go in, the place of the phrase comes out, because every answer must show
where it stands.

Matching looks through what PDF extraction does to words: white space, bullets, hyphens (also lost or added at
line ends), kinds of quotation marks, ligatures, capital letters. Offsets are those of the text as given."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

MOST_WORDS = 12
NEARBY = 400
QUOTES = str.maketrans({"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "`": "'", "´": "'"})
BULLETS = set("•◦▪●■□·*#|~")
BREAK = re.compile("[\x02\u00ad\ufffe]\\s*|(?<=\\w)-\\s*\\n\\s*(?=\\w)|[\x00-\x08\x0e-\x1f\x7f\uffff]")
HYPHENS = set("-\u00ad\u2010\u2011\u2012\u2013\u2014\u2212")


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of a text, from `start` up to and without `end`, counted in characters."""

    start: int
    end: int


class SourceText:
    """A document's text, made ready for finding phrases in it.

    >>> text = Text("Safer Leeds Exec-\\nutive (Gold) oversees • the boards")
    >>> [text.raw[s.start:s.end] for s in text.find("safer leeds executive")]
    ['Safer Leeds Exec-\\nutive']
    """

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self._plain, self._offsets = _plain(raw)

    def find(self, phrase: str, within: Span | None = None, near: str = "") -> list[Span]:
        """Every place of a phrase inside a span; with `near`, only those that have these words shortly before
        them."""
        wanted = _plain(phrase)[0].strip()
        if not wanted:
            return []
        first, last = self._bounds(within)
        before = _plain(near)[0].strip()
        found, at = [], self._plain.find(wanted, first, last)
        while at >= 0:
            if self._whole(at, len(wanted)) and (
                not before or before in self._plain[max(first, at - NEARBY) : at]
            ):
                found.append(Span(self._offsets[at], self._offsets[at + len(wanted) - 1] + 1))
            at = self._plain.find(wanted, at + 1, last)
        return found

    def passage(self, span: Span, width: int = 400) -> str:
        """The sentences around a span, at most about `width` characters to each side, white space drawn
        together, without signs that only part words at the end of a line."""
        start, end = max(0, span.start - width), min(len(self.raw), span.end + width)
        left = max(
            (m.end() for m in re.finditer(r"[.?!:;]\s+|\n\s*\n", self.raw[start : span.start])), default=0
        )
        right = re.search(r"[.?!](?=\s)|\n\s*\n", self.raw[span.end : end])
        return " ".join(
            BREAK.sub(_mended, self.raw[start + left : span.end + right.end() if right else end]).split()
        )

    def _bounds(self, within: Span | None) -> tuple[int, int]:
        if within is None:
            return 0, len(self._plain)
        return _position(self._offsets, within.start), _position(self._offsets, within.end)

    def _whole(self, at: int, length: int) -> bool:
        """Whether a match begins and ends at the edge of a word or number: 59 is not in 597 or 0.59; a hyphen
        is an edge."""
        return not self._inside(at) and not self._inside(at + length)

    def _inside(self, at: int) -> bool:
        """Whether a place lies within a word or number whose characters touch in the raw text too."""
        if not 0 < at < len(self._plain):
            return False
        touching = self._offsets[at] - self._offsets[at - 1] <= 1
        return touching and _cuts(self._plain[max(0, at - 2) : at], self._plain[at : at + 2])


def sections(text: SourceText, starts: Iterable[tuple[str, str]]) -> tuple[dict[str, Span], list[str]]:
    """The span of each section from (identifier, first words) in their order, and those whose first words are
    not found.

    A section begins at the first place of its words after the beginning of the one before; it ends where the
    next begins."""
    begins: list[tuple[int, str]] = []
    missing, after = [], 0
    for identifier, words in starts:
        places = text.find(words, Span(after, len(text.raw)))
        if places:
            begins.append((places[0].start, identifier))
            after = places[0].start + 1
        else:
            missing.append(identifier)
    return close(begins, len(text.raw)), missing


def close(begins: Iterable[tuple[int, str]], end: int) -> dict[str, Span]:
    """Spans from the beginnings of sections: each ends where the next one in the text begins."""
    ordered = sorted(begins)
    ends = [*(start for start, _ in ordered[1:]), end][: len(ordered)]
    return {identifier: Span(start, stop) for (start, identifier), stop in zip(ordered, ends, strict=True)}


def merge(parts: Iterable[Mapping[str, Span]], end: int) -> dict[str, Span]:
    """The sections of all documents printed in one text, each cut off where a section of another document
    begins."""
    return close([(span.start, identifier) for part in parts for identifier, span in part.items()], end)


def _plain(raw: str) -> tuple[str, list[int]]:
    """The text with all that matching looks through taken away, and for each character its offset in the raw
    text."""
    joined = re.sub(r"(?<=\w)[-\u00ad\u2010]\s*\n\s*(?=\w)", lambda match: "-" * len(match.group()), raw)
    letters: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(joined):
        for letter in unicodedata.normalize("NFKD", character.translate(QUOTES)).casefold():
            if letter.isspace():
                if not letters or letters[-1] != " ":
                    letters.append(" ")
                    offsets.append(offset)
            elif (
                letter not in HYPHENS
                and letter not in BULLETS
                and unicodedata.category(letter) not in ("Co", "Cf", "Cc", "Cn")
            ):
                letters.append(letter)
                offsets.append(offset)
    return "".join(letters), offsets


def _mended(found: re.Match[str]) -> str:
    """A hyphen stays, for it may be the word's own; soft ones and control characters go."""
    return "-" if found.group().startswith("-") else ""


def _cuts(before: str, after: str) -> bool:
    """Whether the two characters before a place and the two after it are of one word or number, such as 0.59
    or 59,000."""
    point = (before[-1] in ".," and before[:-1].isdigit() and after[0].isdigit()) or (
        after[0] in ".," and before[-1].isdigit() and after[1:].isdigit()
    )
    return point or (_of_word(before[-1]) and _of_word(after[0]))


def _of_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character).startswith("M")


def _position(offsets: list[int], offset: int) -> int:
    """The place in the plain text of the first character at or after an offset of the raw text."""
    return bisect_left(offsets, offset)
