"""Writes the two reference documents that are made from the ontology and its forms.

They are ontology.html and data-dictionary.md. After a change to the ontology run
`python -m goldthread.exports.reference docs/`; a test compares the files with what is made."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from goldthread.exports.atomic import write_atomically
from goldthread.exports.reference.class_tree import drawing, outline, tree
from goldthread.exports.reference.dictionary import dictionary
from goldthread.exports.reference.terms import Terms
from goldthread.graph.tables.schema import Schema, schema
from goldthread.ontology import namespaces

PAGE = Path(str(files(__package__)))


def ontology_page(form: Schema | None = None) -> str:
    """The ontology as one HTML page that needs nothing else: drawing, outline, classes, properties,
    relations, lists of values."""
    terms = Terms(form or schema())
    pages = Environment(
        loader=FileSystemLoader(PAGE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    classes = terms.classes()
    branches = tree(classes)
    return pages.get_template("ontology.html").render(
        about=terms.about(),
        namespace=namespaces.GT,
        drawing=drawing(branches),
        outline=outline(branches),
        classes=classes,
        properties=terms.properties(),
        relations=terms.relations(),
        lists=terms.lists(),
    )


def write_reference(folder: Path) -> list[Path]:
    """Writes both documents into a folder; ExportError if it is not there."""
    return [
        write_atomically(folder / "ontology.html", ontology_page()),
        write_atomically(folder / "data-dictionary.md", dictionary()),
    ]
