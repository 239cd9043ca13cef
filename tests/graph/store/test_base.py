"""Values are bound so that no text breaks out of its place; a store is asked by SELECT, ASK and CONSTRUCT."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions

from goldthread.graph.store.base import Dataset, EngineAnswer, Store, Term, Wants, bind

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
    found = ox.Store().query(query)
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


class Small(Store):
    """The least that a store has to be: one statement, and a note of each query that it ran."""

    def __init__(self) -> None:
        self.ran: list[tuple[str, Wants, Dataset | None]] = []
        self.closed = False

    def run(self, query: str, wants: Wants = "rows", graphs: Dataset | None = None) -> EngineAnswer:
        self.ran.append((query, wants, graphs))
        engine = ox.Store()
        engine.add(ox.Quad(NamedNode("x:lamps"), NamedNode("x:under"), NamedNode("x:board")))
        return engine.query(query)

    def graphs(self) -> list[str]:
        return []

    def close(self) -> None:
        self.closed = True


def test_rows_are_by_variable_without_the_unbound_ones() -> None:
    store = Small()
    query = "SELECT ?a ?b ?none { VALUES ?a { UNDEF } ?a <x:under> ?b OPTIONAL { ?b <x:under> ?none } }"
    bound = query.replace("UNDEF", "<x:lamps>")
    assert store.select(query, a=NamedNode("x:lamps")) == [
        {"a": NamedNode("x:lamps"), "b": NamedNode("x:board")}
    ]
    assert store.select(query, a=NamedNode("x:board")) == []
    assert store.ran[0] == (bound, "rows", None)


def test_yes_or_no_and_triples_take_values_too() -> None:
    store = Small()
    assert store.ask("ASK { VALUES ?a { UNDEF } ?a ?b ?c }", a=NamedNode("x:lamps")) is True
    assert store.ask("ASK { VALUES ?a { UNDEF } ?a ?b ?c }", a=NamedNode("x:board")) is False
    query = "CONSTRUCT { ?c <x:over> ?a } { VALUES ?a { UNDEF } ?a ?b ?c }"
    assert store.construct(query, a=NamedNode("x:lamps")) == [
        ox.Triple(NamedNode("x:board"), NamedNode("x:over"), NamedNode("x:lamps"))
    ]
    assert [wants for _, wants, _ in store.ran] == ["truth", "truth", "triples"]


def test_a_store_is_taken_to_count_right_unless_it_says_otherwise() -> None:
    assert Small().caveat() is None
    assert Small().caveat(Dataset(default=("x:g",))) is None


def test_a_query_of_another_form_is_a_bug() -> None:
    with pytest.raises(AssertionError, match="not a SELECT"):
        Small().select("ASK { }")
    with pytest.raises(AssertionError, match="neither CONSTRUCT nor DESCRIBE"):
        Small().construct("ASK { }")


def test_a_store_is_closed_at_the_end_of_its_block_even_after_an_error() -> None:
    with Small() as store:
        assert not store.closed
    assert store.closed
    with pytest.raises(KeyError), Small() as broken:
        raise KeyError
    assert broken.closed
