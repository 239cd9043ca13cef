"""Whole lists that answer a question for all of something: who sits on a board, what a plan sets.

A list is of one relation around one thing that the question names, as one document has it: the newest, or the
one asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from goldthread.graph.ask.answers import Statement, term
from goldthread.graph.ask.counts import of_kind
from goldthread.graph.ask.fields import local_of, plans_called, years_in
from goldthread.graph.ask.question import ParsedQuestion, classes_of_nouns
from goldthread.graph.ask.retrieval import Retrieved
from goldthread.graph.ask.routing import first_of_each_area
from goldthread.graph.ask.scoring import mentioned
from goldthread.graph.query.library import Row, describe, evidence, on_day, run, value
from goldthread.graph.query.links import links
from goldthread.graph.results.answers import INFERRED, STATED, Answer, Evidence, Thing
from goldthread.graph.store.base import Literal, NamedNode
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.dates import Day, has_ended, spoken
from goldthread.graph.text.stemming import stems
from goldthread.ontology.terms import BODIES, LEVELS, OWNING

OF_PLANS = frozenset(
    {"Priority", "Objective", "Outcome", "Deliverable", "CrossCuttingTheme", "Pledge", "Measure"}
)
QUALIFIERS = ("shared", "key", "main", "strategic", "focus", "strategy", "plan")  # of the lists of a plan
MOST, FEWEST = 40, 2


def whole(store: Store, asked: ParsedQuestion, sought: Retrieved, day: Day | None = None) -> list[Statement]:
    """All that the question asks for, as one answer with its places; nothing if it names no thing, or no list
    is asked for."""
    if told := _of_tier(store, asked, day):
        return [told]
    listed = (
        _members(store, asked, sought, thing, day)
        if "member" in asked.relations
        else _linked(store, asked, sought, (thing, day))
        for thing in first_of_each_area(store, _around(asked, sought), sought)
    )
    return [told for told in listed if told]


def of_a_plan(asked: ParsedQuestion) -> bool:
    """Whether the question asks for all of a kind that plans have many of."""
    return bool(_classes(asked) & OF_PLANS)


def _plainly(asked: ParsedQuestion, sought: Retrieved, thing: str) -> bool:
    """Whether a question for what a plan has says no more than that: not which of them align with another, or
    are led by whom."""
    if not _classes(asked) & OF_PLANS or sought.classes.get(thing) != "Plan":
        return True
    nouns = [noun for noun, known in classes_of_nouns().items() if known in OF_PLANS]
    return set(asked.words) <= set(
        stems(" ".join([*nouns, *QUALIFIERS, *sought.names.get(thing, ()), sought.label(thing)]))
    )


def _classes(asked: ParsedQuestion) -> frozenset[str]:
    """The classes that the noun of the question may mean; any if it has none."""
    nouns = classes_of_nouns()
    found = next((nouns[token] for token in asked.tokens if token in nouns and token.endswith("s")), "")
    return BODIES if found in ("Agency", "Person") else frozenset({found}) - {""}


def _around(asked: ParsedQuestion, sought: Retrieved) -> list[str]:
    """The things that the question names, the longest name first; a plan also by the years in its title."""
    plans = [
        node
        for node, known in sought.classes.items()
        if known == "Plan" and asked.papers and asked.papers <= years_in(sought.label(node))
    ]
    if _classes(asked) & OF_PLANS and (called := plans_called(asked, sought)):
        return _newest_first([node for node in plans if node in called] or called, sought)
    bare = (
        {"Place", "KeyIssue", "Measure"} if _classes(asked) & OF_PLANS else {"Place"}
    )  # nothing of a plan stands under these
    named_ = [node for node in mentioned(sought) if sought.classes.get(node) not in bare]
    alike = [node for node in named_ if sought.classes.get(node) == "Plan"]
    if alike and alike[0] == named_[0]:  # of several plans of one name the newest, unless the years say which
        return _newest_first(set(plans) & set(alike) or alike, sought)
    return list(dict.fromkeys([*named_, *sorted(plans)]))


def _newest_first(plans: Iterable[str], sought: Retrieved) -> list[str]:
    return sorted(plans, key=lambda node: (-max(years_in(sought.label(node)), default=0), node))


def _of_tier(store: Store, asked: ParsedQuestion, day: Day | None) -> Statement | None:
    """The boards of a tier, each as the newest document places it."""
    tier = next((tier for tier in LEVELS if tier.casefold() in asked.tokens), "")
    if (
        not tier
        or not {"board", "boards", "groups"} & set(asked.tokens)
        or asked.relations - {"broader", "underPriority"}
    ):
        return None
    bound = {"tier": Literal(tier), **on_day(day)}
    years = asked.papers | asked.years
    rows = [
        row
        for row in run(store, "boards-at-tier", **bound)
        if not years or years & years_in(value(row, "document") + " " + value(row, "as_at"))
    ]
    newest = max((value(row, "as_at") for row in rows), default="")
    last = {value(row, "board"): row for row in rows}
    now = sorted(last.values(), key=lambda row: (value(row, "as_at") != newest, value(row, "board")))
    if not now:
        return None
    labels = []
    for row in now:
        status = value(row, "status") if value(row, "status") != "in place" else ""
        said = f"as of {value(row, 'as_at')[:4]}" if value(row, "as_at") != newest else ""
        notes = ", ".join(filter(None, [status, said]))
        labels.append(value(row, "board") + (f" ({notes})" if notes else ""))
    place = tuple(
        Evidence(value(row, "document"), "", value(row, "place"), value(row, "phrase"), value(row, "as_at"))
        for row in now
    )
    basis = STATED if all(value(row, "basis") == STATED for row in now) else INFERRED
    thing = Thing(f"tier/{tier.casefold()}", f"{tier} tier", "Tier")
    return _told(
        thing, "has", labels, ([place], basis, None if basis == STATED else "as placed in the document")
    )


def _members(
    store: Store, asked: ParsedQuestion, sought: Retrieved, thing: str, day: Day | None
) -> Statement | None:
    """The members of a body, with their roles if more than members; former ones come last, uncounted."""
    running, former = _seats(store, asked, sought, thing, day)
    if not running and not former:
        return None
    mine = [*running, *former]
    things = describe(store, [thing, *(value(row, "member") for row in mine)])
    places = evidence(store, [value(row, "membership") for row in mine])
    inferred = [row for row in mine if value(row, "basis") == INFERRED]
    partly = 0 < len(inferred) < len(mine)
    labels = [things[value(row, "member")].label + _notes(row, partly=partly) for row in mine]
    basis = INFERRED if inferred else STATED
    known = [places[value(row, "membership")] for row in mine], basis, _reasoning(mine, inferred)
    told = _told(things[thing], "has as members", labels[: len(running)], known)
    return _with_former(told, labels[len(running) :]) if former else told


def _seats(
    store: Store, asked: ParsedQuestion, sought: Retrieved, thing: str, day: Day | None
) -> tuple[list[Row], list[Row]]:
    """The seats of the newest paper that names members of a body, and those that had ended."""
    by_paper: dict[str, list[Row]] = defaultdict(list)
    for row in run(store, "memberships-in", body=NamedNode(thing)):
        if local_of(value(row, "role")) != "champion":
            by_paper[value(row, "source")].append(row)
    paper = _newest(asked, sought, by_paper, day, fewest=1) or _dated(asked, sought, by_paper, day) or ""
    # An end that lies after the paper that tells of it is still to come.
    written = sought.papers.get(paper, "").rpartition(" ")[2]
    asked_on = day or (Day(written) if written else None)
    begun = [row for row in by_paper[paper] if not day or day.knew(value(row, "from"))]
    former = [row for row in begun if has_ended(value(row, "until"), asked_on)]
    return [row for row in begun if row not in former], former


def _dated(
    asked: ParsedQuestion, sought: Retrieved, by_paper: Mapping[str, Sequence[Row]], day: Day | None
) -> str | None:
    """A later paper that says since when somebody has sat there, if a day is asked."""
    dated = {paper: mine for paper, mine in by_paper.items() if any(value(row, "from") for row in mine)}
    return _newest(asked, sought, dated, None, fewest=1) if day else None


def _reasoning(rows: Sequence[Row], inferred: Sequence[Row]) -> str | None:
    """Why the one row is so, or how many of several are inferred; None if none is."""
    if not inferred:
        return None
    alone = value(inferred[0], "why") if len(rows) == 1 else ""
    return alone or f"{len(inferred)} of the {len(rows)} inferred"


def _with_former(told: Statement, labels: Sequence[str]) -> Statement:
    """A list of members with the former ones behind it, who are not counted."""
    ended = f"; formerly: {'; '.join(labels)}"
    return Statement(replace(told.answer, value=f"{told.answer.value}{ended}"), f"{told.words}{ended}")


def _notes(row: Row, *, partly: bool) -> str:
    """A member's role if it is more than that, and that it is inferred where others are not."""
    role = term(value(row, "role"))
    notes = [role if role != "member" else "", INFERRED if partly and value(row, "basis") == INFERRED else ""]
    notes.append(f"until {spoken(value(row, 'until'))}" if value(row, "until") else "")
    return "".join(f" ({note})" for note in notes if note)


