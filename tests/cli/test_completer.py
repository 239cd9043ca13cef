"""Names complete from their beginning or from a word in them, in each shell's own way.

Nothing that goes wrong is shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click
import pytest

from goldthread.cli import completer
from goldthread.cli.commands.completion import ASKS, Bash
from goldthread.cli.main import main
from goldthread.graph.errors import StoreError


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
