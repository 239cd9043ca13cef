"""Records, and the documents if they are at hand, go in; everything that is wrong with them comes out, with
file and row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from goldthread import ontology
from goldthread.graph.errors import Problem
from goldthread.graph.rdf.builder import build, load
from goldthread.graph.sources.library import Library
from goldthread.graph.sources.matching import MOST_WORDS, Span, merge, sections
from goldthread.graph.tables.reader import RecordRow, Records
from goldthread.graph.tables.schema import schema
from goldthread.ontology import namespaces


@dataclass
class ValidationReport:
    """What a check found: problems, and of the anchors how many there are, were sought and found in a
    text."""

    problems: list[Problem] = field(default_factory=list)
    anchors: int = 0
    sought: int = 0
    found: int = 0
    missing_texts: list[str] = field(default_factory=list)
    coverage: dict[str, dict[str, int]] = field(default_factory=dict)


def check(records: Records, library: Library, *, shacl: bool = True) -> ValidationReport:
    """Everything that is wrong with the records: anchors not found or ambiguous, rules broken, shapes not
    met.

    Anchors are sought only in the documents whose copies are registered; `missing_texts` names the others.
    """
    report = ValidationReport()
    check_anchors(records, library, report)
    built = build(records, searchable=False)
    report.problems += check_rules(records, built)
    if shacl:
        report.problems += check_shapes(records, built)
    report.problems = sorted(set(report.problems))
    report.coverage = coverage(records)
    return report


def check_anchors(records: Records, library: Library, report: ValidationReport) -> None:
    """Seeks every anchor in its document's text, and adds to the report what is not there or stands there
    twice."""
    files = {row.id: row.first("file") for row in records.of("documents")}
    spans = _spans(records, files, library, report)
    for row in records.rows.values():
        if not row.first("phrase") or row.table == "sections":
            continue
        report.anchors += 1
        text = library.text(files.get(records.document_of(row), ""))
        if text is None or row.first("section") not in spans:
            continue
        report.sought += 1
        places = text.find(row.first("phrase"), spans[row.first("section")], row.first("near"))
        if len(places) == 1:
            report.found += 1
        else:
            elsewhere = len(text.find(row.first("phrase")))
            report.problems.append(
                Problem(row.file, row.number, "phrase", _anchor_fault(row, len(places), elsewhere))
            )


def _spans(
    records: Records, files: dict[str, str], library: Library, report: ValidationReport
) -> dict[str, Span]:
    """Where each section of each registered document lies in its text."""
    by_file: dict[str, list[dict[str, Span]]] = {}
    for document, file in files.items():
        rows = [row for row in records.of("sections") if records.document_of(row) == document]
        text = library.text(file)
        if text is None:
            report.missing_texts.append(file)
            continue
        ordered = sorted(rows, key=lambda row: int(row.first("number")))
        found, lost = sections(text, [(row.id, row.first("phrase")) for row in ordered])
        by_file.setdefault(file, []).append(found)
        for row in (records.rows[identifier] for identifier in lost):
            message = "these first words are not found after the section before; copy them from the text"
            report.problems.append(Problem(row.file, row.number, "phrase", message))
    report.missing_texts = sorted(set(report.missing_texts))
    return {
        k: v
        for file, parts in by_file.items()
        if (t := library.text(file))
        for k, v in merge(parts, len(t.raw)).items()
    }


def _anchor_fault(row: RecordRow, places: int, elsewhere: int) -> str:
    phrase, section = row.first("phrase"), row.first("section")
    if places > 1:
        return (
            f"“{phrase}” stands {places} times in {section}; add words that stand shortly before it in "
            f"the column near"
        )
    if elsewhere:
        times = "once" if elsewhere == 1 else f"{elsewhere} times"
        return (
            f"“{phrase}” is not found in {section}, but {times} elsewhere in the document; correct the "
            f"section"
        )
    return f"“{phrase}” is not found in {section}; copy it from the text, at most {MOST_WORDS} words"


def check_rules(records: Records, built: str) -> list[Problem]:
    """Every row that a `*-violation.rq` of the ontology returns, as a problem with file and row."""
    store = ox.Store()
    store.extend(load(built))
    return [
        problem
        for name in ontology.listing("checks", "-violation.rq")
        for problem in _violations(records, store, name)
    ]


def _violations(records: Records, store: ox.Store, name: str) -> Iterator[Problem]:
    answers = store.query(ontology.text(name), use_default_graph_as_union=True)
    assert isinstance(answers, ox.QuerySolutions)
    for answer in answers:
        thing, column, message = (answer[key] for key in ("thing", "column", "message"))
        yield located(
            records,
            thing.value if thing else "",
            column.value if column else "",
            message.value if message else "",
        )


def check_shapes(records: Records, built: str) -> list[Problem]:
    """What SHACL finds wrong with the built graph, by pySHACL on a plain rdflib graph (on other stores it is
    25 times slower)."""
    from pyshacl import validate
    from rdflib import RDF, SH, Graph

    graph = Graph()
    triples = (line.rpartition(" <")[0] + " .\n" for line in built.splitlines())
    graph.parse(data="".join(triples), format="nt")
    shapes = Graph().parse(data=ontology.text(ontology.SHAPES), format="turtle")
    vocabulary = Graph()
    for name in ontology.VOCABULARY:
        vocabulary.parse(data=ontology.text(name), format="turtle")
    _, results, _ = validate(
        graph, shacl_graph=shapes, ont_graph=vocabulary, inference="none", advanced=False
    )
    assert isinstance(results, Graph)
    problems = []
    for result in results.subjects(RDF.type, SH.ValidationResult):
        thing, path, value = (results.value(result, key) for key in (SH.focusNode, SH.resultPath, SH.value))
        message = (
            f"{results.value(result, SH.resultMessage)} (value: {value})"
            if value
            else str(results.value(result, SH.resultMessage))
        )
        problems.append(located(records, str(thing), _heading(records, str(thing), str(path)), message))
    return problems


def located(records: Records, thing: str, column: str, message: str) -> Problem:
    """A problem at the row that a node comes from."""
    row = _row_of(records, thing)
    return (
        Problem(row.file, row.number, column, message)
        if row
        else Problem(thing or "the graph", 0, column, message)
    )


def _row_of(records: Records, thing: str) -> RecordRow | None:
    return records.rows.get(thing.removeprefix(namespaces.ID).partition("#")[0])


def _heading(records: Records, thing: str, path: str) -> str:
    """The heading of the column from which a node has a property; several tables use one property under other
    headings."""
    row = _row_of(records, thing)
    columns = schema().tables[row.table].columns if row else ()
    return next((column.name for column in columns if path in column.path), "")


def coverage(records: Records) -> dict[str, dict[str, int]]:
    """For each document how many of its sections are recorded, hold nothing to record, or are not yet
    read."""
    counts: dict[str, dict[str, int]] = {}
    for row in records.of("sections"):
        of = counts.setdefault(
            records.document_of(row), {"recorded": 0, "nothing to record": 0, "not yet": 0}
        )
        of[row.first("coverage")] += 1
    return counts
