"""The grammar of a SPARQL 1.1 query, read from sparql11.ebnf as parts that know how they can begin.

The file is read when the first query is parsed and not before: no other command should wait for it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache

_FILE = os.path.join(os.path.dirname(__file__), "sparql11.ebnf")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"^(\w+) ::= *(.*?)(?=^\w+ ::=|\Z)", re.DOTALL | re.MULTILINE)
_PIECE = re.compile(r"'[^']+'|\w+|[()|*+?]")


class GrammarPart:
    """A piece of a rule, by its `kind`: `token` or `rule` (named by `text`), or made of other parts.

    Those are `row` (one after the other), `choice` (one of them), `?` and `*` (its only part at most once, or
    any number of times)."""

    def __init__(self, kind: str, parts: list[GrammarPart], text: str = "") -> None:
        self.kind, self.parts, self.text = kind, parts, text
        self._first: frozenset[str] | None = None

    def first(self) -> frozenset[str]:
        """The kinds of token that it can begin with; the empty string among them if it can be nothing."""
        if self._first is None:
            self._first = frozenset(self._find_first())
        return self._first

    def _find_first(self) -> set[str]:
        if self.kind == "token":
            return {self.text}
        if self.kind == "rule":
            return set(rules()[self.text].first())
        if self.kind == "choice":
            return {kind for part in self.parts for kind in part.first()}
        if self.kind in "?*":
            return {*self.parts[0].first(), ""}
        found: set[str] = set()
        for part in self.parts:
            found |= part.first()
            if "" not in part.first():
                return found - {""}
        return found


@cache
def rules() -> dict[str, GrammarPart]:
    """Every rule by its name; reading begins at `Query`."""
    with open(_FILE, encoding="utf-8") as file:
        text = _COMMENT.sub("", file.read())
    return {name: _choice(_PIECE.finditer(rule)) for name, rule in _RULE.findall(text)}


def _choice(pieces: Iterator[re.Match[str]]) -> GrammarPart:
    """What stands up to the end of the rule or the closing bracket, as a choice between rows."""
    rows: list[list[GrammarPart]] = [[]]
    for piece in pieces:
        text = piece[0]
        if text == ")":
            break
        if text == "|":
            rows.append([])
        elif text in "?*":
            rows[-1][-1] = GrammarPart(text, [rows[-1][-1]])
        elif text == "+":
            rows[-1].append(GrammarPart("*", [rows[-1][-1]]))  # at least once: once, then any number of times
        elif text == "(":
            rows[-1].append(_choice(pieces))
        else:
            rows[-1].append(GrammarPart("rule" if text[0].isupper() else "token", [], text.strip("'")))
    ways = [row[0] if len(row) == 1 else GrammarPart("row", row) for row in rows]
    return ways[0] if len(ways) == 1 else GrammarPart("choice", ways)
