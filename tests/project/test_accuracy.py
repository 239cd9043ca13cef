"""The accuracy bench scores replies as a strict reader does, and the real sample is answered well.

The sample is asked if it lies beside the project: at least 95 in 100 answers are right and none is wrong but
sure."""

from __future__ import annotations

import importlib
import json
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pyoxigraph as ox
import pytest

from goldthread.graph.ask.pipeline import ask
from goldthread.graph.ask.reply import AskReply
from goldthread.graph.rdf.builder import load
from goldthread.graph.results.answers import Answer, Evidence, Thing
from goldthread.graph.store.oxigraph import OxigraphStore, Store

HERE = Path(__file__).parents[1]
SAMPLE = HERE.parent.parent / "shared" / "questions-sample.jsonl"
RIGHT, NOT_KNOWN, WRONG = "right", "not known", "wrong but sure"


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    """The bench's module, found as a script finds itself."""
    sys.path.insert(0, str(HERE / "bench"))
    try:
        return importlib.import_module("accuracy")
    finally:
        sys.path.remove(str(HERE / "bench"))


def heard(
    text: str, verdict: str = "answer", *readings: str, file: str = "update.txt", place: str = "paragraph 9"
) -> AskReply:
    evidence = Evidence("Update", file, place, "", "2024")
    answers = (Answer(Thing("b", "Board", "Board"), "is", value="x", evidence=(evidence,)),)
    none = verdict == "not in the documents"
    return AskReply(
        "?",
        text,
        () if none else answers,
        none_found=none,
        sure=verdict == "answer",
        verdict=verdict,
        readings=readings,
    )


def item(*answers: str, kind: str = "board_facts", doc: str = "update.txt") -> dict[str, Any]:
    return {"kind": kind, "answers": list(answers), "doc": doc}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("4,672 victims", "4672 victims"),
        ("£1,250,000", "£1250000"),
        ("30 per cent", "30%"),
        ("30 %", "30%"),
        ("nine boards", "9 boards"),
        ("S.17 of the Act", "section 17 of the Act"),
        ("s. 17", "Section 17"),
        ("Children’s Services", "Children's services"),
        ("WYP & LCC", "WYP and LCC"),
        ("anti-social  behaviour", "Anti Social Behaviour"),
        ("£140m (30%)", "£140m, 30%"),
        ("“Vision Zero”", "vision zero"),
    ],
)
def test_two_spellings_of_one_answer_are_the_same(bench: ModuleType, one: str, other: str) -> None:
    assert bench.plain(one) == bench.plain(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("£30", "30"),
        ("30%", "30"),
        ("£140m", "£140"),
        ("1.5", "15"),
        ("£2.5bn", "£2.5m"),
        ("board", "boards"),
        ("2021-24", "2021"),
    ],
)
def test_two_answers_are_not_the_same_for_looking_alike(bench: ModuleType, one: str, other: str) -> None:
    assert bench.plain(one) != bench.plain(other)


@pytest.mark.parametrize(
    ("told", "answers", "expected"),
    [
        ("The Board is chaired by Anna Muster.", ["Anna Muster"], True),
        ("The Board is chaired by Anna Musterwoman.", ["Anna Muster"], False),
        ("It fell by 30 per cent.", ["30%"], True),
        ("It fell by 130%.", ["30%"], False),
        ("It had 4,672 victims.", ["4672"], True),
        ("It had 14,672 victims.", ["4672"], False),
        ("It had nine boards.", ["eight", "9"], True),
        (
            "Led by senior police colleagues and the local authority jointly.",
            ["local authority and senior police colleagues"],
            True,
        ),
        (
            "Led by senior colleagues of the local authority.",
            ["local authority and senior police colleagues"],
            False,
        ),
        ("Led by Health and Police.", ["Police and Health"], False),
        ("The Board: three — stated: Update (2024), paragraph 9.", ["9"], False),
        ("The Board: 9 — stated: Update (2024), paragraph 9.", ["9"], True),
        ("The Board: three — stated: Update (2024), paragraph 9.", ["2024"], False),
        ("The Board: three — stated: Update (2024), paragraph 9.", ["paragraph 9"], True),
    ],
)
def test_a_reply_holds_an_answer_word_for_word_or_all_words_of_a_longer_one(
    bench: ModuleType, told: str, answers: list[str], expected: bool
) -> None:
    assert bench.holds(heard(told), answers) is expected


def test_of_several_readings_only_the_likeliest_counts(bench: ModuleType) -> None:
    reply = heard("Not sure. Anna. Other readings: Bo.", "several readings", "Anna", "Bo")
    assert (bench.holds(reply, ["Anna"]), bench.holds(reply, ["Bo"])) == (True, False)


