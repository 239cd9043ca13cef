"""Points out values that a query leaves out because it compares days with years or months.

To SPARQL a comparison between dates of two types is an error, and a filter takes an error for false: what
began in 2022-07 is not found among what began since 2020-01-01, and nobody says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from goldthread.graph.errors import StoreError
from goldthread.graph.sparql.lexer import Token
from goldthread.graph.store.base import NamedNode, Store
from goldthread.ontology.namespaces import PREFIXES

_XSD = PREFIXES["xsd"]
# The types of dates, each with what a person calls their values and one of them. Only values of one type can
# be compared, but for the two of times.
_WORDS = {
    "date": ("days", "a day"),
    "gYearMonth": ("months", "a month"),
    "gYear": ("years", "a year"),
    "dateTime": ("times", "a time"),
    "dateTimeStamp": ("times with a zone", "a time"),
    "string": ("texts", "a text"),
    "integer": ("numbers", "a number"),
}
_TIMES = {"dateTime", "dateTimeStamp"}
_DATES = ("date", "gYearMonth", "gYear", *sorted(_TIMES))
_OPERATORS = {"=", "!=", "<", ">", "<=", ">=", "IN"}
# What a date looks like that somebody wrote as a text.
_DATE_TEXT = re.compile(r"""["']+[0-9]{4}(?:-[0-9]{2}){0,2}["']+""")
_YEAR = re.compile("(?:19|20)[0-9]{2}")

_HELD = (
    "SELECT DISTINCT ?property ?type { VALUES ?property { UNDEF } ?thing ?property ?value "
    f"BIND(DATATYPE(?value) AS ?type) FILTER(?type IN ({', '.join(f'<{_XSD}{name}>' for name in _DATES)})) }}"
)


class DateComparison(NamedTuple):
    """That a variable is compared with values of types of dates, by their names in XML Schema; `properties`
    are the IRIs of those whose values it may have."""

    variable: str
    types: tuple[str, ...]
    properties: tuple[str, ...]


class _Operand(NamedTuple):
    variable: str | None = None
    type: str | None = None


def comparisons(found: Sequence[Token], iris: Mapping[int, str]) -> tuple[DateComparison, ...]:
    """The comparisons with dates in a query's tokens; `iris` are those of the names among them, by place.

    None if the query asks for datatypes: then somebody has thought of it."""
    if any(token.kind == "DATATYPE" for token in found):
        return ()
    compared: dict[str, set[str]] = {}
    for variable, types in _compared(found, iris):
        compared.setdefault(variable, set()).update(types)
    return tuple(
        DateComparison(name, tuple(sorted(types, key=list(_WORDS).index)), _properties(name, found, iris))
        for name, types in compared.items()
    )


def left_out(made: Iterable[DateComparison], written: Mapping[str, str], store: Store) -> list[str]:
    """A sentence for each property with values of another type of dates than they are compared with.

    `written` has the names of the query as they stand there, by IRI."""
    notes: dict[str, None] = {}
    for variable, types, properties in made:
        comparable = {*types, *(_TIMES if _TIMES & {*types} else ())}
        others = " or ".join(f"{_WORDS[name][1]} (xsd:{name})" for name in types)
        for iri, kinds in _held(properties, store).items():
            if missed := [name for name in _DATES if name in kinds - comparable]:
                held = " and ".join(f"{_WORDS[name][0]} (xsd:{name})" for name in missed)
                notes[
                    f"{written[iri]} holds {held}, which SPARQL does not compare with {others}: they are "
                    f'left out. To keep them compare text: STR(?{variable}) >= "2020".'
                ] = None
    return list(notes)


def _compared(found: Sequence[Token], iris: Mapping[int, str]) -> Iterator[tuple[str, set[str]]]:
    """The variables that stand on a side of a comparison, each with the types of dates on both."""
    told = dict(_given(found, iris))
    for at, token in enumerate(found):
        if token.kind in _OPERATORS:
            first, last = at - 1 - (found[at - 1].kind == "NOT"), at + 1 + (token.kind == "IN")
            sides = (_before(found, first, iris), _after(found, last, iris))
            types = {kind for side in sides if (kind := side.type or told.get(side.variable or ""))}
            names = {side.variable for side in sides if side.variable} - told.keys()
            yield from ((name, types) for name in sorted(names) if types)


def _held(properties: Iterable[str], store: Store) -> dict[str, set[str]]:
    """The types of dates that the values of each property have."""
    held: dict[str, set[str]] = {}
    try:
        nodes = [NamedNode(iri) for iri in properties]
        for row in store.select(_HELD, property=nodes) if nodes else []:
            held.setdefault(row["property"].value, set()).add(row["type"].value.removeprefix(_XSD))
    except (StoreError, ValueError):  # an endpoint that takes no such question may still take the user's
        return {}
    return held


def _properties(variable: str, found: Sequence[Token], iris: Mapping[int, str]) -> tuple[str, ...]:
    """The names that stand before the variable; all of the query's if there is none, such as after a path."""
    pairs = pairwise(found)
    direct = [
        iris[name.start]
        for name, token in pairs
        if token.kind == "var" and token.text[1:] == variable and name.start in iris
    ]
    every = (iri for iri in iris.values() if not iri.startswith(_XSD))
    return tuple(dict.fromkeys(direct or every))


def _given(found: Sequence[Token], iris: Mapping[int, str]) -> Iterator[tuple[str, str]]:
    """The variables that BIND or VALUES gives a date, with its type."""
    for at, token in enumerate(found):
        if token.kind == "AS" and (kind := _before(found, at - 1, iris).type):
            yield found[at + 1].text[1:], kind
        named = token.kind == "VALUES" and found[at + 1].kind == "var"
        if named and (kind := _after(found, at + 3, iris).type):
            yield found[at + 1].text[1:], kind


def _after(found: Sequence[Token], at: int, iris: Mapping[int, str]) -> _Operand:
    """What begins at a place: a variable, a date, or a function that makes one."""
    token = found[at]
    if token.kind == "var":
        return _Operand(variable=token.text[1:])
    if token.kind == "string" and found[at + 1].kind == "^^":
        return _Operand(type=_date_type(found[at + 2], iris))
    if token.kind == "NOW":
        return _Operand(type="dateTime")
    if (kind := _date_type(token, iris)) and found[at + 1].kind == "(":
        inner = found[at + 2]
        return _Operand(inner.text[1:] if inner.kind == "var" else None, kind)
    return _Operand(type=_plain_type(token) if found[at + 1].kind != "langtag" else None)


def _before(found: Sequence[Token], at: int, iris: Mapping[int, str]) -> _Operand:
    """What ends at a place, as `_after`."""
    token = found[at]
    if token.kind == "var":
        return _Operand(variable=token.text[1:])
    if found[at - 1].kind == "^^":
        return _Operand(type=_date_type(token, iris))
    if token.kind == "nil" and found[at - 1].kind == "NOW":
        return _Operand(type="dateTime")
    if token.kind == ")":  # of a function around one term
        opening = next((back for back in range(at, max(at - 6, 1), -1) if found[back].kind == "("), 1)
        return _after(found, opening - 1, iris) if _date_type(found[opening - 1], iris) else _Operand()
    return _Operand(type=_plain_type(token))


def _date_type(name: Token, iris: Mapping[int, str]) -> str | None:
    kind = iris.get(name.start, "").removeprefix(_XSD)
    return kind if kind in _DATES else None


def _plain_type(token: Token) -> str | None:
    """The type of a text or number that somebody took for a date."""
    if token.kind == "string" and _DATE_TEXT.fullmatch(token.text):
        return "string"
    return "integer" if token.kind == "integer" and _YEAR.fullmatch(token.text) else None
