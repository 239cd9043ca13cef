"""The built-in graph's file goes in; the graph, opened for questions, comes out.

Because an on-disk store opens in 10 ms whatever its size, where reading 20,000 quads takes 60 ms each time,
the file is read once into a store in the user's cache folder, named by the file's digest, and opened from
there."""

from __future__ import annotations

import contextlib
import os

from pyoxigraph import RdfFormat, Store

from goldthread.graph.errors import StoreError
from goldthread.graph.paths import BUILT, BUILT_DIGEST, BUILT_GRAPH, cache_folder

_HOUR = 3600.0


def built_in() -> Store:
    """The built-in graph: from the cache, made there on first use; read into memory where there can be no
    cache.

    Raises StoreError if the package holds no built graph, or one that is not the one its digest names.
    """
    place = _place()
    if place is None:
        return _in_memory()
    store = _opened(place)
    if store is None:
        _make(place)
        store = _opened(place)
    return store or _in_memory()


def remade() -> Store:
    """The built-in graph anew, after its copy in the cache was found damaged: that copy is dropped first."""
    place = _place()
    if place is not None:
        _drop(place)
    return built_in()


def _place() -> str | None:
    cache = cache_folder()
    return cache and os.path.join(cache, _digest())


def _digest() -> str:
    try:
        with open(os.path.join(BUILT, BUILT_DIGEST), encoding="ascii") as file:
            digest = file.read(64)
    except (OSError, UnicodeDecodeError):
        digest = ""
    if not _is_digest(digest):
        raise StoreError(
            f"There is no built-in graph in {BUILT}: run `goldthread build`, or install goldthread again."
        )
    return digest


def _is_digest(name: str) -> bool:
    return len(name) == 64 and not name.strip("0123456789abcdef")


def _opened(place: str) -> Store | None:
    if not os.path.isdir(place):
        return None
    try:
        store = Store.read_only(place)
        next(iter(store), None)
    except (OSError, RuntimeError):
        _drop(place)
        return None
    return store


def _drop(place: str) -> None:
    """Out of the way in one step first, so that nobody opens what is half deleted."""
    import shutil
    import tempfile

    with contextlib.suppress(OSError):
        aside = tempfile.mkdtemp(prefix="broken-", dir=os.path.dirname(place))
        with contextlib.suppress(OSError):
            os.rename(place, os.path.join(aside, "store"))
        shutil.rmtree(aside, ignore_errors=True)


def _make(place: str) -> None:
    """A store at that place, made beside it and moved there whole; nothing, if another process was first or
    there is no room."""
    import shutil
    import tempfile

    cache = os.path.dirname(place)
    try:
        os.makedirs(cache, mode=0o700, exist_ok=True)
        making = tempfile.mkdtemp(prefix="making-", dir=cache)
    except OSError:
        return
    try:
        _fill(Store(making))
        os.rename(making, place)
        _remove_older(cache, os.path.basename(place))
    except (OSError, RuntimeError):
        pass
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _fill(store: Store) -> None:
    _check()
    store.bulk_load(path=_file(), format=RdfFormat.TRIG)
    store.flush()


def _in_memory() -> Store:
    _check()
    store = Store()
    store.load(path=_file(), format=RdfFormat.TRIG)
    return store


def _file() -> str:
    return os.path.join(BUILT, BUILT_GRAPH)


def _check() -> None:
    import hashlib

    try:
        with open(_file(), "rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise StoreError(
            f"The built-in graph cannot be read ({error}): run `goldthread build`, or install "
            f"goldthread again."
        ) from None
    if found != _digest():
        raise StoreError(
            f"{_file()} is not the file that goldthread.sha256 names: run `goldthread build`, or "
            f"install goldthread again."
        )


def _remove_older(cache: str, current: str) -> None:
    import shutil
    import time

    for entry in os.scandir(cache):
        left_over = (
            entry.name.startswith(("making-", "broken-")) and time.time() - entry.stat().st_mtime > _HOUR
        )
        if left_over or (_is_digest(entry.name) and entry.name != current):
            shutil.rmtree(entry.path, ignore_errors=True)
