"""Where the built-in records and the graph built of them lie in the installed package."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

HERE = Path(str(files(__package__)))
RECORDS = HERE / "records"
GRAPH = HERE / "built" / "goldthread.nq"
DIGEST = HERE / "built" / "goldthread.sha256"
