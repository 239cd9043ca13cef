"""Scores `ask` on questions with known answers: shares of right, wrong but sure and not known, by kind.

    python tests/bench/accuracy.py QUESTIONS.jsonl [--misses]

A question is *right* if the words of the reply hold one of its accepted answers, or all the words of a longer
one (for a negative one: if the reply says that the documents do not say). Of a reply that is not sure and
lists readings only the likeliest, told first, counts; how many of the right ones were so hedged is shown
beside. *Wrong but sure* is a reply that gives another answer surely, and *not known* all else: hedged replies
with another answer first, nothing found, not understood. The reply's words are its text, not what else its
table shows."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from goldthread.graph.ask.pipeline import ask
from goldthread.graph.ask.reply import AskReply
from goldthread.graph.store.oxigraph import open_store
from goldthread.graph.text.stemming import SMALL

NUMBERS = {
    "zero": "0",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
}
OUTCOMES = ("right", "not known", "wrong but sure")


def plain(text: str) -> str:
    """Words and figures only, as two spellings of one answer share them: no capitals, marks, thousands'
    commas."""
    text = re.sub(
        r"(?<=\d),(?=\d)", "", text.casefold().replace("&", " and ").replace("’", "'").replace("'", "")
    )
    text = re.sub(r"\bs\.\s?(?=\d)", "section ", text).replace("per cent", "%")
    words = re.findall(r"£?\d+(?:\.\d+)?(?:%|bn|m|k)?|[a-z]+|%", text)
    return " " + " ".join(NUMBERS.get(word, word) for word in words).replace(" %", "%") + " "


def holds(reply: AskReply, answers: list[str]) -> bool:
    """Whether the reply's words, or its likeliest reading's, hold an accepted answer; a bare number not as a
    reference."""
    told = reply.readings[0] if reply.readings else reply.text
    said, bare = plain(told), plain(_without_references(told, reply))
    return any(
        plain(answer) in (bare if _is_number(answer) else said) or _worded(answer, said) for answer in answers
    )


def _is_number(answer: str) -> bool:
    return re.fullmatch(r" \d+(\.\d+)? ", plain(answer)) is not None


def _without_references(told: str, reply: AskReply) -> str:
    """The text without documents, dates and places: nine is not said by paragraph 9."""
    for answer in reply.answers:
        for place in answer.evidence:
            told = told.replace(place.reference, " ")
    return told


def _worded(answer: str, said: str) -> bool:
    """Whether all the words of a longer accepted answer are said, in whatever order."""
    words = set(plain(answer).split()) - SMALL
    return len(words) > 3 and words <= set(said.split())


def outcome(reply: AskReply, item: dict[str, Any]) -> str:
    """How the reply fares."""
    if item["kind"] == "negative":
        return "right" if reply.none_found else "wrong but sure" if reply.sure else "not known"
    if not reply.none_found and reply.verdict != "not understood" and holds(reply, item["answers"]):
        return "right"
    return "wrong but sure" if reply.sure else "not known"


def cites(reply: AskReply, item: dict[str, Any]) -> bool:
    """Whether the evidence of one of the first answers lies in a document that the question's evidence is
    from."""
    wanted = {item["doc"], *(more["doc"] for more in item.get("more_evidence", ()))}
    return any(place.file in wanted for answer in reply.answers[:3] for place in answer.evidence)


def main(files: list[str], misses: bool) -> None:
    store = open_store()
    counts: Counter[tuple[str, str]] = Counter()
    cited: Counter[str] = Counter()
    for line in (
        line for file in files for line in Path(file).read_text(encoding="utf-8").splitlines() if line.strip()
    ):
        item = json.loads(line)
        reply = ask(store, item["question"])
        result = outcome(reply, item)
        for kind in (item["kind"], "all"):
            counts[kind, result] += 1
            counts[kind, "asked"] += 1
            counts[kind, "hedged"] += result == "right" and bool(reply.readings)
            if reply.answers:
                counts[kind, "answered"] += 1
                cited[kind] += cites(reply, item)
        if misses and result != "right":
            print(f"\n{result.upper()} {item['id']} {item['kind']}: {item['question']}")
            print(f"  wanted: {item['answers'][:3]}\n  said: {reply.text[:400]}\n  {dict(reply.understood)}")
    _table(counts, cited)


def _table(counts: Counter[tuple[str, str]], cited: Counter[str]) -> None:
    print(
        f"\n{'kind':26}{'asked':>6}"
        + "".join(f"{name:>16}" for name in OUTCOMES)
        + f"{'right, hedged':>16}{'right document':>16}"
    )
    kinds = sorted({kind for kind, _ in counts if kind != "all"})
    for kind in [*kinds, "all"]:
        asked = counts[kind, "asked"]
        shares = "".join(f"{counts[kind, name]:>9}{counts[kind, name] / asked:>7.0%}" for name in OUTCOMES)
        document = (
            f"{cited[kind] / counts[kind, 'answered']:>16.0%}" if counts[kind, "answered"] else f"{'-':>16}"
        )
        print(f"{kind:26}{asked:>6}{shares}{counts[kind, 'hedged']:>16}{document}")


if __name__ == "__main__":
    main([word for word in sys.argv[1:] if not word.startswith("--")], "--misses" in sys.argv)
