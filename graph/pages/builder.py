"""All that is known of a thing, as its page: what a newcomer needs, part by part, with bases and places.

Which link belongs to which part of a page is said in the questions `page-links` and `page-rows`, not here,
because others may then read and change it without reading code.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from goldthread.graph.lookup.owner import owner
from goldthread.graph.measures.observations import figures
from goldthread.graph.pages.model import Page
from goldthread.graph.pages.sections import SectionBuilder, sections
from goldthread.graph.pages.summary import REMARKS, facts, headline, last_named
from goldthread.graph.query.interpretation import taken
from goldthread.graph.query.library import (
    Row,
    bases,
    describe,
    evidence,
    identifier,
    iri,
    known,
    local,
    on_day,
    run,
    value,
)
from goldthread.graph.query.links import links
from goldthread.graph.query.names import resolve
from goldthread.graph.query.namesakes import only_one
from goldthread.graph.query.searches import searches_about
from goldthread.graph.results import phrasing
from goldthread.graph.results.answers import Answer, Thing
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.dates import Day, day_of
from goldthread.graph.text.english import article
from goldthread.ontology.terms import BODIES

Attributes = Sequence[tuple[str, str]]


def show(store: Store, text: str, as_of: str | None = None) -> Page:
    """The page of the thing that a text means, as known on a day.

    Raises NameNotFound, with the nearest names, if nothing is called that, NameShared if several are.
    """
    meant, others = resolve(store, text)
    chosen = only_one(text, [match.thing for match in meant])
    node, day = iri(chosen.id).value, day_of(as_of)
    thing = replace(describe(store, [node], day)[node], area=chosen.area)
    attributes = _attributes(store, thing, day)
    parts = _parts(store, thing, attributes, day)
    own = facts(thing, attributes, parts) | last_named(store, thing, parts, day)
    return Page(
        question=f"What is “{text}”?",
        thing=thing,
        text=taken(text, meant[:1]) + headline(thing, own, parts),
        facts=tuple(own.items()),
        sections=sections(store, thing, parts),
        none_found=tuple(searches_about(store, [thing.id])),
        others=tuple(dict.fromkeys(match.thing.label for match in [*meant[1:], *others]))[:5],
        as_of=as_of,
    )


def _attributes(store: Store, thing: Thing, day: Day | None) -> list[tuple[str, str]]:
    """The thing's own attributes as names and values, without what may not have been so on a day."""
    undated = set()
    if day:
        # Other names have dates of their own, which the section on names tells.
        undated.add("also called")
        if not day.knew(thing.date):
            undated |= {"document", "basis"}
    told = ((value(row, "heading"), value(row, "value")) for row in run(store, "facts", thing=iri(thing.id)))
    return [(name, text) for name, text in told if name not in undated]


def _parts(store: Store, thing: Thing, attributes: Attributes, day: Day | None) -> SectionBuilder:
    """All that is known of a thing, each answer in the part of the page to which it belongs."""
    parts = SectionBuilder(day=day)
    itself = replace(_itself(store, thing), why=dict(attributes).get("why"))
    if not day or day.knew(thing.date):
        parts.add("naming", [itself])
        parts.add("doubts", _remarks(itself, attributes))
    for row, answer in _linked(store, thing, day):
        parts.add(value(row, "part"), [answer], owns=value(row, "owns") == "true")
    for part, answer in _told(store, thing, day):
        parts.add(part, [answer])
    if thing.type not in BODIES and not any(map(parts.owns, parts.of("above"))):
        parts.add("listed", _of_heading(store, thing, parts, day))
    parts.add("figures", figures(store, [thing], day))
    parts.add("doubts", _contradictions(store, thing, day))
    return parts


def _of_heading(store: Store, thing: Thing, parts: SectionBuilder, day: Day | None) -> list[Answer]:
    """Who answers for the heading under which a thing is listed; nobody if it serves nothing."""
    if not parts.of("served"):
        return []
    return [answer for answer in owner(store, thing.id, day).answers if answer.subject.id != thing.id]


def _itself(store: Store, thing: Thing) -> Answer:
    """That the thing is one of its kind, by its own basis and places."""
    node = iri(thing.id).value
    places, basis = evidence(store, [node])[node], bases(store, [node]).get(node, "")
    return Answer(
        thing,
        "is",
        value=article(phrasing.kind(thing)),
        basis=basis,
        as_at=thing.date or None,
        evidence=places,
        property="type",
    )


