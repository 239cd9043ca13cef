"""The sections of a page: which answers stand together, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from goldthread.graph.pages.sections import NO_PRIORITY, SectionBuilder, sections
from goldthread.graph.rdf.builder import build
from goldthread.graph.results.answers import Answer, Thing
from goldthread.graph.store.oxigraph import Store, open_store
from goldthread.graph.tables.reader import Records

OnTop = Callable[[Path | Mapping[str, str]], Records]

BOARD = Thing("any/board/hate-crime-board", "Hate Crime Board", "Board")
PLAN = Thing("any/plan/safer-anytown-2021-24", "Safer Anytown Plan 2021-24", "Plan")
OWNED = Answer(
    Thing("any/lamps", "Lamps", "Deliverable"), "is owned by", BOARD, as_at="2021", property="ownedBy"
)
HELPED = replace(OWNED, relation="is supported by", as_at="2024", property="supportedBy")


def seat(name: str, as_at: str | None, relation: str = "is member of", *, held: bool = False) -> Answer:
    who = Thing(f"any/post/{name}", name, "Post")
    if held:
        return Answer(
            who, "is held by", Thing("any/person/bo", "Bo", "Person"), property="heldBy", as_at=as_at
        )
    return Answer(who, relation, BOARD, property="memberOf", as_at=as_at)


def told(store: Store, thing: Thing, parts: SectionBuilder) -> list[tuple[str, list[str]]]:
    return [
        (section.under, [answer.subject.label for answer in section.answers])
        for section in sections(store, thing, parts)
    ]


def test_an_answer_stands_in_a_part_once() -> None:
    parts = SectionBuilder()
    parts.add("above", [OWNED, HELPED, OWNED])
    parts.add("above", iter([HELPED]))
    parts.add("below", [OWNED])
    assert (parts.of("above"), parts.of("below"), parts.of("money")) == ([OWNED, HELPED], [OWNED], [])


def test_a_relation_that_was_added_as_owning_owns_wherever_it_stands() -> None:
    parts = SectionBuilder()
    parts.add("above", [HELPED])
    assert not parts.owns(OWNED)
    parts.add("above", [OWNED], owns=True)
    assert (parts.owns(OWNED), parts.owns(HELPED), parts.owns(replace(OWNED, as_at="2030"))) == (
        True,
        False,
        True,
    )


def test_owners_come_before_others_and_then_the_newest_document_first() -> None:
    older, undated = replace(OWNED, as_at="2018"), replace(HELPED, as_at=None)
    parts = SectionBuilder()
    parts.add("above", [undated, HELPED])
    parts.add("above", [older, OWNED], owns=True)
    assert parts.newest("above") == [OWNED, older, HELPED, undated]


def test_sections_come_in_the_order_of_the_headings_and_none_is_empty(tiny: Store) -> None:
    parts = SectionBuilder()
    parts.add("doubts", [OWNED])
    parts.add("money", [])
    parts.add("naming", [HELPED])
    assert [(section.heading, section.answers) for section in sections(tiny, BOARD, parts)] == [
        ("Names and standing over time", (HELPED,)),
        ("Contradictions and doubts", (OWNED,)),
    ]


def test_names_and_figures_keep_their_order(tiny: Store) -> None:
    for part, first in (("naming", OWNED), ("figures", OWNED), ("changes", HELPED)):
        parts = SectionBuilder()
        parts.add(part, [OWNED, HELPED])
        (section,) = sections(tiny, BOARD, parts)
        assert section.answers[0] == first, part


def test_members_stand_under_the_date_of_their_document_the_newest_first(tiny: Store) -> None:
    parts = SectionBuilder()
    parts.add(
        "sitting",
        [
            seat("holder", "2024", held=True),
            seat("undated", None),
            seat("old", "2021"),
            seat("november", "2022-11"),
            seat("year", "2022"),
            seat("third", "2022-12-03"),
            seat("second", "2022-12-02"),
            seat("beta", "2024-09"),
            seat("alpha", "2024-09"),
            seat("zeta", "2024-09", "is chair of"),
        ],
    )
    assert told(tiny, BOARD, parts) == [
        ("at no date", ["undated"]),
        ("as of 2024-09", ["zeta", "alpha", "beta"]),
        ("as of 2022", ["year"]),
        ("as of 2022-12-03", ["third"]),
        ("as of 2022-12-02", ["second"]),
        ("as of 2022-11", ["november"]),
        ("as of 2021", ["old"]),
        ("who holds these posts", ["holder"]),
    ]


def test_who_holds_the_post_that_a_page_is_of_stands_under_nothing(tiny: Store) -> None:
    held = seat("manager", "2024", held=True)
    parts = SectionBuilder()
    parts.add("sitting", [held])
    assert told(tiny, held.subject, parts) == [("", ["manager"])]


def test_what_serves_a_thing_stands_kind_by_kind_plans_before_bodies_and_others_last(tiny: Store) -> None:
    kinds = ("Zone", "Team", "Board", "Agency", "Activity", "Deliverable", "Priority", "KeyIssue")
    parts = SectionBuilder()
    parts.add("serving", [Answer(Thing(f"any/{kind}", kind, kind), "serves", PLAN) for kind in kinds])
    assert [under for under, _ in told(tiny, PLAN, parts)] == [
        "priorities",
        "deliverables",
        "boards",
        "agencies",
        "teams",
        "activities",
        "key issues",
        "zones",
    ]


def test_work_stands_under_its_priority_of_the_newest_plan_and_other_work_last(tiny: Store) -> None:
    def carried(name: str, label: str) -> Answer:
        return Answer(Thing(name, label, "Deliverable"), "is led by", BOARD, property="ledBy", as_at="2024")

    parts = SectionBuilder()
    parts.add(
        "carried",
        [
            carried("any/programme/mill-estate-patrol", "Mill Estate Patrol"),
            carried("any/deliverable/2021/hate-campaign", "City campaign against hate"),
            carried("any/deliverable/2021/property-marking", "Property marking on the Mill Estate"),
            carried("any/deliverable/2021/hate-reporting-in-schools", "Hate crime reporting in schools"),
        ],
    )
    assert told(tiny, BOARD, parts) == [
        (
            "Hate Crime (Safer Anytown Plan 2021-24)",
            ["City campaign against hate", "Hate crime reporting in schools"],
        ),
        ("Burglary (Safer Anytown Plan 2021-24)", ["Property marking on the Mill Estate"]),
        (NO_PRIORITY, ["Mill Estate Patrol"]),
    ]


def test_of_several_plans_the_newest_names_the_priority_of_work(on_top: OnTop, tmp_path: Path) -> None:
    placed = "stated,doc/anytown-update,section/update/hate-crime,Third party"
    tables = {
        "more/priorities": "id,label,kind,basis,document,section,phrase\n"
        f"a/priority/kind,Kindness,shared priority,{placed}\n",
        "more/links": "id,subject,relation,object,basis,document,section,phrase\n"
        f"link/more/kind,any/deliverable/2021/hate-campaign,is listed under,a/priority/kind,{placed}\n",
    }
    file = tmp_path / "more.nq"
    file.write_text(build(on_top(tables)), encoding="utf-8")
    campaign = Thing("any/deliverable/2021/hate-campaign", "City campaign against hate", "Deliverable")
    parts = SectionBuilder()
    parts.add("carried", [Answer(campaign, "is led by", BOARD, property="ledBy")])
    assert told(open_store(file), BOARD, parts) == [("Kindness", ["City campaign against hate"])]
