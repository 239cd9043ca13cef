"""The page of a thing: its sections in order, each row with basis and place, as known on a day."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from goldthread.exports.text.pages import page_text
from goldthread.graph.errors import GoldthreadError, NameNotFound
from goldthread.graph.pages.builder import show
from goldthread.graph.pages.model import HEADINGS, NOT_FOUND, Page, line
from goldthread.graph.query.library import run, value
from goldthread.graph.rdf.builder import build, load
from goldthread.graph.results.answers import Answer
from goldthread.graph.store.base import Term
from goldthread.graph.store.oxigraph import OxigraphStore, Store
from goldthread.graph.tables.reader import Records

PLAN, UPDATE = "Safer Anytown Plan 2021-24 (text)", "Safer Anytown Annual Update 2024"
REPLIES = sorted((Path(__file__).parents[2] / "snapshots" / "replies").glob("show-*.json"))
OnTop = Callable[[Path | Mapping[str, str]], Records]


def opened(records: Records) -> Store:
    engine = ox.Store()
    engine.extend(load(build(records)))
    return OxigraphStore(engine)


def told(page: Page) -> list[tuple[str, str, list[str]]]:
    """The sections of a page: heading, what its answers have in common, and each in words."""
    return [
        (section.heading, section.under, [line(answer, page.thing) for answer in section.answers])
        for section in page.sections
    ]


@pytest.mark.parametrize(
    "case", [pytest.param(json.loads(path.read_text(encoding="utf-8")), id=path.stem) for path in REPLIES]
)
def test_a_thing_is_shown_with_this_very_envelope(tiny: Store, case: dict[str, Any]) -> None:
    envelope = show(tiny, case["text"], case["as_of"]).to_json()
    assert envelope == case["reply"]
    assert list(envelope) == list(case["reply"]), "and its keys in this order"


def test_the_page_of_a_board_has_all_that_a_new_member_needs(tiny: Store) -> None:
    page = show(tiny, "hate crime board")
    assert told(page) == [
        (
            "Names and standing over time",
            "",
            [
                "is a board",
                "is also called Hate Crime Partnership Board (variant), since September 2024",
                "is also called HCPB (acronym), since September 2024",
            ],
        ),
        (
            "Who chairs it and who sits on it",
            "as of 2024-09",
            ["has as chair Community Safety Manager [post]"],
        ),
        (
            "Who chairs it and who sits on it",
            "who holds these posts",
            ["Community Safety Manager is held by Bo Berg [person]"],
        ),
        (
            "To whom it reports, and who answers for it",
            "",
            ["reports to Safer Anytown Executive (Gold board)"],
        ),
        ("What reports or belongs to it", "", ["set up Schools Group (Bronze board)"]),
        (
            "What it owns and carries",
            "Hate Crime (Safer Anytown Plan 2021-24)",
            [
                "oversees Hate Crime [priority], since January 2023",
                "owns City campaign against hate [deliverable], since January 2023",
                "owns Hate crime reporting in schools [deliverable], since January 2023",
            ],
        ),
    ]
    assert page.facts == (
        ("also called", "HCPB; Hate Crime Partnership Board"),
        ("kind", "delivery board"),
        ("tier", "Silver"),
        ("status", "in place"),
        ("area", "Anytown"),
        ("chair", "Community Safety Manager (Bo Berg), stated, 2024-09"),
        ("answers to", "reports to Safer Anytown Executive, stated, 2024-09"),
        (
            "owns",
            "Hate Crime; City campaign against hate (inferred); Hate crime reporting in schools (inferred)",
        ),
        ("basis", "stated"),
        ("document", PLAN),
        ("last named in", f"{UPDATE} (2024-09)"),
    )
    assert page.text == (
        "Hate Crime Board is a board (Silver, delivery board, in place). Community Safety Manager is "
        "chair of Hate Crime Board "
        f"(Silver board) — stated: {UPDATE} (2024-09), Work and money. Hate Crime Board reports to "
        f"Safer Anytown Executive "
        f"(Gold board) — stated: {UPDATE} (2024-09), Hate crime, paragraph 1. It owns Hate Crime; "
        f"City campaign against hate "
        "(inferred); Hate crime reporting in schools (inferred)."
    )


SECTIONS = {
    "any/agency/anytown-council": [
        ("Names and standing over time", ["is an agency"]),
        ("Where it sits, and posts it holds", ["is member of Safer Anytown Executive (Gold board)"]),
        (
            "What reports or belongs to it",
            ["has the post Community Safety Manager [post]", "has as a unit Street Team [team]"],
        ),
        (
            "Money",
            [
                (
                    "Money for the Mill Estate Patrol (grant): £20,000, from Home Office, to Anytown "
                    "Council, for Mill Estate Patrol; "
                    "Only for the patrol, April 2023 to March 2024"
                )
            ],
        ),
        ("Duties", ["is responsible for, under the Crime Act 1998, Having a community safety plan [duty]"]),
    ],
    "any/person/bo-berg": [
        ("Names and standing over time", ["is a person"]),
        (
            "Where it sits, and posts it holds",
            [
                "holds Community Safety Manager [post]",
                "Community Safety Manager is chair of Hate Crime Board (Silver board)",
            ],
        ),
    ],
    "any/board/youth-forum": [
        ("Names and standing over time", ["is a board"]),
        (
            "Changes",
            [
                (
                    "The Youth Board takes over from the Youth Forum (replaced): from Youth Forum, to "
                    "Youth Board, in January 2024"
                )
            ],
        ),
    ],
    "any/measure/burglaries": [
        ("Names and standing over time", ["is a measure"]),
        (
            "Measures and figures",
            [
                f"down {one}% compared with the year before [contradicted: {other}%] (change)"
                for one, other in ((11, 12), (12, 11))
            ],
        ),
        (
            "Contradictions and doubts",
            [
                (
                    f"two accounts contradict each other: “Burglaries in Anytown: 11%” ({UPDATE} "
                    f"(2024-09), Burglary, paragraph 5) "
                    f"against “Burglaries in Anytown: 12%” ({UPDATE} (2024-09), Burglary, paragraph 5)"
                )
            ],
        ),
    ],
    "any/plan/safer-anytown-2018-21": [
        ("Names and standing over time", ["is a plan"]),
        ("What is in it and what serves it", ["has as a part Hatred [priority]"]),
        ("Changes", ["was replaced by Safer Anytown Plan 2021-24 [plan]"]),
    ],
    "doc/anytown-update": [("Names and standing over time", ["is a document"])],
    "any/issue/2021/insecure-homes": [
        ("Names and standing over time", ["is a key issue"]),
        (
            "Contradictions and doubts",
            ["reading: unsafe", "remark: It may stand under Burglary or under both priorities."],
        ),
    ],
    "any/programme/mill-estate-patrol": [
        ("Names and standing over time", ["is a programme"]),
        ("Who answers for it", ["is delivered by Street Team [team]"]),
        (
            "Money",
            [
                (
                    "Money for the Mill Estate Patrol (grant): £20,000, from Home Office, to Anytown "
                    "Council, for Mill Estate Patrol; "
                    "Only for the patrol, April 2023 to March 2024"
                )
            ],
        ),
    ],
}


@pytest.mark.parametrize("thing", SECTIONS)
def test_every_kind_of_thing_has_its_page(thing: str, tiny: Store) -> None:
    assert [(heading, lines) for heading, _, lines in told(show(tiny, thing))] == SECTIONS[thing]


def test_what_serves_a_plan_is_told_kind_by_kind_and_a_place_has_what_is_for_it(tiny: Store) -> None:
    under = [
        (section.under, len(section.answers))
        for section in show(tiny, "any/plan/safer-anytown-2021-24").sections
        if section.under
    ]
    assert under == [("priorities", 2), ("outcomes", 1), ("deliverables", 3)]
    place = show(tiny, "place/anytown")
    assert [(heading, under) for heading, under, _ in told(place)][1:4] == [
        ("What is there or for it", "plans"),
        ("What is there or for it", "boards"),
        ("What is there or for it", "measures"),
    ]
    assert dict(place.facts)["why"] == "It is the place the plan is for."


def test_of_a_document_is_said_how_much_is_recorded_from_it(tiny: Store) -> None:
    held = "4 sections; 3 boards; 2 measures; 1 agency; 1 post; 1 programme; 1 progress report; 1 team"
    assert dict(show(tiny, "doc/anytown-update").facts)["recorded from it"] == held


def test_without_an_owner_the_owner_of_the_heading_is_told_as_such(on_top: OnTop) -> None:
    row = (
        "more/deliverable/leaflets,Leaflets,key "
        "deliverable,any/plan/safer-anytown-2021-24,any/priority/2021/hate-crime,inferred\n"
    )
    page = show(
        opened(on_top({"more/deliverables": "id,label,kind,plan,priority,basis\n" + row})), "Leaflets"
    )
    heading = (
        "Who answers for the heading it is listed under",
        "",
        ["Hate Crime is overseen by Hate Crime Board (Silver board), since January 2023"],
    )
    assert heading in told(page)
    assert dict(page.facts)["heading"] == "Hate Crime, which is overseen by Hate Crime Board, stated, 2024-09"
    assert "who answers for it" not in dict(page.facts)
    assert "No document says in so many words who owns it. It is listed under “Hate Crime”." in page.text


@pytest.mark.parametrize(
    ("as_of", "tier", "status", "standings", "text"),
    [
        ("2020", None, None, [], "Youth Board is a board (delivery board)."),
        (
            "2022",
            "Bronze",
            "planned",
            ["stood as Bronze, planned"],
            (
                f"Youth Board is a board (Bronze, delivery board, planned). Youth Board is last "
                f"named in {PLAN} (2021-11), "
                "not in those of later years."
            ),
        ),
        (
            None,
            "Silver",
            "in place",
            ["is a board", "stood as Bronze, planned", "stood as Silver, in place"],
            "Youth Board is a board (Silver, delivery board, in place).",
        ),
    ],
)
def test_a_body_is_shown_as_it_stood_on_the_day(
    tiny: Store, as_of: str | None, tier: str | None, status: str | None, standings: list[str], text: str
) -> None:
    page = show(tiny, "Youth Board", as_of)
    assert page.text == text
    assert (dict(page.facts).get("tier"), dict(page.facts).get("status"), page.as_of) == (tier, status, as_of)
    assert [
        line
        for heading, _, lines in told(page)
        if heading == "Names and standing over time"
        for line in lines
    ] == standings
    assert dict(page.facts)["chair"] == "not recorded"


def test_what_is_planned_or_old_or_inferred_is_marked_at_a_glance(on_top: OnTop) -> None:
    anchor = "section,phrase\n"
    members = "id,member,organisation,role,status,basis,document," + anchor
    said = "stated,doc/anytown-update,section/update/work,Bo Berg\n"
    held = "id,subject,relation,object,status,basis,document," + anchor
    tables = {
        "more/memberships": members
        + "membership/more/one,any/post/community-safety-manager,any/board/burglary-board,"
        + f"co-chair,planned,{said}"
        + f"membership/more/two,any/team/street-team,any/board/burglary-board,invited,,{said}"
        + f"membership/more/three,shire/agency/anyshire-police,any/board/burglary-board,member,planned,{said}"
        + "membership/more/four,uk/agency/home-office,any/board/burglary-board,"
        + "member,,stated,doc/anytown-plan,section/plan/glossary,SAE\n",
        "more/links": held
        + (
            f"link/more/one,any/board/burglary-board,reports "
            f"to,any/board/safer-anytown-executive,planned,{said}"
        )
        + f"link/more/two,any/priority/2021/burglary,is owned by,any/board/burglary-board,planned,{said}"
        + (
            "link/more/three,any/priority/2018/hatred,is owned "
            "by,any/board/burglary-board,,stated,doc/anytown-plan,section/plan/glossary,SAE\n"
        ),
    }
    page = show(opened(on_top(tables)), "any/board/burglary-board")
    at_a_glance = {
        name: text
        for name, text in page.facts
        if name in ("chair", "members", "answers to", "owns", "has a part in")
    }
    assert at_a_glance == {
        "chair": "Community Safety Manager (Bo Berg, co-chair, planned), stated, 2024-09",
        "members": "Anyshire Police (planned); Street Team (invited) (as of 2024-09)",
        "answers to": "reports to Safer Anytown Executive, planned, stated, 2024-09",
        "owns": "Burglary (planned); Property marking on the Mill Estate (inferred); Hatred (2021)",
    }


def test_names_of_later_days_are_not_shown_before(tiny: Store) -> None:
    before, later = (
        show(tiny, "any/board/hate-crime-board", "2022"),
        show(tiny, "any/board/hate-crime-board", "2024-09"),
    )
    assert [lines for heading, _, lines in told(before) if heading == "Names and standing over time"] == [
        ["is a board"]
    ]
    assert len(told(later)[0][2]) == 3
    assert "also called" not in dict(before.facts)


def test_a_thing_of_which_nothing_is_known_yet_is_shown_with_where_was_looked(tiny: Store) -> None:
    page = show(tiny, "Hate crime reporting in schools", "2020")
    places = (f"{PLAN}, Key deliverables, Burglary", f"{PLAN}, Key deliverables, Hate Crime")
    assert (page.answers, page.reply().none_found, page.reply().looked_in) == ((), True, places)
    assert [
        (sought.asked, sought.relation, sought.looked_in, sought.documents) for sought in page.none_found
    ] == [("Which Silver board owns each key deliverable?", "overseenBy", places, (f"{PLAN} (2 sections)",))]


def test_an_unknown_name_and_a_wrong_day_are_told(tiny: Store) -> None:
    with pytest.raises(NameNotFound, match="Did you mean: Youth Forum"):
        show(tiny, "xyzzy youth forum")
    with pytest.raises(GoldthreadError, match="“2021-02-30” is not a date"):
        show(tiny, "Hate Crime", "2021-02-30")


def test_what_a_program_suggests_is_on_no_page(tiny: Store) -> None:
    for name in ("Hatred", "Burglary", "Putting victims first"):
        page = show(tiny, name)
        assert {answer.basis for answer in page.answers} <= {"stated", "inferred"}
        assert [answer for answer in page.answers if answer.relation == "is related to"] == []


def test_every_row_says_how_it_is_known_and_where(tiny: Store, tiny_records: Records) -> None:
    tables = (
        "boards",
        "priorities",
        "deliverables",
        "plans",
        "agencies",
        "programmes",
        "measures",
        "duties",
        "funding",
        "posts",
    )
    without: list[tuple[str, Answer]] = []
    for row in [row for table in tables for row in tiny_records.of(table)]:
        answers = show(tiny, row.id).answers
        without += [(row.id, a) for a in answers if not a.basis or (a.basis == "stated" and not a.evidence)]
        without += [(row.id, a) for a in answers if a.basis == "inferred" and not a.why]
    assert without == []


def test_json_and_csv_have_every_row_with_its_section(tiny: Store) -> None:
    page = show(tiny, "any/plan/safer-anytown-2021-24")
    envelope = json.loads(page_text(page, "json"))
    numbers = [number for section in envelope["sections"] for number in section["answers"]]
    assert numbers == list(range(len(envelope["answers"]))) and len(numbers) == len(page.answers)
    rows = list(csv.DictReader(io.StringIO(page_text(page, "csv"))))
    assert rows == list(page.rows())
    assert [(row["relation"], row["object"]) for row in rows if row["section"] == "At a glance"] == [
        ("also called", "the Anytown plan"),
        ("kind", "community safety strategy"),
        ("status", "final"),
        ("area", "Anytown"),
    ]
    assert len(rows) == len(page.answers) + 4
    sought = [row for row in show(tiny, "Burglary").rows() if row["section"] == NOT_FOUND]
    assert [(row["relation"], row["object"], row["basis"]) for row in sought] == [
        (
            "Does Burglary serve Safer places?",
            f"Looked in: Anyshire Police and Crime Plan 2021-24 (text); {PLAN}",
            "none found",
        )
    ]


def test_a_page_prints_and_can_be_filled(tiny: Store) -> None:
    page = show(tiny, "Mill Estate Patrol")
    assert [row["what is known"] for row in page.shown()][:2] == [
        "is a programme",
        "is delivered by Street Team [team]",
    ]
    assert {answer.why for answer in page.filled(lambda answer: replace(answer, why="read")).answers} == {
        "read"
    }
    assert set(page.to_networkx().nodes) >= {"any/programme/mill-estate-patrol", "any/team/street-team"}


@pytest.mark.parametrize(
    "rows", [lambda store: run(store, "page-links"), lambda store: run(store, "page-rows")]
)
def test_each_part_that_the_questions_name_has_a_heading(
    tiny: Store, rows: Callable[[Store], list[dict[str, Term]]]
) -> None:
    parts = {value(row, "part") for row in rows(tiny)}
    assert parts and parts <= set(HEADINGS)


def test_what_was_read_by_position_is_shown_as_such(on_top: OnTop) -> None:
    heading = "id,subject,relation,object,basis,document,section,phrase,reading\n"
    ends = "any/priority/2021/burglary,is overseen by,any/board/burglary-board"
    row = f"link/more/read,{ends},stated,doc/anytown-plan,section/plan/glossary,SAE,by position\n"
    store = opened(on_top({"more/links": heading + row}))
    page = show(store, "any/priority/2021/burglary")
    (told,) = [one for one in page.answers if one.property == "overseenBy"]
    assert told.how() == "stated, read by position"
    assert dict(page.facts)["who answers for it"].startswith(
        "is overseen by Burglary Board, stated, read by position, 2021-11; "
    )
