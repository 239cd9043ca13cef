"""Links of the graph go in, answers with their evidence come out: the one place where a link becomes
something to read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pyoxigraph as ox

from goldthread.graph.query.library import describe, evidence, known, local, run, value
from goldthread.graph.results.answers import NONE_FOUND, SUGGESTED, Answer
from goldthread.graph.store.oxigraph import Store

BASIS_ORDER = ("stated", "inferred", "suggested", "none found")


def links(
    store: Store, nodes: Iterable[str], as_of: str | None = None, *, suggested: bool = False
) -> list[Answer]:
    """What each link says, as known on a day, newest statement first; suggested links only if asked for, none
    that was not found."""
    unsaid = {NONE_FOUND} if suggested else {NONE_FOUND, SUGGESTED}
    wanted = [ox.NamedNode(node) for node in dict.fromkeys(nodes)]
    day = {"asOf": ox.Literal(as_of)} if as_of else {}
    rows = {value(row, "link"): row for row in run(store, "link-details", link=wanted, **day)}
    things = describe(
        store, [value(row, end) for row in rows.values() for end in ("subject", "object")], as_of
    )
    places = evidence(store, rows)
    answers = [
        Answer(
            subject=things[value(row, "subject")],
            relation=value(row, "words") or local(value(row, "property")),
            object=things[value(row, "object")],
            **known(row),
            evidence=places[link],
            property=local(value(row, "property")),
            inverse=value(row, "inverse"),
        )
        for link, row in rows.items()
        if value(row, "basis") not in unsaid
    ]
    return merged(answers)


def merged(answers: Iterable[Answer]) -> list[Answer]:
    """Answers that say the same on the same day of the same basis become one with all their evidence, newest
    first."""
    kept: dict[tuple[str, str, str, str, str], Answer] = {}
    for answer in answers:
        target = answer.object.id if answer.object else answer.value or ""
        key = (answer.subject.id, answer.property, target, answer.basis, answer.as_at or "")
        if earlier := kept.get(key):
            places = tuple(dict.fromkeys([*earlier.evidence, *answer.evidence]))
            answer = replace(
                earlier, evidence=places, why=earlier.why or answer.why, from_=earlier.from_ or answer.from_
            )
        kept[key] = answer
    return sorted(kept.values(), key=_newest)


def _newest(answer: Answer) -> tuple[str, int, str, str, str]:
    day = "".join(chr(0x10FFFF - ord(character)) for character in (answer.as_at or "0000").ljust(10, "~"))
    target = answer.object.label if answer.object else answer.value or ""
    return day, BASIS_ORDER.index(answer.basis), answer.property, answer.subject.label, target
