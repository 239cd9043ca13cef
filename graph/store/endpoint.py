"""One request to a SPARQL endpoint over HTTP, which ends in time and gives a whole answer or none.

The standard library will do; but of a name that is looked up, or of a header that comes a byte a second, no
socket's timeout knows, so a request runs in a thread that is left behind if it takes too long."""

from __future__ import annotations

import contextlib
import http.client
import socket
from collections.abc import Callable
from threading import Thread
from typing import Any, NamedTuple
from urllib import error, parse, request

from goldthread.graph.errors import StoreError
from goldthread.graph.text.safe import excerpt

# Limits, set by hand.
_LONGEST_ADDRESS = 2000  # characters; some servers and proxies refuse or cut off more than about 2,048
_MOST_SAID = 200  # characters of what a server says of itself


class Received(NamedTuple):
    """The media type and the body of an answer; `most` is the number of rows at which the server cut it off
    if it says one, as Virtuoso does."""

    kind: str
    body: bytes
    most: int | None = None


class Endpoint:
    """The endpoint at an address; `seconds` is how long one answer may take, `megabytes` how much it may be.

    Raises StoreError for an address that is none, or that holds a user name, which would not be sent."""

    def __init__(self, address: str, seconds: float, megabytes: int) -> None:
        self._address = parts = _parts(address)
        self._seconds, self._megabytes = seconds, megabytes
        self.name = f"The endpoint {excerpt(f'{parts.scheme}://{parts.netloc}{parts.path}', _MOST_SAID)}"
        self.fields = parse.parse_qsl(parts.query)
        self._sockets: list[socket.socket] = []
        self._opener = self._made()

    def send(self, fields: list[tuple[str, str]], accept: str) -> Received:
        """The answer to these fields; StoreError if there is no whole one in time."""
        plain, sent = self._address._replace(query="", fragment="").geturl(), parse.urlencode(fields)
        headers = {"Accept": accept, "User-Agent": "goldthread"}
        if len(plain) + len(sent) < _LONGEST_ADDRESS:
            message = request.Request(f"{plain}?{sent}", headers=headers)
        else:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            message = request.Request(plain, sent.encode(), headers)
        done: list[Received | Exception] = []
        thread = Thread(target=_keep, args=(done, lambda: self._exchange(message)), daemon=True)
        thread.start()
        thread.join(self._seconds)
        found = done[0] if done else TimeoutError(f"no whole answer in {self._seconds:g} seconds")
        for opened in self._sockets:
            _cut_off(opened)
        self._sockets.clear()
        if isinstance(found, Exception):
            raise self._failure(found)
        return found

    def close(self) -> None:
        """Lets go of what is kept for the next request."""
        self._opener.close()

    def _exchange(self, message: request.Request) -> Received:
        # Longer than the thread is waited for, so that it is there that a person's time is counted.
        with self._opener.open(message, timeout=self._seconds + 1) as response:
            if response.status != 200:
                raise self._refusal(response.status, response.reason)
            coding = response.headers.get("Content-Encoding", "identity")
            if coding.lower() != "identity":
                raise StoreError(
                    f"{self.name} sent its answer packed ({excerpt(coding, 20)}), which was not asked for."
                )
            if len(set(response.headers.get_all("Content-Length", ()))) > 1:
                raise StoreError(f"{self.name} gave two lengths for one answer. Ask its keeper.")
            kind = response.headers.get_content_type()
            delimited = response.length is not None or response.chunked or "json" in kind
            if not delimited:  # JSON has an end of its own
                raise StoreError(
                    f"{self.name} does not say how long its answer is, so that a loss would not show. Ask "
                    f"for rows instead."
                )
            most = response.headers.get("X-SPARQL-MaxRows", "").strip()
            return Received(kind, self._read(response), int(most) if most.isdecimal() else None)

    def _read(self, response: http.client.HTTPResponse) -> bytes:
        """The body, whole."""
        chunks, size = [], 0
        while chunk := response.read1(1 << 16):
            chunks.append(chunk)
            size += len(chunk)
            if size > self._megabytes << 20:
                raise StoreError(
                    f"{self.name} was still sending after {self._megabytes} MB. Ask for less, with LIMIT."
                )
        if response.length:
            raise http.client.IncompleteRead(b"", response.length)
        return b"".join(chunks)

    def _failure(self, fault: Exception) -> Exception:
        """What went wrong on the way, in a sentence; a bug stays as it is."""
        if isinstance(fault, error.HTTPError):
            return self._refusal(fault.code, getattr(fault, "said", "") or str(fault.reason))
        if isinstance(fault, http.client.IncompleteRead):
            return StoreError(f"{self.name} broke off before its answer was whole. Ask again.")
        if not isinstance(fault, OSError | ValueError | http.client.HTTPException):
            return fault
        reason = fault.reason if isinstance(fault, error.URLError) else fault or type(fault).__name__
        return StoreError(
            f"{self.name} does not answer ({excerpt(str(reason), _MOST_SAID)}). Check the address and the "
            f"network, or ask the built-in graph."
        )

    def _refusal(self, code: int, said: str) -> StoreError:
        reason = excerpt(said, _MOST_SAID)
        return StoreError(f"{self.name} refused with {code}: {reason}. Check the address and the query.")

    def _made(self) -> request.OpenerDirector:
        """urllib's own opener without file:, ftp: and data:, which follows no redirect to another server."""
        opener = request.OpenerDirector()
        for handler in (
            request.ProxyHandler(),
            _Plain(self._sockets),
            _Encrypted(self._sockets),
            _SameServer(self._address, self.name),
            request.HTTPDefaultErrorHandler(),
            request.HTTPErrorProcessor(),
            request.UnknownHandler(),
        ):
            opener.add_handler(handler)
        return opener


