"""Counts of things that answer *how many*, with the list and the documents' own headings over it.

A number that is counted is never stated: it is told as inferred, with the statements that were counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from goldthread.graph.ask.answers import Statement, term
from goldthread.graph.ask.fields import Candidate, years_in
from goldthread.graph.ask.question import ParsedQuestion
from goldthread.graph.ask.retrieval import CandidateRow, Retrieved
from goldthread.graph.ask.scoring import named
from goldthread.graph.query.library import describe, evidence, run, value
from goldthread.graph.results.answers import INFERRED, Answer, Evidence, Thing
from goldthread.graph.store.base import NamedNode
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.stemming import stems
from goldthread.ontology.terms import BODIES, LEVELS

COUNTABLE = {"Agency": BODIES}


def count(
    store: Store,
    asked: ParsedQuestion,
    sought: Retrieved,
    choices: Sequence[Candidate],
    years: frozenset[int] | None = None,
) -> tuple[Statement, Candidate] | None:
    """How many things of the class asked for are tied to one thing by one relation in one document; the best
    such set."""
    classes = COUNTABLE.get(asked.counted, {asked.counted})
    wanted = asked.papers if years is None else years
    sets: dict[tuple[str, str, str, str], list[Candidate]] = defaultdict(list)
    for choice in choices:
        for fixed, free, relation in _ends(choice.row):
            document = choice.row.first("document")
            if sought.classes.get(free) in classes and (
                not wanted or wanted & years_in(f"{document} {sought.papers.get(document, '')}")
            ):
                sets[fixed, relation, document, choice.row.cls].append(choice)
    words = frozenset(sought.weights)
    # How much of the thing's name is said decides between sets that fit alike; 0.3, set by hand.
    worth = {
        key: max(choice.weight for choice in members)
        + 0.3 * named(sought.names.get(key[0], ()), words, sought)
        for key, members in sets.items()
    }
    ranked = sorted(sets.items(), key=lambda pair: (-worth[pair[0]], pair[0]))
    for (fixed, relation, document, kind), members in ranked[:3]:
        told = _counted(store, asked, (fixed, relation, document, kind), classes)
        if told:
            return told, max(members, key=lambda choice: choice.weight)
    return None


def _ends(row: CandidateRow) -> list[tuple[str, str, str]]:
    """The ends of a row, each way: the thing that stays, the thing that is counted, the relation."""
    if row.cls == "Link":
        one, other, relation = (
            row.first("annotatedSource"),
            row.first("annotatedTarget"),
            row.first("annotatedProperty"),
        )
        return [(one, other, f">{relation}"), (other, one, f"<{relation}")]
    if row.cls == "Membership":
        return [(row.first("organization"), row.first("member"), row.first("role"))]
    return []


def _counted(
    store: Store, asked: ParsedQuestion, found: tuple[str, str, str, str], classes: frozenset[str] | set[str]
) -> Statement | None:
    """All things of such a set, as the graph has them; nothing for fewer than two, which is no count."""
    fixed, relation, _, kind = found
    members = _members(store, found)
    things = describe(store, [fixed, *(member for member, _ in members)])
    kept = of_kind(store, asked, {node: things[node] for node, _ in members if things[node].type in classes})
    if len(kept) < 2:
        return None
    known = evidence(store, [node for member, node in members if member in kept])
    places = {member: known[node][:1] for member, node in members if member in kept}
    number = f"{len(kept)}{f' as {term(relation)}' if kind == 'Membership' else ''}"
    listed = _listed(kept, places)
    answer = Answer(
        subject=things[fixed],
        relation="counted",
        value=f"{number}: {listed}",
        basis=INFERRED,
        why=f"counted from {len(kept)} statements of one document",
        evidence=tuple(dict.fromkeys(place for found_ in places.values() for place in found_)),
        property="count",
    )
    return Statement(answer, f"{things[fixed].label} has {number}, counted: {listed}")


def _members(store: Store, found: tuple[str, str, str, str]) -> list[tuple[str, str]]:
    """The things of a set with the nodes that say so."""
    fixed, relation, document, kind = found
    if kind == "Membership":
        memberships = run(store, "memberships-in", body=NamedNode(fixed))
        said = [(row, value(row, "role")) for row in memberships]
        names = "member", "membership"
    else:
        said = [
            (row, value(row, "way") + value(row, "property"))
            for row in run(store, "links-in", thing=NamedNode(fixed))
        ]
        names = "other", "link"
    return [
        (value(row, names[0]), value(row, names[1]))
        for row, way in said
        if way == relation and value(row, "source") == document
    ]


def _listed(kept: Mapping[str, Thing], places: Mapping[str, tuple[Evidence, ...]]) -> str:
    """The things by the headings that the document has over them, the longest list first; plainly under one
    heading."""
    lists: dict[str, list[str]] = defaultdict(list)
    for node, thing in sorted(kept.items(), key=lambda pair: pair[1].label):
        lists[next((place.place.partition(",")[0] for place in places[node]), "")].append(thing.label)
    if len(lists) == 1:
        return "; ".join(next(iter(lists.values())))
    return " / ".join(
        f"{len(labels)} in {place or 'no place given'}: {'; '.join(labels)}"
        for place, labels in sorted(lists.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    )


def of_kind(store: Store, asked: ParsedQuestion, things: dict[str, Thing]) -> dict[str, Thing]:
    """Those of the things that are of the tier or kind that the question names, all if it names none that is
    there."""
    for tier in LEVELS:
        if tier.casefold() in asked.tokens:
            return {node: thing for node, thing in things.items() if thing.tier == tier}
    kinds = {
        value(row, "thing"): set(stems(value(row, "kind"))) - set(stems(asked.counted))
        for row in run(store, "things", thing=[NamedNode(node) for node in things])
    }
    alike = {node: len(kinds.get(node, set()) & set(asked.words)) for node in things}
    most = max(alike.values(), default=0)  # `shared priorities` before other priorities
    return {node: thing for node, thing in things.items() if alike[node] == most}
