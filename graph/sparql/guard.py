"""Guards the store against what a user's query may not do, and finds out what the query asks about.

Because a query of somebody else may reach for the network, for files or for the machine's memory, and the
engine has no switch against that, everything that such a query may not do is refused here, on its tokens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from goldthread.graph.errors import QueryLimit, QueryRefused, QuerySyntax
from goldthread.graph.sparql.comparisons import DateComparison, comparisons
from goldthread.graph.sparql.lexer import Token, tokens, wrong
from goldthread.graph.sparql.parser import accept
from goldthread.graph.sparql.rewriter import Rewritten, rewritten, whole
from goldthread.graph.store.base import Dataset
from goldthread.ontology.namespaces import PREFIXES

# Set by hand on 21 November 2026. The longest query of our own has some 4,300 characters; the engine ends its
# process somewhere between 2,000 and 5,000 brackets inside each other.
LONGEST = 100_000  # characters
DEEPEST = 50  # brackets inside each other

# The words with which a SPARQL 1.1 Update begins or names its graphs; none of them is a word of a query.
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH", "USING"}
_NO_SERVICE = (
    "SERVICE asks another server, and a query here never uses the network. Load that server's data, or "
    "ask it directly."
)
_NO_UPDATE = "A query only asks: begin with SELECT, ASK, CONSTRUCT or DESCRIBE."
_NAMES = {"iri", "pname", "prefix"}
_FORMS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
# The functions whose values depend on how often a statement is met.
_AGGREGATES = {"COUNT", "SUM", "AVG", "GROUP_CONCAT"}
# The engine's complaint about a place in the text that it was given, which is one line.
_PLACE = re.compile(r"error at 1:(\d+): expected (?:one of )?(.*)", re.DOTALL)
# Parts of the engine's complaints about what no grammar shows, and what they mean to a person.
_MEANINGS = {
    "a variable that is unbound": (
        "SELECT names a variable that the pattern does not bind, or that GROUP BY does not keep. "
        "Correct its spelling, or put it into GROUP BY or into a function such as SAMPLE(."
    ),
    "Duplicated variable name": "SELECT gives one variable two meanings. Rename one of them.",
    "Unexpected aggregate": (
        "A function over many rows, such as COUNT(, cannot stand here. Put it into SELECT, or into HAVING."
    ),
    "overrides an existing variable": (
        "AS names a variable that the pattern binds already. Choose another name for it."
    ),
    "not authorized with GROUP BY": "SELECT * does not go with GROUP BY. Name the variables.",
    "exactly the same number of values": (
        "A row of VALUES has too many or too few values. Write UNDEF for none."
    ),
    "IRI parsing failed": "This is not a valid IRI. Correct it; a space in it is written %20.",
    "language tag parsing failed": "This is not a valid language tag. Write one such as @en or @en-GB.",
}
_UNKNOWN = (
    "The engine does not take this. Often AS names a variable that is in use, a row of VALUES is too "
    "long or too short, "
    "or two groups share a blank node."
)


@dataclass(frozen=True)
class QueryName:
    """An IRI that a query uses: as written there, in full, and where it begins."""

    written: str
    iri: str
    start: int


@dataclass(frozen=True)
class CheckedQuery:
    """A query that may be sent to a store.

    `query` is as the user wrote it, `sent` what the engine is given in its place, without FROM, whose graphs
    are in `graphs` as written and in `dataset` by their role; `form` is SELECT, ASK, CONSTRUCT or DESCRIBE;
    `columns` are the variables of SELECT * as they come up, because the engine keeps no order of them;
    `counts` says that its answer depends on how often a statement is met; `comparisons` are those with
    dates."""

    query: str
    sent: Rewritten
    form: str
    names: tuple[QueryName, ...]
    graphs: tuple[QueryName, ...]
    dataset: Dataset | None
    columns: tuple[str, ...]
    counts: bool
    comparisons: tuple[DateComparison, ...]


def check(query: str) -> CheckedQuery:
    """The query, ready to run, with the names it uses and the graphs that its FROM names.

    Well-known prefixes need no declaration. Raises QueryLimit if it is too long or too deeply nested,
    QueryRefused if it reaches beyond the store or changes it, and QuerySyntax, with line and column, if it is
    not SPARQL 1.1."""
    query = query.removeprefix("\ufeff")
    if len(query) > LONGEST:
        raise QueryLimit(
            f"The query has {len(query):,} characters; {LONGEST:,} are allowed. Ask in several queries."
        )
    found = tokens(query)
    _refuse_service_and_updates(found)
    _limit_depth(found)
    accept(query, found)
    body = next(at for at, token in enumerate(found) if token.kind in _FORMS)
    prefixes, base = _declared(query, found[:body])
    asked, chosen = _without_from(found[body:])
    names = {
        token.start: _name(query, token, prefixes, base) for token in found[body:] if token.kind in _NAMES
    }
    graphs = {clause: [names[token.start] for token in chosen[clause]] for clause in ("FROM", "NAMED")}
    dataset = Dataset(*(tuple(name.iri for name in graphs[clause]) for clause in ("FROM", "NAMED")))
    iris = {start: name.iri for start, name in names.items()}
    return CheckedQuery(
        query,
        rewritten(query, asked, iris, base),
        form=found[body].kind,
        names=tuple(names.values()),
        graphs=(*graphs["FROM"], *graphs["NAMED"]),
        dataset=dataset if any(dataset) else None,
        columns=_columns(asked),
        counts=_counts(asked),
        comparisons=comparisons(asked, iris),
    )


def refuse_other_graphs(checked: CheckedQuery, held: Iterable[str]) -> None:
    """Raises QueryRefused if FROM names a graph that the store does not hold: some would fetch it."""
    known = set(held)
    for graph in checked.graphs:
        if graph.iri not in known:
            some = ", ".join(f"<{name}>" for name in sorted(known)[:5]) or "no named graph at all"
            raise QueryRefused(
                f"FROM {graph.written}: this store has no such graph, and nothing is fetched. It "
                f"holds {some}."
            )


def explain(checked: CheckedQuery, complaint: str) -> QuerySyntax:
    """What the engine says of a query that is SPARQL by its grammar and yet makes no sense, in words.

    `complaint` is the engine's message; where it names a place, the error has line, column and caret."""
    place = _PLACE.match(complaint)
    if place is None:
        return QuerySyntax(f"The engine does not take the query: {complaint}")
    said = next((words for part, words in _MEANINGS.items() if part in place[2]), _UNKNOWN)
    return wrong(checked.query, checked.sent.origin(int(place[1]) - 1), said)


