"""The built-in graph, opened from an on-disk store in the user's cache folder.

Because such a store opens in 10 ms whatever its size, where reading 230,000 quads takes two seconds each
time, the file is read only once; the store is named by the file's digest, so a new graph never meets an old
store. Its default graph is the merge of its named graphs."""

from __future__ import annotations

import contextlib
import os

from pyoxigraph import RdfFormat, Store, parse, serialize

from goldthread.graph import paths
from goldthread.graph.errors import StoreError
from goldthread.graph.store import cache_folder, merge

# What helps against a missing or damaged built-in graph, for the two kinds of people who meet one.
ADVICE = "install goldthread again, or in a checkout run `goldthread build --built-in`"

# How the stores are made, after the digest in their names; those made in another way are made again.
_WAY = "-merge"
_DOING = "Making the built-in graph ready, once"


def built_in() -> Store:
    """The built-in graph: from the cache, made there on first use, or in memory where there can be no cache.

    Raises StoreError if the package holds no built graph, or another than its digest names."""
    place = ready()
    store = place and _opened(place)
    if place and not store:
        cache_folder.drop(place)
        place = ready()
        store = place and _opened(place)
    return store or _in_memory()


def ready() -> str | None:
    """Where the built-in graph lies in the cache, made there if it is not yet; None where there can be none.

    Raises StoreError as `built_in` does."""
    return cache_folder.entry(_digest() + _WAY, _fill, _DOING, _ours)


def remade() -> Store:
    """The built-in graph from a fresh copy, after the one in the cache was found damaged."""
    drop()
    return built_in()


def drop() -> None:
    """Deletes the copy in the cache, because it was found damaged."""
    cache = paths.cache_folder()
    if cache is not None:
        cache_folder.drop(os.path.join(cache, _digest() + _WAY))


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


def _ours(names: list[str]) -> list[str]:
    """Those names that are of stores of a built-in graph, made in this way or the older one."""
    return [name for name in names if _is_digest(name[:64]) and name[64:] in ("", _WAY)]


def _opened(place: str) -> Store | None:
    """The store at that place; None if it is broken."""
    with contextlib.suppress(OSError, RuntimeError):
        store = Store.read_only(place)
        next(iter(store), None)  # some damage shows only when a statement is read
        return store
    return None


def _fill(place: str) -> None:
    """Loads the graph's file twice: as it is, and without its graphs; that is faster than copying on the disk
    from one to the other. The graph has no blank nodes, so both are of the same things."""
    check()
    store = Store(place)
    store.bulk_load(path=paths.GRAPH, format=RdfFormat.TRIG)
    statements = (quad.triple for quad in parse(path=paths.GRAPH, format=RdfFormat.TRIG))
    store.bulk_load(serialize(statements, format=RdfFormat.N_TRIPLES), RdfFormat.N_TRIPLES)
    store.flush()


def _in_memory() -> Store:
    check()
    store = Store()
    store.bulk_load(path=paths.GRAPH, format=RdfFormat.TRIG)
    merge.add(store)
    return store


def check() -> None:
    """Raises StoreError if the graph's file is not the one that its digest names."""
    import hashlib

    try:
        with open(paths.GRAPH, "rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        raise StoreError(f"There is no built-in graph in {os.path.dirname(paths.GRAPH)}: {ADVICE}.") from None
    except OSError as error:
        raise StoreError(f"The built-in graph cannot be read ({error}): {ADVICE}.") from None
    if found != _digest():
        raise StoreError(f"{paths.GRAPH} is not the file that goldthread.sha256 names: {ADVICE}.")
