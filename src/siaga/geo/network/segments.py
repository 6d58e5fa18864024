"""What a network file says: nodes, and the stretches of road and water between them."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from siaga.geo.travel import Place

MARGIN_DEGREES: Final = 0.25
"""About 28 km: how far outside the places a detour is still looked for."""

MAX_SEGMENTS: Final = 6_000_000
"""More stretches than a province has; beyond it the file is refused."""


@dataclass(frozen=True, slots=True)
class Box:
    """Where the places are, in degrees, with a margin for detours."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, lat: float, lon: float) -> bool:
        """Whether the point lies inside."""
        return self.south <= lat <= self.north and self.west <= lon <= self.east


def box_around(places: Sequence[Place]) -> Box:
    """The box of ``places`` (at least one) with its margin."""
    lats = [place.lat for place in places]
    lons = [place.lon for place in places]
    return Box(
        min(lats) - MARGIN_DEGREES,
        min(lons) - MARGIN_DEGREES,
        max(lats) + MARGIN_DEGREES,
        max(lons) + MARGIN_DEGREES,
    )


NodeKey = tuple[str, bool, float, float]
"""(id, on water, lat, lon): one node of OSM is two of ours when a road and a ferry meet there.
The position is part of it, so that ids of two files are the same node only in the same place."""


@dataclass(slots=True)
class Segments:
    """Nodes and directed stretches of one or more files, growing while they are read."""

    index: dict[NodeKey, int] = field(default_factory=dict)
    lat: array[float] = field(default_factory=lambda: array("d"))
    lon: array[float] = field(default_factory=lambda: array("d"))
    water: array[int] = field(default_factory=lambda: array("b"))
    source: array[int] = field(default_factory=lambda: array("q"))
    target: array[int] = field(default_factory=lambda: array("q"))
    minutes: array[float] = field(default_factory=lambda: array("d"))

    def node(self, key: str, lat: float, lon: float, *, water: bool) -> int:
        """The number of a node, new or known."""
        place = (key, water, round(lat, 6), round(lon, 6))
        number = self.index.get(place)
        if number is None:
            number = self.index[place] = len(self.lat)
            self.lat.append(lat)
            self.lon.append(lon)
            self.water.append(water)
        return number

    def add(self, source: int, target: int, minutes: float) -> None:
        """A stretch from ``source`` to ``target``."""
        self.source.append(source)
        self.target.append(target)
        self.minutes.append(minutes)

    def crossings(self) -> list[tuple[int, int]]:
        """(road node, water node) pairs that are one node of the file: ferry slips, landings."""
        return [
            (number, self.index[(key, True, lat, lon)])
            for (key, water, lat, lon), number in self.index.items()
            if not water and (key, True, lat, lon) in self.index
        ]
