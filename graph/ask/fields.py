"""The fields of a row that can answer a question, what each holds, and which of them a question wants.

What a field holds is the class of the thing that stands there (Board, Place), or number, money, date, tier,
status, act, author, chair, name: the words of `ontology/language/answers.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from goldthread.graph.ask.question import ParsedQuestion, fits
from goldthread.graph.ask.retrieval import CandidateRow, Retrieved
from goldthread.graph.text.stemming import stems

Classes = Mapping[str, str]
FieldNames = tuple[str, str, str]
DATES = {"startDate", "endDate", "issued", "datePublished"}
TIMELESS = ("Figure", "Target", "Membership", "Standing")
# Words that say how often something is or happens.
SPELL = "day|week|month|year"
OFTEN = re.compile(
    r"(?i)\b(daily|weekly|fortnightly|monthly|bi-monthly|quarterly|yearly|annual|annually|every|"
    r"twice|once|times|"
    rf"(?:each|per|a) (?:{SPELL}))\b"
)


@dataclass(frozen=True)
class Candidate:
    """A row with the cell of it that answers: `holds` is the class or kind of what stands there, `value` a
    node or text."""

    row: CandidateRow
    cell: str
    holds: str
    value: str
    weight: float
    covered: float

    @property
    def group(self) -> tuple[str, ...]:
        """What rows have in common that answer together: the same thing and relation, the same measure, the
        same board."""
        row = self.row
        if row.cls == "Link":
            end = "annotatedTarget" if self.cell == "annotatedSource" else "annotatedSource"
            return "link", self.cell, row.first("annotatedProperty"), row.first(end)
        if row.cls in ("Figure", "Target"):
            return "figure", row.first("observedProperty")
        if row.cls == "Membership":
            return (
                "membership",
                self.cell,
                row.first("member" if self.cell == "organization" else "organization"),
                str(self.holds == "chair"),
            )
        return row.cls, row.node


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


def wanted(asked: ParsedQuestion, sought: Retrieved) -> Callable[[Candidate], bool]:
    """What a row must hold to answer: what the first want needs; anything for a question without one."""
    want = asked.wants[0] if asked.wants else ""
    if want in ("number", "share", "change", "money"):
        return lambda choice: _is_number(choice, asked, want)
    if want == "chair" and _by_name(asked):
        return lambda choice: choice.holds == "chair" and sought.classes.get(choice.value) == "Person"
    if want == "name" and _by_name(asked):
        return lambda choice: choice.holds == "Person"
    if want == "when":
        return lambda choice: choice.holds == "date"
    if want == "often":
        return lambda choice: (
            choice.row.cls != "Link"
            and any(
                OFTEN.search(text)
                for texts in choice.row.cells.values()
                for text in texts
                if not text.startswith("http")
            )
        )
    if want in ("tier", "status", "act", "author", "chair"):
        return lambda choice: choice.holds == want
    if want in ("board", "body", "who", "priority", "plan", "programme", "place", "duty", "approver", "fund"):
        return lambda choice: choice.holds in fits()[want]
    return lambda choice: True


def _by_name(asked: ParsedQuestion) -> bool:
    """Whether the name of a person is asked for."""
    return "by name" in asked.manners


def _is_number(choice: Candidate, asked: ParsedQuestion, want: str) -> bool:
    row = choice.row
    if choice.holds == "money":
        return want in ("money", "number", "change") and any(
            character.isdigit() for character in choice.value
        )
    if choice.holds != "number":
        return False
    if not row.first("hasSimpleResult") and not any(character.isdigit() for character in choice.value):
        return False
    kind, unit = local_of(row.first("valueKind")), row.first("unitText")
    if asked.aiming != (kind == "target" or row.cls == "Target") and (asked.aiming or want == "share"):
        return False
    if want == "share":
        return unit == "per cent" or "%" in choice.value
    if want == "money":
        return unit in ("pounds", "GBP") or "£" in choice.value
    if want == "change":
        return kind == "change"
    return True


def plans_called(asked: ParsedQuestion, sought: Retrieved) -> list[str]:
    """The plans that have the end of the question, after its last preposition or *does*, in one of their
    names: `of the leeds plan`; else the only one with all of its words, for one is named by a few of many."""
    words = _end_of(asked)
    if len(words) < (1 if asked.papers else 2):  # `of the plan` alone may be any
        return []
    names = {
        node: [stems(name) for name in known]
        for node, known in sought.names.items()
        if sought.classes.get(node) == "Plan"
    }
    said = f" {' '.join(words)} "
    whole = [node for node, known in names.items() if any(said in f" {' '.join(name)} " for name in known)]
    loose = [node for node, known in names.items() if any({*words} <= {*name} for name in known)]
    return whole or (loose if len(loose) == 1 else [])


def _end_of(asked: ParsedQuestion) -> list[str]:
    """The words of a question after its last preposition or *does*, without years."""
    last = max(
        (at for at, token in enumerate(asked.tokens) if token in ("of", "in", "under", "does")),
        default=len(asked.tokens),
    )
    end = [token for token in asked.tokens[last + 1 :] if token not in ("the", "have")]
    return list(stems(" ".join(token for token in end if not years_in(token))))
