"""Where people live in a village: a few seeded hamlets around its inner point.

No coordinate of a station is published. People live together, so stations are put in small
clusters near the village's inner point and never outside the village's outline.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

import shapely
from shapely.ops import nearest_points

from banyuasin.sources import Village

KM_PER_DEGREE = 111.195
CENTRE_KM = 1.2
"""Farthest a hamlet lies from the inner point …"""
CENTRE_SHARE = 0.28
"""… and at most this share of the side of a square as large as the village."""
HAMLET_KM = 0.3
HAMLET_SHARE = 0.09
BORDER_DEGREES = 0.00015
"""Points keep about 17 m off the outline, so that rounding never carries one across."""
TRIES = 400

SETTLED_NEAR = {
    "16.07.02.2002": (-2.449655, 104.871969),
    "16.07.02.2004": (-2.449655, 104.871969),
}
"""Sungsang II and IV are mostly uninhabited mangrove: their people are put at the place in the
village nearest to the town of Sungsang instead of at the inner point (assumption)."""


@dataclass(frozen=True)
class Settlements:
    """Hamlets of one village, the oldest first, with the ground they may stand on."""

    ground: object
    hamlets: tuple[tuple[float, float], ...]
    """(lat, lon)."""
    scatter_km: float

    def point(self, random: Random, hamlet: int) -> tuple[float, float]:
        """A seeded (lat, lon) in ``hamlet``, inside the village, rounded to six decimals."""
        lat, lon = self.hamlets[hamlet % len(self.hamlets)]
        return _near(random, self.ground, lat, lon, self.scatter_km)


def settle(village: Village, stations: int) -> Settlements:
    """The hamlets of ``village``: about one for every four stations, at most six."""
    random = Random(f"hamlets {village.code}")
    ground = village.outline.buffer(-BORDER_DEGREES)
    if ground.is_empty:
        ground = village.outline
    shapely.prepare(ground)
    lat, lon = _centre(village, ground)
    side = math.sqrt(village.area_km2)
    reach = min(CENTRE_KM, CENTRE_SHARE * side)
    count = max(1, min(6, math.ceil(stations / 4)))
    hamlets = [(lat, lon)]
    hamlets += [_near(random, ground, lat, lon, reach) for _ in range(count - 1)]
    return Settlements(ground, tuple(hamlets), min(HAMLET_KM, HAMLET_SHARE * side))


def _centre(village: Village, ground: object) -> tuple[float, float]:
    """The inner point, or the place nearest to where the village's people are known to live."""
    near = SETTLED_NEAR.get(village.code)
    point = shapely.Point(village.lon, village.lat)
    if near is not None:
        inland = village.outline.buffer(-0.002)
        point = nearest_points(inland, shapely.Point(near[1], near[0]))[0]
    elif not shapely.contains(ground, point):
        point = shapely.point_on_surface(ground)
    return round(point.y, 6), round(point.x, 6)


def _near(
    random: Random, ground: object, lat: float, lon: float, reach_km: float
) -> tuple[float, float]:
    """A point within ``reach_km`` of (lat, lon) on the ground; nearer with every tenth try."""
    for attempt in range(TRIES):
        reach = reach_km * 0.9 ** (attempt // 10)
        away = reach * math.sqrt(random.random())
        angle = 2 * math.pi * random.random()
        north = away * math.cos(angle) / KM_PER_DEGREE
        east = away * math.sin(angle) / (KM_PER_DEGREE * math.cos(math.radians(lat)))
        found = round(lat + north, 6), round(lon + east, 6)
        if shapely.contains_xy(ground, found[1], found[0]):
            return found
    return lat, lon
