"""Recorded searches without result, to the last field, and both wordings of where somebody looked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest

from goldthread.graph.query.searches import Place, Search, searches_about, searches_of_each, where
from goldthread.graph.rdf.builder import build, load
from goldthread.graph.store.oxigraph import OxigraphStore, Store
from goldthread.graph.tables.reader import Records
from goldthread.graph.text.dates import day_of

PLAN, SHIRE = "Safer Anytown Plan 2021-24 (text)", "Anyshire Police and Crime Plan 2021-24 (text)"
CAMPAIGN, MARKING = "any/deliverable/2021/hate-campaign", "any/deliverable/2021/property-marking"
BURGLARY, SAFER = "any/priority/2021/burglary", "shire/priority/2021/safer-places"
SECTIONS = ("Key deliverables, Burglary", "Key deliverables, Hate Crime")
BOARD = Search(
    "none/plan/silver-board",
    "Which Silver board owns each key deliverable?",
    "overseenBy",
    frozenset({CAMPAIGN}),
    (Place(PLAN, "2021-11", SECTIONS),),
)
SERVES = Search(
    "none/plan/burglary-safer-places",
    "Does Burglary serve Safer places?",
    "contributesTo",
    frozenset({BURGLARY, SAFER}),
    (Place(PLAN, "2021-11", whole=True), Place(SHIRE, "2022-03", whole=True)),
)
MIXED = Search(
    "a/search",
    "Who pays for it?",
    "",
    frozenset(),
    (Place("Plan", "2021", ("Money", "People")), Place("Update", "2022", ("Lamps",), whole=True)),
    "Only in part.",
)
OnTop = Callable[[Path | Mapping[str, str]], Records]


def opened(records: Records) -> Store:
    engine = ox.Store()
    engine.extend(load(build(records)))
    return OxigraphStore(engine)


def test_a_search_is_read_with_its_places_the_oldest_document_first(tiny: Store) -> None:
    assert searches_about(tiny, [CAMPAIGN]) == [BOARD]
    assert searches_about(tiny, [BURGLARY, SAFER, BURGLARY]) == [SERVES]
    assert searches_about(tiny, []) == []
    assert searches_about(tiny, ["any/nothing"]) == []


def test_a_search_is_about_those_of_its_things_that_were_asked_for(tiny: Store) -> None:
    (both,) = searches_about(tiny, [CAMPAIGN, MARKING])
    assert both.about == {CAMPAIGN, MARKING}
    assert searches_about(tiny, [BURGLARY])[0].about == {BURGLARY}


def test_searches_come_by_their_identifiers_and_by_the_things_they_are_about(tiny: Store) -> None:
    found = searches_about(tiny, [CAMPAIGN, BURGLARY])
    assert [search.id for search in found] == ["none/plan/burglary-safer-places", "none/plan/silver-board"]
    assert searches_of_each(tiny, [CAMPAIGN, BURGLARY, "any/nothing"]) == {
        BURGLARY: [found[0]],
        CAMPAIGN: [found[1]],
    }


@pytest.mark.parametrize(
    ("relations", "found"),
    [((), 1), ({"overseenBy"}, 1), ({"overseenBy", "reportsOn"}, 1), ({"reportsOn"}, 0), ({""}, 0)],
)
def test_only_searches_for_the_relations_asked_are_told(relations: set[str], found: int, tiny: Store) -> None:
    assert len(searches_about(tiny, [CAMPAIGN], relations)) == found


@pytest.mark.parametrize(
    ("day", "documents"),
    [("2021-10", []), ("2021-11", [PLAN]), ("2022-02", [PLAN]), ("2022-03", [PLAN, SHIRE])],
)
def test_on_a_day_only_documents_count_that_were_there(day: str, documents: list[str], tiny: Store) -> None:
    found = searches_about(tiny, [BURGLARY], day=day_of(day))
    assert [place.document for search in found for place in search.places] == documents


def test_a_document_named_beside_its_sections_was_read_as_a_whole(on_top: OnTop) -> None:
    more = (
        "id,asked,about,relation,looked_in,basis,note\n"
        f"none/extra,Who pays?,{MARKING},,doc/anytown-plan|section/plan/deliverables-burglary,"
        "none found,So far.\n"
    )
    store = opened(on_top({"anytown-more/none_found": more}))
    extra = next(search for search in searches_about(store, [MARKING]) if search.id == "none/extra")
    assert extra == Search(
        "none/extra",
        "Who pays?",
        "",
        frozenset({MARKING}),
        (Place(PLAN, "2021-11", SECTIONS[:1], whole=True),),
        "So far.",
    )


@pytest.mark.parametrize(
    ("place", "reference", "short"),
    [
        (Place("Plan", "2021-11"), "Plan (November 2021)", "Plan"),
        (Place("Plan", "2021-11", ("One",)), "Plan (November 2021): One", "Plan, One"),
        (Place("Plan", "2021", ("One", "Two")), "Plan (2021): One; Two", "Plan (2 sections)"),
        (
            Place("Plan", "2021", ("One", "Two", "Three", "Four")),
            "Plan (2021): One; Two and 2 more sections",
            "Plan (4 sections)",
        ),
        (Place("Plan", "2021", ("One",), whole=True), "Plan (2021)", "Plan, One"),
    ],
)
def test_a_place_is_cited_with_its_date_or_told_in_short(place: Place, reference: str, short: str) -> None:
    assert (place.reference, place.short) == (reference, short)


def test_where_somebody_looked_is_told_on_one_line_and_place_by_place() -> None:
    assert MIXED.where == "Plan (2021): Money; People; Update (2022)"
    assert MIXED.read == (("Update", ""), ("Plan", "Money"), ("Plan", "People"), ("Update", "Lamps"))
    assert MIXED.looked_in == ("Update", "Plan, Money", "Plan, People", "Update, Lamps")
    assert MIXED.documents == ("Update, Lamps", "Plan (2 sections)")


def test_other_programs_get_every_section_of_what_was_not_read_as_a_whole() -> None:
    assert MIXED.to_json() == {
        "id": "a/search",
        "asked": "Who pays for it?",
        "relation": "",
        "looked_in": [
            {"document": "Plan", "date": "2021", "sections": ["Money", "People"]},
            {"document": "Update", "date": "2022", "sections": []},
        ],
        "remark": "Only in part.",
    }
    assert BOARD.to_json()["remark"] is None
    assert MIXED.basis == "none found"


def test_several_searches_end_a_sentence_with_their_documents() -> None:
    many = [
        Search(f"a/{number}", "?", "", frozenset(), (Place(f"Plan {number}", "2021"),)) for number in range(5)
    ]
    assert where([]) == "nobody has looked for it in particular"
    assert where([MIXED, MIXED]) == "none found; looked in Update, Lamps; Plan (2 sections)"
    assert where(many) == "none found; looked in Plan 0; Plan 1; Plan 2; Plan 3 and 1 more"
