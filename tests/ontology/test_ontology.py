"""The ontology keeps its own rules (style.ttl), and each rule is shown to fail on a bad example."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pyshacl import validate
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, URIRef

from goldthread import ontology
from goldthread.ontology import namespaces

BAD = Path(__file__).parents[1] / "cases" / "ontology"
MATCHES = {SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch}


@cache
def style() -> Graph:
    return Graph().parse(data=ontology.text("shapes/style.ttl"), format="turtle")


@cache
def vocabulary() -> Graph:
    graph = Graph()
    for name in ontology.VOCABULARY:
        graph.parse(data=ontology.text(name), format="turtle")
    return graph


@cache
def faults() -> dict[str, list[str]]:
    return broken(vocabulary())


def broken(graph: Graph) -> dict[str, list[str]]:
    """Each rule that is broken, with what breaks it."""
    _, results, text = validate(graph, shacl_graph=style(), inference="none", advanced=False)
    assert isinstance(results, Graph), text
    found: dict[str, list[str]] = {}
    for result in results.subjects(RDF.type, SH.ValidationResult):
        thing = results.value(result, SH.value) or results.value(result, SH.focusNode)
        found.setdefault(str(results.value(result, SH.resultMessage)), []).append(str(thing))
    return found


@cache
def wrong() -> dict[str, list[Path]]:
    """The wrong examples by the rule that each breaks: its first line."""
    examples: dict[str, list[Path]] = {}
    for path in sorted(BAD.glob("*.ttl")):
        examples.setdefault(path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# "), []).append(
            path
        )
    return examples


def keeps(rule: str) -> None:
    """The ontology keeps the rule, and each wrong example of it breaks that rule and no other."""
    assert faults().get(rule, []) == []
    for path in wrong()[rule]:
        assert list(broken(Graph().parse(path))) == [rule], path.name


def test_every_class_is_named_in_pascal_case() -> None:
    keeps("A class is named in PascalCase, in our own namespace.")


def test_every_property_is_named_in_camel_case() -> None:
    keeps("A property is named in camelCase, in our own namespace.")


def test_every_term_is_of_one_kind() -> None:
    keeps("A term is a class or one kind of property, not several.")


def test_every_term_has_one_label() -> None:
    keeps("A class or property has exactly one label.")


def test_every_term_has_one_definition() -> None:
    keeps("A class or property has exactly one definition.")


def test_every_definition_is_a_sentence() -> None:
    keeps("A definition is a sentence, from a capital to a full stop.")


def test_every_term_has_one_example() -> None:
    keeps("A class or property has exactly one example.")


def test_every_label_is_short_and_begins_small() -> None:
    keeps("A label is plain text of at most 40 characters that begins with a small letter.")


def test_no_two_terms_share_a_label() -> None:
    keeps("No two terms have the same label.")


def test_every_relation_is_worded_both_ways() -> None:
    keeps("A relation has exactly one wording in each direction.")


def test_every_symmetric_relation_reads_the_same_both_ways() -> None:
    keeps("A symmetric relation reads the same in both directions.")


def test_every_class_specialises_a_standard_one() -> None:
    keeps("A class is below a standard class, directly or over others.")


def test_every_property_specialises_a_standard_one() -> None:
    keeps("A property is below a standard property, directly or over others.")


def test_nothing_lies_below_itself() -> None:
    keeps("No class or property lies below itself.")


def test_every_property_has_one_domain() -> None:
    keeps("A property has exactly one domain.")


def test_every_property_has_one_range() -> None:
    keeps("A property has exactly one range.")


def test_every_range_fits_the_kind_of_property() -> None:
    keeps("An object property leads to a class and a datatype property to a datatype.")


def test_every_value_has_one_label() -> None:
    keeps("A value of a list has exactly one label.")


def test_every_value_has_one_definition() -> None:
    keeps("A value of a list has exactly one definition, from a capital to a full stop.")


def test_every_value_belongs_to_one_list() -> None:
    keeps("A value belongs to exactly one list, and the list is declared.")


def test_every_value_has_its_place_in_the_list() -> None:
    keeps("A value has exactly one place in its list: 1, 2, 3.")


def test_no_two_values_of_a_list_are_alike() -> None:
    keeps("No two values of a list share a label or a place.")


def test_every_value_is_identified_by_its_list_and_label() -> None:
    keeps("A value's identifier is that of its list, a stroke, and its label with hyphens.")


def test_every_list_has_a_label() -> None:
    keeps("A list has exactly one label.")


def test_every_list_leaves_a_choice() -> None:
    keeps("A list has at least two values.")


def test_the_ontology_says_what_it_is() -> None:
    keeps("The ontology has one title, description, licence and version.")
    assert list(vocabulary().subjects(RDF.type, OWL.Ontology)) == [URIRef(namespaces.GT.rstrip("#"))]


def test_every_term_of_ours_that_is_used_is_declared() -> None:
    keeps("A term of ours that is used is declared.")


def test_the_ontology_stays_small() -> None:
    keeps("The ontology has at most 67 terms of its own.")


def test_the_ontology_breaks_no_rule_at_all() -> None:
    assert faults() == {}


def test_every_rule_has_a_wrong_example() -> None:
    assert wrong().keys() == {str(message) for message in style().objects(None, SH.message)}


def test_the_crosswalk_speaks_only_of_declared_terms_and_stays_outside_the_core() -> None:
    assert "vocabulary/crosswalk.ttl" not in ontology.VOCABULARY
    crosswalk = Graph().parse(data=ontology.text("vocabulary/crosswalk.ttl"), format="turtle")
    ours = {term for term in crosswalk.subjects() if str(term).startswith(namespaces.GT)}
    assert ours <= set(vocabulary().subjects(RDFS.label))
    assert set(crosswalk.predicates()) <= MATCHES | {SKOS.note}
    assert not [term for term in crosswalk.objects(predicate=None) if str(term).startswith(namespaces.GT)]


def test_every_note_of_the_crosswalk_names_its_standard() -> None:
    crosswalk = Graph().parse(data=ontology.text("vocabulary/crosswalk.ttl"), format="turtle")
    standards = {str(note).partition(": ")[0] for note in crosswalk.objects(None, SKOS.note)}
    assert standards == {"StratML", "BMM", "ArchiMate", "Outcomes Based Accountability", "Popolo"}
