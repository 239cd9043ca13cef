"""The copies of documents that a user has registered, kept as text files in a folder.

The documents never travel with the package; without them everything works, but for the passage around an
anchor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from goldthread.graph.errors import SourceError
from goldthread.graph.paths import sources_folder
from goldthread.graph.sources.extraction import extract
from goldthread.graph.sources.matching import SourceText

# The share of a document's phrases that a copy must hold. Set by hand on 21 November 2026: a poor extraction
# loses some, and of the five documents of the built-in records none holds more than 0.3 of another's.
ENOUGH = 0.6


@dataclass(frozen=True)
class Quote:
    """A phrase that the graph holds of a document: the document's file name and the phrase."""

    file: str
    phrase: str


class Library:
    """The registered copies: a folder of text files, named as the records name the documents' files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._texts: dict[str, SourceText | None] = {}

    def text(self, file: str) -> SourceText | None:
        """The text of a document, None if no copy is registered; SourceError if the copy cannot be read.

        A text is made ready for matching once and then kept, for that takes a while."""
        if file not in self._texts:
            self._texts[file] = _read(self.folder / Path(file).name)
        return self._texts[file]

    def add(self, path: Path, quotes: Iterable[Quote]) -> tuple[str, int, int]:
        """Registers a person's copy: the file name it was recognised as, phrases found, phrases sought.

        It is the document of whose phrases the largest share stands in the text, and at least six in ten;
        SourceError if none is, or the file cannot be read."""
        raw = extract(path)
        file, found, sought = recognise(SourceText(raw), quotes)
        if sought == 0 or found < ENOUGH * sought:
            best = f"; the nearest is {file}, with {found} of {sought} phrases" if found else ""
            raise SourceError(
                f"{path.name}: this is none of the documents that the graph quotes{best}; see "
                f"`goldthread sources`"
            )
        self.folder.mkdir(parents=True, exist_ok=True)
        _write(self.folder / Path(file).name, raw)
        self._texts.pop(file, None)
        return file, found, sought

    def remove(self, file: str) -> None:
        """Forgets a registered copy; SourceError if there is none."""
        path = self.folder / Path(file).name
        if not path.is_file():
            raise SourceError(f"{file}: no copy of it is registered; see `goldthread sources`")
        path.unlink()
        self._texts.pop(file, None)


def library(folder: str | Path | None = None) -> Library:
    """The library in a folder: the given one, else GOLDTHREAD_SOURCES, else the user's own data folder."""
    return Library(Path(folder or sources_folder()))


def recognise(text: SourceText, quotes: Iterable[Quote]) -> tuple[str, int, int]:
    """The file name of the document that a text most likely is, how many of its phrases were found and
    sought.

    An empty name if there are no quotes at all."""
    sought: dict[str, list[str]] = {}
    for quote in quotes:
        sought.setdefault(quote.file, []).append(quote.phrase)
    counts = [
        (sum(bool(text.find(phrase)) for phrase in phrases), len(phrases), file)
        for file, phrases in sought.items()
    ]
    if not counts:
        return "", 0, 0
    found, number, file = max(counts, key=lambda count: (count[0] / count[1], count[2]))
    return file, found, number


def _read(path: Path) -> SourceText | None:
    """The copy at that path; None if there is none."""
    try:
        return SourceText(path.read_text(encoding="utf-8")) if path.is_file() else None
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(
            f"{path}: this copy cannot be read as UTF-8 text ({error}); register the document again"
        ) from error


def _write(path: Path, raw: str) -> None:
    """Writes a copy beside its place and moves it there, so that it is whole or not there."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="adding-", dir=path.parent) as folder:
        beside = Path(folder, "text")
        beside.write_text(raw, encoding="utf-8")
        beside.replace(path)
