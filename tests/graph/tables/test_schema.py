"""The tables and columns that the shapes describe, and what reading relies on in the bundled shapes."""

from __future__ import annotations

from goldthread.graph.tables.schema import LINKS, ColumnSchema, TableSchema, read_schema, schema
from goldthread.ontology import namespaces
from goldthread.ontology.namespaces import FORM

LAMPS = """
@prefix dash: <http://datashapes.org/dash#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix form: <https://w3id.org/goldthread/form/> .
@prefix gt: <https://w3id.org/goldthread/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

form:wicks a sh:NodeShape ; sh:targetClass gt:Wick ; sh:name "wicks" ; sh:order 2 ; sh:description "Wicks." ; sh:property form:id .
form:lamps a sh:NodeShape ; sh:targetClass gt:Lamp ; sh:name "lamps" ; sh:order 1 ; sh:description "Lamps." ; sh:property form:id ,
  [ sh:name "lit" ; sh:path ( gt:life gt:lit ) ; sh:order 2 ; sh:group form:Facts ; sh:maxCount 1 ; sh:description "When lit." ;
    sh:or ( [ sh:datatype xsd:date ] [ sh:datatype xsd:gYear ] ) ] ,
  [ sh:name "colour" ; sh:path gt:colour ; sh:order 3 ; sh:group form:Facts ; sh:node form:in-colour ; sh:maxCount 1 ; sh:description "Colour." ] ,
  [ sh:name "power" ; sh:path gt:power ; sh:order 4 ; sh:group form:Facts ; sh:datatype xsd:decimal ; sh:description "Watts." ; dash:singleLine true ] ,
  [ sh:name "on" ; sh:path gt:on ; sh:order 5 ; sh:group form:Links ; sh:or ( [ sh:class gt:Post ] [ sh:class gt:Hook ] ) ; sh:description "Place." ] ,
  [ sh:name "near" ; sh:path gt:near ; sh:order 6 ; sh:group form:Links ; sh:nodeKind sh:IRI ; sh:description "Thing." ] ,
  [ sh:name "by" ; sh:path gt:by ; sh:order 7 ; sh:group form:Facts ; sh:node form:is-relation ; sh:maxCount 1 ; sh:description "Tie." ] .
form:id sh:name "id" ; sh:path dcterms:identifier ; sh:order 1 ; sh:group form:Identity ; sh:datatype xsd:string ; sh:minCount 1 ; sh:maxCount 1 ;
  sh:description "Name." .
form:lifeNode a sh:NodeShape ; sh:targetClass gt:Lamp ; sh:property [ sh:path gt:life ; sh:class gt:Period ] .
form:in-colour a sh:NodeShape ; sh:property [ sh:path skos:inScheme ; sh:hasValue gt:colours ] .
form:is-relation a sh:NodeShape ; sh:property [ sh:path rdfs:label ; sh:minCount 1 ] .
gt:red skos:inScheme gt:colours ; skos:prefLabel "red" ; skos:notation "10" .
gt:green skos:inScheme gt:colours ; skos:prefLabel "green" ; skos:notation "9" .
gt:hangsOn rdfs:subPropertyOf gt:touches ; rdfs:label "hangs on" ; gt:inverseLabel "carries" .
gt:touches rdfs:subPropertyOf gt:isNear ; rdfs:label "touches" ; gt:inverseLabel "is touched by" .
gt:inverseLabel a owl:AnnotationProperty ; rdfs:label "inverse label" ; gt:inverseLabel "is not a relation" .
gt:Post rdfs:subClassOf gt:Thing .
"""  # noqa: E501
GT = namespaces.GT
ID = ColumnSchema(
    "id", ("http://purl.org/dc/terms/identifier",), 1, f"{FORM}Identity", "Name.", "text", True, False, (), ()
)


def column(name: str, order: int, holds: str, many: bool, *path: str, **more: object) -> ColumnSchema:
    filled: dict[str, object] = {
        "group": f"{FORM}Facts",
        "required": False,
        "classes": (),
        "choices": (),
        **more,
    }
    return ColumnSchema(name=name, path=path, order=order, holds=holds, many=many, **filled)  # type: ignore[arg-type]


