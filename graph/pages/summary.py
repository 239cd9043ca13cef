"""The parts of a page go in, what one must know at a glance comes out: a few facts, and the sentences that an
officer would say."""

from __future__ import annotations

from collections.abc import Iterable

from goldthread.graph.pages.model import HEADINGS, other
from goldthread.graph.pages.sections import SectionBuilder, chairs
from goldthread.graph.query.library import iri, on_day, run, value
from goldthread.graph.results import phrasing
from goldthread.graph.results.answers import STATED, Answer, Thing
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.dates import Day
from goldthread.graph.text.english import article, listed, plural
from goldthread.ontology.terms import BODIES

REMARKS = {"doubts and remarks": "remark:", "reading": "reading:"}
LATER = ", not in those of later years"
UNNAMED = ("Place", "Measure", "Figure", "Section")
PLACING = ("reportsTo", "subOrganizationOf", "unitOf", "postIn")
LAST = ("basis", "why", "document")
OF_OTHERS = {"listed", "figures", "money", "doubts"}


def facts(thing: Thing, attributes: Iterable[tuple[str, str]], parts: SectionBuilder) -> dict[str, str]:
    """The thing's own attributes in the words of the form, tier and status as it is given, and what matters
    most of its links."""
    held = {"tier": thing.tier, "status": thing.status}
    seen: dict[str, list[str]] = {}
    for name, text in attributes:
        seen.setdefault(name, []).append(text)
    own = {
        name: held.get(name, "; ".join(dict.fromkeys(texts))) or ""
        for name, texts in seen.items()
        if name not in REMARKS
    }
    first = {name: text for name, text in own.items() if name not in LAST}
    return {
        name: text
        for name, text in {**first, **_people(thing, parts), **_place(thing, parts), **own}.items()
        if text
    }


def headline(thing: Thing, own: dict[str, str], parts: SectionBuilder) -> str:
    """What a thing is, who chairs it, to whom it answers, what it carries, and when it was last named."""
    notes = dict.fromkeys(
        filter(
            None, [thing.tier if thing.tier != "Not stated" else "", own.get("kind", ""), thing.status or ""]
        )
    )
    what = phrasing.kind(thing)
    notes.pop(what, None)
    told = [f"{thing.label} is {article(what)}" + (f" ({', '.join(notes)})." if notes else ".")]
    told += [f"{text.rstrip('.')}." for text in (own.get("description") or own.get("purpose"),) if text]
    told += [phrasing.sentence(answer) for answer in [*chairs(parts)[:2], *_told_above(thing, parts)]]
    if heads := parts.of("listed"):
        told += [
            "No document says in so many words who owns it.",
            f"It is listed under “{heads[0].subject.label}”.",
            phrasing.sentence(heads[0]),
        ]
    owned, others = _marked(_owned(parts)), _marked(_carried(parts))
    told += [f"It owns {listed(owned, 3)}."] if owned else []
    told += (
        [f"It has a part in {len(others)} {'more' if owned else 'thing' if len(others) == 1 else 'things'}."]
        if others
        else []
    )
    if thing.type in BODIES and own.get("last named in", "").endswith(LATER):
        told.append(f"{thing.label} is last named in {own['last named in']}.")
    return " ".join(told)


def _people(thing: Thing, parts: SectionBuilder) -> dict[str, str]:
    """Who chairs a board and who sits on it, as the newest document says that names any."""
    holders = {
        answer.subject.id: answer for answer in reversed(parts.of("sitting")) if answer.property == "heldBy"
    }
    seats = [
        answer
        for answer in parts.of("sitting")
        if answer.property == "memberOf" and "chair" not in answer.relation
    ]
    newest = max((answer.as_at or "" for answer in seats), default="")

    def person(answer: Answer) -> str:
        held, role = (
            holders.get(answer.subject.id),
            answer.relation.removeprefix("is ").removesuffix(" of").removesuffix(" to"),
        )
        holder = held.object.label if held and held.object else ""
        if holder and held and (held.as_at or "")[:4] != (answer.as_at or "")[:4]:
            holder = f"{holder} in {held.as_at}"
        notes = list(filter(None, [holder, "" if role in ("member", "chair") else role, _status(answer)]))
        return f"{answer.subject.label} ({', '.join(notes)})" if notes else answer.subject.label

    return {
        "chair": "; ".join(dict.fromkeys(f"{person(answer)}, {_known(answer)}" for answer in chairs(parts)))
        or ("not recorded" if thing.type == "Board" else ""),
        "members": listed(
            list(dict.fromkeys(person(answer) for answer in seats if (answer.as_at or "") == newest)), 12
        )
        + (f" (as of {newest})" if newest else ""),
    }