def _linked(store: Store, thing: Thing, day: Day | None) -> Iterable[tuple[Row, Answer]]:
    """The links of a thing, and who holds the posts that sit on it, each with the row that says to which part
    of the page it belongs."""
    rows = run(store, "page-links", thing=iri(thing.id))
    placed = {_ends(row): row for row in rows}
    for answer in links(store, [value(row, "link") for row in rows], day):
        row = placed[answer.subject.id, answer.property, answer.object.id if answer.object else ""]
        if value(row, "part") == "duties" and (act := value(row, "act")):
            under = f", under the {act},"
            answer = replace(answer, relation=answer.relation + under, inverse=answer.inverse + under)
        yield row, answer


def _ends(row: Row) -> tuple[str, str, str]:
    """The subject, property and object of a link, by which answers and rows are matched."""
    return (
        identifier(value(row, "subject")),
        local(value(row, "property")),
        identifier(value(row, "object")),
    )


def _told(store: Store, thing: Thing, day: Day | None) -> Iterable[tuple[str, Answer]]:
    """The names, standings, memberships, changes and moneys of a thing, each once, with its part of the
    page."""
    rows = run(store, "page-rows", thing=iri(thing.id), **on_day(day))
    grouped: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        grouped.setdefault((value(row, "row"), value(row, "object")), []).append(row)
    ends = [value(row, end) for row in rows for end in ("subject", "object") if end in row]
    things = describe(store, ends, day)
    places = evidence(store, [node for node, _ in grouped])
    for (node, target), same in grouped.items():
        first = same[0]
        answer = Answer(
            subject=things[value(first, "subject")],
            relation=value(first, "words") or "is told",
            object=things[target] if target else None,
            value=_said(same) or None,
            **known(first),
            evidence=places[node],
            property=value(first, "property"),
            inverse=value(first, "inverse"),
        )
        yield value(first, "part"), answer


def _said(rows: Sequence[Row]) -> str:
    """What a row says beside its ends: the sum or the name, from whom to whom, for what; and on which
    terms."""
    parts = []
    for before, key in (("", "said"), ("from ", "giver"), ("to ", "taker"), ("for ", "item")):
        if values := dict.fromkeys(value(row, key) for row in rows if key in row):
            parts.append(before + " and ".join(values))
    terms = dict.fromkeys(value(row, "terms").rstrip(".") for row in rows if "terms" in row)
    return "; ".join(filter(None, [", ".join(parts), *terms]))


def _contradictions(store: Store, thing: Thing, day: Day | None) -> list[Answer]:
    """The accounts that contradict each other about a thing, both sides with their places."""
    found = run(store, "page-doubts", thing=iri(thing.id))
    rows = [row for row in found if not day or day.knew(value(row, "date"))]
    sides = {value(row, side) for row in rows for side in ("one", "two")}
    accounts = run(store, "accounts", thing=[iri(identifier(side)) for side in sorted(sides)])
    said = {value(row, "thing"): value(row, "said") for row in accounts}
    places = evidence(store, [*sides, *(value(row, "row") for row in rows)])

    def account(side: str) -> str:
        where = places[side][0].reference if places[side] else "no place given"
        return f"“{said.get(side) or identifier(side)}” ({where})"

    def contradiction(row: Row) -> Answer:
        one, two, itself = (value(row, name) for name in ("one", "two", "row"))
        return Answer(
            subject=thing,
            relation="two accounts contradict each other:",
            value=f"{account(one)} against {account(two)}",
            **known(row),
            evidence=tuple(dict.fromkeys([*places[one], *places[two], *places[itself]])),
            property="contradicts",
        )

    return [contradiction(row) for row in rows]


def _remarks(itself: Answer, attributes: Attributes) -> list[Answer]:
    """What those who recorded a thing remarked, and how its place was read if not plainly."""
    told = [(REMARKS[name], text) for name, text in attributes if name in REMARKS]
    return [
        replace(itself, relation=relation, value=text, evidence=itself.evidence[:1], property="remark")
        for relation, text in told
    ]
