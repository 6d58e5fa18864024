"""Stations that may share posts, their grouping problem, and a post written down from its stations.

A bucket is what grouping works on: the stations of one district and pattern. Planning, shortage,
locks and hand edits all write their posts with :func:`draft_post`, so that a post's hub, minutes,
travel and access are worked out in one way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from siaga.geo.travel import TravelTimes
from siaga.model.doctrine import Pattern
from siaga.model.operation import Operation
from siaga.model.places import TIER_ORDER, Access, Station, Tier
from siaga.model.plan import Level, Post, Reason
from siaga.model.risk import RiskReport
from siaga.planning.grouping.problem import GroupingProblem, best_hub, build_problem


@dataclass(frozen=True, slots=True)
class Bucket:
    """Stations that may share posts: one district, one pattern."""

    district: str
    pattern: Pattern
    stations: tuple[Station, ...]
    alone: bool
    """Special stations: one post each, whatever k is."""


def travel_weight(threat: float) -> float:
    """Weight of a station in travel: 1 without threat, 3 at threat 100.

    A team is farthest from where it is least likely to be needed: a station at threat 50 counts
    as much as two quiet ones.
    """
    return 1.0 + threat / 50.0


def tier_of(station: Station, risk: RiskReport) -> Tier:
    """The tier a station is guarded at."""
    return risk.stations[station.id].tier


def make_buckets(
    operation: Operation, risk: RiskReport, without: frozenset[str] = frozenset()
) -> tuple[Bucket, ...]:
    """Stations by (district, pattern, alone), districts and patterns in order of their codes.

    Two tiers of a district that doctrine gives the same pattern share its posts. Stations whose id
    is in ``without`` are left out.
    """
    found: dict[tuple[str, str, bool], list[Station]] = {}
    for station in operation.stations:
        if station.id in without:
            continue
        tier = tier_of(station, risk)
        pattern = operation.doctrine.pattern_for(station, tier)
        key = (station.district, pattern.name, station.stands_alone)
        found.setdefault(key, []).append(station)
    return tuple(
        Bucket(district, operation.doctrine.patterns[name], tuple(stations), alone)
        for (district, name, alone), stations in sorted(found.items(), key=lambda item: item[0])
    )


def weights_of(stations: Sequence[Station], risk: RiskReport) -> NDArray[np.float64]:
    """``weight[station]`` for :func:`travel_weight`."""
    return np.array([travel_weight(risk.stations[s.id].threat) for s in stations])


def village_numbers(stations: Sequence[Station]) -> NDArray[np.int64]:
    """``village[station]``, numbered from 0 in order of appearance."""
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(s.village, len(numbers)) for s in stations])


def bucket_problem(
    bucket: Bucket,
    risk: RiskReport,
    travel: TravelTimes,
    *,
    capacity: int | None = None,
    max_minutes: float | None = None,
) -> GroupingProblem:
    """The grouping problem of a bucket, with the pattern's k and T unless others are given."""
    limit = 1 if bucket.alone else (capacity or bucket.pattern.stations_per_group)
    return build_problem(
        travel.block(bucket.stations, bucket.stations).minutes,
        weights_of(bucket.stations, risk),
        village_numbers(bucket.stations),
        limit,
        bucket.pattern.max_minutes if max_minutes is None else max_minutes,
    )


def village_problem(bucket: Bucket, risk: RiskReport, travel: TravelTimes) -> GroupingProblem:
    """The same with stations at the middle of their village's stations, at its mean weight."""
    village = village_numbers(bucket.stations)
    count = np.bincount(village)
    mean = [
        np.bincount(village, weights=np.array(values)) / count
        for values in (
            [s.lat for s in bucket.stations],
            [s.lon for s in bucket.stations],
            weights_of(bucket.stations, risk),
        )
    ]
    places = [
        _village_place([s for s, v in zip(bucket.stations, village, strict=True) if v == number],
                       float(mean[0][number]), float(mean[1][number]))
        for number in range(len(count))
    ]  # fmt: skip
    minutes = travel.block(places, places).minutes[np.ix_(village, village)]
    return build_problem(
        minutes,
        mean[2][village],
        village,
        bucket.pattern.stations_per_group,
        bucket.pattern.max_minutes,
    )


