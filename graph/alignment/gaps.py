"""The gaps around two plans and their counts, with indirect support and searches without result.

A gap is a thing without a stated link of its own. Its indirect support is an inferred link, or one of what
the thing belongs to or consists of. It stays a gap with it, because a reader may not conclude what no
document states.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from goldthread.graph.errors import GoldthreadError
from goldthread.graph.query.searches import Search
from goldthread.graph.results.answers import NONE_FOUND, Answer, Evidence, Thing
from goldthread.graph.results.base import Result
from goldthread.graph.text.dates import spoken
from goldthread.graph.text.english import listed, several

GAP_KINDS = {
    "unserved": "priorities that nothing in the other plan serves",
    "priorities": "priorities that serve nothing in the other plan",
    "deliverables": "deliverables that serve nothing in the other plan",
    "no-board": "deliverables without a board",
    "no-lead": "deliverables without a lead",
    "no-measure": "deliverables without a measure or figure",
    "no-report": "deliverables without a report on progress",
    "boards": "boards without a deliverable or pledge",
    "indicators": "indicators without a figure",
}
INDIRECTLY = (
    "“Only indirectly” is by an inferred link, or by one of what the thing belongs to or consists of."
)
# Not the same as “none found”: nobody says to have looked.
NOT_RECORDED = "not recorded"
# How many of the things that support a gap are told in a row, set by hand; the JSON has all.
MOST_SUPPORT = 2


@dataclass(frozen=True)
class IndirectSupport:
    """A link or figure that stands near a gap: inferred of the thing itself, or of what it belongs to or
    consists of, which is `through`."""

    answer: Answer
    through: Thing | None = None

    def leads_to(self, thing: Thing) -> str:
        """The thing or figure to which it leads."""
        start = self.through or thing
        ends = [end for end in (self.answer.subject, self.answer.object) if end and end.id != start.id]
        return ": ".join([*(end.label for end in ends[:1]), *filter(None, [self.answer.value])])

    def words(self, thing: Thing) -> str:
        """What it leads to, how that is known, and through what."""
        carried = f"{self.answer.inverse or self.answer.relation} " if thing.type == "Board" else ""
        through = f", through “{self.through.label}”" if self.through else ""
        return f"{carried}{self.leads_to(thing)} ({self.answer.how()}{through})"

    def to_json(self) -> dict[str, Any]:
        """The answer, with what it comes through."""
        return {"through": self.through.label if self.through else None, **self.answer.to_json()}


@dataclass(frozen=True)
class Gap:
    """One thing that lacks something; `under` is what it belongs to, `sort` which kind of deliverable it is,
    `searches` are those that found nothing of what it lacks."""

    kind: str
    plan: str
    thing: Thing
    under: str = ""
    support: tuple[IndirectSupport, ...] = ()
    searches: tuple[Search, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    sort: str = ""

    @property
    def basis(self) -> str:
        """Whether a reader looked and found none, or it is only that the graph records nothing."""
        return NONE_FOUND if self.searches else NOT_RECORDED

    @property
    def state(self) -> str:
        """Whether there is nothing at all, or something only indirectly."""
        return "only indirectly" if self.support else "nothing at all"

    @property
    def support_in_words(self) -> str:
        """Its indirect support: the first two things it leads to, how each is known, and through what."""
        by_end: dict[str, IndirectSupport] = {}
        for support in self.support:
            by_end.setdefault(support.leads_to(self.thing), support)
        return listed([support.words(self.thing) for support in by_end.values()], MOST_SUPPORT)

    def to_json(self) -> dict[str, Any]:
        """The gap with everything that was looked at and all its indirect support."""
        return {
            "kind": self.kind,
            "plan": self.plan,
            "sort": self.sort or None,
            "thing": vars(self.thing),
            "under": self.under or None,
            "state": self.state,
            "basis": self.basis,
            "looked_for": [search.to_json() for search in self.searches],
            "softened_by": [support.to_json() for support in self.support],
            "evidence": [vars(item) for item in self.evidence],
        }


@dataclass(frozen=True)
class Tally:
    """How many things of a plan lack something, of how many: nothing at all, or only indirectly."""

    kind: str
    plan: str
    of: int
    nothing: int = 0
    indirectly: int = 0
    looked: int = 0
    sorts: tuple[tuple[str, int], ...] = ()
    nothing_by_sort: tuple[tuple[str, int], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The counts; those by kind of deliverable as of how many and how many with nothing at all."""
        empty = dict(self.nothing_by_sort)
        sorts = {sort: {"of": of, "nothing": empty.get(sort, 0)} for sort, of in self.sorts}
        counts = {
            "of": self.of,
            "nothing": self.nothing,
            "only_indirectly": self.indirectly,
            "looked_for": self.looked,
        }
        return {"kind": self.kind, "plan": self.plan, **counts, "by_sort": sorts}

    def counted(self, gaps: Iterable[Gap]) -> Tally:
        """The same with its gaps counted from all gaps."""
        mine = [gap for gap in gaps if (gap.kind, gap.plan) == (self.kind, self.plan)]
        empty = Counter(gap.sort for gap in mine if not gap.support)
        return replace(
            self,
            nothing=empty.total(),
            indirectly=len(mine) - empty.total(),
            looked=sum(bool(gap.searches) for gap in mine),
            nothing_by_sort=tuple((sort, empty[sort]) for sort, _ in self.sorts),
        )


