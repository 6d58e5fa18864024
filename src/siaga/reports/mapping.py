"""From degrees to a drawing: projection, outlines, symbols.

Outlines are snapped to the drawing's grid. Two villages that share a border share its corners, so
they still meet exactly afterwards.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from siaga.model.places import Area, AreaLevel, BaseKind, Ring, Tier

Grid = tuple[int, int]

TIER_SHAPES: Final[dict[Tier, str]] = {
    Tier.KURANG_RAWAN: "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
    Tier.RAWAN: "M-4.4-4.4h8.8v8.8h-8.8z",
    Tier.SANGAT_RAWAN: "M0-6.6L6.4 5H-6.4z",
    Tier.KHUSUS: "M0-7L7 0L0 7L-7 0z",
}
"""A shape per tier, about 10 units across, centred on the origin: told apart without colour."""

BASE_SHAPES: Final[dict[str, str]] = {
    "police": "M0-7.5L6.5-5V1C6.5 5 3.4 7.3 0 8.6C-3.4 7.3-6.5 5-6.5 1V-5z",
    "jetty": "M-1-7h2v9.6a4 4 0 0 0 3.6-3.6h2a6 6 0 0 1-6.6 6a6 6 0 0 1-6.6-6h2a4 4 0 0 0 3.6 3.6z",
    "office": "M-6.5 7V-2L0-7.5L6.5-2V7z",
}
"""Shield: police; anchor: jetty; house: KPU, Bawaslu, PPK, warehouse."""


def base_shape(kind: BaseKind) -> str:
    """Key of :data:`BASE_SHAPES` for a kind of base."""
    if kind in (BaseKind.POLRES, BaseKind.POLSEK, BaseKind.POLAIRUD, BaseKind.POSKO):
        return "police"
    return "jetty" if kind is BaseKind.JETTY else "office"


@dataclass(frozen=True, slots=True)
class Projection:
    """Equirectangular, true at the middle latitude, onto a grid ``width`` x ``height``."""

    west: float
    north: float
    per_lon: float
    """Grid units per degree of longitude."""
    per_lat: float
    width: int
    height: int

    def grid(self, lon: float, lat: float) -> Grid:
        """The grid point of a place; y grows southward."""
        return (
            round((lon - self.west) * self.per_lon),
            round((self.north - lat) * self.per_lat),
        )

    @property
    def per_km(self) -> float:
        """Grid units per kilometre."""
        return self.per_lat / 110.574


def fit_projection(
    points: Sequence[tuple[float, float]],
    width: int,
    *,
    margin: float = 0.03,
    ratio: tuple[float, float] = (0.5, 1.1),
) -> Projection:
    """A projection of all ``points`` (lon, lat) onto ``width`` grid units.

    The drawing is at least ``ratio[0]`` and at most ``ratio[1]`` times as high as wide; what is
    left over goes to both sides.
    """  # fmt: skip
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    squeeze = math.cos(math.radians((south + north) / 2))
    across = max((east - west) * squeeze, 1e-3) * (1 + 2 * margin)
    down = max(north - south, 1e-3) * (1 + 2 * margin)
    shape = min(max(down / across, ratio[0]), ratio[1])
    full_across, full_down = max(across, down / shape), max(down, across * shape)
    per_lat = width / full_across
    return Projection(
        west=(west + east) / 2 - full_across / squeeze / 2,
        north=(south + north) / 2 + full_down / 2,
        per_lon=per_lat * squeeze,
        per_lat=per_lat,
        width=width,
        height=round(full_down * per_lat),
    )


def area_points(areas: Iterable[Area]) -> list[tuple[float, float]]:
    """Every outer corner (lon, lat) of ``areas``."""
    return [point for area in areas for polygon in area.polygon for point in polygon[0]]


def area_path(area: Area, projection: Projection) -> str:
    """SVG path of an area; empty when nothing of it is left on the grid."""
    rings = (_snapped(ring, projection) for polygon in area.polygon for ring in polygon)
    return "".join(_ring_path(ring) for ring in rings if len(ring) >= 3)


def district_path(areas: Iterable[Area], projection: Projection) -> str:
    """SVG path around all ``areas`` together.

    Gaps up to two grid units wide, where neighbours do not quite meet, are closed.
    """
    import shapely

    polygons = [
        shapely.Polygon(points)
        for area in areas
        for polygon in area.polygon
        if len(points := _snapped(polygon[0], projection)) >= 3
    ]
    if not polygons:
        return ""
    grown = shapely.buffer(shapely.make_valid(polygons), 1.0, join_style="mitre", mitre_limit=2.0)
    whole = shapely.buffer(shapely.union_all(grown), -1.0, join_style="mitre", mitre_limit=2.0)
    parts = shapely.get_parts(whole)
    rings = [part.exterior for part in parts] + [hole for part in parts for hole in part.interiors]
    paths = ([(round(x), round(y)) for x, y in ring.coords[:-1]] for ring in rings)
    return "".join(_ring_path(points) for points in paths if _is_visible(points))


def _is_visible(points: Sequence[Grid]) -> bool:
    """Whether a ring is more than a speck on the grid."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return (max(xs) - min(xs)) * (max(ys) - min(ys)) > 40


def villages_by_district(areas: Iterable[Area]) -> dict[str, list[Area]]:
    """District code -> its villages with an outline."""
    found: dict[str, list[Area]] = defaultdict(list)
    for area in areas:
        if area.level is AreaLevel.VILLAGE and area.polygon:
            found[area.parent].append(area)
    return dict(found)


def scale_bar_km(projection: Projection, share: float = 0.22) -> float:
    """A round number of kilometres about ``share`` of the drawing's width long."""
    rough = projection.width * share / projection.per_km
    magnitude = 10.0 ** math.floor(math.log10(rough))
    return next(magnitude * step for step in (5, 2, 1) if magnitude * step <= rough)


def _snapped(ring: Ring, projection: Projection) -> list[Grid]:
    """The ring on the grid, open, without points that fall together or go there and back."""
    points: list[Grid] = []
    for lon, lat in ring:
        point = projection.grid(lon, lat)
        if points and points[-1] == point:
            continue
        if len(points) >= 2 and points[-2] == point:
            points.pop()  # a spike of no width
            continue
        points.append(point)
    while len(points) > 1 and points[0] == points[-1]:
        points.pop()
    return points


def _ring_path(points: Sequence[Grid]) -> str:
    x, y = points[0]
    parts = [f"M{x} {y}l"]
    for px, py in points[1:]:
        parts.append(f"{px - x} {py - y} ")
        x, y = px, py
    return "".join(parts).rstrip().replace(" -", "-") + "z"
