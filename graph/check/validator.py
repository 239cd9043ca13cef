"""Checks records against their documents, the ontology's rules and its shapes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from goldthread import ontology
from goldthread.graph.errors import Problem
from goldthread.graph.rdf.builder import build, load
from goldthread.graph.sources.library import Library
from goldthread.graph.sources.matching import MOST_WORDS, SourceText, Span, merge, sections
from goldthread.graph.tables.reader import RecordRow, Records
from goldthread.graph.tables.schema import schema
from goldthread.ontology import namespaces


@dataclass
class ValidationReport:
    """What a check found: problems, anchors in all, sought and found in a text, and documents without a copy.

    `coverage` counts the sections of each document by whether they are recorded."""

    problems: list[Problem] = field(default_factory=list)
    anchors: int = 0
    sought: int = 0
    found: int = 0
    missing_texts: list[str] = field(default_factory=list)
    coverage: dict[str, dict[str, int]] = field(default_factory=dict)


def check(records: Records, library: Library, *, shacl: bool = True) -> ValidationReport:
    """Everything that is wrong with records that can be built: anchors, rules, and with `shacl` shapes.

    Anchors are sought only in the documents whose copies are registered; `missing_texts` names the others.
    Raises RecordsError if the records cannot be built, SourceError if a copy cannot be read."""
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
    """Seeks every anchor in its document's text, and adds to the report those without exactly one place."""
    files = {row.id: row.first("file") for row in records.of("documents")}
    spans = _spans(records, files, library, report)
    for row in records.rows.values():
        # A section's phrase is its first words, by which it was found already.
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
            fault = _anchor_fault(row, len(places), len(text.find(row.first("phrase"))))
            report.problems.append(Problem(row.file, row.number, "phrase", fault))


def _spans(
    records: Records, files: dict[str, str], library: Library, report: ValidationReport
) -> dict[str, Span]:
    """Where each section of each registered document lies in its text.

    Adds to the report the documents that are not registered and the sections that are not found. One file may
    hold several documents, so the sections of all of them are closed together."""
    of_files: dict[str, tuple[SourceText, list[dict[str, Span]]]] = {}
    for document, file in files.items():
        text = library.text(file)
        if text is None:
            report.missing_texts.append(file)
            continue
        rows = [row for row in records.of("sections") if records.document_of(row) == document]
        rows.sort(key=lambda row: int(row.first("number")))
        found, lost = sections(text, [(row.id, row.first("phrase")) for row in rows])
        of_files.setdefault(file, (text, []))[1].append(found)
        for row in (records.rows[identifier] for identifier in lost):
            message = "these first words are not found after the section before; copy them from the text"
            report.problems.append(Problem(row.file, row.number, "phrase", message))
    report.missing_texts = sorted(set(report.missing_texts))
    spans: dict[str, Span] = {}
    for text, parts in of_files.values():
        spans |= merge(parts, len(text.raw))
    return spans


def _anchor_fault(row: RecordRow, places: int, elsewhere: int) -> str:
    """What to mend of an anchor with so many places in its section, and so many in the whole document."""
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
    """Every row that a `*-violation.rq` of the ontology returns over the built graph, as a problem."""
    store = ox.Store()
    store.extend(load(built))
    names = ontology.listing("checks", "-violation.rq")
    return [problem for name in names for problem in _violations(records, store, name)]


def _violations(records: Records, store: ox.Store, name: str) -> Iterator[Problem]:
    """The problems that one rule finds: its rows are thing, column and message."""
    answers = store.query(ontology.text(name), use_default_graph_as_union=True)
    assert isinstance(answers, ox.QuerySolutions)
    for answer in answers:
        terms = (answer[key] for key in ("thing", "column", "message"))
        thing, column, message = (term.value if term else "" for term in terms)
        yield located(records, thing, column, message)


def check_shapes(records: Records, built: str) -> list[Problem]:
    """What SHACL finds wrong with the built graph, as problems."""
    from pyshacl import validate
    from rdflib import RDF, SH, Graph

    # A plain rdflib graph, because pySHACL is 25 times slower on other stores; so the names of graphs are cut
    # off.
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
        shown = f" (value: {value})" if value else ""
        message = f"{results.value(result, SH.resultMessage)}{shown}"
        problems.append(located(records, str(thing), _heading(records, str(thing), str(path)), message))
    return problems


def located(records: Records, thing: str, column: str, message: str) -> Problem:
    """A problem at the row that a node's IRI comes from; at the node itself if there is no such row."""
    row = _row_of(records, thing)
    if row is None:
        return Problem(thing or "the graph", 0, column, message)
    return Problem(row.file, row.number, column, message)


def _row_of(records: Records, thing: str) -> RecordRow | None:
    # Nodes that a row makes besides its thing have the thing's IRI and a name after #.
    return records.rows.get(thing.removeprefix(namespaces.ID).partition("#")[0])


def _heading(records: Records, thing: str, path: str) -> str:
    """The heading of the column that gave a node a property; tables name one property differently."""
    row = _row_of(records, thing)
    columns = schema().tables[row.table].columns if row else ()
    return next((column.name for column in columns if path in column.path), "")


def coverage(records: Records) -> dict[str, dict[str, int]]:
    """For each document how many sections are recorded, hold nothing to record, or are not read."""
    counts: dict[str, dict[str, int]] = {}
    for row in records.of("sections"):
        none = {"recorded": 0, "nothing to record": 0, "not yet": 0}
        counts.setdefault(records.document_of(row), none)[row.first("coverage")] += 1
    return counts
