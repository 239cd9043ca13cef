"""The boards of the plans' areas without a stated deliverable or pledge, by tier."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from goldthread.graph.alignment.board_gaps import boards_without_work
from goldthread.graph.alignment.builder import align
from goldthread.graph.alignment.gaps import Gap, Tally
from goldthread.graph.alignment.plan_work import work_of
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.dates import day_of


def found(store: Store, day: str | None = None) -> tuple[list[Gap], list[Tally]]:
    matrix = align(store)
    return boards_without_work(work_of(store, matrix, [matrix.below, matrix.above], day_of(day)), "boards")


def told(gaps: list[Gap]) -> list[tuple[str, str, str, str]]:
    return [(gap.plan, gap.thing.label, gap.under, gap.state) for gap in gaps]


def test_boards_stand_by_tier_with_area_and_status(tiny: Store) -> None:
    gaps, tallies = found(tiny)
    assert told(gaps) == [
        ("Gold (named since 2021)", "Safer Anytown Executive", "Anytown, in place", "nothing at all"),
        ("Silver (named since 2021)", "Burglary Board", "Anytown, to be established", "only indirectly"),
        ("Silver (named since 2021)", "Hate Crime Board", "Anytown, in place", "only indirectly"),
        ("Silver (named since 2021)", "Youth Board", "Anytown, in place", "nothing at all"),
        ("Bronze (named since 2021)", "Schools Group", "Anytown, in place", "nothing at all"),
        ("Regional (named since 2021)", "Anyshire Victims Board", "in place", "nothing at all"),
    ]
    assert tallies == [
        Tally("boards", "Gold (named since 2021)", 1),
        Tally("boards", "Silver (named since 2021)", 3),
        Tally("boards", "Bronze (named since 2021)", 1),
        Tally("boards", "Regional (named since 2021)", 1),
    ]


def test_a_board_that_has_ended_is_no_gap_though_a_document_names_it(tiny: Store) -> None:
    assert "Youth Forum" not in {gap.thing.label for gap in found(tiny)[0]}


def test_only_boards_that_were_named_by_the_day_count(tiny: Store) -> None:
    gaps, tallies = found(tiny, "2022-12-31")
    assert [gap.thing.label for gap in gaps] == [
        "Safer Anytown Executive",
        "Burglary Board",
        "Hate Crime Board",
        "Anyshire Victims Board",
    ]
    assert [tally.of for tally in tallies] == [1, 2, 1]


def test_a_stated_deliverable_closes_the_gap_of_its_board_and_a_priority_does_not(
    linked: Callable[..., Store],
) -> None:
    store = linked(
        "any/deliverable/2021/hate-campaign,is overseen by,any/board/youth-board",
        "any/priority/2021/burglary,is overseen by,any/board/schools-group",
    )
    gaps, tallies = found(store)
    states = {gap.thing.label: gap.state for gap in gaps}
    assert "Youth Board" not in states
    assert states["Schools Group"] == "only indirectly"
    assert tallies[1] == Tally("boards", "Silver (named since 2021)", 3)


AREAS = "id,label,code,part_of,basis,why,premises\n"
BOARDS = "id,label,kind,tier,area,status,basis,document,section,phrase\n"


@pytest.mark.parametrize(
    ("place", "is_near"),
    [("place/farcity,Far City,E1,,", False), ("place/farcity,Mill Estate,E1,place/anytown,", True)],
)
def test_a_board_counts_only_if_its_area_lies_within_one_of_the_plans(
    place: str, is_near: bool, world: Callable[..., Store]
) -> None:
    area = f"{place}inferred,It is named so.,any/plan/safer-anytown-2021-24\n"
    anchor = "stated,doc/anytown-update,section/update/work,Board"
    board = f"any/board/far-board,Far Board,forum,,place/farcity,in place,{anchor}\n"
    store = world({"more/places": AREAS + area, "more/boards": BOARDS + board})
    rows = [row for row in told(found(store)[0]) if row[1] == "Far Board"]
    near = ("no tier stated (named since 2021)", "Far Board", "Mill Estate, in place", "nothing at all")
    assert rows == ([near] if is_near else [])
