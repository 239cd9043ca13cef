"""Who owns or leads a thing, and what bears a name: the replies of the commands `owner` and `find`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from goldthread.graph.query import interpretation
from goldthread.graph.query.library import (
    bases,
    evidence,
    iri,
    local,
    run,
    value,
)
from goldthread.graph.query.links import LinkReader
from goldthread.graph.query.names import Match, resolve
from goldthread.graph.query.names import find as find_names
from goldthread.graph.query.namesakes import with_areas
from goldthread.graph.query.searches import searches_about
from goldthread.graph.results import phrasing
from goldthread.graph.results.answers import Answer, Reply, Thing
from goldthread.graph.store.base import Term
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.dates import day_of
from goldthread.graph.text.english import article
from goldthread.ontology.terms import RESPONSIBLE

MOST = 6  # things that one answer is given for; the others are offered as “did you mean”


def owner(store: Store, text: str, as_of: str | None = None) -> Reply:
    """Which board owns it, who leads it, since when, how that is known.

    Raises NameNotFound, with the nearest names, if nothing is called that.
    """
    day = day_of(as_of)
    meant, others = _meant(store, text)
    rows = carrying_rows(store, [match.thing for match in meant])
    carriers = Carriers(rows, LinkReader(store, [value(row, "link") for row in rows], day))
    return owner_reply(store, text, meant, carriers, as_of, _labels(others))


def owner_reply(
    store: Store,
    text: str,
    meant: Sequence[Match],
    carriers: Carriers,
    as_of: str | None,
    others: tuple[str, ...] = (),
) -> Reply:
    """The reply on who owns the things that a text means, of links that were read before."""
    # Each answer is told of the thing with its area, where another thing bears the same name.
    answers = [
        replace(answer, subject=match.thing) if answer.subject.id == match.thing.id else answer
        for match in meant
        for answer in carriers.of(match.thing)
    ]
    if not answers:
        return _nothing_found(store, text, meant, carriers, as_of, others)
    things = [match.thing for match in meant]
    told = interpretation.taken(text, meant) + phrasing.owned(things, answers, carriers.owning)
    question = f"Who owns “{text}”?"
    return Reply(question, told, tuple(answers), as_of, did_you_mean=others, title=_title(meant))


def carrying_rows(store: Store, things: Sequence[Thing]) -> list[dict[str, Term]]:
    """The links by which things are carried, their own and their heading's, and those that lead up."""
    return run(store, "carrying-links", thing=[iri(thing.id) for thing in things])


class Carriers:
    """Who carries things, of `carrying_rows` and the links that were read for them.

    `owning` are the relations among these that mean ownership, as the ontology in the graph declares.
    """

    def __init__(self, rows: Sequence[dict[str, Term]], links: LinkReader) -> None:
        self._rows, self._links = rows, links
        self.owning = frozenset(local(value(row, "property")) for row in rows if value(row, "owns") == "true")

    def of(self, thing: Thing) -> list[Answer]:
        """The bodies that carry a thing, owners first; without an owner also those of the heading that it is
        listed under."""
        own = sorted(
            self._answers(thing, "own"),
            key=lambda answer: (answer.property not in self.owning, answer.has_ended(self._links.day)),
        )
        if any(answer.property in self.owning for answer in own):
            return own
        for listed in self.above(thing):
            if listed.property == phrasing.LISTED and listed.object:
                heading = self._answers(thing, "heading", iri(listed.object.id).value)
                if heading:
                    return [*own, listed, *heading]
        return own

    def above(self, *things: Thing) -> list[Answer]:
        """What stands above things: the priorities, plans and work that they serve or belong to."""
        nodes = {iri(thing.id).value for thing in things}
        rows = [row for row in self._rows if value(row, "thing") in nodes and value(row, "part") == "above"]
        return self._links.answers(value(row, "link") for row in rows)

    def _answers(self, thing: Thing, part: str, heading: str = "") -> list[Answer]:
        node = iri(thing.id).value
        mine = [row for row in self._rows if value(row, "thing") == node and value(row, "part") == part]
        chosen = [row for row in mine if not heading or value(row, "heading") == heading]
        return self._links.answers(value(row, "link") for row in chosen)


def find(store: Store, text: str, as_of: str | None = None, most: int = 20) -> Reply:
    """Everything of that name, by any name it ever had."""
    day_of(as_of)
    matches = find_names(store, text, most=most)
    nodes = [iri(match.thing.id).value for match in matches]
    places, basis = evidence(store, nodes), bases(store, nodes)
    things = with_areas(store, [match.thing for match in matches])
    matches = [replace(match, thing=thing) for match, thing in zip(matches, things, strict=True)]
    answers = [
        Answer(
            subject=match.thing,
            relation=f"is {article(what).removesuffix(f' {what}')}",
            value=what,
            basis=basis.get(iri(match.thing.id).value, ""),
            evidence=places[iri(match.thing.id).value][:1],
            property="name",
        )
        for match, what in zip(matches, map(interpretation.what, matches), strict=True)
    ]
    told = interpretation.found(text, matches)
    return Reply(
        f"What is called “{text}”?",
        told,
        tuple(answers),
        as_of,
        none_found=not answers,
        title=f"Called “{text}”",
    )


def _meant(store: Store, text: str) -> tuple[list[Match], list[Match]]:
    meant, others = resolve(store, text)
    return meant[:MOST], [*meant[MOST:], *others]


def _nothing_found(
    store: Store,
    text: str,
    meant: Sequence[Match],
    carriers: Carriers,
    as_of: str | None,
    others: tuple[str, ...],
) -> Reply:
    things = [match.thing for match in meant]
    looked, above = _looked_in(store, things), carriers.above(*things)
    told = interpretation.taken(text, meant) + phrasing.not_said(things, above, looked)
    question = f"Who owns “{text}”?"
    return Reply(question, told, tuple(above), as_of, True, _places(looked), others, _title(meant))


def _looked_in(store: Store, things: Iterable[Thing]) -> list[tuple[str, str]]:
    """Where somebody looked for who carries the things, as document and section, as recorded."""
    searches = searches_about(store, [thing.id for thing in things], {"", *RESPONSIBLE})
    return list(dict.fromkeys(place for search in searches for place in search.read))


def _places(looked: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(", ".join(filter(None, pair)) for pair in looked)


def _labels(matches: Iterable[Match]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(match.thing.shown for match in matches))[:5]


def _title(meant: Sequence[Match]) -> str:
    return "; ".join(dict.fromkeys(match.thing.shown for match in meant))
