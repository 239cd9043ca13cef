"""Stems of words, by which questions, names and the graph's texts are compared.

The stems are Snowball's for English (PyStemmer), because people ask of what was *reduced* where a plan speaks
of *reduction*. Short forms of the field are taken as what they stand for
(`ontology/language/short-forms.csv`): ASB as anti-social behaviour.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

import Stemmer

from goldthread.graph.text import language

# Small words stand in every sentence and tell nothing of what it is about. Words of ending end a noun phrase:
# in “which boards of the partnership oversee”, *of* ends what is asked for.
SMALL, ENDING = language.words("stopwords", "small"), language.words("stopwords", "ending")
STEMMER = Stemmer.Stemmer("english")
# Prefixes that are written apart, with a hyphen or as one word: anti social, anti-social, antisocial. A bare
# “re” or “co” is a word of its own, so these two are joined only across a hyphen.
JOINED = re.compile(r"\b((?:anti|multi|non)(?=[\s‐‑–-]+[a-z])|(?:re|co)(?=[‐‑–-][a-z]))[\s‐‑–-]+")
WORD = re.compile(r"\bq[1-4]\b|[a-z]+|\d+(?:\.\d+)?")


def stems(text: str) -> list[str]:
    """The stems of a text's words in their order: no capitals, accents or marks; 4,672 is one number,
    anti-social one word."""
    # P&CP is the field's other way to write PCP, and would become three words.
    plain = text.casefold().replace("p&cp", "pcp").replace("&", " and ").replace("’", "'").replace("'s", "")
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    plain = JOINED.sub(r"\1", re.sub(r"(?<=\d),(?=\d{3})", "", plain))
    forms = short_forms()
    found: list[str] = STEMMER.stemWords(
        [long for word in WORD.findall(plain) for long in forms.get(word, (word,))]
    )
    return found


@cache
def short_forms() -> dict[str, tuple[str, ...]]:
    """What each short form of the field stands for, word by word."""
    forms = {row["short"]: tuple(row["long"].split()) for row in language.table("short-forms")}
    return {
        short: tuple(word for part in long for word in forms.get(part, (part,)))
        for short, long in forms.items()
    }


def telling(words: Iterable[str]) -> set[str]:
    """Those of the stems that tell something: not the small words of every sentence."""
    return {word for word in words if word not in SMALL_STEMS}


@lru_cache(maxsize=8_192)
def telling_words(text: str) -> frozenset[str]:
    """The telling stems of a text; kept, because the same names are compared again and again."""
    return frozenset(telling(stems(text)))


# The words as they are written as well as their stems, as a caller may have either.
SMALL_STEMS = frozenset([*SMALL, *STEMMER.stemWords(sorted(SMALL))])
