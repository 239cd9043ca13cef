"""A reply goes in, the same reply comes out with the passage around each anchor, where the user has
registered the document."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

import pyoxigraph as ox

from goldthread.graph.query.library import identifier, run, value
from goldthread.graph.results.answers import Answer, Evidence, Reply
from goldthread.graph.sources.library import Library, Quote, library
from goldthread.graph.sources.matching import SourceText, Span, merge, sections
from goldthread.graph.store.oxigraph import Store


def with_passages(store: Store, reply: Reply, shelf: Library | None = None) -> Reply:
    """The reply with passages from the registered documents; the reply itself if none is registered."""
    shelf = shelf or library()
    if not shelf.folder.is_dir():
        return reply
    finder = Passages(store, shelf)
    return replace(reply, answers=tuple(finder.fill(answer) for answer in reply.answers))


class Passages:
    """Finds passages, and keeps what it learnt of a document's sections while it does."""

    def __init__(self, store: Store, shelf: Library) -> None:
        self._store, self._shelf = store, shelf
        self._spans: dict[str, dict[str, Span]] = {}

    def fill(self, answer: Answer) -> Answer:
        """The answer with a passage to each place that its document's text shows."""
        return replace(
            answer, evidence=tuple(replace(item, passage=self.passage(item)) for item in answer.evidence)
        )

    def passage(self, item: Evidence) -> str | None:
        """The passage around one anchor, or None if the document is not registered or the phrase not found
        once."""
        text = self._shelf.text(item.file)
        place = self.place(item, text) if text else None
        return text.passage(place) if text and place else None

    def place(self, item: Evidence, text: SourceText) -> Span | None:
        """Where an anchor's phrase stands: its only place, or its only place in its section."""
        places = text.find(item.phrase)
        if len(places) > 1:
            spans = self._sections(item.file, text)
            places = text.find(item.phrase, spans.get(item.section), item.near)
        return places[0] if len(places) == 1 else None

    def _sections(self, file: str, text: SourceText) -> dict[str, Span]:
        if file not in self._spans:
            rows = run(self._store, "sections", file=ox.Literal(file))
            by_document = groupby(rows, key=lambda row: value(row, "document"))
            starts = [
                [(identifier(value(row, "section")), value(row, "words")) for row in part]
                for _, part in by_document
            ]
            self._spans[file] = merge([sections(text, part)[0] for part in starts], len(text.raw))
        return self._spans[file]


def quotes(store: Store) -> list[Quote]:
    """All phrases that the graph quotes, by which a document is recognised."""
    return [Quote(value(row, "file"), value(row, "phrase")) for row in run(store, "phrases")]
