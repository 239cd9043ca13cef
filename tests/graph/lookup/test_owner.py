"""Who owns a thing and what is called so, with the exact envelopes of `snapshots/replies`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from goldthread.graph.errors import GoldthreadError, NameNotFound
from goldthread.graph.lookup.owner import find, owner
from goldthread.graph.rdf.builder import build, load
from goldthread.graph.results.answers import Answer, Reply
from goldthread.graph.store.oxigraph import OxigraphStore, Store
from goldthread.graph.tables.reader import Records
from tests.graph.partnerships import SAID, tables

PLAN = "Safer Anytown Plan 2021-24 (text)"


World = Callable[[Mapping[str, str]], Store]
OnTop = Callable[[Path | Mapping[str, str]], Records]
REPLIES = [
    path
    for path in sorted((Path(__file__).parents[2] / "snapshots" / "replies").glob("*.json"))
    if not path.stem.startswith(("show-", "ask-"))
]
VERBS: dict[str, Callable[[Store, str, str | None], Reply]] = {"owner": owner, "find": find}


@pytest.mark.parametrize(
    "case", [pytest.param(json.loads(path.read_text(encoding="utf-8")), id=path.stem) for path in REPLIES]
)
def test_a_question_is_answered_with_this_very_envelope(tiny: Store, case: dict[str, Any]) -> None:
    reply = VERBS[case["ask"]](tiny, case["text"], case["as_of"])
    assert reply.to_json() == case["reply"]
    assert list(reply.to_json()) == list(case["reply"]), "and its keys in this order"


def opened(records: Records) -> Store:
    engine = ox.Store()
    engine.extend(load(build(records)))
    return OxigraphStore(engine)


def told(reply: Reply) -> list[tuple[str, str, str]]:
    """What a reply answers, in short: basis, relation and the other thing or value."""
    return [(a.basis, a.relation, a.object.label if a.object else a.value or "") for a in reply.answers]


def test_without_an_owner_those_who_carry_it_are_named(tiny: Store) -> None:
    reply = owner(tiny, "property marking on the mill estate")
    assert told(reply) == [
        ("stated", "is led by", "Street Team"),
        ("inferred", "is coordinated by", "Burglary Board"),
    ]
    assert reply.text == (
        "“Property marking on the Mill Estate” is led by Street Team — stated: Safer Anytown Annual "
        "Update 2024 (2024-09), Work and money, paragraph 6. “Property marking on "
        "the Mill Estate” is coordinated by Burglary Board (Silver board, to be established) — "
        "inferred: It is listed under “Burglary”, "
        "which is coordinated by Burglary Board (Safer Anytown Annual Update 2024 (2024-09), "
        "Burglary, paragraph 4). "
        "No document says in so many words who owns “Property marking on the Mill Estate”."
    )
    assert not reply.none_found


def test_who_owns_it_comes_before_who_carries_it_otherwise(on_top: OnTop) -> None:
    said = "stated,doc/anytown-plan,section/plan/glossary,SAE"
    row = (
        f"link/more/one,any/deliverable/2021/property-marking,is the responsibility "
        f"of,any/board/burglary-board,{said}\n"
    )
    reply = owner(
        opened(on_top({"more/links": f"id,subject,relation,object,basis,document,section,phrase\n{row}"})),
        "property marking",
    )
    assert [(a.relation, a.as_at) for a in reply.answers] == [
        ("is the responsibility of", "2021-11"),
        ("is led by", "2024-09"),
    ]


@pytest.mark.parametrize(
    ("as_of", "owned"),
    [
        ("2021-10", False),
        ("2022-12", False),
        ("2023", True),
        ("2023-01", True),
        ("2024-09-18", True),
        (None, True),
    ],
)
def test_the_answer_depends_on_the_day(tiny: Store, as_of: str | None, owned: bool) -> None:
    reply = owner(tiny, "Hate Crime", as_of)
    assert (
        not reply.none_found,
        ("stated", "is overseen by", "Hate Crime Board") in told(reply),
        reply.as_of,
    ) == (
        owned,
        owned,
        as_of,
    )


def test_on_a_day_before_all_documents_nothing_is_known(tiny: Store) -> None:
    reply = owner(tiny, "Hate Crime", "1999")
    assert (reply.answers, reply.none_found) == ((), True)
    assert (
        reply.text == "Nothing is recorded of who owns “Hate Crime”; nobody has looked for it in particular."
    )


def test_where_nobody_recorded_a_search_none_is_claimed(tiny: Store) -> None:
    assert owner(tiny, "Anytown Council").looked_in == ()


def test_several_things_of_one_name_are_all_answered_for(tiny: Store) -> None:
    reply = owner(tiny, "Youth")
    assert (reply.title, reply.none_found) == ("Youth Board; Youth Forum", True)
    assert reply.text.startswith(
        "“Youth” is taken as Youth Board or Youth Forum. Nothing is recorded of who owns Youth Board "
        "or Youth Forum"
    )


def test_a_part_of_a_name_leads_to_the_thing_and_names_others(tiny: Store) -> None:
    reply = owner(tiny, "hate")
    assert ("stated", "is overseen by", "Hate Crime Board") in told(reply)
    assert "Hate Crime Board" in reply.did_you_mean and len(reply.did_you_mean) <= 5


def test_an_unknown_name_is_told_with_the_nearest(tiny: Store) -> None:
    with pytest.raises(NameNotFound) as caught:
        owner(tiny, "xyzzy youth forum")
    assert str(caught.value).startswith(
        "Nothing in the graph is called “xyzzy youth forum”. Did you mean: Youth Forum"
    )


@pytest.mark.parametrize("ask", [owner, find])
def test_a_wrong_day_is_told(tiny: Store, ask: Callable[[Store, str, str], Reply]) -> None:
    with pytest.raises(GoldthreadError, match=r"^“2021-02-30” is not a date; write 2021"):
        ask(tiny, "Hate Crime", "2021-02-30")


def test_what_is_called_something_is_found_with_its_basis_and_place(tiny: Store) -> None:
    (found,) = [
        a
        for a in find(tiny, "property marking").answers
        if a.subject.id == "any/deliverable/2021/property-marking"
    ]
    assert (found.basis, found.property, found.value) == ("stated", "name", "deliverable")
    assert [(where.place, where.phrase) for where in found.evidence] == [
        ("Key deliverables, Burglary, first bullet", "Mark property on the Mill Estate")
    ]
    assert find(tiny, "hate", most=2).answers == find(tiny, "hate").answers[:2]


def test_what_a_program_suggests_is_never_an_answer(tiny: Store, on_top: OnTop) -> None:
    suggested = "Burglary Board"
    row = "link/more/guess,any/priority/2018/hatred,is owned by,any/board/burglary-board,suggested\n"
    store = opened(on_top({"more/links": f"id,subject,relation,object,basis\n{row}"}))
    for asked in (store, tiny):
        for reply in (
            owner(asked, "Hatred"),
            owner(asked, "Burglary"),
            owner(asked, "Putting victims first"),
        ):
            assert {a.basis for a in reply.answers} <= {"stated", "inferred"}
            assert ("suggested", "is related to", "Putting victims first") not in told(reply)
    assert owner(store, "Hatred").none_found and suggested not in owner(store, "Hatred").text
    assert owner(store, "Hatred") == owner(tiny, "Hatred")


def test_every_answer_says_how_it_is_known_and_where(tiny: Store, tiny_records: Records) -> None:
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
    )
    without: list[tuple[str, Answer]] = []
    for row in [row for table in tables for row in tiny_records.of(table)]:
        reply = owner(tiny, row.id)
        without += [
            (row.id, a) for a in reply.answers if not a.basis or (a.basis == "stated" and not a.evidence)
        ]
        without += [(row.id, a) for a in reply.answers if a.basis == "inferred" and not a.why]
    assert without == []


def test_who_leads_a_deliverable_does_not_hide_who_owns_its_heading(on_top: OnTop) -> None:
    """The heading's owner is inferred: a stated one would, by rule, own the deliverable too."""
    heads = "id,subject,relation,object,basis,document,premises,why\n"
    row = (
        "link/more/one,any/priority/2021/burglary,is overseen by,any/board/burglary-board,"
        "inferred,doc/anytown-update,link/update/burglary-coordinated,Who coordinates it oversees it.\n"
    )
    reply = owner(opened(on_top({"more/links": heads + row})), "property marking")
    assert told(reply) == [
        ("stated", "is led by", "Street Team"),
        ("inferred", "is coordinated by", "Burglary Board"),
        ("stated", "is listed under", "Burglary"),
        ("inferred", "is overseen by", "Burglary Board"),
    ]


