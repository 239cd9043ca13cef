"""Runs the W3C's tests of SPARQL 1.1 queries as a user's query is run, beside the engine alone.

    python tests/bench/w3c_sparql.py FOLDER

FOLDER is `sparql/sparql11` of https://github.com/w3c/rdf-tests, which is not part of this project. Prints how
many tests of each kind both pass, and each that only one of them passes, with why."""

from __future__ import annotations

import csv
import io
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
    serialize,
)

from goldthread.graph.errors import GoldthreadError
from goldthread.graph.sparql.guard import check
from goldthread.graph.sparql.runner import run

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"
MANIFESTS = (
    *("aggregates", "bind", "bindings", "cast", "construct", "exists", "functions", "grouping", "negation"),
    *("project-expression", "property-path", "subquery", "syntax-query", "csv-tsv-res", "json-res"),
    *("delete-insert", "syntax-update-1"),  # only what is no update either
)
KINDS = {
    "PositiveSyntaxTest11": "positive syntax",
    "NegativeSyntaxTest11": "negative syntax",
    "NegativeUpdateSyntaxTest11": "negative syntax",
    "QueryEvaluationTest": "query",
    "CSVResultFormatTest": "query",
}
FORMATS = {
    ".srx": QueryResultsFormat.XML,
    ".srj": QueryResultsFormat.JSON,
    ".tsv": QueryResultsFormat.TSV,
}
NUMBERS = {
    f"{XSD}{name}"
    for name in """integer decimal double float int byte short long negativeInteger nonPositiveInteger
    nonNegativeInteger positiveInteger unsignedInt unsignedByte unsignedShort unsignedLong""".split()
}


class Test(NamedTuple):
    """One test; a test of syntax has no data and no result."""

    name: str
    kind: str
    query: Path
    data: tuple[Path, ...]
    graphs: tuple[Path, ...]
    result: Path | None


class Graph:
    """A manifest, or a result in RDF."""

    def __init__(self, file: Path) -> None:
        self._held: dict[tuple[Any, str], list[Any]] = {}
        for quad in parse(path=str(file), base_iri=file.as_uri()):
            self._held.setdefault((quad.subject, quad.predicate.value), []).append(quad.object)
        self.subjects = {subject for subject, _ in self._held}

    def all(self, subject: Any, predicate: str) -> list[Any]:
        return self._held.get((subject, predicate), [])

    def one(self, subject: Any, predicate: str) -> Any:
        return next(iter(self.all(subject, predicate)), None)

    def listed(self, head: Any) -> Iterator[Any]:
        while head is not None and head != NamedNode(f"{RDF}nil"):
            yield self.one(head, f"{RDF}first")
            head = self.one(head, f"{RDF}rest")


def tests(folder: Path) -> Iterator[Test]:
    """The tests of all manifests that are ours to pass, in their order."""
    for name in MANIFESTS:
        file = folder / name / "manifest.ttl"
        graph = Graph(file)
        for test in graph.listed(graph.one(NamedNode(file.as_uri()), f"{MF}entries")):
            kind = KINDS.get(graph.one(test, f"{RDF}type").value.removeprefix(MF))
            action, result = graph.one(test, f"{MF}action"), graph.one(test, f"{MF}result")
            if kind is None:
                continue
            if kind != "query":
                yield Test(f"{name}/{local(test)}", kind, place(action), (), (), None)
                continue
            data, graphs = (tuple(map(place, graph.all(action, QT + part))) for part in ("data", "graphData"))
            query = place(graph.one(action, f"{QT}query"))
            yield Test(f"{name}/{local(test)}", kind, query, data, graphs, place(result))


def local(node: Any) -> str:
    return str(node.value).rpartition("#")[2]


def place(node: Any) -> Path:
    return Path(unquote(urlsplit(node.value).path))


def loaded(test: Test) -> Store:
    """A store with the test's data in the default graph, and its graphs under their own addresses."""
    store = Store()
    for file in test.data:
        store.load(path=str(file), base_iri=file.as_uri())
    for file in test.graphs:
        store.add_graph(NamedNode(file.as_uri()))  # it may be empty
        store.load(path=str(file), base_iri=file.as_uri(), to_graph=NamedNode(file.as_uri()))
    return store


def held(test: Test) -> Iterable[Quad]:
    """What the file of a user holds: the test's data; for one of syntax a statement in each graph of FROM,
    whose absence is no fault of syntax."""
    if test.result is not None:
        return loaded(test)
    try:
        graphs = check(based(test)).graphs
    except GoldthreadError:
        return []
    node = NamedNode("urn:x")
    return [Quad(node, node, node, NamedNode(graph.iri)) for graph in graphs]


def based(test: Test) -> str:
    """The query with its own address as base, as the tests want it."""
    return f"BASE <{test.query.as_uri()}>\n{test.query.read_text('utf-8')}"


def form(answer: Any) -> Any:
    """An answer as something that is equal to another if they say the same."""
    if isinstance(answer, QueryBoolean | bool):
        return bool(answer)
    if isinstance(answer, QuerySolutions):
        names = [variable.value for variable in answer.variables]
        return form_of_rows([dict(zip(names, row, strict=True)) for row in answer])
    return canonical(Quad(triple.subject, triple.predicate, plain(triple.object)) for triple in answer)


