"""What owns, what serves and who is a body is said once, in the ontology.

Whatever is put below these words there counts, in every command, without a list anywhere else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse
from pyoxigraph import Store as Engine

from goldthread.graph.lookup.owner import owner
from goldthread.graph.pages.builder import show
from goldthread.graph.pages.model import Section
from goldthread.graph.query.library import question
from goldthread.graph.store.oxigraph import OxigraphStore
from goldthread.graph.threads.builder import step_text, trace
from goldthread.ontology import terms
from goldthread.ontology.namespaces import PREFIXES

GT, RDFS, OWL = PREFIXES["gt"], PREFIXES["rdfs"], PREFIXES["owl"]
NEW = "https://example.org/relation/"
TYPE = NamedNode(f"{PREFIXES['rdf']}type")
ABOUT = NamedNode(f"{GT}graph")  # in which the statements of this file stand
PATH = re.compile(r"\(((?:\w+:\w+\|)+\w+:\w+)\)\*")

Changed = Callable[[str, str, str], OxigraphStore]


@pytest.fixture
def changed(tiny_graph: Path) -> Changed:
    """The tiny world, in which every link of one relation is of a new one, which the ontology puts below
    another."""

    def change(relation: str, new: str, above: str) -> OxigraphStore:
        old, fresh = NamedNode(relation), NamedNode(NEW + new)
        engine = Engine()
        engine.extend(_renamed(tiny_graph, old, fresh))
        for predicate, value in (
            (f"{RDFS}subPropertyOf", NamedNode(above)),
            (f"{RDFS}label", Literal(f"is {new} of")),
            (f"{GT}inverseLabel", Literal(f"has as {new}")),
        ):
            engine.add(Quad(fresh, NamedNode(predicate), value, ABOUT))
        return OxigraphStore(engine)

    return change


def _renamed(graph: Path, old: NamedNode, fresh: NamedNode) -> Iterator[Quad]:
    for quad in parse(path=graph, format=RdfFormat.N_QUADS):
        if quad.predicate == old:
            yield Quad(quad.subject, fresh, quad.object, quad.graph_name)
        elif quad.predicate.value == f"{OWL}annotatedProperty" and quad.object == old:
            yield Quad(quad.subject, quad.predicate, fresh, quad.graph_name)
        else:
            yield quad


def sentences(sections: Iterable[Section]) -> list[str]:
    return [
        f"{one.subject.label} {one.relation} {one.object.label if one.object else one.value}"
        for section in sections
        for one in section.answers
    ]


def test_a_new_relation_below_serving_leads_up_and_down_a_thread(changed: Changed) -> None:
    store = changed(f"{GT}contributesTo", "helper", f"{GT}serves")
    up = [step_text(branch) for branch in trace(store, "any/priority/2021/hate-crime").up]
    down = [step_text(branch) for branch in trace(store, "Putting victims first").down]
    assert "is helper of Putting victims first [priority]" in up
    assert "has as helper Hate Crime [priority]" in down


def test_a_new_relation_below_serving_stands_among_what_serves(changed: Changed) -> None:
    store = changed(f"{GT}contributesTo", "helper", f"{GT}serves")
    page = show(store, "Putting victims first")
    serving = [part for part in page.sections if part.heading == "What serves it"]
    assert "Hate Crime is helper of Putting victims first" in sentences(serving)


def test_a_match_that_holds_both_ways_is_only_a_connection(changed: Changed) -> None:
    store = changed(f"{GT}contributesTo", "helper", f"{GT}serves")
    helper = NamedNode(f"{NEW}helper")
    store._engine.add(Quad(helper, NamedNode(f"{OWL}inverseOf"), helper, ABOUT))
    page = show(store, "Putting victims first")
    beside = [part for part in page.sections if part.heading == "Also connected with"]
    assert "Hate Crime is helper of Putting victims first" in sentences(beside)
    down = [step_text(branch) for branch in trace(store, "Putting victims first").down]
    assert "has as helper Hate Crime [priority]" not in down


def test_a_new_relation_below_owning_owns(changed: Changed) -> None:
    store = changed(f"{GT}overseenBy", "charge", f"{GT}ownedBy")
    text = owner(store, "any/priority/2021/hate-crime").text
    assert text.startswith(
        "“Hate Crime” is charge of Hate Crime Board (Silver board) since January 2023 — stated"
    )


@pytest.mark.parametrize("name", ["Board", "Agency", "Team", "Post"])
def test_links_have_the_same_place_on_a_page_whatever_class_below_body_their_ends_are_of(
    name: str, tiny_graph: Path
) -> None:
    old, new = Engine(), Engine()
    council = NamedNode(f"{NEW}Council")
    for quad in parse(path=tiny_graph, format=RdfFormat.N_QUADS):
        old.add(quad)
        is_one = quad.predicate == TYPE and quad.object == NamedNode(GT + name)
        new.add(Quad(quad.subject, quad.predicate, council, quad.graph_name) if is_one else quad)
    new.add(Quad(council, NamedNode(f"{RDFS}subClassOf"), NamedNode(f"{GT}Body"), ABOUT))
    before, after = (OxigraphStore(engine).select(question("page-links").sparql) for engine in (old, new))
    assert sorted(map(str, after)) == sorted(map(str, before))


def test_the_paths_of_a_thread_are_made_of_all_that_serves() -> None:
    """SPARQL has no path over the relations below another, so they are listed there; here the list is held to
    the ontology."""
    up, down = (
        {term.partition(":")[2] for term in path.split("|")}
        for path in PATH.findall(question("thread-steps").sparql)
    )
    assert up == terms.SERVING | {"underPriority", "isPartOf", "reportsOn"}
    both_ways = {"exactMatch", "closeMatch", "relatedMatch"}
    assert down == terms.SERVING - both_ways | {"underPriority", "reportsOn"}
