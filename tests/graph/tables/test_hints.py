"""A wrong name is answered with the known one that is nearest, and never for too long."""

from __future__ import annotations

import pytest

from goldthread.graph.tables import hints
from goldthread.graph.tables.hints import LONGEST, Hints, nearest


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("place/wier", " (did you mean “place/weir”?)"),
        ("place/weirs", " (did you mean “place/weir”?)"),
        ("something else", ""),
        ("", ""),
        ("place/weir" + "x" * LONGEST, ""),
    ],
)
def test_a_near_name_is_suggested(value: str, hint: str) -> None:
    assert nearest(value, ["place/mill", "place/weir"]) == hint
    assert Hints(["place/mill", "place/weir"]).nearest(value) == hint


def test_capitals_and_spaces_are_looked_through_however_many_names_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(hints, "MOST_PAIRS", 0)
    assert Hints(["place/mill"]).nearest("Place/ MILL") == " (did you mean “place/mill”?)"


def test_only_so_many_names_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hints, "MOST_PAIRS", 5)
    some = Hints(["place/mill", "place/weir"])
    assert [bool(some.nearest(f"place/mil{letter}")) for letter in "xyz"] == [True, True, False]
