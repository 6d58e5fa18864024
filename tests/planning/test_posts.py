"""Posts: every station guarded once, within doctrine, and the proofs hold."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from siaga.geo.travel import TravelBlock
from siaga.model.operation import Operation
from siaga.model.places import Access, Tier
from siaga.model.risk import RiskReport, Vulnerability
from siaga.model.run import Run
from siaga.planning.grouping.fewest import fewest_groups, greedy_groups
from siaga.planning.grouping.problem import (
    GroupingProblem,
    as_groups,
    build_problem,
    components,
    travel_of,
)
from siaga.planning.grouping.solve import Effort, solve_grouping, solve_levels
from siaga.planning.grouping.travel_bound import ProofEffort, travel_bound
from siaga.planning.posts import PostPlan, plan_posts
from siaga.planning.texts import say_reason
from support.builders import small_operation

LITTLE = Effort(steps_per_station=400, starts=1, proof=ProofEffort(steps=300, nodes=20))
THOROUGH = replace(LITTLE, steps_per_station=3000, starts=4)
UNHURRIED = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


class StraightLines:
    """Minutes as the crow flies at 30 km/h, ten more between road and water."""

    def block(self, origins, destinations):  # type: ignore[no-untyped-def]
        here = np.array([(p.lat, p.lon) for p in origins]).reshape(-1, 2) * 111.0
        there = np.array([(p.lat, p.lon) for p in destinations]).reshape(-1, 2) * 111.0
        minutes = np.hypot(*(here[:, None] - there[None, :]).transpose(2, 0, 1)) * 2.0
        wet = np.array([p.access is not Access.ROAD for p in origins], dtype=bool)
        other = np.array([p.access is not Access.ROAD for p in destinations], dtype=bool)
        minutes = minutes + 10.0 * (wet[:, None] != other[None, :])
        return TravelBlock(minutes.astype(np.float32), np.zeros(minutes.shape, np.uint8))


def risk_of(operation: Operation, seed: int = 3) -> RiskReport:
    rng = np.random.default_rng(seed)
    found = {}
    for station in operation.stations:
        threat = float(rng.gamma(1.2, 9.0))
        tier = Tier.KURANG_RAWAN if threat < 20 else Tier.RAWAN
        tier = Tier.SANGAT_RAWAN if threat > 40 else tier
        tier = Tier.KHUSUS if station.special else tier
        found[station.id] = Vulnerability(station.id, min(100.0, threat), 0.0, tier, False)
    return RiskReport(found)


@cache
def small_plan() -> tuple[Operation, RiskReport, PostPlan]:
    operation = small_operation()
    risk = risk_of(operation)
    return operation, risk, plan_posts(operation, risk, StraightLines(), run=Run(), effort=LITTLE)


def assert_within_doctrine(operation: Operation, risk: RiskReport, plan: PostPlan) -> None:
    stations = {s.id: s for s in operation.stations}
    grouped = [s for post in plan.posts for s in post.stations]
    assert sorted(grouped) == sorted(stations)
    for post in plan.posts:
        members = [stations[s] for s in post.stations]
        pattern = operation.doctrine.patterns[post.pattern]
        assert {m.district for m in members} == {post.district}
        for member in members:
            tier = risk.stations[member.id].tier
            assert operation.doctrine.pattern_for(member, tier).name == post.pattern
        assert len(members) <= pattern.stations_per_group
        minutes = StraightLines().block(members, members).minutes
        if len(members) > 1:
            assert minutes.max() <= pattern.max_minutes
        assert post.max_minutes == pytest.approx(float(minutes.max()), abs=1e-2)
        assert post.team_size == pattern.officers
        assert post.hub in post.stations
        assert len(members) == 1 or not any(m.special for m in members)


def test_every_station_is_guarded_once_within_k_and_t_of_its_own_district() -> None:
    operation, risk, plan = small_plan()
    assert_within_doctrine(operation, risk, plan)


def test_no_bound_is_above_its_value() -> None:
    _, _, plan = small_plan()
    assert {b.step for b in plan.bounds} == {
        "posts.officers", "posts.travel.station", "posts.travel.village",
    }  # fmt: skip
    assert all(0 <= bound.bound <= bound.value + 1e-6 for bound in plan.bounds)
    assert plan.officers == plan.bounds[0].value


def test_the_same_seed_gives_the_same_posts() -> None:
    operation, risk, plan = small_plan()
    again = plan_posts(operation, risk, StraightLines(), run=Run(), effort=LITTLE)
    assert again == plan


def test_without_time_there_are_still_valid_posts_and_they_say_so() -> None:
    operation, risk, full = small_plan()
    plan = plan_posts(operation, risk, StraightLines(), run=Run(time_limit=0.0))
    assert_within_doctrine(operation, risk, plan)
    assert not plan.complete
    assert all(bound.bound <= bound.value for bound in plan.bounds)
    assert plan.officers >= full.bounds[0].bound


def test_post_numbers_are_unique_and_name_the_district() -> None:
    _, _, plan = small_plan()
    ids = [post.id for post in plan.posts]
    assert len(set(ids)) == len(ids)
    assert all(post.id.startswith(f"P-{post.district[-2:]}-") for post in plan.posts)
    assert ids == sorted(ids)


def test_every_post_says_why_in_both_languages() -> None:
    _, _, plan = small_plan()
    for post in plan.posts:
        assert post.reasons
        for reason in post.reasons:
            assert say_reason(reason, "id") != say_reason(reason, "en")


def test_progress_reaches_the_end() -> None:
    operation, risk, _ = small_plan()
    seen: list[float] = []
    run = Run(progress=lambda step, share: seen.append(share) if step == "posts" else None)
    plan_posts(operation, risk, StraightLines(), run=run, effort=LITTLE)
    assert seen == sorted(seen)
    assert seen[-1] == pytest.approx(1.0)


def test_two_tiers_of_one_pattern_share_posts_under_the_higher_tier() -> None:
    operation = small_operation(districts=1, villages=2, per_village=3)
    tiers = dict.fromkeys(Tier, "dua-delapan") | {Tier.KHUSUS: "dua-satu"}
    operation = replace(operation, doctrine=replace(operation.doctrine, tier_patterns=tiers))
    risk = risk_of(operation)
    mixed = [s.id for s in operation.stations if not s.special]
    scores = dict(risk.stations)
    for number, station in enumerate(mixed):
        tier = Tier.RAWAN if number % 2 else Tier.KURANG_RAWAN
        scores[station] = replace(scores[station], tier=tier)
    plan = plan_posts(operation, RiskReport(scores), StraightLines(), run=Run(), effort=LITTLE)
    shared = [post for post in plan.posts if len(post.stations) > 1]
    assert len(plan.posts) == 2
    assert [post.tier for post in shared] == [Tier.RAWAN]


# --- the grouping itself, on any input ---------------------------------------------------------


@st.composite
def problems(draw: st.DrawFn, most: int = 14) -> GroupingProblem:
    """Stations in a few villages; sometimes one-way minutes or no way at all between some."""
    seed = draw(st.integers(0, 2**32 - 1))
    n = draw(st.integers(1, most))
    rng = np.random.default_rng(seed)
    village = rng.integers(0, draw(st.integers(1, 4)), n)
    centre = rng.uniform(0, 60, (4, 2))
    place = centre[village] + rng.normal(0, draw(st.sampled_from([0.0, 2.0, 8.0])), (n, 2))
    minutes = np.hypot(*(place[:, None] - place[None, :]).transpose(2, 0, 1))
    minutes *= rng.uniform(1.0, draw(st.sampled_from([1.0, 1.3])), (n, n))
    if draw(st.booleans()):
        minutes[rng.random((n, n)) < 0.1] = np.inf
    np.fill_diagonal(minutes, 0.0)
    weight = 1.0 + rng.gamma(1.0, 0.3, n)
    limit = draw(st.sampled_from([0.0, 12.0, 35.0, 1000.0]))
    return build_problem(minutes, weight, village, draw(st.integers(1, 6)), limit)


def best_partition(problem: GroupingProblem) -> tuple[int, float]:
    """Fewest groups and then least travel, by trying every partition (dynamic programming)."""
    n = len(problem)
    cost: dict[int, float] = {}
    for size in range(1, min(n, problem.capacity) + 1):
        for group in itertools.combinations(range(n), size):
            if problem.compatible[np.ix_(group, group)].all():
                cost[sum(1 << i for i in group)] = travel_of(problem, (group,))
    best: dict[int, tuple[int, float]] = {0: (0, 0.0)}

    def solve(left: int) -> tuple[int, float]:
        if left not in best:
            lowest = left & -left
            options = []
            rest = left ^ lowest
            part = rest
            while True:
                group = part | lowest
                if group in cost:
                    groups, travel = solve(left ^ group)
                    options.append((groups + 1, round(travel + cost[group], 9)))
                if part == 0:
                    break
                part = (part - 1) & rest
            best[left] = min(options)
        return best[left]

    return solve((1 << n) - 1)


@UNHURRIED
@given(problems(most=9))
def test_small_groupings_are_the_best_there_are_and_bounds_never_lie(
    problem: GroupingProblem,
) -> None:
    """A bound above the true optimum would call a bad plan perfect."""
    groups, travel = best_partition(problem)
    found = solve_grouping(problem, Run(), THOROUGH)
    assert found.fewest <= groups
    assert len(found.groups) == groups
    assert found.travel_bound <= travel + 1e-6
    assert found.travel == pytest.approx(travel, rel=1e-6, abs=1e-6)


@UNHURRIED
@given(problems(most=10), st.integers(0, 5))
def test_a_bound_holds_whatever_grouping_it_starts_from(
    problem: GroupingProblem, nodes: int
) -> None:
    """The proof rules out what is worse than the known grouping: a poor one must not fool it."""
    _, travel = best_partition(problem)
    for members in components(problem):
        part = problem.part(members)
        poor, fewest, _ = fewest_groups(part, Run())
        _, least = best_partition(part)
        bound, complete = travel_bound(
            part, poor, fewest, Run(), ProofEffort(steps=200, nodes=nodes, gap=1e-6)
        )
        assert complete
        assert bound <= least + 1e-6
        assert least <= travel + 1e-6


@UNHURRIED
@given(problems(most=30))
def test_any_input_gives_compatible_groups_within_capacity(problem: GroupingProblem) -> None:
    for groups in (greedy_groups(problem), solve_grouping(problem, Run(), LITTLE).groups):
        assert sorted(i for group in groups for i in group) == list(range(len(problem)))
        for group in groups:
            assert len(group) <= problem.capacity
            assert problem.compatible[np.ix_(group, group)].all()


def crowded_village() -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Twelve stations at one place, four at another: a half-open third group would be cheap."""
    place = np.array([0.0] * 12 + [20.0] * 4)
    return np.abs(place[:, None] - place[None, :]), np.array([0] * 12 + [1] * 4)


