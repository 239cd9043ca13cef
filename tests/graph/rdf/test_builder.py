"""The quads that rows make, in the same bytes each time, and that the committed graph is the records' own."""

from __future__ import annotations

import csv
import hashlib
import os
import random
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest

from goldthread.graph.paths import DIGEST, GRAPH
from goldthread.graph.rdf import builder
from goldthread.graph.rdf.builder import VOCABULARY, build, lines, load, node, store, vocabulary
from goldthread.graph.rdf.serializer import trig
from goldthread.graph.tables.reader import RecordRow, Records, read
from goldthread.graph.tables.schema import schema
from goldthread.ontology import namespaces
from goldthread.ontology.namespaces import PREFIXES

TINY = Path(__file__).parents[2] / "worlds" / "tiny" / "records"
MILL = {
    "mill/documents": (
        "id,label,kind,issued,file,basis,premises,why\n"
        "doc/mill,Mill Plan,strategy,2021-11,mill.txt,inferred,mill/board/one,It is.\n"
    ),
    "mill/deliverables": "id,label,kind,delivered_by,from,basis,section,near,place,phrase\n"
    "mill/lamps,Lamps,key deliverable,mill/agency/one|mill/board/one,2021,stated,section/mill/one,by "
    "the,line 2,new lamps\n",
    "mill/links": "id,subject,relation,object,from,basis,why,premises\n"
    "link/mill/led,mill/lamps,is led by,mill/agency/one,2021-11-03,inferred,So it is.,mill/lamps\n"
    "link/mill/guess,mill/lamps,is supported by,mill/agency/one,,suggested,,\n"
    "link/mill/none,mill/lamps,is related to,mill/agency/one,,none found,,\n",
    "mill/anchors": "id,about,section,phrase\nanchor/mill/more,link/mill/led,section/mill/one,more lamps\n",
    "mill/sections": "id,label,number,coverage,phrase\nsection/mill/one,One,1,recorded,Mill Plan\n",
    "shared/agencies": "id,label,kind,basis\nmill/agency/one,One,council,suggested\n",
    "shared/boards": "id,label,kind,reports_to,basis\nmill/board/one,One,forum,mill/agency/one,suggested\n",
}
HEAD = "@base <https://w3id.org/goldthread/id/> .\n" + "".join(
    f"@prefix {name}: <{space}> .\n" for name, space in PREFIXES.items()
)


def written(folder: Path, tables: Mapping[str, str]) -> Path:
    for name, text in tables.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
    return folder


@pytest.fixture
def mill(tmp_path: Path) -> set[ox.Quad]:
    """The quads of a small world of seven tables, without the ontology's."""
    return {
        quad
        for quad in load(build(read(written(tmp_path, MILL)), searchable=False))
        if quad.graph_name != VOCABULARY
    }


def about(quads: set[ox.Quad], *things: str) -> set[ox.Quad]:
    """The quads about these things and the nodes that belong to them."""
    wanted = {f"{namespaces.ID}{thing}" for thing in things}
    return {
        quad
        for quad in quads
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.partition("#")[0] in wanted
    }


def expected(text: str) -> set[ox.Quad]:
    return set(ox.parse(HEAD + text, format=ox.RdfFormat.TRIG))


