"""Things go in, what somebody looked for about them and did not find comes out, with where they looked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from goldthread.graph.questions import identifier, iri, local, run, value
from goldthread.graph.results.answers import NONE_FOUND
from goldthread.graph.store.oxigraph import Store


@dataclass(frozen=True)
class Sought:
    """What somebody looked for and did not find: the question, the relation if it was one, and the places where they looked."""

    asked: str
    relation: str
    places: tuple[tuple[str, str], ...]
    basis: str = NONE_FOUND

    @property
    def looked_in(self) -> tuple[str, ...]:
        """The places, each with its document."""
        return tuple(", ".join(filter(None, place)) for place in self.places)

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents, with the section if it was one and with how many they were if several."""
        sections: dict[str, list[str]] = {}
        for document, place in self.places:
            sections.setdefault(document, []).extend(filter(None, [place]))
        return tuple(
            ", ".join([document, *held]) if len(held) < 2 else f"{document} ({len(held)} sections)"
            for document, held in sections.items()
        )

    def to_json(self) -> dict[str, Any]:
        """The question, the relation, the places and the basis."""
        return {"asked": self.asked, "relation": self.relation, "looked_in": list(self.looked_in), "basis": self.basis}


def sought(store: Store, things: Iterable[str]) -> dict[str, list[Sought]]:
    """By identifier, each search about the things once with all places."""
    found: dict[tuple[str, str, str], dict[tuple[str, str], None]] = {}
    for row in run(store, "none-found", thing=[iri(thing) for thing in dict.fromkeys(things)]):
        place = (value(row, "document"), value(row, "place")) if "document" in row else (value(row, "place"), "")
        key = identifier(value(row, "thing")), value(row, "asked"), local(value(row, "relation"))
        found.setdefault(key, {})[place] = None
    by_thing: dict[str, list[Sought]] = {}
    for (thing, asked, relation), places in found.items():
        by_thing.setdefault(thing, []).append(Sought(asked, relation, tuple(places)))
    return by_thing


def where(searches: Sequence[Sought]) -> str:
    """That nobody found it and in which documents they looked, or that nobody looked; the end of a sentence."""
    documents = list(dict.fromkeys(document for search in searches for document in search.documents))
    more = f" and {len(documents) - 4} more" if len(documents) > 4 else ""
    return f"none found; looked in {'; '.join(documents[:4])}{more}" if documents else "nobody has looked for it in particular"
