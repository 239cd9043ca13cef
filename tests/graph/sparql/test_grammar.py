"""The grammar's file is read to a grammar of one next token, every rule used, and none for SERVICE."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Store

from goldthread.graph.errors import QuerySyntax
from goldthread.graph.sparql import grammar, parser
from goldthread.graph.sparql.grammar import GrammarPart, rules
from goldthread.graph.sparql.guard import check


def parts(part: GrammarPart) -> Iterator[GrammarPart]:
    yield part
    for inner in part.parts:
        yield from parts(inner)


def clashes(part: GrammarPart) -> list[str]:
    """Tokens with which two ways of a choice begin."""
    begins = [kind for way in part.parts for kind in way.first()] if part.kind == "choice" else []
    return sorted({kind for kind in begins if begins.count(kind) > 1})


def test_one_token_decides_every_choice() -> None:
    assert [
        (name, clashes(part)) for name, rule in rules().items() for part in parts(rule) if clashes(part)
    ] == []


def test_a_choice_that_one_token_does_not_decide_is_found() -> None:
    name = GrammarPart("token", [], "iri")
    assert clashes(GrammarPart("choice", [name, GrammarPart("row", [name, name])])) == ["iri"]


def test_every_rule_is_used_and_every_used_rule_is_there() -> None:
    used = {part.text for rule in rules().values() for part in parts(rule) if part.kind == "rule"}
    assert used | {"Query"} == set(rules())


def test_a_query_begins_as_the_standard_says() -> None:
    assert rules()["Query"].first() == {"BASE", "PREFIX", "SELECT", "CONSTRUCT", "DESCRIBE", "ASK"}
    assert "SERVICE" not in {part.text for rule in rules().values() for part in parts(rule)}


def shown(part: GrammarPart) -> object:
    """A part as nested lists: a token or rule by its name, others by their kind and parts."""
    return part.text or [part.kind, *map(shown, part.parts)]


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A grammar's file to write, read in place of the package's own."""
    monkeypatch.setattr(grammar, "_FILE", str(tmp_path / "own.ebnf"))
    rules.cache_clear()
    yield tmp_path / "own.ebnf"
    rules.cache_clear()


# Each rule's name with the queries that it takes and those that it does not, by their sign.
PRODUCTIONS: dict[str, dict[str, list[str]]] = {}
for line in (Path(__file__).parents[2] / "cases" / "sparql" / "productions.txt").read_text().splitlines():
    sign, _, query = line.partition(" ")
    if query and sign in "+-":
        PRODUCTIONS[next(reversed(PRODUCTIONS))][sign].append(query)
    elif sign != "#":
        PRODUCTIONS[sign] = {"+": [], "-": []}


def test_every_rule_has_queries_that_it_takes_and_that_it_does_not() -> None:
    assert list(PRODUCTIONS) == list(rules())
    assert [name for name, queries in PRODUCTIONS.items() if not all(queries.values())] == []


class Walked(dict[str, GrammarPart]):
    """The rules, which remember those by which a query went."""

    def __init__(self) -> None:
        super().__init__(rules())
        for rule in self.values():
            rule.first()  # which looks up rules as well, but once
        self.by: set[str] = set()

    def __getitem__(self, name: str) -> GrammarPart:
        self.by.add(name)
        return super().__getitem__(name)


@pytest.mark.parametrize("name", PRODUCTIONS)
def test_what_a_rule_takes_goes_by_it_and_the_engine_takes_it_too(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for query in PRODUCTIONS[name]["+"]:
        walked = Walked()
        with monkeypatch.context() as patched:
            patched.setattr(parser, "rules", lambda walked=walked: walked)
            checked = check(query)
        assert name in walked.by, query
        Store().query(checked.sent.text)


@pytest.mark.parametrize("name", PRODUCTIONS)
def test_what_a_rule_does_not_take_is_refused(name: str) -> None:
    for query in PRODUCTIONS[name]["-"]:
        with pytest.raises(QuerySyntax):
            check(query)


def test_a_file_is_read_by_the_notation_of_the_standard(written: Path) -> None:
    written.write_text(
        "/* A remark | over\n   two lines. */\n"
        "Query ::= 'ASK' Part+ ( ',' Part )* end\n"
        "Part ::=\n    var | 'NOT'? iri\n    | '(' Part ')'\n"
    )
    assert {name: shown(rule) for name, rule in rules().items()} == {
        "Query": ["row", "ASK", "Part", ["*", "Part"], ["*", ["row", ",", "Part"]], "end"],
        "Part": ["choice", "var", ["row", ["?", "NOT"], "iri"], ["row", "(", "Part", ")"]],
    }
    assert rules()["Part"].first() == {"var", "NOT", "iri", "("}


def test_what_can_be_nothing_says_so(written: Path) -> None:
    written.write_text("Query ::= A* B?\nA ::= iri\nB ::= var | A?\n")
    assert rules()["Query"].first() == {"iri", "var", ""}


def test_the_file_is_read_when_a_query_is_parsed_and_not_before() -> None:
    script = (
        "from goldthread.graph.sparql import guard, parser, runner\n"
        "from goldthread.graph.sparql.grammar import rules\n"
        "print(rules.cache_info().currsize)\n"
        "guard.check('ASK { }')\n"
        "print(rules.cache_info().currsize)\n"
    )
    assert subprocess.check_output([sys.executable, "-c", script], text=True).split() == ["0", "1"]
