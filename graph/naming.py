"""A person's words go in, the things they may mean come out, best first, because nobody types an official title.

A name fits if its words are those asked for, in any order and number, or begin with them; then single typing errors are
forgiven. Every name that a thing ever bore counts, acronyms, former names and the key words of its official wording too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from goldthread.graph.answers import Thing
from goldthread.graph.errors import NameNotFound
from goldthread.graph.questions import Row, describe, local, run
from goldthread.graph.store import Store

SMALL = frozenset("a an and at by for from in into is it of on or s the their to was were which who with".split())
STRENGTH = {"prefLabel": 1.0, "altLabel": 0.98, "identifier": 0.97, "hiddenLabel": 0.95, "keywords": 0.8}
GOOD, FAIR = 0.8, 0.5


@dataclass(frozen=True)
class Match:
    """A thing that may be meant, the name of it that fitted, and how well, from 0 to 1."""

    thing: Thing
    name: str
    score: float
    cls: str


@dataclass(frozen=True)
class _Name:
    thing: str
    cls: str
    text: str
    strength: float
    words: tuple[str, ...]


def find(store: Store, text: str, classes: Collection[str] = (), most: int = 20) -> list[Match]:
    """The things whose names fit a text, best first; `classes` are local names such as Board, all if empty."""
    asked, names = words(text), [name for name in _names(store) if not classes or name.cls in classes]
    best = _best(_score(asked, text, name) for name in names)
    if not best or best[0][0] < GOOD:
        best = _best([*best, *(_forgiving(asked, name) for name in names)])
    return _matches(store, best[:most])


def exactly(store: Store, text: str, classes: Collection[str] = ()) -> list[Match]:
    """The things that bear exactly this name, capitals aside."""
    plain = ox.Literal(" ".join(text.split()).lower())
    names = [_name(row) for row in run(store, "named", text=plain)]
    found = [name for name in names if not classes or name.cls in classes]
    return _matches(store, _best((round(name.strength + 0.02, 4), name) for name in found))


def resolve(store: Store, text: str, classes: Collection[str] = ()) -> tuple[list[Match], list[Match]]:
    """The things meant by a text, one or several that fit equally well, and the others that fit less.

    Raises NameNotFound, with the nearest names, if nothing fits well enough to answer for.
    """
    matches = exactly(store, text, classes) or find(store, text, classes)
    if not matches or matches[0].score < GOOD:
        raise NameNotFound(text, [match.thing.label for match in matches[:3]])
    top = matches[0].score
    meant = [match for match in matches if match.score >= top - 0.005]
    return meant, [match for match in matches if match not in meant and match.score >= FAIR]


def words(text: str) -> tuple[str, ...]:
    """A text's words as names are compared: no capitals, accents, marks or small words, plurals as their singular."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    plain = re.sub(r"(?<=\w)[-‐‑–](?=\w)", "", plain.replace("&", " and ").replace("’", "'").replace("'s", ""))
    found = [_singular(word) for word in re.findall(r"[a-z0-9]+", plain)]
    return tuple(word for word in found if word not in SMALL) or tuple(found)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _names(store: Store) -> list[_Name]:
    return [_name(row) for row in run(store, "names")]


def _name(row: Row) -> _Name:
    strength, text = STRENGTH[local(row["property"].value)], row["name"].value
    told = text.rpartition("/")[2] if strength == STRENGTH["identifier"] else text
    return _Name(row["thing"].value, local(row["class"].value), text, strength, words(told))


def _score(asked: tuple[str, ...], text: str, name: _Name) -> tuple[float, _Name] | None:
    """How well a name fits: the same words best, then all of the asked words in it, then most of them."""
    if not asked or not name.words:
        return None
    if text.casefold() == name.text.casefold():
        return round(name.strength + 0.02, 4), name
    wanted, have = set(asked), set(name.words)
    common = sum(word in have or _begins(word, have) for word in wanted)
    whole, bag = common == len(wanted), name.strength == STRENGTH["keywords"]
    if bag:
        return round((0.85 if whole else 0.7 * common / len(wanted)) * name.strength, 4), name
    share = len(wanted & have) / max(len(have), len(wanted))
    fit = 0.82 + 0.18 * share if whole else 0.78 * common / len(wanted) * (0.6 + 0.4 * common / len(have))
    return round(fit * name.strength, 4), name


def _begins(word: str, have: set[str]) -> bool:
    return len(word) >= 4 and any(other.startswith(word) for other in have)


def _forgiving(asked: tuple[str, ...], name: _Name) -> tuple[float, _Name] | None:
    """How well a name fits if each word may be mistyped a little."""
    from rapidfuzz import fuzz

    if not asked or not name.words or name.strength == STRENGTH["keywords"]:
        return None
    spelt = [max(fuzz.ratio(word, other) if abs(len(word) - len(other)) < 3 else 0.0 for other in name.words) for word in asked]
    if min(spelt) < 72:
        return None
    share = min(1.0, len(asked) / len(name.words))
    return round(sum(spelt) / len(spelt) / 100 * (0.8 + 0.15 * share) * name.strength, 4), name


def _best(scored: Iterable[tuple[float, _Name] | None]) -> list[tuple[float, _Name]]:
    """Each thing once, by its best name, best first; ties by identifier."""
    best: dict[str, tuple[float, _Name]] = {}
    for score, name in filter(None, scored):
        if score > 0.3 and (name.thing not in best or score > best[name.thing][0]):
            best[name.thing] = score, name
    return sorted(best.values(), key=lambda pair: (-pair[0], pair[1].thing))


def _matches(store: Store, scored: list[tuple[float, _Name]]) -> list[Match]:
    things = describe(store, [name.thing for _, name in scored])
    return [Match(things[name.thing], name.text, score, name.cls) for score, name in scored]
