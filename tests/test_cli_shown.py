"""What the commands show, to the character: each file of `shown/` is a command on its first line, and below it all it puts out."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

HERE = Path(__file__).parent
CASES = sorted((HERE / "shown").glob("*.txt"))
WITHOUT_STORE = {"check"}


def case(path: Path) -> tuple[list[str], str]:
    """The words of a case's command, and what it should put out; the lines of CSV end as its standard says."""
    command, _, output = path.read_text("utf-8").partition("\n")
    return shlex.split(command.removeprefix("$ goldthread ")), output.replace("\n", "\r\n") if "csv" in command else output


def different(result: Result, output: str) -> bool:
    """Whether a command ended otherwise than well, complained, or put out anything else."""
    return (result.exit_code, result.stdout_bytes.decode("utf-8"), result.stderr) != (0, output, "")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_command_shows_what_is_written_here(
    path: Path, run: Callable[..., Result], tiny_store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    words, output = case(path)
    monkeypatch.chdir(HERE)
    ended = run(*words, *(() if words[0] in WITHOUT_STORE else ("--store", tiny_store)))
    assert not different(ended, output), f"{ended.stdout}{ended.stderr}"


def test_another_output_is_seen(run: Callable[..., Result], tiny_store: str) -> None:
    words, output = case(HERE / "shown" / "find-nothing.txt")
    assert different(run(*words, "--store", tiny_store), output.rstrip("\n"))
    assert different(run("owner", "zzz", "--store", tiny_store), "")


@pytest.mark.parametrize("verb", ["owner", "trace", "find", "show", "sources", "sources-show", "query"])
def test_every_verb_that_answers_is_shown_in_every_style(verb: str) -> None:
    assert {f"{verb}-{style}" for style in ("table", "json", "csv", "md")} <= {path.stem for path in CASES}
