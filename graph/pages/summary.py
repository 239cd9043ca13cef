"""What one must know of a thing at a glance: a few facts, and the sentences that an officer would say."""

from __future__ import annotations

from collections.abc import Iterable

from goldthread.graph.pages.model import HEADINGS, other
from goldthread.graph.pages.seats import known_in_words, people, status_in_words, told_chairs
from goldthread.graph.pages.sections import SectionBuilder
from goldthread.graph.query.library import iri, on_day, run, value
from goldthread.graph.query.namesakes import area_names
from goldthread.graph.results import phrasing
from goldthread.graph.results.answers import STATED, Answer, Thing
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.dates import Day
from goldthread.graph.text.english import article, listed, plural
from goldthread.ontology.terms import BODIES

# Attributes that are told among the doubts, with what is said before them.
REMARKS = {"doubts and remarks": "remark:", "reading": "reading:"}
LATER = ", not in those of later years"
# Classes of which it is not told where they were last named.
UNNAMED = ("Place", "Measure", "Figure", "Section")
# Relations by which a body has its place below another, though that does not own it.
PLACING = ("reportsTo", "subOrganizationOf", "unitOf", "postIn")
# Facts that stand last, behind those from links.
LAST = ("basis", "why", "document")
# Parts of a page that are no statement about the thing itself.
OF_OTHERS = {"listed", "figures", "money", "doubts"}
# Names in one fact, of more how many there are: set by hand, so that a fact is a few lines. Of priorities
# more, because whoever looks at a plan looks for just these.
MOST, MOST_PRIORITIES = 3, 20
MOST_KINDS = 12  # of things recorded from a document


def facts(thing: Thing, attributes: Iterable[tuple[str, str]], parts: SectionBuilder) -> dict[str, str]:
    """The thing's own attributes and what matters most of its links, by names as the reader sees them."""
    own = _own(thing, attributes)
    first = {name: text for name, text in own.items() if name not in LAST}
    together = {**first, **people(thing, parts), **_place(thing, parts), **own}
    return {name: text for name, text in together.items() if text}


