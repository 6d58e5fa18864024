"""Posts that people locked: written as they are, for the others to be planned around."""

from __future__ import annotations

from collections.abc import Sequence

from siaga.geo.travel import TravelTimes
from siaga.model.doctrine import Pattern
from siaga.model.locks import LockedPost, Locks
from siaga.model.operation import Operation
from siaga.model.places import Station
from siaga.model.plan import Level, Post, Reason
from siaga.model.risk import RiskReport
from siaga.planning.buckets import (
    Bucket,
    bucket_problem,
    draft_post,
    tier_of,
)


def hold_posts(
    operation: Operation, risk: RiskReport, travel: TravelTimes, locks: Locks
) -> tuple[Post, ...]:
    """The locked posts, without numbers.

    A locked post keeps its stations, hub, pattern and, as a patrol or unguarded, its level; for any
    other :func:`standing_level` says whether it keeps doctrine.

    Raises:
        KeyError: a lock contradicts the operation (see :func:`siaga.planning.locks.check_locks`).
    """
    known = {station.id: station for station in operation.stations}
    rank = {station: place for place, station in enumerate(known)}
    held = []
    for lock in locks.posts:
        ids = sorted(lock.stations, key=rank.__getitem__)
        held.append(_hold(operation, risk, travel, lock, [known[station] for station in ids]))
    return tuple(held)


def _hold(
    operation: Operation,
    risk: RiskReport,
    travel: TravelTimes,
    lock: LockedPost,
    stations: Sequence[Station],
) -> Post:
    reason = Reason("locks.post", {"stations": len(stations)})
    pattern = operation.doctrine.patterns[lock.pattern]
    return write_post(operation, risk, travel, pattern, stations, lock.level, (reason,), lock.hub)


def write_post(
    operation: Operation,
    risk: RiskReport,
    travel: TravelTimes,
    pattern: Pattern,
    stations: Sequence[Station],
    level: Level,
    reasons: tuple[Reason, ...] = (),
    hub: str = "",
) -> Post:
    """A post of just these stations, without its number, whether or not doctrine would form it.

    ``level`` is kept for patrols and unguarded posts; for any other it follows from the stations.
    The team is based at ``hub``, or where travel is least.
    """
    alone = len(stations) == 1 and stations[0].stands_alone
    bucket = Bucket(stations[0].district, pattern, tuple(stations), alone)
    problem = bucket_problem(bucket, risk, travel)
    if level in (Level.DOCTRINE, Level.THINNED):
        fits = len(stations) <= problem.capacity and bool(problem.compatible.all())
        own = all(
            operation.doctrine.pattern_for(s, tier_of(s, risk)).name == pattern.name
            and s.stands_alone == alone
            for s in stations
        )
        level = Level.DOCTRINE if fits and own else Level.THINNED
    return draft_post(
        bucket,
        problem,
        tuple(range(len(stations))),
        risk,
        level=level,
        team_size=team_size_of(pattern, level),
        reasons=reasons,
        hub=hub,
    )


def team_size_of(pattern: Pattern, level: Level) -> int:
    """Officers a post of ``pattern`` needs at ``level``."""
    if level is Level.UNGUARDED:
        return 0
    if level is Level.PATROL and pattern.patrol_officers is not None:
        return pattern.patrol_officers
    return pattern.officers
