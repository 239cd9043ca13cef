"""Writes what is made from the ontology: the reference pages, the lists of terms and the JSON-LD context.

With a folder as its argument, the pages alone, into that.
"""

from __future__ import annotations

import sys
from pathlib import Path

from goldthread.exports.formats import jsonld_context
from goldthread.exports.reference import term_lists
from goldthread.exports.reference.pages import write_reference

for path in write_reference(Path(sys.argv[1] if len(sys.argv) > 1 else "docs")):
    print(path)
if len(sys.argv) == 1:
    print(term_lists.write())
    print(jsonld_context.write())
