"""What each rule of inference concludes from the tiny world, and what it does not."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from goldthread import ontology
from goldthread.graph.rdf.builder import build, load
from goldthread.graph.rdf.inference import INFERRED, conclude, infer
from goldthread.graph.tables.reader import Records
from goldthread.ontology import namespaces
from goldthread.ontology.namespaces import PREFIXES

HEAD = "@base <https://w3id.org/goldthread/id/> .\n" + "".join(
    f"@prefix {name}: <{space}> .\n" for name, space in PREFIXES.items()
)
BASIS = (
    "@prefix basis: <https://w3id.org/goldthread/scheme/basis/> . @prefix status: "
    "<https://w3id.org/goldthread/scheme/status/> .\n"
)

# The rule, the things of the tiny world that it is asked about, and what it concludes of them.
CONCLUDED = [
    (
        "20-dated-names-are-names",
        ["any/board/hate-crime-board", "any/board/burglary-board"],
        '<any/board/hate-crime-board> skos:altLabel "Hate Crime Partnership Board" , "HCPB" .',
    ),
    (
        "25-names-have-keys",
        ["any/board/safer-anytown-executive", "any/board/hate-crime-board", "section/plan/glossary"],
        """<any/board/safer-anytown-executive> gt:nameKey "safer anytown executive" , "sae" .
        <any/board/hate-crime-board> gt:nameKey "hate crime board" , "hat crime board" .""",
    ),
    (
        "30-members-belong",
        ["any/agency/anytown-council", "any/post/community-safety-manager", "any/board/hate-crime-board"],
        """<any/agency/anytown-council> org:memberOf <any/board/safer-anytown-executive> .
        <any/post/community-safety-manager> org:memberOf <any/board/hate-crime-board> .""",
    ),
    (
        "40-boards-own-what-is-under-their-priority",
        [
            "any/deliverable/2021/property-marking",
            "inferred/coordinatedBy/any/deliverable/2021/property-marking--any.board.burglary-board--anytown-update",
            "any/deliverable/2021/hate-campaign",
            "inferred/ownedBy/any/deliverable/2021/hate-campaign--any.board.hate-crime-board--anytown-update",
            "any/priority/2021/hate-crime",
        ],
        """<any/deliverable/2021/property-marking> gt:coordinatedBy <any/board/burglary-board> .
        <inferred/coordinatedBy/any/deliverable/2021/property-marking--any.board.burglary-board--anytown-update> a gt:Attribution ;
          dcterms:identifier "inferred/coordinatedBy/any/deliverable/2021/property-marking--any.board.burglary-board--anytown-update" ;
          owl:annotatedSource <any/deliverable/2021/property-marking> ; owl:annotatedProperty gt:coordinatedBy ;
          owl:annotatedTarget <any/board/burglary-board> ; gt:basis basis:inferred ;
          prov:wasDerivedFrom <any/deliverable/2021/property-marking#priority--any.priority.2021.burglary> , <link/update/burglary-coordinated> ;
          gt:why "It is listed under “Burglary”, which is coordinated by Burglary Board." ; dcterms:source <doc/anytown-update> ;
          dcterms:date "2024-09"^^xsd:gYearMonth ; gt:evidence <link/update/burglary-coordinated#evidence> .
        <any/deliverable/2021/hate-campaign> gt:ownedBy <any/board/hate-crime-board> .
        <inferred/ownedBy/any/deliverable/2021/hate-campaign--any.board.hate-crime-board--anytown-update> a gt:Attribution ;
          dcterms:identifier "inferred/ownedBy/any/deliverable/2021/hate-campaign--any.board.hate-crime-board--anytown-update" ;
          owl:annotatedSource <any/deliverable/2021/hate-campaign> ; owl:annotatedProperty gt:ownedBy ;
          owl:annotatedTarget <any/board/hate-crime-board> ; gt:basis basis:inferred ;
          prov:wasDerivedFrom <any/deliverable/2021/hate-campaign#priority--any.priority.2021.hate-crime> , <link/update/hate-overseen> ;
          gt:why "It is listed under “Hate Crime”, which is overseen by Hate Crime Board." ; dcterms:source <doc/anytown-update> ;
          dcterms:date "2024-09"^^xsd:gYearMonth ; dcterms:temporal <link/update/hate-overseen#temporal> ; gt:evidence <link/update/hate-overseen#evidence> .""",  # noqa: E501
    ),
    (
        "50-attributions-name-their-agent",
        ["any/priority/2021/hate-crime", "link/update/hate-overseen", "link/update/hate-reports"],
        """<any/priority/2021/hate-crime> prov:qualifiedAttribution <link/update/hate-overseen> .
        <link/update/hate-overseen> prov:agent <any/board/hate-crime-board> ; dcat:hadRole gt:overseenBy .""",
    ),
]

