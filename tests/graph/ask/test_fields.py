"""Which cells of a row can answer, and what each holds: on rows made by hand and of the tiny world."""

from __future__ import annotations

import pytest

from goldthread.graph.ask.fields import cells, local_of, years_in
from goldthread.graph.ask.retrieval import CandidateRow, retrieve
from goldthread.graph.store.oxigraph import Store
from goldthread.ontology import namespaces

CLASSES = {"board": "Board", "agency": "Agency", "place": "Place", "person": "Person"}
TIER, ROLE = f"{namespaces.SCHEME}tier/", f"{namespaces.SCHEME}role/"


def found(cls: str, **said: str) -> list[tuple[str, str, str]]:
    return cells(
        CandidateRow("row", cls, {name: (text,) for name, text in said.items()}, frozenset()), CLASSES
    )


@pytest.mark.parametrize(
    ("cls", "said", "expected"),
    [
        pytest.param(
            "Link",
            {"annotatedSource": "board", "annotatedTarget": "agency"},
            [("annotatedTarget", "Agency", "agency"), ("annotatedSource", "Board", "board")],
            id="the ends of a link",
        ),
        pytest.param(
            "Link",
            {"annotatedSource": "unknown", "startDate": "2023"},
            [("annotatedSource", "", "unknown"), ("date", "date", "")],
            id="half a link with a date",
        ),
        pytest.param(
            "Figure",
            {"value": "12%", "spatial": "place", "observedProperty": "m", "startDate": "2023"},
            [("value", "number", "12%"), ("spatial", "Place", "place"), ("self", "Measure", "m")],
            id="a figure, whose date is no answer",
        ),
        pytest.param(
            "Target",
            {"value": "20", "observedProperty": "m"},
            [("value", "number", "20"), ("self", "Measure", "m")],
            id="a target",
        ),
        pytest.param(
            "Membership",
            {"member": "person", "organization": "board", "role": f"{ROLE}chair", "startDate": "2023"},
            [
                ("member", "chair", "person"),
                ("member", "Person", "person"),
                ("organization", "Board", "board"),
            ],
            id="a chair",
        ),
        pytest.param(
            "Membership",
            {"member": "person", "organization": "board", "role": f"{ROLE}co-chair"},
            [
                ("member", "chair", "person"),
                ("member", "Person", "person"),
                ("organization", "Board", "board"),
            ],
            id="a co-chair",
        ),
        pytest.param(
            "Membership",
            {"member": "person", "organization": "board", "role": f"{ROLE}member"},
            [("member", "Person", "person"), ("organization", "Board", "board")],
            id="a member",
        ),
        pytest.param(
            "MonetaryGrant",
            {"printed": "£5", "funder": "agency", "recipient": "board", "endDate": "2023"},
            [
                ("printed", "money", "£5"),
                ("funder", "Agency", "agency"),
                ("recipient", "Board", "board"),
                ("self", "MonetaryGrant", "row"),
                ("date", "date", ""),
            ],
            id="money",
        ),
        pytest.param(
            "Duty",
            {"bibliographicCitation": "Lamp Act 1901"},
            [("bibliographicCitation", "act", "Lamp Act 1901"), ("self", "Duty", "row")],
            id="a duty with its act",
        ),
        pytest.param("Duty", {}, [("self", "Duty", "row")], id="a duty without an act"),
        pytest.param(
            "Standing",
            {"classification": f"{TIER}gold", "status": "planned", "subject": "board", "startDate": "2023"},
            [("classification", "tier", f"{TIER}gold"), ("status", "status", "planned")],
            id="a standing",
        ),
        pytest.param(
            "Standing",
            {"classification": f"{TIER}not-stated"},
            [],
            id="a tier that is not stated is no answer",
        ),
        pytest.param(
            "ChangeEvent",
            {"originalOrganization": "board", "resultingOrganization": "agency", "startDate": "2023"},
            [
                ("resultingOrganization", "Agency", "agency"),
                ("originalOrganization", "Board", "board"),
                ("self", "ChangeEvent", "row"),
                ("date", "date", ""),
            ],
            id="a change",
        ),
        pytest.param("ChangeEvent", {}, [("self", "ChangeEvent", "row")], id="a change without a date"),
        pytest.param("NoneFound", {"title": "Who?"}, [("none", "none", "")], id="nothing found"),
        pytest.param("Label", {"literalForm": "LB"}, [("literalForm", "name", "LB")], id="a name"),
        pytest.param(
            "Board",
            {"classification": f"{TIER}silver", "status": "ended"},
            [
                ("self", "Board", "row"),
                ("classification", "tier", f"{TIER}silver"),
                ("status", "status", "ended"),
            ],
            id="a board",
        ),
        pytest.param(
            "Document",
            {"creator": "B. Berg", "issued": "2023"},
            [("self", "Document", "row"), ("creator", "author", "B. Berg"), ("date", "date", "")],
            id="a document",
        ),
        pytest.param("Priority", {}, [("self", "Priority", "row")], id="any other thing"),
    ],
)
def test_the_cells_of_a_row(cls: str, said: dict[str, str], expected: list[tuple[str, str, str]]) -> None:
    assert found(cls, **said) == expected


@pytest.mark.parametrize(
    ("word", "node", "expected"),
    [
        (
            "patrol",
            "any/funding/2023/patrol",
            ["money", "Agency", "Agency", "Programme", "MonetaryGrant", "date"],
        ),
        ("young", "any/change/2024/youth-board", ["Board", "Board", "ChangeEvent", "date"]),
        ("young", "any/board/youth-forum", ["Board", "status"]),
        ("oblig", "any/duty/community-safety-plan", ["act", "Duty"]),
        ("hcpb", "name/update/hcpb-acronym", ["name", "date"]),
        ("14", "any/figure/2024/schools", ["number", "Measure"]),
    ],
)
def test_what_the_rows_of_the_tiny_world_hold(tiny: Store, word: str, node: str, expected: list[str]) -> None:
    sought = retrieve(tiny, [word], frozenset())
    row = next(row for row in sought.rows if row.node == namespaces.ID + node)
    assert [holds for _, holds, _ in cells(row, sought.classes)] == expected


@pytest.mark.parametrize(
    ("node", "name"),
    [
        (f"{TIER}silver", "silver"),
        (f"{namespaces.GT}ownedBy", "ownedBy"),
        ("a/b#c", "c"),
        ("plain", "plain"),
        ("", ""),
    ],
)
def test_the_last_part_of_a_name(node: str, name: str) -> None:
    assert local_of(node) == name


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("", set()),
        ("2024", {2024}),
        ("2023/24", {2023, 2024}),
        ("2021-24 and 2018 – 21", {2018, 2021, 2024}),
        ("2013-2014", {2013, 2014}),
        pytest.param("2023-04", {2023}, id="a month is no year"),
        pytest.param("2021-11-03", {2021}, id="nor is a day"),
        pytest.param("2009-10", {2009, 2010}, id="what may be a month or a span is a span"),
        ("1998 or £120,000", set()),
    ],
)
def test_the_years_that_a_text_names(text: str, years: set[int]) -> None:
    assert years_in(text) == years
