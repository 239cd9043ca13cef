"""The names of plans, or dates, go in; what became of priorities, boards, partners, duties, indicators and deliverables comes out.

That something is no longer named is never taken for its end: only a document or a recorded change says that a thing is gone or new.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from goldthread.graph.compared import Became, Comparison, Step
from goldthread.graph.contents import KINDS, contents
from goldthread.graph.errors import GoldthreadError
from goldthread.graph.shifting import between, current
from goldthread.graph.sides import sides
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.succession import succession
from goldthread.graph.tallying import tally

BESIDE = "They are plans of different areas: neither follows the other, and `goldthread align` shows which part of one serves the other."
OPEN = "What is matched is inferred where it does not say stated. What only one side names is left open: silence is no end, and no beginning."


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
                list(Became).index(shift.change),
                [item.thing.label for item in (*shift.before, *shift.after)],
            )
        )
        steps.append(Step(compared[one], compared[two], tuple(found)))
    question = f"What changed from {' to '.join(side.label for side in compared)}?"
    counted = tally(store, compared, held, kinds)
    return Comparison(question, _told(steps, kinds), sides=tuple(compared), steps=tuple(steps), numbers=counted, only=only)


def _told(steps: Sequence[Step], kinds: Sequence[str]) -> str:
    """Each step in a sentence a kind; what was only named on one side is said to be just that."""
    told = []
    for step in steps:
        counts = [f"{kind}: {counted}" for kind in kinds if (counted := step.counted(kind, briefly=True))]
        same = " Both are dates of one plan." if step.after.continued else f" {BESIDE}" if step.side_by_side else ""
        told.append(f"From {step.before.label} to {step.after.label}.{same} {_capital('; '.join(counts))}.")
    return " ".join(told) + f" {OPEN}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
