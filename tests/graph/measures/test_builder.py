"""Figures over time: as printed, compared only where they count the same, contradictions with both sides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from goldthread.graph.errors import GoldthreadError, NameNotFound
from goldthread.graph.measures.builder import measure
from goldthread.graph.rdf.builder import build
from goldthread.graph.store.oxigraph import Store, open_store
from goldthread.graph.tables.reader import Records

# A lamp measure with a part, others whose names have its words, and one that is counted of several things.
PLACED = "stated,doc/anytown-update,section/update/burglary,fell by 12%"
LAMPS = {
    "more/measures": "id,label,unit,direction,metric,area,basis,document,section,phrase\n"
    + "".join(
        f"more/measure/{name},{label},count,up,{metric},{area},{PLACED}\n"
        for name, label, metric, area in (
            ("lamps", "Lamps lit", "lamps lit", "place/anytown"),
            ("mill", "Lamps lit at the mill", "lamps counted at night", ""),
            ("dim", "Lamps lit dimly", "", ""),
            ("hill", "Lamps lit on the hill", "", ""),
            ("moor", "Lamps lit on the moor", "", ""),
            ("offenders", "Repeat offenders", "", ""),
        )
    ),
    "more/figures": "id,measure,value,value_text,unit,kind,about,area,from,until,"
    "basis,document,section,phrase\n"
    + "".join(
        f"more/figure/{name}-{number},more/measure/{name},{number},{number},count,actual,{about},{area},"
        f"{year},{year},{PLACED}\n"
        for name, number, about, area, year in (
            ("lamps", 9, "", "place/anytown", "2021"),
            ("mill", 3, "", "", "2021"),
            ("mill", 4, "", "", "2022"),
            ("hill", 5, "", "", ""),
            ("moor", 6, "", "", "2021"),
            ("offenders", 7, "any/priority/2021/burglary", "", ""),
            ("offenders", 8, "", "", ""),
        )
    ),
    "more/links": "id,subject,relation,object,basis,document,section,phrase\n"
    f"link/more/mill,more/measure/mill,stands under,more/measure/lamps,{PLACED}\n",
}
OnTop = Callable[[Path | Mapping[str, str]], Records]


@pytest.fixture
def lamps(on_top: OnTop, tmp_path: Path) -> Store:
    """The tiny world with measures of lamps and offenders."""
    file = tmp_path / "lamps.nq"
    file.write_text(build(on_top(LAMPS)), encoding="utf-8")
    return open_store(file)


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
        "Home Office",
        "Anytown Council",
        "Mill Estate Patrol",
        "GBP",
        "20000",
        "Only for the patrol.",
    ]


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


def test_of_measures_named_alike_the_whole_comes_before_its_part_then_the_most_dated_figures(
    lamps: Store,
) -> None:
    found = measure(lamps, "lamps lit")
    assert [(each.thing.label, [one.printed for one in each.observations]) for each in found.measured] == [
        ("Lamps lit", ["9"]),
        ("Lamps lit at the mill", ["3", "4"]),
        ("Lamps lit on the moor", ["6"]),
        ("Lamps lit on the hill", ["5"]),
        ("Lamps lit dimly", []),
    ]
    assert (found.title, found.by_name, found.did_you_mean) == ("Lamps lit", True, ())
    assert found.text == (
        "4 measures or sums of money fit “lamps lit”; the nearest first. “Lamps lit” (Anytown): 9, 2021 — "
        "stated: Safer Anytown Annual Update 2024 (2024-09), Burglary."
    )


def test_a_measure_asked_for_by_its_identifier_comes_alone(lamps: Store) -> None:
    found = measure(lamps, "more/measure/lamps")
    assert [each.thing.label for each in found.measured] == ["Lamps lit"]
    assert found.text.startswith("“Lamps lit” (Anytown): 9, 2021")


def test_what_is_known_beside_the_figures_does_not_repeat_the_name(lamps: Store) -> None:
    facts = {each.thing.label: dict(each.facts) for each in measure(lamps, "lamps lit").measured}
    assert facts["Lamps lit"] == {"unit": "count", "area": "Anytown", "wanted": "up"}
    assert facts["Lamps lit at the mill"]["metric"] == "lamps counted at night"


def test_a_measure_is_found_by_a_word_with_another_ending_and_that_is_said(lamps: Store) -> None:
    found = measure(lamps, "repeat offending")
    assert [one.printed for one in found.measured[0].observations] == ["7", "8"]
    assert found.text.startswith("“repeat offending” is taken as “Repeat offenders”. “Repeat offenders”: 8, ")


def test_of_a_thing_only_the_figures_about_it_are_told_and_what_else_may_be_meant(lamps: Store) -> None:
    found = measure(lamps, "burglary")
    assert [(each.thing.label, [one.printed for one in each.observations]) for each in found.measured] == [
        ("Burglaries in Anytown", ["11%", "12%"]),
        ("Repeat offenders", ["7"]),
        ("Burglaries", []),
    ]
    assert (found.title, found.by_name, found.did_you_mean) == ("Burglary", False, ("Burglary Board",))


def test_five_other_names_are_offered_at_most(tiny: Store) -> None:
    assert measure(tiny, "anytown").did_you_mean == (
        "Anytown Council",
        "Safer Anytown Plan 2021-24",
        "Safer Anytown Executive",
        "Safer Anytown Plan 2018-21",
        "Safer Anytown Plan 2021-24 (text)",
    )


def test_an_area_leaves_out_the_figures_of_others_and_of_none(lamps: Store) -> None:
    found = measure(lamps, "lamps lit", area="Anytown")
    assert [(each.thing.label, len(each.observations)) for each in found.measured][:2] == [
        ("Lamps lit", 1),
        ("Lamps lit at the mill", 0),
    ]
    assert (found.area, found.none_found) == ("Anytown", False)
    assert found.text == (
        "“Lamps lit” (Anytown): 9, 2021 — stated: Safer Anytown Annual Update 2024 (2024-09), Burglary."
    )
