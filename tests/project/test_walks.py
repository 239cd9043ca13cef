"""docs/architecture.md draws the rooms and tells the ways as they are."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def walks() -> ModuleType:
    spec = importlib.util.spec_from_file_location("walks", HERE / "walks.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["walks"] = module
    spec.loader.exec_module(module)
    return module


def test_the_page_is_made_of_the_house_as_it_stands(walks: ModuleType) -> None:
    assert walks.PAGE.read_text("utf-8") == walks.make(), "run python tests/project/walks.py"


def test_a_way_that_another_makes_plain_is_not_drawn(walks: ModuleType) -> None:
    assert walks.reduced({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == {"a": {"b"}, "b": {"c"}, "c": set()}


def test_a_room_that_has_gone_makes_another_page(walks: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    rooms = walks.rooms()
    before = walks.drawing({name: set() for name in rooms})
    assert before != walks.drawing({name: set() for name in rooms if name != "graph.ask"})
