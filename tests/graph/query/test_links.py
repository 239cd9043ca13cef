"""Links as answers, to the last field, as known on a day, and without what only a program suggests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pyoxigraph as ox
import pytest

from goldthread.graph.query.library import iri
from goldthread.graph.query.links import links, merged
from goldthread.graph.rdf.builder import build, load
from goldthread.graph.results.answers import Answer, Evidence, Thing
from goldthread.graph.store.oxigraph import OxigraphStore, Store
from goldthread.graph.tables.reader import Records

PLAN = "Safer Anytown Plan 2021-24 (text)"
UPDATE = "Safer Anytown Annual Update 2024"
HATE = Thing("any/priority/2021/hate-crime", "Hate Crime", "Priority", PLAN, date="2021-11")
BURGLARY = Thing("any/priority/2021/burglary", "Burglary", "Priority", PLAN, date="2021-11")
VICTIMS = Thing(
    "shire/priority/2021/victims-first",
    "Putting victims first",
    "Priority",
    "Anyshire Police and Crime Plan 2021-24 (text)",
    date="2022-03",
)
BOARD = Thing(
    "any/board/hate-crime-board", "Hate Crime Board", "Board", PLAN, "Silver", "in place", "2021-11"
)
OVERSEEN = Answer(
    subject=HATE,
    relation="is overseen by",
    object=BOARD,
    from_="2023-01",
    as_at="2024-09",
    evidence=(
        Evidence(
            UPDATE,
            "anytown-update.txt",
            "Hate crime, paragraph 1",
            "oversees all work against hate crime",
            "2024-09",
            "section/update/hate-crime",
        ),
    ),
    property="overseenBy",
    inverse="oversees",
)


def of(store: Store, *nodes: str, as_of: str | None = None, suggested: bool = False) -> list[Answer]:
    return links(store, [iri(node).value for node in nodes], as_of, suggested=suggested)


def opened(records: Records) -> Store:
    engine = ox.Store()
    engine.extend(load(build(records)))
    return OxigraphStore(engine)


def test_a_stated_link_comes_out_with_its_dates_and_its_place(tiny: Store) -> None:
    assert of(tiny, "link/update/hate-overseen") == [OVERSEEN]


def test_an_inferred_link_comes_out_with_its_reasoning_and_the_places_of_its_premises(tiny: Store) -> None:
    assert of(tiny, "link/plan/hate-crime-victims") == [
        Answer(
            subject=HATE,
            relation="contributes to",
            object=VICTIMS,
            basis="inferred",
            why="Its key issue is victims who do not report, and the priority is about victims.",
            as_at="2021-11",
            evidence=(
                Evidence(
                    PLAN,
                    "anytown-plan.txt",
                    "Shared priorities",
                    "Victims who do not report",
                    "2021-11",
                    "section/plan/priorities",
                ),
                Evidence(
                    VICTIMS.document,
                    "anyshire-plan.txt",
                    "Priorities",
                    "1 Putting victims first",
                    "2022-03",
                    "section/pcp/priorities",
                ),
            ),
            property="contributesTo",
            inverse="is served by",
        )
    ]


def test_a_link_of_a_cell_has_the_evidence_of_its_row(tiny: Store) -> None:
    (answer,) = of(tiny, "any/funding/2023/patrol#funder--uk.agency.home-office")
    assert (answer.relation, answer.inverse, answer.property, answer.as_at) == (
        "is funded by",
        "funds",
        "funder",
        "2024-09",
    )
    assert [(place.place, place.phrase) for place in answer.evidence] == [
        ("Work and money, paragraph 7", "gave the Council £20,000 in 2023/24")
    ]


def test_a_suggested_link_is_shown_only_if_asked_for(tiny: Store) -> None:
    assert of(tiny, "link/plan/burglary-victims") == []
    (answer,) = of(tiny, "link/plan/burglary-victims", suggested=True)
    assert (answer.subject, answer.relation, answer.object, answer.basis) == (
        BURGLARY,
        "is related to",
        VICTIMS,
        "suggested",
    )
    assert (answer.why, answer.evidence) == ("The words overlap little.", ())


def test_a_link_that_was_not_found_is_never_shown(
    on_top: Callable[[Path | Mapping[str, str]], Records],
) -> None:
    row = "link/more/none,any/priority/2021/burglary,is overseen by,any/board/burglary-board,none found\n"
    store = opened(on_top({"more/links": f"id,subject,relation,object,basis\n{row}"}))
    assert of(store, "link/more/none") == of(store, "link/more/none", suggested=True) == []


@pytest.mark.parametrize(
    ("as_of", "known"),
    [
        (None, True),
        ("2022-12-31", False),
        ("2023-01-01", True),
        ("2023-01-31", True),
        ("2024-08-31", True),
        ("2030-12-31", True),
    ],
)
def test_a_link_with_a_beginning_is_known_from_then(tiny: Store, as_of: str | None, known: bool) -> None:
    assert of(tiny, "link/update/hate-overseen", as_of=as_of) == ([OVERSEEN] if known else [])


@pytest.mark.parametrize(
    ("as_of", "known"), [("2024-08-31", False), ("2024-09-01", True), ("2024-09-30", True)]
)
def test_a_link_without_a_beginning_is_known_from_the_date_of_its_document(
    tiny: Store, as_of: str, known: bool
) -> None:
    assert bool(of(tiny, "link/update/burglary-coordinated", as_of=as_of)) is known


@pytest.mark.parametrize(
    ("until", "as_of", "known"),
    [
        ("2023", "2023-12-31", True),
        ("2023", "2024-01-01", False),
        ("2023-06", "2023-06-30", True),
        ("2023-06", "2023-07-01", False),
        ("2023-06-15", "2023-06-15", True),
        ("2023-06-15", "2023-06-16", False),
        ("2023", None, True),
    ],
)
def test_a_link_with_an_end_is_known_until_the_last_day_that_it_can_mean(
    on_top: Callable[[Path | Mapping[str, str]], Records], until: str, as_of: str | None, known: bool
) -> None:
    row = (
        f"link/more/one,any/priority/2021/burglary,is overseen "
        f"by,any/board/burglary-board,2022,{until},suggested\n"
    )
    store = opened(on_top({"more/links": f"id,subject,relation,object,from,until,basis\n{row}"}))
    assert [answer.until for answer in of(store, "link/more/one", as_of=as_of, suggested=True)] == (
        [until] if known else []
    )


def test_a_thing_has_the_tier_and_status_of_the_day(
    on_top: Callable[[Path | Mapping[str, str]], Records],
) -> None:
    row = "link/more/one,any/priority/2021/burglary,is overseen by,any/board/youth-board,2021,suggested\n"
    store = opened(on_top({"more/links": f"id,subject,relation,object,from,basis\n{row}"}))

    def shown(as_of: str | None) -> list[tuple[str | None, str | None]]:
        bodies = [answer.object for answer in of(store, "link/more/one", as_of=as_of, suggested=True)]
        return [(body.tier, body.status) for body in bodies if body]

    assert (shown("2022-12-31"), shown("2024-12-31"), shown(None)) == (
        [("Bronze", "planned")],
        [("Silver", "in place")],
        [("Silver", "in place")],
    )


def test_what_is_no_link_says_nothing(tiny: Store) -> None:
    assert of(tiny) == of(tiny, "any/board/hate-crime-board", "no/such/link") == []


def test_links_come_newest_first_whatever_the_order_asked(tiny: Store) -> None:
    nodes = ["link/plan/takes-place", "link/update/hate-overseen", "link/pcp/victims-board"]
    for order in permutations(nodes):
        assert [answer.as_at for answer in of(tiny, *order)] == ["2024-09", "2022-03", "2021-11"]
    assert of(tiny, "link/plan/approved", "link/plan/approved") == of(tiny, "link/plan/approved")


FIRST, SECOND = (Evidence("Plan", "plan.txt", place, "phrase") for place in ("one", "two"))
SAID = Answer(HATE, "is led by", BOARD, as_at="2021", evidence=(FIRST,), property="leadAgency")


def test_the_same_said_twice_is_one_answer_with_both_places() -> None:
    again = replace(SAID, why="So it is.", from_="2020", evidence=(SECOND, FIRST))
    assert merged([SAID, again]) == [replace(SAID, why="So it is.", from_="2020", evidence=(FIRST, SECOND))]
    assert merged([again, SAID]) == [replace(again, evidence=(SECOND, FIRST))]


@pytest.mark.parametrize(
    "other",
    [
        replace(SAID, subject=BURGLARY),
        replace(SAID, property="supportedBy"),
        replace(SAID, object=None, value="42"),
        replace(SAID, basis="inferred"),
        replace(SAID, as_at="2022"),
    ],
)
def test_what_differs_stays_apart(other: Answer) -> None:
    assert set(merged([SAID, other])) == {SAID, other}


def test_answers_are_ordered_by_day_basis_relation_and_names() -> None:
    ordered = [
        replace(SAID, as_at="2024-09"),
        replace(SAID, as_at="2024-09-18"),
        replace(SAID, as_at="2024-08-31"),
        replace(SAID, as_at="2023", basis="stated"),
        replace(SAID, as_at="2023", basis="inferred"),
        replace(SAID, as_at="2023", basis="suggested"),
        replace(SAID, subject=BURGLARY),
        SAID,
        replace(SAID, property="ownedBy"),
        replace(SAID, as_at=None, evidence=()),
    ]
    assert merged(reversed(ordered)) == ordered


ENDED = replace(SAID, from_="2019", until="2022-06")
RUNNING = replace(SAID, from_="2022-07")
BEFORE = replace(SAID, from_="2017", until="2018")


def test_what_differs_in_its_period_stays_apart_and_what_still_runs_comes_first() -> None:
    assert merged([BEFORE, ENDED, RUNNING]) == [RUNNING, ENDED, BEFORE]


def test_what_still_runs_comes_before_what_ended_whatever_their_names() -> None:
    other = replace(ENDED, property="aaa", subject=BURGLARY)
    assert merged([other, RUNNING]) == [RUNNING, other]


def test_a_statement_without_a_period_stays_apart_where_there_are_several_periods() -> None:
    assert set(merged([SAID, ENDED, RUNNING])) == {SAID, ENDED, RUNNING}
    assert merged([SAID, ENDED]) == [ENDED]
