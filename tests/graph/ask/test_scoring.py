"""What each row weighs as an answer to a question: one influence at a time."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from goldthread.graph.ask.fields import Candidate
from goldthread.graph.ask.question import ParsedQuestion, fits, parse
from goldthread.graph.ask.retrieval import CandidateRow, Retrieved, retrieve
from goldthread.graph.ask.scoring import SOFT, mentioned, named, score, timely
from goldthread.graph.store.oxigraph import Store
from goldthread.ontology import namespaces

ID, BASIS, GT = namespaces.ID, f"{namespaces.SCHEME}basis/", namespaces.GT
BOARD = "any/board/hate-crime-board"
NAME, TIER, STATUS = fits()["name"]["name"], fits()["tier"]["tier"], fits()["status"]["status"]
SHARE, NUMBER = fits()["share"]["number"], fits()["number"]["number"]


def short(node: str) -> str:
    return node.removeprefix(ID).removeprefix(namespaces.SCHEME)


def row(
    cls: str, /, node: str = "row", words: str = "", basis: str = "stated", **cells: str | tuple[str, ...]
) -> CandidateRow:
    held = {name: (text,) if isinstance(text, str) else text for name, text in cells.items()}
    return CandidateRow(node, cls, {"basis": (f"{BASIS}{basis}",), **held}, frozenset(words.split()))


def sought(
    *rows: CandidateRow, weights: Mapping[str, float] | None = None, **more: Mapping[str, str]
) -> Retrieved:
    """What a search found: of each node its `names`, `classes` and `words`, of each paper its title and
    date."""
    names = {node: tuple(text.split("|")) for node, text in more.get("names", {}).items()}
    words = {node: frozenset(text.split()) for node, text in more.get("words", {}).items()}
    return Retrieved(
        list(rows),
        words,
        weights or {"lamp": 4.0},
        names,
        more.get("classes", {}),
        {},
        more.get("papers", {}),
    )


def asked(**parts: object) -> ParsedQuestion:
    """A question that asks for nothing in particular, but for these parts."""
    plain = ParsedQuestion("", (), frozenset(), frozenset(), frozenset(), frozenset(), ())
    return replace(plain, **parts)  # type: ignore[arg-type]


def weight(question: ParsedQuestion, one: CandidateRow, **more: Mapping[str, str]) -> float:
    (choice,) = score(question, sought(one, weights=None, **more))
    return choice.weight


def test_a_row_weighs_what_it_covers_and_what_its_cell_is_worth() -> None:
    found = sought(row("Label", words="lamp", literalForm="LB"), weights={"lamp": 3, "x": 1})
    (choice,) = score(asked(wants=("name",)), found)
    assert (choice.cell, choice.holds, choice.value, choice.covered) == ("literalForm", "name", "LB", 0.75)
    assert choice.weight == pytest.approx(0.75 + NAME)


@pytest.mark.parametrize(
    ("wants", "fit"),
    [
        pytest.param(("name",), NAME, id="what is wanted first"),
        pytest.param(("board", "name"), 0.6 * NAME, id="what is wanted next"),
        pytest.param(("board", "body", "who", "plan", "name"), 0.4 * NAME, id="what is wanted after others"),
        pytest.param(("board",), -0.12, id="what is not wanted"),
        pytest.param(("number",), -0.2, id="what is not wanted where only one kind will do"),
        pytest.param((), 0.04, id="nothing in particular is wanted"),
    ],
)
def test_a_cell_is_worth_what_it_does_for_a_want(wants: tuple[str, ...], fit: float) -> None:
    assert weight(asked(wants=wants), row("Label", literalForm="LB")) == pytest.approx(fit)


@pytest.mark.parametrize(
    ("question", "difference"),
    [
        pytest.param(asked(wants=("tier",)), 0.05, id="a tier"),
        pytest.param(
            asked(wants=("tier",), papers=frozenset({2022})), 0.25 + 0.1, id="a tier of a certain time"
        ),
        pytest.param(
            asked(wants=("status",), years=frozenset({2022})), 0.25 + 0.05, id="a status of a certain time"
        ),
        pytest.param(asked(wants=("board", "tier")), 0.0, id="something else first"),
    ],
)
def test_a_standing_is_kept_for_those_who_ask_how_a_body_stood(
    question: ParsedQuestion, difference: float
) -> None:
    one, papers = row("Standing", classification="t", status="s", document="doc"), {"doc": "Lamps 2022-05"}
    worth = {("tier",): TIER, ("status",): STATUS, ("board", "tier"): 0.6 * TIER}[question.wants]
    assert weight(question, one, papers=papers) == pytest.approx(worth + difference)


@pytest.mark.parametrize(
    ("relations", "relation", "difference"),
    [
        pytest.param({"overseenBy"}, "overseenBy", 0.1, id="the one asked for"),
        pytest.param({"overseenBy"}, "fundedBy", -0.05, id="another"),
        pytest.param({"overseenBy"}, "associatedWith", -0.1, id="a loose one"),
        pytest.param({"overseenBy"}, "references", -0.16, id="a loose one beside the matter"),
        pytest.param(set(), "overseenBy", 0.0, id="none is asked for"),
        pytest.param(set(), "isPartOf", -0.06, id="one beside the matter"),
    ],
)
def test_the_relation_tips_the_scale(relations: set[str], relation: str, difference: float) -> None:
    link = row("Link", annotatedProperty=f"{GT}{relation}", annotatedTarget="b")
    assert weight(asked(relations=frozenset(relations)), link) == pytest.approx(0.04 + difference)


@pytest.mark.parametrize(
    ("basis", "difference"), [("stated", 0.0), ("inferred", -0.04), ("none-found", -0.3)]
)
def test_what_is_stated_weighs_most(basis: str, difference: float) -> None:
    assert weight(asked(), row("Priority", basis=basis)) == pytest.approx(0.04 + difference)


def test_what_is_only_suggested_is_never_weighed() -> None:
    assert score(asked(), sought(row("Priority", basis="suggested"), row("Standing"))) == []


@pytest.mark.parametrize(
    ("question", "kind", "unit", "difference"),
    [
        pytest.param(asked(), "actual", "count", 0.0, id="a plain number"),
        pytest.param(asked(), "change", "count", -0.07, id="a change that is not asked for"),
        pytest.param(asked(changing=True), "change", "count", 0.06, id="a change"),
        pytest.param(asked(changing=True), "actual", "count", -0.03, id="no change"),
        pytest.param(asked(aiming=True), "target", "count", 0.1, id="a target"),
        pytest.param(asked(aiming=True), "actual", "count", -0.06, id="no target"),
        pytest.param(asked(), "target", "count", -0.08, id="a target that is not asked for"),
        pytest.param(asked(wants=("share",)), "actual", "per cent", 0.07 - 0.04 + SHARE, id="a share"),
        pytest.param(asked(wants=("share",)), "actual", "count", -0.07 - 0.04 + SHARE, id="no share"),
        pytest.param(
            asked(wants=("number",)),
            "actual",
            "per cent",
            -0.07 - 0.04 + NUMBER,
            id="a share where a number is asked for",
        ),
        pytest.param(
            asked(wants=("number", "change")),
            "actual",
            "per cent",
            -0.04 + NUMBER,
            id="a share where a change will do",
        ),
    ],
)
def test_the_kind_of_a_figure_tips_the_scale(
    question: ParsedQuestion, kind: str, unit: str, difference: float
) -> None:
    figure = row("Figure", value="5", valueKind=f"{GT}{kind}", unitText=unit)
    assert weight(question, figure) == pytest.approx(0.04 + difference)


@pytest.mark.parametrize(
    ("question", "cells", "difference"),
    [
        pytest.param(
            asked(papers=frozenset({2021})), {"document": "doc/of-2021"}, 0.1, id="of the paper named"
        ),
        pytest.param(
            asked(papers=frozenset({2021, 2024})),
            {"document": "doc/of-2021"},
            0.06,
            id="of one of the papers named",
        ),
        pytest.param(
            asked(papers=frozenset({2021})),
            {"document": "doc/of-2022", "issued": "2021"},
            0.02,
            id="of that year itself",
        ),
        pytest.param(
            asked(papers=frozenset({2021})), {"document": "doc/of-2022"}, -0.1, id="of another paper"
        ),
        pytest.param(asked(papers=frozenset({2022})), {"document": "doc"}, 0.1, id="of a paper of that date"),
        pytest.param(asked(years=frozenset({2021})), {"startDate": "2021-03"}, 0.12, id="of that year"),
        pytest.param(
            asked(years=frozenset({2021})),
            {"startDate": "2021", "endDate": "2023"},
            0.08,
            id="of that year and others",
        ),
        pytest.param(
            asked(years=frozenset({2021, 2022})), {"startDate": "2021"}, 0.02, id="of one of the years"
        ),
        pytest.param(
            asked(years=frozenset({2021})),
            {"startDate": "2019", "date": "2021-05"},
            -0.03,
            id="said in that year",
        ),
        pytest.param(asked(years=frozenset({2021})), {"startDate": "2019"}, -0.15, id="of another year"),
        pytest.param(
            asked(years=frozenset({2021})),
            {"document": "doc/of-2021"},
            0.05,
            id="of no year in a paper of that year",
        ),
        pytest.param(asked(years=frozenset({2021})), {}, -0.1, id="of no year at all"),
        pytest.param(
            asked(years=frozenset({2021}), wants=("when",)), {}, -0.16, id="what asks for a time takes any"
        ),
        pytest.param(
            asked(months=frozenset({3})),
            {"startDate": "2021-03", "endDate": "2021-03-31"},
            0.08,
            id="of that month",
        ),
        pytest.param(
            asked(months=frozenset({3})),
            {"startDate": "2021-03", "endDate": "2021-04"},
            0.05,
            id="of that month too",
        ),
        pytest.param(asked(months=frozenset({3})), {"startDate": "2021-04"}, -0.06, id="of another month"),
        pytest.param(asked(months=frozenset({3})), {"startDate": "2021"}, 0.0, id="of no month"),
    ],
)
def test_the_time_tips_the_scale(question: ParsedQuestion, cells: dict[str, str], difference: float) -> None:
    standing = row("Standing", classification="t", **cells)
    assert weight(question, standing, papers={"doc": "Lamps 2022-05"}) == pytest.approx(0.04 + difference)


def test_a_word_is_covered_less_by_what_a_row_speaks_of_and_least_by_the_answer_itself() -> None:
    link = row("Link", annotatedSource="a", annotatedTarget="b", isPartOf="c")
    covered = {
        (place, choice.cell): choice.covered
        for place in ("row", "a", "b", "c", "elsewhere")
        for choice in score(
            asked(wants=("board",)),
            sought(
                replace(link, words=frozenset({"lamp"} if place == "row" else set())),
                weights={"lamp": 1.0, "bench": 9.0},
                words={place: "lamp"},
                classes={"b": "Board"},
            ),
        )
    }
    assert covered == {
        ("row", "annotatedTarget"): 0.1,
        ("a", "annotatedTarget"): pytest.approx(0.095),
        ("b", "annotatedTarget"): pytest.approx(0.095 * 0.55),
        ("c", "annotatedTarget"): pytest.approx(0.085),
        ("elsewhere", "annotatedTarget"): 0.0,
    }


def test_the_other_end_of_a_link_counts_by_the_share_of_its_name_that_is_said() -> None:
    link = row("Link", annotatedSource="a", annotatedTarget="b")
    classes = {"b": "Board"}
    question = asked(wants=("board",))
    said = weight(question, link, classes=classes, names={"a": "Lamps"})
    half = weight(question, link, classes=classes, names={"a": "Lamps and benches"})
    unsaid = weight(question, link, classes=classes, names={"a": "Benches"})
    assert said - unsaid == pytest.approx(0.14)
    assert half - unsaid == pytest.approx(0.14 * 4 / 10)


@pytest.mark.parametrize(
    ("name", "difference"),
    [("Lamps", -0.5), ("Bench", 0.0), ("Lamp board", -0.12 * 4 / 6)],
)
def test_what_the_question_names_itself_is_no_answer(name: str, difference: float) -> None:
    link = row("Link", annotatedTarget="b")
    plain = weight(asked(), link, names={"b": "Bench"})
    assert weight(asked(), link, names={"b": name}) - plain == pytest.approx(difference)


@pytest.mark.parametrize(
    ("cls", "relations", "difference"),
    [
        ("Membership", {"member"}, 0.06),
        ("Membership", {"ownedBy"}, 0.0),
        ("Membership", set(), 0.0),
        ("Label", {"member"}, 0.0),
    ],
)
def test_who_asks_for_members_is_told_of_memberships(
    cls: str, relations: set[str], difference: float
) -> None:
    one = row(cls, member="b", literalForm="LB")
    assert weight(asked(relations=frozenset(relations)), one) == pytest.approx(0.04 + difference)


@pytest.mark.parametrize(("cls", "difference"), [("Board", -0.1), ("Outcome", 0.0)])
def test_a_thing_that_the_question_names_is_less_likely_what_it_asks_for(cls: str, difference: float) -> None:
    plain = weight(asked(), row(cls), names={"row": "Bench"})
    assert weight(asked(), row(cls), names={"row": "Lamps"}) - plain == pytest.approx(0.14 + difference)


def test_whether_something_named_is_the_answer_can_be_asked() -> None:
    link = row("Link", annotatedTarget="b")
    assert weight(asked(tokens=("is", "it")), link, names={"b": "Lamps"}) == pytest.approx(0.04)
    assert weight(asked(tokens=("who", "is")), link, names={"b": "Lamps"}) == pytest.approx(0.04 - 0.5)


def test_the_name_of_the_other_end_does_not_name_the_answer() -> None:
    link = row("Link", annotatedSource="a", annotatedTarget="b")
    question, answers, classes = asked(wants=("board",)), {"b": "Lamps"}, {"b": "Board"}
    of_both = weight(question, link, names={**answers, "a": "Lamp"}, classes=classes)
    assert of_both == pytest.approx(fits()["board"]["Board"] + 0.14)


def test_the_noun_that_is_asked_for_does_not_name_the_answer() -> None:
    link = row("Link", annotatedTarget="b")
    assert weight(asked(phrase=frozenset({"lamp"})), link, names={"b": "Lamps"}) == pytest.approx(0.04)


def test_that_nothing_was_found_answers_the_same_question_only() -> None:
    about = {"title": "Which board oversees lamps?"}
    same = weight(asked(wants=("board",)), row("NoneFound", words="lamp", basis="none-found", **about))
    other = weight(asked(wants=("tier",)), row("NoneFound", words="lamp", basis="none-found", **about))
    share = 4 / (4 + 2 + 2)
    assert same == pytest.approx(0.9 + 0.14 * share + 0.3 * share - 0.25 + 0.03)
    assert same - other == pytest.approx(0.15)


def test_the_heaviest_come_first_and_equals_by_their_names() -> None:
    rows = [row("Priority", node="b"), row("Priority", node="a"), row("Priority", node="c", words="lamp")]
    assert [choice.row.node for choice in score(asked(), sought(*rows))] == ["c", "a", "b"]


def test_the_share_of_a_name_that_is_said() -> None:
    found = sought(weights={"lamp": 4.0, "board": 1.0})
    said = frozenset({"lamp", "board"})
    assert named(["Lamp Board"], said, found) == 1.0
    assert named(["Lamp Board"], frozenset({"lamp"}), found) == 0.8
    assert named(["Lamp Bench"], said, found) == 0.4
    assert named(["Lamp Group"], said, found) == pytest.approx(4 / 6)
    assert named(["Bench", "Board"], said, found) == 1.0
    assert named(["", "The"], said, found) == named([], said, found) == 0.0


def test_the_things_that_a_question_names_in_full_the_longest_name_first() -> None:
    names = {"b": "Lamp", "a": "LB|lamps", "c": "Lamp Board|lamp", "d": "Lamp Bench", "e": "The"}
    assert mentioned(sought(weights={"lamp": 1.0, "board": 1.0}, names=names)) == ["c", "a", "b"]


@pytest.mark.parametrize(
    ("question", "cells", "expected"),
    [
        pytest.param(asked(), {}, True, id="no time is asked for"),
        pytest.param(asked(years=frozenset({2021})), {"startDate": "2021-04"}, True, id="of that year"),
        pytest.param(
            asked(years=frozenset({2021})), {"document": "doc/of-2021"}, True, id="of a paper of that year"
        ),
        pytest.param(
            asked(years=frozenset({2021})), {"startDate": "2022", "document": "doc"}, False, id="of another"
        ),
        pytest.param(
            asked(years=frozenset({2021}), wants=("when",)), {}, True, id="the time is what is asked for"
        ),
        pytest.param(asked(papers=frozenset({2021})), {}, True, id="a paper is named"),
        pytest.param(
            asked(papers=frozenset({2021}), wants=("author",)),
            {"document": "doc/of-2022"},
            False,
            id="another's author",
        ),
        pytest.param(
            asked(papers=frozenset({2021}), wants=("status",)),
            {"prefLabel": "Plan 2021-24"},
            True,
            id="its status",
        ),
    ],
)
def test_whether_a_row_is_of_the_time_asked_for(
    question: ParsedQuestion, cells: dict[str, str], expected: bool
) -> None:
    choice = Candidate(row("Standing", **cells), "", "", "", 0, 0)
    assert timely(choice, question, sought(papers={"doc": "Lamps 2022-05"})) is expected


@pytest.mark.parametrize(
    ("one", "cell", "holds", "group"),
    [
        (
            row("Link", annotatedSource="a", annotatedProperty="p"),
            "annotatedTarget",
            "",
            ("link", "annotatedTarget", "p", "a"),
        ),
        (
            row("Link", annotatedTarget="b", annotatedProperty="p"),
            "annotatedSource",
            "",
            ("link", "annotatedSource", "p", "b"),
        ),
        (row("Figure", observedProperty="m"), "value", "", ("figure", "m")),
        (row("Target", observedProperty="m"), "value", "", ("figure", "m")),
        (
            row("Membership", organization="o", member="m"),
            "member",
            "chair",
            ("membership", "member", "o", "True"),
        ),
        (
            row("Membership", organization="o", member="m"),
            "organization",
            "Board",
            ("membership", "organization", "m", "False"),
        ),
        (row("Duty"), "self", "Duty", ("Duty", "row")),
    ],
)
def test_rows_that_answer_together_are_of_one_group(
    one: CandidateRow, cell: str, holds: str, group: tuple[str, ...]
) -> None:
    assert Candidate(one, cell, holds, "", 0, 0).group == group


def best(store: Store, question: str) -> tuple[str, str, str, str]:
    understood = parse(question)
    choice = score(understood, retrieve(store, understood.words, SOFT, understood.tokens))[0]
    return short(choice.row.node), choice.cell, choice.holds, short(choice.value)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who chairs the Hate Crime Board?",
            ("membership/update/manager-hate-board", "member", "chair", "any/post/community-safety-manager")),
        ("Who chairs HCPB?",
            ("membership/update/manager-hate-board", "member", "chair", "any/post/community-safety-manager")),
        ("Which board oversees hate crime?",
            ("link/update/hate-overseen", "annotatedTarget", "Board", BOARD)),
        ("Which board set up the Schools Group?",
            ("link/update/schools-group", "annotatedTarget", "Board", BOARD)),
        ("How many schools had third party reporting in 2023/24?",
            ("any/figure/2024/schools", "value", "number", "14")),
        ("What is the target for schools by March 2025?",
            ("any/figure/2024/schools-aim", "value", "number", "20")),
        ("By how much did burglaries fall?", ("any/figure/2024/burglary-fall-11", "value", "number", "11%")),
        ("What tier is the Youth Board?", ("any/board/youth-board", "classification", "tier", "tier/silver")),
        ("How much money was given for the Mill Estate Patrol?",
            ("any/funding/2023/patrol", "printed", "money", "£20,000")),
        ("Which act obliges the council to have a community safety plan?",
            ("any/duty/community-safety-plan", "bibliographicCitation", "act", "Crime Act 1998")),
        ("Who approved the Safer Anytown Plan 2021-24?",
            ("link/plan/approved", "annotatedTarget", "Board", "any/board/safer-anytown-executive")),
        ("Which Silver board owns each key deliverable?", ("none/plan/silver-board", "none", "none", "")),
        ("Which team leads the marking of property?",
            ("link/update/marking-led", "annotatedTarget", "Team", "any/team/street-team")),
    ],
)  # fmt: skip
def test_the_heaviest_cell_of_the_tiny_world_is_the_answer(
    tiny: Store, question: str, answer: tuple[str, str, str, str]
) -> None:
    assert best(tiny, question) == answer


WEIGHED = """
import sys
from goldthread.graph.ask.question import parse
from goldthread.graph.ask.retrieval import retrieve
from goldthread.graph.store.oxigraph import open_store
from goldthread.graph.ask.scoring import SOFT, score
store, asked = open_store(sys.argv[1]), parse(sys.argv[2])
print([(choice.row.node, choice.weight) for choice in score(asked, retrieve(store, asked.words, SOFT, asked.tokens))])
"""  # noqa: E501


def test_the_weights_are_the_same_each_time(tiny_graph: Path) -> None:
    question = (
        "Which board of the Safer Anytown plan oversees reporting of hate crime in schools, burglary and "
        "the Mill Estate?"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", WEIGHED, str(tiny_graph), question],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1
    assert b"hate-overseen" in told.pop()
