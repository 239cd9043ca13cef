"""What became of things from one side to the next: each kind of change, of small worlds made by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from goldthread.graph.comparison.changes import ChangeFinder
from goldthread.graph.comparison.contents import Item
from goldthread.graph.comparison.lineage import RecordedChange
from goldthread.graph.comparison.model import Change
from goldthread.graph.comparison.transition import Transition
from goldthread.graph.results.answers import Evidence, Thing

StepOf = Callable[..., Transition]
OLD_TEXT = Evidence("Text of 2018", "", "Aims", "x", "2018-05")
NEW_TEXT = Evidence("Text of 2021", "", "Aims", "x", "2021-11")


def item(name: str, kind: str = "Priority", *, tier: str | None = None, status: str | None = None) -> Item:
    return Item(Thing(name, name, kind, tier=tier, status=status), "list")


def link(
    later: str, how: str, earlier: str, basis: str = "stated", why: str = "", date: str = ""
) -> RecordedChange:
    return RecordedChange(f"{later} {how} {earlier}", later, earlier, how, basis, why, date)


def changes(step: Transition, kind: str = "priorities") -> list[Change]:
    return ChangeFinder(step, kind).changes()


def told(found: list[Change]) -> list[tuple[str, str, str, str, str]]:
    """Each change: what it is, what before, what after, how that is known and why."""
    return [
        (
            one.change.value,
            "; ".join(each.thing.label for each in one.before),
            "; ".join(each.thing.label for each in one.after),
            one.basis,
            one.why,
        )
        for one in found
    ]


def test_what_stands_in_both_is_kept(step_of: StepOf) -> None:
    step = step_of("priorities", [item("theft")], [item("theft")])
    assert told(changes(step)) == [("kept", "theft", "theft", "inferred", "It stands in both.")]


def test_what_bears_one_name_is_kept_though_it_is_another_record(step_of: StepOf) -> None:
    renewed = Item(Thing("theft-2021", "Theft (from shops)", "Priority"))
    step = step_of("priorities", [Item(Thing("theft-2018", "theft", "Priority"))], [renewed])
    assert told(changes(step)) == [
        ("kept", "theft", "Theft (from shops)", "inferred", "The same name stands in both.")
    ]


def test_a_thing_that_the_newest_document_does_not_name_says_when_it_was_named_last(step_of: StepOf) -> None:
    def why(kind: str, *places: Evidence) -> str:
        placed = replace(item("theft"), evidence=places)
        return changes(step_of(kind, [placed], [placed]), kind)[0].why

    assert why("priorities", OLD_TEXT) == "It stands in both, last named May 2018."
    assert why("priorities", OLD_TEXT, NEW_TEXT) == "It stands in both."
    # The list of a board already says so.
    assert why("boards", OLD_TEXT) == "It stands in both."


def test_tier_and_status_are_told_where_they_differ_and_both_are_known(step_of: StepOf) -> None:
    old, new = item("forum", tier="Bronze", status="planned"), item("forum", tier="Silver", status="in place")
    assert changes(step_of("boards", [old], [new]), "boards")[0].note == (
        "Its tier: Bronze, then Silver. Its status: planned, then in place"
    )
    same = item("forum", tier="Bronze")
    assert changes(step_of("boards", [old], [same]), "boards")[0].note == ""


def test_a_link_tells_of_a_new_name(step_of: StepOf) -> None:
    step = step_of("priorities", [item("hatred")], [item("hate")], [link("hate", "continues", "hatred")])
    (found,) = changes(step)
    assert told([found]) == [("renamed", "hatred", "hate", "stated", "")]
    assert [place.place for place in found.evidence] == ["hate continues hatred"]


def test_a_recorded_change_of_name_tells_of_what_stands_in_both(step_of: StepOf) -> None:
    renaming = link("forum", "renamed", "forum", why="It is called a board now", date="2019")
    step = step_of("boards", [item("forum")], [item("forum")], [renaming])
    assert told(changes(step, "boards")) == [
        ("renamed", "forum", "forum", "stated", "It is called a board now.")
    ]
    early = step_of("boards", [item("forum")], [item("forum")], [replace(renaming, date="2017")])
    assert told(changes(early, "boards"))[0][0] == "kept"


@pytest.mark.parametrize("how", ["replaces", "replaced"])
def test_what_takes_the_place_of_another_has_replaced_it(how: str, step_of: StepOf) -> None:
    step = step_of("boards", [item("forum")], [item("board")], [link("board", how, "forum")])
    assert told(changes(step, "boards")) == [("replaced", "forum", "board", "stated", "")]


def test_several_become_one_one_becomes_several_or_both(step_of: StepOf) -> None:
    links = [link("burglary", "continues", "theft", "inferred"), link("burglary", "continues", "break-ins")]
    step = step_of("priorities", [item("theft"), item("break-ins")], [item("burglary")], links)
    assert told(changes(step)) == [("merged", "break-ins; theft", "burglary", "inferred", "")]
    links = [link("estates", "continues", "places"), link("parks", "continues", "places")]
    step = step_of("priorities", [item("places")], [item("estates"), item("parks")], links)
    assert told(changes(step)) == [("split", "places", "estates; parks", "stated", "")]
    links += [link("parks", "continues", "greens")]
    step = step_of("priorities", [item("places"), item("greens")], [item("estates"), item("parks")], links)
    assert told(changes(step)) == [("merged and split", "greens; places", "estates; parks", "stated", "")]


def test_entries_that_match_each_other_count_as_one(step_of: StepOf) -> None:
    links = [link("burglary", "continues", "theft"), link("theft-again", "closeMatch", "theft")]
    step = step_of("priorities", [item("theft"), item("theft-again")], [item("burglary")], links)
    assert told(changes(step))[0][:3] == ("renamed", "theft; theft-again", "burglary")


def test_an_earlier_thing_that_carries_on_a_later_named_one_belongs_to_it(step_of: StepOf) -> None:
    step = step_of("boards", [item("board")], [item("forum")], [link("board", "replaced", "forum")])
    assert told(changes(step, "boards")) == [("replaced", "board", "forum", "stated", "")]


def test_what_goes_on_in_part_is_told_once(step_of: StepOf) -> None:
    step = step_of("priorities", [item("drugs")], [item("drink")], [link("drink", "broadMatch", "drugs")])
    assert told(changes(step)) == [("carried on in part", "drugs", "drink", "stated", "")]


def test_what_takes_up_a_part_of_a_thing_that_goes_on_is_told_of_itself(step_of: StepOf) -> None:
    step = step_of(
        "priorities", [item("drugs")], [item("drugs"), item("drink")], [link("drink", "broadMatch", "drugs")]
    )
    assert told(changes(step)) == [
        ("kept", "drugs", "drugs", "inferred", "It stands in both."),
        ("carried on in part", "drugs", "drink", "stated", ""),
    ]


def test_what_goes_on_as_another_kind_says_what_that_is(step_of: StepOf) -> None:
    works = item("patrols", "Deliverable")
    step = step_of(
        "priorities", [item("parks")], [], [link("patrols", "continues", "parks")], others_after=[works]
    )
    (found,) = changes(step)
    assert told([found]) == [("carried on as another kind", "parks", "patrols", "stated", "")]
    assert [each.heading for each in found.after] == ["deliverable"]
    step = step_of(
        "priorities", [], [item("parks")], [link("parks", "continues", "patrols")], others_before=[works]
    )
    assert told(changes(step)) == [("carried on as another kind", "patrols", "parks", "stated", "")]


def test_a_thing_goes_on_in_part_by_the_concerns_listed_under_it(step_of: StepOf) -> None:
    dogs = replace(item("dogs", "KeyIssue"), under=("noise",))
    links = [link("strays", "continues", "dogs", why="Like words")]
    step = step_of("priorities", [item("noise")], [item("strays")], links, others_before=[dogs])
    assert told(changes(step)) == [
        (
            "carried on in part",
            "noise",
            "strays",
            "stated",
            "What was listed under it is carried on: dogs. Like words.",
        )
    ]
    measure = replace(dogs, thing=replace(dogs.thing, type="Measure"))
    step = step_of("priorities", [item("noise")], [item("strays")], links, others_before=[measure])
    assert [row[0] for row in told(changes(step))] == ["only in the earlier", "carried on as another kind"]


def test_a_recorded_end_in_between_says_that_a_thing_is_gone(step_of: StepOf) -> None:
    end = RecordedChange("end", "", "forum", "merged", "stated", "It was wound up", "2019-03")
    step = step_of("boards", [item("forum")], [item("board")], [end])
    assert told(changes(step, "boards"))[0] == ("gone", "forum", "", "stated", "It was wound up.")
    late = step_of("boards", [item("forum")], [item("board")], [replace(end, date="2022")])
    assert told(changes(late, "boards"))[0][0] == "only in the earlier"


def test_a_recorded_beginning_in_between_says_that_a_thing_is_new(step_of: StepOf) -> None:
    begin = RecordedChange("begin", "board", "", "established", "stated", "It was set up", "2019-03")
    step = step_of("boards", [item("forum")], [item("board")], [begin])
    assert told(changes(step, "boards"))[1] == ("new", "", "board", "stated", "It was set up.")
    early = step_of("boards", [item("forum")], [item("board")], [replace(begin, date="2017")])
    assert told(changes(early, "boards"))[1][0] == "only in the later"


@pytest.mark.parametrize("status", ["planned", "to be established", "in development"])
def test_what_is_still_to_come_is_new(status: str, step_of: StepOf) -> None:
    step = step_of("boards", [item("forum")], [item("forum"), item("board", status=status)])
    assert told(changes(step, "boards"))[1] == ("new", "", "board", "stated", f"It is {status} there.")


def test_what_only_one_side_names_is_left_open(step_of: StepOf) -> None:
    step = step_of("priorities", [item("silence"), item("theft")], [item("light"), item("theft")])
    assert told(changes(step))[1:] == [
        (
            "only in the earlier",
            "silence",
            "",
            "none found",
            "Not named in 2021; the documents do not say what became of it.",
        ),
        (
            "only in the later",
            "",
            "light",
            "none found",
            "Not named in 2018; no document says that it is new.",
        ),
    ]


def test_a_body_that_carries_on_a_partner_is_no_partner_for_it(step_of: StepOf) -> None:
    police, force = item("urn:police", "Agency"), item("urn:force", "Agency")
    links = [link("urn:force", "replaces", "urn:police")]
    gone = step_of("partners", [police], [item("council", "Agency")], links, others_after=[force])
    assert told(changes(gone, "partners")) == [
        (
            "only in the earlier",
            "urn:police",
            "",
            "none found",
            "Not named as a member in 2021; the documents do not say what became of it.",
        ),
        (
            "only in the later",
            "",
            "council",
            "none found",
            "Not named as a member in 2018; no document says that it is new.",
        ),
    ]
    come = step_of("partners", [item("council", "Agency")], [force], links, others_before=[police])
    assert [row[:3] for row in told(changes(come, "partners"))] == [
        ("only in the earlier", "council", ""),
        ("only in the later", "", "urn:force"),
    ]
