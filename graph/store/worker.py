"""A store in a process of its own, which can be killed.

Because a single damaged byte of an on-disk store can make the engine read without an end, and a folder is
whatever somebody left there, such a store is never opened in the process that asks. A question goes to the
child as a line of JSON; back comes a line of JSON and the answer in a format of the standard."""

from __future__ import annotations

import json
import sys
import weakref
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
    serialize,
)
from pyoxigraph import Store as Engine

from goldthread.graph.errors import StoreError
from goldthread.graph.store import folder, merge, sandbox
from goldthread.graph.store.base import Dataset, EngineAnswer, Store, Wants, damaged, is_damage
from goldthread.graph.store.folder import Folder

# What the engine raises for a query, by the name under which the child tells of it.
_RAISED = {"SyntaxError": SyntaxError, "RuntimeError": RuntimeError, "ValueError": ValueError}


class WorkerStore(Store):
    """The store in a folder; errors speak of it by the name that it was given.

    Because a child takes as long to start as a person's command does, it starts while the folder is looked
    at, and opens the store while the command goes on. Raises StoreError if the folder is no store that can be
    read; what happens to it between that look and the opening shows at the first question."""

    def __init__(self, name: str) -> None:
        self._child = sandbox.start(__name__)
        self._end = weakref.finalize(self, _end, self._child)
        try:
            place = folder.looked_at(name)
        except BaseException:
            self.close()
            raise
        self._name, self._caveat, self._limits = name, place.caveat, place.limits
        self._send({"folder": place, "name": name})

    def run(self, query: str, wants: Wants = "rows", graphs: Dataset | None = None) -> EngineAnswer:
        self.graphs()  # so that the store is open
        self._send({"query": query, "graphs": graphs})
        answer, body = self._received()
        if answer["kind"] == "triples":
            return [quad.triple for quad in parse(body, RdfFormat.N_TRIPLES)]
        return parse_query_results(body, QueryResultsFormat.JSON)

    def graphs(self) -> list[str]:
        return self._graphs

    @cached_property
    def _graphs(self) -> list[str]:
        graphs: list[str] = self._received()[0]["graphs"]
        return graphs

    def caveat(self, graphs: Dataset | None = None) -> str | None:
        return None if graphs else self._caveat

    def close(self) -> None:
        self._end()

    def _send(self, request: dict[str, Any]) -> None:
        sandbox.send(self._child, json.dumps(request).encode() + b"\n")

    def _received(self) -> tuple[dict[str, Any], bytes]:
        """What the child answers; StoreError if it dies over it, or finds the store damaged."""
        try:
            header, body = sandbox.within(self._child, self._limits.seconds, self._read)
        except TimeoutError:
            raise self._dead(sandbox.ChildDied("time", self._limits)) from None
        if not header or len(body) < header["length"]:
            complaint = self._child.communicate()[1]
            raise self._dead(sandbox.death(self._child.returncode, complaint, self._limits))
        if "error" in header:
            raise _RAISED.get(header["error"], StoreError)(header["message"])
        return header, body

    def _read(self) -> tuple[dict[str, Any], bytes]:
        """The next answer; an empty one, or one cut short, from a child that has died."""
        assert self._child.stdout is not None
        line = sandbox.line(self._child)
        header: dict[str, Any] = json.loads(line) if line.endswith(b"\n") else {}
        parts, rest = [], header.get("length", 0)
        while rest and (part := self._child.stdout.read(rest)):
            parts.append(part)
            rest -= len(part)
        return header, b"".join(parts)

    def _dead(self, death: Exception) -> Exception:
        """The error for a child that is no more; a bug in it keeps its traceback."""
        self.close()
        return folder.died(self._name, death) if isinstance(death, sandbox.ChildDied) else death


def _end(child: Any) -> None:
    """Ends the child and lets go of the pipes to it."""
    child.kill()
    child.wait()
    for pipe in (child.stdin, child.stdout, child.stderr):
        pipe.close()


def _serve() -> None:
    """In the child: opens the store that the first line names, and answers each line that follows."""
    request = json.loads(sys.stdin.buffer.readline())
    place, name = Folder(*request["folder"]), request["name"]
    sandbox.keep_to(place.limits)
    try:
        engine = Engine.read_only(place.place)
        _write({"graphs": sorted(graph.value for graph in engine.named_graphs())})
    except (OSError, RuntimeError) as error:
        _write({"error": "StoreError", "message": str(folder.not_opened(name, error))})
        return
    sandbox.deny_files_but(place.place)
    for line in sys.stdin.buffer:
        sandbox.keep_to(place.limits)  # for this question alone
        try:
            _answer(engine, place.merged, **json.loads(line))
        except (SyntaxError, ValueError, RuntimeError, OSError) as error:
            _write(_told(error, name))


def _answer(engine: Engine, merged: bool, query: str, graphs: list[list[str]] | None) -> None:
    found: EngineAnswer
    if graphs is None:
        found = engine.query(query, use_default_graph_as_union=not merged)
    else:
        found = merge.ask(engine, query, Dataset(*map(tuple, graphs)))
    if isinstance(found, QuerySolutions | QueryBoolean):
        _write({"kind": "rows"}, found.serialize(format=QueryResultsFormat.JSON) or b"")
    else:
        triples: Iterable[Triple] = found
        _write({"kind": "triples"}, serialize(triples, format=RdfFormat.N_TRIPLES) or b"")


def _told(error: Exception, name: str) -> dict[str, str]:
    """What the parent is to raise for what the engine raised."""
    if is_damage(error):
        return {"error": "StoreError", "message": str(damaged(f"The store {name}", error))}
    return {"error": type(error).__name__, "message": str(error)}


def _write(header: dict[str, Any], body: bytes = b"") -> None:
    sys.stdout.buffer.write(json.dumps(header | {"length": len(body)}).encode() + b"\n" + body)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    _serve()
