"""Where the built-in records and the graph built of them lie in the installed package."""

from __future__ import annotations

from pathlib import Path

from goldthread.graph import folders

HERE = Path(__file__).parent
RECORDS = HERE / "records"
GRAPH = Path(folders.BUILT, folders.BUILT_GRAPH)
DIGEST = Path(folders.BUILT, folders.BUILT_DIGEST)
