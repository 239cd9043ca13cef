"""A text as matching sees it, and where in the raw text each of its characters stands.

Gone are the differences that PDF extraction makes: kinds of white space, bullets, hyphens, kinds of quotation
marks, ligatures, capital letters.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache

QUOTES = str.maketrans({"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "`": "'", "´": "'"})
BULLETS = set("•◦▪●■□·*#|~")
HYPHENS = set("-\u00ad\u2010\u2011\u2012\u2013\u2014\u2212")
# A hyphen, the end of its line and the spaces around that. The white space is taken whole and never given
# back, so that a million empty lines after a hyphen are looked at once.
BROKEN = re.compile(r"(?<=\w)[-\u00ad\u2010]\s++(?=\w)")
# Unicode's categories of private, formatting, control and unassigned characters.
_MEANINGLESS = {"Co", "Cf", "Cc", "Cn"}
# The largest document that is read, in bytes. Set by hand on 21 November 2026, far above any plan: what is
# larger is an archive or a scan with pictures.
MOST_BYTES = 200_000_000
# How much of a text is made plain at once, in characters, so that little more than the text and its plain
# form is in memory; a stretch ends between two letters, where nothing is looked through. Not between
# the few letters whose plain form has a space at an end, such as those of Arabic presentation forms.
STRETCH = 1 << 18
BETWEEN = re.compile(r"[^\W\u037a\ufb50-\ufeff](?=[^\W\u037a\ufb50-\ufeff])")


class PlainText:
    """The plain form of a text: `text`, and runs of its characters that stand one after the other in the raw
    text.

    `starts` has where each run begins in `text`, `offsets` where it begins in the raw text."""

    def __init__(self, text: str, starts: array[int], offsets: array[int]) -> None:
        self.text, self.starts, self.offsets = text, starts, offsets

    def offset(self, at: int) -> int:
        """Where in the raw text the character at a place stands; several stand in one place if one character
        of the raw text makes several."""
        run = bisect_right(self.starts, at) - 1
        return self.offsets[run] + at - self.starts[run]

    def place(self, offset: int) -> int:
        """The place of the first character that stands at or after an offset of the raw text."""
        run = bisect_left(self.offsets, offset)
        end = self.starts[run] if run < len(self.starts) else len(self.text)
        if run == 0:
            return 0
        return min(self.starts[run - 1] + offset - self.offsets[run - 1], end)


def plain_text(raw: str) -> PlainText:
    """The plain form of a raw text, in time and memory that grow as its length."""
    stretches: list[str] = []
    starts, offsets = array("I"), array("I")
    length = 0
    for begin, end in _stretches(raw):
        parts: list[str] = []
        for offset, part in _runs(raw[begin:end]):
            if part:
                starts.append(length)
                offsets.append(begin + offset)
                parts.append(part)
                length += len(part)
        stretches.append("".join(parts))
    return PlainText("".join(stretches), starts, offsets)


def plain(text: str) -> str:
    """A short text in its plain form, without spaces at its ends: what is sought in another's."""
    letters = "".join(map(_seen, BROKEN.sub(_hyphens, text)))
    return " ".join(letters.split())


def _stretches(raw: str) -> Iterator[tuple[int, int]]:
    begin = 0
    while begin < len(raw):
        cut = BETWEEN.search(raw, begin + STRETCH)
        end = cut.end() if cut else len(raw)
        yield begin, end
        begin = end


def _runs(raw: str) -> Iterator[tuple[int, str]]:
    """The runs of a stretch: the offset and the text of each."""
    # A hyphen and the end of its line become hyphens, as many as there were characters, so that offsets stay.
    joined = BROKEN.sub(_hyphens, raw)
    seen = {character: _seen(character) for character in set(joined)}
    table = {ord(character): form for character, form in seen.items() if len(form) == 1}
    gone = "".join(character for character, form in seen.items() if not form)
    several = "".join(character for character, form in seen.items() if len(form) > 1)
    mapped = joined.translate(table)
    at = 0
    # Most characters become one each, and a single space stays one; what lies between is looked at.
    for found in _between(gone, several).finditer(mapped):
        yield at, mapped[at : found.start()]
        yield from _looked_at(found, seen, gone, several)
        at = found.end()
    yield at, mapped[at:]


def _looked_at(
    found: re.Match[str], seen: dict[str, str], gone: str, several: str
) -> Iterator[tuple[int, str]]:
    """The letters of a stretch of spaces, of what is gone and of what becomes several; a space only once."""
    at, last = found.start(), ""
    for part in _parts(gone, several).finditer(found[0]):
        first = part[0][0]
        if first in gone:
            continue
        for letter in seen[first] if first in several else first:
            if letter != " " or last != " ":
                yield at + part.start(), letter
            last = letter


@lru_cache(maxsize=64)
def _between(gone: str, several: str) -> re.Pattern[str]:
    """What is not one character for one: two or more of these, or one that is gone or becomes several."""
    odd = re.escape(gone + several)
    return re.compile(f"[ {odd}]{{2,}}|[{odd}]" if odd else " {2,}")


@lru_cache(maxsize=64)
def _parts(gone: str, several: str) -> re.Pattern[str]:
    """A space with all that is nothing after it, more of what is gone, or one that becomes several."""
    nothing = f"[ {re.escape(gone)}]*"
    parts = [
        f" {nothing}",
        *([f"[{re.escape(gone)}]+"] if gone else []),
        *([f"[{re.escape(several)}]"] if several else []),
    ]
    return re.compile("|".join(parts))


def _hyphens(found: re.Match[str]) -> str:
    return "-" * len(found[0]) if "\n" in found[0] else found[0]


@cache
def _seen(character: str) -> str:
    """What matching sees of a character: small letters, one kind of space, nothing of hyphens and bullets."""
    # Compatible forms are taken apart: a ligature becomes its letters, an accent a sign after its letter.
    letters = unicodedata.normalize("NFKD", character.translate(QUOTES)).casefold()
    spaced = (" " if letter.isspace() else letter for letter in letters)
    return "".join(letter for letter in spaced if letter == " " or not _looked_through(letter))


def _looked_through(letter: str) -> bool:
    return letter in HYPHENS or letter in BULLETS or unicodedata.category(letter) in _MEANINGLESS
