"""A kept plain form comes back as it was, and is none if it is not of the text beside it."""

from __future__ import annotations

import sys

import pytest

from goldthread.graph.sources.index import packed, unpacked
from goldthread.graph.sources.plaintext import plain_text

TEXT = "Hate  Crime – Exec-\nutive ﬁve"
RAW = TEXT.encode()
INDEX = packed(RAW, plain_text(TEXT))


def test_it_comes_back_as_it_was() -> None:
    made, found = plain_text(TEXT), unpacked(RAW, INDEX)
    assert found is not None
    assert (found.text, found.starts, found.offsets) == (made.text, made.starts, made.offsets)


@pytest.mark.parametrize("order", ["big", "little"])
def test_the_bytes_are_the_same_on_every_system(order: str, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = INDEX
    monkeypatch.setattr(sys, "byteorder", order)
    swapped = packed(RAW, plain_text(TEXT))
    assert (swapped == kept) == (order == "little")
    found = unpacked(RAW, swapped)
    assert found is not None and found.offsets == plain_text(TEXT).offsets


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        (RAW + b" ", INDEX),
        (RAW[:-1] + b"E", INDEX),
        (RAW, b""),
        (RAW, INDEX[:-1]),
        (RAW, INDEX + b"x"),
        (RAW, INDEX[:-1] + b"x"),
        (RAW, INDEX.replace(b"goldthread-index 1", b"goldthread-index 0", 1)),
        (RAW, INDEX.replace(b"goldthread", b"silverthread", 1)),
        (RAW, b"\xff" * 99),
        (RAW, b" ".join([b"x"] * 7) + b"\n"),
    ],
)
def test_what_is_of_another_text_or_damaged_is_none(raw: bytes, kept: bytes) -> None:
    assert unpacked(raw, kept) is None
