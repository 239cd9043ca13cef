"""What the commands show, to the character.

Each file of `tests/snapshots/commands/` is a command on its first line, and below it all it puts out.
After a change of wording `python tests/cli/test_snapshots.py` writes them anew; read the difference before
you keep it."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import RdfFormat, Store, parse

from goldthread.cli.main import main
from goldthread.graph.rdf.builder import build
from goldthread.graph.tables.reader import read

HERE = Path(__file__).parents[1]
CASES = sorted((HERE / "snapshots" / "commands").glob("*.txt"))
WITHOUT_STORE = {"check"}


def case(path: Path) -> tuple[list[str], str]:
    """The words of a case's command, and what it should put out; the lines of CSV end as its standard
    says."""
    command, _, output = path.read_text("utf-8").partition("\n")
    return shlex.split(command.removeprefix("$ goldthread ")), output.replace(
        "\n", "\r\n"
    ) if "csv" in command else output


def shown(words: list[str], store: str) -> Result:
    """A command over the tiny world, 80 columns wide, where no document is registered."""
    asked = words if words[0] in WITHOUT_STORE else [*words, "--store", store]
    return CliRunner(env={"COLUMNS": "80", "GOLDTHREAD_SOURCES": os.devnull}).invoke(
        main, asked, prog_name="goldthread", color=True
    )


def different(result: Result, output: str) -> bool:
    """Whether a command ended otherwise than well, complained, or put out anything else."""
    return (result.exit_code, result.stdout_bytes.decode("utf-8"), result.stderr) != (0, output, "")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_command_shows_what_is_written_here(
    path: Path, tiny_store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    words, output = case(path)
    monkeypatch.chdir(HERE / "worlds")
    ended = shown(words, tiny_store)
    assert not different(ended, output), f"{ended.stdout}{ended.stderr}"


def test_another_output_is_seen(tiny_store: str) -> None:
    words, output = case(HERE / "snapshots" / "commands" / "find-nothing.txt")
    assert different(shown(words, tiny_store), output.rstrip("\n"))
    assert different(shown(["owner", "zzz"], tiny_store), "")


@pytest.mark.parametrize(
    "verb",
    [
        "owner",
        "trace",
        "find",
        "show",
        "ask",
        "align",
        "compare",
        "measure",
        "sources",
        "sources-show",
        "query",
    ],
)
def test_every_verb_that_answers_is_shown_in_every_style(verb: str) -> None:
    assert {f"{verb}-{style}" for style in ("table", "json", "csv", "md")} <= {path.stem for path in CASES}


def renew() -> None:
    """Writes every case as its command shows it now."""
    os.chdir(HERE / "worlds")
    with TemporaryDirectory() as folder:
        store = Store(folder)
        store.extend(parse(build(read(Path("tiny") / "records")), format=RdfFormat.N_QUADS))
        store.flush()
        for path in CASES:
            command = path.read_text("utf-8").partition("\n")[0]
            path.write_text(f"{command}\n{shown(case(path)[0], folder).stdout}", encoding="utf-8")


if __name__ == "__main__":
    renew()
