"""Children give back answers and errors, die alone and are told by the cause, and reach nothing."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from goldthread.graph.errors import QuerySyntax, StoreError
from goldthread.graph.store import sandbox
from goldthread.graph.store.sandbox import ChildDied, Limits

ROOMY = Limits(seconds=20, megabytes=1024)


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of a module that children find and that does what its request says."""
    (tmp_path / "obedient.py").write_text(
        """
import ctypes, os, sys
from goldthread.graph import errors
from goldthread.graph.store import sandbox

def work(request):
    match request["do"]:
        case "echo": return {"length": len(request["text"])}, request["text"].encode() + bytes([10, 0, 255])
        case "syntax": raise errors.QuerySyntax("wrong", 2, 3)
        case "store": raise errors.StoreError("gone")
        case "sleep": sys.stdin.buffer.read(); __import__("time").sleep(100)
        case "eat": return {}, bytearray(1 << 40)
        case "crash": ctypes.string_at(0)
        case "quit": os._exit(3)
        case "bug": return {}["absent"]

sandbox.serve(work)
"""
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return "obedient"


def test_an_answer_and_its_bytes_come_back(module: str) -> None:
    assert sandbox.run_in_child(module, {"do": "echo", "text": "é\n"}, ROOMY) == (
        {"length": 2},
        "é\n".encode() + b"\n\x00\xff",
    )


def test_an_error_of_ours_comes_back_as_itself(module: str) -> None:
    with pytest.raises(StoreError, match="^gone$"):
        sandbox.run_in_child(module, {"do": "store"}, ROOMY)
    with pytest.raises(QuerySyntax, match="^wrong$") as caught:
        sandbox.run_in_child(module, {"do": "syntax"}, ROOMY)
    assert (caught.value.line, caught.value.column) == (2, 3)


@pytest.mark.parametrize(("what", "cause"), [("eat", "memory"), ("crash", "crash"), ("quit", "crash")])
def test_a_death_is_told_by_its_cause(module: str, what: str, cause: str) -> None:
    with pytest.raises(ChildDied) as caught:
        sandbox.run_in_child(module, {"do": what}, ROOMY)
    assert caught.value.cause == cause


def test_time_is_limited(module: str) -> None:
    with pytest.raises(ChildDied) as caught:
        sandbox.run_in_child(module, {"do": "sleep"}, Limits(seconds=0.5, megabytes=1024))
    assert caught.value.cause == "time"


def test_a_bug_keeps_its_traceback(module: str) -> None:
    with pytest.raises(RuntimeError, match="KeyError: 'absent'"):
        sandbox.run_in_child(module, {"do": "bug"}, ROOMY)
    with pytest.raises(RuntimeError, match="No module named absent"):
        sandbox.run_in_child("absent", {}, ROOMY)


def test_the_folder_one_stands_in_is_not_searched_for_modules(
    module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "json.py").write_text("raise SystemExit('hijacked')")
    monkeypatch.chdir(tmp_path / "sub")
    assert sandbox.run_in_child(module, {"do": "echo", "text": ""}, ROOMY)[0] == {"length": 0}


CALLS_OUT = """
import sys, pyoxigraph
from goldthread.graph.store import sandbox
store = pyoxigraph.Store()
if sys.argv[2] == "shut":
    sandbox.deny_files()
try:
    list(store.query(f"SELECT * {{ SERVICE <http://127.0.0.1:{sys.argv[1]}/> {{ ?s ?p ?o }} }}"))
except OSError as error:
    print(error)
"""


@pytest.mark.parametrize(("doors", "connections"), [("open", 1), ("shut", 0)])
def test_behind_shut_doors_not_even_the_engine_reaches_the_network(doors: str, connections: int) -> None:
    pytest.importorskip("resource", reason="this system has no such limits")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        command = [sys.executable, "-c", CALLS_OUT, str(listener.getsockname()[1]), doors]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
            seen = 0
            while child.poll() is None:
                try:
                    listener.accept()[0].close()
                    seen += 1
                except TimeoutError:
                    pass
            assert child.stdout is not None
            said = child.stdout.read()
    assert (min(seen, 1), "Too many open files" in said) == (connections, doors == "shut")


def test_without_such_limits_in_the_system_nothing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resource", None)
    sandbox.keep_to(sandbox.Limits(1, 1))
    sandbox.deny_files()
