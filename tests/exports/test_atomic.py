"""Files are whole in their place or untouched, with their rights and links, and nothing beside them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from goldthread.exports.atomic import write_all, write_atomically
from goldthread.graph.errors import ExportError


def disk_full(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_text_and_bytes_are_written_as_they_are(tmp_path: Path) -> None:
    for name, content, held in (
        ("a", "é\r\n", b"\xc3\xa9\r\n"),
        ("b", b"\x00\xff", b"\x00\xff"),
        ("c", "", b""),
    ):
        assert write_atomically(tmp_path / name, content) == tmp_path / name
        assert (tmp_path / name).read_bytes() == held
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b", "c"]


def test_a_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a long text that was here before")
    write_atomically(tmp_path / "a", "short")
    assert (tmp_path / "a").read_text() == "short"


SAID = "name a folder that exists, is yours and has room, and close the file elsewhere"


@pytest.mark.parametrize("broken", ["pathlib.Path.replace", "os.chmod", "os.fsync"])
def test_a_failure_leaves_the_file_as_it_was_and_nothing_beside_it(
    broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_text("as it was")
    monkeypatch.setattr(broken, disk_full)
    with pytest.raises(ExportError) as caught:
        write_atomically(tmp_path / "a", "new")
    assert str(caught.value) == f"{tmp_path / 'a'}: cannot write there (No space left on device); {SAID}"
    assert [path.read_text() for path in tmp_path.iterdir()] == ["as it was"]


def test_of_several_files_the_one_that_cannot_be_written_is_named_and_none_is(tmp_path: Path) -> None:
    with pytest.raises(ExportError) as caught:
        write_all([(tmp_path / "a", "1"), (tmp_path / "gone" / "b", "2")])
    assert str(caught.value).startswith(f"{tmp_path / 'gone' / 'b'}: cannot write there (No such file")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no device that is always full")
def test_a_full_device_is_told() -> None:
    with pytest.raises(ExportError) as caught:
        write_atomically(Path("/dev/full"), "x")
    assert str(caught.value) == "/dev/full: cannot write there (No space left on device); name another file"


def test_a_write_that_stops_in_the_middle_is_seen(tmp_path: Path) -> None:
    """The bad example: written straight to its place, half a file is what is left."""
    with pytest.raises(OSError), (tmp_path / "a").open("w") as file:
        file.write("half")
        disk_full()
    assert (tmp_path / "a").read_text() == "half"


@pytest.mark.parametrize(
    ("folder", "why"), [("gone", "No such file or directory"), ("file", "Not a directory")]
)
def test_a_folder_that_is_none_is_told_of(folder: str, why: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    path = tmp_path / folder / "a.txt"
    with pytest.raises(ExportError) as told:
        write_atomically(path, "x")
    assert str(told.value) == f"{path}: cannot write there ({why}); {SAID}"


def test_a_folder_is_not_written_over(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"cannot write there \(Is a directory\)"):
        write_atomically(tmp_path, "x")


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the system's owner may write everywhere"
)
def test_a_folder_of_others_is_told_of(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ExportError, match=r"cannot write there \(Permission denied\)"):
        write_atomically(tmp_path / "a", "x")


def test_a_name_as_long_as_the_system_allows(tmp_path: Path) -> None:
    assert write_atomically(tmp_path / ("n" * 255), "x").read_text() == "x"


@pytest.mark.skipif(os.name != "posix", reason="rights of this kind are those of Unix")
class TestOnUnix:
    def test_a_new_file_has_the_rights_that_the_system_gives(self, tmp_path: Path) -> None:
        before = os.umask(0o027)
        try:
            write_atomically(tmp_path / "a", "x")
            assert os.umask(0o027) == 0o027
        finally:
            os.umask(before)
        assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640

    def test_a_file_keeps_the_rights_that_it_had(self, tmp_path: Path) -> None:
        (tmp_path / "a").touch(0o600)
        write_atomically(tmp_path / "a", "x")
        assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600

    def test_a_link_stays_a_link(self, tmp_path: Path) -> None:
        (tmp_path / "folder").mkdir()
        (tmp_path / "a").symlink_to(tmp_path / "folder" / "real")
        write_atomically(tmp_path / "a", "x")
        assert (tmp_path / "a").is_symlink() and (tmp_path / "folder" / "real").read_text() == "x"

    def test_a_pipe_is_written_and_not_replaced(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        reading = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
        try:
            assert write_atomically(tmp_path / "pipe", "through") == tmp_path / "pipe"
            assert os.read(reading, 99) == b"through" and (tmp_path / "pipe").is_fifo()
        finally:
            os.close(reading)
