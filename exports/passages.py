"""A reply with passages goes in; each place with its phrase and the passage around it comes out, once."""

from __future__ import annotations

from goldthread.exports.tables import rows_text
from goldthread.graph.answers import Evidence, Reply


def passages_text(reply: Reply, style: str) -> str:
    """The places that bear a reply out, with their passages, in the order of the answers."""
    places: dict[Evidence, None] = {item: None for answer in reply.answers for item in answer.evidence}
    rows = [
        {
            "where it stands": item.reference,
            "phrase": item.phrase,
            "passage": item.passage or "no copy registered; goldthread sources add FILE",
        }
        for item in places
    ]
    return rows_text(rows, style) or f"The graph quotes no place for {reply.title}.\n"
