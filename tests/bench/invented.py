"""Invents the records of a place from its name, the same ones each time.

What a place has, how often and in which words stands in invented.toml, counted in the built-in records."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from goldthread.graph.tables.schema import ColumnSchema, schema

SHAPE: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
TABLES = schema().tables
Cells = dict[str, str]
T = TypeVar("T")


class Dice:
    """Choices that look like chance and are the same each time for the same seed, because of Python's chance
    only `random()` is used, whose row of numbers for a seed is promised to stay."""

    def __init__(self, seed: str) -> None:
        self.next = Random(seed).random

    def below(self, share: float) -> bool:
        """Whether this one is among so large a share."""
        return self.next() < share

    def one(self, items: Sequence[T], skew: float = 1.0) -> T:
        """One of them; with a skew above 1 the first more often, as a few boards have most of the links."""
        return items[int(self.next() ** skew * len(items))]

    def weighed(self, options: str) -> str:
        """Of `this 3, that 1` three times in four this."""
        return self.one(_weighed(options))

    def words(self, number: int) -> str:
        """So many plain words, some of them often."""
        return " ".join(self.one(SHAPE["words"]["plain"], 2) for _ in range(number))


@dataclass(frozen=True)
class Thing:
    """A row that is to be: its table, folder, identifier, name, and its place among all."""

    table: str
    folder: str
    id: str
    label: str
    order: int = field(default_factory=count().__next__)

    def comes_after(self, other: Thing) -> bool:
        """Whether it may hang on the other: on another table's, or on what comes before it, so that nothing
        goes in circles."""
        return self.table != other.table or self.order > other.order


class Place:
    """A partnership, the region over it or the nation over that, and all that its documents speak of."""

    def __init__(self, name: str, level: str, above: Place | None = None) -> None:
        self.name, self.slug, self.level, self.above, self.dice = name, _slug(name), level, above, Dice(name)
        self.documents = {
            f"{self.slug}-{kind}": said for kind, said in SHAPE["documents"].items() if said["level"] == level
        }
        self._borne: set[str] = set()
        self.things: dict[str, Thing] = {}
        self.pools: dict[tuple[str, str], list[Thing]] = {}
        for folder, document in self.documents.items():
            for table, rows in document["rows"].items():
                for number in range(1, rows + 1):
                    self._add(table, folder, number)

    def rows(self) -> Iterator[tuple[Thing, Cells]]:
        """Every row of the place, in the order of its documents."""
        for folder, document in self.documents.items():
            yield Thing("documents", folder, f"doc/{folder}", ""), self._document(folder, document)
        for thing in self.things.values():
            yield thing, self._section(thing) if thing.table == "sections" else self._cells(thing)

    def _add(self, table: str, folder: str, number: int) -> None:
        label = self._label(table)
        if table == "plans" and number == 1 and "plan" in self.documents[folder]:
            label = self._title(folder)
        owner = folder if table == "sections" or not label else self.slug
        name = f"{owner}/{_slug(table)}/{_slug(label) or number}"
        thing = Thing(table, folder, self._unborne(name, "{}-{}"), label)
        self.things[thing.id] = thing
        for pool in ("", folder):
            self.pools.setdefault((table, pool), []).append(thing)

    def _title(self, folder: str) -> str:
        return str(self.documents[folder]["label"]).format(place=self.name)

    def _label(self, table: str) -> str:
        """A name made of the word lists that nothing of the place and table bears yet; none for links and the
        like."""
        patterns = SHAPE["labels"].get(table)
        if not patterns:
            return ""
        words = {**SHAPE["words"], "place": [self.name]}
        label = re.sub(r"\{(\w+)\}", lambda slot: str(self.dice.one(words[slot[1]])), self.dice.one(patterns))
        label = self._unborne(f"{table}: {label}", f"{{}}, {self.dice.one(words['ward'])} {{}}").partition(
            ": "
        )[2]
        return label[0].upper() + label[1:]

    def _unborne(self, name: str, numbered: str) -> str:
        """The name, or with a number behind it if another has it."""
        free, number = name, 1
        while free in self._borne:
            number += 1
            free = numbered.format(name, number)
        self._borne.add(free)
        return free

    def _document(self, folder: str, document: dict[str, Any]) -> Cells:
        plan = self.pools["plans", folder][0].id if "plan" in document else ""
        said = {
            "id": f"doc/{folder}",
            "label": self._title(folder),
            "sets_out": plan,
            "file": f"{folder}.txt",
            "basis": "stated",
        }
        return said | {"kind": document["kind"], "issued": document["issued"]} | self._evidence(folder)

    def _section(self, thing: Thing) -> Cells:
        number = self.pools["sections", thing.folder].index(thing) + 1
        phrase = f"{number} {self.dice.words(5)}"
        return {
            "id": thing.id,
            "label": thing.label,
            "number": f"{number}",
            "coverage": "recorded",
            "phrase": phrase,
        }

    def _cells(self, thing: Thing) -> Cells:
        said: dict[str, str] = SHAPE["columns"][thing.table]
        cells = {
            "id": thing.id,
            "label": thing.label,
            "basis": self.dice.weighed(said.get("basis", "1 stated 1")[2:]),
        }
        for column in TABLES[thing.table].columns:
            if (
                column.name in said
                and column.name != "basis"
                and (column.name != "premises" or cells["basis"] == "inferred")
            ):
                cells[column.name] = "|".join(dict.fromkeys(self._values(thing, column, said[column.name])))
        cells |= self._joined(thing, ", ".join(said["joins"])) if "joins" in said else {}
        cells |= self._told(thing, cells)
        if cells["basis"] == "inferred":
            return cells | {"why": f"It {self.dice.words(14)}."}
        return cells | (self._evidence(thing.folder) if cells["basis"] == "stated" else {})

    def _evidence(self, folder: str) -> Cells:
        reading = self.dice.weighed("by position 6, by sense 4") if self.dice.below(0.15) else ""
        place = f"paragraph {self.dice.one(range(1, 120))}"
        return {
            "section": self.dice.one(self.pools["sections", folder]).id,
            "place": place,
            "phrase": self.dice.words(7),
            "reading": reading,
        }

    def _joined(self, thing: Thing, joins: str) -> Cells:
        """A whole link: what it is about, how, and with what; an alignment leads to the plans of the place
        above."""
        while True:
            subject, relation, target = self.dice.weighed(joins).split(" | ")
            upwards = thing.table == "alignments"
            start, end = (
                self._pick(subject, thing.folder, main=upwards),
                self._pick(target, thing.folder, above=upwards),
            )
            if start and end and start.comes_after(end):
                return {"subject": start.id, "relation": relation, "object": end.id}

    def _told(self, thing: Thing, cells: Cells) -> Cells:
        """The words that depend on other cells: a name that resembles the thing's, a figure as printed."""
        if thing.label and thing.label == self._title(thing.folder):
            return {"kind": self.documents[thing.folder]["plan"]}
        if thing.table == "names":
            return {"name": self._other_name(self._borne_by(cells["of"]), cells["kind"] == "acronym")}
        if thing.table == "none_found":
            return {"asked": f"What is said of {self.dice.words(5)}?"}
        return {"value_text": cells["value"] or "TBC"} if thing.table == "figures" else {}

    def _other_name(self, label: str, acronym: bool) -> str:
        initials = "".join(word[0] for word in label.split() if word[0].isupper())
        if acronym and len(initials) > 1:
            return initials
        return self.dice.one(
            (
                f"the {label}",
                f"{label} Partnership",
                f"{self.name} {label}",
                label.replace(f"{self.name} ", "new "),
            )
        )

    def _values(self, thing: Thing, column: ColumnSchema, said: str) -> Iterator[str]:
        """The values of a cell: `0.27x1.4 agencies 72, posts 21` is 1.4 of them for 27 rows in a hundred."""
        share, each, options = _parsed(said)
        for _ in range(int(each) + self.dice.below(each % 1) if self.dice.below(share) else 0):
            if column.name == "alt_labels":
                yield self._other_name(thing.label, self.dice.below(0.5))
            elif column.holds in ("reference", "anything"):
                found = self._pick(self.dice.weighed(options), thing.folder, main=column.name == "plan")
                yield from [found.id] if found and thing.comes_after(found) else []
            elif column.holds == "date":
                yield f"{self.dice.one(range(2016, 2021)) + 4 * (column.name != 'from')}"
            elif column.holds == "decimal":
                yield f"{int(10 ** (1 + 4 * self.dice.next()))}"
            else:
                yield self.dice.words(int(options)) if options.isdigit() else self.dice.weighed(options)

    def _pick(self, table: str, folder: str, *, main: bool = False, above: bool = False) -> Thing | None:
        """A thing of a table: of the same document rather than another, here rather than above; `main` is one
        of here, mostly the first of the document, `above` only one of the place above. None if there is
        none."""
        wide = [place.pools[table, ""] for place in self._upwards(above) if (table, "") in place.pools]
        if not wide:
            return None
        if len(wide) > 1 and not main and self.dice.below(SHAPE["above"].get(table, 0)):
            return self.dice.one(self.dice.one(wide[1:]), 2)
        near = [] if above else self.pools.get((table, folder), [])
        return self.dice.one(near if near and self.dice.below(0.7) else wide[0], 8 if main else 2)

    def _upwards(self, above: bool = False) -> list[Place]:
        """The place, the one above it, and so on; with `above` without itself."""
        higher = self.above._upwards() if self.above else []
        return higher if above else [self, *higher]

    def _borne_by(self, identifier: str) -> str:
        return next(place.things[identifier].label for place in self._upwards() if identifier in place.things)


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


@cache
def _parsed(said: str) -> tuple[float, float, str]:
    share, _, options = said.partition(" ")
    filled, _, each = share.partition("x")
    return float(filled), float(each or 1), options


@cache
def _weighed(options: str) -> list[str]:
    """Each option as often as its weight says."""
    pairs = [option.rpartition(" ") for option in options.split(", ")]
    return [name for name, _, weight in pairs for _ in range(int(weight))]