def test_a_thing_comes_out_with_its_evidence_and_its_links(mill: set[ox.Quad]) -> None:
    assert about(mill, "mill/lamps") == expected("""
    <https://w3id.org/goldthread/graph/mill> {
      <mill/lamps> a gt:Deliverable ; dcterms:identifier "mill/lamps" ; skos:prefLabel "Lamps" ; dcterms:source <doc/mill> ;
        dcterms:type <https://w3id.org/goldthread/scheme/deliverable-kind/key-deliverable> ;
        dcterms:temporal <mill/lamps#temporal> ; gt:basis <https://w3id.org/goldthread/scheme/basis/stated> ;
        gt:evidence <mill/lamps#evidence> ; gt:deliveredBy <mill/agency/one> , <mill/board/one> ; gt:leadAgency <mill/agency/one> .
      <mill/lamps#temporal> a dcterms:PeriodOfTime ; dcat:startDate "2021"^^xsd:gYear .
      <mill/lamps#evidence> a gt:Anchor ; dcterms:identifier "mill/lamps#evidence" ; oa:hasBody <mill/lamps> ;
        gt:inSection <section/mill/one> ; gt:place "line 2" ; oa:hasTarget <mill/lamps#evidence-target> .
      <mill/lamps#evidence-target> a oa:SpecificResource ; oa:hasSource <doc/mill> ; oa:hasSelector <mill/lamps#evidence-target-selector> .
      <mill/lamps#evidence-target-selector> a oa:TextQuoteSelector ; oa:exact "new lamps" ; oa:prefix "by the" .
      <mill/lamps#delivered_by--mill.agency.one> a gt:Attribution ; dcterms:identifier "mill/lamps#delivered_by--mill.agency.one" ;
        owl:annotatedSource <mill/lamps> ; owl:annotatedProperty gt:deliveredBy ; owl:annotatedTarget <mill/agency/one> ;
        gt:basis <https://w3id.org/goldthread/scheme/basis/stated> ; dcterms:source <doc/mill> ; dcterms:date "2021-11"^^xsd:gYearMonth ;
        gt:evidence <mill/lamps#evidence> .
      <mill/lamps#delivered_by--mill.board.one> a gt:Attribution ; dcterms:identifier "mill/lamps#delivered_by--mill.board.one" ;
        owl:annotatedSource <mill/lamps> ; owl:annotatedProperty gt:deliveredBy ; owl:annotatedTarget <mill/board/one> ;
        gt:basis <https://w3id.org/goldthread/scheme/basis/stated> ; dcterms:source <doc/mill> ; dcterms:date "2021-11"^^xsd:gYearMonth ;
        gt:evidence <mill/lamps#evidence> .
    }
    <https://w3id.org/goldthread/graph/inferred> {
      <mill/lamps> gt:nameKey "lamps" ; prov:qualifiedAttribution <link/mill/led> ,
        <mill/lamps#delivered_by--mill.agency.one> , <mill/lamps#delivered_by--mill.board.one> .
      <mill/lamps#delivered_by--mill.agency.one> prov:agent <mill/agency/one> ; dcat:hadRole gt:deliveredBy .
      <mill/lamps#delivered_by--mill.board.one> prov:agent <mill/board/one> ; dcat:hadRole gt:deliveredBy .
    }""")  # noqa: E501


def test_a_row_that_is_a_link_comes_out_with_further_anchors(mill: set[ox.Quad]) -> None:
    assert (
        about(mill, "link/mill/led", "anchor/mill/more")
        == expected("""
    <https://w3id.org/goldthread/graph/mill> {
      <link/mill/led> a gt:Attribution ; dcterms:identifier "link/mill/led" ; dcterms:source <doc/mill> ;
        dcterms:date "2021-11"^^xsd:gYearMonth ; dcterms:temporal <link/mill/led#temporal> ;
        owl:annotatedSource <mill/lamps> ; owl:annotatedProperty gt:leadAgency ; owl:annotatedTarget <mill/agency/one> ;
        gt:basis <https://w3id.org/goldthread/scheme/basis/inferred> ; gt:why "So it is." ; prov:wasDerivedFrom <mill/lamps> ;
        gt:evidence <anchor/mill/more> .
      <link/mill/led#temporal> a dcterms:PeriodOfTime ; dcat:startDate "2021-11-03"^^xsd:date .
      <anchor/mill/more> a gt:Anchor ; dcterms:identifier "anchor/mill/more" ; dcterms:source <doc/mill> ; oa:hasBody <link/mill/led> ;
        gt:inSection <section/mill/one> ; oa:hasTarget <anchor/mill/more#target> .
      <anchor/mill/more#target> a oa:SpecificResource ; oa:hasSource <doc/mill> ; oa:hasSelector <anchor/mill/more#target-selector> .
      <anchor/mill/more#target-selector> a oa:TextQuoteSelector ; oa:exact "more lamps" .
    }
    <https://w3id.org/goldthread/graph/inferred> { <link/mill/led> prov:agent <mill/agency/one> ; dcat:hadRole gt:leadAgency }""")  # noqa: E501
    )


