"""How each type of thing is drawn: its row, its shape, its colour and the words of its kind.

Shape and words carry the kind and colour only repeats it, because not everybody sees colours (WCAG 2.2,
1.4.1)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A family of types that are drawn alike, from the top of the picture down; `points` draw its shape in
    the legend."""

    words: str
    shape: str
    colour: str
    types: frozenset[str]
    points: str


def _kind(words: str, shape: str, colour: str, types: str, points: str) -> Kind:
    return Kind(words, shape, colour, frozenset(types.split()), points)


# From the top of a drawing down, as the golden thread runs; what is of no kind listed here goes last.
NODE_STYLES = (
    _kind("plan, vision or outcome", "square", "#6b4fa0", "Plan Vision Outcome", "3,3 17,3 17,17 3,17"),
    _kind(
        "priority, theme or enabler",
        "diamond",
        "#a3336b",
        "Priority CrossCuttingTheme Enabler",
        "10,1 19,10 10,19 1,10",
    ),
    _kind("key issue or objective", "triangle", "#8a5a00", "KeyIssue Objective", "10,2 19,18 1,18"),
    _kind(
        "deliverable, programme, duty or funding",
        "dot",
        "#0b6e4f",
        "Deliverable Pledge Programme Duty MonetaryGrant",
        "",
    ),
    _kind("board", "hexagon", "#00558c", "Board", "5,2 15,2 20,10 15,18 5,18 0,10"),
    _kind(
        "agency, team, post or person", "triangleDown", "#2f6f7e", "Agency Team Post Person", "1,2 19,2 10,18"
    ),
    _kind(
        "measure, figure or progress report",
        "star",
        "#b03a1a",
        "Measure Figure Target ProgressReport",
        "10,1 12,7 19,7 14,11 16,18 10,14 4,18 6,11 1,7 8,7",
    ),
    _kind("document, place or other", "box", "#5a5a5a", "", "1,5 19,5 19,15 1,15"),
)


def row_of(type_name: str) -> int:
    """The row in which a type is drawn, 0 on top; the last for what is of no other kind."""
    return next(
        (row for row, kind in enumerate(NODE_STYLES) if type_name in kind.types), len(NODE_STYLES) - 1
    )


def kind_of(type_name: str) -> Kind:
    """How a type is drawn."""
    return NODE_STYLES[row_of(type_name)]
