"""The knowledge graph of community-safety plans: it answers with how it knows and where that stands.

>>> from goldthread.graph import open_graph
>>> graph = open_graph()  # the built-in graph; or a file, a folder, the address of an endpoint
>>> graph.owner("hate crime strategic board").text
'Hate Crime Strategic Board is overseen by Safer Leeds Executive (Gold board) — stated: ...'

The names load on first use, so that no program pays for what it does not call.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goldthread.graph.api import Graph as Graph
    from goldthread.graph.api import open_graph as open_graph
    from goldthread.graph.errors import ExportError as ExportError
    from goldthread.graph.errors import GoldthreadError as GoldthreadError
    from goldthread.graph.errors import NameNotFound as NameNotFound
    from goldthread.graph.errors import NameShared as NameShared
    from goldthread.graph.errors import QueryError as QueryError
    from goldthread.graph.errors import QueryLimit as QueryLimit
    from goldthread.graph.errors import QueryRefused as QueryRefused
    from goldthread.graph.errors import QuerySyntax as QuerySyntax
    from goldthread.graph.errors import RecordsError as RecordsError
    from goldthread.graph.errors import SourceError as SourceError
    from goldthread.graph.errors import StoreError as StoreError
    from goldthread.graph.results.answers import Answer as Answer
    from goldthread.graph.results.answers import Evidence as Evidence
    from goldthread.graph.results.answers import Reply as Reply
    from goldthread.graph.results.answers import Thing as Thing

__all__ = [
    "Answer",
    "Evidence",
    "ExportError",
    "GoldthreadError",
    "Graph",
    "NameNotFound",
    "NameShared",
    "QueryError",
    "QueryLimit",
    "QueryRefused",
    "QuerySyntax",
    "RecordsError",
    "Reply",
    "SourceError",
    "StoreError",
    "Thing",
    "open_graph",
]
# The modules that have the names; those not listed here are errors.
_HOME = {"Graph": "api", "open_graph": "api"} | dict.fromkeys(
    ("Answer", "Evidence", "Reply", "Thing"), "results.answers"
)


def __getattr__(name: str) -> object:
    if name in __all__:
        return getattr(import_module(f"goldthread.graph.{_HOME.get(name, 'errors')}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
