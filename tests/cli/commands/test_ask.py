"""The command `ask`: answers in any form; no answer ends well, what cannot be asked is one line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from goldthread.cli.main import main
from goldthread.graph.sources.library import Library

Run = Callable[..., Result]
CHAIR = "Community Safety Manager is chair of Hate Crime Board (Silver board)"


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(
    "words", [("Who chairs the Hate Crime Board?",), ("who", "chairs", "the", "hate", "crime", "board")]
)
def test_a_question_may_stand_in_quotes_or_not(run: Run, tiny_store: str, words: tuple[str, ...]) -> None:
    ended = run("ask", *words, "--store", tiny_store)
    assert (ended.exit_code, ended.stderr) == (0, "")
    assert flat(ended.stdout).startswith(
        f"{CHAIR} — stated: Safer Anytown Annual Update 2024 (2024-09), Work and money"
    )
    assert max(map(len, ended.stdout.splitlines())) <= 80


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("What is the weather?", "This was not understood well enough to answer"),
        ("Does Burglary serve Safer places?", "The documents do not say. Somebody looked for this"),
        ("Who chairs the SAE?", "As far as they are recorded, the documents do not say this"),
        ("Who funded the Mill Estate Patrol?", "Not sure that this is what is asked. The likeliest answer"),
    ],
)
def test_no_sure_answer_is_an_answer_too(run: Run, tiny_store: str, question: str, begins: str) -> None:
    ended = run("ask", question, "--store", tiny_store)
    assert (ended.exit_code, ended.stderr) == (0, "")
    assert flat(ended.stdout).startswith(begins)


def test_the_day_is_kept(run: Run, tiny_store: str) -> None:
    ended = run(
        "ask", "who oversees hate crime", "--as-of", "2022", "--format", "json", "--store", tiny_store
    )
    reply = json.loads(ended.stdout)
    assert (reply["as_of"], reply["none_found"], reply["sure"]) == ("2022", True, False)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("?!",), 'Ask a question in words, such as: goldthread ask "Who chairs the hate crime board?"'),
        (("x" * 1001,), "The question has 1,001 characters; ask in 1,000 at most."),
        (("who chairs it", "--as-of", "someday"), "“someday” is not a date"),
    ],
)
def test_what_cannot_be_asked_is_told_in_one_line(
    run: Run, tiny_store: str, words: tuple[str, ...], message: str
) -> None:
    ended = run("ask", *words, "--store", tiny_store)
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert message in flat(ended.stderr)
    assert "Traceback" not in ended.stderr


def test_explain_adds_how_it_was_understood(run: Run, tiny_store: str) -> None:
    plain = run("ask", "Who chairs HCPB?", "--store", tiny_store).stdout
    explained = run("ask", "Who chairs HCPB?", "--explain", "--store", tiny_store).stdout
    assert explained.startswith(plain)
    assert "goldthread query --name members-of-board --set board=any/board/hate-crime-board" in explained


def test_the_questions_it_offers_can_be_asked(run: Run, tiny_store: str) -> None:
    for question in (
        "Who chairs HCPB?",
        "Who leads property marking on the Mill Estate?",
        "What is the Mill Estate Patrol?",
    ):
        reply = json.loads(run("ask", question, "--format", "json", "--store", tiny_store).stdout)
        for command in reply["again"]:
            ended = run(*command.split()[1:], "--store", tiny_store)
            assert (ended.exit_code, bool(ended.stdout.strip())) == (0, True), command


def test_sparql_shows_the_queries_that_ran(run: Run, tiny_store: str) -> None:
    ended = run("ask", "Who chairs HCPB?", "--sparql", "--store", tiny_store)
    assert ended.exit_code == 0
    assert "SELECT" in ended.stdout and "hcpb" in ended.stdout
    assert "Community Safety Manager" not in ended.stdout


def test_csv_has_a_row_for_each_answer_also_where_there_is_none(run: Run, tiny_store: str) -> None:
    def rows(question: str) -> list[dict[str, str]]:
        return list(
            csv.DictReader(io.StringIO(run("ask", question, "--format", "csv", "--store", tiny_store).stdout))
        )

    (one,) = rows("Who chairs HCPB?")
    assert (one["subject"], one["object"], one["basis"], one["as_at"]) == (
        "Community Safety Manager",
        "Hate Crime Board",
        "stated",
        "2024-09",
    )
    assert rows("What is the weather?") == []


def test_the_answer_goes_into_a_file(run: Run, tiny_store: str, tmp_path: Path) -> None:
    ended = run(
        "ask", "Who chairs HCPB?", "--format", "md", "-o", tmp_path / "chair.md", "--store", tiny_store
    )
    assert (ended.exit_code, ended.stdout) == (0, "")
    assert (tmp_path / "chair.md").read_text("utf-8").startswith(f"{CHAIR} — stated")


@pytest.mark.parametrize(
    "question",
    [
        "\u202eWho chairs HCPB?",
        "Who chairs HCPB?\x1b[2J",
        '"Who chairs HCPB?" } #',
        "Who chairs <b>HCPB</b>?",
    ],
)
@pytest.mark.parametrize("style", ["table", "md", "csv", "json"])
def test_hostile_questions_do_nothing(run: Run, tiny_store: str, question: str, style: str) -> None:
    ended = run("ask", question, "--format", style, "--explain", "--store", tiny_store)
    assert ended.exit_code == 0
    assert not {"\x1b", "\u202e"} & set(ended.stdout)
    assert "Community Safety Manager" in flat(ended.stdout)


def test_a_registered_document_gives_its_passage(
    tiny_store: str, tiny_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOLDTHREAD_SOURCES", str(Path(__file__).parents[2] / "worlds" / "tiny" / "sources"))
    ended = CliRunner().invoke(main, ["ask", "Who chairs HCPB?", "--format", "json", "--store", tiny_store])
    (answer,) = json.loads(ended.stdout)["answers"]
    assert "Bo Berg, chairs the Hate Crime Board" in answer["evidence"][0]["passage"]


def test_a_graph_without_search_words_is_told(run: Run, boards: Path) -> None:
    ended = run("ask", "Who chairs the board?", "--store", boards)
    assert ended.exit_code == 2
    assert "This graph has no search words" in flat(ended.stderr)


def test_help_shows_examples_that_are_questions(run: Run) -> None:
    ended = run("ask", "--help")
    assert ended.stdout.count("goldthread ask ") >= 3
    assert "--explain" in ended.stdout
