"""The places that bear a reply out as text: each once, with its phrase and its passage."""

from __future__ import annotations

from goldthread.exports.text.tables import prose, rows_text
from goldthread.graph.results.answers import Evidence, Reply

COLUMNS = ("where it stands", "phrase", "passage")


def passages_text(reply: Reply, style: str) -> str:
    """The places that bear a reply out, with their passages, in the order of the answers."""
    places: dict[Evidence, None] = {item: None for answer in reply.answers for item in answer.evidence}
    shown = [
        (item.reference, item.phrase, item.passage or "no copy registered; goldthread sources add FILE")
        for item in places
    ]
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in shown]
    return (
        rows_text(rows, style, COLUMNS)
        or prose(f"The graph quotes no place for {reply.title}.", style) + "\n"
    )
