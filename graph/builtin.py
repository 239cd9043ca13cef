"""Where the built-in records and the graph built of them lie in the installed package."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
RECORDS = HERE / "records"
GRAPH = HERE / "built" / "goldthread.trig"
DIGEST = HERE / "built" / "goldthread.sha256"
