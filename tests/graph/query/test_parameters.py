"""Parameters of named queries: dates, plain texts, things by any of their names; bound, not pasted in."""

from __future__ import annotations

import re

import pytest

from goldthread.graph.errors import GoldthreadError, NameNotFound, QueryError
from goldthread.graph.query.library import question
from goldthread.graph.query.parameters import answered, bound, columns, kinds
from goldthread.graph.store.oxigraph import Store

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
def test_a_thing_is_meant_by_any_of_its_names(text: str, thing: str, tiny: Store) -> None:
    assert values(bound(tiny, "who-owns", {"thing": text}).sparql, "thing") == f"<{ID}{thing}>"


def test_words_that_mean_several_things_equally_are_about_all_of_them(tiny: Store) -> None:
    plans = values(bound(tiny, "who-owns", {"thing": "safer anytown plan"}).sparql, "thing").split()
    assert sorted(plans) == [f"<{ID}any/plan/safer-anytown-2018-21>", f"<{ID}any/plan/safer-anytown-2021-24>"]


@pytest.mark.parametrize(
    ("text", "day"), [("2021", "2021-12-31"), ("2024-02", "2024-02-29"), ("2021-11-03", "2021-11-03")]
)
def test_a_date_is_its_last_day(text: str, day: str, tiny: Store) -> None:
    assert values(bound(tiny, "link-details", {"asOf": text}).sparql, "asOf") == f'"{day}"'


@pytest.mark.parametrize(("name", "parameter"), [("named", "text"), ("sections", "file")])
def test_a_plain_text_stays_as_it_is_and_cannot_break_out(name: str, parameter: str, tiny: Store) -> None:
    hostile = '"} INSERT { UNDEF } \\ \n?x'
    sparql = bound(tiny, name, {parameter: hostile}).sparql
    assert r'"\"} INSERT { UNDEF } \\ \n?x"' in sparql
    assert tiny.select(sparql) == []


def test_a_text_that_breaks_out_is_seen(tiny: Store) -> None:
    pasted = question("named").sparql.replace("UNDEF", '"x" } SELECT (1 AS ?y) { "')
    with pytest.raises(SyntaxError):
        tiny.select(pasted)


def test_what_is_not_asked_about_stays_open(tiny: Store) -> None:
    assert bound(tiny, "link-details", {}).sparql == question("link-details").sparql
    assert values(bound(tiny, "link-details", {"asOf": "2021"}).sparql, "link") == "UNDEF"


def test_the_rest_of_the_question_stays_to_the_character(tiny: Store) -> None:
    sparql = bound(tiny, "who-owns", {"thing": "burglary"}).sparql
    assert sparql.replace(f"<{ID}any/priority/2021/burglary>", "UNDEF") == question("who-owns").sparql


@pytest.mark.parametrize(
    ("name", "words", "error", "said"),
    [
        ("who-owns", {"thng": "x"}, QueryError, "“who-owns” has no parameter thng; it takes thing, asOf"),
        (
            "link-details",
            {"thing": "x"},
            QueryError,
            "“link-details” has no parameter thing; it takes link, asOf",
        ),
        ("documents", {"thing": "x"}, QueryError, "“documents” has no parameter thing; it takes none"),
        (
            "who-owns",
            {"thing": "zzz"},
            NameNotFound,
            "Nothing in the graph is called “zzz”. Try fewer words, or `goldthread find`.",
        ),
        (
            "link-details",
            {"asOf": "soon"},
            GoldthreadError,
            (
                "“soon” is not a date; write 2021, 2021-11, 2021-11-17, 17/11/2021, 17 November 2021, "
                "November 2021, 2021/22 or Q3 2021/22"
            ),
        ),
    ],
)
def test_words_that_mean_nothing_are_told_of(
    name: str, words: dict[str, str], error: type[GoldthreadError], said: str, tiny: Store
) -> None:
    with pytest.raises(error) as told:
        bound(tiny, name, words)
    assert (type(told.value), str(told.value)) == (error, said)


def test_a_question_that_is_not_there_names_the_nearest(tiny: Store) -> None:
    with pytest.raises(NameNotFound) as told:
        bound(tiny, "who-own", {})
    assert told.value.nearest[0] == "who-owns"


