"""Things that share a name: two boards of one name in two partnerships, told apart by area and document.

They are never mixed: a command that answers for one thing refuses to choose between them, one that answers
for several tells each under its own area.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from goldthread.graph.errors import NameShared
from goldthread.graph.query.library import iri, run, value
from goldthread.graph.results.answers import Thing
from goldthread.graph.results.phrasing import plain_words
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.safe import excerpt

# The rank by which the question `areas-of` gives the areas of the boards in a thing's document.
BY_DOCUMENT = "4"
# Classes whose things are shown by a printed number, which is no name.
NUMBERS = {"Figure", "Target"}
# Characters of a name, an area or a document in an error that lists several: set by hand on 1 December 2026.
MOST_TOLD = 40


def share_a_name(one: Thing, other: Thing) -> bool:
    """Whether two things are of one kind and shown by the same name, capitals aside."""
    return _name(one) == _name(other) and one.id != other.id


def _name(thing: Thing) -> tuple[str, ...]:
    """What two things have in common that share a name; a number is shared by nothing."""
    own = (thing.id,) if thing.type in NUMBERS else ()
    return thing.type, thing.label.casefold(), *own


def area_names(store: Store, things: Sequence[Thing]) -> dict[str, list[str]]:
    """By identifier the names of the areas that each thing is for, as far as that can be told.

    They are its own, else those of its plan, of the bodies responsible for it, or of the boards that its
    document sets out if they have but one.
    """
    ranked: dict[str, dict[str, list[str]]] = {}
    nodes = {iri(thing.id).value: thing.id for thing in things}
    for row in run(store, "areas-of", thing=[iri(thing.id) for thing in things]):
        ranks = ranked.setdefault(nodes[value(row, "thing")], {})
        ranks.setdefault(value(row, "rank"), []).append(value(row, "area"))
    nearest = {thing: (min(ranks), ranks[min(ranks)]) for thing, ranks in ranked.items()}
    return {
        thing: names for thing, (rank, names) in nearest.items() if rank != BY_DOCUMENT or len(names) == 1
    }


def areas_of(store: Store, things: Sequence[Thing]) -> dict[str, str]:
    """By identifier the area that each thing is for, in words; those of which it is not known are left
    out."""
    return {thing: " and ".join(names) for thing, names in area_names(store, things).items()}


def with_areas(store: Store, things: Sequence[Thing]) -> list[Thing]:
    """The things, each with its area where another of them bears its name in another area."""
    alike: dict[tuple[str, ...], dict[str, Thing]] = {}
    for thing in things:
        alike.setdefault(_name(thing), {})[thing.id] = thing
    shared = [thing for group in alike.values() if len(group) > 1 for thing in group.values()]
    areas = areas_of(store, shared) if shared else {}

    def tagged(thing: Thing) -> Thing:
        group = alike[_name(thing)]
        differ = len({areas[name] for name in group if name in areas}) > 1
        return replace(thing, area=areas[thing.id]) if differ and thing.id in areas else thing

    return [tagged(thing) for thing in things]


def told_apart(store: Store, things: Sequence[Thing]) -> list[Thing]:
    """The things that bear the name of the first in other areas, the first of them included, each with its
    area; none if no other does.

    Of several in one area, such as the priorities of one name in the plans of two years, the first given
    stands for all. Where no area is known another document is taken for another area only by who asks.
    """
    alike = [things[0], *(thing for thing in things[1:] if share_a_name(things[0], thing))]
    if len(alike) == 1:
        return []
    areas = areas_of(store, alike)
    first: dict[str, Thing] = {}
    for thing in alike:
        if area := areas.get(thing.id):
            first.setdefault(area, replace(thing, area=area))
    return list(first.values()) if len(first) > 1 else []


def only_one(text: str, things: Sequence[Thing]) -> Thing:
    """The thing that is meant, the first of those that a text may mean.

    Raises NameShared if others of them bear its name in other areas or documents.
    """
    first = things[0]
    others = [thing for thing in things[1:] if share_a_name(first, thing) and _where(first) != _where(thing)]
    if not others:
        return first
    alike = [first, *others]
    called = plain_words(text)
    told = [_told(thing) for thing in alike]
    again = f"“{called} {first.area}”, or {first.id}" if first.area else first.id
    raise NameShared(called, [thing.id for thing in alike], told, f"{again}.")


def _where(thing: Thing) -> tuple[str | None, str]:
    return thing.area, "" if thing.area else thing.document


def _told(thing: Thing) -> str:
    known = [excerpt(note, MOST_TOLD) for note in (thing.area, thing.document) if note]
    return f"{excerpt(thing.label, MOST_TOLD)} ({', '.join([*known, thing.id])})"
