"""Small network files for tests, written the way OSMnx and osmium write them."""

from __future__ import annotations

import gzip
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

Node = tuple[str, float, float]
"""(id, lat, lon)."""
Edge = tuple[str, str, Mapping[str, str]]
"""(source, target, attributes)."""

_EDGE_KEYS = ("highway", "waterway", "route", "length", "maxspeed", "oneway", "access", "boat")


def graphml_text(nodes: Sequence[Node], edges: Sequence[Edge], directed: bool = True) -> str:
    keys = ['<key id="y" for="node" attr.name="y"/>', '<key id="x" for="node" attr.name="x"/>']
    keys += [f'<key id="e{name}" for="edge" attr.name="{name}"/>' for name in _EDGE_KEYS]
    lines = [
        f'<node id={quoteattr(name)}><data key="y">{lat}</data><data key="x">{lon}</data></node>'
        for name, lat, lon in nodes
    ]
    for source, target, attributes in edges:
        data = "".join(
            f'<data key="e{name}">{escape(value)}</data>' for name, value in attributes.items()
        )
        lines.append(f"<edge source={quoteattr(source)} target={quoteattr(target)}>{data}</edge>")
    kind = "directed" if directed else "undirected"
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
        + "".join(keys)
        + f'<graph edgedefault="{kind}">'
        + "\n".join(lines)
        + "</graph></graphml>"
    )


def write_graphml(path: Path, text: str) -> str:
    data = text.encode()
    path.write_bytes(gzip.compress(data, mtime=0) if path.suffix == ".gz" else data)
    return str(path)


def write_pbf(
    path: Path, nodes: Sequence[Node], ways: Sequence[tuple[Sequence[str], Mapping[str, str]]]
) -> str:
    import osmium

    path.unlink(missing_ok=True)
    with osmium.SimpleWriter(str(path)) as writer:
        for name, lat, lon in nodes:
            writer.add_node(osmium.osm.mutable.Node(id=int(name), location=(lon, lat)))
        for number, (refs, tags) in enumerate(ways, 1):
            writer.add_way(
                osmium.osm.mutable.Way(id=number, nodes=[int(ref) for ref in refs], tags=dict(tags))
            )
    return str(path)
