"""What a query gave, for people: short identifiers in a table, yes or no, or the standard's bytes."""

from __future__ import annotations

import pytest

from goldthread.exports.text.sparql import result_text
from goldthread.graph.sparql.runner import QueryResult

ID = "https://w3id.org/goldthread/id/"
PLAIN = f'?board\t?name\n<{ID}any/board/lamps>\t"Lamps | Board"@en\n<http://example.org/x>\t\n_:b1\t1.50\n'.encode()


def selected(plain: bytes, *variables: str, body: bytes = b"") -> QueryResult:
    return QueryResult("SELECT", "json", body, list(variables), None, False, [], plain)


BOARDS = selected(PLAIN, "board", "name", body='{"é"}'.encode())
TABLE = """\
board                 name
────────────────────  ─────────────
any/board/lamps       Lamps | Board
http://example.org/x
b1                    1.50
"""
MARKDOWN = """\
| board | name |
| --- | --- |
| any/board/lamps | Lamps \\| Board |
| http://example.org/x |  |
| b1 | 1.50 |
"""


@pytest.mark.parametrize(
    ("style", "text"),
    [("table", TABLE), ("md", MARKDOWN), ("json", '{"é"}'), ("csv", '{"é"}'), ("xml", '{"é"}')],
)
def test_rows_in_a_style(style: str, text: str) -> None:
    assert result_text(BOARDS, style) == text


@pytest.mark.parametrize("style", ["table", "md"])
def test_a_truth_is_yes_or_no(style: str) -> None:
    assert result_text(QueryResult("ASK", "json", b"", [], True, False, [], b""), style) == "yes\n"
    assert result_text(QueryResult("ASK", "json", b"", [], False, False, [], b""), style) == "no\n"


@pytest.mark.parametrize("style", ["table", "md"])
def test_no_rows_are_said(style: str) -> None:
    assert result_text(selected(b"?board\n", "board"), style) == "No rows.\n"


def test_rows_without_columns_are_counted() -> None:
    assert result_text(selected(b"\n\n"), "table") == "1 row without columns.\n"
    assert result_text(selected(b"\n\n\n"), "md") == "2 rows without columns.\n"


def test_triples_are_rows_of_three() -> None:
    triples = QueryResult(
        "CONSTRUCT",
        "ttl",
        b"as it came",
        ["subject", "predicate", "object"],
        None,
        False,
        [],
        f'<{ID}a> <{ID}b> "c" .\n'.encode(),
    )
    assert (
        result_text(triples, "table")
        == "subject  predicate  object\n───────  ─────────  ──────\na        b          c\n"
    )
    assert result_text(triples, "ttl") == "as it came"
