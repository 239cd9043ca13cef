"""The golden thread through a thing, step by step, up and down, as known on a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from goldthread.graph.errors import GoldthreadError, NameNotFound
from goldthread.graph.lookup.owner import owner
from goldthread.graph.rdf.builder import build, load
from goldthread.graph.store.oxigraph import OxigraphStore, Store
from goldthread.graph.tables.reader import Records
from goldthread.graph.threads.builder import DEEPEST, Branch, step_text, trace
from goldthread.graph.threads.steps import ELSEWHERE, NO_FURTHER
from tests.graph.partnerships import SAID, tables

World = Callable[[Mapping[str, str]], Store]
Drawn = list[tuple[int, str]]
OnTop = Callable[[Path | Mapping[str, str]], Records]
SCHOOLS = "any/deliverable/2021/hate-reporting-in-schools"


def drawn(branches: Iterable[Branch], depth: int = 0) -> Drawn:
    """Each step with its depth, as words."""
    return [
        step
        for branch in branches
        for step in [(depth, step_text(branch)), *drawn(branch.branches, depth + 1)]
    ]


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
SCHOOL_FIGURES = [
    "Schools with third party reporting: 9 (baseline)",
    "Schools with third party reporting: 14 (actual), April 2023 to March 2024",
    "Schools with third party reporting: 20 (target), by March 2025",
]
FALLS = [
    f"Burglaries in Anytown: down {one}% compared with the year before [contradicted: {other}%] (change)"
    for one, other in ((11, 12), (12, 11))
]
NOBODY = "nobody has looked for it in particular"
ENDS = "no alignment to a police and crime plan is recorded"
SEARCHED = (
    "none found; looked in Anyshire Police and Crime Plan 2021-24 (text); Safer Anytown Plan 2021-24 (text)"
)
KEY = "none found; looked in Safer Anytown Plan 2021-24 (text) (2 sections)"
WHOLE = "the thread reaches this plan as a whole; none of its priorities is named"
GOAL = "a priority of Anyshire Police and Crime Plan 2021-24"


def ended(branches: Iterable[Branch]) -> list[tuple[str, str]]:
    """What each step that ends leads to, and what is said of its end."""
    steps = [branch for first in branches for _, branch in first.steps()]
    return [(branch.thing.label, branch.end) for branch in steps if branch.thing and branch.end]


def test_the_thread_through_a_deliverable_goes_up_to_the_police_and_crime_plan_and_down_to_figures(
    tiny: Store,
) -> None:
    thread = trace(tiny, "Hate crime reporting in schools")
    assert [(part.name, part.heading, drawn(part.branches), part.empty) for part in thread.parts()] == [
        ("up", "What it serves", UP, f"The thread ends here: nothing above it is recorded; {NOBODY}"),
        (
            "bodies",
            "Who answers for it",
            [(0, "is owned by Hate Crime Board (Silver board)")],
            f"No board, lead or other body is recorded for it; {KEY}",
        ),
        (
            "down",
            "What serves it",
            [(0, "is reported on in Hate crime reporting in schools, 2024 [progress report]")],
            f"No work or report below it is recorded; {NOBODY}",
        ),
        (
            "figures",
            "Figures",
            [(0, figure) for figure in SCHOOL_FIGURES],
            f"No figure of the thing itself is recorded; {NOBODY}",
        ),
    ]
    assert (thread.question, thread.thing.id, thread.as_of, thread.to) == (
        "What is the golden thread through “Hate crime reporting in schools”?",
        SCHOOLS,
        None,
        None,
    )
    reaches = (
        " The thread reaches Anyshire Police and Crime Plan 2021-24 at: Putting victims first (inferred)."
    )
    assert thread.text == owner(tiny, SCHOOLS).text + reaches


def test_every_end_upward_says_what_it_is_or_why_there_is_no_more(tiny: Store) -> None:
    assert ended(trace(tiny, SCHOOLS).up) == [
        ("Anyshire Police and Crime Plan 2021-24", WHOLE),
        ("Safer Anytown Plan 2021-24", ELSEWHERE),
    ]
    assert ended(trace(tiny, "any/plan/safer-anytown-2021-24").up) == [
        ("Burglary", f"the thread ends here: {ENDS}; {SEARCHED}"),
        ("Anyshire Police and Crime Plan 2021-24", WHOLE),
    ]
    assert ended(trace(tiny, "Hatred").up) == [
        ("Safer Anytown Plan 2018-21", f"the thread ends here: {ENDS}; {NOBODY}")
    ]


def test_the_thread_of_a_board_goes_up_through_what_it_carries_and_down_to_its_work(tiny: Store) -> None:
    thread = trace(tiny, "any/board/hate-crime-board")
    assert drawn(thread.up) == [
        (0, "oversees Hate Crime [priority]"),
        (1, "is part of Safer Anytown Plan 2021-24 [plan]"),
        (2, "contributes to Anyshire Police and Crime Plan 2021-24 [plan]"),
        (1, "contributes to Putting victims first [priority]"),
        (2, "is part of Anyshire Police and Crime Plan 2021-24 [plan]"),
    ]
    assert drawn(thread.bodies) == [(0, "reports to Safer Anytown Executive (Gold board)")]
    assert drawn(thread.down) == [
        (0, "oversees Hate Crime [priority]"),
        (1, "lists City campaign against hate [deliverable]"),
        (1, "lists Hate crime reporting in schools [deliverable]"),
        (1, "lists Victims who do not report [key issue]"),
        (0, "owns City campaign against hate [deliverable]"),
        (0, "owns Hate crime reporting in schools [deliverable]"),
        *((1, figure) for figure in SCHOOL_FIGURES),
        (1, "is reported on in Hate crime reporting in schools, 2024 [progress report]"),
    ]
    assert ended(thread.down) == [("Hate crime reporting in schools", ELSEWHERE)]


def test_the_thread_of_a_plan_runs_through_its_priorities(tiny: Store) -> None:
    thread = trace(tiny, "any/plan/safer-anytown-2021-24")
    assert drawn(thread.up) == [
        (0, "has as a part Burglary [priority]"),
        (0, "has as a part Hate Crime [priority]"),
        (1, "contributes to Putting victims first [priority]"),
        (2, "is part of Anyshire Police and Crime Plan 2021-24 [plan]"),
        (0, "contributes to Anyshire Police and Crime Plan 2021-24 [plan]"),
    ]
    assert drawn(thread.down) == [
        (0, "has as a part Burglary [priority]"),
        *((1, fall) for fall in FALLS),
        (1, "lists Property marking on the Mill Estate [deliverable]"),
        (0, "has as a part Hate Crime [priority]"),
        (1, "lists City campaign against hate [deliverable]"),
        (1, "lists Hate crime reporting in schools [deliverable]"),
        *((2, figure) for figure in SCHOOL_FIGURES),
        (2, "is reported on in Hate crime reporting in schools, 2024 [progress report]"),
        (1, "lists Victims who do not report [key issue]"),
    ]


def test_work_that_a_body_has_only_a_part_in_is_followed_less_far(tiny: Store) -> None:
    thread = trace(tiny, "any/board/burglary-board")
    assert drawn(thread.down) == [
        (0, "coordinates Burglary [priority]"),
        *((1, fall) for fall in FALLS),
        (1, "lists Property marking on the Mill Estate [deliverable]"),
        (0, "coordinates Property marking on the Mill Estate [deliverable]"),
    ]


def test_who_answers_for_the_heading_stands_below_it(on_top: OnTop) -> None:
    rows = (
        "more/deliverable/leaflets,Leaflets,key "
        "deliverable,any/plan/safer-anytown-2021-24,any/priority/2021/hate-crime,inferred\n"
    )
    store = opened(on_top({"more/deliverables": "id,label,kind,plan,priority,basis\n" + rows}))
    assert drawn(trace(store, "Leaflets").bodies) == [
        (0, "is listed under Hate Crime [priority]"),
        (1, "is overseen by Hate Crime Board (Silver board)"),
    ]


@pytest.mark.parametrize(
    ("text", "up", "ends", "empty"),
    [
        (SCHOOLS, [UP[2], UP[4]], [("Putting victims first", GOAL)], None),
        (
            "any/board/hate-crime-board",
            [(0, "oversees Hate Crime [priority]"), UP[4]],
            [("Putting victims first", GOAL)],
            None,
        ),
        (
            "Burglary",
            [],
            [],
            (
                f"The thread ends at “Burglary” ({ENDS}; {SEARCHED}); at “Anyshire Police and Crime Plan "
                f"2021-24” ({WHOLE})"
            ),
        ),
        (
            "Putting victims first",
            [],
            [],
            "It is itself a priority of Anyshire Police and Crime Plan 2021-24",
        ),
        ("PCP", [], [], "It is itself a police and crime plan"),
        ("Mill Estate Patrol", [], [], f"The thread ends here: nothing above it is recorded; {NOBODY}"),
    ],
)
def test_only_the_paths_to_a_priority_of_a_police_and_crime_plan_are_kept(
    text: str, up: Drawn, ends: list[tuple[str, str]], empty: str | None, tiny: Store
) -> None:
    thread = trace(tiny, text, to="pcp")
    (part,) = thread.parts()
    assert (part.name, drawn(part.branches), ended(part.branches)) == ("up", up, ends)
    if empty is None:
        assert (
            "The thread reaches Anyshire Police and Crime Plan 2021-24 at: Putting victims first (inferred)."
            in thread.text
        )
    else:
        assert (part.empty, thread.reply().none_found) == (empty, True)
        assert thread.text.startswith(
            ("No path from", "“Putting victims first” is itself", "“Anyshire Police and Crime Plan")
        )


@pytest.mark.parametrize(
    ("text", "bodies", "down"),
    [
        (SCHOOLS, [(0, "is owned by Hate Crime Board (Silver board)")], []),
        ("any/board/hate-crime-board", [(0, "reports to Safer Anytown Executive (Gold board)")], None),
        (
            "Putting victims first",
            [],
            [
                (0, "is served by Hate Crime [priority]"),
                (1, "is overseen by Hate Crime Board (Silver board)"),
                (1, "lists City campaign against hate [deliverable]"),
                (2, "is owned by Hate Crime Board (Silver board)"),
                (1, "lists Hate crime reporting in schools [deliverable]"),
                (2, "is owned by Hate Crime Board (Silver board)"),
            ],
        ),
        ("Safer places", [], []),
    ],
)
def test_only_the_paths_to_boards_are_kept(text: str, bodies: Drawn, down: Drawn | None, tiny: Store) -> None:
    thread = trace(tiny, text, to="board")
    found = {part.name: drawn(part.branches) for part in thread.parts()}
    assert found == ({"bodies": bodies} if down is None else {"bodies": bodies, "down": down})
    assert thread.text.startswith("No path from “Safer places” to a board is recorded. ") is (
        text == "Safer places"
    )


def test_paths_that_lead_elsewhere_are_said_to(tiny: Store) -> None:
    empty = {part.name: part.empty for part in trace(tiny, "Safer places", to="board").parts()}
    assert empty["down"] == "What is recorded here does not lead to a board"
    patrol = {part.name: part.empty for part in trace(tiny, "property marking", to="figure").parts()}
    assert patrol["down"] == f"No work or report below it is recorded; {NOBODY}"


def test_only_the_paths_to_figures_are_kept(tiny: Store) -> None:
    thread = trace(tiny, "any/priority/2021/hate-crime", to="figure")
    assert {part.name: drawn(part.branches) for part in thread.parts()} == {
        "figures": [],
        "down": [
            (0, "lists Hate crime reporting in schools [deliverable]"),
            *((1, figure) for figure in SCHOOL_FIGURES),
        ],
    }
    own = trace(tiny, "Burglary", to="figure")
    assert {part.name: drawn(part.branches) for part in own.parts()} == {
        "figures": [(0, fall) for fall in FALLS],
        "down": [],
    }


def test_a_path_followed_elsewhere_still_counts(on_top: OnTop) -> None:
    rows = (
        "link/more/plan,any/plan/safer-anytown-2021-24,contributes "
        "to,shire/priority/2021/victims-first,inferred\n"
    )
    store = opened(on_top({"more/links": SERVES + rows}))
    found = drawn(trace(store, SCHOOLS, to="pcp").up)
    assert found == [
        (0, "is part of Safer Anytown Plan 2021-24 [plan]"),
        (1, "contributes to Putting victims first [priority]"),
        (0, "is listed under Hate Crime [priority]"),
        (1, "is part of Safer Anytown Plan 2021-24 [plan]"),
        (1, "contributes to Putting victims first [priority]"),
    ]


def test_the_thread_through_a_priority_goes_down_to_the_reports_on_its_work(tiny: Store) -> None:
    down = drawn(trace(tiny, "any/priority/2021/hate-crime").down)
    assert (0, "lists City campaign against hate [deliverable]") in down
    at = down.index((0, "lists Hate crime reporting in schools [deliverable]"))
    assert down[at + 1 : at + 5] == [
        *((1, figure) for figure in SCHOOL_FIGURES),
        (1, "is reported on in Hate crime reporting in schools, 2024 [progress report]"),
    ]


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
def test_the_thread_is_as_known_on_the_day(
    tiny: Store, as_of: str, up: Drawn, bodies: list[str], figures: list[str]
) -> None:
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


def test_the_envelope_has_the_trees_of_numbered_answers(tiny: Store) -> None:
    told = trace(tiny, "Burglary").to_json()
    step: dict[str, Any] = {"to": None, "upward": False, "end": None, "steps": []}
    assert told["to"] is None
    assert [(part["heading"], part["steps"]) for part in told["parts"]] == [
        (
            "What it serves",
            [
                {
                    "answer": 0,
                    "to": "any/plan/safer-anytown-2021-24",
                    "upward": True,
                    "end": None,
                    "steps": [
                        {
                            "answer": 1,
                            "to": "shire/plan/police-and-crime-plan-2021-24",
                            "upward": True,
                            "end": WHOLE,
                            "steps": [],
                        }
                    ],
                }
            ],
        ),
        (
            "Who answers for it",
            [{"answer": 2, "to": "any/board/burglary-board", "upward": True, "end": None, "steps": []}],
        ),
        (
            "What serves it",
            [
                {
                    "answer": 3,
                    "to": "any/deliverable/2021/property-marking",
                    "upward": False,
                    "end": None,
                    "steps": [],
                }
            ],
        ),
        ("Figures", [{"answer": 4, **step}, {"answer": 5, **step}]),
    ]
    assert [answer["relation"] for answer in told["answers"]] == [
        "is part of",
        "contributes to",
        "is coordinated by",
        "is listed under",
        "change",
        "change",
    ]


def test_the_rows_say_part_depth_direction_and_end(tiny: Store) -> None:
    thread = trace(tiny, "Burglary")
    rows = list(thread.rows())
    assert [(row["part"], row["depth"], row["direction"], row["relation"], row["end"]) for row in rows] == [
        ("What it serves", "1", "up", "is part of", ""),
        ("What it serves", "2", "up", "contributes to", WHOLE),
        ("Who answers for it", "1", "up", "is coordinated by", ""),
        ("What serves it", "1", "down", "is listed under", ""),
        ("Figures", "1", "down", "change", ""),
        ("Figures", "1", "down", "change", ""),
    ]
    assert tuple(rows[0]) == thread.columns
    assert [row["step"] for row in thread.shown()][:2] == [
        "› is part of Safer Anytown Plan 2021-24 [plan]",
        "› › contributes to Anyshire Police and Crime Plan 2021-24 [plan]",
    ]


def test_every_answer_of_a_thread_can_be_filled(tiny: Store) -> None:
    thread = trace(tiny, "any/board/hate-crime-board").filled(lambda answer: replace(answer, why="read"))
    assert {answer.why for answer in thread.reply().answers} == {"read"}


def test_a_thing_without_a_thread_says_so(tiny: Store) -> None:
    thread = trace(tiny, SCHOOLS, "2020")
    assert [part.branches for part in thread.parts()] == [(), (), (), ()]
    reply = thread.reply()
    assert (reply.answers, reply.none_found, reply.as_of) == ((), True, "2020")


def test_what_a_program_suggests_is_no_step(tiny: Store) -> None:
    steps = drawn(trace(tiny, "any/priority/2021/burglary").up)
    assert (0, "is part of Safer Anytown Plan 2021-24 [plan]") in steps
    assert [step for step in steps if "Putting victims first" in step[1]] == []


SERVES = "id,subject,relation,object,basis\n"


def chain(length: int) -> str:
    places = "".join(
        f"link/more/{n},more/priority/p{n},contributes to,more/priority/p{n + 1},inferred\n"
        for n in range(length)
    )
    return SERVES + places


def priorities(number: int) -> str:
    rows = "".join(f"more/priority/p{n},P{n},shared priority,inferred\n" for n in range(number))
    return "id,label,kind,basis\n" + rows


def test_the_thread_is_followed_only_so_deep(on_top: OnTop) -> None:
    store = opened(on_top({"more/priorities": priorities(9), "more/links": chain(8)}))
    assert drawn(trace(store, "more/priority/p0").up) == [
        (n, f"contributes to P{n + 1} [priority]") for n in range(DEEPEST)
    ]
    assert drawn(trace(store, "more/priority/p8").down) == [
        (n, f"is served by P{7 - n} [priority]") for n in range(DEEPEST - 1)
    ]
    assert ended(trace(store, "more/priority/p0").up) == [("P4", NO_FURTHER)]
    assert ended(trace(store, "more/priority/p4").up) == [("P8", f"the thread ends here: {ENDS}; {NOBODY}")]


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
        branch.answer
        for branch in trace(store, "any/priority/2021/burglary").up
        if branch.answer.property == "contributesTo"
    ]
    assert [(step.as_at, [place.phrase for place in step.evidence]) for step in steps] == [
        ("2024-09", ["Safer", "SAE"])
    ]


def test_others_that_may_be_meant_are_named(tiny: Store) -> None:
    thread = trace(tiny, "hate")
    assert thread.thing.id == "any/priority/2021/hate-crime"
    assert "Hate Crime Board" in thread.others and thread.reply().did_you_mean == thread.others


def test_an_unknown_name_and_a_wrong_day_are_told(tiny: Store) -> None:
    with pytest.raises(NameNotFound):
        trace(tiny, "zzzz")
    with pytest.raises(GoldthreadError, match="is not a date"):
        trace(tiny, "Hate Crime", "soon")


def test_the_board_of_the_whole_is_reached_where_none_answers_for_a_part(alone: World) -> None:
    own = tables("Eastshire")
    own["eastshire/links"] = own["eastshire/links"].replace("eastshire/work,", "eastshire/plan,")
    thread = trace(alone(own), "open a second shelter", to="board")
    board = "is overseen by Refuge Board (Silver board)"
    plan = "is part of Eastshire Safety Plan [plan]"
    assert drawn(thread.bodies) == [
        *((0, plan), (1, board)),
        *((0, "is listed under Refuge [priority]"), (1, plan), (2, board)),
    ]
    assert [branch.end for first in thread.bodies for _, branch in first.steps()] == ["", "", "", "", ""]
    assert thread.text == (
        "Nothing is recorded of who owns “Open a second shelter”; nobody has looked for it in particular. "
        "“Open a second shelter” is part of Eastshire Safety Plan — stated: Eastshire Safety Plan (2024-05). "
        "What it is part of leads to Refuge Board."
    )


def test_a_board_of_its_own_goes_before_that_of_the_whole(alone: World) -> None:
    own = tables("Eastshire")
    own["eastshire/boards"] += "eastshire/csp,Partnership,executive,Gold,place/eastshire,stated,said\n"
    own["eastshire/links"] += f"eastshire/top,eastshire/plan,is overseen by,eastshire/csp,{SAID}\n"
    thread = trace(alone(own), "open a second shelter", to="board")
    assert drawn(thread.bodies) == [(0, "is overseen by Refuge Board (Silver board)")]


def test_a_step_that_had_ended_says_when_it_was(alone: World) -> None:
    own = tables("Eastshire")
    own["eastshire/links"] = (
        "id,subject,relation,object,from,until,basis,phrase\n"
        f"eastshire/one,eastshire/work,is overseen by,eastshire/board,2019,2021,{SAID}\n"
        f"eastshire/two,eastshire/work,is overseen by,eastshire/board,2023,,{SAID}\n"
    )
    assert drawn(trace(alone(own), "open a second shelter").bodies) == [
        (0, "is overseen by Refuge Board (Silver board)"),
        (0, "is overseen by Refuge Board (Silver board), 2019 to 2021"),
    ]
