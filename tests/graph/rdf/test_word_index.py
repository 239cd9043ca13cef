"""The words by which a row is found: of its own texts, its names and the phrases quoted for it."""

from __future__ import annotations

import pyoxigraph as ox

from goldthread.graph.query.library import iri, run, value
from goldthread.graph.rdf.builder import build
from goldthread.graph.rdf.word_index import (
    BASIS,
    EVIDENCE,
    EXACT,
    NAME_OF,
    SELECTOR,
    TARGET,
    WORD,
    WORDS,
    index,
)
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.tables.reader import Records
from goldthread.ontology import namespaces

LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"
REMARK = "http://www.w3.org/2004/02/skos/core#editorialNote"
FORM = "http://www.w3.org/2008/05/skos-xl#literalForm"
STATED = ox.NamedNode(f"{namespaces.SCHEME}basis/stated")
GRAPH = ox.NamedNode(f"{namespaces.GRAPH}made-up")


def said(subject: str, predicate: str, text: ox.NamedNode | str) -> ox.Quad:
    return ox.Quad(
        iri(subject), ox.NamedNode(predicate), ox.Literal(text) if isinstance(text, str) else text, GRAPH
    )


def words(*quads: ox.Quad) -> dict[str, list[str]]:
    """By row, its words in the order in which they come out."""
    found: dict[str, list[str]] = {}
    for quad in index(quads):
        assert (quad.predicate, quad.graph_name) == (WORD, WORDS)
        assert isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal)
        found.setdefault(quad.subject.value.removeprefix(namespaces.ID), []).append(quad.object.value)
    return found


def test_a_row_has_the_telling_stems_of_its_texts_each_once_and_sorted() -> None:
    quads = [
        said("b", BASIS, STATED),
        said("b", REMARK, "The lamps of the park, and more lamps."),
        said("b", LABEL, "Lamp Board"),
        said("a", BASIS, STATED),
        said("a", LABEL, "ASB"),
    ]
    assert words(*quads) == {"a": ["antisoci", "behaviour"], "b": ["board", "lamp", "park"]}
    assert list(words(*quads)) == ["a", "b"]


def test_a_row_has_the_words_of_its_names_and_of_the_phrases_quoted_for_it() -> None:
    assert words(
        said("board", BASIS, STATED),
        said("board", LABEL, "Lamp Board"),
        said("board", EVIDENCE, iri("board#anchor")),
        said("board#anchor", TARGET, iri("board#target")),
        said("board#target", SELECTOR, iri("board#selector")),
        said("board#selector", EXACT, "looks after benches"),
        said("name", BASIS, STATED),
        said("name", NAME_OF, iri("board")),
        said("name", FORM, "Lantern Group"),
    ) == {"board": ["bench", "board", "group", "lamp", "lantern", "look"], "name": ["group", "lantern"]}


def test_what_is_no_row_or_says_nothing_in_words_is_not_found() -> None:
    assert (
        words(
            said("section", LABEL, "A section has no basis"),
            said("board#reports_to", BASIS, STATED),
            said("board#reports_to", LABEL, "The link of a cell"),
            said("silent", BASIS, STATED),
            said("number", BASIS, STATED),
            said("number", "https://w3id.org/goldthread/ns#numeric", "four"),
            said("node", BASIS, STATED),
            said("node", LABEL, iri("lamp")),
        )
        == {}
    )


def test_a_row_of_the_tiny_world_is_found_by_all_that_it_says(tiny: Store) -> None:
    found: dict[str, set[str]] = {}
    for row in run(tiny, "rows-with-words"):
        found.setdefault(row["row"].value.removeprefix(namespaces.ID), set()).add(value(row, "word"))
    assert found["any/board/hate-crime-board"] == set(
        "board crime hat hate hcpb name partnership stand".split()
    )
    assert found["any/deliverable/2021/hate-reporting-in-schools"] == set(
        "centr crime easier hate parti school third".split()
    )
    assert found["link/plan/hate-crime-victims"] == {"key", "issu", "victim", "prioriti"}


def test_the_words_can_be_left_out_of_a_graph(tiny_records: Records) -> None:
    plain, searchable = build(tiny_records, searchable=False), build(tiny_records)
    more = set(searchable.splitlines()) - set(plain.splitlines())
    assert set(plain.splitlines()) < set(searchable.splitlines())
    assert all(line.endswith(f" {WORDS} .") for line in more)
    assert str(WORDS) not in plain
