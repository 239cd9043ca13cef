"""The tables of how people ask: every want can be answered, every relation exists, no word is lost."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pytest

from goldthread import ontology
from goldthread.graph.alignment.gaps import GAP_KINDS
from goldthread.graph.ask.question import GAP, STRONG, TOKEN, fits
from goldthread.graph.ask.retrieval import TIES
from goldthread.graph.ask.scoring import NEEDED
from goldthread.graph.tables.schema import schema
from goldthread.graph.text.language import table, words
from goldthread.graph.text.stemming import SMALL, WORD, short_forms, stems

COLUMNS = {
    "answers": ("want", "answer", "fit"),
    "gaps": ("gap", "pattern"),
    "manners": ("manner", "pattern"),
    "nouns": ("want", "nouns", "class"),
    "relations": ("strength", "words", "relations"),
    "short-forms": ("short", "long"),
    "soft-words": ("list", "word"),
    "stopwords": ("list", "word"),
    "wants": ("want", "pattern"),
}
LISTS = {"soft-words": ("soft", "paper"), "stopwords": ("small", "ending")}
PATTERNS = ("gaps", "manners", "wants")
KINDS_OF_CELLS = {"chair", "date", "number", "money", "tier", "status", "act", "author", "name"}


@cache
def terms() -> frozenset[str]:
    """The short names of all that the ontology's files speak of."""
    text = "".join(ontology.text(name) for name in ontology.VOCABULARY)
    return frozenset(re.findall(r"\b[a-z]+:([A-Za-z]\w*)", text))


def classes() -> set[str]:
    return {re.split("[#/]", form.cls)[-1] for form in schema().tables.values()}


def repeated(words: list[str]) -> list[str]:
    return [word for word, times in Counter(words).items() if times > 1]


def circles(known: dict[str, tuple[str, ...]]) -> list[str]:
    """The short forms that stand for themselves in the end."""
    found = []
    for short, long in known.items():
        reached: set[str] = set()
        todo = [*long]
        while todo:
            word = todo.pop()
            if word not in reached:
                reached.add(word)
                todo += known.get(word, ())
        if short in reached:
            found.append(short)
    return found


def untaken(word: str) -> bool:
    """Whether a word of a table can never be a token of a question."""
    return [token if token == "no." else token.rstrip(".") for token in TOKEN.findall(word)] != [word]


def unreadable(word: str) -> bool:
    """Whether a word of a list can never stand in a text: as small letters and figures, with single blanks or
    hyphens between."""
    return re.fullmatch(r"[a-z0-9]+(?:[ -][a-z0-9]+)*", word) is None


def test_each_table_is_there_with_its_columns_and_no_row_twice() -> None:
    assert {
        file.removeprefix("language/").removesuffix(".csv") for file in ontology.listing("language", ".csv")
    } == set(COLUMNS)
    for name, columns in COLUMNS.items():
        assert {tuple(row) for row in table(name)} == {columns}
        assert repeated([",".join(row.values()) for row in table(name)]) == []


def test_every_want_can_be_answered_and_every_answer_is_wanted() -> None:
    wants = {row["want"] for name in ("wants", "nouns") for row in table(name)}
    assert wants == set(fits())
    assert set(STRONG) | NEEDED <= wants


def test_what_answers_is_a_class_of_the_records_or_a_kind_of_cell() -> None:
    answers = [row["answer"] for row in table("answers")]
    assert [answer for answer in answers if answer not in classes() | KINDS_OF_CELLS] == []
    assert set(answers) >= KINDS_OF_CELLS
    assert {row["class"] for row in table("nouns")} - {""} <= classes()


def test_a_fit_is_a_small_share_and_stands_once() -> None:
    assert [row for row in table("answers") if not 0 < float(row["fit"]) <= 0.3] == []
    assert repeated([f"{row['want']} {row['answer']}" for row in table("answers")]) == []


