"""Questions that a verb of its own answers better: who owns a thing, and what is missing."""

from __future__ import annotations

import pytest

from goldthread.graph.ask.pipeline import ask
from goldthread.graph.lookup.owner import owner
from goldthread.graph.store.oxigraph import Store


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Who owns hate crime?", "hate crime"),
        ("which board owns burglary", "burglary"),
        ("Who is responsible for the burglary board?", "burglary board"),
    ],
)
def test_who_owns_it_is_what_owner_says(tiny: Store, question: str, name: str) -> None:
    reply, same = ask(tiny, question), owner(tiny, name)
    assert (reply.text, reply.answers, reply.none_found, reply.sure) == (
        same.text,
        same.answers,
        same.none_found,
        not same.none_found,
    )


def test_what_nothing_is_called_goes_the_common_way(tiny: Store) -> None:
    reply = ask(tiny, "who owns the moon")
    assert (reply.verdict, reply.answers) == ("not understood", ())


@pytest.mark.parametrize(
    ("question", "again", "things"),
    [
        (
            "which indicators have no figures",
            "goldthread align --gaps indicators",
            ["Burglaries", "Victims satisfied"],
        ),
        (
            "Which deliverables have no board?",
            "goldthread align --gaps no-board",
            [
                "City campaign against hate",
                "Hate crime reporting in schools",
                "Property marking on the Mill Estate",
                "Answering calls for help",
                "Answering calls about hate",
            ],
        ),
    ],
)
def test_what_is_missing_is_what_the_gaps_say(
    tiny: Store, question: str, again: str, things: list[str]
) -> None:
    reply = ask(tiny, question)
    assert (reply.again, [answer.subject.label for answer in reply.answers]) == ((again,), things)
    assert {answer.basis for answer in reply.answers} <= {"none found", "not recorded"}
