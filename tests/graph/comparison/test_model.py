"""A comparison in counts, as rows and as JSON, of a small one made by hand."""

from __future__ import annotations

from dataclasses import replace

from goldthread.graph.comparison.contents import Item
from goldthread.graph.comparison.model import (
    COLUMNS,
    Change,
    ChangeKind,
    Comparison,
    Interval,
    named,
    row_of,
    short_row,
)
from goldthread.graph.comparison.sides import Side
from goldthread.graph.results.answers import Evidence, Thing
from goldthread.graph.text.dates import day_of

TEXT = Thing("doc/a", "Text", "Document", date="2018-05")
BEFORE = Side("2018", Thing("plan/a", "Plan A", "Plan"), (TEXT,), day=day_of("2018"), area="x")
AFTER = Side("Plan B", Thing("plan/b", "Plan B", "Plan"), (TEXT,), area="x")
PLACE = Evidence("Text", "text.txt", "Aims", "theft", "2018-05")
THEFT = Item(Thing("a/theft", "Theft", "Priority"), "shared priority", evidence=(PLACE,))
FORUM = Item(
    Thing("a/forum", "Forum", "Board", tier="Bronze", status="planned"), "Not stated, last named 2018"
)
KEPT = Change("priorities", ChangeKind.KEPT, (THEFT,), (THEFT,), "inferred", "It stands in both.")
RENAMED = Change("priorities", ChangeKind.RENAMED, (THEFT,), (FORUM,), "stated", evidence=(PLACE,))
SILENT = Change("priorities", ChangeKind.BEFORE, (THEFT,), (), "none found", "Not named.", "Elsewhere.")


def test_changes_are_told_in_this_order() -> None:
    assert [kind.value for kind in ChangeKind] == [
        "kept", "renamed", "replaced", "merged", "split", "merged and split", "carried on in part",
        "carried on as another kind", "new", "gone", "only in the earlier", "only in the later",
    ]  # fmt: skip


def test_what_only_one_side_names_is_called_by_that_side() -> None:
    step = Interval(BEFORE, AFTER)
    assert step.words(ChangeKind.BEFORE) == "only in 2018"
    assert step.words(ChangeKind.AFTER) == "only in Plan B"
    assert step.words(ChangeKind.GONE) == "gone"


def test_counts_say_how_each_change_is_known() -> None:
    stated = replace(KEPT, basis="stated")
    other = replace(RENAMED, kind="boards")
    step = Interval(BEFORE, AFTER, (KEPT, KEPT, stated, RENAMED, SILENT, other))
    assert step.counted("priorities") == ("3 kept (2 inferred, 1 stated), 1 renamed (stated), 1 only in 2018")
    assert step.counted("priorities", briefly=True) == (
        "3 kept (1 stated), 1 renamed (stated), 1 only in 2018"
    )
    assert step.counted("boards") == "1 renamed (stated)"
    assert step.counted("duties") == ""
    assert Interval(BEFORE, AFTER, (KEPT,)).counted("priorities", briefly=True) == "1 kept"


def test_sides_stand_side_by_side_only_if_both_have_an_area_and_these_differ() -> None:
    areas = (("x", "x"), ("x", ""), ("", ""), ("x", "y"))
    found = [Interval(replace(BEFORE, area=a), replace(AFTER, area=b)).side_by_side for a, b in areas]
    assert found == [False, False, False, True]


def test_a_row_has_both_sides_with_their_first_places() -> None:
    change = replace(RENAMED, before=(THEFT, replace(THEFT, evidence=())), note="Its tier: a, then b")
    assert row_of(Interval(BEFORE, AFTER), change) == {
        "from": "2018 (Plan A)",
        "to": "Plan B",
        "kind": "priorities",
        "change": "renamed",
        "before": "Theft; Theft",
        "after": "Forum",
        "list_before": "shared priority",
        "list_after": "Not stated, last named 2018",
        "basis": "stated",
        "why": "",
        "note": "Its tier: a, then b",
        "place_before": "Text (2018-05), Aims",
        "place_after": "",
        "place_of_the_change": "Text (2018-05), Aims",
        "before_id": "a/theft; a/theft",
        "after_id": "a/forum",
    }
    assert tuple(row_of(Interval(BEFORE, AFTER), change)) == COLUMNS


def test_a_short_row_joins_how_it_is_known_with_where_it_stands() -> None:
    step = Interval(BEFORE, AFTER)
    assert short_row(step, SILENT) == {
        "change": "only in 2018",
        "before": "Theft [shared priority]",
        "after": "—",
        "how and where it stands": ("none found: Not named. Elsewhere. 2018: Text (2018-05), Aims"),
    }
    assert short_row(step, RENAMED)["how and where it stands"] == "stated. 2018: Text (2018-05), Aims"


def test_things_are_named_with_their_list_and_a_status_worth_a_word() -> None:
    assert named([]) == "—"
    assert named([THEFT, FORUM]) == "Theft [shared priority]; Forum [last named 2018, planned]"
    for status in (None, "in place", "final", "draft"):
        plain = Item(replace(FORUM.thing, status=status), "Not stated")
        assert named([plain]) == "Forum"


def test_the_rows_are_the_changes_step_by_step_and_the_envelope_holds_all() -> None:
    step = Interval(BEFORE, AFTER, (KEPT, SILENT))
    found = Comparison("What changed?", "So.", (BEFORE, AFTER), (step,), ({"what": "priorities"},), "boards")
    assert list(found.rows()) == [row_of(step, KEPT), row_of(step, SILENT)]
    assert list(found.shown()) == [{"kind": "priorities", **short_row(step, each)} for each in (KEPT, SILENT)]
    whole = found.to_json()
    assert {name: whole[name] for name in ("question", "text", "numbers", "only")} == {
        "question": "What changed?",
        "text": "So.",
        "numbers": [{"what": "priorities"}],
        "only": "boards",
    }
    assert whole["sides"][0] == {
        "asked": "2018",
        "as_of": "2018-12-31",
        "plan": vars(BEFORE.plan),
        "documents": [vars(TEXT)],
    }
    assert whole["changes"][1] == {
        "from": "2018 (Plan A)",
        "to": "Plan B",
        "kind": "priorities",
        "change": "only in the earlier",
        "before": [{**vars(THEFT.thing), "list": "shared priority", "evidence": [vars(PLACE)]}],
        "after": [],
        "basis": "none found",
        "why": "Not named.",
        "note": "Elsewhere.",
        "evidence": [],
    }
    assert whole["changes"][0]["note"] is None and replace(KEPT, why="").to_json(step)["why"] is None
