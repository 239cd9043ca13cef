"""What is known of the step from one side to the next: dates, ends, what is not named and what is current."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from goldthread.graph.comparison.contents import Contents, Item, contents
from goldthread.graph.comparison.lineage import RecordedChange, Succession, succession
from goldthread.graph.comparison.sides import sides
from goldthread.graph.comparison.transition import Transition, current, transition
from goldthread.graph.query.library import iri
from goldthread.graph.results.answers import Evidence, Thing
from goldthread.graph.store.oxigraph import Store

StepOf = Callable[..., Transition]
FORUM, BOARD = Item(Thing("forum", "Forum", "Board")), Item(Thing("board", "Board", "Board"))
YOUTH_FORUM, YOUTH_BOARD = iri("any/board/youth-forum").value, iri("any/board/youth-board").value


def change(how: str, date: str = "", later: str = "", earlier: str = "forum") -> RecordedChange:
    return RecordedChange(f"{how} {date}", later, earlier, how, "stated", "", date)


@pytest.mark.parametrize(
    ("date", "falls"),
    [
        ("", True),
        ("2018-04", False),
        ("2018-05", True),
        ("2018", True),
        ("2020-01-31", True),
        ("2021-11", True),
        ("2021-12", False),
        ("2022", False),
    ],
)
def test_a_change_falls_between_the_newest_documents_of_both_sides(
    date: str, falls: bool, step_of: StepOf
) -> None:
    assert step_of("boards", [FORUM], [BOARD]).falls_between(change("merged", date)) is falls


def test_a_thing_ends_by_a_change_that_leaves_it_behind(step_of: StepOf) -> None:
    steps = [
        change("replaced", "2019"),
        change("merged", "2020"),
        change("split", "2021"),
        change("merged", "2023"),
        change("renamed", "2019"),
        change("merged", "2019", later="forum"),
        change("merged", "2019-05", earlier="other"),
    ]
    step = step_of("boards", [FORUM], [BOARD], steps)
    assert [(end.how, end.date) for end in step.ends("forum")] == [
        ("replaced", "2019"),
        ("merged", "2020"),
        ("split", "2021"),
    ]


def test_later_things_of_any_kind_carry_an_earlier_one_on(step_of: StepOf) -> None:
    steps = [change("continues", later="board"), change("continues", later="patrols")]
    patrols = Item(Thing("patrols", "Patrols", "Deliverable"))
    step = step_of("boards", [FORUM], [BOARD], steps, others_after=[patrols])
    assert {new: path.steps for new, path in step.carried_on("forum").items()} == {
        "board": (steps[0],),
        "patrols": (steps[1],),
    }
    assert step.carried_on("board") == {}


def test_what_is_not_named_is_told_with_what_that_leaves_open(step_of: StepOf) -> None:
    step = step_of("boards", [FORUM], [BOARD])
    assert step.not_named("boards", step.after, "who knows") == "Not named in 2021; who knows."
    assert step.not_named("boards", step.before, "who knows") == "Not named in 2018; who knows."
    assert step.not_named("duties", step.after, "who knows") == "2021 lists no duties at all."
    members = step_of("partners", [FORUM], [BOARD])
    assert members.not_named("partners", members.after, "x") == "Not named as a member in 2021; x."


def test_between_plans_of_different_areas_nothing_is_left_open(step_of: StepOf) -> None:
    step = step_of("boards", [FORUM], [BOARD])
    beside = replace(step, before=replace(step.before, area="a"), after=replace(step.after, area="b"))
    assert beside.not_named("boards", beside.after, "who knows") == "Not named in 2021."


def test_when_a_thing_was_last_named_is_said_only_of_an_earlier_year(step_of: StepOf) -> None:
    step = step_of("boards", [FORUM], [BOARD])

    def last(*dates: str) -> str:
        return step.last_named(
            replace(BOARD, evidence=tuple(Evidence("D", "", "", "", date) for date in dates))
        )

    assert last("2018-05", "2020-01") == ", last named January 2020"
    assert last("2021-01") == last() == ""


def known(store: Store, *texts: str) -> Transition:
    before, after = sides(store, texts)
    return transition(
        store,
        succession(store),
        (before, after),
        (contents(store, before), contents(store, after)),
    )


def test_the_graph_gives_the_paths_the_later_states_and_the_evidence(tiny: Store) -> None:
    step = known(tiny, "2021", "2024")
    assert {new: list(paths) for new, paths in step.paths.items() if paths} == {
        iri("any/priority/2021/hate-crime").value: [iri("any/priority/2018/hatred").value]
    }
    youth = step.earlier.all[YOUTH_BOARD].thing, step.later_states[YOUTH_BOARD]
    assert [(thing.tier, thing.status) for thing in youth] == [("Bronze", "planned"), ("Silver", "in place")]
    changed = step.evidence[iri("any/change/2024/youth-board").value]
    assert [place.document for place in changed] == ["Safer Anytown Annual Update 2024"]


def test_what_is_carried_on_by_something_that_is_not_named_is_told_with_how_it_is_known(tiny: Store) -> None:
    step = known(tiny, "2021", "2024")
    told = "Elsewhere it is carried on as “Youth Board” (stated)."
    assert step.carried_on_elsewhere("boards", YOUTH_FORUM) == ""
    assert step.carried_on_elsewhere("partners", YOUTH_FORUM) == told
    unnamed = replace(step, later=Contents(step.later.items, {}))
    assert unnamed.carried_on_elsewhere("boards", YOUTH_FORUM) == told


def test_an_end_is_told_only_by_a_later_document_of_what_had_not_ended(tiny: Store) -> None:
    step = known(tiny, "2021", "2024")
    item = step.earlier.all[YOUTH_BOARD]
    assert step.end_told(YOUTH_BOARD, item) == ()
    ended = replace(item.thing, status="ended")
    step = replace(step, later_states={**step.later_states, YOUTH_BOARD: ended})
    assert [place.date for place in step.end_told(YOUTH_BOARD, item)] == ["2024-09"]
    assert step.end_told(YOUTH_BOARD, replace(item, thing=ended)) == ()


def test_what_has_ended_or_been_superseded_is_not_current(tiny: Store) -> None:
    (side, later) = sides(tiny, ["2021", "2024"])
    ended = Item(Thing("old", "Old", "Board", status="ended"))
    named = {"forum": FORUM, "board": BOARD, "old": ended}
    held = Contents({"boards": named}, named)
    taken_over = Succession([change("replaced", "2022-03", later="board")])
    assert list(current(held, taken_over, side).items["boards"]) == ["forum", "board"]
    assert list(current(held, taken_over, later).items["boards"]) == ["board"]
    assert current(held, taken_over, later).all == named
