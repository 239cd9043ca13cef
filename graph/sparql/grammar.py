"""The grammar of a SPARQL 1.1 query goes in as text; its rules come out as parts that know which tokens they
begin with.

The rules are those of https://www.w3.org/TR/sparql11-query/#sparqlGrammar, some under shorter names, of
queries only and without SERVICE. The grammar is LL(1): the next token alone decides which way to go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

_RULES = """
Query = Prologue ( Select | Construct | Describe | Ask ) ValuesClause end
Prologue = ( 'BASE' iri | 'PREFIX' prefix iri )*
Select = SelectClause Dataset* Where Modifier
SubSelect = SelectClause Where Modifier ValuesClause
SelectClause = 'SELECT' ( 'DISTINCT' | 'REDUCED' )? ( ( var | '(' Expression 'AS' var ')' )+ | '*' )
Construct = 'CONSTRUCT' ( Template Dataset* Where Modifier | Dataset* 'WHERE' '{' Triples? '}' Modifier )
Describe = 'DESCRIBE' ( VarOrName+ | '*' ) Dataset* Where? Modifier
Ask = 'ASK' Dataset* Where Modifier
Dataset = 'FROM' 'NAMED'? Name
Where = 'WHERE'? Group
Modifier = GroupBy? Having? OrderBy? Slice?
GroupBy = 'GROUP' 'BY' ( Function | Call | '(' Expression ( 'AS' var )? ')' | var )+
Having = 'HAVING' Constraint+
OrderBy = 'ORDER' 'BY' ( ( 'ASC' | 'DESC' ) Bracketed | Constraint | var )+
Slice = 'LIMIT' integer ( 'OFFSET' integer )? | 'OFFSET' integer ( 'LIMIT' integer )?
ValuesClause = ( 'VALUES' DataBlock )?
Template = '{' Triples? '}'
Triples = SameSubject ( '.' Triples? )?
Group = '{' ( SubSelect | TriplesBlock? ( NotTriples '.'? TriplesBlock? )* ) '}'
TriplesBlock = SameSubjectPath ( '.' TriplesBlock? )?
NotTriples = Group ( 'UNION' Group )* | ( 'OPTIONAL' | 'MINUS' | 'GRAPH' VarOrName ) Group | 'FILTER' Constraint | Bind | Data
Bind = 'BIND' '(' Expression 'AS' var ')'
Data = 'VALUES' DataBlock
DataBlock = var '{' DataValue* '}' | ( nil | '(' var* ')' ) '{' ( '(' DataValue* ')' | nil )* '}'
DataValue = Name | Literal | 'UNDEF'
Constraint = Bracketed | Function | Call
Call = Name Arguments
Arguments = nil | '(' 'DISTINCT'? Expression ( ',' Expression )* ')'
Expressions = nil | '(' Expression ( ',' Expression )* ')'
SameSubject = VarOrTerm Properties | TriplesNode Properties?
Properties = Verb Objects ( ';' ( Verb Objects )? )*
Verb = VarOrName | 'a'
Objects = GraphNode ( ',' GraphNode )*
SameSubjectPath = VarOrTerm PropertiesPath | TriplesNodePath PropertiesPath?
PropertiesPath = ( Path | var ) ObjectsPath ( ';' ( ( Path | var ) ObjectsPath )? )*
ObjectsPath = GraphNodePath ( ',' GraphNodePath )*
Path = PathSequence ( '|' PathSequence )*
PathSequence = PathElement ( '/' PathElement )*
PathElement = '^'? ( Name | 'a' | '!' PathNot | '(' Path ')' ) ( '?' | '*' | '+' )?
PathNot = PathOne | nil | '(' ( PathOne ( '|' PathOne )* )? ')'
PathOne = '^'? ( Name | 'a' )
TriplesNode = '(' GraphNode+ ')' | '[' Properties ']'
TriplesNodePath = '(' GraphNodePath+ ')' | '[' PropertiesPath ']'
GraphNode = VarOrTerm | TriplesNode
GraphNodePath = VarOrTerm | TriplesNodePath
VarOrTerm = var | Name | Literal | bnode | anon | nil
VarOrName = var | Name
Expression = And ( '||' And )*
And = Relation ( '&&' Relation )*
Relation = Sum ( ( '=' | '!=' | '<' | '>' | '<=' | '>=' ) Sum | 'NOT'? 'IN' Expressions )?
Sum = Product ( ( '+' | '-' ) Product | signed ( ( '*' | '/' ) Unary )* )*
Product = Unary ( ( '*' | '/' ) Unary )*
Unary = '!' Unary | ( '+' | '-' ) Primary | Primary
Primary = Bracketed | Function | Name Arguments? | Literal | var
Bracketed = '(' Expression ')'
Name = iri | pname | prefix
Literal = string ( langtag | '^^' Name )? | integer | number | signed | boolean
Function = None | One | Two | Three | Any | Aggregate | Exists
None = ( 'RAND' | 'NOW' | 'UUID' | 'STRUUID' ) nil
One = OneName '(' Expression ')' | 'BOUND' '(' var ')' | 'BNODE' ( '(' Expression ')' | nil )
Two = TwoName '(' Expression ',' Expression ')'
Three = 'IF' '(' Expression ',' Expression ',' Expression ')'
Any = ( 'COALESCE' | 'CONCAT' ) Expressions | TwoOrThree | Replace
TwoOrThree = ( 'REGEX' | 'SUBSTR' ) '(' Expression ',' Expression ( ',' Expression )? ')'
Replace = 'REPLACE' '(' Expression ',' Expression ',' Expression ( ',' Expression )? ')'
Aggregate = 'COUNT' '(' 'DISTINCT'? ( '*' | Expression ) ')' | Fold '(' 'DISTINCT'? Expression ')' | Joined
Fold = 'SUM' | 'MIN' | 'MAX' | 'AVG' | 'SAMPLE'
Joined = 'GROUP_CONCAT' '(' 'DISTINCT'? Expression ( ';' 'SEPARATOR' '=' string )? ')'
Exists = 'NOT'? 'EXISTS' Group
"""
ONE = """STR LANG DATATYPE IRI URI ABS CEIL FLOOR ROUND STRLEN UCASE LCASE ENCODE_FOR_URI YEAR MONTH DAY HOURS MINUTES
SECONDS TIMEZONE TZ MD5 SHA1 SHA256 SHA384 SHA512 ISIRI ISURI ISBLANK ISLITERAL ISNUMERIC"""
TWO = "LANGMATCHES CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER STRLANG STRDT SAMETERM"


class GrammarPart:
    """A piece of a rule: one token (`text`), a rule's name, or parts in a row, to choose from, or
    repeated."""

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
    """Every rule by its name; `Query` is the first."""
    choices = {
        "OneName": " | ".join(f"'{name}'" for name in ONE.split()),
        "TwoName": " | ".join(f"'{name}'" for name in TWO.split()),
    }
    written = dict(line.split(" = ", 1) for line in _RULES.strip().splitlines()) | choices
    return {name: _choice(re.finditer(r"'[^']+'|\w+|[()|*+?]", rule)) for name, rule in written.items()}


def _choice(pieces: Iterator[re.Match[str]]) -> GrammarPart:
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
            rows[-1].append(GrammarPart("*", [rows[-1][-1]]))
        elif text == "(":
            rows[-1].append(_choice(pieces))
        else:
            rows[-1].append(GrammarPart("rule" if text[0].isupper() else "token", [], text.strip("'")))
    parts = [row[0] if len(row) == 1 else GrammarPart("row", row) for row in rows]
    return parts[0] if len(parts) == 1 else GrammarPart("choice", parts)
