"""The command align: two plans set against each other, and the gaps between them."""

from __future__ import annotations

from pathlib import Path

import click

from goldthread.cli.options import as_of_option, naming, opened, output_options, put, put_reply, store_option
from goldthread.cli.terminal import working
from goldthread.graph.alignment.gaps import GAP_KINDS
from goldthread.graph.alignment.matrix import Matrix
from goldthread.graph.errors import GoldthreadError
from goldthread.graph.store.oxigraph import Store

GAPS = "What is missing, of all kinds or of one: " + ", ".join(GAP_KINDS) + "."


@click.command()
@click.argument("plan", required=False, shell_complete=naming("Plan"))
@click.argument("other", required=False, shell_complete=naming("Plan"))
@click.option(
    "--cell",
    nargs=2,
    metavar="ROW COLUMN",
    help="What stands behind one cell: names of priorities, or the column's number.",
)
@click.option("--links", is_flag=True, help="Every link, with how it is known and where it stands.")
@click.option(
    "--gaps",
    "kind",
    is_flag=False,
    flag_value="all",
    type=click.Choice(["all", *GAP_KINDS]),
    metavar="[KIND]",
    help=GAPS,
)
@click.option(
    "--plan",
    "only",
    metavar="PLAN",
    shell_complete=naming("Plan"),
    help="With --gaps: only those of this one of the two plans.",
)
@click.option("--suggested", is_flag=True, help="Count what a program suggested, too.")
@as_of_option
@output_options
@store_option
def align(
    plan: str | None,
    other: str | None,
    cell: tuple[str, str] | None,
    links: bool,
    kind: str | None,
    only: str | None,
    suggested: bool,
    as_of: str | None,
    style: str,
    output: Path | None,
    where: str | None,
) -> None:
    """The matrix of one plan's priorities against another's, by how each link is known; and what is missing,
    both ways.

    \b
    goldthread align
    goldthread align --gaps
    goldthread align --gaps no-board --plan "leeds plan"
    goldthread align --cell "hate crime" "keeping people safe"
    goldthread align "leeds plan" "police and crime plan" --links
    """
    from goldthread.exports.text.matrix import links_text, matrix_text
    from goldthread.graph.alignment import builder

    _only_together(cell, links, kind, only)
    store = opened(where)
    with working("Setting the plans against each other"):
        matrix = builder.align(store, plan, other, as_of, suggested=suggested)
    if kind:
        put(_gaps(store, matrix, (kind, only), style), output)
    elif cell:
        put_reply(builder.at(store, matrix, *cell), style, output)
    else:
        put(links_text(matrix, style) if links else matrix_text(matrix, style), output)


def _only_together(cell: tuple[str, str] | None, links: bool, kind: str | None, only: str | None) -> None:
    """GoldthreadError for options that exclude each other, or that mean nothing without another."""
    if sum((bool(cell), links, bool(kind))) > 1:
        raise GoldthreadError("give one of --cell, --links, --gaps")
    if only and not kind:
        raise GoldthreadError("--plan: it says whose gaps to list; add --gaps")


def _gaps(store: Store, matrix: Matrix, asked: tuple[str, str | None], style: str) -> str:
    """The gaps of a kind, or of all, and of one plan, or of both."""
    from goldthread.exports.text.gaps import gaps_text
    from goldthread.graph.alignment.builder import either
    from goldthread.graph.alignment.gap_finder import gaps

    kind, only = asked
    plans = [either(store, matrix, only)] if only else []
    with working("Looking for gaps"):
        return gaps_text(gaps(store, matrix, () if kind == "all" else (kind,), plans), style)
