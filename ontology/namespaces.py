"""The namespaces that the graph's IRIs stand in, and the prefixes that a query may use without declaring
them."""

from __future__ import annotations

GT = "https://w3id.org/goldthread/ns#"
ID = "https://w3id.org/goldthread/id/"
GRAPH = "https://w3id.org/goldthread/graph/"
SCHEME = "https://w3id.org/goldthread/scheme/"
FORM = "https://w3id.org/goldthread/form/"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SKOSXL = "http://www.w3.org/2008/05/skos-xl#"
DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"
ORG = "http://www.w3.org/ns/org#"
OA = "http://www.w3.org/ns/oa#"
SCHEMA = "https://schema.org/"

RDF_TYPE = RDF + "type"
IDENTIFIER = DCTERMS + "identifier"

PREFIXES = {
    "gt": GT,
    "id": ID,
    "scheme": SCHEME,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "skosxl": SKOSXL,
    "dc": DC,
    "dcterms": DCTERMS,
    "dcat": "http://www.w3.org/ns/dcat#",
    "prov": "http://www.w3.org/ns/prov#",
    "org": ORG,
    "foaf": "http://xmlns.com/foaf/0.1/",
    "schema": SCHEMA,
    "sosa": "http://www.w3.org/ns/sosa/",
    "oa": OA,
    "sssom": "https://w3id.org/sssom/",
    "sh": "http://www.w3.org/ns/shacl#",
    "adms": "http://www.w3.org/ns/adms#",
}
