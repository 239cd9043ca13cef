"""Each type is drawn in the shape and row of its kind, and no two kinds are drawn alike."""

from __future__ import annotations

import re

import pytest

from goldthread.exports.picture.styles import NODE_STYLES, kind_of, row_of
from goldthread.ontology.terms import BODIES


@pytest.mark.parametrize(
    ("type_name", "row", "words", "shape"),
    [
        ("Plan", 0, "plan, vision or outcome", "square"),
        ("CrossCuttingTheme", 1, "priority, theme or enabler", "diamond"),
        ("KeyIssue", 2, "key issue or objective", "triangle"),
        ("Pledge", 3, "deliverable, programme, duty or funding", "dot"),
        ("Board", 4, "board", "hexagon"),
        ("Post", 5, "agency, team, post or person", "triangleDown"),
        ("ProgressReport", 6, "measure, figure or progress report", "star"),
        ("Place", 7, "document, place or other", "box"),
        ("Nonsense", 7, "document, place or other", "box"),
        ("", 7, "document, place or other", "box"),
    ],
)
def test_a_type_is_drawn_as_its_kind(type_name: str, row: int, words: str, shape: str) -> None:
    kind = kind_of(type_name)
    assert (row_of(type_name), kind.words, kind.shape) == (row, words, shape)


def test_no_type_is_of_two_kinds() -> None:
    types = [name for kind in NODE_STYLES for name in kind.types]
    assert len(types) == len(set(types))


def test_kinds_differ_in_words_shape_and_colour() -> None:
    for looks in ("words", "shape", "colour"):
        assert len({getattr(kind, looks) for kind in NODE_STYLES}) == len(NODE_STYLES)


def test_shapes_of_the_legend_are_points_but_for_the_round_one() -> None:
    drawn = {kind.shape for kind in NODE_STYLES if re.fullmatch(r"\d+,\d+( \d+,\d+)+", kind.points)}
    assert {kind.shape for kind in NODE_STYLES} - drawn == {"dot"}


def test_every_body_is_drawn_as_a_board_or_below_it() -> None:
    assert {name: row_of(name) for name in BODIES} == {name: 4 if name == "Board" else 5 for name in BODIES}
