"""The shapes of the tables, and every value of a graph that does not meet them.

It is our own small part of SHACL, because pySHACL took 40 of the 60 seconds of a check; a test compares the
two on good and broken graphs. What the shapes use and is not known here is an error, never passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

import pyoxigraph as ox

from goldthread import ontology
from goldthread.graph.tables.cells import NUMBER, date_fault
from goldthread.graph.tables.schema import Schema, schema
from goldthread.ontology.namespaces import RDF, RDF_TYPE, XSD

SH = "http://www.w3.org/ns/shacl#"
# What a shape says for people and forms, and not for its graph.
ASIDE = {
    RDF_TYPE,
    "http://datashapes.org/dash#singleLine",
    *(f"{SH}{name}" for name in ("name", "description", "order", "group", "path", "property")),
}
DATES = (f"{XSD}date", f"{XSD}gYearMonth", f"{XSD}gYear")
# How many nodes are kept at hand; a node is looked at from the few things that it belongs to.
KEPT = 10_000
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Said = dict[str, list[Term]]


@dataclass(frozen=True)
class Rule:
    """One thing that a property shape asks, named as SHACL names it: `kind` and what it asks for."""

    kind: str
    wanted: object


@dataclass(frozen=True)
class PropertyShape:
    """What is asked of the values at the end of a path, and the heading of the column that gives them."""

    path: tuple[str, ...]
    column: str
    rules: tuple[Rule, ...]

    @cached_property
    def demands(self) -> tuple[Rule, ...]:
        """The rules that a node without any value does not meet."""
        return tuple(rule for rule in self.rules if rule.kind in ("minCount", "hasValue"))


@dataclass(frozen=True)
class NodeShape:
    """What is asked of the instances of a class, or of the subjects of some properties."""

    cls: str
    subjects_of: tuple[str, ...]
    properties: tuple[PropertyShape, ...]


@dataclass(frozen=True)
class Breach:
    """A node that does not meet a rule of a property shape, and the values that are to blame."""

    node: ox.NamedNode
    shape: PropertyShape
    rule: Rule
    values: tuple[Term, ...]


@cache
def shapes() -> tuple[NodeShape, ...]:
    """The shapes of the bundled ontology; read once."""
    return read_shapes(ontology.text(ontology.SHAPES))


def read_shapes(turtle: str) -> tuple[NodeShape, ...]:
    """The node shapes with a target that a Turtle text sets out; ValueError for what is not known here."""
    return tuple(_ShapeReader(turtle).shapes())


class _ShapeReader:
    def __init__(self, turtle: str) -> None:
        self._store = ox.Store()
        self._store.extend(ox.parse(turtle, format=ox.RdfFormat.TURTLE))

    def shapes(self) -> Iterator[NodeShape]:
        kinds = self._store.quads_for_pattern(None, ox.NamedNode(RDF_TYPE), ox.NamedNode(f"{SH}NodeShape"))
        for node in sorted((quad.subject for quad in kinds), key=str):
            said = self._said(node)
            classes, subjects = said.pop(f"{SH}targetClass", []), said.pop(f"{SH}targetSubjectsOf", [])
            self._only_known(node, said)
            if classes or subjects:
                cls = _text(classes[0]) if classes else ""
                yield NodeShape(cls, tuple(map(_text, subjects)), self._properties(node))

    def _properties(self, node: Term) -> tuple[PropertyShape, ...]:
        return tuple(self._property(one) for one in self._said(node).get(f"{SH}property", []))

    def _property(self, node: Term) -> PropertyShape:
        said = self._said(node)
        path = self._path(said[f"{SH}path"][0])
        column = _text(said[f"{SH}name"][0]) if f"{SH}name" in said else ""
        return PropertyShape(path, column, self._rules(node))

    def _rules(self, node: Term) -> tuple[Rule, ...]:
        rules = []
        for predicate, values in sorted(self._said(node).items()):
            kind = predicate.removeprefix(SH)
            for value in values if predicate not in ASIDE else ():
                rules.append(Rule(kind, self._wanted(node, kind, value)))
        return tuple(rules)

    def _wanted(self, node: Term, kind: str, value: Term) -> object:
        match kind:
            case "minCount" | "maxCount":
                return int(_text(value))
            case "datatype" | "class":
                return _text(value)
            case "hasValue":
                return value
            case "node":
                self._only_known(value, self._said(value))
                return self._properties(value)
            case "or":
                return tuple(self._rules(one) for one in self._list(value))
            case "nodeKind" if _text(value) == f"{SH}IRI":
                return _text(value)
        raise ValueError(
            f"shapes.ttl: {node} asks for {kind} {value}, which graph/check/shapes.py does not know"
        )

    def _only_known(self, node: Term, said: Iterable[str]) -> None:
        if unknown := sorted(set(said) - ASIDE):
            raise ValueError(
                f"shapes.ttl: {node} says {unknown[0]}, which graph/check/shapes.py does not know"
            )

    def _said(self, node: Term) -> Said:
        return _properties_of(self._store, node)

    def _path(self, node: Term) -> tuple[str, ...]:
        steps = [node] if isinstance(node, ox.NamedNode) else self._list(node)
        if not steps or not all(isinstance(step, ox.NamedNode) for step in steps):
            raise ValueError(f"shapes.ttl: the path {node} is neither a property nor a list of them")
        return tuple(map(_text, steps))

    def _list(self, node: Term) -> list[Term]:
        members = []
        while said := self._said(node):
            if f"{RDF}first" not in said:
                return []
            members += said[f"{RDF}first"]
            node = said[f"{RDF}rest"][0]
        return members


def breaches(store: ox.Store, wanted: Iterable[NodeShape], form: Schema | None = None) -> Iterator[Breach]:
    """Every node of a graph that does not meet one of the shapes, rule by rule."""
    checker = _Checker(store, form or schema())
    asked: dict[ox.NamedNode, list[NodeShape]] = {}
    for shape in wanted:
        for node in checker.targets(shape):
            asked.setdefault(node, []).append(shape)
    for node, of_node in asked.items():
        said = checker.said(node)
        for shape in of_node:
            for of_property in shape.properties:
                # Most columns of a table are empty in most rows.
                if of_property.path[0] in said or of_property.demands:
                    yield from checker.breaches(node, of_property)


class _Checker:
    """Looks at the nodes of one graph, those of all its named graphs together."""

    def __init__(self, store: ox.Store, form: Schema) -> None:
        self._store, self._form = store, form
        self.said = lru_cache(maxsize=KEPT)(lambda node: _properties_of(store, node))
        self._kinds = lru_cache(maxsize=KEPT)(self._kinds_of)
        # The terms of a list that a cell may hold are few, and each is in the list or not for good.
        self._in_list: dict[tuple[Term, int], bool] = {}

    def targets(self, shape: NodeShape) -> set[ox.NamedNode]:
        """The nodes that a shape is about."""
        below = {cls for cls, above in self._form.above.items() if shape.cls in above}
        patterns: list[tuple[str, ox.NamedNode | None]] = [(one, None) for one in shape.subjects_of]
        patterns += [(RDF_TYPE, ox.NamedNode(cls)) for cls in {shape.cls, *below} if cls]
        return {
            quad.subject
            for predicate, end in patterns
            for quad in self._store.quads_for_pattern(None, ox.NamedNode(predicate), end)
            if isinstance(quad.subject, ox.NamedNode)
        }

    def breaches(self, node: ox.NamedNode, shape: PropertyShape) -> Iterator[Breach]:
        """The rules of a property shape that a node does not meet."""
        values = self._values(node, shape.path)
        for rule in shape.rules if values else shape.demands:
            faulty = self._faulty(values, rule)
            if faulty is not None:
                yield Breach(node, shape, rule, tuple(sorted(faulty, key=str)))

    def _values(self, node: Term, path: tuple[str, ...]) -> list[Term]:
        values = self.said(node).get(path[0], [])
        for step in path[1:]:
            ends = [end for value in values for end in self.said(value).get(step, ())]
            values = ends if len(ends) < 2 else list(dict.fromkeys(ends))
        return values

    def _faulty(self, values: list[Term], rule: Rule) -> list[Term] | None:
        """The values that are to blame for a rule that is not met, perhaps none; None if it is met."""
        if rule.kind == "minCount":
            return values if len(values) < int(str(rule.wanted)) else None
        if rule.kind == "maxCount":
            return values if len(values) > int(str(rule.wanted)) else None
        if rule.kind == "hasValue":
            return None if rule.wanted in values else []
        return [value for value in values if not self._meets(value, rule)] or None

    def _meets(self, value: Term, rule: Rule) -> bool:
        match rule.kind, rule.wanted:
            case "class", str(cls):
                return any(self._form.is_a(kind, cls) for kind in self._kinds(value))
            case "datatype", str(datatype):
                return isinstance(value, ox.Literal) and _is_of(value, datatype)
            case "nodeKind", _:
                return isinstance(value, ox.NamedNode)
            case "node", _:
                key = value, id(rule)
                if key not in self._in_list:
                    self._in_list[key] = self._conforms(value, rule)
                return self._in_list[key]
            case "or", tuple(choices):
                return any(all(self._meets(value, rule) for rule in rules) for rules in choices)
        raise AssertionError(rule)  # the reader of shapes lets through no other

    def _conforms(self, value: Term, rule: Rule) -> bool:
        properties = rule.wanted
        assert isinstance(properties, tuple)
        if not isinstance(value, ox.NamedNode):
            return not any(shape.demands for shape in properties)
        return not any(True for shape in properties for _ in self.breaches(value, shape))

    def _kinds_of(self, value: Term) -> tuple[str, ...]:
        if not isinstance(value, ox.NamedNode):
            return ()
        found = self._store.quads_for_pattern(value, ox.NamedNode(RDF_TYPE), None)
        return tuple(quad.object.value for quad in found if isinstance(quad.object, ox.NamedNode))


def _text(term: Term) -> str:
    assert not isinstance(term, ox.Triple)
    return term.value


def _properties_of(store: ox.Store, node: Term) -> Said:
    """The values of each property of a node, each once."""
    found: Said = {}
    if isinstance(node, ox.Literal | ox.Triple):
        return found
    for quad in store.quads_for_pattern(node, None, None):
        values = found.setdefault(quad.predicate.value, [])
        if quad.object not in values:
            values.append(quad.object)
    return found


def _is_of(value: ox.Literal, datatype: str) -> bool:
    """Whether a literal is of a datatype, and its text one that the datatype knows."""
    if value.datatype.value != datatype:
        return False
    if datatype in DATES:
        return date_fault(value.value) is None and value.value.count("-") == 2 - DATES.index(datatype)
    pattern = NUMBER.get(datatype.removeprefix(XSD))
    return pattern is None or pattern.fullmatch(value.value) is not None
