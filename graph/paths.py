"""Where things are kept: the built-in records and graph, the cache, the registered documents.

On Linux the folders are worked out here as platformdirs has them, because importing it takes 10 ms of every
command, and paths are text, because pathlib takes another 3 ms.
"""

from __future__ import annotations

import os
import sys

_HERE = os.path.dirname(__file__)
RECORDS = os.path.join(_HERE, "records")
BUILT = os.path.join(_HERE, "built")
BUILT_GRAPH, BUILT_DIGEST = "goldthread.trig", "goldthread.sha256"
GRAPH, DIGEST = os.path.join(BUILT, BUILT_GRAPH), os.path.join(BUILT, BUILT_DIGEST)


def cache_folder() -> str | None:
    """Where stores made from graph files are kept: GOLDTHREAD_CACHE, or the user's cache folder; None if
    GOLDTHREAD_CACHE is `off`."""
    named = os.environ.get("GOLDTHREAD_CACHE", "").strip()
    if named:
        return None if named.lower() == "off" else os.path.abspath(os.path.expanduser(named))
    if sys.platform == "linux":
        return os.path.join(_base("XDG_CACHE_HOME", "~/.cache"), "goldthread")
    from platformdirs import user_cache_dir

    return user_cache_dir("goldthread")


def sources_folder() -> str:
    """Where the copies of documents are kept: GOLDTHREAD_SOURCES, or the user's data folder."""
    named = os.environ.get("GOLDTHREAD_SOURCES", "").strip()
    if named:
        return os.path.abspath(os.path.expanduser(named))
    if sys.platform == "linux":
        return os.path.join(_base("XDG_DATA_HOME", "~/.local/share"), "goldthread", "sources")
    from platformdirs import user_data_dir

    return os.path.join(user_data_dir("goldthread"), "sources")


def _base(variable: str, usual: str) -> str:
    """A folder of the XDG specification: the variable's, or what is usual where it is not set."""
    return os.environ.get(variable, "").strip() or os.path.expanduser(usual)
