"""Colours, the pager and words of progress are for terminals alone, and each can be turned off."""

from __future__ import annotations

import io
import os
import re
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from goldthread.cli import terminal
from goldthread.cli.main import main
from goldthread.cli.options import begin, note, opened, put
from goldthread.cli.terminal import NO_COLOUR, colour_option, coloured, show, working
from goldthread.graph.errors import StoreError
from goldthread.graph.store import cache_folder
from goldthread.graph.text.safe import CONTROL

TABLE = "thing  how\n─────  ──────────\nLamps  stated\nLit    none found\n\nDark   inferred: It is said.\n"
SENTENCE = "Lamps is lit — suggested: Plan, page 1.\n"
ESCAPE = r"\x1b\[\d*m"


class Terminal(io.TextIOWrapper):
    """What a person sees."""

    def __init__(self) -> None:
        self._seen = io.BytesIO()
        super().__init__(self._seen, encoding="utf-8", newline="", write_through=True)

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return 1

    def shown(self, text: str, *, colour: bool = True) -> str:
        """All that is here when a text was shown."""
        with redirect_stdout(self):
            show(text, colour=colour)
        return self.getvalue()

    def getvalue(self) -> str:
        """All that was put here."""
        return self._seen.getvalue().decode("utf-8")


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((80, 10)))
    monkeypatch.setenv("TERM", "xterm")
    for name in ("NO_COLOR", "PAGER", "GOLDTHREAD_PAGER"):
        monkeypatch.delenv(name, raising=False)
    return Terminal()


def test_nothing_that_a_terminal_would_obey_reaches_it(screen: Terminal) -> None:
    assert screen.shown("red \x1b[31m\r\n\u202eturned\n") == "red \ufffd[31m\n\ufffdturned\n"


@pytest.fixture
def paged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    pages: list[str] = []
    monkeypatch.setattr(click, "echo_via_pager", pages.append)
    return pages


def test_a_basis_is_a_word_with_a_colour_and_a_heading_is_bold() -> None:
    assert coloured(TABLE) == (
        "\x1b[1mthing  how\x1b[0m\n─────  ──────────\nLamps  \x1b[32mstated\x1b[0m\n"
        "Lit    \x1b[31mnone found\x1b[0m\n\n"
        "Dark   \x1b[33minferred\x1b[0m: It is said.\n"
    )
    assert coloured(SENTENCE) == "Lamps is lit — \x1b[35msuggested\x1b[0m: Plan, page 1.\n"


@pytest.mark.parametrize(
    "text", ["Lamps  stated by many\n", "It is stated: so.\n", "a\n──b\n", "Not stated\n", " \n──\n"]
)
def test_words_that_are_no_basis_stay_as_they_are(text: str) -> None:
    assert coloured(text) == text


@pytest.mark.parametrize("text", [TABLE, SENTENCE])
def test_without_its_colours_a_text_is_the_same(text: str) -> None:
    assert re.sub(ESCAPE, "", coloured(text)) == text