def test_every_relation_is_in_the_ontology_or_a_cell() -> None:
    relations = {relation for row in table("relations") for relation in row["relations"].split()}
    assert sorted(relations - terms() - TIES.keys()) == []
    assert {row["strength"] for row in table("relations")} <= {"1", "2", "3"}


def test_every_gap_is_one_that_align_knows() -> None:
    assert {row["gap"] for row in table("gaps")} <= set(GAP_KINDS)


@pytest.mark.parametrize("name", PATTERNS)
def test_no_pattern_stands_twice_and_none_begins_or_ends_with_a_gap(name: str) -> None:
    patterns = [row["pattern"] for row in table(name)]
    assert repeated([" ".join(row.values()) for row in table(name)]) == []
    assert [pattern for pattern in patterns if GAP in (pattern.split()[0], pattern.split()[-1])] == []


def test_no_noun_stands_twice_and_no_word_twice_in_a_row() -> None:
    assert repeated([noun for row in table("nouns") for noun in row["nouns"].split()]) == []
    assert [row["words"] for row in table("relations") if repeated(row["words"].split())] == []


@pytest.mark.parametrize("name", ["nouns", "relations", *PATTERNS])
def test_every_word_can_stand_in_a_question(name: str) -> None:
    column = {"nouns": "nouns", "relations": "words"}.get(name, "pattern")
    words = {word for row in table(name) for part in row[column].split() for word in part.split("|")} - {GAP}
    assert sorted(word for word in words if untaken(word.removesuffix("*"))) == []


def test_a_word_that_cannot_stand_in_a_question_is_found_out() -> None:
    assert [
        word
        for word in ("board", "co-chair", "no.", "%", "what's", "Board", "board.", "a_b")
        if untaken(word)
    ] == [
        "Board",
        "board.",
        "a_b",
    ]


def test_short_forms_are_small_letters_no_small_words_and_stand_once() -> None:
    shorts = [row["short"] for row in table("short-forms")]
    assert repeated(shorts) == []
    assert [
        short
        for short in shorts
        if short != short.casefold() or short in SMALL or WORD.fullmatch(short) is None
    ] == []
    assert [row for row in table("short-forms") if not re.fullmatch(r"[a-z]+(?: [a-z]+)*", row["long"])] == []


def test_every_short_form_has_the_stems_of_what_it_stands_for() -> None:
    assert [row["short"] for row in table("short-forms") if stems(row["short"]) != stems(row["long"])] == []


def test_no_short_form_stands_for_itself_in_the_end() -> None:
    assert circles({row["short"]: tuple(row["long"].split()) for row in table("short-forms")}) == []
    assert circles({"a": ("b",), "b": ("c", "d"), "c": ("b",), "e": ("f",)}) == ["b", "c"]


def test_what_short_forms_stand_for_holds_no_short_form() -> None:
    spelt = short_forms()
    assert [short for short, long in spelt.items() if spelt.keys() & set(long)] == []


@pytest.mark.parametrize("name", LISTS)
def test_the_word_lists_are_these_and_each_is_sorted(name: str) -> None:
    assert tuple(dict.fromkeys(row["list"] for row in table(name))) == LISTS[name]
    for which in LISTS[name]:
        mine = [row["word"] for row in table(name) if row["list"] == which]
        assert mine == sorted(words(name, which))


@pytest.mark.parametrize("name", LISTS)
def test_every_word_of_a_list_can_be_a_word_of_a_text(name: str) -> None:
    assert [row["word"] for row in table(name) if unreadable(row["word"])] == []


def test_a_word_that_no_text_has_is_found_out() -> None:
    words = ("the", "board report", "year-1", "The", "the ", "", "board  report", "it's", "a|b")
    assert [word for word in words if unreadable(word)] == ["The", "the ", "", "board  report", "it's", "a|b"]


def test_what_counts_as_small_is_a_single_word() -> None:
    lists = [("stopwords", "small"), ("stopwords", "ending"), ("soft-words", "soft")]
    assert [word for name, which in lists for word in words(name, which) if not WORD.fullmatch(word)] == []
