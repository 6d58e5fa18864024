"""Posts: which stations one team guards (pos pengamanan).

The stations of one district and pattern are partitioned into groups of at most k stations, no two
farther apart than T minutes, with the fewest officers first and the least risk-weighted travel
second. Special stations stand alone. Method: :mod:`siaga.planning.grouping`.

Three bounds come with the result:

- ``posts.officers``: officers of all posts. Proven: no partition that keeps k and T needs fewer
  (set covering relaxation per district, rounded up to whole groups).
- ``posts.travel.station``: risk-weighted minutes from each post's hub to its stations. Proven: no
  partition into as few posts travels less (Lagrangian relaxation, cutting planes, branching).
- ``posts.travel.village``: the same problem with every station moved to the middle of its
  village's stations and given the village's mean weight: what can be known when only the village
  of a station is. Its value is the best grouping of *that* problem and the bound its proof.

All three are about the posts at doctrine, before a shortage thins some of them.
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
from siaga.model.plan import Bound, Level, Post, Reason
from siaga.model.risk import RiskReport
from siaga.model.run import Run
from siaga.planning.grouping.problem import (
    Grouping,
    GroupingProblem,
    best_hub,
    build_problem,
)
from siaga.planning.grouping.solve import Effort, solve_all

STEP = "posts"
"""Name of this step in progress reports."""

TRAVEL_UNIT = "risk-weighted minutes"


@dataclass(frozen=True, slots=True)
class PostPlan:
    """All posts at doctrine, with what is proven about them."""

    posts: tuple[Post, ...]
    bounds: tuple[Bound, ...]
    complete: bool

    @property
    def officers(self) -> int:
        """Officers all posts need."""
        return sum(post.team_size for post in self.posts)


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


def make_buckets(operation: Operation, risk: RiskReport) -> tuple[Bucket, ...]:
    """Stations by (district, pattern, alone), districts and patterns in order of their codes.

    Two tiers of a district that doctrine gives the same pattern share its posts.
    """
    found: dict[tuple[str, str, bool], list[Station]] = {}
    for station in operation.stations:
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


def plan_posts(
    operation: Operation,
    risk: RiskReport,
    travel: TravelTimes,
    *,
    run: Run,
    effort: Effort | None = None,
) -> PostPlan:
    """Group every station of the operation into posts.

    Args:
        operation: stations and doctrine.
        risk: tier and threat of every station.
        travel: minutes between stations.
        run: seed, time limit, progress. With no time left the posts are greedy but still valid.
        effort: work to do; None: the usual.

    Raises:
        KeyError: doctrine names no pattern for a tier in use (the check of an operation folder
            refuses that before).
    """
    buckets = make_buckets(operation, risk)
    problems = [bucket_problem(b, risk, travel) for b in buckets]
    pairs = [
        (problem, None if problem.capacity == 1 else village_problem(bucket, risk, travel))
        for bucket, problem in zip(buckets, problems, strict=True)
    ]
    solved = solve_all(pairs, run, STEP, effort)
    groupings = [stations for stations, _ in solved]
    at_villages = [villages for _, villages in solved if villages is not None]
    drafts = [
        draft_post(bucket, problem, group, risk)
        for bucket, problem, grouping in zip(buckets, problems, groupings, strict=True)
        for group in grouping.groups
    ]
    posts = number_posts(drafts, {s.id: s for s in operation.stations})
    bounds = (
        _officers_bound(buckets, groupings),
        _travel_bound("posts.travel.station", groupings),
        _travel_bound("posts.travel.village", at_villages),
    )
    return PostPlan(posts, bounds, all(bound.complete for bound in bounds))


def _officers_bound(buckets: Sequence[Bucket], groupings: Sequence[Grouping]) -> Bound:
    pairs = list(zip(buckets, groupings, strict=True))
    return Bound(
        step="posts.officers",
        value=float(sum(b.pattern.officers * len(g.groups) for b, g in pairs)),
        bound=float(sum(b.pattern.officers * g.fewest for b, g in pairs)),
        unit="officers",
        complete=all(g.complete for g in groupings),
    )


def _travel_bound(step: str, groupings: Sequence[Grouping]) -> Bound:
    return Bound(
        step=step,
        value=sum(g.travel for g in groupings),
        bound=sum(g.travel_bound for g in groupings),
        unit=TRAVEL_UNIT,
        complete=all(g.complete for g in groupings),
    )


def draft_post(
    bucket: Bucket,
    problem: GroupingProblem,
    group: tuple[int, ...],
    risk: RiskReport,
    *,
    level: Level = Level.DOCTRINE,
    team_size: int | None = None,
    reasons: tuple[Reason, ...] = (),
) -> Post:
    """A post without its number. ``group`` holds positions in ``bucket.stations``.

    ``problem.cost`` must hold minutes times the weight of :func:`weights_of`.
    """
    stations = [bucket.stations[i] for i in group]
    hub, travel = best_hub(problem, group)
    rows = np.array(group)
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
        hub=bucket.stations[hub].id,
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
