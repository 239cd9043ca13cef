"""Things as people see them, with the tier and status that they had on a day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest

from goldthread.graph.query.library import describe, iri
from goldthread.graph.rdf.builder import build, load
from goldthread.graph.results.answers import Thing
from goldthread.graph.store.oxigraph import OxigraphStore, Store
from goldthread.graph.tables.reader import Records
from goldthread.graph.text.dates import day_of

YOUTH = "any/board/youth-board"


def as_of(store: Store, day: str | None) -> tuple[str | None, str | None]:
    """The Youth Board's tier and status on a day."""
    node = iri(YOUTH).value
    thing = describe(store, [node], day_of(day))[node]
    return thing.tier, thing.status


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2021-10-31", (None, None)),
        ("2021-11-30", ("Bronze", "planned")),
        ("2024-08-31", ("Bronze", "planned")),
        ("2024-09-01", ("Silver", "in place")),
        ("2024-09-30", ("Silver", "in place")),
        ("2025-12-31", ("Silver", "in place")),
        (None, ("Silver", "in place")),
    ],
)
def test_tier_and_status_are_those_of_the_day(
    tiny: Store, day: str | None, expected: tuple[str | None, str | None]
) -> None:
    """The plan of November 2021 says Bronze and planned, the update of September 2024 Silver and in place.

    What a document of a month says counts from that month's first day."""
    assert as_of(tiny, day) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2023-05-16", ("Bronze", "planned")),
        ("2023-05-17", ("Gold", "in place")),
        ("2023-05-18", ("Gold", "in place")),
    ],
)
def test_what_begins_on_a_day_counts_on_that_very_day(
    on_top: Callable[[Path | Mapping[str, str]], Records], day: str, expected: tuple[str, str]
) -> None:
    engine = ox.Store()
    heads = "id,of,tier,status,from,basis,document,section,phrase\n"
    said = 'stated,doc/anytown-update,section/update/work,"The Youth Board, now Silver"'
    row = f"standing/more/youth,{YOUTH},Gold,in place,2023-05-17,{said}\n"
    engine.extend(load(build(on_top({"more/standings": heads + row}))))
    assert as_of(OxigraphStore(engine), day) == expected


def test_what_has_no_label_is_shown_by_its_identifier(tiny: Store) -> None:
    nowhere = iri("any/board/nowhere").value
    assert describe(tiny, [nowhere]) == {nowhere: Thing("any/board/nowhere", "nowhere", "")}
