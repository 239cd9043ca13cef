"""A server on this machine that misbehaves as it is told, down to the bytes and when they come."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

# What is done with a connection; the event tells that the test is over.
Script = Callable[[socket.socket, threading.Event], None]

JSON = "application/sparql-results+json"


@contextlib.contextmanager
def serving(script: Script) -> Iterator[str]:
    """The address of a server that reads a request, hands the connection to the script, and closes it."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.02)

        def serve() -> None:
            while not over.is_set():
                with contextlib.suppress(OSError):
                    connection, _ = server.accept()
                    threading.Thread(target=_answered, args=(connection, script, over), daemon=True).start()

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}/sparql"
        finally:
            over.set()
            thread.join()


def _answered(connection: socket.socket, script: Script, over: threading.Event) -> None:
    with connection, contextlib.suppress(OSError):
        connection.settimeout(5)
        received = b""
        while b"\r\n\r\n" not in received and (part := connection.recv(1 << 16)):
            received += part
        script(connection, over)


def said(text: bytes) -> Script:
    """Sends these bytes, whatever was asked, and closes."""
    return lambda connection, _: connection.sendall(text)


def silent(before: bytes = b"") -> Script:
    """Sends these bytes, and then nothing until the test is over."""

    def script(connection: socket.socket, over: threading.Event) -> None:
        connection.sendall(before)
        over.wait(10)

    return script


def dripping(text: bytes, pause: float = 0.01, before: bytes = b"") -> Script:
    """Sends these bytes over and over, one at a time with a pause after each."""

    def script(connection: socket.socket, over: threading.Event) -> None:
        connection.sendall(before)
        while not over.is_set():
            for at in range(len(text)):
                connection.sendall(text[at : at + 1])
                if over.wait(pause):
                    return

    return script


def answer(
    body: bytes | str | dict[str, Any],
    kind: str | None = JSON,
    status: str = "200 OK",
    length: int | None = None,
    **headers: Any,
) -> bytes:
    """A whole answer of HTTP, with the length of its body unless another is given (none if negative)."""
    if isinstance(body, dict):
        body = json.dumps(body)
    content = body.encode() if isinstance(body, str) else body
    named = {"Content-Type": kind} if kind is not None else {}
    if length is None or length >= 0:
        named["Content-Length"] = str(len(content) if length is None else length)
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in (named | headers).items()]
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode() + content


def chunked(*chunks: bytes, end: bytes = b"0\r\n\r\n", kind: str = JSON) -> bytes:
    """An answer that comes in chunks, with that end."""
    parts = b"".join(b"%x\r\n%b\r\n" % (len(chunk), chunk) for chunk in chunks)
    return answer(b"", kind, length=-1, Transfer_Encoding="chunked") + parts + end
