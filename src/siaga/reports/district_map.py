"""The map of one kecamatan as SVG, for print: shapes tell the tiers apart without colour."""

from __future__ import annotations

from typing import Final
from xml.sax.saxutils import escape

from siaga.model.language import Language, format_number
from siaga.model.places import TIER_ORDER, Area, AreaLevel, Station, Tier
from siaga.model.plan import Level, Post
from siaga.reports.deployment import Deployment, District
from siaga.reports.geojson import convex_hull
from siaga.reports.mapping import (
    BASE_SHAPES,
    TIER_SHAPES,
    Grid,
    Projection,
    area_path,
    area_points,
    base_shape,
    district_path,
    fit_projection,
    scale_bar_km,
    villages_by_district,
)

TIER_COLOURS: Final[dict[Tier, str]] = {
    Tier.KURANG_RAWAN: "#48607a",
    Tier.RAWAN: "#c27803",
    Tier.SANGAT_RAWAN: "#c4281a",
    Tier.KHUSUS: "#6a3fa8",
}
_WIDTH: Final = 1000
_INK: Final = "#14212d"
_FAMILY: Final = "IBM Plex Sans"


def tier_mark(tier: Tier) -> str:
    """A tier's symbol alone, for a legend."""
    return _mark(TIER_SHAPES[tier], TIER_COLOURS[tier])


def base_mark(shape: str) -> str:
    """A base's symbol alone, for a legend; ``shape`` is a key of ``BASE_SHAPES``."""
    return _mark(BASE_SHAPES[shape], "#12395b")


