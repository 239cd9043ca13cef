from __future__ import annotations

from collections.abc import Iterator

from goldthread.graph.sparql.grammar import GrammarPart, rules


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
