"""Circles are found however long they are, and chains are none."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from goldthread.graph.check.circles import circles

P = "x:reports"


def found(*pairs: tuple[int, int]) -> set[int]:
    store = ox.Store()
    for start, end in pairs:
        store.add(ox.Quad(ox.NamedNode(f"x:{start}"), ox.NamedNode(P), ox.NamedNode(f"x:{end}")))
    store.add(ox.Quad(ox.NamedNode("x:1"), ox.NamedNode("x:other"), ox.NamedNode("x:1")))
    rings = list(circles(store, P))
    assert all(quad.subject == quad.object and quad.predicate.value == P for quad in rings)
    return {int(quad.subject.value[2:]) for quad in rings if isinstance(quad.subject, ox.NamedNode)}


@pytest.mark.parametrize(
    ("pairs", "circle"),
    [
        ([], set()),
        ([(1, 2), (2, 3), (1, 3)], set()),
        ([(1, 1)], {1}),
        ([(1, 2), (2, 1)], {1, 2}),
        ([(0, 1), (1, 2), (2, 3), (3, 1), (3, 4)], {1, 2, 3}),
        ([(1, 2), (2, 1), (2, 3), (3, 4), (4, 3)], {1, 2, 3, 4}),
        ([(1, 2), (2, 1), (2, 3), (3, 4), (4, 5), (5, 4)], {1, 2, 4, 5}),
    ],
)
def test_what_leads_back_to_itself_is_found(pairs: list[tuple[int, int]], circle: set[int]) -> None:
    assert found(*pairs) == circle


def test_neither_a_long_chain_nor_a_long_circle_is_walked_from_each_of_its_members() -> None:
    chain = [(number, number + 1) for number in range(20_000)]
    assert found(*chain) == set()
    assert found(*chain, (20_000, 0)) == set(range(20_001))
