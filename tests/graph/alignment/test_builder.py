"""The matrix of two plans: every cell, total and sentence, as known on a day."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from goldthread.graph.alignment.builder import align, at, either
from goldthread.graph.alignment.matrix import Matrix, total
from goldthread.graph.errors import GoldthreadError, NameNotFound
from goldthread.graph.store.oxigraph import Store

Linked = Callable[..., Store]
TOWN, TOWN_BEFORE = "Safer Anytown Plan 2021-24", "Safer Anytown Plan 2018-21"
SHIRE = "Anyshire Police and Crime Plan 2021-24"
VICTIMS, PLACES = "Putting victims first", "Safer places"


def grid(matrix: Matrix) -> dict[tuple[str, str], str]:
    return {(cell.row.label, cell.column.label): cell.words for cell in matrix.pairs}


def beside(matrix: Matrix) -> list[tuple[str, ...]]:
    return [tuple(row.values()) for row in matrix.beside()]


def test_every_pair_says_how_it_is_known_or_whether_somebody_looked(tiny: Store) -> None:
    assert grid(align(tiny)) == {
        ("Burglary", VICTIMS): "nothing recorded",
        ("Burglary", PLACES): "none found",
        ("Hate Crime", VICTIMS): "1 inferred",
        ("Hate Crime", PLACES): "nothing recorded",
    }


def test_the_text_says_which_plans_were_taken_and_what_is_aligned_and_how(tiny: Store) -> None:
    assert align(tiny).text == (
        f"“{TOWN}” (the newest community safety strategy with priorities) is set against “{SHIRE}” "
        f"(the police and crime plan that it is"
        " tied to). Of its two shared priorities, one is aligned with at least one of the other's "
        "two priorities: one link, inferred, none"
        " stated. Not aligned: “Burglary”. Nothing serves “Safer places”. Three of the four pairs "
        "have no link: for one a reader looked and"
        " found none, for two nothing is recorded. A tie of the two is stated only between the plans "
        "as wholes (Safer Anytown Plan 2021-24"
        " (text) (2021-11), Governance)."
    )


def test_what_is_stated_of_the_plans_as_wholes_stands_beside_the_pairs(tiny: Store) -> None:
    matrix = align(tiny)
    assert beside(matrix) == [("The plan as a whole", "The plan as a whole", "1 stated")]
    assert [(answer.subject.label, answer.basis) for answer in matrix.links()] == [
        ("Hate Crime", "inferred"),
        (TOWN, "stated"),
    ]


def test_a_suggestion_counts_only_if_asked_for(tiny: Store) -> None:
    asked = align(tiny, suggested=True)
    assert grid(asked)["Burglary", VICTIMS] == "1 suggested"
    assert (
        "both are aligned with at least one" in asked.text
        and "one inferred, one suggested, none stated" in asked.text
    )


def test_the_rows_have_a_cell_each_and_the_shown_ones_the_totals(tiny: Store) -> None:
    matrix = align(tiny)
    rows = list(matrix.rows())
    assert [tuple(row) for row in rows] == [matrix.columns] * 9
    found = next(row for row in rows if (row["row"], row["column"]) == ("Burglary", PLACES))
    assert found == {
        "row": "Burglary", "column": PLACES, "stated": "0", "inferred": "0", "suggested": "0",
        "stated_through_work": "0",
        "inferred_through_work": "0", "suggested_through_work": "0", "state": "none found",
        "looked_for": "Does Burglary serve Safer places?",
        "looked_in": (
            "Safer Anytown Plan 2021-24 (text) (November 2021); Anyshire Police and Crime Plan 2021-24 "
            "(text) (March 2022)"
        ),
        "row_id": "any/priority/2021/burglary", "column_id": "shire/priority/2021/safer-places",
    }  # fmt: skip
    assert [tuple(row.values()) for row in matrix.shown()] == [
        ("Burglary", "nothing recorded", "none found", "none"),
        ("Hate Crime", "1 inferred", "nothing recorded", "1 inferred"),
        ("in all", "1 inferred", "none", "1 inferred"),
    ]


def test_the_json_holds_every_cell_with_basis_reasoning_and_evidence(tiny: Store) -> None:
    found = align(tiny).to_json()
    assert list(found) == [
        "question", "as_of", "text", "plan", "other_plan", "rows", "columns", "cells", "none_found",
        "looked_in", "looked_for"
    ]  # fmt: skip
    cell = next(
        cell
        for cell in found["cells"]
        if cell["row"].endswith("hate-crime") and cell["column"].endswith("victims-first")
    )
    assert (cell["direct"], cell["through_its_work"], cell["none_found"]) == ({"inferred": 1}, {}, False)
    link = cell["links"][0]
    assert link["basis"] == "inferred"
    assert link["why"] == "Its key issue is victims who do not report, and the priority is about victims."
    assert [item["phrase"] for item in link["evidence"]] == [
        "Victims who do not report",
        "1 Putting victims first",
    ]


def test_work_under_a_priority_counts_for_it_and_apart_from_its_own_links(linked: Linked) -> None:
    campaign = "any/deliverable/2021/hate-campaign,contributes to,shire/objective/2021/tell-victims"
    marking = "any/deliverable/2021/property-marking,aligns with,shire/priority/2021/safer-places"
    matrix = align(linked(campaign, marking))
    assert grid(matrix)["Hate Crime", VICTIMS] == "1 inferred; 1 stated through its work"
    assert grid(matrix)["Burglary", PLACES] == "1 stated through its work"
    assert total(matrix.pairs) == "1 inferred; 2 stated through its work"
    assert (
        "three links, two stated, one inferred; two of them through work that stands under a priority"
        in matrix.text
    )


def test_a_link_that_leads_down_counts_as_one_that_leads_up(linked: Linked) -> None:
    matrix = align(linked("shire/priority/2021/safer-places,aligns with,any/priority/2021/burglary"))
    assert grid(matrix)["Burglary", PLACES] == "1 stated"


def test_part_of_a_deliverable_counts_for_the_priority_of_the_whole(linked: Linked) -> None:
    matrix = align(
        linked("any/priority/2021/burglary,contributes to,shire/deliverable/2021/answer-hate-calls")
    )
    assert grid(matrix)["Burglary", PLACES] == "1 stated through its work"
    assert all(part.label != "Work under no priority" for part in matrix.across)


def test_work_under_no_priority_and_a_plan_as_a_whole_stand_beside(linked: Linked) -> None:
    theme = "any/priority/2021/burglary,contributes to,shire/theme/2021/early-help"
    whole = "any/plan/safer-anytown-2021-24,contributes to,shire/priority/2021/safer-places"
    matrix = align(linked(theme, whole))
    assert beside(matrix) == [
        ("Burglary", "Work under no priority", "1 stated"),
        ("The plan as a whole", PLACES, "1 stated"),
        ("The plan as a whole", "The plan as a whole", "1 stated"),
    ]
    assert "One priority of the one is tied to work of the other under no priority: 1 stated." in matrix.text
    assert "The one plan as a whole is tied to one priority of the other: 1 stated." in matrix.text
    assert "is stated between the plans as wholes" in matrix.text


def test_named_plans_are_taken_as_named_and_the_other_is_the_one_that_it_is_tied_to(tiny: Store) -> None:
    for named in (("anytown plan",), ("PCP",), ("anytown plan", "PCP")):
        matrix = align(tiny, *named)
        assert (matrix.below.label, matrix.above.label) == (TOWN, SHIRE)
    turned = align(tiny, "police and crime plan", "the Anytown plan")
    assert (turned.below.label, turned.above.label) == (SHIRE, TOWN)
    assert turned.text.startswith(
        f"“{SHIRE}” is set against “{TOWN}”. Of its two plan priorities, one is aligned with at least one"
    )


def test_the_pair_is_the_one_of_the_day_and_a_later_link_is_not_counted(tiny: Store) -> None:
    before = align(tiny, "2018-21")
    assert (before.below.label, before.above.label) == (TOWN_BEFORE, SHIRE)
    assert before.text == (
        f"“{TOWN_BEFORE}” is set against “{SHIRE}” (the newest police and crime plan). Of its one "
        f"shared priority, none is aligned with one"
        " of the other's two priorities."
    )
    early = align(tiny, "anytown plan", as_of="2021-10")
    assert grid(early)["Hate Crime", VICTIMS] == "nothing recorded" and early.links() == []
    assert grid(early)["Burglary", PLACES] == "nothing recorded"
    later = align(tiny, as_of="2021-12")
    assert [
        place.document for cell in later.pairs for search in cell.searches for place in search.places
    ] == [f"{TOWN} (text)"]


def test_a_plan_without_priorities_leaves_no_pairs(tiny: Store) -> None:
    matrix = align(tiny, "anytown plan", "victims strategy")
    assert matrix.cells == () and matrix.to_json()["none_found"]
    assert matrix.text.endswith(
        "The documents name no priorities of “Victims Strategy”, so no pairs can be looked at."
    )


def test_what_cannot_be_set_against_each_other_is_said(tiny: Store) -> None:
    with pytest.raises(GoldthreadError, match="are the same plan here"):
        align(tiny, "anytown plan", "safer anytown 2021")
    with pytest.raises(GoldthreadError, match="The graph holds no priorities of “Victims Strategy”"):
        align(tiny, "victims strategy")
    with pytest.raises(
        GoldthreadError, match="no plan with priorities beside a police and crime plan by 2010-12-31"
    ):
        align(tiny, as_of="2010")
    with pytest.raises(GoldthreadError, match="is not a date"):
        align(tiny, as_of="soon")
    with pytest.raises(NameNotFound):
        align(tiny, "zzz")


def test_a_cell_tells_what_stands_behind_it(tiny: Store) -> None:
    matrix = align(tiny)
    by_name, by_number = at(tiny, matrix, "hate", "victims first"), at(tiny, matrix, "Hate Crime", "1")
    assert by_name.text == by_number.text
    assert by_name.text == (
        "“Hate Crime” contributes to Putting victims first — inferred: Its key issue is victims who "
        "do not report, and the priority is"
        " about victims (Safer Anytown Plan 2021-24 (text) (2021-11), Shared priorities)."
    )
    assert [answer.basis for answer in by_name.answers] == [
        "inferred"
    ] and by_name.title == "Hate Crime and Putting victims first"


def test_an_empty_cell_tells_whether_somebody_looked_and_where(tiny: Store) -> None:
    matrix = align(tiny)
    looked = at(tiny, matrix, "burglary", "safer places")
    assert looked.none_found and looked.looked_in == (
        (
            "Safer Anytown Plan 2021-24 (text) (November 2021); Anyshire Police and Crime Plan 2021-24 "
            "(text) (March 2022)"
        ),
    )
    assert (
        looked.text
        == f"Nothing was found that ties “Burglary” to “Safer places”. Looked in: {looked.looked_in[0]}."
    )
    unseen = at(tiny, matrix, "burglary", "1")
    assert unseen.text == (
        "Nothing is recorded that ties “Burglary” to “Putting victims first”; nobody has looked for "
        "it in particular."
    )
    with pytest.raises(NameNotFound, match="Did you mean: Burglary; Hate Crime; The plan as a whole"):
        at(tiny, matrix, "zzz", "1")


def test_one_of_the_two_plans_is_found_by_name(tiny: Store) -> None:
    matrix = align(tiny)
    assert [either(tiny, matrix, text).label for text in ("anytown plan", "pcp")] == [TOWN, SHIRE]
    with pytest.raises(GoldthreadError, match="neither of the two plans"):
        either(tiny, matrix, "2018-21")
