"""The ontology's classes, properties, relations and lists of values, as the reference page shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.term import Node

from goldthread import ontology
from goldthread.graph.tables.schema import ColumnSchema, Schema
from goldthread.ontology import namespaces

INVERSE = URIRef(f"{namespaces.GT}inverseLabel")
TERM_KINDS = {
    OWL.ObjectProperty: "between things",
    OWL.DatatypeProperty: "to a value",
    OWL.AnnotationProperty: "of a term",
}
MATCHES = {
    SKOS.exactMatch: "the same as",
    SKOS.closeMatch: "close to",
    SKOS.broadMatch: "narrower than",
    SKOS.narrowMatch: "wider than",
    SKOS.relatedMatch: "akin to",
}
# Tables that are named for a column; of more only the number is told. Set by hand.
MANY = 4


@dataclass(frozen=True)
class Link:
    """A term to point at: as written with its prefix, in full, and what stands before it."""

    text: str
    iri: str
    before: str = ""


@dataclass(frozen=True)
class Term:
    """A class, property or relation: its words, the terms above it, where the tables use it, what others call
    it."""

    name: str
    iri: str
    kind: str
    label: str
    inverse: str
    definition: str
    example: str
    note: str
    above: tuple[Link, ...]
    ends: tuple[Link, ...]
    used: tuple[str, ...]
    elsewhere: tuple[Link, ...]
    notes: tuple[str, ...]

    @property
    def id(self) -> str:
        """Where the term stands on the page: its own name, so that the namespace can lead there."""
        return (
            self.iri.removeprefix(namespaces.GT)
            if self.iri.startswith(namespaces.GT)
            else self.name.replace(":", "-")
        )


@dataclass(frozen=True)
class ValueList:
    """A list of allowed values, in order, with the columns that hold one of them."""

    label: str
    name: str
    used: tuple[str, ...]
    values: tuple[tuple[str, str], ...]


class Terms:
    """All that core.ttl, relations.ttl, schemes.ttl and crosswalk.ttl say, beside the tables that use it."""

    def __init__(self, form: Schema) -> None:
        self.form = form
        self.graph = Graph(bind_namespaces="none")
        for name in (*ontology.VOCABULARY, "vocabulary/crosswalk.ttl"):
            self.graph.parse(data=ontology.text(name), format="turtle")
        self.spaces = sorted(
            ((str(space), prefix) for prefix, space in self.graph.namespaces()), reverse=True
        )

    def about(self) -> dict[str, str]:
        """What the ontology says of itself: title, description, license, versionInfo."""
        head = next(self.graph.subjects(RDF.type, OWL.Ontology))
        return {
            str(p).replace("#", "/").rpartition("/")[2]: str(o) for p, o in self.graph.predicate_objects(head)
        }

    def classes(self) -> list[Term]:
        """Our classes by label."""
        return self._terms(self.graph.subjects(RDF.type, OWL.Class), "class")

    def properties(self) -> list[Term]:
        """Our properties by label, those between things first."""
        return [
            term
            for kind, words in TERM_KINDS.items()
            for term in self._terms(self.graph.subjects(RDF.type, kind), words)
        ]

    def relations(self) -> list[Term]:
        """The properties of the standards that are used as they are, by label."""
        return self._terms(
            (s for s in self.graph.subjects(INVERSE) if not str(s).startswith(namespaces.GT)), "relation"
        )

    def lists(self) -> list[ValueList]:
        """The lists of allowed values by label."""
        schemes = [self._list(scheme) for scheme in self.graph.subjects(RDF.type, SKOS.ConceptScheme)]
        return sorted(schemes, key=lambda scheme: scheme.label)

    def _terms(self, subjects: Iterable[Node], kind: str) -> list[Term]:
        return sorted(
            (self._term(subject, kind) for subject in set(subjects)), key=lambda term: (term.label, term.iri)
        )

    def _term(self, subject: Node, kind: str) -> Term:
        graph, step = self.graph, RDFS.subClassOf if kind == "class" else RDFS.subPropertyOf
        matches = [(words, o) for match, words in MATCHES.items() for o in graph.objects(subject, match)]
        return Term(
            name=self.short(subject).text,
            iri=str(subject),
            kind=kind,
            label=self._text(subject, RDFS.label),
            inverse=self._text(subject, INVERSE),
            definition=self._text(subject, SKOS.definition),
            example=self._text(subject, SKOS.example),
            note=self._text(subject, SKOS.scopeNote),
            above=tuple(sorted(map(self.short, graph.objects(subject, step)), key=_ours_first)),
            ends=tuple(
                self.short(end) for way in (RDFS.domain, RDFS.range) for end in graph.objects(subject, way)
            ),
            used=used_class(str(subject), self.form)
            if kind == "class"
            else used_property(str(subject), self.form),
            elsewhere=tuple(
                sorted(
                    (self.short(o, words) for words, o in matches), key=lambda link: (link.before, link.text)
                )
            ),
            notes=tuple(sorted(map(str, graph.objects(subject, SKOS.note)))),
        )

    def _list(self, scheme: Node) -> ValueList:
        values = sorted(
            self.graph.subjects(SKOS.inScheme, scheme),
            key=lambda value: int(self._text(value, SKOS.notation)),
        )
        iris = {str(value) for value in values}
        columns = [(table, column) for table in self.form.tables.values() for column in table.columns]
        holding = [
            (table.name, column) for table, column in columns if iris & {iri for _, iri in column.choices}
        ]
        return ValueList(
            label=self._text(scheme, SKOS.prefLabel),
            name=self.short(scheme).text,
            used=_columns(holding),
            values=tuple(
                (self._text(value, SKOS.prefLabel), self._text(value, SKOS.definition)) for value in values
            ),
        )

    def short(self, term: Node, before: str = "") -> Link:
        """A term with its prefix, as in the files; in full if no prefix fits."""
        iri = str(term)
        space, prefix = next(
            ((space, prefix) for space, prefix in self.spaces if iri.startswith(space)), ("", "")
        )
        return Link(f"{prefix}:{iri.removeprefix(space)}" if space else iri, iri, before)

    def _text(self, subject: Node, predicate: Node) -> str:
        value = self.graph.value(subject, predicate)
        return "" if value is None else str(value)


def used_class(iri: str, form: Schema) -> tuple[str, ...]:
    """The tables whose rows are of a class."""
    return tuple(table.name for table in form.tables.values() if table.cls == iri)


def used_property(iri: str, form: Schema) -> tuple[str, ...]:
    """The columns that fill a property in, and the tables that offer it as a relation."""
    columns = [(table.name, column) for table in form.tables.values() for column in table.columns]
    offered = [
        name
        for name, column in columns
        if column.holds == "relation" and iri in dict(column.choices).values()
    ]
    relation = (f"as a relation in {', '.join(offered)}",) if offered else ()
    return (*_columns([(name, column) for name, column in columns if iri in column.path]), *relation)


def _columns(found: Sequence[tuple[str, ColumnSchema]]) -> tuple[str, ...]:
    """Each column with the tables it stands in, such as `reports_to in boards`; of many tables, how many."""
    tables: dict[str, list[str]] = {}
    for name, column in found:
        tables.setdefault(column.name, []).append(name)
    return tuple(
        f"{column} in {', '.join(names) if len(names) <= MANY else f'{len(names)} tables'}"
        for column, names in tables.items()
    )


def _ours_first(link: Link) -> tuple[bool, str]:
    return not link.iri.startswith(namespaces.GT), link.text