@pytest.mark.parametrize(
    ("reply", "question", "expected"),
    [
        (heard("Anna"), item("Anna"), RIGHT),
        (heard("Bo"), item("Anna"), WRONG),
        (heard("Not sure: Anna", "several readings", "Anna"), item("Anna"), RIGHT),
        (heard("Not sure: Bo", "several readings", "Bo"), item("Anna"), NOT_KNOWN),
        (heard("The documents do not say. Nearest: Anna", "not in the documents"), item("Anna"), NOT_KNOWN),
        (heard("Not understood. Nearest: Anna", "not understood"), item("Anna"), NOT_KNOWN),
        (
            heard("The documents do not say.", "not in the documents"),
            item("not stated", kind="negative"),
            RIGHT,
        ),
        (heard("Anna"), item("not stated", kind="negative"), WRONG),
        (heard("It is not stated."), item("not stated", kind="negative"), WRONG),
        (heard("Not sure: Anna", "several readings", "Anna"), item("not stated", kind="negative"), NOT_KNOWN),
        (heard("Not understood.", "not understood"), item("not stated", kind="negative"), NOT_KNOWN),
    ],
)
def test_every_reply_has_one_outcome(
    bench: ModuleType, reply: AskReply, question: dict[str, Any], expected: str
) -> None:
    assert bench.outcome(reply, question) == expected


def test_a_reply_cites_the_document_of_the_question_or_one_beside_it(bench: ModuleType) -> None:
    assert bench.cites(heard("x"), item("x"))
    assert not bench.cites(heard("x", file="plan.txt"), item("x"))
    assert bench.cites(heard("x", file="plan.txt"), {**item("x"), "more_evidence": [{"doc": "plan.txt"}]})
    assert not bench.cites(AskReply("?", "x"), item("x"))


TINY = [
    {
        **item("Hate Crime Board", kind="owner_board", doc="anytown-update.txt"),
        "id": "T1",
        "question": "Who oversees hate crime?",
    },
    {
        **item("Anna Muster", kind="owner_board", doc="anytown-plan.txt"),
        "id": "T2",
        "question": "Who owns the Mill Estate Patrol?",
    },
    {
        **item("Home Office", kind="funding", doc="anytown-update.txt"),
        "id": "T3",
        "question": "Who funded the Mill Estate Patrol?",
    },
    {
        **item("not stated", kind="negative", doc="anytown-plan.txt"),
        "id": "T4",
        "question": "Does Burglary serve Safer places?",
    },
    {**item("rain", kind="negative", doc="anytown-plan.txt"), "id": "T5", "question": "What is the weather?"},
]

PRINTED = """
WRONG BUT SURE T2 owner_board: Who owns the Mill Estate Patrol?
  wanted: ['Anna Muster']
  said: “Mill Estate Patrol” is delivered by Street Team — stated: Safer Anytown Annual Update 2024 (2024-09), Work and money, \
paragraph 6. No document says in so many words who owns “Mill Estate Patrol”.
  {'wanted': 'who owns it', 'of': 'Mill Estate Patrol'}

NOT KNOWN T5 negative: What is the weather?
  wanted: ['rain']
  said: This was not understood well enough to answer; try other words, or `goldthread find`.
  {'wanted': 'anything that is said', 'words looked for': 'weather', 'words that no record bears': 'weather'}

kind                       asked           right       not known  wrong but sure   right, hedged  right document
funding                        1        1   100%        0     0%        0     0%               1            100%
negative                       2        1    50%        1    50%        0     0%               0               -
owner_board                    2        1    50%        0     0%        1    50%               0             50%
all                            5        3    60%        1    20%        1    20%               1             67%
"""  # noqa: E501


@pytest.mark.parametrize("misses", [True, False])
def test_a_file_of_questions_is_scored_by_kind(
    bench: ModuleType,
    tiny: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    misses: bool,
) -> None:
    monkeypatch.setattr(bench, "open_store", lambda: tiny)
    file = tmp_path / "questions.jsonl"
    file.write_text("\n\n".join(map(json.dumps, TINY)) + "\n", encoding="utf-8")
    bench.main([str(file)], misses)
    table = PRINTED[PRINTED.index("\nkind") :]
    assert capsys.readouterr().out == (PRINTED if misses else table)


@pytest.fixture(scope="module")
def real_store(built: str) -> Store:
    """The graph of the built-in records, opened for questions."""
    engine = ox.Store()
    engine.extend(load(built))
    return OxigraphStore(engine)


@pytest.mark.skipif(
    not SAMPLE.is_file(), reason="the sample of real questions does not lie beside the project"
)
def test_the_real_sample_is_answered(bench: ModuleType, real_store: Store) -> None:
    items = [json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines() if line.strip()]
    outcomes = {one["id"]: bench.outcome(ask(real_store, one["question"]), one) for one in items}
    missed = {name: outcome for name, outcome in outcomes.items() if outcome != RIGHT}
    counts = Counter(outcomes.values())
    assert counts[WRONG] == 0, missed
    assert counts[RIGHT] >= 0.95 * len(items), missed
