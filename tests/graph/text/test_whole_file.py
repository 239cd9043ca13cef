"""A file is whole in its place or not there, and what a killed process left behind is swept away."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from goldthread.graph.text import whole_file
from goldthread.graph.text.whole_file import ADDING, write_together, write_whole

HOLDER = """
import sys
from pathlib import Path
from goldthread.graph.text.whole_file import _lock
with open(sys.argv[1], "wb") as file:
    _lock(file.fileno(), wait=True)
    print("held", flush=True)
    sys.stdin.read()
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_it_takes_the_place_of_the_old_and_leaves_nothing(tmp_path: Path) -> None:
    for content in (b"one", b"two"):
        write_whole(tmp_path / "plan.txt", content)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"plan.txt": b"two"}


def test_what_fails_leaves_the_old_and_nothing_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_whole(tmp_path / "plan.txt", b"old")

    def full(handle: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space left"):
        write_whole(tmp_path / "plan.txt", b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"plan.txt": b"old"}


def test_it_is_on_the_disk_before_it_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda handle: done.append(f"synced {os.fstat(handle).st_size}"))
    replace = Path.replace

    def moved(path: Path, to: Path) -> Path:
        done.append("moved")
        return replace(path, to)

    monkeypatch.setattr(Path, "replace", moved)
    write_whole(tmp_path / "plan.txt", b"four")
    assert done == ["synced 4", "moved"]


def test_what_was_left_behind_goes_and_what_is_being_written_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / f"{ADDING}1-1").write_bytes(b"half")
    (tmp_path / f"{ADDING}2-2").touch()  # made this moment, and perhaps not locked yet
    held = tmp_path / f"{ADDING}3-3"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(held)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None and other.stdin is not None
        other.stdout.readline()
        write_whole(tmp_path / "plan.txt", b"whole")
        assert names(tmp_path) == [f"{ADDING}2-2", f"{ADDING}3-3", "plan.txt"]
        other.stdin.close()
    monkeypatch.setattr(whole_file, "NEW", -1)
    write_whole(tmp_path / "plan.txt", b"whole")
    assert names(tmp_path) == ["plan.txt"]


def test_several_files_are_all_there_or_as_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    old.write_bytes(b"old")
    write_together([(old, b"1"), (new, b"2")])
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"old.csv": b"1", "new.csv": b"2"}
    new.unlink()
    replace = Path.replace

    def fails(path: Path, to: Path) -> Path:
        if to.name == "last.csv":
            raise OSError("no such luck")
        return replace(path, to)

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(OSError, match="no such luck"):
        write_together([(old, b"3"), (new, b"4"), (tmp_path / "last.csv", b"5")])
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"old.csv": b"1"}


def test_none_is_written_if_one_cannot_be(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_together([(tmp_path / "a", b"1"), (tmp_path / "gone" / "b", b"2")])
    assert names(tmp_path) == []