def _refuse_service_and_updates(found: Sequence[Token]) -> None:
    for token in found:
        if token.kind == "SERVICE":
            raise QueryRefused(_NO_SERVICE)
        if token.kind in _UPDATES:
            raise QueryRefused(f"{token.kind} would change the graph or load into it. {_NO_UPDATE}")


def _limit_depth(found: Sequence[Token]) -> None:
    depth = 0
    for token in found:
        depth += (token.kind in "([{") - (token.kind in ")]}")
        if depth > DEEPEST:
            raise QueryLimit(f"The query has more than {DEEPEST} brackets inside each other. Take it apart.")


def _columns(found: Sequence[Token]) -> tuple[str, ...]:
    """The variables of SELECT * in the order in which they come up; none of another query."""
    first = found[2] if found[1].kind in ("DISTINCT", "REDUCED") else found[1]
    if first.kind != "*":
        return ()
    return tuple(dict.fromkeys(token.text[1:] for token in found if token.kind == "var"))


def _counts(found: Sequence[Token]) -> bool:
    """Whether it matters to a query how often it meets a statement: it counts, or gives rows of each."""
    folds = [at for at, token in enumerate(found) if token.kind in _AGGREGATES]
    if folds:
        return any(found[at + 2].kind != "DISTINCT" for at in folds)
    return found[0].kind == "SELECT" and found[1].kind != "DISTINCT"


def _without_from(found: Sequence[Token]) -> tuple[list[Token], dict[str, list[Token]]]:
    """A query's tokens but for those of FROM, and the names of the graphs behind FROM and FROM NAMED."""
    asked, chosen = [], dict[str, list[Token]]({"FROM": [], "NAMED": []})
    tokens_left = iter(found)
    for token in tokens_left:
        if token.kind != "FROM":
            asked.append(token)
            continue
        name = next(tokens_left)
        named = name.kind == "NAMED"
        chosen["NAMED" if named else "FROM"].append(next(tokens_left) if named else name)
    return asked, chosen


def _declared(query: str, prologue: Sequence[Token]) -> tuple[dict[str, str], str | None]:
    """The IRI of each prefix, colon included, and that of BASE: of several the last, each resolved against
    the one before."""
    prefixes, base = dict[str, str](), None
    for first, second in pairwise(prologue):
        if first.kind == "BASE":
            base = whole(query, second, base)
        elif first.kind == "prefix":
            prefixes[first.text] = whole(query, second, base)
    return prefixes, base


def _name(query: str, token: Token, prefixes: Mapping[str, str], base: str | None) -> QueryName:
    """The IRI that a token stands for; QuerySyntax if it has no whole one."""
    if token.kind == "iri":
        return QueryName(token.text, whole(query, token, base), token.start)
    prefix, local = token.text.split(":", 1)
    namespace = prefixes.get(f"{prefix}:", PREFIXES.get(prefix))
    if namespace is None:
        advice = f"Write PREFIX {prefix}: <…> first, or use one of: {', '.join(PREFIXES)}."
        raise wrong(query, token.start, f"The prefix {prefix}: is not declared. {advice}")
    return QueryName(token.text, namespace + re.sub(r"\\(.)", r"\1", local), token.start)
