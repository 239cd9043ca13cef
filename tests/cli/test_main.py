"""The group of commands: what cannot be done is one line, and exit codes mean what they say.

A bug keeps its traceback, and a closed pipe says nothing."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from goldthread.cli.main import COMMANDS, Verbs, main
from goldthread.graph.errors import GoldthreadError
from goldthread.graph.lookup import owner

Run = Callable[..., Result]
HERE = Path(__file__).parents[1]
BAD_RECORDS = HERE / "cases" / "reading" / "many-at-once" / "records"


def line(result: Result) -> str:
    """The one line on which a command says that it cannot, after its name."""
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1), result.output
    assert result.stderr.startswith("goldthread: ")
    return result.stderr.removeprefix("goldthread: ").rstrip("\n")


LINES = (HERE / "cases" / "commands.txt").read_text("utf-8").splitlines()
CANNOT = list(zip(LINES[::2], LINES[1::2], strict=True))


@pytest.mark.parametrize(("command", "said"), CANNOT, ids=[command for command, _ in CANNOT])
def test_what_cannot_be_done_is_one_line(
    command: str, said: str, run: Run, tiny_store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    words = command.removeprefix("$ goldthread ").split()
    assert line(run(*(tiny_store if word == "STORE" else word for word in words))) == said
    assert list(tmp_path.iterdir()) == []


def test_a_complaint_of_several_lines_is_seen(run: Run) -> None:
    with pytest.raises(AssertionError):
        line(run("query", "SELECT"))


@pytest.mark.parametrize("command", ["build", "build -o x.trig", "export -o x.ttl"])
def test_bad_tables_are_told_all_at_once_with_exit_code_1(
    command: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = run(*command.split(), "--records", BAD_RECORDS)
    problems = (BAD_RECORDS.parent / "problems.txt").read_text("utf-8")
    assert (ended.exit_code, ended.stdout) == (1, "")
    assert (
        ended.stderr == f"{problems}{problems.count(chr(10))} problem(s) in the records; nothing was built.\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_bug_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch, run: Run, tiny_store: str) -> None:
    def broken(*_: object) -> None:
        raise KeyError("a bug")

    monkeypatch.setattr(owner, "owner", broken)
    ended = run("owner", "hate crime", "--store", tiny_store)
    assert isinstance(ended.exception, KeyError) and ended.exit_code == 1


def test_an_error_is_told_without_what_a_terminal_would_obey(
    monkeypatch: pytest.MonkeyPatch, run: Run, tiny_store: str
) -> None:
    def refusing(*_: object) -> None:
        raise GoldthreadError("red \x1b[31m and \u202eturned")

    monkeypatch.setattr(owner, "owner", refusing)
    assert line(run("owner", "hate crime", "--store", tiny_store)) == "red \ufffd[31m and \ufffdturned"


def test_every_command_has_help_that_names_it(run: Run) -> None:
    for name in COMMANDS:
        ended = run(name, "--help")
        assert ended.exit_code == 0 and ended.stdout.startswith(f"Usage: goldthread {name} ")
        assert re.search(rf"^  goldthread {name}\b", ended.stdout, re.MULTILINE)


def test_help_lists_the_commands_in_the_order_in_which_people_need_them(run: Run) -> None:
    listed = run("--help").stdout.partition("Commands:\n")[2].splitlines()
    assert [name.split()[0] for name in listed] == list(COMMANDS)


def test_a_name_that_is_no_command_is_none() -> None:
    assert isinstance(main, Verbs) and main.get_command(click.Context(main), "ask-nobody") is None


# A shell starts what runs in the background with SIGINT ignored, Python leaves it so, and children inherit
# it: without this Ctrl-C would do nothing in a program that `pytest … &` starts.
HEEDS_CTRL_C = "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"


def process(script: str, output: int | None = None) -> subprocess.Popen[str]:
    """A program in a process of its own, which Ctrl-C stops however the tests were started."""
    environment = {**os.environ, "COLUMNS": "80", "GOLDTHREAD_SOURCES": os.devnull}
    return subprocess.Popen(
        [sys.executable, "-c", HEEDS_CTRL_C + script],
        stdout=subprocess.PIPE if output is None else output,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )


def read_by_nobody(script: str) -> tuple[int, str]:
    """Exit code and complaint of a program whose output nobody reads any more."""
    reading, writing = os.pipe()
    os.close(reading)
    with process(script, writing) as running:
        os.close(writing)
        return running.wait(), running.communicate()[1]


def command(*words: str, before: str = "") -> str:
    return (
        f"import sys\n{before}\nfrom goldthread.cli.main import main\n"
        f"sys.argv = ['goldthread', *{list(words)!r}]\nmain()"
    )


def test_a_closed_pipe_is_silent(tiny_store: str) -> None:
    assert read_by_nobody(command("find", "a", "--store", tiny_store)) == (141, "")


def test_a_program_that_complains_of_a_closed_pipe_is_seen() -> None:
    code, complaint = read_by_nobody("print('x')")
    assert code != 141 and "BrokenPipeError" in complaint


FULL = "goldthread: the output could not be written ({}). Make room, or name another place with -o FILE.\n"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device here that is always full")
@pytest.mark.parametrize("words", [("find", "a"), ("query", "ASK {}"), ("questions",), ("--help",)])
def test_a_full_device_is_told_in_one_line(words: tuple[str, ...], tiny_store: str) -> None:
    store = ("--store", tiny_store) if words[0] in ("find", "query", "questions") else ()
    with open("/dev/full", "w") as full, process(command(*words, *store), full.fileno()) as running:
        complaint = running.communicate()[1]
    assert (running.returncode, complaint) == (2, FULL.format("No space left on device"))


CLOSED = {
    "stdout": (2, "", FULL.format("it is closed")),
    "stderr": (0, "yes\n", ""),
    "stdin": (0, "yes\n", ""),
}


@pytest.mark.parametrize("stream", CLOSED)
def test_a_stream_that_is_closed_brings_no_traceback(stream: str, tiny_store: str) -> None:
    with process(command("query", "ASK {}", "--store", tiny_store, before=f"sys.{stream} = None")) as running:
        output, complaint = running.communicate()
    assert (running.returncode, output, complaint) == CLOSED[stream]


def test_an_error_of_a_file_is_no_full_output(
    monkeypatch: pytest.MonkeyPatch, run: Run, tiny_store: str
) -> None:
    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device", "a.csv")

    monkeypatch.setattr(owner, "owner", broken)
    assert isinstance(run("owner", "hate crime", "--store", tiny_store).exception, OSError)


def test_ctrl_c_ends_in_one_line(tiny_store: str) -> None:
    pressed = (
        "import os, signal\nfrom goldthread.graph.lookup import owner\n"
        "owner.owner = lambda *_: os.kill(os.getpid(), signal.SIGINT)"
    )
    with process(command("owner", "hate crime", "--store", tiny_store, before=pressed)) as running:
        output, complaint = running.communicate()
    assert (running.returncode, output, complaint) == (130, "", "goldthread: stopped\n")


def test_a_program_that_shows_a_traceback_on_ctrl_c_is_seen() -> None:
    with process("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\nprint()") as running:
        assert "Traceback" in running.communicate()[1]


def test_lines_end_the_same_on_every_system(monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding="cp1252", newline="\r\n"))
    main.main(["questions", "--format", "csv"], standalone_mode=False)
    assert (
        written.getvalue().startswith(b"name,question,about,example\r\n")
        and b"\r\r\n" not in written.getvalue()
    )


def test_a_letter_that_the_terminal_does_not_know_stops_nothing(run: Run, tiny_store: str) -> None:
    assert "“\ufffd”" in run("find", "\udcff", "--store", tiny_store).stdout


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").stdout == "goldthread 0.1.0\n"


def test_without_words_the_help_is_shown() -> None:
    ended = CliRunner().invoke(main, [])
    assert ended.exit_code == 2 and "Usage:" in ended.output
