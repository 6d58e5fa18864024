"""Capacitated p-median: a wrong bound or a broken capacity would put a plan above its means."""

from __future__ import annotations

from itertools import combinations, product
from threading import Event

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.cpmp_data import BEST_KNOWN, gap_to_best_known, read_cpmp
from siaga.model.run import Run
from siaga.planning.facility import capacitated_p_median
from siaga.planning.facility.capacitated import CapacityError


@st.composite
def problems(draw):
    """(cost, demand, capacity, p, weight) small enough to try every choice."""
    demands, sites = draw(st.integers(1, 6)), draw(st.integers(1, 4))
    value = st.one_of(st.integers(0, 20).map(float), st.integers(0, 20).map(float), st.just(np.inf))
    cost = np.array(draw(st.lists(value, min_size=demands * sites, max_size=demands * sites)))
    demand = np.array(draw(st.lists(st.integers(0, 5), min_size=demands, max_size=demands)), float)
    capacity = np.array(draw(st.lists(st.integers(0, 12), min_size=sites, max_size=sites)), float)
    weight = np.array(draw(st.lists(st.integers(0, 3), min_size=demands, max_size=demands)), float)
    p = draw(st.integers(1, sites))
    return cost.reshape(demands, sites), demand, capacity, p, weight


def optimum(cost, demand, capacity, p, weight):
    """Least cost over every choice; inf when there is none."""
    demands, sites = cost.shape
    best = np.inf
    for chosen in combinations(range(sites), p):
        for served in product(chosen, repeat=demands):
            load = np.bincount(served, weights=demand, minlength=sites)
            pairs = cost[np.arange(demands), served]
            if (load <= capacity).all() and np.isfinite(pairs).all():
                best = min(best, float(pairs @ weight))
    return best


def assert_valid(result, cost, demand, capacity, p, weight=None):
    sites = np.unique(result.sites)
    assert sites.size == p
    assert np.isin(result.allocation, sites).all()
    load = np.bincount(result.allocation, weights=demand, minlength=cost.shape[1])
    assert (load <= capacity + 1e-9).all()
    pairs = cost[np.arange(cost.shape[0]), result.allocation]
    total = pairs.sum() if weight is None else pairs @ weight
    assert result.objective == pytest.approx(total)
    assert result.bound <= result.objective + 1e-9


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(problems())
def test_small_problems_are_feasible_and_bounded_by_every_choice_tried(problem):
    """Lost otherwise: the word of the bound, or a post with more stations than it may guard."""
    cost, demand, capacity, p, weight = problem
    best = optimum(cost, demand, capacity, p, weight)
    if not np.isfinite(best):
        with pytest.raises(CapacityError):
            capacitated_p_median(cost, demand, capacity, p=p, weight=weight)
        return
    result = capacitated_p_median(cost, demand, capacity, p=p, weight=weight)
    assert_valid(result, cost, demand, capacity, p, weight)
    assert result.bound <= best + 1e-9
    assert result.objective == pytest.approx(best)


@pytest.mark.parametrize("name", ["cpmp02", "cpmp03", "cpmp05", "cpmp09", "SJC1"])
def test_published_optima_are_found(name):
    """Lost otherwise: the quality that the documentation promises."""
    instance = read_cpmp(name)
    result = capacitated_p_median(instance.cost, instance.demand, instance.capacity, p=instance.p)
    assert_valid(result, instance.cost, instance.demand, instance.capacity, instance.p)
    assert gap_to_best_known(name, result.objective) == 0.0
    assert result.bound <= result.objective
    assert result.bound >= 0.97 * BEST_KNOWN[name]
    assert result.complete


def plane(n, seed):
    """Unit demands in the plane, as stations to be grouped are."""
    places = np.random.default_rng(seed).random((n, 2))
    return np.hypot(*(places[:, None] - places[None, :]).transpose(2, 0, 1))


def test_groups_that_fill_every_site_are_found():
    """Stations exactly p times k: nothing to spare, only exchanges keep within capacity."""
    cost = plane(48, 3)
    result = capacitated_p_median(cost, np.ones(48), np.full(48, 8.0), p=6)
    assert_valid(result, cost, np.ones(48), np.full(48, 8.0), 6)
    assert (np.bincount(result.allocation)[result.sites] == 8).all()
    assert result.gap < 0.02


def test_the_same_seed_gives_the_same_allocation():
    """Lost otherwise: a plan that can be reproduced when it is questioned."""
    cost = plane(60, 4)
    demand = np.random.default_rng(5).integers(1, 9, 60).astype(float)
    runs = [
        capacitated_p_median(cost, demand, np.full(60, 40.0), p=9, run=Run(seed=11))
        for _ in range(2)
    ]
    assert (runs[0].allocation == runs[1].allocation).all()
    assert runs[0].bound == runs[1].bound


def test_a_cancelled_search_returns_a_valid_allocation_and_says_so():
    """Lost otherwise: the work done before someone pressed stop."""
    cancelled = Event()
    cancelled.set()
    instance = read_cpmp("cpmp20")
    arrays = (instance.cost, instance.demand, instance.capacity)
    result = capacitated_p_median(*arrays, p=instance.p, run=Run(cancelled=cancelled))
    assert_valid(result, *arrays, instance.p)
    assert not result.complete


def test_a_demand_that_no_site_may_serve_is_named():
    with pytest.raises(CapacityError) as error:
        capacitated_p_median([[1.0, 2.0], [np.inf, np.inf]], [1, 1], [5, 5], p=1)
    assert error.value.code == "demand_unreachable"
    assert error.value.demands == (1,)


def test_a_demand_larger_than_every_site_it_may_use_is_named_with_what_is_missing():
    with pytest.raises(CapacityError) as error:
        capacitated_p_median([[1.0, np.inf], [1.0, 1.0]], [4, 1], [3, 9], p=2)
    assert (error.value.code, error.value.demands) == ("demand_too_large", (0,))
    assert error.value.missing == 1.0


def test_too_little_capacity_in_p_sites_says_how_much_is_missing():
    with pytest.raises(CapacityError) as error:
        capacitated_p_median(np.ones((4, 3)), [2, 2, 2, 2], [3, 3, 2], p=2)
    assert error.value.code == "capacity_short"
    assert error.value.missing == 2.0


def test_demands_that_do_not_fit_whole_are_proven_infeasible():
    """Three of 2 into two sites of 3: the sum fits, no demand may be split."""
    with pytest.raises(CapacityError) as error:
        capacitated_p_median(np.ones((3, 2)), [2, 2, 2], [3, 3], p=2)
    assert error.value.code == "infeasible"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"cost": [[np.nan]]}, "NaN"),
        ({"cost": [[-1.0]]}, "negative"),
        ({"cost": [1.0]}, "axes"),
        ({"demand": [1.0, 2.0]}, "entries"),
        ({"capacity": [np.inf]}, "infinity"),
        ({"p": 2}, "p "),
        ({"weight": [-1.0]}, "negative"),
    ],
)
def test_arrays_that_mean_nothing_are_refused_by_name(change, message):
    good = {"cost": [[1.0]], "demand": [1.0], "capacity": [1.0], "p": 1}
    with pytest.raises(ValueError, match=message):
        capacitated_p_median(**(good | change))
