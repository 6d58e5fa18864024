"""Maximal covering and expected covering: nobody could cover more, and the bound says so."""

from __future__ import annotations

from itertools import combinations, combinations_with_replacement

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from siaga.model.run import Run
from siaga.planning.facility import maximal_covering, maximal_expected_covering


@st.composite
def problems(draw):
    demands, sites = draw(st.integers(1, 10)), draw(st.integers(1, 6))
    values = st.one_of(st.integers(0, 20).map(float), st.just(np.inf))
    cost = draw(arrays(np.float64, (demands, sites), elements=values))
    weight = draw(arrays(np.float64, demands, elements=st.integers(0, 9).map(float)))
    radius = draw(st.integers(0, 20).map(float))
    return cost, weight, radius


def expected(cost, weight, radius, sites, busy):
    servers = (cost[:, list(sites)] <= radius).sum(axis=1)
    return float(weight @ (1 - np.power(float(busy), servers)))


@settings(max_examples=120, deadline=None)
@given(problems(), st.data())
def test_no_choice_covers_more(problem, data):
    """Stations would be out of reach that need not be."""
    cost, weight, radius = problem
    p = data.draw(st.integers(1, cost.shape[1]))
    fixed = data.draw(st.lists(st.integers(0, cost.shape[1] - 1), max_size=p, unique=True))
    result = maximal_covering(cost, weight, p=p, radius=radius, fixed_sites=fixed)
    optimum = max(
        expected(cost, weight, radius, sites, 0.0)
        for sites in combinations(range(cost.shape[1]), p)
        if set(fixed) <= set(sites)
    )
    assert result.objective == pytest.approx(optimum)
    assert result.bound == pytest.approx(optimum)
    assert result.bound >= result.objective
    assert len(result.sites) == p
    assert set(fixed) <= set(result.sites.tolist())
    covered = (cost[:, result.sites] <= radius).any(axis=1)
    assert (result.allocation >= 0).tolist() == covered.tolist()


@settings(max_examples=120, deadline=None)
@given(problems(), st.integers(1, 4), st.floats(0, 0.95), st.data())
def test_no_placement_expects_more(problem, p, busy, data):
    """Allowing for busy teams, another placement would answer more calls."""
    cost, weight, radius = problem
    sites = cost.shape[1]
    capacity = data.draw(
        st.lists(st.integers(0, 3), min_size=sites, max_size=sites).filter(lambda c: sum(c) >= p)
    )
    result = maximal_expected_covering(
        cost, weight, p=p, radius=radius, busy=busy, capacity=capacity
    )
    optimum = max(
        expected(cost, weight, radius, places, busy)
        for places in combinations_with_replacement(range(sites), p)
        if all(places.count(site) <= capacity[site] for site in places)
    )
    assert result.objective == pytest.approx(optimum, rel=1e-7, abs=1e-9)
    assert result.bound == pytest.approx(optimum, rel=1e-6, abs=1e-6)
    assert result.bound >= result.objective
    assert int(result.servers.sum()) == p
    assert (result.servers <= np.asarray(capacity)[result.sites]).all()


@settings(max_examples=40, deadline=None)
@given(problems(), st.integers(1, 4))
def test_with_servers_never_busy_it_is_plain_covering(problem, p):
    cost, weight, radius = problem
    p = min(p, cost.shape[1])
    ones = np.ones(cost.shape[1])
    plain = maximal_covering(cost, weight, p=p, radius=radius)
    never_busy = maximal_expected_covering(
        cost, weight, p=p, radius=radius, busy=0.0, capacity=ones
    )
    assert never_busy.objective == pytest.approx(plain.objective)


def test_servers_pile_up_where_everybody_calls():
    """Without a limit both teams wait at the town; with one the second goes elsewhere."""
    cost, weight = [[5, 90], [90, 5]], [100, 1]
    free = maximal_expected_covering(cost, weight, p=2, radius=30, busy=0.5)
    assert (free.sites.tolist(), free.servers.tolist()) == ([0], [2])
    limited = maximal_expected_covering(cost, weight, p=2, radius=30, busy=0.5, capacity=[1, 1])
    assert (limited.sites.tolist(), limited.servers.tolist()) == ([0, 1], [1, 1])


def test_many_servers_near_certainly_busy_stay_within_the_bound():
    """Levels left out of the model must still be in the bound."""
    rng = np.random.default_rng(3)
    cost = rng.uniform(0, 100, (60, 8))
    result = maximal_expected_covering(cost, p=120, radius=40, busy=0.2)
    assert result.bound >= result.objective
    assert result.gap < 1e-6


def test_nothing_within_reach_is_a_plan_that_covers_nothing():
    result = maximal_covering([[50.0, 60.0]], p=1, radius=10)
    assert result.objective == result.bound == 0.0
    assert result.allocation.tolist() == [-1]


def test_radius_counts_inclusive():
    """A station at exactly the target time is reached within it."""
    assert maximal_covering([[30.0]], p=1, radius=30.0).objective == 1.0


def test_cancelled_run_returns_a_plan_with_a_true_bound():
    """Whoever interrupts keeps a good plan and an honest ceiling."""
    rng = np.random.default_rng(5)
    places = rng.uniform(0, 100, (400, 2))
    cost = np.hypot(*(places[:, None] - places[None, :80]).transpose(2, 0, 1))
    run = Run()
    run.cancelled.set()
    stopped = maximal_covering(cost, p=8, radius=12, run=run)
    whole = maximal_covering(cost, p=8, radius=12)
    assert whole.gap == 0.0
    assert 0.8 * whole.objective < stopped.objective <= whole.objective <= stopped.bound


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"radius": -1}, "radius is -1; give a cost from 0 up"),
        ({"radius": float("nan")}, "radius is nan"),
        ({"busy": 1.0}, "busy is 1.0; give a probability"),
        ({"busy": -0.1}, "busy is -0.1"),
        ({"capacity": [1]}, "capacity has shape"),
        ({"capacity": [1, 0.5]}, r"capacity\[1\] is not a whole number"),
        ({"capacity": [1, -1]}, r"capacity\[1\] is not a whole number"),
        ({"capacity": [1, 0], "p": 2}, "p is 2 but capacity sums to 1"),
        ({"capacity": [1, 0], "fixed_sites": [1]}, "fixed_sites names site 1, whose capacity is 0"),
        ({"p": 0}, "p is 0; place a whole number"),
    ],
)
def test_wrong_input_is_named_with_its_remedy(arguments, said):
    usual = {"cost": [[1, 2]], "p": 1, "radius": 5, "busy": 0.3}
    with pytest.raises(ValueError, match=said):
        maximal_expected_covering(**(usual | arguments))
