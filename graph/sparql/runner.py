"""Runs a user's query in a child process, and gives its results in a standard format.

Because the engine has no time limit and a small query can end its process, the query is checked and run in a
child. `python -m goldthread.graph.sparql.runner` is that child."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
    serialize,
)

from goldthread.graph.errors import QueryError, QueryLimit, QueryRefused, StoreError
from goldthread.graph.store import cache, oxigraph, sandbox
from goldthread.graph.store.base import DAMAGE, EngineAnswer, Term, Wants

RESULTS = {
    "json": QueryResultsFormat.JSON,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "xml": QueryResultsFormat.XML,
}
TRIPLES = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES}

_WANTS: dict[str, Wants] = {"SELECT": "rows", "ASK": "truth", "CONSTRUCT": "triples", "DESCRIBE": "triples"}

# Bytes of one row, and of the results for each megabyte of memory that the query may take, with what they
# may be in any case; set by hand on 1 December 2026. Reading a row takes a time that grows with the square of
# its length, 0.02 seconds for this one, and the engine reads none of 16 MB. Whoever asked holds the results
# about five times over while they are shown.
_LONGEST_ROW = 2_000_000
_BYTES_EACH, _BYTES_ANYHOW = (1 << 20) // 16, 32 << 20

# Seconds beyond its own that a query of an endpoint has. Set by hand.
_GRACE = 2

# What no XML can hold: control characters, and what is no character at all.
_NOT_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")

_ADVICE = (
    "Ask for less: name a thing or a property, join every pattern to the others by a variable, add LIMIT"
)


@dataclass(frozen=True)
class QueryResult:
    """What a query gave: `form` is SELECT, ASK, CONSTRUCT or DESCRIBE, `body` the bytes in `format`.

    `truth` is the answer of an ASK; `cut` says that there were more rows than the limit; `notes` say so in
    words, and name what stands in the query and occurs nowhere."""

    form: str
    format: str
    body: bytes
    variables: list[str]
    truth: bool | None
    cut: bool
    notes: list[str]
    # The rows as TSV or the triples as N-Triples, whatever the format: CSV and XML would lose what a term is.
    _plain: bytes = field(repr=False)

    @property
    def cells(self) -> int:
        """How many cells the rows have together, without making them."""
        return (self._plain.count(b"\n") - (self.form == "SELECT")) * len(self.variables)

    @property
    def length(self) -> int:
        """How many bytes the rows or triples are, in their plainest form."""
        return len(self._plain)

    @property
    def rows(self) -> list[dict[str, Term]]:
        """The rows by variable, unbound ones absent; of triples subject, predicate, object; of ASK none."""
        if self.form == "ASK":
            return []
        if self.form != "SELECT":
            quads = parse(self._plain, RdfFormat.N_TRIPLES)
            return [
                {"subject": quad.subject, "predicate": quad.predicate, "object": quad.object}
                for quad in quads
            ]
        solutions = parse_query_results(self._plain, QueryResultsFormat.TSV)
        assert isinstance(solutions, QuerySolutions)
        return [
            {name: term for name in self.variables if (term := row[name]) is not None} for row in solutions
        ]


def run(
    query: str,
    where: str | os.PathLike[str] | None = None,
    *,
    seconds: float = 10.0,
    megabytes: int = 2048,
    rows: int = 100_000,
    format: str | None = None,
) -> QueryResult:
    """The results of a query over the store at `where`, the built-in graph if that is None.

    `format` is json, csv, tsv or xml; of CONSTRUCT and DESCRIBE ttl or nt; the first of these if none is
    named. At most `rows` rows or triples are kept. Raises QuerySyntax with line and column, QueryRefused if
    it reaches beyond the store, QueryLimit if it takes more than its `seconds` or `megabytes` or breaks the
    engine, QueryError if the format does not fit, StoreError if the store cannot be opened."""
    place = None if where is None else os.fspath(where)
    request = {"query": query, "rows": rows, "format": format, "limits_then": [seconds, megabytes]}
    answer, bodies = _answered(request, place)
    if "damaged" in answer and place is None:
        cache.drop()
        answer, bodies = _answered(request, place)
    if "damaged" in answer:
        raise StoreError(f"The store is damaged ({answer['damaged']}). Delete it and make it again.")
    length = answer.pop("length")  # of the plain results, which stand before those in another format
    return QueryResult(**answer, body=bodies[length:] or bodies[:length], _plain=bodies[:length])


def _answered(request: dict[str, Any], where: str | None) -> tuple[dict[str, Any], bytes]:
    """What the child answers. What has to be made once for the store is made before, and the limits of the
    query count only once the store is open: neither is the query's doing."""
    place = oxigraph.prepared(where)
    seconds, megabytes = request["limits_then"]
    # An endpoint is given the time by its own clock, which can say that it was the endpoint.
    limits = sandbox.Limits(seconds + _GRACE if "://" in (where or "") else seconds, megabytes)
    opening = sandbox.Limits(*place["limits"])
    try:
        return sandbox.run_in_child(__name__, request | {"place": place}, limits, opening)
    except sandbox.ChildDied as death:
        raise (oxigraph.unopened(place, death) if death.opening else QueryLimit(_death(death))) from None


def _death(death: sandbox.ChildDied) -> str:
    """What to tell the user of a child that died over a query."""
    if death.cause == "time":
        return (
            f"The query was stopped after {death.limits.seconds:g} seconds. {_ADVICE}, or allow it more time."
        )
    if death.cause == "memory":
        return (
            f"The query needed more than {death.limits.megabytes} MB of memory. {_ADVICE}, or allow it more "
            f"memory."
        )
    return (
        "The query broke the engine. Take it apart: fewer brackets inside each other, shorter chains of "
        "UNION, OPTIONAL or ||."
    )


