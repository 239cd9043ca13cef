"""The commands that answer about a thing or a question: owner, trace, find, show, ask."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from goldthread.cli.options import (
    as_of_option,
    opened,
    output_options,
    put,
    put_reply,
    store_option,
    text_argument,
)
from goldthread.graph.paths import sources_folder
from goldthread.graph.results.answers import Answer, Reply
from goldthread.graph.store.oxigraph import Store

if TYPE_CHECKING:
    from pathlib import Path

R = TypeVar("R", bound=Reply)
# The keys of `graph.threads.goals.GOALS`, kept here as well so that `owner` need not load the threads; a test
# compares the two.
GOALS = ("pcp", "board", "figure")


def _wants_passages(style: str) -> bool:
    """Whether a form holds passages, as JSON alone does, and any document is registered; asked first, because
    to find them takes a third of a command's time."""
    return style == "json" and os.path.isdir(sources_folder())


def _with_passages(store: Store, reply: R, style: str) -> R:
    """The reply with the passages of registered documents, if its form holds them."""
    if not _wants_passages(style):
        return reply
    from goldthread.graph.sources.passages import with_passages

    return with_passages(store, reply)


def _passages(store: Store, style: str) -> Callable[[Answer], Answer] | None:
    """What gives an answer its passages, for replies that hold their answers in parts; None if the form holds
    none or no document is registered."""
    if not _wants_passages(style):
        return None
    from goldthread.graph.sources.library import library
    from goldthread.graph.sources.passages import Passages

    return Passages(store, library()).fill


@click.command()
@text_argument
@as_of_option
@output_options
@store_option
def owner(
    text: tuple[str, ...], as_of: str | None, style: str, output: Path | None, where: str | None
) -> None:
    """Which board owns it, who leads it, since when, how that is known.

    \b
    goldthread owner "front door safeguarding hub"
    goldthread owner hate crime strategic board --as-of 2022-07-21
    """
    from goldthread.graph.lookup import owner

    store = opened(where)
    put_reply(_with_passages(store, owner.owner(store, " ".join(text), as_of), style), style, output)


@click.command()
@text_argument
@click.option(
    "--to",
    type=click.Choice(GOALS),
    help="Only the paths that end at a priority of a police and crime plan, a board, a figure.",
)
@click.option("--all", "everything", is_flag=True, help="Every step; JSON and CSV always have them.")
@as_of_option
@output_options
@store_option
def trace(
    text: tuple[str, ...],
    as_of: str | None,
    style: str,
    output: Path | None,
    where: str | None,
    **wanted: Any,
) -> None:
    """The golden thread through a thing: up to the Police and Crime Plan, down to boards, reports and
    figures.

    \b
    goldthread trace "female offender plan"
    goldthread trace hate crime strategic board --to pcp
    goldthread trace hate crime --format md -o hate-crime.md
    """
    from goldthread.exports.text.threads import tree_text
    from goldthread.graph.threads.builder import trace as follow

    store = opened(where)
    thread = follow(store, " ".join(text), as_of, wanted["to"])
    if fill := _passages(store, style):
        thread = thread.filled(fill)
    put(tree_text(thread, style, everything=wanted["everything"]), output)


@click.command()
@text_argument
@as_of_option
@output_options
@store_option
def find(
    text: tuple[str, ...], as_of: str | None, style: str, output: Path | None, where: str | None
) -> None:
    """Everything of that name, by any name it ever had; mistyped names and acronyms too.

    \b
    goldthread find LASBT
    goldthread find "community trigger"
    """
    from goldthread.graph.lookup import owner

    store = opened(where)
    put_reply(owner.find(store, " ".join(text), as_of), style, output)


@click.command()
@text_argument
@click.option(
    "--all", "everything", is_flag=True, help="Every row of every section; JSON and CSV always have them."
)
@as_of_option
@output_options
@store_option
def show(
    text: tuple[str, ...],
    as_of: str | None,
    style: str,
    output: Path | None,
    where: str | None,
    everything: bool,
) -> None:
    """One thing on a page: a board, a plan, a priority, a deliverable, an agency, a measure, a document, a
    place.

    \b
    goldthread show "reducing reoffending board"
    goldthread show "Safer Leeds Executive" --as-of 2018-09-05
    goldthread show hate crime --all --format md -o hate-crime.md
    """
    from goldthread.exports.text.pages import page_text
    from goldthread.graph.pages.builder import show as page_of

    store = opened(where)
    page = page_of(store, " ".join(text), as_of)
    if fill := _passages(store, style):
        page = page.filled(fill)
    put(page_text(page, style, everything=everything), output)


@click.command()
@click.argument("question", nargs=-1, required=True)
@click.option(
    "--explain", is_flag=True, help="How the question was understood, and how to ask the same of the library."
)
@as_of_option
@output_options
@store_option
def ask(
    question: tuple[str, ...],
    explain: bool,
    as_of: str | None,
    style: str,
    output: Path | None,
    where: str | None,
) -> None:
    """A question in plain English; it never guesses, and says how it knows.

    \b
    goldthread ask "Who chairs the Anti-Social Behaviour Board?"
    goldthread ask "By how much did all crime fall in Harehills?" --explain
    goldthread ask "what is the modern slavery board called now" --format json
    """
    from goldthread.exports.text.ask import heard_text
    from goldthread.graph.ask.pipeline import ask as hear

    store = opened(where)
    heard = _with_passages(store, hear(store, " ".join(question), as_of), style)
    put(heard_text(heard, style, explain=explain), output)
