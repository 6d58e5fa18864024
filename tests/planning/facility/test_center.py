"""p-center: the worst-served demand, proven."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from benchmarks.orlib import center_optima, read_pmed
from siaga.model.run import Run
from siaga.planning.facility import p_center
from siaga.planning.facility.set_cover import _essential, cover_with


@st.composite
def problems(draw):
    demands, sites = draw(st.integers(1, 9)), draw(st.integers(1, 7))
    values = st.one_of(st.integers(0, 12).map(float), st.floats(0, 12, width=32), st.just(np.inf))
    cost = draw(arrays(np.float64, (demands, sites), elements=values))
    weight = draw(arrays(np.float64, demands, elements=st.integers(0, 3).map(float)))
    p = draw(st.integers(1, sites))
    fixed = draw(st.lists(st.integers(0, sites - 1), max_size=p, unique=True))
    return cost, weight, p, fixed


def brute_force(cost, weight, p, fixed):
    with np.errstate(invalid="ignore"):
        paid = np.where(np.isinf(cost), np.inf, cost * weight[:, None])
    choices = (s for s in combinations(range(cost.shape[1]), p) if set(fixed) <= set(s))
    return min(float(paid[:, list(sites)].min(axis=1).max()) for sites in choices)


@settings(max_examples=150, deadline=None)
@given(problems())
def test_no_choice_serves_the_worst_served_better(problem):
    """Somebody would wait longer than need be."""
    cost, weight, p, fixed = problem
    result = p_center(cost, weight, p=p, fixed_sites=fixed)
    optimum = brute_force(cost, weight, p, fixed)
    assert result.objective == optimum
    assert result.bound == optimum
    assert len(result.sites) == p
    assert set(fixed) <= set(result.sites.tolist())
    served = np.isfinite(cost[:, result.sites]).any(axis=1)
    assert (result.allocation >= 0).tolist() == served.tolist()


@settings(max_examples=150, deadline=None)
@given(arrays(np.bool_, st.tuples(st.integers(1, 9), st.integers(1, 7))), st.integers(1, 7))
def test_a_cover_is_found_exactly_when_there_is_one(near, p):
    p = min(p, near.shape[1])
    cover, proven = cover_with(near, p, np.zeros(0, dtype=np.intp), Run())
    choices = (list(s) for s in combinations(range(near.shape[1]), p))
    exists = any(near[:, sites].any(axis=1).all() for sites in choices)
    assert proven
    assert (cover is not None) == exists
    if cover is not None:
        assert len(cover) == p
        assert near[:, cover].any(axis=1).all()


@settings(max_examples=150, deadline=None)
@given(arrays(np.bool_, st.tuples(st.integers(1, 8), st.integers(1, 6))))
def test_dropping_dominated_rows_keeps_the_smallest_cover(near):
    """A reduction that drops too much would call an impossible radius possible."""
    near[:, 0] |= ~near.any(axis=1)
    demands, sites = _essential(near, np.zeros(0, dtype=np.intp))

    def smallest(table):
        for size in range(1, table.shape[1] + 1):
            for chosen in combinations(range(table.shape[1]), size):
                if table[:, list(chosen)].any(axis=1).all():
                    return size
        raise AssertionError("every demand has a site here")

    assert smallest(near[np.ix_(demands, sites)]) == smallest(near)


@pytest.mark.parametrize("number", [1, 3, 5, 6, 10])
def test_published_optimum_is_found_and_proven(number):
    cost, p = read_pmed(number)
    result = p_center(cost, p=p)
    assert result.objective == result.bound == center_optima()[number]


def test_cancelled_run_returns_a_plan_with_a_true_bound():
    cost, p = read_pmed(6)
    run = Run()
    run.cancelled.set()
    result = p_center(cost, p=p, run=run)
    assert not result.complete
    assert result.bound <= center_optima()[6] <= result.objective < np.inf


def test_wrong_input_is_named_with_its_remedy():
    with pytest.raises(ValueError, match="p is 4 but cost has 2 sites"):
        p_center([[1, 2]], p=4)
