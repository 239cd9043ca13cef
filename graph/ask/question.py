"""A question in plain English as it is understood: what is wanted, by which relation, of what time.

How people ask is data in `ontology/language/`: `nouns.csv` (what a noun after *which* wants), `wants.csv`
(patterns of words and what they want), `manners.csv` (counting, comparing, telling a story), `gaps.csv` (what
is missing), `relations.csv` (words and the relations they speak of) and `answers.csv` (what may answer a
want, and how well).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import takewhile

from goldthread.graph.text.language import table
from goldthread.graph.text.spans import SHORT_MONTHS, is_of_time, months_in, spans_in
from goldthread.graph.text.stemming import ENDING, stems, telling

TOKEN = re.compile(r"£|%|[a-z0-9#&]+(?:['.,:/-][a-z0-9]+)*\.?")
GAP = "…"
LONGEST_GAP, LONGEST_PHRASE = 6, 12
STRONG = ("act", "author", "tier", "often", "chair")
FIRST = ("whole", "active")
ASKING = frozenset("who whom whose what which when where how".split())
CHANGING = frozenset(
    (
        "fall fell fallen rise rose risen increase increased decrease decreased reduction reduce reduced "
        "change changed drop dropped cut down up growth grew compared"
    ).split()
)
AIMING = frozenset("target targets aim aims aimed goal goals".split())


@dataclass(frozen=True)
class ParsedQuestion:
    """A question as it was understood: what is wanted (the likeliest first), the relations spoken of, the
    times, the telling stems.

    `papers` are years that name a document or plan, `years` and `months` those of what is told, `spans` all
    of them in the order of the question. `counted` is the class of things whose number is asked for, `phrase`
    the stems of what *which* asks for, `gap` what is asked to be missing, as `align --gaps` calls it."""

    text: str
    wants: tuple[str, ...]
    relations: frozenset[str]
    papers: frozenset[int]
    years: frozenset[int]
    months: frozenset[int]
    words: tuple[str, ...]
    spans: tuple[frozenset[int], ...] = ()
    manners: frozenset[str] = frozenset()
    counted: str = ""
    phrase: frozenset[str] = frozenset()
    gap: str = ""
    changing: bool = False
    aiming: bool = False
    tokens: tuple[str, ...] = field(default=(), repr=False)


@lru_cache(maxsize=4_096)
def parse(text: str) -> ParsedQuestion:
    """What a question asks for."""
    plain = text.casefold().replace("’", "'")
    core = _core(plain)
    tokens = tuple(word if word == "no." else word.rstrip(".") for word in TOKEN.findall(core))
    papers, years, spans = spans_in(core)
    said = set(tokens)
    return ParsedQuestion(
        text=text,
        wants=_wants(tokens),
        relations=_relations(tokens),
        papers=frozenset(papers),
        years=frozenset(years),
        months=frozenset(months_in(core)),
        words=tuple(
            word for word in dict.fromkeys(stems(text)) if word in telling([word]) and not is_of_time(word)
        ),
        spans=tuple(spans),
        manners=_manners(tokens),
        counted=_counted(tokens),
        gap=next((row["gap"] for row in table("gaps") if _find(row["pattern"], tokens)), ""),
        phrase=frozenset(stems(" ".join(_asked_for(tokens)))),
        changing=bool(said & CHANGING),
        aiming=bool(said & AIMING),
        tokens=tokens,
    )


def _core(plain: str) -> str:
    """The sentence that asks, where others lead up to it: the last with a question word."""
    sentences = [
        part
        for part in re.split(
            rf"(?<=[.;?!])(?<!\bno\.)(?<!\bsept\.)(?<!\b(?:{'|'.join(SHORT_MONTHS)})\.)\s+", plain
        )
        if part
    ]
    asking = [part for part in sentences if ASKING & set(re.findall(r"[a-z]+", part))]
    return asking[-1] if len(sentences) > 1 and asking else plain


@cache
def classes_of_nouns() -> dict[str, str]:
    """The class of the things that a noun may mean, for nouns that mean one."""
    return {noun: row["class"] for row in table("nouns") for noun in row["nouns"].split() if row["class"]}


@cache
def fits() -> dict[str, dict[str, float]]:
    """By want, the classes and cells that may answer it, and how well."""
    found: dict[str, dict[str, float]] = {}
    for row in table("answers"):
        found.setdefault(row["want"], {})[row["answer"]] = float(row["fit"])
    return found


def _wants(tokens: Sequence[str]) -> tuple[str, ...]:
    """What is wanted, in the order in which the words for it stand; what is asked by a word of its own before
    what is not."""
    first: dict[str, tuple[int, int]] = {}
    if head := _head(tokens):
        first[head[1]] = (-1, head[0])
    for row in table("wants"):
        place = _find(row["pattern"], tokens)
        if place and (row["want"] not in first or place < first[row["want"]]):
            first[row["want"]] = place
    order = sorted(
        first, key=lambda want: (want not in STRONG, STRONG.index(want) if want in STRONG else 0, first[want])
    )
    if tokens[:1] and tokens[0] in ("who", "whom") and order[0] not in STRONG:
        order = ["who", *(want for want in order if want not in ("who", "body"))]
    if (
        "place" in order
        and ("priority" in order or _find(f"where {GAP} from", tokens))
        and _find("where", tokens)
    ):
        order.remove("place")
    return tuple(order)


def _manners(tokens: Sequence[str]) -> frozenset[str]:
    """How the question is asked; whether it asks for all of something is told by its first words."""
    places = [(row["manner"], _find(row["pattern"], tokens)) for row in table("manners")]
    return frozenset(manner for manner, place in places if place and (manner not in FIRST or place[0] <= 1))


def _head(tokens: Sequence[str]) -> tuple[int, str] | None:
    """The want of the noun that *which* or *what* asks for: the last known one of its phrase."""
    nouns = {noun: row["want"] for row in table("nouns") for noun in row["nouns"].split()}
    for place in _whiches(tokens):
        known = [word for word in _phrase(tokens[place + 1 :]) if word in nouns]
        if known:
            return place, nouns[known[0] if nouns[known[0]] in STRONG else known[-1]]
    return None


def _asked_for(tokens: Sequence[str]) -> list[str]:
    """The noun phrase after *which* or *what*."""
    return next((_phrase(tokens[place + 1 :]) for place in _whiches(tokens)), [])


def _whiches(tokens: Sequence[str]) -> list[int]:
    return [place for place, token in enumerate(tokens) if token in ("which", "what", "whats", "what's")]


def _phrase(tokens: Sequence[str]) -> list[str]:
    """The words of a noun phrase: up to a verb or preposition, or to a noun in the genitive, which is asked
    for itself."""
    found: list[str] = []
    some = tuple(tokens[:2]) == ("of", "the")
    said = tokens[2 * some : 2 * some + LONGEST_PHRASE]
    for word, after in zip(said, [*said[1:], ""], strict=True):
        if word in ENDING or (word in ("report", "reports") and after in ("to", "into")):
            break
        found.append(word.removesuffix("'s"))
        if word.endswith("'s") and not some:
            break
    return found


def _counted(tokens: Sequence[str]) -> str:
    """The class of the things whose number is asked for; empty if it is not a number of known things."""
    classes = classes_of_nouns()
    for place in range(len(tokens)):
        if tokens[place : place + 2] in (("how", "many"), ("number", "of")):
            phrase = []
            for word in tokens[place + 2 : place + 8]:
                if word in ENDING and word not in ("of", "the"):
                    break
                phrase.append(word)
            return next((classes[word] for word in phrase if word in classes), "")
    return ""


def counted_words(asked: ParsedQuestion) -> set[str]:
    """The stems of what is to be counted, after *how many* or *how much*."""
    tokens = asked.tokens
    start = next(
        (place + 2 for place in range(len(tokens)) if tokens[place : place + 2] == ("how", "many")),
        len(tokens),
    )
    phrase = takewhile(lambda word: word not in ENDING, tokens[start : start + LONGEST_PHRASE])
    return telling(stems(" ".join(phrase)))


def begins(pattern: str, tokens: Sequence[str]) -> int:
    """Where a pattern with which a question begins ends; 0 if it does not begin so."""
    return _at(_parts(pattern), tokens, 0)


@cache
def _parts(pattern: str) -> tuple[frozenset[str], ...]:
    """A pattern's words, each with what may stand for it; none for a gap."""
    return tuple(frozenset() if word == GAP else frozenset(word.split("|")) for word in pattern.split())


