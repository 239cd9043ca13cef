"""The whole graph that record rows say, as sorted N-Quads, the same bytes each time.

So nothing in it depends on a clock or the order of files. Terms are pyoxigraph's, because they keep every
literal to the character; rdflib rewrites some when it makes them.
"""

from __future__ import annotations

import contextlib
import re
import sys
import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby, islice

import pyoxigraph as ox

from goldthread import ontology
from goldthread.graph.rdf.inference import conclude
from goldthread.graph.rdf.word_index import WordIndex
from goldthread.graph.tables.reader import RecordRow, Records
from goldthread.graph.tables.schema import ColumnSchema, Schema, TableSchema, schema
from goldthread.ontology import namespaces
from goldthread.ontology.namespaces import DCTERMS, OA, OWL, RDF_TYPE, XSD

TYPE = ox.NamedNode(RDF_TYPE)
# The datatype of a date by its length: 2021, 2021-11, 2021-11-17.
DATES = {4: "gYear", 7: "gYearMonth", 10: "date"}
VOCABULARY = ox.NamedNode(f"{namespaces.GRAPH}vocabulary")
# What is known in one of these ways has its row, but no plain statement that a query would take for a fact.
UNSAID = {"suggested", "none found"}
# How many quads are handed on at once: enough that handing over costs nothing, and few beside all.
BATCH = 20_000


def build(records: Records, form: Schema | None = None, *, searchable: bool = True) -> str:
    """The graph that the records say, with the ontology and what the rules conclude: sorted N-Quads, one a
    line.

    `searchable` adds the words by which a question in plain English finds each row.
    """
    return "\n".join([*lines(records, form, searchable=searchable), ""])


def lines(records: Records, form: Schema | None = None, *, searchable: bool = True) -> list[str]:
    """The lines of `build`, each once and in order, without their ends."""
    found = [line for part in _parts(records, form, searchable) for line in _unpacked(part)]
    found.sort()
    return [line for line, _ in groupby(found)]


def _parts(records: Records, form: Schema | None, searchable: bool) -> list[bytes]:
    """All lines in no order, some more than once, packed."""
    # The lines are made of the quads as they come, because the engine writes some literals in another way.
    # Until the engine has ended they are packed: it takes a gigabyte for two and a half million quads, the
    # lines as much again, and packed they are a tenth.
    packed: list[bytes] = []
    words = WordIndex()

    def noted(quads: list[ox.Quad]) -> list[ox.Quad]:
        packed.append(_packed(quads))
        if searchable:
            words.add(quads)
        return quads

    packed.append(_packed(_stored(map(noted, _batches(stated(records, form))))[1]))
    _give_back()
    return [*packed, *map(_packed, _batches(words.quads()))]


def store(records: Records, form: Schema | None = None) -> ox.Store:
    """The same graph, but for the words of the search, in the engine, ready to be asked."""
    return _stored(_batches(stated(records, form)))[0]


def stated(records: Records, form: Schema | None = None) -> Iterator[ox.Quad]:
    """The ontology's quads and those of each row, some of them more than once."""
    form = form or schema()
    yield from vocabulary()
    for row in records.rows.values():
        yield from _RowBuilder(row, records, form).quads()


def _packed(quads: Iterable[ox.Quad]) -> bytes:
    """The lines of some quads, packed in the quickest way."""
    lines = [f"{quad} ." for quad in quads]
    return zlib.compress("\n".join(lines).encode("utf-8"), 1) if lines else b""


def _unpacked(part: bytes) -> list[str]:
    # Not splitlines: N-Quads escapes the end of a line, but not the other characters that part lines there.
    return zlib.decompress(part).decode("utf-8").split("\n") if part else []


def _give_back() -> None:
    """Gives the memory of an engine that has ended back to the system, which Linux else does at the end."""
    if sys.platform == "linux":
        import ctypes

        with contextlib.suppress(OSError, AttributeError):  # another library of C than GNU's
            ctypes.CDLL(None).malloc_trim(0)


def _batches(quads: Iterable[ox.Quad]) -> Iterator[list[ox.Quad]]:
    source = iter(quads)
    while batch := list(islice(source, BATCH)):
        yield batch


