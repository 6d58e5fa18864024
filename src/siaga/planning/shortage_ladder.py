"""How far a district's posts can fall below doctrine, and what each step saves and harms.

The posts of one bucket (district and pattern) stand in order of risk. A :class:`Step` says how
many of the least-risk posts are left unguarded, how many of the next are patrolled, and how many
of the next are thinned; the rest keep doctrine. Thinning and patrol re-partition the stations of
their posts within the wider limits the pattern gives for them, fewest teams first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from siaga.geo.travel import TravelTimes
from siaga.model.places import TIER_ORDER, Tier
from siaga.model.plan import Level, Post
from siaga.model.risk import RiskReport
from siaga.model.run import Run
from siaga.planning.grouping.fewest import quick_groups
from siaga.planning.grouping.problem import GroupingProblem, Groups, components
from siaga.planning.posts import Bucket, bucket_problem, travel_weight

TIER_HARM: Final = {tier: 100.0**rank for rank, tier in enumerate(TIER_ORDER)}
"""Harm of a station below doctrine, before threat: one of a tier weighs as much as 100 of the tier
under it."""


@dataclass(frozen=True, slots=True)
class Step:
    """How many posts, from least to most risk, are unguarded, patrolled and thinned."""

    unguarded: int = 0
    patrolled: int = 0
    thinned: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A group of a bucket at one level. ``stations`` are positions in ``bucket.stations``."""

    level: Level
    stations: tuple[int, ...]
    team_size: int


@dataclass(frozen=True, slots=True)
class Rung:
    """A bucket after one :class:`Step`."""

    step: Step
    pieces: tuple[Piece, ...]
    officers: int
    saved: int
    """Officers fewer than at doctrine."""
    harm: tuple[float, float, float]
    """Harm of stations (unguarded, patrolled, thinned)."""
    below: frozenset[str]
    """Ids of the stations below doctrine."""


@dataclass(slots=True)
class Ladder:
    """The rungs of one bucket, made when asked for and kept."""

    bucket: Bucket
    posts: tuple[tuple[int, ...], ...]
    """Stations of each post at doctrine, posts by rising risk."""
    doctrine: GroupingProblem
    thin: GroupingProblem | None
    patrol: GroupingProblem | None
    harm_of: np.ndarray
    """``harm_of[station]``."""
    run: Run
    _groups: dict[tuple[Level, tuple[int, ...]], Groups] = field(default_factory=dict)
    _rungs: dict[Step, Rung] = field(default_factory=dict)

    def deepest(self, unguarded: int = 0) -> Step:
        """Everything beyond the unguarded posts as low as doctrine lets it go."""
        rest = len(self.posts) - unguarded
        if self.patrol is not None:
            return Step(unguarded, rest, 0)
        return Step(unguarded, 0, rest if self.thin is not None else 0)

    def rung(self, step: Step) -> Rung:
        """The bucket after ``step``."""
        if step not in self._rungs:
            self._rungs[step] = self._make(step)
        return self._rungs[step]

    def _make(self, step: Step) -> Rung:
        first = step.unguarded
        second = first + step.patrolled
        third = second + step.thinned
        size = self.bucket.pattern.officers
        pieces = [Piece(Level.UNGUARDED, post, 0) for post in self.posts[:first]]
        pieces += self._merged(Level.PATROL, self.posts[first:second])
        pieces += self._merged(Level.THINNED, self.posts[second:third])
        pieces += [Piece(Level.DOCTRINE, post, size) for post in self.posts[third:]]
        officers = sum(piece.team_size for piece in pieces)
        low = [piece for piece in pieces if piece.level is not Level.DOCTRINE]
        return Rung(
            step=step,
            pieces=tuple(pieces),
            officers=officers,
            saved=len(self.posts) * size - officers,
            harm=(
                self._harm(low, Level.UNGUARDED),
                self._harm(low, Level.PATROL),
                self._harm(low, Level.THINNED),
            ),
            below=frozenset(self.bucket.stations[i].id for p in low for i in p.stations),
        )

    def _harm(self, pieces: Sequence[Piece], level: Level) -> float:
        return sum(
            float(self.harm_of[list(piece.stations)].sum())
            for piece in pieces
            if piece.level is level
        )

    def _merged(self, level: Level, posts: Sequence[tuple[int, ...]]) -> list[Piece]:
        """``posts`` re-partitioned within the limits of ``level``, unless that saves nothing."""
        pattern = self.bucket.pattern
        full = [Piece(Level.DOCTRINE, post, pattern.officers) for post in posts]
        problem = self.patrol if level is Level.PATROL else self.thin
        if problem is None or not posts:
            return full
        size = pattern.officers
        if level is Level.PATROL and pattern.patrol_officers is not None:
            size = pattern.patrol_officers
        members = np.array(sorted(i for post in posts for i in post), dtype=np.int64)
        key = (level, tuple(members.tolist()))
        if key not in self._groups:
            self._groups[key] = _partition(problem, members, self.run)
        groups = self._groups[key]
        if len(groups) * size >= len(posts) * pattern.officers:
            return full
        return [
            Piece(Level.DOCTRINE, group, size)
            if level is Level.THINNED and self.keeps_doctrine(group)
            else Piece(level, group, size)
            for group in groups
        ]

    def keeps_doctrine(self, group: tuple[int, ...]) -> bool:
        """Whether ``group`` is within k and T of the pattern after all."""
        rows = np.array(group)
        return len(group) <= self.doctrine.capacity and bool(
            self.doctrine.compatible[np.ix_(rows, rows)].all()
        )

    def problem_of(self, level: Level) -> GroupingProblem:
        """The grouping problem within whose limits pieces of ``level`` were formed."""
        chosen = {Level.THINNED: self.thin, Level.PATROL: self.patrol}.get(level)
        return chosen or self.doctrine


