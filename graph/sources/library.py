"""The copies of documents that a user has registered, kept as text files in a folder.

The documents never travel with the package; without them everything works, but for the passage around an
anchor. Beside each copy lies its plain form, because making it took longer than the rest of a command."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from goldthread.graph.errors import SourceError
from goldthread.graph.paths import sources_folder
from goldthread.graph.sources.index import packed, unpacked
from goldthread.graph.sources.matching import SourceText
from goldthread.graph.sources.plaintext import MOST_BYTES
from goldthread.graph.sources.recognition import Quote, recognise
from goldthread.graph.text import filenames
from goldthread.graph.text.safe import excerpt
from goldthread.graph.text.whole_file import write_whole

__all__ = ["Library", "Quote", "library", "recognise"]

# The share of a document's phrases that a copy must hold. Set by hand on 21 November 2026: a poor extraction
# loses some, and of the five documents of the built-in records none holds more than 0.3 of another's.
ENOUGH = 0.6


def silent(doing: str) -> None:
    """Tells nobody what is being done."""


class Library:
    """The registered copies: a folder of text files, named as the records name the documents' files.

    With `keeps`, a plain form that is missing or old is kept when it has been made; it is not in a folder
    that a person only names, which stays as it is."""

    def __init__(self, folder: Path, *, keeps: bool = False) -> None:
        self.folder, self._keeps = folder, keeps
        self._texts: dict[str, SourceText | None] = {}

    def has(self, file: str) -> bool:
        """Whether a copy of a document is registered."""
        return filenames.fault(file) is None and (self.folder / file).is_file()

    def text(self, file: str) -> SourceText | None:
        """The text of a document, None if no copy is registered; SourceError if the copy cannot be read."""
        if file not in self._texts:
            self._texts[file] = self._read(file) if self.has(file) else None
        return self._texts[file]

    def add(
        self, path: Path, quotes: Iterable[Quote], told: Callable[[str], None] = silent
    ) -> tuple[str, int, int]:
        """Registers a person's copy: the file name it was recognised as, phrases found, phrases sought.

        It is the document of whose phrases the largest share stands in the text, and at least six in ten;
        SourceError if none is, the file cannot be read or the copy not be kept. `told` is told what is being
        done."""
        from goldthread.graph.sources.extraction import extract

        name, quotes = excerpt(path.name, 200), list(quotes)
        told(f"Reading {name}")
        raw = extract(path)
        told(f"Seeking {len(quotes):,} phrases in {name}")
        text = SourceText(raw)
        file, found, sought = recognise(text, quotes)
        if sought == 0 or found < ENOUGH * sought:
            best = f"; the nearest is {excerpt(file)}, with {found} of {sought} phrases" if found else ""
            raise SourceError(
                f"{name}: this is none of the documents that the graph quotes{best}; see `goldthread sources`"
            )
        _must_be_a_file(file, {quote.file for quote in quotes})
        told(f"Keeping {excerpt(file)}")
        self._keep(file, text)
        self._texts.pop(file, None)
        return file, found, sought

    def remove(self, file: str) -> None:
        """Forgets a registered copy; SourceError if there is none."""
        if not self.has(file):
            raise SourceError(f"{excerpt(file)}: no copy of it is registered; see `goldthread sources`")
        try:
            (self.folder / file).unlink()
            self._index(file).unlink(missing_ok=True)
        except OSError as error:
            raise SourceError(
                f"{excerpt(file)}: the copy cannot be removed ({error.strerror}); ask for the right to write "
                f"in {excerpt(str(self.folder), 200)}"
            ) from None
        self._texts.pop(file, None)

    def _index(self, file: str) -> Path:
        return self.folder / f".{file}.index"

    def _read(self, file: str) -> SourceText:
        """The text of a copy with its plain form, made anew if what is kept is not of this text."""
        path = self.folder / file
        try:
            if path.stat().st_size > MOST_BYTES:
                raise ValueError(f"it is larger than {MOST_BYTES // 1_000_000} MB")
            raw = path.read_bytes()
            text = raw.decode("utf-8")
        except (OSError, ValueError) as error:
            raise SourceError(
                f"{excerpt(str(path), 200)}: this copy cannot be read as UTF-8 text ({error}); register the "
                f"document again"
            ) from None
        with suppress(OSError):
            if plain := unpacked(raw, self._index(file).read_bytes()):
                return SourceText(text, plain)
        made = SourceText(text)
        if self._keeps:
            with suppress(OSError):  # a folder in which nobody may write
                write_whole(self._index(file), packed(raw, made.plain))
        return made

    def _keep(self, file: str, text: SourceText) -> None:
        """Writes a copy and its plain form; SourceError if they cannot be kept."""
        path, raw = self.folder / file, text.raw.encode("utf-8")
        shown = excerpt(str(path), 200)
        if path.is_dir():
            raise SourceError(f"{shown}: a folder stands where the copy belongs; move it elsewhere")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            write_whole(path, raw)
            write_whole(self._index(file), packed(raw, text.plain))
        except OSError as error:
            raise SourceError(
                f"{shown}: the copy cannot be kept there ({error.strerror}); make room, or name another "
                f"folder in GOLDTHREAD_SOURCES"
            ) from None


def library(folder: str | Path | None = None) -> Library:
    """The library in a folder: the given one, else GOLDTHREAD_SOURCES, else the user's own data folder."""
    return Library(Path(folder or sources_folder()), keeps=folder is None)


def _must_be_a_file(file: str, others: set[str]) -> None:
    """Raises SourceError if no copy may be kept under a document's file name."""
    if fault := filenames.fault(file):
        raise SourceError(
            f"“{excerpt(file)}”, as the graph calls this document's file, {fault}, so no copy is kept under "
            f"it; correct the column file of the documents"
        )
    twins = sorted(
        other for other in others if other != file and filenames.place(other) == filenames.place(file)
    )
    if twins:
        raise SourceError(
            f"“{excerpt(file)}” and “{excerpt(twins[0])}”, as the graph calls two documents' files, are one "
            f"file on some systems; write both alike in the column file of the documents"
        )
