"""Two plans side by side: what each asks for and reaches, and who moves from one to the other.

The plans may be of two operations: another doctrine, other targets, more officers, other stations.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from siaga.model.operation import Operation
from siaga.model.plan import Bound, Level, Placement, Plan, Role, StressTest
from siaga.planning.plan_cost import PlanCost, cost_of
from siaga.planning.plan_match import match_posts

_GUARD = {level: rank for rank, level in enumerate(Level)}
"""Levels from best guarded to worst."""


@dataclass(frozen=True, slots=True)
class PlanFigures:
    """The figures of one plan."""

    stations: int
    officers: int
    """Available officers."""
    need: int
    """By arithmetic (:attr:`siaga.model.plan.Requirement.need`)."""
    need_short: int
    posts_need: int
    """Officers for every post at doctrine, over the map."""
    posts_short: int
    posts: int
    posts_by_level: tuple[tuple[Level, int], ...]
    """Every level with how many posts stand at it."""
    stations_by_level: tuple[tuple[Level, int], ...]
    missing: int
    """Places without an officer."""
    spare: int
    """Officers not needed anywhere."""
    travel: float
    """Risk-weighted minutes inside posts."""
    minutes_mean: float | None
    """Minutes from unit to place, officers who travel; None: nobody does."""
    minutes_longest: float | None
    reserve_teams: int
    reserve_officers: int
    response_minutes: float
    reach_covered: float
    """Threat-weighted share of stations with a reserve team within the target."""
    reach_expected: float
    """The same, allowing for busy teams."""
    stress: StressTest | None
    bounds: tuple[Bound, ...]

    def posts_at(self, level: Level) -> int:
        """Posts at ``level``."""
        return dict(self.posts_by_level)[level]

    def stations_at(self, level: Level) -> int:
        """Stations of posts at ``level``."""
        return dict(self.stations_by_level)[level]


class MoveKind(StrEnum):
    """How an officer's place differs."""

    MOVES = "moves"
    JOINS = "joins"
    """Not on the first plan."""
    LEAVES = "leaves"
    """Not on the second."""
    CALLED_UP = "called_up"
    """From standby to a place."""
    RELEASED = "released"
    """From a place to standby."""


@dataclass(frozen=True, slots=True)
class OfficerMove:
    """An officer whose place differs. Role None: not on that plan."""

    officer: str
    kind: MoveKind
    from_role: Role | None
    from_place: str
    to_role: Role | None
    to_place: str


@dataclass(frozen=True, slots=True)
class StationMove:
    """A station that another post guards; an empty post: the station is not in that plan."""

    station: str
    from_post: str
    to_post: str


@dataclass(frozen=True, slots=True)
class GuardChange:
    """A station guarded better or worse. A post without anybody counts as unguarded."""

    station: str
    before: Level
    after: Level

    @property
    def better(self) -> bool:
        """Whether the second plan guards it better."""
        return _GUARD[self.after] < _GUARD[self.before]


@dataclass(frozen=True, slots=True)
class PlanComparison:
    """Two plans side by side."""

    a: PlanFigures
    b: PlanFigures
    cost_a: PlanCost
    cost_b: PlanCost
    posts: tuple[tuple[str, str], ...]
    """Posts that carry each other on: (id in the first, id in the second)."""
    posts_gone: tuple[str, ...]
    """Posts of the first plan without one in the second."""
    posts_new: tuple[str, ...]
    officers: tuple[OfficerMove, ...]
    """In order of the first roster, then of the second."""
    stations: tuple[StationMove, ...]
    guard: tuple[GuardChange, ...]

    @property
    def moves(self) -> dict[MoveKind, int]:
        """How many officers of each kind."""
        counts = Counter(move.kind for move in self.officers)
        return {kind: counts[kind] for kind in MoveKind}


def compare_plans(
    operation_a: Operation, plan_a: Plan, operation_b: Operation, plan_b: Plan
) -> PlanComparison:
    """``plan_a`` beside ``plan_b``.

    Post numbers are translated first (:func:`siaga.planning.plan_match.match_posts`): who stays
    with the same stations has not moved. Reserve teams at one base are one place. Same input, same
    result; every part is in a fixed order.
    """
    matched = match_posts(plan_a.posts, plan_b.posts)
    known = set(matched.values())
    return PlanComparison(
        a=figures_of_plan(operation_a, plan_a),
        b=figures_of_plan(operation_b, plan_b),
        cost_a=cost_of(plan_a),
        cost_b=cost_of(plan_b),
        posts=tuple((post.id, matched[post.id]) for post in plan_a.posts if post.id in matched),
        posts_gone=tuple(post.id for post in plan_a.posts if post.id not in matched),
        posts_new=tuple(post.id for post in plan_b.posts if post.id not in known),
        officers=_officer_moves(plan_a, plan_b, matched),
        stations=_station_moves(operation_a, plan_a, operation_b, plan_b, matched),
        guard=_guard_changes(operation_a, plan_a, plan_b),
    )


