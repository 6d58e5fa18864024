"""Rectangles around areas. An accepted data version never changes, so they are kept."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from siaga.protocols.oapif import Box
from siaga.server.plan.models import AreaRow


@lru_cache(maxsize=64)
def area_boxes(version: uuid.UUID, level: str) -> dict[str, Box]:
    """Area code -> the smallest rectangle around it; areas without outline are not there."""
    rows = AreaRow.objects.filter(version_id=version, level=level, geometry__isnull=False)
    found = {}
    for code, geometry in rows.values_list("code", "geometry"):
        points = list(_points((geometry or {}).get("coordinates", ())))
        if points:
            lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
            found[code] = Box(min(lons), min(lats), max(lons), max(lats))
    return found


def _points(coordinates: Any) -> Iterator[tuple[float, float]]:
    if coordinates and isinstance(coordinates[0], int | float):
        yield float(coordinates[0]), float(coordinates[1])
        return
    for inner in coordinates:
        yield from _points(inner)
