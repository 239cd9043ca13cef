"""The tree of classes as a drawing and as an outline that say the same, to the character for a small tree."""

from __future__ import annotations

import re
from dataclasses import replace

from goldthread.exports.reference.class_tree import ClassBranch, description, drawing, outline, tree
from goldthread.exports.reference.terms import Link, Term, Terms
from goldthread.graph.tables.schema import schema
from goldthread.ontology import namespaces


def a_class(name: str, *above: str) -> Term:
    """A class of ours below some others: of ours by name, of a standard with its prefix."""
    links = tuple(
        Link(other, f"https://example.org/{other}" if ":" in other else f"{namespaces.GT}{other}")
        for other in above
    )
    iri = f"{namespaces.GT}{name}"
    return Term(f"gt:{name}", iri, "class", name.lower(), "", "", "", "", links, (), (), (), ())


LAMP, WICK, OIL, TABLE = (
    a_class("Lamp", "Thing:x"),
    a_class("Wick", "Lamp", "org:A"),
    a_class("Oil", "Lamp"),
    a_class("Table", "Thing:x"),
)
BRANCHES = tree([TABLE, LAMP, OIL, WICK])
BOX = 'width="250" height="40" rx="4" fill="#eef3f8" stroke="#1f4e79"/>'
NAME, SMALL = 'font-size="15" font-weight="600" fill="#1a1a1a">', 'font-size="12" fill="#1a1a1a">'
SVG = f"""\
<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="tree-title tree-words" \
viewBox="0 0 552 150" width="552" height="150" font-family="system-ui, sans-serif">
<title id="tree-title">The classes of the ontology, from the general on the left to the \
special on the right</title>
<desc id="tree-words">Below lamp: oil, wick.</desc>
<path d="M251 50H275V25H301" fill="none" stroke="#1f4e79"/>
<path d="M251 50H275V75H301" fill="none" stroke="#1f4e79"/>
<rect x="1" y="30" {BOX}<text x="11" y="47" {NAME}lamp</text><text x="11" y="63" {SMALL}Thing:x</text>
<rect x="301" y="5" {BOX}<text x="311" y="22" {NAME}oil</text>
<rect x="301" y="55" {BOX}<text x="311" y="72" {NAME}wick</text><text x="311" y="88" {SMALL}org:A</text>
<rect x="1" y="105" {BOX}<text x="11" y="122" {NAME}table</text><text x="11" y="138" {SMALL}Thing:x</text>
</svg>"""
OUTLINE = """\
<ul>
<li><a href="#Lamp">lamp</a> <span>(Thing:x)</span><ul>
<li><a href="#Oil">oil</a></li>
<li><a href="#Wick">wick</a> <span>(org:A)</span></li>
</ul></li>
<li><a href="#Table">table</a> <span>(Thing:x)</span></li>
</ul>"""


def test_classes_lie_below_those_that_they_specialise() -> None:
    assert (
        ClassBranch(LAMP, "Thing:x", (ClassBranch(OIL, "", ()), ClassBranch(WICK, "org:A", ()))),
        ClassBranch(TABLE, "Thing:x", ()),
    ) == BRANCHES


def test_a_class_below_two_others_stands_below_both() -> None:
    both = a_class("Both", "Lamp", "Table")
    found = tree([LAMP, TABLE, both])
    assert [(branch.term, [below.term for below in branch.below]) for branch in found] == [
        (LAMP, [both]),
        (TABLE, [both]),
    ]


def test_a_small_tree_is_this_drawing() -> None:
    assert drawing(BRANCHES) == SVG


def test_a_small_tree_is_this_outline() -> None:
    assert outline(BRANCHES) == OUTLINE
    assert outline(()) == ""


def test_the_drawing_is_described_level_by_level() -> None:
    deeper = tree([LAMP, OIL, a_class("Fat", "Oil")])
    assert description(deeper) == "Below lamp: oil. Below oil: fat."
    assert description(tree([LAMP, TABLE])) == ""


def test_the_outline_says_the_same_as_the_drawing() -> None:
    branches = tree(Terms(schema()).classes())
    drawn = re.findall(r'font-weight="600"[^>]*>([^<]+)<', drawing(branches))
    told = re.findall(r"<a [^>]*>([^<]+)</a>", outline(branches))
    assert sorted(drawn) == sorted(told) == sorted(term.label for term in Terms(schema()).classes())


def test_words_that_look_like_markup_stay_words() -> None:
    hostile = replace(a_class("X", "a<b:c"), label="<script>alert(1)</script>")
    made = drawing(tree([hostile])) + outline(tree([hostile]))
    assert "<script" not in made and "a<b" not in made
    assert made.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 2 and made.count("a&lt;b:c") == 2