@pytest.mark.parametrize(
    ("name", "parameter", "taken"),
    [
        ("chairs-of-board", "board", {"Board"}),  # the name of the parameter says it
        ("reports-to", "board", {"Board"}),  # ?board a gt:Board
        ("work-of-body", "body", {"Body", "Board", "Agency", "Team", "Post"}),
        ("boards-of-deliverable", "deliverable", {"Deliverable", "Pledge"}),
        ("sections-not-recorded", "document", {"Document"}),
        ("who-owns", "thing", set()),
    ],
)
def test_what_a_parameter_takes_is_read_from_its_question(
    name: str, parameter: str, taken: set[str], tiny: Store
) -> None:
    assert kinds(tiny, question(name), parameter) == taken


def test_a_parameter_means_things_of_its_kind_alone(tiny: Store) -> None:
    assert (
        values(bound(tiny, "reports-to", {"board": "burglary"}).sparql, "board")
        == f"<{ID}any/board/burglary-board>"
    )
    assert (
        values(bound(tiny, "boards-of-priority", {"priority": "burglary"}).sparql, "priority")
        == f"<{ID}any/priority/2021/burglary>"
    )
    with pytest.raises(
        NameNotFound, match="^No board in the graph is called “property marking”. Try fewer words"
    ):
        bound(tiny, "reports-to", {"board": "property marking"})


def test_text_stands_for_what_a_question_is_about(tiny: Store) -> None:
    assert bound(tiny, "reports-to", {"text": "burglary"}) == bound(tiny, "reports-to", {"board": "burglary"})
    assert values(bound(tiny, "named", {"text": "burglary"}).sparql, "text") == '"burglary"'
    with pytest.raises(QueryError, match="“boards-at-tier” has no parameter text; it takes tier, asOf"):
        bound(tiny, "boards-at-tier", {"text": "silver"})


@pytest.mark.parametrize("key", ["asOf", "asof", "as-of", "as_of"])
def test_a_parameter_is_meant_however_it_is_written(key: str, tiny: Store) -> None:
    assert values(bound(tiny, "planned-boards", {key: "July 2022"}).sparql, "asOf") == '"2022-07-31"'


def test_a_word_of_a_list_is_meant_in_any_capitals(tiny: Store) -> None:
    assert values(bound(tiny, "boards-at-tier", {"tier": " not STATED"}).sparql, "tier") == '"Not stated"'
    with pytest.raises(
        QueryError,
        match="There is no tier “x”; write one of: Gold, Silver, Bronze, Connected, Regional, National, "
        "Not stated",
    ):
        bound(tiny, "boards-at-tier", {"tier": "x"})


def test_what_words_were_taken_for_is_told_unless_they_are_the_name(tiny: Store) -> None:
    assert bound(tiny, "reports-to", {"board": "burglry board"}).taken == (
        "“burglry board” is taken as Burglary Board.",
    )
    assert bound(tiny, "reports-to", {"board": "Burglary Board"}).taken == ()


def test_the_rows_of_a_question_come_with_its_words_and_its_sparql(tiny: Store) -> None:
    table = answered(tiny, "boards-at-tier", {"tier": "silver", "as_of": "2022"})
    assert table.text == "Which boards sit at a tier? 2 rows."
    assert [row["board"] for row in table.rows()] == ["Burglary Board", "Hate Crime Board"]
    assert table.columns == ("board", "tier", "status", "basis", "as_at", "document", "place", "phrase")
    assert table.sparql == bound(tiny, "boards-at-tier", {"tier": "Silver", "asOf": "2022"}).sparql
    none = answered(tiny, "reports-to", {"text": "burglry board"})
    assert (none.text, none.columns[:2]) == (
        "To which body does a board report? “burglry board” is taken as Burglary Board. 0 rows.",
        ("board_name", "reports_to"),
    )


def test_columns_are_those_that_a_query_selects() -> None:
    assert columns("SELECT DISTINCT ?a (COUNT(DISTINCT ?x) AS ?b) ?c\nWHERE { ?a ?c ?d }") == ("a", "b", "c")
