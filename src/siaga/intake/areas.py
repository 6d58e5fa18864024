"""``areas.geojson`` to areas with checked outlines."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import shapely

from siaga.intake.codes import area_parts
from siaga.intake.collector import At, Problems
from siaga.intake.forbidden import is_vote_count
from siaga.model.places import Area, AreaLevel, MultiPolygon, Ring

_LEVELS: Final = (AreaLevel.PROVINCE, AreaLevel.REGENCY, AreaLevel.DISTRICT, AreaLevel.VILLAGE)
_CODE_KEYS: Final = ("kode", "code", "id", "kode_desa", "kode_kecamatan", "kode_wilayah")
_NAME_KEYS: Final = ("nama", "name", "nama_desa", "desa")
_DISTRICT_KEYS: Final = ("kecamatan", "district", "nama_kecamatan", "district_name")
_WGS84: Final = re.compile(r"CRS84|EPSG:{1,2}[\d.]*:?4326|WGS\s*_?84$", re.IGNORECASE)
_MAX_FEATURES: Final = 100_000


@dataclass(frozen=True, slots=True)
class AreaMap:
    """Areas read, and names by code. ``shapes[i]`` is the outline of ``areas[i]`` or None."""

    areas: tuple[Area, ...] = ()
    shapes: tuple[Any, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    """Names of villages and districts by code."""

    @property
    def villages(self) -> frozenset[str]:
        """Codes of all villages."""
        return frozenset(area.code for area in self.areas if area.level is AreaLevel.VILLAGE)


class _BadGeometryError(Exception):
    """The geometry can not be used; ``code`` is the problem's code."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def read_areas(data: bytes, at: At, problems: Problems) -> AreaMap:
    """The areas in a GeoJSON file; every unusable feature is noted with its number and code."""
    features = _features(data, at, problems)
    _refuse_vote_counts(features, at, problems)
    areas: list[Area] = []
    shapes: list[Any] = []
    names: dict[str, str] = {}
    seen: dict[str, int] = {}
    for number, feature in enumerate(features, start=1):
        area = _read_feature(feature, At(at.file, "", None, f"features[{number}]"), problems)
        if area is None:
            continue
        made, shape, district_name = area
        if made.code in seen:
            place = At(at.file, "", None, f"features[{number}]")
            problems.error("area.duplicate", place, code=made.code, first=seen[made.code])
            continue
        seen[made.code] = number
        areas.append(made)
        shapes.append(shape)
        names[made.code] = made.name
        if made.level is AreaLevel.VILLAGE and district_name:
            names.setdefault(made.parent, district_name)
    return AreaMap(tuple(areas), tuple(shapes), names)


def _refuse_vote_counts(features: Sequence[object], at: At, problems: Problems) -> None:
    """Outlines come from many hands: one with results as a property is refused whole (R1)."""
    seen: dict[str, int] = {}
    for number, feature in enumerate(features, start=1):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        for key in properties if isinstance(properties, dict) else ():
            seen.setdefault(str(key), number)
    for key, number in seen.items():
        if is_vote_count(key):
            where = At(at.file, "", None, f"features[{number}]")
            problems.error("column.vote_count", where, name=key)


def _features(data: bytes, at: At, problems: Problems) -> Sequence[object]:
    try:
        document = json.loads(data)
    except json.JSONDecodeError as failure:
        problems.error("geojson.broken", at.cell(failure.lineno))
        return ()
    except (UnicodeDecodeError, ValueError, RecursionError):
        problems.error("geojson.broken", at)
        return ()
    if not isinstance(document, dict) or not isinstance(document.get("features"), list):
        problems.error("geojson.not_collection", at)
        return ()
    crs = document.get("crs")
    if crs is not None and not _WGS84.search(json.dumps(crs)):
        problems.error("geojson.crs", at)
        return ()
    features: list[object] = document["features"]
    if not features or len(features) > _MAX_FEATURES:
        problems.error("geojson.count", at, count=len(features), limit=_MAX_FEATURES)
        return ()
    return features


