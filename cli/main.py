"""The command `goldthread`: the group of all commands, each loaded only when it is called.

The loading is lazy because an officer on the phone waits for the answer: no command pays for the libraries of
another."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
from importlib import import_module
from typing import IO, Any

import click

from goldthread.cli.terminal import colour_option
from goldthread.graph.errors import GoldthreadError, RecordsError
from goldthread.graph.store import cache_folder

# Exit codes, as shells count Ctrl-C and a closed pipe; 1 would say that the data is wrong.
STOPPED, NOBODY_READS = 130, 141
# What a system says of an output that takes nothing more, be it a full disk or a device that is gone.
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF}
# Each command with its module, in the order in which people need them.
COMMANDS = {
    "owner": "lookup",
    "trace": "lookup",
    "find": "lookup",
    "show": "lookup",
    "ask": "lookup",
    "align": "align",
    "compare": "compare",
    "measure": "measure",
    "query": "query",
    "questions": "query",
    "build": "build",
    "check": "build",
    "sources": "sources",
    "picture": "export",
    "export": "export",
    "completion": "completion",
}


class Cannot(click.ClickException):
    """What cannot be done, on one line of its own; exit code 2."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """The line, without what a terminal would take for a command."""
        from goldthread.graph.text.safe import message

        click.echo(f"goldthread: {message(self.message)}", file, err=True)


class Verbs(click.Group):
    """The group of all commands, which turns errors that a person can mend into one message."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which people need them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of that name, from the module that holds it."""
        if name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"goldthread.cli.commands.{COMMANDS[name]}"), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest command for a mistyped one."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-") and not ctx.resilient_parsing:
            from difflib import get_close_matches

            close = get_close_matches(args[0], COMMANDS, 1)
            hint = f" Did you mean {close[0]}?" if close else ""
            ctx.fail(f"There is no command “{args[0]}”.{hint}")
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does, with a wrong option told in one line."""
        try:
            return super().parse_args(ctx, args)
        except (click.NoSuchOption, click.BadOptionUsage) as error:
            raise _wrong_use(error) from None

    def main(self, *args: Any, **extra: Any) -> Any:
        """As click does, with an output that takes nothing more told in one line."""
        _fill_in_closed()
        try:
            return super().main(*args, **extra)
        except OSError as error:
            # A file that could not be opened or written has a name.
            full = error.errno in FULL or isinstance(error, io.UnsupportedOperation)
            if error.filename is not None or not full:
                raise
            _let_go()
            reason = error.strerror or "it is closed"
            _say(
                f"goldthread: the output could not be written ({reason}). Make room, or name another place "
                f"with -o FILE."
            )
            sys.exit(Cannot.exit_code)

    def invoke(self, ctx: click.Context) -> object:
        """Runs the command; exit code 1 for faults in the data, 2 for what cannot be done."""
        try:
            return super().invoke(ctx)
        except RecordsError as error:
            from goldthread.graph.text.safe import message

            click.echo(
                f"{message(str(error))}\n{len(error.problems)} problem(s) in the records; nothing was built.",
                err=True,
            )
            ctx.exit(1)
        except GoldthreadError as error:
            raise Cannot(str(error)) from error
        except click.UsageError as error:
            raise _wrong_use(error) from None
        except KeyboardInterrupt:
            click.echo("goldthread: stopped", err=True)
            ctx.exit(STOPPED)
        except BrokenPipeError:
            _let_go()
            ctx.exit(NOBODY_READS)


def _wrong_use(error: click.UsageError) -> Cannot:
    """A wrong option or argument in one line, with where the right ones stand."""
    help_of = f" See `{error.ctx.command_path} --help`." if error.ctx else ""
    return Cannot(" ".join(error.format_message().split()) + help_of)


def _tell(words: str) -> None:
    """Tells a person at a terminal of what is made once."""
    from goldthread.cli.options import begin
    from goldthread.exports.text.tables import plain

    if click.get_current_context(silent=True):
        begin(plain(words))


def _fill_in_closed() -> None:
    """Puts something in the place of the streams that whoever called has closed, which for Python are None:
    there is nothing to read, what is said is not heard, and to put out an answer fails, as it should."""
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: SIM115 open to the end
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    sys.stdout = sys.stdout or open(os.devnull, encoding="utf-8")  # noqa: SIM115 only read, on purpose


def _let_go() -> None:
    """Leads the rest of the output nowhere, so that Python does not complain at its end of what it could not
    write."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _say(words: str) -> None:
    """A line on standard error, where that takes it; where it does not, the exit code has to do."""
    with contextlib.suppress(OSError, ValueError):
        click.echo(words, err=True)


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@colour_option
@click.version_option(package_name="goldthread", message="goldthread %(version)s")
def main() -> None:
    """Follow the golden thread: who owns it, what it serves, how that is known, and where it stands.

    \b
    goldthread owner "front door safeguarding hub"
    goldthread trace "female offender plan"
    goldthread show "hate crime strategic board"
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    cache_folder.listen(_tell)


if "_GOLDTHREAD_COMPLETE" in os.environ:  # a shell asks what a line may become
    import_module("goldthread.cli.commands.completion")
