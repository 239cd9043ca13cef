"""The golden thread of the tiny world, step by step, up and down, on this day and before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest

from goldthread.graph.asking import owner
from goldthread.graph.building import build, load
from goldthread.graph.errors import GoldthreadError, NameNotFound
from goldthread.graph.reading import Records
from goldthread.graph.store import OxigraphStore, Store
from goldthread.graph.tracing import DEEPEST, Branch, step_text, trace

Drawn = list[tuple[int, str]]
OnTop = Callable[[Path | Mapping[str, str]], Records]
SCHOOLS = "any/deliverable/2021/hate-reporting-in-schools"


def drawn(branches: Iterable[Branch], depth: int = 0) -> Drawn:
    """Each step with its depth, as words."""
    return [step for branch in branches for step in [(depth, step_text(branch)), *drawn(branch.branches, depth + 1)]]


def opened(records: Records) -> Store:
    engine = ox.Store()
    engine.extend(load(build(records)))
    return OxigraphStore(engine)


UP = [
    (0, "is part of Safer Anytown Plan 2021-24 [plan]"),
    (1, "contributes to Anyshire Police and Crime Plan 2021-24 [plan]"),
    (0, "is listed under Hate Crime [priority]"),
    (1, "is part of Safer Anytown Plan 2021-24 [plan]"),
    (1, "contributes to Putting victims first [priority]"),
    (2, "is part of Anyshire Police and Crime Plan 2021-24 [plan]"),
]


def test_the_thread_through_a_deliverable_goes_up_to_the_police_and_crime_plan_and_down_to_figures(tiny: Store) -> None:
    thread = trace(tiny, "Hate crime reporting in schools")
    assert [(heading, drawn(branches), empty) for heading, branches, empty in thread.parts()] == [
        ("What it serves", UP, "the documents name nothing above it"),
        (
            "Who answers for it",
            [(0, "is owned by Hate Crime Board (Silver board) [board]")],
            "the documents name no board, lead or other body for it",
        ),
        (
            "What serves it",
            [(0, "is reported on in Hate crime reporting in schools, 2024 [progress report]")],
            "the documents name no work or report below it",
        ),
        (
            "Figures",
            [
                (0, "Schools with third party reporting: 9 (baseline)"),
                (0, "Schools with third party reporting: 14 (actual)"),
                (0, "Schools with third party reporting: 20 (target)"),
            ],
            "the documents give no figure for it",
        ),
    ]
    assert (thread.question, thread.thing.id, thread.as_of) == (
        "What is the golden thread through “Hate crime reporting in schools”?",
        SCHOOLS,
        None,
    )
    assert thread.text == owner(tiny, SCHOOLS).text


def test_the_thread_through_a_priority_goes_down_to_the_reports_on_its_work(tiny: Store) -> None:
    down = drawn(trace(tiny, "any/priority/2021/hate-crime").down)
    assert (0, "lists City campaign against hate [deliverable]") in down
    at = down.index((0, "lists Hate crime reporting in schools [deliverable]"))
    assert down[at + 1] == (1, "is reported on in Hate crime reporting in schools, 2024 [progress report]")


def test_the_thread_of_an_action_goes_over_the_task_that_it_is_part_of(tiny: Store) -> None:
    assert drawn(trace(tiny, "Answering calls about hate").up) == [
        (0, "contributes to Answering calls for help [deliverable]"),
        (1, "is part of Anyshire Police and Crime Plan 2021-24 [plan]"),
        (1, "is listed under Safer places [priority]"),
        (2, "is part of Anyshire Police and Crime Plan 2021-24 [plan]"),
        (0, "is part of Anyshire Police and Crime Plan 2021-24 [plan]"),
    ]


@pytest.mark.parametrize(
    ("as_of", "up", "bodies", "figures"),
    [
        ("2021-10", [], [], []),
        (
            "2022-01",
            [step for step in UP if not step[1].startswith("is part of Anyshire")],
            [],
            [],
        ),
        ("2022-03", UP, [], []),
        ("2024-09", UP, ["is owned by"], ["baseline", "actual", "target"]),
    ],
)
def test_the_thread_is_as_known_on_the_day(tiny: Store, as_of: str, up: Drawn, bodies: list[str], figures: list[str]) -> None:
    thread = trace(tiny, SCHOOLS, as_of)
    assert drawn(thread.up) == up
    assert [branch.answer.relation for branch in thread.bodies] == bodies
    assert [branch.answer.relation for branch in thread.figures] == figures
    assert thread.as_of == as_of
    if not bodies:
        assert thread.text.startswith("The documents do not say who owns “Hate crime reporting in schools”.")


def test_the_reply_has_every_step_in_the_order_of_the_tree(tiny: Store) -> None:
    thread = trace(tiny, SCHOOLS)
    reply = thread.reply()
    assert [(a.relation, a.object.label if a.object else a.value) for a in reply.answers] == [
        ("is part of", "Safer Anytown Plan 2021-24"),
        ("contributes to", "Anyshire Police and Crime Plan 2021-24"),
        ("is listed under", "Hate Crime"),
        ("is part of", "Safer Anytown Plan 2021-24"),
        ("contributes to", "Putting victims first"),
        ("is part of", "Anyshire Police and Crime Plan 2021-24"),
        ("is owned by", "Hate Crime Board"),
        ("reports on", "Hate crime reporting in schools"),
        ("baseline", "9"),
        ("actual", "14"),
        ("target", "20"),
    ]
    assert (reply.question, reply.text, reply.title, reply.none_found) == (
        thread.question,
        thread.text,
        thread.thing.label,
        False,
    )
    assert {a.basis for a in reply.answers} == {"stated", "inferred"}
    assert [a for a in reply.answers if not a.evidence] == []


def test_a_thing_without_a_thread_says_so(tiny: Store) -> None:
    thread = trace(tiny, SCHOOLS, "2020")
    assert [branches for _, branches, _ in thread.parts()] == [(), (), (), ()]
    reply = thread.reply()
    assert (reply.answers, reply.none_found, reply.as_of) == ((), True, "2020")


def test_what_a_program_suggests_is_no_step(tiny: Store) -> None:
    steps = drawn(trace(tiny, "any/priority/2021/burglary").up)
    assert (0, "is part of Safer Anytown Plan 2021-24 [plan]") in steps
    assert [step for step in steps if "Putting victims first" in step[1]] == []


SERVES = "id,subject,relation,object,basis\n"


def chain(length: int) -> str:
    places = "".join(f"link/more/{n},more/priority/p{n},contributes to,more/priority/p{n + 1},inferred\n" for n in range(length))
    return SERVES + places


def priorities(number: int) -> str:
    rows = "".join(f"more/priority/p{n},P{n},shared priority,inferred\n" for n in range(number))
    return "id,label,kind,basis\n" + rows


def test_the_thread_is_followed_only_so_deep(on_top: OnTop) -> None:
    store = opened(on_top({"more/priorities": priorities(9), "more/links": chain(8)}))
    assert drawn(trace(store, "more/priority/p0").up) == [(n, f"contributes to P{n + 1} [priority]") for n in range(DEEPEST)]
    assert drawn(trace(store, "more/priority/p8").down) == [(n, f"is served by P{7 - n} [priority]") for n in range(DEEPEST - 1)]


def test_a_circle_ends_where_it_closes(on_top: OnTop) -> None:
    rows = chain(2) + "link/more/back,more/priority/p2,contributes to,more/priority/p0,inferred\n"
    store = opened(on_top({"more/priorities": priorities(3), "more/links": rows}))
    circle = [(n, f"contributes to P{(n + 1) % 3} [priority]") for n in range(3)]
    assert drawn(trace(store, "more/priority/p0").up) == circle


def test_a_tie_that_several_documents_state_is_one_step_with_all_its_places(on_top: OnTop) -> None:
    heading = "id,subject,relation,object,basis,document,section,phrase\n"
    ends = "any/priority/2021/burglary,contributes to,shire/priority/2021/safer-places,stated"
    rows = [
        f"link/more/old,{ends},doc/anytown-plan,section/plan/glossary,SAE\n",
        f"link/more/new,{ends},doc/anytown-update,section/update/title,Safer\n",
    ]
    store = opened(on_top({"more/links": heading + "".join(rows)}))
    steps = [
        branch.answer for branch in trace(store, "any/priority/2021/burglary").up if branch.answer.property == "contributesTo"
    ]
    assert [(step.as_at, [place.phrase for place in step.evidence]) for step in steps] == [("2024-09", ["Safer", "SAE"])]


def test_others_that_may_be_meant_are_named(tiny: Store) -> None:
    thread = trace(tiny, "hate")
    assert thread.thing.id == "any/priority/2021/hate-crime"
    assert "Hate Crime Board" in thread.others and thread.reply().did_you_mean == thread.others


def test_an_unknown_name_and_a_wrong_day_are_told(tiny: Store) -> None:
    with pytest.raises(NameNotFound):
        trace(tiny, "zzzz")
    with pytest.raises(GoldthreadError, match="is not a date"):
        trace(tiny, "Hate Crime", "soon")