def _answer(request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """In the child: checks the query, opens the store, gives the results and what to say of them."""
    from goldthread.graph.sparql import guard
    from goldthread.graph.sparql.comparisons import left_out
    from goldthread.graph.sparql.suggestions import unknown_names

    checked = guard.check(request["query"])
    form = _format(checked.form, request["format"])
    with oxigraph.open_prepared(request["place"], request["limits_then"][0]) as store:
        if checked.graphs:
            guard.refuse_other_graphs(checked, store.graphs())
        caveat = store.caveat(checked.dataset) if checked.counts else None
        notes = unknown_names(checked.names, store) + [caveat] * bool(caveat)
        notes += left_out(checked.comparisons, {name.iri: name.written for name in checked.names}, store)
        oxigraph.shut_in(request["place"])
        sandbox.opened(sandbox.Limits(*request["limits_then"]))
        try:
            found = store.run(checked.sent.text, _WANTS[checked.form], checked.dataset)
            answer, bodies = _results(found, form, request["rows"], checked.columns)
            _limit(len(bodies), request["limits_then"][1])
        except SyntaxError as error:
            raise guard.explain(checked, error.msg) from None
        except (OSError, RuntimeError) as error:
            if DAMAGE in str(error):
                return {"damaged": str(error)}, b""
            said = f"The engine gave up: {error}. Leave out the function or pattern that it names."
            raise QueryRefused(said) from None
    if form == "xml" and _NOT_XML.search(bodies):
        bodies = bodies[: answer["length"]] + _NOT_XML.sub("\ufffd".encode(), bodies[answer["length"] :])
        notes.append(
            "XML cannot hold some control characters; \ufffd stands in their place. JSON holds them."
        )
    if answer["cut"]:
        notes.append(
            f"Only the first {request['rows']:,} rows are here; there are more. Add LIMIT and "
            f"OFFSET, or ask for less."
        )
    return {**answer, "form": checked.form, "format": form, "notes": notes}, bodies


def _format(form: str, wanted: str | None) -> str:
    fitting = list(RESULTS if form in ("SELECT", "ASK") else TRIPLES)
    if wanted is not None and wanted not in fitting:
        raise QueryError(f"A {form} query cannot be given as {wanted}. Choose one of: {', '.join(fitting)}.")
    return wanted or fitting[0]


def _results(found: EngineAnswer, form: str, most: int, order: Sequence[str]) -> tuple[dict[str, Any], bytes]:
    """What the parent is told of the results, and their bytes: plain first, then in the wanted format."""
    if isinstance(found, QueryBoolean):
        said = found.serialize(format=RESULTS[form]) or b""
        return {"length": 0, "variables": [], "truth": bool(found), "cut": False}, said
    if isinstance(found, QuerySolutions):
        variables = [variable.value for variable in found.variables]
        if order:
            variables.sort(key=order.index)
        # One more than wanted, to know whether there are more.
        rows = [[row[name] for name in variables] for row in islice(found, most + 1)]
        number, plain = len(rows), _tsv(variables, rows[:most])
        body = b"" if form == "tsv" else _rewritten(plain, form)
    else:
        variables = ["subject", "predicate", "object"]
        triples = list(islice(found, most + 1))
        number, plain = len(triples), _written(triples[:most], "nt")
        body = b"" if form == "nt" else _written(triples[:most], form)
    answer = {"length": len(plain), "variables": variables, "truth": None, "cut": number > most}
    return answer, plain + body


def _limit(size: int, megabytes: int) -> None:
    most = max(_BYTES_ANYHOW, megabytes * _BYTES_EACH)
    if size > most:
        raise QueryLimit(
            f"The results take {size >> 20:,} MB; {most >> 20:,} are allowed. {_ADVICE}, or allow more "
            f"memory."
        )


def _tsv(variables: Sequence[str], rows: Sequence[Sequence[Term | None]]) -> bytes:
    lines = ["\t".join(f"?{name}" for name in variables)]
    lines += ["\t".join("" if term is None else str(term) for term in row) for row in rows]
    longest = max(map(len, lines))
    if longest > _LONGEST_ROW:
        raise QueryLimit(
            f"A row of the results has {longest:,} characters; {_LONGEST_ROW:,} are allowed. Ask for less, "
            f"for example with SUBSTR(, or for fewer columns."
        )
    return ("\n".join(lines) + "\n").encode()


def _rewritten(plain: bytes, form: str) -> bytes:
    """Rows in another format, from TSV: the engine writes no results but its own, and those are not cut."""
    return parse_query_results(plain, QueryResultsFormat.TSV).serialize(format=RESULTS[form]) or b""


def _written(triples: Sequence[Triple], form: str) -> bytes:
    """Triples in Turtle or N-Triples, with those prefixes declared that they use."""
    from goldthread.ontology.namespaces import PREFIXES

    used = {term.value for triple in triples for term in triple if isinstance(term, NamedNode)}
    prefixes = {
        prefix: space for prefix, space in PREFIXES.items() if any(iri.startswith(space) for iri in used)
    }
    output = io.BytesIO()
    serialize(triples, output, TRIPLES[form], prefixes=prefixes)
    return output.getvalue()


if __name__ == "__main__":
    sandbox.serve(_answer)
