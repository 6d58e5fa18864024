"""Maximal covering, and maximal expected covering where servers may be busy."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from siaga.model.run import Run
from siaga.planning.facility.inputs import (
    checked_busy,
    checked_capacity,
    checked_cost,
    checked_fixed_sites,
    checked_p,
    checked_radius,
    checked_room,
    checked_servers,
    checked_weight,
)
from siaga.planning.facility.milp import Rows, solve
from siaga.planning.facility.result import FacilityResult

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
Bools = NDArray[np.bool_]

_NEGLIGIBLE = 1e-12
"""Share of a demand's weight below which the next server behind it is not modelled."""


def maximal_covering(
    cost: ArrayLike,
    weight: ArrayLike | None = None,
    *,
    p: int,
    radius: float,
    fixed_sites: Sequence[int] = (),
    run: Run | None = None,
) -> FacilityResult:
    r"""Open ``p`` sites so that the weight of demands within ``radius`` of one is largest.

    .. math::

        \max \sum_i w_i y_i \quad \text{s.t.} \quad
        y_i \le \sum_{j: c_{ij} \le r} x_j, \; \sum_j x_j = p, \; x \in \{0, 1\}, \; 0 \le y \le 1

    Demands that the same sites cover are one row, and sites that cover the same demands one column;
    HiGHS solves the rest, from a greedy solution improved by swaps.

    Args:
        cost: ``cost[demand, site]``, from 0 up; inf where the site can not serve the demand.
        weight: ``weight[demand]``, from 0 up; 1 each when None.
        p: number of sites to open.
        radius: largest cost that counts as covered, inclusive, in the unit of ``cost``.
        fixed_sites: sites that must be among them.
        run: seed, time limit and cancelling; progress is reported as ``maximal_covering``.

    Returns:
        Objective and bound (from above) in the unit of ``weight``. ``allocation[demand]`` is the
        nearest open site, -1 for a demand not covered.

    Raises:
        ValueError: an argument can not be used; the message names it and the remedy.

    References:
        Church & ReVelle (1974), "The maximal covering location problem", Papers of the Regional
        Science Association 32.

    Example:
        >>> minutes = [[5, 40], [10, 35], [50, 20], [90, 25]]
        >>> result = maximal_covering(minutes, [1, 1, 1, 4], p=1, radius=30)
        >>> result.objective, result.sites.tolist(), result.allocation.tolist(), result.bound
        (5.0, [1], [-1, -1, 1, 1], 5.0)
    """
    run = run or Run()
    table = checked_cost(cost)
    weights = checked_weight(weight, len(table))
    p = checked_p(p, table.shape[1])
    fixed = checked_fixed_sites(fixed_sites, p, table.shape[1])
    near = table <= checked_radius(radius)
    most = np.ones(table.shape[1], dtype=np.intp)
    placed, bound, complete = _place(near, weights, p, 0.0, most, fixed, run)
    run.progress("maximal_covering", 1.0)
    return _result(table, near, weights, placed, 0.0, bound, complete=complete)


def maximal_expected_covering(
    cost: ArrayLike,
    weight: ArrayLike | None = None,
    *,
    p: int,
    radius: float,
    busy: float,
    capacity: ArrayLike | None = None,
    fixed_sites: Sequence[int] = (),
    run: Run | None = None,
) -> FacilityResult:
    r"""Place ``p`` servers so that the weight expected to find a free one is largest (MEXCLP).

    Each server is busy with probability ``q = busy``, independently of the others, so that a
    demand with ``m`` servers within ``radius`` is covered with probability :math:`1 - q^m`:

    .. math::

        \max \sum_i w_i \sum_{k=1}^{p} (1 - q) q^{k-1} y_{ik} \quad \text{s.t.} \quad
        \sum_k y_{ik} \le \sum_{j: c_{ij} \le r} x_j, \; \sum_j x_j = p, \;
        x_j \in \{0, \dots, u_j\}, \; 0 \le y \le 1

    Several servers may stand at one site. Demands that the same sites cover are one row.

    Args:
        cost: ``cost[demand, site]``, from 0 up; inf where the site can not serve the demand.
        weight: ``weight[demand]``, from 0 up; 1 each when None.
        p: number of servers to place.
        radius: largest cost that counts as covered, inclusive, in the unit of ``cost``.
        busy: probability that a server is busy when called, from 0 to below 1.
        capacity: ``capacity[site]``, most servers there; no limit when None.
        fixed_sites: sites that must have at least one server.
        run: seed, time limit and cancelling; progress is ``maximal_expected_covering``.

    Returns:
        Objective and bound (from above) in the unit of ``weight``; ``servers[k]`` servers stand at
        ``sites[k]``. ``allocation[demand]`` is the nearest site with a server, -1 for a demand not
        covered at all.

    Raises:
        ValueError: an argument can not be used; the message names it and the remedy.

    References:
        Daskin (1983), "A maximum expected covering location model: formulation, properties and
        heuristic solution", Transportation Science 17(1).

    Example:
        >>> minutes = [[5, 40], [10, 35], [50, 20]]
        >>> result = maximal_expected_covering(minutes, [6, 6, 1], p=2, radius=30, busy=0.5)
        >>> result.objective, result.sites.tolist(), result.servers.tolist()
        (9.0, [0], [2])
    """
    run = run or Run()
    table = checked_cost(cost)
    weights = checked_weight(weight, len(table))
    busy = checked_busy(busy)
    most = checked_capacity(capacity, table.shape[1])
    p = checked_servers(p, most)
    fixed = checked_fixed_sites(fixed_sites, p, table.shape[1])
    checked_room(fixed, most)
    near = table <= checked_radius(radius)
    placed, bound, complete = _place(near, weights, p, busy, np.minimum(most, p), fixed, run)
    run.progress("maximal_expected_covering", 1.0)
    return _result(table, near, weights, placed, busy, bound, complete=complete)


