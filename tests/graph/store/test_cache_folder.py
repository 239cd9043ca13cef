"""A thing in the cache is made once, whole or not at all, and what a killed maker left is swept."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Never

import pytest

from goldthread.graph.errors import StoreError
from goldthread.graph.store import cache_folder

# A maker in a process of its own, which writes a file, says so, and then does what its argument says.
MAKER = textwrap.dedent(
    """
    import os, sys, time
    from goldthread.graph.store import cache_folder

    def fill(place):
        with open(os.path.join(place, "half"), "w") as file:
            file.write("half")
        print("filling", flush=True)
        sys.stdin.readline()
        with open(os.path.join(place, "whole"), "w") as file:
            file.write("whole")

    cache_folder.listen(lambda words: print(words, flush=True))
    print(cache_folder.entry("thing", fill, "Making the thing", lambda others: []), flush=True)
    """
)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder, not yet made."""
    monkeypatch.setenv("GOLDTHREAD_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def told() -> Iterator[list[str]]:
    """What a person is told meanwhile."""
    words: list[str] = []
    cache_folder.listen(words.append)
    yield words
    cache_folder.listen(lambda _: None)


@pytest.fixture
def maker(cache: Path) -> Iterator[Callable[[], subprocess.Popen[str]]]:
    """Starts makers of the thing, and ends those that are left."""
    started: list[subprocess.Popen[str]] = []

    def start() -> subprocess.Popen[str]:
        command = [sys.executable, "-c", MAKER]
        pipe = subprocess.PIPE
        started.append(subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def names(cache: Path) -> list[str]:
    return sorted(name for name in os.listdir(cache) if name != "lock")


def write(text: str) -> Callable[[str], None]:
    def fill(place: str) -> None:
        (Path(place) / "text").write_text(text)

    return fill


def made(name: str, fill: Callable[[str], None], stale: Iterable[str] = ()) -> str | None:
    return cache_folder.entry(name, fill, "Making the thing", lambda others: stale)


def never(place: str) -> Never:
    raise AssertionError("it is there already")


def test_a_thing_is_made_once_and_found_again(cache: Path, told: list[str]) -> None:
    assert made("thing", write("one")) == str(cache / "thing")
    assert made("thing", never) == str(cache / "thing")
    assert (cache / "thing" / "text").read_text() == "one"
    assert (names(cache), told) == (["thing"], ["Making the thing"])


def test_the_folder_is_nobody_else_s_to_look_into(cache: Path) -> None:
    made("thing", write("one"))
    assert cache.stat().st_mode & 0o777 == 0o700


def test_what_is_stale_goes_and_is_chosen_from_the_others_in_the_order_of_their_making(cache: Path) -> None:
    for name, age in (("b", 30), ("a", 20), ("c", 10)):
        made(name, write(name))
        os.utime(cache / name, (time.time() - age,) * 2)
    seen: list[str] = []

    def stale(others: list[str]) -> list[str]:
        seen.extend(others)
        return others[:2]

    cache_folder.entry("thing", write("one"), "Making the thing", stale)
    assert (seen, names(cache)) == (["b", "a", "c"], ["c", "thing"])


def test_a_thing_that_cannot_be_made_leaves_nothing(cache: Path) -> None:
    def no_room(place: str) -> None:
        write("half")(place)
        raise OSError("no space left on device")

    def wrong(place: str) -> None:
        write("half")(place)
        raise StoreError("the wrong file")

    assert made("thing", no_room) is None
    with pytest.raises(StoreError, match="^the wrong file$"):
        made("thing", wrong)
    assert names(cache) == []


@pytest.mark.parametrize("half", ["making-abc", "broken-abc"])
@pytest.mark.parametrize("there", [True, False])
def test_what_a_killed_process_left_goes_at_the_next_start(cache: Path, half: str, there: bool) -> None:
    if there:
        made("thing", write("one"))
    (cache / half).mkdir(parents=True)
    (cache / half / "file").write_text("half")
    (cache / "holiday photos").mkdir()
    made("thing", write("one"))
    assert names(cache) == ["holiday photos", "thing"]


def test_what_another_process_is_making_is_left_alone(
    cache: Path, maker: Callable[[], subprocess.Popen[str]]
) -> None:
    made("other", write("one"))
    process = maker()
    assert [said(process), said(process)] == ["Making the thing", "filling"]
    half = [name for name in names(cache) if name.startswith("making-")]
    assert made("other", never) == str(cache / "other")
    assert [name for name in names(cache) if name.startswith("making-")] == half != []
    process.communicate("\n")
    assert names(cache) == ["other", "thing"]


def test_one_makes_it_while_the_others_wait_and_say_so(
    cache: Path, maker: Callable[[], subprocess.Popen[str]]
) -> None:
    first = maker()
    assert [said(first), said(first)] == ["Making the thing", "filling"]
    others = [maker() for _ in range(3)]
    assert [said(other) for other in others] == ["Waiting for another process: making the thing"] * 3
    place = str(cache / "thing")
    assert first.communicate("\n")[0] == f"{place}\n"
    assert [other.communicate()[0] for other in others] == [f"{place}\n"] * 3
    assert names(cache) == ["thing"]
    assert sorted(os.listdir(place)) == ["files.txt", "half", "whole"]


def test_who_waits_too_long_does_without(
    cache: Path, maker: Callable[[], subprocess.Popen[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    process = maker()
    assert [said(process), said(process)] == ["Making the thing", "filling"]
    monkeypatch.setattr(cache_folder, "_PATIENCE", 0.1)
    assert made("thing", never) is None
    process.communicate("\n")
    assert names(cache) == ["thing"]


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_after_a_kill_the_next_process_makes_it(
    cache: Path, maker: Callable[[], subprocess.Popen[str]]
) -> None:
    process = maker()
    assert [said(process), said(process)] == ["Making the thing", "filling"]
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert [name[:7] for name in names(cache)] == ["making-"]
    assert made("thing", write("two")) == str(cache / "thing")
    assert (names(cache), sorted(os.listdir(cache / "thing"))) == (["thing"], ["files.txt", "text"])


def test_a_thing_is_on_the_disk_before_it_is_in_its_place(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    rename = os.rename

    def sync(handle: int) -> None:
        synced.append(os.path.basename(os.readlink(f"/proc/self/fd/{handle}"))[:7])

    def renamed(source: str, target: str) -> None:
        synced.append(f"to {os.path.basename(target)}")
        rename(source, target)

    if not os.path.isdir("/proc/self/fd"):
        pytest.skip("this system does not tell the names of open files")
    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(os, "rename", renamed)
    made("thing", write("one"))
    assert (sorted(synced[:2]), synced[2:]) == (["files.t", "text"], ["making-", "to thing"])


def test_a_dropped_thing_is_made_again(cache: Path) -> None:
    place = made("thing", write("one"))
    assert place is not None
    cache_folder.drop(place)
    assert names(cache) == []
    made("thing", write("two"))
    assert (cache / "thing" / "text").read_text() == "two"
    cache_folder.drop(str(cache / "nothing"))
    assert names(cache) == ["thing"]


def in_the_way(thing: Path) -> None:
    shutil.rmtree(thing)
    thing.write_text("a file in the way")


@pytest.mark.parametrize(
    "change",
    [
        lambda thing: (thing / "text").write_text("two"),
        lambda thing: (thing / "text").unlink(),
        lambda thing: (thing / "more").touch(),
        lambda thing: (thing / "files.txt").unlink(),
        lambda thing: (thing / "files.txt").write_bytes(b"\xff"),
        in_the_way,
    ],
)
def test_a_thing_that_was_changed_later_is_made_again(
    cache: Path, told: list[str], change: Callable[[Path], object]
) -> None:
    made("thing", write("one"))
    change(cache / "thing")
    assert made("thing", write("one more")) == str(cache / "thing")
    assert (cache / "thing" / "text").read_text() == "one more"
    assert names(cache) == ["thing"]
    assert made("thing", never) == str(cache / "thing")
    assert told == ["Making the thing"] * 2


def test_a_bit_that_another_program_changed_is_noticed(cache: Path) -> None:
    made("thing", write("one"))
    text = cache / "thing" / "text"
    text.write_bytes(b"one")  # the same once more, so that only the time tells
    assert made("thing", write("two")) == str(cache / "thing")
    assert text.read_text() == "two"


def test_what_the_engine_writes_when_it_only_opens_a_store_is_no_change(cache: Path) -> None:
    made("thing", write("one"))
    for name in ("LOG", "LOG.old.1796127920939167", "LOCK", "OPTIONS-000007"):
        (cache / "thing" / name).touch()
    assert made("thing", never) == str(cache / "thing")


@pytest.mark.parametrize("where", ["off", "OFF", "/dev/null/no"])
def test_where_there_can_be_no_cache_there_is_no_thing(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOLDTHREAD_CACHE", where)
    assert made("thing", never) is None


def test_a_cache_that_cannot_be_written_does_no_harm(cache: Path) -> None:
    cache.write_text("a file in the way")
    assert made("thing", never) is None
    cache_folder.drop(str(cache / "thing"))
    assert cache.read_text() == "a file in the way"


def test_where_the_system_has_no_locks_there_is_no_thing(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(handle: int) -> bool:
        raise OSError("No locks available")

    monkeypatch.setattr(cache_folder, "_taken", no_locks)
    assert made("thing", never) is None
    assert names(cache) == []
