"""Writes the reference pages into a folder, `docs` unless another is named."""

from __future__ import annotations

import sys
from pathlib import Path

from goldthread.exports.reference.pages import write_reference

for path in write_reference(Path(sys.argv[1] if len(sys.argv) > 1 else "docs")):
    print(path)
