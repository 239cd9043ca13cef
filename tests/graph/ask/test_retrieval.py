"""Which rows of the tiny world a question's words find: best first, with all their cells."""

from __future__ import annotations

from math import log
from pathlib import Path

import pytest

from goldthread.graph.ask import retrieval
from goldthread.graph.ask.retrieval import CandidateRow, Retrieved, respelt, retrieve
from goldthread.graph.errors import StoreError
from goldthread.graph.rdf.builder import build
from goldthread.graph.store.oxigraph import Store, open_store
from goldthread.graph.tables.reader import Records
from goldthread.ontology import namespaces

ID = namespaces.ID
BOARD, PATROL = "any/board/hate-crime-board", "any/programme/mill-estate-patrol"
NONE: frozenset[str] = frozenset()


def short(node: str) -> str:
    return node.removeprefix(ID)


def nodes(sought: Retrieved) -> list[str]:
    return [short(row.node) for row in sought.rows]


def row_of(sought: Retrieved, node: str) -> CandidateRow:
    return next(row for row in sought.rows if short(row.node) == node)


def test_the_rows_that_bear_most_of_the_words_come_first_then_those_around_them(tiny: Store) -> None:
    assert nodes(retrieve(tiny, ["patrol", "money"], NONE)) == [
        "any/funding/2023/patrol",
        "any/funding/2023/patrol#for--any.programme.mill-estate-patrol",
        "any/funding/2023/patrol#funder--uk.agency.home-office",
        "any/funding/2023/patrol#recipient--any.agency.anytown-council",
        PATROL,
        f"{PATROL}#run_by--any.team.street-team",
    ]


def test_only_the_best_are_kept(tiny: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retrieval, "KEPT", 2)
    assert nodes(retrieve(tiny, ["patrol", "money"], NONE)) == [
        "any/funding/2023/patrol",
        "any/funding/2023/patrol#for--any.programme.mill-estate-patrol",
    ]


def test_only_around_the_best_more_is_looked_for(tiny: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retrieval, "SEEDS", 1)
    assert nodes(retrieve(tiny, ["hatr", "carri", "street"], NONE)) == [
        "link/plan/hate-continues",
        "any/priority/2018/hatred",
        "any/team/street-team",
    ]


def test_each_row_has_the_words_that_are_its_own(tiny: Store) -> None:
    sought = retrieve(tiny, ["hatr", "hate", "carri"], NONE)
    assert {
        short(node): words for node, words in sought.words.items() if len(words) > 1 or "hatr" in words
    } == {
        "link/plan/hate-continues": {"carri", "hate", "hatr"},
        "any/priority/2018/hatred": {"hatr"},
    }
    assert row_of(sought, "link/plan/hate-continues").words == {"carri", "hate", "hatr"}
    assert row_of(sought, "any/priority/2018/hatred#plan--any.plan.safer-anytown-2018-21").words == set()


def test_a_word_weighs_the_more_the_fewer_rows_bear_it(tiny: Store) -> None:
    assert retrieve(
        tiny, ["hate", "patrol", "board", "unheard", "14", "2024", "hate"], frozenset({"board"})
    ).weights == {
        "hate": log(1 + 8_000 / 10.5),
        "patrol": 8.0,
        "board": log(1 + 8_000 / 15.5) * 0.35,
        "unheard": 4.5,
        "14": log(1 + 8_000 / 3.5) * 0.4,
        "2024": log(1 + 8_000 / 5.5),
    }


def test_by_a_word_that_too_many_rows_bear_none_is_found(
    tiny: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retrieval, "COMMON", 9)
    sought = retrieve(tiny, ["hate", "hatr"], NONE)
    assert set().union(*sought.words.values()) == {"hatr"}
    assert set(sought.weights) == {"hate", "hatr"}


@pytest.mark.parametrize(
    ("stem", "meant"),
    [
        pytest.param("burgleri", ("burglari",), id="a wrong letter"),
        pytest.param("strateegi", ("strategi",), id="a letter too many"),
        pytest.param("xtrategi", None, id="the first letter must be right"),
        pytest.param("hatt", None, id="too short to be a typing error"),
        pytest.param("hat", None, id="too short for anything"),
        pytest.param("123456", None, id="a number"),
        pytest.param("unheard", None, id="nothing like it"),
        pytest.param("saau", ("safer", "anytown", "annual", "updat", "2024"), id="initials, years aside"),
        pytest.param("apcp", None, id="initials of two names"),
        pytest.param("cpf", None, id="initials of nothing"),
    ],
)
def test_a_word_that_no_row_bears_may_stand_for_another(
    tiny: Store, stem: str, meant: tuple[str, ...] | None
) -> None:
    assert respelt(tiny, [stem]) == ({} if meant is None else {stem: meant})


def test_the_words_meant_are_sought_in_place_of_those_asked(tiny: Store) -> None:
    sought = retrieve(tiny, ["burgleri", "board"], NONE)
    assert sought.respelt == {"burgleri": ("burglari",)}
    assert list(sought.weights) == ["burglari", "board"]
    assert nodes(sought)[0] == "any/board/burglary-board"


def test_a_row_has_its_cells_by_short_names_and_the_days_of_its_period(tiny: Store) -> None:
    assert row_of(retrieve(tiny, ["hate"], NONE), "link/update/hate-overseen") == CandidateRow(
        f"{ID}link/update/hate-overseen",
        "Link",
        {
            "class": (f"{namespaces.GT}Attribution",),
            "basis": (f"{namespaces.SCHEME}basis/stated",),
            "annotatedSource": (f"{ID}any/priority/2021/hate-crime",),
            "annotatedProperty": (f"{namespaces.GT}overseenBy",),
            "annotatedTarget": (f"{ID}{BOARD}",),
            "startDate": ("2023-01",),
            "document": (f"{ID}doc/anytown-update",),
            "date": ("2024-09",),
        },
        frozenset({"hate"}),
    )


