"""Steps grow into branches without circles, each tie once, and say where they are not followed further."""

from __future__ import annotations

from collections.abc import Mapping

from goldthread.graph.results.answers import Answer, Evidence, Thing
from goldthread.graph.threads.model import Branch
from goldthread.graph.threads.steps import ELSEWHERE, NO_FURTHER, StepLinks, Steps, once

Drawn = tuple[str, str, tuple["Drawn", ...]]


def thing(name: str) -> Thing:
    return Thing(id=name, label=name.upper(), type="Priority")


def tie(near: str, far: str, property: str = "serves", *phrases: str) -> Answer:
    places = tuple(Evidence("Plan", "plan.txt", "page", phrase) for phrase in phrases)
    return Answer(
        subject=thing(near),
        relation="serves",
        object=thing(far),
        value=None,
        basis="stated",
        why=None,
        from_=None,
        until=None,
        as_at="2021",
        status=None,
        evidence=places,
        property=property,
    )


def steps(ties: Mapping[str, str], more: str = "") -> Steps:
    """The steps upward from each thing, named by a letter, to those named after it."""
    of = {near: [(tie(near, far), thing(far)) for far in fars] for near, fars in ties.items()}
    return Steps(of, set(more))


def drawn(branches: tuple[Branch, ...]) -> tuple[Drawn, ...]:
    return tuple((one.thing.id if one.thing else "", one.end, drawn(one.branches)) for one in branches)


def grown(found: Steps, start: str, depth: int) -> tuple[Drawn, ...]:
    return drawn(found.grown(found.of[start], {start}, depth, upward=True))


def test_each_thing_is_followed_once_where_it_comes_first() -> None:
    found = steps({"a": "bc", "b": "d", "c": "d", "d": "e"})
    end: Drawn = ("e", "", ())
    assert grown(found, "a", 4) == (
        ("b", "", (("d", "", (end,)),)),
        ("c", "", (("d", ELSEWHERE, ()),)),
    )


def test_a_circle_ends_at_the_thing_where_it_began() -> None:
    assert grown(steps({"a": "b", "b": "a"}), "a", 4) == (("b", "", (("a", ELSEWHERE, ()),)),)


def test_what_lies_too_deep_or_was_not_read_is_said_to_lead_on() -> None:
    found = steps({"a": "b", "b": "c", "c": "d"}, more="d")
    assert grown(found, "a", 2) == (("b", "", (("c", NO_FURTHER, ()),)),)
    assert grown(found, "a", 4) == (("b", "", (("c", "", (("d", NO_FURTHER, ()),)),)),)


def test_a_tie_is_told_once_with_all_its_places() -> None:
    told = once([tie("a", "b", "serves", "new"), tie("a", "c"), tie("a", "b", "serves", "old", "new")])
    assert [(one.object and one.object.id, [place.phrase for place in one.evidence]) for one in told] == [
        ("b", ["new", "old"]),
        ("c", []),
    ]
    assert len(once([tie("a", "b", "serves"), tie("a", "b", "isPartOf")])) == 2


def test_links_within_so_many_levels_are_those_of_the_things_reached() -> None:
    links = StepLinks({"a": [("ab", "b"), ("ac", "c")], "b": [("bd", "d")], "d": [("da", "a")]}, upward=True)
    assert links.within(["a"], 1) == ["ab", "ac"]
    assert links.within(["a"], 3) == ["ab", "ac", "bd", "da"]
    assert links.within(["a"], 3, short=["a"]) == ["ab", "ac"]
    assert list(links.ends()) == ["b", "c", "d", "a"]
