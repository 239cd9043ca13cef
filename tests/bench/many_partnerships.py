"""Makes a graph of so many statements from the records of invented partnerships.

    python tests/bench/many_partnerships.py FOLDER [--triples 1000000]

Writes FOLDER/records, FOLDER/graph.nq and FOLDER/store (an on-disk store for `--store`) and prints how long
each step took. The same number makes the same bytes: no clock, no chance."""

from __future__ import annotations

import argparse
import csv
import hashlib
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox
from invented import SHAPE, TABLES, Cells, Place

from goldthread.graph.rdf.builder import build
from goldthread.graph.tables.reader import read

PER_ROW = 34.3
IN_A_REGION = 5
COMPASS = ("North", "South", "East", "West")
T = TypeVar("T")


def places(rows: int) -> Iterator[Place]:
    """The nation, then region after region with its partnerships, until they have so many rows."""
    nation = Place("Albany", "nation")
    yield nation
    made = len(nation.things)
    for number in range(len(COMPASS) * len(SHAPE["words"]["start"])):
        region = Place(f"{COMPASS[number % 4]} {SHAPE['words']['start'][number // 4]}shire", "region", nation)
        for place in (
            region,
            *(Place(_town(IN_A_REGION * number + at), "partnership", region) for at in range(IN_A_REGION)),
        ):
            if made >= rows:
                return
            made += len(place.things)
            yield place
    raise ValueError(f"the word lists name places for {made:,} rows at most")


def write(root: Path, triples: int) -> int:
    """Writes the record tables of about so many statements below a folder; how many partnerships they are
    of."""
    partnerships = 0
    for place in places(round(triples / PER_ROW)):
        tables: dict[tuple[str, str], list[Cells]] = {}
        for thing, cells in place.rows():
            tables.setdefault((thing.folder, thing.table), []).append(cells)
        for (folder, table), rows in tables.items():
            path = root / folder / f"{table}.csv"
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("w", newline="", encoding="utf-8") as file:
                used = [
                    column.name
                    for column in TABLES[table].columns
                    if any(row.get(column.name) for row in rows)
                ]
                writer = csv.DictWriter(file, used, extrasaction="ignore", lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
        partnerships += place.level == "partnership"
    return partnerships


def main() -> None:
    arguments = argparse.ArgumentParser(
        description="Makes records, a graph and a store of many invented partnerships."
    )
    arguments.add_argument("folder", type=Path, help="An empty or new folder, outside the checkout.")
    arguments.add_argument(
        "--triples", type=int, default=1_000_000, help="About how many statements (default: a million)."
    )
    asked = arguments.parse_args()
    records, graph, store = (asked.folder / name for name in ("records", "graph.nq", "store"))
    partnerships = timed("writing the records", lambda: write(records, asked.triples))
    rows = timed("reading them", lambda: read(records))
    built = timed("building the graph", lambda: build(rows))
    timed("writing graph.nq", lambda: graph.write_text(built, encoding="utf-8"))
    timed("loading the store", lambda: load(graph, store))
    print(f"{partnerships} partnerships, {len(rows.rows):,} rows, {built.count(chr(10)):,} statements")
    print(f"sha256 of graph.nq: {hashlib.sha256(built.encode()).hexdigest()}")


def load(graph: Path, folder: Path) -> None:
    """The graph's file as an on-disk store in a new folder."""
    store = ox.Store(str(folder))
    store.bulk_load(path=str(graph), format=ox.RdfFormat.N_QUADS)
    store.flush()


def timed(step: str, work: Callable[[], T]) -> T:
    """What the work gives; prints how long it took, and the most memory that the process has had so far."""
    start = time.perf_counter()
    done = work()
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1024 if sys.platform == "linux" else 1024**2
    )
    print(f"{step:22} {time.perf_counter() - start:7.1f} s   memory so far {megabytes:7,.0f} MB", flush=True)
    return done


def _town(number: int) -> str:
    starts, ends = SHAPE["words"]["start"], SHAPE["words"]["end"]
    at, turn = number % len(starts), number // len(starts)
    return f"{starts[at]}{ends[(7 * at + turn) % len(ends)]}"


if __name__ == "__main__":
    main()
