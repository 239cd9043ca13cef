"""Graphs, their records and a SPARQL server, for the tests of several folders."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store, parse

from goldthread.graph.paths import RECORDS
from goldthread.graph.rdf.builder import build
from goldthread.graph.sources.library import Library
from goldthread.graph.store import oxigraph
from goldthread.graph.tables.reader import Records, read

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def boards() -> Path:
    """A file of six statements in two named graphs: a deliverable, and the board that oversees it."""
    return HERE / "cases" / "graphs" / "boards.trig"


@pytest.fixture(scope="session")
def boards_on_disk(boards: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as an on-disk store."""
    folder = tmp_path_factory.mktemp("boards") / "store"
    oxigraph = Store(str(folder))
    oxigraph.extend(parse(path=boards, format=RdfFormat.TRIG))
    oxigraph.flush()
    return folder


@pytest.fixture(scope="session")
def endpoint(boards_on_disk: Path) -> Iterator[str]:
    """The same behind a real SPARQL server."""
    program = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}") or shutil.which("oxigraph")
    if program is None:
        pytest.skip("The SPARQL server is not installed: pip install oxigraph")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [program, "serve", "--location", str(boards_on_disk), "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(port, server)
            yield f"http://127.0.0.1:{port}/query"
        finally:
            server.terminate()


@pytest.fixture(scope="session")
def tiny_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the tiny world, built of its records."""
    file = tmp_path_factory.mktemp("tiny") / "tiny.nq"
    file.write_text(build(read(HERE / "worlds" / "tiny" / "records")), encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def tiny(tiny_graph: Path) -> oxigraph.Store:
    """The tiny world, opened for questions."""
    return oxigraph.open_store(tiny_graph)


@pytest.fixture(scope="session")
def tiny_records() -> Records:
    """The rows of the tiny world."""
    return read(HERE / "worlds" / "tiny" / "records")


@pytest.fixture(scope="session")
def tiny_library() -> Library:
    """The documents of the tiny world, only to be read."""
    return Library(HERE / "worlds" / "tiny" / "sources")


@pytest.fixture(scope="session")
def real() -> Records:
    """The rows of the built-in records."""
    return read(Path(RECORDS))


@pytest.fixture(scope="session")
def built(real: Records) -> str:
    """The graph that the built-in records make."""
    return build(real)


@pytest.fixture(scope="session")
def tiny_store(tiny_graph: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The tiny world as an on-disk store, which a command opens at once."""
    folder = tmp_path_factory.mktemp("tiny-store") / "store"
    engine = Store(str(folder))
    engine.extend(parse(path=tiny_graph, format=RdfFormat.N_QUADS))
    engine.flush()
    return str(folder)


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    while server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError(f"the SPARQL server ended with {server.returncode}")