def form_of_rows(rows: Iterable[Mapping[str, Any]]) -> Any:
    return canonical(
        Quad(BlankNode(f"row{number}"), NamedNode(f"urn:{name}"), plain(term))
        for number, row in enumerate(rows)
        for name, term in [*row.items(), ("row", Literal("row"))]
        if term is not None
    )


def canonical(quads: Iterable[Quad]) -> Any:
    data = Dataset(quads)
    data.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return Counter(map(str, data))


def plain(term: Any) -> Any:
    """A number or a truth by its value: a result of 2.0 is one of 2."""
    if isinstance(term, Literal) and term.datatype.value == f"{XSD}boolean":
        return Literal({"0": "false", "1": "true"}.get(term.value, term.value))
    if isinstance(term, Literal) and term.datatype.value in NUMBERS:
        try:
            value = Decimal(term.value)
        except InvalidOperation:
            return term
        if value.is_finite():
            return Literal(f"{value.normalize():f}"[:12], datatype=NamedNode(f"{XSD}decimal"))
    return term


def expected(file: Path) -> Any:
    if file.suffix in FORMATS:
        return form(parse_query_results(path=str(file), format=FORMATS[file.suffix]))
    graph = Graph(file)
    results = next(
        (s for s in graph.subjects if graph.one(s, f"{RDF}type") == NamedNode(f"{RS}ResultSet")), None
    )
    if results is None:
        return form(parse(path=str(file), base_iri=file.as_uri()))
    return form_of_rows(
        {
            graph.one(binding, f"{RS}variable").value: graph.one(binding, f"{RS}value")
            for binding in graph.all(solution, f"{RS}binding")
        }
        for solution in graph.all(results, f"{RS}solution")
    )


def table(text: str) -> Any:
    """CSV with its blank nodes under one name, numbers by value."""
    head, *rows = csv.reader(io.StringIO(re.sub(r"_:\w+", "_:b", text)))
    return head, Counter(
        tuple(str(plain(Literal(cell, datatype=NamedNode(f"{XSD}decimal")))) for cell in row) for row in rows
    )


def engine(test: Test) -> str:
    """What the engine alone gets wrong; nothing if it is right."""
    try:
        text, address = test.query.read_text("utf-8"), test.query.as_uri()
        answer = loaded(test).query(text, base_iri=address)
    except (SyntaxError, OSError, ValueError, RuntimeError) as error:
        return f"refused: {error}"
    if test.result is None:
        return ""
    if test.result.suffix == ".csv":
        assert isinstance(answer, QuerySolutions)
        written = (answer.serialize(format=QueryResultsFormat.CSV) or b"").decode()
        return "" if table(written) == table(test.result.read_text("utf-8")) else "another result"
    return "" if form(answer) == expected(test.result) else "another result"


def ours(test: Test) -> str:
    """What is wrong with the answer that a user gets; nothing if it is right."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "data.nq"
        file.write_bytes(serialize(held(test), format=RdfFormat.N_QUADS) or b"")
        wanted = "csv" if test.result and test.result.suffix == ".csv" else None
        try:
            found = run(based(test), file, format=wanted)
        except GoldthreadError as error:
            return f"refused: {error}"
    if test.result is None:
        return ""
    if wanted:
        return "" if table(found.body.decode()) == table(test.result.read_text("utf-8")) else "another result"
    if found.truth is not None:
        answer: Any = found.truth
    elif found.form == "SELECT":
        answer = form_of_rows(found.rows)
    else:
        answer = form(parse(found._plain, RdfFormat.N_TRIPLES))
    if answer == expected(test.result):
        return ""
    return f"another result{', though not over a store whose default graph is its own' * alone(test)}"


def alone(test: Test) -> bool:
    """Whether the engine gives the right answer to the text that it is given, where the default graph is not
    the merge of all."""
    answer = loaded(test).query(check(based(test)).sent.text)
    assert test.result
    return bool(form(answer) == expected(test.result))


def main(folder: str) -> None:
    passed, lost = Counter[tuple[str, str]](), []
    for test in tests(Path(folder).resolve()):
        faults = {"ours": ours(test), "engine": engine(test)}
        if test.kind == "negative syntax":
            faults = {who: "" if fault.startswith("refused") else "taken" for who, fault in faults.items()}
        for who, fault in [*faults.items(), ("of", "")]:
            passed[test.kind, who] += not fault
        if bool(faults["ours"]) != bool(faults["engine"]):
            lost.append(
                f"{test.name}: ours {faults['ours'] or 'right'}; engine {faults['engine'] or 'right'}"
            )
    print(*(re.sub(r"\s+", " ", line)[:300] for line in lost), sep="\n")
    for kind in dict.fromkeys(KINDS.values()):
        print(
            f"{kind}: ours {passed[kind, 'ours']}, engine {passed[kind, 'engine']}, of {passed[kind, 'of']}"
        )


if __name__ == "__main__":
    main(sys.argv[1])
