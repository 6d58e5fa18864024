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

All three are about the posts at doctrine, before a shortage thins some of them, and about plans
that keep the posts people locked (:mod:`siaga.planning.held_posts`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from siaga.geo.travel import TravelTimes
from siaga.model.operation import Operation
from siaga.model.plan import Bound, Level, Post
from siaga.model.risk import RiskReport
from siaga.model.run import Run
from siaga.planning.buckets import (
    Bucket,
    bucket_problem,
    draft_post,
    make_buckets,
    number_posts,
    tier_of,
    travel_weight,
    village_numbers,
    village_problem,
    weights_of,
)
from siaga.planning.grouping.problem import Grouping, GroupingProblem
from siaga.planning.grouping.solve import Effort, solve_all

__all__ = [
    "Bucket",
    "PostPlan",
    "bucket_problem",
    "draft_post",
    "make_buckets",
    "number_posts",
    "plan_posts",
    "tier_of",
    "travel_weight",
    "village_numbers",
    "village_problem",
    "weights_of",
]

STEP = "posts"
"""Name of this step in progress reports."""

TRAVEL_UNIT = "risk-weighted minutes"


@dataclass(frozen=True, slots=True)
class PostPlan:
    """Posts at doctrine, with what is proven about them, and posts that locks hold as they are."""

    posts: tuple[Post, ...]
    """All posts, the held among them."""
    bounds: tuple[Bound, ...]
    complete: bool
    held: tuple[Post, ...] = ()
    """Posts that locks keep, without their numbers."""
    need: int | None = None
    """Officers needed at doctrine where a held post is below it; None: what ``posts`` add up to."""

    @property
    def officers(self) -> int:
        """Officers needed to guard every station at doctrine, held posts as far as they keep it."""
        return sum(post.team_size for post in self.posts) if self.need is None else self.need

    @property
    def held_stations(self) -> frozenset[str]:
        """Ids of the stations of held posts."""
        return frozenset(station for post in self.held for station in post.stations)


def plan_posts(
    operation: Operation,
    risk: RiskReport,
    travel: TravelTimes,
    *,
    run: Run,
    effort: Effort | None = None,
    held: Sequence[Post] = (),
) -> PostPlan:
    """Group every station of the operation into posts.

    Args:
        operation: stations and doctrine.
        risk: tier and threat of every station.
        travel: minutes between stations.
        run: seed, time limit, progress. With no time left the posts are greedy but still valid.
        effort: work to do; None: the usual.
        held: posts that stay as they are, from :func:`siaga.planning.held_posts.hold_posts`; the
            other stations are grouped around them.

    Raises:
        KeyError: doctrine names no pattern for a tier in use (the check of an operation folder
            refuses that before).
    """
    kept = _stations_of([post for post in held if post.level is Level.DOCTRINE])
    buckets = make_buckets(operation, risk, _stations_of(held))
    at_doctrine = make_buckets(operation, risk, kept)
    solved = _solve({*buckets, *at_doctrine}, risk, travel, run, effort)
    drafts = [
        draft_post(bucket, solved[bucket].problem, group, risk)
        for bucket in buckets
        for group in solved[bucket].stations.groups
    ]
    posts = number_posts((*drafts, *held), {s.id: s for s in operation.stations})
    groupings = [solved[bucket].stations for bucket in buckets]
    at_villages = [v for v in (solved[bucket].villages for bucket in buckets) if v is not None]
    officers = _officers_bound(solved, at_doctrine, held)
    bounds = (
        officers,
        _travel_bound("posts.travel.station", groupings, sum(post.travel for post in held)),
        _travel_bound("posts.travel.village", at_villages),
    )
    return PostPlan(
        posts,
        bounds,
        all(bound.complete for bound in bounds),
        tuple(held),
        int(officers.value) if at_doctrine != buckets else None,
    )


def _stations_of(posts: Sequence[Post]) -> frozenset[str]:
    return frozenset(station for post in posts for station in post.stations)


@dataclass(frozen=True, slots=True)
class _Solved:
    """A bucket's problem and its groupings at both levels."""

    problem: GroupingProblem
    stations: Grouping
    villages: Grouping | None


def _solve(
    buckets: set[Bucket], risk: RiskReport, travel: TravelTimes, run: Run, effort: Effort | None
) -> dict[Bucket, _Solved]:
    """Every bucket grouped."""
    ordered = sorted(
        buckets, key=lambda b: (b.district, b.pattern.name, b.alone, [s.id for s in b.stations])
    )
    problems = [bucket_problem(b, risk, travel) for b in ordered]
    pairs = [
        (problem, None if problem.capacity == 1 else village_problem(bucket, risk, travel))
        for bucket, problem in zip(ordered, problems, strict=True)
    ]
    found = solve_all(pairs, run, STEP, effort)
    return {
        bucket: _Solved(problem, *levels)
        for bucket, problem, levels in zip(ordered, problems, found, strict=True)
    }


def _officers_bound(
    solved: Mapping[Bucket, _Solved], buckets: Sequence[Bucket], held: Sequence[Post]
) -> Bound:
    """Officers at doctrine: ``buckets`` hold every station but those of held posts that keep it."""
    pairs = [(bucket, solved[bucket].stations) for bucket in buckets]
    fixed = sum(post.team_size for post in held if post.level is Level.DOCTRINE)
    return Bound(
        step="posts.officers",
        value=float(fixed + sum(b.pattern.officers * len(g.groups) for b, g in pairs)),
        bound=float(fixed + sum(b.pattern.officers * g.fewest for b, g in pairs)),
        unit="officers",
        complete=all(g.complete for _, g in pairs),
    )


def _travel_bound(step: str, groupings: Sequence[Grouping], fixed: float = 0.0) -> Bound:
    return Bound(
        step=step,
        value=fixed + sum(g.travel for g in groupings),
        bound=fixed + sum(g.travel_bound for g in groupings),
        unit=TRAVEL_UNIT,
        complete=all(g.complete for g in groupings),
    )