def _own(thing: Thing, attributes: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The attributes by name, several values in one text; tier and status as they were on the day asked."""
    of_the_day = {"tier": thing.tier, "status": thing.status}
    seen: dict[str, list[str]] = {}
    for name, text in attributes:
        if name not in REMARKS:
            seen.setdefault(name, []).append(text)
    return {name: of_the_day.get(name, "; ".join(dict.fromkeys(texts))) or "" for name, texts in seen.items()}


def headline(thing: Thing, own: dict[str, str], parts: SectionBuilder) -> str:
    """What a thing is, who chairs it, to whom it answers, what it carries, and when it was last named.

    `own` are the facts of it.
    """
    told = [_what_it_is(thing, own)]
    told += [f"{text.rstrip('.')}." for text in (own.get("description") or own.get("purpose"),) if text]
    told += [phrasing.sentence(answer) for answer in [*told_chairs(parts), *_told_above(thing, parts)]]
    told += _told_of_heading(parts.running("listed"))
    told += _told_of_work(parts)
    last = own.get("last named in", "")
    if thing.type in BODIES and last.endswith(LATER):
        told.append(f"{thing.label} is last named in {last}.")
    return " ".join(told)


def _what_it_is(thing: Thing, own: dict[str, str]) -> str:
    """A thing's kind, with its tier, the kind that its document says, and its status."""
    kind = phrasing.kind(thing)
    tier = thing.tier if thing.tier != "Not stated" else ""
    told = dict.fromkeys(filter(None, [tier, own.get("kind", ""), thing.status]))
    told.pop(kind, None)  # no “agency (agency)”
    notes = f" ({', '.join(told)})" if told else ""
    return f"{thing.shown} is {article(kind)}{notes}."


def _told_of_heading(listed_under: list[Answer]) -> list[str]:
    """Where nobody is said to own a thing, under what it is listed, and who answers for that."""
    if not listed_under:
        return []
    first = listed_under[0]
    return [
        "No document says in so many words who owns it.",
        f"It is listed under “{first.subject.label}”.",
        phrasing.sentence(first),
    ]


def _told_of_work(parts: SectionBuilder) -> list[str]:
    """What a body owns, and in how many other things it has a part."""
    owned, others = _marked(_owned(parts)), _marked(_carried(parts))
    told = [f"It owns {listed(owned, MOST)}."] if owned else []
    if others:
        counted = "more" if owned else "thing" if len(others) == 1 else "things"
        told.append(f"It has a part in {len(others)} {counted}.")
    return told


def _place(thing: Thing, parts: SectionBuilder) -> dict[str, str]:
    """Where a thing stands: to whom it answers, what it owns and carries, what it serves."""
    above = "answers to" if thing.type in BODIES else "who answers for it"
    priorities = [
        answer
        for answer in parts.newest("serving", running=True)
        if answer.subject.type == "Priority" and answer.property == "isPartOf"
    ]
    return {
        above: listed(_parents(parts), MOST),
        "owns": listed(_marked(_owned(parts))),
        "heading": _heading(parts),
        "has a part in": listed(_marked(_carried(parts))),
        "priorities": listed(_marked(priorities), MOST_PRIORITIES),
        "serves": listed(_served(thing, parts)),
    }


def _parents(parts: SectionBuilder) -> list[str]:
    """To whom a thing answers, each once in the words of the newest document, and how that is known."""
    above: dict[str, Answer] = {}
    for answer in _answering(parts):
        above.setdefault(f"{answer.relation} {answer.object.label if answer.object else ''}", answer)
    return [
        ", ".join(filter(None, [words, status_in_words(answer), known_in_words(answer)]))
        for words, answer in above.items()
    ]


def _heading(parts: SectionBuilder) -> str:
    """The heading under which a thing is listed, and who answers for that."""
    for answer in parts.running("listed")[:1]:
        if answer.object:
            told = f"{answer.subject.label}, which {answer.relation} {answer.object.label}"
            return f"{told}, {known_in_words(answer)}"
    return ""


def _served(thing: Thing, parts: SectionBuilder) -> list[str]:
    """What a thing serves and how that is known, each once; what it is only a part of is no service."""
    answers = [answer for answer in parts.newest("served", running=True) if answer.property != "isPartOf"]
    ends = ((other(answer, thing), answer.how()) for answer in answers)
    return list(dict.fromkeys(f"{end.label}, {how}" for end, how in ends if end))


def _answering(parts: SectionBuilder) -> list[Answer]:
    """To whom a thing answers, the newest first, but owners and those it reports to before others."""
    return sorted(parts.newest("above", running=True), key=lambda answer: not _is_above(answer, parts))


def _is_above(answer: Answer, parts: SectionBuilder) -> bool:
    """Whether an answer means that a body stands above a thing, and not that it has some other part in it."""
    return parts.owns(answer) or answer.property in PLACING


def _told_above(thing: Thing, parts: SectionBuilder) -> list[Answer]:
    """The first to whom a thing answers; of a body only one that stands above it."""
    first = _answering(parts)[:1]
    return [answer for answer in first if thing.type not in BODIES or _is_above(answer, parts)]


def _owned(parts: SectionBuilder) -> list[Answer]:
    """What a body is said to own, the newest first."""
    return [answer for answer in parts.newest("carried", running=True) if parts.owns(answer)]


def _carried(parts: SectionBuilder) -> list[Answer]:
    """What a body has a part in and does not own, the newest first."""
    owned = {answer.subject.id for answer in _owned(parts)}
    return [answer for answer in parts.newest("carried", running=True) if answer.subject.id not in owned]


def _marked(answers: list[Answer]) -> list[str]:
    """The things of answers by name, in brackets what is not stated, not in place or of an older year."""
    # The last of each thing wins, so what is stated is sorted to the end.
    by_basis = sorted(answers, key=lambda answer: answer.basis == STATED)
    best = {answer.subject.id: answer for answer in by_basis}
    newest = max(((answer.as_at or "")[:4] for answer in answers), default="")
    told: dict[str, None] = {}
    for answer in (best[answer.subject.id] for answer in answers):
        year = (answer.as_at or "")[:4]
        notes = [
            "" if answer.how() == STATED else answer.how(),
            status_in_words(answer),
            "" if year == newest else year,
        ]
        marks = ", ".join(filter(None, notes))
        told[f"{answer.subject.label} ({marks})" if marks else answer.subject.label] = None
    return list(told)


def last_named(store: Store, thing: Thing, parts: SectionBuilder, day: Day | None) -> dict[str, str]:
    """The newest document that speaks of a thing itself, and whether those of later years in the graph do
    not; of a document what is recorded from it."""
    if thing.type == "Document":
        return _recorded(store, thing)
    places = [] if thing.type in UNNAMED else _places(parts, day)
    if not places:
        return {}
    date, document = max(places)
    newest = run(store, "newest-document", **on_day(day))
    silent = bool(newest) and value(newest[0], "date")[:4] > date[:4]
    # What another partnership published later is no later document for this one.
    if silent and (areas := area_names(store, [thing]).get(thing.id)):
        silent = _newest_of(store, set(areas), day)[:4] > date[:4]
    return {"last named in": f"{document} ({date})" + (LATER if silent else "")}


def _newest_of(store: Store, areas: set[str], day: Day | None) -> str:
    """The date of the newest document that speaks of one of these areas, or of no area at all."""
    dates: dict[str, str] = {}
    spoken_of: dict[str, set[str]] = {}
    for row in run(store, "areas-of-documents"):
        if "area" in row:
            spoken_of.setdefault(value(row, "document"), set()).add(value(row, "area"))
        else:
            dates[value(row, "document")] = value(row, "date")
    here = (date for document, date in dates.items() if spoken_of.get(document, areas) & areas)
    return max((date for date in here if not day or day.knew(date)), default="")


def _recorded(store: Store, thing: Thing) -> dict[str, str]:
    """How many things of each kind are recorded from a document."""
    rows = run(store, "recorded-from", thing=iri(thing.id))
    counts = [(value(row, "number"), value(row, "what")) for row in rows]
    held = [f"{number} {kind if number == '1' else plural(kind)}" for number, kind in counts]
    return {"recorded from it": listed(held, MOST_KINDS)}


def _places(parts: SectionBuilder, day: Day | None) -> list[tuple[str, str]]:
    """The date and name of each document that bears out an answer about the thing itself, up to a day."""
    # Who holds a post that sits on a board is told of the post, not of the board.
    answers = [
        answer
        for part in HEADINGS
        if part not in OF_OTHERS
        for answer in parts.of(part)
        if answer.property != "heldBy"
    ]
    places = (place for answer in answers for place in answer.evidence)
    return [(place.date, place.document) for place in places if not day or day.knew(place.date)]
