"""Generates `ontology/terms.py`: the lists of terms that the code needs at once.

They are generated because the ontology alone says what owns, what serves, which classes are bodies and which
tiers there are, and a command that only asks must not spend time on reading Turtle. After a change to the
ontology run `python -m goldthread.exports.reference`; a test compares the file with the ontology.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from goldthread import ontology
from goldthread.exports.atomic import write_atomically
from goldthread.ontology.namespaces import GT, PREFIXES, RDFS, SCHEME, SKOS

FILE = "terms.py"
PROV_AGENT = f"{PREFIXES['prov']}Agent"


class TermLists:
    """The ontology's hierarchies, by IRI, and its list of tiers."""

    def __init__(self) -> None:
        self._below: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._about: dict[str, dict[str, str]] = defaultdict(dict)
        for name in ontology.VOCABULARY:
            for quad in ox.parse(ontology.text(name), format=ox.RdfFormat.TURTLE):
                if isinstance(quad.object, ox.NamedNode) and isinstance(quad.subject, ox.NamedNode):
                    self._below[quad.predicate.value, quad.object.value].add(quad.subject.value)
                if isinstance(quad.object, ox.Literal) and isinstance(quad.subject, ox.NamedNode):
                    self._about[quad.subject.value][quad.predicate.value] = quad.object.value

    def at_or_below(self, relation: str, top: str) -> set[str]:
        """The local names of a term and of all below it by `subClassOf` or `subPropertyOf`."""
        reached, todo = set[str](), [top]
        while todo:
            term = todo.pop()
            if term not in reached:
                reached.add(term)
                todo += self._below[RDFS + relation, term]
        return {_local(term) for term in reached}

    def tiers(self, relation: str) -> list[str]:
        """The labels of the tiers of the scheme, or of its top concepts alone, in their order."""
        found = (self._about[tier] for tier in self._below[SKOS + relation, f"{SCHEME}tier"])
        return [
            about[f"{SKOS}prefLabel"]
            for about in sorted(found, key=lambda about: int(about[f"{SKOS}notation"]))
        ]

    def module(self) -> str:
        """The text of `ontology/terms.py`."""
        sets = {
            "BODIES": ("Classes of those who can answer for something.", self._bodies()),
            "RESPONSIBLE": (
                "Relations by which a body has any part in a thing.",
                self.properties("hasResponsible"),
            ),
            "OWNING": ("Relations that mean that a body owns a thing.", self.properties("ownedBy")),
            "LEADING": ("Relations that mean that a body leads on a thing.", self.properties("leadAgency")),
            "SERVING": ("Relations that mean that a thing serves another.", self.properties("serves")),
        }
        parts = [HEAD, *(_constant(name, why, "frozenset", sorted(of)) for name, (why, of) in sets.items())]
        parts.append(_constant("TIERS", "The tiers of boards, highest first.", "", self.tiers("inScheme")))
        levels = "The tiers that are levels of the partnership itself, highest first."
        parts.append(_constant("LEVELS", levels, "", self.tiers("topConceptOf")))
        return "\n".join(parts)

    def properties(self, top: str) -> set[str]:
        """The local names of one of our properties and of all below it."""
        return self.at_or_below("subPropertyOf", GT + top)

    def _bodies(self) -> set[str]:
        return self.at_or_below("subClassOf", PROV_AGENT) - {_local(PROV_AGENT), "Body"}


HEAD = '''"""What owns, what serves, who is a body and which tiers there are, as the ontology says.

Generated: run `python -m goldthread.exports.reference` after a change to the ontology.
"""

from __future__ import annotations
'''


def write() -> Path:
    """Writes the lists into the package, and gives their file."""
    return write_atomically(ontology.path(FILE), TermLists().module() + "\n")


def _constant(name: str, why: str, kind: str, values: Iterable[str]) -> str:
    """An assignment as ruff formats it: one value a line."""
    lines = "".join(f'        "{value}",\n' if kind else f'    "{value}",\n' for value in values)
    body = f"{kind}(\n    {{\n{lines}    }}\n)" if kind else f"(\n{lines})"
    return f"# {why}\n{name} = {body}"


def _local(iri: str) -> str:
    return iri[max(iri.rfind("#"), iri.rfind("/")) + 1 :]
