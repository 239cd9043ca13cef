"""Printed figures and sums of money: of which thing, when, where, and what contradicts them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from decimal import Decimal
from pathlib import Path

import pytest

from goldthread.graph.measures.observations import (
    Observation,
    figures,
    figures_of,
    figures_of_each,
    money,
    plain_number,
)
from goldthread.graph.query.library import identifier
from goldthread.graph.rdf.builder import build
from goldthread.graph.results.answers import Answer, Thing
from goldthread.graph.store.oxigraph import Store, open_store
from goldthread.graph.tables.reader import Records

SCHOOLS = Thing("any/deliverable/2021/hate-reporting-in-schools", "", "")
BURGLARY = Thing("any/priority/2021/burglary", "", "")
COUNTED = Thing("any/measure/schools-with-reporting", "", "")
UPDATE = "Safer Anytown Annual Update 2024"
OnTop = Callable[[Path | Mapping[str, str]], Records]


@pytest.mark.parametrize(
    ("from_", "until", "kind", "words"),
    [
        ("2023-04", "2024-03", "actual", "April 2023 to March 2024"),
        ("2023", "2023", "actual", "2023"),
        ("2023-04-01", "", "actual", "since 1 April 2023"),
        ("", "2025-03", "actual", "until March 2025"),
        ("", "2025-03", "target", "by March 2025"),
        ("2023-04", "2025-03", "target", "April 2023 to March 2025"),
        ("", "", "target", ""),
    ],
)
def test_the_time_of_a_figure_is_told_in_words(from_: str, until: str, kind: str, words: str) -> None:
    assert Observation("mill/1", "9", kind=kind, from_=from_, until=until).period == words


@pytest.mark.parametrize(
    ("printed", "unit", "words"),
    [
        ("4,046", "lamps", "4,046 lamps"),
        ("4,046 lamps", "lamps", "4,046 lamps"),
        ("4,046", "count", "4,046"),
        ("12", "per cent", "12"),
        ("£20,000", "GBP", "£20,000"),
        ("£20,000", "pounds", "£20,000"),
        ("4,046", "", "4,046"),
        ("none", "lamps", "none"),
        ("", "lamps", ""),
    ],
)
def test_a_figure_is_told_with_its_unit_where_it_does_not_show_it(
    printed: str, unit: str, words: str
) -> None:
    assert Observation("mill/1", printed, unit=unit).value == words


@pytest.mark.parametrize(
    ("number", "plain"),
    [("3315", "3315"), ("20000.00", "20000"), ("1E+3", "1000"), ("-2.5", "-2.5"), ("0", "0")],
)
def test_a_number_is_whole_in_json_if_it_is_whole(number: str, plain: str) -> None:
    assert json.dumps(plain_number(Decimal(number))) == plain


def test_an_observation_is_for_programs_what_it_is_in_fields() -> None:
    told = Observation("mill/1", "2.5%", Decimal("2.5"), from_="2023").to_json()
    assert set(told) == {field.name for field in fields(Observation)} - {"from_"} | {"from"}
    assert (told["number"], told["from"], told["until"], told["about"]) == (2.5, "2023", "", ())
    assert Observation("mill/1", "some").to_json()["number"] is None


def test_figures_come_by_measure_and_thing_up_to_a_day(tiny: Store) -> None:
    found = [(a.relation, a.value, a.from_, a.until, a.as_at) for a in figures(tiny, [SCHOOLS])]
    assert found == [
        ("baseline", "9", None, None, "2024-09"),
        ("actual", "14", "2023-04", "2024-03", "2024-09"),
        ("target", "20", None, "2025-03", "2024-09"),
    ]
    assert figures(tiny, [COUNTED]) == figures(tiny, [SCHOOLS, COUNTED]) == figures(tiny, [SCHOOLS])
    assert figures(tiny, [SCHOOLS], "2024-08") == []
    assert [a.value for a in figures(tiny, [SCHOOLS], "2024")] == ["9", "14", "20"]
    assert figures(tiny, []) == []


def test_a_figure_as_an_answer_says_how_it_is_known_and_where(tiny: Store) -> None:
    answer: Answer = figures(tiny, [SCHOOLS])[1]
    assert (answer.subject.id, answer.subject.label, answer.object, answer.property, answer.basis) == (
        "any/measure/schools-with-reporting",
        "Schools with third party reporting",
        None,
        "figure",
        "stated",
    )
    assert [place.reference for place in answer.evidence] == [f"{UPDATE} (2024-09), Hate crime, paragraph 2"]


def test_figures_that_contradict_each_other_both_stand(tiny: Store) -> None:
    assert [(a.subject.label, a.relation, a.value) for a in figures(tiny, [BURGLARY])] == [
        (
            "Burglaries in Anytown",
            "change",
            f"down {number}% compared with the year before [contradicted: {other}%]",
        )
        for number, other in ((11, 12), (12, 11))
    ]


def test_each_thing_has_its_own_figures_and_their_nodes(tiny: Store) -> None:
    nothing = Thing("any/board/youth-board", "", "")
    each = figures_of_each(tiny, [BURGLARY, SCHOOLS, nothing])
    assert {thing: [identifier(node) for node, _ in found] for thing, found in each.items()} == {
        BURGLARY.id: ["any/figure/2024/burglary-fall-11", "any/figure/2024/burglary-fall-12"],
        SCHOOLS.id: [
            "any/figure/2024/schools-before",
            "any/figure/2024/schools",
            "any/figure/2024/schools-aim",
        ],
    }
    assert [answer for _, answer in each[SCHOOLS.id]] == figures(tiny, [SCHOOLS])
    assert figures_of_each(tiny, [BURGLARY, SCHOOLS], "2024-08") == {}


def test_a_measure_has_its_figures_in_the_order_of_time(tiny: Store) -> None:
    found = figures_of(tiny, [COUNTED.id, "shire/measure/burglaries"])
    assert list(found) == [COUNTED.id]
    # The one without a period stands by the date of the document that prints it.
    assert [(one.printed, one.number, one.kind, one.until, one.as_at) for one in found[COUNTED.id]] == [
        ("14", Decimal(14), "actual", "2024-03", "2024-09"),
        ("9", Decimal(9), "baseline", "", "2024-09"),
        ("20", Decimal(20), "target", "2025-03", "2024-09"),
    ]
    assert figures_of(tiny, [COUNTED.id], "2024-08") == {}
    assert figures_of(tiny, [COUNTED.id], "2024-09") == found


def test_a_figure_has_what_it_is_of_its_area_and_its_place(tiny: Store) -> None:
    one = figures_of(tiny, [COUNTED.id])[COUNTED.id][0]
    assert (one.id, one.unit, one.about, one.basis, one.contradicted_by) == (
        "any/figure/2024/schools",
        "count",
        ("Hate crime reporting in schools",),
        "stated",
        (),
    )
    assert [place.phrase for place in one.evidence] == ["14 schools in the year to March 2024"]


def test_a_contradicted_figure_has_the_other_account_with_its_place(tiny: Store) -> None:
    fall, larger = figures_of(tiny, ["any/measure/burglaries"])["any/measure/burglaries"]
    (other,) = fall.contradicted_by
    assert (fall.printed, other.printed, other.label) == ("11%", "12%", "Burglaries in Anytown")
    assert other.evidence == larger.evidence
    assert [one.printed for one in larger.contradicted_by] == ["11%"]


def test_money_has_its_giver_receiver_and_terms_up_to_a_day(tiny: Store) -> None:
    (one,) = money(tiny, ["any/funding/2023/patrol"])
    assert (one.printed, one.number, one.unit, one.kind, one.name) == (
        "£20,000",
        Decimal(20000),
        "GBP",
        "grant",
        "Money for the Mill Estate Patrol",
    )
    assert (one.giver, one.receiver, one.purpose, one.note) == (
        ("Home Office",),
        ("Anytown Council",),
        ("Mill Estate Patrol",),
        "Only for the patrol.",
    )
    assert money(tiny, ["any/funding/2023/patrol"], "2023") == []
    assert money(tiny, []) == []


def test_a_sum_of_money_that_is_not_printed_says_so(on_top: OnTop, tmp_path: Path) -> None:
    placed = "stated,doc/anytown-update,section/update/burglary,fell by 12%"
    row = f"more/funding/lamps,Money for lamps,grant,{placed}\n"
    file = tmp_path / "money.nq"
    records = on_top({"more/funding": "id,label,kind,basis,document,section,phrase\n" + row})
    file.write_text(build(records), encoding="utf-8")
    (one,) = money(open_store(file), ["more/funding/lamps"])
    assert (one.printed, one.number, one.kind, one.name) == (
        "no amount printed",
        None,
        "grant",
        "Money for lamps",
    )