LISTED = """<d> a gt:Deliverable . <p> skos:prefLabel "P" . <b> skos:prefLabel "B" .
  <l> owl:annotatedSource <d> ; owl:annotatedProperty gt:underPriority ; owl:annotatedTarget <p> ; gt:basis basis:stated .
  <a> a gt:Attribution ; owl:annotatedSource <p> ; owl:annotatedProperty gt:ownedBy ; owl:annotatedTarget <b> ; gt:basis basis:stated ;
    dcterms:source <doc/x> ; dcterms:date "2021"^^xsd:gYear ; gt:evidence <e> .
  gt:ownedBy rdfs:label "is owned by" . gt:overseenBy rdfs:subPropertyOf gt:ownedBy ; rdfs:label "is overseen by" .
  gt:leadAgency rdfs:label "is led by" ."""  # noqa: E501
MEMBER = "<m> org:member <x> ; org:organization <b> ; gt:basis basis:stated"

# The rule, what is enough for it, and what of that is changed so that it no longer is.
SHORT = [
    (
        "20-dated-names-are-names",
        '<n> gt:nameOf <b> ; skosxl:literalForm "Old" . <b> skos:prefLabel "New" .',
        [('"New"', '"Old"'), ("gt:nameOf", "dcterms:subject")],
    ),
    (
        "25-names-have-keys",
        '<b> skos:altLabel "Old Board" ; dcterms:identifier "b" .',
        [("<b>", "<b> a gt:Section ;"), ("dcterms:identifier", "dcterms:title"), ("altLabel", "notation")],
    ),
    (
        "30-members-belong",
        f"{MEMBER} ; adms:status status:in-place .",
        [("in-place", "planned"), ("in-place", "ended"), ("basis:stated", "basis:suggested")],
    ),
    (
        "40-boards-own-what-is-under-their-priority",
        LISTED,
        [
            ("<p> ; gt:basis basis:stated", "<p> ; gt:basis basis:inferred"),
            ("<b> ; gt:basis basis:stated", "<b> ; gt:basis basis:suggested"),
            ("<b> ; gt:basis basis:stated", "<b> ; prov:wasDerivedFrom <one> ; gt:basis basis:inferred"),
            (
                "<p> ; gt:basis basis:stated",
                (
                    "<p> ; gt:basis basis:stated . <own> a gt:Attribution ; owl:annotatedSource <d> ; "
                    "owl:annotatedProperty gt:ownedBy"
                ),
            ),
            ("<p> ; owl:annotatedProperty gt:ownedBy", "<p> ; owl:annotatedProperty gt:leadAgency"),
            ("gt:underPriority", "gt:contributesTo"),
            ("<d> a gt:Deliverable", "<d> a gt:Objective"),
        ],
    ),
    (
        "50-attributions-name-their-agent",
        (
            "<a> a gt:Attribution ; gt:basis basis:stated ; owl:annotatedSource <p> ; "
            "owl:annotatedProperty gt:ownedBy ; owl:annotatedTarget <b> ."
        ),
        [("basis:stated", "basis:suggested"), ("basis:stated", "<x:none>"), ("gt:Attribution", "gt:Link")],
    ),
]


def said(text: str, graph: ox.NamedNode | None = None) -> set[ox.Quad]:
    """The statements of a Turtle text, in a graph."""
    graph = graph or ox.NamedNode("https://w3id.org/goldthread/graph/example")
    quads = ox.parse(HEAD + BASIS + text, format=ox.RdfFormat.TURTLE)
    return {ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads}


def rule(name: str) -> str:
    return ontology.text(f"rules/{name}.rq")


@pytest.fixture(scope="module")
def stated(tiny_records: Records) -> list[ox.Quad]:
    """The tiny world before any rule."""
    return [quad for quad in load(build(tiny_records)) if quad.graph_name != INFERRED]


