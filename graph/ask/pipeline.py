"""The answer to a question in plain English that the graph can stand behind, from words to reply.

There is no language model and no guessing: the words find rows of the records, the rows are weighed, and what
is told says whether it is sure. Each reply names the question of the library that answers the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from goldthread.graph.ask.answers import Statement, state
from goldthread.graph.ask.decision import MOST_READINGS, PLAIN, Decision, Verdict, decide
from goldthread.graph.ask.fields import Candidate, local_of, wanted
from goldthread.graph.ask.question import ParsedQuestion, parse
from goldthread.graph.ask.reply import AskReply, again, of_each_area, text_of, together, written
from goldthread.graph.ask.retrieval import Retrieved, retrieve
from goldthread.graph.ask.routing import namesakes, namesakes_told, of_areas, route
from goldthread.graph.ask.scoring import SOFT, named, score
from goldthread.graph.errors import GoldthreadError
from goldthread.graph.query.library import describe
from goldthread.graph.results.phrasing import spaced
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.dates import Day, day_of, has_ended
from goldthread.graph.text.stemming import stems

# Classes of rows that last from one day to another, and so are true on a day whenever it was written down.
LASTING = frozenset({"Membership", "Link", "Attribution"})
CLOSELY = frozenset({"chair", "tier", "status", "who"})
LONGEST = 1_000  # characters of a question; far more than anybody asks, and quick to refuse
# Set by hand: the share of a thing's name that must be said for a count of its parts to be sure, and the
# share of the question that a figure must cover to go before a count.
HALF, WELL = 0.5, 0.75
Worked = tuple[Decision, list[list[Statement]]]


def ask(store: Store, text: str, as_of: str | None = None) -> AskReply:
    """The answer to a question in plain English; it never guesses: it says what it cannot tell, and where
    somebody looked.

    Raises GoldthreadError for a question without words, or of more than a thousand characters.
    """
    if not any(character.isalnum() for character in text):
        raise GoldthreadError(
            'Ask a question in words, such as: goldthread ask "Who chairs the hate crime board?"'
        )
    if len(text) > LONGEST:
        raise GoldthreadError(f"The question has {len(text):,} characters; ask in {LONGEST:,} at most.")
    day, asked = day_of(as_of), parse(text)
    if heard := route(store, asked, as_of):
        return heard
    close = CLOSELY & set(asked.wants[:2]) or "whole" in asked.manners
    sought = retrieve(store, asked.words, SOFT, asked.tokens if close else ())
    alike = namesakes(store, asked, sought)
    if not alike:
        reply = _answered(store, asked, sought, as_of, day)
        if not (alike := namesakes_told(store, asked, reply)):
            return reply
        # What was asked in a few words of the name is looked for by all of them, so that no area lacks any.
        sought = retrieve(store, asked.words, SOFT, tuple(alike[0].label.casefold().split()))
    parts = of_areas(store, sought, alike)
    each = [
        (thing, _answered(store, asked, part, as_of, day)) for thing, part in zip(alike, parts, strict=True)
    ]
    said = [one for one in alike if set(stems(one.area or "")) <= set(asked.words)]
    return each[alike.index(said[0])][1] if len(said) == 1 else of_each_area(asked, each)


def _answered(
    store: Store, asked: ParsedQuestion, sought: Retrieved, as_of: str | None, day: Day | None
) -> AskReply:
    """The reply that the rows found for a question allow."""
    choices = [choice for choice in score(asked, sought) if not day or _by_then(choice, sought, day)]
    decision = decide(asked, sought, choices)
    worked = None if "lacking" in asked.manners else _worked_out(store, asked, sought, choices, decision, day)
    decision, groups = worked or (
        decision,
        [_running_first(state(store, group, day), day) for group in decision.groups],
    )
    return _reply(store, asked, sought, decision, groups, as_of)


def _running_first(told: Sequence[Statement], day: Day | None) -> list[Statement]:
    """What is told with what ended last, because a question without a date is about now."""
    return sorted(told, key=lambda one: bool(one.answer.object) and one.answer.has_ended(day))


def _by_then(choice: Candidate, sought: Retrieved, day: Day) -> bool:
    """Whether a row was so on a day: a seat or link by its own dates, else by its document's."""
    if choice.row.cls in LASTING and (since := choice.row.first("startDate")):
        return day.knew(since) and not has_ended(choice.row.first("endDate"), day)
    said = choice.row.first("date") or sought.papers.get(choice.row.first("document"), "").rpartition(" ")[2]
    return day.knew(said)


def _worked_out(
    store: Store,
    asked: ParsedQuestion,
    sought: Retrieved,
    choices: Sequence[Candidate],
    decision: Decision,
    day: Day | None,
) -> Worked | None:
    """What several rows together answer: a number over the years, a count, the highest, a new name, a
    story."""
    from goldthread.graph.ask.derived import described, extreme, renamed, story

    if listed := _listed(store, asked, sought, decision, day):
        return listed
    if counted := _counted(store, asked, sought, choices, decision, day):
        return counted
    if {"highest", "lowest"} & asked.manners and (
        top := extreme(asked, _fitting(asked, sought, choices) or choices)
    ):
        return _all(
            Verdict.ANSWER if top.covered > PLAIN else Verdict.READINGS, [top], state(store, [top], day)
        )
    if "renamed" in asked.manners and (new := renamed(sought, choices)):
        weak = all(
            local_of(choice.row.first("annotatedProperty")) in ("closeMatch", "exactMatch") for choice in new
        )
        return _all(Verdict.READINGS if weak else Verdict.ANSWER, new, state(store, new, day))
    if things := described(asked, sought, choices):
        verdict = Verdict.ANSWER if len(things) == 1 else Verdict.READINGS
        return Decision(verdict, tuple(things[:MOST_READINGS])), [
            state(store, group, day) for group in things[:MOST_READINGS]
        ]
    if "history" in asked.manners and not asked.wants:
        told_of, share = story(sought, choices)
        if told_of:
            return _all(
                Verdict.ANSWER if share > PLAIN and len(told_of) > 1 else Verdict.READINGS,
                told_of,
                state(store, told_of, day),
            )
    return None


