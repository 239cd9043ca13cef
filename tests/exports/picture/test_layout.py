"""The place of each thing in a drawing: rows by kind from the top, what serves below, neighbours near."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import networkx

from goldthread.exports.picture.layout import DEEPEST, FEWEST_ACROSS, GAP, HIGH, WIDE, layout
from goldthread.graph.lookup.network import network
from goldthread.graph.store.oxigraph import Store

if TYPE_CHECKING:
    Graph = networkx.MultiDiGraph[str]


def graph(things: dict[str, str], *links: tuple[str, str, str]) -> Graph:
    """A network of things with their types, and links of subject, property and object."""
    made: Graph = networkx.MultiDiGraph()
    for name, type_name in things.items():
        made.add_node(name, label=name, type=type_name)
    for subject, name, target in links:
        made.add_edge(subject, target, property=name)
    return made


def test_rows_are_by_kind_with_more_room_between_kinds() -> None:
    places = layout(graph({"a": "Board", "b": "Plan", "c": "Place", "d": "Nonsense"}))
    heights = {thing: y for thing, (_, y) in places.items()}
    assert heights == {
        "b": HIGH,
        "a": 2 * HIGH + GAP,
        "c": 3 * HIGH + 2 * GAP,
        "d": 3 * HIGH + 2 * GAP,
    }


def test_what_serves_a_thing_of_its_kind_stands_a_line_below_it() -> None:
    places = layout(graph({"a": "Board", "b": "Board", "c": "Board"}, ("a", "reportsTo", "b")))
    assert {thing: y for thing, (_, y) in places.items()} == {"b": HIGH, "c": HIGH, "a": 2 * HIGH}


def test_other_links_and_links_to_another_kind_set_nothing_lower() -> None:
    things = {"a": "Board", "b": "Board", "p": "Plan"}
    places = layout(graph(things, ("a", "succeeds", "b"), ("p", "isPartOf", "a"), ("b", "reportsTo", "b")))
    assert {thing: y for thing, (_, y) in places.items()} == {
        "p": HIGH,
        "a": 2 * HIGH + GAP,
        "b": 2 * HIGH + GAP,
    }


def test_a_long_chain_ends_in_the_lowest_line() -> None:
    names = "abcdefg"
    links = [(low, "reportsTo", high) for high, low in pairwise(names)]
    places = layout(graph(dict.fromkeys(names, "Board"), *links))
    lines = {y for _, y in places.values()}
    assert lines == {HIGH * number for number in range(1, DEEPEST + 2)}
    assert [places[name][1] for name in names[DEEPEST:]] == [HIGH * (DEEPEST + 1)] * len(names[DEEPEST:])


def test_a_circle_ends() -> None:
    places = layout(graph({"a": "Board", "b": "Board"}, ("a", "reportsTo", "b"), ("b", "reportsTo", "a")))
    assert len(set(places.values())) == 2


def test_a_line_is_even_and_every_other_line_half_a_step_aside() -> None:
    places = layout(graph({"a": "Board", "b": "Board", "c": "Board", "p": "Plan"}))
    assert sorted(x for thing, (x, _) in places.items() if thing != "p") == [-WIDE, 0, WIDE]
    assert places["p"][0] == WIDE // 2


def test_a_row_that_is_too_long_becomes_lines_of_about_one_length() -> None:
    many = 2 * FEWEST_ACROSS + 1
    places = layout(graph({f"{number:02}": "Board" for number in range(many)}))
    lines = [
        sum(y == height for _, y in places.values()) for height in sorted({y for _, y in places.values()})
    ]
    assert lines == [5, 5, 3]
    assert len(set(places.values())) == many


def test_neighbours_stand_near_each_other() -> None:
    things = {"a": "Board", "b": "Board", "x": "Plan", "y": "Plan"}
    crossed = layout(graph(things, ("a", "overseenBy", "y"), ("b", "overseenBy", "x")))
    assert (crossed["x"][0] < crossed["y"][0]) == (crossed["b"][0] < crossed["a"][0])
    straight = layout(graph(things, ("a", "overseenBy", "x"), ("b", "overseenBy", "y")))
    assert (straight["x"][0] < straight["y"][0]) == (straight["a"][0] < straight["b"][0])


def test_the_order_in_which_things_come_changes_nothing() -> None:
    things = {"a": "Board", "b": "Agency", "c": "Board", "d": "Plan"}
    links = (("a", "reportsTo", "c"), ("b", "memberOf", "a"))
    turned = graph(dict(reversed(things.items())), *reversed(links))
    assert layout(turned) == layout(graph(things, *links))


def test_nothing_has_no_places() -> None:
    assert layout(graph({})) == {}


def test_the_thread_runs_from_the_top_down(tiny: Store) -> None:
    places = layout(network(tiny))
    order = [
        "shire/plan/police-and-crime-plan-2021-24",
        "shire/priority/2021/victims-first",
        "any/priority/2021/hate-crime",
        "any/deliverable/2021/hate-reporting-in-schools",
        "any/board/safer-anytown-executive",
        "any/board/hate-crime-board",
        "any/figure/2024/schools",
    ]
    heights = [places[thing][1] for thing in order]
    assert heights == sorted(set(heights))
    assert len(set(places.values())) == len(places), "no two things in one place"
