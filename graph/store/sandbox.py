"""Runs work in a child process with limits of time and memory, and tells what it died of.

Because the engine cannot be stopped from inside, and some queries, files and folders end the whole process
that reads them, what others wrote is read and run only in such a child. It takes one line of JSON and gives
one line of JSON, then bytes. Work that first opens something large has limits of its own for that."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar

from goldthread.graph import errors

if TYPE_CHECKING:  # a child needs it not, and importing it takes 4 ms of its start
    import subprocess

T = TypeVar("T")
Work = Callable[[dict[str, Any]], tuple[dict[str, Any], bytes]]

# What Python, Rust and C++ write on their standard error when memory ends; there is no exit code for it.
_NO_MEMORY = (b"MemoryError", b"memory allocation of", b"bad_alloc", b"std::system_error")
# The line with which a child says that it has opened what it works on.
_OPENED = b"opened\n"


class Limits(NamedTuple):
    """Seconds of the wall clock, and megabytes of memory where the system can limit them."""

    seconds: float
    megabytes: int


class ChildDied(Exception):
    """The child was stopped at a limit, or broke; `cause` says which, `opening` whether that was before it
    had opened what it was to work on, and `limits` are those that it had then."""

    def __init__(
        self, cause: Literal["time", "memory", "crash"], limits: Limits, opening: bool = False
    ) -> None:
        self.cause, self.limits, self.opening = cause, limits, opening
        super().__init__(cause)

    def in_words(self) -> str:
        """What happened, as the end of a sentence about what was read."""
        if self.cause == "time":
            return f"took longer than {self.limits.seconds:g} seconds"
        return (
            f"needed more than {self.limits.megabytes} MB" if self.cause == "memory" else "broke the reader"
        )


def run_in_child(
    module: str, request: dict[str, Any], limits: Limits, opening: Limits | None = None
) -> tuple[dict[str, Any], bytes]:
    """The answer of a module's `serve` to a request.

    With limits for `opening`, those hold until the child says `opened`, and `limits` only from then on.
    Raises ChildDied at a limit or a crash, the GoldthreadError that the child raised, RuntimeError for a bug
    in it."""
    import subprocess

    first = opening or limits
    asked = json.dumps({**request, "limits": first}).encode() + b"\n"
    with start(module) as child:
        try:
            send(child, asked)
            begun = b""
            if opening:
                begun = within(child, opening.seconds, lambda: line(child))
            output, complaint = child.communicate(timeout=limits.seconds)
        except TimeoutError:
            raise ChildDied("time", first, opening=True) from None
        except subprocess.TimeoutExpired:
            raise ChildDied("time", limits) from None
        finally:
            child.kill()
    if begun != _OPENED:
        limits, output = first, begun + output
    header, newline, body = output.partition(b"\n")
    if child.returncode or not newline:
        raise death(child.returncode, complaint, limits, opening=bool(opening) and begun != _OPENED)
    answer: dict[str, Any] = json.loads(header)
    if "error" in answer:
        raise _error(answer)
    return answer, body


def start(module: str) -> subprocess.Popen[bytes]:
    """A child that runs a module, with pipes to it."""
    import subprocess

    # -P: else Python looks for modules in the folder one stands in, and would run a user's json.py there.
    command = [sys.executable, "-P", "-m", module]
    # Else glibc reserves 128 MB for each thread of the engine, used or not, and a limit counts them.
    environment = {**os.environ, "MALLOC_ARENA_MAX": "1"}
    # Without buffers here, so that of what the child sends nothing is read before it is wanted.
    pipe = subprocess.PIPE
    return subprocess.Popen(command, bufsize=0, stdin=pipe, stdout=pipe, stderr=pipe, env=environment)


def line(child: subprocess.Popen[bytes]) -> bytes:
    """The next line from a child; an empty one if it is dead."""
    assert child.stdout is not None
    return child.stdout.readline()


def send(child: subprocess.Popen[bytes], asked: bytes) -> None:
    """Writes all of a line to a child; one that is dead already is found out when it is read from."""
    assert child.stdin is not None
    rest = memoryview(asked)
    with contextlib.suppress(BrokenPipeError):
        while rest:
            rest = rest[child.stdin.write(rest) :]


def within(child: subprocess.Popen[bytes], seconds: float, read: Callable[[], T]) -> T:
    """What is read from a child; if that takes longer, the child is killed, and TimeoutError raised."""
    from threading import Timer

    late: list[bool] = []

    def kill() -> None:
        late.append(True)
        child.kill()

    timer = Timer(seconds, kill)
    timer.daemon = True
    timer.start()
    try:
        found = read()
    finally:
        timer.cancel()
    if late:
        raise TimeoutError(f"more than {seconds:g} seconds")
    return found


def serve(work: Work) -> None:
    """In the child: reads the request, keeps to its limits, writes what `work` gives or raises."""
    request = json.loads(sys.stdin.buffer.readline())
    keep_to(Limits(*request["limits"]))
    try:
        answer, body = work(request)
    except errors.GoldthreadError as error:
        places = {key: getattr(error, key) for key in ("line", "column") if hasattr(error, key)}
        answer, body = {"error": type(error).__name__, "message": str(error), **places}, b""
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + body)
    sys.stdout.buffer.flush()


def opened(limits: Limits) -> None:
    """In the child, once what it works on is open: from here on it may take so many seconds, and so much
    memory beside what it holds already."""
    with contextlib.suppress(OSError):  # only Linux tells; elsewhere the limit is on all of it
        with open("/proc/self/statm", encoding="ascii") as file:
            held = int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE") >> 20
        keep_to(Limits(limits.seconds, held + limits.megabytes))
    sys.stdout.buffer.write(_OPENED)
    sys.stdout.buffer.flush()


def deny_files() -> None:
    """In the child, once its files are open: no further file or connection, where the system can.

    This is the second lock; the first is that no query that asks for either is run."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def deny_files_but(folder: str) -> None:
    """In the child, if what it works on opens files as it goes: no file outside that folder can be opened,
    and no connection made, where the system can.

    Linux has a lock for that since 5.13, for connections since 6.7; Python knows its calls by number only."""
    with contextlib.suppress(ImportError, OSError, AttributeError):
        _lock_in(folder)


