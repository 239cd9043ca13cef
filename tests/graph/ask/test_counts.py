"""Counts of what the documents list: inferred from statements that are shown, by the documents' headings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from goldthread.graph.ask.answers import Statement
from goldthread.graph.ask.counts import count
from goldthread.graph.ask.question import parse
from goldthread.graph.ask.retrieval import retrieve
from goldthread.graph.ask.scoring import SOFT, score
from goldthread.graph.rdf.builder import build
from goldthread.graph.store.oxigraph import Store, open_store
from goldthread.graph.tables.reader import Records

OnTop = Callable[[Path | Mapping[str, str]], Records]
HATE = "City campaign against hate; Hate crime reporting in schools"


def counted(store: Store, text: str, years: frozenset[int] | None = None) -> Statement | None:
    asked = parse(text)
    sought = retrieve(store, asked.words, SOFT)
    found = count(store, asked, sought, score(asked, sought), years)
    return found[0] if found else None


def test_what_stands_under_a_heading_is_counted_from_its_statements(tiny: Store) -> None:
    told = counted(tiny, "How many key deliverables does Hate Crime have?")
    assert told
    assert told.words == f"Hate Crime has 2, counted: {HATE}"
    answer = told.answer
    assert (answer.value, answer.basis, answer.why) == (
        f"2: {HATE}",
        "inferred",
        "counted from 2 statements of one document",
    )
    assert [place.place for place in answer.evidence] == [
        "Key deliverables, Hate Crime, second bullet",
        "Key deliverables, Hate Crime, first bullet",
    ]


def test_lists_under_several_headings_are_told_heading_by_heading(tiny: Store) -> None:
    told = counted(tiny, "How many objectives and outcomes has Putting victims first? How many outcomes?")
    assert told is None, "one outcome is no list"


@pytest.mark.parametrize(
    "text",
    [
        "How many boards did the Hate Crime Board set up?",
        "How many prisons has Hate Crime?",
        "How many deliverables are there in Xyzzy?",
    ],
)
def test_fewer_than_two_are_not_counted(tiny: Store, text: str) -> None:
    assert counted(tiny, text) is None


def test_a_count_is_of_one_document_and_of_the_years_asked_for(tiny: Store) -> None:
    asked = "How many key deliverables does Hate Crime have in the {} plan?"
    assert counted(tiny, asked.format("2021-24"))
    assert counted(tiny, asked.format("2013")) is None
    assert counted(tiny, asked.format("2013"), frozenset({2021})), (
        "years given by hand count, not those of the question"
    )


def opened(records: Records, tmp_path: Path) -> Store:
    file = tmp_path / "graph.nq"
    file.write_text(build(records), encoding="utf-8")
    return open_store(file)


MEMBERS = """id,member,organisation,role,basis,document,section,phrase
membership/more/one,any/team/street-team,any/board/youth-board,member,stated,doc/anytown-update,section/update/work,"The Youth Board, now Silver"
membership/more/two,any/agency/anytown-council,any/board/youth-board,member,stated,doc/anytown-update,section/update/hate-crime,The Board set up
membership/more/three,uk/agency/home-office,any/board/youth-board,member,stated,doc/anytown-update,section/update/work,now Silver
membership/more/four,shire/agency/anyshire-police,any/board/youth-board,chair,stated,doc/anytown-update,section/update/work,now Silver
"""  # noqa: E501


def test_members_are_counted_by_their_role_under_the_headings_of_the_document(
    on_top: OnTop, tmp_path: Path
) -> None:
    store = opened(on_top({"more/memberships": MEMBERS}), tmp_path)
    told = counted(store, "How many partners are members of the Youth Board?")
    assert told
    assert told.words == (
        "Youth Board has 3 as member, counted: 2 in Work and money: Home Office; Street Team / 1 in "
        "Hate crime: Anytown Council"
    )


def test_only_the_tier_that_is_asked_for_is_counted(on_top: OnTop, tmp_path: Path) -> None:
    heads = "id,subject,relation,object,basis,document,section,phrase\n"
    boards = ("hate-crime-board", "burglary-board", "schools-group")
    where = "stated,doc/anytown-update,section/update/hate-crime,The Board set up"
    rows = "".join(
        f"link/more/{board},any/board/{board},contributes to,any/board/youth-board,{where}\n"
        for board in boards
    )
    store = opened(on_top({"more/links": heads + rows}), tmp_path)
    every = counted(store, "How many boards contribute to the Youth Board?")
    silver = counted(store, "How many silver boards contribute to the Youth Board?")
    assert every and silver
    assert every.words == "Youth Board has 3, counted: Burglary Board; Hate Crime Board; Schools Group"
    assert silver.words == "Youth Board has 2, counted: Burglary Board; Hate Crime Board"