def _stored(batches: Iterable[list[ox.Quad]]) -> tuple[ox.Store, list[ox.Quad]]:
    """The engine with all quads and what the rules conclude of them, and that alone."""
    engine = ox.Store()
    for batch in batches:
        engine.extend(batch)
    return engine, conclude(engine)


def vocabulary() -> Iterator[ox.Quad]:
    """The ontology's terms, lists of values and relations, in a named graph of their own."""
    for name in ontology.VOCABULARY:
        for quad in ox.parse(ontology.text(name), format=ox.RdfFormat.TURTLE):
            if not isinstance(quad.subject, ox.BlankNode) and not isinstance(quad.object, ox.BlankNode):
                yield ox.Quad(quad.subject, quad.predicate, quad.object, VOCABULARY)


def node(identifier: str) -> ox.NamedNode:
    """The node of a row's identifier."""
    return ox.NamedNode(namespaces.ID + identifier)


class _RowBuilder:
    """The quads of one row: its thing, the links of its cells, and its evidence."""

    def __init__(self, row: RecordRow, records: Records, form: Schema) -> None:
        self.row, self.form = row, form
        self.table: TableSchema = form.tables[row.table]
        self.node = node(row.id)
        self.graph = ox.NamedNode(namespaces.GRAPH + row.folder)
        document = records.document_of(row)
        self.document = node(document) if document else None
        self.date = records.rows[document].first("issued") if document in records.rows else ""

    def quads(self) -> Iterator[ox.Quad]:
        """All that the row says."""
        yield self._quad(self.node, TYPE, _named(self._class()))
        if self.document:
            yield self._quad(self.node, f"{DCTERMS}source", self.document)
        for column in self.table.columns:
            for value in self.row.cells.get(column.name, ()):
                yield from self._cell(column, value)
        yield from self._anchor()
        if self.form.is_a(self.table.cls, f"{namespaces.GT}Link"):
            yield from self._own_link()

    def _class(self) -> str:
        """The table's class; a link by which somebody answers for something is an attribution."""
        relation = self._term_of("relation") if self.table.column("relation") else None
        if self.table.cls == f"{namespaces.GT}Link" and relation and self._responsible(relation.value):
            return f"{namespaces.GT}Attribution"
        return self.table.cls

    def _responsible(self, relation: str) -> bool:
        """Whether by a relation somebody answers for something."""
        return self.form.is_a(relation, f"{namespaces.GT}hasResponsible")

    def _cell(self, column: ColumnSchema, value: str) -> Iterator[ox.Quad]:
        """What a cell says, with the nodes that its column's path goes through."""
        subject = self.node
        for step in column.path[:-1]:
            target = self._between(subject, step)
            yield self._quad(subject, step, target)
            yield self._quad(target, TYPE, _named(self.form.between[step]))
            subject = target
        term = _term(column, value)
        if not column.links:
            yield self._quad(subject, column.path[-1], term)
        elif isinstance(term, ox.NamedNode):
            yield from self._link(column, value, term)

    def _between(self, subject: ox.NamedNode, step: str) -> ox.NamedNode:
        """The node to which a step leads: the row's with `#` and the step's name, further on with `-`."""
        # Nodes are named, never blank, because blank nodes have other names in each build.
        return ox.NamedNode(f"{subject.value}{'-' if '#' in subject.value else '#'}{_name_of(step)}")

    def _link(self, column: ColumnSchema, value: str, target: ox.NamedNode) -> Iterator[ox.Quad]:
        """A link of its own for a cell that ties the row to another, known as the row is known."""
        relation = column.path[-1]
        link = ox.NamedNode(f"{self.node.value}#{column.name}--{value.replace('/', '.')}")
        kind = "Attribution" if self._responsible(relation) else "Link"
        yield self._quad(link, TYPE, _named(namespaces.GT + kind))
        yield self._quad(link, f"{DCTERMS}identifier", ox.Literal(link.value.removeprefix(namespaces.ID)))
        yield self._quad(link, f"{OWL}annotatedSource", self.node)
        yield self._quad(link, f"{OWL}annotatedProperty", _named(relation))
        yield self._quad(link, f"{OWL}annotatedTarget", target)
        yield from self._same_evidence(link)
        yield from self._said(self.node, relation, target)

    def _same_evidence(self, link: ox.NamedNode) -> Iterator[ox.Quad]:
        """How the row is known, said of a link of one of its cells."""
        for name in ("basis", "reading", "premises", "why"):
            if column := self.table.column(name):
                for value in self.row.cells.get(name, ()):
                    yield self._quad(link, column.path[0], _term(column, value))
        if self.document:
            yield self._quad(link, f"{DCTERMS}source", self.document)
        yield from self._dated(link)
        if self.row.first("phrase"):
            yield self._quad(link, f"{namespaces.GT}evidence", ox.NamedNode(f"{self.node.value}#evidence"))

    def _own_link(self) -> Iterator[ox.Quad]:
        """The plain statement beside a row that is itself a link."""
        subject, relation, target = (self._term_of(name) for name in ("subject", "relation", "object"))
        yield from self._dated(self.node)
        if subject and relation and target:
            yield from self._said(subject, relation.value, target)

    def _said(self, subject: ox.NamedNode, relation: str, target: ox.NamedNode) -> Iterator[ox.Quad]:
        """The plain statement of a link, unless it is only suggested or was not found."""
        if self.row.first("basis") not in UNSAID:
            yield self._quad(subject, relation, target)

    def _dated(self, link: ox.NamedNode) -> Iterator[ox.Quad]:
        if self.date:
            yield self._quad(link, f"{DCTERMS}date", _date(self.date))

    def _anchor(self) -> Iterator[ox.Quad]:
        """What an anchor says of itself: whose evidence it is, and in which document it stands."""
        if not self.row.first("phrase"):
            return
        own = self.table.cls == f"{namespaces.GT}Anchor"
        anchor = self.node if own else ox.NamedNode(f"{self.node.value}#evidence")
        target = ox.NamedNode(f"{anchor.value}{'-' if '#' in anchor.value else '#'}target")
        if self.document:
            yield self._quad(target, f"{OA}hasSource", self.document)
        if own and (body := self._term_of("about")):
            yield self._quad(body, f"{namespaces.GT}evidence", anchor)
        elif not own:
            yield self._quad(anchor, f"{OA}hasBody", self.node)
            yield self._quad(
                anchor, f"{DCTERMS}identifier", ox.Literal(anchor.value.removeprefix(namespaces.ID))
            )

    def _term_of(self, name: str) -> ox.NamedNode | None:
        """The node that a column's first cell names; None if it is empty or text."""
        column, value = self.table.column(name), self.row.first(name)
        term = _term(column, value) if column and value else None
        return term if isinstance(term, ox.NamedNode) else None

    def _quad(
        self, subject: ox.NamedNode, predicate: str | ox.NamedNode, target: ox.NamedNode | ox.Literal
    ) -> ox.Quad:
        predicate = predicate if isinstance(predicate, ox.NamedNode) else _named(predicate)
        return ox.Quad(subject, predicate, target, self.graph)


