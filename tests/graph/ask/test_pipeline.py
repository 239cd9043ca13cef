"""Questions as people ask them, answered on the tiny world to the word.

`asked.csv` holds them; after a change of wording `python tests/graph/ask/test_pipeline.py` writes the answers
anew; read the difference before you keep it."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from goldthread.graph.ask.decision import Verdict
from goldthread.graph.ask.pipeline import LONGEST, ask
from goldthread.graph.ask.reply import AskReply
from goldthread.graph.errors import GoldthreadError
from goldthread.graph.rdf.builder import build
from goldthread.graph.store.oxigraph import Store, open_store
from goldthread.graph.tables.reader import read

HERE = Path(__file__).parents[2]
TABLE = HERE / "snapshots" / "asked.csv"
COLUMNS = ("question", "as_of", "verdict", "text", "documents", "looked_in")
REPLIES = sorted((HERE / "snapshots" / "replies").glob("ask-*.json"))
ANSWER, READINGS, NOT_SAID, NOT_UNDERSTOOD = (verdict.value for verdict in Verdict)


def cases() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def row_of(reply: AskReply) -> dict[str, str]:
    """A reply as a row of the table."""
    files = dict.fromkeys(place.file for answer in reply.answers for place in answer.evidence)
    return {
        "question": reply.question,
        "as_of": reply.as_of or "",
        "verdict": reply.verdict,
        "text": reply.text,
        "documents": " ".join(files),
        "looked_in": " | ".join(reply.looked_in),
    }


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{case['question']} {case['as_of']}".strip()) for case in cases()]
)
def test_a_question_is_answered_to_the_word(tiny: Store, case: dict[str, str]) -> None:
    reply = ask(tiny, case["question"], case["as_of"] or None)
    assert row_of(reply) == case
    assert (reply.sure, bool(reply.readings)) == (reply.verdict == ANSWER, reply.verdict == READINGS)
    if reply.none_found != (reply.verdict == NOT_SAID):
        pytest.fail("none_found is said of what the documents do not say, and of nothing else")


def test_the_questions_are_of_every_outcome() -> None:
    verdicts = Counter(case["verdict"] for case in cases())
    assert verdicts.keys() == {ANSWER, READINGS, NOT_SAID, NOT_UNDERSTOOD}
    assert verdicts[ANSWER] >= 25 and min(verdicts.values()) >= 3
    assert any(case["looked_in"] for case in cases())


@pytest.mark.parametrize(
    "case", [pytest.param(json.loads(path.read_text(encoding="utf-8")), id=path.stem) for path in REPLIES]
)
def test_a_question_is_answered_with_this_very_envelope(tiny: Store, case: dict[str, Any]) -> None:
    reply = ask(tiny, case["text"], case["as_of"])
    assert reply.to_json() == case["reply"]
    assert list(reply.to_json()) == list(case["reply"]), "and its keys in this order"


def test_every_answer_says_how_it_is_known_and_where(tiny: Store) -> None:
    answers = [
        answer for case in cases() for answer in ask(tiny, case["question"], case["as_of"] or None).answers
    ]
    without = [
        answer for answer in answers if not answer.basis or not answer.evidence or not answer.evidence[0].date
    ]
    unexplained = [answer for answer in answers if answer.basis == "inferred" and not answer.why]
    assert (without, unexplained) == ([], [])


def test_the_likeliest_reading_is_told_first_and_the_others_are_offered(tiny: Store) -> None:
    reply = ask(tiny, "Who funded the Mill Estate Patrol?")
    first, *others = reply.readings
    assert first.startswith("“Money for the Mill Estate Patrol” is funded by Home Office — stated: ")
    assert others and reply.text.startswith(
        f"Not sure that this is what is asked. The likeliest answer: {first} Other readings: "
    )


@pytest.mark.parametrize("text", ["", "?!…", "   ", "\u200f", "\x1b[31m"[:1], "—–·"])
def test_a_question_without_words_is_refused(tiny: Store, text: str) -> None:
    with pytest.raises(GoldthreadError, match=r"^Ask a question in words, such as: goldthread ask"):
        ask(tiny, text)


def test_a_question_longer_than_a_page_is_refused(tiny: Store) -> None:
    assert ask(tiny, ("who " * LONGEST)[:LONGEST]).verdict == NOT_UNDERSTOOD
    with pytest.raises(GoldthreadError, match=r"^The question has 1,001 characters; ask in 1,000 at most\.$"):
        ask(tiny, "x" * (LONGEST + 1))


def test_a_wrong_day_is_told(tiny: Store) -> None:
    with pytest.raises(GoldthreadError, match="is not a date"):
        ask(tiny, "Who chairs the Hate Crime Board?", "yesterday")


@pytest.mark.parametrize(
    "around",
    [
        "\u202e{}\u202c",
        '"{}"',
        "{} }} UNION {{ ?s ?p ?o }} #",
        "<script>alert(1)</script> {}",
        "{}\x00\x07\x1b[31m",
        "'; DROP GRAPH <urn:x>; -- {}",
        "{}" + "?" * 900,
    ],
)
def test_hostile_marks_around_a_question_change_no_answer(tiny: Store, around: str) -> None:
    asked = "Who chairs the Hate Crime Board?"
    plain, hostile = ask(tiny, asked), ask(tiny, around.format(asked))
    assert hostile.answers[:1] == plain.answers[:1]
    assert plain.text in hostile.text
    assert hostile.verdict in (ANSWER, READINGS)


def test_what_a_question_was_taken_for_is_said(tiny: Store) -> None:
    reply = ask(tiny, "who chairs the hate crime board in 2024")
    said = dict(reply.understood)
    assert said["wanted"].startswith("chair")
    assert (said["years"], said["words looked for"]) == ("2024", "chairs hate crime board")
    assert reply.again == ("goldthread query --name members-of-board --set board=any/board/hate-crime-board",)


def renew() -> None:
    """Writes the answers of the table and of the envelopes as they are now."""
    with TemporaryDirectory() as folder:
        graph = Path(folder) / "tiny.nq"
        graph.write_text(build(read(HERE / "worlds" / "tiny" / "records")), encoding="utf-8")
        store = open_store(graph)
        rows = [row_of(ask(store, case["question"], case["as_of"] or None)) for case in cases()]
        for path in REPLIES:
            case = json.loads(path.read_text(encoding="utf-8"))
            case["reply"] = ask(store, case["text"], case["as_of"]).to_json()
            path.write_text(json.dumps(case, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    renew()
