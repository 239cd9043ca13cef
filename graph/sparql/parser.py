"""The tokens of a query go in; an error comes out at the first that SPARQL 1.1 does not allow there, with
what it allows.

Because the engine reads some texts otherwise than the standard (`SERVICEx:y {…}` is a call over the network
to it) and tells the place of an error badly, a query must be a sentence of the standard's grammar before the
engine sees it. The work grows with the length of the query only, and nothing here calls itself: deep nesting
does no harm."""

from __future__ import annotations

from collections.abc import Sequence

from goldthread.graph.errors import QuerySyntax
from goldthread.graph.sparql.grammar import ONE, TWO, GrammarPart, rules
from goldthread.graph.sparql.lexer import Token, lines, wrong

_IN_WORDS = {
    "a name such as gt:Board": {"iri", "pname", "prefix"},
    "a variable such as ?board": {"var"},
    'a value such as "text" or 42': {"string", "integer", "number", "signed", "boolean"},
    "a function such as STR(": {
        *ONE.split(),
        *TWO.split(),
        "CONCAT",
        "COALESCE",
        "IF",
        "REGEX",
        "BNODE",
        "BOUND",
        "SUBSTR",
        "REPLACE",
    }
    | {
        "RAND",
        "NOW",
        "UUID",
        "STRUUID",
        "COUNT",
        "SUM",
        "MIN",
        "MAX",
        "AVG",
        "SAMPLE",
        "GROUP_CONCAT",
        "EXISTS",
    },
    "an operator such as = or &&": {
        "=",
        "!=",
        "<",
        ">",
        "<=",
        ">=",
        "||",
        "&&",
        "+",
        "-",
        "*",
        "/",
        "IN",
        "signed",
    },
}
_ALONE = {
    "integer": "a whole number",
    "string": "a text between quotation marks",
    "iri": "an IRI such as <https://example.org/>",
    "prefix": "a prefix such as gt:",
    "end": "the end of the query",
}
_NOISE = {"", "bnode", "anon", "nil", "signed", "langtag", "^^", "NOT", "!", "^", "["}


def accept(query: str, found: Sequence[Token]) -> None:
    """Raises QuerySyntax at the first token that cannot stand where it does; returns if they make a SPARQL
    1.1 query."""
    stack, position = [rules()["Query"]], 0
    passed: list[GrammarPart] = []
    while stack:
        part, token = stack.pop(), found[position]
        if part.kind == "token":
            if part.text != token.kind:
                raise _unexpected(query, found, token, [*passed, part])
            position, passed = position + 1, []
        elif part.kind == "rule":
            stack.append(rules()[part.text])
        elif part.kind == "row":
            stack.extend(reversed(part.parts))
        else:
            passed.append(part)
            way = _way(part, token)
            if way is None:
                raise _unexpected(query, found, token, passed)
            stack.extend(way)


def _way(part: GrammarPart, token: Token) -> list[GrammarPart] | None:
    """Where to go on, for a choice or a part that may be left out; None if no way is open."""
    for inner in part.parts:
        if token.kind in inner.first():
            return [part, inner] if part.kind == "*" else [inner]
    return None if part.kind == "choice" and "" not in part.first() else []


def _unexpected(
    query: str, found: Sequence[Token], token: Token, passed: Sequence[GrammarPart]
) -> QuerySyntax:
    possible = {kind for part in passed for kind in part.first()}
    if token.kind == "end":
        begins = f"The query ends too soon.{_open(query, found)}"
    elif token.kind.isupper() and (meant := _nearest(token.kind, possible)):
        return wrong(query, token.start, f"“{token.text}” cannot stand here. Did you mean {meant}?")
    else:
        begins = f"“{token.text[:40]}” cannot stand here."
    return wrong(query, token.start, f"{begins} What can: {_in_words(possible)}.")


def _open(query: str, found: Sequence[Token]) -> str:
    """Which bracket still waits for its partner."""
    waiting: list[Token] = []
    for token in found:
        if token.kind in "([{":
            waiting.append(token)
        elif token.kind in ")]}" and waiting:
            waiting.pop()
    return (
        f" The {waiting[-1].text} in line {len(lines(query[: waiting[-1].start]))} is not closed."
        if waiting
        else ""
    )


def _nearest(word: str, possible: set[str]) -> str | None:
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, [kind for kind in possible if kind.isupper()], 1, 0.75)), None)


def _in_words(possible: set[str]) -> str:
    left, said = set(possible), []
    for words, kinds in _IN_WORDS.items():
        if kinds <= left or (len(kinds) > 5 and len(kinds & left) > 5):
            said.append(words)
            left -= kinds
    left -= _NOISE if len(left - _NOISE) + len(said) else {""}
    said += [_ALONE.get(kind, kind if kind.isalpha() else f"“{kind}”") for kind in sorted(left)]
    return " or ".join(filter(None, [", ".join(said[:-1]), said[-1]]))
