"""Document file names go in, their texts come out of the copies that the user has registered, if there are
any.

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

ENOUGH = 0.6


@dataclass(frozen=True)
class Quote:
    """A phrase that the graph holds of a document: the document's file name and the phrase."""

    file: str
    phrase: str


class Library:
    """The registered copies, a folder of text files under the names that the records give them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._texts: dict[str, SourceText | None] = {}

    def text(self, file: str) -> SourceText | None:
        """The text of a document, or None if no copy of it is registered; SourceError if the copy cannot be
        read."""
        if file not in self._texts:
            self._texts[file] = _read(self.folder / Path(file).name)
        return self._texts[file]

    def add(self, path: Path, quotes: Iterable[Quote]) -> tuple[str, int, int]:
        """Registers a person's copy of a document: which file name it was recognised as, quotes found, quotes
        sought.

        It is the document in whose text most of its quotes stand, and at least six in ten. SourceError
        otherwise."""
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
    """The file name of the document that a text most likely is, with the number of its quotes found and
    sought."""
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
    try:
        return SourceText(path.read_text(encoding="utf-8")) if path.is_file() else None
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(
            f"{path}: this copy cannot be read as UTF-8 text ({error}); register the document again"
        ) from error


def _write(path: Path, raw: str) -> None:
    """Writes beside and moves into place, so that a copy is whole or not there."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="adding-", dir=path.parent) as folder:
        beside = Path(folder, "text")
        beside.write_text(raw, encoding="utf-8")
        beside.replace(path)
