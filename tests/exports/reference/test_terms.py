"""Terms of the ontology as the reference page shows them, each exactly as a small ontology says it."""

from __future__ import annotations

import pytest
from rdflib import URIRef

from goldthread import ontology
from goldthread.exports.reference.terms import (
    Link,
    Term,
    Terms,
    ValueList,
    used_class,
    used_property,
)
from goldthread.graph.tables.schema import ColumnSchema, Schema, TableSchema
from goldthread.ontology import namespaces

GT, EX, RDFS = namespaces.GT, "https://example.org/", "http://www.w3.org/2000/01/rdf-schema#"
CORE = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix ex: <https://example.org/> .
@prefix gt: <https://w3id.org/goldthread/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

<https://w3id.org/goldthread/ns> a owl:Ontology ; dcterms:title "Lamps" ; owl:versionInfo "1" .
gt:Lamp a owl:Class ; rdfs:label "lamp" ; skos:definition "What gives light." ; skos:example "The lamp in Mill Lane." ;
  rdfs:subClassOf ex:Thing , gt:Light ; skos:scopeNote "Not the sun." .
gt:Light a owl:Class ; rdfs:label "a light" .
gt:hangsOn a owl:ObjectProperty ; rdfs:label "hangs on" ; gt:inverseLabel "carries" ; rdfs:domain gt:Lamp ; rdfs:range ex:Post .
gt:watts a owl:DatatypeProperty ; rdfs:label "watts" ; rdfs:subPropertyOf ex:number .
gt:inverseLabel a owl:AnnotationProperty ; rdfs:label "inverse label" .
ex:near rdfs:label "is near" ; gt:inverseLabel "is near, too" .
<https://w3id.org/goldthread/scheme/colours> a skos:ConceptScheme ; skos:prefLabel "Colours" .
<https://w3id.org/goldthread/scheme/sizes> a skos:ConceptScheme ; skos:prefLabel "A size" .
gt:red skos:inScheme <https://w3id.org/goldthread/scheme/colours> ; skos:prefLabel "red" ; skos:notation "10" ;
  skos:definition "As a rose." .
gt:dark skos:inScheme <https://w3id.org/goldthread/scheme/colours> ; skos:prefLabel "dark" ; skos:notation "9" .
"""  # noqa: E501
CROSSWALK = """
@prefix gt: <https://w3id.org/goldthread/ns#> .
@prefix other: <https://other.example/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

gt:Lamp skos:closeMatch other:Lantern ; skos:exactMatch other:Lamp , <https://else.example/lamp> ;
  skos:note "Called a light in some plans." .
