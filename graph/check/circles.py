"""The circles in which a property leads back to where it began, found in one pass."""

from __future__ import annotations

import pyoxigraph as ox


def circles(store: ox.Store, predicate: str) -> ox.Store:
    """For each thing from which a property leads back to it, one statement that it leads to itself."""
    ends: dict[ox.NamedNode, set[ox.NamedNode]] = {}
    for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
            ends.setdefault(quad.subject, set()).add(quad.object)
    found = ox.Store()
    if _without_dead_ends(ends):
        # Loaded only here, because it takes a fifth of a second and nearly no records go in circles.
        import networkx

        graph: networkx.DiGraph[ox.NamedNode] = networkx.DiGraph(ends)
        for ring in networkx.strongly_connected_components(graph):
            for node in ring:
                if len(ring) > 1 or graph.has_edge(node, node):
                    found.add(ox.Quad(node, ox.NamedNode(predicate), node))
    return found


def _without_dead_ends(ends: dict[ox.NamedNode, set[ox.NamedNode]]) -> bool:
    """Whether anything is left when what leads nowhere is taken away, and then what led there alone."""
    starts: dict[ox.NamedNode, list[ox.NamedNode]] = {}
    for start, to in ends.items():
        for end in to:
            starts.setdefault(end, []).append(start)
    left = {start: len(to) for start, to in ends.items()}
    dead = [node for node in starts if node not in left]
    while dead:
        for start in starts.get(dead.pop(), ()):
            left[start] -= 1
            if not left[start]:
                del left[start]
                dead.append(start)
    return bool(left)
