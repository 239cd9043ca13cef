"""Weights of the rows that may answer a question, each with the field that would be the answer.

A row fits by the share of the question's words that it covers, by whether it holds what is wanted, by the
relation that it tells, by its time, and by how much of its own subject the question names. The share is from
0 to 1, and all else adds to it or takes from it. These weights are set by hand and tried on questions
(`tests/bench/accuracy.py`), not learnt.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import fsum

from goldthread.graph.ask.fields import Candidate, FieldNames, cells, local_of, years_in
from goldthread.graph.ask.question import ParsedQuestion, fits, parse
from goldthread.graph.ask.retrieval import TIES, CandidateRow, Retrieved
from goldthread.graph.text import language
from goldthread.graph.text.stemming import STEMMER, telling_words
from goldthread.ontology.terms import BODIES

# Stems of words that stand in every question about a partnership: they weigh less than what tells one thing
# from another.
SOFT = frozenset(STEMMER.stemWords(sorted(language.words("soft-words", "soft"))))
YES_OR_NO = frozenset(
    (word,) for word in ["does", "do", "did", "is", "are", "was", "were", "has", "have", "had"]
)
# A thing of these classes that the question names in full is what it is about, and so not its answer.
NAMED = BODIES | {"Plan", "Programme", "Priority", "Deliverable"}
# Wants that only one kind of field can answer.
NEEDED = frozenset({"number", "share", "change", "money", "tier", "act", "author", "chair"})
# Relations that tie things only loosely, and those that say where a thing stands rather than what it is.
LOOSE = frozenset({"references", "relatedMatch", "isPartOf", "contradicts", "linkedTo", "associatedWith"})
ASIDE = frozenset({"isPartOf", "reportsOn", "references", "containedInPlace"})
# Fields that say of which time a row is.
TOLD = (
    "prefLabel",
    "value",
    "printed",
    "temporalCoverage",
    "datePublished",
    "startDate",
    "endDate",
    "issued",
)


def score(asked: ParsedQuestion, sought: Retrieved) -> list[Candidate]:
    """The rows with their best cells, heaviest first."""
    chosen = [choice for row in sought.rows if (choice := Scorer(asked, sought).weigh(row))]
    return sorted(chosen, key=lambda choice: (-choice.weight, choice.row.node))


class Scorer:
    """Weighs rows against one question."""

    def __init__(self, asked: ParsedQuestion, sought: Retrieved) -> None:
        self.asked, self.sought = asked, sought
        self.words = frozenset(sought.weights)
        self.whole = fsum(sought.weights.values()) or 1

    def weigh(self, row: CandidateRow) -> Candidate | None:
        """The row's best cell; none for what was only suggested."""
        basis = local_of(row.first("basis"))
        if basis == "suggested":
            return None
        base = self._base(row, basis)
        chosen = [self._cell(row, base, cell) for cell in cells(row, self.sought.classes)]
        return max(chosen, key=lambda choice: choice.weight, default=None)

    def _base(self, row: CandidateRow, basis: str) -> float:
        """What counts for or against a row whichever of its cells answers."""
        near = 0 if row.cls == "Link" else self._named(self._about(row))
        # For its subject named in full; against what is not stated in so many words.
        weight = 0.14 * near + self._timely(row) - (0.04 if basis == "inferred" else 0)
        if basis == "none-found" and row.cls != "NoneFound":
            weight -= 0.3  # such a row says that there is nothing
        if row.cls == "Link":
            relation = local_of(row.first("annotatedProperty"))
            if relation in self.asked.relations:
                weight += 0.1  # it tells the relation asked for
            elif self.asked.relations:
                # It tells another, or one that says little.
                weight -= 0.1 if relation in LOOSE else 0.05
            # Such a link is seldom what is asked, whatever the question.
            weight -= 0.06 if relation in ASIDE else 0
        if row.cls == "Membership" and "member" in self.asked.relations:
            weight += 0.06  # as a link of the relation asked for, but a little less, as it has a role beside
        if row.cls == "Standing" and self.asked.wants[:1] in (("tier",), ("status",)):
            # The tier or status that a thing had at a time stands in such rows alone.
            weight += 0.25 if self.asked.papers | self.asked.years else 0.05
        if row.cls in ("Figure", "Target"):
            weight += self._figure(row)
        return weight + (self._silent(row, near) if row.cls == "NoneFound" else 0)

    def _silent(self, row: CandidateRow, near: float) -> float:
        """What counts for a row that says nothing was found: it must be of the same question."""
        same = parse(row.first("title")).wants[:1] == self.asked.wants[:1]
        # A search must make up by its title for what its row lacks in words: set so that it needs most of it.
        return 0.3 * near - 0.25 - (0 if same else 0.15)

    def _cell(self, row: CandidateRow, base: float, cell: FieldNames) -> Candidate:
        name, holds, value = cell
        covered = (
            fsum(
                self.sought.weights[word] * part
                for word, part in self._cover(row, value if name != "self" else "").items()
            )
            / self.whole
        )
        weight = base + covered + self._fit(holds)
        names = self.sought.names.get(value, ())
        left = self.words - self.asked.phrase
        if row.cls == "Link":
            other = self.sought.label(
                row.first("annotatedSource" if name == "annotatedTarget" else "annotatedTarget")
            )
            # For the other end named in full, as for a subject above.
            weight += 0.14 * self._named(self._about(row) if name == "date" else [other])
            # Words of the other end are used up, if it is what the question names: so nearly all of its name.
            left -= telling_words(other) if self._named([other]) > 0.85 else frozenset()
        given = self._named(names if name == "self" or holds == "chair" else names[:1], left)
        if name == "self" and row.cls in NAMED:
            weight -= 0.1 * given  # what is named in the question is not its answer
        elif value in self.sought.names and name != "self" and self.asked.tokens[:1] not in YES_OR_NO:
            # The same of what another field holds: the more, the surer it is that the question names it.
            weight -= 0.5 if given > 0.95 else 0.3 if given > 0.85 else 0.12 * given
        return Candidate(row, name, holds, value, weight, covered)

    def _fit(self, holds: str) -> float:
        """How well what a cell holds answers what is wanted; the first want counts most."""
        wants = self.asked.wants
        if holds == "none":
            # A search answers any want a little, and a question without a want not at all.
            return 0.03 if wants else 0.0
        if not wants:
            return 0.04  # a question without a want is answered by anything
        # The second want counts little more than half, further ones less.
        shares = (1.0, 0.6, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4)
        found = [
            fits()[want][holds] * share
            for want, share in zip(wants, shares, strict=False)
            if holds in fits().get(want, {})
        ]
        # Nothing fits: worst where only one kind of field could.
        return max(found) if found else -0.2 if wants[0] in NEEDED else -0.12

    def _cover(self, row: CandidateRow, answer: str) -> dict[str, float]:
        """How well each of the question's words is covered: by the row itself, by what it speaks of, less by
        the answer."""
        # The words of a search are those of a question, and would cover every question like it.
        cover = dict.fromkeys(row.words, 1.0 if row.cls != "NoneFound" else 0.9)
        ends = row.ends
        if row.cls == "NoneFound" and len(ends) > 1:
            ends = []
        for name, thing in [*ends, ("document", row.first("document"))]:
            # 0.7 for the document, the least; about half for the answer, which the question does not name.
            share = TIES.get(name, 0.7) * (0.55 if thing == answer else 1)
            for word in self.sought.words.get(thing, ()):
                cover[word] = max(cover.get(word, 0), share)
        return cover

    def _named(self, names: Iterable[str], said: frozenset[str] | None = None) -> float:
        return named(names, self.words if said is None else said, self.sought)

    def _about(self, row: CandidateRow) -> Sequence[str]:
        """What the row is about, as labels."""
        if row.cls == "NoneFound":
            return row.cells.get("title", ())
        ends = {
            "Link": ("annotatedSource", "annotatedTarget"),
            "Membership": ("organization", "member"),
            "Figure": ("observedProperty",),
            "Target": ("observedProperty",),
        }
        return (
            [self.sought.label(row.first(end)) for end in ends[row.cls]]
            if row.cls in ends
            else [self.sought.label(row.node)]
        )

    def _figure(self, row: CandidateRow) -> float:
        """Whether a figure is of the kind asked for: a change, a share, a target, or a plain number."""
        asked = self.asked
        kind, share = local_of(row.first("valueKind")), row.first("unitText") == "per cent"
        weight: float = 0
        # By what the question says of change, share and target; against what it does not ask for.
        if asked.changing:
            # A number may still tell of a change.
            weight += 0.06 if kind == "change" else -0.03
        elif kind == "change":
            weight -= 0.07  # a change where a number is asked for
        if "share" in asked.wants:
            # Per cent where a share is asked for.
            weight += 0.07 if share else -0.07
        elif share and "number" in asked.wants and "change" not in asked.wants:
            weight -= 0.07  # per cent where a number is asked for
        if asked.aiming:
            # A target where a target is asked for.
            weight += 0.1 if kind == "target" else -0.06
        elif kind == "target":
            weight -= 0.08  # a target where the state of things is asked for
        return weight

    def _timely(self, row: CandidateRow) -> float:
        """Whether a row is of the years asked for, or from the paper that they name."""
        asked = self.asked
        paper = _of_paper(row, self.sought)
        own = years_in(" ".join(text for name in TOLD for text in row.cells.get(name, ())))
        weight: float = 0
        if asked.papers:
            weight += _from_paper(asked.papers, own, paper)
        if asked.years and asked.wants[:1] != ("when",):
            weight += _told_then(asked.years, own, paper)
        if asked.months and (
            months := {
                int(day[5:7])
                for name in ("startDate", "endDate")
                for day in row.cells.get(name, ())
                if len(day) > 6
            }
        ):
            # The very months, some of them, others.
            weight += 0.08 if months == asked.months else 0.05 if months & asked.months else -0.06
        return weight


