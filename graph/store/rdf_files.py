"""Reads a user's RDF file, in a child first, because a small file can end the process that reads it."""

from __future__ import annotations

import contextlib
import io
import mmap
import os
import re
from collections.abc import Iterator
from typing import IO, Any

from pyoxigraph import Quad, RdfFormat, Store, Triple, parse, serialize

from goldthread.graph.errors import StoreError
from goldthread.graph.store import sandbox
from goldthread.graph.text.safe import excerpt

FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
    ".nt": RdfFormat.N_TRIPLES,
    ".jsonld": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
}

# What reading may take: a start, and what comes for each megabyte of the file, up to an end. Set by hand:
# eight times the seconds and twice the memory that files of each format took when measured. So a small file
# that unfolds into a large one is stopped at once; what needs more is better kept in an on-disk store.
_SECONDS, _SECONDS_EACH, _MOST_SECONDS = 8, 2, 300
_MEGABYTES, _MEGABYTES_EACH, _MOST_MEGABYTES = 400, 40, 4096
_ADVICE = {
    "time": "Load it into an on-disk store with `oxigraph load`, and open that",
    "memory": "Load it into an on-disk store with `oxigraph load`, and open that",
    "crash": "Most likely its brackets are nested too deeply. Write it again as N-Quads",
}

# Elements inside each other in RDF/XML, and attributes of one, for which the engine takes a time that grows
# with the square of it; and characters of a name or of the parser's complaint in a message. Set by hand on 1
# December 2026.
_DEEPEST, _MOST_ATTRIBUTES, _MOST_SAID = 1000, 10_000, 150
# What the engine says of a value or name of more than 16 MB.
_BUFFER_FULL = "buffer maximal size"

# A document type declaration, behind what may stand before it.
_DOCTYPE = re.compile(rb"(?is)\A(?:\xef\xbb\xbf)?(?:\s++|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def limits(path: str) -> sandbox.Limits:
    """How long the reader of a file may take, and with how much memory."""
    try:
        megabytes = os.path.getsize(path) / (1 << 20)
    except OSError:
        megabytes = 0  # whoever reads it will say what is wrong with it
    return sandbox.Limits(
        min(_SECONDS + int(_SECONDS_EACH * megabytes), _MOST_SECONDS),
        min(_MEGABYTES + int(_MEGABYTES_EACH * megabytes), _MOST_MEGABYTES),
    )


def unread(path: str, death: sandbox.ChildDied) -> StoreError:
    """The error for a file that its reader died of."""
    advice = _ADVICE[death.cause]
    return StoreError(f"{told(path)} cannot be read: reading it {death.in_words()}. {advice}.")


def opened(path: str) -> Store:
    """The file's statements in a store in memory; whatever the file does to its reader, this process goes on.

    Raises StoreError, with file, line and what to do, if it cannot be read or is not what its ending says."""
    try:
        request = {"path": os.path.abspath(path), "name": path}
        _, quads = sandbox.run_in_child(__name__, request, limits(path))
    except sandbox.ChildDied as death:
        raise unread(path, death) from None
    store = Store()
    store.bulk_load(quads, RdfFormat.N_QUADS)
    return store


def read(path: str, name: str | None = None) -> Iterator[Quad]:
    """The file's statements one by one, read in this process, which should be one that may be killed.

    Raises StoreError as `opened` does; errors speak of the file by `name`, if it has another for people."""
    form = FORMATS.get(os.path.splitext(path)[1].lower())
    name = told(name or path)
    if form is None:
        raise StoreError(
            f"{name}: the ending says no RDF format. Name the file after what it holds: {', '.join(FORMATS)}."
        )
    try:
        for quad in _parsed(path, form, name):
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
    except MemoryError as error:
        if _BUFFER_FULL not in str(error):
            raise
        raise StoreError(
            f"{name} holds a value or a name of more than 16 MB, which is not read. Cut it up."
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or excerpt(str(error), _MOST_SAID)
        raise StoreError(f"{name} cannot be read: {reason}. Check the path and the rights to it.") from None


def _parsed(path: str, form: RdfFormat, name: str) -> Iterator[Quad]:
    with open(path, "rb") as file:
        begins = file.read(len(_BYTE_ORDER_MARK))
        if form == RdfFormat.RDF_XML:
            _refuse_doctype(file, name)
            _refuse_depth(file, name)
        # The engine reads a path faster than an open file, but of most formats with no byte order mark.
        marked = begins == _BYTE_ORDER_MARK and form not in (RdfFormat.RDF_XML, RdfFormat.JSON_LD)
        yield from parse(
            file if marked else None,
            format=form,
            path=None if marked else path,
            base_iri=_base(path),
            without_named_graphs=not form.supports_datasets,
        )


def _refuse_doctype(file: IO[bytes], name: str) -> None:
    """Raises StoreError for XML that declares a document type: the entities in one may stand for more text
    than any memory holds, and the engine writes them out."""
    if os.fstat(file.fileno()).st_size:
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            found = _DOCTYPE.match(content)
        if found:
            raise StoreError(
                f"{name} declares a document type (<!DOCTYPE …>), which is not read, because a few entities "
                f"in it can stand for endless text. Delete that, and write out the entities."
            )


def _refuse_depth(file: IO[bytes], name: str) -> None:
    """Raises StoreError for XML whose elements are nested so deeply, or have so many attributes, that reading
    it would not end in time."""
    from xml.parsers import expat

    reader, depth = expat.ParserCreate(), 0

    def step(by: int, attributes: int = 0) -> None:
        nonlocal depth
        depth += by
        if attributes > _MOST_ATTRIBUTES:
            raise StoreError(
                f"{name} has an element of more than {_MOST_ATTRIBUTES:,} attributes, which is not read. "
                f"Write it again as N-Quads."
            )
        if depth > _DEEPEST:
            raise StoreError(
                f"{name} has more than {_DEEPEST:,} elements inside each other, which is not read. Write it "
                f"again as N-Quads."
            )

    reader.StartElementHandler = lambda _, attributes: step(1, len(attributes))
    reader.EndElementHandler = lambda *_: step(-1)
    file.seek(0)
    with contextlib.suppress(expat.ExpatError):  # the engine says what is wrong with it
        reader.ParseFile(file)


def told(name: str) -> str:
    """The name of a file for a message: its end, if it is long."""
    return excerpt(name if len(name) <= _MOST_SAID else f"…{name[-_MOST_SAID:]}", _MOST_SAID + 1)


def _base(path: str) -> str:
    """The IRI against which relative ones in the file are read: its own address, as the standards say."""
    from pathlib import Path

    return Path(path).absolute().as_uri()


def _said(error: SyntaxError) -> str:
    """The parser's complaint without its place, which our sentence names in its own way."""
    if "LoadDocumentCallback" in error.msg:
        return "its JSON-LD context is on the network, and nothing is fetched; put the context into the file"
    return excerpt(error.msg.rpartition(": ")[2] if error.lineno else error.msg, _MOST_SAID)


def _answer(request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """In the child: the statements as N-Quads, in which nothing nests, so that no reader breaks."""
    output = io.BytesIO()
    serialize(read(request["path"], request["name"]), output, RdfFormat.N_QUADS)
    return {}, output.getvalue()


if __name__ == "__main__":
    sandbox.serve(_answer)
