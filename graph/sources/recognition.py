"""Which document of the graph a text is: the one of whose phrases the largest share stands in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
    search = PhraseSearch(text, {phrase for phrases in sought.values() for phrase in phrases})
    most = {file: sum(map(search.may_hold, phrases)) for file, phrases in sought.items()}
    best, best_share = ("", 0, 0), (-1.0, "")
    for file in sorted(sought, key=lambda file: (most[file] / len(sought[file]), file), reverse=True):
        number = len(sought[file])
        if (most[file] / number, file) < best_share:
            break  # neither this document nor any that follows can have a larger share
        found = sum(map(search.holds, sought[file]))
        if (found / number, file) > best_share:
            best, best_share = (file, found, number), (found / number, file)
    return best


class PhraseSearch:
    """Phrases, in their plain form, that are sought in a text all at once.

    To seek each of 2,600 phrases through 20 MB takes a minute. So the words and pairs of neighbours that they
    need are sought together, and only a phrase all of whose words are there is sought itself."""

    def __init__(self, text: SourceText, phrases: Iterable[str]) -> None:
        self._text = text
        self._words = {phrase: phrase.split(" ") for phrase in phrases if phrase}
        wanted = {part for words in self._words.values() for part in _parts(words)}
        self._there = wanted & {part for found in _found(text.plain.text, wanted) for part in found}
        self._held: dict[str, bool] = {"": False}

    def may_hold(self, phrase: str) -> bool:
        """Whether a phrase may stand in the text; one that does always may."""
        # The first word and the last may be parts of longer ones.
        words = self._words.get(phrase, ())
        return bool(words) and self._there.issuperset(_parts(words[1:-1]))

    def holds(self, phrase: str) -> bool:
        """Whether a phrase stands in the text."""
        if phrase not in self._held:
            words = self._words[phrase]
            # No more than a word or a pair that is there stands for sure.
            stands = len(words) < 3 and _parts(words)[-1] in self._there
            self._held[phrase] = stands or (self.may_hold(phrase) and self._text.holds(phrase))
        return self._held[phrase]


Part = str | tuple[str, str]


def _parts(words: Sequence[str]) -> list[Part]:
    """The words of a phrase and its pairs of neighbours."""
    return [*words, *pairwise(words)]


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
