"""``areas.geojson`` of the examples: the village outlines, spikes taken off."""

from __future__ import annotations

import json
from typing import Any

import shapely

from banyuasin.sources import DATA


def areas_text() -> str:
    """The GeoJSON as text. An outline that runs into itself (a spike of no area, left by the
    simplification) is mended; all others are copied as they are."""
    collection = json.loads(
        (DATA / "boundaries/banyuasin_desa_simplified.geojson").read_text(encoding="utf-8")
    )
    for feature in collection["features"]:
        shape = shapely.geometry.shape(feature["geometry"])
        if not shape.is_valid:
            feature["geometry"] = shapely.geometry.mapping(_polygonal(shapely.make_valid(shape)))
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")) + "\n"


def _polygonal(shape: Any) -> Any:
    """The parts of ``shape`` that have an area."""
    parts = [part for part in getattr(shape, "geoms", [shape]) if part.area > 0]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)
