"""The plain form of a text is the same however it is cut into stretches, and leads back to the raw text."""

from __future__ import annotations

import unicodedata

import pytest

from goldthread.graph.sources import plaintext
from goldthread.graph.sources.plaintext import plain, plain_text

RAW = "Safer\u00a0 Leeds Exec-\nutive • (Gold)\tﬁve \u200bÉté ½ “so”\u00ad x\u2013y  -\n end"
PLAIN = 'safer leeds executive (gold) five e\u0301te\u0301 1⁄2 "so" xy end'


def seen(raw: str) -> str:
    """The plain form of a text, a letter at a time, by the rules and without any haste."""
    letters: list[str] = []
    for letter in plaintext.BROKEN.sub(plaintext._hyphens, raw):
        for one in plaintext._seen(letter):
            if one != " " or not letters or letters[-1] != " ":
                letters.append(one)
    return "".join(letters)


@pytest.mark.parametrize("stretch", [1, 2, 3, 5, 8, 13, 1 << 18])
def test_a_text_is_made_plain_in_stretches_of_any_length(
    stretch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plaintext, "STRETCH", stretch)
    found = plain_text(RAW)
    assert found.text == PLAIN == seen(RAW)


def test_each_place_leads_to_the_letter_that_it_was_made_of_and_back() -> None:
    found = plain_text(RAW)
    for at, letter in enumerate(found.text):
        raw = RAW[found.offset(at)]
        assert letter in plaintext._seen(raw) or (letter == " " and raw.isspace())
    assert [found.place(found.offset(found.text.index(word))) for word in ("gold", "end")] == [
        found.text.index("gold"),
        found.text.index("end"),
    ]
    assert found.place(0) == 0
    assert found.place(len(RAW)) == len(found.text)


@pytest.mark.parametrize("raw", ["", " ", "   ", "-", "- \n" * 9, "\n" * 9, "a" * 9, "\u00ad\u200b"])
def test_texts_of_one_kind_of_letter(raw: str) -> None:
    assert plain_text(raw).text == seen(raw)


def test_every_letter_of_unicode_is_seen_alike_in_a_long_text_and_in_a_short_one() -> None:
    letters = [chr(code) for code in range(0x2FFF) if unicodedata.category(chr(code)) != "Cs"]
    assert plain_text("x".join(letters)).text == seen("x".join(letters))


def test_what_is_sought_has_no_spaces_at_its_ends() -> None:
    assert plain("  Hate\n CRIME ") == "hate crime"
    assert plain("Exec-\nutive") == "executive"
    assert plain(" • ") == ""
