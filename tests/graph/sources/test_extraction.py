"""Files of each kind are read to the character; what cannot be read is told in a sentence."""

from __future__ import annotations

import os
from pathlib import Path

import docx
import pytest

from goldthread.graph.errors import SourceError
from goldthread.graph.sources import extraction
from goldthread.graph.sources.extraction import READERS, extract, read
from goldthread.graph.sources.matching import SourceText
from goldthread.graph.store import sandbox

PAGE = """<!doctype html><html><head><title>Title</title><style>p { color: red }</style></head>
<body><!-- a remark -->
<h1>Hate <b>cr</b>ime</h1><script>alert("<p>no</p>")</script><p>£20,000 &amp; more<br>second line</p>
<ul><li>one<li>two</ul><table><tr><td>Board<td>Tier</table><style>p {}</style></body></html>"""
LINES = ["Title", "Hate crime", "£20,000 & more", "second line", "one", "two", "Board", "Tier"]


def pdf(lines: list[str]) -> bytes:
    """A PDF of one page with these lines, written by hand."""
    shown = [line.replace("(", r"\(").replace(")", r"\)") for line in lines]
    drawn = "BT /F 12 Tf 72 720 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in shown) + " ET"
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << "
            "/F 5 0 R >> >> >>"
        ),
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    content, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(content))
        content += f"{number} 0 obj\n{part}\nendobj\n".encode("ascii")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = (
        f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n"
        f"{table}trailer << /Size {len(parts) + 1} /Root 1 0 R >>\nstartxref\n{len(content)}\n%%EOF\n"
    )
    return content + end.encode("ascii")


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def word(path: Path) -> Path:
    """A Word file with a table between its paragraphs, one of its cells across two columns and one with a
    table inside."""
    document = docx.Document()
    document.add_heading("Governance")
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Boards"
    table.cell(1, 0).text = "Hate Crime Board"
    table.cell(1, 1).add_table(1, 1).cell(0, 0).text = "Silver"
    document.add_paragraph("After the table")
    document.save(str(path))
    return path


def test_plain_text_comes_out_as_it_is(tmp_path: Path) -> None:
    text = "Safer Anytown – £20,000\n\n• \U0001f600\n"
    assert extract(written(tmp_path / "plan.txt", text.encode())) == text
    assert extract(written(tmp_path / "PLAN.MD", b"\xef\xbb\xbf" + text.encode())) == text


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(PAGE.encode(), id="UTF-8 that says nothing of it"),
        pytest.param(b"\xef\xbb\xbf" + PAGE.encode(), id="with a byte order mark"),
        pytest.param(
            PAGE.replace("<head>", "<head><meta charset=windows-1252>").encode("cp1252"), id="Windows"
        ),
        pytest.param(b'<?xml version="1.0" encoding="utf-8"?>' + PAGE.encode(), id="XHTML"),
        pytest.param(PAGE.replace("</p>", "").replace("</html>", "").encode(), id="without end tags"),
    ],
)
def test_a_page_comes_out_line_by_line_without_its_scripts(tmp_path: Path, raw: bytes) -> None:
    assert extract(written(tmp_path / "plan.html", raw)).split("\n") == LINES[1:]


def test_a_pdf_comes_out_with_the_words_that_it_breaks(tmp_path: Path) -> None:
    text = extract(
        written(tmp_path / "plan.pdf", pdf(["The Hate Crime Board (Sil-", "ver) oversees it.", "(Gold) 12%"]))
    )
    assert text.replace("\ufffe", "\x02").splitlines() == [
        "The Hate Crime Board (Sil\x02ver) oversees it.",
        "(Gold) 12%",
    ]
    assert [text[place.start : place.end] for place in SourceText(text).find("board (silver) oversees")] == [
        text[15:39]
    ]


def test_a_word_file_comes_out_in_the_order_of_the_page(tmp_path: Path) -> None:
    lines = extract(word(tmp_path / "plan.docx")).split("\n")
    assert [line for line in lines if line] == [
        "Governance",
        "Boards",
        "Hate Crime Board",
        "Silver",
        "After the table",
    ]


