"""What a comparison of dates leaves out is told, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from goldthread import ontology
from goldthread.graph.errors import StoreError
from goldthread.graph.sparql import guard
from goldthread.graph.sparql.comparisons import DateComparison, left_out
from goldthread.graph.sparql.runner import run
from goldthread.graph.store.base import Store
from goldthread.graph.store.oxigraph import open_store

DCAT = "http://www.w3.org/ns/dcat#"
START, END = f"{DCAT}startDate", f"{DCAT}endDate"
DATES = """@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<urn:a> dcat:startDate "2022-07"^^xsd:gYearMonth ; dcat:endDate "2023-01-01"^^xsd:date .
<urn:b> dcat:startDate "2023"^^xsd:gYear ; dcat:endDate "2024-01-01"^^xsd:date .
<urn:c> dcat:startDate "2024-05-06"^^xsd:date ; <urn:count> 2021 .
<urn:c> <urn:at> "2024-01-01T00:00:00"^^xsd:dateTime .
"""


@pytest.fixture
def dates(tmp_path: Path) -> Path:
    file = tmp_path / "dates.ttl"
    file.write_text(DATES)
    return file


def asked(condition: str, pattern: str = "?x dcat:startDate ?s .") -> str:
    return f"SELECT ?x {{ {pattern} FILTER({condition}) }}"


COMPARED = [
    ('?s >= "2020-01-01"^^xsd:date', ("date",)),
    ("\"2020-01-01\"^^<http://www.w3.org/2001/XMLSchema#date> < ?s", ("date",)),
    ('?s > xsd:date("2020-01-01")', ("date",)),
    ('xsd:date("2020-01-01") < ?s', ("date",)),
    ('xsd:date("2020-01-01"^^xsd:string) < ?s', ("date",)),
    ('xsd:date(?s) = "2020-01-01"^^xsd:date', ("date",)),
    ('?s IN ("2020-01-01"^^xsd:date)', ("date",)),
    ('?s NOT IN ("2020"^^xsd:gYear)', ("gYear",)),
    ("?s < NOW()", ("dateTime",)),
    ("NOW( ) > ?s", ("dateTime",)),
    ('?s >= "2020"', ("string",)),
    ("?s != '2020-01'", ("string",)),
    ("?s > 2020", ("integer",)),
    ("2020 < ?s", ("integer",)),
    ('?s > "2020"^^xsd:gYear || ?s > "2020-01-01"^^xsd:date', ("date", "gYear")),
]  # fmt: skip


@pytest.mark.parametrize(("condition", "types"), COMPARED, ids=[condition for condition, _ in COMPARED])
def test_a_comparison_with_a_date_is_found(condition: str, types: tuple[str, ...]) -> None:
    assert guard.check(asked(condition)).comparisons == (DateComparison("s", types, (START,)),)


@pytest.mark.parametrize(
    "condition",
    [
        'STR(?s) >= "2020"',
        'SUBSTR(STR(?s), 1, 4) = "2020"',
        "YEAR(?s) > 2020",
        '?s = "2020"@en',
        '?s = "2020 and more"',
        "?s > 20",
        "?s > 20200101",
        "?s = ?x",
        '"2020-01-01"^^xsd:date > NOW()',
        'DATATYPE(?s) = xsd:date && ?s > "2020-01-01"^^xsd:date',
        'BOUND(?s) && "2020-01-01"^^xsd:date != <urn:x>',
    ],
)
def test_what_compares_no_variable_with_a_date_is_none(condition: str) -> None:
    assert guard.check(asked(condition)).comparisons == ()


@pytest.mark.parametrize(
    "pattern",
    [
        '?x dcat:startDate ?s BIND("2020-01-01"^^xsd:date AS ?day)',
        '?x dcat:startDate ?s VALUES ?day { "2020-01-01"^^xsd:date }',
    ],
)
def test_a_date_may_come_by_a_variable(pattern: str) -> None:
    for condition in ("?s > ?day", "?day < ?s"):
        found = guard.check(asked(condition, pattern)).comparisons
        assert found == (DateComparison("s", ("date",), (START,)),)


@pytest.mark.parametrize(
    ("pattern", "properties"),
    [
        ("?x dcat:endDate ?e ; dcat:startDate ?s .", (START,)),
        ("?x dcterms:temporal/dcat:startDate ?s ; a gt:Board .", (START,)),
        ("?x dcat:startDate ?s . ?y dcat:endDate ?s .", (START, END)),
        ("?x (dcat:startDate|dcat:endDate) ?s .", (START, END)),
        ("?x ?p ?s .", ()),
    ],
)
def test_the_properties_are_those_before_the_variable_or_else_all(
    pattern: str, properties: tuple[str, ...]
) -> None:
    found = guard.check(asked('?s > "2020-01-01"^^xsd:date', pattern)).comparisons
    assert found == (DateComparison("s", ("date",), properties),)


LEFT_OUT = (
    "dcat:startDate holds {}, which SPARQL does not compare with {}: they are left out. To keep them compare "
    'text: STR(?s) >= "2020".'
)
MONTHS, YEARS = "months (xsd:gYearMonth)", "years (xsd:gYear)"


@pytest.mark.parametrize(
    ("condition", "left", "other"),
    [
        ('?s >= "2020-01-01"^^xsd:date', f"{MONTHS} and {YEARS}", "a day (xsd:date)"),
        ('?s >= "2020"^^xsd:gYear', f"days (xsd:date) and {MONTHS}", "a year (xsd:gYear)"),
        (
            '?s > "2020"^^xsd:gYear || ?s > "2020-01-01"^^xsd:date',
            MONTHS,
            "a day (xsd:date) or a year (xsd:gYear)",
        ),
        ("?s < 2020", f"days (xsd:date) and {MONTHS} and {YEARS}", "a number (xsd:integer)"),
    ],
)
def test_what_is_left_out_is_told(condition: str, left: str, other: str, dates: Path) -> None:
    assert run(asked(condition), dates).notes == [LEFT_OUT.format(left, other)]


@pytest.mark.parametrize(
    "query",
    [
        asked('?s >= "2020-01-01"^^xsd:date', "?x dcat:endDate ?s ."),
        asked('?s >= "2020-01-01"^^xsd:date', "?x dcat:startDate ?from ; dcat:endDate ?s ."),
        asked("?s > 2020", "?x <urn:count> ?s ."),
        asked("?s < NOW()", "?x <urn:at> ?s ."),
        asked('?s > "2020-01-01T00:00:00Z"^^xsd:dateTimeStamp', "?x <urn:at> ?s ."),
        asked('?s > "2020-01-01"^^xsd:date', "?x ?p ?s ."),
        asked('STR(?s) >= "2020"'),
        'SELECT ?x { ?x dcat:startDate "2024-05-06"^^xsd:date }',
        "SELECT ?x { ?x dcat:startDate ?s } ORDER BY ?s",
    ],
)
def test_where_nothing_is_left_out_nothing_is_told(query: str, dates: Path) -> None:
    assert run(query, dates).notes == []


@pytest.mark.parametrize("name", ontology.queries())
def test_no_question_of_the_library_leaves_dates_out(name: str) -> None:
    assert guard.check(ontology.text(ontology.queries()[name])).comparisons == ()


def test_a_store_that_takes_no_such_question_brings_no_note(dates: Path) -> None:
    class Refusing:
        def select(self, *_: object, **__: object) -> None:
            raise StoreError("no")

    made = [DateComparison("s", ("date",), (START,))]
    refusing: Store = Refusing()  # type: ignore[assignment]
    assert left_out(made, {START: "dcat:startDate"}, refusing) == []
    with open_store(dates) as store:
        assert len(left_out(made, {START: "dcat:startDate"}, store)) == 1
