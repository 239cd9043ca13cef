"""The tables of the language of questions are read once, and only by what needs them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from goldthread.graph.text import language

SCRIPT = """
import sys
from goldthread.graph import open_graph
graph = open_graph(sys.argv[1])
graph.owner("hate crime"); graph.find("hate crime"); graph.show("hate crime board")
before = "goldthread.graph.text.language" in sys.modules
graph.ask("Who oversees hate crime?")
print(before, "goldthread.graph.text.language" in sys.modules)
"""


def test_a_table_has_its_rows_by_column() -> None:
    assert language.table("short-forms")[0] == {"short": "asb", "long": "antisocial behaviour"}


def test_a_word_list_is_a_part_of_its_table() -> None:
    small, ending = (language.words("stopwords", name) for name in ("small", "ending"))
    assert {"about", "whom"} <= small - ending
    assert {"gives", "names", "went"} <= ending
    assert len(small) + len(ending) == len(language.table("stopwords"))
    assert language.words("stopwords", "no such list") == frozenset()


def test_a_table_is_read_once() -> None:
    assert language.table("wants") is language.table("wants")
    assert language.words("soft-words", "paper") is language.words("soft-words", "paper")


def test_a_table_that_is_not_there_is_told() -> None:
    with pytest.raises(FileNotFoundError):
        language.table("no-such-table")


def test_only_a_question_in_plain_english_reads_them(tiny_store: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT, tiny_store], capture_output=True, text=True, check=True
    )
    assert ended.stdout == "False True\n"
