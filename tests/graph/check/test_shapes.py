"""Our part of SHACL finds what pySHACL finds, on good graphs and on graphs broken in every way."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path
from random import Random

import pyoxigraph as ox
import pytest
from pyshacl import validate
from rdflib import RDF, SH, Graph

from goldthread import ontology
from goldthread.graph.check.shapes import breaches, read_shapes, shapes
from goldthread.graph.rdf.builder import VOCABULARY, build, load, store
from goldthread.graph.tables.reader import Records, read

HERE = Path(__file__).parents[2]
TINY = HERE / "worlds" / "tiny" / "records"
BAD = HERE / "cases" / "records"
# Where SHACL's own name of a rule is not that of its property.
COMPONENTS = {"or": "OrConstraintComponent", "nodeKind": "NodeKindConstraintComponent"}
Results = Counter[tuple[str, str, str]]


def ours(engine: ox.Store) -> Results:
    """The results as SHACL counts them: one for each node and rule, or for each value where values are
    looked at one by one."""
    found: Results = Counter()
    for breach in breaches(engine, shapes()):
        kind = breach.rule.kind
        component = COMPONENTS.get(kind, f"{kind[0].upper()}{kind[1:]}ConstraintComponent")
        values = (
            [""] if kind in ("minCount", "maxCount", "hasValue") else [shown(one) for one in breach.values]
        )
        found.update((breach.node.value, component, value) for value in values)
    return found


def shown(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def theirs(quads: list[ox.Quad]) -> Results:
    """The results of pySHACL over the same statements."""
    graph = Graph()
    graph.parse(data="".join(f"{quad.triple} .\n" for quad in quads), format="nt")
    vocabulary = Graph()
    for name in ontology.VOCABULARY:
        vocabulary.parse(data=ontology.text(name), format="turtle")
    wanted = Graph().parse(data=ontology.text(ontology.SHAPES), format="turtle")
    _, results, _ = validate(
        graph, shacl_graph=wanted, ont_graph=vocabulary, inference="none", advanced=False
    )
    assert isinstance(results, Graph)
    found: Results = Counter()
    # Results below others say why a value does not meet a list; we do not tell of them.
    for result in results.objects(None, SH.result):
        node, value = (results.value(result, key) for key in (SH.focusNode, SH.value))
        component = str(results.value(result, SH.sourceConstraintComponent)).partition("#")[2]
        found[str(node), component, "" if value is None else str(value)] += 1
    assert set(results.objects(None, RDF.type)) <= {SH.ValidationReport, SH.ValidationResult}
    return found


def engine_of(quads: list[ox.Quad]) -> ox.Store:
    engine = ox.Store()
    engine.extend(quads)
    return engine


def test_nothing_is_found_in_the_tiny_world_by_either(tiny_records: Records) -> None:
    assert ours(store(tiny_records)) == theirs([*load(build(tiny_records))]) == Counter()


def test_nothing_is_found_in_the_bad_examples_that_pyshacl_does_not_find_and_nothing_is_missed(
    tmp_path: Path,
) -> None:
    root = Path(shutil.copytree(TINY, tmp_path / "records"))
    for example in sorted(BAD.iterdir()):
        # All examples at once, each in folders of its own, because pySHACL takes a second for each graph.
        for folder in (path for path in example.iterdir() if path.is_dir()):
            shutil.copytree(folder, root / f"{example.name}.{folder.name}")
    rows = read_without_twins(root)
    assert ours(store(rows)) == theirs([*load(build(rows))])


def read_without_twins(root: Path) -> Records:
    """The records of a folder; identifiers that examples share are told apart by the example's number."""
    for number, folder in enumerate(sorted(path for path in root.iterdir() if "." in path.name)):
        for table in folder.glob("*.csv"):
            text = table.read_text("utf-8")
            for name in ("bad/", "link/bad", "doc/bad", "section/bad", "membership/bad", "anchor/bad"):
                text = text.replace(name, name.replace("bad", f"bad{number}"))
            table.write_text(text, encoding="utf-8")
    return read(root)


