"""Which ways of OpenStreetMap can be travelled, how fast and in which direction.

The speeds are what a patrol keeps up on Indonesian roads outside towns, set by us: an operation
that knows better measures (``measured.csv``).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from typing import Final

ROAD_KMH: Final[Mapping[str, float]] = {
    "motorway": 80.0,
    "trunk": 50.0,
    "primary": 45.0,
    "secondary": 40.0,
    "tertiary": 35.0,
    "unclassified": 25.0,
    "residential": 20.0,
    "road": 20.0,
    "living_street": 15.0,
    "service": 15.0,
    "track": 15.0,
    "path": 8.0,
}
"""Speed by ``highway`` class; ``_link`` roads go at their class's speed. A path is a motorcycle's
way: many villages have no other. Footways, steps and cycleways are not travelled."""

FERRY_KMH: Final = 12.0
WATERWAYS: Final = frozenset({"river", "canal", "fairway", "tidal_channel"})
"""Navigable ``waterway`` classes; streams, drains and ditches are not."""

_CLOSED: Final = frozenset({"no", "impassable", "construction"})
_NUMBER: Final = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(mph)?\s*$")


def values_of(text: str) -> tuple[str, ...]:
    """The values of a tag: OSMnx writes several as a Python list, OSM joins them with ``;``."""
    text = text.strip()
    if text.startswith("["):
        try:
            listed = ast.literal_eval(text)
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            return (text,)
        return tuple(str(value) for value in listed) if isinstance(listed, list) else (text,)
    return tuple(part.strip() for part in text.split(";") if part.strip())


def road_speed(tags: Mapping[str, str]) -> float | None:
    """km/h on a road, or None when it is no road to travel.

    The slowest of the classes it is tagged with, and never above a ``maxspeed`` tagged lower.
    """
    classes = [value.removesuffix("_link") for value in values_of(tags.get("highway", ""))]
    speeds = [ROAD_KMH[value] for value in classes if value in ROAD_KMH]
    closed = {tags.get("access", ""), tags.get("motor_vehicle", ""), tags.get("vehicle", "")}
    if not speeds or not closed.isdisjoint(_CLOSED):
        return None
    limits = [_kmh(value) for value in values_of(tags.get("maxspeed", ""))]
    return min(speeds + [limit for limit in limits if limit])


def water_speed(tags: Mapping[str, str], river_kmh: float) -> float | None:
    """km/h on a waterway or a ferry line, or None when it is neither or closed to boats."""
    if tags.get("route") == "ferry":
        return FERRY_KMH
    if WATERWAYS.isdisjoint(values_of(tags.get("waterway", ""))):
        return None
    if "no" in (tags.get("boat"), tags.get("motorboat")) or tags.get("tunnel", "no") != "no":
        return None
    return river_kmh


def directions(tags: Mapping[str, str]) -> tuple[bool, bool]:
    """Whether a road may be travelled (as drawn, against it)."""
    oneway = tags.get("oneway", "").lower()
    if oneway in {"-1", "reverse"}:
        return False, True
    if oneway in {"yes", "true", "1"}:
        return True, False
    roundabout = tags.get("junction") in {"roundabout", "circular"}
    motorway = "motorway" in values_of(tags.get("highway", ""))
    return True, oneway == "no" or not (roundabout or motorway)


def _kmh(text: str) -> float | None:
    found = _NUMBER.match(text)
    if not found:
        return None
    return float(found[1]) * (1.609344 if found[2] else 1.0)
