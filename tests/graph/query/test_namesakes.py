"""Two boards of one name in two partnerships: told apart by area, and never chosen between."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from pyoxigraph import RdfFormat
from pyoxigraph import Store as Engine

from goldthread.graph.alignment.plan_pair import plan_of
from goldthread.graph.ask.pipeline import ask
from goldthread.graph.errors import NameNotFound, NameShared
from goldthread.graph.lookup.network import network
from goldthread.graph.lookup.owner import find, owner
from goldthread.graph.measures.builder import measure
from goldthread.graph.pages.builder import show
from goldthread.graph.query.names import resolve
from goldthread.graph.query.namesakes import area_names, areas_of, only_one, share_a_name, with_areas
from goldthread.graph.query.parameters import answered
from goldthread.graph.results.answers import Thing
from goldthread.graph.store.oxigraph import OxigraphStore, Store
from goldthread.graph.threads.builder import trace
from goldthread.ontology.namespaces import ID, PREFIXES
from tests.graph.partnerships import SAID, tables

World = Callable[[Mapping[str, str]], Store]


@pytest.fixture
def two(alone: World) -> Store:
    """Eastshire and Westshire; Westshire's plan is six years older."""
    return alone(tables("Eastshire") | tables("Westshire", issued="2018-05"))


BOARD = Thing("a/board", "Board", "Board", "Plan A", area="A")


def test_things_share_a_name_if_they_are_of_one_kind_too() -> None:
    assert share_a_name(BOARD, Thing("b/board", "BOARD", "Board"))
    assert not share_a_name(BOARD, Thing("b/board", "Board", "Team"))
    assert not share_a_name(BOARD, BOARD)
    assert not share_a_name(Thing("a", "6", "Figure"), Thing("b", "6", "Figure"))


def test_an_area_is_its_own_or_that_of_plan_bodies_and_document(two: Store) -> None:
    names = ("eastshire/board", "eastshire/work", "eastshire/head", "doc/westshire", "no/board")
    things = [Thing(name, "", "") for name in names]
    assert areas_of(two, things) == {
        "eastshire/board": "Eastshire",
        "eastshire/work": "Eastshire",
        "eastshire/head": "Eastshire",
        "doc/westshire": "Westshire",
    }
    assert area_names(two, things[:1]) == {"eastshire/board": ["Eastshire"]}


def test_what_another_partnership_calls_so_is_meant_too_however_old(two: Store) -> None:
    meant = resolve(two, "refuge board")[0]
    assert [(match.thing.id, match.thing.area) for match in meant] == [
        ("eastshire/board", "Eastshire"),
        ("westshire/board", "Westshire"),
    ]
    assert [match.thing.shown for match in meant] == ["Refuge Board (Eastshire)", "Refuge Board (Westshire)"]


@pytest.mark.parametrize(
    "text",
    [
        "refuge board westshire",
        "Refuge Board (Westshire)",
        "refuge board, westshire",
        "refuge board in westshire",
    ],
)
def test_the_area_behind_a_name_says_which_is_meant(two: Store, text: str) -> None:
    assert [match.thing.id for match in resolve(two, text)[0]] == ["westshire/board"]
    assert show(two, text).text.startswith("Refuge Board (Westshire) is a board (Silver, delivery board).")


def test_an_area_in_which_nothing_bears_the_name_says_nothing(alone: World) -> None:
    place = {name: text for name, text in tables("Northshire").items() if name.endswith(("ments", "places"))}
    place["northshire/documents"] = place["northshire/documents"].replace("northshire/plan", "")
    both = alone(tables("Eastshire", "Westshire") | place)
    with pytest.raises(NameNotFound):
        resolve(both, "refuge board northshire")


def test_show_and_trace_do_not_choose(two: Store) -> None:
    for verb in (show, trace):
        with pytest.raises(NameShared) as raised:
            verb(two, "refuge board")
        assert str(raised.value) == (
            "2 things are called “refuge board”: "
            "Refuge Board (Eastshire, Eastshire Safety Plan, eastshire/board); "
            "Refuge Board (Westshire, Westshire Safety Plan, westshire/board). Ask for one of them by its "
            "area or its identifier: “refuge board Eastshire”, or eastshire/board."
        )
        assert verb(two, "westshire/board").thing.id == "westshire/board"


