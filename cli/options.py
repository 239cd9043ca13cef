"""The options that many commands share: format, file, date, store; and the one way to put a reply out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from goldthread.exports import tables
from goldthread.graph.answers import Reply

F = TypeVar("F", bound=Callable[..., Any])
STYLES = ("table", "json", "csv", "md")
NOT_TEXT = {".docx", ".doc", ".xlsx", ".xls", ".pdf", ".html", ".htm", ".odt", ".ods", ".pptx"}


def store_option(command: F) -> F:
    """`--store`: which graph is asked."""
    text = "The graph to ask: a file, a folder of an on-disk store, or the address of a SPARQL endpoint. Default: the built-in graph."
    return click.option("--store", "where", metavar="WHERE", help=text)(command)


def output_options(command: F) -> F:
    """`--format` and `-o`: in which form, and into which file."""
    command = click.option("--format", "style", type=click.Choice(STYLES), default="table", help="How to show it.")(command)
    return click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")(command)


def as_of_option(command: F) -> F:
    """`--as-of`: what was known and so on that day."""
    text = "What was so by then: 2022, 2022-07 or 2022-07-21."
    return click.option("--as-of", metavar="DATE", help=text)(command)


def put(text: str, output: Path | None) -> None:
    """Text to the file that the user named, or to the terminal; ExportError for a file that is not for text."""
    if output is None:
        click.echo(text, nl=False, color=True)  # so that click takes nothing out of what a query gives
    else:
        from goldthread.exports.files import write
        from goldthread.graph.errors import ExportError

        if output.suffix.lower() in NOT_TEXT:
            raise ExportError(f"{output}: this command writes text; end the name in .txt, .md, .csv or .json, with --format to match")

        click.echo(f"Written: {write(output, text)}", err=True)


def put_reply(reply: Reply, style: str, output: Path | None) -> None:
    """A reply in the wanted form."""
    put(tables.reply_text(reply, style), output)
