"""A text goes in, the stems of its words come out: so questions, names and the graph's texts are compared
alike.

The stems are Snowball's for English (PyStemmer), because people ask of what was *reduced* where a plan speaks
of *reduction*. Short forms of the field are taken as what they stand for
(`ontology/language/short-forms.csv`): ASB as anti-social behaviour."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

import Stemmer

from goldthread import ontology

SMALL = frozenset(
    """a about according after against all also an and any are as at be been before being between both but by call called can could describe described
    did do does done during each else every few for from get give given gives had has have he her here him his how i if in into is it its itself just
    list listed lists made make many may me mention mentioned mentions might more most much must my nor not of off often on once one ones only or other our
    out over own per print printed reported said same say says shall she should so some state stated such t than that the their them then there these they
    this those through to too under until up upon us very via was we were what when where which while who whom whose why will with within without would
    yet you your""".split()
)
ENDING = frozenset(
    """is was are were did does do has have had to of in for on by that who which what with from at will would can could should must be been being the its
    their her his or say says said set sets make makes gave give gives name names named under as went whose where when how after before during""".split()
)
STEMMER = Stemmer.Stemmer("english")
JOINED = re.compile(r"\b((?:anti|multi|non)(?=[\s‐‑–-]+[a-z])|(?:re|co)(?=[‐‑–-][a-z]))[\s‐‑–-]+")
WORD = re.compile(r"\bq[1-4]\b|[a-z]+|\d+(?:\.\d+)?")


def stems(text: str) -> list[str]:
    """The stems of a text's words in their order: no capitals, accents or marks; 4,672 is one number,
    anti-social one word."""
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
    rows = csv.DictReader(ontology.text("language/short-forms.csv").splitlines())
    forms = {row["short"]: tuple(row["long"].split()) for row in rows}
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


SMALL_STEMS = frozenset([*SMALL, *STEMMER.stemWords(sorted(SMALL))])
