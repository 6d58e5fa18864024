"""Where the province's resorts lie on a small sheet, drawn by the server."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from siaga.server.plan.queries.province import ResortView

WIDTH: Final = 480
HEIGHT: Final = 340
_MARGIN: Final = 50
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


def circles(resorts: Sequence[ResortView]) -> list[Circle]:
    """A circle for every resort whose stations are known, the largest first (drawn below)."""
    placed = [view for view in resorts if view.lon is not None and view.lat is not None]
    if not placed:
        return []
    lons = [float(view.lon or 0) for view in placed]
    lats = [float(view.lat or 0) for view in placed]
    middle_lon, middle_lat = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    stretch = math.cos(math.radians(middle_lat))
    wide = max((max(lons) - min(lons)) * stretch, 0.05)
    high = max(max(lats) - min(lats), 0.05)
    scale = min((WIDTH - 2 * _MARGIN) / wide, (HEIGHT - 2 * _MARGIN) / high)
    most = max(1, *(view.row.short for view in placed)) if placed else 1
    found = []
    for view, lon, lat in zip(placed, lons, lats, strict=True):
        x = round(WIDTH / 2 + (lon - middle_lon) * stretch * scale)
        y = round(HEIGHT / 2 - (lat - middle_lat) * scale)
        radius = _SMALLEST + round((_LARGEST - _SMALLEST) * math.sqrt(view.row.short / most))
        left = x > WIDTH * 0.55
        tone = {"short": "bad", "closes": "good"}.get(view.row.verdict, "faint")
        found.append(
            Circle(
                x,
                y,
                radius,
                x - radius - 6 if left else x + radius + 6,
                "end" if left else "start",
                tone,
                view.operation.region_name,
                view.row.short,
                view.operation.slug,
            )
        )
    return _without_overlap(sorted(found, key=lambda circle: -circle.radius))


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
