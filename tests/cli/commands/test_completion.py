"""The command completion: each shell gets a script that it can read, and takes what is offered whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.shell_completion import BashComplete, CompletionItem
from click.testing import CliRunner, Result

from goldthread.cli.commands.completion import ASKS, SHELLS, Bash, Fish, Zsh
from goldthread.cli.main import main

Run = Callable[..., Result]
BESIDE = Path(sys.executable).parent


@pytest.mark.parametrize("words", [["nope"], ["nope", "--x"], ["query", "--rows", "x", "y"]])
def test_a_wrong_line_offers_nothing_and_says_nothing(
    words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = answer(words, "z", monkeypatch)
    assert (ended.exit_code, ended.output) == (0, "\n")


def test_a_fault_in_the_program_is_not_shown_in_a_persons_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> object:
        raise KeyError("a bug")

    monkeypatch.setattr(main, "list_commands", broken)
    ended = answer([], "o", monkeypatch)
    assert (ended.exit_code, ended.output) == (0, "\n")


def answer(words: list[str], typed: str, monkeypatch: pytest.MonkeyPatch) -> Result:
    """What the program says to bash."""
    monkeypatch.setenv("COMP_WORDS", "\n".join(["goldthread", *words, typed]))
    monkeypatch.setenv("COMP_CWORD", str(len(words) + 1))
    monkeypatch.setenv(ASKS, "bash_complete")
    return CliRunner().invoke(main, prog_name="goldthread")


def test_only_commands_that_begin_with_what_is_typed_are_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    assert answer([], "me", monkeypatch).output == "plain,measure\n"
    assert answer([], "qu", monkeypatch).output == "plain,query\nplain,questions\n"


@pytest.mark.parametrize(
    ("item", "zsh", "fish"),
    [
        (
            CompletionItem("owner", help="Who owns it"),
            "plain\nowner\nWho owns it",
            "plain,owner\tWho owns it",
        ),
        (CompletionItem("Fire, Rescue"), "plain\nFire, Rescue\n_", "plain,Fire, Rescue"),
        (CompletionItem("", type="file"), "file\n\n_", "file,"),
    ],
)
def test_zsh_and_fish_get_an_item_as_their_scripts_read_it(
    item: CompletionItem[str], zsh: str, fish: str
) -> None:
    assert Zsh(main, {}, "goldthread", ASKS).format_completion(item) == zsh
    assert Fish(main, {}, "goldthread", ASKS).format_completion(item) == fish


@pytest.mark.parametrize(
    ("raw", "args", "typed", "value", "given"),
    [
        (["owner", "ha"], ["owner"], "ha", "hate crime", r"hate\ crime"),
        (["owner", '"ha'], ["owner"], "ha", 'hate "x" $y', r"hate \"x\" \$y"),
        (["owner", "'ha"], ["owner"], "ha", "hate's", r"hate'\''s"),
        (["owner", "ha"], ["owner"], "ha", "hate's (x); – y", r"hate\'s\ \(x\)\;\ \–\ y"),
        (
            ["query", "--set", "thing", "=", "ha"],
            ["query", "--set"],
            "thing=ha",
            "thing=hate crime",
            r"hate\ crime",
        ),
        (
            ["query", "--set", "thing", "=", '"ha'],
            ["query", "--set"],
            "thing=ha",
            "thing=hate crime",
            "hate crime",
        ),
        (["query", "--set", "thing", "="], ["query", "--set"], "thing=", "thing=hate", "hate"),
        (["query", "--set", "th"], ["query", "--set"], "th", "thing=", "thing="),
        (["owner", "--format", "=", "c"], ["owner"], "--format=c", "csv", "csv"),
        (["owner", "hate", ""], ["owner", "hate"], "", "crime", "crime"),
    ],
)
def test_bash_gets_what_it_lacks_of_a_word(
    raw: list[str], args: list[str], typed: str, value: str, given: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMP_WORDS", "\n".join(["goldthread", *raw]))
    monkeypatch.setenv("COMP_CWORD", str(len(raw)))
    asked = Bash(main, {}, "goldthread", ASKS)
    assert asked.get_completion_args() == (args, typed)
    assert asked.format_completion(CompletionItem(value)) == f"plain,{given}"


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
@pytest.mark.parametrize(
    ("words", "offers"),
    [
        (["owner", '"burglary b'], ["burglary board"]),
        (["owner", "safer", "pl"], ["places"]),
        (["owner", "Safer Anytown Plan 2021"[:5], "anytown", "plan", "2018"], ["2018-21"]),
        (["query", "--name", "boards-at-tier", "--set", "tier", "=", "not"], [r"Not\ stated"]),
    ],
)
def test_bash_itself_takes_the_script(words: list[str], offers: list[str], tiny_store: str) -> None:
    quoted = " ".join(f"'{word}'" for word in ["goldthread", words[0], "--store", tiny_store, *words[1:]])
    script = (
        f'eval "$(goldthread completion bash)"\nCOMP_WORDS=({quoted})\nCOMP_CWORD={len(words) + 2}\n'
        f'_goldthread_completion goldthread\nprintf "%s\\n" "${{COMPREPLY[@]}}"'
    )
    environment = {**os.environ, "PATH": f"{BESIDE}:{os.environ['PATH']}"}
    ended = subprocess.run(
        ["bash", "--norc", "-c", script], capture_output=True, text=True, env=environment, check=True
    )
    assert (ended.stdout.splitlines(), ended.stderr) == (offers, "")


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_is_one_that_its_shell_can_read(shell: str, run: Run, tmp_path: Path) -> None:
    ended = run("completion", shell)
    assert ended.exit_code == 0 and f"{ASKS}={shell}_complete" in ended.stdout and "%(" not in ended.stdout
    if program := shutil.which(shell):
        (tmp_path / "script").write_text(ended.stdout, encoding="utf-8")
        assert (
            subprocess.run([program, "-n", tmp_path / "script"], capture_output=True, check=True).stderr
            == b""
        )


def test_a_broken_script_is_seen(tmp_path: Path) -> None:
    (tmp_path / "script").write_text(BashComplete.source_template.replace("done", ""), encoding="utf-8")
    with pytest.raises(subprocess.CalledProcessError):
        subprocess.run(["bash", "-n", tmp_path / "script"], capture_output=True, check=True)


@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed")
def test_fish_itself_takes_the_script(tiny_store: str) -> None:
    script = (
        f"goldthread completion fish | source; complete -C 'goldthread owner --store {tiny_store} burglary b'"
    )
    environment = {**os.environ, "PATH": f"{BESIDE}:{os.environ['PATH']}"}
    ended = subprocess.run(
        ["fish", "-c", script], capture_output=True, text=True, env=environment, check=True
    )
    assert ended.stdout == "board\tboard\n"
