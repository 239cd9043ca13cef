"""Which document of the graph a text is: the one of whose phrases the largest share stands in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from goldthread.graph.sources.matching import SourceText
from goldthread.graph.sources.plaintext import plain

# How much of a text is parted into words at once, in characters, so that they are not all in memory.
STRETCH = 1 << 20


@dataclass(frozen=True)
class Quote:
    """A phrase that the graph holds of a document: the document's file name and the phrase."""

    file: str
    phrase: str


def recognise(text: SourceText, quotes: Iterable[Quote]) -> tuple[str, int, int]:
    """The file name of the document that a text most likely is, how many of its phrases were found and
    sought.

    An empty name if there are no quotes at all."""
    sought: dict[str, list[str]] = {}
    for quote in quotes:
        sought.setdefault(quote.file, []).append(plain(quote.phrase))
    there = held(text, {phrase for phrases in sought.values() for phrase in phrases})
    counts = [
        (sum(phrase in there for phrase in phrases), len(phrases), file) for file, phrases in sought.items()
    ]
    if not counts:
        return "", 0, 0
    found, number, file = max(counts, key=lambda count: (count[0] / count[1], count[2]))
    return file, found, number


def held(text: SourceText, phrases: Iterable[str]) -> set[str]:
    """Those of some phrases in their plain form that stand in a text."""
    # To seek each of 2,600 phrases through 20 MB takes a minute. So the words and pairs of neighbours that
    # they need are sought at once, and only phrases all of whose words are there are sought themselves.
    words = {phrase: phrase.split(" ") for phrase in phrases if phrase}
    wanted = {part for parts in words.values() for part in _parts(parts)}
    there = wanted & {part for found in _found(text.plain.text, wanted) for part in found}
    return {
        phrase
        for phrase, parts in words.items()
        if _stands(parts, there) or (_may_stand(parts, there) and text.holds(phrase))
    }


Part = str | tuple[str, str]


def _parts(words: list[str]) -> list[Part]:
    """The words of a phrase and its pairs of neighbours."""
    return [*words, *pairwise(words)]


def _stands(words: list[str], there: set[Part]) -> bool:
    """Whether a phrase stands in the text for sure, being no more than a word or a pair that is there."""
    return len(words) < 3 and _parts(words)[-1] in there


def _may_stand(words: list[str], there: set[Part]) -> bool:
    """Whether the words between a phrase's first and last, which may be parts of longer ones, are there."""
    return there.issuperset(_parts(words[1:-1]))


def _found(plain_text: str, wanted: set[Part]) -> Iterator[set[Part]]:
    """The wanted words and pairs in each stretch of a text in its plain form."""
    begin, last = 0, ""
    while begin < len(plain_text):
        end = plain_text.find(" ", begin + STRETCH)
        end = end if end >= 0 else len(plain_text)
        words = plain_text[begin:end].split(" ")
        yield wanted.intersection(words)
        yield wanted.intersection(pairwise([last, *words]))
        begin, last = end + 1, words[-1]
