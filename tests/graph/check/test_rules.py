"""What breaks a rule or does not meet a shape is told at its row, in words that say what to mend."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest

from goldthread.graph.check.rules import check_rules, check_shapes, located
from goldthread.graph.errors import Problem
from goldthread.graph.rdf.builder import node, store
from goldthread.graph.tables.reader import Records
from goldthread.ontology import namespaces
from goldthread.ontology.namespaces import DCTERMS, GT, ORG, PREFIXES, SKOS, XSD

OnTop = Callable[[Path | Mapping[str, str]], Records]
BOARD, LABEL = "any/board/hate-crime-board", ox.NamedNode(f"{SKOS}prefLabel")


def test_a_problem_is_located_at_the_row_that_a_node_comes_from(tiny_records: Records) -> None:
    row = tiny_records.rows["any/board/hate-crime-board"]
    problem = Problem(row.file, row.number, "label", "wrong")
    for part in (
        "any/board/hate-crime-board",
        "any/board/hate-crime-board#evidence-target",
        "any/board/hate-crime-board#area--x",
    ):
        assert located(tiny_records, namespaces.ID + part, "label", "wrong") == problem
    assert located(tiny_records, "x:unknown", "label", "wrong") == Problem("x:unknown", 0, "label", "wrong")
    assert located(tiny_records, "", "", "wrong") == Problem("the graph", 0, "", "wrong")


SHAPES = {
    "bad/priorities": "id,label,kind,plan,basis,document,section,phrase\n"
    "bad/priority/one,One,shared "
    "priority,any/plan/safer-anytown-2021-24,stated,doc/anytown-plan,section/plan/glossary,SAE\n",
    "bad/boards": "id,label,kind,reports_to,basis,document,section,phrase\n"
    "bad/board/one,One,forum,any/board/youth-board,stated,doc/anytown-plan,section/plan/glossary,SAE\n",
    "bad/links": "id,subject,relation,object,basis,document,section,phrase\n"
    "link/bad/plan,bad/priority/one,is part "
    "of,any/board/youth-board,stated,doc/anytown-plan,section/plan/glossary,SAE\n"
    "link/bad/place,bad/board/one,reports "
    "to,place/anytown,stated,doc/anytown-plan,section/plan/glossary,SAE\n",
}


UNMET = [
    Problem(
        "bad/boards.csv",
        2,
        "reports_to",
        "it has 2 values where one may stand: “any/board/youth-board”, “place/anytown” (said at "
        "bad/links.csv:3); keep one",
    ),
    Problem(
        "bad/boards.csv",
        2,
        "reports_to",
        "“place/anytown” (said at bad/links.csv:3) is no body, which this column needs; correct the "
        "reference",
    ),
    Problem(
        "bad/priorities.csv",
        2,
        "plan",
        "“any/board/youth-board” (said at bad/links.csv:2) is no plan, which this column needs; correct the "
        "reference",
    ),
]


def test_a_shape_that_is_not_met_is_told_by_the_heading_of_the_table(on_top: OnTop) -> None:
    records = on_top(SHAPES)
    assert sorted(check_shapes(records, store(records))) == UNMET


NOT_IN_LIST = "is not in the list of this column; take one that is"
NO_TEXT = "is no string, which this column needs; correct it"
LONG = "x" * 4_000


@pytest.mark.parametrize(
    ("predicate", "value", "column", "words"),
    [
        (f"{DCTERMS}type", node("place/anytown"), "kind", f"“place/anytown” {NOT_IN_LIST}"),
        (f"{GT}basis", ox.Literal("stated"), "basis", f"“stated” {NOT_IN_LIST}"),
        (f"{ORG}purpose", node("place/anytown"), "purpose", f"“place/anytown” {NO_TEXT}"),
        (
            f"{DCTERMS}description",
            ox.Literal("1", datatype=ox.NamedNode(f"{XSD}integer")),
            "description",
            f"“1” {NO_TEXT}",
        ),
        (
            f"{PREFIXES['prov']}wasDerivedFrom",
            ox.Literal(LONG),
            "premises",
            f"“{LONG[:60]} … (4,000 characters)” is no row of the records; refer to one",
        ),
    ],
)
def test_a_value_of_another_kind_is_told(
    predicate: str, value: ox.NamedNode | ox.Literal, column: str, words: str, tiny_records: Records
) -> None:
    built = store(tiny_records)
    built.add(ox.Quad(node(BOARD), ox.NamedNode(predicate), value))
    row = tiny_records.rows[BOARD]
    assert Problem(row.file, row.number, column, words) in check_shapes(tiny_records, built)


def test_a_missing_value_is_told(tiny_records: Records) -> None:
    built = store(tiny_records)
    for quad in [*built.quads_for_pattern(node(BOARD), LABEL, None)]:
        built.remove(quad)
    row = tiny_records.rows[BOARD]
    words = "it has no value here, but needs one; fill it in"
    assert check_shapes(tiny_records, built) == [Problem(row.file, row.number, "label", words)]


def test_a_date_that_no_calendar_has_is_told(tiny_records: Records) -> None:
    built = store(tiny_records)
    day = ox.Literal("2021-02-30", datatype=ox.NamedNode(f"{XSD}date"))
    (old,) = built.quads_for_pattern(
        node("any/plan/safer-anytown-2021-24#temporal"),
        ox.NamedNode(f"{PREFIXES['dcat']}startDate"),
        None,
    )
    built.remove(old)
    built.add(ox.Quad(old.subject, old.predicate, day, old.graph_name))
    (problem,) = check_shapes(tiny_records, built)
    assert (problem.column, problem.message) == (
        "from",
        "“2021-02-30” is none of what this column needs; correct it",
    )


def test_a_circle_is_told_at_each_of_its_members(tiny_records: Records) -> None:
    built = store(tiny_records)
    to = ox.NamedNode(f"{ORG}reportsTo")
    for start, end in ((BOARD, "any/board/youth-board"), ("any/board/youth-board", BOARD)):
        built.add(ox.Quad(node(start), to, node(end)))
    told = [problem for problem in check_rules(tiny_records, built) if problem.column == "reports_to"]
    words = "it reports to itself over others; correct one of the links"
    rows = [tiny_records.rows[one] for one in (BOARD, "any/board/youth-board")]
    assert sorted(told) == sorted(Problem(row.file, row.number, "reports_to", words) for row in rows)
