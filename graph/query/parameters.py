"""The parameters of a named question, and the things that a person's words for them mean.

What a parameter takes is read from the question: `?board a gt:Board` takes boards, and so does the name
`board` alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goldthread.graph.errors import NameNotFound, QueryError
from goldthread.graph.query import interpretation
from goldthread.graph.query.library import Question, iri, local, question, run, value
from goldthread.graph.query.names import Match, resolve
from goldthread.graph.query.namesakes import only_one
from goldthread.graph.results.base import RowsResult
from goldthread.graph.store.base import Literal, Term, bind
from goldthread.graph.store.oxigraph import Store
from goldthread.graph.text.dates import day_of
from goldthread.graph.text.english import counted

TEXTS = {"text", "word", "file", "tier", "status", "basis"}
DAY, ANY = "asOf", "thing"


@dataclass(frozen=True)
class Bound:
    """A named question about certain things: its SPARQL, and in a sentence each what words were taken for
    that are no name."""

    asked: Question
    sparql: str
    taken: tuple[str, ...]


def bound(store: Store, name: str, words: Mapping[str, str]) -> Bound:
    """A named question about what the words mean: dates, plain texts, or things by any of their names.

    `text` stands for whichever thing the question is about. Raises QueryError for a parameter that the
    question does not have, NameNotFound for a thing that nothing is called."""
    asked = question(name)
    terms: dict[str, Sequence[Term]] = {}
    taken: list[str] = []
    for key, text in words.items():
        parameter = parameter_of(asked, key)
        if parameter == DAY:
            terms[parameter] = [Literal(day_of(text) or "")]
        elif parameter in TEXTS:
            terms[parameter] = [Literal(_worded(store, parameter, text))]
        else:
            meant = _meant(store, asked, parameter, text)
            terms[parameter] = [iri(match.thing.id) for match in meant]
            taken += filter(None, [interpretation.taken(text, meant).strip()])
    return Bound(asked, bind(asked.sparql, terms), tuple(taken))


def answered(store: Store, name: str, words: Mapping[str, str]) -> RowsResult:
    """The rows that answer a named question about what the words mean; raises as `bound` does."""
    ready = bound(store, name, words)
    heads = columns(ready.sparql)
    table = tuple({head: value(row, head) for head in heads} for row in store.select(ready.sparql))
    count = f"{counted(len(table), 'row')}."
    return RowsResult(
        ready.asked.words, " ".join([ready.asked.words, *ready.taken, count]), table, heads, ready.sparql
    )


def columns(sparql: str) -> tuple[str, ...]:
    """The names of the columns that a SELECT gives, in their order."""
    selected = re.sub(r"\(.*? AS (\?\w+)\)", r"\1", sparql[sparql.index("SELECT") : sparql.index("WHERE")])
    return tuple(re.findall(r"\?(\w+)", selected))


def things(asked: Question) -> list[str]:
    """The parameters of a question that take a thing."""
    return [parameter for parameter in asked.parameters if parameter not in TEXTS | {DAY}]


def kinds(store: Store, asked: Question, parameter: str) -> frozenset[str]:
    """The classes, by local name, of the things that a parameter takes; none if it takes any."""
    named = set(re.findall(rf"\?{parameter} a \w+:(\w+)", asked.sparql))
    rows = [
        (value(row, "word"), local(value(row, "kind")), local(value(row, "narrower")))
        for row in run(store, "kinds")
    ]
    narrower = {part for word, kind, part in rows if (kind in named if named else word == parameter != ANY)}
    return frozenset(named | narrower)


def wordings(store: Store, parameter: str) -> list[str]:
    """The words that the graph has for a parameter such as tier, in their order; none for one that takes any
    text."""
    return [value(row, "word") for row in run(store, "wordings") if value(row, "list") == parameter]


def parameter_of(asked: Question, key: str) -> str:
    """The question's parameter that a person means by a key, capitals and strokes aside."""
    by_key = {parameter.lower(): parameter for parameter in asked.parameters}
    found = by_key.get(re.sub("[-_]", "", key).lower())
    if found is None and key == "text" and things(asked):
        return things(asked)[0]
    if found is None:
        has = f"it takes {', '.join(asked.parameters)}" if asked.parameters else "it takes none"
        raise QueryError(f"“{asked.name}” has no parameter {key}; {has}")
    return found


def _meant(store: Store, asked: Question, parameter: str, text: str) -> list[Match]:
    """The things that a parameter's words mean, of the kinds that it takes."""
    classes = kinds(store, asked, parameter)
    try:
        meant = resolve(store, text, classes)[0]
    except NameNotFound as error:
        nothing = f"No {parameter} in the graph" if classes else "Nothing in the graph"
        raise NameNotFound(text, error.nearest, nothing) from None
    if any(match.thing.area for match in meant):
        # A row says nothing of the area, so that the rows of two could not be told apart.
        only_one(text, [match.thing for match in meant])
    return meant


def _worded(store: Store, parameter: str, text: str) -> str:
    """The word of the graph's list that a text means, capitals aside; the text itself where there is no
    list."""
    known = wordings(store, parameter)
    meant = [word for word in known if word.lower() == text.strip().lower()]
    if known and not meant:
        raise QueryError(f"There is no {parameter} “{text}”; write one of: {', '.join(known)}")
    return meant[0] if meant else text
