"""Answers as an officer would say them, with basis, source and date in the same breath."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from goldthread.graph.results.answers import INFERRED, Answer, Thing
from goldthread.graph.text.dates import spoken
from goldthread.graph.text.english import listed
from goldthread.ontology.terms import BODIES, LEVELS, TIERS

# Tiers that are no level of the partnership: “(Regional)”, but “(Silver board)”.
OUTSIDE = {*TIERS} - {*LEVELS}
LISTED = "underPriority"
# What is usual is not worth saying of a body.
USUAL = ("in place", "Not stated", "final")
# Words that already tie a comparison to its figure, so that “compared with” would be one too many.
WITH = ("against", "beside", "compared", "from", "over", "since", "than")
# Words by which a printed figure already says its direction.
DIRECTED = re.compile(
    r"reduc|decreas|increas|fewer|more|less|fall|fell|drop|rise|rose|lower|higher|\b(up|down)\b",
    re.IGNORECASE,
)
# Units that the number shows itself, such as 12% or £20,000, or that need no word.
UNSAID_UNITS = ("", "count", "per cent", "pounds", "GBP")
PAST = {"is": "was", "has": "had"}
LONGEST_WORDS = 80  # characters of a person's words that a reply repeats: one line of a terminal


def plain_words(text: str) -> str:
    """A person's words on one line, not more than a line of them."""
    words = " ".join(text.split())
    return words if len(words) <= LONGEST_WORDS else words[: LONGEST_WORDS - 1] + "…"


def owned(things: Sequence[Thing], answers: Sequence[Answer], owning: Collection[str]) -> str:
    """Who owns each thing, up to three bodies; where nobody is said to, who else carries it, and who answers
    for the heading it is listed under.

    `owning` are the relations that mean that a body owns a thing.
    """
    known = {answer.subject.id for answer in answers}
    names = {thing.shown for thing in things if thing.id in known}
    told: list[str] = []
    for thing in sorted(things, key=lambda thing: thing.id not in known):
        mine = [answer for answer in answers if answer.subject.id == thing.id]
        owners = [answer for answer in mine if answer.property in owning]
        if owners:
            told += [sentence(answer) for answer in [owners[0], *_others(owners)[:2]]]
        elif mine:
            told += _carried(thing, mine, answers)
        elif thing.shown not in names:
            # Of two things of one name only the one of which something is known is told of.
            told.append(f"The documents do not say who owns {named(thing)}.")
    return " ".join(dict.fromkeys(told))


def _carried(thing: Thing, mine: Sequence[Answer], answers: Sequence[Answer]) -> list[str]:
    """Who carries a thing that nobody is said to own: the ties it has, then those of the heading it is listed
    under."""
    ties = [answer for answer in mine if answer.property != LISTED]
    told = [sentence(answer) for answer in [*ties[:1], *(_others(ties)[:1] if ties else [])]]
    told.append(f"No document says in so many words who owns {named(thing)}.")
    for heading in (answer.object for answer in mine if answer.property == LISTED):
        above = [answer for answer in answers if heading and answer.subject.id == heading.id]
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
    told_of_target = answer.object and answer.object.status == answer.status
    state = f" ({answer.status})" if answer.status and not told_of_target else ""
    return f"{named(answer.subject)} {tensed(answer)} {target}{state}{_when(answer)} — {source(answer)}."


def tensed(answer: Answer) -> str:
    """The relation of an answer, in the past if that had ended when its document was written."""
    verb, _, rest = answer.relation.partition(" ")
    return f"{PAST[verb]} {rest}" if verb in PAST and answer.has_ended() else answer.relation


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
    return f"{answer.how() or 'no basis given'}: {where}"


def described(thing: Thing) -> str:
    """A thing's name with its tier and status, as far as they are unusual: Lamps Board (Silver board)."""
    tier = f"{thing.tier} board" if thing.tier and thing.tier not in OUTSIDE else thing.tier
    notes = [note for note in (thing.area, tier, thing.status) if note and note not in USUAL]
    return f"{thing.label} ({', '.join(notes)})" if notes else thing.label


def named(thing: Thing) -> str:
    """A thing's name; what is not a body stands in quotation marks."""
    if thing.type in BODIES:
        return thing.shown
    return f"“{thing.label}”" + (f" ({thing.area})" if thing.area else "")


def kind(thing: Thing) -> str:
    """What a thing is, in words: progress report for ProgressReport."""
    return spaced(thing.type) or "thing"


def spaced(name: str) -> str:
    """A name of the vocabulary in words: overseen by for overseenBy."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def not_said(things: Sequence[Thing], above: Sequence[Answer], looked_in: Sequence[tuple[str, str]]) -> str:
    """That nobody is named as owner: as looked for and not found, or only as not recorded; and where the
    thing belongs.

    `looked_in` are the documents and places where somebody looked; where the document is empty the place is
    named instead.
    """
    names = " or ".join(dict.fromkeys(named(thing) for thing in things))
    documents = list(dict.fromkeys(document or place for document, place in looked_in))
    if documents:
        where = listed(documents, 6, before_rest="")
        told = f"The documents do not say who owns {names}. Looked in: {where}."
    else:
        told = f"Nothing is recorded of who owns {names}; nobody has looked for it in particular."
    return told + (f" {sentence(above[0])}" if above else "")


def figure(row: Mapping[str, str]) -> str:
    """A figure as printed, with its unit unless the print shows it, what it is compared with and where it was
    counted.

    `row` has `printed`, and where known `number`, `unit`, `kind`, `compared`, `area` and `against`. A change
    that is printed without a direction gets the one that its number has; a figure that another one
    contradicts says so.
    """
    parts = [_with_unit(_with_direction(row), row)]
    compared = row.get("compared", "")
    if compared and not compared.lower().startswith(("not stated", "period not stated")):
        parts.append(compared if compared.lower().startswith(WITH) else f"compared with {compared}")
    if row.get("area"):
        parts.append(f"({row['area']})")
    if row.get("against"):
        parts.append(f"[contradicted: {row['against']}]")
    return " ".join(parts)


def _with_direction(row: Mapping[str, str]) -> str:
    """The figure as printed; before a bare number that is a change, up or down."""
    printed, number = row["printed"], row.get("number", "")
    # “c” is for circa: c. 40.
    bare = (printed[:1].isdigit() or printed[:1] in "£c") and not DIRECTED.search(printed)
    if row.get("kind") != "change" or not number or not bare:
        return printed
    return f"{'down' if number.startswith('-') else 'up'} {printed}"


def _with_unit(printed: str, row: Mapping[str, str]) -> str:
    """A printed figure with its unit after it, unless it shows the unit or is no number at all."""
    unit = row.get("unit", "")
    is_number = printed[-1:].isdigit() or row.get("number")
    return f"{printed} {unit}" if is_number and unit not in UNSAID_UNITS and unit not in printed else printed