def below_mark() -> str:
    """The ring around a station below doctrine, for a legend."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-10 -10 20 20">'
        '<circle r="8" fill="none" stroke="#8f5200" stroke-width="2.4" stroke-dasharray="4 2"/>'
        "</svg>"
    )


def _mark(shape: str, colour: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-10 -10 20 20">'
        f'<path d="{shape}" fill="{colour}"/></svg>'
    )


def district_map(deployment: Deployment, district: District, language: Language) -> str:
    """SVG of a kecamatan: villages, stations by tier, posts as hulls and spokes, bases, scale.

    ``district`` is drawn as large as fits a frame about as high as 0.62 to 0.8 of its width;
    neighbours are shown pale.
    """
    areas = deployment.operation.areas
    villages = [a for a in areas if a.level is AreaLevel.VILLAGE and a.parent == district.code]
    villages = [a for a in villages if a.polygon]
    points = area_points(villages) + [(s.lon, s.lat) for s in district.stations]
    projection = fit_projection(points, _WIDTH, ratio=(0.7, 0.7), margin=0.02)
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="0 0 {projection.width} {projection.height}">',
        f'<rect width="{projection.width}" height="{projection.height}" fill="#f7f9fa"/>',
        *_neighbours(areas, district.code, projection),
        *(
            f'<path d="{path}" fill="#e9eef2" stroke="#fff" stroke-width="2"/>'
            for path in (area_path(area, projection) for area in villages)
            if path
        ),
    ]
    outline = district_path(villages, projection)
    if outline:
        parts.append(f'<path d="{outline}" fill="none" stroke="#7d8d9b" stroke-width="2.2"/>')
    parts += [_post_lines(deployment, post, projection) for post in district.posts]
    parts += [_station(deployment, s, projection) for s in _by_tier(deployment, district)]
    parts += _bases(deployment, district, projection)
    parts += _labels(deployment, district, projection)
    parts.append(_scale(projection, language))
    parts.append("</svg>")
    return "".join(parts)


def overview_map(deployment: Deployment, language: Language) -> str:
    """SVG of the whole operation: kecamatan with their names, stations by tier, police bases."""
    operation = deployment.operation
    points = area_points(operation.areas) + [(s.lon, s.lat) for s in operation.stations]
    projection = fit_projection(points, _WIDTH, ratio=(1.05, 1.05), margin=0.02)
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="0 0 {projection.width} {projection.height}">',
        f'<rect width="{projection.width}" height="{projection.height}" fill="#f7f9fa"/>',
    ]
    villages = villages_by_district(operation.areas)
    for members in villages.values():
        outline = district_path(members, projection)
        parts.append(f'<path d="{outline}" fill="#e9eef2" stroke="#7d8d9b" stroke-width="2"/>')
    for district in deployment.districts:
        parts += [
            _station(deployment, station, projection, 0.9)
            for station in _by_tier(deployment, district)
        ]
    parts += _bases(deployment, None, projection)
    for district in deployment.districts:
        places = [projection.grid(s.lon, s.lat) for s in district.stations]
        x = sum(place[0] for place in places) / len(places)
        y = sum(place[1] for place in places) / len(places)
        parts.append(_text(district.name, min(max(x, 60), _WIDTH - 60), y, 20, _INK, 600))
    parts.append(_scale(projection, language))
    parts.append("</svg>")
    return "".join(parts)


def _neighbours(areas: tuple[Area, ...], district: str, projection: Projection) -> list[str]:
    """Villages of other districts that reach into the picture."""
    parts = []
    for area in areas:
        if area.level is not AreaLevel.VILLAGE or area.parent == district or not area.polygon:
            continue
        corners = [projection.grid(*point) for point in area_points([area])]
        xs, ys = [c[0] for c in corners], [c[1] for c in corners]
        if max(xs) < 0 or min(xs) > projection.width:
            continue
        if max(ys) < 0 or min(ys) > projection.height:
            continue
        path = area_path(area, projection)
        if path:
            parts.append(f'<path d="{path}" fill="#f1f4f6" stroke="#dde3e8" stroke-width="1.2"/>')
    return parts


def _by_tier(deployment: Deployment, district: District) -> list[Station]:
    """Stations with the highest tiers last, so that they are drawn on top."""
    return sorted(
        district.stations,
        key=lambda s: TIER_ORDER.index(deployment.plan.vulnerability[s.id].tier),
    )


def _post_lines(deployment: Deployment, post: Post, projection: Projection) -> str:
    stations = [deployment.stations[station] for station in post.stations]
    places = [projection.grid(s.lon, s.lat) for s in stations]
    hub_station = deployment.stations[post.hub]
    hub = projection.grid(hub_station.lon, hub_station.lat)
    spokes = "".join(f"M{hub[0]} {hub[1]}L{x} {y}" for x, y in places if (x, y) != hub)
    if not spokes:
        return ""
    hull = "L".join(f"{x:.0f} {y:.0f}" for x, y in convex_hull([(x, y) for x, y in places]))
    return (
        f'<path d="M{hull}z" fill="#3f7cb5" fill-opacity="0.10" stroke="#3f7cb5" '
        'stroke-opacity="0.22" stroke-width="8" stroke-linejoin="round"/>'
        f'<path d="{spokes}" fill="none" stroke="#3f5870" stroke-width="1.5"/>'
    )


def _station(
    deployment: Deployment, station: Station, projection: Projection, size: float = 1.0
) -> str:
    x, y = projection.grid(station.lon, station.lat)
    tier = deployment.plan.vulnerability[station.id].tier
    post = deployment.post_of.get(station.id)
    ring = ""
    if post is None or post.level is not Level.DOCTRINE:
        ring = (
            '<circle r="10" fill="none" stroke="#8f5200" stroke-width="2" stroke-dasharray="4 2"/>'
        )
    return (
        f'<g transform="translate({x} {y}) scale({size})">{ring}<path d="{TIER_SHAPES[tier]}" '
        f'fill="{TIER_COLOURS[tier]}" stroke="#fff" stroke-width="0.9"/></g>'
    )


def _bases(deployment: Deployment, district: District | None, projection: Projection) -> list[str]:
    """Bases in the picture, those of other districts pale; without ``district`` police alone."""
    waiting = {team.base for team in deployment.plan.reserves.teams}
    parts = []
    for base in deployment.operation.bases:
        x, y = projection.grid(base.lon, base.lat)
        if not (0 <= x <= projection.width and 0 <= y <= projection.height):
            continue
        shape = base_shape(base.kind)
        if district is None and shape != "police":
            continue
        ring = (
            '<circle r="13" fill="none" stroke="#12395b" stroke-width="1.8" '
            'stroke-dasharray="3 2"/>'
            if base.id in waiting
            else ""
        )
        faded = ' opacity="0.45"' if district and base.district != district.code else ""
        parts.append(
            f'<g transform="translate({x} {y})"{faded}>{ring}'
            f'<path d="{BASE_SHAPES[shape]}" fill="#12395b" stroke="#fff" '
            'stroke-width="1.2"/></g>'
        )
    return parts


Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""left, top, right, bottom in grid units."""

