"""Opens the graph kept at a place, and answers SPARQL over it with Oxigraph.

Because all answers come through `Store`, another engine is one more class beside this one."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import pyoxigraph
from pyoxigraph import Triple

from goldthread.graph.errors import StoreError
from goldthread.graph.store import cache, merge
from goldthread.graph.store.base import (
    Dataset,
    EngineAnswer,
    Store,
    Term,
    Values,
    Wants,
    damaged,
    is_damage,
)

__all__ = ["OxigraphStore", "Store", "open_store"]

if TYPE_CHECKING:
    from goldthread.graph.store.sandbox import ChildDied

T = TypeVar("T")


class OxigraphStore(Store):
    """A graph in memory or on disk. What is asked without GRAPH is asked of its default graph if that holds
    the merge (`merged`), or else of the union of its graphs, which is the merge where no statement stands in
    two of them. `mend` gives another copy, should this one prove damaged."""

    def __init__(
        self,
        engine: pyoxigraph.Store,
        mend: Callable[[], pyoxigraph.Store] | None = None,
        *,
        merged: bool = False,
        caveat: str | None = None,
    ) -> None:
        self._engine, self._mend, self._merged, self._caveat = engine, mend, merged, caveat

    def select(self, query: str, /, **values: Values) -> list[dict[str, Term]]:
        return self._mended(lambda: super(OxigraphStore, self).select(query, **values))

    def ask(self, query: str, /, **values: Values) -> bool:
        return self._mended(lambda: super(OxigraphStore, self).ask(query, **values))

    def construct(self, query: str, /, **values: Values) -> list[Triple]:
        return self._mended(lambda: super(OxigraphStore, self).construct(query, **values))

    def run(self, query: str, wants: Wants = "rows", graphs: Dataset | None = None) -> EngineAnswer:
        if graphs is not None:
            return merge.ask(self._engine, query, graphs)
        return self._engine.query(query, use_default_graph_as_union=not self._merged)

    def graphs(self) -> list[str]:
        return sorted(graph.value for graph in self._engine.named_graphs())

    def caveat(self, graphs: Dataset | None = None) -> str | None:
        return None if graphs else self._caveat

    def close(self) -> None:
        # The engine has no close: it lets go of a folder when nobody holds the object any more.
        self._engine = pyoxigraph.Store()

    def _mended(self, ask: Callable[[], T]) -> T:
        """The answer, asked a second time of another copy if the first proves damaged."""
        try:
            return ask()
        except (OSError, RuntimeError) as error:
            if not is_damage(error):
                raise
            if self._mend is None:
                raise damaged("The store", error) from None
        self._engine, self._mend = self._mend(), None
        return ask()


def open_store(where: str | os.PathLike[str] | None = None) -> Store:
    """The graph kept at a place, ready to be asked.

    The place is None for the graph built into the package, an RDF file, the folder of an Oxigraph store (only
    read), or the address of a SPARQL 1.1 endpoint. Raises StoreError, with what to do next, if there is
    nothing there, or not what it seems."""
    if where is None:
        return OxigraphStore(cache.built_in(), cache.remade, merged=True)
    place = os.fspath(where)
    if "://" in place:
        from goldthread.graph.store.remote import RemoteStore

        return RemoteStore(place)
    if os.path.isdir(place):
        from goldthread.graph.store.worker import WorkerStore

        return WorkerStore(place)
    from goldthread.graph.store import rdf_files

    return _in_memory(rdf_files.opened(_file(place)))


# Seconds and megabytes for opening the built-in graph or an endpoint, and for what has to be asked of it
# before a query; set by hand, and generous: an endpoint may take 30 seconds for each of three questions.
_OPENING = (120, 4096)


def prepared(where: str | None) -> dict[str, Any]:
    """Does what has to be done once for a place, such as making the cache, and gives what `open_prepared`
    needs to open it in a process that may be killed, with `limits` of seconds and megabytes for that. Raises
    StoreError as `open_store` does."""
    if where is None:
        cache.ready()
    elif "://" not in where:
        if os.path.isdir(where):
            from goldthread.graph.store import folder

            found = folder.looked_at(where)
            return {"where": where, "folder": list(found), "limits": list(found.limits)}
        from goldthread.graph.store import rdf_files

        return {"where": _file(where), "folder": None, "limits": list(rdf_files.limits(where))}
    return {"where": where, "folder": None, "limits": list(_OPENING)}


def unopened(place: dict[str, Any], death: ChildDied) -> StoreError:
    """The error for a place over whose opening the process that may be killed died."""
    where, found = place["where"], place["folder"]
    if found is not None:
        from goldthread.graph.store import folder

        return folder.died(where, death)
    if where is not None and "://" not in where:
        from goldthread.graph.store import rdf_files

        return rdf_files.unread(where, death)
    name = where or "of the built-in graph"
    return StoreError(
        f"The store {name} could not be opened: the process for it {death.in_words()}. Try again."
    )


def open_prepared(place: dict[str, Any], seconds: float = 30) -> Store:
    """The graph at a place for which `prepared` was done, opened in this process, whatever that may do to
    it; `seconds` is how long one answer of an endpoint may take."""
    where, found = place["where"], place["folder"]
    if found is not None:
        from goldthread.graph.store import folder

        opened = folder.Folder(*found)
        return OxigraphStore(_on_disk(opened.place), merged=opened.merged, caveat=opened.caveat)
    if where is None:
        return open_store()
    if "://" in where:
        from goldthread.graph.store.remote import RemoteStore

        store = RemoteStore(where, seconds, megabytes=256)  # this process has limits of its own
        store.graphs()  # which belongs to the opening, not to the query
        return store
    from goldthread.graph.store import rdf_files

    engine = pyoxigraph.Store()
    engine.bulk_extend(rdf_files.read(where))
    return _in_memory(engine)


def shut_in(place: dict[str, Any]) -> None:
    """In the process that opened it: from now on no file can be opened that does not belong to the store, and
    no connection made, where the system can; of an endpoint nothing is shut."""
    from goldthread.graph.store import sandbox

    where, found = place["where"], place["folder"]
    if found is not None:
        sandbox.deny_files_but(found[0])
    elif where is None or "://" not in where:
        sandbox.deny_files()


def _in_memory(engine: pyoxigraph.Store) -> Store:
    merged = not merge.one_graph(engine)
    if merged:
        merge.add(engine)
    return OxigraphStore(engine, merged=merged)


def _file(place: str) -> str:
    """The place, if there is a file; StoreError if there is none, or what may never end, a pipe or device."""
    if not os.path.isfile(place):
        from goldthread.graph.store import rdf_files

        shown = rdf_files.told(place)
        nothing = f"{shown} is no file" if os.path.exists(place) else f"There is nothing at {shown}"
        raise StoreError(
            f"{nothing}. Give an RDF file, the folder of an Oxigraph store, or the address of an endpoint."
        )
    return place


def _on_disk(place: str) -> pyoxigraph.Store:
    from goldthread.graph.store import folder

    try:
        return pyoxigraph.Store.read_only(place)
    except (OSError, RuntimeError) as error:
        raise folder.not_opened(place, error) from None
