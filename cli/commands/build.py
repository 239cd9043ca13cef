"""The commands build and check: make the graph from the records, and check them."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import click

from goldthread.cli.options import TO_FILE, format_options, note, put
from goldthread.cli.terminal import working

RECORDS = click.option(
    "--records",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="The folder of record tables. Default: the built-in records.",
)


@click.command()
@RECORDS
@click.option("-o", "--output", type=TO_FILE, help="Write the graph to this .trig or .nq file.")
@click.option(
    "--built-in", is_flag=True, help="Write the graph that goldthread brings with it anew, with its digest."
)
def build(records: Path | None, output: Path | None, built_in: bool) -> None:
    """Makes the graph from the record tables, or says everything that is wrong with them.

    A table that cannot be read, or stands where none is read, stops the build, because its rows would be
    missing without a sign; another file among the tables is only named.

    --built-in writes the graph that commands ask where no other is named, and its digest: after the records
    of a checkout have changed, or if those files are missing or damaged.

    \b
    goldthread build -o graph.trig
    goldthread build --records my-partnership/records -o my-partnership.trig
    goldthread build --built-in
    """
    from goldthread.graph import paths
    from goldthread.graph.errors import ExportError
    from goldthread.graph.rdf.builder import lines
    from goldthread.graph.tables.reader import read

    if built_in and (records or output):
        raise click.UsageError(
            "--built-in goes without --records and -o: it knows its records and its files."
        )
    if output and output.suffix not in (".trig", ".nq"):
        raise ExportError(
            f"{output}: a graph is built as .trig or .nq; `goldthread export --records` writes the "
            f"other formats"
        )
    if built_in:
        _must_be_writable(os.path.dirname(paths.GRAPH))
    with working("Building the graph"):
        tables = read(records or Path(paths.RECORDS))
        graph = lines(tables)
    for aside in tables.unread:
        note(str(aside))
    number = len(graph)
    with working("Writing the graph"):
        written = _write_built_in(graph) if built_in else _write(graph, output)
    click.echo(f"{number:,} statements{written}")


def _must_be_writable(folder: str) -> None:
    """Raises ExportError if the package's own graph cannot be written; said before the long work."""
    from goldthread.graph.errors import ExportError

    with contextlib.suppress(OSError):
        os.makedirs(folder, exist_ok=True)
    if not (os.path.isdir(folder) and os.access(folder, os.W_OK)):
        raise ExportError(
            f"{folder}: nobody may write here, so the built-in graph stays as it is; "
            f"install goldthread again, or build into a file with -o"
        )


def _write(graph: list[str], output: Path | None) -> str:
    """Writes the graph to the file that the user named, if any, and says so; its lines are used up."""
    from goldthread.exports.atomic import write_atomically

    if output is None:
        return "; name a file with -o to keep them"
    nquads = (f"{line}\n".encode() for line in graph)
    write_atomically(output, nquads if output.suffix == ".nq" else _trig(graph))
    return f" written to {output}"


def _trig(graph: list[str]) -> Iterator[bytes]:
    """The lines of a graph as TriG, part by part."""
    from goldthread.graph.rdf.builder import loaded
    from goldthread.graph.rdf.serializer import trig_parts

    return (part.encode("utf-8") for part in trig_parts(loaded(graph)))


def _write_built_in(graph: list[str]) -> str:
    """Writes the graph and its digest in the place of the package's own, and says so."""
    from hashlib import sha256

    from goldthread.exports.atomic import write_atomically
    from goldthread.graph import paths

    text = b"".join(_trig(graph))
    write_atomically(Path(paths.GRAPH), text)
    # The digest last: until it fits, the new graph counts as damaged, and no command answers from it.
    write_atomically(Path(paths.DIGEST), f"{sha256(text).hexdigest()}\n")
    return f" written to {paths.GRAPH}, their digest to {paths.DIGEST}"


@click.command()
@RECORDS
@click.option(
    "--sources",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="A folder with the documents' texts.",
)
@click.option("--report", "page", type=TO_FILE, help="Write a page of all findings to this .html file.")
@format_options
@click.pass_context
def check(
    ctx: click.Context,
    records: Path | None,
    sources: Path | None,
    page: Path | None,
    style: str,
    output: Path | None,
) -> None:
    """Everything that is wrong with the records, in words, with file and row; anchors are sought in the
    registered documents.

    Doubts, contradictions and unsafe readings are counted; --report lists them all.

    \b
    goldthread check
    goldthread check --report quality.html
    goldthread check --records my-plan/records --sources my-plan/texts
    """
    from goldthread.exports.atomic import write_atomically
    from goldthread.exports.html.quality import quality_page, quality_text
    from goldthread.exports.text.checks import report_text
    from goldthread.graph import paths
    from goldthread.graph.check.validator import check_folder
    from goldthread.graph.sources.library import library

    with working("Checking the records"):
        report, tables = check_folder(records or Path(paths.RECORDS), library(sources))
    if page:
        note(f"Written: {write_atomically(page, quality_page(tables, report))}")
    text = report_text(report, style)
    if report.complete and style not in ("json", "csv"):
        text += f"\n{quality_text(tables, style)}"
    put(text, output)
    ctx.exit(1 if report.problems else 0)
