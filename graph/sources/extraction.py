"""Extracts the plain text of a person's file: text, HTML, PDF or Word.

The file is read in a child with limits, because a small file can ask for all memory there is: a Word table of
37 kB took 3.5 GB, a PDF of 600 kB took 6.7."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goldthread.graph.errors import SourceError
from goldthread.graph.sources.plaintext import MOST_BYTES
from goldthread.graph.store import sandbox
from goldthread.graph.text.safe import excerpt

if TYPE_CHECKING:
    from docx.blkcntnr import BlockItemContainer
    from docx.document import Document

# In characters, so that the command itself stays small too; set by hand on 1 December 2026. The five
# documents of the built-in records have half a million together.
MOST_TEXT = 120_000_000
# The longest document at hand, 57 pages of PDF, takes 0.1 s and 60 MB; set by hand on 1 December 2026.
LIMITS = sandbox.Limits(seconds=10, megabytes=500)
DEATHS = {
    "time": f"reading this file took longer than {LIMITS.seconds:g} seconds",
    "memory": f"reading this file needed more than {LIMITS.megabytes} MB",
    "crash": "this file broke its reader",
}
# The elements of HTML that begin a line of their own; words on both sides of one are not one word.
BLOCKS = """address article aside blockquote br caption dd div dl dt figcaption footer h1 h2 h3 h4 h5 h6
header hr li main nav ol p pre section table td th tr ul"""


def extract(path: Path) -> str:
    """The plain text of a .txt, .md, .html, .pdf or .docx file; SourceError if it cannot be read."""
    _must_be_readable(path)
    if READERS[path.suffix.lower()] is _text:
        return read(path)  # plain text is as large as it looks, so it needs no child
    try:
        _, text = sandbox.run_in_child(__name__, {"path": str(path.absolute())}, LIMITS)
    except sandbox.ChildDied as death:
        raise SourceError(
            f"{_name(path)}: {DEATHS[death.cause]}; open and save it again, or give its text"
        ) from None
    return text.decode("utf-8")


def _must_be_readable(path: Path) -> None:
    """Raises SourceError for what is not to be opened at all."""
    if path.suffix.lower() not in READERS:
        raise SourceError(
            f"{_name(path)}: cannot read files of this kind; give one of {', '.join(sorted(READERS))}"
        )
    try:
        if not path.is_file():
            raise SourceError(f"{excerpt(str(path), 200)}: there is no such file; check the path")
        size = path.stat().st_size
    except (OSError, ValueError) as error:  # a link to itself; a name with NUL
        raise SourceError(f"{excerpt(str(path), 200)}: cannot be opened ({error}); check the path") from None
    if size > MOST_BYTES:
        raise SourceError(
            f"{_name(path)}: this file is larger than {MOST_BYTES // 1_000_000} MB; give the document alone"
        )


def read(path: Path) -> str:
    """The same, read in this process, which should be one that may be killed."""
    try:
        text = READERS[path.suffix.lower()](path)
    except MemoryError:  # which this process must not outlive, so that the other is told
        raise
    except Exception as error:  # readers of broken files raise all sorts of errors
        detail = excerpt(f"{type(error).__name__}: {error}".split("\n")[0], 200)
        raise SourceError(
            f"{_name(path)}: this file could not be read ({detail}); open and save it again, or give its text"
        ) from error
    if len(text) > MOST_TEXT:
        raise SourceError(
            f"{_name(path)}: its text is longer than {MOST_TEXT // 1_000_000} million characters; give the "
            f"document alone"
        )
    # Not strip, which would make a copy.
    if not re.search(r"\S", text):
        raise SourceError(
            f"{_name(path)}: no text in this file; a scanned document needs text recognition first"
        )
    return text


def _name(path: Path) -> str:
    return excerpt(path.name, 200)


def _text(path: Path) -> str:
    # With or without the mark that Windows editors put in front.
    return path.read_text(encoding="utf-8-sig")


def _html(path: Path) -> str:
    """The text that a browser would show, a line for each block, without empty lines."""
    from lxml import etree, html

    raw = path.read_bytes()
    page = html.document_fromstring(raw, parser=html.HTMLParser(no_network=True, encoding=_utf8(raw)))
    etree.strip_elements(page, "script", "style", "head", with_tail=False)
    for block in page.iter(*BLOCKS.split()):
        block.text, block.tail = f"\n{block.text or ''}", f"\n{block.tail or ''}"
    return "\n".join(line for line in "".join(map(str, page.itertext())).splitlines() if line.strip())


def _utf8(raw: bytes) -> str | None:
    """UTF-8 if the bytes are that, because pages often do not say so; else None, and the parser finds out."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _pdf(path: Path) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def _docx(path: Path) -> str:
    import docx

    return "\n".join(_blocks(docx.Document(str(path))))


def _blocks(holder: Document | BlockItemContainer) -> Iterator[str]:
    """The text of paragraphs and of the cells of tables, in the order of the page."""
    from docx.table import Table

    for block in holder.iter_inner_content():
        if isinstance(block, Table):
            # By their element, because a cell that spans several columns or rows comes once for each of them.
            cells = {cell._tc: cell for row in block.rows for cell in row.cells}
            for cell in cells.values():
                yield from _blocks(cell)
        else:
            yield block.text


READERS: dict[str, Callable[[Path], str]] = {
    ".txt": _text, ".md": _text, ".html": _html, ".htm": _html, ".pdf": _pdf, ".docx": _docx,
}  # fmt: skip


def _answer(request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """In the child: the text as UTF-8; half characters, which a PDF may hold, as question marks."""
    path = Path(request["path"])
    return {}, read(path).encode("utf-8", errors="replace")


if __name__ == "__main__":
    sandbox.serve(_answer)
