"""How long a command takes from cold, beside a click command that does nothing: medians of pairs run in turn.

    python tests/bench/cold_start.py [RUNS]

Prints seconds and ratios; a machine's speed drifts, so it is the ratio that counts.
"""

from __future__ import annotations

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
)


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def main(runs: int = 20) -> None:
    with tempfile.TemporaryDirectory() as folder:
        nothing = Path(folder) / "nothing.py"
        nothing.write_text(NOTHING)
        idle = [sys.executable, str(nothing)]
        program = str(Path(sys.executable).with_name("goldthread"))
        for asked in ASKED:
            command = [program, *asked]
            seconds(command), seconds(idle)
            pairs = [(seconds(command), seconds(idle)) for _ in range(runs)]
            ours, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
            ratio = statistics.median(a / b for a, b in pairs)
            print(f"{' '.join(asked):45} {ours:.3f} s   nothing {theirs:.3f} s   ratio {ratio:.2f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