def test_the_proof_counts_whole_groups_in_a_village_of_twelve() -> None:
    """Without whole groups the bound would be 0 here and the plan look 100 % wasteful."""
    minutes, village = crowded_village()
    problem = build_problem(minutes, np.ones(16), village, 8, 60.0)
    found = solve_grouping(problem, Run(), LITTLE)
    assert len(found.groups) == 2
    assert found.travel == pytest.approx(80.0)
    assert found.travel_bound == pytest.approx(80.0)


def test_fewest_groups_is_proven_where_arithmetic_does_not_see_it() -> None:
    """On a ring of five where only neighbours may pair up, two groups of three can not do."""
    ring = np.abs(np.arange(5)[:, None] - np.arange(5)[None, :])
    minutes = np.minimum(ring, 5 - ring).astype(float)
    problem = build_problem(minutes, np.ones(5), np.arange(5), 3, 1.0)
    groups, fewest, complete = fewest_groups(problem, Run())
    assert math.ceil(5 / 3) == 2
    assert (len(groups), fewest, complete) == (3, 3, True)


def test_levels_learn_from_each_other_and_stay_valid() -> None:
    minutes, village = crowded_village()
    rng = np.random.default_rng(5)
    shift = rng.uniform(-1, 1, 16)
    place = np.array([0.0] * 12 + [20.0] * 4) + shift
    fine = build_problem(np.abs(place[:, None] - place[None, :]), np.ones(16), village, 8, 60.0)
    coarse = build_problem(minutes, np.ones(16), village, 8, 60.0)
    stations, villages = solve_levels(fine, coarse, Run(), LITTLE)
    assert villages.travel == pytest.approx(80.0)
    assert stations.travel_bound <= stations.travel + 1e-9
    assert as_groups(np.zeros(16, dtype=np.int64)) == (tuple(range(16)),)


def test_no_stations_no_posts() -> None:
    operation = replace(small_operation(), stations=())
    plan = plan_posts(operation, RiskReport({}), StraightLines(), run=Run())
    assert plan.posts == ()
    assert plan.officers == 0
