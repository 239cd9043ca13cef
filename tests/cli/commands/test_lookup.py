"""owner, trace, find, show: the envelope that other programs rely on, days, passages and files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from goldthread.cli.commands.lookup import GOALS
from goldthread.graph.threads import goals

Run = Callable[..., Result]
TEXTS = Path(__file__).parents[2] / "worlds" / "tiny" / "sources"
ENVELOPE = {
    "question",
    "as_of",
    "text",
    "answers",
    "none_found",
    "looked_in",
    "did_you_mean",
    "title",
    "facts",
}
MORE = {"show": {"sections", "looked_for"}, "trace": {"to", "parts"}}
ANSWER = {
    "subject", "relation", "object", "value", "basis", "reading", "why", "from", "until", "evidence", "as_at",
    "status", "property", "inverse",
}  # fmt: skip
FALLS = [
    f"down {one} compared with the year before [contradicted: {other}]"
    for one, other in (("11%", "12%"), ("12%", "11%"))
]
THING = {"id", "label", "type", "document", "tier", "status", "date", "area"}
EVIDENCE = {"document", "file", "place", "phrase", "passage", "reading", "date", "section", "near"}


def wrong_keys(reply: dict[str, Any], verb: str = "") -> Iterator[tuple[str, set[str]]]:
    """Where an answer in JSON has other keys than were promised for the verb, and which those are."""
    parts = [("envelope", reply, ENVELOPE | MORE.get(verb, set()))]
    for answer in reply.get("answers", ()):
        things = [answer["subject"], *filter(None, [answer["object"]])]
        parts += [("answer", answer, ANSWER), *(("thing", thing, THING) for thing in things)]
        parts += [("evidence", place, EVIDENCE) for place in answer["evidence"]]
    yield from ((name, set(part) ^ keys) for name, part, keys in parts if set(part) != keys)


def test_the_ends_on_the_command_line_are_those_of_the_library() -> None:
    assert tuple(goals.GOALS) == GOALS


@pytest.mark.parametrize(
    "command",
    [
        "owner hate crime",
        "owner property marking",
        "owner youth board",
        "trace burglary",
        "find hate",
        "find nothing of the kind",
        "show schools with third party reporting",
        "show youth board",
        "sources show street team",
    ],
)
def test_json_has_exactly_the_promised_keys(command: str, run: Run, tiny_store: str) -> None:
    reply = json.loads(run(*command.split(), "--format", "json", "--store", tiny_store).stdout)
    assert list(wrong_keys(reply, command.split()[0])) == []
    assert {answer["basis"] for answer in reply["answers"]} <= {"stated", "inferred"}
    assert reply["answers"] or reply["none_found"]


def test_keys_that_are_missing_or_new_are_seen() -> None:
    answer = {**dict.fromkeys(ANSWER), "subject": dict.fromkeys(THING), "evidence": [{"document": ""}]}
    reply = {**dict.fromkeys(ENVELOPE - {"facts"}), "answers": [answer], "colour": "red"}
    assert list(wrong_keys(reply)) == [
        ("envelope", {"facts", "colour"}),
        ("evidence", EVIDENCE - {"document"}),
    ]


@pytest.mark.parametrize(
    ("day", "known"),
    [("2022-12-31", False), ("2022", False), ("2023-01", True), ("2023", True), ("2030", True)],
)
def test_a_link_is_answered_from_its_day_on(day: str, known: bool, run: Run, tiny_store: str) -> None:
    reply = json.loads(
        run("owner", "hate crime", "--as-of", day, "--format", "json", "--store", tiny_store).stdout
    )
    assert reply["as_of"] == day
    assert ("any/board/hate-crime-board" in {answer["object"]["id"] for answer in reply["answers"]}) is known
    assert reply["none_found"] is not known


@pytest.mark.parametrize(
    ("day", "shown"), [("2021-10", []), ("2024-08", []), ("2024-09", FALLS), ("2025", FALLS)]
)
def test_a_figure_is_shown_from_the_day_of_its_document_on(
    day: str, shown: list[str], run: Run, tiny_store: str
) -> None:
    printed = run("trace", "burglary", "--as-of", day, "--format", "csv", "--store", tiny_store).stdout
    figures = [row["object"] for row in csv.DictReader(io.StringIO(printed)) if row["relation"] == "change"]
    assert figures == shown


@pytest.mark.parametrize(
    ("day", "standings"),
    [("2021-10", []), ("2022", ["Bronze, planned"]), ("2024-09", ["Bronze, planned", "Silver, in place"])],
)
def test_a_board_stands_as_it_did_by_then(day: str, standings: list[str], run: Run, tiny_store: str) -> None:
    reply = json.loads(
        run("show", "youth board", "--as-of", day, "--format", "json", "--store", tiny_store).stdout
    )
    assert [answer["value"] for answer in reply["answers"] if answer["relation"] == "stood as"] == standings


def test_words_may_come_with_or_without_quotation_marks(run: Run, tiny_store: str) -> None:
    assert (
        run("owner", "hate", "crime", "--store", tiny_store).stdout
        == run("owner", "hate crime", "--store", tiny_store).stdout
    )


@pytest.mark.parametrize("verb", ["owner", "show", "trace"])
def test_registered_documents_give_their_passages(
    verb: str, run: Run, tiny_store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOLDTHREAD_SOURCES", str(TEXTS))
    reply = json.loads(run(verb, "property marking", "--format", "json", "--store", tiny_store).stdout)
    passages = {
        place["phrase"]: place["passage"] for answer in reply["answers"] for place in answer["evidence"]
    }
    assert passages["leads the marking of property"] == (
        "The Street Team of Anytown Council leads the marking of property and runs the Mill Estate Patrol."
    )


def test_a_copy_that_cannot_be_read_is_told_in_one_line(
    run: Run, tiny_store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOLDTHREAD_SOURCES", str(tmp_path))
    (tmp_path / "anytown-update.txt").write_bytes(b"Burglary \xe9")
    ended = run("owner", "hate crime", "--format", "json", "--store", tiny_store)
    assert (ended.exit_code, ended.stdout, ended.stderr.count("\n")) == (2, "", 1)
    assert f"{tmp_path / 'anytown-update.txt'}: this copy cannot be read as UTF-8 text" in ended.stderr


@pytest.mark.parametrize("style", ["table", "csv", "md"])
@pytest.mark.parametrize(
    "words",
    [("owner", "hate crime"), ("show", "hate crime"), ("trace", "burglary"), ("ask", "who owns hate crime")],
)
def test_no_copy_is_read_for_a_form_that_holds_no_passage(
    words: tuple[str, str],
    style: str,
    run: Run,
    tiny_store: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GOLDTHREAD_SOURCES", str(tmp_path / "none"))
    without = run(*words, "--format", style, "--store", tiny_store)
    monkeypatch.setenv("GOLDTHREAD_SOURCES", str(tmp_path))
    (tmp_path / "anytown-update.txt").write_bytes(b"no \xe9 text")
    assert run(*words, "--format", style, "--store", tiny_store).stdout == without.stdout != ""


@pytest.mark.parametrize("style", ["table", "json", "csv", "md"])
@pytest.mark.parametrize(
    "command",
    [
        "owner hate crime",
        "trace burglary",
        "find hate",
        "show youth board",
        "sources list",
        "sources show bo berg",
    ],
)
def test_a_file_holds_what_the_terminal_shows(
    command: str, style: str, run: Run, tiny_store: str, tmp_path: Path
) -> None:
    words = (*command.split(), "--format", style, "--store", tiny_store)
    file = tmp_path / "answer"
    ended = run(*words, "-o", file)
    assert (ended.exit_code, ended.stdout, ended.stderr) == (0, "", f"Written: {file}\n")
    assert file.read_bytes() == run(*words).stdout_bytes != b""
    assert list(tmp_path.iterdir()) == [file]