# From linux/landlock.h: what a lock of the first version knows of files, what one of the fourth of
# connections, and the three calls, whose numbers are the same on all processors.
_LANDLOCK_FILES, _LANDLOCK_TCP = (1 << 13) - 1, 0b11
_LANDLOCK_READ = 0b1100  # to read files, and to list folders
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION, _BENEATH, _NO_NEW_PRIVILEGES = 1, 1, 38


def _lock_in(folder: str) -> None:
    import ctypes
    import struct

    if sys.platform != "linux":
        return
    system = ctypes.CDLL(None, use_errno=True)
    version = system.syscall(_CREATE_RULESET, None, 0, _VERSION)
    if version < 1:
        return
    handled = struct.pack("QQ", _LANDLOCK_FILES, _LANDLOCK_TCP)[: 16 if version >= 4 else 8]
    rules = system.syscall(_CREATE_RULESET, handled, len(handled), 0)
    beneath = os.open(folder, os.O_PATH)
    rule = struct.pack("=Qi", _LANDLOCK_READ, beneath)
    if system.syscall(_ADD_RULE, rules, _BENEATH, rule, 0) == 0:
        system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        system.syscall(_RESTRICT_SELF, rules, 0)
    os.close(beneath)
    os.close(rules)


def keep_to(limits: Limits) -> None:
    """In the child: no more memory than that, where the system can, and an end should the parent be gone."""
    try:
        import resource
    except ImportError:  # Windows: the parent's clock alone
        return
    # Seconds of the processor, to end the child should the parent, who watches the clock, be gone. Set by
    # hand, and generous, because the parent should come first: it can say why.
    used = resource.getrusage(resource.RUSAGE_SELF)
    processor = int(used.ru_utime + used.ru_stime + limits.seconds * 2) + 5
    for what, amount in (
        (resource.RLIMIT_AS, limits.megabytes << 20),
        (resource.RLIMIT_CPU, processor),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(what, (amount, resource.getrlimit(what)[1]))


def death(code: int, complaint: bytes, limits: Limits, *, opening: bool = False) -> Exception:
    """The error for a child that ended without an answer, by its exit code and its last words."""
    if any(sign in complaint for sign in _NO_MEMORY):
        return ChildDied("memory", limits, opening)
    if code == 1 and b"PanicException" not in complaint:  # Python's own end: a bug, or no such module
        return RuntimeError(complaint.decode(errors="replace"))
    return ChildDied("crash", limits, opening)


def _error(answer: dict[str, Any]) -> errors.GoldthreadError:
    """The error that the child raised, made again from what it wrote of it."""
    kind = getattr(errors, answer["error"])
    if kind is errors.QuerySyntax:
        return errors.QuerySyntax(answer["message"], answer["line"], answer["column"])
    error: errors.GoldthreadError = kind(answer["message"])
    return error
