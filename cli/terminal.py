"""What only a terminal gets: colours, a pager for long text, and word of work that takes long.

Because output is mostly read by programs, what is piped or written to a file stays as it is."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import click

from goldthread.graph.text.safe import plain

F = TypeVar("F", bound=Callable[..., Any])
NO_COLOUR = "goldthread.no_colour"
# The words for how a thing is known, with their colours; the words stay, as not everybody sees colours.
BASES = {"stated": "green", "inferred": "yellow", "suggested": "magenta", "none found": "red"}
# Such a word where it is a cell of a table or stands at the end of a point, not in the middle of a sentence.
BASIS = rf"(?m)(?:(?<=  )|(?<=— ))({'|'.join(BASES)})(?=[:,]|  |$)"
# A line above one that is drawn.
HEADING = r"(?m)^(?=\S)(.*)\n(?=─+(?:  ─+)*$)"
# Values of PAGER that mean none.
NO_PAGER = ("off", "cat", "")
# Seconds that a person waits without a word. Set by hand.
PATIENCE = 1.0


def colour_option(command: F) -> F:
    """`--no-color`: no colours and no bold."""
    text = "No colours on the terminal; NO_COLOR in the environment says the same."
    option = click.option(
        "--no-color", "--no-colour", is_flag=True, expose_value=False, callback=_without_colour, help=text
    )
    return option(command)


def _without_colour(ctx: click.Context, param: click.Parameter, said: bool) -> None:
    if said:
        ctx.meta[NO_COLOUR] = True


def show(text: str, *, colour: bool = True) -> None:
    """Puts text on standard output: as it is, but on a terminal without what that would obey, with colours
    where wanted, and page by page if it is long."""
    if not sys.stdout.isatty():
        click.echo(text, nl=False, color=True)  # so that click takes nothing out of what a query gives
        return
    text = plain(text.replace("\r\n", "\n"))
    text = coloured(text) if colour and _colours() else text
    if _too_long(text):
        click.echo_via_pager(text.removesuffix("\n"))
    else:
        click.echo(text, nl=False, color=True)


def coloured(text: str) -> str:
    """Text with its table headings bold and the words for how a thing is known in colours; the words stay."""
    text = re.sub(HEADING, lambda found: click.style(found[1], bold=True) + "\n", text)
    return re.sub(BASIS, lambda found: click.style(found[1], fg=BASES[found[1]]), text)


def _colours() -> bool:
    """Whether the person and the terminal want colours."""
    context = click.get_current_context(silent=True)
    unwanted = context is not None and context.meta.get(NO_COLOUR, False)
    return not unwanted and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _too_long(text: str) -> bool:
    """Whether the text is longer than the screen, and the person lets a pager show it."""
    if os.environ.get("GOLDTHREAD_PAGER", os.environ.get("PAGER", "less")).strip() in NO_PAGER:
        return False
    return text.count("\n") >= os.get_terminal_size(sys.stdout.fileno()).lines


class Waiting:
    """Words about work on a terminal, said once it has taken longer than a second, taken away at its end."""

    def __init__(self, doing: str) -> None:
        self._words, self._said, self._timer = f"{doing} …", False, None
        if sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
            from threading import Timer

            self._timer = Timer(PATIENCE, self._say)
            self._timer.daemon = True
            self._timer.start()

    def _say(self) -> None:
        self._said = True
        click.echo(self._words, nl=False, err=True)

    def end(self) -> None:
        """Takes the words away, if they were said; a second time it does nothing."""
        if self._timer is None:
            return
        self._timer.cancel()
        self._timer.join()
        self._timer = None
        if self._said:
            click.echo(f"\r{' ' * len(self._words)}\r", nl=False, err=True)


@contextmanager
def working(doing: str) -> Iterator[None]:
    """Tells of work on a terminal if it takes longer than a second."""
    waiting = Waiting(doing)
    try:
        yield
    finally:
        waiting.end()
