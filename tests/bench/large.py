"""Times commands on a big store, beside the same on the built-in graph.

    python tests/bench/many_partnerships.py /tmp/many
    python tests/bench/large.py /tmp/many/store [RUNS] [COMMAND ...]

Whole processes, in turn on the one graph and the other, after one that compiles the modules; seconds are
medians, memory is the most that one process had. What a command asks about is chosen alike in each graph: of
every kind the thing with most links."""

from __future__ import annotations

import json
import os
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goldthread.graph.store.oxigraph import Store

COMMANDS = """
owner BOARD
owner PRIORITY
owner DELIVERABLE
trace DELIVERABLE
trace PRIORITY
find BOARD
find TYPO
show BOARD
show PLAN
show MEASURE
ask "Who chairs the BOARD?"
ask "Which board owns DELIVERABLE?"
ask "How many deliverables does the PLAN have?"
align
align --gaps
compare PLAN OTHERPLAN
measure MEASURE
query --name documents
query --name golden-thread --seconds 300
query --name deliverables-without-board --seconds 300
query "SELECT ?class (COUNT(*) AS ?n) { ?thing a ?class } GROUP BY ?class"
questions
picture BOARD -o page.html
export -o graph.csv
export -o graph.graphml
"""
CLASSES = {
    "BOARD": "gt:Board",
    "PRIORITY": "gt:Priority",
    "DELIVERABLE": "gt:Deliverable",
    "MEASURE": "gt:Measure",
    "PLAN": "gt:Plan",
}
HUB = """PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX gt: <https://w3id.org/goldthread/ns#>
PREFIX owl: <http://www.w3.org/2002/07/owl#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?id (SAMPLE(?name) AS ?label) (COUNT(DISTINCT ?link) AS ?links) {{
  ?thing a {cls} ; dcterms:identifier ?id ; skos:prefLabel ?name .
  {{ ?link owl:annotatedSource ?thing }} UNION {{ ?link owl:annotatedTarget ?thing }}
  {more}
}}
GROUP BY ?id ORDER BY DESC(?links) ?id LIMIT 2"""
LISTS = "?priority a gt:Priority ; dcterms:isPartOf ?thing ."


@dataclass(frozen=True)
class Run:
    """What one process took, and what it complained of if it failed."""

    seconds: float
    megabytes: float
    complaint: str = ""


def hubs(store: Store) -> dict[str, str]:
    """The names of the best connected thing of each kind, by the word that stands for it in a command."""
    found = {word: _labels(store, cls)[0] for word, cls in CLASSES.items() if word != "PLAN"}
    found["PLAN"], found["OTHERPLAN"] = _labels(store, CLASSES["PLAN"], LISTS)
    return found | {"TYPO": found["BOARD"][:-3] + found["BOARD"][-2:]}


def _labels(store: Store, cls: str, more: str = "") -> list[str]:
    return [row["label"].value for row in store.select(HUB.format(cls=cls, more=more))]


def filled(command: str, names: dict[str, str]) -> list[str]:
    """A command's words, with the names in the places of the words in capitals."""
    words = shlex.split(command)
    for place in sorted(names, key=len, reverse=True):
        words = [
            word.replace(place, names[place]) if place in word.replace("?", " ").split() else word
            for word in words
        ]
    return words


def run(words: list[str], folder: str) -> Run:
    """One process: its time by the clock, its memory at its most, its children's included."""
    program = str(Path(sys.executable).with_name("goldthread"))
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = {
        **kept,
        "PYTHONPYCACHEPREFIX": str(Path(folder, "compiled")),
        "GOLDTHREAD_SOURCES": str(Path(folder, "none")),
    }
    with tempfile.TemporaryFile() as complaint:
        start = time.perf_counter()
        child = subprocess.Popen(
            [program, *words], stdout=subprocess.DEVNULL, stderr=complaint, cwd=folder, env=environment
        )
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        complaint.seek(0)
        said = complaint.read().decode(errors="replace").strip().splitlines()
    size = usage.ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)
    return Run(seconds, size, said[-1] if child.returncode not in (0, 1) and said else "")


def compared(
    command: str, small: dict[str, str], large: dict[str, str], where: str, runs: int
) -> tuple[float, str]:
    """The seconds on the large graph, and the line to print."""
    pairs = []
    store = [] if command == "questions" else ["--store", where]
    with tempfile.TemporaryDirectory() as folder:
        run(filled(command, small), folder)
        for _ in range(runs):
            pairs.append(
                (run(filled(command, small), folder), run([*filled(command, large), *store], folder))
            )
    ours, theirs = (
        Run(statistics.median(r.seconds for r in side), max(r.megabytes for r in side), side[0].complaint)
        for side in zip(*pairs, strict=True)
    )
    for graph, one in (("built-in", ours), ("large", theirs)):
        if one.complaint:
            return 0.0, f"{command[:44]:44}   fails on the {graph} graph: {one.complaint[:100]}"
    ratio = theirs.seconds / ours.seconds
    line = (
        f"{command[:44]:44} {ours.seconds:7.3f} {ours.megabytes:6.0f}   {theirs.seconds:7.3f} "
        f"{theirs.megabytes:6.0f}   {ratio:6.1f}"
    )
    return theirs.seconds, line


def known(where: str | None) -> dict[str, str]:
    """The names in a graph and the number of its statements, found in a process of its own: what this process
    holds in memory would be counted as its children's."""
    script = f"import json, large; print(json.dumps(large.looked_up({where!r})))"
    found = subprocess.run(
        [sys.executable, "-c", script], cwd=Path(__file__).parent, capture_output=True, text=True, check=True
    )
    names: dict[str, str] = json.loads(found.stdout)
    return names


def looked_up(where: str | None) -> dict[str, str]:
    """The names of the best connected things, and under `statements` how many the graph has."""
    from goldthread.graph.store.oxigraph import open_store

    with open_store(where) as store:
        count = store.select("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")[0]["n"].value
        return {**hubs(store), "statements": f"{int(count):,}"}


def main(where: str, runs: int = 5, *wanted: str) -> None:
    small, large = known(None), known(os.path.abspath(where))
    print(
        f"Statements: built-in {small.pop('statements')}, large {large.pop('statements')}; {runs} "
        f"runs each, in turn"
    )
    for place, name in large.items():
        print(f"  {place:12} {small[place]} | {name}")
    print(
        f"{'':44} {'built-in':>14}   {'large':>14}\n"
        f"{'command':44} {'s':>7} {'MB':>6}   {'s':>7} {'MB':>6}   {'ratio':>6}"
    )
    slowest = (0.0, "")
    for command in COMMANDS.strip().splitlines():
        if not wanted or command.split()[0] in wanted:
            seconds, line = compared(command, small, large, os.path.abspath(where), runs)
            print(line, flush=True)
            slowest = max(slowest, (seconds, command))
    print(f"Slowest on the large graph: {slowest[1]}, {slowest[0]:.2f} s")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 5, *sys.argv[3:])