def _property(properties: Mapping[str, object], keys: Sequence[str]) -> str:
    lowered = {str(key).casefold(): value for key, value in properties.items()}
    for key in keys:
        value = lowered.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)[:40] if abs(value) < 10**15 else ""
    return ""


def _read_feature(feature: object, at: At, problems: Problems) -> tuple[Area, Any, str] | None:
    if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
        problems.error("geojson.not_feature", at)
        return None
    properties = feature["properties"]
    code = _property(properties, _CODE_KEYS)
    parts = area_parts(code) if code else None
    if parts is None:
        problems.error("area.no_code", at, value=code)
        return None
    dotted = ".".join(parts)
    name = _property(properties, _NAME_KEYS)
    if not name:
        problems.warn("area.no_name", at, code=dotted)
    try:
        polygon, shape = _geometry(feature.get("geometry"))
    except _BadGeometryError as bad:
        problems.error(bad.code, at, code=dotted)
        polygon, shape = (), None
    if shape is not None and not shapely.is_valid(shape):
        problems.warn("area.invalid", at, code=dotted)
        polygon, shape = _mended(shape)
    area = Area(dotted, name or dotted, _LEVELS[len(parts) - 1], ".".join(parts[:-1]), polygon)
    return area, shape, _property(properties, _DISTRICT_KEYS)


def _geometry(geometry: object) -> tuple[MultiPolygon, Any]:
    if geometry is None:
        return (), None
    if not isinstance(geometry, dict):
        raise _BadGeometryError("area.geometry")
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind == "Polygon":
        coordinates = [coordinates]
    elif kind != "MultiPolygon":
        raise _BadGeometryError("area.geometry")
    if not isinstance(coordinates, list) or not coordinates:
        raise _BadGeometryError("area.geometry")
    polygon = tuple(_rings(rings) for rings in coordinates)
    shapes = [shapely.Polygon(rings[0], rings[1:]) for rings in polygon]
    return polygon, shapes[0] if len(shapes) == 1 else shapely.multipolygons(shapes)


def _rings(rings: object) -> tuple[Ring, ...]:
    if not isinstance(rings, list) or not rings:
        raise _BadGeometryError("area.geometry")
    return tuple(_ring(ring) for ring in rings)


def _ring(ring: object) -> Ring:
    """A closed ring of (lon, lat).

    Raises:
        _BadGeometryError: when it is no ring, or its coordinates are not degrees.
    """
    if not isinstance(ring, list) or len(ring) < 3:
        raise _BadGeometryError("area.geometry")
    try:
        points = tuple((float(point[0]), float(point[1])) for point in ring)
    except (TypeError, ValueError, IndexError, KeyError, OverflowError):
        raise _BadGeometryError("area.geometry") from None
    if not all(math.isfinite(x) and math.isfinite(y) for x, y in points):
        raise _BadGeometryError("area.geometry")
    if any(abs(x) > 180 or abs(y) > 90 for x, y in points):
        swapped = all(abs(y) <= 180 and abs(x) <= 90 for x, y in points)
        raise _BadGeometryError("area.swapped" if swapped else "area.not_degrees")
    if points[0] != points[-1]:
        points = (*points, points[0])
    if len(points) < 4:
        raise _BadGeometryError("area.geometry")
    return points


def _mended(shape: Any) -> tuple[MultiPolygon, Any]:
    """The outline without crossings of itself; the areas enclosed stay the same."""
    mended = shapely.make_valid(shape)
    parts = [part for part in shapely.get_parts(mended) if shapely.get_type_id(part) in (3, 6)]
    polygons = [piece for part in parts for piece in shapely.get_parts(part)]
    if not polygons:
        return (), None
    outlines = tuple(
        tuple(_points(ring) for ring in (piece.exterior, *piece.interiors)) for piece in polygons
    )
    return outlines, polygons[0] if len(polygons) == 1 else shapely.multipolygons(polygons)


def _points(ring: Any) -> Ring:
    coordinates = np.asarray(shapely.get_coordinates(ring))
    return tuple((float(x), float(y)) for x, y in coordinates)
