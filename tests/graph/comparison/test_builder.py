"""What became of each thing from one plan or date to another: stated, inferred or left open.

Silence is never an end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from goldthread.graph.comparison.builder import OPEN, compare
from goldthread.graph.comparison.model import Change, Comparison
from goldthread.graph.comparison.sides import sides
from goldthread.graph.errors import GoldthreadError
from goldthread.graph.rdf.builder import build
from goldthread.graph.store.oxigraph import Store, open_store
from goldthread.graph.tables.reader import Records
from tests.graph.partnerships import tables

OnTop = Callable[[Path | Mapping[str, str]], Records]
World = Callable[[Mapping[str, str]], Store]
OLD, NEW = "any/plan/safer-anytown-2018-21", "any/plan/safer-anytown-2021-24"
LIST = "section/2018/list"
HEADS = "id,label,kind,plan,basis,document,section,phrase"
TABLES = {
    "anytown-2018/documents": f"id,label,kind,status,issued,file,sets_out,basis,section,phrase\n"
    f"doc/anytown-2018,Safer Anytown Plan 2018-21 "
        f"(text),strategy,final,2018-05,anytown-2018.txt,{OLD},stated,{LIST},Our plan\n",
    "anytown-2018/sections": f"id,label,number,coverage,phrase\n{LIST},Our list,1,recorded,Our plan\n",
    "anytown-2018/priorities": f"{HEADS}\n"
    + "".join(
        f"any/priority/2018/{name},{label},shared priority,{OLD},stated,doc/anytown-2018,{LIST},{label}\n"
        for name, label in (
            ("theft", "Theft"), ("theft-again", "Theft (list in the foreword)"), ("break-ins", "Break-ins"),
            ("estates", "Estates and parks"),
            ("drugs", "Drugs and drink"), ("noise", "Noise"), ("silence", "Silence"),
        )
    ),
    "anytown-2018/key_issues": f"id,label,priority,basis,document,section,phrase\n"
    f"any/issue/2018/dogs,Dogs,any/priority/2018/noise,stated,doc/anytown-2018,{LIST},Dogs\n",
    "anytown-2018/outcomes": f"id,label,plan,basis,document,section,phrase\n"
    f"any/outcome/2018/safe,People are safe and feel safe,{OLD},stated,doc/anytown-2018,{LIST},safe\n",
    "anytown-2018/standings": f"id,of,tier,status,basis,document,section,phrase\n"
    f"standing/2018/forum,any/board/youth-forum,Bronze,in place,stated,doc/anytown-2018,{LIST},Youth Forum\n",
    "anytown-2018/memberships": f"id,member,organisation,role,basis,document,section,phrase\n"
    f"membership/2018/home-office,uk/agency/home-office,any/board/safer-anytown-executive,member,"
    f"stated,doc/anytown-2018,{LIST},Home Office\n",
    "anytown-plus/priorities": f"{HEADS}\n"
    + "".join(
        f"any/priority/2021/{name},{label},shared "
            f"priority,{NEW},stated,doc/anytown-plan,section/plan/priorities,{label}\n"
        for name, label in (
            ("estates", "Estates"), ("parks", "Parks"), ("drink", "Drink"), ("dogs", "Dogs at large"),
            ("light", "Light"),
        )
    ),
    "anytown-plus/links": "id,subject,relation,object,basis,document,section,phrase,premises,why\n"
    + "".join(
        f"link/plus/{number},any/priority/{one},{relation},any/{two},inferred,doc/anytown-plan,,,"
        f"any/priority/{one}|any/{two},Reason {number}.\n"
        for number, (one, relation, two) in enumerate(
            [
                ("2021/burglary", "continues", "priority/2018/theft"),
                ("2018/theft-again", "closely matches", "priority/2018/theft"),
                ("2021/burglary", "continues", "priority/2018/break-ins"),
                ("2021/estates", "continues", "priority/2018/estates"),
                ("2021/parks", "continues", "priority/2018/estates"),
                ("2021/drink", "falls within", "priority/2018/drugs"),
                ("2021/dogs", "continues", "issue/2018/dogs"),
            ],
            1,
        )
    ),
}  # fmt: skip


@pytest.fixture
def two_plans(on_top: OnTop, tmp_path: Path) -> Store:
    """The tiny world with the text of the plan before, and what the later plan carries on of it."""
    file = tmp_path / "two.nq"
    file.write_text(build(on_top(TABLES)), encoding="utf-8")
    return open_store(file)


def told(found: Comparison, kind: str) -> list[tuple[str, str, str, str]]:
    """What became of the things of a kind: change, before, after, basis."""
    return [
        (
            change.change,
            "; ".join(item.thing.label for item in change.before),
            "; ".join(item.thing.label for item in change.after),
            change.basis,
        )
        for step in found.steps
        for change in step.changes
        if change.kind == kind
    ]


def change_of(found: Comparison, label: str) -> Change:
    return next(
        change
        for step in found.steps
        for change in step.changes
        if label in [item.thing.label for item in (*change.before, *change.after)]
    )


def test_priorities_are_renamed_merged_split_carried_on_in_part_or_left_open(two_plans: Store) -> None:
    found = compare(two_plans, ["2018", "2021"], "priorities")
    assert told(found, "priorities") == [
        ("renamed", "Hatred", "Hate Crime", "stated"),
        ("merged", "Break-ins; Theft; Theft (list in the foreword)", "Burglary", "inferred"),
        ("split", "Estates and parks", "Estates; Parks", "inferred"),
        ("carried on in part", "Drugs and drink", "Drink", "inferred"),
        ("carried on in part", "Noise", "Dogs at large", "inferred"),
        ("only in the earlier", "Silence", "", "none found"),
        ("only in the later", "", "Light", "none found"),
    ]
    assert found.text == (
        "From 2018 (Safer Anytown Plan 2018-21) to 2021 (Safer Anytown Plan 2021-24). Priorities: 1 "
        "renamed (stated), 1 merged, 1 split, "
        f"2 carried on in part, 1 only in 2018, 1 only in 2021. {OPEN}"
    )


def test_each_change_says_why_and_where_both_sides_stand(two_plans: Store) -> None:
    found = compare(two_plans, ["2018", "2021"])
    merged = change_of(found, "Burglary")
    assert merged.why == "Reason 1. Reason 3. Reason 2."
    assert [place.reference for place in merged.before[0].evidence] == [
        "Safer Anytown Plan 2018-21 (text) (2018-05), Our list"
    ]
    assert [place.reference for place in merged.after[0].evidence] == [
        "Safer Anytown Plan 2021-24 (text) (2021-11), Shared priorities, second priority"
    ]
    assert change_of(found, "Noise").why == "What was listed under it is carried on: Dogs. Reason 7."
    assert change_of(found, "Hatred").evidence[0].phrase == "Hate Crime carries on from Hatred"


def test_silence_is_no_end_and_no_beginning(two_plans: Store) -> None:
    found = compare(two_plans, ["2018", "2021"])
    assert change_of(found, "Silence").why == "Not named in 2021; the documents do not say what became of it."
    assert change_of(found, "Light").why == "Not named in 2018; no document says that it is new."
    assert told(found, "partners") == [("only in the earlier", "Home Office", "", "none found")]
    assert change_of(found, "Home Office").why == "2021 lists no partners at all."
    assert told(found, "indicators") == [
        ("kept", "People are safe and feel safe", "People are safe and feel safe", "inferred")
    ]
    assert change_of(found, "People are safe and feel safe").why == "The same name stands in both."


def test_a_board_that_took_over_is_told_from_the_recorded_change(two_plans: Store) -> None:
    later = compare(two_plans, ["2018", "2024"])
    assert ("replaced", "Youth Forum", "Youth Board", "stated") in told(later, "boards")
    assert change_of(later, "Youth Forum").why == "The Youth Board takes over from the Youth Forum."
    earlier = compare(two_plans, ["2018", "2021"])
    assert [row for row in told(earlier, "boards") if "Youth Board" in row[2]] == [
        ("replaced", "Youth Forum", "Youth Board", "stated")
    ]


def test_a_thing_is_gone_only_where_a_later_document_says_so(on_top: OnTop, tmp_path: Path) -> None:
    club = (
        "id,label,kind,tier,status,basis,document,section,phrase\n"
        "any/board/lamp-club,Lamp Club,forum,Not "
        "stated,ended,stated,doc/anytown-update,section/update/work,Lamp Club\n"
    )
    named = (
        TABLES["anytown-2018/standings"]
        + f"standing/2018/club,any/board/lamp-club,,in place,stated,doc/anytown-2018,{LIST},Lamp Club\n"
    )
    file = tmp_path / "club.nq"
    file.write_text(
        build(on_top({**TABLES, "anytown-plus/boards": club, "anytown-2018/standings": named})), "utf-8"
    )
    store = open_store(file)
    assert ("gone", "Lamp Club", "", "stated") in told(compare(store, ["2018", "2024"]), "boards")
    assert (
        change_of(compare(store, ["2018", "2024"]), "Lamp Club").evidence[0].document
        == "Safer Anytown Annual Update 2024"
    )
    assert ("only in the earlier", "Lamp Club", "", "none found") in told(
        compare(store, ["2018", "2021"]), "boards"
    )


def test_two_dates_of_one_plan_are_told_by_the_documents_in_between(tiny: Store) -> None:
    found = compare(tiny, ["2021", "2024"])
    assert [[document.id for document in side.documents] for side in found.sides] == [
        ["doc/anytown-plan"],
        ["doc/anytown-update"],
    ]
    assert "Both are dates of one plan." in found.text
    assert told(found, "boards") == [
        ("kept", "Burglary Board", "Burglary Board", "inferred"),
        ("kept", "Hate Crime Board", "Hate Crime Board", "inferred"),
        ("kept", "Safer Anytown Executive", "Safer Anytown Executive", "inferred"),
        ("kept", "Youth Board", "Youth Board", "inferred"),
        ("only in the later", "", "Schools Group", "none found"),
    ]
    youth = change_of(found, "Youth Board")
    assert youth.note == "Its tier: Bronze, then Silver. Its status: planned, then in place"
    assert [(item.thing.tier, item.thing.status) for item in (*youth.before, *youth.after)] == [
        ("Bronze", "planned"),
        ("Silver", "in place"),
    ]
    assert [row[:3] for row in told(found, "duties")] == [
        ("only in the earlier", "Having a community safety plan", "")
    ]


def test_the_numbers_come_first_and_by_list(two_plans: Store) -> None:
    found = compare(two_plans, ["2018", "2021", "2024"])
    numbers = {row["what"]: (row["2018"], row["2021"], row["2024"]) for row in found.numbers}
    assert (numbers["priorities"], numbers["boards"], numbers["partners"]) == (
        ("8", "7", "2"),
        ("2", "4", "5"),
        ("1", "0", "1"),
    )
    assert numbers["of which outcome"] == ("1", "1", "0")
    assert [step.counted("duties") for step in found.steps] == ["1 only in 2021", "1 only in 2021"]


def test_plans_are_found_by_their_names_and_told_in_the_order_of_time(two_plans: Store) -> None:
    found = sides(two_plans, ["anytown plan 2021", "anytown plan 2018"])
    assert [(side.label, side.day) for side in found] == [
        ("Safer Anytown Plan 2018-21", None),
        ("Safer Anytown Plan 2021-24", None),
    ]
    dated = sides(two_plans, ["2024-10", "2018"])
    assert [side.label for side in dated] == [
        "2018 (Safer Anytown Plan 2018-21)",
        "2024-10 (Safer Anytown Plan 2021-24)",
    ]


def test_plans_of_different_areas_stand_side_by_side(on_top: OnTop, tmp_path: Path) -> None:
    shire = (
        "id,label,code,basis,why,premises\n"
        "place/anyshire,Anyshire,E9,inferred,It is named so.,shire/plan/police-and-crime-plan-2021-24\n"
    )
    plans = Path(__file__).parents[2] / "worlds" / "tiny" / "records" / "anyshire-plan" / "plans.csv"
    of_shire = plans.read_text("utf-8")
    for old, new in (
        ("kind,status,from", "kind,area,status,from"),
        ("plan,final,2021", "plan,place/anyshire,final,2021"),
        ("strategy,,,", "strategy,,,,"),
    ):
        of_shire = of_shire.replace(old, new)
    file = tmp_path / "shire.nq"
    file.write_text(build(on_top({"anyshire-plan/places": shire, "anyshire-plan/plans": of_shire})), "utf-8")
    found = compare(open_store(file), ["anytown plan", "police and crime plan"], "priorities")
    assert "They are plans of different areas: neither follows the other" in found.text
    assert {change.why for change in found.steps[0].changes} == {
        "Not named in anytown plan.",
        "Not named in police and crime plan.",
    }


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (["2021"], "Give two plans or dates to compare"),
        (["2020", "2021"], "No document sets out a plan by 2020; the first is of 2021-11"),
        (
            ["2022", "2023"],
            "2022 and 2023 stand for the same: Safer Anytown Plan 2021-24, and no document in between",
        ),
        (["anytown plan", "safer anytown plan 2021"], "stand for the same"),
        (
            ["victims strategy", "2021"],
            (
                "“Victims Strategy” is named, but no document here sets it out. Plans that can be "
                "compared: Anyshire"
            ),
        ),
        (["xyzzy", "2021"], "No plan is called “xyzzy”"),
    ],
)
def test_what_cannot_be_compared_is_said_with_what_can(texts: list[str], words: str, tiny: Store) -> None:
    with pytest.raises(GoldthreadError, match="^.*" + words.replace("(", r"\(")):
        compare(tiny, texts)


def test_only_what_was_asked_for_is_compared(tiny: Store) -> None:
    assert {change.kind for change in compare(tiny, ["2021", "2024"], "boards").steps[0].changes} == {
        "boards"
    }
    with pytest.raises(GoldthreadError, match="“names” cannot be compared; give one of priorities"):
        compare(tiny, ["2021", "2024"], "names")


def test_the_result_prints_as_rows_and_carries_the_envelope(tiny: Store) -> None:
    found = compare(tiny, ["2021", "2024"], "duties")
    (row,) = found.rows()
    assert (row["from"], row["change"], row["before"], row["place_before"]) == (
        "2021 (Safer Anytown Plan 2021-24)",
        "only in the earlier",
        "Having a community safety plan",
        "Safer Anytown Plan 2021-24 (text) (2021-11), Duties",
    )
    assert list(found.shown()) == [
        {
            "kind": "duties",
            "change": "only in 2021",
            "before": "Having a community safety plan",
            "after": "—",
            "how and where it stands": (
                "none found: 2024 lists no duties at all. 2021: Safer Anytown Plan 2021-24 (text) "
                "(2021-11), Duties"
            ),
        }
    ]
    assert set(found.to_json()) == {"question", "text", "sides", "numbers", "changes", "only"}
    assert set(found.to_json()["changes"][0]) == {
        "from",
        "to",
        "kind",
        "change",
        "before",
        "after",
        "basis",
        "why",
        "note",
        "evidence",
    }


def test_of_two_areas_nothing_is_kept_because_it_bears_the_same_name(alone: World) -> None:
    both = alone(tables("Eastshire") | tables("Westshire", issued="2018-05"))
    found = compare(both, ["eastshire safety plan", "westshire safety plan"], "boards")
    assert [(change.change.value, change.why) for change in found.steps[0].changes] == [
        ("only in the earlier", "Not named in eastshire safety plan."),
        ("only in the later", "Not named in westshire safety plan."),
    ]


def test_a_date_on_which_two_areas_have_a_plan_is_not_enough_though_only_their_boards_say_so(
    alone: World,
) -> None:
    both = alone(tables("Eastshire") | tables("Westshire", issued="2018-05"))
    with pytest.raises(GoldthreadError) as raised:
        compare(both, ["2018", "2024"])
    assert str(raised.value) == (
        "Several areas have a plan by 2024; name one: Eastshire Safety Plan; Westshire Safety Plan"
    )
