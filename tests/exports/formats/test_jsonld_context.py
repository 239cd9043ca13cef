"""The JSON-LD context: the committed one is what the ontology gives, and it names each term of ours once."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest

from goldthread import ontology
from goldthread.exports.formats import jsonld_context
from goldthread.ontology.namespaces import GRAPH, GT, ID, SCHEME

TURTLE = """
@prefix form: <https://w3id.org/goldthread/form/> .
@prefix gt: <https://w3id.org/goldthread/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix lamps: <https://example.org/lamps#> .

gt:Lamp a owl:Class .
gt:hangsOn a owl:ObjectProperty , owl:TransitiveProperty .
gt:watts a owl:DatatypeProperty .
gt:note a owl:AnnotationProperty .
gt:undeclared gt:note "It is no term, because it says not what it is." .
lamps:Wick a owl:Class .
"""


@pytest.fixture
def lamps(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small ontology in place of the bundled one."""
    monkeypatch.setattr(ontology, "text", lambda name: TURTLE if name == ontology.VOCABULARY[0] else "")


@pytest.mark.usefixtures("lamps")
def test_prefixes_come_first_then_our_terms_by_name() -> None:
    made = jsonld_context.make()
    assert made == {
        "@version": 1.1,
        "graph": GRAPH,
        "gt": GT,
        "id": ID,
        "lamps": "https://example.org/lamps#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "scheme": SCHEME,
        "Lamp": "gt:Lamp",
        "hangsOn": {"@id": "gt:hangsOn", "@type": "@id"},
        "note": "gt:note",
        "watts": "gt:watts",
    }
    assert list(made)[-4:] == ["Lamp", "hangsOn", "note", "watts"]


@pytest.mark.usefixtures("lamps")
def test_the_file_has_a_line_a_term() -> None:
    text = jsonld_context.text()
    assert json.loads(text) == {"@context": jsonld_context.make()}
    assert text.splitlines()[:3] == ["{", '  "@context": {', '    "@version": 1.1,']
    assert '    "hangsOn": {"@id": "gt:hangsOn", "@type": "@id"},\n' in text
    assert text.endswith('    "watts": "gt:watts"\n  }\n}\n')


def test_the_prefixes_are_the_names_that_end_where_another_may_follow() -> None:
    prefixes = jsonld_context.prefixes()
    assert (prefixes["gt"], prefixes["id"], prefixes["scheme"]) == (GT, ID, SCHEME)
    assert {name for name in prefixes if not prefixes[name].endswith(("#", "/"))} == set()
    assert "form" not in prefixes and "sh" not in prefixes and "Board" not in prefixes


def test_the_published_context_is_the_one_that_the_ontology_gives() -> None:
    assert ontology.text("vocabulary/context.jsonld") == jsonld_context.text(), (
        "run python -m goldthread.exports.formats.jsonld_context"
    )


def test_the_context_names_every_class_and_property_of_ours_and_nothing_twice() -> None:
    core = ox.parse(ontology.text("vocabulary/core.ttl"), format=ox.RdfFormat.TURTLE)
    ours = {
        quad.subject.value
        for quad in core
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(GT)
    }
    terms = {
        name: value
        for name, value in jsonld_context.published().items()
        if name not in jsonld_context.prefixes() and not name.startswith("@")
    }
    named = {
        (value if isinstance(value, str) else value["@id"]).replace("gt:", GT) for value in terms.values()
    }
    assert named == ours
    assert not set(terms) & set(jsonld_context.prefixes())
