"""A network as two CSV tables: its links in the columns of an answer, and its things.

Two tables because one of both would repeat a thing's attributes at each of its links and lose the things that
have none."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from goldthread.exports.atomic import write_all
from goldthread.exports.text.tables import EXCEL, harmless

if TYPE_CHECKING:
    import networkx

LINKS = (
    "subject",
    "relation",
    "object",
    "tier",
    "basis",
    "reading",
    "from",
    "until",
    "as_at",
    "status",
    "document",
    "place",
    "phrase",
    "why",
    "more_places",
)
THINGS = ("id", "label", "type", "tier", "status", "basis", "as_at", "document", "place", "phrase")


def beside(path: Path) -> Path:
    """The file of the things, beside that of the links: `graph-things.csv` for `graph.csv`."""
    return path.with_name(f"{path.stem}-things{path.suffix}")


def write_csvs(graph: networkx.MultiDiGraph[str], path: Path, *, excel: bool = False) -> list[Path]:
    """Writes the links to `path` and the things beside it; with `excel` for that program, see `tables.EXCEL`.

    Raises ExportError if either cannot be written; both are then as they were.
    """
    mark = EXCEL if excel else ""
    # The named file last: whoever finds it whole finds the other one too.
    write_all([(beside(path), mark + things_csv(graph)), (path, mark + links_csv(graph))])
    return [path, beside(path)]


def links_csv(graph: networkx.MultiDiGraph[str]) -> str:
    """The links, one a row, in the columns of an answer, with the identifiers of both ends last."""
    rows = []
    for subject, target, _, edge in sorted(graph.edges(keys=True, data=True), key=lambda link: link[:3]):
        ends = (
            graph.nodes[subject]["label"],
            edge["relation"],
            graph.nodes[target]["label"],
            graph.nodes[target]["tier"],
        )
        rows.append([*ends, *(edge[name] for name in LINKS[4:]), subject, target])
    return _text([*LINKS, "subject_id", "object_id"], rows)


def things_csv(graph: networkx.MultiDiGraph[str]) -> str:
    """The things, one a row, by identifier."""
    return _text(
        THINGS, ([thing, *(graph.nodes[thing][name] for name in THINGS[1:])] for thing in sorted(graph))
    )


def _text(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()
