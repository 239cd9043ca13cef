"""What a thread reaches of a police and crime plan, and why it ends where it reaches none."""

from __future__ import annotations

import pytest

from goldthread.graph.results.answers import Answer, Thing
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.threads.goals import AGAIN, AS_A_WHOLE, Goals
from goldthread.graph.threads.model import Branch

GOALS = Goals({"plan": "Police Plan"}, {"victims": "Police Plan", "places": "Police Plan"})
NOBODY = "the thread ends here: no alignment to a police and crime plan is recorded; nobody has looked for it"


def branch(far: str, *further: Branch, basis: str = "stated") -> Branch:
    near, end = (Thing(id=name, label=name, type="Priority") for name in ("near", far))
    answer = Answer(
        subject=near,
        relation="serves",
        object=end,
        value=None,
        basis=basis,
        why=None,
        from_=None,
        until=None,
        as_at=None,
        status=None,
        evidence=(),
        property="serves",
    )
    return Branch(answer, end, upward=True, branches=further)


def test_the_goals_of_a_graph_are_its_police_and_crime_plans_and_their_priorities(tiny: Store) -> None:
    goals = Goals.read(tiny)
    assert set(goals.plans.values()) == {"Anyshire Police and Crime Plan 2021-24"}
    assert set(goals.priorities.values()) == {"Anyshire Police and Crime Plan 2021-24"}
    assert set(goals.priorities) == {
        "shire/priority/2021/victims-first",
        "shire/priority/2021/safer-places",
    }


@pytest.mark.parametrize(
    ("thing", "says"),
    [
        ("plan", "is itself a police and crime plan"),
        ("victims", "is itself a priority of Police Plan"),
        ("x", ""),
    ],
)
def test_what_a_thing_is_itself(thing: str, says: str) -> None:
    assert (GOALS.itself(thing), thing in GOALS) == (says, bool(says))


def test_every_end_says_what_it_is_or_why_the_thread_goes_no_further() -> None:
    ended = GOALS.ended(
        [branch("victims"), branch("plan"), branch("x"), branch("x"), branch("y", branch("z"))], {}
    )
    ends = [(one.thing and one.thing.id, one.end, one.goal) for first in ended for _, one in first.steps()]
    assert ends == [
        ("victims", "a priority of Police Plan", True),
        ("plan", AS_A_WHOLE, False),
        ("x", f"{NOBODY} in particular", False),
        ("x", AGAIN, False),
        ("y", "", False),
        ("z", f"{NOBODY} in particular", False),
    ]


def test_what_lies_beyond_a_goal_is_cut() -> None:
    ended = GOALS.ended([branch("y", branch("victims", branch("plan")))], {})
    (first,) = GOALS.cut(ended)
    assert [(one.thing and one.thing.id, one.end) for _, one in first.steps()] == [
        ("y", ""),
        ("victims", "a priority of Police Plan"),
    ]


def test_what_is_reached_is_as_sure_as_its_least_sure_step() -> None:
    ended = GOALS.ended([branch("victims"), branch("y", branch("places"), basis="inferred")], {})
    assert GOALS.reached(ended) == "The thread reaches Police Plan at: victims (stated); places (inferred)."
    ended = GOALS.ended([branch("y", branch("victims"), basis="inferred"), branch("victims")], {})
    assert GOALS.reached(ended) == "The thread reaches Police Plan at: victims (stated)."
    assert GOALS.reached([branch("x")]) == ""
