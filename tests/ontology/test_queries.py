"""The named queries: each in words and standard SPARQL, answered on the tiny world as its table says.

A table holds the answer in the SPARQL 1.1 CSV form, but with line feeds alone, so that a repository shows its
changes line by line. How long each query takes on the real graph, `tests/bench/named_queries.py` measures."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, QueryResultsFormat, QuerySolutions
from pyparsing import ParseBaseException
from rdflib import Graph
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.query import ResultRow

from goldthread import ontology
from goldthread.graph.paths import GRAPH
from goldthread.graph.query.library import iri, question
from goldthread.graph.query.parameters import TEXTS
from goldthread.graph.store.base import Values, bind
from goldthread.graph.store.oxigraph import Store, open_store
from goldthread.graph.tables.reader import Records
from goldthread.graph.tables.schema import schema
from goldthread.ontology import namespaces

FILES = {name: ontology.path(file) for name, file in ontology.queries().items()}
TEXT = {name: path.read_text(encoding="utf-8") for name, path in FILES.items()}
EXPECTED = Path(__file__).parents[1] / "ontology" / "queries"
FOR_THE_CODE = {name for name in TEXT if question(name).for_programs}
FOR_PEOPLE = [name for name in TEXT if name not in FOR_THE_CODE]
OF_SUGGESTIONS = {"suggested-to-review", "links-by-basis", "facts", "wordings"}
OF_GAPS = {"deliverables-without-board", "deliverables-without-lead", "deliverables-without-report"}
MAY_BE_EMPTY = {"police-and-crime-priorities-nothing-serves", "sections-not-recorded", "suggested-to-review"}
EXECUTIVE = "leeds/board/safer-leeds-executive"
XSD = "http://www.w3.org/2001/XMLSchema#"
PLACE = r"VALUES \?(\w+) \{ UNDEF \}"

BAD = Path(__file__).parents[1] / "cases" / "questions"
FAULTS = {
    "says-for-nobody": "it does not say for whom it is",
    "asks-nothing": "its first line is no question in words",
    "has-no-table": "it has no table of the expected answer beside it",
    "leaves-its-order-open": "it has no ORDER BY",
    "has-a-parameter-to-no-use": "it does not use its parameter plan",
    "has-an-example-to-no-use": "it has no parameter plan, which its example sets",
    "has-a-prefix-to-no-use": "it does not use its prefix skos",
    "misspells-a-term": "nothing is ever said with gt:Bord",
    "leaves-a-bracket-open": "it is no SPARQL 1.1",
}


def example(text: str) -> dict[str, str]:
    """What the second line of a question, if it is an example, binds to which parameter."""
    line = text.splitlines()[2]
    return (
        dict(pair.split("=", 1) for pair in line.removeprefix("# example: ").split("; "))
        if line.startswith("# example: ")
        else {}
    )


def about(text: str, /, **values: str) -> str:
    """A question about the things, texts or days of these names; without any about everything."""
    return bind(
        text,
        {name: Literal(value) if name in TEXTS | {"asOf"} else iri(value) for name, value in values.items()},
    )


def faults(path: Path, known: frozenset[str], expected: Path = EXPECTED) -> Iterator[str]:
    """What is wrong with the form of a question's file; `known` are the terms of which something is said."""
    text = path.read_text(encoding="utf-8")
    plain = re.sub(r'^#.*$|"[^"]*"', "", text, flags=re.MULTILINE)
    prefixes = dict(re.findall(r"PREFIX (\w+): <(.*)>", plain))
    terms = set(re.findall(r"(?<![\w?:<])(\w+):(\w[\w-]*)", re.sub(r"PREFIX.*", "", plain)))
    places = set(re.findall(PLACE, plain))
    if not re.match(r"# [A-Z].*\?\n", text):
        yield "its first line is no question in words"
    if not re.match(r".*\n# audience: (people|program)\n", text):
        yield "it does not say for whom it is"
    if not (expected / f"{path.stem}.csv").is_file():
        yield "it has no table of the expected answer beside it"
    if "\nORDER BY " not in text and path.stem not in FOR_THE_CODE:
        yield "it has no ORDER BY"
    yield from (
        f"it does not use its parameter {name}"
        for name in places
        if not re.search(rf"\?{name}\b", re.sub(PLACE, "", plain))
    )
    yield from (
        f"it has no parameter {name}, which its example sets" for name in example(text) if name not in places
    )
    yield from (
        f"it does not use its prefix {name}"
        for name in prefixes
        if name not in {prefix for prefix, _ in terms}
    )
    iris = {f"{prefix}:{name}": prefixes.get(prefix, "") + name for prefix, name in terms}
    yield from (
        f"nothing is ever said with {term}"
        for term, full in iris.items()
        if full not in known and not full.startswith(XSD)
    )
    try:
        parseQuery(text)
    except ParseBaseException:
        yield "it is no SPARQL 1.1"


def answer(store: Store, query: str) -> str:
    """The answer in the form of the tables; the rows of a question that leaves their order open are
    sorted."""
    solutions = store.run(query)
    assert isinstance(solutions, QuerySolutions)
    text = solutions.serialize(format=QueryResultsFormat.CSV)
    assert text is not None
    head, *rows = text.decode("utf-8").replace("\r\n", "\n").splitlines(keepends=True)
    return "".join([head, *(rows if "\nORDER BY " in query else sorted(rows))])


def rows(store: Store, query: str) -> set[str]:
    return set(answer(store, query).splitlines()[1:])