def _village_place(stations: Sequence[Station], lat: float, lon: float) -> Station:
    """A stand-in at the village's middle, reached as most of its stations are."""
    counts = {access: sum(s.access is access for s in stations) for access in Access}
    access = max(Access, key=lambda kind: counts[kind])
    return replace(stations[0], id=stations[0].village, lat=lat, lon=lon, access=access)


def draft_post(
    bucket: Bucket,
    problem: GroupingProblem,
    group: tuple[int, ...],
    risk: RiskReport,
    *,
    level: Level = Level.DOCTRINE,
    team_size: int | None = None,
    reasons: tuple[Reason, ...] = (),
    hub: str = "",
) -> Post:
    """A post without its number. ``group`` holds positions in ``bucket.stations``.

    ``problem.cost`` must hold minutes times the weight of :func:`weights_of`. The team is based at
    ``hub``, or where travel is least.
    """
    stations = [bucket.stations[i] for i in group]
    rows = np.array(group)
    based, travel = best_hub(problem, group)
    if hub:
        based = next(i for i in group if bucket.stations[i].id == hub)
        travel = float(problem.cost[based, rows].sum())
    weight = weights_of(stations, risk)
    minutes = problem.cost[np.ix_(rows, rows)] / weight[None, :]
    tiers = [tier_of(station, risk) for station in stations]
    water = [s.access for s in stations if s.access is not Access.ROAD]
    return Post(
        id="",
        district=bucket.district,
        tier=max(tiers, key=TIER_ORDER.index),
        pattern=bucket.pattern.name,
        level=level,
        stations=tuple(station.id for station in stations),
        hub=bucket.stations[based].id,
        team_size=bucket.pattern.officers if team_size is None else team_size,
        max_minutes=round(float(minutes.max()), 3),
        travel=round(travel, 4),
        access=max(water, key=list(Access).index) if water else Access.ROAD,
        threat=max(risk.stations[station.id].threat for station in stations),
        reasons=reasons or _reasons(bucket, stations, float(minutes.max())),
    )


def _reasons(bucket: Bucket, stations: Sequence[Station], minutes: float) -> tuple[Reason, ...]:
    """Why these stations are together, or why one is alone."""
    pattern = bucket.pattern
    if bucket.alone:
        return (Reason("posts.special", {"station": stations[0].name}),)
    if pattern.stations_per_group == 1:
        return (Reason("posts.single", {"pattern": pattern.name}),)
    if len(stations) == 1:
        limits = {"k": pattern.stations_per_group, "limit": pattern.max_minutes}
        return (Reason("posts.lone", limits),)
    villages = len({station.village for station in stations})
    values: dict[str, str | int | float] = {
        "stations": len(stations),
        "villages": villages,
        "minutes": round(minutes, 1),
        "k": pattern.stations_per_group,
        "limit": pattern.max_minutes,
    }
    return (Reason("posts.grouped" if villages == 1 else "posts.grouped.villages", values),)


def number_posts(drafts: Sequence[Post], stations: Mapping[str, Station]) -> tuple[Post, ...]:
    """Give posts their ids: ``P-<district>-<running number>``, from north-west to south-east.

    Districts come in the order of their codes; within one, posts by the hub's latitude falling in
    bands of about 5 km, then by longitude, so that neighbours on the map have neighbouring numbers.
    The district part is the last part of its code, lengthened by the part before it where two
    districts would otherwise share it.
    """
    labels = _district_labels(sorted({post.district for post in drafts}))

    def place(post: Post) -> tuple[str, int, float, str]:
        hub = stations[post.hub]
        return post.district, -round(hub.lat / 0.05), hub.lon, post.hub

    numbered: list[Post] = []
    running: dict[str, int] = {}
    for post in sorted(drafts, key=place):
        running[post.district] = running.get(post.district, 0) + 1
        label = labels[post.district]
        numbered.append(replace(post, id=f"P-{label}-{running[post.district]:03d}"))
    return tuple(numbered)


def _district_labels(districts: Sequence[str]) -> dict[str, str]:
    """Shortest tail of each district code that no other district shares."""
    for parts in (1, 2, 3):
        labels = {code: "".join(code.split(".")[-parts:]) for code in districts}
        if len(set(labels.values())) == len(districts):
            return labels
    return {code: code for code in districts}
