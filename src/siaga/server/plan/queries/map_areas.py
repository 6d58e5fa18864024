"""Outlines of villages and districts, small enough for a slow line.

Corners are snapped to a grid before they are sent, so that neighbours still share theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from siaga.model.places import Area, AreaLevel
from siaga.reports.mapping import Projection, district_path
from siaga.server.plan.models import AreaRow, DataVersion

SCALE: Final = 10_000
"""Steps per degree in what is sent: about 11 m."""

Ring = list[int]
"""x, y of the first corner, then differences: whole steps of the grid."""


def areas_of(version: DataVersion) -> list[Area]:
    """The areas of ``version`` as the model's, with outlines where there are any."""
    rows = AreaRow.objects.filter(version=version).order_by("code")
    return [
        Area(code, name, AreaLevel(level), parent, _polygon(geometry))
        for code, name, level, parent, geometry in rows.values_list(
            "code", "name", "level", "parent", "geometry"
        )
    ]


def _polygon(geometry: Any) -> Any:
    if not geometry:
        return ()
    parts = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        parts = [parts]
    return tuple(tuple(tuple((x, y) for x, y, *_ in ring) for ring in part) for part in parts)


def areas_document(version: DataVersion) -> dict[str, Any]:
    """``{"scale", "villages": [[code, name, district, polygons]], "districts": [[code, rings]]}``.

    A polygon is a list of rings, the outer one first; a district only lists the rings around it.
    """
    areas = [area for area in areas_of(version) if area.polygon]
    villages = [area for area in areas if area.level is AreaLevel.VILLAGE]
    by_district: dict[str, list[Area]] = {}
    for area in villages:
        by_district.setdefault(area.parent, []).append(area)
    return {
        "scale": SCALE,
        "villages": [
            [area.code, area.name, area.parent, _packed_polygons(area)] for area in villages
        ],
        "districts": [[code, _outline(found)] for code, found in sorted(by_district.items())],
    }


def _packed_polygons(area: Area) -> list[list[Ring]]:
    found = []
    for polygon in area.polygon:
        rings = [packed for ring in polygon if len(packed := packed_ring(ring)) >= 6]
        if rings:
            found.append(rings)
    return found


def packed_ring(points: Iterable[Sequence[float]]) -> Ring:
    """A ring (lon, lat) as whole steps: first corner, then differences; without doubled corners."""
    packed: Ring = []
    x = y = 0
    for lon, lat, *_ in points:
        px, py = round(lon * SCALE), round(lat * SCALE)
        if packed and (px, py) == (x, y):
            continue
        packed += [px - x, py - y]
        x, y = px, py
    return packed


def _outline(villages: Sequence[Area]) -> list[Ring]:
    """The rings around ``villages`` together, on the same grid as the villages' corners."""
    return [_relative(ring) for ring in path_rings(district_path(villages, _GRID))]


_GRID: Final = Projection(
    west=0.0, north=0.0, per_lon=SCALE, per_lat=SCALE, width=360 * SCALE, height=180 * SCALE
)
"""Degrees in steps of the grid; its y grows southward, so latitudes are turned back."""


def path_rings(path: str) -> list[list[tuple[int, int]]]:
    """Corners of a path of :mod:`siaga.reports.mapping` (``M x y l dx dy … z``)."""
    rings = []
    for part in path.split("z"):
        start, _, rest = part.removeprefix("M").partition("l")
        if not start:
            continue
        x, y = (int(value) for value in start.split())
        ring = [(x, y)]
        steps = [int(value) for value in rest.replace("-", " -").split()]
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x, y))
        rings.append(ring)
    return rings


def _relative(corners: Sequence[tuple[int, int]]) -> Ring:
    packed: Ring = []
    x = y = 0
    for px, py in corners:
        packed += [px - x, -py - y]
        x, y = px, -py
    return packed
