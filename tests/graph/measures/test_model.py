"""The series of one measure: in sentences, as rows and as JSON."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from goldthread.graph.measures.model import COLUMNS, measured, row_of, short_row
from goldthread.graph.measures.observations import MONEY, Contradiction, Observation
from goldthread.graph.results.answers import Evidence, Thing

LAMPS = Thing("mill/lamps", "Lamps lit", "Measure")
PLACE = Evidence("Mill Report", "mill.txt", "paragraph 3", "lamps", "2022-06")
WHERE = "stated: Mill Report (2022-06), paragraph 3"
FIRST = Observation(
    "mill/1",
    "3,315",
    Decimal(3315),
    "count",
    "baseline",
    "Mill",
    (),
    "2020",
    "2021",
    basis="stated",
    as_at="2022-06",
    evidence=(PLACE,),
)
SECOND = replace(
    FIRST, id="mill/2", printed="4,046", number=Decimal(4046), kind="actual", from_="2021", until="2022"
)
TARGET = replace(SECOND, id="mill/aim", kind="target", printed="5,000", number=Decimal(5000), from_="")
FALL = replace(
    SECOND, id="mill/fall", kind="change", printed="2%", number=Decimal(-2), compared_with="the year before"
)
GRANT = replace(
    FIRST,
    id="mill/grant",
    printed="£2.6m",
    number=Decimal(2600000),
    unit="GBP",
    kind="grant",
    area="",
    name="Lamp grant",
    giver=("Crown",),
    receiver=("Mill", "Hill", "Dale", "Moor"),
)
OTHER = Contradiction("4,100", "Lamps", "Both are of 2022.", "stated", (PLACE,))


def test_a_sentence_names_what_stands_where_and_how_it_is_known() -> None:
    doubtful = replace(SECOND, basis="inferred", why="Counted from the list.", about=("Oil",), unit="lamps")
    assert measured(LAMPS, [doubtful]).text == (
        "“Lamps lit” (Mill; Oil): 4,046 lamps, 2021 to 2022 — inferred: Counted from the list (Mill "
        "Report (2022-06), paragraph 3)."
    )
    assert measured(LAMPS, [replace(SECOND, kind="target", from_="")]).text == (
        "“Lamps lit” (Mill): 4,046 [target], by 2022 — stated: Mill Report (2022-06), paragraph 3. "
        "The documents print no count to hold against it."
    )


def test_a_measure_without_figures_says_so() -> None:
    none = measured(LAMPS, [], [("unit", "lamps")])
    assert (none.text, none.newest, list(none.rows()), none.changes, none.apart, none.facts) == (
        "The documents print no figure of “Lamps lit”.",
        None,
        [],
        (),
        (),
        (("unit", "lamps"),),
    )


def test_the_newest_count_comes_with_its_change_target_and_printed_change() -> None:
    assert measured(LAMPS, [FIRST, SECOND, TARGET, FALL]).text == " ".join(
        [
            f"“Lamps lit” (Mill): 4,046, 2021 to 2022 — {WHERE}.",
            "Up 731 (22.1%) on 3,315, 2020 to 2021: computed, so inferred.",
            "954 below the target of 5,000, by 2022: computed, so inferred.",
            f"“Lamps lit” (Mill): 5,000 [target], by 2022 — {WHERE}.",
            "“Lamps lit” (Mill): down 2% compared with the year before [change], 2021 to 2022 — "
            + WHERE
            + ".",
        ]
    )


def test_of_several_targets_the_first_in_time_is_told() -> None:
    later = replace(TARGET, id="mill/aim-2", printed="6,000", number=Decimal(6000), until="2025")
    text = measured(LAMPS, [SECOND, TARGET, later]).text
    assert [printed in text for printed in ("5,000 [target]", "6,000 [target]")] == [True, False]
    assert "1,954 below the target of 6,000, by 2025" in text


def test_what_came_of_a_target_and_the_last_change_are_told_though_a_newer_figure_has_neither() -> None:
    def quarter(name: str, number: int, from_: str, until: str, kind: str = "actual") -> Observation:
        printed, value = f"{number:,}", Decimal(number)
        return replace(
            SECOND, id=name, printed=printed, number=value, from_=from_, until=until, kind=kind, area=""
        )

    quarters = [
        quarter("a", 2100, "2021-10", "2021-12"),
        quarter("b", 2000, "2022-10", "2022-12"),
        quarter("c", 1800, "2022-10", "2022-12", "target"),
        quarter("d", 1700, "2023-04", "2023-06"),
    ]
    assert measured(LAMPS, quarters, [("wanted", "down")]).text == (
        f"“Lamps lit”: 1,700, April 2023 to June 2023 — {WHERE}. “Lamps lit”: 1,800 [target], October 2022 "
        f"to December 2022 — {WHERE}. 2,000, October 2022 to December 2022, is 200 above the target of "
        "1,800, October 2022 to December 2022 (missed by 200): computed, so inferred. 2,000, October 2022 to "
        "December 2022, is down 100 (4.8%) on 2,100, October 2021 to December 2021: computed, so inferred."
    )


@pytest.mark.parametrize("other", [{"until": "2023"}, {"area": "Hill"}])
def test_a_printed_change_of_another_time_or_place_is_not_told_with_the_count(other: dict[str, str]) -> None:
    alone = f"“Lamps lit” (Mill): 4,046, 2021 to 2022 — {WHERE}."
    assert measured(LAMPS, [SECOND, replace(FALL, **other)]).text == alone  # type: ignore[arg-type]


def test_what_contradicts_the_newest_is_told_and_else_that_others_are_contradicted() -> None:
    sides = replace(SECOND, contradicted_by=(OTHER,))
    told = f"“Lamps lit” (Mill): 4,046, 2021 to 2022 — {WHERE}. "
    where = "“Lamps”: 4,100 (Mill Report (2022-06), paragraph 3)"
    assert measured(LAMPS, [sides]).text == f"{told}Contradicted by {where}: Both are of 2022."
    without_reason = replace(SECOND, contradicted_by=(Contradiction("4,100", "", "", "stated"),))
    assert measured(LAMPS, [without_reason]).text == f"{told}Contradicted by 4,100."
    doubted = replace(FIRST, contradicted_by=(OTHER,))
    assert measured(LAMPS, [doubted, SECOND]).text == (
        told + "Others of its figures are contradicted; both sides are shown."
    )


@pytest.mark.parametrize(
    ("figures", "newest"),
    [
        ([FIRST, SECOND], SECOND),
        ([SECOND, FIRST, TARGET], SECOND),
        ([TARGET, FIRST], FIRST),
        ([FIRST, FALL], FALL),
        ([SECOND, replace(SECOND, id="mill/3", number=None)], SECOND),
        ([SECOND, replace(SECOND, id="mill/3", from_="", until="")], SECOND),
        ([SECOND, replace(SECOND, id="mill/3")], replace(SECOND, id="mill/3")),
    ],
)
def test_the_figure_told_first_is_the_newest_count_that_says_most(
    figures: list[Observation], newest: Observation
) -> None:
    assert measured(LAMPS, figures).newest == newest


def test_money_is_told_as_sums_that_are_not_added_up() -> None:
    fund = Thing("", "Money: lamps", MONEY)
    one = f"“Lamp grant”: £2.6m [grant] from Crown to Mill; Hill; Dale and 1 more, 2020 to 2021 — {WHERE}."
    assert measured(fund, [GRANT]).text == one
    without = replace(GRANT, id="mill/grant-2", printed="no amount printed", number=None, until="2022")
    many = "2 sums of money are printed; the newest of them with an amount: "
    assert measured(fund, [GRANT, without]).text == many + one


def test_a_figure_without_a_period_or_place_says_so() -> None:
    bare = Observation("mill/1", "9", kind="actual", status="planned", basis="stated")
    assert measured(LAMPS, [bare]).text == (
        "“Lamps lit”: 9, no period printed, planned — stated: no place given."
    )


def test_the_area_is_not_repeated_where_the_name_has_it() -> None:
    mill = Thing("mill/lamps", "Lamps lit at the mill", "Measure")
    assert measured(mill, [SECOND]).text == (f"“Lamps lit at the mill”: 4,046, 2021 to 2022 — {WHERE}.")


def test_a_row_has_the_figure_its_changes_and_all_it_rests_on() -> None:
    second = replace(SECOND, contradicted_by=(OTHER,), evidence=(PLACE, replace(PLACE, place="page 9")))
    series = measured(LAMPS, [FIRST, SECOND])
    row = row_of(LAMPS, second, series.changes)
    assert tuple(row) == COLUMNS
    assert {name: text for name, text in row.items() if text} == {
        "measure": "Lamps lit",
        "figure": "4,046",
        "number": "4046",
        "unit": "count",
        "kind": "actual",
        "area": "Mill",
        "from": "2021",
        "until": "2022",
        "computed_change": f"up 731 (22.1%) — inferred: {series.changes[0].why}",
        "contradicted_by": "“Lamps”: 4,100 (Mill Report (2022-06), paragraph 3)",
        "basis": "stated",
        "as_at": "2022-06",
        "document": "Mill Report",
        "place": "paragraph 3",
        "phrase": "lamps",
        "more_places": "Mill Report (2022-06), page 9",
        "measure_id": "mill/lamps",
        "figure_id": "mill/2",
    }
    assert [row["computed_change"] for row in series.rows()] == [
        "",
        f"up 731 (22.1%) — inferred: {series.changes[0].why}",
    ]


def test_the_columns_for_a_page_have_the_doubts_at_the_source() -> None:
    second = replace(SECOND, contradicted_by=(OTHER,), note="Counted at night.", status="draft")
    assert short_row(row_of(LAMPS, second, ())) == {
        "figure": "4,046 [actual, draft]",
        "of, when": "Mill; 2021 to 2022",
        "how and where it stands": (
            "stated: Mill Report, 2022-06, paragraph 3. contradicted by “Lamps”: 4,100 "
            "(Mill Report (2022-06), paragraph 3). Counted at night"
        ),
    }
    assert short_row(row_of(LAMPS, replace(GRANT, why="Read from a table.", basis="inferred"), ())) == {
        "figure": "£2.6m [grant]",
        "of, when": "Lamp grant; from Crown; to Mill; Hill; Dale and 1 more; 2020 to 2021",
        "how and where it stands": "inferred: Read from a table.: Mill Report, 2022-06, paragraph 3",
    }
    nowhen = short_row(row_of(LAMPS, replace(FALL, from_="", until=""), ()))
    assert (nowhen["figure"], nowhen["of, when"]) == (
        "down 2% compared with the year before [change]",
        "Mill; no period printed",
    )


def test_the_measure_is_for_programs_what_its_parts_are() -> None:
    series = measured(LAMPS, [FIRST, SECOND, TARGET], [("unit", "count")])
    told = series.to_json()
    assert (told["measure"]["id"], told["text"], told["facts"]) == (
        "mill/lamps",
        series.text,
        [["unit", "count"]],
    )
    assert [one["id"] for one in told["observations"]] == ["mill/1", "mill/2", "mill/aim"]
    assert [change["words"] for change in told["changes"]] == ["up 731 (22.1%)", "954 below the target"]
    assert told["not_compared"] == []
