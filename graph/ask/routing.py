"""Questions that another verb answers better: who owns a thing, what it is, what is missing; and those that
must be answered for each of several areas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from goldthread.graph.ask.decision import Verdict
from goldthread.graph.ask.question import ParsedQuestion, begins
from goldthread.graph.ask.reply import AskReply
from goldthread.graph.ask.retrieval import Retrieved
from goldthread.graph.errors import NameNotFound, NameShared
from goldthread.graph.query.library import describe, iri
from goldthread.graph.query.names import WHOLE, exactly
from goldthread.graph.query.namesakes import area_names, areas_of, told_apart
from goldthread.graph.results.answers import Answer, Thing
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.stemming import stems
from goldthread.ontology.terms import BODIES

MOST_NAMED, LONGEST_NAME = 12, 7
# Answers of a reply, and things of them, that are looked at for others of their names; set by hand on 1
# December 2026.
MOST_TOLD_OF = 3
SHOWING = (
    "what is|are|was",
    "who is|are",
    "tell me about",
    "everything|all about|on",
    "show me everything|all about|on",
    "show me",
    "show",
)
OWNER_PATTERNS = (
    "who|which|what owns",
    "who|which|what board|body|group|agency owns|oversees",
    "who oversees",
    "who is|are|was responsible|accountable for",
    "which board|body|group|agency is responsible|accountable for",
    "who owner|owners of",
    "owner|owners of",
)


def route(store: Store, asked: ParsedQuestion, as_of: str | None) -> AskReply | None:
    """The answer of the verb that is meant; None if none is."""
    if asked.gap:
        return _missing(store, asked, as_of)
    if page := _page(store, asked, as_of):
        return page
    name = next(
        (asked.tokens[end:] for end in (begins(pattern, asked.tokens) for pattern in OWNER_PATTERNS) if end),
        (),
    )
    return (
        _owned(store, asked, " ".join(name), as_of)
        if 0 < len(name) <= LONGEST_NAME and not (asked.papers | asked.years)
        else None
    )


def _owned(store: Store, asked: ParsedQuestion, name: str, as_of: str | None) -> AskReply | None:
    """Who owns what is named; None where nothing is called that."""
    from goldthread.graph.lookup.owner import owner

    try:
        reply = owner(store, name.removeprefix("the "), as_of)
    except NameNotFound:
        return None
    areas = {answer.subject.area for answer in reply.answers if answer.subject.area}
    verdict = Verdict.NOT_SAID if reply.none_found else Verdict.READINGS if areas else Verdict.ANSWER
    return AskReply(
        question=asked.text,
        text=reply.text,
        answers=reply.answers,
        as_of=as_of,
        none_found=reply.none_found,
        looked_in=reply.looked_in,
        did_you_mean=reply.did_you_mean,
        title=asked.text,
        sure=verdict is Verdict.ANSWER,
        verdict=verdict.value,
        understood=(("wanted", "who owns it"), ("of", reply.title)),
        again=(f'goldthread owner "{name}"',),
    )


def _page(store: Store, asked: ParsedQuestion, as_of: str | None) -> AskReply | None:
    """What the page of a thing says, for who asks for everything of it or what it is; None where nothing is
    called just so."""
    name = next(
        (asked.tokens[end:] for end in (begins(pattern, asked.tokens) for pattern in SHOWING) if end), ()
    )
    text = " ".join(name).removeprefix("the ")
    if not text or len(name) > LONGEST_NAME or asked.papers | asked.years or not _known(store, asked, text):
        return None
    from goldthread.graph.pages.builder import show

    try:
        page = show(store, text, as_of)
    except NameShared as shared:
        again = tuple(f"goldthread show {identifier}" for identifier in shared.identifiers)
        return AskReply(
            question=asked.text,
            text=str(shared),
            as_of=as_of,
            title=asked.text,
            verdict=Verdict.READINGS.value,
            readings=tuple(shared.told),
            understood=(("wanted", "what it is"), ("of", text)),
            again=again,
        )
    return AskReply(
        question=asked.text,
        text=page.text,
        answers=page.answers[:MOST_NAMED],
        as_of=as_of,
        title=asked.text,
        sure=True,
        verdict=Verdict.ANSWER.value,
        understood=(("wanted", "what it is"), ("of", page.thing.label)),
        again=(f'goldthread show "{text}"',),
    )


def _known(store: Store, asked: ParsedQuestion, text: str) -> bool:
    """Whether something that is more than a measure or a part is called just so, a body or person where *who*
    is asked."""
    from goldthread.graph.query.names import WHOLE, exactly

    classes = BODIES - {"Post"} if asked.tokens[0] == "who" else WHOLE  # of a post, who holds it is asked
    return any(match.thing.type in classes for match in exactly(store, text))


def _missing(store: Store, asked: ParsedQuestion, as_of: str | None) -> AskReply:
    """What lacks something, counted and named as `align --gaps` has it."""
    from goldthread.graph.alignment.builder import align
    from goldthread.graph.alignment.gap_finder import gaps
    from goldthread.graph.alignment.gaps import GAP_KINDS

    found = gaps(store, align(store, as_of=as_of), (asked.gap,))
    told = {
        state: [gap.thing.label for gap in found.items if gap.state == state]
        for state in ("nothing at all", "only indirectly")
    }
    named = "".join(
        f" {state.capitalize()}: {'; '.join(labels[:MOST_NAMED])}{_more(labels)}."
        for state, labels in told.items()
        if labels
    )
    return AskReply(
        question=asked.text,
        text=found.text + named,
        answers=tuple(
            Answer(
                gap.thing,
                "is one of the",
                value=f"{GAP_KINDS[gap.kind]} ({gap.state})",
                basis=gap.basis,
                why=gap.support_in_words or None,
                evidence=gap.evidence,
            )
            for gap in found.items
        ),
        as_of=as_of,
        title=asked.text,
        sure=True,
        verdict=Verdict.ANSWER.value,
        understood=(("wanted", GAP_KINDS[asked.gap]),),
        again=(f"goldthread align --gaps {asked.gap}",),
    )


def _more(labels: Sequence[str]) -> str:
    return f"; and {len(labels) - MOST_NAMED} more" if len(labels) > MOST_NAMED else ""


def namesakes(store: Store, asked: ParsedQuestion, sought: Retrieved) -> list[Thing]:
    """The things that share the longest name in the question and are for several areas; none if no others
    do."""
    words = set(asked.words)
    alike: dict[tuple[str, str], list[str]] = {}
    for node, cls in sought.classes.items():
        if cls in WHOLE and (label := sought.label(node)):
            alike.setdefault((cls, label.casefold()), []).append(node)
    groups = {key: nodes for key, nodes in alike.items() if len(nodes) > 1 and words >= set(stems(key[1]))}
    if not groups:
        return []
    longest = max(groups, key=lambda key: (len(stems(key[1])), key))
    return told_apart(store, list(describe(store, sorted(groups[longest])).values()))


def namesakes_told(store: Store, asked: ParsedQuestion, reply: AskReply) -> list[Thing]:
    """The things of several areas that share the name of one that a reply tells of, and that the question
    names by some of its words."""
    words = set(asked.words)
    told = {
        thing.id: len(words & set(stems(thing.label)))
        for answer in reply.answers[:MOST_TOLD_OF]
        for thing in (answer.subject, answer.object)
        if thing and thing.type in WHOLE
    }
    ends = [thing for answer in reply.answers for thing in (answer.subject, answer.object) if thing]
    named = {thing.id: thing for thing in ends if told.get(thing.id)}
    for thing in sorted(named.values(), key=lambda thing: (-told[thing.id], thing.id))[:MOST_TOLD_OF]:
        if alike := told_apart(store, [thing, *(match.thing for match in exactly(store, thing.label))]):
            return alike
    return []


def of_areas(store: Store, sought: Retrieved, alike: Sequence[Thing]) -> list[Retrieved]:
    """What was found, for each of several things of one name without what speaks of the areas of the
    others."""
    nodes = {
        *sought.classes,
        *(end for row in sought.rows for end in (row.node, *(end for _, end in row.ends))),
    }
    areas = area_names(store, [*describe(store, sorted(nodes)).values(), *alike])
    of_node = {iri(thing).value: set(names) for thing, names in areas.items()}
    own = [set(areas[thing.id]) for thing in alike]

    def without(others: set[str], mine: set[str]) -> Retrieved:
        away = {node for node, names in of_node.items() if names & others and not names & mine}
        rows = [
            row for row in sought.rows if row.node not in away and away.isdisjoint(end for _, end in row.ends)
        ]
        classes = {node: cls for node, cls in sought.classes.items() if node not in away}
        names = {node: names for node, names in sought.names.items() if node not in away}
        return replace(sought, rows=rows, classes=classes, names=names)

    return [without(set().union(*own) - mine, mine) for mine in own]


def first_of_each_area(store: Store, around: Sequence[str], sought: Retrieved) -> list[str]:
    """The first of the things that a question names; of plans that it names alike the first of each area,
    because a plan of one area is no older version of another's."""
    plans = [node for node in around if sought.classes.get(node) == "Plan"]
    if len(plans) < 2 or plans != list(around):
        return list(around[:1])
    things = describe(store, plans)
    areas = areas_of(store, list(things.values()))
    first: dict[str, str] = {}
    for node in plans:
        if area := areas.get(things[node].id):
            first.setdefault(area, node)
    return list(first.values()) if len(first) > 1 else plans[:1]
