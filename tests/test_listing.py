"""Lists of all that a question asks for: of one relation around one thing, from one document, each telling how it is known."""

from __future__ import annotations

import pytest

from goldthread.graph.ask import ask
from goldthread.graph.store import Store


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("who sits on the Hate Crime Board", "Hate Crime Board has as members (1): Community Safety Manager (chair)"),
        (
            "what does the Hate Crime Board own?",
            "Hate Crime Board oversees (3): Hate Crime; owns City campaign against hate (inferred); owns Hate crime reporting in schools (inferred)",
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
    listed = [answer for answer in ask(tiny, "who sits on the Hate Crime Board", "2021-12").answers if answer.property == "list"]
    assert listed == []