BROKEN = [
    ("cut.pdf", pdf(["text"])[:100], "this file could not be read (PdfiumError: "),
    ("no.pdf", b"no PDF", "this file could not be read (PdfiumError: "),
    ("empty.pdf", b"", "this file could not be read (PdfiumError: "),
    ("blank.pdf", pdf([]), "no text in this file; a scanned document needs text recognition first"),
    ("no.docx", b"no Word file", "this file could not be read (PackageNotFoundError: "),
    ("cut.docx", b"PK\x03\x04", "this file could not be read ("),
    (
        "empty.html",
        b"",
        (
            "this file could not be read (ParserError: Document is empty); open and save it again, or "
            "give its text"
        ),
    ),
    (
        "script.html",
        b"<script>only()</script>",
        "no text in this file; a scanned document needs text recognition first",
    ),
    ("latin.txt", "Mühle".encode("latin-1"), "this file could not be read (UnicodeDecodeError: "),
    ("wide.txt", "Mühle".encode("utf-16"), "this file could not be read (UnicodeDecodeError: "),
    ("blank.txt", b" \n\t\n", "no text in this file; a scanned document needs text recognition first"),
    ("plan.xlsx", b"PK", "cannot read files of this kind; give one of .docx, .htm, .html, .md, .pdf, .txt"),
    ("plan", b"text", "cannot read files of this kind; give one of .docx, .htm, .html, .md, .pdf, .txt"),
]


@pytest.mark.parametrize(("name", "content", "message"), [pytest.param(*case, id=case[0]) for case in BROKEN])
def test_a_file_that_cannot_be_read_is_told_in_one_line(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    with pytest.raises(SourceError) as caught:
        extract(written(tmp_path / name, content))
    assert str(caught.value).startswith(f"{name}: {message}")
    assert "\n" not in str(caught.value) and str(caught.value).endswith(
        (message, "; open and save it again, or give its text")
    )


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    for name in ("nowhere.txt", "folder.txt"):
        with pytest.raises(SourceError) as caught:
            extract(tmp_path / name)
        assert str(caught.value) == f"{tmp_path / name}: there is no such file; check the path"


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extraction, "MOST_BYTES", 3_000_000)
    monkeypatch.setattr(extraction, "READERS", {".txt": lambda path: pytest.fail("opened")})
    with pytest.raises(
        SourceError, match=r"^plan\.txt: this file is larger than 3 MB; give the document alone$"
    ):
        extract(written(tmp_path / "plan.txt", b"x" * 3_000_001))


def test_any_failure_of_a_reader_is_told_and_shortened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(path: Path) -> str:
        raise RecursionError("deep " * 100 + "\nmore")

    monkeypatch.setitem(READERS, ".txt", fails)
    with pytest.raises(SourceError) as caught:
        read(written(tmp_path / "plan.txt", b"text"))
    detail = ("RecursionError: " + "deep " * 100)[:200]
    assert str(caught.value) == (
        f"plan.txt: this file could not be read ({detail} … (516 characters)); open and save it again, or "
        f"give its text"
    )
    assert isinstance(caught.value.__cause__, RecursionError)


def test_a_page_is_read_without_the_network_and_without_outside_files(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    entity = (
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]><body><p>before &x; '
        f"after</p></body>"
    )
    assert "secret" not in extract(written(tmp_path / "plan.html", entity.encode()))


@pytest.mark.parametrize(
    ("cause", "says"),
    [
        ("time", "took longer than 10 seconds"),
        ("memory", "needed more than 500 MB"),
        ("crash", "this file broke its reader"),
    ],
)
def test_a_file_that_ends_its_reader_is_told(
    cause: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_: object) -> None:
        raise sandbox.ChildDied(cause, extraction.LIMITS)  # type: ignore[arg-type]

    monkeypatch.setattr(sandbox, "run_in_child", dies)
    with pytest.raises(SourceError) as caught:
        extract(written(tmp_path / "plan.docx", b"text"))
    assert (
        str(caught.value)
        == f"plan.docx: {extraction.DEATHS[cause]}; open and save it again, or give its text"
    )
    assert says in str(caught.value)


def test_a_table_that_unfolds_into_all_memory_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cell of a small Word file may span more columns than any memory holds."""
    from docx.oxml.ns import qn

    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    span = cell._tc.get_or_add_tcPr().get_or_add_gridSpan()
    span.set(qn("w:val"), "99999999")
    document.save(str(tmp_path / "wide.docx"))
    monkeypatch.setattr(extraction, "LIMITS", sandbox.Limits(seconds=10, megabytes=300))
    with pytest.raises(SourceError, match=r"^wide\.docx: reading this file (needed more than|took longer)"):
        extract(tmp_path / "wide.docx")


@pytest.mark.parametrize("name", ["no\0name.txt", "loop.txt", "folder.txt"])
def test_what_cannot_be_opened_is_told(name: str, tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(SourceError) as caught:
        extract(tmp_path / name)
    assert str(caught.value).endswith("check the path") and str(caught.value).isprintable()


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(SourceError, match="there is no such file; check the path"):
        extract(tmp_path / "pipe.txt")
