"""What the ontology's rules and shapes find wrong with a built graph, as problems at rows."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from goldthread import ontology
from goldthread.graph.check.circles import circles
from goldthread.graph.check.shapes import Breach, Term, breaches, shapes
from goldthread.graph.errors import Problem
from goldthread.graph.tables.reader import RecordRow, Records
from goldthread.graph.tables.schema import schema
from goldthread.graph.text.english import listed
from goldthread.graph.text.safe import excerpt
from goldthread.ontology import namespaces
from goldthread.ontology.namespaces import ORG, OWL

# Rules that follow a property as far as it leads, and the property. They are asked of its circles alone: from
# each thing of a chain the engine walks to its end, a chain of 3,000 in 14 seconds and a gigabyte.
CIRCLES = {"checks/report-circle-violation.rq": f"{ORG}reportsTo"}


def check_rules(records: Records, store: ox.Store) -> list[Problem]:
    """Every row that a `*-violation.rq` of the ontology returns over the built graph, as a problem."""
    names = ontology.listing("checks", "-violation.rq")
    return [problem for name in names for problem in _violations(records, store, name)]


def _violations(records: Records, store: ox.Store, name: str) -> Iterator[Problem]:
    """The problems that one rule finds: its rows are thing, column and message."""
    asked = circles(store, CIRCLES[name]) if name in CIRCLES else store
    answers = asked.query(ontology.text(name), use_default_graph_as_union=True)
    assert isinstance(answers, ox.QuerySolutions)
    for answer in answers:
        terms = (answer[key] for key in ("thing", "column", "message"))
        thing, column, message = (term.value if term else "" for term in terms)
        yield located(records, thing, column, message)


def check_shapes(records: Records, store: ox.Store) -> list[Problem]:
    """Every value of the built graph that does not meet the shape of its table, as a problem."""
    teller = _Teller(records, store)
    return [teller.problem(breach) for breach in breaches(store, shapes())]


class _Teller:
    """Says in words what does not meet a shape."""

    def __init__(self, records: Records, store: ox.Store) -> None:
        self._records, self._store = records, store

    def problem(self, breach: Breach) -> Problem:
        """The breach at its row and column."""
        row = _row_of(self._records, breach.node.value)
        column = _heading(row, breach.shape.path) or breach.shape.column
        return located(self._records, breach.node.value, column, self._words(breach))

    def _words(self, breach: Breach) -> str:
        wanted = breach.rule.wanted
        values = listed([self._shown(value) for value in breach.values], 3, between=", ", before_rest="")
        place = listed(self._places(breach), 3, between=", ", before_rest="")
        said = f"{values} (said at {place})" if place else values
        match breach.rule.kind:
            case "minCount":
                return "it has no value here, but needs one; fill it in"
            case "maxCount":
                return f"it has {len(breach.values)} values where one may stand: {said}; keep one"
            case "class":
                label = schema().labels.get(str(wanted), str(wanted).rpartition("/")[2])
                return f"{said} is no {label}, which this column needs; correct the reference"
            case "or":
                return f"{said} is none of what this column needs; correct it"
            case "datatype":
                return f"{said} is no {str(wanted).rpartition('#')[2]}, which this column needs; correct it"
            case "nodeKind":
                return f"{said} is no row of the records; refer to one"
        return f"{said} is not in the list of this column; take one that is"

    def _shown(self, value: Term) -> str:
        text = value.value if isinstance(value, ox.NamedNode | ox.Literal) else str(value)
        return f"“{excerpt(text.removeprefix(namespaces.ID), 60)}”"

    def _places(self, breach: Breach) -> list[str]:
        """Where other rows say what one of a thing's columns cannot hold, as the rows of links do."""
        source, target = (ox.NamedNode(f"{OWL}annotated{end}") for end in ("Source", "Target"))
        own = _row_of(self._records, breach.node.value)
        found = set()
        for quad in self._store.quads_for_pattern(breach.node, None, None):
            if quad.predicate.value != breach.shape.path[0] or quad.object not in breach.values:
                continue
            for link in self._store.quads_for_pattern(None, target, quad.object):
                if ox.Quad(link.subject, source, quad.subject, link.graph_name) in self._store:
                    row = _row_of(self._records, str(link.subject)[1:-1])
                    if row and row != own:
                        found.add(f"{row.file}:{row.number}")
        return sorted(found)


def located(records: Records, thing: str, column: str, message: str) -> Problem:
    """A problem at the row that a node's IRI comes from; at the node itself if there is no such row."""
    row = _row_of(records, thing)
    if row is None:
        return Problem(thing or "the graph", 0, column, message)
    return Problem(row.file, row.number, column, message)


def _row_of(records: Records, thing: str) -> RecordRow | None:
    # Nodes that a row makes besides its thing have the thing's IRI and a name after #.
    return records.rows.get(thing.removeprefix(namespaces.ID).partition("#")[0])


def _heading(row: RecordRow | None, path: tuple[str, ...]) -> str:
    """The heading of the column that gave a node a property; tables name one property differently."""
    columns = schema().tables[row.table].columns if row else ()
    same = (column.name for column in columns if column.path == path)
    return next(same, "") or next((column.name for column in columns if path[-1] in column.path), "")
