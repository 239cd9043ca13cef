"""Writes a whole graph to a file in one of seven formats, told by the file's ending or by name.

Linked data is made from a file or from records, never from a store, because a store rewrites some values
(1.50 becomes 1.5). Tables and graphs for other programs are made of the network that the store answers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from goldthread.exports.atomic import write_atomically
from goldthread.exports.formats import csv_tables, rdf
from goldthread.graph import paths
from goldthread.graph.errors import ExportError
from goldthread.graph.rdf.word_index import WORDS
from goldthread.graph.store import cache
from goldthread.graph.store.oxigraph import Store, open_store
from goldthread.graph.text.english import counted

ENDINGS = {
    "turtle": (".ttl", ".turtle"),
    "trig": (".trig",),
    "nquads": (".nq", ".nquads"),
    "jsonld": (".jsonld",),
    "csv": (".csv",),
    "graphml": (".graphml",),
    "gexf": (".gexf",),
}
NO_GRAPHS = (
    "Turtle has no named graphs: what each document says stands in one graph here, and the words by "
    "which `ask` finds rows stay behind. "
    "TriG, N-Quads and JSON-LD keep them apart."
)


NO_VALUES = (
    "It holds things and the links between them, with how each is known and one place; other names, "
    "descriptions, amounts and what was looked for in vain stay behind. Turtle, TriG, N-Quads and JSON-LD "
    "hold them."
)


@dataclass(frozen=True)
class Source:
    """What is exported: the built-in graph, or the one at `where`, or the one that these records say."""

    where: str | None = None
    records: Path | None = None


@dataclass(frozen=True)
class Written:
    """The files that an export wrote, the named one first, and what a reader of them should know."""

    files: tuple[Path, ...]
    notes: tuple[str, ...] = ()


def export(
    path: Path,
    style: str | None = None,
    source: Source | None = None,
    *,
    excel: bool = False,
    force: bool = False,
) -> Written:
    """Writes a graph to a file as turtle, trig, nquads, jsonld, csv, graphml or gexf.

    With `excel` CSV is written for that program; with `force` a file of the things of that name is replaced.
    Raises ExportError if the format cannot be told, holds nothing of the graph, or a file not be written,
    StoreError or RecordsError if there is no graph."""
    source, style = source or Source(), style_of(path, style)
    if excel and style != "csv":
        raise ExportError(f"{path}: only CSV is written for Excel. End the name in .csv.")
    if style == "csv" and not force:
        _must_be_free(csv_tables.beside(path))
    if style in rdf.WRITERS:
        kept = (quad for quad in statements(source) if style != "turtle" or quad.graph_name != WORDS)
        written = rdf.WRITERS[style](kept)
        return Written((write_atomically(path, written),), (NO_GRAPHS,) if style == "turtle" else ())
    from goldthread.graph.lookup.network import network

    with _opened(source) as store:
        graph = network(store)
    if not len(graph):
        raise ExportError(
            f"{path}: {style} holds things of our own classes with the links between them, and the graph has "
            f"none; nothing is written. Export Turtle, TriG, N-Quads or JSON-LD, which hold every statement."
        )
    if style == "csv":
        return Written(tuple(csv_tables.write_csvs(graph, path, excel=excel)), (NO_VALUES,))
    from goldthread.exports.formats import network_xml

    clean = network_xml.cleaned(graph)
    note = f"{counted(clean.replaced, 'character')} that XML cannot hold became {network_xml.SIGN}."
    file = write_atomically(path, getattr(network_xml, style)(clean.graph))
    return Written((file,), (NO_VALUES, *[note] * bool(clean.replaced)))


def _must_be_free(path: Path) -> None:
    """Raises ExportError where a file stands that nobody named."""
    if path.exists():
        raise ExportError(
            f"{path} is there already, and the things would be written into it. Name another file, or say "
            f"--force to replace it."
        )


def style_of(path: Path, style: str | None = None) -> str:
    """The format that is meant; ExportError if neither says it, or the ending says another than `style`."""
    ending = path.suffix.lower()
    told = next((name for name, endings in ENDINGS.items() if ending in endings), None)
    if style is not None and style not in ENDINGS:
        raise ExportError(f"There is no format “{style}”. Choose one of {', '.join(ENDINGS)}.")
    if style and told and style != told:
        raise ExportError(
            f"{path}: the ending is that of {told}, and {style} is asked for. End the name in "
            f"{ENDINGS[style][0]}."
        )
    if not (style or told):
        known = ", ".join(endings[0] for endings in ENDINGS.values())
        raise ExportError(
            f"{path}: the ending “{ending}” says no format. End the name in one of {known}, or name "
            f"the format."
        )
    return style or told or ""


def statements(source: Source) -> list[ox.Quad]:
    """Every statement of a graph, each value to the character.

    Raises ExportError for a store, which has not kept them so, StoreError or RecordsError if there is no
    graph."""
    from goldthread.graph.store import rdf_files

    with _file(source) as file:
        if "://" in file or Path(file).is_dir():
            raise ExportError(
                f"{file} is a store, and a store rewrites some values (1.50 becomes 1.5). Give the "
                f"file that was loaded there, "
                "such as the one that `goldthread build -o` wrote, or export csv, graphml or gexf."
            )
        if source.where:
            # Opened once, because that reads it in a child first: what breaks its reader does not break this
            # process.
            open_store(file).close()
        return list(rdf_files.read(file))


@contextmanager
def _opened(source: Source) -> Iterator[Store]:
    if source.records is None:
        with open_store(source.where) as store:
            yield store
    else:
        with _file(source) as file, open_store(file) as store:
            yield store


@contextmanager
def _file(source: Source) -> Iterator[str]:
    """The place of the graph; of records, a file built of them, which is gone afterwards."""
    if source.records is None:
        if source.where is None:
            cache.check()
        yield source.where or paths.GRAPH
        return
    from goldthread.graph.rdf.builder import build
    from goldthread.graph.tables.reader import read

    built = build(read(source.records))
    with TemporaryDirectory() as folder:
        file = write_atomically(Path(folder) / "built.nq", built)
        yield str(file)
