"""A registered copy's file, which is whole in its place or not there."""

from __future__ import annotations

import os
import threading
import time
from contextlib import suppress
from pathlib import Path

# What is being written is called so until it is whole; hidden, so that no document has such a name.
ADDING = ".adding-"
# Seconds; making a file and locking it takes a thousandth of one.
NEW = 10
# In bytes. Set by hand on 21 November 2026, far above any plan: what is larger is an archive or a scan with
# pictures.
MOST_BYTES = 200_000_000


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file beside its place and moves it there; OSError if that cannot be done, and nothing is left.

    What a process that was killed left behind is removed on the way."""
    _sweep(path.parent)
    beside = path.parent / f"{ADDING}{os.getpid()}-{threading.get_ident()}"
    try:
        with suppress(FileNotFoundError):
            beside.unlink()  # of a dead process that had the same number
        how = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with open(os.open(beside, how, 0o666), "wb") as file:
            _lock(file.fileno(), wait=True)
            file.write(content)
            file.flush()
            # Else a computer that loses its power could find the new name with nothing in it.
            os.fsync(file.fileno())
            if os.name == "nt":  # where no open file can be moved
                file.close()
            beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def _sweep(folder: Path) -> None:
    """Removes what was left behind; what a process still writes is locked, and stays."""
    with suppress(OSError):
        for entry in os.scandir(folder):
            if entry.name.startswith(ADDING):
                with suppress(OSError), open(entry.path, "rb") as file:
                    _lock(file.fileno(), wait=False)
                    about = os.fstat(file.fileno())
                    # An empty one may have been made this moment, and not be locked yet.
                    if about.st_size or time.time() - about.st_mtime > NEW:
                        os.unlink(entry.path)


def _lock(handle: int, wait: bool) -> None:
    """Locks an open file until it is closed; OSError, unless one waits, if another process has."""
    try:
        import fcntl
    except ImportError:  # Windows, which lets nobody remove an open file
        return
    fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
