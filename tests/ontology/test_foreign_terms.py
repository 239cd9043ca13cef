"""The list of others' terms holds every class, property and individual that the project uses, and no more.

Because a namespace object does not catch a typing error: an IRI that nobody defined looks like any other."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import RDF, Graph, Literal, URIRef

from goldthread import ontology
from goldthread.graph.rdf.builder import build
from goldthread.graph.sparql.lexer import tokens
from goldthread.graph.tables.reader import read
from goldthread.ontology import namespaces
from goldthread.ontology.namespaces import PREFIXES

ROOT = Path(__file__).parents[2]
OURS = "https://w3id.org/goldthread/"
DECLARED = [
    pair
    for path in ROOT.glob("ontology/*.ttl")
    for pair in re.findall(r"@prefix ([\w-]+): <([^>]+)>", path.read_text("utf-8"))
]
FOREIGN = {prefix: space for prefix, space in [*PREFIXES.items(), *DECLARED] if not space.startswith(OURS)}
WRITTEN = re.compile(rf"(?<![\w:<])({'|'.join(FOREIGN)}):([A-Za-z]\w*)")
IN_FULL = re.compile(r"https?://[^\s<>\"'{}|^`\\\0]+(?!\S*\0)")


def turtle_terms(text: str) -> set[str]:
    """The IRIs of a Turtle text, the datatypes of its literals among them."""
    found: set[str] = set()
    for triple in Graph().parse(data=text, format="turtle"):
        found |= {str(term) for term in triple if isinstance(term, URIRef)}
        found |= {str(term.datatype) for term in triple if isinstance(term, Literal) and term.datatype}
    return found


def sparql_terms(text: str) -> set[str]:
    """The IRIs of a SPARQL text, in full or with a prefix, without those that only declare a prefix."""
    spaces: dict[str, str] = {}
    found: set[str] = set()
    declared = ""
    for token in tokens(text):
        if token.kind == "prefix":
            declared = token.text
        elif token.kind == "iri" and declared:
            spaces[declared], declared = token.text[1:-1], ""
        elif token.kind == "iri":
            found.add(token.text[1:-1])
        elif token.kind == "pname":
            prefix, _, name = token.text.partition(":")
            found.add(spaces[f"{prefix}:"] + name)
        elif token.text == "a":
            found.add(str(RDF.type))
    return found


def python_terms(text: str) -> set[str]:
    """The foreign terms in Python: written out, with a prefix, put together from a constant, or of rdflib's
    namespaces."""
    tree = ast.parse(text)
    spaces = {
        a.name: str(getattr(__import__("rdflib"), a.name))
        for n in _imports(tree)
        for a in n.names
        if a.name.isupper()
    }
    constants = {name: value for node in tree.body for name, value in _constant(node)}
    parts = {
        name.id
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr | ast.BinOp)
        for name in _names(node)
    }
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in spaces:
            found.add(spaces[node.value.id] + node.attr)
        elif isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id in spaces:
            found.add(spaces[node.value.id] + str(ast.literal_eval(node.slice)))
    for string in _strings(tree, constants, parts):
        found |= {FOREIGN[prefix] + name for prefix, name in WRITTEN.findall(string)}
        found |= {iri for iri in IN_FULL.findall(string) if iri.startswith(tuple(FOREIGN.values()))}
    return found - set(FOREIGN.values())


def _imports(tree: ast.Module) -> Iterator[ast.ImportFrom]:
    return (
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("rdflib")
    )


def _targets(node: ast.AST) -> list[str]:
    return (
        [target.id for target in node.targets if isinstance(target, ast.Name)]
        if isinstance(node, ast.Assign)
        else []
    )


def _constant(node: ast.stmt) -> Iterator[tuple[str, str]]:
    """The names that a statement gives to a string."""
    if (
        isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    ):
        yield from ((name, node.value.value) for name in _targets(node))


def _names(node: ast.AST) -> list[ast.Name]:
    return [name for name in ast.walk(node) if isinstance(name, ast.Name)]


def _strings(tree: ast.Module, constants: dict[str, str], parts: set[str]) -> Iterator[str]:
    """Every string, constants put in where it is put together; what only a run can know is marked with a zero
    character."""
    inside: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            inside |= set(ast.walk(node))
            yield "".join(_part(value, constants) for value in node.values)
        elif (
            isinstance(node, ast.BinOp)
            and isinstance(node.op, ast.Add)
            and isinstance(node.right, ast.Constant)
        ):
            if isinstance(node.left, ast.Name) and node.left.id in constants:
                yield constants[node.left.id] + str(ast.literal_eval(node.right))
        elif isinstance(node, ast.Assign) and set(_targets(node)) & parts:
            inside |= set(ast.walk(node))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in inside:
            yield node.value


def _part(value: ast.expr, constants: dict[str, str]) -> str:
    if isinstance(value, ast.Constant):
        return value.value if isinstance(value.value, str) else ""
    if isinstance(value, ast.FormattedValue) and isinstance(value.value, ast.Name):
        return constants.get(value.value.id, "\0")
    return "\0"


def used() -> dict[str, str]:
    """Each IRI outside our own namespaces that the ontology's files or the code use, with one file that
    does."""
    found: dict[str, str] = {}
    readers = {"ontology/**/*.ttl": turtle_terms, "ontology/**/*.rq": sparql_terms}
    readers |= {f"{folder}/**/*.py": python_terms for folder in ("ontology", "graph", "exports", "cli")}
    for pattern, terms in readers.items():
        for path in sorted(ROOT.glob(pattern)):
            found |= {
                iri: path.name for iri in terms(path.read_text(encoding="utf-8")) if not iri.startswith(OURS)
            }
    return found


def listed() -> list[dict[str, str]]:
    return list(csv.DictReader(ontology.text("vocabulary/foreign-terms.csv").splitlines()))


def unlisted(iris: set[str]) -> set[str]:
    """Which of these are neither ours nor on the list."""
    return {iri for iri in iris if not iri.startswith(OURS)} - {row["iri"] for row in listed()}


def test_every_foreign_term_that_is_used_is_on_the_list() -> None:
    found = used()
    assert {iri: found[iri] for iri in unlisted(set(found))} == {}


def test_nothing_on_the_list_is_unused() -> None:
    assert {row["iri"] for row in listed()} - set(used()) == set()


def test_every_term_of_the_built_graph_is_on_the_list() -> None:
    graph = Graph()
    lines = build(read(Path(__file__).parents[1] / "worlds" / "tiny" / "records")).splitlines()
    graph.parse(data="".join(line.rpartition(" <")[0] + " .\n" for line in lines), format="nt")
    said = {*graph.predicates(), *graph.objects(None, RDF.type)}
    said |= {o.datatype for o in graph.objects() if isinstance(o, Literal) and o.datatype}
    assert unlisted({str(term) for term in said}) == set()


def test_the_list_is_in_order_and_says_how_each_term_was_checked() -> None:
    rows = listed()
    assert [row["iri"] for row in rows] == sorted({row["iri"] for row in rows})
    assert {row["kind"] for row in rows} <= {"class", "property", "individual", "datatype", "document"}
    assert not [
        row for row in rows if not re.fullmatch(r"own file: \S+|general knowledge(: .+)?", row["checked"])
    ]
    assert not [row for row in rows if not row["vocabulary"]]


def test_every_term_of_ours_in_shapes_and_queries_is_declared() -> None:
    declared = turtle_terms(ontology.text("vocabulary/core.ttl"))
    texts = [
        ontology.text(name) for folder in ("rules", "checks") for name in ontology.listing(folder, ".rq")
    ]
    texts += map(ontology.text, ontology.queries().values())
    said = turtle_terms(ontology.text(ontology.SHAPES)).union(*map(sparql_terms, texts))
    assert {iri for iri in said if iri.startswith(namespaces.GT)} - declared == set()


MISSPELT = {"http://www.w3.org/ns/prov#wasDerivedFromm"}


def test_a_misspelt_term_in_turtle_is_caught() -> None:
    text = (Path(__file__).parents[1] / "cases" / "foreign-terms" / "misspelt.ttl").read_text(
        encoding="utf-8"
    )
    assert unlisted(turtle_terms(text)) == MISSPELT


@pytest.mark.parametrize("text", ["<http://www.w3.org/ns/prov#wasDerivedFromm>", "prov:wasDerivedFromm"])
def test_a_misspelt_term_in_a_query_is_caught(text: str) -> None:
    query = (
        f"PREFIX prov: <http://www.w3.org/ns/prov#>\n"
        f"SELECT ?thing WHERE {{ ?thing a prov:Entity ; {text} ?premise }}"
    )
    assert unlisted(sparql_terms(query)) == MISSPELT


@pytest.mark.parametrize(
    "text",
    [
        'name = "http://www.w3.org/ns/prov#wasDerivedFromm"',
        'PROV = "http://www.w3.org/ns/prov#"\nname = f"{PROV}wasDerivedFromm"',
        'PROV = "http://www.w3.org/ns/prov#"\nname = PROV + "wasDerivedFromm"',
        'query = "SELECT * { ?thing prov:wasDerivedFromm ?premise }"',
        'from rdflib import PROV\nname = PROV["wasDerivedFromm"]',
        "from rdflib import PROV\nname = PROV.wasDerivedFromm",
    ],
)
def test_a_misspelt_term_in_python_is_caught(text: str) -> None:
    assert unlisted(python_terms(text)) == MISSPELT