def _listed(
    store: Store, asked: ParsedQuestion, sought: Retrieved, decision: Decision, day: Day | None
) -> Worked | None:
    """What answers a question for all of something: the whole list."""
    if "whole" not in asked.manners or asked.counted:
        return None
    from goldthread.graph.ask.lists import of_a_plan, whole

    if listed := whole(store, asked, sought, day):
        return Decision(Verdict.ANSWER, decision.groups[:1]), [listed]
    if decision.verdict is Verdict.ANSWER and of_a_plan(asked):
        # One row is not the list that is asked for.
        decision = Decision(Verdict.READINGS, decision.groups)
        return decision, [state(store, group, day) for group in decision.groups]
    return None


def _counted(
    store: Store,
    asked: ParsedQuestion,
    sought: Retrieved,
    choices: Sequence[Candidate],
    decision: Decision,
    day: Day | None,
) -> Worked | None:
    """What answers a question for a number by several rows: a number at each time it names, or a count of
    things."""
    if not asked.counted and len(asked.spans) < 2:
        return None
    from goldthread.graph.ask.counts import count
    from goldthread.graph.ask.derived import difference, over_time

    best = decision.groups[0][0] if decision.groups and decision.groups[0] else None
    if asked.counted and len(asked.spans) > 1:
        sums = [count(store, asked, sought, choices, span) for span in asked.spans]
        if found := [one for one in sums if one]:
            return (
                _all(Verdict.ANSWER, [one[1] for one in found], [one[0] for one in found])
                if len(found) == len(sums)
                else None
            )
    if len(asked.spans) > 1 and (series := over_time(asked, _fitting(asked, sought, choices))):
        told = state(store, series, day)
        between = difference(told, series)
        return _all(Verdict.ANSWER, series, [*told, between] if between else told)
    if (
        asked.counted
        and not (best and best.holds == "number" and best.covered >= WELL)
        and (counted := count(store, asked, sought, choices))
    ):
        about = named([counted[0].answer.subject.label], frozenset(sought.weights), sought)
        # More than half of the question, set by hand.
        sure = counted[1].covered > 0.55 and about >= HALF
        return _all(Verdict.ANSWER if sure else Verdict.READINGS, [counted[1]], [counted[0]])
    return None


def _fitting(asked: ParsedQuestion, sought: Retrieved, choices: Sequence[Candidate]) -> list[Candidate]:
    """The rows that hold what is wanted."""
    holds = wanted(asked, sought)
    return [choice for choice in choices if choice.row.cls != "NoneFound" and holds(choice)]


def _all(verdict: Verdict, chosen: Sequence[Candidate], told: list[Statement]) -> Worked:
    return Decision(verdict, (tuple(chosen),)), [told]


def _reply(
    store: Store,
    asked: ParsedQuestion,
    sought: Retrieved,
    decision: Decision,
    groups: Sequence[Sequence[Statement]],
    as_of: str | None,
) -> AskReply:
    told = [one for group in groups for one in group]
    answered = decision.verdict in (Verdict.ANSWER, Verdict.READINGS)
    readings = (
        tuple(together(group) for group in groups if group) if decision.verdict is Verdict.READINGS else ()
    )
    looked_in = _looked_in(store, decision)
    return AskReply(
        question=asked.text,
        text=text_of(asked, sought, decision, groups, looked_in),
        answers=tuple(one.answer for one in told) if answered else (),
        as_of=as_of,
        none_found=decision.verdict is Verdict.NOT_SAID,
        looked_in=looked_in,
        did_you_mean=() if answered else tuple(dict.fromkeys(one.answer.subject.label for one in told))[:3],
        title=asked.text,
        sure=decision.verdict is Verdict.ANSWER,
        verdict=decision.verdict.value,
        readings=readings,
        understood=_understood(asked, sought),
        again=tuple(dict.fromkeys(again(choice) for group in decision.groups for choice in group))[:3],
    )


def _looked_in(store: Store, decision: Decision) -> tuple[str, ...]:
    """The documents and sections where somebody looked for what was not found."""
    sections = [node for choice in decision.looked for node in choice.row.cells.get("lookedIn", ())]
    things = describe(store, sections)
    # By identifier, because a store gives the sections of one search in an order of its own.
    return tuple(
        ", ".join(dict.fromkeys(filter(None, [things[node].document, things[node].label])))
        for node in sorted(set(sections))
    )


def _understood(asked: ParsedQuestion, sought: Retrieved) -> tuple[tuple[str, str], ...]:
    """How the question was understood, in words."""
    borne = frozenset().union(*sought.words.values())
    said = {
        "wanted": ", ".join(asked.wants) or "anything that is said",
        "how": ", ".join(sorted(asked.manners)),
        "relations": ", ".join(sorted(map(spaced, asked.relations))),
        "years": ", ".join(map(str, sorted(asked.years))),
        "documents of": ", ".join(map(str, sorted(asked.papers))),
        "words looked for": " ".join(written(asked, stem) for stem in sought.weights),
        "words that no record bears": " ".join(
            written(asked, stem) for stem in sought.weights if stem not in borne
        ),
    }
    return tuple((name, text) for name, text in said.items() if text)
