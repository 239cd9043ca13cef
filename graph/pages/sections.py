"""The sections of a page, each in the order in which a newcomer reads it: owners and the newest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from goldthread.graph.pages.model import HEADINGS, Section, heading
from goldthread.graph.query.library import identifier, iri, run, value
from goldthread.graph.results import phrasing
from goldthread.graph.results.answers import Answer, Thing
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.dates import Day
from goldthread.graph.text.english import plural

# Classes of what serves a thing, in the order in which it is told: what plans set out before who works on it.
FIRST = (
    "Priority",
    "Outcome",
    "Deliverable",
    "Pledge",
    "Objective",
    "Programme",
    "Plan",
    "Board",
    "Agency",
    "Team",
)
NO_PRIORITY = "under no priority of a plan"


@dataclass
class SectionBuilder:
    """The answers of a page by its parts, and the relations among them that mean that a body owns a thing.

    `day` is the one as of which the page is asked, None for now.
    """

    answers: dict[str, list[Answer]] = field(default_factory=dict)
    owning: set[str] = field(default_factory=set)
    day: Day | None = None

    def add(self, part: str, answers: Iterable[Answer], *, owns: bool = False) -> None:
        """Adds answers to a part; what is there already is not said again.

        `owns` says that their relations mean owning.
        """
        held = self.answers.setdefault(part, [])
        for answer in answers:
            if answer not in held:
                held.append(answer)
            if owns:
                self.owning.add(answer.property)

    def of(self, part: str) -> list[Answer]:
        """The answers of a part."""
        return self.answers.get(part, [])

    def owns(self, answer: Answer) -> bool:
        """Whether an answer's relation means owning."""
        return answer.property in self.owning

    def running(self, part: str) -> list[Answer]:
        """The answers of a part without what had ended."""
        return [answer for answer in self.of(part) if not answer.has_ended(self.day)]

    def former(self, part: str) -> list[Answer]:
        """The answers of a part that had ended."""
        return [answer for answer in self.of(part) if answer.has_ended(self.day)]

    def newest(self, part: str, *, running: bool = False) -> list[Answer]:
        """The answers of a part, owners before others, of each those of the newest document first; with
        `running` without what had ended."""
        answers = self.running(part) if running else self.of(part)
        by_date = sorted(answers, key=lambda answer: answer.as_at or "", reverse=True)
        return sorted(by_date, key=lambda answer: not self.owns(answer))


def sections(store: Store, thing: Thing, parts: SectionBuilder) -> tuple[Section, ...]:
    """The sections of a thing's page that have answers, in the order of the headings."""
    named = {
        "carried": _by_priority(store, parts),
        "sitting": lambda answer: _by_document(answer, thing, parts.day),
        "serving": _by_kind,
    }
    return tuple(
        Section(heading(thing, part), tuple(answers), under)
        for part in HEADINGS
        for under, answers in _grouped(parts, part, named.get(part, lambda answer: "")).items()
    )


def _grouped(parts: SectionBuilder, part: str, name: Callable[[Answer], str]) -> dict[str, list[Answer]]:
    """The answers of a part by what they have in common, in the order of their first answers."""
    # What it is stands before what it was called, and figures come in the order of their measures.
    answers = parts.of(part) if part in ("naming", "figures") else parts.newest(part)
    if part == "serving":
        answers = sorted(answers, key=lambda answer: _rank(answer.subject))
    if part == "sitting":
        answers = sorted(answers, key=lambda answer: _seat(answer, parts.day))
    groups: dict[str, list[Answer]] = {}
    for answer in answers:
        groups.setdefault(name(answer), []).append(answer)
    if NO_PRIORITY in groups:  # told last
        groups[NO_PRIORITY] = groups.pop(NO_PRIORITY)
    return groups


def _by_priority(store: Store, parts: SectionBuilder) -> Callable[[Answer], str]:
    """Names the priority, of the newest plan, under which the work of an answer stands."""
    works = [iri(answer.subject.id) for answer in parts.of("carried")]
    # Sorted by date, so that of several plans the newest names it.
    rows = sorted(run(store, "headings-of", thing=works), key=lambda row: value(row, "date"))
    named = {
        identifier(value(row, "thing")): _titled(value(row, "label"), value(row, "plan")) for row in rows
    }
    return lambda answer: named.get(answer.subject.id, NO_PRIORITY)


def _titled(label: str, plan: str) -> str:
    return f"{label} ({plan})" if plan else label


def _by_document(answer: Answer, thing: Thing, day: Day | None) -> str:
    """Names the date of the document in which a membership stands, because members change; those that had
    ended stand apart."""
    if answer.property != "memberOf":
        return "" if answer.subject.id == thing.id else "who holds these posts"
    if answer.has_ended(day):
        return "formerly"
    return f"as of {answer.as_at}" if answer.as_at else "at no date"


def _by_kind(answer: Answer) -> str:
    return plural(phrasing.kind(answer.subject))


def _rank(thing: Thing) -> tuple[int, str]:
    """Orders things by their class as in FIRST; those of other classes follow, class by class."""
    return (FIRST.index(thing.type) if thing.type in FIRST else len(FIRST)), thing.type


def _seat(answer: Answer, day: Day | None) -> tuple[bool, bool, str, bool, str]:
    """Memberships before holders of posts, former ones last, the newest first, who chairs before who sits."""
    # Each character turned round, because a text cannot be sorted downwards among keys that go upwards. Dates
    # are filled up to ten characters, so that a year stands before its months.
    newest = "".join(chr(0x10FFFF - ord(character)) for character in (answer.as_at or "").ljust(10, "~"))
    seat = answer.property != "memberOf", answer.property == "memberOf" and answer.has_ended(day)
    return *seat, newest, "chair" not in answer.relation, answer.subject.label
