"""Points out the names in a query that occur nowhere, each with the nearest that does.

Because a class or property with a typing error gives an empty answer, which reads like “there is none”."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from goldthread.graph.errors import StoreError
from goldthread.graph.sparql.guard import QueryName
from goldthread.graph.store.oxigraph import Store
from goldthread.ontology.namespaces import PREFIXES

# Which of these terms occur as subject, predicate, object or graph.
_THERE = """SELECT DISTINCT ?term { VALUES ?term { UNDEF }
FILTER(EXISTS { ?term ?p1 ?o1 } || EXISTS { ?s2 ?term ?o2 } || EXISTS { ?s3 ?p3 ?term }
    || EXISTS { GRAPH ?term { ?s4 ?p4 ?o4 } })
}"""
_THINGS = (
    "SELECT DISTINCT ?term { VALUES ?space { UNDEF } ?term a ?class FILTER(STRSTARTS(STR(?term), "
    "?space)) } LIMIT 100000"
)
# The datatypes that RDF 1.1 takes from XML Schema.
_XSD = """string boolean decimal integer double float date time dateTime dateTimeStamp gYear gMonth gDay
gYearMonth gMonthDay duration yearMonthDuration dayTimeDuration byte short int long unsignedByte unsignedShort
unsignedInt unsignedLong positiveInteger nonNegativeInteger negativeInteger nonPositiveInteger hexBinary
base64Binary anyURI language normalizedString token"""


def unknown_names(names: Iterable[QueryName], store: Store) -> list[str]:
    """A sentence for each name, of a namespace we know, that stands neither in the store nor in the ontology.

    `gt:overseenby is not in the graph or the ontology. Did you mean gt:overseenBy?`"""
    asked = {name.iri: name for name in names if _space(name.iri)}
    terms = [term for iri in asked if (term := _node(iri))]
    if not terms:
        return []
    try:
        missing = asked.keys() - {row["term"].value for row in store.select(_THERE, term=terms)}
    except StoreError:  # an endpoint that takes no such question may still take the user's
        return []
    if not missing:
        return []
    known = _ontology()
    return [_sentence(name, known, store) for iri, name in asked.items() if iri in missing - known]


def _space(iri: str) -> str | None:
    """The namespace of ours in which an IRI lies."""
    return next((space for space in PREFIXES.values() if iri.startswith(space) and iri != space), None)


def _node(iri: str) -> NamedNode | None:
    """The IRI as a term; None for one that the engine does not take, which it will say itself."""
    try:
        return NamedNode(iri)
    except ValueError:
        return None


def _ontology() -> set[str]:
    """All names that stand in the vocabulary or the shapes, and the datatypes."""
    from goldthread import ontology

    known = {PREFIXES["xsd"] + name for name in _XSD.split()}
    files = [*ontology.listing("vocabulary", ".ttl"), *ontology.listing("shapes", ".ttl")]
    for file in files:
        for quad in parse(ontology.text(file), format=RdfFormat.TURTLE):
            known |= _iris(quad)
    return known


def _iris(quad: Quad) -> set[str]:
    return {term.value for term in (quad.subject, quad.predicate, quad.object) if isinstance(term, NamedNode)}


def _sentence(name: QueryName, known: set[str], store: Store) -> str:
    from rapidfuzz import fuzz, process

    space = _space(name.iri) or ""
    near = {iri for iri in known if iri.startswith(space)} | _things(space, store)
    local, others = name.iri[len(space) :], [iri[len(space) :] for iri in sorted(near)]
    # 60 of 100, set by hand on 21 November 2026; capitals count only between names that are equally near.
    best = process.extract(local, others, scorer=fuzz.ratio, processor=str.lower, score_cutoff=60)
    nearest = max(best, key=lambda match: (match[1], fuzz.ratio(local, match[0])), default=None)
    hint = f" Did you mean {_written(space + nearest[0], name)}?" if nearest else ""
    return f"{name.written} is not in the graph or the ontology.{hint}"


def _things(space: str, store: Store) -> set[str]:
    """The graph's things in a namespace, if that is one of things and not of classes or properties."""
    if space not in (PREFIXES["id"], PREFIXES["scheme"]):
        return set()
    try:
        return {row["term"].value for row in store.select(_THINGS, space=Literal(space))}
    except StoreError:
        return set()


def _written(iri: str, like: QueryName) -> str:
    """An IRI in the way in which the user wrote the other: in full, or with that prefix."""
    if like.written.startswith("<"):
        return f"<{iri}>"
    prefix = like.written.split(":", 1)[0]
    return f"{prefix}:{iri[len(_space(iri) or '') :]}".replace("/", "\\/")
