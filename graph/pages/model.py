"""The page of one thing: what it is at a glance, and its answers in sections that each have a heading."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from goldthread.graph.query.searches import Search
from goldthread.graph.results import phrasing
from goldthread.graph.results.answers import COLUMNS, Answer, LinkedResult, Reply, Thing, row_of
from goldthread.graph.text.dates import spoken
from goldthread.ontology.terms import BODIES

# The parts of a page with their headings, in the order in which a newcomer reads them.
HEADINGS = {
    "naming": "Names and standing over time",
    "sitting": "Who chairs it and who sits on it",
    "seats": "Where it sits, and posts it holds",
    "above": "Who answers for it",
    "listed": "Who answers for the heading it is listed under",
    "below": "What reports or belongs to it",
    "carried": "What it owns and carries",
    "served": "What it serves",
    "serving": "What serves it",
    "reported": "Reports on it",
    "figures": "Measures and figures",
    "money": "Money",
    "changes": "Changes",
    "duties": "Duties",
    "doubts": "Contradictions and doubts",
    "beside": "Also connected with",
}
# Relations that tell of a day, not of a time since then.
EVENTS = {"approvedBy", "establishedBy", "submittedTo", "change"}
# Headings that differ by the class of the thing.
OTHERWISE = {
    ("Post", "sitting"): "Who holds it",
    ("Place", "serving"): "What is there or for it",
    ("Plan", "serving"): "What is in it and what serves it",
    **{(body, "above"): "To whom it reports, and who answers for it" for body in BODIES},
}


@dataclass(frozen=True)
class Section:
    """A part of a page: its heading and answers; `under` is what these have in common if it has several parts
    of its own."""

    heading: str
    answers: tuple[Answer, ...]
    under: str = ""


@dataclass(frozen=True)
class Page(LinkedResult):
    """One thing on a page: facts at a glance, sections with their answers, and what was looked for in vain.

    `facts` are names and values, `others` the names of other things that may have been meant.
    """

    columns = ("section", "under", *COLUMNS)

    question: str
    thing: Thing
    text: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    none_found: tuple[Search, ...] = ()
    others: tuple[str, ...] = ()
    as_of: str | None = None

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The answers of all sections, in order."""
        return tuple(answer for section in self.sections for answer in section.answers)

    def reply(self) -> Reply:
        """The page as a reply, its answers in the order of the sections."""
        places = tuple(dict.fromkeys(place for search in self.none_found for place in search.looked_in))
        answers = self.answers
        return Reply(
            self.question,
            self.text,
            answers,
            self.as_of,
            not answers,
            places,
            self.others,
            self.thing.label,
            self.facts,
        )

    def rows(self) -> Iterator[dict[str, str]]:
        """The attributes and every answer as rows, with the heading of the section; at the end what was not
        found, by its own basis."""
        for attribute in self._attributes():
            yield {"section": GLANCE, "under": "", **row_of(attribute)}
        for section in self.sections:
            for answer in section.answers:
                yield {"section": section.heading, "under": section.under, **row_of(answer)}
        for search in self.none_found:
            told = Answer(
                self.thing,
                search.asked,
                value="Looked in: " + "; ".join(search.looked_in),
                basis=search.basis,
            )
            yield {"section": NOT_FOUND, "under": "", **row_of(told)}

    def _attributes(self) -> Iterator[Answer]:
        """The facts that no answer tells, each known as the thing itself is; none if that is not known."""
        if self.answers and (itself := self.answers[0]).property == "type":
            for name, text in self.facts:
                if name not in FROM_ANSWERS:
                    yield replace(itself, relation=name, value=text, property=name)

    def shown(self) -> Iterator[dict[str, str]]:
        """The answers as they are printed: under which heading, what is known, how and where it stands."""
        for section in self.sections:
            for answer in section.answers:
                yield {
                    "section": section.heading,
                    "what is known": line(answer, self.thing),
                    "how and where": phrasing.source(answer),
                }

    def to_json(self) -> dict[str, Any]:
        """The envelope, with `sections` that name their answers by number, and `looked_for`: what was not
        found, and where."""
        told = self.reply().to_json()
        told["sections"], first = [], 0
        for section in self.sections:
            numbers = list(range(first, first + len(section.answers)))
            told["sections"].append({"heading": section.heading, "under": section.under, "answers": numbers})
            first += len(numbers)
        told["looked_for"] = [_looked_for(search) for search in self.none_found]
        return told

    def filled(self, fill: Callable[[Answer], Answer]) -> Page:
        """The page with each answer as `fill` makes it: with the passages of registered documents."""
        sections = (replace(section, answers=tuple(map(fill, section.answers))) for section in self.sections)
        return replace(self, sections=tuple(sections))


