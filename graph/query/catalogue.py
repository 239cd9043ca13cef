"""The catalogue of named questions, each with what it can be asked about and an example to paste.

The examples are of the graph's own best-known things, because a question is learnt by asking it.
"""

from __future__ import annotations

import shlex

from goldthread.graph.query.library import Question, local, questions, run, value
from goldthread.graph.query.parameters import DAY, TEXTS, kinds, wordings
from goldthread.graph.results.base import RowsResult
from goldthread.graph.store.oxigraph import Store

COLUMNS = ("name", "question", "about", "example")
ANYTHING = "Priority"  # the kind of an example where a question takes any thing

BestKnown = dict[str, str]


def catalogue(store: Store, *, everything: bool = False) -> RowsResult:
    """The named questions for people, or with `everything` those too that only the program asks."""
    known = _best_known(store)
    listed = [asked for asked in questions() if everything or not asked.for_programs]
    table = tuple(
        {
            "name": asked.name,
            "question": asked.words,
            "about": ", ".join(asked.parameters),
            "example": example(store, asked, known),
        }
        for asked in listed
    )
    told = f"{len(table)} questions can be asked by name. Without --set, a question is asked of everything."
    return RowsResult("Which questions are there?", told, table, COLUMNS)


def example(store: Store, asked: Question, known: BestKnown) -> str:
    """A command that asks the question of the thing of which this graph says most, or of everything."""
    command = f"goldthread query --name {asked.name}"
    for parameter in asked.parameters:
        if parameter in TEXTS | {DAY}:
            texts = wordings(store, parameter)
        else:
            wanted = kinds(store, asked, parameter) or {ANYTHING}
            texts = [label for kind, label in known.items() if kind in wanted]
        if texts:
            return f"{command} --set {_setting(parameter, texts[0])}"
    return command


def _setting(parameter: str, text: str) -> str:
    return shlex.quote(f"{parameter}={text}") if set(text) & set('"$`\\!') else f'{parameter}="{text}"'


def _best_known(store: Store) -> BestKnown:
    """The best-known thing of each kind, the best of them first."""
    known: BestKnown = {}
    for row in sorted(run(store, "best-known"), key=lambda row: -int(value(row, "ways"))):
        known.setdefault(local(value(row, "kind")), value(row, "label"))
    return known
