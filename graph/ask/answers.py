"""Statements that answer a question, made from rows: each with its evidence, as an officer would say it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from goldthread.graph.ask.fields import Candidate, local_of
from goldthread.graph.ask.retrieval import CandidateRow
from goldthread.graph.measures.observations import Observation, figures_of, money
from goldthread.graph.query.library import describe, evidence, identifier
from goldthread.graph.query.links import links
from goldthread.graph.results import phrasing
from goldthread.graph.results.answers import STATED, Answer, Evidence, Thing
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.dates import Day, spoken

FIGURES = ("Figure", "Target")
MONEY = "MonetaryGrant"
HYPHENED = re.compile(r"\b(sub|co|vice|multi) ")
ROLES = {"member": "is a member of", "invited": "is invited to"}
TIES = ("Membership", "Label", "Standing", "Duty")
FIGURE_KINDS = {"target": "target", "baseline": "baseline", "comparator": "for comparison"}


@dataclass(frozen=True)
class Statement:
    """An answer and its sentence, without the source."""

    answer: Answer
    words: str

    @property
    def sentence(self) -> str:
        """The sentence with how it is known, where it stands, and the phrase that says it."""
        quote = next((f": “{place.phrase}”" for place in self.answer.evidence[:1] if place.phrase), "")
        return f"{self.words} — {phrasing.source(self.answer)}{quote}."


def state(store: Store, choices: Sequence[Candidate], day: Day | None = None) -> list[Statement]:
    """The answers of the chosen rows, in their order; rows that say the same become one."""
    told = {
        **_links(store, choices, day),
        **_figures(store, choices, day),
        **_sums(store, choices, day),
        **_others(store, choices, day),
        **_of_measures(store, choices, day),
    }
    once = dict.fromkeys(told[choice.row.node] for choice in choices if choice.row.node in told)
    return list(once)


def _links(store: Store, choices: Sequence[Candidate], day: Day | None) -> dict[str, Statement]:
    """The links, each as the document of its row has it where several say the same."""
    rows = [choice.row for choice in choices if choice.row.cls == "Link"]
    papers = describe(store, {row.first("document") for row in rows if row.first("document")})
    found: dict[tuple[str, ...], list[Answer]] = {}
    for one in links(store, [row.node for row in rows], day):
        found.setdefault((one.subject.id, one.property, one.object.id if one.object else ""), []).append(one)
    told = {}
    for row in rows:
        ends = identifier(row.first("annotatedSource")), identifier(row.first("annotatedTarget"))
        if alike := found.get((ends[0], local_of(row.first("annotatedProperty")), ends[1])):
            paper = papers[row.first("document")].label if row.first("document") else ""
            answer = next(
                (one for one in alike if paper in {place.document for place in one.evidence}), alike[0]
            )
            told[row.node] = Statement(answer, phrasing.sentence(answer).rpartition(" — ")[0])
    return told


def _figures(store: Store, choices: Sequence[Candidate], day: Day | None) -> dict[str, Statement]:
    rows = {
        choice.row.node: choice.row.first("observedProperty")
        for choice in choices
        if choice.row.cls in FIGURES
    }
    things = describe(store, rows.values())
    series = figures_of(store, [identifier(measure) for measure in dict.fromkeys(rows.values())], day)
    known = {one.id: one for figures in series.values() for one in figures}
    return {
        node: _observed(things[measure], known[identifier(node)])
        for node, measure in rows.items()
        if identifier(node) in known
    }


def _sums(store: Store, choices: Sequence[Candidate], day: Day | None) -> dict[str, Statement]:
    nodes = [choice.row.node for choice in choices if choice.row.cls == MONEY]
    things = describe(store, nodes)
    known = {one.id: one for one in money(store, [identifier(node) for node in nodes], day)}
    return {
        node: _observed(things[node], known[identifier(node)]) for node in nodes if identifier(node) in known
    }


def _of_measures(store: Store, choices: Sequence[Candidate], day: Day | None) -> dict[str, Statement]:
    """For a measure that answers by itself, its newest figure."""
    nodes = [choice.row.node for choice in choices if choice.row.cls == "Measure"]
    things = describe(store, nodes)
    series = figures_of(store, [identifier(node) for node in nodes], day)
    told = {}
    for node in nodes:
        found = series.get(identifier(node), [])
        counted = [one for one in found if one.kind not in ("change", "target")] or found
        if counted:
            told[node] = _observed(things[node], counted[-1])
    return told


def _observed(thing: Thing, one: Observation) -> Statement:
    """A figure or a sum of money as an answer."""
    number = "" if one.number is None else str(one.number)
    shown = {
        "printed": one.printed,
        "number": number,
        "unit": one.unit,
        "kind": one.kind,
        "compared": one.compared_with,
    }
    shown["against"] = "; ".join(other.printed or other.label for other in one.contradicted_by)
    answer = Answer(
        subject=thing,
        relation=one.kind or "figure",
        value=" ".join([phrasing.figure(shown), *_parties(one)]),
        basis=one.basis or STATED,
        why=one.why or None,
        from_=one.from_ or None,
        until=one.until or None,
        as_at=one.as_at or None,
        status=one.status or None,
        evidence=one.evidence,
        property="figure",
    )
    place = one.area if one.area not in thing.label else ""
    about = "; ".join(
        filter(None, [", ".join(filter(None, [place, one.period])), FIGURE_KINDS.get(one.kind, "")])
    )
    head = f"{thing.label} ({about})" if about else thing.label
    note = f" ({one.note.rstrip('.')})" if one.note and one.area != thing.label else ""
    return Statement(answer, f"{head}: {answer.value}{note}")


def _parties(one: Observation) -> list[str]:
    """From whom, to whom and for what a sum of money is."""
    said = {"from": one.giver, "to": one.receiver, "for": one.purpose}
    return [f"{word} {', '.join(names)}" for word, names in said.items() if names]


def _others(store: Store, choices: Sequence[Candidate], day: Day | None) -> dict[str, Statement]:
    """Memberships, duties, standings, reports and things themselves."""
    rows = [choice.row for choice in choices if choice.row.cls not in (*FIGURES, "Link", MONEY, "NoneFound")]
    places = evidence(store, [row.node for row in rows])
    things = describe(
        store, {thing for row in rows for _, thing in row.ends} | {row.node for row in rows}, day
    )
    return {row.node: _said(row, things, places[row.node]) for row in rows}


def _said(row: CandidateRow, things: dict[str, Thing], places: tuple[Evidence, ...]) -> Statement:
    """What a row of any other kind says."""
    thing, relation, value, target = _parts(row, things)
    status = term(row.first("status")) if row.cls == "Membership" else ""
    answer = Answer(
        subject=thing,
        relation=relation,
        object=target,
        value=value or None,
        basis=term(row.first("basis")) or STATED,
        why=row.first("why") or None,
        from_=row.first("startDate") or None,
        until=row.first("endDate") or None,
        as_at=row.first("date") or next((place.date for place in places if place.date), None),
        status=status or None,
        evidence=places,
        property=row.cls,
    )
    end = phrasing.described(replace(target, status=None)) if target else value
    said = f"{phrasing.named(thing)} {phrasing.tensed(answer)}" + (
        f"{'' if row.cls in TIES else ':'} {end}" if end else ""
    )
    notes = filter(None, [status if status != "in place" else "", _period(row)])
    return Statement(answer, said + "".join(f" ({note})" for note in notes))


def _parts(row: CandidateRow, things: dict[str, Thing]) -> tuple[Thing, str, str, Thing | None]:
    """Subject, relation in words, value, object."""
    if row.cls == "Membership":
        role = term(row.first("role"))
        relation = ROLES.get(role, f"is {role} of" if role else "is a member of")
        return things[row.first("member")], relation, "", things[row.first("organization")]
    if row.cls == "Label":
        return things[row.first("nameOf")], "is also called", f"“{row.first('literalForm')}”", None
    if row.cls == "Standing":
        said = filter(None, [term(row.first("classification")).capitalize(), term(row.first("status"))])
        return things[row.first("subject")], "stood as", ", ".join(said), None
    thing = things[row.node]
    if row.cls == "Post":
        holders = "; ".join(things[node].label for node in row.cells.get("heldBy", ()))
        return thing, "is held by" if holders else "is a post; who holds it is not recorded", holders, None
    if row.cls == "Duty":
        act = (
            f"rests on {row.first('bibliographicCitation')}"
            if row.first("bibliographicCitation")
            else "is a statutory duty"
        )
        return (
            thing,
            act,
            f"({row.first('description').rstrip('.')})" if row.first("description") else "",
            None,
        )
    return thing, _kind(thing, row, things), _description(row, things), None


def _kind(thing: Thing, row: CandidateRow, things: dict[str, Thing]) -> str:
    """What a thing is, in which state, and of what it is a part."""
    if row.cls == "ProgressReport":
        return f"was reported as {thing.status}" if thing.status else "was reported on"
    kind = "change of bodies" if row.cls == "ChangeEvent" else phrasing.kind(thing)
    notes = [
        note
        for note in (term(row.first("kind")), thing.tier, thing.status)
        if note and note not in ("Not stated", "final", kind)
    ]
    above = [things[node].label for node in dict.fromkeys(row.cells.get("isPartOf", ()))]
    return (
        f"is {'an' if kind[0] in 'aeiou' else 'a'} {kind}"
        + (f" ({', '.join(notes)})" if notes else "")
        + (f" of {'; '.join(above)}" if above else "")
    )


def term(node: str) -> str:
    """A term of a scheme in words: sub-group, in place."""
    return HYPHENED.sub(r"\1-", local_of(node).replace("-", " "))


def _description(row: CandidateRow, things: dict[str, Thing]) -> str:
    """What a thing says of itself in a line: what came before and after, description, purpose, author, date
    of issue."""
    before, after = (
        ", ".join(things[node].label for node in row.cells.get(name, ()))
        for name in ("originalOrganization", "resultingOrganization")
    )
    parts = [f"{before}, then {after}"] if before and after and before != after else []
    parts += [row.first(name).rstrip(".") for name in ("description", "purpose", "metric") if row.first(name)]
    parts += [f"by {row.first('creator')}"] if row.first("creator") else []
    return "; ".join(parts + ([f"published {spoken(row.first('issued'))}"] if row.first("issued") else []))


def _period(row: CandidateRow) -> str:
    start, end = row.first("startDate"), row.first("endDate")
    if start and end:
        return spoken(start) if start == end else f"{spoken(start)} to {spoken(end)}"
    return f"from {spoken(start)}" if start else f"until {spoken(end)}" if end else ""
