"""Times every named query on the built-in graph, slowest first.

    python tests/bench/named_queries.py [ROUNDS]

A query for people is asked about everything, as `goldthread query --name` does without parameters; one for
programs that takes a thing, about one with many links, as the code does. Every solution is read; seconds are
medians of the rounds. None should take more than a second."""

from __future__ import annotations

import statistics
import sys
import time
from typing import NamedTuple

from pyoxigraph import Literal

from goldthread.graph.query.library import Question, iri, questions, run
from goldthread.graph.store.base import Values
from goldthread.graph.store.oxigraph import Store, open_store

# The most that a query may take, in seconds: a person waits for it on the telephone.
SLOW = 1.0
EXECUTIVE = iri("leeds/board/safer-leeds-executive")
# What the parameters of queries for programs are bound to; the Executive is the board with most links.
ABOUT: dict[str, Values] = {
    "thing": EXECUTIVE,
    "body": EXECUTIVE,
    "row": EXECUTIVE,
    "link": iri("leeds/board/safer-leeds-executive#reports_to"),
    "word": Literal("crime"),
}


class Timed(NamedTuple):
    """What one query took, and how many rows it gave."""

    seconds: float
    name: str
    rows: int
    audience: str


def timed(store: Store, query: Question, rounds: int) -> Timed:
    """A query's median time."""
    bound = {name: ABOUT[name] for name in query.parameters if query.for_programs and name in ABOUT}
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        rows = len(run(store, query.name, **bound))
        times.append(time.perf_counter() - start)
    audience = "programs" if query.for_programs else "people"
    return Timed(statistics.median(times), query.name, rows, audience)


def main(rounds: int = 3) -> None:
    with open_store() as store:
        found = sorted((timed(store, query, rounds) for query in questions()), reverse=True)
    print(f"{'named query':50} {'for':8} {'seconds':>8} {'rows':>8}")
    for one in found:
        print(f"{one.name:50} {one.audience:8} {one.seconds:8.3f} {one.rows:8,}")
    slow = [one.name for one in found if one.seconds > SLOW]
    print(f"{len(slow)} of {len(found)} take more than {SLOW:g} s" + f": {', '.join(slow)}" * bool(slow))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
