"""A row goes in, the cells of it that can answer a question come out, with what each holds.

What a cell holds is the class of the thing that stands there (Board, Place), or number, money, date, tier,
status, act, author, chair, name: the words of `ontology/language/answers.csv`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from goldthread.graph.ask.retrieval import CandidateRow

Classes = Mapping[str, str]
FieldNames = tuple[str, str, str]
DATES = {"startDate", "endDate", "issued", "datePublished"}
TIMELESS = ("Figure", "Target", "Membership", "Standing")


def cells(row: CandidateRow, classes: Classes) -> list[FieldNames]:
    """The cells of a row that can be an answer: name, what it holds, value."""
    found = _CELLS[row.cls](row, classes) if row.cls in _CELLS else _of_thing(row, classes)
    if DATES & row.cells.keys() and row.cls not in TIMELESS:
        found.append(("date", "date", ""))
    return found


def _ends(row: CandidateRow, classes: Classes, *names: str) -> list[FieldNames]:
    """The cells of these names that hold a thing, each with its class."""
    return [(end, classes.get(row.first(end), ""), row.first(end)) for end in names if row.first(end)]


def _of_link(row: CandidateRow, classes: Classes) -> list[FieldNames]:
    return _ends(row, classes, "annotatedTarget", "annotatedSource")


def _of_figure(row: CandidateRow, classes: Classes) -> list[FieldNames]:
    place = [("spatial", "Place", row.first("spatial"))] if row.first("spatial") else []
    return [
        ("value", "number", row.first("value")),
        *place,
        ("self", "Measure", row.first("observedProperty")),
    ]


def _of_membership(row: CandidateRow, classes: Classes) -> list[FieldNames]:
    chair = [("member", "chair", row.first("member"))] if "chair" in local_of(row.first("role")) else []
    return [*chair, *_ends(row, classes, "member", "organization")]


def _of_money(row: CandidateRow, classes: Classes) -> list[FieldNames]:
    amount = [("printed", "money", row.first("printed"))] if row.first("printed") else []
    return [*amount, *_ends(row, classes, "funder", "recipient", "fundedItem"), ("self", row.cls, row.node)]


def _of_duty(row: CandidateRow, classes: Classes) -> list[FieldNames]:
    act = (
        [("bibliographicCitation", "act", row.first("bibliographicCitation"))]
        if row.first("bibliographicCitation")
        else []
    )
    return [*act, ("self", row.cls, row.node)]


def _of_change(row: CandidateRow, classes: Classes) -> list[FieldNames]:
    return [
        *_ends(row, classes, "resultingOrganization", "originalOrganization"),
        ("self", row.cls, row.node),
    ]


def _standing(row: CandidateRow, classes: Classes) -> list[FieldNames]:
    tier = local_of(row.first("classification"))
    found = (
        [("classification", "tier", row.first("classification"))] if tier not in ("", "not-stated") else []
    )
    return [*found, *([("status", "status", row.first("status"))] if row.first("status") else [])]


def _of_thing(row: CandidateRow, classes: Classes) -> list[FieldNames]:
    author = [("creator", "author", row.first("creator"))] if row.first("creator") else []
    return [("self", row.cls, row.node), *_standing(row, classes), *author]


_CELLS: Mapping[str, Callable[[CandidateRow, Classes], list[FieldNames]]] = {
    "Link": _of_link,
    "Figure": _of_figure,
    "Target": _of_figure,
    "Membership": _of_membership,
    "MonetaryGrant": _of_money,
    "Duty": _of_duty,
    "Standing": _standing,
    "ChangeEvent": _of_change,
    "NoneFound": lambda row, classes: [("none", "none", "")],
    "Label": lambda row, classes: [("literalForm", "name", row.first("literalForm"))],
}


def local_of(node: str) -> str:
    """The last part of a node's name."""
    return re.split("[#/]", node)[-1]


def years_in(text: str) -> set[int]:
    """The years that a text names: 2023/24 names two."""
    found = {int(year) for year in re.findall(r"\b(20\d\d)", text)}
    spans = re.findall(r"\b20(\d\d)\s?[-/–]\s?(\d\d)\b(?!-)", text)
    return found | {2000 + int(end) for start, end in spans if end > start}