@cache
def _named(iri: str) -> ox.NamedNode:
    """The node of one of the ontology's terms, of which there are few."""
    return ox.NamedNode(iri)


@cache
def _name_of(step: str) -> str:
    """How the node at the end of a step is called: gt:hasTarget leads to target."""
    return re.sub(r"^has", "", re.split("[#/]", step)[-1]).lower()


def _term(column: ColumnSchema, value: str) -> ox.NamedNode | ox.Literal:
    """A cell's value as its column means it."""
    if column.holds in ("choice", "relation"):
        return _named(column.labels[value])
    if column.holds in ("reference", "anything"):
        return node(value)
    if column.holds == "date":
        return _date(value)
    if column.holds == "text":
        return ox.Literal(value)
    return ox.Literal(value, datatype=_named(XSD + column.holds))


def _date(value: str) -> ox.Literal:
    return ox.Literal(value, datatype=_named(XSD + DATES[len(value)]))


def loaded(built: list[str]) -> Iterator[ox.Quad]:
    """The quads of a built graph's lines, which are taken out of the list on the way, so that a large graph
    is not in memory twice."""
    while built:
        yield from load("\n".join(built[-BATCH:]))
        del built[-BATCH:]


def load(built: str) -> Iterator[ox.Quad]:
    """The quads of a built graph, every literal to the character."""
    yield from ox.parse(built, format=ox.RdfFormat.N_QUADS)
