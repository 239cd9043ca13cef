"""The command sources: which documents are known, one's own copies, and the passages behind a thing."""

from __future__ import annotations

from pathlib import Path

import click

from goldthread.cli.options import begin, opened, output_options, put, put_reply, store_option, text_argument
from goldthread.exports.text.tables import passages_text, rows_text
from goldthread.graph.sources.library import library


@click.group(invoke_without_command=True)
@click.pass_context
def sources(ctx: click.Context) -> None:
    """Which documents the graph speaks from; register your own copies to see full passages.

    \b
    goldthread sources
    goldthread sources add ~/Downloads/annual-update.pdf
    goldthread sources show "front door safeguarding hub"
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(listing, style="table", output=None, where=None)


@sources.command("list")
@output_options
@store_option
def listing(style: str, output: Path | None, where: str | None) -> None:
    """The documents, their dates, and whether a copy is registered."""
    from goldthread.graph.query.library import run, value

    shelf = library()
    rows = [
        {
            "document": value(row, "label"),
            "date": value(row, "date"),
            "kind": value(row, "kind"),
            "status": value(row, "status"),
            "file": value(row, "file"),
            "copy": "registered" if shelf.has(value(row, "file")) else "none",
        }
        for row in run(opened(where), "documents")
    ]
    put(rows_text(rows, style), output)


@sources.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@store_option
def add(file: Path, where: str | None) -> None:
    """Registers your copy of a document: text, PDF, Word or HTML; it is recognised by the phrases the graph
    quotes."""
    from goldthread.graph.sources.passages import quotes

    name, found, sought = library().add(file, quotes(opened(where)), told=begin)
    put(
        f"Registered as {name}: {found} of the {sought} phrases that the graph quotes from it stand "
        f"in your copy.\n",
        None,
    )


@sources.command()
@click.argument("file")
def remove(file: str) -> None:
    """Forgets a registered copy, by the file name that `goldthread sources` shows."""
    library().remove(file)
    click.echo(f"Forgotten: {file}")


@sources.command()
@text_argument
@output_options
@store_option
def show(text: tuple[str, ...], style: str, output: Path | None, where: str | None) -> None:
    """The passages behind what the graph says of a thing."""
    from goldthread.graph.pages.builder import show as page_of
    from goldthread.graph.sources.passages import with_passages

    store = opened(where)
    reply = with_passages(store, page_of(store, " ".join(text)).reply())
    if style == "json":
        put_reply(reply, style, output)
    else:
        put(passages_text(reply, style), output)
