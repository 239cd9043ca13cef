"""The graph: records go in, questions are asked of it, answers come out with how they are known and where they stand.

>>> from goldthread.graph import open_graph
>>> graph = open_graph()                          # the built-in graph; or a file, a folder, an endpoint's address
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

PUBLIC = {"Graph": "face", "open_graph": "face"}
__all__ = ["Graph", "open_graph"]


def __getattr__(name: str) -> object:
    if name in PUBLIC:
        return getattr(import_module(f"goldthread.graph.{PUBLIC[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
