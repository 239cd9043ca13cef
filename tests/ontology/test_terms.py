"""The generated lists of terms say what the ontology says, member by member."""

from __future__ import annotations

from goldthread import ontology
from goldthread.exports.reference.term_lists import TermLists
from goldthread.ontology import terms


def test_the_file_is_what_the_ontology_makes() -> None:
    said = ontology.text("terms.py")
    assert said == TermLists().module() + "\n", "run python -m goldthread.exports.reference"


def test_owning_is_these_relations_and_no_others() -> None:
    assert {"ownedBy", "overseenBy", "responsibilityOf"} == terms.OWNING
    assert {"leadAgency", "ascribedPrimaryLead"} == terms.LEADING


def test_whoever_owns_or_leads_has_a_part() -> None:
    assert terms.OWNING | terms.LEADING | {"coordinatedBy", "monitoredBy", "deliveredBy"} < terms.RESPONSIBLE


def test_serving_is_these_relations_and_no_others() -> None:
    matches = {"exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch"}
    assert {"serves", "contributesTo", "alignsWith", "broader"} | matches == terms.SERVING


def test_bodies_are_these_classes_and_no_others() -> None:
    assert {"Agency", "Board", "Person", "Post", "Team"} == terms.BODIES


def test_tiers_stand_in_the_order_of_their_list() -> None:
    assert terms.TIERS == ("Gold", "Silver", "Bronze", "Connected", "Regional", "National", "Not stated")
    assert terms.LEVELS == ("Gold", "Silver", "Bronze")


def test_a_relation_that_is_put_below_owning_is_owning_at_once() -> None:
    lists = TermLists()
    lists._below[
        "http://www.w3.org/2000/01/rdf-schema#subPropertyOf", "https://w3id.org/goldthread/ns#ownedBy"
    ].add("https://w3id.org/goldthread/ns#commissionedBy")
    assert lists.properties("ownedBy") == terms.OWNING | {"commissionedBy"}
