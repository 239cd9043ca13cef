"""Times commands from a cold start, beside a click command that does nothing.

    python tests/bench/cold_start.py [RUNS] [COMMAND ...]

Prints medians of pairs run in turn, in seconds, and ratios; a machine's speed drifts, so it is the ratio that
counts. Each command runs once before, unmeasured, and leaves its modules compiled in a folder of this run, as
an installed package has them."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

NOTHING = "import click\n@click.command()\ndef main(): pass\nmain()\n"
ASKED = (
    ("owner", "hate crime strategic board"),
    ("owner", "female offender plan"),
    ("show", "hate crime strategic board"),
    ("trace", "campaigns against hate crime"),
    ("find", "LASBT"),
    ("ask", "Who chairs the Anti-Social Behaviour Board?"),
    ("ask", "By how much did all crime fall in Harehills?"),
    ("measure", "police reported hate incidents"),
    ("align",),
    ("align", "--gaps"),
    ("compare", "2018", "2021"),
    ("query", "--name", "documents"),
    ("questions",),
)


def compiled_in(folder: str) -> dict[str, str]:
    """The environment in which Python keeps in that folder what it has compiled, and no document is
    registered."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": folder, "GOLDTHREAD_SOURCES": f"{folder}/no-sources"}


def seconds(command: list[str], environment: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return time.perf_counter() - start


def main(runs: int = 20, *wanted: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        environment = compiled_in(folder)
        nothing = Path(folder) / "nothing.py"
        nothing.write_text(NOTHING)
        idle = [sys.executable, str(nothing)]
        program = str(Path(sys.executable).with_name("goldthread"))
        for asked in (line for line in ASKED if not wanted or line[0] in wanted):
            command = [program, *asked]
            seconds(command, environment), seconds(idle, environment)
            pairs = [(seconds(command, environment), seconds(idle, environment)) for _ in range(runs)]
            ours, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
            ratio = statistics.median(a / b for a, b in pairs)
            print(f"{' '.join(asked):52} {ours:.3f} s   nothing {theirs:.3f} s   ratio {ratio:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20, *sys.argv[2:])
