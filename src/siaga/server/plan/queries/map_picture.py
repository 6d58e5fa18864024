"""The first picture of the map: a drawing the browser shows before any script has arrived.

It is loaded as an image, so it holds presentation attributes only: no style sheet, no script.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from xml.sax.saxutils import escape

from django.db.models import QuerySet

from siaga.model.places import Area, AreaLevel, BaseKind
from siaga.reports.mapping import (
    BASE_SHAPES,
    Grid,
    Projection,
    area_path,
    base_shape,
    district_path,
    fit_projection,
    villages_by_district,
)
from siaga.server.plan.models import BaseRow, DataVersion, PlanStationRow, StationRow
from siaga.server.plan.queries.map_areas import areas_of
from siaga.server.plan.queries.map_scene import Scene

WIDTH: Final = 1600
_MANY: Final = 5000
"""From so many stations on, dots are drawn smaller."""

THEMES: Final[Mapping[str, Mapping[str, str]]] = {
    "light": {
        "sunken": "#f4f6f8", "land": "#e3e8ec", "village": "#ffffff", "outline": "#7d8d9b",
        "wet": "#d3e4ef", "ink": "#14212d", "halo": "#ffffff", "base": "#12395b",
        "t0": "#5b7286", "t1": "#b36f00", "t2": "#c4281a", "t3": "#6a3fa8",
    },
    "dark": {
        "sunken": "#0f161c", "land": "#1c2730", "village": "#0c1217", "outline": "#7f92a3",
        "wet": "#17303f", "ink": "#e8eef3", "halo": "#0c1217", "base": "#d6e6f5",
        "t0": "#9db1c2", "t1": "#f0b04a", "t2": "#ff7566", "t3": "#c3a1ff",
    },
}  # fmt: skip
"""Colours of ``frontend/src/styles/tokens.css``; a test holds them equal."""

_TIER_COLOUR: Final = {"kurang_rawan": "t0", "rawan": "t1", "sangat_rawan": "t2", "khusus": "t3"}
_EMPTY: Final = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 1000"></svg>'


@dataclass(frozen=True, slots=True)
class Dot:
    """A station as drawn."""

    lon: float
    lat: float
    tier: str
    district: str


def scene_picture(scene: Scene, theme: str) -> str:
    """The scene as SVG in ``theme`` (``light`` or ``dark``); an empty one without data."""
    if scene.version is None:
        return _EMPTY
    dots, names = _dots(scene)
    return draw(areas_of(scene.version), dots, names, _bases(scene.version), theme)


def _dots(scene: Scene) -> tuple[list[Dot], dict[str, str]]:
    names: dict[str, str] = {}
    dots = []
    rows: QuerySet[Any, tuple[float, float, str, str, str]]
    if scene.plan is not None:
        planned = PlanStationRow.objects.filter(plan=scene.plan)
        rows = planned.values_list("lon", "lat", "tier", "district", "district_name")
    else:
        stations = StationRow.objects.filter(version=scene.version)
        rows = stations.values_list("lon", "lat", "access", "district", "district_name")
    for lon, lat, kind, district, name in rows.iterator(chunk_size=5000):
        names[district] = name
        dots.append(Dot(lon, lat, kind if scene.plan is not None else "", district))
    return dots, names


def _bases(version: DataVersion) -> list[tuple[float, float, str]]:
    rows = BaseRow.objects.filter(version=version).order_by("id")
    return [(lon, lat, kind) for lon, lat, kind in rows.values_list("lon", "lat", "kind")]


def draw(
    areas: list[Area],
    dots: list[Dot],
    names: Mapping[str, str],
    bases: Iterable[tuple[float, float, str]],
    theme: str,
) -> str:
    """Villages, districts, stations by tier and police bases on one sheet."""
    bases = list(bases)
    points = [point for area in areas for polygon in area.polygon for point in polygon[0]]
    points += [(dot.lon, dot.lat) for dot in dots] + [(lon, lat) for lon, lat, _ in bases]
    if not points:
        return _EMPTY
    projection = fit_projection(points, WIDTH)
    colour = THEMES[theme]
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {projection.width} '
            f'{projection.height}">',
            _land(areas, projection, colour),
            _stations(dots, projection, colour),
            _police(bases, projection, colour),
            _labels(dots, names, projection, colour),
            "</svg>",
        )
    )


def _land(areas: list[Area], projection: Projection, colour: Mapping[str, str]) -> str:
    by_district = villages_by_district(areas)
    villages = "".join(
        area_path(area, projection) for area in areas if area.level is AreaLevel.VILLAGE
    )
    outlines = "".join(district_path(found, projection) for found in by_district.values())
    return (
        f'<path d="{villages}" fill="{colour["land"]}" stroke="{colour["village"]}" '
        f'fill-rule="evenodd"/><path d="{outlines}" fill="none" stroke="{colour["outline"]}" '
        'stroke-width="2" stroke-linejoin="round"/>'
    )


def _stations(dots: list[Dot], projection: Projection, colour: Mapping[str, str]) -> str:
    size = 4 if len(dots) > _MANY else 8
    by_tier: dict[str, list[Grid]] = defaultdict(list)
    for dot in dots:
        by_tier[dot.tier].append(projection.grid(dot.lon, dot.lat))
    parts = []
    for tier in ("", *_TIER_COLOUR):
        found = by_tier.get(tier)
        if found:
            parts.append(_marks(tier, sorted(set(found)), size, colour))
    return "".join(parts)


def _marks(tier: str, points: list[Grid], size: int, colour: Mapping[str, str]) -> str:
    """One path for all stations of a tier: round, square, triangle or diamond."""
    ink = colour[_TIER_COLOUR.get(tier, "t0")]
    if tier in ("sangat_rawan", "khusus"):
        r = size
        shape = (
            f"l{r} {2 * r}h-{2 * r}z" if tier == "sangat_rawan" else f"l{r} {r}l-{r} {r}l-{r}-{r}z"
        )
        path = "".join(f"M{x} {y - r}{shape}" for x, y in points)
        return f'<path d="{path}" fill="{ink}" stroke="{colour["halo"]}" stroke-width="1.5"/>'
    cap = "square" if tier == "rawan" else "round"
    path = "".join(f"M{x} {y}h0" for x, y in points)
    return (
        f'<path d="{path}" fill="none" stroke="{ink}" stroke-width="{size}" '
        f'stroke-linecap="{cap}"/>'
    )


def _police(
    bases: list[tuple[float, float, str]], projection: Projection, colour: Mapping[str, str]
) -> str:
    known = {kind.value for kind in BaseKind}
    police = [
        projection.grid(lon, lat)
        for lon, lat, kind in bases
        if kind in known and base_shape(BaseKind(kind)) == "police"
    ]
    shape = BASE_SHAPES["police"]
    return "".join(
        f'<path transform="translate({x} {y}) scale(1.5)" d="{shape}" fill="{colour["base"]}" '
        f'stroke="{colour["halo"]}"/>'
        for x, y in police
    )


def _labels(
    dots: list[Dot], names: Mapping[str, str], projection: Projection, colour: Mapping[str, str]
) -> str:
    places: dict[str, list[Grid]] = defaultdict(list)
    for dot in dots:
        places[dot.district].append(projection.grid(dot.lon, dot.lat))
    parts = [
        f'<g font-family="sans-serif" font-size="21" font-weight="600" text-anchor="middle" '
        f'fill="{colour["ink"]}" stroke="{colour["halo"]}" stroke-width="5" '
        'stroke-linejoin="round" paint-order="stroke">'
    ]
    for district, points in places.items():
        x = sorted(point[0] for point in points)[len(points) // 2]
        y = sorted(point[1] for point in points)[len(points) // 2]
        parts.append(f'<text x="{x}" y="{y}">{escape(names[district])}</text>')
    return "".join((*parts, "</g>"))