def test_cells_are_named_apart_where_their_properties_share_a_name(tiny: Store) -> None:
    cells = row_of(retrieve(tiny, ["patrol"], NONE), "any/funding/2023/patrol").cells
    assert (cells["kind"], cells["printed"]) == ((f"{namespaces.SCHEME}funding-kind/grant",), ("£20,000",))
    assert cells["class"] == ("https://schema.org/MonetaryGrant",)


def test_each_row_is_of_one_class(tiny: Store) -> None:
    found = {
        short(row.node): row.cls
        for row in retrieve(tiny, ["hate", "young", "school", "mayor", "sae", "hcpb", "key"], NONE).rows
    }
    expected = {
        BOARD: "Board",
        "any/change/2024/youth-board": "ChangeEvent",
        "any/deliverable/2021/hate-campaign": "Deliverable",
        "any/figure/2024/schools": "Figure",
        "link/update/schools-group": "Link",
        "link/plan/hate-crime-victims": "Link",
        "any/board/safer-anytown-executive": "Board",
        "membership/update/manager-hate-board": "Membership",
        "name/update/hcpb": "Label",
        "none/plan/silver-board": "NoneFound",
        "report/update/hate-reporting": "ProgressReport",
        "shire/post/mayor": "Post",
        "standing/plan/youth-board": "Standing",
    }
    assert {node: found.get(node) for node in expected} == expected


def test_the_things_of_the_rows_have_names_and_classes(tiny: Store) -> None:
    sought = retrieve(tiny, ["hate"], NONE)
    label, *names = sought.names[f"{ID}{BOARD}"]
    assert (label, sorted(names)) == (
        "Hate Crime Board",
        ["hat crime board", "hate crime board", "hate crime partnership board", "hcpb"],
    )
    assert (sought.label(f"{ID}{BOARD}"), sought.label(f"{ID}unknown")) == ("Hate Crime Board", "")
    assert sought.classes[f"{ID}{BOARD}"] == "Board"
    assert sought.classes[f"{ID}any/board/safer-anytown-executive"] == "Board"
    assert f"{ID}any/board/youth-forum" not in sought.names


def test_the_documents_have_titles_and_dates(tiny: Store) -> None:
    assert {short(node): title for node, title in retrieve(tiny, [], NONE).papers.items()} == {
        "doc/anytown-plan": "Safer Anytown Plan 2021-24 (text) 2021-11",
        "doc/anyshire-plan": "Anyshire Police and Crime Plan 2021-24 (text) 2022-03",
        "doc/anytown-update": "Safer Anytown Annual Update 2024 2024-09",
    }


def test_without_words_nothing_is_found(tiny: Store) -> None:
    sought = retrieve(tiny, [], NONE)
    assert (sought.rows, sought.words, sought.weights, sought.respelt) == ([], {}, {}, {})


@pytest.mark.parametrize(
    ("tokens", "found"),
    [
        pytest.param(
            "who chairs hcpb", [BOARD, "membership/update/manager-hate-board"], id="a board by its acronym"
        ),
        pytest.param(
            "is the youth board silver",
            ["any/board/youth-board", "standing/plan/youth-board", "standing/update/youth-board"],
            id="a board with standings",
        ),
        pytest.param(
            "the mayor of anyshire on burglary",
            ["shire/post/mayor", "any/priority/2021/burglary"],
            id="the longest name first",
        ),
        pytest.param("the mayor of another shire", [], id="nothing that has a name"),
    ],
)
def test_with_the_tokens_of_a_question_what_they_name_is_found(
    tiny: Store, tokens: str, found: list[str]
) -> None:
    assert nodes(retrieve(tiny, ["unheard"], NONE)) == []
    sought = retrieve(tiny, ["unheard"], NONE, tuple(tokens.split()))
    assert nodes(sought) == found
    assert [
        node for node in found if node.startswith(("any", "shire")) and not sought.label(f"{ID}{node}")
    ] == []


def test_what_the_tokens_name_comes_after_what_the_words_find_and_not_twice(tiny: Store) -> None:
    found = nodes(retrieve(tiny, ["patrol"], NONE, ("burglary", "board", "mill", "estate", "patrol")))
    words = nodes(retrieve(tiny, ["patrol"], NONE))
    assert found[: len(words)] == words
    assert len(found) == len(set(found))
    assert "any/board/burglary-board" in found[len(words) :]


def test_a_graph_without_search_words_is_refused(tiny_records: Records, tmp_path: Path) -> None:
    file = tmp_path / "plain.nq"
    file.write_text(build(tiny_records, searchable=False), encoding="utf-8")
    with pytest.raises(StoreError, match="This graph has no search words"):
        retrieve(open_store(file), ["hate"], NONE)


def test_the_ends_of_a_row_are_the_things_that_it_speaks_of() -> None:
    row = CandidateRow(
        "x",
        "Link",
        {"isPartOf": ("c",), "annotatedTarget": ("b",), "kind": ("k",), "annotatedSource": ("a", "d")},
        NONE,
    )
    assert row.ends == [
        ("annotatedSource", "a"),
        ("annotatedSource", "d"),
        ("annotatedTarget", "b"),
        ("isPartOf", "c"),
    ]
    assert (row.first("annotatedSource"), row.first("title")) == ("a", "")