def _parts(address: str) -> parse.SplitResult:
    try:
        parts = parse.urlsplit(address)
        port = parts.port  # looked at only when it is asked for
    except ValueError as fault:
        raise StoreError(
            f"{excerpt(address, _MOST_SAID)} is no address: {excerpt(str(fault))}. Write one such as "
            f"https://host/sparql."
        ) from None
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise StoreError(
            f"{excerpt(parts.scheme)}://… is no address of an endpoint. Give one that begins with http:// or "
            f"https://."
        )
    if parts.username is not None:
        raise StoreError(
            f"The address of {parts.hostname} holds a user name, which cannot be sent. Ask for an address "
            f"without."
        )
    return parts._replace(path=parse.quote(parts.path, safe="/%:@!$&'()*+,;=~"))


def _keep(done: list[Any], work: Callable[[], Received]) -> None:
    """In the thread: keeps what the work gives or raises. What a server says in its refusal is read here too,
    because it may come as slowly as anything."""
    try:
        done.append(work())
    except error.HTTPError as fault:
        with contextlib.suppress(OSError, ValueError, http.client.HTTPException):
            fault.said = fault.read(2 * _MOST_SAID).decode(errors="replace")  # type: ignore[attr-defined]
        fault.close()
        done.append(fault)
    except Exception as fault:  # noqa: BLE001 it is raised again in the thread that asked
        done.append(fault)


def _cut_off(opened: socket.socket) -> None:
    """Ends a connection, so that a thread that still reads from it ends too."""
    with contextlib.suppress(OSError):
        opened.shutdown(socket.SHUT_RDWR)
    opened.close()


class _Plain(request.HTTPHandler):
    def __init__(self, sockets: list[socket.socket]) -> None:
        super().__init__()
        self._sockets = sockets

    def http_open(self, message: request.Request) -> http.client.HTTPResponse:
        return self.do_open(_noting(self._sockets, http.client.HTTPConnection), message)


class _Encrypted(request.HTTPSHandler):
    def __init__(self, sockets: list[socket.socket]) -> None:
        super().__init__()
        self._sockets = sockets

    def https_open(self, message: request.Request) -> http.client.HTTPResponse:
        return self.do_open(_noting(self._sockets, http.client.HTTPSConnection), message)


class _SameServer(request.HTTPRedirectHandler):
    def __init__(self, home: parse.SplitResult, name: str) -> None:
        self._home, self._name = home, name

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        """The request to the new place, if that is the server that a person named; StoreError if not: what
        another one answers may be anything, and it would learn the question."""
        new = parse.urlsplit(newurl)
        if (new.hostname, new.port) != (self._home.hostname, self._home.port) or (
            new.scheme != "https" and self._home.scheme == "https"
        ):
            raise StoreError(
                f"{self._name} sends on to another server, {excerpt(newurl, _MOST_SAID)}, which is not "
                f"followed. Give that address if you trust it."
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)

    def http_error_302(self, req: Any, fp: Any, code: int, msg: str, headers: Any) -> Any:
        """What urllib does, which leaves the connection open where it cannot follow."""
        try:
            return super().http_error_302(req, fp, code, msg, headers)
        except BaseException:
            fp.close()
            raise

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302


def _noting(sockets: list[socket.socket], kind: type[http.client.HTTPConnection]) -> Any:
    """That kind of connection, whose socket is put into the list once it is open."""

    class Noting(kind):  # type: ignore[misc, valid-type]
        def connect(self) -> None:
            super().connect()
            sockets.append(self.sock)

    return Noting
