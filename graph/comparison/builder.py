"""The sides of a comparison go in; how many things of each kind each names comes out, as counted and as the
documents print it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from goldthread.graph.comparison.changes import between, current
from goldthread.graph.comparison.contents import KINDS, Contents, Item, contents
from goldthread.graph.comparison.lineage import succession
from goldthread.graph.comparison.model import ChangeKind, Comparison, Interval
from goldthread.graph.comparison.sides import Side, sides
from goldthread.graph.errors import GoldthreadError
from goldthread.graph.measures.observations import Observation, figures_of
from goldthread.graph.query.library import describe, identifier, iri, run, value
from goldthread.graph.query.names import words
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.english import capital

MOST_LISTS, FEWEST_IN_LIST = 3, 3


def tally(
    store: Store, sides: Sequence[Side], held: Sequence[Contents], kinds: Iterable[str]
) -> tuple[Mapping[str, str], ...]:
    """A row for each kind and each list of it, a column for each side; below it what documents print as the
    number."""
    rows: list[dict[str, str]] = []
    for kind in kinds:
        items = [contents.items[kind] for contents in held]
        rows.append(
            {"what": kind, **{side.asked: str(len(mine)) for side, mine in zip(sides, items, strict=True)}}
        )
        headings = sorted({item.heading for mine in items for item in mine.values()})
        for heading in headings if len(headings) > 1 else ():
            listed = [[item for item in mine.values() if item.heading == heading] for mine in items]
            numbers = {
                side.asked: _number(store, kind, mine) for side, mine in zip(sides, listed, strict=True)
            }
            rows.append({"what": f"of which {heading}", **numbers})
        printed = [_printed(store, side, kind) for side in sides]
        if any(printed):
            rows.append(
                {
                    "what": f"{kind}, as printed",
                    **{side.asked: each for side, each in zip(sides, printed, strict=True)},
                }
            )
    return tuple(rows)


def _number(store: Store, kind: str, items: Sequence[Item]) -> str:
    """How many there are; of priorities that stand in two or three separate lists, how many in each."""
    lists = _lists(items) if kind == "priorities" else {}
    names = describe(store, [iri(section).value for section in lists])
    parts = [f"{number} in {names[iri(section).value].label}" for section, number in lists.items()]
    return f"{len(items)}: {', '.join(parts)}" if parts else str(len(items))


def _lists(items: Sequence[Item]) -> dict[str, int]:
    """The two or three sections, if there are such, that print all the things between them, each several of
    them."""
    left = list(items)
    lists: dict[str, int] = {}
    while left and len(lists) < MOST_LISTS:
        sections = Counter(
            section
            for item in left
            for section in {place.section for place in item.evidence if place.section}
        )
        section, number = max(sections.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0))
        if number < FEWEST_IN_LIST:
            return {}
        lists[section] = number
        left = [item for item in left if section not in {place.section for place in item.evidence}]
    return lists if len(lists) > 1 and not left else {}


def _printed(store: Store, side: Side, kind: str) -> str:
    """What documents print as the number of a plan's things of a kind, each with its place."""
    rows = [row for row in run(store, "figures-about", thing=iri(side.plan.id)) if value(row, "figure")]
    figures = {identifier(value(row, "figure")) for row in rows}
    measures = sorted({value(row, "measure") for row in rows})
    labels = describe(store, measures)
    counted = [
        identifier(measure) for measure in measures if set(words(kind)) & set(words(labels[measure].label))
    ]
    found = [
        one for each in figures_of(store, counted, side.day).values() for one in each if one.id in figures
    ]
    return "; ".join(map(_cited, found))


def _cited(one: Observation) -> str:
    return f"{one.printed} ({one.evidence[0].reference})" if one.evidence else one.printed


# MERGED: The names of plans, or dates, go in; what became of priorities, boards, partners, duties, indicators
# and deliverables comes out.
#
# That something is no longer named is never taken for its end: only a document or a recorded change says that
# a thing is gone or new.

BESIDE = (
    "They are plans of different areas: neither follows the other, and `goldthread align` shows which "
    "part of one serves the other."
)
OPEN = (
    "What is matched is inferred where it does not say stated. What only one side names is left open: "
    "silence is no end, and no beginning."
)


def compare(store: Store, texts: Sequence[str], only: str | None = None) -> Comparison:
    """What changed from one plan, or date, to the next; `only` is one of the kinds in `KINDS`.

    Raises GoldthreadError if a name is of no plan that can be compared, or there are not two different ones.
    """
    if len(texts) < 2:
        raise GoldthreadError("Give two plans or dates to compare, such as: goldthread compare 2018 2021")
    if only and only not in KINDS:
        raise GoldthreadError(f"“{only}” cannot be compared; give one of {', '.join(KINDS)}")
    compared, known, kinds = sides(store, texts), succession(store), [only] if only else list(KINDS)
    held = [current(contents(store, side), known, side) for side in compared]
    steps = []
    for one, two in pairwise(range(len(compared))):
        both = between(store, known, (compared[one], compared[two]), (held[one], held[two]))
        found = [shift for kind in kinds for shift in both.shifts(kind)]
        found.sort(
            key=lambda shift: (
                kinds.index(shift.kind),
                list(ChangeKind).index(shift.change),
                [item.thing.label for item in (*shift.before, *shift.after)],
            )
        )
        steps.append(Interval(compared[one], compared[two], tuple(found)))
    question = f"What changed from {' to '.join(side.label for side in compared)}?"
    counted = tally(store, compared, held, kinds)
    return Comparison(
        question, _told(steps, kinds), sides=tuple(compared), steps=tuple(steps), numbers=counted, only=only
    )


def _told(steps: Sequence[Interval], kinds: Sequence[str]) -> str:
    """Each step in a sentence a kind; what was only named on one side is said to be just that."""
    told = []
    for step in steps:
        counts = [f"{kind}: {counted}" for kind in kinds if (counted := step.counted(kind, briefly=True))]
        same = (
            " Both are dates of one plan."
            if step.after.continued
            else f" {BESIDE}"
            if step.side_by_side
            else ""
        )
        told.append(f"From {step.before.label} to {step.after.label}.{same} {capital('; '.join(counts))}.")
    return " ".join(told) + f" {OPEN}"
