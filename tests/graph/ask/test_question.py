"""How a question is parsed: wants, relations, times, manners, what is counted, and the words to look for."""

from __future__ import annotations

from typing import Any

import pytest

from goldthread.graph.ask.question import ParsedQuestion, fits, parse
from goldthread.graph.text.language import table

Y = frozenset[int]
CASES: list[tuple[str, dict[str, Any]]] = [
    (
        "Who chairs the Riverside Flood Group?",
        {"wants": ("chair", "who"), "words": ("chair", "riversid", "flood", "group")},
    ),
    ("chair of flood group", {"wants": ("chair",)}),
    (
        "Which board oversees graffiti removal?",
        {
            "wants": ("board",),
            "relations": {"monitoredBy", "overseenBy"},
            "phrase": {"board", "overse", "graffiti", "remov"},
        },
    ),
    (
        "Which of the mayor's boards oversees the lamps?",
        {"wants": ("board",), "relations": {"monitoredBy", "overseenBy"}, "months": set(), "counted": ""},
    ),
    ("What tier is the Parks Board?", {"wants": ("tier",), "phrase": {"tier"}}),
    ("Is the Bench Board gold or silver, and what's its tier?", {"wants": ("tier",)}),
    ("How often does the Parks Board meet?", {"wants": ("often",), "words": ("park", "board", "meet")}),
    ("When was the Parks Board founded?", {"wants": ("when",), "relations": {"establishedBy"}}),
    ("What is the deadline for the bench survey?", {"wants": ("when",)}),
    (
        "How many benches were mended in 2022/23?",
        {
            "wants": ("number",),
            "years": {2022, 2023},
            "spans": (Y({2022, 2023}),),
            "manners": {"counting"},
            "counted": "",
        },
    ),
    (
        "What percentage of benches were mended in March 2023?",
        {"wants": ("share",), "years": {2023}, "months": {3}},
    ),
    (
        "By how much did bench damage fall between 2021 and 2023?",
        {
            "wants": ("change", "money"),
            "years": {2021, 2023},
            "spans": (Y({2021}), Y({2023})),
            "changing": True,
        },
    ),
    (
        "How much did the Home Office pay for lamps?",
        {"wants": ("money",), "words": ("home", "offic", "pay", "lamp")},
    ),
    ("Under which act must the town publish its plan?", {"wants": ("act", "priority"), "phrase": {"act"}}),
    ("Who wrote the foreword?", {"wants": ("author", "who")}),
    ("Who approved the bench charter?", {"wants": ("who", "approver"), "relations": {"approvedBy"}}),
    (
        "Which priority does lamp repair sit under?",
        {"wants": ("priority",), "relations": {"broader", "underPriority"}},
    ),
    ("Where in the lamp plan does bench repair stand?", {"wants": ("priority", "name")}),
    ("Where was the lamp mended?", {"wants": ("place",)}),
    (
        "Which agency leads on lamps?",
        {"wants": ("body",), "relations": {"ascribedPrimaryLead", "coordinatedBy", "leadAgency"}},
    ),
    (
        "Who is the ascribed lead for lamps?",
        {"wants": ("who",), "relations": {"ascribedPrimaryLead"}, "manners": set()},
    ),
    ("Which bodies report to the Parks Board?", {"wants": ("body",), "phrase": {"bodi"}}),
    ("Which report names the lamps?", {"wants": ("plan",), "phrase": {"report"}}),
    (
        "Which team runs the lamp scheme?",
        {"wants": ("body",), "relations": {"deliveredBy", "supportedBy", "takenForwardBy"}},
    ),
    ("Is the lamp charter a draft or a final version?", {"wants": ("status",)}),
    ("Which fund pays for lamps?", {"wants": ("fund",), "relations": {"fundedItem", "funder", "recipient"}}),
    ("What is the Lamp Board called now?", {"wants": ("board", "name"), "manners": {"renamed"}}),
    ("What happened to the Bench Group?", {"wants": (), "manners": {"history"}}),
    (
        "How did lamp repair change between 2021 and 2024?",
        {
            "wants": (),
            "manners": {"history"},
            "years": {2021, 2024},
            "spans": (Y({2021}), Y({2024})),
            "changing": True,
        },
    ),
    (
        "Which project had the highest number of repairs?",
        {"wants": ("programme", "number"), "manners": {"counting", "highest"}, "counted": ""},
    ),
    (
        "How many agencies sit on the Parks Board?",
        {"wants": ("number",), "manners": {"counting"}, "counted": "Agency"},
    ),
    ("What is the number of gold boards in the charter?", {"manners": {"counting"}, "counted": "Board"}),
    ("What is the no. of benches?", {"wants": ("number",)}),
    ("What is the target for lamps in 2025?", {"wants": (), "years": {2025}, "aiming": True}),
    (
        "The Lamp Board met in May 2021. Benches were painted. Who chairs it?",
        {"wants": ("chair", "who"), "years": set()},
    ),
    (
        "Which status report of the lamp plan is the newest?",
        {"wants": ("plan", "status"), "phrase": {"status", "report"}},
    ),
    ("Which act or duty is it?", {"wants": ("act",)}),
    ("Which tall green old lit iron wall lamp post light bulb shade paint boards are there?", {"wants": ()}),
    (
        "Which tall green old lit iron wall lamp post light bulb shade boards are there?",
        {"wants": ("board",)},
    ),
    ("What cost was it, and when?", {"wants": ("money", "when")}),
    ("The cost of lamps, and when was the deadline?", {"wants": ("money", "when")}),
    ("How many of the old green lamp boards are there?", {"wants": ("number",), "counted": "Board"}),
    ("How many tall green old lit iron wall boards are there?", {"counted": ""}),
    ("How many lamps are there of the boards?", {"counted": ""}),
    ("Who sits on the Lamp Board?", {"wants": ("who",), "manners": {"whole"}}),
    ("Today, who sits on the Lamp Board?", {"wants": ("who",), "manners": {"whole"}}),
    ("This fine day, who sits on the Lamp Board?", {"wants": ("who",), "manners": set()}),
    ("What does the Lamp Board oversee?", {"wants": (), "manners": {"active", "whole"}}),
    ("Where has the very old and rusty lamp got to?", {"wants": ("place",), "manners": {"history"}}),
    ("Where has the very old and rather rusty lamp got to?", {"wants": ("place",), "manners": set()}),
    ("Which deliverables have no board?", {"gap": "no-board"}),
    ("Which boards have no deliverables?", {"gap": "boards"}),
    ("Which boards have deliverables?", {"gap": ""}),
    ("Lamps", {"wants": (), "relations": set(), "words": ("lamp",), "phrase": set()}),
    ("What is it?", {"wants": (), "words": ()}),
    ("?", {"wants": (), "words": (), "tokens": ()}),
    (
        "£20 or 30% of No. 5?",
        {"wants": ("money", "share"), "tokens": ("£", "20", "or", "30", "%", "of", "no.", "5")},
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_a_question_is_understood(text: str, expected: dict[str, Any]) -> None:
    asked = parse(text)
    assert {name: getattr(asked, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("text", "papers", "years", "months"),
    [
        ("Who wrote the 2019 plan?", {2019}, set(), set()),
        ("Who wrote the 2019-21 Parks and Benches Strategy?", {2019, 2021}, set(), set()),
        ("What does the annual update of September 2024 say of lamps?", {2024}, set(), {9}),
        ("What did the report for 2022/23 say of lamps in 2021?", {2022, 2023}, {2021}, set()),
        ("In 2023, what did the plan cost?", set(), {2023}, set()),
        ("How many reported lamps in 2023 planned for repair?", set(), {2023}, set()),
        ("How many lamps from 2013/14 to 2014/15?", set(), {2013, 2014, 2015}, set()),
        ("How many lamps in 22/23?", set(), {2022, 2023}, set()),
        ("How many lamps in Jan '23?", set(), {2023}, {1}),
        ("How many lamps in Sept. 2023?", set(), {2023}, {9}),
        ("How many lamps on 01/02/2023?", set(), {2023}, set()),
        ("How many 10-17 year olds, and how many 13-14 year olds?", set(), set(), set()),
        ("Is the desk open 24/7 for 1990 or 2,024 people?", set(), set(), set()),
        ("How many lamps in 1980, 2051 and 2012-2023?", set(), set(), set()),
        ("What may the mayor do?", set(), set(), set()),
        ("What may the mayor do in May 2024?", set(), {2024}, {5}),
        ("Did the decrease of 12 per cent separate the junior market?", set(), set(), set()),
        ("How many lamps from june to December?", set(), set(), {6, 12}),
    ],
)
def test_years_of_a_paper_are_told_from_those_of_what_is_said(
    text: str, papers: set[int], years: set[int], months: set[int]
) -> None:
    asked = parse(text)
    assert [set(found) for found in (asked.papers, asked.years, asked.months)] == [papers, years, months]


def test_the_words_are_telling_each_once_and_without_times() -> None:
    assert parse("In May 2023, which ASB board, or ASB group, met in the 2019 hall?").words == (
        "antisoci",
        "behaviour",
        "board",
        "group",
        "met",
        "hall",
    )


def test_words_come_of_all_sentences_but_the_last_question_asks() -> None:
    asked = parse("The lamps are old. Which fund pays? They shine.")
    assert (asked.wants, asked.words) == (("fund",), ("lamp", "old", "fund", "pay", "shine"))


def test_capitals_and_quotation_marks_change_nothing() -> None:
    plain = parse("who chairs the mayor's board?")
    assert parse("WHO CHAIRS THE MAYOR’S BOARD?") == ParsedQuestion(
        **{
            **{name: getattr(plain, name) for name in plain.__dataclass_fields__},
            "text": "WHO CHAIRS THE MAYOR’S BOARD?",
        }
    )


def test_what_may_answer_a_want_is_read_from_its_table() -> None:
    assert fits()["place"] == {"Place": 0.15}
    assert {want: sorted(answers) for want, answers in fits().items()}["money"] == ["money", "number"]
    assert table("answers")[0] == {"want": "chair", "answer": "chair", "fit": "0.25"}
