"""Answers and replies: one envelope for every command, with basis and evidence, for people and programs.

Keys of the envelope never change their meaning, because other programs rely on them.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from goldthread.graph.results.base import Result
from goldthread.graph.text.dates import Day, has_ended

if TYPE_CHECKING:
    import networkx

# The columns of an answer's row that become attributes of an edge.
EDGE = (
    "relation",
    "basis",
    "reading",
    "why",
    "from",
    "until",
    "as_at",
    "status",
    "document",
    "place",
    "phrase",
    "more_places",
)
# How something is known, the surest first. “None found” is a search without result.
STATED, INFERRED, SUGGESTED, NONE_FOUND = "stated", "inferred", "suggested", "none found"
# How the extracted text was read, where there was nothing to decide; and how another word is told.
PLAIN_READING = "plain"
READ = {"unsafe": "unsafely"}


@dataclass(frozen=True)
class Evidence:
    """A place in a document: `place` in words, the quoted phrase, and the passage around it if a copy of the
    document is registered.

    `near` is text shortly before the phrase, where that stands several times in the section; `reading` says
    how safely the extracted text could be read there, empty if plainly.
    """

    document: str
    file: str
    place: str
    phrase: str
    date: str = ""
    section: str = ""
    near: str = ""
    passage: str | None = None
    reading: str = ""

    @property
    def reference(self) -> str:
        """The place as a person would cite it."""
        dated = f" ({self.date})" if self.date else ""
        return ", ".join(filter(None, [f"{self.document}{dated}", self.place]))


@dataclass(frozen=True)
class Thing:
    """One thing of the graph, by its identifier, as people see it.

    `area` is told only where several things bear its name, by which it is known from the others.
    """

    id: str
    label: str
    type: str
    document: str = ""
    tier: str | None = None
    status: str | None = None
    date: str = ""
    area: str | None = None

    @property
    def shown(self) -> str:
        """The name, with the area where another thing bears the same."""
        return f"{self.label} ({self.area})" if self.area else self.label


@dataclass(frozen=True)
class Answer:
    """One link or one value: subject, relation in words, object or value, how it is known, from when, and
    where it stands.

    `value` holds what is not a thing, such as a figure. `why` is the reasoning behind something inferred.
    `as_at` is the date of the document that says it; `from_` and `until` only what a document says of the
    time. `property` is the local name of the relation, `inverse` how it reads from the object's end.
    """

    subject: Thing
    relation: str
    object: Thing | None = None
    value: str | None = None
    basis: str = STATED
    why: str | None = None
    from_: str | None = None
    until: str | None = None
    as_at: str | None = None
    status: str | None = None
    evidence: tuple[Evidence, ...] = ()
    property: str = ""
    inverse: str = ""

    def reading(self) -> str:
        """How the place was read on which a stated answer rests, where no place says it plainly; else
        empty."""
        if self.basis != STATED or not self.evidence:
            return ""
        readings = [place.reading for place in self.evidence]
        return "" if PLAIN_READING in readings or "" in readings else readings[0]

    def how(self) -> str:
        """How it is known, with how it was read if that was not plain: stated, read by position."""
        return told_with(self.basis, self.reading())

    def has_ended(self, day: Day | None = None) -> bool:
        """Whether what it says was over on a day; without one, by the document that says it.

        An end that lies after its document is still to come; what once happened, such as an approval, does
        not end.
        """
        if not self.until or self.relation.startswith("was "):
            return False
        said = self.as_at or next((place.date for place in self.evidence if place.date), "")
        return has_ended(self.until, day or (Day(said) if said else None))

    def to_json(self) -> dict[str, Any]:
        """The answer in the shape of the envelope."""
        flat = asdict(self)
        flat["from"] = flat.pop("from_")
        flat["reading"] = self.reading() or None
        flat["evidence"] = [asdict(item) for item in self.evidence]
        return flat


def told_with(basis: str, reading: str) -> str:
    """A basis with how the text was read, if that was not plain."""
    return f"{basis}, read {READ.get(reading, reading)}" if reading not in ("", PLAIN_READING) else basis


def row_of(answer: Answer) -> dict[str, str]:
    """An answer as one row of a report or spreadsheet, with the first place it rests on and the others beside
    it."""
    first = answer.evidence[0] if answer.evidence else Evidence("", "", "", "")
    target = answer.object.shown if answer.object else answer.value or ""
    return {
        "subject": answer.subject.shown,
        "relation": answer.relation,
        "object": target,
        "tier": (answer.object.tier if answer.object else None) or "",
        "basis": answer.basis,
        "reading": answer.reading(),
        "from": answer.from_ or "",
        "until": answer.until or "",
        "as_at": answer.as_at or "",
        "status": answer.status or "",
        "document": first.document,
        "place": first.place,
        "phrase": first.phrase,
        "why": answer.why or "",
        "more_places": "; ".join(item.reference for item in answer.evidence[1:]),
        "subject_id": answer.subject.id,
        "object_id": answer.object.id if answer.object else "",
    }


def short_row(row: Mapping[str, str]) -> dict[str, str]:
    """The columns of an answer's row that fit a page: relation and object as one, the reasoning with the
    basis, the place with its document."""
    basis = told_with(row["basis"], row["reading"])
    if row["why"] and row["basis"] == INFERRED:
        basis = f"{basis}: {row['why']}"
    notes = f" ({row['tier']})" if row["tier"] not in ("", "Not stated") else ""
    notes += f" ({row['status']})" if row["status"] not in ("", "in place") else ""
    return {
        "thing": row["subject"],
        "what is known": f"{row['relation']} {row['object']}{notes}{_period(row['from'], row['until'])}",
        "how": basis,
        "where it stands": ", ".join(filter(None, [row["document"], row["as_at"], row["place"]])),
    }


def _period(start: str, end: str) -> str:
    if start and end:
        return f" [{start} to {end}]"
    return f" [from {start}]" if start else f" [until {end}]" if end else ""


def edge_of(answer: Answer) -> tuple[str, dict[str, str]]:
    """An answer as an edge of a network: a key that no other statement of the same two things has, and
    attributes."""
    row = row_of(answer)
    period = f"{answer.from_ or ''}/{answer.until or ''}" if answer.from_ or answer.until else ""
    key = " ".join(filter(None, (answer.property, answer.basis, answer.as_at, period)))
    return key, {"property": answer.property, **{name: row[name] for name in EDGE}}


COLUMNS = tuple(row_of(Answer(Thing("", "", ""), "")))


class LinkedResult(Result):
    """A result that is told as a reply: its rows are the answers, and its links make a network."""

    columns = COLUMNS

    @abstractmethod
    def reply(self) -> Reply:
        """The result as a reply."""

    def rows(self) -> Iterator[dict[str, str]]:
        """The answers as rows of a table, the same columns each time."""
        return map(row_of, self.reply().answers)

    def shown(self) -> Iterator[dict[str, str]]:
        """The answers as they are printed: thing, what is known, how, where it stands."""
        return map(short_row, self.rows())

    def to_json(self) -> dict[str, Any]:
        """The envelope of the reply."""
        return self.reply().to_json()

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """The links as edges between things by identifier, with relation, basis and place as text; a figure
        is no link.

        Nodes have label, type, tier, status and document. `Graph.to_networkx` gives the same of the whole
        graph, and more."""
        import networkx

        graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
        for answer in self.reply().answers:
            for thing in filter(None, (answer.subject, answer.object)):
                about = {
                    "type": thing.type,
                    "tier": thing.tier or "",
                    "status": thing.status or "",
                    "document": thing.document,
                }
                graph.add_node(thing.id, label=thing.label, **about)
            if answer.object:
                key, about = edge_of(answer)
                graph.add_edge(answer.subject.id, answer.object.id, key=key, **about)
        return graph


@dataclass(frozen=True)
class Reply(LinkedResult):
    """The whole reply to a question: a sentence or two as an officer would say it, and the answers behind it.

    `looked_in` are the documents and sections where somebody looked for what was not found, `did_you_mean`
    other names that the words may stand for, `facts` what is known of the thing itself, as name and value.
    """

    question: str
    text: str
    answers: tuple[Answer, ...] = ()
    as_of: str | None = None
    none_found: bool = False
    looked_in: tuple[str, ...] = ()
    did_you_mean: tuple[str, ...] = ()
    title: str = ""
    facts: tuple[tuple[str, str], ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        """The envelope that other programs may rely on."""
        return {
            "question": self.question,
            "as_of": self.as_of,
            "text": self.text,
            "answers": [answer.to_json() for answer in self.answers],
            "none_found": self.none_found,
            "looked_in": list(self.looked_in),
            "did_you_mean": list(self.did_you_mean),
            "title": self.title,
            "facts": [list(fact) for fact in self.facts],
        }

    def reply(self) -> Reply:
        """Itself."""
        return self
