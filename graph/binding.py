"""A question's text and values go in; the text with the values in their places comes out.

Because the same text must run on every kind of store, remote ones too, a value is written into it as a SPARQL term, in the
N-Triples form that the engine itself writes: no text can break out of that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pyoxigraph import BlankNode, Literal, NamedNode

Term = NamedNode | Literal | BlankNode
Values = Term | Sequence[Term]

_BINDABLE = (NamedNode, Literal)
_PLACE = re.compile(r"(\bVALUES\s+\?(\w+)\s*\{\s*)UNDEF(\s*\})", re.IGNORECASE)


def bind(question: str, values: Mapping[str, Values]) -> str:
    """The question with each `VALUES ?name { UNDEF }` filled by the value or values of that name.

    A placeholder without a value stays as it is and so asks about everything; an empty list asks about nothing.
    Raises ValueError if the question has no placeholder of a name, TypeError if a value is not an IRI or a literal.
    """
    written = {name: _written(value) for name, value in values.items()}
    absent = written.keys() - {place[2] for place in _PLACE.finditer(question)}
    if absent:
        raise ValueError(
            f"The question has no place for {', '.join(sorted(absent))}: write VALUES ?{min(absent)} {{ UNDEF }} in it."
        )
    # One pass over the question: a value that looks like a placeholder itself is never filled.
    return _PLACE.sub(lambda place: place[1] + written.get(place[2], "UNDEF") + place[3], question)


def _written(values: Values) -> str:
    terms = [values] if isinstance(values, Term) else list(values)
    for term in terms:
        if not isinstance(term, _BINDABLE):
            raise TypeError(f"Only IRIs and literals can be bound, not {term!r}.")
    return " ".join(map(str, terms))
