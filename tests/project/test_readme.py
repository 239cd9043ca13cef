"""What the README shows is true: its commands run, every command is in it, its answer is the one the program
gives."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from goldthread.cli.main import COMMANDS, main

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")


def examples(text: str) -> list[str]:
    """The goldthread commands in the `sh` blocks of a Markdown text, but for the two of set-up."""
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.startswith("goldthread ")]


def shown(text: str) -> list[tuple[str, str]]:
    """The commands of `console` blocks with the output printed below them."""
    blocks = re.findall(r"```console\n\$ (.*?)\n(.*?)```", text, re.DOTALL)
    return [(command, output) for command, output in blocks]


def run(command: str) -> tuple[int, str]:
    ended = CliRunner(env={"COLUMNS": "100", "GOLDTHREAD_SOURCES": os.devnull}).invoke(
        main, shlex.split(command)[1:]
    )
    return ended.exit_code, ended.stdout


@pytest.mark.parametrize("command", examples(README))
def test_an_example_runs(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code, output = run(command)
    assert code == 0, output
    named = re.search(r" -o (\S+)", command)
    assert (tmp_path / named[1]).stat().st_size > 0 if named else output


@pytest.mark.parametrize(("command", "output"), shown(README))
def test_the_answer_shown_is_the_one_given(command: str, output: str) -> None:
    assert run(command) == (0, output)


def test_every_command_is_in_the_readme() -> None:
    assert [name for name in COMMANDS if f"goldthread {name}" not in README] == []


def test_a_command_that_fails_is_seen() -> None:
    assert run("goldthread owner 'nothing is called so'")[0] == 2


def test_the_python_example_runs() -> None:
    code = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert len(code) == 1
    ended = subprocess.run([sys.executable, "-c", code[0]], capture_output=True, text=True, check=True)
    assert "Hate Crime Strategic Board is overseen by Safer Leeds Executive" in ended.stdout
