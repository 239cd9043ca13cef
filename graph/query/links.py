"""Links of the graph as answers, each with its ends and its evidence: the one place where a link is read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from goldthread.graph.query.library import describe, evidence, known, local, on_day, run, value
from goldthread.graph.results.answers import NONE_FOUND, SUGGESTED, Answer
from goldthread.graph.store.base import NamedNode
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.dates import day_of

BASIS_ORDER = ("stated", "inferred", "suggested", "none found")


class LinkReader:
    """Many links read with three queries: what they say, what their ends are, and where they stand; as known
    on `day`.

    A command that needs links for several purposes reads them all at once and then asks for each purpose's
    own, because every query is a round trip where the graph is kept behind an endpoint.
    """

    def __init__(
        self,
        store: Store,
        nodes: Iterable[str],
        as_of: str | None = None,
        *,
        suggested: bool = False,
        beside: tuple[Iterable[str], Iterable[str]] = ((), ()),
    ) -> None:
        """`beside` are nodes of other things to describe, and of others whose evidence is read, too."""
        self.day = day = day_of(as_of)
        wanted = list(dict.fromkeys(nodes))
        unsaid = {NONE_FOUND} if suggested else {NONE_FOUND, SUGGESTED}
        found = run(store, "link-details", link=[NamedNode(node) for node in wanted], **on_day(day))
        rows = {value(row, "link"): row for row in found if value(row, "basis") not in unsaid}
        ends = [value(row, end) for row in rows.values() for end in ("subject", "object")]
        self.things = things = describe(store, [*ends, *beside[0]], day)
        self.places = places = evidence(store, [*rows, *beside[1]])
        self._answers = {
            link: Answer(
                subject=things[value(row, "subject")],
                relation=value(row, "words") or local(value(row, "property")),
                object=things[value(row, "object")],
                **known(row),
                evidence=places[link],
                property=local(value(row, "property")),
                inverse=value(row, "inverse"),
            )
            for link, row in rows.items()
        }

    def answers(self, nodes: Iterable[str]) -> list[Answer]:
        """What these of the links say, newest statement first; without those not known on the day."""
        read = (self._answers.get(node) for node in dict.fromkeys(nodes))
        return merged(answer for answer in read if answer)


def links(
    store: Store, nodes: Iterable[str], as_of: str | None = None, *, suggested: bool = False
) -> list[Answer]:
    """What each link says, as known on a day, newest statement first.

    Suggested links are left out unless asked for; a search that found nothing is no link.
    """
    wanted = list(nodes)
    return LinkReader(store, wanted, as_of, suggested=suggested).answers(wanted)


def merged(answers: Iterable[Answer]) -> list[Answer]:
    """Answers that say the same, on one day and basis, as one with all their evidence; newest first.

    What differs in its period is not the same: a lead until 2022 and again since 2024 are two answers, the
    one that still runs first. A statement that gives no period joins the only one that does.
    """
    alike: dict[tuple[str, ...], list[Answer]] = {}
    for answer in answers:
        key = (answer.subject.id, answer.property, _target(answer), answer.basis, answer.as_at or "")
        alike.setdefault(key, []).append(answer)
    kept = [answer for group in alike.values() for answer in _by_period(group)]
    return sorted(kept, key=_newest_first)


def _by_period(answers: Sequence[Answer]) -> list[Answer]:
    """Answers alike but for their period, one for each period, with all the evidence for it."""
    periods: dict[tuple[str | None, str | None], list[Answer]] = {}
    for answer in answers:
        periods.setdefault((answer.from_, answer.until), []).append(answer)
    undated = periods.pop((None, None), [])
    if len(periods) == 1:
        return [_joined(answers, next(iter(periods)))]
    if undated:
        periods[None, None] = undated
    return [_joined(group, period) for period, group in periods.items()]


def _joined(answers: Sequence[Answer], period: tuple[str | None, str | None]) -> Answer:
    """One answer of those that say the same, with the evidence of all and the first reasoning."""
    places = tuple(dict.fromkeys(place for answer in answers for place in answer.evidence))
    why = next((answer.why for answer in answers if answer.why), None)
    return replace(answers[0], evidence=places, why=why, from_=period[0], until=period[1])


def _target(answer: Answer) -> str:
    return answer.object.id if answer.object else answer.value or ""


def _newest_first(answer: Answer) -> tuple[str, int, bool, str, str, str, str]:
    label = answer.object.label if answer.object else answer.value or ""
    basis, ended = BASIS_ORDER.index(answer.basis), answer.until is not None
    day, since = _latest_first(answer.as_at or "0000"), _latest_first(answer.from_ or "0000")
    return day, basis, ended, answer.property, answer.subject.label, label, since


def _latest_first(date: str) -> str:
    # Dates are text: the newest comes first by the complement of each character, what has none comes last.
    return "".join(chr(0x10FFFF - ord(character)) for character in date.ljust(10, "~"))
