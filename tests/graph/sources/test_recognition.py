"""Phrases are found in a long text all at once exactly where they are found one by one."""

from __future__ import annotations

import pytest

from goldthread.graph.sources import recognition
from goldthread.graph.sources.matching import SourceText
from goldthread.graph.sources.plaintext import plain
from goldthread.graph.sources.recognition import Quote, held, recognise

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
    assert held(TEXT, phrases) == {phrase for phrase in phrases if phrase and TEXT.holds(phrase)}


def test_the_document_of_whose_phrases_the_largest_share_is_there() -> None:
    quotes = [Quote("a", "Hate Crime"), Quote("a", "nothing"), Quote("b", "reports to"), Quote("b", "12%")]
    assert recognise(TEXT, quotes) == ("b", 2, 2)
    assert recognise(TEXT, quotes[:2]) == ("a", 1, 2)
    assert recognise(TEXT, []) == ("", 0, 0)