def _looked_for(search: Search) -> dict[str, Any]:
    """A search as the envelope of a page has it: the places in words, and the basis."""
    return {
        "asked": search.asked,
        "relation": search.relation,
        "looked_in": list(search.looked_in),
        "basis": search.basis,
    }


GLANCE, NOT_FOUND = "At a glance", "Looked for and not found"
# Facts that are told in answers or columns too, and therefore get no row of their own.
FROM_ANSWERS = {
    "chair", "members", "formerly", "answers to", "who answers for it", "owns", "heading",
    "has a part in", "priorities", "serves", "last named in", "recorded from it", "basis", "why", "document",
}  # fmt: skip


def heading(thing: Thing, part: str) -> str:
    """The heading of a part on the page of a thing."""
    return OTHERWISE.get((thing.type, part), HEADINGS[part])


def other(answer: Answer, thing: Thing) -> Thing | None:
    """The thing at the other end of an answer, seen from a thing's page; None where a value stands there."""
    return answer.subject if answer.object and answer.object.id == thing.id else answer.object


def line(answer: Answer, thing: Thing) -> str:
    """One answer in words, as read on a thing's page: the relation from its side, the other end, the time."""
    status = f" ({answer.status})" if answer.status and answer.status != "in place" else ""
    return ", ".join(filter(None, [f"{_words(answer, thing)}{status}", period(answer)]))


def period(answer: Answer) -> str:
    """The time of an answer in words, as a document gives it."""
    start, end = spoken(answer.from_ or ""), spoken(answer.until or "")
    if start and end:
        return f"{start} to {end}"
    if start and answer.property in EVENTS:
        return f"on {start}" if start.count(" ") == 2 else f"in {start}"
    if start:
        return f"{'from' if answer.status in ('planned', 'to be established') else 'since'} {start}"
    return f"{'by' if answer.relation == 'target' else 'until'} {end}" if end else ""


def _words(answer: Answer, thing: Thing) -> str:
    """The relation from the side of a thing, and the other end."""
    target = answer.object
    if target is None:
        return _valued(answer, thing)
    if target.id == thing.id and answer.inverse:
        return f"{answer.inverse} {what(answer.subject)}"
    if answer.subject.id == thing.id:
        return f"{answer.relation} {what(target)}"
    return f"{answer.subject.label} {answer.relation} {what(target)}"


def _valued(answer: Answer, thing: Thing) -> str:
    """An answer that ends at a value, such as a figure or a name."""
    of_itself = answer.subject.id == thing.id
    if answer.property == "figure":
        name = "" if of_itself else f"{answer.subject.label}: "
        return f"{name}{answer.value} ({answer.relation})"
    if of_itself:
        told = answer.value or ""
        return f"{answer.relation} {told}".rstrip() if answer.relation else told
    return f"{answer.subject.label} ({answer.relation}): {answer.value or 'no more is said'}"


def what(thing: Thing) -> str:
    """A thing with its tier or status and, unless that says so already, what it is."""
    told = phrasing.described(thing)
    return (
        told
        if f" {phrasing.kind(thing)}" in told.removeprefix(thing.label)
        else f"{told} [{phrasing.kind(thing)}]"
    )
