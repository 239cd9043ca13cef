"""Names complete from their beginning or from a word in them, in each shell's own way, and nothing that goes
wrong is shown."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.shell_completion import BashComplete
from click.testing import CliRunner, Result

from goldthread.cli import completer
from goldthread.cli.commands.completion import ASKS, SHELLS, Bash
from goldthread.cli.main import main
from goldthread.graph.errors import StoreError

Run = Callable[..., Result]
BESIDE = Path(sys.executable).parent


@pytest.fixture
def offered(tiny_store: str) -> Callable[..., list[str]]:
    """What is offered for the last of a command's words, as a shell asks for it."""

    def offers(*words: str) -> list[str]:
        asked = Bash(main, {}, "goldthread", ASKS)
        return [
            item.value
            for item in asked.get_completions([words[0], "--store", tiny_store, *words[1:-1]], words[-1])
        ]

    return offers


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("burglary b", ["burglary board"]),
        ("Burg", ["Burglaries", "Burglaries in Anytown", "Burglary", "Burglary Board"]),
        ("hcp", ["hcpb"]),
        ("council", ["Anytown Council"]),  # the one name that it is in
        ("board", ["board", "board takes over from the Youth Forum"]),  # the ends of several
        ("zzz", []),
        ("", []),
        (" ", []),
        ("(", []),
    ],
)
def test_names_begin_with_what_is_typed_or_else_have_it_in_them(
    typed: str, names: list[str], offered: Callable[..., list[str]]
) -> None:
    found = offered("owner", typed)
    assert found[: len(names)] == names and bool(found) == bool(names)
    assert all(item.lower().startswith(typed.lower()) for item in found) or len(found) == 1


def test_words_typed_one_by_one_make_one_name(offered: Callable[..., list[str]]) -> None:
    assert offered("owner", "hate", "crime", "") == ["Board", "partnership board", "reporting in schools"]
    assert offered("show", "hate", "cr") == [
        "crime",
        "crime Board",
        "crime partnership board",
        "crime reporting in schools",
    ]
    assert offered("trace", "the", "anytown", "p") == ["plan"]
    assert offered("owner", "hate", "crime", "board", "") == []


def test_what_only_speaks_of_other_things_is_not_offered(offered: Callable[..., list[str]]) -> None:
    assert "Safer Anytown Annual Update 2024" not in offered("owner", "safer any")
    assert "safer anytown Executive" in offered("owner", "safer any")


def test_a_parameter_offers_the_names_that_it_takes(offered: Callable[..., list[str]]) -> None:
    query = ("query", "--name")
    assert offered(*query, "reports-to", "--set", "") == ["board=", "asOf=", "text="]
    assert offered(*query, "reports-to", "--set", "b") == ["board="]
    assert offered(*query, "reports-to", "--set", "board=burg") == ["board=burglary Board"]
    assert offered(*query, "reports-to", "--set", "text=burg") == ["text=burglary Board"]
    assert offered(*query, "boards-at-tier", "--set", "tier=s") == ["tier=Silver"]
    assert offered(*query, "boards-at-tier", "--set", "tier=") == [
        f"tier={tier}"
        for tier in ("Gold", "Silver", "Bronze", "Connected", "Regional", "National", "Not stated")
    ]
    assert (
        offered(*query, "boards-at-tier", "--set", "asOf=2")
        == offered(*query, "boards-at-tier", "--set", "colour=")
        == []
    )
    assert offered(*query, "zzz", "--set", "b") == offered("query", "--set", "b") == []


def test_questions_for_people_are_offered_by_name(offered: Callable[..., list[str]]) -> None:
    assert offered("query", "--name", "who-o") == offered("questions", "who-o") == ["who-owns"]
    tiers = offered("questions", "tier")
    assert "boards-at-tier" in tiers and "links-of" not in offered("questions", "links")


def test_commands_options_and_choices_are_offered_too(offered: Callable[..., list[str]]) -> None:
    assert offered("owner", "--form") == ["--format"]
    assert offered("owner", "--format", "c") == ["csv"]
    asked = Bash(main, {}, "goldthread", ASKS)
    assert [item.value for item in asked.get_completions([], "sou")] == ["sources"]
    assert [item.value for item in asked.get_completions(["sources"], "sh")] == ["show"]


def test_files_are_the_shells_business(offered: Callable[..., list[str]]) -> None:
    asked = Bash(main, {}, "goldthread", ASKS)
    assert [(item.type, item.value) for item in asked.get_completions(["owner", "--store"], "x")] == [
        ("file", "x")
    ]


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


def test_a_store_that_fails_or_is_slow_offers_nothing(
    tiny_graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def offers(where: object) -> list[str]:
        return [
            item.value
            for item in Bash(main, {}, "", ASKS).get_completions(
                ["owner", "--store", str(where)], "burglary b"
            )
        ]

    assert offers(tiny_graph) == ["burglary board"]
    assert offers("gone.ttl") == offers(tmp_path) == offers("http://127.0.0.1:1/query") == []
    monkeypatch.setattr(completer, "LARGEST", 10)
    assert offers(tiny_graph) == []


def test_what_raises_offers_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> object:
        raise StoreError("no store")

    monkeypatch.setattr(completer, "open_store", broken)
    with click.Context(click.Command("say")) as context:
        assert completer.names(context, click.Argument(["text"]), "bur", ()) == []


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
    assert asked.format_completion(click.shell_completion.CompletionItem(value)) == f"plain,{given}"


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