def bare(table: str) -> set[str]:
    """The columns of an answer in which an identifier stands instead of a label."""
    return {
        column
        for row in csv.DictReader(table.splitlines())
        for column, cell in row.items()
        if re.match(r"https?://|_:", cell)
    }


@pytest.fixture(scope="module")
def known(tiny_graph: Path) -> frozenset[str]:
    """Every term that the ontology has, the forms ask for or the tiny world is told with."""
    steps = {step for table in schema().tables.values() for column in table.columns for step in column.path}
    return frozenset({*re.findall(r"<([^<>]*)>", tiny_graph.read_text(encoding="utf-8")), *steps})


@pytest.fixture(scope="module")
def other_engine(tiny_graph: Path) -> Graph:
    """The tiny world, all graphs in one, in rdflib, whose SPARQL is another than the store's."""
    triples = (
        line.rpartition(" <")[0] + " .\n" for line in tiny_graph.read_text(encoding="utf-8").splitlines()
    )
    return Graph().parse(data="".join(triples), format="nt")


@cache
def real_graph() -> Store:
    if not Path(GRAPH).is_file():
        pytest.skip("The graph is not built yet: run `goldthread build`")
    return open_store(GRAPH)


@pytest.mark.parametrize("name", TEXT)
def test_a_question_is_in_words_and_in_standard_sparql_with_its_answer_beside_it(
    name: str, known: frozenset[str]
) -> None:
    assert list(faults(FILES[name], known)) == []


@pytest.mark.parametrize("name", FAULTS)
def test_a_malformed_question_is_found_out(name: str, known: frozenset[str]) -> None:
    assert list(faults(BAD / f"{name}.rq", known, BAD)) == [FAULTS[name]]


def test_there_is_no_table_without_its_question_and_no_question_twice() -> None:
    assert sorted(path.stem for path in EXPECTED.glob("*.csv")) == sorted(TEXT)
    assert len({question(name).words for name in TEXT}) == len(TEXT)


@pytest.mark.parametrize("name", TEXT)
def test_the_tiny_world_answers_as_expected(name: str, tiny: Store) -> None:
    assert answer(tiny, about(TEXT[name], **example(TEXT[name]))) == (EXPECTED / f"{name}.csv").read_text(
        encoding="utf-8"
    )


def test_another_answer_is_found_out(tiny: Store) -> None:
    later = answer(tiny, about(TEXT["boards-at-tier"], tier="Silver", asOf="2024-12-31"))
    expected = (EXPECTED / "boards-at-tier.csv").read_text(encoding="utf-8")
    more = (
        'Youth Board,Silver,in place,stated,2024-09,Safer Anytown Annual Update 2024,"Work and money, '
        'paragraph 8","The Youth Board, now Silver"\n'
    )
    assert later == expected + more


@pytest.mark.parametrize("name", TEXT)
def test_another_engine_answers_alike(name: str, tiny: Store, other_engine: Graph) -> None:
    query = about(TEXT[name], **example(TEXT[name]))
    solutions = tiny.run(query)
    assert isinstance(solutions, QuerySolutions)
    ours = [["" if term is None else term.value for term in row] for row in solutions]
    theirs = [
        ["" if term is None else str(term) for term in row]
        for row in other_engine.query(query)
        if isinstance(row, ResultRow)
    ]
    assert (ours == theirs) if "\nORDER BY " in query else (sorted(ours) == sorted(theirs))


@pytest.mark.parametrize("name", FOR_PEOPLE)
def test_people_see_labels_and_no_identifiers(name: str, tiny: Store) -> None:
    assert bare(answer(tiny, TEXT[name])) == set()


def test_an_identifier_is_found_out(tiny: Store) -> None:
    assert bare(answer(tiny, TEXT["links-of"])) == {"link", "thing", "other"}


@pytest.mark.parametrize("name", [name for name in FOR_PEOPLE if name not in OF_SUGGESTIONS])
def test_suggestions_stay_out_of_answers(name: str, tiny: Store) -> None:
    assert "suggested" not in answer(tiny, TEXT[name])


def test_a_suggestion_is_found_out(tiny: Store) -> None:
    assert "suggested" in answer(tiny, TEXT["suggested-to-review"])


@pytest.mark.parametrize(
    ("name", "parameter"),
    [(name, p) for name in FOR_PEOPLE for p in re.findall(PLACE, TEXT[name]) if p not in TEXTS | {"asOf"}],
)
def test_all_things_together_have_answers_and_an_unknown_one_has_none(
    name: str, parameter: str, tiny: Store, tiny_records: Records
) -> None:
    things: Values = [NamedNode(namespaces.ID + identifier) for identifier in tiny_records.rows]
    among = rows(tiny, bind(TEXT[name], {parameter: things}))
    assert among and among <= rows(tiny, TEXT[name])
    assert rows(tiny, about(TEXT[name], **{parameter: "unknown"})) == set()


@pytest.mark.parametrize("name", [name for name in FOR_PEOPLE if "?asOf" in TEXT[name]])
def test_before_the_first_document_nothing_was_known(name: str, tiny: Store) -> None:
    before = rows(tiny, about(TEXT[name], asOf="2000-01-01"))
    assert before >= rows(tiny, TEXT[name]) if name in OF_GAPS else before == set()


@pytest.mark.parametrize("name", FOR_PEOPLE)
def test_the_real_graph_answers_in_labels(name: str) -> None:
    found = answer(real_graph(), TEXT[name])
    assert bare(found) == set()
    assert found.count("\n") > 1 or name in MAY_BE_EMPTY