def test_a_form_comes_out_as_tables_with_their_columns_in_order() -> None:
    form = read_schema(LAMPS)
    relations = (("hangs on", f"{GT}hangsOn"), ("touches", f"{GT}touches"))
    assert list(form.tables.values()) == [
        TableSchema(
            "lamps",
            f"{GT}Lamp",
            1,
            "Lamps.",
            (
                ID,
                column("lit", 2, "date", False, f"{GT}life", f"{GT}lit", help="When lit."),
                column(
                    "colour",
                    3,
                    "choice",
                    False,
                    f"{GT}colour",
                    help="Colour.",
                    choices=(("green", f"{GT}green"), ("red", f"{GT}red")),
                ),
                column("power", 4, "decimal", False, f"{GT}power", help="Watts."),
                column(
                    "on",
                    5,
                    "reference",
                    True,
                    f"{GT}on",
                    help="Place.",
                    group=LINKS,
                    classes=(f"{GT}Hook", f"{GT}Post"),
                ),
                column("near", 6, "anything", True, f"{GT}near", help="Thing.", group=LINKS),
                column("by", 7, "relation", False, f"{GT}by", help="Tie.", choices=relations),
            ),
        ),
        TableSchema("wicks", f"{GT}Wick", 2, "Wicks.", (ID,)),
    ]


def test_a_form_knows_what_lies_between_the_steps_of_a_path_and_above_a_term() -> None:
    form = read_schema(LAMPS)
    assert form.between == {f"{GT}life": f"{GT}Period"}
    assert form.above == {
        f"{GT}hangsOn": {f"{GT}touches", f"{GT}isNear"},
        f"{GT}touches": {f"{GT}isNear"},
        f"{GT}Post": {f"{GT}Thing"},
    }
    assert form.labels == {
        f"{GT}hangsOn": "hangs on",
        f"{GT}touches": "touches",
        f"{GT}inverseLabel": "inverse label",
    }
    assert form.is_a(f"{GT}hangsOn", f"{GT}isNear") and form.is_a(f"{GT}Lamp", f"{GT}Lamp")
    assert not form.is_a(f"{GT}isNear", f"{GT}hangsOn") and not form.is_a("x:unknown", f"{GT}Thing")


def test_a_column_is_found_by_its_heading_and_says_whether_it_links() -> None:
    lamps = read_schema(LAMPS).tables["lamps"]
    assert [column.name for column in lamps.columns if column.links] == ["on", "near"]
    assert lamps.column("id") == ID
    assert lamps.column("Id") is None


def faults(table: TableSchema, column: ColumnSchema) -> list[str]:
    """What of a column would trip up reading, building or the people who fill it in."""
    named = [other.name for other in table.columns].count(column.name)
    missing = [step for step in column.path[:-1] if step not in schema().between]
    return [
        *(["its heading stands twice"] if named > 1 else []),
        *(["it has no help"] if column.help in ("", "None") or not column.help.endswith(".") else []),
        *(["it has no group"] if not column.group.startswith(FORM) else []),
        *([f"nothing says what lies at {missing}"] if missing else []),
        *(["it links no things"] if column.links and column.holds not in ("reference", "anything") else []),
        *(["its list is empty"] if column.holds in ("choice", "relation") and not column.choices else []),
        *(
            ["two of its list are called the same"]
            if len(dict(column.choices)) != len(column.choices)
            else []
        ),
    ]


def test_every_column_of_the_bundled_forms_can_be_filled_in() -> None:
    assert [
        (table.name, column.name, found)
        for table in schema().tables.values()
        for column in table.columns
        if (found := faults(table, column))
    ] == []


def test_each_fault_of_a_column_is_seen() -> None:
    choices = (("red", "x:1"), ("red", "x:2"))
    wrong = column(
        "a", 1, "choice", False, "x:nowhere", "x:end", help="No full stop", group="None", choices=choices
    )
    empty = column("a", 2, "choice", False, "x:end", help="A.", group=LINKS)
    table = TableSchema("wrong", "x:Wrong", 1, "Wrong.", (wrong, empty))
    assert faults(table, wrong) == [
        "its heading stands twice",
        "it has no help",
        "it has no group",
        "nothing says what lies at ['x:nowhere']",
        "two of its list are called the same",
    ]
    assert faults(table, empty) == ["its heading stands twice", "it links no things", "its list is empty"]


def test_every_bundled_table_has_an_identifier_and_says_how_it_is_known() -> None:
    missing = {
        table.name: [
            name for name in ("id", "basis") if not (found := table.column(name)) or not found.required
        ]
        for table in schema().tables.values()
    }
    assert {name for name, columns in missing.items() if columns} == {"sections", "anchors", "reviews"}
    assert all("id" not in columns for columns in missing.values())


def test_the_bundled_forms_are_read_once() -> None:
    assert schema() is schema()
