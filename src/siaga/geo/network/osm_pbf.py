"""Reads roads, waterways and ferry lines from an OpenStreetMap extract (``.osm.pbf``)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from siaga.geo.estimated import great_circle_between
from siaga.geo.network.rules import directions, road_speed, water_speed
from siaga.geo.network.segments import MAX_SEGMENTS, Box, Segments
from siaga.geo.texts import geo_error

MAX_BYTES: Final = 600_000_000
"""The whole of Sumatra is about 300 MB; the whole of Indonesia is refused with its remedy."""

_TAGS: Final = (
    "highway", "waterway", "route", "oneway", "junction", "maxspeed", "access", "motor_vehicle",
    "vehicle", "boat", "motorboat", "tunnel", "duration",
)  # fmt: skip


def read_osm_pbf(path: Path, segments: Segments, box: Box, river_kmh: float) -> None:
    """Add the stretches of ``path`` near ``box`` to ``segments``.

    A way cut by the extract's border keeps the stretches whose nodes are there.

    Raises:
        InputError: the file is missing, too large, cut off or no ``.osm.pbf``.
    """
    shown = f"travel/{path.name}"
    try:
        size = path.stat().st_size
    except OSError as error:
        raise geo_error("network.unreadable", shown, reason=error.strerror) from error
    if size > MAX_BYTES:
        raise geo_error("network.large", shown, size=size // 1_000_000)
    try:
        for way in _ways(path):
            _add_way(way, segments, box, river_kmh)
            if len(segments.source) > MAX_SEGMENTS:
                raise geo_error("network.large", shown, size=size // 1_000_000)
    except RuntimeError as error:  # pyosmium: broken, cut off, or not a PBF
        raise geo_error("network.broken", shown) from error


def _ways(path: Path) -> Iterator[Any]:
    import osmium  # heavy, and needed only when an operation brings a network

    wanted = osmium.osm.NODE | osmium.osm.WAY
    keys = osmium.filter.KeyFilter("highway", "waterway", "route")
    processor = osmium.FileProcessor(str(path), wanted).with_locations().with_filter(keys)
    for thing in processor:
        if isinstance(thing, osmium.osm.Way):
            yield thing


def _add_way(way: Any, segments: Segments, box: Box, river_kmh: float) -> None:
    tags = {key: value for key in _TAGS if (value := way.tags.get(key)) is not None}
    speed = road_speed(tags)
    water = speed is None
    if speed is None:
        speed = water_speed(tags, river_kmh)
    if speed is None:
        return
    nodes = [
        (str(node.ref), node.location.lat, node.location.lon) if node.location.valid() else None
        for node in way.nodes
    ]
    if not any(node and box.holds(node[1], node[2]) for node in nodes):
        return
    forward, backward = (True, True) if water else directions(tags)
    previous: tuple[int, float, float] | None = None
    for node in nodes:
        if node is None:
            previous = None
            continue
        number = segments.node(*node, water=water)
        if previous is not None:
            km = great_circle_between(previous[1], previous[2], node[1], node[2])
            minutes = 60.0 * km / speed
            if forward:
                segments.add(previous[0], number, minutes)
            if backward:
                segments.add(number, previous[0], minutes)
        previous = number, node[1], node[2]
