"""The cache folder, in which each thing is made once, by one process while others wait.

Because a process may be killed at any moment, a thing is made beside its place and moved there whole. Whoever
makes one holds the folder's lock; so what lies there half made while nobody holds it is nobody's work, and
the next start sweeps it away. A thing keeps a list of its files, because what was changed later, by a fault
of the disk or by another program, could make the engine read without an end, or answer wrongly."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator

from goldthread.graph import paths

# Half-made and half-deleted things; whatever bears such a name is ours to sweep.
_HALF_DONE = ("making-", "broken-")
_LOCK = "lock"
_LIST = "files.txt"  # in each thing: its other files, as they were when it was made
# Files in which the engine keeps no statements, and which change when a store is only opened.
_NO_DATA = ("LOG", "LOCK", "OPTIONS", _LIST)

# Seconds for which a process waits while another makes something; it then does without. Set by hand: the
# built-in graph takes about 4 seconds, and about 40 beside twenty other first starts on two processors.
_PATIENCE = 120.0
_PAUSE = 0.05  # seconds between two tries for the lock: less than a person notices

_listeners: list[Callable[[str], None]] = []


def listen(listener: Callable[[str], None]) -> None:
    """From now on tells that listener, and no other, what is being made, in words for a person who waits."""
    _listeners[:] = [listener]


def entry(
    name: str, fill: Callable[[str], None], doing: str, stale: Callable[[list[str]], Iterable[str]]
) -> str | None:
    """The path of the thing of that name in the cache, made there by `fill` if it is not there whole.

    `fill` is given the path of an empty folder; `doing` tells a person what takes so long; `stale` is given
    the names of the other things, those made first in front, and says which go. None where there can be no
    cache: the user wants none, it cannot be written, or another process takes too long. Raises what `fill`
    raises, but for OSError and RuntimeError."""
    cache = paths.cache_folder()
    if cache is None:
        return None
    place = os.path.join(cache, name)
    try:
        if _is_whole(place):
            _sweep_if_free(cache)
            return place
        os.makedirs(cache, mode=0o700, exist_ok=True)
        with _locked(cache, f"Waiting for another process: {doing[0].lower()}{doing[1:]}"):
            if not _is_whole(place):
                _tell(doing)
                _set_aside(cache, place)
                _make(cache, place, fill)
                _remove(cache, stale(_others(cache, name)))
    except (OSError, RuntimeError):
        return None
    return place


def data_files(place: str) -> str:
    """Size, time of change and name of each file of a store that holds data, a line each; OSError if the
    folder cannot be read."""
    found = [(entry.name, entry.stat()) for entry in os.scandir(place) if not entry.name.startswith(_NO_DATA)]
    return "".join(f"{about.st_size} {about.st_mtime_ns} {name!r}\n" for name, about in sorted(found))


def _is_whole(place: str) -> bool:
    """Whether a thing is there, with its files as they were made."""
    try:
        with open(os.path.join(place, _LIST), encoding="utf-8") as file:
            return file.read() == data_files(place)
    except (OSError, UnicodeDecodeError):
        return False


def _tell(words: str) -> None:
    for listener in _listeners:
        listener(words)


def drop(place: str) -> None:
    """Deletes a thing."""
    cache = os.path.dirname(place)
    with contextlib.suppress(OSError), _locked(cache, "Waiting for another process"):
        _set_aside(cache, place)
        _sweep(cache)


def _set_aside(cache: str, place: str) -> None:
    """Puts what is in a place out of the way, in one step, so that nobody opens what is half deleted; the
    next sweep takes it. Needs the lock."""
    import tempfile

    if os.path.lexists(place):
        aside = tempfile.mkdtemp(prefix="broken-", dir=cache)
        os.rename(place, os.path.join(aside, "store"))


def _make(cache: str, place: str, fill: Callable[[str], None]) -> None:
    """Makes a thing beside its place, then moves it there; leaves nothing else behind. Needs the lock."""
    import tempfile

    _sweep(cache)
    making = tempfile.mkdtemp(prefix="making-", dir=cache)
    try:
        fill(making)
        with open(os.path.join(making, _LIST), "w", encoding="utf-8") as file:
            file.write(data_files(making))
        _to_disk(making)
        os.rename(making, place)
    finally:
        _sweep(cache)


def _to_disk(folder: str) -> None:
    """Asks the system to put a folder's files on the disk, so that not even a loss of power leaves half."""
    for path in [*(found.path for found in os.scandir(folder) if found.is_file()), folder]:
        with contextlib.suppress(OSError):  # Windows opens no folders
            handle = os.open(path, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def _sweep_if_free(cache: str) -> None:
    """Sweeps up what is half done, unless another process is at work on it."""
    if any(found.startswith(_HALF_DONE) for found in os.listdir(cache)):
        with contextlib.suppress(OSError), _locked(cache, "", patience=0.0):
            _sweep(cache)


def _sweep(cache: str) -> None:
    _remove(cache, [name for name in os.listdir(cache) if name.startswith(_HALF_DONE)])


def _others(cache: str, name: str) -> list[str]:
    """The names of the other things in the cache, in the order in which they were made."""
    found = [(entry.stat().st_mtime_ns, entry.name) for entry in os.scandir(cache) if entry.is_dir()]
    return [other for _, other in sorted(found) if other != name]


def _remove(cache: str, names: Iterable[str]) -> None:
    import shutil

    for name in names:
        shutil.rmtree(os.path.join(cache, name), ignore_errors=True)


@contextlib.contextmanager
def _locked(cache: str, waiting: str, patience: float | None = None) -> Iterator[None]:
    """Holds the lock, which the system takes from a process that dies; OSError if another keeps it too
    long."""
    until = time.monotonic() + (_PATIENCE if patience is None else patience)
    with open(os.path.join(cache, _LOCK), "ab") as file:
        told = False
        while not _taken(file.fileno()):
            if time.monotonic() >= until:
                raise TimeoutError("another process holds the cache")
            if not told:
                told = True
                _tell(waiting)
            time.sleep(_PAUSE)
        yield  # closing the file gives the lock back


def _taken(handle: int) -> bool:
    """Whether the lock is now ours; OSError where the system or the disk has no locks."""
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
