"""The gaps of two plans: each with its state, its indirect support and where somebody looked."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from goldthread.graph.alignment.builder import align
from goldthread.graph.alignment.gap_finder import gaps
from goldthread.graph.alignment.gaps import GAP_KINDS, Gaps
from goldthread.graph.errors import GoldthreadError
from goldthread.graph.query.library import run, value
from goldthread.graph.query.searches import Place, searches_about
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.dates import day_of

Linked = Callable[..., Store]
World = Callable[[Mapping[str, str]], Store]
Searched = Callable[[str], Store]
TOWN, SHIRE = "Safer Anytown Plan 2021-24", "Anyshire Police and Crime Plan 2021-24"
CAMPAIGN, SCHOOLS, MARKING = (
    "City campaign against hate",
    "Hate crime reporting in schools",
    "Property marking on the Mill Estate",
)
CALLS, HATE_CALLS = "Answering calls for help", "Answering calls about hate"


def found(store: Store, kind: str, as_of: str | None = None) -> Gaps:
    return gaps(store, align(store, "anytown plan", as_of=as_of), [kind])


def listed(result: Gaps) -> list[tuple[str, str, str]]:
    """Each gap: the thing, its support or that there is none, and whether somebody looked."""
    return [(gap.thing.label, gap.support_in_words or gap.state, gap.basis) for gap in result.items]


NOT, NONE = "not recorded", "none found"
EXPECTED = {
    "unserved": [
        ("Putting victims first", "Hate Crime (inferred)", NOT),
        ("Safer places", "nothing at all", NONE),
    ],
    "priorities": [
        ("Burglary", "nothing at all", NONE),
        ("Hate Crime", "Putting victims first (inferred)", NOT),
    ],
    "deliverables": [
        (CAMPAIGN, "Putting victims first (inferred, through “Hate Crime”)", NOT),
        (SCHOOLS, "Putting victims first (inferred, through “Hate Crime”)", NOT),
        (MARKING, "nothing at all", NONE),
    ],
    "no-board": [
        (CAMPAIGN, "Hate Crime Board (inferred)", NONE),
        (SCHOOLS, "Hate Crime Board (inferred)", NONE),
        (MARKING, "Burglary Board (inferred)", NONE),
        (CALLS, "nothing at all", NOT),
        (HATE_CALLS, "nothing at all", NOT),
    ],
    "no-lead": [(CAMPAIGN, "nothing at all", NOT), (SCHOOLS, "nothing at all", NOT)],
    "no-measure": [
        (CAMPAIGN, "nothing at all", NOT),
        (
            MARKING,
            (
                "Burglaries in Anytown: down 11% compared with the year before [contradicted: 12%] "
                "(stated, through “Burglary”); "
                "Burglaries in Anytown: down 12% compared with the year before [contradicted: 11%] "
                "(stated, through “Burglary”)"
            ),
            NOT,
        ),
        (CALLS, "nothing at all", NOT),
        (HATE_CALLS, "nothing at all", NOT),
    ],
    "no-report": [
        (CAMPAIGN, "nothing at all", NOT),
        (MARKING, "nothing at all", NOT),
        (CALLS, "nothing at all", NOT),
        (HATE_CALLS, "nothing at all", NOT),
    ],
    "boards": [
        ("Safer Anytown Executive", "nothing at all", NOT),
        (
            "Burglary Board",
            "coordinates Burglary (stated); coordinates Property marking on the Mill Estate (inferred)",
            NOT,
        ),
        (
            "Hate Crime Board",
            "oversees Hate Crime (stated); owns City campaign against hate (inferred); and 1 more",
            NOT,
        ),
        ("Youth Board", "nothing at all", NOT),
        ("Schools Group", "nothing at all", NOT),
        ("Anyshire Victims Board", "nothing at all", NOT),
    ],
    "indicators": [("Burglaries", "nothing at all", NOT), ("Victims satisfied", "nothing at all", NOT)],
}


@pytest.mark.parametrize("kind", GAP_KINDS)
def test_each_kind_of_gap_is_found_with_its_support_and_whether_somebody_looked(
    kind: str, tiny: Store
) -> None:
    assert listed(found(tiny, kind)) == EXPECTED[kind]


def test_all_kinds_together_are_the_kinds_one_by_one(tiny: Store) -> None:
    together = gaps(tiny, align(tiny))
    assert listed(together) == [item for kind in GAP_KINDS for item in EXPECTED[kind]]
    assert [tuple(row.values())[2:] for row in together.shown()] == [
        ("2", "1", "1", "1"), ("2", "1", "1", "1"), ("3", "1", "2", "1"),
        ("3", "0", "3", "3"), ("2", "2", "0", "0"), ("3", "2", "0", "0"), ("2", "0", "0", "0"),
        ("3", "1", "1", "0"), ("2", "2", "0", "0"), ("3", "2", "0", "0"), ("2", "2", "0", "0"),
        ("1", "1", "0", "0"), ("3", "1", "2", "0"), ("1", "1", "0", "0"), ("1", "1", "0", "0"),
        ("0", "0", "0", "0"), ("2", "2", "0", "0"),
    ]  # fmt: skip


def test_the_text_counts_by_plan_and_says_from_what(tiny: Store) -> None:
    assert found(tiny, "no-board").text == (
        f"{TOWN}: deliverables without a board, 0 of 3, 3 only indirectly. {SHIRE}: deliverables "
        f"without a board, 2 of 2 (1 of one partner"
        " task, 1 of one sub-action). “Only indirectly” is by an inferred link, or by one of what "
        "the thing belongs to or consists of."
        " Counted from three documents, November 2021 to September 2024; their silence is no proof "
        "that there is none."
    )
    assert gaps(tiny, align(tiny), ["no-lead", "indicators"]).text == (
        f"With nothing at all: {TOWN}: deliverables without a lead, 2 of 3; indicators without a "
        f"figure, none is recorded at all. {SHIRE}:"
        " deliverables without a lead, 0 of 2; indicators without a figure, 2 of 2. Counted from "
        "three documents, November 2021 to"
        " September 2024; their silence is no proof that there is none."
    )


def test_a_gap_says_what_was_looked_at_and_where_the_thing_stands(tiny: Store) -> None:
    row = next(found(tiny, "no-board").rows())
    assert row == {
        "kind": "no-board", "gap": "deliverables without a board", "plan": TOWN,
        "thing": CAMPAIGN, "type": "Deliverable", "under": "Hate Crime", "state": "only indirectly",
        "softened_by": "Hate Crime Board (inferred)", "basis": "none found",
        "looked_for": "Which Silver board owns each key deliverable?",
        "looked_in": f"{TOWN} (text) (November 2021): Key deliverables, Burglary; "
        "Key deliverables, Hate Crime",
        "document": f"{TOWN} (text)", "date": "2021-11",
        "place": "Key deliverables, Hate Crime, second bullet",
        "phrase": "city campaign against hate", "thing_id": "any/deliverable/2021/hate-campaign",
    }  # fmt: skip
    assert tuple(row) == Gaps.columns


def test_the_json_holds_the_counts_and_every_gap_complete(tiny: Store) -> None:
    result = found(tiny, "no-board").to_json()
    assert list(result) == ["question", "as_of", "text", "counts", "gaps", "none_found", "looked_in"]
    assert result["counts"][1] == {
        "kind": "no-board", "plan": SHIRE, "of": 2, "nothing": 2, "only_indirectly": 0, "looked_for": 0,
        "by_sort": {"partner task": {"of": 1, "nothing": 1}, "sub-action": {"of": 1, "nothing": 1}},
    }  # fmt: skip
    first = result["gaps"][0]
    assert [(item["through"], item["basis"], item["object"]["label"]) for item in first["softened_by"]] == [
        (None, "inferred", "Hate Crime Board"),
        ("Hate Crime", "stated", "Hate Crime Board"),
    ]
    assert all(item["evidence"] for item in first["softened_by"])
    assert first["looked_for"][0]["looked_in"] == [
        {
            "document": f"{TOWN} (text)",
            "date": "2021-11",
            "sections": ["Key deliverables, Burglary", "Key deliverables, Hate Crime"],
        }
    ]
    assert result["looked_in"][-1] == "Safer Anytown Annual Update 2024 (September 2024)"


def test_a_stated_link_of_its_own_closes_a_gap(linked: Linked) -> None:
    store = linked(
        "any/deliverable/2021/hate-campaign,is overseen by,any/board/hate-crime-board",
        "any/deliverable/2021/hate-campaign,contributes to,shire/priority/2021/safer-places",
    )
    assert CAMPAIGN not in {thing for thing, _, _ in listed(found(store, "no-board"))}
    assert CAMPAIGN not in {thing for thing, _, _ in listed(found(store, "deliverables"))}
    assert "Hate Crime Board" not in {thing for thing, _, _ in listed(found(store, "boards"))}
    assert listed(found(store, "unserved")) == [EXPECTED["unserved"][0]]
    assert listed(found(store, "priorities"))[1] == (
        "Hate Crime",
        "Putting victims first (inferred); Safer places (stated, through “City campaign against hate”)",
        NOT,
    )


def test_what_the_whole_has_supports_its_part(linked: Linked) -> None:
    store = linked("shire/deliverable/2021/answer-calls,is overseen by,shire/board/victims-board")
    support = "Anyshire Victims Board (stated, through “Answering calls for help”)"
    assert listed(found(store, "no-board"))[3:] == [(HATE_CALLS, support, NOT)]


def test_the_board_of_a_part_is_not_that_of_the_whole_but_a_report_on_it_is_something(linked: Linked) -> None:
    overseen = "shire/deliverable/2021/answer-hate-calls,is overseen by,shire/board/victims-board"
    reported = "report/update/hate-reporting,reports on,shire/deliverable/2021/answer-hate-calls"
    store = linked(overseen, reported)
    assert listed(found(store, "no-board"))[3:] == [(CALLS, "nothing at all", NOT)]
    support = "Hate crime reporting in schools, 2024 (stated, through “Answering calls about hate”)"
    assert listed(found(store, "no-report"))[2:] == [(CALLS, support, NOT)]


def test_work_under_no_priority_serves_too(linked: Linked) -> None:
    store = linked("any/plan/safer-anytown-2021-24,contributes to,shire/priority/2021/safer-places")
    assert [thing for thing, _, _ in listed(found(store, "unserved"))] == ["Putting victims first"]
    assert "Nothing serves" not in align(store).text


def test_before_a_document_nothing_of_it_counts(tiny: Store) -> None:
    early = found(tiny, "no-board", as_of="2022-12-31")
    assert {gap.thing.label: gap.support_in_words for gap in early.items if gap.plan == TOWN} == {
        CAMPAIGN: "",
        SCHOOLS: "",
        MARKING: "",
    }
    assert early.documents == ((f"{TOWN} (text)", "2021-11"), (f"{SHIRE} (text)", "2022-03"))
    assert {gap.thing.label for gap in found(tiny, "no-report", as_of="2022-12-31").items} >= {SCHOOLS}
    assert "Youth Board" not in {gap.thing.label for gap in found(tiny, "boards", as_of="2021-10").items}


def test_one_plan_alone_has_only_its_own_gaps(tiny: Store) -> None:
    matrix = align(tiny)
    mine = gaps(tiny, matrix, (), [matrix.below])
    assert {gap.plan for gap in mine.items if gap.kind != "boards"} == {TOWN}
    assert "unserved" not in {tally.kind for tally in mine.tallies}
    assert {gap.plan for gap in gaps(tiny, matrix, ["unserved", "priorities"], [matrix.above]).items} == {
        SHIRE
    }


def test_boards_that_have_ended_or_lie_elsewhere_are_no_gaps(tiny: Store) -> None:
    labels = [gap.thing.label for gap in found(tiny, "boards").items]
    assert "Youth Forum" not in labels and "Anyshire Victims Board" in labels


SEARCHES = {
    "no-board": {"ownedBy", "overseenBy", "responsibilityOf", "coordinatedBy", "hasResponsible"},
    "no-lead": {"leadAgency", "ascribedPrimaryLead", "deliveredBy"},
    "no-measure": {"hasMeasure"},
    "no-report": {"reportsOn"},
}
IN_WORDS = {
    "ownedBy": "is owned by",
    "overseenBy": "is overseen by",
    "responsibilityOf": "is the responsibility of",
    "coordinatedBy": "is coordinated by",
    "hasResponsible": "has a part played by",
    "leadAgency": "is led by",
    "ascribedPrimaryLead": "has as ascribed primary lead",
    "deliveredBy": "is delivered by",
    "hasMeasure": "is measured by",
    "reportsOn": "reports on",
    "supportedBy": "is supported by",
    "contributesTo": "contributes to",
}


@pytest.fixture
def searched(world: World) -> Callable[[str], Store]:
    """The tiny world in which somebody looked, in vain, for each relation of a thing."""

    def searched_for(thing: str) -> Store:
        heads = "id,asked,about,relation,looked_in,basis"
        rows = [
            f"none/more/{number},Who?,{thing},{words},doc/anytown-plan,none found"
            for number, words in enumerate(IN_WORDS.values())
        ]
        return world({"more/none_found": "\n".join([heads, *rows, ""])})

    return searched_for


def test_a_search_for_whatever_closes_a_gap_is_named_at_it_and_no_other(searched: Searched) -> None:
    store = searched("any/deliverable/2021/hate-campaign")
    for kind, relations in SEARCHES.items():
        (gap,) = [gap for gap in found(store, kind).items if gap.thing.label == CAMPAIGN]
        assert {search.relation for search in gap.searches if search.asked == "Who?"} == relations, kind


def test_a_search_for_any_part_that_a_board_may_have_is_named_at_it(searched: Searched) -> None:
    store = searched("any/board/youth-board")
    (gap,) = [gap for gap in found(store, "boards").items if gap.thing.label == "Youth Board"]
    assert {search.relation for search in gap.searches} == SEARCHES["no-board"]
    assert gap.basis == NONE


def test_any_search_about_an_indicator_is_named_at_it(searched: Searched) -> None:
    store = searched("shire/measure/burglaries")
    (gap,) = [gap for gap in found(store, "indicators").items if gap.thing.label == "Burglaries"]
    assert {search.relation for search in gap.searches} == set(IN_WORDS)


def test_a_search_for_what_serves_a_priority_is_named_at_it_and_no_other(searched: Searched) -> None:
    store = searched("any/priority/2021/hate-crime|shire/priority/2021/safer-places")
    (gap,) = [gap for gap in found(store, "unserved").items if gap.thing.label == "Safer places"]
    assert {search.relation for search in gap.searches if search.asked == "Who?"} == {"contributesTo"}


def test_a_kind_that_there_is_not_is_said(tiny: Store) -> None:
    with pytest.raises(
        GoldthreadError,
        match="There is no gap called “holes”; take one of: unserved, priorities, deliverables",
    ):
        gaps(tiny, align(tiny), ["holes"])


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("no-board", "deliverables-without-board"),
        ("no-lead", "deliverables-without-lead"),
        ("no-measure", "deliverables-without-figure"),
        ("no-report", "deliverables-without-report"),
    ],
)
def test_the_named_questions_know_the_same_deliverables(kind: str, name: str, tiny: Store) -> None:
    """The question leaves out what has an inferred link of its own; all others are gaps here too, and nothing
    else is."""
    asked = {value(row, "deliverable") for row in run(tiny, name)}
    items = [gap for gap in found(tiny, kind).items if all(support.through for support in gap.support)]
    assert {gap.thing.label for gap in items} == asked


def test_the_named_question_on_indicators_knows_the_same(tiny: Store) -> None:
    table = csv.DictReader(
        (Path(__file__).parents[2] / "ontology/queries/indicators-without-figure.csv")
        .read_text("utf-8")
        .splitlines()
    )
    assert {gap.thing.label for gap in found(tiny, "indicators").items} == {row["indicator"] for row in table}


def test_searches_are_told_with_their_documents_and_sections(tiny: Store) -> None:
    search = searches_about(tiny, ["any/deliverable/2021/hate-campaign"], {"overseenBy"})[0]
    assert (search.asked, search.relation) == ("Which Silver board owns each key deliverable?", "overseenBy")
    assert search.places == (
        Place(f"{TOWN} (text)", "2021-11", ("Key deliverables, Burglary", "Key deliverables, Hate Crime")),
    )
    assert searches_about(tiny, ["any/deliverable/2021/hate-campaign"], {"reportsOn"}) == []
    assert searches_about(tiny, ["any/deliverable/2021/hate-campaign"], (), day_of("2021-10")) == []
    assert (
        Place("Plan", "2021-11", ("One", "Two", "Three", "Four")).reference
        == "Plan (November 2021): One; Two and 2 more sections"
    )


def test_a_deliverable_whose_own_link_is_only_inferred_is_a_gap_with_support(world: World) -> None:
    heading = "id,subject,relation,object,basis,why,premises\n"
    ends = "any/deliverable/2021/hate-campaign,contributes to,shire/priority/2021/victims-first"
    row = f"link/more/own,{ends},inferred,both speak of victims,any/deliverable/2021/hate-campaign\n"
    listing = listed(found(world({"more/links": heading + row}), "deliverables"))
    supported = {label: support for label, support, _ in listing}
    assert supported[CAMPAIGN] == "Putting victims first (inferred)"
