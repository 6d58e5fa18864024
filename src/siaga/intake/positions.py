"""Where places lie: columns swapped, outside Indonesia or every area, in the wrong village."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import shapely

from siaga.intake.areas import AreaMap
from siaga.intake.cells import INDONESIA
from siaga.intake.collector import At, Problems
from siaga.intake.tables import Row, Table
from siaga.model.places import AreaLevel, Station

_KM_PER_DEGREE: Final = 111.2

BORDER_KM: Final = 0.3
"""Published outlines of villages differ by about this much: nearer than this is no problem."""

FAR_KM: Final = 20.0
"""A station farther than this from every area is an error, not a drawing inaccuracy."""


def _in_indonesia(lat: float, lon: float) -> bool:
    south, north, west, east = INDONESIA
    return south <= lat <= north and west <= lon <= east


def read_position(table: Table, row: Row, problems: Problems) -> tuple[float, float] | None:
    """(lat, lon) of a row; None, with the problem noted, when it can not be in Indonesia."""
    lat, lon = row.values.get("lat"), row.values.get("lon")
    if not isinstance(lat, float) or not isinstance(lon, float):
        return None
    if _in_indonesia(lat, lon):
        return lat, lon
    at = table.where(row, "lat")
    if _in_indonesia(lon, lat):
        problems.error("position.swapped", at, lat=lon, lon=lat)
    elif lat == 0 and lon == 0:
        problems.error("position.zero", at)
    else:
        problems.error("position.outside_indonesia", at, lat=lat, lon=lon)
    row.bad |= {"lat", "lon"}
    return None


@dataclass(frozen=True, slots=True)
class _Outlines:
    codes: tuple[str, ...]
    shapes: Any
    """Outlines, one per code."""
    tree: Any


def _outlines(areas: AreaMap) -> _Outlines | None:
    """Village outlines, or those of the finest level there is."""
    for level in (AreaLevel.VILLAGE, AreaLevel.DISTRICT, AreaLevel.REGENCY, AreaLevel.PROVINCE):
        found = [
            (area.code, shape)
            for area, shape in zip(areas.areas, areas.shapes, strict=True)
            if shape is not None and area.level is level
        ]
        if found:
            shapes = np.array([shape for _, shape in found], dtype=object)
            shapely.prepare(shapes)
            return _Outlines(tuple(code for code, _ in found), shapes, shapely.STRtree(shapes))
    return None


def check_in_areas(
    stations: Sequence[tuple[Station, At]], areas: AreaMap, problems: Problems
) -> None:
    """Note stations outside every area and stations in another village than their code says."""
    outlines = _outlines(areas)
    if outlines is None or not stations:
        return
    index_of = {code: index for index, code in enumerate(outlines.codes)}
    lat = np.array([station.lat for station, _ in stations])
    lon = np.array([station.lon for station, _ in stations])
    points = shapely.points(lon, lat)
    station_index, area_index = outlines.tree.query(points, predicate="intersects")
    containing: list[set[int]] = [set() for _ in stations]
    for station, area in zip(station_index.tolist(), area_index.tolist(), strict=True):
        containing[station].add(area)
    depth = outlines.codes[0].count(".") + 1
    for number, (station_value, at) in enumerate(stations):
        own = index_of.get(".".join(station_value.village.split(".")[:depth]))
        inside = containing[number]
        if own in inside:
            continue
        if own is None:
            problems.warn("station.area_unknown", at, code=station_value.village)
        elif inside and _km(points[number], outlines.shapes[own]) > BORDER_KM:
            other = outlines.codes[min(inside)]
            problems.warn(
                "station.other_area", at,
                own=outlines.codes[own], other=other, name=areas.names.get(other, other),
            )  # fmt: skip
        if not inside:
            _note_outside(station_value, points[number], outlines, at, problems)


def _km(point: Any, shape: Any) -> float:
    """Kilometres from a point to an outline, near the equator."""
    return float(shapely.distance(point, shape)) * _KM_PER_DEGREE


def _note_outside(
    station: Station, point: Any, outlines: _Outlines, at: At, problems: Problems
) -> None:
    mirrored = shapely.points(station.lon, -station.lat)
    if len(outlines.tree.query(mirrored, predicate="intersects")):
        problems.error("position.sign", at, lat=station.lat, meant=-station.lat)
        return
    nearest_index = int(outlines.tree.nearest(point))
    distance = _km(point, outlines.shapes[nearest_index])
    if distance <= BORDER_KM:
        return
    note = problems.error if distance > FAR_KM else problems.warn
    note(
        "station.outside_areas", at,
        lat=station.lat, lon=station.lon, km=round(distance, 1),
        nearest=outlines.codes[nearest_index],
    )  # fmt: skip