def test_owner_tells_each_under_its_own_area(two: Store) -> None:
    reply = owner(two, "open a second shelter")
    assert reply.text == (
        "“Open a second shelter” (Eastshire) is overseen by Refuge Board (Silver board) — stated: Eastshire "
        "Safety Plan (2024-05). “Open a second shelter” (Westshire) is overseen by Refuge Board (Silver "
        "board) — stated: Westshire Safety Plan (2018-05)."
    )
    assert [row["subject"] for row in reply.rows()] == [
        "Open a second shelter (Eastshire)",
        "Open a second shelter (Westshire)",
    ]
    assert [answer.to_json()["subject"]["area"] for answer in reply.answers] == ["Eastshire", "Westshire"]


def test_find_tells_the_area_of_each(two: Store) -> None:
    assert [row["thing"] for row in find(two, "refuge board").shown()][:2] == [
        "Refuge Board (Eastshire)",
        "Refuge Board (Westshire)",
    ]


@pytest.mark.parametrize(
    "question",
    ["Who chairs the refuge board?", "Who owns open a second shelter?", "What is the refuge board?"],
)
def test_ask_is_never_sure_which_is_meant(two: Store, question: str) -> None:
    reply = ask(two, question)
    assert (reply.verdict, reply.sure) == ("several readings", False)
    assert "Eastshire" in reply.text and "Westshire" in reply.text


def test_ask_answers_for_each_area_and_for_the_one_that_is_named(two: Store) -> None:
    both = ask(two, "Who chairs the refuge board?")
    assert both.text.startswith(
        "2 things are called Refuge Board. Eastshire (Eastshire Safety Plan): Head of "
    )
    ends = [(answer.subject.label, answer.object.area) for answer in both.answers if answer.object]
    assert ends == [("Head of Eastshire Housing", "Eastshire"), ("Head of Westshire Housing", "Westshire")]
    one = ask(two, "Who chairs the refuge board in Westshire?")
    assert [answer.subject.label for answer in one.answers] == ["Head of Westshire Housing"]


def test_ask_does_not_mix_areas_though_only_some_words_of_the_name_are_said(alone: World) -> None:
    both = tables("Eastshire") | tables("Westshire", issued="2018-05")
    both = {name: text.replace("Refuge Board", "Women Shelter Board") for name, text in both.items()}
    store = alone(both)
    reply = ask(store, "Who chairs the shelter board?")
    assert (reply.verdict, reply.text) == (
        "several readings",
        (
            "2 things are called Women Shelter Board. Eastshire (Eastshire Safety Plan): Head of Eastshire "
            "Housing is chair of Women Shelter Board (Silver board) — stated: Eastshire Safety Plan "
            "(2024-05): “said”. Westshire (Westshire Safety Plan): Head of Westshire Housing is chair of "
            "Women Shelter Board (Silver board) — stated: Westshire Safety Plan (2018-05): “said”."
        ),
    )
    one = ask(store, "Who chairs the shelter board in Westshire?")
    assert [answer.subject.label for answer in one.answers] == ["Head of Westshire Housing"]


def test_ask_tells_under_an_area_nothing_of_another(two: Store) -> None:
    reply = ask(two, "Who chairs the refuge?")  # which is a priority of each
    east, west = reply.readings
    assert ("Westshire" in east, "Eastshire" in west) == (False, False)


def test_ask_lists_what_the_plan_of_each_area_has(alone: World) -> None:
    both = tables("Eastshire") | tables("Westshire", issued="2018-05")
    for me, name in (("eastshire", "Lamps"), ("westshire", "Locks")):
        both[f"{me}/priorities"] += f"{me}/more,{name},2,plan priority,{me}/plan,{SAID}\n"
    reply = ask(alone(both), "What are the priorities of the safety plan?")
    assert [(answer.subject.label, answer.value) for answer in reply.answers] == [
        ("Eastshire Safety Plan", "Lamps; Refuge"),
        ("Westshire Safety Plan", "Locks; Refuge"),
    ]


def test_a_later_document_of_another_partnership_is_no_later_year(two: Store) -> None:
    facts = dict(show(two, "westshire/board").facts)
    assert facts["last named in"] == "Westshire Safety Plan (2018-05)"


