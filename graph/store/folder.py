"""An on-disk store of a person's own, whose default graph may be anything.

Because a statement that stands in two of its graphs would count twice, such a folder is looked at when it is
first met: where statements repeat, a copy with the merge as its default graph is kept in the cache and asked
in its place. What was found is remembered until one of the folder's files changes. Looking and copying are
done in a child, because a damaged folder can end the process that reads it."""

from __future__ import annotations

import os
from typing import Any, NamedTuple

from pyoxigraph import Store

from goldthread.graph.errors import StoreError
from goldthread.graph.store import cache_folder, merge, sandbox
from goldthread.graph.store.base import DAMAGE, damaged

# Set by hand: a folder of 500 MB holds some 2.5 million statements, which take 8 seconds to look at and about
# a minute to copy. What is larger is asked as it is, with a word of warning beside what counts.
_LARGEST = 500  # megabytes
# Entries for folders that the cache keeps; beyond, those go that were made first.
_MOST_KEPT = 8

_FOUND = "found.txt"  # in an entry for a folder that needs no copy: what its default graph is

_ADVICE = (
    "Count with DISTINCT, or inside GRAPH; docs/stores.md says how to make a store that holds the merge."
)
_CAVEATS = {
    "repeating": (
        "Some statements stand in several graphs of this store, and what is asked without GRAPH meets each "
        f"of them as often, so that a count may be too high. {_ADVICE}"
    ),
    "unknown": (
        "This store is too large to find out whether statements stand in several of its graphs; what is "
        f"asked without GRAPH would meet those as often, so that a count may be too high. {_ADVICE}"
    ),
}


class Folder(NamedTuple):
    """Where to open a store, and how to ask it: by its default graph if that is `merged`, or else by the
    union of its graphs; `megabytes` is its size, and `caveat` says what a count of it means, where it may be
    wrong."""

    place: str
    merged: bool
    megabytes: int = 0
    caveat: str | None = None

    @property
    def limits(self) -> sandbox.Limits:
        """What opening it may take, and each question of ours."""
        # Set by hand: our questions take less than a second in a store of 200 MB. Over damage the engine
        # fills a gigabyte in some three seconds, and would go on.
        return sandbox.Limits(10 + self.megabytes // 10, min(1000 + 4 * self.megabytes, 4096))


def looked_at(place: str) -> Folder:
    """What a folder is, and where it is best asked. Raises StoreError if it is no store that can be read."""
    try:
        files = cache_folder.data_files(place)
    except OSError as error:
        raise not_opened(place, error) from None
    megabytes = sum(int(line.split()[0]) for line in files.splitlines()) >> 20
    if megabytes > _LARGEST:
        return _judged(place, "unknown", megabytes)
    group = f"folder-{_short(os.path.realpath(place))}-"
    kept = cache_folder.entry(
        group + _short(files),
        lambda target: _write(target, _look(place, target, megabytes)),
        f"Looking for repeated statements in {place}, once",
        lambda others: _stale(others, group),
    )
    if kept is None:
        return _judged(place, _look(place, None, megabytes), megabytes)
    try:
        with open(os.path.join(kept, _FOUND), encoding="ascii") as file:
            return _judged(place, file.read(), megabytes)
    except FileNotFoundError:
        return Folder(kept, merged=True, megabytes=megabytes)


def not_opened(place: str, reason: object) -> StoreError:
    """The error for a folder that cannot be opened."""
    if DAMAGE in str(reason):
        return damaged(f"The store {place}", reason)
    return StoreError(
        f"The folder {place} is no Oxigraph store that can be opened ({reason}). Make one with `oxigraph "
        f"load`."
    )


def died(place: str, death: sandbox.ChildDied) -> StoreError:
    """The error for a folder over which the process that reads it died."""
    return StoreError(
        f"Reading the store {place} {death.in_words()}; it may be damaged. Try again, or make it again from "
        f"its source file."
    )


def _judged(place: str, found: str, megabytes: int) -> Folder:
    return Folder(os.path.abspath(place), found == "merged", megabytes, _CAVEATS.get(found))


def _stale(names: list[str], group: str) -> list[str]:
    """Of the cache's entries those for an earlier state of the folder, and those of the most that are kept
    that were made first."""
    folders = [name for name in names if name.startswith("folder-")]
    return [name for name in folders if name.startswith(group)] + folders[: max(0, len(folders) - _MOST_KEPT)]


def _short(text: str) -> str:
    import hashlib

    return hashlib.sha256(text.encode(errors="surrogateescape")).hexdigest()[:20]


def _write(target: str, found: str) -> None:
    if found != "repeating":
        with open(os.path.join(target, _FOUND), "w", encoding="ascii") as file:
            file.write(found)


def _look(place: str, target: str | None, megabytes: int) -> merge.Kind:
    """What a child finds of a folder, after it has copied the merge to `target` if that is needed."""
    # A start for small stores, and ten times the seconds and twice the memory that large sound ones took when
    # measured, set by hand: first for looking, in which most damage shows, then for copying.
    looking = sandbox.Limits(seconds=10 + megabytes // 5, megabytes=400 + 4 * megabytes)
    copying = sandbox.Limits(seconds=20 + megabytes, megabytes=600 + 2 * megabytes)
    request = {"place": os.path.abspath(place), "name": place, "target": target, "copying": copying}
    try:
        answer, _ = sandbox.run_in_child(__name__, request, copying, looking)
    except sandbox.ChildDied as death:
        raise died(place, death) from None
    if answer["uncopied"]:
        raise OSError(answer["uncopied"])  # no room: the cache does without, and the caller with a caveat
    found: merge.Kind = answer["kind"]
    return found


def _answer(request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """In the child: looks at the folder, and copies it."""
    try:
        engine = Store.read_only(request["place"])
        _read_terms(engine)
        found = merge.kind(engine)
    except (OSError, RuntimeError) as error:
        raise not_opened(request["name"], error) from None
    sandbox.opened(sandbox.Limits(*request["copying"]))
    uncopied = ""
    if found == "repeating" and request["target"]:
        try:
            merge.copy(engine, Store(request["target"]))
        except (OSError, RuntimeError) as error:
            uncopied = str(error)
    return {"kind": found, "uncopied": uncopied}, b""


def _read_terms(engine: Store) -> None:
    """Reads every term once, because over one that cannot be read a query goes on, as if a function had
    failed: its rows would be missing without a word."""
    for place in ("?term ?p ?o", "?s ?term ?o", "?s ?p ?term"):
        found = engine.query(f"SELECT DISTINCT ?term {{ {place} }}", use_default_graph_as_union=True)
        for _ in found:  # type: ignore[union-attr]
            pass


if __name__ == "__main__":
    sandbox.serve(_answer)
