"""The p-median problem."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from siaga.model.run import Run
from siaga.planning.facility.branching import branch_and_bound
from siaga.planning.facility.inputs import (
    checked_cost,
    checked_fixed_sites,
    checked_p,
    checked_weight,
)
from siaga.planning.facility.interchange import greedy_sites, interchange
from siaga.planning.facility.lagrangian import (
    Floats,
    Incumbent,
    Ints,
    climb,
    first_relaxation,
    whole_costs,
)
from siaga.planning.facility.result import FacilityResult
from siaga.planning.facility.set_cover import cover_with


def p_median(
    cost: ArrayLike,
    weight: ArrayLike | None = None,
    *,
    p: int,
    fixed_sites: Sequence[int] = (),
    run: Run | None = None,
) -> FacilityResult:
    r"""Open ``p`` sites so that the total weighted cost of serving every demand is least.

    .. math::

        \min \sum_i \sum_j w_i c_{ij} x_{ij} \quad \text{s.t.} \quad
        \sum_j x_{ij} = 1, \; x_{ij} \le y_j, \; \sum_j y_j = p, \; x, y \in \{0, 1\}

    Solved by Lagrangian relaxation of the assignment rows with subgradient steps (Cornuéjols,
    Fisher & Nemhauser 1977), fast interchange (Whitaker 1983; Resende & Werneck 2007), sites fixed
    by reduced cost, and branch and bound (Beasley 1985) until a fixed amount of work is done.

    Args:
        cost: ``cost[demand, site]``, from 0 up; inf where the site can not serve the demand.
        weight: ``weight[demand]``, from 0 up; 1 each when None.
        p: number of sites to open.
        fixed_sites: sites that must be among them.
        run: seed, time limit and cancelling; progress is reported as ``p_median``.

    Returns:
        Objective and bound in the unit of ``weight * cost``. When no ``p`` sites can serve every
        demand the objective is inf, the plan serves as many demands as was found possible, and the
        others have allocation -1; the bound is inf too when that is proven.

    Raises:
        ValueError: an argument can not be used; the message names it and the remedy.

    References:
        Hakimi (1964), "Optimum locations of switching centers and the absolute centers and medians
        of a graph", Operations Research 12(3). ReVelle & Swain (1970), "Central facilities
        location", Geographical Analysis 2(1).

    Example:
        >>> result = p_median([[0, 4, 9], [4, 0, 5], [9, 5, 0]], [1, 1, 3], p=2)
        >>> result.objective, result.sites.tolist(), result.allocation.tolist(), result.gap
        (4.0, [0, 2], [0, 0, 2], 0.0)
    """
    run = run or Run()
    table = checked_cost(cost)
    weights = checked_weight(weight, len(table))
    p = checked_p(p, table.shape[1])
    fixed = checked_fixed_sites(fixed_sites, p, table.shape[1])
    by_site, penalty = _weighted(table, weights)
    incumbent = _first_solution(by_site, p, fixed, run)
    if incumbent.cost >= penalty:
        near = np.isfinite(table)
        cover, proven = cover_with(near, p, fixed, run)
        if cover is None and proven:
            return _result(table, weights, incumbent.sites, np.inf, complete=True)
        if cover is not None:
            incumbent.offer(*interchange(by_site, cover, fixed, run))
    root = first_relaxation(incumbent)
    climb(incumbent, root, run)
    run.progress("p_median", 0.5)
    bound = branch_and_bound(incumbent, root, run)
    run.progress("p_median", 1.0)
    if incumbent.step:
        bound = np.ceil(bound - 1e-6)
    complete = bound >= incumbent.cost or not run.expired()
    return _result(table, weights, incumbent.sites, bound, complete=complete)


def _weighted(table: Floats, weights: Floats) -> tuple[Floats, float]:
    """``by_site[site, demand]`` with the price of a demand left unserved in place of inf.

    The price is above any total cost, so that serving one demand more always pays.
    """
    possible = np.isfinite(table.T)
    by_site = np.multiply(table.T, weights, where=possible, out=np.zeros(table.T.shape))
    if possible.all():
        return by_site, np.inf
    penalty = float(np.ceil(by_site.max(axis=0).sum())) + 1.0
    by_site[~possible] = penalty
    return by_site, penalty


def _first_solution(by_site: Floats, p: int, fixed: Ints, run: Run) -> Incumbent:
    """Greedy sites, improved by interchange."""
    sites, cost = interchange(by_site, greedy_sites(by_site, p, fixed), fixed, run)
    step = 1.0 if whole_costs(by_site) else 0.0
    return Incumbent(by_site, p, fixed, sites, cost, step)


def _result(
    table: Floats, weights: Floats, sites: Ints, bound: float, *, complete: bool
) -> FacilityResult:
    """Every demand goes to its nearest open site; the objective is summed from the input."""
    allocation: NDArray[np.intp] = sites[table[:, sites].argmin(axis=1)]
    paid = table[np.arange(len(table)), allocation]
    unserved = ~np.isfinite(paid)
    allocation[unserved] = -1
    objective = np.inf if unserved.any() else float(weights @ paid)
    return FacilityResult(
        objective=objective,
        bound=min(bound, objective),
        sites=sites,
        allocation=allocation,
        complete=complete,
        servers=np.ones(len(sites), dtype=np.intp),
    )
