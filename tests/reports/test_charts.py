"""Charts: the numbers a chief reads must add up."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from siaga.model.operation import Operation
from siaga.model.plan import Level, Plan, Role
from siaga.reports import charts
from siaga.reports.deployment import Deployment
from siaga.reports.figures import figures_of
from support.builders import small_operation
from support.plans import naive_plan

OPERATION = small_operation(districts=1, villages=2, per_village=4, officers=30, bko=0)
PLAN = naive_plan(OPERATION)


def with_minutes(minutes: list[float]) -> Deployment:
    """The plan with those journeys, one per officer on a post, over and over."""
    placements = tuple(
        replace(p, minutes=minutes[i % len(minutes)]) if p.role is Role.POST else p
        for i, p in enumerate(PLAN.placements)
    )
    return Deployment(OPERATION, replace(PLAN, placements=placements))


@given(st.lists(st.floats(0, 5000), min_size=1, max_size=30))
def test_every_journey_is_in_one_bin(minutes: list[float]) -> None:
    deployment = with_minutes(minutes)
    bins = charts.journey_bins(deployment)
    on_posts = sum(p.role is Role.POST for p in PLAN.placements)
    assert sum(b.count for b in bins) == on_posts
    assert len(bins) <= 10
    assert [b.low for b in bins[1:]] == [b.high for b in bins[:-1]]


def test_need_and_force_share_a_scale(operation: Operation, plan: Plan) -> None:
    figures = figures_of(Deployment(operation, plan))
    need, force = charts.requirement_bars(figures)
    assert need.total == figures.need
    assert sum(s.count for s in force.segments) == figures.available + figures.short
    assert max(s.start + s.width for s in (*need.segments, *force.segments)) <= 100.01


def test_shortage_counts_every_station_below_doctrine_once(
    operation: Operation, plan: Plan
) -> None:
    deployment = Deployment(operation, plan)
    below = sum(len(p.stations) for p in plan.posts if p.level is not Level.DOCTRINE)
    assert sum(bar.total for bar in charts.shortage_bars(deployment)) == below
    assert sum(bar.total for bar in charts.shortage_tiers(deployment)) == below
    totals = [bar.total for bar in charts.shortage_bars(deployment)]
    assert totals == sorted(totals, reverse=True)


def test_no_journeys_no_bins() -> None:
    placements = tuple(replace(p, minutes=None) for p in PLAN.placements)
    deployment = Deployment(OPERATION, replace(PLAN, placements=placements))
    assert charts.journey_bins(deployment) == []
    assert charts.share_within(deployment, 60.0) is None


def test_whiskers_hold_their_value(operation: Operation, plan: Plan) -> None:
    for comparison in charts.comparisons(Deployment(operation, plan)):
        for whisker in (comparison.plan, comparison.naive):
            assert 0 <= whisker.from_ <= whisker.at <= whisker.to <= 100
