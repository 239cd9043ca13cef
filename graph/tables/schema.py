"""The schema of the record tables, column by column, as shapes.ttl sets it out.

The form that people fill in is the shape that checks it, so that the two cannot differ: a node shape with
`sh:name` is a table, a property shape with `sh:name` a column; see the head of shapes.ttl.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import BNode, Node

from goldthread import ontology
from goldthread.ontology import namespaces
from goldthread.ontology.namespaces import FORM

# A column so marked holds one value in a row, though the row's thing may have more from other tables.
SINGLE = URIRef("http://datashapes.org/dash#singleLine")
# The group of columns whose cells tie a row to another thing.
LINKS = f"{FORM}Links"


@dataclass(frozen=True)
class ColumnSchema:
    """A column: its heading, the path from the row's thing to the cell's value, and what a cell may hold.

    `holds` is one of text, date, decimal, integer, boolean, choice, relation, reference, anything (a
    reference to any row). `classes` are the allowed classes of a reference, `choices` the labels and IRIs of
    a list."""

    name: str
    path: tuple[str, ...]
    order: int
    group: str
    help: str
    holds: str
    required: bool
    many: bool
    classes: tuple[str, ...]
    choices: tuple[tuple[str, str], ...]

    @property
    def links(self) -> bool:
        """Whether a cell's value becomes a link of its own, with the row's evidence."""
        return self.group == LINKS

    @cached_property
    def labels(self) -> dict[str, str]:
        """What may stand in a cell of a list, with the IRI of each."""
        return dict(self.choices)


@dataclass(frozen=True)
class TableSchema:
    """A table: its name, the class of its rows, and its columns in order."""

    name: str
    cls: str
    order: int
    help: str
    columns: tuple[ColumnSchema, ...]

    def column(self, name: str) -> ColumnSchema | None:
        """The column of that heading, or None."""
        return next((column for column in self.columns if column.name == name), None)


@dataclass(frozen=True)
class Schema:
    """All tables, and what the ontology says that reading and building need to know.

    `between` has the class of the nodes that a path goes through, by the step to them; `above` all
    classes and properties above each; `labels` the label of each term.
    """

    tables: dict[str, TableSchema]
    between: dict[str, str]
    above: dict[str, frozenset[str]]
    labels: dict[str, str]

    def is_a(self, term: str, ancestor: str) -> bool:
        """Whether a class or property is, or lies below, another."""
        return term == ancestor or ancestor in self.above.get(term, frozenset())


@cache
def schema() -> Schema:
    """The tables of the bundled ontology; read once."""
    texts = [ontology.text(name) for name in (*ontology.VOCABULARY, ontology.SHAPES)]
    return read_schema("\n".join(texts))


def read_schema(turtle: str) -> Schema:
    """The tables that a Turtle text of shapes, lists of values and ontology sets out."""
    graph = Graph().parse(data=turtle, format="turtle")
    tables = [
        _table(graph, shape) for shape in graph.subjects(SH.targetClass, None) if graph.value(shape, SH.name)
    ]
    nameless = [p for p in graph.objects(None, SH.property) if not graph.value(p, SH.name)]
    between = {
        str(graph.value(p, SH.path)): str(cls) for p in nameless if (cls := graph.value(p, SH["class"]))
    }
    return Schema(
        tables={table.name: table for table in sorted(tables, key=lambda table: table.order)},
        between=between,
        above=_above(graph),
        labels={str(s): str(o) for s, o in graph.subject_objects(RDFS.label)},
    )


def _table(graph: Graph, shape: Node) -> TableSchema:
    columns = [_column(graph, p) for p in graph.objects(shape, SH.property) if graph.value(p, SH.name)]
    return TableSchema(
        name=str(graph.value(shape, SH.name)),
        cls=str(graph.value(shape, SH.targetClass)),
        order=_order(graph, shape),
        help=str(graph.value(shape, SH.description)),
        columns=tuple(sorted(columns, key=lambda column: (column.order, column.name))),
    )


def _column(graph: Graph, shape: Node) -> ColumnSchema:
    path = graph.value(shape, SH.path)
    steps = [str(step) for step in Collection(graph, path)] if isinstance(path, BNode) else [str(path)]
    alternatives = [URIRef(str(cls)) for cls in graph.objects(shape, SH["class"])]
    datatypes = list(graph.objects(shape, SH.datatype))
    for member in _members(graph, graph.value(shape, SH["or"])):
        alternatives += [URIRef(str(cls)) for cls in graph.objects(member, SH["class"])]
        datatypes += graph.objects(member, SH.datatype)
    node = graph.value(shape, SH.node)
    return ColumnSchema(
        name=str(graph.value(shape, SH.name)),
        path=tuple(steps),
        order=_order(graph, shape),
        group=str(graph.value(shape, SH.group)),
        help=str(graph.value(shape, SH.description)),
        holds=_holds(graph, shape, [str(d).rpartition("#")[2] for d in datatypes], bool(alternatives)),
        required=graph.value(shape, SH.minCount) is not None,
        many=graph.value(shape, SH.maxCount) is None and graph.value(shape, SINGLE) is None,
        classes=tuple(sorted(map(str, alternatives))),
        choices=_choices(graph, node) if node else (),
    )


def _holds(graph: Graph, shape: Node, datatypes: list[str], references: bool) -> str:
    """What a cell may hold, as `ColumnSchema.holds` calls it."""
    node = graph.value(shape, SH.node)
    if node is not None:
        return "choice" if _scheme(graph, node) else "relation"
    if references:
        return "reference"
    if not datatypes:
        return "anything"
    # A date may be a year, a month or a day, so its shape has three datatypes; the first stands for all.
    names = {"string": "text", "anyURI": "text", "gYear": "date", "gYearMonth": "date"}
    return names.get(datatypes[0], datatypes[0])


def _scheme(graph: Graph, node: Node) -> Node | None:
    """The list of values that a shape takes its values from; None if it takes relations."""
    rule = graph.value(node, SH.property)
    return graph.value(rule, SH.hasValue) if rule else None


def _choices(graph: Graph, node: Node) -> tuple[tuple[str, str], ...]:
    """Labels and IRIs of what a cell may hold: the concepts of a scheme, or the relations of the ontology."""
    scheme = _scheme(graph, node)
    if scheme is None:
        inverse = URIRef(f"{namespaces.GT}inverseLabel")
        relations = set(graph.subjects(inverse, None)) - set(graph.subjects(RDF.type, OWL.AnnotationProperty))
        return tuple(
            sorted((str(graph.value(relation, RDFS.label)), str(relation)) for relation in relations)
        )
    concepts = sorted(
        graph.subjects(SKOS.inScheme, scheme), key=lambda c: int(str(graph.value(c, SKOS.notation)))
    )
    return tuple((str(graph.value(concept, SKOS.prefLabel)), str(concept)) for concept in concepts)


def _members(graph: Graph, head: Node | None) -> list[Node]:
    return list(Collection(graph, head)) if head is not None else []


def _order(graph: Graph, shape: Node) -> int:
    return int(str(graph.value(shape, SH.order) or 0))


def _above(graph: Graph) -> dict[str, frozenset[str]]:
    """For each class and property, all those above it."""
    terms = {*graph.subjects(RDFS.subClassOf, None), *graph.subjects(RDFS.subPropertyOf, None)}
    above = {}
    for term in terms:
        steps = RDFS.subClassOf if (term, RDFS.subClassOf, None) in graph else RDFS.subPropertyOf
        above[str(term)] = frozenset(map(str, graph.transitive_objects(term, steps))) - {str(term)}
    return above
