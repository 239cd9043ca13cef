"""Lists of all that a question asks for: of one relation, around one thing, from one document."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from goldthread.graph import open_graph
from goldthread.graph.ask.pipeline import ask
from goldthread.graph.store.oxigraph import Store
from tests.graph.partnerships import SAID, tables, with_former_seats

World = Callable[[Mapping[str, str]], Store]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "who sits on the Hate Crime Board",
            "Hate Crime Board has as members (1): Community Safety Manager (chair)",
        ),
        (
            "what does the Hate Crime Board own?",
            (
                "Hate Crime Board oversees (3): Hate Crime; owns City campaign against hate (inferred); "
                "owns Hate crime reporting in schools (inferred)"
            ),
        ),
        (
            "what are the priorities of the Safer Anytown Plan 2021-24",
            "Safer Anytown Plan 2021-24 has as a part (2): Burglary; Hate Crime",
        ),
    ],
)
def test_a_question_for_all_is_answered_with_the_whole_list(tiny: Store, question: str, told: str) -> None:
    reply = ask(tiny, question)
    assert (reply.sure, reply.text.partition(" — ")[0]) == (True, told)


def test_a_list_that_is_partly_inferred_is_inferred_and_says_how_much(tiny: Store) -> None:
    answer = ask(tiny, "what does the Hate Crime Board own?").answers[0]
    assert (answer.basis, answer.why, answer.property) == ("inferred", "2 of the 3 inferred", "list")


def test_a_list_has_its_places(tiny: Store) -> None:
    places = ask(tiny, "what are the priorities of the Safer Anytown Plan 2021-24").answers[0].evidence
    assert [(place.document, place.place) for place in places] == [
        ("Safer Anytown Plan 2021-24 (text)", "Shared priorities, second priority"),
        ("Safer Anytown Plan 2021-24 (text)", "Shared priorities, first priority"),
    ]


@pytest.mark.parametrize("question", ["who sits on the Youth Board", "what does the moon own?"])
def test_where_there_is_no_list_none_is_made(tiny: Store, question: str) -> None:
    assert [answer.property for answer in ask(tiny, question).answers if answer.property == "list"] == []


def test_a_list_of_a_day_is_of_papers_by_then(tiny: Store) -> None:
    listed = [
        answer
        for answer in ask(tiny, "who sits on the Hate Crime Board", "2021-12").answers
        if answer.property == "list"
    ]
    assert listed == []


@pytest.mark.parametrize(
    "question",
    [
        "priorities of the safer anytown plan",
        "list the shared priorities of the Safer Anytown Plan",
        "what are the key priorities in the safer anytown plan 2021-24?",
    ],
)
def test_a_plan_is_known_by_a_part_of_its_name(tiny: Store, question: str) -> None:
    assert ask(tiny, question).text.startswith(
        "Safer Anytown Plan 2021-24 has as a part (2): Burglary; Hate Crime"
    )


@pytest.mark.parametrize(
    "question",
    [
        # More than the list.
        "which priorities of the Safer Anytown Plan does the Hate Crime Board oversee on Tuesdays?",
        "what are the pledges of the Safer Anytown Plan?",  # it has none
        "what are the priorities of the Safer Anothertown Plan?",  # no such plan
    ],
)
def test_a_question_for_all_that_no_list_answers_is_never_answered_surely(tiny: Store, question: str) -> None:
    reply = ask(tiny, question)
    assert (reply.sure, [answer.property for answer in reply.answers if answer.property == "list"]) == (
        False,
        [],
    )


@pytest.mark.parametrize(
    ("question", "plan", "listed"),
    [
        (
            "what are the shared priorities of the leeds plan",
            "Safer, Stronger Communities: Leeds Plan 2021-24",
            "; ".join(
                sorted(
                    [
                        "Violence and Sexual Crime",
                        "People with multiple needs (Street Users and Sex Workers)",
                        "Organised Crime and Street Gangs",
                        "Offending Behaviours",
                        "Illicit Drugs and Substance Use",
                        "Hate Crime",
                        "Exploitation and Radicalisation",
                        "Domestic Violence and Abuse",
                        "ASB and Public Order",
                    ]
                )
            ),
        ),
        (
            "what are the shared priorities of the 2018-21 strategy",
            "Safer Leeds Community Safety Strategy 2018-21",
            (
                "Creating safer, stronger communities; Keeping people safe from harm; Preventing and "
                "reducing offending"
            ),
        ),
        (
            "priorities of the police and crime plan",
            "West Yorkshire Police and Crime Plan 2021-24",
            (
                "Keeping People Safe and Building Resilience; Responding to Multiple and Complex "
                "Needs; Safer Places and Thriving Communities; "
                "Supporting Victims and Witnesses and Improving Criminal Justice Outcomes"
            ),
        ),
    ],
)
def test_the_priorities_of_the_real_plans_are_listed_whole(question: str, plan: str, listed: str) -> None:
    reply = open_graph().ask(question)
    assert (reply.sure, reply.text.partition(" — ")[0]) == (
        True,
        f"{plan} has as a part ({listed.count(';') + 1}): {listed}",
    )


@pytest.mark.parametrize(
    "question",
    [
        "which cross-cutting themes are in the leeds plan",  # its priorities are no themes
        # Not all of them, and not one of 2013.
        "Which priorities of the Leeds plan align with the police and crime plan?",
        "what measures are in the leeds plan",
    ],
)
def test_on_the_real_plans_no_other_list_and_no_single_row_is_told_surely(question: str) -> None:
    reply = open_graph().ask(question)
    assert (reply.sure, [answer.property for answer in reply.answers if answer.property == "list"]) == (
        False,
        [],
    )


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "which outcomes does the leeds plan have",
            (
                "Safer, Stronger Communities: Leeds Plan 2021-24 has as a part (3): "
                "Create safer and stronger communities; Keep people safe from harm; Prevent and "
                "reduce offending"
            ),
        ),
        (  # not around the key issue or the measure of that name
            "what are the deliverables under Hate Crime",
            (
                "Hate Crime lists (3): Campaigns against hate crime; Increase reporting of hate crime; "
                "Support for victims of hate crime"
            ),
        ),
    ],
)
def test_what_a_real_plan_or_priority_has_is_listed(question: str, told: str) -> None:
    reply = open_graph().ask(question)
    assert (reply.sure, reply.text.partition(" — ")[0]) == (True, told)


@pytest.mark.parametrize(
    ("question", "as_of", "told"),
    [
        (
            "who sits on the refuge board",
            None,
            (
                "Refuge Board has as members (1): Head of Eastshire Housing (chair); formerly: Lead Member "
                "(until May 2021); Old Head (chair) (until June 2022)"
            ),
        ),
        (
            "who sits on the refuge board",
            "2021/22",
            (
                "Refuge Board has as members (1): Old Head (chair) (until June 2022); formerly: Lead Member "
                "(until May 2021)"
            ),
        ),
        (
            "who chairs the refuge board",
            "2023",
            "Head of Eastshire Housing is chair of Refuge Board (Silver board) (from July 2022)",
        ),
        (
            "who chairs the refuge board",
            "2021/22",
            "Old Head was chair of Refuge Board (Silver board) (2019 to June 2022)",
        ),
    ],
)
def test_who_had_left_is_told_as_former_and_not_counted(
    alone: World, question: str, as_of: str | None, told: str
) -> None:
    reply = ask(alone(with_former_seats("Eastshire")), question, as_of)
    assert (reply.verdict, reply.text.partition(" — ")[0]) == ("answer", told)


def test_a_plan_is_named_by_some_words_of_its_title(alone: World) -> None:
    more = f"eastshire/lamps,Lamps,2,plan priority,eastshire/plan,{SAID}\n"
    own = tables("Eastshire")
    own["eastshire/priorities"] += more
    reply = ask(alone(own), "what are the priorities of the eastshire plan")
    assert (reply.sure, reply.text.partition(" — ")[0]) == (
        True,
        "Eastshire Safety Plan has as a part (2): Lamps; Refuge",
    )


def test_a_seat_that_ends_after_its_paper_is_not_over(alone: World) -> None:
    own = with_former_seats("Eastshire")
    own["eastshire/memberships"] = own["eastshire/memberships"].replace("2021-05", "2027-05")
    reply = ask(alone(own), "who sits on the refuge board")
    assert reply.text.partition(" — ")[0] == (
        "Refuge Board has as members (2): Lead Member (until May 2027); Head of Eastshire Housing (chair); "
        "formerly: Old Head (chair) (until June 2022)"
    )
