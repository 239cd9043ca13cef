"""Checks that tokens make a SPARQL 1.1 query; at the first that does not fit, tells what could stand there.

The work grows with the length of the query only, and nothing here calls itself: deep nesting does no harm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from goldthread.graph.errors import QuerySyntax
from goldthread.graph.sparql.grammar import GrammarPart, rules
from goldthread.graph.sparql.lexer import Token, lines, wrong

_ALONE = {
    "integer": "a whole number",
    "string": "a text between quotation marks",
    "iri": "an IRI such as <https://example.org/>",
    "prefix": "a prefix such as gt:",
    "end": "the end of the query",
}
# What could often stand somewhere too, and would only hide what a person more likely forgot.
_NOISE = {"", "bnode", "anon", "nil", "signed", "langtag", "^^", "NOT", "!", "^", "["}


@cache
def _in_groups() -> Mapping[str, frozenset[str]]:
    """Kinds of token that are told in a few words together, in the order in which they are told."""
    return {
        "a name such as gt:Board": frozenset({"iri", "pname", "prefix"}),
        "a variable such as ?board": frozenset({"var"}),
        'a value such as "text" or 42': frozenset({"string", "integer", "number", "signed", "boolean"}),
        "a function such as STR(": rules()["Function"].first() - {"NOT"},
        "an operator such as = or &&": frozenset("= != < > <= >= || && + - * / IN signed".split()),
    }


def accept(query: str, found: Sequence[Token]) -> None:
    """Raises QuerySyntax at the first token that cannot stand where it does; returns if they make a query.

    `found` are the tokens of `query`, whose text is only needed to show the place."""
    # The stack holds what is still to come, the next on top; `passed` what the current token was held
    # against.
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
    """The error for a token that cannot stand where it does; what can is how the passed parts begin."""
    possible = {kind for part in passed for kind in part.first()}
    if token.kind == "end":
        begins = f"The query ends too soon.{_open(query, found)}"
    elif token.kind.isupper() and (meant := _nearest(token.kind, possible)):
        return wrong(query, token.start, f"“{token.text}” cannot stand here. Did you mean {meant}?")
    else:
        begins = f"“{token.text[:40]}” cannot stand here."
    return wrong(query, token.start, f"{begins} What can: {_in_words(possible)}.")


def _open(query: str, found: Sequence[Token]) -> str:
    """A sentence about the innermost bracket that is still open, or nothing."""
    waiting: list[Token] = []
    for token in found:
        if token.kind in "([{":
            waiting.append(token)
        elif token.kind in ")]}" and waiting:
            waiting.pop()
    if not waiting:
        return ""
    line = len(lines(query[: waiting[-1].start]))
    return f" The {waiting[-1].text} in line {line} is not closed."


def _nearest(word: str, possible: set[str]) -> str | None:
    """The keyword that a person most likely meant by a word, if any is like it."""
    from difflib import get_close_matches

    keywords = [kind for kind in possible if kind.isupper()]
    # Set by hand on 21 November 2026: one wrong letter in a word of five has a ratio of 0.8, two have 0.6.
    return next(iter(get_close_matches(word, keywords, 1, 0.75)), None)


def _in_words(possible: set[str]) -> str:
    """Kinds of token as a person would list them: groups first, then single ones, the last after “or”."""
    left, said = set(possible), []
    for words, kinds in _in_groups().items():
        # All of a group, or so many of a large one that a list of them would help nobody; set by hand.
        if kinds <= left or (len(kinds) > 5 and len(kinds & left) > 5):
            said.append(words)
            left -= kinds
    telling = left - _NOISE
    left = telling if telling or said else left - {""}
    said += [_ALONE.get(kind, kind if kind.isalpha() else f"“{kind}”") for kind in sorted(left)]
    return " or ".join(filter(None, [", ".join(said[:-1]), said[-1]]))
