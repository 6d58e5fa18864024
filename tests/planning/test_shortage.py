"""Shortage: never more officers than there are, the least risk falls first, all of it named."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siaga.geo.travel import TravelBlock
from siaga.model.operation import Operation
from siaga.model.places import Tier
from siaga.model.plan import Level
from siaga.model.risk import RiskReport, Vulnerability
from siaga.model.run import Run
from siaga.planning.grouping.solve import Effort
from siaga.planning.grouping.travel_bound import ProofEffort
from siaga.planning.posts import PostPlan, plan_posts, travel_weight
from siaga.planning.shortage import FittedPosts, fit_to_force
from siaga.planning.shortage_choice import choose_options
from siaga.planning.texts import say_reason
from support.builders import small_operation

LITTLE = Effort(steps_per_station=100, starts=1, proof=ProofEffort(steps=20, rounds=0, nodes=0))


class StraightLines:
    """Minutes as the crow flies at 30 km/h."""

    def block(self, origins, destinations):  # type: ignore[no-untyped-def]
        here = np.array([(p.lat, p.lon) for p in origins]).reshape(-1, 2) * 111.0
        there = np.array([(p.lat, p.lon) for p in destinations]).reshape(-1, 2) * 111.0
        minutes = np.hypot(*(here[:, None] - there[None, :]).transpose(2, 0, 1)) * 2.0
        return TravelBlock(minutes.astype(np.float32), np.zeros(minutes.shape, np.uint8))


@cache
def base() -> tuple[Operation, RiskReport, PostPlan]:
    operation = small_operation(per_village=9)
    rng = np.random.default_rng(8)
    scores = {}
    for station in operation.stations:
        threat = float(min(100.0, rng.gamma(1.2, 9.0)))
        tier = Tier.KURANG_RAWAN if threat < 20 else Tier.RAWAN
        tier = Tier.SANGAT_RAWAN if threat > 40 else tier
        tier = Tier.KHUSUS if station.special else tier
        scores[station.id] = Vulnerability(station.id, threat, 0.0, tier, False)
    risk = RiskReport(scores)
    return operation, risk, plan_posts(operation, risk, StraightLines(), run=Run(), effort=LITTLE)


@cache
def fitted(available: int) -> FittedPosts:
    operation, risk, plan = base()
    return fit_to_force(operation, risk, StraightLines(), plan, available, run=Run())


def below(result: FittedPosts) -> set[str]:
    return {s for p in result.posts if p.level is not Level.DOCTRINE for s in p.stations}


def assert_honest(result: FittedPosts, available: int) -> None:
    """Every station once, no officer invented, limits of each level kept, all named."""
    operation, _, plan = base()
    stations = {s.id: s for s in operation.stations}
    assert sorted(s for post in result.posts for s in post.stations) == sorted(stations)
    assert sum(post.team_size for post in result.posts) <= max(0, available)
    assert result.shortage.need == plan.officers
    assert result.shortage.available == available
    for post in result.posts:
        members = [stations[s] for s in post.stations]
        pattern = operation.doctrine.patterns[post.pattern]
        minutes = float(StraightLines().block(members, members).minutes.max())
        assert {m.district for m in members} == {post.district}
        if post.level is Level.THINNED:
            assert pattern.thin_stations_per_group is not None
            assert len(members) <= pattern.thin_stations_per_group
            assert minutes <= (pattern.thin_max_minutes or 0.0) + 1e-3
        elif post.level is Level.PATROL:
            assert pattern.patrol_stations_per_group is not None
            assert len(members) <= pattern.patrol_stations_per_group
            assert minutes <= (pattern.patrol_max_minutes or 0.0) + 1e-3
        elif post.level is Level.DOCTRINE:
            assert len(members) <= pattern.stations_per_group
            assert post.team_size == pattern.officers
        else:
            assert post.team_size == 0
        if post.level is not Level.DOCTRINE:
            assert post.reasons
            assert all(say_reason(reason, "id") for reason in post.reasons)
    assert sum(row.stations for row in result.shortage.rows) == len(below(result))
    if result.shortage.rows:
        saved = plan.officers - sum(post.team_size for post in result.posts)
        assert sum(row.officers_saved for row in result.shortage.rows) == saved


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.integers(-5, 110))
def test_any_force_gives_an_honest_plan(available: int) -> None:
    assert_honest(fitted(available), available)


def test_enough_officers_change_nothing() -> None:
    _, _, plan = base()
    result = fitted(plan.officers)
    assert result.posts == plan.posts
    assert result.shortage.rows == ()
    assert fitted(plan.officers + 50).posts == plan.posts


def test_fewer_officers_never_leave_less_risk_unguarded() -> None:
    """A chief who loses ten officers must not see a better plan."""
    _, risk, plan = base()
    tiers = {tier: 100.0**rank for rank, tier in enumerate(Tier)}

    def harm(available: int) -> float:
        return sum(
            tiers[risk.stations[s].tier] * travel_weight(risk.stations[s].threat)
            for post in fitted(available).posts
            for s in post.stations
            if post.level is Level.UNGUARDED
        )

    values = [harm(available) for available in range(0, plan.officers + 1, 7)]
    assert values == sorted(values, reverse=True)


def test_a_small_gap_is_closed_by_thinning_the_least_tier_alone() -> None:
    _, _, plan = base()
    result = fitted(plan.officers - 2)
    levels = {post.level for post in result.posts}
    assert levels == {Level.DOCTRINE, Level.THINNED}
    assert {row.tier for row in result.shortage.rows} == {Tier.KURANG_RAWAN}


def test_nobody_is_left_unguarded_while_patrol_is_allowed_and_enough() -> None:
    _, _, plan = base()
    seen = {
        available: Counter(post.level for post in fitted(available).posts)
        for available in range(0, plan.officers, 5)
    }
    for available, levels in seen.items():
        if not levels[Level.UNGUARDED]:
            continue
        more = [a for a in seen if a > available and not seen[a][Level.UNGUARDED]]
        assert all(sum(p.team_size for p in fitted(a).posts) > available for a in more), (
            "a plan without unguarded posts fits in fewer officers"
        )


def test_no_officers_at_all_names_every_post_as_unguarded() -> None:
    operation, _, plan = base()
    for available in (0, -20):
        result = fitted(available)
        assert {post.level for post in result.posts} == {Level.UNGUARDED}
        assert len(below(result)) == len(operation.stations)
        assert result.shortage.short == plan.officers - available


def test_doctrine_without_thinning_leaves_posts_unguarded_and_says_so() -> None:
    operation, risk, plan = base()
    patterns = {
        name: replace(p, thin_stations_per_group=None, patrol_stations_per_group=None)
        for name, p in operation.doctrine.patterns.items()
    }
    strict = replace(operation, doctrine=replace(operation.doctrine, patterns=patterns))
    result = fit_to_force(strict, risk, StraightLines(), plan, plan.officers - 3, run=Run())
    assert {post.level for post in result.posts} == {Level.DOCTRINE, Level.UNGUARDED}
    lost = [post for post in result.posts if post.level is Level.UNGUARDED]
    assert {post.tier for post in lost} == {Tier.KURANG_RAWAN}
    assert sum(post.team_size for post in result.posts) <= plan.officers - 3


@pytest.mark.parametrize("share", [0.25, 0.6, 0.85])
def test_more_relief_never_mends_less(share: float) -> None:
    _, _, plan = base()
    result = fitted(int(plan.officers * share))
    start = len(below(result))
    assert [relief.officers for relief in result.shortage.relief] == [10, 20, 50, 80]
    restored = [relief.stations_restored for relief in result.shortage.relief]
    assert restored == sorted(restored)
    for relief in result.shortage.relief:
        assert relief.stations_restored + relief.still_below == start
        assert sum(relief.by_district.values()) == relief.stations_restored
        if relief.officers >= result.shortage.short:
            assert relief.still_below == 0


def test_every_remedy_can_be_said_and_officers_are_always_one() -> None:
    _, _, plan = base()
    result = fitted(plan.officers - 4)
    codes = [reason.code for reason in result.shortage.remedies]
    assert "shortage.remedy.officers" in codes
    for reason in result.shortage.remedies:
        assert say_reason(reason, "id") != say_reason(reason, "en")
        if "need" in reason.values and reason.code != "shortage.remedy.partly":
            assert reason.values["need"] <= plan.officers - 4  # type: ignore[operator]


def test_a_larger_group_named_as_remedy_really_closes_the_gap() -> None:
    operation, risk, plan = base()
    available = plan.officers - 4
    found = [r for r in fitted(available).shortage.remedies if r.code == "shortage.remedy.k"]
    assert found
    name, k = str(found[0].values["pattern"]), int(found[0].values["k"])
    patterns = dict(operation.doctrine.patterns)
    patterns[name] = replace(patterns[name], stations_per_group=k)
    wider = replace(operation, doctrine=replace(operation.doctrine, patterns=patterns))
    again = plan_posts(wider, risk, StraightLines(), run=Run(), effort=LITTLE)
    assert again.officers <= available


def test_the_same_input_gives_the_same_shortage() -> None:
    operation, risk, plan = base()
    available = plan.officers // 2
    again = fit_to_force(operation, risk, StraightLines(), plan, available, run=Run())
    assert again == fitted(available)


def test_without_time_the_plan_still_fits_the_force() -> None:
    operation, risk, plan = base()
    available = plan.officers // 3
    run = Run(time_limit=0.0)
    result = fit_to_force(operation, risk, StraightLines(), plan, available, run=run)
    assert_honest(result, available)
    assert not result.complete


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 6), st.integers(0, 50)), min_size=1, max_size=4),
        min_size=1,
        max_size=4,
    ),
    st.integers(0, 15),
)
def test_the_choice_over_districts_is_the_least_harm_of_all(
    rows: list[list[tuple[int, int]]], target: int
) -> None:
    """Brute force over every choice: a dearer one would lower posts that need not fall."""
    import itertools

    picked = choose_options(
        [[gain for gain, _ in row] for row in rows],
        [[float(harm) for _, harm in row] for row in rows],
        target,
    )
    totals = [
        sum(harm for _, harm in choice)
        for choice in itertools.product(*rows)
        if sum(gain for gain, _ in choice) >= target
    ]
    if not totals:
        assert picked is None
        return
    assert picked is not None
    chosen = [row[number] for row, number in zip(rows, picked, strict=True)]
    assert sum(gain for gain, _ in chosen) >= target
    assert sum(harm for _, harm in chosen) == min(totals)
