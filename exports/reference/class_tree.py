"""The tree of the ontology's classes, as an SVG drawing and as an outline in HTML.

The drawing is made here and not by a layout library, because it must be the same to the byte wherever it is
made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from goldthread.exports.reference.terms import Term

# Pixels: a box's width and height, the room between boxes, and from one column to the next. Set by hand, so
# that the longest label and its standards fit into a box.
WIDTH, HEIGHT, GAP, ACROSS = 250, 40, 10, 300
INK, LINE, PAPER = "#1a1a1a", "#1f4e79", "#eef3f8"
TITLE = "The classes of the ontology, from the general on the left to the special on the right"


@dataclass(frozen=True)
class ClassBranch:
    """A class with those below it."""

    term: Term
    standards: str
    below: tuple[ClassBranch, ...]


def tree(classes: Sequence[Term]) -> tuple[ClassBranch, ...]:
    """The classes that lie below no other of these, each with what lies below it; those with anything below
    them first."""
    names = {term.iri for term in classes}

    def grow(term: Term) -> ClassBranch:
        standards = ", ".join(link.text for link in term.above if link.iri not in names)
        return ClassBranch(
            term,
            standards,
            tuple(grow(other) for other in classes if term.iri in {link.iri for link in other.above}),
        )

    roots = [grow(term) for term in classes if not {link.iri for link in term.above} & names]
    return tuple(sorted(roots, key=lambda root: (not root.below, root.term.label)))


def outline(branches: Sequence[ClassBranch]) -> str:
    """The tree as nested HTML lists, each class a link to its row of the page."""
    items = "".join(
        f'<li><a href="#{escape(branch.term.id)}">{escape(branch.term.label)}</a>'
        f"{_standards(branch)}{outline(branch.below)}</li>\n"
        for branch in branches
    )
    return f"<ul>\n{items}</ul>" if items else ""


def drawing(branches: Sequence[ClassBranch]) -> str:
    """The tree as an SVG picture with a title and a description."""
    boxes, rows = [], 0
    for branch in branches:
        made, rows = _place(branch, 0, rows)
        boxes += made
    width = max(box.depth for box in boxes) * ACROSS + WIDTH + 2
    height = rows * (HEIGHT + GAP)
    head = (
        f'viewBox="0 0 {width} {height}" width="{width}" height="{height}" font-family="system-ui, '
        f'sans-serif"'
    )
    return "\n".join(
        [
            (
                f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="tree-title '
                f'tree-words" {head}>'
            ),
            f'<title id="tree-title">{escape(TITLE)}</title>',
            f'<desc id="tree-words">{escape(description(branches))}</desc>',
            *(line for box in boxes for line in box.lines()),
            *(box.svg() for box in boxes),
            "</svg>",
        ]
    )


def description(branches: Sequence[ClassBranch]) -> str:
    """The tree in sentences: what lies below what."""
    return " ".join(
        f"Below {branch.term.label}: {', '.join(b.term.label for b in branch.below)}."
        for branch in _parents(branches)
    )


def _parents(branches: Sequence[ClassBranch]) -> Iterator[ClassBranch]:
    """The branches that have others below them, each before those."""
    for branch in branches:
        if branch.below:
            yield branch
        yield from _parents(branch.below)


def _standards(branch: ClassBranch) -> str:
    return f" <span>({escape(branch.standards)})</span>" if branch.standards else ""


@dataclass(frozen=True)
class _Box:
    branch: ClassBranch
    depth: int
    top: int
    below: tuple[int, ...]

    def svg(self) -> str:
        left = self.depth * ACROSS + 1
        name, standards = escape(self.branch.term.label), escape(self.branch.standards)
        small = (
            f'<text x="{left + 10}" y="{self.top + 33}" font-size="12" fill="{INK}">{standards}</text>'
            if standards
            else ""
        )
        return (
            f'<rect x="{left}" y="{self.top}" width="{WIDTH}" height="{HEIGHT}" rx="4" '
            f'fill="{PAPER}" stroke="{LINE}"/>'
            f'<text x="{left + 10}" y="{self.top + 17}" font-size="15" font-weight="600" '
            f'fill="{INK}">{name}</text>{small}'
        )

    def lines(self) -> Iterator[str]:
        """The SVG paths from this box to each of those below it."""
        start, bend = self.depth * ACROSS + WIDTH + 1, self.depth * ACROSS + (WIDTH + ACROSS) // 2
        for top in self.below:
            path = (
                f"M{start} "
                f"{self.top + HEIGHT // 2}H{bend}V{top + HEIGHT // 2}H{(self.depth + 1) * ACROSS + 1}"
            )
            yield f'<path d="{path}" fill="none" stroke="{LINE}"/>'


def _place(branch: ClassBranch, depth: int, row: int) -> tuple[list[_Box], int]:
    """The boxes of a branch, the first its own, halfway between the first and last below it; and the next
    free row."""
    if not branch.below:
        return [_Box(branch, depth, row * (HEIGHT + GAP) + GAP // 2, ())], row + 1
    made, tops = [], []
    for other in branch.below:
        boxes, row = _place(other, depth + 1, row)
        tops.append(boxes[0].top)
        made += boxes
    return [_Box(branch, depth, (tops[0] + tops[-1]) // 2, tuple(tops)), *made], row
