"""Files of every RDF format are read to the character; a file that is wrong or deadly gets a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse, serialize

from goldthread.graph.errors import StoreError
from goldthread.graph.store import rdf_files

THREE = [
    Quad(
        NamedNode("https://example.org/a"),
        NamedNode("https://example.org/b"),
        Literal("1.50", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal")),
    ),
    Quad(
        NamedNode("https://example.org/a"),
        NamedNode("https://example.org/b"),
        Literal('tab\t "quote" é', language="en"),
    ),
    Quad(
        NamedNode("https://example.org/a"),
        NamedNode("https://example.org/b"),
        NamedNode("https://example.org/c"),
    ),
]
ENTITIES = (
    '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghijk", "bcdefghijkl", strict=True))
    + "]>"
)
RDF = 'rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'


@pytest.mark.parametrize(("ending", "form"), sorted(rdf_files.FORMATS.items()))
def test_each_format_is_read_to_the_character(ending: str, form: RdfFormat, tmp_path: Path) -> None:
    file = tmp_path / f"three{ending.upper()}"
    with file.open("wb") as output:
        serialize(THREE, output, form)
    assert set(rdf_files.read(str(file))) == set(THREE)
    assert len(rdf_files.opened(str(file))) == 3


def test_named_graphs_are_kept(boards: Path) -> None:
    assert set(rdf_files.opened(str(boards))) == set(parse(path=boards, format=RdfFormat.TRIG))


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "x.ttl",
            '<x:a> <x:b> "1" .\n<x:a> <x:b> .',
            (
                "x.ttl:2: this is not valid Turtle: . is not a valid RDF object. Correct the file, or "
                "its ending if it is something else."
            ),
        ),
        ("x.ttl", "<x:g> { <x:a> <x:b> 1 }", "x.ttl:1: this is not valid Turtle:"),
        ("x.nt", "<x:a> <x:b> <x:c> <x:d> .", "x.nt:1: this is not valid N-Triples:"),
        (
            "x.jsonld",
            '{"@context": "http://127.0.0.1:9/", "@id": "x:a"}',
            (
                "x.jsonld: this is not valid JSON-LD: its JSON-LD context is on the network, and nothing "
                "is fetched"
            ),
        ),
        ("x.rdf", f"<{RDF}><a></b></rdf:RDF>", "x.rdf: this is not valid RDF/XML: "),
        (
            "x.rdf",
            (
                f'<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><{RDF}><rdf:Description><a '
                f'xmlns="x:">&a;</a></rdf:Description></rdf:RDF>'
            ),
            "x.rdf declares a document type (<!DOCTYPE …>), which is not read, because a few entities in it",
        ),
        (
            "x.nt",
            "<x:a> <x:b> <<( <x:a> <x:b> <x:c> )>> .",
            "x.nt: triple terms, <<( … )>>, are not SPARQL 1.1.",
        ),
        (
            "x.txt",
            "",
            (
                "x.txt: the ending says no RDF format. Name the file after what it holds: .ttl, .trig, "
                ".nq, .nt, .jsonld, .rdf."
            ),
        ),
    ],
)
def test_a_wrong_file_is_told_with_file_line_and_what_to_do(
    name: str, text: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_text(text)
    with pytest.raises(StoreError) as caught:
        rdf_files.opened(name)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        (
            "deep.nt",
            "<x:a> <x:b> " + "<<( <x:a> <x:b> " * 30_000 + "<x:c>" + " )>>" * 30_000 + " .",
            r"reading it broke the reader\. Most likely its brackets are nested too deeply\. Write it again",
        ),
        (
            "deep.jsonld",
            '{"x:a":' * 30_000 + "1" + "}" * 30_000,
            r"reading it (broke|needed more than \d+ MB)",
        ),
        (
            "entities.rdf",
            (
                f'\ufeff<?xml version="1.0"?>\n<!-- a -->{ENTITIES}<{RDF}><rdf:Description>'
                '<a xmlns="x:">&l;</a></rdf:Description></rdf:RDF>'
            ),
            "declares a document type",
        ),
    ],
)
def test_a_file_that_ends_its_reader_does_not_end_us(
    name: str, text: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rdf_files, "_MEGABYTES", 256)
    (tmp_path / name).write_text(text)
    with pytest.raises(StoreError, match=says):
        rdf_files.opened(str(tmp_path / name))


NESTED = f'<{RDF} xmlns:e="x:">' + "<e:D><e:p>" * 1001 + "</e:p></e:D>" * 1001 + "</rdf:RDF>"
MANY = " ".join(f"e:a{number}='1'" for number in range(10_001))
BROAD = f'<{RDF} xmlns:e="x:"><e:D {MANY}/></rdf:RDF>'
LONG = "x" * 5000


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "x.rdf",
            NESTED,
            (
                "x.rdf has more than 1,000 elements inside each other, which is not read. Write it again as "
                "N-Quads."
            ),
        ),
        (
            "x.rdf",
            BROAD,
            (
                "x.rdf has an element of more than 10,000 attributes, which is not read. Write it again as "
                "N-Quads."
            ),
        ),
        (
            "x.ttl",
            f'<x:a> <x:b> "{"x" * 17_000_000}" .',
            "x.ttl holds a value or a name of more than 16 MB, which is not read. Cut it up.",
        ),
        (
            "x.ttl",
            LONG,
            (
                f"x.ttl:1: this is not valid Turtle: {'x' * 150} … (5,037 characters). Correct the file, or "
                "its ending if it is something else."
            ),
        ),
        (
            f"{'y' * 200}\n.ttl",
            "x",
            (
                f"…{'y' * 145} .ttl:1: this is not valid Turtle: x is not a valid subject or graph name. "
                "Correct the file, or its ending if it is something else."
            ),
        ),
    ],
    ids=["nested", "broad", "large", "said at length", "named at length"],
)
def test_what_is_wrong_is_told_in_a_line_that_a_person_reads(
    name: str, text: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_text(text)
    with pytest.raises(StoreError) as caught:
        rdf_files.opened(name)
    assert str(caught.value) == message


def test_elements_that_end_are_not_inside_each_other(tmp_path: Path) -> None:
    one = '<e:D><e:p rdf:resource="x:c"/></e:D>'
    (tmp_path / "x.rdf").write_text(f'<{RDF} xmlns:e="x:">{one * 2000}</rdf:RDF>')
    assert len(rdf_files.opened(str(tmp_path / "x.rdf"))) == 4000


def test_an_unreadable_file_is_told() -> None:
    with pytest.raises(
        StoreError, match=r"absent\.ttl cannot be read: .*Check the path and the rights to it\."
    ):
        list(rdf_files.read("absent.ttl"))


def test_an_error_inside_the_engine_is_ours(tmp_path: Path) -> None:
    (tmp_path / "x.ttl").write_text("<x:a> <x:b> .")
    with pytest.raises(StoreError):
        Store().bulk_extend(rdf_files.read(str(tmp_path / "x.ttl")))


LINK = '<b xmlns="x:" rdf:resource="x:c"/>'


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.ttl", "<x:a> <x:b> <x:c> ."),
        ("x.nt", "<x:a> <x:b> <x:c> ."),
        ("x.nq", "<x:a> <x:b> <x:c> ."),
        ("x.trig", "{ <x:a> <x:b> <x:c> }"),
        ("x.jsonld", '{"@id": "x:a", "x:b": {"@id": "x:c"}}'),
        (
            "x.rdf",
            (
                f'<{RDF}><rdf:Description rdf:about="x:a"><b xmlns="x:" rdf:resource="x:c"/>'
                "</rdf:Description></rdf:RDF>"
            ),
        ),
    ],
)
def test_a_byte_order_mark_is_read_over(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8-sig")
    found = [str(quad.triple) for quad in rdf_files.opened(str(tmp_path / name))]
    assert found == ["<x:a> <x:b> <x:c>"]


def test_what_a_reader_may_take_grows_with_the_file(tmp_path: Path) -> None:
    file = tmp_path / "x.nq"
    for megabytes, limits in ((0, (8, 400)), (5, (18, 600)), (2000, (300, 4096))):
        with file.open("wb") as sparse:
            sparse.truncate(megabytes << 20)
        assert rdf_files.limits(str(file)) == limits
