"""Years and months that a question names, those of a paper apart from those of what is told.

“The 2021 plan” means a plan of that year, “burglaries in 2021” what happened in it.
"""

from __future__ import annotations

import re

from goldthread.graph.text import dates, language
from goldthread.graph.text.stemming import ENDING, stems

SHORT_MONTHS = tuple(name[:3].lower() for name in dates.MONTHS)
MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
YEARS = re.compile(rf"\b(20\d\d|\d\d)\s?[-/–]\s?(20\d\d|\d\d)\b|\b(20\d\d)\b|\b{MONTH}\.? '?(\d\d)\b")
# Between the years of a paper and the word for it stand at most five words of its name, none of which can end
# a noun phrase or compare: “2021-24 safer anytown plan”, but not “2021 than in any report”.
NO_NAME = "|".join(sorted([*ENDING, "or", "than", "many", "much"]))
PAPER = "|".join(sorted(language.words("soft-words", "paper")))
OF_PAPER = re.compile(rf"^\W*(?:(?!(?:{NO_NAME})\b)[a-z&]+,? ){{0,5}}(?:{PAPER})\b")
PAPER_OF = re.compile(
    r"(?:plan|update|report|pack|strategy|pcp|priorities)\W*(?:of |for |from |in |\()*\s*"
    rf"(?:the )?(?:{MONTH} )?$"
)
# How many characters after the years are searched for the word for a paper; set by hand, so that five long
# words fit.
NEARBY = 60
# Spans that plans and figures of this field may name. What is longer is not a span but two numbers.
EARLIEST, LATEST, LONGEST = 1990, 2049, 8


def spans_in(plain: str) -> tuple[set[int], set[int], list[frozenset[int]]]:
    """The years of a question in small letters: those that name a paper, the others, and all of them span by
    span in their order."""
    papers: set[int] = set()
    others: set[int] = set()
    spans: list[frozenset[int]] = []
    for match in YEARS.finditer(plain):
        start, end, alone, short = match.groups()
        years = {_year(start), _year(end)} if start and end else {_year(alone or short)}
        first, last = min(years), max(years)
        if first < EARLIEST or last > LATEST or last - first > LONGEST or _are_no_years(match):
            continue
        after, before = plain[match.end() : match.end() + NEARBY], plain[: match.start()]
        names_paper = OF_PAPER.match(after) or PAPER_OF.search(before)
        (papers if names_paper else others).update(years)
        spans.append(frozenset(years))
    return papers, others, list(dict.fromkeys(spans))


def _are_no_years(match: re.Match[str]) -> bool:
    """Whether two numbers of two digits are ages or parts of a date: only 22/23, a year and the next, is a
    span."""
    start, end = match.group(1), match.group(2)
    if not (start and end and len(start) == len(end) == 2):
        return False
    after = match.string[match.end() :]
    return int(end) - int(start) != 1 or bool(re.match(r"[-/–]?\d|[\s-]years?[\s-]old", after))


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def months_in(plain: str) -> set[int]:
    """The months that a question in small letters names, from 1 to 12; *may* is one only before a year."""
    named = {word[:3] for word in re.findall(rf"\b{MONTH}\b", plain)}
    if not re.search(r"\bmay\b\W*(?:20)?\d\d", plain):
        named -= {"may"}
    return {SHORT_MONTHS.index(month) + 1 for month in named}


def is_of_time(stem: str) -> bool:
    """Whether a stem is a year or a month."""
    return (stem.isdigit() and len(stem) == 4 and stem.startswith("20")) or stem in MONTH_STEMS


MONTH_STEMS = frozenset([*stems(" ".join(dates.MONTHS)), *SHORT_MONTHS, "sept"])
