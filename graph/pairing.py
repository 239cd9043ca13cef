"""The things of two sides go in; which of them belong together, by name or by pairs that share one, comes out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from goldthread.graph.contents import Item
from goldthread.graph.query.names import words
from goldthread.graph.succession import Path


def of_one_name(earlier: Mapping[str, Item], later: Mapping[str, Item]) -> dict[tuple[str, str], Path]:
    """Pairs of different records that bear the same name."""
    names = {bare(item): thing for thing, item in earlier.items()}
    return {(names[bare(item)], thing): Path() for thing, item in later.items() if bare(item) in names and thing not in earlier}


def groups_of(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[list[str], list[str]]]:
    """The pairs joined where they share a thing: each group with its earlier and its later things."""
    groups: list[tuple[set[str], set[str]]] = []
    for old, new in pairs:
        joined = [group for group in groups if old in group[0] or new in group[1]]
        groups = [group for group in groups if group not in joined]
        groups.append(({old}.union(*(group[0] for group in joined)), {new}.union(*(group[1] for group in joined))))
    for olds, news in groups:
        yield sorted(olds), sorted(news)


def bare(item: Item) -> tuple[str, ...]:
    """A name's words without what stands in brackets."""
    return words(re.sub(r"\([^)]*\)", " ", item.thing.label))
