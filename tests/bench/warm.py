"""Times the verbs of the Python interface when warm, beside the bare SPARQL that each runs.

    python tests/bench/warm.py [STORE] [ROUNDS]

Each verb is asked once to warm up and once with a store that notes the SPARQL it runs; then the verb and the
same texts, straight through pyoxigraph with every solution's values read, take turns. Milliseconds are
medians; STORE `-` is the built-in graph."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterable

import pyoxigraph as ox

from goldthread.graph.api import Graph
from goldthread.graph.errors import NameNotFound
from goldthread.graph.store import cache
from goldthread.graph.store.base import Dataset, EngineAnswer, Wants
from goldthread.graph.store.oxigraph import OxigraphStore

ASKED = """
owner: hate crime strategic board
owner: female offender plan
owner: campaigns against hate crime
owner: Anti-Social Behaviour Board
owner: LASBT
find: community trigger
find: LASBT
find: hat crim strategc bord
show: hate crime strategic board
show: Safer Leeds Executive
show: Safer Stronger Communities Plan
show: West Yorkshire Police
trace: campaigns against hate crime
trace: female offender plan
trace: hate crime
measure: rough sleeping
measure: hate crimes
compare: 2018 | 2021
align:
ask: Who chairs the Anti-Social Behaviour Board?
ask: Under which priority are the campaigns against hate crime?
ask: Which board oversees the Leeds Reducing Reoffending Strategy?
ask: By how much did all crime fall in Harehills?
ask: How many shared priorities does the plan have?
"""


class Noting(OxigraphStore):
    """A store that notes the text of every query that it runs."""

    def __init__(self, engine: ox.Store, *, merged: bool) -> None:
        super().__init__(engine, merged=merged)
        self.texts: list[str] = []

    def run(self, query: str, wants: Wants = "rows", graphs: Dataset | None = None) -> EngineAnswer:
        self.texts.append(query)
        return super().run(query, wants, graphs)


def bare(engine: ox.Store, texts: Iterable[str], *, merged: bool) -> int:
    """Runs the texts on the engine alone and reads every value of every solution; how many rows they gave."""
    rows = 0
    for text in texts:
        found = engine.query(text, use_default_graph_as_union=not merged)
        rows += len([tuple(row) for row in found]) if isinstance(found, ox.QuerySolutions) else 1
    return rows


def milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)


def compared(line: str, engine: ox.Store, rounds: int, *, merged: bool) -> float | None:
    """Prints one verb's line; its ratio, or None if the face has no such verb or nothing of that name."""
    verb, _, rest = line.partition(":")
    words = [word.strip() for word in rest.split("|") if word.strip()]
    noting, plain = Noting(engine, merged=merged), OxigraphStore(engine, merged=merged)
    asked, noted = (getattr(Graph(store), verb, None) for store in (plain, noting))
    if asked is None or noted is None:
        print(f"{line[:52]:52} not a verb of the face")
        return None
    try:
        asked(*words), noted(*words)
    except NameNotFound as error:
        print(f"{line[:52]:52} {str(error).splitlines()[0][:60]}")
        return None
    rows = bare(engine, noting.texts, merged=merged)
    pairs = [
        (
            milliseconds(lambda: asked(*words)),
            milliseconds(lambda: bare(engine, noting.texts, merged=merged)),
        )
        for _ in range(rounds)
    ]
    ours, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"{line[:52]:52} {ours:8.2f} {theirs:8.2f} {ratio:6.2f} {len(noting.texts):8} {rows:6}", flush=True)
    return ratio


def main(where: str = "-", rounds: int = 15) -> None:
    engine, merged = cache.built_in() if where == "-" else ox.Store.read_only(where), where == "-"
    print(f"{'verb':52} {'verb ms':>8} {'bare ms':>8} {'ratio':>6} {'queries':>8} {'rows':>6}")
    found = {line: compared(line, engine, rounds, merged=merged) for line in ASKED.strip().splitlines()}
    ratios = {line: ratio for line, ratio in found.items() if ratio is not None}
    worst = max(ratios, key=lambda line: ratios[line])
    print(f"Median ratio {statistics.median(ratios.values()):.2f}; greatest {ratios[worst]:.2f} ({worst})")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "-", int(sys.argv[2]) if len(sys.argv) > 2 else 15)
