"""What a query gave, for people: short identifiers in a table, yes or no, or the standard's bytes."""

from __future__ import annotations

import pytest

from goldthread.exports.text import sparql
from goldthread.exports.text.sparql import result_text
from goldthread.graph.errors import QueryLimit
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


HOSTILE = selected(
    '?a\t?b\n"=1+1"\t"red \\u001B[31m \u202e"\n-5\t_:b1\n<urn:a>\t\n'.encode(),
    "a",
    "b",
    body="red \x1b[31m \u202e\n".encode(),
)


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("csv", "a,b\r\n'=1+1,red \ufffd[31m \ufffd\r\n-5,_:b1\r\nurn:a,\r\n"),
        ("json", "red \\u001b[31m \\u202e\n"),
        ("tsv", "red \\u001b[31m \\u202e\n"),
        ("xml", "red &#x1b;[31m &#x202e;\n"),
    ],
)
def test_what_people_see_is_obeyed_by_no_terminal_and_no_spreadsheet(style: str, text: str) -> None:
    assert result_text(HOSTILE, style, for_people=True) == text
    assert result_text(HOSTILE, style) == "red \x1b[31m \u202e\n"


def test_a_truth_in_a_standard_format_stays_as_it_is_for_people() -> None:
    assert (
        result_text(QueryResult("ASK", "csv", b"true", [], True, False, [], b""), "csv", for_people=True)
        == "true"
    )


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        ("MOST_CELLS", "The table would have 6 cells and 0.0 MB; 5 and 40 are allowed."),
        ("MOST_BYTES", "The table would have 6 cells and 0.0 MB; 500,000 and 5e-06 are allowed."),
    ],
)
def test_what_is_too_much_for_a_table_is_told(limit: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sparql, limit, 5)
    with pytest.raises(QueryLimit) as refused:
        result_text(BOARDS, "table")
    assert (
        str(refused.value)
        == f"{said} Ask for less, with LIMIT or fewer columns, or give --format csv -o FILE."
    )
    assert result_text(BOARDS, "json") == '{"é"}'