def _linked(
    store: Store, asked: ParsedQuestion, sought: Retrieved, about: tuple[str, Day | None]
) -> Statement | None:
    """What one relation ties to a thing, the relation that the question speaks of and has most to list."""
    (thing, day), classes = about, _classes(asked)
    plainly = classes and _plainly(asked, sought, thing)
    sets: dict[tuple[str, str], dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    found = run(store, "links-in", thing=NamedNode(thing))
    kinds = describe(store, [value(row, "other") for row in found])
    for row in found:
        relation, way = local_of(value(row, "property")), value(row, "way")
        wanted = relation in asked.relations or (
            plainly and (not asked.relations or relation in ("isPartOf", "underPriority"))
        )
        if (
            wanted
            and ("active" not in asked.manners or way == "<")
            and (not classes or kinds[value(row, "other")].type in classes)
        ):
            sets["owns" if relation in OWNING else relation, way][value(row, "source")].append(
                (value(row, "link"), value(row, "other"))
            )
    for (_, way), by_paper in sorted(sets.items(), key=lambda pair: -max(map(len, pair[1].values()))):
        paper = _newest(asked, sought, by_paper, day)
        ends = of_kind(store, asked, {other: kinds[other] for _, other in by_paper[paper]}) if paper else {}
        answers = (
            links(store, [link for link, other in by_paper[paper] if other in ends], day) if paper else []
        )
        if len(answers) >= FEWEST:
            return _of_links(answers, out=way == ">")
    return None


def _of_links(answers: Sequence[Answer], *, out: bool) -> Statement | None:
    """Links of one thing as one answer; where they differ in relation or basis each says so."""
    worded = [answer.relation if out else answer.inverse or answer.relation for answer in answers]
    mixed = len({answer.basis for answer in answers}) > 1
    thing = answers[0].subject if out else answers[0].object
    labels = []
    for words, answer in zip(worded, answers, strict=True):
        end = answer.object if out else answer.subject
        said = f"{words} " if len(set(worded)) > 1 and words != worded[0] else ""
        known = " (inferred)" if mixed and answer.basis == INFERRED else ""
        labels.append(f"{said}{end.label if end else answer.value}{known}")
    basis = STATED if all(answer.basis == STATED for answer in answers) else INFERRED
    inferred = sum(answer.basis == INFERRED for answer in answers)
    why = f"{inferred} of the {len(answers)} inferred" if inferred else None
    places = [answer.evidence for answer in answers]
    return (
        _told(thing, worded[0], labels if len(set(worded)) > 1 else sorted(labels), (places, basis, why))
        if thing
        else None
    )


def _newest(
    asked: ParsedQuestion,
    sought: Retrieved,
    by_paper: Mapping[str, Sequence[object]],
    day: Day | None,
    fewest: int = FEWEST,
) -> str | None:
    """The paper to list from: one of the years asked for, or else the newest of those that list more than
    one."""
    dates = {
        paper: sought.papers.get(paper, "").rpartition(" ")[2]
        for paper, rows in by_paper.items()
        if len(rows) >= fewest
    }
    known = [paper for paper, date in dates.items() if not day or day.knew(date)]
    years = asked.papers | asked.years
    of_years = [paper for paper in known if years & years_in(sought.papers.get(paper, ""))]
    pool = of_years or ([] if years else known)
    return max(pool, key=lambda paper: (dates[paper], len(by_paper[paper])), default=None)


def _told(
    thing: Thing,
    words: str,
    labels: Sequence[str],
    known: tuple[Sequence[tuple[Evidence, ...]], str, str | None],
) -> Statement:
    places, basis, why = known
    once = list(dict.fromkeys(labels))
    more = f"; and {len(once) - MOST} more" if len(once) > MOST else ""
    listed = "; ".join(once[:MOST]) + more
    evidence_of = tuple(dict.fromkeys(place for found in places for place in found[:1]))
    answer = Answer(thing, words, value=listed, basis=basis, evidence=evidence_of, property="list", why=why)
    return Statement(answer, f"{thing.label} {words} ({len(once)}): {listed}")
