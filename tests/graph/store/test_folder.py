"""An on-disk store is looked at once, and where statements repeat, a copy with their merge is asked."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat
from pyoxigraph import Store as Engine

from goldthread.graph.errors import StoreError
from goldthread.graph.store import cache_folder, folder, merge, sandbox
from goldthread.graph.store.folder import Folder, looked_at

REPEATING = '<x:s> <x:p> "both" <x:g> .\n<x:s> <x:p> "both" <x:h> .\n'
DISTINCT = '<x:s> <x:p> "g" <x:g> .\n<x:s> <x:p> "h" <x:h> .\n'
MERGED = REPEATING + '<x:s> <x:p> "both" .\n'
ADVICE = "Count with DISTINCT, or inside GRAPH; docs/stores.md says how to make a store that holds the merge."
REPEATS = (
    "Some statements stand in several graphs of this store, and what is asked without GRAPH meets each of "
    f"them as often, so that a count may be too high. {ADVICE}"
)
TOO_LARGE = (
    "This store is too large to find out whether statements stand in several of its graphs; what is asked "
    f"without GRAPH would meet those as often, so that a count may be too high. {ADVICE}"
)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GOLDTHREAD_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def place(tmp_path: Path) -> str:
    return str(tmp_path / "store")


def load(place: str, nquads: str) -> None:
    engine = Engine(place)
    engine.load(nquads, RdfFormat.N_QUADS)
    engine.flush()


def entries(cache: Path) -> list[str]:
    return sorted(name for name in os.listdir(cache) if name != "lock")


def refused(*_: object) -> merge.Kind:
    raise AssertionError("it was looked at already")


@pytest.mark.parametrize(("nquads", "merged"), [(DISTINCT, False), (MERGED, True)])
def test_a_store_that_counts_right_is_asked_itself_and_looked_at_once(
    cache: Path, place: str, nquads: str, merged: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(place, nquads)
    assert looked_at(place) == Folder(place, merged)
    monkeypatch.setattr(folder, "_look", refused)
    assert looked_at(place) == Folder(place, merged)
    assert len(entries(cache)) == 1


def test_of_one_that_repeats_a_copy_with_the_merge_is_asked(
    cache: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(place, REPEATING)
    found = looked_at(place)
    assert found == Folder(str(cache / entries(cache)[0]), merged=True)
    assert merge.kind(Engine.read_only(found.place)) == "merged"
    assert len(Engine.read_only(place)) == 2
    monkeypatch.setattr(folder, "_look", refused)
    assert looked_at(place) == found


def test_a_changed_store_is_looked_at_again_and_what_was_found_of_it_before_goes(
    cache: Path, place: str
) -> None:
    load(place, REPEATING)
    before = looked_at(place)
    load(place, '<x:s> <x:p> "more" <x:g> .\n')
    after = looked_at(place)
    assert after.place != before.place
    assert entries(cache) == [os.path.basename(after.place)]
    assert len(Engine.read_only(after.place)) == 3 + 2


def test_opening_a_store_is_no_change(cache: Path, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    load(place, REPEATING)
    looked_at(place)
    monkeypatch.setattr(folder, "_look", refused)
    for _ in range(2):
        next(iter(Engine.read_only(place)))
        looked_at(place)


def test_a_link_and_the_folder_behind_it_are_one(cache: Path, place: str, tmp_path: Path) -> None:
    load(place, REPEATING)
    (tmp_path / "link").symlink_to(place)
    assert looked_at(str(tmp_path / "link")) == looked_at(place)
    assert len(entries(cache)) == 1


def test_copies_of_the_stores_met_first_go_when_there_are_many(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "_MOST_KEPT", 2)
    found = []
    for number in range(4):
        load(str(tmp_path / f"store{number}"), REPEATING)
        found.append(looked_at(str(tmp_path / f"store{number}")).place)
        os.utime(found[-1], (number, number))
    assert entries(cache) == sorted(os.path.basename(kept) for kept in found[1:])


def test_without_a_cache_a_caveat_stands_in_for_the_copy(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOLDTHREAD_CACHE", "off")
    load(place, REPEATING)
    assert looked_at(place) == Folder(place, merged=False, caveat=REPEATS)


def test_where_the_disk_has_no_room_for_the_copy_likewise(
    cache: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(place, REPEATING)
    run = sandbox.run_in_child

    def no_room(module: str, request: dict[str, object], *limits: object) -> object:
        target = request["target"] and "/dev/null/full"
        return run(module, request | {"target": target}, *limits)  # type: ignore[arg-type]

    monkeypatch.setattr(sandbox, "run_in_child", no_room)
    assert looked_at(place) == Folder(place, merged=False, caveat=REPEATS)
    assert entries(cache) == []


def test_a_store_that_is_too_large_to_look_at_has_a_caveat_of_its_own(
    cache: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(place, MERGED)
    monkeypatch.setattr(folder, "_LARGEST", -1)
    assert looked_at(place) == Folder(place, merged=False, caveat=TOO_LARGE)
    assert not cache.exists()


def test_what_is_no_store_is_told_and_nothing_is_kept(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    advice = r"\)\. Make one with `oxigraph load`\.$"
    for name in ("empty", "nowhere"):
        with pytest.raises(StoreError, match=rf"^The folder \S+{name} is no Oxigraph store .*{advice}"):
            looked_at(str(tmp_path / name))
    assert os.listdir(tmp_path / "empty") == []
    assert entries(cache) == []


def test_a_term_that_cannot_be_read_is_found_before_a_query_passes_over_it(cache: Path, place: str) -> None:
    engine = Engine(place)
    needles = "".join(f'<x:{n}> <x:p> "needle in the haystack {n**9}" .\n' for n in range(2000))
    engine.bulk_load(needles, RdfFormat.N_QUADS)
    engine.flush()
    del engine
    # Statements are kept as numbers: the words of a long term stand in one table alone.
    (table,) = (table for table in Path(place).glob("*.sst") if b"needle" in table.read_bytes())
    content = bytearray(table.read_bytes())
    content[content.rindex(b"needle")] ^= 1
    table.write_bytes(content)
    assert merge.kind(Engine.read_only(place)) == "distinct"
    with pytest.raises(
        StoreError, match=r"^The store \S+ is damaged \(Corruption: .*Make it again from its source file\.$"
    ):
        looked_at(place)
    assert entries(cache) == []


@pytest.mark.parametrize(
    ("cause", "said"),
    [
        ("time", "took longer than 10 seconds"),
        ("memory", "needed more than 400 MB"),
        ("crash", "broke the reader"),
    ],
)
def test_a_store_over_which_its_reader_dies_is_told(
    cache: Path, place: str, cause: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(place, MERGED)

    def dies(module: str, request: object, copying: object, looking: sandbox.Limits) -> None:
        raise sandbox.ChildDied(cause, looking, opening=True)  # type: ignore[arg-type]

    monkeypatch.setattr(sandbox, "run_in_child", dies)
    with pytest.raises(StoreError) as caught:
        looked_at(place)
    assert str(caught.value) == (
        f"Reading the store {place} {said}; it may be damaged. Try again, or make it again from its source "
        "file."
    )
    assert entries(cache) == []


def test_a_store_made_as_the_page_says_needs_no_copy(cache: Path, tmp_path: Path) -> None:
    program = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}") or shutil.which("oxigraph")
    if program is None:
        pytest.skip("The program is not installed: pip install oxigraph")
    (tmp_path / "ours.trig").write_text("<x:g> { <x:s> <x:p> 1, 2 } <x:h> { <x:s> <x:p> 1 }")
    page = (Path(__file__).parents[3] / "docs" / "stores.md").read_text("utf-8")
    lines = page.partition("```sh\n")[2].partition("```")[0].splitlines()
    assert [line.split()[:2] for line in lines] == [["oxigraph", "load"], ["oxigraph", "update"]]
    for line in lines:
        subprocess.run([program, *shlex.split(line)[1:]], cwd=tmp_path, check=True, capture_output=True)
    store = str(tmp_path / "ours")
    assert looked_at(store) == Folder(store, merged=True)
    assert len(Engine.read_only(store)) == 3 + 2


@pytest.mark.parametrize(
    ("megabytes", "limits"), [(0, (10, 1000)), (64, (16, 1256)), (500, (60, 3000)), (5000, (510, 4096))]
)
def test_what_a_question_may_take_grows_with_the_store(megabytes: int, limits: tuple[int, int]) -> None:
    assert Folder("shop", True, megabytes).limits == sandbox.Limits(*limits)


def test_a_person_is_told_of_what_takes_long(cache: Path, place: str) -> None:
    load(place, REPEATING)
    words: list[str] = []
    cache_folder.listen(words.append)
    looked_at(place), looked_at(place)
    cache_folder.listen(lambda _: None)
    assert words == [f"Looking for repeated statements in {place}, once"]
