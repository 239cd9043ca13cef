"""Text that is safe to print, whatever a label holds.

Labels come from documents that anybody may have written, and a terminal obeys some characters instead of
showing them: they could move the cursor, colour what follows or turn the direction of writing.
"""

from __future__ import annotations

import re

# Control characters but tab and line feed; marks of the direction of writing, and the separators of lines and
# paragraphs; halves of surrogate pairs; and what is no character at all.
CONTROL = (
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def plain(text: str) -> str:
    """A text in which each character that a terminal would obey is replaced by a sign that shows (U+FFFD)."""
    # Nearly every text is printable, and asking that is far cheaper than searching.
    return text if text.isprintable() else re.sub(CONTROL, "\ufffd", text)


def with_escapes(text: str) -> str:
    r"""A text in which those characters are written as JSON and SPARQL escape them, such as \u001b, so that
    whoever reads it back gets them unchanged."""
    return re.sub(CONTROL, lambda found: f"\\u{ord(found[0]):04x}", text)


def excerpt(text: str, most: int = 80) -> str:
    """A text for a message: on one line, safe to print; of a longer one the beginning and how long it is."""
    # Cut before the rest is done, because a cell may hold megabytes.
    beginning = " ".join(plain(text[: 4 * most]).split())
    if len(text) <= 4 * most and len(beginning) <= most:
        return beginning
    return f"{beginning[:most]} … ({len(text):,} characters)"


# Characters of one line of a message; set by hand on 21 November 2026. What is wrong stands at its beginning,
# what to do at its end; in between may be a word that somebody typed by leaning on a key.
MOST_OF_LINE = 500


def message(text: str) -> str:
    """What a person is told of an error, safe to print, each line without its middle if it is too long."""
    return "\n".join(map(_without_middle, plain(text).split("\n")))


def _without_middle(line: str) -> str:
    if len(line) <= MOST_OF_LINE:
        return line
    end = MOST_OF_LINE // 3
    return f"{line[: MOST_OF_LINE - end - 5]} … {line[-end:]}"
