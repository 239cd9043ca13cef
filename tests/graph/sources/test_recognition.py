"""Phrases are found in a long text all at once exactly where they are found one by one."""

from __future__ import annotations

import pytest

from goldthread.graph.sources import recognition
from goldthread.graph.sources.matching import SourceText
from goldthread.graph.sources.plaintext import plain
from goldthread.graph.sources.recognition import PhraseSearch, Quote, recognise

TEXT = SourceText(
    "The Hate Crime Board, a (Silver) board, met twice.\nIt re-\nports to the Executive: 12% fewer."
)
PHRASES = [
    "hate",
    "Hate Crime",
    "the hate crime board",
    "ate crime boar",
    "crime hate",
    "board a silver",
    "a (Silver) board, met",
    "reports to",
    "reports to the Executive",
    "executive 12",
    "12%",
    "12% fewer.",
    "fewer",
    "a board met",
    "",
    "nothing of this",
    "Silver) board, me",
]


@pytest.mark.parametrize("stretch", [1, 7, 40, 1 << 20])
def test_all_at_once_or_one_by_one(stretch: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "STRETCH", stretch)
    phrases = [plain(phrase) for phrase in PHRASES]
    search = PhraseSearch(TEXT, phrases)
    assert [search.holds(phrase) for phrase in phrases] == [
        bool(phrase) and TEXT.holds(phrase) for phrase in phrases
    ]
    assert all(search.may_hold(phrase) for phrase in phrases if search.holds(phrase))


def test_the_document_of_whose_phrases_the_largest_share_is_there() -> None:
    quotes = [Quote("a", "Hate Crime"), Quote("a", "nothing"), Quote("b", "reports to"), Quote("b", "12%")]
    assert recognise(TEXT, quotes) == ("b", 2, 2)
    assert recognise(TEXT, quotes[:2]) == ("a", 1, 2)
    assert recognise(TEXT, []) == ("", 0, 0)


def test_no_document_is_sought_that_cannot_have_a_larger_share(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    holds = SourceText.holds

    def noted(text: SourceText, wanted: str) -> bool:
        asked.append(wanted)
        return holds(text, wanted)

    monkeypatch.setattr(SourceText, "holds", noted)
    # Of b all words are there, but not in this order; of c a word between others is not.
    quotes = [
        *(Quote("a", phrase) for phrase in ("the hate crime board", "it reports to the executive")),
        *(Quote("b", phrase) for phrase in ("a crime board a", "it no reports")),
        *(Quote("c", phrase) for phrase in ("the no board", "it none reports", "the executive")),
    ]
    assert recognise(TEXT, quotes) == ("a", 2, 2)
    assert asked == ["the hate crime board", "it reports to the executive"]
