"""The reply of `ask`: its text, its verdict, its readings, and how the question was understood."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from goldthread.graph.ask.answers import Statement
from goldthread.graph.ask.decision import Decision, Verdict
from goldthread.graph.ask.fields import Candidate
from goldthread.graph.ask.question import ParsedQuestion
from goldthread.graph.ask.retrieval import Retrieved
from goldthread.graph.query.library import identifier
from goldthread.graph.results.answers import Answer, Reply, Thing
from goldthread.graph.results.phrasing import named, source
from goldthread.graph.text.stemming import stems


@dataclass(frozen=True)
class AskReply(Reply):
    """A reply to a question in plain English.

    `verdict` is answer, several readings, not in the documents or not understood; `sure` is true of an answer
    alone. `readings` are the answers it may have, the likeliest first. `understood` says what was wanted, of
    which time, by which words; `again` are questions of the library, ready to be asked, that show the rows
    behind the reply."""

    sure: bool = False
    verdict: str = ""
    readings: tuple[str, ...] = ()
    understood: tuple[tuple[str, str], ...] = ()
    again: tuple[str, ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        """The envelope, with the verdict and what was understood."""
        more = {"sure": self.sure, "verdict": self.verdict, "readings": list(self.readings)}
        return {**super().to_json(), **more, "understood": dict(self.understood), "again": list(self.again)}


def of_each_area(asked: ParsedQuestion, each: Sequence[tuple[Thing, AskReply]]) -> AskReply:
    """The replies of several things of one name as the readings of one, each told under its own area."""
    first = each[0][0]
    texts = tuple(f"{thing.area} ({thing.document}): {reply.text}" for thing, reply in each)
    replies = [reply for _, reply in each]
    return replace(
        replies[0],
        text=f"{len(each)} things are called {named(replace(first, area=None))}. {' '.join(texts)}",
        answers=tuple(_of_area(answer, thing) for thing, reply in each for answer in reply.answers),
        none_found=all(reply.none_found for reply in replies),
        looked_in=tuple(dict.fromkeys(place for reply in replies for place in reply.looked_in)),
        did_you_mean=(),
        sure=False,
        verdict=Verdict.READINGS.value,
        readings=texts,
        again=tuple(dict.fromkeys(again for reply in replies for again in reply.again)),
    )


def _of_area(answer: Answer, thing: Thing) -> Answer:
    """An answer whose end tells its area, if that end is the thing."""
    return replace(
        answer,
        subject=thing if answer.subject.id == thing.id else answer.subject,
        object=thing if answer.object and answer.object.id == thing.id else answer.object,
    )


# How many answers the text tells of the likeliest reading, of each other, and how many places of a search.
MOST_TOLD, MOST_OF_OTHERS, MOST_PLACES = 5, 2, 6


def text_of(
    asked: ParsedQuestion,
    sought: Retrieved,
    decision: Decision,
    groups: Sequence[Sequence[Statement]],
    looked_in: Sequence[str] = (),
) -> str:
    """The whole reply: what words were taken for, then the answer, the readings, or where nothing was
    found."""
    taken = "".join(
        f"“{written(asked, word)}” is taken as “{_known(sought, meant)}”. "
        for word, meant in sought.respelt.items()
    )
    if decision.verdict is Verdict.ANSWER:
        return taken + together(groups[0])
    if decision.verdict is Verdict.READINGS:
        others = [together(group, MOST_OF_OTHERS) for group in groups[1:] if group]
        more = f" Other readings: {' Or: '.join(others)}" if others else ""
        return (
            f"{taken}Not sure that this is what is asked. The likeliest answer: {together(groups[0])}{more}"
        )
    if decision.looked:
        return taken + _looked_for(decision, looked_in)
    near = next((group[0] for group in groups if group), None)
    nearest = f" The nearest that is recorded: {near.sentence}" if near else ""
    if decision.verdict is Verdict.NOT_UNDERSTOOD:
        return (
            f"{taken}This was not understood well enough to answer; try other words, or `goldthread "
            f"find`.{nearest}"
        )
    return (
        f"{taken}As far as they are recorded, the documents do not say this; nobody has looked for it in "
        f"particular.{nearest}"
    )


def _looked_for(decision: Decision, looked_in: Sequence[str]) -> str:
    """That somebody looked for this and did not find it, with their remark and where they looked."""
    row = decision.looked[0].row
    remark = row.first("why") or row.first("editorialNote")
    more = f"; and {len(looked_in) - MOST_PLACES} more" if len(looked_in) > MOST_PLACES else ""
    places = f" Looked in: {'; '.join(looked_in[:MOST_PLACES])}{more}." if looked_in else ""
    return (
        f"The documents do not say. Somebody looked for this: "
        f"{row.first('title')}{f' {remark}' if remark else ''}{places}"
    )


def together(told: Sequence[Statement], most: int = MOST_TOLD) -> str:
    """Answers that belong together, each with its source; links of one document that differ in one end as
    one."""
    sets: list[list[Statement]] = []
    for one in told:
        for alike in sets:
            if _alike([*alike, one]):
                alike.append(one)
                break
        else:
            sets.append([one])
    more = f" And {len(sets) - most} more." if len(sets) > most else ""
    return " ".join(_sentence(alike) for alike in sets[:most]) + more


def _alike(told: Sequence[Statement]) -> bool:
    """Whether links say the same: of the same things in several places, or of one thing and others in one
    document."""
    answers = [one.answer for one in told]
    if any(answer.object is None for answer in answers):
        return False
    known = {
        (answer.property, answer.relation, answer.basis, answer.from_, answer.until, answer.status)
        for answer in answers
    }
    papers = {(answer.why, answer.evidence[0].document if answer.evidence else "") for answer in answers}
    subjects, objects = zip(*map(_ends, told), strict=True)
    ends = len(set(subjects)), len(set(objects))
    return len(known) == 1 and (ends == (1, 1) or (len(papers) == 1 and 1 in ends))


def _ends(told: Statement) -> tuple[str, str]:
    return told.answer.subject.id, told.answer.object.id if told.answer.object else ""


def _sentence(alike: Sequence[Statement]) -> str:
    """The first with its source, and the others by name."""
    first = alike[0]
    again = [one for one in alike[1:] if _ends(one) == _ends(first)]
    rest = [one for one in alike[1:] if one not in again]
    told = first.sentence + "".join(f" The same — {source(one.answer)}." for one in again)
    if not rest:
        return told
    one_subject = first.answer.subject.id == rest[0].answer.subject.id
    named = {}
    for one in rest:
        end = one.answer.object if one_subject else one.answer.subject
        phrase = next(
            (place.phrase for place in one.answer.evidence[:1] if place not in first.answer.evidence), ""
        )
        if end:
            named[end.label] = f"{end.label} (“{phrase}”)" if phrase else end.label
    return f"{told} In the same document also: {'; '.join(named.values())}."


def written(asked: ParsedQuestion, stem: str) -> str:
    """The word of the question that has a stem."""
    words = re.findall(r"[^\W_]+", asked.text)
    return next((word for word in words if stem in stems(word)), stem)


def _known(sought: Retrieved, meant: Sequence[str]) -> str:
    """Words that have these stems, as the names of things have them, or else the stems."""
    known: dict[str, str] = {}
    for names in sought.names.values():
        for word in re.findall(r"[^\W\d_]+", names[0]):
            for stem in stems(word):
                known[stem] = min(
                    word.lower(), known.get(stem, word.lower()), key=lambda text: (len(text), text)
                )
    return " ".join(known.get(stem, stem) for stem in meant)


def again(choice: Candidate) -> str:
    """The question of the library that shows the row among its like, as a command."""
    row = choice.row
    name, parameter, node = {
        "Figure": ("figures-of-measure", "measure", row.first("observedProperty")),
        "Target": ("figures-of-measure", "measure", row.first("observedProperty")),
        "Membership": ("members-of-board", "board", row.first("organization")),
        "MonetaryGrant": ("funding", "", ""),
        "Duty": ("duties-of-body", "", ""),
        "NoneFound": ("what-was-not-found", "", ""),
        "Standing": ("standings-over-time", "", ""),
        "Label": ("names-over-time", "", ""),
        "Link": ("links-of", "thing", row.first("annotatedSource")),
    }.get(row.cls, ("facts", "thing", row.node))
    return f"goldthread query --name {name}" + (f" --set {parameter}={identifier(node)}" if parameter else "")
