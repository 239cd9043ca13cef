"""Opens the graph kept at a place, and answers SPARQL over it with Oxigraph.

Because all answers come through `Store`, another engine is one more class beside this one."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TypeVar

import pyoxigraph
from pyoxigraph import Triple

from goldthread.graph.errors import StoreError
from goldthread.graph.store import cache
from goldthread.graph.store.base import EngineAnswer, Store, Term, Values, Wants

__all__ = ["OxigraphStore", "Store", "open_store"]

T = TypeVar("T")


class OxigraphStore(Store):
    """A graph in memory or on disk; `mend` gives another copy, should this one prove damaged."""

    def __init__(self, engine: pyoxigraph.Store, mend: Callable[[], pyoxigraph.Store] | None = None) -> None:
        self._engine, self._mend = engine, mend

    def select(self, query: str, /, **values: Values) -> list[dict[str, Term]]:
        return self._mended(lambda: super(OxigraphStore, self).select(query, **values))

    def ask(self, query: str, /, **values: Values) -> bool:
        return self._mended(lambda: super(OxigraphStore, self).ask(query, **values))

    def construct(self, query: str, /, **values: Values) -> list[Triple]:
        return self._mended(lambda: super(OxigraphStore, self).construct(query, **values))

    def run(self, query: str, wants: Wants = "rows", *, own_graphs: bool = False) -> EngineAnswer:
        return self._engine.query(query, use_default_graph_as_union=not own_graphs)

    def graphs(self) -> list[str]:
        return sorted(graph.value for graph in self._engine.named_graphs())

    def close(self) -> None:
        # The engine has no close: it lets go of a folder when nobody holds the object any more.
        self._engine = pyoxigraph.Store()

    def _mended(self, ask: Callable[[], T]) -> T:
        """The answer, asked a second time of another copy if the first proves damaged."""
        try:
            return ask()
        except (OSError, RuntimeError) as error:
            # RocksDB's word for a block that fails its checksum; the engine has no error class for it.
            if "Corruption" not in str(error):
                raise
            if self._mend is None:
                raise StoreError(
                    f"The store is damaged ({error}). Make it again from its source file."
                ) from None
        self._engine, self._mend = self._mend(), None
        return ask()


def open_store(where: str | os.PathLike[str] | None = None, *, confined: bool = False) -> Store:
    """The graph kept at a place, ready to be asked.

    The place is None for the graph built into the package, an RDF file, the folder of an Oxigraph store (only
    read), or the address of a SPARQL 1.1 endpoint. `confined` says that this process may be killed, so that a
    file is read in it and not in a child first. Raises StoreError, with what to do next, if there is nothing
    there, or not what it seems."""
    if where is None:
        return OxigraphStore(cache.built_in(), cache.remade)
    place = os.fspath(where)
    if "://" in place:
        from goldthread.graph.store.remote import RemoteStore

        return RemoteStore(place)
    if os.path.isdir(place):
        return OxigraphStore(_on_disk(place))
    if not os.path.isfile(place):
        raise StoreError(
            f"There is nothing at {place}. Give an RDF file, the folder of an Oxigraph store, or the "
            f"address of an endpoint."
        )
    from goldthread.graph.store import rdf_files

    if not confined:
        return OxigraphStore(rdf_files.opened(place))
    engine = pyoxigraph.Store()
    engine.bulk_extend(rdf_files.read(place))
    return OxigraphStore(engine)


def _on_disk(place: str) -> pyoxigraph.Store:
    try:
        return pyoxigraph.Store.read_only(place)
    except (OSError, RuntimeError) as error:
        raise StoreError(
            f"The folder {place} is no Oxigraph store that can be opened ({error}). Make one with "
            f"`oxigraph load`."
        ) from None
