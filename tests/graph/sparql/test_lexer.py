"""Queries are cut into tokens as the standard cuts them; what is no token is pointed out at its place."""

from __future__ import annotations

import pytest

from goldthread.graph.errors import QuerySyntax
from goldthread.graph.sparql.lexer import tokens


def kinds(query: str) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in tokens(query)][:-1]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("select * # SERVICE <x>\n{", [("SELECT", "select"), ("*", "*"), ("{", "{")]),
        ("?a<?b", [("var", "?a"), ("<", "<"), ("var", "?b")]),
        ("?a<?b>", [("var", "?a"), ("iri", "<?b>")]),
        ("<https://x.org/a#b>#c", [("iri", "<https://x.org/a#b>")]),
        (
            "gt:Board gt: : :a _:b.c a",
            [
                ("pname", "gt:Board"),
                ("prefix", "gt:"),
                ("prefix", ":"),
                ("pname", ":a"),
                ("bnode", "_:b.c"),
                ("a", "a"),
            ],
        ),
        (r"id:leeds\/board.x.", [("pname", r"id:leeds\/board.x"), (".", ".")]),
        ("SERVICEx:y", [("pname", "SERVICEx:y")]),
        ("1SERVICE", [("integer", "1"), ("SERVICE", "SERVICE")]),
        (
            "1.5 .5 1e3 +1 -1.5 1.",
            [
                ("number", "1.5"),
                ("number", ".5"),
                ("number", "1e3"),
                ("signed", "+1"),
                ("signed", "-1.5"),
                ("integer", "1"),
                (".", "."),
            ],
        ),
        (
            '"a\\"b" \'c\' """d"e""f\n""" ""',
            [("string", '"a\\"b"'), ("string", "'c'"), ("string", '"""d"e""f\n"""'), ("string", '""')],
        ),
        (
            '"x"@en-GB^^xsd:date',
            [("string", '"x"'), ("langtag", "@en-GB"), ("^^", "^^"), ("pname", "xsd:date")],
        ),
        (
            "( ) [ ] <= && true",
            [("nil", "( )"), ("anon", "[ ]"), ("<=", "<="), ("&&", "&&"), ("boolean", "true")],
        ),
        ("?é ?x·y", [("var", "?é"), ("var", "?x·y")]),
    ],
)
def test_text_is_cut_as_the_standard_cuts_it(query: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(query) == expected


@pytest.mark.parametrize(
    ("query", "line", "column", "says"),
    [
        ('SELECT ?a {\n ?a ?b "open }', 2, 8, "is not closed"),
        ('SELECT ?a {\r\n ?a ?b """open" }', 2, 8, "is not closed"),
        ('"a\nb"', 1, 1, "is not closed"),
        (r'"bad \q escape"', 1, 1, "bare backslash"),
        ("SELECT \x00", 1, 8, r"invisible character U\+0000"),
        ("SELECT\xa0*", 1, 7, r"invisible character U\+00A0"),
        ("?a \ud800", 1, 4, r"invisible character U\+D800"),
        ("?a ~ ?b", 1, 4, "The sign “~” cannot stand here"),
        (r'"\u0022 } SERVICE"', 1, 2, r"Write the character itself in place of \\u0022"),
        ("# \\u000A SERVICE <http://x>", 1, 3, r"in place of \\u000A"),
    ],
)
def test_what_is_no_token_is_pointed_out(query: str, line: int, column: int, says: str) -> None:
    with pytest.raises(QuerySyntax, match=says) as caught:
        tokens(query)
    assert (caught.value.line, caught.value.column) == (line, column)


def test_an_escape_for_a_letter_beyond_ascii_is_kept() -> None:
    assert kinds(r'"caf\u00e9"') == [("string", r'"caf\u00e9"')]


def test_the_caret_stands_below_the_place_even_in_a_long_line() -> None:
    with pytest.raises(QuerySyntax) as caught:
        tokens("?a " * 50 + "~")
    message, shown, caret = str(caught.value).split("\n")
    assert message.startswith("Line 1, column 151:")
    assert shown[len(caret) - 1] == "~" and len(shown) < 100


@pytest.mark.parametrize(
    "text",
    [
        '"' * 99_999,
        '"""' + '""a' * 33_000,
        "'''" + "\\" * 99_000,
        "a." * 50_000,
        "1" * 100_000,
        "a:" + "." * 99_000,
        "<" * 100_000,
    ],
)
def test_no_text_takes_long(text: str) -> None:
    try:
        assert tokens(text)
    except QuerySyntax as error:
        assert error.line == 1
