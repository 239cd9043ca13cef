"""A copy of a document is recognised by the phrases that the graph quotes of it, and kept whole."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from goldthread.graph.errors import SourceError
from goldthread.graph.sources import matching, plaintext
from goldthread.graph.sources.library import Library, Quote, library, recognise
from goldthread.graph.sources.matching import SourceText
from goldthread.graph.sources.passages import quotes
from goldthread.graph.store.oxigraph import Store

TINY = Path(__file__).parents[2] / "worlds" / "tiny" / "sources"
PLAN = [
    Quote("plan.txt", phrase)
    for phrase in ("Hate Crime Board", "Burglary Board", "Safer Mill", "in 14 schools", "not in it")
]
UPDATE = [Quote("update.txt", phrase) for phrase in ("Hate Crime Board", "an update", "fell by 12%")]


def copy(folder: Path, text: str, name: str = "my copy.txt") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def held(folder: Path) -> dict[str, str]:
    """Every file below a folder with its text; of a plain form, which is no text, that it is there."""
    return {
        str(path.relative_to(folder)): (
            "a plain form" if path.suffix == ".index" else path.read_text(encoding="utf-8")
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("file", ["anytown-plan.txt", "anytown-update.txt", "anyshire-plan.txt"])
def test_each_document_of_the_graph_is_recognised(tiny: Store, tmp_path: Path, file: str) -> None:
    shelf = Library(tmp_path / "new" / "shelf")
    text = (TINY / file).read_text(encoding="utf-8")
    sought = len([quote for quote in quotes(tiny) if quote.file == file])
    assert shelf.add(copy(tmp_path, text), quotes(tiny)) == (file, sought, sought)
    assert held(shelf.folder) == {f".{file}.index": "a plain form", file: text}
    read = shelf.text(file)
    assert read is not None and read.raw == text


def test_six_phrases_in_ten_are_enough(tmp_path: Path) -> None:
    shelf = Library(tmp_path / "shelf")
    assert shelf.add(copy(tmp_path, "Safer Mill\nHate Crime Board, Burglary Board"), [*PLAN, *UPDATE]) == (
        "plan.txt",
        3,
        5,
    )


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("A tale of two boards", ""),
        ("Safer Mill and the Burglary Board", "; the nearest is plan.txt, with 2 of 5 phrases"),
    ],
)
def test_a_foreign_document_is_refused_and_nothing_is_kept(tmp_path: Path, text: str, nearest: str) -> None:
    shelf = Library(tmp_path / "shelf")
    with pytest.raises(SourceError) as caught:
        shelf.add(copy(tmp_path, text, "tale.txt"), [*PLAN, *UPDATE])
    assert (
        str(caught.value)
        == f"tale.txt: this is none of the documents that the graph quotes{nearest}; see `goldthread sources`"
    )
    assert not shelf.folder.exists()


def test_without_quotes_nothing_is_recognised(tmp_path: Path) -> None:
    assert recognise(SourceText("anything"), []) == ("", 0, 0)
    with pytest.raises(
        SourceError, match=r"^tale\.txt: this is none of the documents that the graph quotes; see"
    ):
        Library(tmp_path / "shelf").add(copy(tmp_path, "anything", "tale.txt"), [])


def test_the_document_with_the_largest_share_of_its_phrases_is_meant() -> None:
    text = SourceText("Hate Crime Board, an update. Burglary fell by 12%, Burglary Board, Safer Mill")
    assert recognise(text, [*PLAN, *UPDATE]) == ("update.txt", 3, 3)
    assert recognise(
        SourceText("Hate Crime Board"), [Quote("a", "Hate Crime Board"), Quote("b", "hate crime board")]
    ) == ("b", 1, 1)


def test_a_new_copy_takes_the_place_of_the_old(tmp_path: Path) -> None:
    shelf = Library(tmp_path / "shelf")
    for text in ("an update: fell by 12%", "an update, second copy: fell by 12%"):
        shelf.add(copy(tmp_path, text), UPDATE)
        read = shelf.text("update.txt")
        assert read is not None and read.raw == text
    assert held(shelf.folder) == {".update.txt.index": "a plain form", "update.txt": text}


def test_a_copy_is_kept_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Library(tmp_path / "shelf")
    shelf.add(copy(tmp_path, "an update: fell by 12%"), UPDATE)
    before = {path.name: path.read_bytes() for path in shelf.folder.iterdir()}

    def full(path: Path, target: Path) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(SourceError) as caught:
        shelf.add(copy(tmp_path, "an update, second copy: fell by 12%"), UPDATE)
    assert str(caught.value) == (
        f"{shelf.folder / 'update.txt'}: the copy cannot be kept there (No space left on device); make room, "
        f"or name another folder in GOLDTHREAD_SOURCES"
    )
    assert {path.name: path.read_bytes() for path in shelf.folder.iterdir()} == before


HOSTILE = {
    "../outside.txt": "holds a /",
    "/outside.txt": "holds a /",
    "sub/outside.txt": "holds a /",
    "..\\outside.txt": "holds a \\",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    shelf = Library(tmp_path / "deep" / "shelf")
    with pytest.raises(SourceError) as caught:
        shelf.add(copy(tmp_path, "Safer Mill"), [Quote(name, "Safer Mill")])
    assert str(caught.value) == (
        f"“{name}”, as the graph calls this document's file, {HOSTILE[name]}, so no copy is kept under it; "
        f"correct the column file of the documents"
    )
    assert held(tmp_path) == {"my copy.txt": "Safer Mill"}
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "outside.txt").write_text("secret", encoding="utf-8")
    assert (shelf.text(name), shelf.has(name)) == (None, False)
    with pytest.raises(SourceError):
        shelf.remove(name)
    assert (tmp_path / "deep" / "outside.txt").exists()


@pytest.mark.parametrize("name", ["a" * 300, "\x1b[2J.txt", "con.txt", "a\0b", "update.txt "])
def test_a_name_that_some_system_takes_for_another_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    shelf = Library(tmp_path / "shelf")
    with pytest.raises(SourceError) as caught:
        shelf.add(copy(tmp_path, "Safer Mill"), [Quote(name, "Safer Mill")])
    assert str(caught.value).endswith("so no copy is kept under it; correct the column file of the documents")
    assert len(str(caught.value)) < 300 and str(caught.value).isprintable()
    assert not shelf.folder.exists()


def test_two_documents_never_fall_on_one_file(tmp_path: Path) -> None:
    shelf = Library(tmp_path / "shelf")
    with pytest.raises(SourceError, match=r"^“Plan\.txt” and “plan\.TXT”, as the graph calls two documents"):
        shelf.add(copy(tmp_path, "Safer Mill"), [Quote("Plan.txt", "Safer Mill"), Quote("plan.TXT", "no")])
    assert not shelf.folder.exists()


def test_a_folder_or_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    shelf = Library(tmp_path / "shelf")
    (shelf.folder / "update.txt").mkdir(parents=True)
    with pytest.raises(SourceError) as caught:
        shelf.add(copy(tmp_path, "an update: fell by 12%"), UPDATE)
    assert str(caught.value) == (
        f"{shelf.folder / 'update.txt'}: a folder stands where the copy belongs; move it elsewhere"
    )
    shelf = Library(copy(tmp_path, "no folder", "shelf.txt"))
    with pytest.raises(SourceError, match=r"the copy cannot be kept there \((File exists|Not a directory)\)"):
        shelf.add(copy(tmp_path, "an update: fell by 12%"), UPDATE)


def test_the_plain_form_beside_a_copy_is_used_and_made_again_when_it_is_of_another_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Library(tmp_path / "shelf", keeps=True)
    shelf.add(copy(tmp_path, "An  Update: fell by 12%"), UPDATE)
    index = shelf.folder / ".update.txt.index"
    kept = index.read_bytes()
    monkeypatch.setattr(plaintext, "plain_text", None)  # whoever makes it again fails
    monkeypatch.setattr(matching, "plain_text", None)
    read = Library(shelf.folder).text("update.txt")
    assert read is not None and read.plain.text == "an update: fell by 12%"
    monkeypatch.undo()
    for damage in (b"", b"goldthread-index 0 1 2 3 4 5\nx", kept[:-1], kept[:-1] + b"x"):
        index.write_bytes(damage)
        read = Library(shelf.folder, keeps=True).text("update.txt")
        assert read is not None and read.plain.text == "an update: fell by 12%"
        assert index.read_bytes() == kept
        index.write_bytes(damage)
        read = Library(shelf.folder).text("update.txt")
        assert read is not None and read.plain.text == "an update: fell by 12%"
        assert index.read_bytes() == damage  # in a folder that is only named nothing is written


def test_a_person_is_told_what_is_being_done(tmp_path: Path) -> None:
    told: list[str] = []
    Library(tmp_path / "shelf").add(copy(tmp_path, "an update: fell by 12%"), UPDATE, told=told.append)
    assert told == ["Reading my copy.txt", "Seeking 3 phrases in my copy.txt", "Keeping update.txt"]


@pytest.mark.parametrize("name", ["", ".", "..", "a/.."])
def test_a_name_of_no_file_holds_nothing(tmp_path: Path, name: str) -> None:
    shelf = Library(tmp_path / "deep" / "shelf")
    shelf.folder.mkdir(parents=True)
    assert shelf.text(name) is None
    with pytest.raises((SourceError, OSError)):
        shelf.add(copy(tmp_path, "Safer Mill"), [Quote(name, "Safer Mill")])
    assert held(tmp_path) == {"my copy.txt": "Safer Mill"}


def test_a_copy_can_be_forgotten_once(tmp_path: Path) -> None:
    shelf = Library(tmp_path / "shelf")
    shelf.add(copy(tmp_path, "an update: fell by 12%"), UPDATE)
    assert shelf.text("update.txt") is not None
    shelf.remove("update.txt")
    assert (shelf.text("update.txt"), held(shelf.folder)) == (None, {})
    with pytest.raises(SourceError) as caught:
        shelf.remove("update.txt")
    assert str(caught.value) == "update.txt: no copy of it is registered; see `goldthread sources`"


def test_a_copy_that_is_damaged_is_told(tmp_path: Path) -> None:
    (tmp_path / "update.txt").write_bytes(b"\xff")
    with pytest.raises(SourceError) as caught:
        Library(tmp_path).text("update.txt")
    assert str(caught.value).startswith(
        f"{tmp_path / 'update.txt'}: this copy cannot be read as UTF-8 text ('utf-8' codec"
    )
    assert str(caught.value).endswith("; register the document again")


def test_without_a_folder_no_document_is_registered(tmp_path: Path) -> None:
    assert Library(tmp_path / "nowhere").text("update.txt") is None


def test_the_library_lies_where_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOLDTHREAD_SOURCES", str(tmp_path / "named"))
    assert library().folder == tmp_path / "named"
    assert library(tmp_path / "given").folder == tmp_path / "given"
    monkeypatch.delenv("GOLDTHREAD_SOURCES")
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert library().folder == tmp_path / "data" / "goldthread" / "sources"
