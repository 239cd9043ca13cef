"""Answers that several rows give together: the highest, a change, a new name, a story.

What is worked out is never stated: it is told as inferred, with the statements that it rests on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from goldthread.graph.ask.answers import Statement
from goldthread.graph.ask.decision import FLOOR
from goldthread.graph.ask.fields import Candidate, local_of, years_in
from goldthread.graph.ask.question import ParsedQuestion
from goldthread.graph.ask.retrieval import CandidateRow, Retrieved
from goldthread.graph.ask.scoring import NAMED, mentioned
from goldthread.graph.results.answers import INFERRED
from goldthread.graph.text.stemming import telling_words

WHAT_IS = frozenset(
    ["what is", "what are", "what was", "what's", "whats", "who is", "who are", "who was", "who's", "whos"]
)

PLACING = frozenset((word,) for word in ["on", "in", "at", "under", "behind", "with", "for", "from", "by"])


def extreme(asked: ParsedQuestion, fitting: Sequence[Candidate]) -> Candidate | None:
    """The figure with the highest or lowest number of those alike in document, unit and kind that fit nearly
    as well as the best."""
    figures = [choice for choice in fitting if choice.row.cls in ("Figure", "Target")]
    if not figures:
        return None
    best = figures[0].row
    # Nearly as well: less than 0.3 of weight behind the best, set by hand.
    alike = [
        choice
        for choice in figures
        if _alike(choice.row, best)
        and choice.weight > figures[0].weight - 0.3
        and _number(choice.row) is not None
    ]
    if len(alike) < 3:
        return None
    pick = max if "highest" in asked.manners else min
    return pick(alike, key=lambda choice: _number(choice.row) or Decimal(0))


def _alike(one: CandidateRow, other: CandidateRow) -> bool:
    return all(one.first(name) == other.first(name) for name in ("unitText", "valueKind", "document"))


def _number(row: CandidateRow) -> Decimal | None:
    try:
        return Decimal(row.first("hasSimpleResult"))
    except InvalidOperation:
        return None


def over_time(asked: ParsedQuestion, fitting: Sequence[Candidate]) -> list[Candidate]:
    """For each span of years that the question names, the best figure or sum of that time; nothing if one of
    them has none."""
    found: list[Candidate] = []
    for span in asked.spans:
        then = [
            choice
            for choice in fitting
            if choice.holds in ("number", "money") and span & _own_years(choice.row)
        ]
        exact = [
            choice
            for choice in then
            if span <= _own_years(choice.row) and not (_own_years(choice.row) - span)
        ]
        best = next(iter(exact or then), None)
        if best is None or best in found:
            return []
        found.append(best)
    return found if len(found) > 1 else []


def difference(told: Sequence[Statement], chosen: Sequence[Candidate]) -> Statement | None:
    """By how much the last of them differs from the first; nothing where they are not numbers of one unit."""
    first, last = chosen[0].row, chosen[-1].row
    one, other = (_amount(row) for row in (first, last))
    if (
        one is None
        or other is None
        or first.cls != last.cls
        or first.first("unitText") != last.first("unitText")
    ):
        return None
    change = other - one
    money = first.cls == "MonetaryGrant" or first.first("unitText") in ("pounds", "GBP")
    shown = f"£{abs(change):,}" if money else f"{abs(change):,}"
    words = f"a {'fall' if change < 0 else 'rise'} of {shown}" if change else "no change"
    answer = replace(
        told[-1].answer,
        relation="change",
        value=words,
        basis=INFERRED,
        why="the difference of the two figures",
        property="difference",
    )
    return Statement(answer, f"Between the two: {words}")


def _amount(row: CandidateRow) -> Decimal | None:
    if (number := _number(row)) is not None:
        return number
    digits = row.first("printed").replace(",", "").removeprefix("£")
    try:
        return Decimal(digits)
    except InvalidOperation:
        return None


def _own_years(row: CandidateRow) -> set[int]:
    return years_in(
        " ".join(
            text
            for name in ("startDate", "endDate", "prefLabel", "temporalCoverage")
            for text in row.cells.get(name, ())
        )
    )


def renamed(sought: Retrieved, choices: Sequence[Candidate]) -> list[Candidate]:
    """What a thing that the question names became, replaced or was called: continuations first, then changes,
    then names.

    A name that is a part of another one named is not meant: Hate Crime in Hate Crime Board.
    """
    things = {node: _said(node, sought) for node in mentioned(sought) if sought.classes.get(node) in NAMED}
    named = {node for node, said in things.items() if not any(said < other for other in things.values())}
    told = [
        choice
        for choice in choices
        if named & {thing for _, thing in choice.row.ends} and _renames(choice.row) is not None
    ]
    return sorted(
        (choice for choice in told if choice.weight > FLOOR),
        key=lambda choice: (_renames(choice.row) or 0, -choice.weight),
    )[:3]


def _renames(row: CandidateRow) -> int | None:
    """How directly a row tells of a new name, 0 the most; None if it does not."""
    if row.cls == "Link":
        order = ("continues", "replaces", "wasRevisionOf", "closeMatch", "exactMatch")
        relation = local_of(row.first("annotatedProperty"))
        return order.index(relation) if relation in order else None
    if row.cls == "ChangeEvent" and local_of(row.first("kind")) == "established":
        return None
    return {"ChangeEvent": 5, "Label": 6}.get(row.cls)


def described(
    asked: ParsedQuestion, sought: Retrieved, choices: Sequence[Candidate]
) -> list[tuple[Candidate, ...]]:
    """What a thing is, or who holds a post, where the question is only *what is* or *who is* and a name; by
    thing."""
    opening = asked.tokens[:1] if asked.tokens[:1] and asked.tokens[0] in WHAT_IS else asked.tokens[:2]
    after = asked.tokens[len(opening) : len(opening) + 1]
    if " ".join(opening) not in WHAT_IS or after in PLACING or asked.papers or asked.years:
        return []
    words = sought.weights.keys()
    things = [
        node for node in mentioned(sought) if any(telling_words(name) == words for name in sought.names[node])
    ]
    found = []
    for node in things:
        held = [
            choice
            for choice in choices
            if local_of(choice.row.first("annotatedProperty")) == "heldBy"
            and choice.row.first("annotatedSource") == node
        ]
        found.append(tuple(held or [choice for choice in choices if choice.row.node == node]))
    return [group for group in found if group]


def story(sought: Retrieved, choices: Sequence[Candidate]) -> tuple[list[Candidate], float]:
    """What the documents say of one thing over the years: reports, standings, what it continued or became, in
    order of time.

    Beside it the share of the question that the thing's name is, from 0 to 1. Things of one name are told
    together."""
    named = [node for node in mentioned(sought) if sought.classes.get(node) in NAMED]
    if not named:
        return [], 0
    said = _said(named[0], sought)
    kin = {node for node in named if _said(node, sought) == said}
    share = sum(sought.weights[word] for word in said) / sum(sought.weights.values())
    for choice in choices:
        ends = {choice.row.first("annotatedSource"), choice.row.first("annotatedTarget")}
        if (
            local_of(choice.row.first("annotatedProperty")) in ("continues", "replaces", "wasRevisionOf")
            and ends & kin
        ):
            kin |= ends
    told = [choice for choice in choices if _tells(choice.row, kin)]
    return sorted(told[:8], key=lambda choice: _when(choice.row, sought)), share


def _said(node: str, sought: Retrieved) -> frozenset[str]:
    """The most words of the question that one of a thing's names is made of, and nothing else."""
    names = (telling_words(name) for name in sought.names[node])
    return max((words for words in names if words <= sought.weights.keys()), key=len, default=frozenset())


def _tells(row: CandidateRow, kin: set[str]) -> bool:
    """Whether a row tells how one of these things fared."""
    if row.cls in ("ProgressReport", "Standing"):
        return bool(kin & {*row.cells.get("reportsOn", ()), *row.cells.get("subject", ())})
    relation = local_of(row.first("annotatedProperty"))
    return row.node in kin or (
        relation in ("continues", "replaces", "takenForwardBy", "wasRevisionOf")
        and row.first("annotatedSource") in kin
    )


def _when(row: CandidateRow, sought: Retrieved) -> str:
    return (
        row.first("startDate")
        or row.first("date")
        or row.first("issued")
        or str(min(years_in(sought.papers.get(row.first("document"), "")), default=9999))
    )
