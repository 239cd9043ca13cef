"""Options and arguments that many commands share, and how they open a graph and put out an answer."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from goldthread.cli.terminal import Waiting, colour_option, show
from goldthread.exports.text import tables
from goldthread.graph.results.answers import Reply
from goldthread.graph.store.oxigraph import Store, open_store
from goldthread.graph.text.safe import excerpt

if TYPE_CHECKING:
    from pathlib import Path

    from click.shell_completion import CompletionItem

F = TypeVar("F", bound=Callable[..., Any])
STYLES = ("table", "json", "csv", "md")
# Endings of files that are no text: another program would find the file broken.
NOT_TEXT = {".docx", ".doc", ".xlsx", ".xls", ".pdf", ".html", ".htm", ".odt", ".ods", ".pptx"}
# Keys of click's `Context.meta`, where a command keeps what concerns all its options.
EXCEL_HELP = "For a CSV file that you open in Excel: with a byte order mark, so that – and £ come out right."
SHOW_SPARQL, RECORDING, WAITING = "goldthread.show_sparql", "goldthread.recording", "goldthread.waiting"
EXCEL = "goldthread.excel"


class ToFile(click.Path):
    """A file to write, as a Path; pathlib is loaded only where one is named."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The Path that a person named; no name that the system cannot have."""
        from pathlib import Path

        try:
            os.lstat(value)
        except FileNotFoundError:
            pass
        except (OSError, ValueError) as error:
            if not isinstance(error, NotADirectoryError | PermissionError):
                reason = error.strerror if isinstance(error, OSError) else "it holds what no name may hold"
                self.fail(f"“{excerpt(os.fspath(value))}” cannot be a file here ({reason}).", param, ctx)
        return Path(os.fsdecode(super().convert(value, param, ctx)))


TO_FILE = ToFile(dir_okay=False)


def naming(*classes: str) -> Callable[..., list[CompletionItem]]:
    """Completes names of things, of these classes only if any are given: `shell_complete=naming("Board")`."""

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from goldthread.cli.completer import names

        return names(ctx, param, incomplete, classes)

    return complete


def text_argument(command: F) -> F:
    """TEXT: the words a person types for a thing, in quotes or not, completed as the names of things."""
    return click.argument("text", nargs=-1, required=True, shell_complete=naming())(command)


def store_option(command: F) -> F:
    """`--store`: which graph is asked."""
    text = (
        "The graph to ask: a file, a folder of an on-disk store, or the address of a SPARQL endpoint. "
        "Default: the built-in graph."
    )
    return click.option("--store", "where", metavar="WHERE", help=text, shell_complete=_files)(command)


def format_options(command: F) -> F:
    """`--format`, `-o`, `--excel` and `--no-color`: in which form, for whom, and into which file."""
    command = excel_option(colour_option(command))
    command = click.option("-o", "--output", type=TO_FILE, help="Write to this file.")(command)
    style = click.option(
        "--format",
        "style",
        type=click.Choice(STYLES),
        default="table",
        callback=_by_ending,
        help="How to show it.",
    )
    return style(command)


def excel_option(command: F) -> F:
    """`--excel`: CSV as Excel reads it by a double click."""
    option = click.option("--excel", is_flag=True, expose_value=False, callback=_for_excel, help=EXCEL_HELP)
    return option(command)


def output_options(command: F) -> F:
    """`--sparql`, which shows the queries that ran in place of the answer, and those of `format_options`."""
    text = "Show the SPARQL that answers it, in place of the answer."
    shown = click.option("--sparql", is_flag=True, expose_value=False, callback=_remember, help=text)
    return format_options(shown(command))


def as_of_option(command: F) -> F:
    """`--as-of`: what was known and so on that day."""
    text = "What was so by then: 2022, 2022-07, 2022-07-21, 21/07/2022, 21 July 2022."
    return click.option("--as-of", metavar="DATE", help=text)(command)


def opened(where: str | None) -> Store:
    """The graph that a command asks; under `--sparql` one that remembers what it is asked, for `put` to
    show."""
    begin("Asking the graph")
    store, context = open_store(where), click.get_current_context()
    if not context.meta.get(SHOW_SPARQL):
        return store
    from goldthread.graph.store.recording import RecordingStore

    recording: Store = context.meta.setdefault(RECORDING, RecordingStore(store))
    return recording


def begin(doing: str) -> None:
    """Tells a person at a terminal of work that takes longer than a second, until something is put out."""
    context = click.get_current_context()
    _settle(context)
    waiting = context.meta[WAITING] = Waiting(doing)
    context.call_on_close(waiting.end)


def put(text: str, output: Path | None) -> None:
    """Text to the file that the user named, or to the screen; ExportError for a file that is not for text.

    Under `--sparql` the queries that ran take the text's place.
    """
    context = click.get_current_context()
    _settle(context)
    if context.meta.get(SHOW_SPARQL):
        recorded = context.meta.get(RECORDING)
        text = recorded.sparql() if recorded else "# No query ran.\n"
    text = _marked(text, context)
    if output is None:
        show(text, colour=context.params.get("style") == "table")
        return
    from goldthread.exports.atomic import write_atomically
    from goldthread.graph.errors import ExportError

    if output.suffix.lower() in NOT_TEXT:
        raise ExportError(
            f"{output}: this command writes text; end the name in .txt, .md, .csv or .json, with "
            f"--format to match"
        )
    note(f"Written: {write_atomically(output, text)}")


def for_excel() -> bool:
    """Whether the person wants CSV for Excel."""
    return bool(click.get_current_context().meta.get(EXCEL))


def _marked(text: str, context: click.Context) -> str:
    """The text with the mark that Excel wants, if the person does; UsageError if it is no CSV."""
    if not for_excel():
        return text
    if context.params.get("style") != "csv":
        raise click.UsageError("--excel goes with CSV: add --format csv, or end the file's name in .csv.")
    return tables.EXCEL + text


def note(text: str) -> None:
    """A line beside the answer, on standard error."""
    _settle(click.get_current_context())
    click.echo(tables.plain(text), err=True)


def _settle(context: click.Context) -> None:
    """Takes away the words about work that takes long, before anything else is said."""
    if waiting := context.meta.get(WAITING):
        waiting.end()


def put_reply(reply: Reply, style: str, output: Path | None) -> None:
    """A reply in the wanted form."""
    put(tables.reply_text(reply, style), output)


def _by_ending(ctx: click.Context, param: click.Parameter, style: str) -> str:
    """The format asked for, or else that of the file's ending: a .json file holds JSON."""
    output = ctx.params.get("output")
    ending = output.suffix.lower().lstrip(".") if output else ""
    chosen = ctx.get_parameter_source("style") is not click.core.ParameterSource.DEFAULT
    return style if chosen or ending not in STYLES else ending


def _for_excel(ctx: click.Context, param: click.Parameter, said: bool) -> None:
    if said:
        ctx.meta[EXCEL] = True


def _remember(ctx: click.Context, param: click.Parameter, said: bool) -> None:
    if said:
        ctx.meta[SHOW_SPARQL] = True


def _files(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def from_library(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Completes the name of a question."""
    from goldthread.cli.completer import of_library

    return of_library(incomplete)


def setting(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Completes what a named question is about: the parameter, and after `=` what it takes."""
    from goldthread.cli.completer import of_setting

    return of_setting(ctx, incomplete)