def figures_of_plan(operation: Operation, plan: Plan) -> PlanFigures:
    """The figures of one plan."""
    minutes = [p.minutes for p in plan.placements if p.minutes is not None]
    posts = Counter(post.level for post in plan.posts)
    stations: Counter[Level] = Counter()
    for post in plan.posts:
        stations[post.level] += len(post.stations)
    return PlanFigures(
        stations=len(operation.stations),
        officers=len(operation.available_officers),
        need=plan.requirement.need,
        need_short=plan.requirement.short,
        posts_need=plan.shortage.need,
        posts_short=plan.shortage.short,
        posts=len(plan.posts),
        posts_by_level=tuple((level, posts[level]) for level in Level),
        stations_by_level=tuple((level, stations[level]) for level in Level),
        missing=sum(plan.unfilled.values()),
        spare=sum(p.role is Role.SPARE for p in plan.placements),
        travel=round(sum(post.travel for post in plan.posts), 4),
        minutes_mean=sum(minutes) / len(minutes) if minutes else None,
        minutes_longest=max(minutes, default=None),
        reserve_teams=len(plan.reserves.teams),
        reserve_officers=sum(len(team.officers) for team in plan.reserves.teams),
        response_minutes=plan.reserves.response_minutes,
        reach_covered=plan.reserves.covered_share,
        reach_expected=plan.reserves.expected_share,
        stress=plan.stress,
        bounds=plan.bounds,
    )


def _officer_moves(plan_a: Plan, plan_b: Plan, matched: dict[str, str]) -> tuple[OfficerMove, ...]:
    before = {p.officer: p for p in plan_a.placements}
    after = {p.officer: p for p in plan_b.placements}
    bases_a = {team.id: team.base for team in plan_a.reserves.teams}
    bases_b = {team.id: team.base for team in plan_b.reserves.teams}
    moves = []
    for officer in dict.fromkeys((*before, *after)):
        old, new = before.get(officer), after.get(officer)
        if old and new and _translated(old, matched, bases_a) == _place(new, bases_b):
            continue
        moves.append(
            OfficerMove(
                officer=officer,
                kind=_kind(old, new),
                from_role=old.role if old else None,
                from_place=old.place if old else "",
                to_role=new.role if new else None,
                to_place=new.place if new else "",
            )
        )
    return tuple(moves)


def _place(placement: Placement, bases: dict[str, str]) -> tuple[Role, str]:
    """Role and place, reserve teams by their base."""
    if placement.role is Role.RESERVE:
        return placement.role, bases.get(placement.place, placement.place)
    return placement.role, placement.place


def _translated(
    placement: Placement, matched: dict[str, str], bases: dict[str, str]
) -> tuple[Role, str]:
    """Role and place in the second plan's words; a post without a match is nowhere."""
    if placement.role is Role.POST:
        return placement.role, matched.get(placement.place, "")
    return _place(placement, bases)


def _kind(old: Placement | None, new: Placement | None) -> MoveKind:
    if old is None:
        return MoveKind.JOINS
    if new is None:
        return MoveKind.LEAVES
    if old.role is Role.SPARE and new.role is not Role.SPARE:
        return MoveKind.CALLED_UP
    if new.role is Role.SPARE and old.role is not Role.SPARE:
        return MoveKind.RELEASED
    return MoveKind.MOVES


def _station_moves(
    operation_a: Operation,
    plan_a: Plan,
    operation_b: Operation,
    plan_b: Plan,
    matched: dict[str, str],
) -> tuple[StationMove, ...]:
    before, after = plan_a.post_of_station(), plan_b.post_of_station()
    ids = dict.fromkeys(s.id for s in (*operation_a.stations, *operation_b.stations))
    moves = []
    for station in ids:
        old = before[station].id if station in before else ""
        new = after[station].id if station in after else ""
        if not (old and new) or matched.get(old) != new:
            moves.append(StationMove(station, old, new))
    return tuple(moves)


def _guard_changes(operation: Operation, plan_a: Plan, plan_b: Plan) -> tuple[GuardChange, ...]:
    """Stations of both plans whose guard differs."""
    before, after = _guards(plan_a), _guards(plan_b)
    return tuple(
        GuardChange(station.id, before[station.id], after[station.id])
        for station in operation.stations
        if station.id in before
        and station.id in after
        and before[station.id] is not after[station.id]
    )


def _guards(plan: Plan) -> dict[str, Level]:
    """Level at which each station is really guarded."""
    return {
        station: Level.UNGUARDED if plan.unfilled.get(post.id, 0) >= post.team_size else post.level
        for post in plan.posts
        for station in post.stations
    }
