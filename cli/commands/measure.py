"""The command measure: a figure over time."""

from __future__ import annotations

from pathlib import Path

import click

from goldthread.cli.options import (
    as_of_option,
    naming,
    opened,
    output_options,
    put,
    store_option,
    text_argument,
)


@click.command()
@text_argument
@as_of_option
@click.option(
    "--area", metavar="TEXT", help="Only figures counted for this place.", shell_complete=naming("Place")
)
@output_options
@store_option
def measure(
    text: tuple[str, ...],
    as_of: str | None,
    area: str | None,
    style: str,
    output: Path | None,
    where: str | None,
) -> None:
    """A figure over time: as printed, with baseline, target, change, contradictions and source; money too.

    \b
    goldthread measure "police reported hate incidents"
    goldthread measure all crime harehills --as-of 2024
    goldthread measure "clear hold build" --area Harehills --format csv
    """
    from goldthread.exports.text.measures import ascii_terminal, series_text
    from goldthread.graph.measures.builder import measure as figures

    found = figures(opened(where), " ".join(text), as_of, area)
    put(series_text(found, style, ascii_only=ascii_terminal()), output)
