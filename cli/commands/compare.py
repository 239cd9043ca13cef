"""The command compare: what changed from one plan, or date, to another."""

from __future__ import annotations

from pathlib import Path

import click

from goldthread.cli.options import naming, opened, output_options, put, store_option
from goldthread.graph.comparison.contents import COMPARED


@click.command()
@click.argument("plans", nargs=-1, required=True, metavar="A B...", shell_complete=naming("Plan"))
@click.option("--only", type=click.Choice(COMPARED), help="Compare only these.")
@output_options
@store_option
def compare(
    plans: tuple[str, ...], only: str | None, style: str, output: Path | None, where: str | None
) -> None:
    """What changed from one plan, or date, to the next: kept, renamed, merged, split, new, gone, or left
    open.

    A date stands for the partnership's newest plan by then and what its documents say up to that day.

    \b
    goldthread compare 2018 2021
    goldthread compare 2013 2018 2021 --only priorities
    goldthread compare "safer leeds strategy 2013" 2021 --format csv -o new.csv
    """
    from goldthread.exports.text.comparison import comparison_text
    from goldthread.graph.comparison.builder import compare as held_against

    put(comparison_text(held_against(opened(where), plans, only), style), output)
