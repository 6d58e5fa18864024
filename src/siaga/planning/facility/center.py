"""The p-center problem."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from siaga.model.run import Run
from siaga.planning.facility.inputs import (
    checked_cost,
    checked_fixed_sites,
    checked_p,
    checked_weight,
)
from siaga.planning.facility.result import FacilityResult
from siaga.planning.facility.set_cover import Ints, cover_with, filled_up, greedy_cover

Floats = NDArray[np.float64]


def p_center(
    cost: ArrayLike,
    weight: ArrayLike | None = None,
    *,
    p: int,
    fixed_sites: Sequence[int] = (),
    run: Run | None = None,
) -> FacilityResult:
    r"""Open ``p`` sites so that the worst-served demand is served as well as can be.

    .. math::

        \min \max_i \min_{j \in S} w_i c_{ij} \quad \text{s.t.} \quad |S| = p

    The optimum is one of the values of ``weight * cost``: bisection over these, each step asking
    whether ``p`` sites can cover every demand within that value (Minieka 1970), first greedily,
    then exactly after dropping dominated demands and sites (Daskin 2000, "A new approach to solving
    the vertex p-center problem to optimality", Communications of the OR Society of Japan 45).

    Args:
        cost: ``cost[demand, site]``, from 0 up; inf where the site can not serve the demand.
        weight: ``weight[demand]``, from 0 up; 1 each when None.
        p: number of sites to open.
        fixed_sites: sites that must be among them.
        run: seed, time limit and cancelling; progress is reported as ``p_center``.

    Returns:
        Objective and bound in the unit of ``weight * cost``. When no ``p`` sites can serve every
        demand both are inf and demands that can not be served have allocation -1.

    Raises:
        ValueError: an argument can not be used; the message names it and the remedy.

    References:
        Minieka (1970), "The m-center problem", SIAM Review 12(1).

    Example:
        >>> result = p_center([[0, 4, 9], [4, 0, 5], [9, 5, 0]], p=1)
        >>> result.objective, result.sites.tolist(), result.bound
        (5.0, [1], 5.0)
    """
    run = run or Run()
    table = checked_cost(cost)
    weights = checked_weight(weight, len(table))
    p = checked_p(p, table.shape[1])
    fixed = checked_fixed_sites(fixed_sites, p, table.shape[1])
    paid = np.multiply(
        table, weights[:, None], where=np.isfinite(table), out=np.full(table.shape, np.inf)
    )
    radii = np.unique(paid[np.isfinite(paid)])
    # No demand is served better than by its nearest site, so no smaller radius can do.
    radii = radii[radii >= paid.min(axis=1).max()]
    sites = _greedy_sites(paid, radii, p, fixed)
    sites, low, complete = _bisect(paid, radii, sites, fixed, p, run)
    run.progress("p_center", 1.0)
    if sites is None:
        sites = _most_served(np.isfinite(paid), p, fixed)
    allocation = sites[paid[:, sites].argmin(axis=1)]
    cost_served = paid[np.arange(len(paid)), allocation]
    allocation[~np.isfinite(cost_served)] = -1
    objective = float(cost_served.max())
    bound = float(radii[low]) if low < len(radii) else np.inf
    return FacilityResult(
        objective=objective,
        bound=min(bound, objective),
        sites=sites,
        allocation=allocation,
        complete=complete,
        servers=np.ones(len(sites), dtype=np.intp),
    )


def _greedy_sites(paid: Floats, radii: Floats, p: int, fixed: Ints) -> Ints | None:
    """Sites of the smallest radius a bisection finds that greedy covering manages; None: none."""
    sites: Ints | None = None
    low, high = 0, len(radii)
    while low < high:
        middle = (low + high) // 2
        cover = greedy_cover(paid <= radii[middle], fixed)
        if cover is not None and len(cover) <= p:
            high, sites = middle, filled_up(cover, p, paid.shape[1])
        else:
            low = middle + 1
    return sites


def _bisect(
    paid: Floats, radii: Floats, sites: Ints | None, fixed: Ints, p: int, run: Run
) -> tuple[Ints | None, int, bool]:
    """The best sites, the position in ``radii`` no solution goes below, and whether it is done."""
    low, high = 0, _reached(paid, radii, sites)
    while low < high:
        if run.expired():
            return sites, low, False
        middle = (low + high) // 2
        cover, proven = cover_with(paid <= radii[middle], p, fixed, run)
        if cover is not None:
            sites, high = cover, _reached(paid, radii, cover)
        elif proven:
            low = middle + 1
        else:
            return sites, low, not run.expired()
    return sites, low, True


def _reached(paid: Floats, radii: Floats, sites: Ints | None) -> int:
    """Position in ``radii`` of the worst-served demand; past the end without sites."""
    if sites is None:
        return len(radii)
    return int(np.searchsorted(radii, paid[:, sites].min(axis=1).max()))


def _most_served(possible: NDArray[np.bool_], p: int, fixed: Ints) -> Ints:
    """Sites that serve as many demands as greedy covering can, when not all can be served."""
    coverable = possible[possible.any(axis=1)]
    if not len(coverable):
        return filled_up(fixed, p, possible.shape[1])
    cover = greedy_cover(coverable, fixed)
    return filled_up(fixed if cover is None else cover[:p], p, possible.shape[1])
