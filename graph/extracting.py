"""A file that a person has goes in (text, HTML, PDF or Word), its plain text comes out.

Readers of broken files raise all sorts of errors, so any of them becomes “this file could not be read”.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from goldthread.graph.errors import SourceError

MOST_BYTES = 200_000_000


def extract(path: Path) -> str:
    """The plain text of a .txt, .md, .html, .pdf or .docx file; SourceError if it cannot be read."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise SourceError(f"{path.name}: cannot read files of this kind; give one of {', '.join(sorted(READERS))}")
    if not path.is_file():
        raise SourceError(f"{path}: there is no such file; check the path")
    if path.stat().st_size > MOST_BYTES:
        raise SourceError(f"{path.name}: this file is larger than {MOST_BYTES // 1_000_000} MB; give the document alone")
    try:
        text = reader(path)
    except Exception as error:
        detail = f"{type(error).__name__}: {error}".split("\n")[0][:200]
        raise SourceError(f"{path.name}: this file could not be read ({detail}); open and save it again, or give its text") from error
    if not text.strip():
        raise SourceError(f"{path.name}: no text in this file; a scanned document needs text recognition first")
    return text


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig")


def _html(path: Path) -> str:
    from lxml import etree, html

    page = html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(no_network=True))
    etree.strip_elements(page, "script", "style", "head", with_tail=False)
    return "\n".join(line for line in map(str, page.itertext()) if line.strip())


def _pdf(path: Path) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def _docx(path: Path) -> str:
    import docx

    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


READERS: dict[str, Callable[[Path], str]] = {
    ".txt": _text, ".md": _text, ".html": _html, ".htm": _html, ".pdf": _pdf, ".docx": _docx,
}  # fmt: skip
