"""Files that are whole in their place or not there, whatever happens to the process that writes them."""

from __future__ import annotations

import itertools
import os
import threading
import time
from collections.abc import Iterable, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# What is being written is called so until it is whole; hidden, so that no document has such a name.
ADDING = ".goldthread-adding-"
# Seconds; making a file and locking it takes a thousandth of one.
NEW = 10

_numbers = itertools.count()


def write_whole(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Writes a file, at once or in parts, beside its place and moves it there; OSError if that cannot be
    done, and nothing is left.

    A file that is replaced hands on its access rights. What a process that was killed left behind in the
    folder is removed on the way."""
    with _beside(path, content) as beside:
        beside.replace(path)


def write_together(files: Sequence[tuple[Path, bytes | Iterable[bytes]]]) -> None:
    """Writes several files, all of them or none: what was there before comes back if one cannot be put in
    its place (OSError)."""
    with ExitStack() as stack:
        ready = [(path, stack.enter_context(_beside(path, content))) for path, content in files]
        before: list[tuple[Path, bytes | None]] = []
        try:
            for path, beside in ready:
                before.append((path, path.read_bytes() if path.exists() else None))
                beside.replace(path)
        except BaseException:
            for path, old in before:
                with suppress(OSError):
                    path.unlink(missing_ok=True) if old is None else write_whole(path, old)
            raise


@contextmanager
def _beside(path: Path, content: bytes | Iterable[bytes]) -> Iterator[Path]:
    """A file with that content beside a place, gone at the end if it was not moved."""
    _sweep(path.parent)
    beside = path.parent / f"{ADDING}{os.getpid()}-{threading.get_ident()}-{next(_numbers)}"
    try:
        with suppress(FileNotFoundError):
            beside.unlink()  # of a dead process that had the same number
        how = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with open(os.open(beside, how, 0o666), "wb") as file:
            _lock(file.fileno(), wait=True)
            file.writelines([content] if isinstance(content, bytes) else content)
            file.flush()
            # Else a computer that loses its power could find the new name with nothing in it.
            os.fsync(file.fileno())
            if path.exists():
                os.chmod(beside, path.stat().st_mode & 0o777)
            if os.name == "nt":  # where no open file can be moved
                file.close()
            yield beside
    finally:
        with suppress(OSError):
            beside.unlink()


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
