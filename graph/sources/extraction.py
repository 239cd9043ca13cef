"""Extracts the plain text of a person's file: text, HTML, PDF or Word."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from goldthread.graph.errors import SourceError

if TYPE_CHECKING:
    from docx.blkcntnr import BlockItemContainer
    from docx.document import Document

# Set by hand on 21 November 2026, far above any plan: what is larger is an archive or a scan with pictures.
MOST_BYTES = 200_000_000
# The elements of HTML that begin a line of their own; words on both sides of one are not one word.
BLOCKS = """address article aside blockquote br caption dd div dl dt figcaption footer h1 h2 h3 h4 h5 h6
header hr li main nav ol p pre section table td th tr ul"""


def extract(path: Path) -> str:
    """The plain text of a .txt, .md, .html, .pdf or .docx file; SourceError if it cannot be read."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise SourceError(
            f"{path.name}: cannot read files of this kind; give one of {', '.join(sorted(READERS))}"
        )
    if not path.is_file():
        raise SourceError(f"{path}: there is no such file; check the path")
    if path.stat().st_size > MOST_BYTES:
        raise SourceError(
            f"{path.name}: this file is larger than {MOST_BYTES // 1_000_000} MB; give the document alone"
        )
    try:
        text = reader(path)
    except Exception as error:  # readers of broken files raise all sorts of errors
        detail = f"{type(error).__name__}: {error}".split("\n")[0][:200]
        raise SourceError(
            f"{path.name}: this file could not be read ({detail}); open and save it again, or give its text"
        ) from error
    if not text.strip():
        raise SourceError(
            f"{path.name}: no text in this file; a scanned document needs text recognition first"
        )
    return text


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