"""


def column(name: str, holds: str, *path: str, choices: tuple[tuple[str, str], ...] = ()) -> ColumnSchema:
    return ColumnSchema(name, path, 1, "", "", holds, False, False, (), choices)


COLOUR = column("colour", "choice", f"{GT}colour", choices=(("red", f"{GT}red"),))
BY = column("by", "relation", f"{GT}by", choices=(("hangs on", f"{GT}hangsOn"),))
FORM = Schema(
    tables={
        name: TableSchema(name, f"{GT}{cls}", 1, "", columns)
        for name, cls, columns in (
            ("lamps", "Lamp", (COLOUR, BY, column("power", "decimal", f"{GT}life", f"{GT}watts"))),
            ("torches", "Torch", (COLOUR,)),
        )
    },
    between={},
    above={},
    labels={},
)
LAMP = Term(
    name="gt:Lamp",
    iri=f"{GT}Lamp",
    kind="class",
    label="lamp",
    inverse="",
    definition="What gives light.",
    example="The lamp in Mill Lane.",
    note="Not the sun.",
    above=(Link("gt:Light", f"{GT}Light"), Link("ex:Thing", f"{EX}Thing")),
    ends=(),
    used=("lamps",),
    elsewhere=(
        Link("other:Lantern", "https://other.example/Lantern", "close to"),
        Link("https://else.example/lamp", "https://else.example/lamp", "the same as"),
        Link("other:Lamp", "https://other.example/Lamp", "the same as"),
    ),
    notes=("Called a light in some plans.",),
)


@pytest.fixture
def terms(monkeypatch: pytest.MonkeyPatch) -> Terms:
    """The terms of the small ontology, beside a small form."""
    texts = {ontology.VOCABULARY[0]: CORE, "vocabulary/crosswalk.ttl": CROSSWALK}
    monkeypatch.setattr(ontology, "text", lambda name: texts.get(name, ""))
    return Terms(FORM)


def test_a_class_has_all_that_is_said_of_it(terms: Terms) -> None:
    light, lamp = terms.classes()
    assert lamp == LAMP
    assert (light.label, light.definition, light.above, light.used, light.elsewhere) == (
        "a light",
        "",
        (),
        (),
        (),
    )


def test_properties_stand_by_what_they_lead_to_then_by_label(terms: Terms) -> None:
    assert [(term.name, term.kind) for term in terms.properties()] == [
        ("gt:hangsOn", "between things"),
        ("gt:watts", "to a value"),
        ("gt:inverseLabel", "of a term"),
    ]


def test_a_property_has_its_ends_what_it_is_the_other_way_round_and_its_columns(terms: Terms) -> None:
    hangs_on, watts, _ = terms.properties()
    assert (hangs_on.inverse, hangs_on.ends) == (
        "carries",
        (Link("gt:Lamp", f"{GT}Lamp"), Link("ex:Post", f"{EX}Post")),
    )
    assert (watts.above, watts.used) == ((Link("ex:number", f"{EX}number"),), ("power in lamps",))


def test_relations_are_those_of_standards_that_can_be_read_both_ways(terms: Terms) -> None:
    assert [(term.name, term.label, term.inverse) for term in terms.relations()] == [
        ("ex:near", "is near", "is near, too")
    ]


def test_lists_have_their_values_in_order_and_the_columns_that_hold_one(terms: Terms) -> None:
    size, colours = terms.lists()
    assert (size.label, size.values, size.used) == ("A size", (), ())
    assert colours == ValueList(
        label="Colours",
        name="https://w3id.org/goldthread/scheme/colours",
        used=("colour in lamps, torches",),
        values=(("dark", ""), ("red", "As a rose.")),
    )


def test_what_the_ontology_says_of_itself(terms: Terms) -> None:
    about = terms.about()
    assert (about["title"], about["versionInfo"]) == ("Lamps", "1")


def test_a_term_without_a_prefix_is_written_in_full(terms: Terms) -> None:
    nowhere = "https://nowhere.example/x"
    assert terms.short(URIRef(nowhere)) == Link(nowhere, nowhere)


@pytest.mark.parametrize(
    ("iri", "name", "place"),
    [(f"{GT}Lamp", "gt:Lamp", "Lamp"), ("http://www.w3.org/ns/org#unitOf", "org:unitOf", "org-unitOf")],
)
def test_a_term_stands_on_the_page_by_its_own_name(iri: str, name: str, place: str) -> None:
    assert Term(name, iri, "", "", "", "", "", "", (), (), (), (), ()).id == place


def test_where_the_tables_use_a_term() -> None:
    assert (used_class(f"{GT}Torch", FORM), used_class(f"{GT}Wick", FORM)) == (("torches",), ())
    assert used_property(f"{GT}life", FORM) == ("power in lamps",)
    assert used_property(f"{RDFS}label", FORM) == ()


def test_a_column_of_many_tables_is_only_counted() -> None:
    def named(many: int) -> tuple[str, ...]:
        tables = {f"t{number}": TableSchema(f"t{number}", "", 1, "", (COLOUR,)) for number in range(many)}
        return used_property(f"{GT}colour", Schema(tables, {}, {}, {}))

    assert named(4) == ("colour in t0, t1, t2, t3",)
    assert named(5) == ("colour in 5 tables",)
