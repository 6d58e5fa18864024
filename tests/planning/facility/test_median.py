"""p-median: proven optima on small and published problems, and bounds one can rely on."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from benchmarks.orlib import OPTIMA, read_pmed
from siaga.model.run import Run
from siaga.planning.facility import p_median
from siaga.planning.facility.interchange import (
    _swap_changes,
    greedy_sites,
    interchange,
    total_cost,
)
from siaga.planning.facility.lagrangian import Incumbent, climb, first_relaxation, whole_costs


@st.composite
def problems(draw, forbidden=True, whole=None):
    """(cost, weight, p, fixed_sites) small enough to try every choice."""
    demands, sites = draw(st.integers(1, 9)), draw(st.integers(1, 7))
    if whole if whole is not None else draw(st.booleans()):
        values = st.integers(0, 30).map(float)
    else:
        values = st.floats(0, 30, allow_subnormal=False, width=32)
    if forbidden:
        values = st.one_of(values, values, values, st.just(np.inf))
    cost = draw(arrays(np.float64, (demands, sites), elements=values))
    weight = draw(arrays(np.float64, demands, elements=st.integers(0, 4).map(float)))
    p = draw(st.integers(1, sites))
    fixed = draw(st.lists(st.integers(0, sites - 1), max_size=p, unique=True))
    return cost, weight, p, fixed


def every_choice(sites, p, fixed):
    return [list(s) for s in combinations(range(sites), p) if set(fixed) <= set(s)]


def brute_force(cost, weight, p, fixed):
    best = np.inf
    for sites in every_choice(cost.shape[1], p, fixed):
        paid = cost[:, sites].min(axis=1)
        if np.isfinite(paid).all():
            best = min(best, float(weight @ paid))
    return best


@settings(max_examples=150, deadline=None)
@given(problems())
def test_no_choice_of_sites_is_cheaper(problem):
    """A cheaper choice would mean teams standing in the wrong places."""
    cost, weight, p, fixed = problem
    optimum = brute_force(cost, weight, p, fixed)
    result = p_median(cost, weight, p=p, fixed_sites=fixed)
    assert result.objective == pytest.approx(optimum, rel=1e-9, abs=1e-9)
    assert result.bound == pytest.approx(optimum, rel=1e-6, abs=1e-6)
    assert result.bound <= result.objective
    assert len(result.sites) == p
    assert set(fixed) <= set(result.sites.tolist())
    assert result.complete


@settings(max_examples=60, deadline=None)
@given(problems())
def test_the_objective_is_what_the_allocation_costs(problem):
    """A figure that does not follow from the printed allocation can not be defended."""
    cost, weight, p, fixed = problem
    result = p_median(cost, weight, p=p, fixed_sites=fixed)
    served = result.allocation >= 0
    nearest = cost[:, result.sites].min(axis=1)
    assert np.isfinite(nearest).tolist() == served.tolist()
    paid = cost[np.flatnonzero(served), result.allocation[served]]
    assert paid.tolist() == nearest[served].tolist()
    assert set(result.allocation[served].tolist()) <= set(result.sites.tolist())
    if served.all():
        assert result.objective == pytest.approx(float(weight @ paid))
    else:
        assert result.objective == np.inf


@settings(max_examples=60, deadline=None)
@given(problems(forbidden=False))
def test_the_bound_holds_after_any_number_of_steps(problem):
    """An interrupted plan still shows its bound; one above the optimum would be a lie."""
    cost, weight, p, fixed = problem
    optimum = brute_force(cost, weight, p, fixed)
    by_site = np.ascontiguousarray((cost * weight[:, None]).T)
    fixed_sites = np.unique(np.asarray(fixed, dtype=np.intp))
    sites = greedy_sites(by_site, p, fixed_sites)
    step = 1.0 if whole_costs(by_site) else 0.0
    incumbent = Incumbent(by_site, p, fixed_sites, sites, total_cost(by_site, sites), step)
    part = first_relaxation(incumbent)
    for steps in (1, 5, 40):
        climb(incumbent, part, Run(), steps=steps, search=False)
        assert min(part.bound, incumbent.cost) <= optimum + 1e-6
        assert incumbent.cost >= optimum - 1e-6


@settings(max_examples=80, deadline=None)
@given(problems(forbidden=False))
def test_swap_table_is_the_real_change_in_cost(problem):
    """The local search stops early, with worse sites, when it misjudges a swap."""
    cost, weight, p, _ = problem
    by_site = np.ascontiguousarray((cost * weight[:, None]).T)
    chosen = np.arange(p)
    change = _swap_changes(by_site, chosen)
    before = total_cost(by_site, chosen)
    for enter in range(p, len(by_site)):
        for leave in range(p):
            swapped = chosen.copy()
            swapped[leave] = enter
            real = total_cost(by_site, swapped) - before
            assert change[enter, leave] == pytest.approx(real, abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(problems(forbidden=False))
def test_interchange_never_makes_it_worse_nor_closes_a_fixed_site(problem):
    cost, weight, p, fixed = problem
    by_site = np.ascontiguousarray((cost * weight[:, None]).T)
    kept = np.unique(np.asarray(fixed, dtype=np.intp))
    start = greedy_sites(by_site, p, kept)
    sites, after = interchange(by_site, start, kept, Run())
    assert after <= total_cost(by_site, start) + 1e-9
    assert after == pytest.approx(total_cost(by_site, sites))
    assert len(set(sites.tolist())) == p
    assert set(kept.tolist()) <= set(sites.tolist())


@pytest.mark.parametrize("number", [2, 5, 6, 8, 11, 15])
def test_published_optimum_is_found_and_proven(number):
    """OR-Library instances (Beasley 1985); all 40 are in the benchmark."""
    cost, p = read_pmed(number)
    result = p_median(cost, p=p)
    assert result.objective == OPTIMA[number - 1]
    assert result.bound == OPTIMA[number - 1]


def test_a_demand_nobody_can_serve_is_named_and_the_rest_is_served():
    """One unreachable village must not leave the others without a plan."""
    cost = np.array([[0.0, 5.0, 9.0], [np.inf, np.inf, np.inf], [7.0, 1.0, 0.0]])
    result = p_median(cost, p=2)
    assert result.objective == np.inf
    assert result.bound == np.inf
    assert result.allocation.tolist() == [0, -1, 2]


def test_sites_are_found_when_only_one_choice_serves_everybody():
    """Greedy opens site 0 first; the only two sites that serve all are 1 and 2."""
    inf = np.inf
    cost = np.array(
        [[1, 9, inf], [1, inf, 9], [1, 9, inf], [1, inf, 9], [inf, 9, inf], [inf, inf, 9]],
        dtype=float,
    )
    result = p_median(cost, p=2)
    assert result.sites.tolist() == [1, 2]
    assert result.objective == result.bound == 54.0


def test_same_input_gives_the_same_plan():
    """Two officers running the same file must print the same plan."""
    cost, p = read_pmed(15)
    first, second = (p_median(cost, p=p, run=Run(seed=7)) for _ in range(2))
    assert first.sites.tolist() == second.sites.tolist()
    assert first.allocation.tolist() == second.allocation.tolist()


def test_cancelled_run_returns_a_plan_with_a_true_bound():
    """Whoever interrupts keeps what was found, and is told that it is not proven."""
    cost, p = read_pmed(6)
    run = Run()
    run.cancelled.set()
    result = p_median(cost, p=p, run=run)
    assert not result.complete
    assert result.bound <= OPTIMA[5] <= result.objective < np.inf
    assert result.gap > 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"cost": [1, 2], "p": 1}, "cost has 1 axes; give two"),
        ({"cost": np.zeros((0, 3)), "p": 1}, "at least one demand"),
        ({"cost": [[1, np.nan]], "p": 1}, r"cost\[0, 1\] is not a number; write inf"),
        ({"cost": [[1, -2]], "p": 1}, r"cost\[0, 1\] is negative"),
        ({"cost": [[1, 2]], "p": 3}, "p is 3 but cost has 2 sites"),
        ({"cost": [[1, 2]], "p": 0}, "p is 0; open a whole number"),
        ({"cost": [[1, 2]], "p": 1.5}, "p is 1.5; open a whole number"),
        ({"cost": [[1, 2]], "p": 1, "weight": [1, 2]}, "one value per demand"),
        ({"cost": [[1, 2]], "p": 1, "weight": [-1]}, r"weight\[0\] is negative"),
        ({"cost": [[1, 2]], "p": 1, "weight": [np.inf]}, r"weight\[0\] is not a finite"),
        ({"cost": [[1, 2]], "p": 1, "fixed_sites": [2]}, "fixed_sites names site 2"),
        ({"cost": [[1, 2]], "p": 1, "fixed_sites": [-1]}, "fixed_sites names site -1"),
        ({"cost": [[1, 2]], "p": 1, "fixed_sites": [0, 1]}, "fixed_sites holds 2 sites but p is 1"),
    ],
)
def test_wrong_input_is_named_with_its_remedy(arguments, said):
    with pytest.raises(ValueError, match=said):
        p_median(**arguments)
