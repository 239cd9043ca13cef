"""Runs work in a child process with limits of time and memory, and tells what it died of.

Because the engine cannot be stopped from inside, and some queries and files end the whole process that reads
them, what others wrote is read and run only in such a child. It takes one line of JSON and gives one line of
JSON, then bytes."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from goldthread.graph import errors

Work = Callable[[dict[str, Any]], tuple[dict[str, Any], bytes]]

# What Python, Rust and C++ write on their standard error when memory ends; there is no exit code for it.
_NO_MEMORY = (b"MemoryError", b"memory allocation of", b"bad_alloc", b"std::system_error")


@dataclass(frozen=True)
class Limits:
    """Seconds of the wall clock, and megabytes of memory where the system can limit them."""

    seconds: float
    megabytes: int


class ChildDied(Exception):
    """The child was stopped at a limit, or broke; `cause` says which."""

    def __init__(self, cause: Literal["time", "memory", "crash"]) -> None:
        self.cause = cause
        super().__init__(cause)


def run_in_child(module: str, request: dict[str, Any], limits: Limits) -> tuple[dict[str, Any], bytes]:
    """The answer of a module's `serve` to a request.

    Raises ChildDied at a limit or a crash, the GoldthreadError that the child raised, RuntimeError for a bug
    in it."""
    line = json.dumps({**request, "seconds": limits.seconds, "megabytes": limits.megabytes}).encode() + b"\n"
    # -P: else Python looks for modules in the folder one stands in, and would run a user's json.py there.
    command = [sys.executable, "-P", "-m", module]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        try:
            output, complaint = child.communicate(line, timeout=limits.seconds)
        except subprocess.TimeoutExpired:
            raise ChildDied("time") from None
        finally:
            child.kill()
    header, newline, body = output.partition(b"\n")
    if child.returncode or not newline:
        raise _death(child.returncode, complaint)
    answer: dict[str, Any] = json.loads(header)
    if "error" in answer:
        raise _error(answer)
    return answer, body


def serve(work: Work) -> None:
    """In the child: reads the request, keeps to its limits, writes what `work` gives or raises."""
    request = json.loads(sys.stdin.buffer.readline())
    _keep_to(request["seconds"], request["megabytes"])
    try:
        answer, body = work(request)
    except errors.GoldthreadError as error:
        places = {key: getattr(error, key) for key in ("line", "column") if hasattr(error, key)}
        answer, body = {"error": type(error).__name__, "message": str(error), **places}, b""
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + body)
    sys.stdout.buffer.flush()


def deny_files() -> None:
    """In the child, once its files are open: no further file or connection, where the system can.

    This is the second lock; the first is that no query that asks for either is run."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def _keep_to(seconds: float, megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows: the parent's clock alone
        return
    # Seconds of the processor, to end the child should the parent, who watches the clock, be gone. Set by
    # hand, and generous, because the parent should come first: it can say why.
    processor = int(seconds * 2) + 5
    for what, amount in (
        (resource.RLIMIT_AS, megabytes << 20),
        (resource.RLIMIT_CPU, processor),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(what, (amount, amount))


def _death(code: int, complaint: bytes) -> Exception:
    """The error for a child that ended without an answer, by its exit code and its last words."""
    if any(sign in complaint for sign in _NO_MEMORY):
        return ChildDied("memory")
    if code == 1 and b"PanicException" not in complaint:  # Python's own end: a bug, or no such module
        return RuntimeError(complaint.decode(errors="replace"))
    return ChildDied("crash")


def _error(answer: dict[str, Any]) -> errors.GoldthreadError:
    """The error that the child raised, made again from what it wrote of it."""
    kind = getattr(errors, answer["error"])
    if kind is errors.QuerySyntax:
        return errors.QuerySyntax(answer["message"], answer["line"], answer["column"])
    error: errors.GoldthreadError = kind(answer["message"])
    return error
