"""Reads roads and waterways from GraphML as OSMnx writes it (``.graphml``, ``.graphml.gz``).

Parsed as a stream with Expat. A document type is refused: GraphML needs none, and entities are how
a small file grows into a large one.
"""

from __future__ import annotations

import gzip
import math
import zlib
from dataclasses import dataclass, field
from io import BufferedReader
from pathlib import Path
from typing import Final
from xml.parsers import expat

from siaga.geo.estimated import great_circle_between
from siaga.geo.network.rules import directions, road_speed, water_speed
from siaga.geo.network.segments import MAX_SEGMENTS, Box, Segments
from siaga.geo.texts import geo_error

MAX_BYTES: Final = 800_000_000
"""Most bytes of XML read, unpacked."""
MAX_NODES: Final = 3_000_000
MAX_TEXT: Final = 100_000
"""Most characters of one value that is used."""
_USED: Final = frozenset(
    {
        "x", "y", "length", "highway", "waterway", "route", "oneway", "junction", "maxspeed",
        "access", "motor_vehicle", "vehicle", "boat", "motorboat", "tunnel",
    }
)  # fmt: skip
_CHUNK: Final = 1 << 20


def read_graphml(path: Path, segments: Segments, box: Box, river_kmh: float) -> None:
    """Add the edges of ``path`` near ``box`` to ``segments``.

    An edge is water when it carries a navigable ``waterway`` or is a ferry, else road; an edge
    without any class is an unclassified road. ``length`` is in metres; without it the straight
    line counts.

    Raises:
        InputError: the file is missing, too large, no GraphML, cut off, projected, or names a
            node that is not there.
    """
    shown = f"travel/{path.name}"
    try:
        with _open(path) as file:
            _GraphmlReader(shown, segments, box, river_kmh).read(file)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise geo_error("network.broken", shown) from error
    except OSError as error:
        raise geo_error("network.unreadable", shown, reason=error.strerror or error) from error
    except (expat.ExpatError, ValueError, LookupError) as error:  # the last two: odd encodings
        raise geo_error("network.broken", shown) from error


def _open(path: Path) -> gzip.GzipFile | BufferedReader:
    return gzip.open(path) if path.suffix == ".gz" else path.open("rb")


@dataclass
class _GraphmlReader:
    """Reads one file; its state is the element being read."""

    shown: str
    segments: Segments
    box: Box
    river_kmh: float
    names: dict[str, str] = field(default_factory=dict)
    """Key id -> attribute name: ``d14`` -> ``length``."""
    positions: dict[str, tuple[float, float]] = field(default_factory=dict)
    """Node id -> (lat, lon)."""
    directed: bool = True
    inside: str = ""
    """``node`` or ``edge`` while one is being read."""
    attributes: dict[str, str] = field(default_factory=dict)
    data: dict[str, str] = field(default_factory=dict)
    key: str = ""
    text: list[str] = field(default_factory=list)
    length: int = 0
    """Characters in ``text``."""
    seen_root: bool = False

    def read(self, file: gzip.GzipFile | BufferedReader) -> None:
        """Read the whole file."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._doctype
        done = 0
        while chunk := file.read(_CHUNK):
            done += len(chunk)
            grown = max(len(self.positions) - MAX_NODES, len(self.segments.source) - MAX_SEGMENTS)
            if done > MAX_BYTES or grown > 0:
                raise geo_error("network.large", self.shown, size=done // 1_000_000)
            parser.Parse(chunk, False)
        parser.Parse(b"", True)

    def _doctype(self, *_: object) -> None:
        raise geo_error("network.doctype", self.shown)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if not self.seen_root and tag != "graphml":
            raise geo_error("network.not_graphml", self.shown, tag=name[:40])
        self.seen_root = True
        if tag == "key":
            self.names[attributes.get("id", "")] = attributes.get("attr.name", "")
        elif tag == "graph":
            self.directed = attributes.get("edgedefault", "directed") != "undirected"
        elif tag in {"node", "edge"}:
            self.inside, self.attributes, self.data = tag, attributes, {}
        elif tag == "data" and self.inside:
            name = self.names.get(attributes.get("key", ""), "")
            self.key, self.text, self.length = name if name in _USED else "", [], 0

    def _characters(self, text: str) -> None:
        if self.key:
            self.length += len(text)
            if self.length > MAX_TEXT:
                raise geo_error("network.large", self.shown, size=self.length // 1_000_000)
            self.text.append(text)

    def _end(self, name: str) -> None:
        tag = name.rpartition(":")[2]
        if tag == "data":
            if self.key:
                self.data[self.key] = "".join(self.text)
            self.key = ""
        elif tag == "node" and self.inside == "node":
            self._add_node()
            self.inside = ""
        elif tag == "edge" and self.inside == "edge":
            self._add_edge()
            self.inside = ""

    def _add_node(self) -> None:
        node = self.attributes.get("id", "")
        lat, lon = _number(self.data.get("y")), _number(self.data.get("x"))
        if lat is None or lon is None:
            raise geo_error("network.no_position", self.shown, node=node)
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise geo_error("network.projected", self.shown, node=node, x=lon, y=lat)
        self.positions[node] = lat, lon

    def _add_edge(self) -> None:
        ends = []
        for side in ("source", "target"):
            node = self.attributes.get(side, "")
            if node not in self.positions:
                raise geo_error("network.no_node", self.shown, node=node)
            ends.append((node, *self.positions[node]))
        if not any(self.box.holds(lat, lon) for _, lat, lon in ends):
            return
        tags = self.data if self._has_class() else {**self.data, "highway": "unclassified"}
        speed = road_speed(tags)
        water = speed is None
        if speed is None:
            speed = water_speed(tags, self.river_kmh)
        if speed is None:
            return
        metres = _number(self.data.get("length"))
        if metres is None or metres < 0:
            metres = 1000.0 * great_circle_between(*ends[0][1:], *ends[1][1:])
        source, target = (self.segments.node(*end, water=water) for end in ends)
        self.segments.add(source, target, 0.06 * metres / speed)
        if not self.directed and (water or all(directions(tags))):
            self.segments.add(target, source, 0.06 * metres / speed)

    def _has_class(self) -> bool:
        return any(self.data.get(key) for key in ("highway", "waterway", "route"))


def _number(text: str | None) -> float | None:
    try:
        value = float(text) if text is not None else math.nan
    except ValueError:
        return None
    return value if math.isfinite(value) else None
