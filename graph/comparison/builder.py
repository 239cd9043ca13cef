"""Sets plans or dates against each other: what changed from each to the next, and how much each names.

That something is no longer named is never taken for its end: only a document or a recorded change says that
a thing is gone or new.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from goldthread.graph.comparison.changes import ChangeFinder
from goldthread.graph.comparison.contents import COMPARED, Contents, Item, contents
from goldthread.graph.comparison.lineage import succession
from goldthread.graph.comparison.model import Change, ChangeKind, Comparison, Interval
from goldthread.graph.comparison.sides import Side, sides
from goldthread.graph.comparison.transition import Transition, current, transition
from goldthread.graph.errors import GoldthreadError
from goldthread.graph.measures.observations import Observation, figures_of
from goldthread.graph.query.library import describe, identifier, iri, run, value
from goldthread.graph.query.names import words
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.english import capital

BESIDE = (
    "They are plans of different areas: neither follows the other, and `goldthread align` shows which "
    "part of one serves the other."
)
OPEN = (
    "What is matched is inferred where it does not say stated. What only one side names is left open: "
    "silence is no end, and no beginning."
)
# A plan that prints its priorities in several lists prints two or three, each of three or more: with fewer in
# a list, any section that happens to name a priority would count as one. Set by hand on the built-in plans.
MOST_LISTS, FEWEST_IN_LIST = 3, 3


def compare(store: Store, texts: Sequence[str], only: str | None = None) -> Comparison:
    """What changed from one plan, or date, to the next; `only` is one of the kinds in `COMPARED`.

    Raises GoldthreadError if a name is of no plan that can be compared, or there are not two different ones.
    """
    if len(texts) < 2:
        raise GoldthreadError("Give two plans or dates to compare, such as: goldthread compare 2018 2021")
    if only and only not in COMPARED:
        raise GoldthreadError(f"“{only}” cannot be compared; give one of {', '.join(COMPARED)}")
    compared, known, kinds = sides(store, texts), succession(store), [only] if only else list(COMPARED)
    held = [current(contents(store, side), known, side) for side in compared]
    steps = tuple(
        Interval(before, after, _changes(transition(store, known, (before, after), (earlier, later)), kinds))
        for (before, earlier), (after, later) in pairwise(zip(compared, held, strict=True))
    )
    question = f"What changed from {' to '.join(side.label for side in compared)}?"
    numbers = _numbers(store, compared, held, kinds)
    return Comparison(question, _summary(steps, kinds), tuple(compared), steps, numbers, only)


def _changes(step: Transition, kinds: Sequence[str]) -> tuple[Change, ...]:
    """All that changed in a step, by kind, then by what became of it, then by name."""
    found = [change for kind in kinds for change in ChangeFinder(step, kind).changes()]
    order = list(ChangeKind)

    def place(change: Change) -> tuple[int, int, list[str]]:
        labels = [item.thing.label for item in (*change.before, *change.after)]
        return kinds.index(change.kind), order.index(change.change), labels

    return tuple(sorted(found, key=place))


def _summary(steps: Sequence[Interval], kinds: Sequence[str]) -> str:
    """Each step in a sentence a kind; what was only named on one side is said to be just that."""
    sentences = []
    for step in steps:
        counts = [f"{kind}: {counted}" for kind in kinds if (counted := step.counted(kind, briefly=True))]
        sides = f"From {step.before.label} to {step.after.label}."
        sentences.append(f"{sides}{_relation(step)} {capital('; '.join(counts))}.")
    return " ".join([*sentences, OPEN])


def _relation(step: Interval) -> str:
    """How two sides are related if the one is no later plan of the same area."""
    if step.after.continued:
        return " Both are dates of one plan."
    return f" {BESIDE}" if step.side_by_side else ""


def _numbers(
    store: Store, sides: Sequence[Side], held: Sequence[Contents], kinds: Iterable[str]
) -> tuple[Mapping[str, str], ...]:
    """A row for each kind and each list of it, a column for each side; below it what documents print as the
    number."""
    rows: list[dict[str, str]] = []
    for kind in kinds:
        items = [list(contents.items[kind].values()) for contents in held]
        rows.append(_row(kind, sides, (str(len(mine)) for mine in items)))
        rows += _rows_by_list(store, sides, kind, items)
        printed = [_printed(store, side, kind) for side in sides]
        if any(printed):
            rows.append(_row(f"{kind}, as printed", sides, printed))
    return tuple(rows)


def _row(what: str, sides: Sequence[Side], numbers: Iterable[str]) -> dict[str, str]:
    return {"what": what, **{side.asked: number for side, number in zip(sides, numbers, strict=True)}}


def _rows_by_list(
    store: Store, sides: Sequence[Side], kind: str, items: Sequence[Sequence[Item]]
) -> Iterator[dict[str, str]]:
    """A row for each list of a kind, if there are several."""
    headings = sorted({item.heading for mine in items for item in mine})
    if len(headings) < 2:
        return
    for heading in headings:
        listed = [[item for item in mine if item.heading == heading] for mine in items]
        yield _row(f"of which {heading}", sides, [_number(store, kind, mine) for mine in listed])


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
        counts = Counter(section for item in left for section in _sections(item))
        section, number = max(counts.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0))
        if number < FEWEST_IN_LIST:
            return {}
        lists[section] = number
        left = [item for item in left if section not in _sections(item)]
    return lists if len(lists) > 1 and not left else {}


def _sections(item: Item) -> set[str]:
    """The sections in which a thing stands."""
    return {place.section for place in item.evidence if place.section}


def _printed(store: Store, side: Side, kind: str) -> str:
    """What documents print as the number of a plan's things of a kind, each with its place."""
    rows = [row for row in run(store, "figures-about", thing=iri(side.plan.id)) if value(row, "figure")]
    figures = {identifier(value(row, "figure")) for row in rows}
    measures = sorted({value(row, "measure") for row in rows})
    labels = describe(store, measures)
    # A measure that counts the kind has its noun in its name, such as “Number of priorities”.
    counting = [
        identifier(measure) for measure in measures if set(words(kind)) & set(words(labels[measure].label))
    ]
    found = figures_of(store, counting, side.day).values()
    return "; ".join(_cited(one) for each in found for one in each if one.id in figures)


def _cited(one: Observation) -> str:
    return f"{one.printed} ({one.evidence[0].reference})" if one.evidence else one.printed
