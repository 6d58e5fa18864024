"""The map of ``index.html``: an SVG that is a picture without JavaScript and a map with it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from siaga.model.places import Access, Tier
from siaga.model.plan import Level
from siaga.reports.deployment import Deployment
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

_WIDTH = 1600


@dataclass(frozen=True, slots=True)
class MapVillage:
    """A village outline; ``wet`` when most of its stations are reached by water."""

    path: str
    district: int
    name: str
    wet: bool


@dataclass(frozen=True, slots=True)
class MapDistrict:
    """What is drawn of one district; ``dots[tier]`` draws its stations of that tier."""

    name: str
    outline: str
    label: Grid
    links: str
    """Lines from each post's hub to its stations."""
    below: str
    """Stations of posts below doctrine, to be drawn as rings."""
    dots: dict[Tier, str]
    marks: list[tuple[Tier, Grid]]
    """Stations drawn as symbols of their own, for the few of the highest tiers."""


@dataclass(frozen=True, slots=True)
class MapBase:
    """A base with its symbol."""

    x: int
    y: int
    shape: str
    name: str
    district: int
    reserve: bool


@dataclass(frozen=True, slots=True)
class PageMap:
    """Everything the template draws; coordinates are grid units of the view box."""

    projection: Projection
    villages: list[MapVillage]
    districts: list[MapDistrict]
    bases: list[MapBase]
    scale_km: float
    tier_shapes: dict[Tier, str]
    base_shapes: dict[str, str]

    @property
    def scale_units(self) -> float:
        """Length of the scale bar in grid units."""
        return round(self.scale_km * self.projection.per_km, 1)


def plan_projection(deployment: Deployment) -> Projection:
    """The projection of the whole operation."""
    operation = deployment.operation
    points = area_points(operation.areas)
    points += [(s.lon, s.lat) for s in operation.stations]
    points += [(b.lon, b.lat) for b in operation.bases]
    return fit_projection(points, _WIDTH)


def page_map(deployment: Deployment, projection: Projection) -> PageMap:
    """The map of a deployment."""
    order = {district.code: i for i, district in enumerate(deployment.districts)}
    by_district = villages_by_district(deployment.operation.areas)
    return PageMap(
        projection=projection,
        villages=_villages(deployment, projection, order),
        districts=[
            MapDistrict(
                name=district.name,
                outline=district_path(by_district.get(district.code, ()), projection),
                label=_middle([projection.grid(s.lon, s.lat) for s in district.stations]),
                links=_links(deployment, district.code, projection),
                below=_below(deployment, district.code, projection),
                dots=_dots(deployment, district.code, projection),
                marks=_marks(deployment, district.code, projection),
            )
            for district in deployment.districts
        ],
        bases=_bases(deployment, projection, order),
        scale_km=scale_bar_km(projection, 0.16),
        tier_shapes=TIER_SHAPES,
        base_shapes=BASE_SHAPES,
    )


def _villages(
    deployment: Deployment, projection: Projection, order: dict[str, int]
) -> list[MapVillage]:
    water: dict[str, list[bool]] = defaultdict(list)
    for station in deployment.operation.stations:
        water[station.village].append(station.access is not Access.ROAD)
    found = []
    for district, villages in villages_by_district(deployment.operation.areas).items():
        for area in villages:
            path = area_path(area, projection)
            wet = water.get(area.code, [])
            if path:
                number = order.get(district, -1)
                found.append(MapVillage(path, number, area.name, sum(wet) * 2 > len(wet) > 0))
    return found


def _links(deployment: Deployment, district: str, projection: Projection) -> str:
    parts = []
    for post in deployment.plan.posts:
        if post.district != district:
            continue
        hub = deployment.stations[post.hub]
        x, y = projection.grid(hub.lon, hub.lat)
        for identity in post.stations:
            station = deployment.stations[identity]
            sx, sy = projection.grid(station.lon, station.lat)
            if (sx, sy) != (x, y):
                parts.append(f"M{x} {y}L{sx} {sy}")
    return "".join(parts)


def _below(deployment: Deployment, district: str, projection: Projection) -> str:
    return "".join(
        _dot(projection.grid(station.lon, station.lat))
        for station in deployment.operation.stations
        if station.district == district
        and (
            station.id not in deployment.post_of
            or deployment.post_of[station.id].level is not Level.DOCTRINE
        )
    )


def _dots(deployment: Deployment, district: str, projection: Projection) -> dict[Tier, str]:
    parts: dict[Tier, list[str]] = {Tier.KURANG_RAWAN: [], Tier.RAWAN: []}
    for station in deployment.operation.stations:
        tier = deployment.plan.vulnerability[station.id].tier
        if station.district == district and tier in parts:
            parts[tier].append(_dot(projection.grid(station.lon, station.lat)))
    return {tier: "".join(dots) for tier, dots in parts.items()}


def _marks(
    deployment: Deployment, district: str, projection: Projection
) -> list[tuple[Tier, Grid]]:
    return [
        (deployment.plan.vulnerability[s.id].tier, projection.grid(s.lon, s.lat))
        for s in deployment.operation.stations
        if s.district == district
        and deployment.plan.vulnerability[s.id].tier in (Tier.SANGAT_RAWAN, Tier.KHUSUS)
    ]


def _bases(deployment: Deployment, projection: Projection, order: dict[str, int]) -> list[MapBase]:
    waiting = {team.base for team in deployment.plan.reserves.teams}
    return [
        MapBase(
            *projection.grid(base.lon, base.lat),
            shape=base_shape(base.kind),
            name=base.name,
            district=order.get(base.district, -1),
            reserve=base.id in waiting,
        )
        for base in deployment.operation.bases
    ]


def _dot(point: Grid) -> str:
    """A line of no length: its round or square cap is the dot, as large on every zoom."""
    return f"M{point[0]} {point[1]}h0"


def _middle(points: list[Grid]) -> Grid:
    xs, ys = sorted(p[0] for p in points), sorted(p[1] for p in points)
    return xs[len(xs) // 2], ys[len(ys) // 2]