def test_a_terminal_gets_colours(screen: Terminal) -> None:
    assert screen.shown(SENTENCE) == coloured(SENTENCE)


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_colours_are_off_where_the_environment_says_so(
    name: str, value: str, screen: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    assert screen.shown(SENTENCE) == SENTENCE


@pytest.mark.parametrize("said", ["--no-color", "--no-colour"])
def test_colours_are_off_where_the_person_says_so(said: str, screen: Terminal) -> None:
    with click.Context(colour_option(click.Command("say")), info_name="say") as context:
        context.command.parse_args(context, [said])
        assert screen.shown(SENTENCE) == SENTENCE
        assert context.meta[NO_COLOUR] is True


def test_what_a_standard_writes_gets_no_colours(screen: Terminal) -> None:
    assert screen.shown(SENTENCE, colour=False) == SENTENCE


@pytest.mark.parametrize("text", [TABLE, "\x1b[31m as a query gives it\n"])
def test_what_is_piped_stays_as_it_is(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    show(text)
    assert capsys.readouterr().out == text


def test_a_long_text_goes_to_the_pager_and_a_short_one_does_not(screen: Terminal, paged: list[str]) -> None:
    assert (screen.shown("line\n" * 9), paged) == ("line\n" * 9, [])
    assert (screen.shown("line\n" * 10), paged) == ("line\n" * 9, ["line\n" * 9 + "line"])


@pytest.mark.parametrize(
    ("name", "value"),
    [("GOLDTHREAD_PAGER", "off"), ("PAGER", "cat"), ("PAGER", ""), ("GOLDTHREAD_PAGER", " off ")],
)
def test_the_pager_can_be_turned_off(
    name: str, value: str, screen: Terminal, paged: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    assert (screen.shown("line\n" * 99), paged) == ("line\n" * 99, [])


def test_our_own_setting_of_the_pager_goes_before_the_common_one(
    screen: Terminal, paged: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGER", "less")
    monkeypatch.setenv("GOLDTHREAD_PAGER", "off")
    assert (screen.shown("line\n" * 99), paged) == ("line\n" * 99, [])


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(terminal, "PATIENCE", 0.05)


def told(seconds: float) -> str:
    """What standard error, a screen, is told of work that takes so long."""
    errors = Terminal()
    with redirect_stderr(errors), working("Counting"):
        time.sleep(seconds)
    return errors.getvalue()


@pytest.mark.usefixtures("impatient")
def test_long_work_is_told_of_and_the_words_are_taken_away() -> None:
    assert told(0.3) == "Counting …\r          \r"


@pytest.mark.usefixtures("impatient")
def test_the_words_are_taken_away_when_the_work_is_stopped() -> None:
    errors = Terminal()
    with redirect_stderr(errors), pytest.raises(KeyboardInterrupt), working("Counting"):
        time.sleep(0.3)
        raise KeyboardInterrupt
    assert errors.getvalue() == "Counting …\r          \r"


@pytest.mark.usefixtures("impatient")
def test_short_work_is_not_told_of() -> None:
    assert told(0) == ""


@pytest.mark.usefixtures("impatient")
def test_the_words_are_taken_away_before_the_answer(screen: Terminal, tiny_store: str) -> None:
    with click.Context(click.Command("say")), redirect_stdout(screen), redirect_stderr(screen):
        opened(tiny_store)
        time.sleep(0.2)
        put("An answer.\n", None)
        note("Note\x1b.")
        time.sleep(0.2)
    assert screen.getvalue() == f"Asking the graph …\r{' ' * 18}\rAn answer.\nNote\ufffd.\n"


@pytest.mark.usefixtures("impatient")
def test_what_is_made_once_is_told_of_in_place_of_what_was_told_before(
    screen: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOLDTHREAD_CACHE", str(tmp_path / "cache"))
    CliRunner().invoke(main, ["questions"])  # any command makes ready for it
    with click.Context(click.Command("say")), redirect_stdout(screen), redirect_stderr(screen):
        begin("Asking the graph")
        cache_folder.entry("thing", lambda place: time.sleep(0.2), "Making \x1b it", lambda others: [])
        put("An answer.\n", None)
    assert screen.getvalue() == f"Making \ufffd it …\r{' ' * 13}\rAn answer.\n"


@pytest.mark.usefixtures("impatient")
def test_the_words_are_taken_away_where_there_is_no_answer(tiny_store: str) -> None:
    errors = Terminal()
    with redirect_stderr(errors), pytest.raises(StoreError), click.Context(click.Command("say")):
        opened(tiny_store)
        time.sleep(0.2)
        raise StoreError("gone")
    assert errors.getvalue() == f"Asking the graph …\r{' ' * 18}\r"


def test_a_person_waits_a_second_for_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    assert (terminal.PATIENCE, told(0.3)) == (1.0, "")


@pytest.mark.usefixtures("impatient")
def test_a_terminal_that_takes_nothing_back_is_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert told(0.2) == ""


@pytest.mark.usefixtures("impatient")
def test_a_file_of_errors_is_told_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with working("Counting"):
        time.sleep(0.2)
    assert capsys.readouterr().err == ""


def test_a_command_that_is_run_by_a_program_shows_neither() -> None:
    @click.command()
    def say() -> None:
        show(TABLE * 99)

    assert CliRunner().invoke(say, color=True).stdout == TABLE * 99


@pytest.mark.parametrize("style", ["table", "json", "csv", "tsv", "xml", "md"])
def test_no_format_of_a_query_moves_a_terminal(style: str, screen: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "hostile.nt"
    file.write_text(r'<urn:a> <urn:b> "=1+1 \u001B]0;x\u0007 \u202E" .')
    asked = ["query", "SELECT ?o { ?s ?p ?o }", "--store", str(file), "--format", style, "--no-color"]
    with redirect_stdout(screen), redirect_stderr(io.StringIO()):
        main.main(asked, standalone_mode=False)
    seen = screen.getvalue()
    assert re.findall(CONTROL, seen) == []
    assert ("'=1+1" in seen) == (style == "csv")
