from __future__ import annotations

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Store

from goldthread.graph.store.base import Term, bind

ECHO = "SELECT ?text { VALUES ?text { UNDEF } }"
HOSTILE = [
    'a "quoted" word',
    'end" } ; DROP ALL ; SELECT * { "',
    "back\\slash",
    'back\\" } DROP ALL #',
    'new\nline" }\r\n DROP ALL',
    "tab\tand 'single' '''three''' \"\"\"three\"\"\"",
    "NUL \x00, control \x01\x7f, \u2028, \U0001f600",
    "} ; DROP",
    "\\u0022 } DROP ALL",
    "VALUES ?text { UNDEF }",
    "",
]


def echo(query: str) -> list[Term]:
    found = Store().query(query)
    assert isinstance(found, QuerySolutions)
    return [row["text"] for row in found]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_back_as_it_was_given(text: str) -> None:
    assert echo(bind(ECHO, {"text": Literal(text)})) == [Literal(text)]


def test_pasted_text_does_break_out() -> None:
    with pytest.raises(SyntaxError):
        echo(ECHO.replace("UNDEF", f'"{HOSTILE[1]}"'))


def test_a_value_that_looks_like_a_placeholder_is_not_filled_by_another_value() -> None:
    query = "SELECT ?text { VALUES ?text { UNDEF } VALUES ?asOf { UNDEF } }"
    bound = bind(query, {"text": Literal("VALUES ?asOf { UNDEF }"), "asOf": Literal('" } DROP')})
    assert bound == 'SELECT ?text { VALUES ?text { "VALUES ?asOf { UNDEF }" } VALUES ?asOf { "\\" } DROP" } }'


def test_several_values_stand_in_one_place_and_one_value_in_several_places() -> None:
    one, two = NamedNode("https://example.org/1"), Literal("zwei", language="de")
    assert (
        bind(ECHO, {"text": [one, two]})
        == 'SELECT ?text { VALUES ?text { <https://example.org/1> "zwei"@de } }'
    )
    assert bind("VALUES ?a { UNDEF } values ?a {\nUNDEF\n}", {"a": one}) == (
        "VALUES ?a { <https://example.org/1> } values ?a {\n<https://example.org/1>\n}"
    )


def test_no_value_asks_about_everything_and_an_empty_list_about_nothing() -> None:
    assert bind(ECHO, {}) == ECHO
    assert echo(bind(ECHO, {"text": []})) == []


def test_an_absent_placeholder_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"no place for asOf, other: write VALUES \?asOf \{ UNDEF \} in it"):
        bind(ECHO, {"text": Literal("x"), "other": Literal("x"), "asOf": Literal("x")})


def test_a_blank_node_cannot_be_bound() -> None:
    with pytest.raises(TypeError, match="Only IRIs and literals can be bound"):
        bind(ECHO, {"text": [BlankNode("b")]})
