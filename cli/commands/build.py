"""The commands that make the graph: build, check."""

from __future__ import annotations

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
def build(records: Path | None, output: Path | None) -> None:
    """Makes the graph from the record tables, or says everything that is wrong with them.

    \b
    goldthread build -o graph.trig
    goldthread build --records my-partnership/records -o my-partnership.trig
    """
    from goldthread.exports.atomic import write_atomically
    from goldthread.graph import paths
    from goldthread.graph.errors import ExportError
    from goldthread.graph.rdf.builder import build as make
    from goldthread.graph.rdf.builder import load
    from goldthread.graph.rdf.serializer import trig
    from goldthread.graph.tables.reader import read

    if output and output.suffix not in (".trig", ".nq"):
        raise ExportError(
            f"{output}: a graph is built as .trig or .nq; `goldthread export --records` writes the "
            f"other formats"
        )
    with working("Building the graph"):
        graph = make(read(records or Path(paths.RECORDS)))
    if output:
        with working("Writing the graph"):
            write_atomically(output, graph if output.suffix == ".nq" else trig(load(graph)))
    click.echo(
        f"{graph.count(chr(10)):,} statements"
        + (f" written to {output}" if output else "; name a file with -o to keep them")
    )


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
    from goldthread.graph.check.validator import check as examine
    from goldthread.graph.sources.library import library
    from goldthread.graph.tables.reader import read

    with working("Checking the records"):
        tables = read(records or Path(paths.RECORDS))
        report = examine(tables, library(sources))
    if page:
        note(f"Written: {write_atomically(page, quality_page(tables, report))}")
    text = report_text(report, style)
    put(text if style in ("json", "csv") else f"{text}\n{quality_text(tables, style)}", output)
    ctx.exit(1 if report.problems else 0)
