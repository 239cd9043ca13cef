"""Reads a user's RDF file, in a child first, because a small file can end the process that reads it."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from typing import Any

from pyoxigraph import Quad, RdfFormat, Store, Triple, parse, serialize

from goldthread.graph.errors import StoreError
from goldthread.graph.store import sandbox

FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
    ".nt": RdfFormat.N_TRIPLES,
    ".jsonld": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
}

# Set by hand on 21 November 2026: what needs more is better kept in an on-disk store, as the advice says.
_LIMITS = sandbox.Limits(seconds=300, megabytes=4096)
_ADVICE = "Load it into an on-disk store with `oxigraph load`, and open that"
_DEATHS = {
    "time": f"took longer than {_LIMITS.seconds:.0f} seconds to read. {_ADVICE}",
    "memory": f"needed more than {_LIMITS.megabytes} MB to read. {_ADVICE}",
    "crash": "broke the reader, most likely by brackets nested too deeply. Write it again as N-Quads",
}


def opened(path: str) -> Store:
    """The file's statements in a store in memory; whatever the file does to its reader, this process goes on.

    Raises StoreError, with file, line and what to do, if it cannot be read or is not what its ending says."""
    try:
        _, quads = sandbox.run_in_child(__name__, {"path": os.path.abspath(path), "name": path}, _LIMITS)
    except sandbox.ChildDied as death:
        raise StoreError(f"{path} {_DEATHS[death.cause]}.") from None
    store = Store()
    store.bulk_load(quads, RdfFormat.N_QUADS)
    return store


def read(path: str, name: str | None = None) -> Iterator[Quad]:
    """The file's statements one by one, read in this process, which should be one that may be killed.

    Raises StoreError as `opened` does; errors speak of the file by `name`, if it has another for people."""
    form = FORMATS.get(os.path.splitext(path)[1].lower())
    name = name or path
    if form is None:
        raise StoreError(
            f"{name}: the ending says no RDF format. Name the file after what it holds: {', '.join(FORMATS)}."
        )
    try:
        for quad in parse(
            path=path, format=form, base_iri=_base(path), without_named_graphs=not form.supports_datasets
        ):
            if isinstance(quad.object, Triple):
                raise StoreError(
                    f"{name}: triple terms, <<( … )>>, are not SPARQL 1.1. Write statements about "
                    f"statements as nodes."
                )
            yield quad
    except SyntaxError as error:
        place = f"{name}:{error.lineno}" if error.lineno else name
        raise StoreError(
            f"{place}: this is not valid {form.name}: {_said(error)}. Correct the file, or its "
            f"ending if it is something else."
        ) from None
    except (OSError, ValueError) as error:
        raise StoreError(f"{name} cannot be read: {error}. Check the path and the rights to it.") from None


def _base(path: str) -> str:
    """The IRI against which relative ones in the file are read: its own address, as the standards say."""
    from pathlib import Path

    return Path(path).absolute().as_uri()


def _said(error: SyntaxError) -> str:
    """The parser's complaint without its place, which our sentence names in its own way."""
    if "LoadDocumentCallback" in error.msg:
        return "its JSON-LD context is on the network, and nothing is fetched; put the context into the file"
    return error.msg.rpartition(": ")[2] if error.lineno else error.msg


def _answer(request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """In the child: the statements as N-Quads, in which nothing nests, so that no reader breaks."""
    output = io.BytesIO()
    serialize(read(request["path"], request["name"]), output, RdfFormat.N_QUADS)
    return {}, output.getvalue()


if __name__ == "__main__":
    sandbox.serve(_answer)