def test_of_things_without_an_area_another_document_is_another_thing() -> None:
    one, other = Thing("a", "Plan", "Plan", "Paper A"), Thing("b", "Plan", "Plan", "Paper B")
    with pytest.raises(NameShared, match="by its area or its identifier: a\\."):
        only_one("plan", [one, other])
    assert only_one("plan", [one, Thing("c", "Plan", "Plan", "Paper A")]) == one
    assert only_one("plan", [one, Thing("d", "Other", "Plan", "Paper B")]) == one


def test_things_without_namesakes_need_no_area(tiny: Store) -> None:
    things = [match.thing for match in resolve(tiny, "hate crime board")[0]]
    assert with_areas(tiny, things) == things


def test_a_plan_of_a_shared_name_is_not_chosen(alone: World) -> None:
    both = tables("Eastshire", "Westshire")
    for area in ("Eastshire", "Westshire"):
        both = {name: text.replace(f"{area} Safety Plan", "Safety Plan") for name, text in both.items()}
    with pytest.raises(NameShared):
        plan_of(alone(both), "safety plan", "below")


def test_a_named_question_does_not_choose_between_them_nor_mix_them(two: Store) -> None:
    with pytest.raises(NameShared):
        answered(two, "who-owns", {"text": "open a second shelter"})
    one = answered(two, "who-owns", {"text": "open a second shelter westshire"})
    assert [row["document"] for row in one.rows()] == ["Westshire Safety Plan"]


def test_measures_of_one_name_are_told_with_their_areas(alone: World) -> None:
    both = tables("Eastshire", "Westshire")
    for me, number in (("eastshire", 7), ("westshire", 9)):
        head = "id,label,unit,area,basis,phrase\n"
        both[f"{me}/measures"] = f"{head}{me}/measure,Beds let,count,place/{me},{SAID}\n"
        head = "id,measure,value,value_text,kind,from,until,basis,phrase\n"
        both[f"{me}/figures"] = f"{head}{me}/f,{me}/measure,{number},{number},actual,2023,2023,{SAID}\n"
    found = measure(alone(both), "beds let")
    assert found.text == (
        "2 measures or sums of money fit “beds let”; the nearest first. “Beds let” (Eastshire): 7, 2023 — "
        "stated: Eastshire Safety Plan (2024-05)."
    )
    assert [(row["measure"], row["figure"]) for row in found.rows()] == [
        ("Beds let (Eastshire)", "7"),
        ("Beds let (Westshire)", "9"),
    ]


def test_without_a_figure_the_things_are_told_with_their_areas(two: Store) -> None:
    assert measure(two, "refuge board").text == (
        "The documents print no figure for Refuge Board (Eastshire) or Refuge Board (Westshire)."
    )


def test_in_a_network_each_has_its_area(two: Store) -> None:
    graph = network(two, "refuge board")
    assert graph.graph["title"] == "Refuge Board (Eastshire); Refuge Board (Westshire)"
    assert {
        graph.nodes[name]["label"] for name in ("eastshire/board", "westshire/board", "eastshire/head")
    } == {
        "Refuge Board (Eastshire)",
        "Refuge Board (Westshire)",
        "Head of Eastshire Housing",
    }


@pytest.mark.parametrize(
    ("said", "areas"),
    [
        ("id:t dcterms:spatial id:own ; dcterms:isPartOf id:p . id:p dcterms:spatial id:plans .", ["Own"]),
        ("id:t dcterms:isPartOf id:p . id:p dcterms:spatial id:plans .", ["Plan's"]),
    ],
)
def test_the_nearest_area_of_a_thing_is_its_area(said: str, areas: list[str]) -> None:
    engine = Engine()
    prefixes = "".join(f"PREFIX {name}: <{iri}> " for name, iri in (PREFIXES | {"id": ID}).items())
    named = 'id:own skos:prefLabel "Own" . id:plans skos:prefLabel "Plan\'s" .'
    engine.load(f"{prefixes} {said} {named}", RdfFormat.TURTLE)
    assert area_names(OxigraphStore(engine), [Thing("t", "T", "Board")]) == {"t": areas}
