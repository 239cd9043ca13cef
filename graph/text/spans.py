"""A question goes in, the years and months that it speaks of come out: of papers, such as a plan, apart from
those of what is told."""

from __future__ import annotations

import re

from goldthread.graph.text.stemming import ENDING, stems

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|"
    r"dec(?:ember)?)\b"
)
YEARS = re.compile(rf"\b(20\d\d|\d\d)\s?[-/–]\s?(20\d\d|\d\d)\b|\b(20\d\d)\b|\b{MONTH}\.? '?(\d\d)\b")
PAPER = (
    "strategy|plan|plans|update|report|reports|pack|document|paper|papers|pcp|version|priority|priorities|list|board report|structure|section|page|appendix|table|"
    "introduction|stratergy|covering|deliverables|year-1"
)
NO_NAME = "|".join(sorted([*ENDING, "or", "than", "many", "much"]))
OF_PAPER = re.compile(rf"^\W*(?:(?!(?:{NO_NAME})\b)[a-z&]+,? ){{0,5}}(?:{PAPER})\b")
PAPER_OF = re.compile(
    rf"(?:plan|update|report|pack|strategy|pcp|priorities)\W*(?:of |for |from |in |\()*\s*(?:the "
    rf")?(?:{MONTH} )?$"
)


def spans_in(plain: str) -> tuple[set[int], set[int], list[frozenset[int]]]:
    """The years that name a paper, the others, and all of them span by span, of a question in small
    letters."""
    papers: set[int] = set()
    others: set[int] = set()
    spans: list[frozenset[int]] = []
    for match in YEARS.finditer(plain):
        start, end, alone, short = match.groups()
        years = {_year(start), _year(end)} if start and end else {_year(alone or short)}
        if min(years) < 1990 or max(years) > 2049 or max(years) - min(years) > 8 or _are_no_years(match):
            continue
        named = OF_PAPER.match(plain[match.end() : match.end() + 60]) or PAPER_OF.search(
            plain[: match.start()]
        )
        (papers if named else others).update(years)
        spans.append(frozenset(years))
    return papers, others, list(dict.fromkeys(spans))


def _are_no_years(match: re.Match[str]) -> bool:
    """Whether two numbers of two digits are ages or parts of a date: only 22/23, a year and the next, is a
    span."""
    start, end = match.group(1), match.group(2)
    return bool(start and end and len(start) == len(end) == 2) and (
        int(end) - int(start) != 1
        or bool(re.match(r"[-/–]?\d|[\s-]years?[\s-]old", match.string[match.end() :]))
    )


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def months_in(plain: str) -> set[int]:
    """The months that a question in small letters names; *may* is one only before a year."""
    found = {MONTHS.index(word[:3]) + 1 for word in re.findall(rf"\b{MONTH}\b", plain) if word[:3] in MONTHS}
    return (
        found
        if "may" not in re.findall(r"\bmay\b", plain) or re.search(r"\bmay\b\W*(?:20)?\d\d", plain)
        else found - {5}
    )


def is_of_time(stem: str) -> bool:
    """Whether a stem is a year or a month."""
    return (stem.isdigit() and len(stem) == 4 and stem.startswith("20")) or stem in MONTH_STEMS


MONTH_STEMS = frozenset(
    [
        *stems("January February March April June July August September October November December"),
        *MONTHS,
        "sept",
    ]
)
