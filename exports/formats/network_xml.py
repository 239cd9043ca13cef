"""A network as GraphML or GEXF that every reader of these formats opens, the same bytes each time.

XML cannot hold control characters nor U+FFFE and U+FFFF at all, and one of them makes a file that nothing
reads: each is replaced by U+FFFD, and counted, so that nobody is misled in silence."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goldthread.graph.errors import ExportError

if TYPE_CHECKING:
    import networkx

# What the production Char of XML 1.0 leaves out.
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SIGN = "\ufffd"


@dataclass
class Cleaned:
    """A graph whose texts all fit into XML, and how many characters had to be replaced for that."""

    graph: networkx.MultiDiGraph[str]
    replaced: int = 0


def cleaned(graph: networkx.MultiDiGraph[str]) -> Cleaned:
    """A copy in which every text can stand in XML, and every edge has a name of its own, in order.

    Raises ExportError if two identifiers become one by it.
    """
    import networkx

    result = Cleaned(networkx.MultiDiGraph(name=_text(str(graph.graph.get("title", "")))))
    names = {node: _text(node) for node in sorted(graph)}
    if len(set(names.values())) < len(names):
        raise ExportError(
            "Two identifiers differ only in characters that XML cannot hold; mend them in the "
            "records, or export Turtle."
        )
    for node, name in names.items():
        result.graph.add_node(name, **{key: _text(value) for key, value in graph.nodes[node].items()})
    edges = sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3])
    for number, (subject, target, _, data) in enumerate(edges, 1):
        texts = {key: _text(value) for key, value in data.items()}
        result.graph.add_edge(names[subject], names[target], key=f"link-{number}", **texts)
    everything = [
        *graph,
        *(v for _, data in graph.nodes(data=True) for v in data.values()),
        *(v for *_, data in edges for v in data.values()),
    ]
    result.replaced = sum(len(NOT_XML.findall(text)) for text in everything)
    return result


def graphml(graph: networkx.MultiDiGraph[str]) -> bytes:
    """The cleaned graph as GraphML: things and links by identifier, each attribute a text."""
    import networkx

    out = io.BytesIO()
    networkx.write_graphml_xml(graph, out)
    return _kept(out.getvalue())


def gexf(graph: networkx.MultiDiGraph[str]) -> bytes:
    """The cleaned graph as GEXF 1.2, with the relation as each link's label, and without the day of
    writing."""
    import networkx

    labelled = graph.copy()
    for _, _, key, data in labelled.edges(keys=True, data=True):
        data.update(id=key, label=data["relation"])
    out = io.BytesIO()
    networkx.write_gexf(labelled, out)
    # networkx writes the day, which would make other bytes of the same graph tomorrow.
    return _kept(re.sub(rb' lastmodifieddate="[^"]*"', b"", out.getvalue(), count=1))


def _text(value: str) -> str:
    return NOT_XML.sub(SIGN, value)


def _kept(xml: bytes) -> bytes:
    """The XML with carriage returns as numbers, because readers make plain line ends of any others."""
    return xml.replace(b"\r", b"&#13;")
