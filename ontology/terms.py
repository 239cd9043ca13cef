"""What owns, what serves, who is a body and which tiers there are, as the ontology says.

Generated: run `python -m goldthread.exports.reference` after a change to the ontology.
"""

from __future__ import annotations

# Classes of those who can answer for something.
BODIES = frozenset(
    {
        "Agency",
        "Board",
        "Person",
        "Post",
        "Team",
    }
)
# Relations by which a body has any part in a thing.
RESPONSIBLE = frozenset(
    {
        "approvedBy",
        "ascribedPrimaryLead",
        "coordinatedBy",
        "deliveredBy",
        "establishedBy",
        "hasResponsible",
        "leadAgency",
        "monitoredBy",
        "overseenBy",
        "ownedBy",
        "responsibilityOf",
        "submittedTo",
        "supportedBy",
        "takenForwardBy",
    }
)
# Relations that mean that a body owns a thing.
OWNING = frozenset(
    {
        "overseenBy",
        "ownedBy",
        "responsibilityOf",
    }
)
# Relations that mean that a body leads on a thing.
LEADING = frozenset(
    {
        "ascribedPrimaryLead",
        "leadAgency",
    }
)
# Relations that mean that a thing serves another.
SERVING = frozenset(
    {
        "alignsWith",
        "broadMatch",
        "broader",
        "closeMatch",
        "contributesTo",
        "exactMatch",
        "narrowMatch",
        "relatedMatch",
        "serves",
    }
)
# The tiers of boards, highest first.
TIERS = (
    "Gold",
    "Silver",
    "Bronze",
    "Connected",
    "Regional",
    "National",
    "Not stated",
)
# The tiers that are levels of the partnership itself, highest first.
LEVELS = (
    "Gold",
    "Silver",
    "Bronze",
)
