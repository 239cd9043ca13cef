"""Counts what the built-in graph holds: statements, things and links by kind, basis and document, anchors.

python tests/bench/counts.py"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from goldthread.graph.paths import RECORDS
from goldthread.graph.store.oxigraph import open_store
from goldthread.graph.tables.reader import read

LINKS = """SELECT ?basis (COUNT(DISTINCT ?link) AS ?links)
WHERE { ?link owl:annotatedSource ?one ; owl:annotatedTarget ?other ; gt:basis/skos:prefLabel ?basis }
GROUP BY ?basis ORDER BY ?basis"""
PREFIXES = (
    "PREFIX gt: <https://w3id.org/goldthread/ns#> PREFIX owl: <http://www.w3.org/2002/07/owl#> "
    "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
)


def main() -> None:
    records = read(Path(RECORDS))
    rows = records.rows.values()
    print("rows", len(records.rows))
    for name, counts in (
        ("by table", Counter(row.table for row in rows)),
        ("by basis", Counter(row.first("basis") for row in rows if row.first("basis"))),
        ("by folder", Counter(row.folder for row in rows)),
        ("by reading", Counter(row.first("reading") for row in rows if row.first("reading"))),
    ):
        print(name, dict(counts.most_common()))
    print("anchors", sum(bool(row.first("phrase")) for row in rows if row.table != "sections"))
    store = open_store()
    print("statements", store.select("SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }")[0]["n"].value)
    print("links", {row["basis"].value: row["links"].value for row in store.select(PREFIXES + LINKS)})


if __name__ == "__main__":
    main()