@pytest.mark.parametrize(
    ("name", "things", "expected"), [pytest.param(*case, id=case[0]) for case in CONCLUDED]
)
def test_a_rule_concludes_exactly_this_of_the_tiny_world(
    stated: list[ox.Quad], name: str, things: list[str], expected: str
) -> None:
    nodes = {ox.NamedNode(namespaces.ID + thing) for thing in things}
    assert {quad for quad in infer(stated, [rule(name)]) if quad.subject in nodes} == said(expected, INFERRED)


@pytest.mark.parametrize(
    ("name", "enough", "change"),
    [
        pytest.param(name, text, change, id=f"{name}: {change}")
        for name, text, cases in SHORT
        for change in cases
    ],
)
def test_a_rule_concludes_nothing_from_what_falls_short(
    name: str, enough: str, change: tuple[str, str]
) -> None:
    assert infer(said(enough), [rule(name)]) != [], "the unchanged example is enough"
    assert enough.count(change[0]) >= 1
    assert infer(said(enough.replace(*change)), [rule(name)]) == []


def test_every_rule_has_its_examples_and_says_in_words_what_it_does() -> None:
    names = [name.removeprefix("rules/").removesuffix(".rq") for name in ontology.listing("rules", ".rq")]
    assert [case[0] for case in CONCLUDED] == names
    assert [case[0] for case in SHORT] == names
    for name in names:
        first = rule(name).partition("\n")[0]
        assert first.startswith("# ") and first.endswith("."), name


def test_a_membership_without_a_status_counts() -> None:
    assert set(infer(said(f"{MEMBER} ."), [rule("30-members-belong")])) == said(
        "<x> org:memberOf <b> .", INFERRED
    )


def test_a_tie_below_owning_is_owning() -> None:
    overseen = LISTED.replace(
        "<p> ; owl:annotatedProperty gt:ownedBy", "<p> ; owl:annotatedProperty gt:overseenBy"
    )
    concluded = set(infer(said(overseen), [rule("40-boards-own-what-is-under-their-priority")]))
    assert said("<d> gt:ownedBy <b> .", INFERRED) <= concluded
    reasons = [str(quad.object) for quad in concluded if quad.predicate.value == f"{namespaces.GT}why"]
    assert reasons == ['"It is listed under “P”, which is overseen by B."']


COPY = "CONSTRUCT {{ ?s <x:{0}> ?o }} WHERE {{ ?s <x:{1}> ?o }}"


def test_rules_run_in_order_over_what_was_concluded_before() -> None:
    start = said('<s> <x:a> "1" .')
    forth = infer(start, [COPY.format("b", "a"), COPY.format("c", "b")])
    assert [str(quad.predicate) for quad in forth] == ["<x:b>", "<x:c>"]
    assert [str(quad.predicate) for quad in infer(start, [COPY.format("c", "b"), COPY.format("b", "a")])] == [
        "<x:b>"
    ]


def test_conclusions_are_added_to_the_store_that_they_are_drawn_from() -> None:
    engine = ox.Store()
    engine.extend(said('<s> <x:a> "1" .'))
    concluded = conclude(engine, [COPY.format("b", "a")])
    assert concluded == list(said('<s> <x:b> "1" .', INFERRED)) and concluded[0] in engine


@pytest.mark.parametrize(
    ("document", "end"), [("doc/plan", "plan"), ("north/document/plan", "north.document.plan")]
)
def test_an_inferred_owner_is_named_after_its_document_whatever_that_is_called(
    document: str, end: str
) -> None:
    concluded = infer(
        said(LISTED.replace("<doc/x>", f"<{document}>")), [rule("40-boards-own-what-is-under-their-priority")]
    )
    links = {quad.subject.value for quad in concluded if isinstance(quad.subject, ox.NamedNode)}
    assert {link.rpartition("--")[2] for link in links if "--" in link} == {end}


def test_what_is_said_already_is_not_concluded_again() -> None:
    assert infer(said('<s> <x:a> "1" ; <x:b> "1" .'), [COPY.format("b", "a")]) == []
    assert infer(said('<s> <x:a> "1" ; <x:b> "2" .'), [COPY.format("b", "a")]) == list(
        said('<s> <x:b> "1" .', INFERRED)
    )
    assert infer([], []) == []


def test_conclusions_come_in_one_order_whatever_the_order_of_the_quads(stated: list[ox.Quad]) -> None:
    assert infer(stated) == infer(list(reversed(stated)))
