"""The lists of terms that are generated for the code, member by member and as text, of a small ontology."""

from __future__ import annotations

import pytest

from goldthread import ontology
from goldthread.exports.reference.term_lists import TermLists

TURTLE = """
@prefix gt: <https://w3id.org/goldthread/ns#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix scheme: <https://w3id.org/goldthread/scheme/> .
@prefix tier: <https://w3id.org/goldthread/scheme/tier/> .

gt:Body rdfs:subClassOf prov:Agent .
gt:Team rdfs:subClassOf gt:Body .
gt:Crew rdfs:subClassOf gt:Team .
gt:Lamp rdfs:subClassOf gt:Thing .
gt:hasResponsible rdfs:label "has responsible" .
gt:ownedBy rdfs:subPropertyOf gt:hasResponsible .
gt:heldBy rdfs:subPropertyOf gt:ownedBy .
gt:leadAgency rdfs:subPropertyOf gt:hasResponsible .
gt:contributesTo rdfs:subPropertyOf gt:serves .
tier:low skos:prefLabel "Low" ; skos:notation "10" ; skos:inScheme scheme:tier .
tier:high skos:prefLabel "High" ; skos:notation "9" ; skos:inScheme scheme:tier ;
  skos:topConceptOf scheme:tier .
"""
MODULE = '''"""What owns, what serves, who is a body and which tiers there are, as the ontology says.

Generated: run `python -m goldthread.exports.reference` after a change to the ontology.
"""

from __future__ import annotations

# Classes of those who can answer for something.
BODIES = frozenset(
    {
        "Crew",
        "Team",
    }
)
# Relations by which a body has any part in a thing.
RESPONSIBLE = frozenset(
    {
        "hasResponsible",
        "heldBy",
        "leadAgency",
        "ownedBy",
    }
)
# Relations that mean that a body owns a thing.
OWNING = frozenset(
    {
        "heldBy",
        "ownedBy",
    }
)
# Relations that mean that a body leads on a thing.
LEADING = frozenset(
    {
        "leadAgency",
    }
)
# Relations that mean that a thing serves another.
SERVING = frozenset(
    {
        "contributesTo",
        "serves",
    }
)
# The tiers of boards, highest first.
TIERS = (
    "High",
    "Low",
)
# The tiers that are levels of the partnership itself, highest first.
LEVELS = (
    "High",
)'''


@pytest.fixture
def lists(monkeypatch: pytest.MonkeyPatch) -> TermLists:
    """The lists of the small ontology."""
    monkeypatch.setattr(ontology, "text", lambda name: TURTLE if name == ontology.VOCABULARY[0] else "")
    return TermLists()


def test_the_module_has_each_list_with_what_it_means(lists: TermLists) -> None:
    assert lists.module() == MODULE


def test_a_term_and_all_below_it_at_any_depth_are_found(lists: TermLists) -> None:
    assert lists.properties("hasResponsible") == {"hasResponsible", "ownedBy", "heldBy", "leadAgency"}
    agents = lists.at_or_below("subClassOf", "http://www.w3.org/ns/prov#Agent")
    assert agents == {"Agent", "Body", "Team", "Crew"}


def test_a_term_with_nothing_below_it_is_alone(lists: TermLists) -> None:
    assert lists.properties("heldBy") == {"heldBy"}


def test_tiers_stand_in_the_order_of_their_numbers_and_not_of_their_digits(lists: TermLists) -> None:
    assert (lists.tiers("inScheme"), lists.tiers("topConceptOf")) == (["High", "Low"], ["High"])


def test_terms_that_lie_below_each_other_end(monkeypatch: pytest.MonkeyPatch) -> None:
    circle = TURTLE + "gt:ownedBy rdfs:subPropertyOf gt:heldBy ."
    monkeypatch.setattr(ontology, "text", lambda name: circle if name == ontology.VOCABULARY[0] else "")
    assert TermLists().properties("ownedBy") == {"ownedBy", "heldBy"}
