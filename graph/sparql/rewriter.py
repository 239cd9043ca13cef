"""A query in the words of the grammar: what the engine is given in place of the text that a person typed.

Because two readers may cut one text up differently, the engine never sees the typed text, but the tokens
that our grammar understood: every name a whole IRI, every text in one notation, one space between, no
comments. Its complaints about a place in that are told for the place in the typed text from which it came."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goldthread.graph.sparql.grammar import rules
from goldthread.graph.sparql.lexer import Token, wrong
from goldthread.graph.store.base import Literal, resolved

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_CHARACTERS = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


@dataclass(frozen=True)
class Rewritten:
    """The text for the engine; where each of its pieces begins in it, and where in the query it comes
    from."""

    text: str
    _starts: tuple[int, ...]
    _origins: tuple[int, ...]

    def origin(self, at: int) -> int:
        """The place in the typed query of what stands at a place of the text."""
        return self._origins[max(0, bisect_right(self._starts, at) - 1)]


def rewritten(query: str, found: Sequence[Token], iris: Mapping[int, str], base: str | None) -> Rewritten:
    """The tokens as one line; `iris` are those of the names among them, by their places in the query, and
    `base` is what the functions IRI( and URI( resolve against.

    Raises QuerySyntax for an escape that stands for no character."""
    functions = rules()["Function"].first()
    called = any(token.kind in ("IRI", "URI") for token in found)
    text, starts, before = f"BASE <{base}>" if called and base is not None else "", [], ""
    for token in found:
        # The engine takes no space between some functions and their bracket (CONCAT, COALESCE).
        glued = before in functions and token.kind in ("(", "nil")
        text += " " * (bool(text) and not glued)
        starts.append(len(text))
        text += f"<{iris[token.start]}>" if token.start in iris else _written(query, token)
        before = token.kind
    return Rewritten(text.rstrip(), tuple(starts), tuple(token.start for token in found))


def whole(query: str, token: Token, base: str | None) -> str:
    """The IRI between the brackets of a token, resolved against `base`.

    Raises QuerySyntax if it is not whole and there is none, or if it is no IRI."""
    iri = _unescaped(query, token, token.text[1:-1])
    if _ABSOLUTE.match(iri):
        return iri
    if base is None:
        said = f"{token.text} is not a whole IRI. Write it in full, or with a prefix."
        raise wrong(query, token.start, said)
    try:
        return resolved(iri, base)
    except ValueError:
        said = f"{token.text} makes no valid IRI with the base <{base}>. Write it in full."
        raise wrong(query, token.start, said) from None


def _written(query: str, token: Token) -> str:
    """A token as the engine gets it; an empty text for the end of the query."""
    if token.kind == "string":
        quotes = 3 if token.text[:3] in ('"""', "'''") else 1
        return str(Literal(_unescaped(query, token, token.text[quotes:-quotes])))
    if token.kind == "var":
        return f"?{token.text[1:]}"
    if token.kind in ("nil", "anon"):
        return token.text[0] + token.text[-1]
    if token.text.upper() == token.kind:  # a word of the language, in whatever case
        return token.kind
    return token.text.lower() if token.kind == "boolean" else token.text


def _unescaped(query: str, token: Token, text: str) -> str:
    def character(escape: re.Match[str]) -> str:
        code = escape[1] or escape[2]
        if not code:
            return _CHARACTERS.get(escape[3], escape[3])
        number = int(code, 16)
        if number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
            raise wrong(query, token.start, f"{escape[0]} stands for no character. Correct it.")
        return chr(number)

    return _ESCAPE.sub(character, text)
