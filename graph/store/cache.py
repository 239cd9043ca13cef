"""The built-in graph, opened from an on-disk store in the user's cache folder.

Because such a store opens in 10 ms whatever its size, where reading 20,000 quads takes 60 ms each time, the
file is read only once; the store is named by the file's digest, so a new graph never meets an old store."""

from __future__ import annotations

import contextlib
import os

from pyoxigraph import RdfFormat, Store

from goldthread.graph import paths
from goldthread.graph.errors import StoreError

# What helps against a missing or damaged built-in graph, for the two kinds of people who meet one.
ADVICE = "install goldthread again, or in a checkout run `goldthread build --built-in`"

# Seconds after which a half-made store is nobody's work any more; set by hand (filling one takes about 3).
_LEFT_OVER = 3600.0


def built_in() -> Store:
    """The built-in graph: from the cache, made there on first use, or in memory where there can be no cache.

    Raises StoreError if the package holds no built graph, or another than its digest names."""
    place = _place()
    if place is None:
        return _in_memory()
    store = _opened(place)
    if store is None:
        _make(place)
        store = _opened(place)
    return store or _in_memory()


def remade() -> Store:
    """The built-in graph from a fresh copy, after the one in the cache was found damaged."""
    place = _place()
    if place is not None:
        _drop(place)
    return built_in()


def _place() -> str | None:
    """Where the store belongs in the cache; None if the user wants no cache."""
    cache = paths.cache_folder()
    return cache and os.path.join(cache, _digest())


def _digest() -> str:
    try:
        with open(paths.DIGEST, encoding="ascii") as file:
            digest = file.read(64)
    except (OSError, UnicodeDecodeError):
        digest = ""
    if not _is_digest(digest):
        raise StoreError(f"There is no built-in graph in {os.path.dirname(paths.DIGEST)}: {ADVICE}.")
    return digest


def _is_digest(name: str) -> bool:
    return len(name) == 64 and not name.strip("0123456789abcdef")


def _opened(place: str) -> Store | None:
    """The store at that place; None if there is none or it is broken, and then it is dropped."""
    if not os.path.isdir(place):
        return None
    try:
        store = Store.read_only(place)
        next(iter(store), None)  # some damage shows only when a statement is read
    except (OSError, RuntimeError):
        _drop(place)
        return None
    return store


def _drop(place: str) -> None:
    """Deletes a store, out of the way in one step first, so that nobody opens what is half deleted."""
    import shutil
    import tempfile

    with contextlib.suppress(OSError):
        aside = tempfile.mkdtemp(prefix="broken-", dir=os.path.dirname(place))
        with contextlib.suppress(OSError):
            os.rename(place, os.path.join(aside, "store"))
        shutil.rmtree(aside, ignore_errors=True)


def _make(place: str) -> None:
    """Makes a store at that place: beside it, then moved there whole.

    Leaves nothing if another process was first or there is no room; the caller then reads into memory."""
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
    store.bulk_load(path=paths.GRAPH, format=RdfFormat.TRIG)
    store.flush()


def _in_memory() -> Store:
    _check()
    store = Store()
    store.load(path=paths.GRAPH, format=RdfFormat.TRIG)
    return store


def _check() -> None:
    """Raises StoreError if the graph's file is not the one that its digest names."""
    import hashlib

    try:
        with open(paths.GRAPH, "rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise StoreError(f"The built-in graph cannot be read ({error}): {ADVICE}.") from None
    if found != _digest():
        raise StoreError(f"{paths.GRAPH} is not the file that goldthread.sha256 names: {ADVICE}.")


def _remove_older(cache: str, current: str) -> None:
    """Deletes the stores of older graphs and what other processes left half done; nothing else."""
    import shutil
    import time

    for entry in os.scandir(cache):
        half_done = entry.name.startswith(("making-", "broken-"))
        left_over = half_done and time.time() - entry.stat().st_mtime > _LEFT_OVER
        older = _is_digest(entry.name) and entry.name != current
        if left_over or older:
            shutil.rmtree(entry.path, ignore_errors=True)
