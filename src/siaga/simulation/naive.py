"""The naive plan a stress test compares with: stations in list order, same force, same doctrine.

It is what a list and a pair of scissors give: each district's stations of one pattern are cut into
groups of k in the order of the list, whatever lies between them; the first station is the hub;
reserve teams go one to a base in the order of the list.
"""

from __future__ import annotations

from collections import defaultdict

from siaga.model.doctrine import Pattern
from siaga.model.operation import Operation
from siaga.model.places import Station, Tier
from siaga.model.plan import Level, Plan, Post, ReserveTeam


def naive_posts(operation: Operation, plan: Plan) -> tuple[Post, ...]:
    """Posts in list order with no more officers on posts than ``plan`` has there.

    When they run out, the last posts of the list stay unguarded.
    """
    force = sum(post.team_size - plan.unfilled.get(post.id, 0) for post in plan.posts)
    cells: dict[tuple[str, str], list[Station]] = defaultdict(list)
    for station in operation.stations:
        pattern = _pattern(operation, plan, station)
        cells[station.district, pattern.name].append(station)
    posts: list[Post] = []
    for (district, name), stations in cells.items():
        pattern = operation.doctrine.patterns[name]
        for group in _cut(stations, pattern.stations_per_group):
            guarded = force >= pattern.officers
            force -= pattern.officers if guarded else 0
            tier = plan.vulnerability[group[0].id].tier
            posts.append(_post(len(posts), district, pattern, tier, group, guarded))
    return tuple(posts)


def naive_reserves(operation: Operation, plan: Plan) -> tuple[ReserveTeam, ...]:
    """As many teams as ``plan`` has: one to each base with room, in list order, then a second …"""
    bases = [base for base in operation.bases if base.reserve_teams > 0]
    most = max((base.reserve_teams for base in bases), default=0)
    rooms = [base.id for turn in range(most) for base in bases if base.reserve_teams > turn]
    return tuple(
        ReserveTeam(team.id, base, team.size)
        for team, base in zip(plan.reserves.teams, rooms, strict=False)
    )


def _pattern(operation: Operation, plan: Plan, station: Station) -> Pattern:
    return operation.doctrine.pattern_for(station, plan.vulnerability[station.id].tier)


def _cut(stations: list[Station], size: int) -> list[list[Station]]:
    """Groups of ``size`` in list order; special stations alone."""
    alone = [[s] for s in stations if s.stands_alone]
    rest = [s for s in stations if not s.stands_alone]
    return alone + [rest[start : start + size] for start in range(0, len(rest), size)]


def _post(
    number: int,
    district: str,
    pattern: Pattern,
    tier: Tier,
    group: list[Station],
    guarded: bool,
) -> Post:
    return Post(
        id=f"N-{number + 1:04d}",
        district=district,
        tier=tier,
        pattern=pattern.name,
        level=Level.DOCTRINE if guarded else Level.UNGUARDED,
        stations=tuple(station.id for station in group),
        hub=group[0].id,
        team_size=pattern.officers,
        max_minutes=0.0,
        travel=0.0,
        access=group[0].access,
        threat=0.0,
    )