@pytest.mark.parametrize(
    ("link", "subject", "relation", "target"),
    [
        ("link/mill/guess", "mill/lamps", f"{namespaces.GT}supportedBy", "mill/agency/one"),
        ("link/mill/none", "mill/lamps", f"{PREFIXES['skos']}relatedMatch", "mill/agency/one"),
        (
            "mill/board/one#reports_to--mill.agency.one",
            "mill/board/one",
            f"{PREFIXES['org']}reportsTo",
            "mill/agency/one",
        ),
    ],
)
def test_what_is_suggested_or_not_found_leaves_no_plain_statement(
    mill: set[ox.Quad], link: str, subject: str, relation: str, target: str
) -> None:
    owl = f"{PREFIXES['owl']}annotated"
    ends = {
        (quad.predicate.value, quad.object)
        for quad in mill
        if quad.subject == node(link) and quad.predicate.value.startswith(owl)
    }
    assert ends == {
        (f"{owl}Source", node(subject)),
        (f"{owl}Property", ox.NamedNode(relation)),
        (f"{owl}Target", node(target)),
    }
    assert [quad for quad in mill if quad.predicate.value == relation] == []
    assert [quad for quad in mill if quad.object == node(link)] == [], "and no attribution hangs on it"


def test_each_folder_is_a_named_graph_beside_those_of_ontology_and_rules(
    mill: set[ox.Quad], tiny_records: Records
) -> None:
    assert {quad.graph_name for quad in mill} == {
        ox.NamedNode(f"{namespaces.GRAPH}{name}") for name in ("mill", "shared", "inferred")
    }
    by_row = {row.id: row.folder for row in tiny_records.rows.values()}
    quads = [
        quad
        for quad in load(build(tiny_records))
        if quad.predicate.value == f"{PREFIXES['dcterms']}identifier"
    ]
    graphs = {quad.object.value: quad.graph_name for quad in quads if isinstance(quad.object, ox.Literal)}
    assert {row: graphs[row] for row in by_row} == {
        row: ox.NamedNode(namespaces.GRAPH + folder) for row, folder in by_row.items()
    }


def test_the_ontology_comes_along_in_a_graph_of_its_own(tiny_records: Records) -> None:
    built = {quad for quad in load(build(tiny_records)) if quad.graph_name == VOCABULARY}
    assert built == set(vocabulary())
    overseen = ox.Quad(
        ox.NamedNode(f"{namespaces.GT}overseenBy"),
        ox.NamedNode(f"{PREFIXES['rdfs']}label"),
        ox.Literal("is overseen by"),
        VOCABULARY,
    )
    assert overseen in built


