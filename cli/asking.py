"""The commands that ask: owner, trace, find, show."""

from __future__ import annotations

import os
from pathlib import Path

import click

from goldthread.cli.options import as_of_option, output_options, put_reply, store_option
from goldthread.graph import asking
from goldthread.graph.answers import Reply
from goldthread.graph.folders import sources_folder
from goldthread.graph.store import Store, open_store

TEXT = click.argument("text", nargs=-1, required=True)


def _with_passages(store: Store, reply: Reply) -> Reply:
    """The reply with the passages of registered documents; nothing is loaded for it where none is registered."""
    if not os.path.isdir(sources_folder()):
        return reply
    from goldthread.graph.passages import with_passages

    return with_passages(store, reply)


@click.command()
@TEXT
@as_of_option
@output_options
@store_option
def owner(text: tuple[str, ...], as_of: str | None, style: str, output: Path | None, where: str | None) -> None:
    """Which board owns it, who leads it, since when, how that is known.

    \b
    goldthread owner "front door safeguarding hub"
    goldthread owner hate crime strategic board --as-of 2022-07-21
    """
    store = open_store(where)
    put_reply(_with_passages(store, asking.owner(store, " ".join(text), as_of)), style, output)


@click.command()
@TEXT
@as_of_option
@output_options
@store_option
def trace(text: tuple[str, ...], as_of: str | None, style: str, output: Path | None, where: str | None) -> None:
    """The golden thread through a thing: up to the Police and Crime Plan, down to boards, reports and figures.

    \b
    goldthread trace "female offender plan"
    goldthread trace hate crime --format md -o hate-crime.md
    """
    from goldthread.exports.tree import tree_text
    from goldthread.graph.tracing import trace as follow

    store = open_store(where)
    thread = follow(store, " ".join(text), as_of)
    reply = _with_passages(store, thread.reply())
    if style in ("table", "md"):
        from goldthread.cli.options import put

        put(tree_text(thread, style), output)
    else:
        put_reply(reply, style, output)


@click.command()
@TEXT
@as_of_option
@output_options
@store_option
def find(text: tuple[str, ...], as_of: str | None, style: str, output: Path | None, where: str | None) -> None:
    """Everything of that name, by any name it ever had; mistyped names and acronyms too.

    \b
    goldthread find LASBT
    goldthread find "community trigger"
    """
    store = open_store(where)
    put_reply(asking.find(store, " ".join(text), as_of), style, output)


@click.command()
@TEXT
@as_of_option
@output_options
@store_option
def show(text: tuple[str, ...], as_of: str | None, style: str, output: Path | None, where: str | None) -> None:
    """One thing on a page: a board, a plan, a priority, a measure, an agency.

    \b
    goldthread show "reducing reoffending board"
    goldthread show "Safer Leeds Executive" --as-of 2018-09-05
    """
    store = open_store(where)
    put_reply(_with_passages(store, asking.show(store, " ".join(text), as_of)), style, output)