def row_of(gap: Gap) -> dict[str, str]:
    """A gap as one row of a report or spreadsheet, with the first place where the thing stands."""
    thing = gap.thing
    stands = gap.evidence[0] if gap.evidence else Evidence(thing.document, "", "", "", thing.date)
    return {
        "kind": gap.kind,
        "gap": GAP_KINDS[gap.kind],
        "plan": gap.plan,
        "thing": thing.label,
        "type": thing.type,
        "under": gap.under,
        "state": gap.state,
        "softened_by": gap.support_in_words,
        "basis": gap.basis,
        "looked_for": "; ".join(search.asked for search in gap.searches),
        "looked_in": "; ".join(search.where for search in gap.searches),
        "document": stands.document,
        "date": stands.date,
        "place": stands.place,
        "phrase": stands.phrase,
        "thing_id": thing.id,
    }


@dataclass(frozen=True)
class Gaps(Result):
    """All gaps, their counts, and the documents that the graph was made from, up to the day."""

    question: str
    text: str
    items: tuple[Gap, ...]
    tallies: tuple[Tally, ...]
    documents: tuple[tuple[str, str], ...]
    as_of: str | None = None

    columns = tuple(row_of(Gap("unserved", "", Thing("", "", ""))))

    def rows(self) -> Iterator[dict[str, str]]:
        """A row a gap."""
        return map(row_of, self.items)

    def shown(self) -> Iterator[dict[str, str]]:
        """The counts: a row a kind of gap and plan."""
        for tally in self.tallies:
            counts = {
                "of": tally.of,
                "nothing at all": tally.nothing,
                "only indirectly": tally.indirectly,
                "looked for": tally.looked,
            }
            yield {
                "gap": GAP_KINDS[tally.kind],
                "plan": tally.plan,
                **{name: str(count) for name, count in counts.items()},
            }

    @property
    def read(self) -> str:
        """Which documents the graph was made from, in words."""
        dates = sorted(date for _, date in self.documents)
        first_and_last = [dates[0], dates[-1]] if len(dates) > 1 else dates
        span = " to ".join(map(spoken, first_and_last))
        return ", ".join(filter(None, [several(len(self.documents), "document"), span]))

    def to_json(self) -> dict[str, Any]:
        """The envelope, with every gap complete."""
        return {
            "question": self.question,
            "as_of": self.as_of,
            "text": self.text,
            "counts": [tally.to_json() for tally in self.tallies],
            "gaps": [gap.to_json() for gap in self.items],
            "none_found": not self.items,
            "looked_in": [f"{label} ({spoken(date)})" for label, date in self.documents],
        }


def checked(kinds: Collection[str]) -> list[str]:
    """The kinds asked for, all if none; GoldthreadError for one that there is not."""
    if wrong := [kind for kind in kinds if kind not in GAP_KINDS]:
        raise GoldthreadError(f"There is no gap called “{wrong[0]}”; take one of: {', '.join(GAP_KINDS)}")
    return [kind for kind in GAP_KINDS if not kinds or kind in kinds]


def summarise(gaps: Gaps) -> str:
    """The counts in sentences, one a plan and one for the boards, and what they were counted from; of many
    kinds only what is not there at all."""
    brief = len({tally.kind for tally in gaps.tallies}) > 1
    groups: dict[str, list[str]] = {}
    for tally in gaps.tallies:
        head, what = tally.plan, GAP_KINDS[tally.kind]
        if tally.kind == "boards":
            head, what = what.capitalize(), head
        groups.setdefault(head, []).append(f"{what}, {_counts(tally, brief=brief)}")
    sentences = [f"{head}: {'; '.join(mine)}." for head, mine in groups.items()]
    start = ["With nothing at all:"] if brief else []
    indirectly = [INDIRECTLY] if any(gap.support for gap in gaps.items) else []
    counted = f"Counted from {gaps.read}; their silence is no proof that there is none."
    return " ".join([*start, *sentences, *indirectly, counted])


def _counts(tally: Tally, *, brief: bool) -> str:
    """How many of how many have nothing at all; unless briefly, also by kind of deliverable, and how many
    have something only indirectly."""
    if not tally.of:
        return "none is recorded at all"
    counts = f"{tally.nothing} of {tally.of}"
    if brief:
        return counts
    if len(tally.sorts) > 1:
        empty = dict(tally.nothing_by_sort)
        counts += f" ({', '.join(f'{empty[sort]} of {several(of, sort)}' for sort, of in tally.sorts)})"
    if tally.indirectly:
        counts += f", {tally.indirectly}{' more' if tally.nothing else ''} only indirectly"
    return counts
