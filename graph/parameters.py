"""A named question and a person's words go in, the question's SPARQL with the things they mean comes out."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox

from goldthread.graph.binding import bind
from goldthread.graph.dating import last_day
from goldthread.graph.errors import QueryError
from goldthread.graph.naming import resolve
from goldthread.graph.questions import iri, question
from goldthread.graph.store import Store, open_store

TEXTS = {"text", "file", "tier", "status", "basis"}


def bound(name: str, words: Mapping[str, str], where: str | None = None) -> str:
    """The SPARQL of a named question about what the words mean: dates, plain texts, or things by any of their names.

    Raises QueryError for a parameter that the question does not have, NameNotFound for a thing that nothing is called.
    """
    asked = question(name)
    if unknown := sorted(set(words) - set(asked.parameters)):
        has = f"it takes {', '.join(asked.parameters)}" if asked.parameters else "it takes none"
        raise QueryError(f"“{name}” has no parameter {unknown[0]}; {has}")
    store = open_store(where) if words else None
    return bind(asked.sparql, {key: _terms(store, key, text) for key, text in words.items() if store})


def _terms(store: Store, parameter: str, text: str) -> list[ox.NamedNode | ox.Literal]:
    if parameter == "asOf":
        return [ox.Literal(last_day(text) or "")]
    if parameter in TEXTS:
        return [ox.Literal(text)]
    return [iri(match.thing.id) for match in resolve(store, text)[0]]
