"""Figures over time: as printed, compared only where they count the same, contradictions with both sides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from goldthread.graph.errors import GoldthreadError, NameNotFound
from goldthread.graph.measures.builder import measure
from goldthread.graph.measures.changes import apart, differences, series, unfit
from goldthread.graph.measures.model import measured
from goldthread.graph.measures.observations import Contradiction, Observation, figures_of, money
from goldthread.graph.rdf.builder import build
from goldthread.graph.results.answers import Evidence, Thing
from goldthread.graph.store.oxigraph import Store, open_store
from goldthread.graph.tables.reader import Records
from goldthread.graph.text.dates import day_of

LAMPS = Thing("mill/lamps", "Lamps lit", "Measure")
PLACE = Evidence("Mill Report", "mill.txt", "paragraph 3", "lamps", "2022-06")
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
    evidence=(PLACE,),
)
SECOND = replace(
    FIRST, id="mill/2", printed="4,046", number=Decimal(4046), kind="actual", from_="2021", until="2022"
)
THIRD = replace(SECOND, id="mill/3", printed="4,000", number=Decimal(4000), from_="2022", until="2023")
FIGURES = "id,measure,value,value_text,unit,kind,from,until,basis,section,phrase\n"
OnTop = Callable[[Path | Mapping[str, str]], Records]


def told(*observations: Observation) -> list[str]:
    return [change.told for change in differences(observations)]


def test_a_measure_is_told_with_its_newest_count_its_target_and_how_far_it_is_from_it(tiny: Store) -> None:
    found = measure(tiny, "schools with third party reporting")
    place = "stated: Safer Anytown Annual Update 2024 (2024-09)"
    name = "“Schools with third party reporting” (Hate crime reporting in schools)"
    assert found.text == " ".join(
        [
            f"{name}: 14, April 2023 to March 2024 — {place}, Hate crime, paragraph 2.",
            "6 below the target of 20, by March 2025: computed, so inferred.",
            f"{name}: 20 [target], by March 2025 — {place}, Work and money, paragraph 10.",
        ]
    )
    assert [row["figure"] for row in found.rows()] == ["14", "9", "20"]
    assert found.measured[0].facts == (("unit", "count"), ("area", "Anytown"), ("wanted", "up"))
    assert found.measured[0].apart == ("Not compared: 9 (no period printed).",)


def test_a_computed_change_is_inferred_and_names_both_its_premises(tiny: Store) -> None:
    (change,) = measure(tiny, "schools with third party reporting").measured[0].changes
    report = "Safer Anytown Annual Update 2024 (2024-09)"
    assert (change.basis, change.amount, change.against_target) == ("inferred", Decimal(-6), True)
    assert change.why == (
        f"Computed from 14, April 2023 to March 2024 ({report}, Hate crime, paragraph 2) "
        f"and 20, by March 2025 ({report}, Work and money, paragraph 10)."
    )
    assert change.to_json()["premises"] == ["any/figure/2024/schools-aim", "any/figure/2024/schools"]


def test_both_sides_of_a_contradiction_are_shown_and_no_change_is_drawn_from_them(tiny: Store) -> None:
    (found,) = measure(tiny, "burglaries in anytown").measured
    sides = [(one.printed, [other.printed for other in one.contradicted_by]) for one in found.observations]
    assert sides == [("11%", ["12%"]), ("12%", ["11%"])]
    assert found.changes == ()
    assert found.text == (
        "“Burglaries in Anytown” (Burglary): down 12% compared with the year before [change], no "
        "period printed — stated: "
        "Safer Anytown Annual Update 2024 (2024-09), Burglary, paragraph 5. Contradicted by "
        "“Burglaries in Anytown”: 11% "
        "(Safer Anytown Annual Update 2024 (2024-09), Burglary, paragraph 5)."
    )


def test_money_is_told_with_giver_receiver_and_purpose(tiny: Store) -> None:
    found = measure(tiny, "mill estate patrol")
    assert found.text == (
        "“Money for the Mill Estate Patrol”: £20,000 [grant] from Home Office to Anytown Council for "
        "Mill Estate Patrol, "
        "April 2023 to March 2024 — stated: Safer Anytown Annual Update 2024 (2024-09), Work and "
        "money, paragraph 7."
    )
    row = next(found.rows())
    assert [row[name] for name in ("giver", "receiver", "purpose", "unit", "number", "note")] == [
        "Home Office", "Anytown Council", "Mill Estate Patrol", "GBP", "20000", "Only for the patrol.",
    ]  # fmt: skip
    assert [one.name for one in money(tiny, ["any/funding/2023/patrol"], day_of("2023"))] == []


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("any/measure/burglaries", ["Burglaries in Anytown"]),
        ("hate crime", ["Schools with third party reporting"]),
        ("anytown", ["Burglaries in Anytown"]),
        ("Safer Anytown Annual Update", []),
        ("putting victims first", ["Victims satisfied"]),
        ("burglaries", ["Burglaries"]),
        ("burglary", ["Burglaries in Anytown", "Burglaries"]),
    ],
)
def test_a_thing_is_measured_by_what_is_counted_of_it_or_named_like_it(
    text: str, measures: list[str], tiny: Store
) -> None:
    found = measure(tiny, text)
    assert [each.thing.label for each in found.measured] == measures
    assert found.none_found == (not any(each.observations for each in found.measured))


def test_where_no_figure_is_printed_it_is_said_and_where_one_would_stand(tiny: Store) -> None:
    found = measure(tiny, "hate crime board")
    assert (found.text, found.none_found) == ("The documents print no figure for “hate crime board”.", True)
    assert found.looked_in == ("Safer Anytown Plan 2021-24 (text)",)
    victims = measure(tiny, "victims satisfied")
    assert victims.measured[0].text == "The documents print no figure of “Victims satisfied”."


def test_only_what_was_printed_by_a_day_and_counted_in_an_area_is_shown(tiny: Store) -> None:
    assert measure(tiny, "schools with third party reporting", "2024-08").none_found
    assert not measure(tiny, "schools with third party reporting", "2024-09").none_found
    elsewhere = measure(tiny, "schools with third party reporting", area="anytown")
    assert elsewhere.text == (
        "The documents print no figure for “schools with third party reporting” in Anytown; there "
        "are some for: no area that has a name."
    )
    with pytest.raises(NameNotFound):
        measure(tiny, "schools with third party reporting", area="nowhere at all")
    with pytest.raises(NameNotFound):
        measure(tiny, "xyzzy")
    with pytest.raises(GoldthreadError, match="not a date"):
        measure(tiny, "burglaries", "soon")


def test_a_series_of_years_is_read_from_records(on_top: OnTop, tmp_path: Path) -> None:
    rows = [
        f"any/figure/extra/{year},any/measure/burglaries,{number},{number},count,actual,{year},{year},"
        "stated,doc/anytown-update,section/update/burglary,fell by 12%\n"
        for year, number in ((2021, 50), (2022, 40), (2023, 44))
    ]
    figures = FIGURES.replace("basis", "basis,document") + "".join(rows)
    file = tmp_path / "extra.nq"
    file.write_text(build(on_top({"anytown-more/figures": figures})), "utf-8")
    found = figures_of(open_store(file), ["any/measure/burglaries"])["any/measure/burglaries"]
    assert [line.words for line in differences(found)] == [
        "down 10 (20.0%)",
        "up 4 (10.0%)",
        "down 6 (12.0%)",
    ]
    assert [[one.printed for one in line] for line in series(found)] == [["50", "40", "44"]]


@pytest.mark.parametrize(
    ("second", "changes"),
    [
        (SECOND, ["up 731 (22.1%) on 3,315, 2020 to 2021"]),
        (replace(SECOND, number=Decimal(3315)), ["no change on 3,315, 2020 to 2021"]),
        (replace(SECOND, number=Decimal(3000)), ["down 315 (9.5%) on 3,315, 2020 to 2021"]),
        (
            replace(SECOND, printed="4.0k", number=Decimal(4000)),
            ["up about 685 (21%) on 3,315, 2020 to 2021"],
        ),
        (replace(SECOND, printed="over 4,000"), []),
        (replace(SECOND, unit="people"), []),
        (replace(SECOND, area="Hill"), []),
        (replace(SECOND, about=("Oil",)), []),
        (replace(SECOND, kind="share"), []),
        (replace(SECOND, kind="comparator"), []),
        (replace(SECOND, kind="change"), []),
        (replace(SECOND, number=None), []),
        (replace(SECOND, status="planned"), []),
        (replace(SECOND, reading="unsafe"), []),
        (replace(SECOND, from_="", until=""), []),
        (replace(SECOND, from_="2022-03", until="2022-03"), []),
        (replace(SECOND, from_="2020", until="2021"), []),
        (replace(SECOND, contradicted_by=(Contradiction("4,000", "Lamps", "", "stated"),)), []),
    ],
)
def test_a_change_is_computed_only_between_figures_that_count_the_same(
    second: Observation, changes: list[str]
) -> None:
    assert told(FIRST, second) == changes


def test_a_longer_series_is_also_told_as_a_whole_and_one_figure_told_twice_counts_once() -> None:
    assert told(FIRST, SECOND, replace(SECOND, id="mill/2b"), THIRD) == [
        "up 731 (22.1%) on 3,315, 2020 to 2021",
        "down 46 (1.1%) on 4,046, 2021 to 2022",
        "up 685 (20.7%) on 3,315, 2020 to 2021",
    ]


def test_two_numbers_for_one_period_are_not_compared_with_anything() -> None:
    assert told(FIRST, SECOND, replace(SECOND, id="mill/2b", number=Decimal(1))) == []


def test_shares_differ_in_percentage_points_and_money_in_pounds() -> None:
    share = replace(FIRST, kind="share", unit="per cent", printed="50%", number=Decimal(50))
    assert told(share, replace(share, id="mill/2", from_="2021", until="2022", number=Decimal("52.5"))) == [
        "up 2.5 percentage points on 50%, 2020 to 2021"
    ]
    grant = replace(
        FIRST,
        kind="grant",
        unit="GBP",
        printed="£2.6m",
        number=Decimal(2600000),
        name="Lamp grant 2020/21",
        giver=("Crown",),
    )
    later = replace(
        grant,
        id="mill/2",
        from_="2021",
        until="2022",
        printed="£4.3m",
        number=Decimal(4300000),
        name="Lamp grant 2021/22",
    )
    assert told(grant, later) == ["up about £1,700,000 (65%) on £2.6m, 2020 to 2021"]
    assert told(grant, replace(later, giver=("Town",))) == []


def test_why_figures_were_not_compared_is_said() -> None:
    target = replace(SECOND, id="mill/4", kind="target", printed="9", number=Decimal(9), area="Hill")
    elsewhere = replace(SECOND, id="mill/5", area="Hill", printed="77", number=Decimal(77))
    assert apart([FIRST, elsewhere, target]) == (
        "Not compared: 3,315; 77 (differ in area from the others).",
        "Not compared: 9 (a target).",
    )
    assert apart([FIRST, replace(SECOND, kind="change", printed="22%")]) == (
        "Not compared: 3,315 (no other figure of this kind to hold them against).",
        "Not compared: 22% (a printed change).",
    )
    assert apart([FIRST]) == ()
    assert unfit(replace(FIRST, kind="")) == "of no stated kind"


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


def test_the_result_prints_as_a_table_and_carries_the_envelope(tiny: Store) -> None:
    found = measure(tiny, "schools with third party reporting")
    assert [list(row.values())[:3] for row in found.shown()] == [
        [
            "Schools with third party reporting",
            "14 [actual]",
            "Hate crime reporting in schools; April 2023 to March 2024",
        ],
        [
            "Schools with third party reporting",
            "9 [baseline]",
            "Hate crime reporting in schools; no period printed",
        ],
        [
            "Schools with third party reporting",
            "20 [target]",
            "Hate crime reporting in schools; by March 2025",
        ],
    ]
    assert set(found.to_json()) == {
        "question",
        "as_of",
        "area",
        "text",
        "measures",
        "none_found",
        "looked_in",
        "did_you_mean",
        "title",
    }
    one = found.to_json()["measures"][0]["observations"][0]
    assert (one["number"], one["basis"], one["evidence"][0]["phrase"]) == (
        14,
        "stated",
        "14 schools in the year to March 2024",
    )
