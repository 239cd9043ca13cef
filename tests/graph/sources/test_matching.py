"""Phrases are found where a reader finds them, whatever extraction did to the words, and nowhere else."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest

from goldthread.graph.sources.matching import NEARBY, SourceText, Span, close, merge, sections

PLAN = """Safer Anytown Plan
Priorities
Hate Crime
Burglary
Governance
The Hate Crime Board oversees hate crime. The Burglary Board oversees burglary.
"""


def found(raw: str, phrase: str, within: Span | None = None, near: str = "") -> list[str]:
    """The stretches of the raw text that a phrase is found as."""
    return [raw[span.start : span.end] for span in SourceText(raw).find(phrase, within, near)]


@pytest.mark.parametrize(
    ("raw", "phrase", "as_it_stands"),
    [
        pytest.param(
            "the hate \n\n  crime board", "hate crime board", "hate \n\n  crime board", id="line ends"
        ),
        pytest.param(
            "hate\u00a0crime\u2009board", "hate crime board", "hate\u00a0crime\u2009board", id="odd spaces"
        ),
        pytest.param("hate\x0ccrime", "hate crime", "hate\x0ccrime", id="page break"),
        pytest.param("hate crime", " hate\tcrime ", "hate crime", id="spaces of the phrase"),
        pytest.param("• hate\n• crime", "hate crime", "hate\n• crime", id="bullets"),
        pytest.param("hate \uf0b7 crime", "hate crime", "hate \uf0b7 crime", id="bullet of a symbol font"),
        pytest.param("| hate | crime |", "hate crime", "hate | crime", id="lines of a table"),
        pytest.param(
            "Exec-\nutive Board", "executive board", "Exec-\nutive Board", id="word broken at a line end"
        ),
        pytest.param("Exec-  \n   utive", "executive", "Exec-  \n   utive", id="with spaces"),
        pytest.param("Exec\u00ad\nutive", "executive", "Exec\u00ad\nutive", id="by a soft hyphen"),
        pytest.param("Exec\x02utive", "executive", "Exec\x02utive", id="by PDFium's sign of a break"),
        pytest.param("Exec\ufffeutive", "executive", "Exec\ufffeutive", id="by PDFium's older sign"),
        pytest.param(
            "third-\nparty centres",
            "third-party centres",
            "third-\nparty centres",
            id="own hyphen at a line end",
        ),
        pytest.param("third-party", "thirdparty", "third-party", id="hyphen lost by the phrase"),
        pytest.param("thirdparty", "third-party", "thirdparty", id="hyphen lost by the text"),
        pytest.param("third\u2011party", "third-party", "third\u2011party", id="unbroken hyphen"),
        pytest.param("2018–21", "2018-21", "2018–21", id="kinds of dash"),
        pytest.param("boards — all", "boards - all", "boards — all", id="dash between words"),
        pytest.param(
            "the council’s “plan”", 'council\'s "plan"', "council’s “plan”", id="kinds of quotation marks"
        ),
        pytest.param("the ﬁrst oﬃce", "first office", "ﬁrst oﬃce", id="ligatures"),
        pytest.param("SAFER Leeds", "safer leeds", "SAFER Leeds", id="capitals"),
        pytest.param("STRASSE", "straße", "STRASSE", id="capitals that are two letters"),
        pytest.param("the café", "cafe\u0301", "café", id="accent apart in the phrase"),
        pytest.param("the cafe\u0301 bar", "café", "cafe\u0301", id="accent apart in the text"),
        pytest.param(
            "ten m² of \U0001f3e0", "m2 of \U0001f3e0", "m² of \U0001f3e0", id="small figures and pictures"
        ),
        pytest.param("a\u200bb\ufeffc", "abc", "a\u200bb\ufeffc", id="signs of no width"),
        pytest.param("fell by 12%.", "12%", "12%", id="signs"),
        pytest.param("victims-survivors", "victims", "victims", id="word before a hyphen"),
        pytest.param("victims-\nsurvivors", "survivors", "survivors", id="word after a hyphen at a line end"),
        pytest.param("ends in 59.", "59", "59", id="number before a full stop"),
        pytest.param("59, 60", "59", "59", id="number before a comma"),
    ],
)
def test_a_phrase_is_found_through_what_extraction_does_to_words(
    raw: str, phrase: str, as_it_stands: str
) -> None:
    assert found(raw, phrase) == [as_it_stands]


@pytest.mark.parametrize(
    ("raw", "phrase"),
    [
        pytest.param("hate crimes", "hate crime", id="part of a word, before its end"),
        pytest.param("re hate", "e hate", id="part of a word, after its start"),
        pytest.param("in 597 cases", "59", id="part of a number"),
        pytest.param("fell by 0.59", "59", id="decimals of a number"),
        pytest.param("fell by 59.5", "59", id="whole part of a number"),
        pytest.param("in 59,000 cases", "59", id="thousands of a number"),
        pytest.param("in 59,000 cases", "000", id="rest of a number"),
        pytest.param("café", "cafe", id="word without its accent"),
        pytest.param("cafe\u0301", "cafe", id="word without its accent apart"),
        pytest.param("cafés", "café", id="part of a word after an accent"),
        pytest.param("हिन्दी", "हिन्द", id="word without its vowel sign"),
        pytest.param("한글", "하", id="part of a syllable"),
        pytest.param("hate crime", "crime hate", id="another order"),
        pytest.param("hate of crime", "hate crime", id="a word between"),
        pytest.param("hatecrime", "hate crime", id="words run together"),
        pytest.param("anything", "", id="no phrase"),
        pytest.param("• anything", " • - ", id="only signs that are looked through"),
        pytest.param("", "anything", id="no text"),
    ],
)
def test_what_does_not_stand_there_is_not_found(raw: str, phrase: str) -> None:
    assert found(raw, phrase) == []


AWKWARD = [
    "a", "Z", "é", "e\u0301", "ß", "İ", "ı", "ﬁ", "Ǆ", "ŉ", "ſ", "Σ", "ς", "ẞ", "ﬀ", "½", "²",
    "Ⅳ", "㎏", "…", "™", "Å", "한글", "हिन्दी", "ไทย", "שָׁלוֹם", "عربي", "日本", "𝐇", "\U0001f600",
    "\U0001f469\u200d\U0001f692", "\u0149x", "1.50", "£20,000", "12%", "x\u00ady", "x\u200by",
    "Ω\u0345", "ᾳ", "\u0390", "10–12", "O’Neill", "R&D", "C++", "@home", "a/b",
]  # fmt: skip


@pytest.mark.parametrize("word", AWKWARD)
def test_any_word_is_found_once_as_it_stands_whatever_surrounds_it(word: str) -> None:
    forms = {word, unicodedata.normalize("NFC", word), unicodedata.normalize("NFD", word)}
    for before, after in [
        ("", ""),
        ("of ", " or"),
        ("(", ")"),
        ("“", "”"),
        ("\n", "\n"),
        ("• ", ";"),
        ("日 ", " 本"),
    ]:
        for written in forms:
            raw = f"{before}{written}{after}"
            for asked in forms:
                assert found(raw, asked) == [written], (raw, asked)


@pytest.mark.parametrize(
    "word", [word for word in AWKWARD if word not in ("…", "\U0001f600", "\U0001f469\u200d\U0001f692")]
)
def test_any_word_is_not_found_inside_another(word: str) -> None:
    assert found(f"z{word}z 7{word}7", word) == []


@pytest.mark.parametrize("word", AWKWARD)
def test_any_word_is_found_as_often_as_it_stands(word: str) -> None:
    raw = f"{word} and {word}\n{word}"
    places = SourceText(raw).find(word)
    assert [raw[place.start : place.end] for place in places] == [word] * 3
    assert all(one.end < other.start for one, other in pairwise(places))


def test_a_phrase_in_several_places_is_found_in_each() -> None:
    assert [span.start for span in SourceText(PLAN).find("hate crime")] == [30, 65, 91]
    assert found("aa aa aa", "aa aa") == ["aa aa", "aa aa"]


def test_near_keeps_the_places_that_have_its_words_shortly_before_them() -> None:
    text = SourceText(PLAN)
    assert text.find("hate crime", near="Hate Crime Board oversees") == [Span(91, 101)]
    assert text.find("hate crime", near="• HATE\n crime") == [Span(65, 75), Span(91, 101)]
    assert text.find("Hate Crime", near="burglary") == [Span(65, 75), Span(91, 101)]
    assert text.find("Safer", near="Plan") == []
    assert text.find("hate crime", near="vandalism") == []


def test_near_reaches_only_so_far() -> None:
    for gap, places in [(NEARBY - 5, 1), (NEARBY, 0)]:
        assert len(SourceText(f"first{'.' * gap}then").find("then", near="first")) == places, gap


def test_a_span_bounds_what_is_found_and_what_is_near() -> None:
    text = SourceText(PLAN)
    assert text.find("hate crime", Span(60, len(PLAN))) == [Span(65, 75), Span(91, 101)]
    assert text.find("hate crime", Span(30, 40)) == [Span(30, 40)]
    assert text.find("hate crime", Span(30, 39)) == [], "the phrase is cut off"
    assert text.find("hate crime", Span(60, len(PLAN)), near="Priorities") == []
    assert text.find("hate crime", Span(40, 40)) == []


def test_offsets_are_those_of_the_text_as_given() -> None:
    raw = "ﬀ ﬀ\n\n\t– “Exec-\nutive” ½ \U0001f600 last"
    (span,) = SourceText(raw).find("last")
    assert raw[span.start : span.end] == "last" and span.end == len(raw)
    assert [raw[s.start : s.end] for s in SourceText(raw).find("executive")] == ["Exec-\nutive"]


@pytest.mark.parametrize(
    ("raw", "phrase", "passage"),
    [
        ("One. The board\n oversees it. Three.", "oversees", "The board oversees it."),
        ("Heading\n\nThe board oversees it\n\nNext", "board", "The board oversees it"),
        ("Is it? The board: it oversees! Yes", "oversees", "it oversees!"),
        ("oversees", "oversees", "oversees"),
        ("Before it. The board oversees it. After", "The board", "The board oversees it."),
        (
            "third-\n party centres of the Exec\u00ad\nutive and the part\x02ners\x01",
            "centres",
            "third-party centres of the Executive and the partners",
        ),
        ("the years 2018 - 21 - all", "years", "the years 2018 - 21 - all"),
        ("It fell by 1.5 per cent. End", "fell", "It fell by 1.5 per cent."),
    ],
)
def test_a_passage_is_the_sentence_around_a_phrase(raw: str, phrase: str, passage: str) -> None:
    text = SourceText(raw)
    assert text.passage(text.find(phrase)[0]) == passage


def test_a_passage_is_at_most_so_wide() -> None:
    text = SourceText("word " * 200 + "here" + " word" * 200)
    assert text.passage(text.find("here")[0], width=12) == "d word word here word word w"


def test_sections_begin_at_their_first_words_and_end_where_the_next_begins() -> None:
    text = SourceText(PLAN)
    spans, missing = sections(
        text, [("title", "Safer Anytown Plan"), ("priorities", "Priorities"), ("governance", "GOVERNANCE")]
    )
    assert spans == {"title": Span(0, 19), "priorities": Span(19, 50), "governance": Span(50, len(PLAN))}
    assert missing == []


def test_sections_are_sought_after_the_one_before() -> None:
    text = SourceText("Contents Aims Work Aims They are high. Work It is hard.")
    spans, missing = sections(
        text, [("contents", "Contents"), ("aims", "Aims They"), ("work", "Work"), ("more", "Work")]
    )
    assert (spans, missing) == (
        {"contents": Span(0, 19), "aims": Span(19, 39), "work": Span(39, 55)},
        ["more"],
    )


def test_a_section_that_is_not_found_is_named_and_the_others_stand() -> None:
    spans, missing = sections(
        SourceText(PLAN),
        [("title", "Safer"), ("lost", "Not there"), ("empty", ""), ("governance", "Governance")],
    )
    assert (spans, missing) == ({"title": Span(0, 50), "governance": Span(50, len(PLAN))}, ["lost", "empty"])
    assert sections(SourceText(""), [("title", "Safer")]) == ({}, ["title"])


def test_spans_close_in_the_order_of_the_text() -> None:
    assert close([(5, "b"), (0, "a"), (9, "c")], 12) == {"a": Span(0, 5), "b": Span(5, 9), "c": Span(9, 12)}
    assert close([], 12) == {}


def test_sections_of_several_documents_in_one_text_cut_each_other_off() -> None:
    agenda = {"items": Span(0, 6), "end": Span(6, 20)}
    minutes = {"present": Span(8, 20)}
    assert merge([agenda, minutes], 20) == {"items": Span(0, 6), "end": Span(6, 8), "present": Span(8, 20)}
