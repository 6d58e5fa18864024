"""``plan.geojson`` (RFC 7946): stations, posts and bases for any map program."""

from __future__ import annotations

import json
import math
from typing import Any

from siaga.model.operation import Operation
from siaga.model.places import Base, Station
from siaga.model.plan import Plan, Post
from siaga.reports.deployment import Deployment
from siaga.reports.stamp import Stamp

Json = dict[str, Any]


def geojson_text(operation: Operation, plan: Plan, stamp: Stamp | None = None) -> str:
    """A FeatureCollection in WGS84 (lon, lat), one feature per line.

    ``kind`` says what a feature is: ``post`` (the hull of its stations, a line for two, a point for
    one), ``station``, ``base``. Posts come first so that programs draw them below. ``stamp`` is a
    member ``description`` of the collection.
    """
    deployment = Deployment(operation, plan)
    features = [_post(deployment, post) for post in plan.posts]
    features += [_station(deployment, station) for station in operation.stations]
    features += [_base(deployment, base) for base in operation.bases]
    lines = ",\n".join(
        json.dumps(feature, ensure_ascii=False, allow_nan=False) for feature in features
    )
    words = ""
    if stamp is not None:
        told = f"{stamp.mark} · {stamp.line}" if stamp.mark else stamp.line
        words = f'"description": {json.dumps(told, ensure_ascii=False)}, '
    return f'{{"type": "FeatureCollection", {words}"features": [\n{lines}\n]}}\n'


def _feature(identity: str, geometry: Json, properties: Json) -> Json:
    return {"type": "Feature", "id": identity, "geometry": geometry, "properties": properties}


def _position(place: Station | Base) -> tuple[float, float]:
    return round(place.lon, 6), round(place.lat, 6)


def _post(deployment: Deployment, post: Post) -> Json:
    members = [deployment.stations[station] for station in post.stations]
    hub = deployment.stations[post.hub]
    properties = {
        "kind": "post",
        "post": post.id,
        "district": post.district,
        "district_name": deployment.district_names[post.district],
        "tier": post.tier.value,
        "pattern": post.pattern,
        "level": post.level.value,
        "stations": list(post.stations),
        "team_size": post.team_size,
        "officers": [placement.officer for placement in deployment.crews.get(post.id, ())],
        "hub": post.hub,
        "hub_lon": _position(hub)[0],
        "hub_lat": _position(hub)[1],
        "max_minutes": _finite(post.max_minutes),
        "access": post.access.value,
        "threat": _finite(post.threat),
        "voters": deployment.voters(post),
    }
    return _feature(f"post:{post.id}", _outline([_position(s) for s in members]), properties)


def _station(deployment: Deployment, station: Station) -> Json:
    scores = deployment.plan.vulnerability[station.id]
    post = deployment.post_of.get(station.id)
    properties = {
        "kind": "station",
        "station": station.id,
        "name": station.name,
        "village": station.village,
        "village_name": station.village_name,
        "district": station.district,
        "district_name": station.district_name,
        "voters": station.voters,
        "tier": scores.tier.value,
        "threat": _finite(scores.threat),
        "reach": _finite(scores.reach),
        "access": station.access.value,
        "position": station.position.value,
        "post": post.id if post else None,
        "level": post.level.value if post else "unguarded",
    }
    geometry = {"type": "Point", "coordinates": _position(station)}
    return _feature(f"station:{station.id}", geometry, properties)


def _base(deployment: Deployment, base: Base) -> Json:
    teams = [team.id for team in deployment.plan.reserves.teams if team.base == base.id]
    properties = {
        "kind": "base",
        "base": base.id,
        "name": base.name,
        "base_kind": base.kind.value,
        "district": base.district,
        "access": base.access.value,
        "position": base.position.value,
        "reserve_teams": teams,
    }
    geometry = {"type": "Point", "coordinates": _position(base)}
    return _feature(f"base:{base.id}", geometry, properties)


def _outline(points: list[tuple[float, float]]) -> Json:
    """The convex hull of ``points`` as the simplest geometry that holds it."""
    hull = convex_hull(points)
    if len(hull) == 1:
        return {"type": "Point", "coordinates": hull[0]}
    if len(hull) == 2:
        return {"type": "LineString", "coordinates": hull}
    return {"type": "Polygon", "coordinates": [[*hull, hull[0]]]}


def convex_hull(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Corners of the convex hull, counter-clockwise (Andrew's monotone chain)."""
    ordered = sorted(set(points))
    if len(ordered) <= 2:
        return ordered

    def half(line: list[tuple[float, float]]) -> list[tuple[float, float]]:
        chain: list[tuple[float, float]] = []
        for point in line:
            while len(chain) >= 2 and _turn(chain[-2], chain[-1], point) <= 0:
                chain.pop()
            chain.append(point)
        return chain[:-1]

    return half(ordered) + half(ordered[::-1])


def _turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    """Positive when a-b-c turns left."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
