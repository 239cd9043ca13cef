"""Adds to a reply the passage around each anchor, where the user has registered the document."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TypeVar

from goldthread.graph.query.library import Row, identifier, run, value
from goldthread.graph.results.answers import Answer, Evidence, Reply
from goldthread.graph.sources.library import Library, Quote, library
from goldthread.graph.sources.matching import SourceText, Span, merge, sections
from goldthread.graph.store.base import Literal
from goldthread.graph.store.oxigraph import Store

R = TypeVar("R", bound=Reply)


def with_passages(store: Store, reply: R, shelf: Library | None = None) -> R:
    """The reply with the passage to each piece of evidence; the reply itself if no document is registered."""
    shelf = shelf or library()
    if not shelf.folder.is_dir():
        return reply
    finder = Passages(store, shelf)
    return replace(reply, answers=tuple(finder.fill(answer) for answer in reply.answers))


class Passages:
    """Finds the passages of one graph's anchors; finds the sections of each document once."""

    def __init__(self, store: Store, shelf: Library) -> None:
        self._store, self._shelf = store, shelf
        self._spans: dict[str, dict[str, Span]] = {}

    def fill(self, answer: Answer) -> Answer:
        """The answer with the passage to each piece of its evidence, where there is one."""
        evidence = tuple(replace(item, passage=self.passage(item)) for item in answer.evidence)
        return replace(answer, evidence=evidence)

    def passage(self, item: Evidence) -> str | None:
        """The passage around an anchor; None without the document, or if the phrase has not one place."""
        text = self._shelf.text(item.file)
        place = self.place(item, text) if text else None
        return text.passage(place) if text and place else None

    def place(self, item: Evidence, text: SourceText) -> Span | None:
        """Where an anchor's phrase stands: its only place in the text, else its only place in its section."""
        places = text.find(item.phrase)
        if len(places) > 1:
            spans = self._sections(item.file, text)
            places = text.find(item.phrase, spans.get(item.section), item.near)
        return places[0] if len(places) == 1 else None

    def _sections(self, file: str, text: SourceText) -> dict[str, Span]:
        """The span of each section in a file, which may hold several documents one after the other."""
        if file not in self._spans:
            rows = sorted(run(self._store, "sections", file=Literal(file)), key=_in_order)
            parts = []
            for _, of_document in groupby(rows, key=lambda row: value(row, "document")):
                starts = [(identifier(value(row, "section")), value(row, "words")) for row in of_document]
                found, _ = sections(text, starts)
                parts.append(found)
            self._spans[file] = merge(parts, len(text.raw))
        return self._spans[file]


def _in_order(row: Row) -> tuple[str, int]:
    """Sorts sections as they stand in their document; here, because the engine takes twice the time with
    it."""
    number = value(row, "number")
    return value(row, "document"), int(number) if number.isdecimal() else 0


def quotes(store: Store) -> list[Quote]:
    """All phrases that the graph quotes of its documents, by which a copy is recognised."""
    return [Quote(value(row, "file"), value(row, "phrase")) for row in run(store, "phrases")]
