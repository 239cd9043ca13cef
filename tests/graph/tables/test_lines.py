"""A table is read however a spreadsheet wrote it, or one sentence says why not; nothing is waited for."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from goldthread.graph.tables import lines as module
from goldthread.graph.tables.lines import Lines, Unreadable, lines, words

COLUMNS = {"id": True, "label": True, "alt_labels": False}
READ = Lines(["id", "label"], [(2, ["place/mill", "Mill, the"]), (3, ["place/weir", "Weir"])])


def table(folder: Path, content: str | bytes) -> Path:
    path = folder / "places.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    "content",
    [
        pytest.param('id,label\nplace/mill,"Mill, the"\nplace/weir,Weir\n', id="commas"),
        pytest.param("id;label\nplace/mill;Mill, the\nplace/weir;Weir\n", id="semicolons"),
        pytest.param("id\tlabel\r\nplace/mill\tMill, the\r\nplace/weir\tWeir\r\n", id="tabs"),
        pytest.param(b'\xef\xbb\xbf"id";"label"\rplace/mill;Mill, the\rplace/weir;Weir', id="mark, old Mac"),
        pytest.param('ID , Label \nplace/mill,"Mill, the"\nplace/weir,Weir\n', id="capitals and spaces"),
        pytest.param('\ufeffid,\u00a0LABEL\nplace/mill,"Mill, the"\nplace/weir,Weir\n', id="odd spaces"),
    ],
)
def test_a_table_says_the_same_however_it_is_written(tmp_path: Path, content: str | bytes) -> None:
    assert lines(table(tmp_path, content), COLUMNS) == READ


def test_empty_columns_at_the_end_belong_to_no_row(tmp_path: Path) -> None:
    found = lines(table(tmp_path, "id,label,,\na,A,,\n,,,\nb,B,,\n"), COLUMNS)
    assert (found.heading, [number for number, _ in found.rows]) == (["id", "label"], [2, 4])


def test_an_empty_heading_between_others_keeps_its_place(tmp_path: Path) -> None:
    assert lines(table(tmp_path, "id,,label\na,,A\n"), COLUMNS).heading == ["id", "", "label"]


def test_a_heading_of_two_words_is_its_column_and_an_unknown_one_stays(tmp_path: Path) -> None:
    assert lines(table(tmp_path, "ID,Alt Labels,Lable\n"), COLUMNS).heading == ["id", "alt_labels", "Lable"]


def test_the_separator_that_a_first_line_names_for_excel_is_used(tmp_path: Path) -> None:
    found = lines(table(tmp_path, "sep=;\r\nid;label\r\na;A\r\n"), COLUMNS)
    assert found == Lines(["id", "label"], [(3, ["a", "A"])])


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "this table has no heading; its first row is to name id, label"),
        ("\nid,label\n", "this table has no heading; its first row is to name id, label"),
        ("Places,,\nid,label\n", "its first row names no column of this table; it is to name id, label"),
        ("Mühle".encode("cp1252"), "this file is not UTF-8 text; save it as “CSV UTF-8”"),
        ("id,label\n".encode("utf-16"), "this file is not UTF-8 text; save it as “CSV UTF-8”"),
        (
            'id,label\na,"A\n',
            "this file is not a CSV table (unexpected end of data); look for an unclosed quotation mark",
        ),
    ],
)  # fmt: skip
def test_what_is_no_table_is_told_in_a_sentence(tmp_path: Path, content: str | bytes, why: str) -> None:
    with pytest.raises(Unreadable) as caught:
        lines(table(tmp_path, content), COLUMNS)
    assert str(caught.value) == why


def fifo(path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no pipes in folders")
    os.mkfifo(path)


def linked(path: Path, target: str) -> None:
    try:
        path.symlink_to(target)
    except OSError:
        pytest.skip("this system lets nobody make links")


def bound(path: Path) -> None:
    if not hasattr(socket, "AF_UNIX"):
        pytest.skip("this system has no sockets in folders")
    place = os.getcwd()
    os.chdir(path.parent)  # a socket's address may have 100 characters only
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(path.name)
    finally:
        os.chdir(place)


@pytest.mark.parametrize(
    ("make", "why"),
    [
        pytest.param(Path.mkdir, "this is a folder, not a file; give the folder another name", id="folder"),
        pytest.param(fifo, "this is a pipe, not a file; write the table into a file", id="pipe"),
        pytest.param(bound, "this is a socket, not a file; write the table into a file", id="socket"),
        pytest.param(
            lambda path: linked(path, os.devnull),
            "this is a device, not a file; write the table into a file",
            id="device",
        ),
        pytest.param(
            lambda path: linked(path, "nowhere"),
            "this is a link to a file that is not there; put the table itself here",
            id="broken link",
        ),
    ],
)
def test_what_is_no_file_is_told_and_not_waited_for(
    tmp_path: Path, make: Callable[[Path], None], why: str
) -> None:
    make(tmp_path / "places.csv")
    with pytest.raises(Unreadable) as caught:
        lines(tmp_path / "places.csv", COLUMNS)
    assert str(caught.value) == why


def test_a_link_to_itself_is_told(tmp_path: Path) -> None:
    linked(tmp_path / "places.csv", "places.csv")
    with pytest.raises(Unreadable, match=r"^this file cannot be opened \(.+\); put the table itself here"):
        lines(tmp_path / "places.csv", COLUMNS)


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 1_000_000)
    with pytest.raises(Unreadable, match=r"^this file is larger than 1 MB; part it in several$"):
        lines(table(tmp_path, b"x" * 1_000_001), COLUMNS)


def test_a_table_of_too_many_rows_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ROWS", 2)
    with pytest.raises(Unreadable, match=r"^this table has more than 2 rows; part it in several folders$"):
        lines(table(tmp_path, "id,label\na,A\nb,B\n"), COLUMNS)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_identifiers_are_seen_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    path = table(tmp_path, "id;label\nplace/mill;£\nplace/weir;|x\n".encode(encoding))
    assert {"place/mill", "place/weir", "x"} <= set(words(path))


def test_of_what_cannot_be_opened_nothing_is_seen(tmp_path: Path) -> None:
    assert set(words(tmp_path / "nowhere.csv")) == set()
