"""The Python interface: each verb answers as its command does, wherever a graph is kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

import goldthread.graph
from goldthread.cli.main import COMMANDS
from goldthread.graph.api import Graph, open_graph
from goldthread.graph.errors import NameNotFound, StoreError
from goldthread.graph.lookup import network, owner
from goldthread.graph.measures.observations import figures, figures_of
from goldthread.graph.pages.builder import show
from goldthread.graph.query import parameters
from goldthread.graph.query.library import describe, iri
from goldthread.graph.results.answers import LinkedResult, Thing
from goldthread.graph.results.base import Result
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.threads.builder import trace

VERBS = {
    "owner", "trace", "find", "show", "ask", "align", "gaps", "compare", "measure", "query", "questions",
    "select", "to_networkx",
}  # fmt: skip
CALLS: dict[str, Callable[[Graph], Result]] = {
    "owner": lambda graph: graph.owner("hate crime"),
    "trace": lambda graph: graph.trace("hate crime", to="board"),
    "find": lambda graph: graph.find("hate crime"),
    "show": lambda graph: graph.show("hate crime board"),
    "ask": lambda graph: graph.ask("Who oversees hate crime?"),
    "align": lambda graph: graph.align(),
    "gaps": lambda graph: graph.gaps(),
    "compare": lambda graph: graph.compare("safer anytown plan 2021-24", "anyshire police and crime plan"),
    "measure": lambda graph: graph.measure("burglaries in anytown"),
    "query": lambda graph: graph.query("boards-at-tier", tier="silver", as_of="2022"),
    "questions": lambda graph: graph.questions(),
    "select": lambda graph: graph.select(
        "SELECT ?board ?none { ?board a <https://w3id.org/goldthread/ns#Board> }"
    ),
}


@pytest.fixture(scope="module")
def graph(tiny_graph: Path) -> Graph:
    return open_graph(tiny_graph)


def test_the_verbs_are_those_of_the_commands() -> None:
    assert {name for name in vars(Graph) if not name.startswith("_")} == VERBS
    making = {"build", "check", "sources", "picture", "export", "completion"}
    assert VERBS - {"gaps", "select", "to_networkx"} == set(COMMANDS) - making
    assert goldthread.graph.open_graph is open_graph


def test_the_public_names_are_these_and_each_is_there() -> None:
    assert sorted(goldthread.graph.__all__) == [
        "Answer",
        "Evidence",
        "ExportError",
        "GoldthreadError",
        "Graph",
        "NameNotFound",
        "NameShared",
        "QueryError",
        "QueryLimit",
        "QueryRefused",
        "QuerySyntax",
        "RecordsError",
        "Reply",
        "SourceError",
        "StoreError",
        "Thing",
        "open_graph",
    ]
    assert [
        name for name in goldthread.graph.__all__ if getattr(goldthread.graph, name).__name__ != name
    ] == []


def test_a_name_that_is_not_public_is_refused() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'Board'"):
        goldthread.graph.Board  # noqa: B018


@pytest.mark.parametrize("verb", CALLS)
def test_what_a_verb_returns_prints_and_goes_on_as_data(
    verb: str, graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    result = CALLS[verb](graph)
    assert isinstance(result, Result) and result.text
    rows = list(result.rows())
    assert {tuple(row) for row in rows} <= {result.columns or tuple(rows[0])}
    assert all(isinstance(value, str) for row in rows for value in row.values())
    printed = str(result)
    assert " ".join(printed.split()).startswith(" ".join(result.text.split())) and all(
        len(line) <= 80 for line in printed.splitlines()
    )
    assert (
        result._repr_html_().count("<tr>") == len(list(result.shown())) + 1
        if rows
        else result._repr_html_().startswith("<p>")
    )
    assert json.loads(json.dumps(result.to_json()))["text"] == result.text


@pytest.mark.parametrize("verb", ["owner", "trace", "show", "ask"])
def test_the_links_of_an_answer_are_a_network(verb: str, graph: Graph) -> None:
    result = CALLS[verb](graph)
    assert isinstance(result, LinkedResult)
    ends = {(answer.subject.id, answer.object.id) for answer in result.reply().answers if answer.object}
    assert set(result.to_networkx().edges()) == ends != set()


def test_a_named_question_is_answered_as_its_function_does(graph: Graph, tiny: Store) -> None:
    table = graph.query("boards-at-tier", tier="silver", as_of="2022")
    assert table == parameters.answered(tiny, "boards-at-tier", {"tier": "Silver", "asOf": "2022-12-31"})
    assert graph.query("reports-to", text="hate crime board") == graph.query(
        "reports-to", board="Hate Crime Board"
    )
    assert list(graph.select(table.sparql).rows()) == [
        {name: value for name, value in row.items() if value} for row in table.rows()
    ]


@pytest.mark.parametrize("day", [None, "2022-12", "2024"])
def test_a_verb_answers_as_its_function_does(day: str | None, graph: Graph, tiny: Store) -> None:
    assert graph.owner("hate crime", day) == owner.owner(tiny, "hate crime", day)
    assert graph.find("hate crime", day) == owner.find(tiny, "hate crime", day)
    assert graph.show("youth board", day) == show(tiny, "youth board", day)
    assert graph.trace("burglary", day) == trace(tiny, "burglary", day)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024", "2024-12-31"),
        ("2024-09", "2024-09-30"),
        ("18 September 2024", "2024-09-18"),
        ("2021/22", "2022-03-31"),
        ("Q3 2023/24", "2023-12-31"),
        ("2017", "2017-12-31"),
    ],
)
def test_half_a_date_means_its_last_day_in_every_verb(text: str, day: str, graph: Graph) -> None:
    name = "hate crime board"
    thing = Thing("any/measure/schools-with-reporting", "", "Measure")

    def answers(as_of: str) -> list[object]:
        replies: list[Result] = [
            graph.owner("hate crime", as_of),
            graph.trace("hate crime", as_of),
            graph.show(name, as_of),
            graph.ask(f"who chairs the {name}", as_of),
            graph.ask(f"who sits on the {name}", as_of),
            graph.measure("schools with third party reporting", as_of),
            graph.query("members-of-board", board=name, as_of=as_of),
        ]
        network = graph.to_networkx(name, 1, as_of)
        return [
            *({**reply.to_json(), "as_of": ""} for reply in replies),
            *(figures(graph.store, [thing], as_of), figures_of(graph.store, [thing.id], as_of)),
            describe(graph.store, [iri("any/board/youth-board").value], as_of),
            sorted(network.edges(keys=True)),
        ]

    assert answers(text) == answers(day)


def test_days_make_a_difference(graph: Graph) -> None:
    assert graph.owner("hate crime", "2022-12").none_found and not graph.owner("hate crime").none_found


def test_an_answer_reads_as_in_the_readme(graph: Graph) -> None:
    (answer,) = graph.owner("hate crime").answers
    assert answer.object is not None
    assert (answer.basis, answer.relation, answer.object.label) == (
        "stated",
        "is overseen by",
        "Hate Crime Board",
    )
    assert (
        answer.evidence[0].reference == "Safer Anytown Annual Update 2024 (2024-09), Hate crime, paragraph 1"
    )


def test_a_query_of_ones_own_has_values_bound(graph: Graph) -> None:
    rows = graph.select(
        "SELECT ?tier { VALUES ?name { UNDEF } ?b <http://www.w3.org/2004/02/skos/core#prefLabel> ?name ; "
        "<http://www.w3.org/ns/org#classification>/<http://www.w3.org/2004/02/skos/core#prefLabel> ?tier }",
        name=ox.Literal("Burglary Board"),
    )
    assert rows == [{"tier": ox.Literal("Silver")}]
    assert (rows.text, rows.columns, list(rows.rows())) == ("1 row.", ("tier",), [{"tier": "Silver"}])


def test_an_unbound_variable_is_absent_from_the_terms_and_empty_in_the_rows(graph: Graph) -> None:
    rows = graph.select("SELECT ?a ?b { { BIND (1 AS ?a) } UNION { BIND (2 AS ?b) } } ORDER BY ?b")
    assert [set(row) for row in rows] == [{"a"}, {"b"}]
    assert list(rows.rows()) == [{"a": "1", "b": ""}, {"a": "", "b": "2"}]
    assert str(rows) == "2 rows.\n\na  b\n─  ─\n1\n   2\n"


def test_the_network_is_the_one_that_exports_are_made_of(graph: Graph, tiny: Store) -> None:
    whole, near = graph.to_networkx(), graph.to_networkx("burglary", hops=1, as_of="2022")
    assert (list(whole.nodes(data=True)), list(whole.edges(data=True))) == (
        list(network.network(tiny).nodes(data=True)), list(network.network(tiny).edges(data=True)),
    )  # fmt: skip
    assert set(near) == set(network.network(tiny, "burglary", 1, "2022")) < set(whole)


@pytest.mark.parametrize("verb", ["owner", "show", "trace", "measure", "to_networkx"])
def test_a_name_that_nothing_bears_raises_with_the_nearest(verb: str, graph: Graph) -> None:
    with pytest.raises(
        NameNotFound, match="Nothing in the graph is called “hate of burglary”. Did you mean: "
    ) as told:
        getattr(graph, verb)("hate of burglary")
    assert told.value.nearest == ["Burglary", "Burglaries", "Burglary Board"]


def test_to_find_nothing_is_an_answer(graph: Graph) -> None:
    assert graph.find("nothing of the kind").answers == ()


def test_a_graph_is_opened_wherever_it_is_kept(tiny_graph: Path, tiny_store: str, graph: Graph) -> None:
    for place in (str(tiny_graph), tiny_store, Path(tiny_store)):
        assert open_graph(place).owner("burglary") == graph.owner("burglary")


def test_the_built_in_graph_is_opened_without_a_place() -> None:
    assert open_graph().select("SELECT ?s { ?s a <https://w3id.org/goldthread/ns#Board> } LIMIT 1")


def test_a_place_without_a_graph_raises() -> None:
    with pytest.raises(StoreError, match="There is nothing at gone.ttl"):
        open_graph("gone.ttl")
