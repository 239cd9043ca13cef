"""Finds phrases and sections in a document's text, as a reader of the page would find them.

Matching looks through what PDF extraction does to words, see plaintext.py. Offsets are those of the text as
given."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from goldthread.graph.sources.plaintext import PlainText, plain, plain_text

MOST_WORDS = 12  # of an anchor's phrase, as the check anchor-too-long has it
# Characters before a phrase in which the words of `near` may stand; set by hand on 21 November 2026.
NEARBY = 400
# How many places of a phrase are looked at; set by hand on 1 December 2026. No phrase that says where
# something stands has so many, and a text of one letter would else take minutes.
MOST_PLACES = 100_000
# What may part a word: signs that extraction leaves for a soft hyphen, and a hyphen at the end of a line.
BREAK = re.compile("[\x02\u00ad\ufffe]\\s*|(?<=\\w)-\\s*\\n\\s*(?=\\w)|[\x00-\x08\x0e-\x1f\x7f\uffff]")


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

    def __init__(self, raw: str, made: PlainText | None = None) -> None:
        """Of a raw text, with its plain form where that was made before."""
        self.raw = raw
        self.plain = made or plain_text(raw)

    def find(self, phrase: str, within: Span | None = None, near: str = "") -> list[Span]:
        """Every place of a phrase, in order: inside `within`, and shortly after the words of `near`."""
        wanted, before = plain(phrase), plain(near)
        first, last = self._bounds(within)
        found = []
        for at in self._places(wanted, first, last):
            if not before or before in self.plain.text[max(first, at - NEARBY) : at]:
                begin, end = self.plain.offset(at), self.plain.offset(at + len(wanted) - 1) + 1
                found.append(Span(begin, end))
        return found

    def holds(self, wanted: str) -> bool:
        """Whether a phrase in its plain form stands anywhere in the text."""
        return next(self._places(wanted, 0, len(self.plain.text)), None) is not None

    def _places(self, wanted: str, first: int, last: int) -> Iterator[int]:
        """Where a phrase in its plain form stands in the plain text, as whole words."""
        at = self.plain.text.find(wanted, first, last) if wanted else -1
        for _ in range(MOST_PLACES):
            if at < 0:
                return
            if self._whole(at, len(wanted)):
                yield at
            at = self.plain.text.find(wanted, at + 1, last)

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
            return 0, len(self.plain.text)
        return self.plain.place(within.start), self.plain.place(within.end)

    def _whole(self, at: int, length: int) -> bool:
        """Whether a match begins and ends at edges of words: 59 is not in 597 or 0.59; a hyphen is one."""
        return not self._inside(at) and not self._inside(at + length)

    def _inside(self, at: int) -> bool:
        """Whether a place lies within a word or number whose characters touch in the raw text too."""
        text = self.plain.text
        if not 0 < at < len(text) or not _cuts(text[max(0, at - 2) : at], text[at : at + 2]):
            return False
        # Something that matching looks through may stand between, and then the two are words of their own.
        return self.plain.offset(at) - self.plain.offset(at - 1) <= 1


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
