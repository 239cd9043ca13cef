"""Cuts a query into the tokens of the SPARQL 1.1 grammar.

Because what a query may not do is refused on its tokens, anything here that two readers could cut up
differently (an escape for a quotation mark, an unclosed string) is an error. Every repetition is possessive:
no text makes this slow."""

from __future__ import annotations

import re
from typing import NamedTuple

from goldthread.graph.errors import QuerySyntax

# In the standard these are PN_CHARS_BASE, what may follow in VARNAME, PN_CHARS, and PLX.
_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME = f"{_BASE}_0-9\u00b7\u0300-\u036f\u203f-\u2040"
_CHAR = rf"[{_NAME}\-]"
_ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_CODE_POINT = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_CHARACTER = rf"\\[tbnrf\"'\\]|{_CODE_POINT}"
# At most 200 characters, because a row of dotted words without a colon is tried from each of its words:
# without a bound 20,000 words took 18 seconds, with it half a second.
_PREFIX = rf"(?:[{_BASE}](?:\.*{_CHAR}){{0,200}}+)?:"

# In this order: the first that fits is taken, so what begins like another kind stands before it.
_KINDS = {
    "space": r"[ \t\r\n]++",
    "comment": r"#[^\r\n]*+",
    "iri": rf"<(?:[^\x00-\x20<>\"{{}}|^`\\]|{_CODE_POINT})*+>",
    "long": rf'"""(?:"{{0,2}}(?:[^"\\]|{_CHARACTER}))*+"""'
    + rf"|'''(?:'{{0,2}}(?:[^'\\]|{_CHARACTER}))*+'''",
    "string": rf'"(?!"")(?:[^"\\\r\n]|{_CHARACTER})*+"' + rf"|'(?!'')(?:[^'\\\r\n]|{_CHARACTER})*+'",
    "var": rf"[?$][{_BASE}_0-9][{_NAME}]*+",
    "bnode": rf"_:[{_BASE}_0-9](?:\.*{_CHAR})*+",
    "pname": rf"{_PREFIX}(?:[{_BASE}_:0-9]|{_ESCAPED})(?:\.*(?:[{_NAME}:\-]|{_ESCAPED}))*+",
    "prefix": _PREFIX,
    "word": r"[A-Za-z_][A-Za-z_0-9]*+",
    "langtag": r"@[A-Za-z]++(?:-[A-Za-z0-9]++)*+",
    "number": r"(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)[eE][+\-]?[0-9]++|[0-9]*+\.[0-9]++",
    "integer": r"[0-9]++",
    "signed": r"[+\-](?:(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)[eE][+\-]?[0-9]++|[0-9]*+\.[0-9]++|[0-9]++)",
    "nil": r"\([ \t\r\n]*+\)",
    "anon": r"\[[ \t\r\n]*+\]",
    "mark": r"\^\^|!=|<=|>=|&&|\|\||[\^|/*+?!\-=<>(){}\[\];,.]",
}
_TOKEN = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items()))
# Control characters and lone surrogates: no editor shows them, and the engine cannot be sent the latter.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
# The standard replaces escapes before it reads, so that \u0022 would end a text; a reader that does not would
# see another query. Beyond ASCII no character means anything to the grammar.
_ASCII_ESCAPE = re.compile(r"\\(?:u00|U000000)[0-7][0-9A-Fa-f]")


class Token(NamedTuple):
    """A kind (`var`, `iri`, …, or the keyword or mark itself), the text as written, where it begins."""

    kind: str
    text: str
    start: int


def tokens(query: str) -> list[Token]:
    """The tokens of a query, spaces and comments left out, with one of kind `end` after the last.

    Raises QuerySyntax, with line and column, at the first place that is no token."""
    if unseen := _UNSEEN.search(query):
        raise wrong(query, unseen.start(), _complaint(query, unseen.start()))
    if escape := _ASCII_ESCAPE.search(query):
        raise wrong(
            query,
            escape.start(),
            f'Write the character itself in place of {escape[0]}, or \\" for a quotation mark.',
        )
    found, at = [], 0
    while at < len(query):
        match = _TOKEN.match(query, at)
        if match is None:
            raise wrong(query, at, _complaint(query, at))
        kind = match.lastgroup or ""
        if kind not in ("space", "comment"):
            found.append(Token(_kind(kind, match[0]), match[0], at))
        at = match.end()
    return [*found, Token("end", "", len(query.rstrip(" \t\r\n")))]


def wrong(query: str, at: int, message: str) -> QuerySyntax:
    """The error for a place of the query: line, column, the message, and a caret below the line."""
    before = lines(query[:at])
    line, column = len(before), len(before[-1]) + 1
    whole = before[-1] + lines(query[at : at + 100])[0]
    first = max(0, column - 80)  # of a long line only what fits a terminal of 100 characters or so
    shown = "".join(character if character.isprintable() else " " for character in whole[first:])
    margin = f"{line} | "
    caret = " " * (len(margin) + column - 1 - first) + "^"
    return QuerySyntax(f"Line {line}, column {column}: {message}\n{margin}{shown}\n{caret}", line, column)


def lines(text: str) -> list[str]:
    """The lines of a text, whichever of the three usual line ends it has."""
    return re.split("\r\n|\r|\n", text)


def _kind(kind: str, text: str) -> str:
    """The kind as the grammar names it: keywords and marks by themselves, both sorts of strings as one."""
    if kind == "long":
        return "string"
    if kind == "mark" or text == "a":
        return text
    if kind != "word":
        return kind
    return "boolean" if text.upper() in ("TRUE", "FALSE") else text.upper()


def _complaint(query: str, at: int) -> str:
    character = query[at]
    if character in "\"'":
        return (
            f"The text that begins here with {character} is not closed, or has a bare backslash. Close "
            f"it; write \\\\ for \\."
        )
    if character.isprintable():
        return f"The sign “{character}” cannot stand here. Leave it out, or put text between quotation marks."
    return f"The invisible character U+{ord(character):04X} cannot stand here. Delete it and type a space."