TEXTS = [
    'end" } ; DROP ALL # \\ \\n \\u0041',
    "'single' and \"double\" and “round”",
    "\U0001f600 \U00020000 e\u0301 é \u2028 \u00a0x",
    "two\nlines\tand a tab",
    "<script>alert(1)</script> &amp; %20 {x} ?x $x @en ^^<x:y>",
    "_:b0 <https://example.org/> .",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_kept_to_the_character(tmp_path: Path, text: str) -> None:
    with (tmp_path / "places.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [["id", "label", "description", "basis"], ["place/one", "One", text, "suggested"]]
        )
    (tmp_path / "mill").mkdir()
    (tmp_path / "places.csv").rename(tmp_path / "mill" / "places.csv")
    quads = set(load(build(read(tmp_path))))
    described = {
        quad.object
        for quad in quads
        if quad.predicate.value == f"{PREFIXES['dcterms']}description" and quad.subject == node("place/one")
    }
    assert described == {ox.Literal(text.strip())}
    assert set(ox.parse(trig(quads), format=ox.RdfFormat.TRIG)) == quads, (
        "and when the graph is written to a file"
    )


@pytest.mark.parametrize("number", ["1.50", "-0.00", "007", "0", "123456789012345678901234567890.10"])
def test_a_number_is_kept_to_the_character(tmp_path: Path, number: str) -> None:
    funding = f"id,label,kind,amount,basis\nfunding/one,One,grant,{number},suggested\n"
    quads = set(load(build(read(written(tmp_path, {"mill/funding": funding})))))
    amounts = {
        quad.object
        for quad in quads
        if quad.subject == node("funding/one#amount") and quad.predicate.value == f"{PREFIXES['schema']}value"
    }
    assert amounts == {ox.Literal(number, datatype=ox.NamedNode(f"{PREFIXES['xsd']}decimal"))}
    assert f'"{number}"' in trig(quads)


@pytest.mark.parametrize(
    ("day", "precision"),
    [("2021", "gYear"), ("2021-11", "gYearMonth"), ("2021-11-17", "date"), ("2024-02-29", "date")],
)
def test_a_date_is_as_exact_as_it_was_written(tmp_path: Path, day: str, precision: str) -> None:
    plans = f"id,label,kind,until,basis\nplan/one,One,delivery plan,{day},suggested\n"
    quads = load(build(read(written(tmp_path, {"mill/plans": plans}))))
    ends = {quad.object for quad in quads if quad.predicate.value == f"{PREFIXES['dcat']}endDate"}
    assert ends == {ox.Literal(day, datatype=ox.NamedNode(f"{PREFIXES['xsd']}{precision}"))}


def shuffled(records: Records, seed: int) -> Records:
    """The same records in another order of rows and columns."""
    order = random.Random(seed)
    rows = list(records.rows.values())
    order.shuffle(rows)
    return Records(records.root, {row.id: reordered(row, order) for row in rows})


def reordered(row: RecordRow, order: random.Random) -> RecordRow:
    cells = list(row.cells.items())
    order.shuffle(cells)
    return RecordRow(row.table, row.folder, row.file, row.number, dict(cells))


def test_neither_order_of_rows_nor_of_columns_matters(tiny_records: Records) -> None:
    built = build(tiny_records)
    assert [build(shuffled(tiny_records, seed)) == built for seed in (1, 2, 3)] == [True, True, True]
    assert trig(load(built)) == trig(reversed(list(load(built))))


def test_a_change_of_one_cell_is_seen(
    on_top: Callable[[Mapping[str, str]], Records], tiny_records: Records
) -> None:
    more = on_top({"more/places": "id,label,basis\nplace/more,More,suggested\n"})
    added = set(load(build(more))) - set(load(build(tiny_records)))
    assert {quad.object for quad in added if quad.predicate.value == f"{PREFIXES['skos']}prefLabel"} == {
        ox.Literal("More")
    }


def test_the_engine_is_given_what_the_lines_say_but_for_the_words_of_the_search(
    tiny_records: Records,
) -> None:
    made = lines(tiny_records, searchable=False)
    assert made == sorted(set(made)) and build(tiny_records, searchable=False) == "".join(
        f"{line}\n" for line in made
    )
    assert {f"{quad} ." for quad in store(tiny_records)} == set(made)
    assert set(made) < set(lines(tiny_records))


def test_the_size_of_a_batch_changes_nothing(tiny_records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    before = build(tiny_records)
    monkeypatch.setattr(builder, "BATCH", 7)
    assert build(tiny_records) == before


def test_records_are_not_changed_by_building(tiny_records: Records) -> None:
    before = read(TINY)
    build(tiny_records)
    assert tiny_records == before


def test_every_process_makes_the_same_bytes(tiny_records: Records) -> None:
    script = (
        "import sys, hashlib, pathlib; from goldthread.graph.rdf.builder import build; from "
        "goldthread.graph.tables.reader import read;"
        "print(hashlib.sha256(build(read(pathlib.Path(sys.argv[1]))).encode()).hexdigest())"
    )
    environments = [
        {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    ]
    running = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(TINY)], stdout=subprocess.PIPE, text=True, env=environment
        )
        for environment in environments
    ]
    here = hashlib.sha256(build(tiny_records, schema()).encode()).hexdigest()
    assert [process.communicate()[0].strip() for process in running] == [here, here]


def test_the_committed_graph_is_the_one_that_the_records_make(built: str) -> None:
    committed = hashlib.sha256(Path(GRAPH).read_bytes()).hexdigest()
    fresh = hashlib.sha256(trig(load(built)).encode("utf-8")).hexdigest()
    assert committed == fresh, "run `goldthread build` and commit the graph with its digest"
    assert Path(DIGEST).read_text(encoding="ascii").strip() == committed
