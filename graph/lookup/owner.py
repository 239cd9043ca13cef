"""A person's question goes in, a reply with its basis and evidence comes out; each verb of the commands is a
function here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from goldthread.graph.query.library import (
    bases,
    describe,
    evidence,
    identifier,
    iri,
    known,
    local,
    run,
    value,
)
from goldthread.graph.query.links import links
from goldthread.graph.query.names import Match, resolve
from goldthread.graph.query.names import find as find_names
from goldthread.graph.results import phrasing
from goldthread.graph.results.answers import STATED, Answer, Reply, Thing
from goldthread.graph.store.base import Term
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.dates import last_day
from goldthread.ontology.terms import RESPONSIBLE

MOST = 6


def owner(store: Store, text: str, as_of: str | None = None) -> Reply:
    """Which board owns it, who leads it, since when, how that is known.

    Raises NameNotFound, with the nearest names, if nothing is called that.
    """
    day = last_day(as_of)
    meant, others = _meant(store, text)
    owning = _owning(store)
    answers = [answer for match in meant for answer in _carrying(store, match.thing, day, owning)]
    if answers:
        told = phrasing.taken(text, meant) + phrasing.owned([match.thing for match in meant], answers, owning)
        return Reply(
            f"Who owns “{text}”?",
            told,
            tuple(answers),
            as_of,
            did_you_mean=_labels(others),
            title=_title(meant),
        )
    return _nothing_found(store, text, meant, as_of, _labels(others))


def find(store: Store, text: str, as_of: str | None = None, most: int = 20) -> Reply:
    """Everything of that name, by any name it ever had."""
    last_day(as_of)
    matches = find_names(store, text, most=most)
    nodes = [iri(match.thing.id).value for match in matches]
    places, basis = evidence(store, nodes), bases(store, nodes)
    answers = [
        Answer(
            subject=match.thing,
            relation="is a",
            value=phrasing.what(match),
            basis=basis.get(iri(match.thing.id).value, STATED),
            evidence=places[iri(match.thing.id).value][:1],
            property="name",
        )
        for match in matches
    ]
    told = phrasing.found(text, matches)
    return Reply(
        f"What is called “{text}”?",
        told,
        tuple(answers),
        as_of,
        none_found=not answers,
        title=f"Called “{text}”",
    )


def figures(store: Store, things: Sequence[Thing], as_of: str | None = None) -> list[Answer]:
    """The figures of things, by their measures or directly, those printed up to a day."""
    each = figures_of_each(store, things, as_of)
    return list({figure: answer for found in each.values() for figure, answer in found}.values())


def figures_of_each(
    store: Store, things: Sequence[Thing], as_of: str | None = None
) -> dict[str, list[tuple[str, Answer]]]:
    """By the identifier of each thing its figures, with the node of each, those printed up to a day."""
    rows = _printed(run(store, "figures-of", thing=[iri(thing.id) for thing in things]), as_of)
    places = evidence(store, [value(row, "figure") for row in rows])
    measures = describe(store, [value(row, "measure") for row in rows])
    found: dict[str, dict[str, Answer]] = {}
    for row in rows:
        answer = Answer(
            subject=measures[value(row, "measure")],
            relation=value(row, "kind") or "figure",
            value=phrasing.figure({key: term.value for key, term in row.items()}),
            **known(row),
            evidence=places[value(row, "figure")],
            property="figure",
        )
        found.setdefault(identifier(value(row, "thing")), {}).setdefault(value(row, "figure"), answer)
    return {thing: list(held.items()) for thing, held in found.items()}


def _printed(rows: list[dict[str, Term]], as_of: str | None) -> list[dict[str, Term]]:
    """The rows whose document was there on a day."""
    return [row for row in rows if not as_of or value(row, "date") <= as_of[: len(value(row, "date"))]]


def _meant(store: Store, text: str) -> tuple[list[Match], list[Match]]:
    meant, others = resolve(store, text)
    return meant[:MOST], [*meant[MOST:], *others]


def _responsible(store: Store, thing: Thing, as_of: str | None) -> list[Answer]:
    """The bodies that carry a thing, from its own links."""
    rows = run(store, "owner-links", thing=iri(thing.id))
    return links(store, [value(row, "link") for row in rows], as_of)


def _carrying(store: Store, thing: Thing, as_of: str | None, owning: frozenset[str]) -> list[Answer]:
    """The bodies that carry a thing, owners first; without an owner also those of the priority that it is
    listed under."""
    own = sorted(_responsible(store, thing, as_of), key=lambda answer: answer.property not in owning)
    if any(answer.property in owning for answer in own):
        return own
    above = links(store, [value(row, "link") for row in run(store, "thread-up", thing=iri(thing.id))], as_of)
    for listed in (answer for answer in above if answer.property == phrasing.LISTED and answer.object):
        heading = (
            [answer for answer in _responsible(store, listed.object, as_of) if answer.property in owning]
            if listed.object
            else []
        )
        if heading:
            return [*own, listed, *heading]
    return own


def _owning(store: Store) -> frozenset[str]:
    """The relations that mean ownership, as the ontology declares."""
    return frozenset(value(row, "relation").rpartition("#")[2] for row in run(store, "what-owning-means"))


def _nothing_found(
    store: Store, text: str, meant: Sequence[Match], as_of: str | None, others: tuple[str, ...]
) -> Reply:
    things = [match.thing for match in meant]
    looked = _looked_in(store, things)
    above = links(
        store,
        [value(row, "link") for thing in things for row in run(store, "thread-up", thing=iri(thing.id))],
        last_day(as_of),
    )
    told = phrasing.taken(text, meant) + phrasing.not_said(things, above, looked)
    return Reply(
        f"Who owns “{text}”?", told, tuple(above), as_of, True, _places(looked), others, _title(meant)
    )


def _looked_in(store: Store, things: Iterable[Thing]) -> list[tuple[str, str]]:
    """Where somebody looked for who carries the things, as document and section, as recorded."""
    rows = run(store, "none-found", thing=[iri(thing.id) for thing in things])
    sought = [
        row for row in rows if not value(row, "relation") or local(value(row, "relation")) in RESPONSIBLE
    ]
    return list(dict.fromkeys((value(row, "document"), value(row, "place")) for row in sought))


def _places(looked: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(", ".join(filter(None, pair)) for pair in looked)


def _labels(matches: Iterable[Match]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(match.thing.label for match in matches))[:5]


def _title(meant: Sequence[Match]) -> str:
    return "; ".join(dict.fromkeys(match.thing.label for match in meant))
