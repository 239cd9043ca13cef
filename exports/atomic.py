"""Writes files whole or not at all, because half a report is worse than none."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from goldthread.graph.errors import ExportError
from goldthread.graph.text.whole_file import write_together

Content = str | bytes | Iterable[bytes]


def write_atomically(path: Path, content: Content) -> Path:
    """Writes beside the file, at once or in parts, and moves into place; ExportError if the folder is missing
    or cannot be written.

    A link is followed; a device or pipe, such as /dev/stdout, is written as it is.
    """
    return write_all([(path, content)])[0]


def write_all(files: Sequence[tuple[Path, Content]]) -> list[Path]:
    """Writes several files that belong together, all of them or none, as `write_atomically` writes one."""
    plain = []
    for path, content in files:
        data = content.encode("utf-8") if isinstance(content, str) else content
        place = Path(os.path.realpath(path))
        # Nothing can be moved into the place of a device or pipe.
        if place.exists() and not place.is_file():
            _passed_on(path, data)
        else:
            plain.append((place, data))
    try:
        write_together(plain)
    except OSError as error:
        at = next((path for path, _ in files if error.filename is None or _is_at(path, error)), files[0][0])
        raise ExportError(
            f"{at}: cannot write there ({error.strerror}); name a folder that exists, is yours and has room, "
            f"and close the file elsewhere"
        ) from error
    return [path for path, _ in files]


def _passed_on(path: Path, data: bytes | Iterable[bytes]) -> None:
    try:
        with path.open("wb") as file:
            file.writelines([data] if isinstance(data, bytes) else data)
    except OSError as error:
        raise ExportError(f"{path}: cannot write there ({error.strerror}); name another file") from error


def _is_at(path: Path, error: OSError) -> bool:
    return os.path.dirname(str(error.filename)) == os.path.dirname(os.path.realpath(path))