def _partition(problem: GroupingProblem, members: np.ndarray, run: Run) -> Groups:
    """Few groups of ``members``; annealing is spared once time is up."""
    part = problem.part(members)
    groups: list[tuple[int, ...]] = []
    for rows in components(part):
        found = quick_groups(part.part(rows), run)
        groups += [tuple(int(members[rows[i]]) for i in group) for group in found]
    return tuple(sorted(groups))


def build_ladders(
    buckets: Sequence[Bucket],
    posts: Sequence[Post],
    risk: RiskReport,
    travel: TravelTimes,
    run: Run,
) -> list[Ladder]:
    """One ladder per bucket, its posts those of the plan at doctrine."""
    post_of = {station: post for post in posts for station in post.stations}
    return [_build_ladder(bucket, post_of, risk, travel, run) for bucket in buckets]


def _build_ladder(
    bucket: Bucket,
    post_of: dict[str, Post],
    risk: RiskReport,
    travel: TravelTimes,
    run: Run,
) -> Ladder:
    members: dict[str, list[int]] = {}
    for position, station in enumerate(bucket.stations):
        members.setdefault(post_of[station.id].id, []).append(position)
    harm = np.array([harm_of(risk, station.id) for station in bucket.stations])
    by_id = {post.id: post for post in post_of.values()}

    def danger(post: str) -> tuple[int, float, float, str]:
        return (
            TIER_ORDER.index(by_id[post].tier),
            by_id[post].threat,
            float(harm[members[post]].sum()),
            post,
        )

    ordered = tuple(tuple(members[post]) for post in sorted(members, key=danger))
    pattern = bucket.pattern
    thin = patrol = None
    if pattern.thin_stations_per_group is not None and not bucket.alone:
        thin = bucket_problem(
            bucket,
            risk,
            travel,
            capacity=max(pattern.thin_stations_per_group, pattern.stations_per_group),
            max_minutes=max(pattern.thin_max_minutes or 0.0, pattern.max_minutes),
        )
    if pattern.patrol_stations_per_group is not None and not bucket.alone:
        patrol = bucket_problem(
            bucket,
            risk,
            travel,
            capacity=pattern.patrol_stations_per_group,
            max_minutes=pattern.max_minutes
            if pattern.patrol_max_minutes is None
            else pattern.patrol_max_minutes,
        )
    doctrine = bucket_problem(bucket, risk, travel)
    return Ladder(bucket, ordered, doctrine, thin, patrol, harm, run)


def harm_of(risk: RiskReport, station: str) -> float:
    """Harm of one station below doctrine: its tier first, then its threat."""
    seen = risk.stations[station]
    tier: Tier = seen.tier
    return TIER_HARM[tier] * travel_weight(seen.threat)
