"""A path and what to write go in; the file is whole in its place or untouched, because half a report is worse than none."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from goldthread.graph.errors import ExportError


def write(path: Path, content: str | bytes) -> Path:
    """Writes beside the file and moves into place; ExportError if the folder is missing or cannot be written."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise ExportError(f"{path}: cannot write there ({error.strerror}); name a folder that exists and is yours") from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise ExportError(f"{path}: cannot write it ({error.strerror}); close it elsewhere, or choose another name") from error
    return path
