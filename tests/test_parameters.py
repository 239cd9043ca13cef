"""A named question about what words mean: dates, plain texts and things by any of their names, bound and never pasted in."""

from __future__ import annotations

import re

import pytest

from goldthread.graph.errors import GoldthreadError, NameNotFound, QueryError
from goldthread.graph.parameters import bound
from goldthread.graph.questions import question
from goldthread.graph.store import open_store

ID = "https://w3id.org/goldthread/id/"


def values(sparql: str, name: str) -> str:
    """What stands in a query's place for a value."""
    found = re.findall(rf"VALUES \?{name} \{{ (.*?) \}}\n", sparql)
    assert len(found) == 1, sparql
    return str(found[0])


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("Hate Crime Board", "any/board/hate-crime-board"),
        ("HCPB", "any/board/hate-crime-board"),
        ("any/board/hate-crime-board", "any/board/hate-crime-board"),
        ("burglry board", "any/board/burglary-board"),
        ("the Anytown plan", "any/plan/safer-anytown-2021-24"),
    ],
)
def test_a_thing_is_meant_by_any_of_its_names(text: str, thing: str, tiny_store: str) -> None:
    assert values(bound("who-owns", {"thing": text}, tiny_store), "thing") == f"<{ID}{thing}>"


def test_words_that_mean_several_things_equally_are_about_all_of_them(tiny_store: str) -> None:
    plans = values(bound("who-owns", {"thing": "safer anytown plan"}, tiny_store), "thing").split()
    assert sorted(plans) == [f"<{ID}any/plan/safer-anytown-2018-21>", f"<{ID}any/plan/safer-anytown-2021-24>"]


@pytest.mark.parametrize(("text", "day"), [("2021", "2021-12-31"), ("2024-02", "2024-02-29"), ("2021-11-03", "2021-11-03")])
def test_a_date_is_its_last_day(text: str, day: str, tiny_store: str) -> None:
    assert values(bound("link-details", {"asOf": text}, tiny_store), "asOf") == f'"{day}"'


@pytest.mark.parametrize(("name", "parameter"), [("named", "text"), ("sections", "file")])
def test_a_plain_text_stays_as_it_is_and_cannot_break_out(name: str, parameter: str, tiny_store: str) -> None:
    hostile = '"} INSERT { UNDEF } \\ \n?x'
    sparql = bound(name, {parameter: hostile}, tiny_store)
    assert r'"\"} INSERT { UNDEF } \\ \n?x"' in sparql
    assert open_store(tiny_store).select(sparql) == []


def test_a_text_that_breaks_out_is_seen(tiny_store: str) -> None:
    pasted = question("named").sparql.replace("UNDEF", '"x" } SELECT (1 AS ?y) { "')
    with pytest.raises(SyntaxError):
        open_store(tiny_store).select(pasted)


def test_what_is_not_asked_about_stays_open(tiny_store: str) -> None:
    assert bound("link-details", {}) == question("link-details").sparql
    assert values(bound("link-details", {"asOf": "2021"}, tiny_store), "link") == "UNDEF"


def test_the_rest_of_the_question_stays_to_the_character(tiny_store: str) -> None:
    sparql = bound("who-owns", {"thing": "burglary"}, tiny_store)
    assert sparql.replace(f"<{ID}any/priority/2021/burglary>", "UNDEF") == question("who-owns").sparql


@pytest.mark.parametrize(
    ("name", "words", "error", "said"),
    [
        ("who-owns", {"thng": "x"}, QueryError, "“who-owns” has no parameter thng; it takes thing"),
        ("link-details", {"thing": "x"}, QueryError, "“link-details” has no parameter thing; it takes link, asOf"),
        ("documents", {"thing": "x"}, QueryError, "“documents” has no parameter thing; it takes none"),
        (
            "who-owns",
            {"thing": "zzz"},
            NameNotFound,
            "Nothing in the graph is called “zzz”. Try fewer words, or `goldthread find`.",
        ),
        ("link-details", {"asOf": "soon"}, GoldthreadError, "“soon” is not a date; write 2021, 2021-11 or 2021-11-17"),
    ],
)
def test_words_that_mean_nothing_are_told_of(
    name: str, words: dict[str, str], error: type[GoldthreadError], said: str, tiny_store: str
) -> None:
    with pytest.raises(error) as told:
        bound(name, words, tiny_store)
    assert (type(told.value), str(told.value)) == (error, said)


def test_a_question_that_is_not_there_names_the_nearest() -> None:
    with pytest.raises(NameNotFound) as told:
        bound("who-own", {})
    assert told.value.nearest[0] == "who-owns"
