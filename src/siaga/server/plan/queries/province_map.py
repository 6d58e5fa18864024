"""Where the province's resorts lie on a small sheet, drawn by the server."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from siaga.server.plan.queries.map_areas import SCALE, Ring
from siaga.server.plan.queries.map_province import district_outlines
from siaga.server.plan.queries.province import ResortView

WIDTH: Final = 480
HEIGHT: Final = 340
_MARGIN: Final = 26
_LARGEST: Final = 24
_SMALLEST: Final = 5
_LETTER: Final = 7.5
_LINE: Final = 18


@dataclass(frozen=True, slots=True)
class Circle:
    """A resort as drawn; the label stands to the side where there is room."""

    x: int
    y: int
    radius: int
    label_x: int
    anchor: str
    tone: str
    """``bad``, ``good`` or ``faint``."""
    name: str
    short: int
    slug: str
    labelled: bool = True
    """False where the label would lie on another: the name is told by the circle's title."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """From degrees to the sheet's own units; north is up."""

    lon: float
    lat: float
    stretch: float
    scale: float

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a place lies on the sheet."""
        return (
            WIDTH / 2 + (lon - self.lon) * self.stretch * self.scale,
            HEIGHT / 2 - (lat - self.lat) * self.scale,
        )


def sheet_of(resorts: Sequence[ResortView]) -> Sheet | None:
    """A sheet on which all stations have room; None when nobody knows where any station is."""
    boxes = [view.box for view in resorts if view.box is not None and view.lon is not None]
    if not boxes:
        return None
    west, east = min(box[0] for box in boxes), max(box[2] for box in boxes)
    south, north = min(box[1] for box in boxes), max(box[3] for box in boxes)
    lon, lat = (west + east) / 2, (south + north) / 2
    stretch = math.cos(math.radians(lat))
    wide, high = max((east - west) * stretch, 0.05), max(north - south, 0.05)
    scale = min((WIDTH - 2 * _MARGIN) / wide, (HEIGHT - 2 * _MARGIN) / high)
    return Sheet(lon, lat, stretch, scale)


def circles(resorts: Sequence[ResortView]) -> list[Circle]:
    """A circle for every resort whose stations are known, the largest first (drawn below)."""
    sheet = sheet_of(resorts)
    if sheet is None:
        return []
    most = max(1, *(view.row.short for view in resorts))
    found = []
    for view in resorts:
        if view.lon is None or view.lat is None:
            continue
        x, y = (round(place) for place in sheet.at(float(view.lon), float(view.lat)))
        radius = _SMALLEST + round((_LARGEST - _SMALLEST) * math.sqrt(view.row.short / most))
        left = x > WIDTH * 0.55
        found.append(
            Circle(
                x,
                y,
                radius,
                x - radius - 6 if left else x + radius + 6,
                "end" if left else "start",
                {"short": "bad", "closes": "good"}.get(view.row.verdict, "faint"),
                view.operation.region_name,
                view.row.short,
                view.operation.slug,
            )
        )
    return _without_overlap(sorted(found, key=lambda circle: -circle.radius))


def outlines(resorts: Sequence[ResortView]) -> str:
    """The districts of all resorts as a faint picture of the sheet, in one grey for both themes."""
    sheet = sheet_of(resorts)
    paths = [
        f'<path d="{path}"/>'
        for view in resorts
        if sheet is not None
        for _, rings in district_outlines(view.data)
        if (path := "".join(_path(ring, sheet) for ring in rings))
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"><g fill="#7d8d9b" '
        'fill-opacity="0.14" fill-rule="evenodd" stroke="#7d8d9b" stroke-opacity="0.6" '
        f'stroke-width="0.75" stroke-linejoin="round">{"".join(paths)}</g></svg>'
    )


def outlines_key(resorts: Sequence[ResortView]) -> str:
    """Changes whenever :func:`outlines` does."""
    versions = "|".join(str(view.data) for view in resorts)
    return f"province-outlines-{hashlib.sha256(versions.encode()).hexdigest()}"


def _path(ring: Ring, sheet: Sheet) -> str:
    """A packed ring in half units of the sheet; empty when it is too small to be seen."""
    corners: list[tuple[float, float]] = []
    lon = lat = 0
    for dx, dy in zip(ring[::2], ring[1::2], strict=True):
        lon, lat = lon + dx, lat + dy
        x, y = sheet.at(lon / SCALE, lat / SCALE)
        corner = (round(x * 2) / 2, round(y * 2) / 2)
        if not corners or corners[-1] != corner:
            corners.append(corner)
    if len(corners) < 4:
        return ""
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in corners) + "z"


def _without_overlap(found: Sequence[Circle]) -> list[Circle]:
    """Labels of the largest circles first; one that would lie on another is left out."""
    taken: list[tuple[float, float, float, float]] = []
    kept = []
    for circle in found:
        width = _LETTER * (len(circle.name) + len(str(circle.short or "")) + 4)
        left = circle.label_x - (width if circle.anchor == "end" else 0)
        box = (left, circle.y - _LINE / 2, left + width, circle.y + _LINE / 2)
        free = not any(
            box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
            for other in taken
        )
        if free:
            taken.append(box)
        kept.append(replace(circle, labelled=free))
    return kept