def named(names: Iterable[str], said: frozenset[str], sought: Retrieved) -> float:
    """How much of the best of these names is said, from 0 to 1, by what the words tell."""
    best: float = 0
    for name in names:
        if words := telling_words(name):
            # Words of the name that are not in the question weigh as soft or rare words there do.
            weight = {word: sought.weights.get(word) or (2.0 if word in SOFT else 6.0) for word in words}
            best = max(best, fsum(weight[word] for word in words & said) / fsum(weight.values()))
    return best


def mentioned(sought: Retrieved) -> list[str]:
    """The things that the question names in full, by any of their names, the longest name first."""
    words = frozenset(sought.weights)
    found: dict[str, int] = {}
    for node, names in sought.names.items():
        for name in names:
            said = telling_words(name)
            if said and said <= words and len(said) > found.get(node, 0):
                found[node] = len(said)
    return sorted(found, key=lambda node: (-found[node], node))


def timely(choice: Candidate, asked: ParsedQuestion, sought: Retrieved) -> bool:
    """Whether a row is of the years asked for, or from a paper of that time, or of no time in particular."""
    row = choice.row
    if asked.papers and asked.wants[:1] in (("author",), ("status",)):
        return asked.papers <= years_in(
            " ".join(
                [
                    row.first("document"),
                    sought.label(row.node),
                    *(text for name in TOLD for text in row.cells.get(name, ())),
                ]
            )
        )
    if not asked.years or asked.wants[:1] == ("when",):
        return True
    own = years_in(" ".join(text for name in TOLD for text in row.cells.get(name, ())))
    return bool(asked.years & (own | _of_paper(row, sought)))


def _of_paper(row: CandidateRow, sought: Retrieved) -> set[int]:
    """The years of the document that says a row, by its title and date."""
    return years_in(
        f"{row.first('document')} {sought.papers.get(row.first('document'), '')} {row.first('date')}"
    )


def _from_paper(asked: frozenset[int], own: set[int], paper: set[int]) -> float:
    """Whether a row is from the paper that the question names by these years."""
    if asked <= paper:
        return 0.1  # from that paper
    if asked & paper:
        return 0.06  # from one of which a year is named
    return 0.02 if asked & own else -0.1  # from another, but of that time; of another time


def _told_then(asked: frozenset[int], own: set[int], paper: set[int]) -> float:
    """Whether a row is of the years asked for, by its own years or else by its paper's."""
    if not own:
        # It has no years of its own, so those of the paper stand for them, but count less.
        return 0.05 if asked <= paper else 0.02 if asked & paper else -0.1
    if asked == own:
        return 0.12  # the very years
    if asked <= own:
        return 0.08  # a longer time
    if asked & own:
        return 0.02  # some of them
    return -0.03 if asked & paper else -0.15  # another time, told in a paper of that time; another altogether