def _place(thing: Thing, parts: SectionBuilder) -> dict[str, str]:
    """Where a thing stands: to whom it answers, what it owns and carries, what it serves."""
    body = thing.type in BODIES
    above: dict[str, Answer] = {}
    for answer in _answering(parts):
        above.setdefault(f"{answer.relation} {answer.object.label if answer.object else ''}", answer)
    parents = [
        ", ".join(filter(None, [words, _status(answer), _known(answer)])) for words, answer in above.items()
    ]
    priorities = [
        answer
        for answer in parts.newest("serving")
        if answer.subject.type == "Priority" and answer.property == "isPartOf"
    ]
    served = [answer for answer in parts.newest("served") if answer.property != "isPartOf"]
    return {
        "answers to" if body else "who answers for it": listed(parents, 3),
        "owns": listed(_marked(_owned(parts))),
        "heading": "; ".join(
            f"{answer.subject.label}, which {answer.relation} {answer.object.label}, {_known(answer)}"
            for answer in parts.of("listed")[:1]
            if answer.object
        ),
        "has a part in": listed(_marked(_carried(parts))),
        "priorities": listed(_marked(priorities), 20),
        "serves": listed(
            list(
                dict.fromkeys(
                    f"{end.label}, {answer.basis}" for answer in served if (end := other(answer, thing))
                )
            )
        ),
    }


def _known(answer: Answer) -> str:
    """How and as of when an answer is known, in two words."""
    return ", ".join(filter(None, [answer.basis, answer.as_at]))


def _answering(parts: SectionBuilder) -> list[Answer]:
    """To whom a thing answers, the newest first, but owners and those it reports to before others."""
    return sorted(
        parts.newest("above"), key=lambda answer: not (parts.owns(answer) or answer.property in PLACING)
    )


def _told_above(thing: Thing, parts: SectionBuilder) -> list[Answer]:
    """The first to whom a thing answers; of a body only if it is above it, not if it has any other part in
    it."""
    return [
        answer
        for answer in _answering(parts)[:1]
        if thing.type not in BODIES or parts.owns(answer) or answer.property in PLACING
    ]


def _owned(parts: SectionBuilder) -> list[Answer]:
    """What a body is said to own, the newest first."""
    return [answer for answer in parts.newest("carried") if parts.owns(answer)]


def _carried(parts: SectionBuilder) -> list[Answer]:
    """What a body has a part in and does not own, the newest first."""
    owned = {answer.subject.id for answer in _owned(parts)}
    return [answer for answer in parts.newest("carried") if answer.subject.id not in owned]


def _marked(answers: list[Answer]) -> list[str]:
    """The things of answers by name, each with what makes it less than stated, in place and of the newest
    year."""
    best = {
        answer.subject.id: answer for answer in sorted(answers, key=lambda answer: answer.basis == STATED)
    }
    newest = max(((answer.as_at or "")[:4] for answer in answers), default="")
    told: dict[str, None] = {}
    for answer in (best[answer.subject.id] for answer in answers):
        year = (answer.as_at or "")[:4]
        notes = [
            "" if answer.basis == STATED else answer.basis,
            _status(answer),
            "" if year == newest else year,
        ]
        marks = ", ".join(filter(None, notes))
        told[f"{answer.subject.label} ({marks})" if marks else answer.subject.label] = None
    return list(told)


def _status(answer: Answer) -> str:
    return answer.status if answer.status and answer.status != "in place" else ""


def last_named(store: Store, thing: Thing, parts: SectionBuilder, day: Day | None) -> dict[str, str]:
    """The newest document that speaks of a thing itself, and whether those of later years in the graph do
    not; of a document what is recorded from it."""
    if thing.type == "Document":
        held = [
            f"{value(row, 'number')} {value(row, 'what')}"
            for row in run(store, "recorded-from", thing=iri(thing.id))
        ]
        return {
            "recorded from it": listed(
                [count if count.startswith("1 ") else plural(count) for count in held], 12
            )
        }
    if thing.type in UNNAMED:
        return {}
    answers = [
        answer
        for part in HEADINGS
        if part not in OF_OTHERS
        for answer in parts.of(part)
        if answer.property != "heldBy"
    ]
    places = [
        (place.date, place.document)
        for answer in answers
        for place in answer.evidence
        if not day or place.date <= day
    ]
    if not places:
        return {}
    date, document = max(places)
    newest = run(store, "newest-document", **on_day(day))
    silent = newest and value(newest[0], "date")[:4] > date[:4]
    return {"last named in": f"{document} ({date})" + (LATER if silent else "")}
