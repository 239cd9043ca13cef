"""The network of things and links: what is in it, around a thing, on a day, and what is left out."""

from __future__ import annotations

import io
import itertools
from pathlib import Path

import networkx
import pytest

from goldthread.graph.errors import GoldthreadError, NameNotFound
from goldthread.graph.lookup.network import network
from goldthread.graph.store.oxigraph import Store, open_store
from goldthread.graph.tables.reader import read

BOARD = "any/board/hate-crime-board"
PRIORITY = "any/priority/2021/hate-crime"
SCHOOLS = "any/deliverable/2021/hate-reporting-in-schools"


def test_the_whole_graph_has_every_row_that_is_a_thing_and_nothing_else(tiny: Store) -> None:
    about_others = {
        "links",
        "alignments",
        "anchors",
        "sections",
        "none_found",
        "memberships",
        "names",
        "standings",
    }
    rows = read(Path(__file__).parents[2] / "worlds" / "tiny" / "records").rows.values()
    assert set(network(tiny)) == {row.id for row in rows if row.table not in about_others}


def test_a_thing_says_what_it_is_and_where_it_stands(tiny: Store) -> None:
    assert network(tiny).nodes[BOARD] == {
        "label": "Hate Crime Board",
        "type": "Board",
        "tier": "Silver",
        "status": "in place",
        "basis": "stated",
        "document": "Safer Anytown Plan 2021-24 (text)",
        "place": "Governance",
        "phrase": "Hate Crime Board",
        "as_at": "2021-11",
    }


def test_a_link_says_how_it_is_known_and_where_it_stands(tiny: Store) -> None:
    assert list(network(tiny)[PRIORITY][BOARD].items()) == [
        (
            "overseenBy stated 2024-09 2023-01/",
            {
                "property": "overseenBy",
                "relation": "is overseen by",
                "basis": "stated",
                "reading": "",
                "why": "",
                "from": "2023-01",
                "until": "",
                "as_at": "2024-09",
                "status": "",
                "document": "Safer Anytown Annual Update 2024",
                "place": "Hate crime, paragraph 1",
                "phrase": "oversees all work against hate crime",
                "more_places": "",
            },
        )
    ]


def test_an_inferred_link_gives_its_reasoning(tiny: Store) -> None:
    (owned,) = network(tiny)[SCHOOLS][BOARD].values()
    assert (owned["basis"], owned["relation"]) == ("inferred", "is owned by")
    assert owned["why"] == "It is listed under “Hate Crime”, which is overseen by Hate Crime Board."


def test_figures_and_memberships_are_links_too(tiny: Store) -> None:
    graph = network(tiny)
    figure = {
        graph.nodes[target]["label"]: data["relation"]
        for _, target, data in graph.out_edges("any/figure/2024/schools", data=True)
    }
    assert figure == {
        "Schools with third party reporting": "is a figure of",
        "Hate crime reporting in schools": "is a figure about",
    }
    (member,) = graph["any/agency/anytown-council"]["any/board/safer-anytown-executive"].values()
    assert (member["relation"], member["basis"], member["property"]) == (
        "is a member of",
        "inferred",
        "memberOf",
    )


def test_every_value_is_a_text(tiny: Store) -> None:
    graph = network(tiny)
    values = [value for _, data in graph.nodes(data=True) for value in data.values()]
    values += [value for _, _, data in graph.edges(data=True) for value in data.values()]
    assert {type(value) for value in values} == {str}


def test_networkx_can_write_it_as_it_is(tiny: Store) -> None:
    networkx.write_graphml(network(tiny, "hate crime", 2), io.BytesIO())


def test_a_suggested_link_is_left_out(tiny: Store) -> None:
    graph = network(tiny)
    assert not graph.has_edge("any/priority/2021/burglary", "shire/priority/2021/victims-first")
    assert {data["basis"] for _, _, data in graph.edges(data=True)} == {"stated", "inferred"}


def test_a_neighbourhood_has_the_nearest_and_the_links_among_them(tiny: Store) -> None:
    graph = network(tiny, "hate crime board")
    assert next(iter(graph)) == BOARD
    whole = network(tiny)
    assert (
        set(graph)
        == {BOARD, *whole.successors(BOARD), *whole.predecessors(BOARD)}
        >= {BOARD, PRIORITY, SCHOOLS}
    )
    assert graph.has_edge(SCHOOLS, PRIORITY), "a link between two neighbours"
    assert (graph.graph["title"], graph.graph["around"], graph.graph["left_out"]) == (
        "Hate Crime Board",
        BOARD,
        0,
    )


def test_no_hop_is_the_thing_alone(tiny: Store) -> None:
    graph = network(tiny, "hate crime board", 0)
    assert (list(graph), graph.size()) == ([BOARD], 0)


def test_each_hop_reaches_further_and_keeps_the_nearer(tiny: Store) -> None:
    sizes = [set(network(tiny, "hate crime board", hops)) for hops in range(4)]
    assert all(nearer < further for nearer, further in itertools.pairwise(sizes))


def test_too_many_things_are_cut_nearest_first_and_counted(tiny: Store) -> None:
    whole, part = network(tiny, "hate crime board", 2), network(tiny, "hate crime board", 2, most=4)
    assert list(part) == list(whole)[:4]
    assert part.graph["left_out"] == len(whole) - 4
    assert part.graph["notice"] == (
        f"{len(whole) - 4} more things stand within 2 links of it and are left out; these are the 4 nearest."
    )
    assert whole.graph["notice"] == ""
    assert all(end in part for link in part.edges() for end in link)


def test_a_day_leaves_out_what_was_said_or_began_later(tiny: Store) -> None:
    assert set(network(tiny, "hate crime board", as_of="2022")) == {BOARD}
    assert not network(tiny, as_of="2022").has_edge(
        "any/agency/anytown-council", "any/board/safer-anytown-executive"
    )
    assert "any/figure/2024/schools" not in network(tiny, as_of="2022-07-21")
    assert "any/figure/2024/schools" in network(tiny, as_of="2024")


def test_what_was_looked_for_in_vain_is_told(tiny: Store) -> None:
    assert network(tiny, "property marking on the mill estate", 0).graph["none_found"] == (
        "Property marking on the Mill Estate: Which Silver board owns each key deliverable? Looked in: "
        "Safer Anytown Plan 2021-24 (text), Key deliverables, Burglary; Safer Anytown Plan 2021-24 "
        "(text), Key deliverables, Hate Crime."
    )


def test_an_unknown_name_suggests_the_nearest_and_a_wrong_day_is_refused(tiny: Store) -> None:
    with pytest.raises(NameNotFound, match="Nothing in the graph is called"):
        network(tiny, "submarine fleet")
    with pytest.raises(GoldthreadError, match="not a date"):
        network(tiny, "hate crime", as_of="yesterday")


def test_the_same_graph_comes_out_each_time(tiny: Store, tiny_graph: Path) -> None:
    first, again = network(tiny), network(open_store(tiny_graph))
    assert list(first.nodes(data=True)) == list(again.nodes(data=True))
    assert list(first.edges(keys=True, data=True)) == list(again.edges(keys=True, data=True))
