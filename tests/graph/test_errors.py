"""The tree of errors is the one its docstring draws, and each error says what to do next."""

from __future__ import annotations

import re

import pytest

from goldthread.graph import errors
from goldthread.graph.errors import GoldthreadError, NameNotFound, Problem, QuerySyntax, RecordsError


def tree(cls: type[BaseException], depth: int = 0) -> list[tuple[int, str]]:
    """The errors below one, as depth and name, in the order in which they stand in the module."""
    below = [child for child in cls.__subclasses__() if child.__module__ == errors.__name__]
    return [(depth, cls.__name__), *(step for child in below for step in tree(child, depth + 1))]


def drawn(text: str) -> list[tuple[int, str]]:
    lines = [
        match for line in text.splitlines() if (match := re.match(r"([│├└─ ]*)([A-Z]\w+)(?:  |$)", line))
    ]
    return [(len(match[1]) // 4, match[2]) for match in lines]


def test_the_tree_is_as_drawn() -> None:
    assert drawn(errors.__doc__ or "") == tree(GoldthreadError)


def test_another_tree_is_seen() -> None:
    text = (errors.__doc__ or "").replace("│   └── QueryLimit", "└── QueryLimit")
    assert drawn(text) != tree(GoldthreadError)


def test_every_error_says_in_words_what_it_is() -> None:
    assert [
        name for _, name in tree(GoldthreadError) if not (getattr(errors, name).__doc__ or "").endswith(".")
    ] == []


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("plan/boards.csv", 3, "tier", "it is wrong"), "plan/boards.csv:3: tier: it is wrong"),
        (Problem("plan/boards.csv", 3, "", "it is wrong"), "plan/boards.csv:3: it is wrong"),
        (Problem("plan/boards.csv", 0, "", "it is wrong"), "plan/boards.csv: it is wrong"),
        (Problem("the graph", 0, "tier", "it is wrong"), "the graph: tier: it is wrong"),
    ],
)
def test_a_problem_says_where_it_stands(problem: Problem, text: str) -> None:
    assert str(problem) == text


def test_problems_come_by_file_and_row() -> None:
    ordered = [
        Problem("a/x.csv", 2, "id", "one"),
        Problem("a/x.csv", 2, "label", "one"),
        Problem("a/x.csv", 2, "label", "two"),
        Problem("a/x.csv", 10, "id", "one"),
        Problem("b/x.csv", 1, "id", "one"),
    ]
    error = RecordsError(list(reversed(ordered)))
    assert error.problems == ordered
    assert str(error) == "\n".join(map(str, ordered))


def test_an_unknown_name_suggests_the_nearest_or_what_to_do() -> None:
    error = NameNotFound("bord", ["Board", "Boards"])
    assert (error.text, error.nearest) == ("bord", ["Board", "Boards"])
    assert str(error) == "Nothing in the graph is called “bord”. Did you mean: Board; Boards?"
    assert (
        str(NameNotFound("bord"))
        == "Nothing in the graph is called “bord”. Try fewer words, or `goldthread find`."
    )


def test_an_error_of_syntax_says_line_and_column() -> None:
    error = QuerySyntax("expected }", 3, 7)
    assert (str(error), error.line, error.column) == ("expected }", 3, 7)
    assert (QuerySyntax("empty").line, QuerySyntax("empty").column) == (0, 0)