_SIZE: Final = 15


def _labels(deployment: Deployment, district: District, projection: Projection) -> list[str]:
    """Post numbers, then village names where there is room for them.

    A number always stands: the table speaks of it. A name that would run into others is left out
    rather than made unreadable; the village is in the table too.
    """
    taken: list[Box] = []
    parts = []
    for post in district.posts:
        hub = deployment.stations[post.hub]
        x, y = projection.grid(hub.lon, hub.lat)
        number = post.id.rsplit("-", 1)[-1].lstrip("0") or post.id
        places: list[Point] = [(x + 9, y + 14), (x + 9, y - 6), (x - 9, y + 14), (x - 9, y - 6)]
        at = _free(number, places, taken, projection) or places[0]
        taken.append(_box(number, at[0], at[1]))
        parts.append(_text(number, at[0], at[1], _SIZE, "#0b4a86", 600))
    members: dict[str, list[Grid]] = {}
    for station in district.stations:
        members.setdefault(station.village_name, []).append(
            projection.grid(station.lon, station.lat)
        )
    for name, found in sorted(members.items()):
        x_middle = sum(place[0] for place in found) / len(found)
        top, bottom = min(place[1] for place in found), max(place[1] for place in found)
        right, left = max(place[0] for place in found), min(place[0] for place in found)
        half = (_box(name, 0, 0)[2] - _box(name, 0, 0)[0]) / 2
        middle = (top + bottom) / 2
        places = [
            (x_middle, top - 11), (x_middle, bottom + 22), (right + half + 10, middle),
            (left - half - 10, middle), (x_middle, top - 28), (x_middle, bottom + 39),
        ]  # fmt: skip
        spot = _free(name, places, taken, projection)
        if spot:
            taken.append(_box(name, spot[0], spot[1]))
            parts.append(_text(name, spot[0], spot[1], _SIZE, "#33475a", 400))
    return parts


def _box(text: str, x: float, y: float) -> Box:
    half = len(text) * _SIZE * 0.27 + 2
    return x - half, y - _SIZE * 0.8, x + half, y + _SIZE * 0.25


def _free(text: str, places: list[Point], taken: list[Box], projection: Projection) -> Point | None:
    """The first of ``places`` inside the picture where ``text`` meets nothing taken."""
    for x, y in places:
        left, top, right, bottom = _box(text, x, y)
        if left < 2 or top < 2 or right > projection.width - 2 or bottom > projection.height - 2:
            continue
        if not any(
            left < other[2] and other[0] < right and top < other[3] and other[1] < bottom
            for other in taken
        ):
            return x, y
    return None


def _scale(projection: Projection, language: Language) -> str:
    km = scale_bar_km(projection)
    length = km * projection.per_km
    x, y = 22, projection.height - 20
    shown = format_number(km, language, 0 if km >= 1 else 1)
    north = "U" if language == "id" else "N"
    top = projection.height - 84
    return (
        f'<path d="M{x} {y - 8}V{y}H{x + length:.1f}V{y - 8}" fill="none" stroke="{_INK}" '
        'stroke-width="2.4"/>'
        + _text(f"{shown} km", x + length / 2, y - 10, 16, _INK, 600)
        + f'<path d="M{x + 14} {top}L{x + 24} {top + 28}L{x + 14} {top + 22}L{x + 4} {top + 28}z" '
        f'fill="{_INK}"/>' + _text(north, x + 14, top - 5, 16, _INK, 600)
    )


def _text(text: str, x: float, y: float, size: int, colour: str, weight: int) -> str:
    attributes = (
        f'x="{x:.1f}" y="{y:.1f}" font-family="{_FAMILY}" font-size="{size}" '
        f'font-weight="{weight}" text-anchor="middle"'
    )
    words = escape(text)
    return (
        f'<text {attributes} fill="none" stroke="#fff" stroke-width="3.2" stroke-linejoin="round">'
        f'{words}</text><text {attributes} fill="{colour}">{words}</text>'
    )
