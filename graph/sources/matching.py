"""Finds phrases and sections in a document's text, as a reader of the page would find them.

Matching looks through what PDF extraction does to words: white space, bullets, hyphens (also lost or added at
line ends), kinds of quotation marks, ligatures, capital letters. Offsets are those of the text as given."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

MOST_WORDS = 12  # of an anchor's phrase, as the check anchor-too-long has it
NEARBY = (
    400  # characters before a phrase in which the words of `near` may stand; set by hand on 21 November 2026
)

QUOTES = str.maketrans({"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "`": "'", "´": "'"})
BULLETS = set("•◦▪●■□·*#|~")
# What may part a word: signs that extraction leaves for a soft hyphen, and a hyphen at the end of a line.
BREAK = re.compile("[\x02\u00ad\ufffe]\\s*|(?<=\\w)-\\s*\\n\\s*(?=\\w)|[\x00-\x08\x0e-\x1f\x7f\uffff]")
# Unicode's categories of private, formatting, control and unassigned characters.
_MEANINGLESS = {"Co", "Cf", "Cc", "Cn"}
HYPHENS = set("-\u00ad\u2010\u2011\u2012\u2013\u2014\u2212")


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of a text, from `start` up to and without `end`, counted in characters."""

    start: int
    end: int


class SourceText:
    """A document's text, made ready for finding phrases in it.

    >>> text = SourceText("Safer Leeds Exec-\\nutive (Gold) oversees • the boards")
    >>> [text.raw[s.start:s.end] for s in text.find("safer leeds executive")]
    ['Safer Leeds Exec-\\nutive']
    """

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self._plain, self._offsets = _plain(raw)

    def find(self, phrase: str, within: Span | None = None, near: str = "") -> list[Span]:
        """Every place of a phrase, in order: inside `within`, and shortly after the words of `near`."""
        wanted = _plain(phrase)[0].strip()
        if not wanted:
            return []
        first, last = self._bounds(within)
        before = _plain(near)[0].strip()
        found, at = [], self._plain.find(wanted, first, last)
        while at >= 0:
            after_near = not before or before in self._plain[max(first, at - NEARBY) : at]
            if after_near and self._whole(at, len(wanted)):
                found.append(Span(self._offsets[at], self._offsets[at + len(wanted) - 1] + 1))
            at = self._plain.find(wanted, at + 1, last)
        return found

    def passage(self, span: Span, width: int = 400) -> str:
        """The sentence around a span, at most about `width` characters to each side.

        White space is drawn together, and signs that only part words at the end of a line are left out."""
        start, end = max(0, span.start - width), min(len(self.raw), span.end + width)
        sentence_ends = re.finditer(r"[.?!:;]\s+|\n\s*\n", self.raw[start : span.start])
        begin = start + max((found.end() for found in sentence_ends), default=0)
        right = re.search(r"[.?!](?=\s)|\n\s*\n", self.raw[span.end : end])
        stop = span.end + right.end() if right else end
        return " ".join(BREAK.sub(_mended, self.raw[begin:stop]).split())

    def _bounds(self, within: Span | None) -> tuple[int, int]:
        """Where a span of the raw text begins and ends in the plain one; without a span, all of it."""
        if within is None:
            return 0, len(self._plain)
        return _position(self._offsets, within.start), _position(self._offsets, within.end)

    def _whole(self, at: int, length: int) -> bool:
        """Whether a match begins and ends at edges of words: 59 is not in 597 or 0.59; a hyphen is one."""
        return not self._inside(at) and not self._inside(at + length)

    def _inside(self, at: int) -> bool:
        """Whether a place lies within a word or number whose characters touch in the raw text too."""
        if not 0 < at < len(self._plain):
            return False
        # Something that matching looks through may stand between, and then the two are words of their own.
        touching = self._offsets[at] - self._offsets[at - 1] <= 1
        return touching and _cuts(self._plain[max(0, at - 2) : at], self._plain[at : at + 2])


def sections(text: SourceText, starts: Iterable[tuple[str, str]]) -> tuple[dict[str, Span], list[str]]:
    """The span of each section, and the identifiers of those whose first words are not found.

    `starts` are pairs of identifier and first words, in the order of the text. A section begins at the first
    place of its words after the beginning of the one before, and ends where the next begins."""
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
    """The spans of sections from pairs of beginning and identifier; each ends where the next one begins."""
    ordered = sorted(begins)
    ends = [*(start for start, _ in ordered[1:]), end][: len(ordered)]
    return {identifier: Span(start, stop) for (start, identifier), stop in zip(ordered, ends, strict=True)}


def merge(parts: Iterable[Mapping[str, Span]], end: int) -> dict[str, Span]:
    """The sections of all documents in one text, each cut off where a section of another document begins."""
    return close([(span.start, identifier) for part in parts for identifier, span in part.items()], end)


def _plain(raw: str) -> tuple[str, list[int]]:
    """The text without what matching looks through, and the offset in the raw text of each character left."""
    # A hyphen and the end of its line become hyphens, as many as there were characters, so that offsets stay.
    joined = re.sub(r"(?<=\w)[-\u00ad\u2010]\s*\n\s*(?=\w)", lambda match: "-" * len(match.group()), raw)
    letters: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(joined):
        for letter in _seen(character):
            if letter != " " or not letters or letters[-1] != " ":
                letters.append(letter)
                offsets.append(offset)
    return "".join(letters), offsets


@cache
def _seen(character: str) -> str:
    """What matching sees of a character: small letters, one kind of space, nothing of hyphens and bullets.

    Kept for each character, because a text has few different ones and this is asked for every place in it."""
    # Compatible forms are taken apart: a ligature becomes its letters, an accent a sign after its letter.
    letters = unicodedata.normalize("NFKD", character.translate(QUOTES)).casefold()
    spaced = (" " if letter.isspace() else letter for letter in letters)
    return "".join(letter for letter in spaced if letter == " " or not _looked_through(letter))


def _looked_through(letter: str) -> bool:
    return letter in HYPHENS or letter in BULLETS or unicodedata.category(letter) in _MEANINGLESS


def _mended(found: re.Match[str]) -> str:
    """A hyphen stays, for it may be the word's own; soft ones and control characters go."""
    return "-" if found.group().startswith("-") else ""


def _cuts(before: str, after: str) -> bool:
    """Whether a place between two characters and the next two is inside a word, or in 0.59 or 59,000."""
    after_point = before[-1] in ".," and before[:-1].isdigit() and after[0].isdigit()
    before_point = after[0] in ".," and before[-1].isdigit() and after[1:].isdigit()
    return after_point or before_point or (_of_word(before[-1]) and _of_word(after[0]))


def _of_word(character: str) -> bool:
    # Category M: accents and other signs that belong to the letter before them.
    return character.isalnum() or unicodedata.category(character).startswith("M")


def _position(offsets: list[int], offset: int) -> int:
    """The place in the plain text of the first character at or after an offset of the raw text."""
    return bisect_left(offsets, offset)
