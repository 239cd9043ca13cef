"""The years and months of a question: which name a paper, which say when something was."""

from __future__ import annotations

import pytest

from goldthread.graph.text.spans import is_of_time, months_in, spans_in


def y(*years: int) -> frozenset[int]:
    return frozenset(years)


@pytest.mark.parametrize(
    ("question", "spans"),
    [
        ("how many burglaries were there", []),
        ("how many in 2021", [y(2021)]),
        ("how many in 2021/22", [y(2021, 2022)]),
        ("how many in 2021-2024", [y(2021, 2024)]),
        ("how many in 22/23", [y(2022, 2023)]),
        ("how many in march '22", [y(2022)]),
        ("how many in sept 22", [y(2022)]),
        ("from 2019 to 2021", [y(2019), y(2021)]),
        ("in 2021 and again in 2021", [y(2021)]),
        ("aged 10-17", []),
        ("aged 17-18 years old", []),
        ("on 21-22-2022", [y(2022)]),
        ("between 2001 and 2009", [y(2001), y(2009)]),
        ("2021-2029", [y(2021, 2029)]),
        ("2021-2030", []),
        ("in 2050", []),
        ("in 1999", []),
    ],
)
def test_years_are_read_span_by_span(question: str, spans: list[frozenset[int]]) -> None:
    assert spans_in(question)[2] == spans


@pytest.mark.parametrize(
    ("question", "papers", "others"),
    [
        ("what does the 2021-24 safer anytown plan say", {2021, 2024}, set()),
        ("what does the plan of 2021 say", {2021}, set()),
        ("what does the update (september 2024) say", {2024}, set()),
        ("which priorities for 2021", {2021}, set()),
        ("how many lamps were lit in 2021", set(), {2021}),
        ("were there more in 2021 than in any report", set(), {2021}),
        ("what does the 2021 plan say of 2019", {2021}, {2019}),
        ("in 2021 many dark wet cold old grey streets got lamps, says the plan", set(), {2021}),
        ("in 2021, dark wet cold old grey street lamps plan", set(), {2021}),
        ("in 2021, dark wet cold old grey plan", {2021}, set()),
    ],
)
def test_years_of_a_paper_are_apart_from_those_of_what_is_told(
    question: str, papers: set[int], others: set[int]
) -> None:
    assert spans_in(question)[:2] == (papers, others)


@pytest.mark.parametrize(
    ("question", "months"),
    [
        ("in january and dec", {1, 12}),
        ("in sept 2022", {9}),
        ("marching in june", {6}),
        ("who may decide", set()),
        ("in may 2022", {5}),
        ("in may 22", {5}),
        ("in march, and who may decide", {3}),
        ("may", set()),
    ],
)
def test_months_are_known_by_name_and_may_only_before_a_year(question: str, months: set[int]) -> None:
    assert months_in(question) == months


@pytest.mark.parametrize("stem", ["2021", "januari", "jan", "sept", "octob", "may", "decemb"])
def test_years_and_months_are_of_time(stem: str) -> None:
    assert is_of_time(stem)


@pytest.mark.parametrize("stem", ["1999", "202", "20211", "marcher", "board", ""])
def test_other_stems_are_not_of_time(stem: str) -> None:
    assert not is_of_time(stem)
