"""Posts after stations closed, moved or were cut off: as few posts touched as can be.

A closed station leaves its post, and a post without stations goes. A station that moved stays in
its post while the post keeps its limits, else joins the nearest post of its district and pattern
with room, else gets a post of its own. A post that a blocked border cuts falls in two, each part
with a team. Everything else stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from siaga.geo.travel import TravelTimes
from siaga.model.changes import Changes
from siaga.model.doctrine import Pattern
from siaga.model.operation import Operation
from siaga.model.places import Access, Station
from siaga.model.plan import Level, Plan, Post, Reason
from siaga.planning.posts import travel_weight


@dataclass(frozen=True, slots=True)
class RepairedPosts:
    """Posts after the repair."""

    posts: tuple[Post, ...]
    opened: frozenset[str]
    """Ids of posts that were not there before."""
    changed: frozenset[str]
    """Ids of posts with other stations, or a station elsewhere."""


def repair_posts(
    changed: Operation, plan: Plan, travel: TravelTimes, changes: Changes
) -> RepairedPosts:
    """The posts of ``plan`` mended for ``changed``, the operation after ``changes``."""
    if not (changes.closed or changes.moved or changes.blocked):
        return RepairedPosts(plan.posts, frozenset(), frozenset())
    return _Repair(changed, plan, travel).run(changes)


class _Repair:
    """One repair: the stations of every post, changed step by step."""

    def __init__(self, operation: Operation, plan: Plan, travel: TravelTimes) -> None:
        self.operation = operation
        self.plan = plan
        self.travel = travel
        self.stations = {station.id: station for station in operation.stations}
        self.posts = {post.id: post for post in plan.posts}
        self.members = {
            post.id: [s for s in post.stations if s in self.stations] for post in plan.posts
        }
        self.touched = {
            post.id for post in plan.posts if len(self.members[post.id]) < len(post.stations)
        }
        self.opened: set[str] = set()

    def run(self, changes: Changes) -> RepairedPosts:
        """Move, cut, and write the touched posts anew."""
        for move in changes.moved:
            if move.station in self.stations:
                self._settle(move.station)
        if changes.blocked:
            for post in self.plan.posts:
                self._cut(post.id)
        found = []
        for post_id, post in self.posts.items():
            if not self.members[post_id]:
                continue
            found.append(self._rewritten(post) if post_id in self.touched else post)
        found.sort(key=lambda post: (post.district, post.id))
        return RepairedPosts(
            tuple(found),
            frozenset(self.opened),
            frozenset(post.id for post in found if post.id in self.touched),
        )

    def _settle(self, station: str) -> None:
        """Find a moved station its post."""
        home = next(post for post, members in self.members.items() if station in members)
        self.touched.add(home)
        post = self.posts[home]
        others = [member for member in self.members[home] if member != station]
        if not others or post.level is Level.UNGUARDED or self._fits(post, others, station):
            return
        self.members[home] = others
        near = [
            (self._minutes([station], [candidate.hub])[0, 0], candidate.id)
            for candidate in self.posts.values()
            if candidate.id != home and self._has_room(candidate, post, station)
        ]
        if near:
            target = min(near)[1]
            self.members[target].append(station)
            self.touched.add(target)
        else:
            self._open(post, [station])

    def _has_room(self, candidate: Post, like: Post, station: str) -> bool:
        same = (candidate.district, candidate.pattern) == (like.district, like.pattern)
        guarded = candidate.level is not Level.UNGUARDED and bool(self.members[candidate.id])
        if not (same and guarded) or self.stations[self.members[candidate.id][0]].stands_alone:
            return False
        k, _ = limits(self.operation.doctrine.patterns[candidate.pattern], candidate.level)
        members = self.members[candidate.id]
        return len(members) < k and self._fits(candidate, members, station)

    def _fits(self, post: Post, members: Sequence[str], station: str) -> bool:
        """Whether ``station`` is near enough to every one of ``members``."""
        _, most = limits(self.operation.doctrine.patterns[post.pattern], post.level)
        there = self._minutes([station], members).max()
        back = self._minutes(members, [station]).max()
        return bool(max(there, back) <= most)

    def _cut(self, post_id: str) -> None:
        """Part the stations of a post that can not reach one another."""
        members = self.members[post_id]
        if len(members) < 2:
            return
        reached = np.isfinite(self._minutes(members, members))
        if reached.all():
            return
        hub = self.posts[post_id].hub
        first = members.index(hub) if hub in members else 0
        kept = [m for m, near in zip(members, reached[first], strict=True) if near]
        rest = [m for m in members if m not in kept]
        self.members[post_id] = kept
        self.touched.add(post_id)
        self._cut(self._open(self.posts[post_id], rest))

    def _open(self, like: Post, stations: list[str]) -> str:
        """A new post for ``stations`` under the pattern of ``like``; its id."""
        label = like.id.rpartition("-")[0]
        numbers = [
            int(number)
            for head, _, number in (post.rpartition("-") for post in self.posts)
            if head == label and number.isdigit()
        ]
        new = f"{label}-{max(numbers, default=0) + 1:03d}"
        guarded = like.level is not Level.UNGUARDED
        pattern = self.operation.doctrine.patterns[like.pattern]
        self.posts[new] = replace(
            like,
            id=new,
            level=Level.DOCTRINE if guarded else Level.UNGUARDED,
            team_size=pattern.officers if guarded else 0,
            reasons=(Reason("replan.post_opened", {"post": like.id}),),
        )
        self.members[new] = stations
        self.opened.add(new)
        self.touched.add(new)
        return new

    def _rewritten(self, post: Post) -> Post:
        """``post`` with what follows from its stations worked out again."""
        members = [self.stations[station] for station in self.members[post.id]]
        scores = [self.plan.vulnerability[station.id] for station in members]
        minutes = self._minutes([m.id for m in members], [m.id for m in members])
        weight = np.array([travel_weight(score.threat) for score in scores])
        travel = minutes @ weight
        hub = int(np.argmin(travel))
        water = [m.access for m in members if m.access is not Access.ROAD]
        reason = (Reason("replan.post_changed", {"stations": len(members)}),)
        return replace(
            post,
            stations=tuple(m.id for m in members),
            hub=members[hub].id,
            max_minutes=round(float(minutes.max()), 3),
            travel=round(float(travel[hub]), 4),
            access=max(water, key=list(Access).index) if water else Access.ROAD,
            threat=max(score.threat for score in scores),
            reasons=post.reasons if post.id in self.opened else (*post.reasons, *reason),
        )

    def _minutes(self, origins: Sequence[str], destinations: Sequence[str]) -> NDArray[np.float64]:
        def places(ids: Sequence[str]) -> list[Station]:
            return [self.stations[station] for station in ids]

        return self.travel.block(places(origins), places(destinations)).minutes.astype(np.float64)


def limits(pattern: Pattern, level: Level) -> tuple[int, float]:
    """(most stations, most minutes) of a post of ``pattern`` at ``level``."""
    k, most = pattern.stations_per_group, pattern.max_minutes
    if level is Level.THINNED:
        return pattern.thin_stations_per_group or k, _given(pattern.thin_max_minutes, most)
    if level is Level.PATROL:
        return pattern.patrol_stations_per_group or k, _given(pattern.patrol_max_minutes, most)
    return k, most


def _given(value: float | None, otherwise: float) -> float:
    return otherwise if value is None else value