def expected_weight(near: Bools, weights: Floats, placed: Ints, busy: float) -> float:
    """Weight expected to find a free server; ``near[demand, site]``, ``placed[site]`` servers."""
    within = near @ placed
    return float(weights @ (1.0 - np.power(busy, within, dtype=np.float64)))


def _place(
    near: Bools, weights: Floats, p: int, busy: float, most: Ints, fixed: Ints, run: Run
) -> tuple[Ints, float, bool]:
    """``placed[site]`` servers, an upper bound, and whether the search was finished."""
    groups, group_weight = _grouped(near, weights)
    placed = _greedy(groups, group_weight, p, busy, most, fixed)
    ceiling = float(weights @ near.any(axis=1)) if busy == 0.0 else float(weights.sum())
    if not len(groups):
        return placed, 0.0, True
    levels = _levels(p, busy)
    objective, upper, integer, rows = _model(groups, group_weight, p, busy, most, fixed, levels)
    solved = solve(
        objective,
        upper,
        integer,
        rows,
        run=run,
        maximise=True,
        start=_start(groups, placed, levels),
        gap=1e-9 * float(group_weight.sum()),
    )
    if solved.values is not None:
        found = np.rint(solved.values[: near.shape[1]]).astype(np.intp)
        if expected_weight(groups, group_weight, found, busy) > expected_weight(
            groups, group_weight, placed, busy
        ):
            placed = found
    # What levels left out could add at most.
    beyond = busy**levels * float(group_weight.sum()) if levels < p else 0.0
    bound = solved.bound + beyond if np.isfinite(solved.bound) else ceiling
    return placed, min(bound, ceiling), solved.proven or not run.expired()


def _grouped(near: Bools, weights: Floats) -> tuple[Bools, Floats]:
    """Demands covered by the same sites as one row with their weights summed; none uncovered."""
    counts = near.any(axis=1) & (weights > 0)
    near, weights = near[counts], weights[counts]
    _, first, group = np.unique(
        np.packbits(near, axis=1), axis=0, return_index=True, return_inverse=True
    )
    summed = np.bincount(group.ravel(), weights=weights, minlength=len(first))
    return near[first], summed.astype(np.float64)


def _greedy(groups: Bools, weights: Floats, p: int, busy: float, most: Ints, fixed: Ints) -> Ints:
    """``fixed`` and then server by server where it adds most expected weight."""
    placed = np.zeros(len(most), dtype=np.intp)
    placed[fixed] = 1
    uncovered = weights * np.power(busy, groups @ placed, dtype=np.float64)
    while placed.sum() < p:
        gain = np.where(placed < most, uncovered @ groups, -1.0)
        site = int(gain.argmax())
        placed[site] += 1
        uncovered[groups[:, site]] *= busy
    return placed


def _levels(p: int, busy: float) -> int:
    """How many servers within reach of a demand are modelled."""
    if busy == 0.0:
        return 1
    return min(p, int(np.ceil(np.log(_NEGLIGIBLE) / np.log(busy))))


def _model(
    groups: Bools,
    weights: Floats,
    p: int,
    busy: float,
    most: Ints,
    fixed: Ints,
    levels: int,
) -> tuple[Floats, Floats, Bools, Rows]:
    """Objective, upper bounds, which are whole, rows; ``x[site]`` then ``y[level, group]``."""
    count, sites = groups.shape
    share = (1.0 - busy) * busy ** np.arange(levels)
    objective = np.concatenate((np.zeros(sites), np.outer(share, weights).ravel()))
    upper = np.concatenate((most.astype(np.float64), np.ones(levels * count)))
    integer = np.zeros(len(objective), dtype=bool)
    integer[:sites] = True
    group, site = np.nonzero(groups)
    y_group = np.tile(np.arange(count), levels)
    extra = len(fixed)
    rows = Rows(
        row=np.concatenate(
            (group, y_group, np.full(sites, count), np.arange(count + 1, count + 1 + extra))
        ),
        column=np.concatenate((site, sites + np.arange(levels * count), np.arange(sites), fixed)),
        value=np.concatenate(
            (np.ones(len(group)), -np.ones(levels * count), np.ones(sites + extra))
        ),
        lower=np.concatenate((np.zeros(count), [p], np.ones(extra))),
        upper=np.concatenate((np.full(count, np.inf), [p], np.full(extra, np.inf))),
    )
    return objective, upper, integer, rows


def _start(groups: Bools, placed: Ints, levels: int) -> Floats:
    """The greedy solution in the columns of the model."""
    within = groups @ placed
    covered = np.arange(levels)[:, None] < within[None, :]
    return np.concatenate((placed.astype(np.float64), covered.ravel().astype(np.float64)))


def _result(
    table: Floats,
    near: Bools,
    weights: Floats,
    placed: Ints,
    busy: float,
    bound: float,
    *,
    complete: bool,
) -> FacilityResult:
    """The objective is worked out from the servers, not taken from the solver."""
    sites = np.flatnonzero(placed)
    allocation: Ints = sites[table[:, sites].argmin(axis=1)]
    allocation[~near[np.arange(len(table)), allocation]] = -1
    objective = expected_weight(near, weights, placed, busy)
    tolerance = 1e-9 * max(abs(objective), 1.0)
    if bound <= objective + tolerance:
        bound = objective
    return FacilityResult(
        objective=objective,
        bound=bound,
        sites=sites,
        allocation=allocation,
        complete=complete,
        servers=placed[sites],
        maximise=True,
    )