def broken(quads: list[ox.Quad], dice: Random) -> list[ox.Quad]:
    """The statements with about every third left out, said of another thing, or said with another value."""
    values = [quad.object for quad in quads]
    found = []
    for quad in quads:
        if quad.graph_name == VOCABULARY or dice.random() > 0.3:
            found.append(quad)
            continue
        other = values[int(dice.random() * len(values))]
        change = int(dice.random() * 4)
        if change == 1:
            found += [quad, ox.Quad(quad.subject, quad.predicate, other, quad.graph_name)]
        elif change == 2:
            found.append(ox.Quad(quad.subject, quad.predicate, other, quad.graph_name))
        elif change == 3 and isinstance(other, ox.NamedNode):
            found.append(ox.Quad(other, quad.predicate, quad.object, quad.graph_name))
    return found


@pytest.mark.parametrize("seed", ["one", "three"])
def test_in_a_graph_that_is_broken_everywhere_both_find_the_same(seed: str, tiny_records: Records) -> None:
    quads = broken([*load(build(tiny_records, searchable=False))], Random(seed))
    found, expected = ours(engine_of(quads)), theirs(quads)
    assert found - expected == expected - found == Counter()
    assert len(expected) > 400
    assert {component for _, component, _ in expected} == {
        "MinCountConstraintComponent",
        "MaxCountConstraintComponent",
        "DatatypeConstraintComponent",
        "ClassConstraintComponent",
        "NodeConstraintComponent",
        "NodeKindConstraintComponent",
        "OrConstraintComponent",
    }


def test_every_table_and_column_has_its_shape() -> None:
    classes = [shape.cls for shape in shapes() if any(one.column for one in shape.properties)]
    assert len(classes) == len(set(classes)) == 33
    assert all(one.rules for shape in shapes() for one in shape.properties)


SHAPE = """@prefix sh: <http://www.w3.org/ns/shacl#> .
<x:shape> a sh:NodeShape ; sh:targetClass <x:Thing> ; {node} sh:property [ sh:path {path} ; {rule} ] ."""


@pytest.mark.parametrize(
    ("node", "path", "rule"),
    [
        ("", "<x:p>", 'sh:pattern "^a"'),
        ("", "<x:p>", "sh:qualifiedMinCount 1"),
        ("", "<x:p>", "sh:nodeKind sh:Literal"),
        ("", "[ sh:inversePath <x:p> ]", "sh:minCount 1"),
        ("", "<x:p>", "sh:or ( [ sh:maxLength 3 ] )"),
        ("", "<x:p>", "sh:node [ sh:closed true ]"),
        ("sh:closed true ;", "<x:p>", "sh:minCount 1"),
        ("sh:targetNode <x:n> ;", "<x:p>", "sh:minCount 1"),
    ],
)
def test_what_is_not_known_of_shacl_is_an_error_and_not_passed_over(node: str, path: str, rule: str) -> None:
    with pytest.raises(ValueError, match=r"^shapes\.ttl: "):
        read_shapes(SHAPE.format(node=node, path=path, rule=rule))


def test_a_node_is_asked_for_a_value_of_a_list() -> None:
    (shape,) = read_shapes(
        SHAPE.format(
            node="", path="<x:p>", rule="sh:node [ sh:property [ sh:path <x:in> ; sh:hasValue <x:l> ] ]"
        )
    )
    said = "<x:a> a <x:Thing> ; <x:p> <x:one> . <x:b> a <x:Thing> ; <x:p> <x:two> . <x:one> <x:in> <x:l> ."
    engine = engine_of([quad for quad in ox.parse(said, format=ox.RdfFormat.TURTLE)])
    assert [breach.node.value for breach in breaches(engine, [shape])] == ["x:b"]
