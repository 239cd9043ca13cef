"""Changes between figures: computed only where they count the same, and why the others were not compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from goldthread.graph.measures.changes import FigureChange, apart, differences, series, unfit
from goldthread.graph.measures.observations import Contradiction, Observation, figures_of
from goldthread.graph.rdf.builder import build
from goldthread.graph.results.answers import Evidence
from goldthread.graph.store.oxigraph import open_store
from goldthread.graph.tables.reader import Records

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
TARGET = replace(SECOND, id="mill/aim", kind="target", printed="5,000", number=Decimal(5000), from_="")
OTHER_ACCOUNT = (Contradiction("4,000", "Lamps", "", "stated"),)
FIGURES = "id,measure,value,value_text,unit,kind,from,until,basis,section,phrase\n"
OnTop = Callable[[Path | Mapping[str, str]], Records]


def told(*observations: Observation) -> list[str]:
    return [change.told for change in differences(observations)]


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
        (replace(SECOND, contradicted_by=OTHER_ACCOUNT), []),
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


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (4046, "954 below the target of 5,000, by 2022"),
        (5000, "at the target of 5,000, by 2022"),
        (5001, "1 above the target of 5,000, by 2022"),
    ],
)
def test_a_count_is_held_against_its_target(number: int, words: str) -> None:
    (change,) = differences([replace(SECOND, number=Decimal(number)), TARGET])
    assert (change.told, change.against_target, change.earlier) == (words, True, TARGET)


@pytest.mark.parametrize(
    "target",
    [
        replace(TARGET, area="Hill"),
        replace(TARGET, unit="people"),
        replace(TARGET, printed="at least 5,000"),
        replace(TARGET, number=None),
    ],
)
def test_a_target_of_another_place_or_without_an_exact_number_is_not_held_against_a_count(
    target: Observation,
) -> None:
    assert list(differences([SECOND, target])) == []


def test_of_several_counts_the_last_before_its_day_is_held_against_each_target() -> None:
    later = replace(TARGET, id="mill/aim-2", printed="6,000", number=Decimal(6000), until="2025")
    changes = [change for change in differences([THIRD, SECOND, TARGET, later]) if change.against_target]
    assert [(change.later, change.words) for change in changes] == [
        (SECOND, "954 below the target"),
        (THIRD, "2,000 below the target"),
    ]


@pytest.mark.parametrize(
    ("end", "by", "held"),
    [
        ("2022", "2022", True),
        ("2022-12", "2022", True),
        ("2023-01", "2022", False),
        ("2022", "2022-06", False),
        ("2021", "2022-06", True),
        ("2022-06-30", "2022-06", True),
        ("2022-07-01", "2022-06", False),
    ],
)
def test_a_count_from_after_the_day_of_a_target_is_not_held_against_it(
    end: str, by: str, *, held: bool
) -> None:
    count, aim = replace(SECOND, from_=end, until=end), replace(TARGET, until=by)
    assert bool(list(differences([count, aim]))) is held


def quarter(name: str, number: int, from_: str, until: str, kind: str = "actual") -> Observation:
    printed, value = f"{number:,}", Decimal(number)
    return replace(SECOND, id=name, printed=printed, number=value, from_=from_, until=until, kind=kind)


QUARTERS = [
    quarter("a", 2100, "2021-10", "2021-12"),
    quarter("b", 1900, "2022-07", "2022-09"),
    quarter("c", 2000, "2022-10", "2022-12"),
    quarter("d", 1800, "2022-10", "2022-12", "target"),
    quarter("e", 1700, "2023-04", "2023-06"),
]


@pytest.mark.parametrize(
    ("wanted", "outcome"),
    [("down", " (missed by 200)"), ("up", " (met)"), ("watch", ""), ("", "")],
)
def test_a_quarter_is_held_against_its_own_target_and_the_same_quarter_of_another_year(
    wanted: str, outcome: str
) -> None:
    assert [(change.later.id, change.told) for change in differences(QUARTERS, wanted)] == [
        ("c", "down 100 (4.8%) on 2,100, October 2021 to December 2021"),
        ("c", f"200 above the target of 1,800, October 2022 to December 2022{outcome}"),
    ]


def test_quarters_of_other_seasons_are_told_as_not_compared() -> None:
    assert apart(QUARTERS, differences(QUARTERS)) == (
        "Not compared: 1,900; 1,700 (differ in time of the year from the others).",
    )


def test_quarters_of_other_seasons_may_stand_in_one_chart() -> None:
    assert [[one.id for one in line] for line in series(QUARTERS, seasons=True)] == [["a", "b", "c", "e"]]


def test_a_month_is_not_held_against_the_next() -> None:
    months = [quarter("a", 41, "2024-01", "2024-01"), quarter("b", 62, "2024-02", "2024-02")]
    assert told(*months) == []
    assert told(*months, quarter("c", 50, "2025-01", "2025-01")) == ["up 9 (22.0%) on 41, January 2024"]


def test_a_target_missed_upwards_is_told_too() -> None:
    aim = replace(QUARTERS[3], number=Decimal(2200), printed="2,200")
    (change,) = differences([QUARTERS[2], aim], "up")
    assert (change.told, change.outcome) == (
        "200 below the target of 2,200, October 2022 to December 2022 (missed by 200)",
        "missed by 200",
    )


def test_a_share_is_below_its_target_by_percentage_points() -> None:
    share = replace(SECOND, unit="per cent", printed="52.5%", number=Decimal("52.5"))
    aim = replace(TARGET, unit="per cent", printed="60%", number=Decimal(60))
    assert told(share, aim) == ["7.5 percentage points below the target of 60%, by 2022"]


def test_from_nothing_there_is_a_difference_and_no_share() -> None:
    (change,) = differences([replace(FIRST, printed="0", number=Decimal(0)), SECOND])
    assert (change.amount, change.per_cent, change.words) == (Decimal(4046), None, "up 4,046")


def test_a_change_names_its_two_premises_and_where_they_stand() -> None:
    (change,) = differences([FIRST, SECOND])
    place = "Mill Report (2022-06), paragraph 3"
    why = f"Computed from 4,046, 2021 to 2022 ({place}) and 3,315, 2020 to 2021 ({place})."
    assert (change.basis, change.why) == ("inferred", why)
    told = change.to_json()
    assert [row["phrase"] for row in told.pop("evidence")] == ["lamps", "lamps"]
    assert told == {
        "words": "up 731 (22.1%)",
        "amount": 731,
        "per_cent": 22.1,
        "against_target": False,
        "outcome": None,
        "basis": "inferred",
        "why": why,
        "premises": ["mill/1", "mill/2"],
    }


def test_a_premise_without_a_period_or_a_place_is_named_as_printed() -> None:
    bare = replace(FIRST, from_="", until="", evidence=(), unit="lamps")
    change = FigureChange(bare, replace(bare, printed="3,316"), Decimal(1), None)
    assert change.why == "Computed from 3,316 lamps and 3,315 lamps."
    assert (change.told, change.to_json()["per_cent"]) == ("up 1 on 3,315", None)


def test_a_series_is_in_the_order_of_time_and_has_two_figures_or_more() -> None:
    assert series([THIRD, SECOND, FIRST, replace(FIRST, area="Hill"), TARGET]) == [[FIRST, SECOND, THIRD]]
    elsewhere = [replace(one, area="Hill") for one in (FIRST, SECOND)]
    assert series([FIRST, *elsewhere, SECOND]) == [[FIRST, SECOND], elsewhere]
    assert series([]) == []


def test_periods_of_one_length_make_a_series_however_their_months_are_named() -> None:
    months = [
        replace(FIRST, id=f"mill/{start}", from_=start, until=end, number=Decimal(number))
        for number, (start, end) in enumerate([("2020-04", "2021-03"), ("2021-04", "2022-03")], 1)
    ]
    assert [len(line) for line in series(months)] == [2]
    half_a_year = replace(months[1], from_="2021-10")
    by_days = replace(months[1], from_="2021-04-01", until="2022-03-31")
    assert series([months[0], half_a_year]) == series([months[0], by_days]) == []


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (SECOND, ""),
        (replace(SECOND, kind="share"), ""),
        (replace(SECOND, kind="capacity"), ""),
        (replace(SECOND, kind=""), "of no stated kind"),
        (replace(SECOND, kind="ratio"), "ratio"),
        (replace(SECOND, kind="change"), "a printed change"),
        (TARGET, "a target"),
        (replace(SECOND, kind="comparator"), "set beside, of another place or group"),
        (replace(SECOND, kind="grant", name="Lamp grant"), ""),
        (replace(SECOND, status="in place"), ""),
        (replace(SECOND, status="to be established"), "to be established"),
        (replace(SECOND, status="draft", contradicted_by=OTHER_ACCOUNT), "draft"),
        (replace(SECOND, contradicted_by=OTHER_ACCOUNT), "contradicted"),
        (replace(SECOND, reading="unsafe"), "not safely read"),
        (replace(SECOND, reading="table"), ""),
        (replace(SECOND, from_="", until=""), "no period printed"),
        (replace(SECOND, number=None), "no number printed"),
        (replace(SECOND, printed="4,046+"), "not printed as an exact number"),
        (replace(SECOND, printed="Nearly 4,046"), "not printed as an exact number"),
        (replace(SECOND, printed="£4.0m"), ""),
    ],
)
def test_why_a_figure_cannot_be_compared_is_told(one: Observation, why: str) -> None:
    assert unfit(one) == why


def test_figures_that_were_compared_are_not_told_as_apart() -> None:
    elsewhere = replace(SECOND, id="mill/5", area="Hill", printed="77", number=Decimal(77))
    figures = [FIRST, SECOND, elsewhere]
    assert apart(figures, differences(figures)) == ("Not compared: 77 (differ in area from the others).",)
    assert apart([FIRST, SECOND], differences([FIRST, SECOND])) == ()


@pytest.mark.parametrize(
    ("other", "what"),
    [
        ({"unit": "people"}, "unit"),
        ({"about": ("Oil",)}, "what they are of"),
        ({"giver": ("Crown",)}, "what they are of"),
        ({"kind": "share"}, "kind"),
        ({"from_": "2022"}, "length of period"),
        ({"unit": "people", "kind": "share"}, "unit, kind"),
    ],
)
def test_in_what_figures_differ_is_told(other: dict[str, str], what: str) -> None:
    two = [FIRST, replace(SECOND, **other)]  # type: ignore[arg-type]
    assert apart(two) == (f"Not compared: 3,315; 4,046 (differ in {what} from the others).",)


def test_of_many_figures_apart_four_are_named_and_each_once() -> None:
    targets = [replace(TARGET, id=f"mill/{number}", printed=str(number)) for number in (1, 2, 2, 3, 4, 5, 6)]
    assert apart(targets) == ("Not compared: 1; 2; 3; 4 and 2 more (a target).",)
