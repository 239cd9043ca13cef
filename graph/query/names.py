"""The search for names: which things a person's words may mean, best first.

A name fits if its words are those asked for, in any order and number, or begin with them; then single
typing errors are forgiven, because nobody types an official title. Every name that a thing ever bore counts,
acronyms, former names and the key words of its official wording too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from goldthread.graph.errors import NameNotFound
from goldthread.graph.query.library import Row, describe, iri, run, value
from goldthread.graph.query.namesakes import areas_of, told_apart
from goldthread.graph.results.answers import Thing
from goldthread.graph.store.base import Literal
from goldthread.graph.store.oxigraph import Store

# Words that a name is compared without; questions in plain English have a longer list of their own.
SMALL = frozenset(
    "a an and at by for from in into is it of on or s the their to was were which who with".split()
)
# How well a name fits is a number from 0 to 1, set by hand on names that people typed for things here:
GOOD = 0.8  # from here a thing may be answered for
FAIR = 0.5  # from here it is offered as “did you mean”
BAG = 0.8  # what a fit is worth that is only by key words of the official wording
TOGETHER = 0.3  # what is added where the words stand together in the name as they were typed
LEVEL = 0.003  # things that fit less than this worse than the best are meant as well as it
OLDER = 0.004  # what a thing loses for each year by which its document is older than the newest that fits
EXACT = 0.05  # what is added where a name is borne to the letter, and
SHOWN = 0.03  # where that is the name by which the thing is shown
SPOKEN_OF = 0.2  # what a report or document loses against the things that it speaks of
PART = 0.03  # what a part of something else (an issue, a measure) loses against a whole thing
MOST_OF_PLACE = 4  # words of the name of an area behind that of a thing, such as City of York Council area
# Classes of what only speaks of other things; they are meant only where nothing else fits.
SPEAKING = {"ProgressReport", "NoneFound", "Document"}
# What people mostly mean, with what a fit gains for it; set by hand, small beside the fit itself.
GAINS = {
    "Priority": 0.03,
    "Board": 0.03,
    "Deliverable": 0.02,
    "Plan": 0.02,
    "Team": 0.01,
    "Programme": 0.0,
    "Agency": 0.0,
}
WHOLE = {*GAINS, "Pledge", "Post", "Person"}


@dataclass(frozen=True)
class Match:
    """A thing that may be meant, the name of it that fitted, and how well, from 0 to 1."""

    thing: Thing
    name: str
    score: float


@dataclass(frozen=True)
class _Name:
    thing: str
    text: str
    bag: bool = False


def _name(row: Row) -> _Name:
    return _Name(row["thing"].value, row["name"].value, value(row, "bag") == "true")


def find(store: Store, text: str, classes: Collection[str] = (), most: int = 20) -> list[Match]:
    """The things whose names fit a text, best first; `classes` are local names such as Board, all if
    empty."""
    asked = words(text)
    rows = run(store, "names")
    begins = re.compile("|".join(re.escape(word[:3]) for word in asked) or "(?!)")
    best = _best(_score(asked, text, _name(row)) for row in rows if begins.search(row["name"].value))
    if not best or best[0][0] < GOOD:
        rows += run(store, "names-without-key")
        best = _best([*best, *(_score(asked, text, _name(row)) for row in rows)])
    if not best or best[0][0] < GOOD:
        names = [name for row in rows if not (name := _name(row)).bag]
        best = _best([*best, *_forgiving(asked, names)])
    return _matches(store, best, classes, most)


def exactly(store: Store, text: str, classes: Collection[str] = ()) -> list[Match]:
    """The things that bear exactly this name or identifier, capitals aside."""
    plain = " ".join(text.split()).lower().encode("utf-8", "replace").decode("utf-8")
    rows = run(store, "named", text=Literal(plain))
    named = [(1.0, _Name(row["thing"].value, plain)) for row in rows]
    return _matches(store, named, classes) if named else _of_node(store, text, classes)


def _of_node(store: Store, text: str, classes: Collection[str]) -> list[Match]:
    """The thing whose node a text names, in whole or without our beginning, whatever its graph calls it."""
    if not re.fullmatch(r"[^\s<>\"{}|\\^`]*[/:][^\s<>\"{}|\\^`]*", text):
        return []
    try:
        node = iri(text).value
    except ValueError:  # it is no IRI after all
        return []
    return _matches(store, [(1.0, _Name(node, text))], classes)


def resolve(store: Store, text: str, classes: Collection[str] = ()) -> tuple[list[Match], list[Match]]:
    """The things meant by a text, one or several that fit equally well, and the others that fit less.

    Plans, priorities, work and bodies go before their parts (issues, objectives, measures), and what only
    speaks of other things (reports, documents) is meant only if nothing else fits. What bears the name of the
    best in another area is meant as well, however old, and each then has its area; a name may be followed by
    the area of the one that is meant. Raises NameNotFound, with the nearest names, if nothing fits well
    enough to answer for.
    """
    try:
        return _resolved(store, text, classes)
    except NameNotFound:
        if meant := _in_area(store, text, classes):
            return meant, []
        raise


def _resolved(store: Store, text: str, classes: Collection[str]) -> tuple[list[Match], list[Match]]:
    matches = exactly(store, text, classes)
    if not any(match.thing.type in WHOLE or match.thing.id == match.name for match in matches):
        matches = find(store, text, classes)
    good = [match for match in matches if match.score >= GOOD]
    if not good:
        raise NameNotFound(text, [match.thing.label for match in matches[:3]])
    meant, others = _level(store, good, max(map(_year, matches)))
    return meant, [*others, *(match for match in matches if FAIR <= match.score < GOOD)]


def _level(store: Store, good: list[Match], newest: int) -> tuple[list[Match], list[Match]]:
    """Of the things that fit, those that fit as well as the best or bear its name in another area, and the
    others."""
    worth = {match.thing.id: _worth(match, newest) for match in good}
    ordered = sorted(good, key=lambda match: -worth[match.thing.id])
    least = worth[ordered[0].thing.id] - LEVEL
    # What another partnership calls by the same name is no older account of the same thing.
    apart = {thing.id: thing for thing in told_apart(store, [match.thing for match in ordered])}
    meant = [
        replace(match, thing=apart.get(match.thing.id, match.thing))
        for match in ordered
        if match.thing.id in apart or worth[match.thing.id] >= least
    ]
    chosen = {match.thing.id for match in meant}
    return meant, [match for match in ordered if match.thing.id not in chosen]


def _in_area(store: Store, text: str, classes: Collection[str]) -> list[Match]:
    """The things meant by a text that ends in the name of their area: domestic abuse board eastshire."""
    said = re.sub(r"[(),]", " ", text).split()
    for length in range(1, min(MOST_OF_PLACE, len(said) - 1) + 1):
        places = exactly(store, " ".join(said[-length:]), {"Place"})
        name = " ".join(said[: -length - (said[-length - 1].casefold() in SMALL)])
        if places and name:
            try:
                meant, others = _resolved(store, name, classes)
            except NameNotFound:
                continue
            best = [match for match in [*meant, *others] if match.score >= GOOD]
            areas = areas_of(store, [match.thing for match in best])
            wanted = {place.thing.label for place in places}
            return [
                replace(match, thing=replace(match.thing, area=areas[match.thing.id]))
                for match in best
                if areas.get(match.thing.id) in wanted and match.thing.label == best[0].thing.label
            ]
    return []


def _worth(match: Match, newest: int) -> float:
    """How well a match fits: more for what people mostly mean, less for parts and for what is older."""
    if match.thing.type in SPEAKING:
        return match.score - SPOKEN_OF
    year = _year(match)
    exact = 0.0
    if match.score >= 1:
        exact = EXACT + (SHOWN if match.name == match.thing.label.casefold() else 0.0)
    kind = GAINS.get(match.thing.type, 0.0 if match.thing.type in WHOLE else -PART)
    return match.score + exact + kind - OLDER * (newest - year if year else 0)


def _year(match: Match) -> int:
    """The year of the document that speaks of a thing first; 0 if it has none."""
    year = match.thing.date[:4]
    return int(year) if year.isdigit() else 0


@lru_cache(maxsize=100_000)
def words(text: str) -> tuple[str, ...]:
    """A text's words as names are compared: no capitals, accents, marks or small words, plurals as their
    singular."""
    plain = text.casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    plain = re.sub(
        r"(?<=\w)[-‐‑–](?=\w)", "", plain.replace("&", " and ").replace("’", "'").replace("'s", "")
    )
    found = [_singular(word) for word in re.findall(r"[a-z0-9]+", plain)]
    return tuple(word for word in found if word not in SMALL) or tuple(found)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return (
        word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
    )


def _score(asked: tuple[str, ...], text: str, name: _Name) -> tuple[float, _Name] | None:
    """How well a name fits: the same words best, then all of the asked words in it, then most of them."""
    if text.casefold() == name.text:
        return 1.0, name
    borne = words(name.text)
    wanted, have = set(_joined(asked, borne)), set(_joined(borne, asked))
    if not wanted or not have:
        return None
    common = sum(word in have or _begins(word, have) for word in wanted)
    whole = common == len(wanted)
    if name.bag:
        return round((0.85 if whole else 0.7 * common / len(wanted)) * BAG, 4), name
    share = len(wanted & have) / max(len(have), len(wanted))
    together = len(asked) > 1 and text.casefold() in name.text
    if whole and together:
        share = min(1.0, share + TOGETHER)
    # All words found: from 0.82 to 0.99 by how much of the name they cover; else at most 0.78, so below GOOD.
    fit = 0.82 + 0.17 * share if whole else 0.78 * common / len(wanted) * (0.6 + 0.4 * common / len(have))
    return round(fit, 4), name


def covers(name: str, text: str) -> bool:
    """Whether a name has all words of a text, in whichever order; anti social is antisocial here."""
    borne, said = words(name), words(text)
    return {*_joined(said, borne)} <= {*_joined(borne, said)}


def _joined(some: tuple[str, ...], others: tuple[str, ...]) -> list[str]:
    """Words, two of them as one where the others have it as one: anti social, antisocial."""
    found: list[str] = []
    for word in some:
        if found and found[-1] + word in others:
            found[-1] += word
        else:
            found.append(word)
    return found


def _begins(word: str, have: set[str]) -> bool:
    return len(word) >= 4 and any(other.startswith(word) for other in have)


def _forgiving(asked: tuple[str, ...], names: Iterable[_Name]) -> Iterator[tuple[float, _Name]]:
    """How well names fit if each word may be mistyped a little; each word is compared once, for names share
    most of theirs."""
    from rapidfuzz import fuzz

    split = [(name, words(name.text)) for name in names]
    borne = {word for _, have in split for word in have}
    # 72 of 100 is one wrong letter in a word of four, two in one of seven.
    near = [
        {
            other: ratio
            for other in borne
            if abs(len(word) - len(other)) < 3 and (ratio := fuzz.ratio(word, other)) >= 72
        }
        for word in asked
    ]
    for name, have in split:
        if near and not any(alike.keys().isdisjoint(have) for alike in near):
            fits = [max(alike.get(other, 0.0) for other in have) for alike in near]
            share = min(1.0, len(asked) / len(have))
            yield round(sum(fits) / len(fits) / 100 * (0.8 + 0.15 * share), 4), name


def _best(scored: Iterable[tuple[float, _Name] | None]) -> list[tuple[float, _Name]]:
    """Each thing once, by its best name, best first; ties by identifier."""
    best: dict[str, tuple[float, _Name]] = {}
    for score, name in filter(None, scored):
        if score > 0.3 and (name.thing not in best or score > best[name.thing][0]):
            best[name.thing] = score, name
    return sorted(best.values(), key=lambda pair: (-pair[0], pair[1].thing))


def _matches(
    store: Store, scored: list[tuple[float, _Name]], classes: Collection[str] = (), most: int = 20
) -> list[Match]:
    """The best of them as things people can see, of the wanted classes only."""
    near = scored[: most if not classes else 20 * most]
    things = describe(store, [name.thing for _, name in near])
    # What has no class is a term of the vocabulary, such as a property.
    known = [(score, name) for score, name in near if things[name.thing].type]
    matches = [Match(things[name.thing], name.text, score) for score, name in known]
    matches.sort(key=lambda match: match.thing.type in SPEAKING)
    return [match for match in matches if not classes or match.thing.type in classes][:most]
