"""The commands picture and export, which write a graph to a file for a browser or another program."""

from __future__ import annotations

from pathlib import Path

import click

from goldthread.cli.options import (
    EXCEL_HELP,
    TO_FILE,
    as_of_option,
    note,
    opened,
    store_option,
    text_argument,
)
from goldthread.cli.terminal import working

# The keys of `exports.formats.export.ENDINGS`, kept here as well because `picture` needs no writer of linked
# data, and loading those takes as long as all the rest; a test compares the two.
FORMATS = ("turtle", "trig", "nquads", "jsonld", "csv", "graphml", "gexf")
PAGES = (".html", ".htm")
FOLDER = click.Path(path_type=Path, file_okay=False, exists=True)


@click.command()
@text_argument
@click.option(
    "-o", "--output", type=TO_FILE, required=True, help="The page to write, such as hate-crime.html."
)
@click.option(
    "--hops", type=click.IntRange(0, 9), default=1, show_default=True, help="How many links away from it."
)
@as_of_option
@store_option
def picture(text: tuple[str, ...], output: Path, hops: int, as_of: str | None, where: str | None) -> None:
    """What stands around a thing, as one page to open in a browser: a drawing, and the same as tables.

    The page needs no network. How each link is known shows as the kind of line and in words.

    \b
    goldthread picture "hate crime" -o hate-crime.html
    goldthread picture "Safer Leeds Executive" --hops 2 -o executive.html
    """
    from goldthread.exports.atomic import write_atomically
    from goldthread.exports.picture.page import picture as page
    from goldthread.graph.errors import ExportError
    from goldthread.graph.lookup.network import network

    if output.suffix.lower() not in PAGES and (output.is_file() or not output.exists()):
        raise ExportError(
            f"{output}: a picture is a page to open in a browser, and no image or document; end the name in "
            f"{' or '.join(PAGES)}."
        )
    with opened(where) as store:
        graph = network(store, " ".join(text), hops, as_of)
    written = write_atomically(output, page(graph))
    counts = f"things: {len(graph)}, links: {graph.size()}"
    note(f"Written: {written} ({counts}). {graph.graph['notice']}".strip())


@click.command()
@click.option("--format", "style", type=click.Choice(FORMATS), help="Default: as the file's ending says.")
@click.option("-o", "--output", type=TO_FILE, required=True, help="The file to write.")
@click.option("--records", type=FOLDER, help="Export the graph that this folder of record tables says.")
@click.option("--excel", is_flag=True, help=EXCEL_HELP)
@click.option("--force", is_flag=True, help="Replace the file of the things if there is one of that name.")
@store_option
def export(
    style: str | None, output: Path, records: Path | None, excel: bool, force: bool, where: str | None
) -> None:
    """The whole graph for other programs: Turtle, TriG, N-Quads, JSON-LD, CSV, GraphML, GEXF.

    Linked data holds every value to the character, and so is made from a file or from records, not from a
    store. CSV is two tables: all links in the file you name, all things in one beside it (graph.csv and
    graph-things.csv; if there is one already, --force replaces it). GraphML and GEXF hold the same things
    and links, for network programs.

    \b
    goldthread export -o golden-thread.ttl
    goldthread export --format csv -o graph.csv
    goldthread export --records my-partnership/records -o my-partnership.jsonld
    """
    from goldthread.exports.formats.export import Source
    from goldthread.exports.formats.export import export as write

    if records and where:
        raise click.UsageError("Give --records or --store, not both: each names the graph to export.")
    with working("Writing the export"):
        written = write(output, style, Source(where, records), excel=excel, force=force)
    for line in (*(f"Written: {file}" for file in written.files), *written.notes):
        note(line)