def test_an_owner_of_now_goes_before_one_of_former_days_that_a_later_document_tells(alone: World) -> None:
    own = tables("Eastshire", issued="2021-05")
    own["later/documents"] = (
        "id,label,kind,status,issued,file,basis,phrase\n"
        f"doc/later,Later Report,strategy,final,2024-05,later.txt,{SAID}\n"
    )
    own["later/boards"] = (
        f"id,label,kind,tier,basis,phrase\nlater/board,Lamps Board,delivery board,Silver,{SAID}\n"
    )
    own["later/links"] = (
        "id,subject,relation,object,until,basis,phrase\n"
        f"later/link,eastshire/work,is overseen by,later/board,2019,{SAID}\n"
    )
    store = alone(own)
    reply = owner(store, "open a second shelter")
    assert [answer.object.label for answer in reply.answers if answer.object] == [
        "Refuge Board",
        "Lamps Board",
    ]
    assert reply.text == (
        "“Open a second shelter” is overseen by Refuge Board (Silver board) — stated: Eastshire Safety Plan "
        "(2021-05). “Open a second shelter” was overseen by Lamps Board (Silver board) until 2019 — stated: "
        "Later Report (2024-05)."
    )


def test_what_a_thing_is_has_its_article(tiny: Store) -> None:
    told = {
        answer.subject.label: (answer.relation, answer.value)
        for answer in find(tiny, "anytown council").answers
    }
    assert told["Anytown Council"] == ("is an", "agency")
    told = {
        answer.subject.label: (answer.relation, answer.value)
        for answer in find(tiny, "burglary board").answers
    }
    assert told["Burglary Board"] == ("is a", "board (Silver)")
