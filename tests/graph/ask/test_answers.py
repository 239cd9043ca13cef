"""Rows of every class told as an officer would: the thing, what is known of it, how and where."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from goldthread.graph.ask.answers import Statement, state, term
from goldthread.graph.ask.fields import Candidate
from goldthread.graph.ask.retrieval import CandidateRow, Retrieved, retrieve
from goldthread.graph.ask.scoring import SOFT
from goldthread.graph.rdf.builder import build
from goldthread.graph.results.answers import Answer, Evidence, Thing
from goldthread.graph.store.oxigraph import Store, open_store
from goldthread.graph.tables.reader import Records
from goldthread.graph.text.dates import day_of
from goldthread.graph.text.stemming import stems
from goldthread.ontology import namespaces

UPDATE = "Safer Anytown Annual Update 2024 (2024-09)"
PLAN = "Safer Anytown Plan 2021-24 (text) (2021-11)"
PCP = "Anyshire Police and Crime Plan 2021-24 (text) (2022-03)"


def rows(store: Store, words: str) -> dict[str, CandidateRow]:
    """The rows that speak of the words, by identifier."""
    sought: Retrieved = retrieve(store, stems(words), SOFT)
    return {row.node.removeprefix(namespaces.ID): row for row in sought.rows}


def chosen(row: CandidateRow) -> Candidate:
    return Candidate(row, "self", row.cls, row.node, 1.0, 1.0)


def told(store: Store, words: str, *nodes: str, as_of: str | None = None) -> list[Statement]:
    found = rows(store, words)
    return state(store, [chosen(found[node]) for node in nodes], day_of(as_of))


@pytest.mark.parametrize(
    ("words", "node", "sentence"),
    [
        (
            "burglaries fell",
            "any/figure/2024/burglary-fall-12",
            (
                f"Burglaries in Anytown: down 12% compared with the year before [contradicted: 11%] "
                f"— stated: {UPDATE}, Burglary, "
                "paragraph 5: “fell by 12% in the year”."
            ),
        ),
        (
            "schools third party reporting",
            "any/figure/2024/schools-aim",
            (
                f"Schools with third party reporting (by March 2025; target): 20 — stated: {UPDATE}, "
                f"Work and money, paragraph 10: "
                "“20 schools by March 2025”."
            ),
        ),
        (
            "schools third party reporting",
            "any/figure/2024/schools-before",
            (
                f"Schools with third party reporting (baseline): 9 — stated: {UPDATE}, Hate crime, "
                f"paragraph 2: “up from 9”."
            ),
        ),
        (
            "patrol money",
            "any/funding/2023/patrol",
            (
                "Money for the Mill Estate Patrol (April 2023 to March 2024): £20,000 from Home "
                "Office to Anytown Council for Mill Estate Patrol "
                f"(Only for the patrol) — stated: {UPDATE}, Work and money, paragraph 7: “gave the "
                f"Council £20,000 in 2023/24”."
            ),
        ),
        (
            "mayor chairs victims board",
            "membership/pcp/mayor-victims-board",
            (
                f"Mayor of Anyshire is chair of Anyshire Victims Board (Regional) — stated: {PCP}, Who "
                f"does what: “The Mayor chairs the Victims Board”."
            ),
        ),
        (
            "anytown council executive",
            "membership/update/council-executive",
            (
                "Anytown Council is a member of Safer Anytown Executive (Gold board) — inferred: The "
                "council signed the plan "
                f"({PLAN}, Foreword): “signed by the Chair of Safer Anytown”."
            ),
        ),
        (
            "HCPB hate crime partnership board",
            "name/update/hcpb-acronym",
            (
                f"Hate Crime Board is also called “HCPB” (from September 2024) — stated: {UPDATE}, Hate "
                f"crime, paragraph 1: “Partnership Board (HCPB)”."
            ),
        ),
        (
            "youth board planned bronze",
            "standing/plan/youth-board",
            (
                f"Youth Board stood as Bronze, planned — stated: {PLAN}, Governance: “The Youth Board is "
                f"planned at Bronze”."
            ),
        ),
        (
            "community safety plan act",
            "any/duty/community-safety-plan",
            (
                f"“Having a community safety plan” rests on Crime Act 1998 — stated: {PLAN}, Duties: "
                "“obliges Anytown Council to have a community safety plan”."
            ),
        ),
        (
            "hate crime reporting schools centres",
            "report/update/hate-reporting",
            (
                f"“Hate crime reporting in schools, 2024” was reported as in place: Centres opened "
                f"in more schools — stated: {UPDATE}, Hate crime, "
                "paragraph 2: “Third party reporting opened in 14 schools”."
            ),
        ),
        (
            "youth forum takes over",
            "any/change/2024/youth-board",
            (
                "“The Youth Board takes over from the Youth Forum” is a change of bodies (replaced): "
                "Youth Forum, then Youth Board "
                f"(from January 2024) — stated: {UPDATE}, Work and money, paragraph 8: “took over "
                f"from the Youth Forum in January 2024”."
            ),
        ),
        (
            "burglary board",
            "any/board/burglary-board",
            (
                "Burglary Board is a board (delivery board, Silver, to be established) — stated: "
                f"{PLAN}, Governance: “Burglary Board (to be established)”."
            ),
        ),
        (
            "schools group",
            "any/board/schools-group",
            (
                "Schools Group is a board (sub-group, Bronze, in place) — inferred: A group set up "
                "by a Silver board is Bronze by the plan "
                f"({UPDATE}, Hate crime, paragraph 3): “set up a Schools Group”."
            ),
        ),
        (
            "annual update",
            "doc/anytown-update",
            (
                f"“Safer Anytown Annual Update 2024” is a document (annual update): published "
                f"September 2024 — stated: {UPDATE}, Title: "
                "“Safer Anytown Annual Update 2024”."
            ),
        ),
        (
            "victims satisfied service",
            "shire/measure/victims-satisfied",
            (
                "“Victims satisfied” is a measure of Anyshire Police and Crime Plan 2021-24: victims "
                "content with the service they had — "
                f"stated: {PCP}, Indicators: “More victims satisfied”."
            ),
        ),
        (
            "plan 2018 21",
            "any/plan/safer-anytown-2018-21",
            (
                f"“Safer Anytown Plan 2018-21” is a plan (community safety strategy) (2018 to 2021) "
                f"— stated: {PLAN}, Governance: "
                "“takes the place of the Safer Anytown Plan 2018-21”."
            ),
        ),
    ],
)
def test_a_row_is_told_in_a_sentence(tiny: Store, words: str, node: str, sentence: str) -> None:
    (one,) = told(tiny, words, node)
    assert one.sentence == sentence


def test_a_link_is_told_with_its_time(tiny: Store) -> None:
    found = rows(tiny, "hate crime board")
    links = [row for row in found.values() if row.first("annotatedProperty").endswith("overseenBy")]
    priority = next(row for row in links if row.first("annotatedSource").endswith("priority/2021/hate-crime"))
    (one,) = state(tiny, [chosen(priority)])
    assert one.words == "“Hate Crime” is overseen by Hate Crime Board (Silver board) since January 2023"
    assert (one.answer.basis, one.answer.property, one.answer.from_) == ("stated", "overseenBy", "2023-01")


def test_what_happened_once_has_its_day(tiny: Store) -> None:
    found = rows(tiny, "executive approved plan")
    approved = next(row for row in found.values() if row.first("annotatedProperty").endswith("approvedBy"))
    (one,) = state(tiny, [chosen(approved)])
    assert one.words == (
        "“Safer Anytown Plan 2021-24” was approved by Safer Anytown Executive (Gold board) on 3 November 2021"
    )


def test_the_order_stays_and_what_is_told_twice_is_told_once(tiny: Store) -> None:
    nodes = ("any/figure/2024/schools-aim", "any/figure/2024/schools", "any/figure/2024/schools-aim")
    assert [one.answer.value for one in told(tiny, "schools third party reporting", *nodes)] == ["20", "14"]
    assert state(tiny, []) == []


def test_a_figure_printed_after_the_day_is_not_told(tiny: Store) -> None:
    assert told(tiny, "schools third party reporting", "any/figure/2024/schools", as_of="2024-08-31") == []


def test_every_answer_has_its_basis_date_and_place(tiny: Store) -> None:
    choices = [
        chosen(row)
        for row in rows(tiny, "hate crime board schools youth plan council").values()
        if row.cls != "NoneFound"
    ]
    answers = [one.answer for one in state(tiny, choices)]
    assert len(answers) > 30
    assert [answer for answer in answers if not answer.basis or not answer.evidence or not answer.as_at] == []


OnTop = Callable[[Path | Mapping[str, str]], Records]


def opened(records: Records, tmp_path: Path) -> Store:
    file = tmp_path / "graph.nq"
    file.write_text(build(records), encoding="utf-8")
    return open_store(file)


def test_a_planned_membership_says_so_and_leaves_the_board_as_it_is(on_top: OnTop, tmp_path: Path) -> None:
    heads = "id,member,organisation,role,status,from,basis,document,section,phrase"
    row = (
        "membership/more/one,any/team/street-team,any/board/burglary-board,invited,planned,2024-10,"
        "stated,doc/anytown-plan,section/plan/glossary,SAE"
    )
    store = opened(on_top({"more/memberships": f"{heads}\n{row}\n"}), tmp_path)
    (one,) = told(store, "street team burglary board", "membership/more/one")
    assert (
        one.words == "Street Team is invited to Burglary Board (Silver board) (planned) (from October 2024)"
    )
    assert one.answer.object
    assert (one.answer.status, one.answer.object.label, one.answer.object.status) == (
        "planned",
        "Burglary Board",
        "to be established",
    )


def test_of_two_documents_that_say_the_same_the_rows_own_is_cited(on_top: OnTop, tmp_path: Path) -> None:
    heads = "id,subject,relation,object,basis,document,section,phrase"
    row = (
        "link/more/one,any/board/hate-crime-board,reports "
        "to,any/board/safer-anytown-executive,stated,doc/anytown-plan,section/plan/glossary,SAE"
    )
    store = opened(on_top({"more/links": f"{heads}\n{row}\n"}), tmp_path)
    found = rows(store, "hate crime board executive").values()
    links = [one for one in found if one.first("annotatedProperty").endswith("reportsTo")]
    cited = {
        one.first("document").rpartition("/")[2]: state(store, [chosen(one)])[0].answer.evidence[0].file
        for one in links
    }
    assert cited == {"anytown-plan": "anytown-plan.txt", "anytown-update": "anytown-update.txt"}


@pytest.mark.parametrize(
    ("node", "words"),
    [
        ("scheme/board-kind/sub-group", "sub-group"),
        ("scheme/role/co-operating-body", "co-operating body"),
        ("scheme/role/vice-chair", "vice-chair"),
        ("scheme/status/in-place", "in place"),
        ("scheme/basis/none-found", "none found"),
        ("", ""),
    ],
)
def test_a_term_keeps_its_hyphen_only_within_a_word(node: str, words: str) -> None:
    assert term(node) == words


def test_a_sentence_without_a_phrase_has_no_quotation_marks() -> None:
    answer = Answer(
        Thing("a", "A", "Board"), "is", value="b", evidence=(Evidence("D", "d.txt", "page 1", "", "2024"),)
    )
    assert Statement(answer, "A is b").sentence == "A is b — stated: D (2024), page 1."
    assert (
        Statement(Answer(Thing("a", "A", "Board"), "is"), "A is").sentence == "A is — stated: no place given."
    )
