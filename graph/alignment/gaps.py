"""A matrix of two plans goes in, what is missing around them comes out: each gap with what was looked at and
what softens it.

A gap is a thing without a stated link of its own. What softens it is an inferred link, or one of what the
thing belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from goldthread.graph.errors import GoldthreadError
from goldthread.graph.query.searches import Looked
from goldthread.graph.results.answers import NONE_FOUND, Answer, Evidence, Thing
from goldthread.graph.results.base import Result
from goldthread.graph.text.dates import spoken
from goldthread.graph.text.english import listed, several

KINDS = {
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
NOT_RECORDED = "not recorded"


@dataclass(frozen=True)
class IndirectSupport:
    """A link or figure that softens a gap: inferred of the thing itself, or of what it belongs to, which is
    `through`."""

    answer: Answer
    through: Thing | None = None

    def leads_to(self, thing: Thing) -> str:
        """The thing or figure to which it leads."""
        ends = [
            end
            for end in (self.answer.subject, self.answer.object)
            if end and end.id != (self.through or thing).id
        ]
        return ": ".join([*(end.label for end in ends[:1]), *filter(None, [self.answer.value])])

    def words(self, thing: Thing) -> str:
        """What it leads to, how that is known, and through what."""
        carried = f"{self.answer.inverse or self.answer.relation} " if thing.type == "Board" else ""
        return (
            f"{carried}{self.leads_to(thing)} "
            f"({self.answer.basis}{f', through “{self.through.label}”' if self.through else ''})"
        )

    def to_json(self) -> dict[str, Any]:
        """The answer, with what it comes through."""
        return {"through": self.through.label if self.through else None, **self.answer.to_json()}


@dataclass(frozen=True)
class Gap:
    """One thing that lacks something; `under` is what it belongs to, `sort` which kind of deliverable it
    is."""

    kind: str
    plan: str
    thing: Thing
    under: str = ""
    softened: tuple[IndirectSupport, ...] = ()
    looked: tuple[Looked, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    sort: str = ""

    @property
    def basis(self) -> str:
        """Whether a reader looked and found none, or it is only that the graph records nothing."""
        return NONE_FOUND if self.looked else NOT_RECORDED

    @property
    def state(self) -> str:
        """Whether there is nothing at all, or something only indirectly."""
        return "only indirectly" if self.softened else "nothing at all"

    @property
    def softening(self) -> str:
        """What softens it, in words: the first two, how each is known, and through what."""
        ends: dict[str, IndirectSupport] = {}
        for softener in self.softened:
            ends.setdefault(softener.leads_to(self.thing), softener)
        told = [softener.words(self.thing) for softener in ends.values()]
        return listed(told, 2)

    def to_json(self) -> dict[str, Any]:
        """The gap with everything that was looked at and everything that softens it."""
        return {
            "kind": self.kind,
            "plan": self.plan,
            "sort": self.sort or None,
            "thing": vars(self.thing),
            "under": self.under or None,
            "state": self.state,
            "basis": self.basis,
            "looked_for": [search.to_json() for search in self.looked],
            "softened_by": [softener.to_json() for softener in self.softened],
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
        softened = sum(bool(gap.softened) for gap in mine)
        empty = Counter(gap.sort for gap in mine if not gap.softened)
        by_sort = tuple((sort, empty[sort]) for sort, _ in self.sorts)
        looked = sum(bool(gap.looked) for gap in mine)
        return replace(
            self, nothing=len(mine) - softened, indirectly=softened, looked=looked, nothing_by_sort=by_sort
        )


@dataclass(frozen=True)
class Gaps(Result):
    """All gaps, their counts, and the documents that the graph was made from, up to the day."""

    question: str
    text: str
    items: tuple[Gap, ...]
    tallies: tuple[Tally, ...]
    documents: tuple[tuple[str, str], ...]
    as_of: str | None = None

    columns = ("kind", "gap", "plan", "thing", "type", "under", "state", "softened_by", "basis", "looked_for", "looked_in",
               "document", "date", "place", "phrase", "thing_id")  # fmt: skip

    def rows(self) -> Iterator[dict[str, str]]:
        """A row a gap."""
        for gap in self.items:
            stands = (
                gap.evidence[0] if gap.evidence else Evidence(gap.thing.document, "", "", "", gap.thing.date)
            )
            values = (
                gap.kind, KINDS[gap.kind], gap.plan, gap.thing.label, gap.thing.type, gap.under, gap.state, gap.softening, gap.basis,
                "; ".join(search.asked for search in gap.looked), "; ".join(search.where for search in gap.looked),
                stands.document, stands.date, stands.place, stands.phrase, gap.thing.id,
            )  # fmt: skip
            yield dict(zip(self.columns, values, strict=True))

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
                "gap": KINDS[tally.kind],
                "plan": tally.plan,
                **{name: str(count) for name, count in counts.items()},
            }

    @property
    def read(self) -> str:
        """Which documents the graph was made from, in words."""
        dates = sorted(date for _, date in self.documents)
        span = (
            f", {spoken(dates[0])} to {spoken(dates[-1])}"
            if len(dates) > 1
            else f", {spoken(dates[0])}"
            if dates
            else ""
        )
        return f"{several(len(self.documents), 'document')}{span}"

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
    if wrong := [kind for kind in kinds if kind not in KINDS]:
        raise GoldthreadError(f"There is no gap called “{wrong[0]}”; take one of: {', '.join(KINDS)}")
    return [kind for kind in KINDS if not kinds or kind in kinds]


def told(gaps: Gaps) -> str:
    """The counts in sentences, one a plan and one for the boards, and what they were counted from; of many
    kinds only what is not there at all."""
    brief = len({tally.kind for tally in gaps.tallies}) > 1
    groups: dict[str, list[str]] = {}
    for tally in gaps.tallies:
        head, what = tally.plan, KINDS[tally.kind]
        if tally.kind == "boards":
            head, what = what.capitalize(), head
        groups.setdefault(head, []).append(f"{what}, {_counts(tally, brief=brief)}")
    sentences = [f"{head}: {'; '.join(mine)}." for head, mine in groups.items()]
    start = ["With nothing at all:"] if brief else []
    indirectly = [INDIRECTLY] if any(gap.softened for gap in gaps.items) else []
    return " ".join(
        [
            *start,
            *sentences,
            *indirectly,
            f"Counted from {gaps.read}; their silence is no proof that there is none.",
        ]
    )


def _counts(tally: Tally, *, brief: bool) -> str:
    if not tally.of:
        return "none is recorded at all"
    indirectly = (
        f", {tally.indirectly}{' more' if tally.nothing else ''} only indirectly"
        if tally.indirectly and not brief
        else ""
    )
    empty = dict(tally.nothing_by_sort)
    sorts = (
        [f"{empty[sort]} of {several(of, sort)}" for sort, of in tally.sorts]
        if len(tally.sorts) > 1 and not brief
        else []
    )
    of_sorts = f" ({', '.join(sorts)})" if sorts else ""
    return f"{tally.nothing} of {tally.of}{of_sorts}{indirectly}"
