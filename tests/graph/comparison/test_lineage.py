"""Things of two plans matched by name, by links and by recorded changes, step by step."""

from __future__ import annotations

from goldthread.graph.comparison.contents import Item
from goldthread.graph.comparison.lineage import (
    DEEPEST,
    LineagePath,
    RecordedChange,
    Succession,
    groups_of,
    joined,
    name_words,
    of_one_name,
    succession,
)
from goldthread.graph.query.library import identifier
from goldthread.graph.results.answers import Thing
from goldthread.graph.store.oxigraph import Store

STEPS = [
    RecordedChange("l1", "new", "middle", "continues", "stated"),
    RecordedChange("l2", "middle", "old", "continues", "inferred", "Like words"),
    RecordedChange("l3", "old", "twin", "closeMatch", "inferred"),
    RecordedChange("l4", "twin", "new", "continues", "inferred"),
    RecordedChange("l5", "old", "older", "continues", "stated"),
    RecordedChange("l6", "part", "old", "broadMatch", "inferred"),
]


def items(**labels: str) -> dict[str, Item]:
    return {thing: Item(Thing(thing, label, "Priority")) for thing, label in labels.items()}


def test_what_a_thing_comes_from_is_followed_over_several_plans_but_not_in_circles() -> None:
    paths = Succession(STEPS).origins("new", {"old", "twin", "older", "part"})
    assert {thing: [step.link for step in path.steps] for thing, path in paths.items()} == {
        "old": ["l1", "l2"],
        "twin": ["l1", "l2", "l3"],
        "part": ["l1", "l2", "l6"],
    }


def test_a_path_is_stated_only_if_each_step_is_and_in_part_if_any_is() -> None:
    stated, inferred, twin, _, _, part = STEPS
    assert [LineagePath(steps).basis for steps in ((stated,), (stated, inferred), ())] == [
        "stated",
        "inferred",
        "inferred",
    ]
    assert [LineagePath((step,)).in_part for step in (stated, twin, part)] == [False, False, True]
    transferred = RecordedChange("l", "a", "b", "functions-transferred")
    assert LineagePath((stated, transferred)).in_part


def test_the_reasons_of_a_path_are_told_once_each() -> None:
    reasons = ["Like words", "", "Like words.", "Same lead."]
    steps = tuple(RecordedChange(f"l{n}", "a", "b", "continues", why=why) for n, why in enumerate(reasons))
    assert LineagePath(steps).why == "Like words. Same lead."


def test_joined_paths_have_each_step_once_in_order() -> None:
    one, two, three, *_ = STEPS
    assert joined([LineagePath((two, one)), LineagePath((one, three))]).steps == (two, one, three)
    assert joined([]) == LineagePath()


def test_a_path_has_at_most_so_many_steps() -> None:
    chain = [RecordedChange(f"l{n}", f"t{n}", f"t{n + 1}", "continues") for n in range(DEEPEST + 1)]
    known = Succession(chain)
    assert len(known.origins("t0", {f"t{DEEPEST}"})[f"t{DEEPEST}"].steps) == 6
    assert known.origins("t0", {f"t{DEEPEST + 1}"}) == {}


def test_equivalents_match_closely_and_are_among_those_asked_for() -> None:
    known = Succession(STEPS)
    assert known.equivalents("old", {"twin", "new", "part"}) == {"old", "twin"}
    assert known.equivalents("twin", {"old"}) == {"twin", "old"}
    assert known.equivalents("old", set()) == {"old"}


def test_the_steps_before_and_after_a_thing_and_the_changes_that_made_it() -> None:
    founded = RecordedChange("f", "new", "", "established")
    known = Succession([*STEPS, founded])
    assert known.before("new") == [STEPS[0]] and known.before("older") == []
    assert known.after("old") == [STEPS[1]] and known.after("new") == [STEPS[3]]
    assert known.changes("new", "established") == [founded] and known.changes("old", "established") == []


def test_the_graph_tells_of_links_and_recorded_changes(tiny: Store) -> None:
    found = [(step.how, identifier(step.later), identifier(step.earlier)) for step in succession(tiny).steps]
    assert found == [
        ("replaced", "any/board/youth-board", "any/board/youth-forum"),
        ("continues", "any/priority/2021/hate-crime", "any/priority/2018/hatred"),
        ("replaces", "any/plan/safer-anytown-2021-24", "any/plan/safer-anytown-2018-21"),
    ]
    change = succession(tiny).steps[0]
    assert (change.basis, change.why, change.date) == (
        "stated",
        "The Youth Board takes over from the Youth Forum",
        "2024-01",
    )


def test_things_of_one_name_are_matched_without_what_stands_in_brackets() -> None:
    earlier, later = items(a="Theft (old list)", b="Noise"), items(c="theft", d="Light", b="Noise")
    assert of_one_name(earlier, later) == {("a", "c"): LineagePath()}
    assert name_words(earlier["a"]) == name_words(later["c"])


def test_pairs_that_share_a_thing_are_one_group() -> None:
    pairs = [("a", "x"), ("b", "y"), ("c", "z"), ("b", "x")]
    assert list(groups_of(pairs)) == [(["c"], ["z"]), (["a", "b"], ["x", "y"])]
    assert list(groups_of([])) == []
