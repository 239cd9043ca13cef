"""Writes a file whole or not at all, because half a report is worse than none."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from goldthread.graph.errors import ExportError


def write_atomically(path: Path, content: str | bytes) -> Path:
    """Writes beside the file and moves into place; ExportError if the folder is missing or cannot be written.

    A link is followed; a device or pipe, such as /dev/stdout, is written as it is.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    place = Path(os.path.realpath(path))
    try:
        # Nothing can be moved into the place of a device or pipe.
        if place.exists() and not place.is_file():
            path.write_bytes(data)
            return path
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=".goldthread-")
    except OSError as error:
        raise ExportError(
            f"{path}: cannot write there ({error.strerror}); name a folder that exists and is yours"
        ) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(name, _rights(place))
        os.replace(name, place)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise ExportError(
            f"{path}: cannot write it ({error.strerror}); close it elsewhere, or choose another name"
        ) from error
    return path


def _rights(place: Path) -> int:
    """The access rights of the file that is replaced, else those that the system gives a new file."""
    if place.exists():
        return place.stat().st_mode & 0o777
    # The mask can only be read by setting it.
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask
