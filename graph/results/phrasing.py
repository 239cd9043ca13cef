"""Answers go in, the sentence or two that an officer would say comes out, with basis, source and date in the
same breath."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from goldthread.graph.results.answers import INFERRED, Answer, Thing
from goldthread.graph.text.dates import spoken
from goldthread.ontology.terms import BODIES, LEVELS, TIERS

if TYPE_CHECKING:
    from goldthread.graph.query.names import Match

OUTSIDE = {*TIERS} - {
    *LEVELS
}  # tiers that are no level of the partnership: "(Regional)", but "(Silver board)"
SURE = 0.97
LISTED = "underPriority"
WITH = ("against", "beside", "compared", "from", "over", "since", "than")
DIRECTED = re.compile(
    r"reduc|decreas|increas|fewer|more|less|fall|fell|drop|rise|rose|lower|higher|\b(up|down)\b",
    re.IGNORECASE,
)


def taken(text: str, meant: Sequence[Match]) -> str:
    """What a person's words were taken for, where they are not the thing's own name."""
    if meant[0].score >= SURE or text == meant[0].thing.id:
        return ""
    return (
        f"“{plain_words(text)}” is taken as "
        f"{' or '.join(dict.fromkeys(named(match.thing) for match in meant))}. "
    )


def plain_words(text: str) -> str:
    """A person's words on one line, not more than a line of them."""
    words = " ".join(text.split())
    return words if len(words) <= 80 else words[:79] + "…"


def owned(things: Sequence[Thing], answers: Sequence[Answer], owning: Collection[str]) -> str:
    """Who owns each thing; where nobody is said to, who else carries it, and who owns the heading it is
    listed under."""
    known = {answer.subject.id for answer in answers}
    names = {thing.label for thing in things if thing.id in known}
    told: list[str] = []
    for thing in sorted(things, key=lambda thing: thing.id not in known):
        mine = [answer for answer in answers if answer.subject.id == thing.id]
        owners = [answer for answer in mine if answer.property in owning]
        if owners:
            told += [sentence(answer) for answer in [owners[0], *_others(owners)[:2]]]
        elif mine:
            told += _carried(thing, mine, answers)
        elif thing.label not in names:
            told.append(f"The documents do not say who owns {named(thing)}.")
    return " ".join(dict.fromkeys(told))


def _carried(thing: Thing, mine: Sequence[Answer], answers: Sequence[Answer]) -> list[str]:
    """Who carries a thing that nobody is said to own: the ties it has, then those of the heading it is listed
    under."""
    ties = [answer for answer in mine if answer.property != LISTED]
    told = [sentence(answer) for answer in [*ties[:1], *(_others(ties)[:1] if ties else [])]]
    told.append(f"No document says in so many words who owns {named(thing)}.")
    for listed in (answer for answer in mine if answer.property == LISTED and answer.object):
        above = [answer for answer in answers if listed.object and answer.subject.id == listed.object.id]
        if above:
            told += [f"It is listed under {named(above[0].subject)}.", sentence(above[0])]
            break
    return told


def _others(answers: Sequence[Answer]) -> list[Answer]:
    """The answers after the first that name another body."""
    first, rest = answers[0], answers[1:]
    bodies = {first.object.id if first.object else ""}
    kept = []
    for answer in rest:
        body = answer.object.id if answer.object else ""
        if body not in bodies:
            bodies.add(body)
            kept.append(answer)
    return kept


def sentence(answer: Answer) -> str:
    """One answer as a sentence that names its basis, place and date."""
    target = described(answer.object) if answer.object else answer.value or ""
    state = (
        answer.status
        if answer.status and not (answer.object and answer.object.status == answer.status)
        else ""
    )
    return (
        f"{named(answer.subject)} {answer.relation} "
        f"{target}{f' ({state})' if state else ''}{_when(answer)} — {source(answer)}."
    )


def _when(answer: Answer) -> str:
    """Since or until when a link is so; of what happened once, when it did."""
    start, end = answer.from_, answer.until
    if start and (start == end or (answer.relation.startswith("was ") and not end)):
        return f" {'on' if start.count('-') > 1 else 'in'} {spoken(start)}"
    expected = answer.status in ("planned", "to be established")
    since = f" {'from' if expected else 'since'} {spoken(start)}" if start else ""
    return since + (f" until {spoken(end)}" if end else "")


def source(answer: Answer) -> str:
    """How an answer is known, and from where."""
    where = answer.evidence[0].reference if answer.evidence else "no place given"
    if answer.basis == INFERRED and answer.why:
        return f"inferred: {answer.why.rstrip('.')} ({where})"
    return f"{answer.basis}: {where}"


def described(thing: Thing) -> str:
    """A body with its tier, or any thing with what it is."""
    notes = [
        note
        for note in (
            f"{thing.tier} board" if thing.tier and thing.tier not in OUTSIDE else thing.tier,
            thing.status,
        )
        if note
    ]
    notes = [note for note in notes if note not in ("in place", "Not stated", "final")]
    return f"{thing.label} ({', '.join(notes)})" if notes else thing.label


def named(thing: Thing) -> str:
    """A thing's name; what is not a body stands in quotation marks."""
    return thing.label if thing.type in BODIES else f"“{thing.label}”"


def kind(thing: Thing) -> str:
    """What a thing is, in words: progress report for ProgressReport."""
    return spaced(thing.type) or "thing"


def spaced(name: str) -> str:
    """A name of the vocabulary in words: overseen by for overseenBy."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def not_said(things: Sequence[Thing], above: Sequence[Answer], looked_in: Sequence[tuple[str, str]]) -> str:
    """That nobody is named: as looked for and not found, or only as not recorded; and where the thing
    belongs."""
    names = " or ".join(dict.fromkeys(named(thing) for thing in things))
    documents = list(dict.fromkeys(document or place for document, place in looked_in))
    if documents:
        more = f" and {len(documents) - 6} more" if len(documents) > 6 else ""
        told = f"The documents do not say who owns {names}. Looked in: {'; '.join(documents[:6])}{more}."
    else:
        told = f"Nothing is recorded of who owns {names}; nobody has looked for it in particular."
    return told + (f" {sentence(above[0])}" if above else "")


def what(match: Match) -> str:
    """What a thing is, and the name by which it was found if that is not the one shown."""
    tier = f" ({match.thing.tier})" if match.thing.tier else ""
    called = "" if match.name == match.thing.label.lower() else f", found as “{match.name}”"
    return f"{kind(match.thing)}{tier}{called}"


def found(text: str, matches: Sequence[Match]) -> str:
    """How many things bear a name, and the nearest of them."""
    if not matches:
        return f"Nothing in the graph is called “{text}”."
    best = matches[0].thing
    return (
        f"{len(matches)} thing{'s' if len(matches) > 1 else ''} may be called “{text}”; the nearest is "
        f"{named(best)} ({kind(best)})."
    )


def figure(row: Mapping[str, str]) -> str:
    """A figure as printed, with its unit unless the print shows it, what it is compared with and where it was
    counted.

    `row` has `printed`, and where known `number`, `unit`, `kind`, `compared`, `area` and `against`. A change
    that is printed without a direction gets the one that its number has; a figure that another one
    contradicts says so."""
    printed, unit, compared = row["printed"], row.get("unit", ""), row.get("compared", "")
    area, against = row.get("area", ""), row.get("against", "")
    plain = (printed[:1].isdigit() or printed[:1] in "£c") and not DIRECTED.search(printed)
    if row.get("kind") == "change" and row.get("number") and plain:
        printed = f"{'down' if row['number'].startswith('-') else 'up'} {printed}"
    bare = printed[-1:].isdigit() or row.get("number")
    shows_unit = unit in ("", "count", "per cent", "pounds", "GBP") or unit in printed or not bare
    parts = [printed if shows_unit else f"{printed} {unit}"]
    if compared and not compared.lower().startswith(("not stated", "period not stated")):
        parts.append(f"compared with {compared}" if not compared.lower().startswith(WITH) else compared)
    if area:
        parts.append(f"({area})")
    if against:
        parts.append(f"[contradicted: {against}]")
    return " ".join(parts)