def _find(pattern: str, tokens: Sequence[str]) -> tuple[int, int] | None:
    """Where a pattern first stands, from and to."""
    parts = _parts(pattern)
    if any(words and words.isdisjoint(tokens) for words in parts):
        return None
    return next(((start, end) for start in range(len(tokens)) if (end := _at(parts, tokens, start))), None)


def _at(parts: Sequence[frozenset[str]], tokens: Sequence[str], start: int) -> int:
    """Where a pattern that begins at a place ends; 0 if it does not fit there."""
    if not parts:
        return start
    if not parts[0]:
        last = min(start + LONGEST_GAP, len(tokens))
        return next(filter(None, (_at(parts[1:], tokens, place) for place in range(start, last + 1))), 0)
    return _at(parts[1:], tokens, start + 1) if start < len(tokens) and tokens[start] in parts[0] else 0


def _relations(tokens: Sequence[str]) -> frozenset[str]:
    """The relations that the words speak of; where some say it plainly, those that only hint at one are left
    out."""
    found: dict[str, set[str]] = {}
    for row in table("relations"):
        if any(
            token == word or (word.endswith("*") and token.startswith(word[:-1]))
            for word in row["words"].split()
            for token in tokens
        ):
            found.setdefault(row["strength"], set()).update(row["relations"].split())
    return frozenset(found[max(found)]) if found else frozenset()
