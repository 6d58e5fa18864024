"""A capacitated p-median instance: checked arrays and the neighbourhoods that searches use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

NEAR_SITES: Final = 40
"""Candidate sites kept per demand and per site."""
NEAR_DEMANDS: Final = 24
"""Demands kept around each demand."""


class CapacityError(ValueError):
    """No choice of sites can serve every demand; ``code`` says what is missing.

    ``code`` is one of ``demand_unreachable`` (every site is forbidden to a demand),
    ``demand_too_large`` (it exceeds every site it may use), ``capacity_short`` (the p largest
    sites together hold too little), ``infeasible`` (proven by the exact model) and ``not_found``
    (no allocation found within the limits, none excluded). ``demands`` are the demands
    concerned and ``missing`` is the capacity missing, in units of demand, where either is known.
    """

    def __init__(
        self, code: str, message: str, *, demands: tuple[int, ...] = (), missing: float = 0.0
    ) -> None:
        self.code = code
        self.demands = demands
        self.missing = missing
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class CapacitatedInstance:
    """Choose ``p`` sites and give each demand one of them, within capacity, at least cost."""

    cost: NDArray[np.float64]
    """``cost[demand, site]``, weight included; ``forbidden`` where a pair may not be."""
    demand: NDArray[np.float64]
    """``demand[demand]``, at least 0."""
    capacity: NDArray[np.float64]
    """``capacity[site]``, at least 0."""
    p: int
    forbidden: float
    """Stands for infinity, and exceeds the cost of every feasible solution."""
    near_sites: NDArray[np.int32]
    """``near_sites[demand, rank]``: cheapest sites first."""
    near_demands: NDArray[np.int32]
    """``near_demands[demand, rank]``: demands cheapest to serve from one site together."""
    site_ring: NDArray[np.int32]
    """``site_ring[site, rank]``: sites to which a median at this site may move."""

    @property
    def demands(self) -> int:
        """Number of demands."""
        return int(self.cost.shape[0])

    @property
    def sites(self) -> int:
        """Number of candidate sites."""
        return int(self.cost.shape[1])


def build_instance(
    cost: ArrayLike,
    demand: ArrayLike,
    capacity: ArrayLike,
    *,
    p: int,
    weight: ArrayLike | None = None,
) -> CapacitatedInstance:
    """Check the arrays and make an instance.

    Raises :class:`ValueError` for shapes and values that mean nothing and :class:`CapacityError`
    for an instance that evidently can not be served.
    """
    costs = _checked_cost(cost, weight)
    demands = _checked_line(demand, costs.shape[0], "demand[demand]")
    capacities = _checked_line(capacity, costs.shape[1], "capacity[site]")
    if not 1 <= p <= costs.shape[1]:
        raise ValueError(f"p must lie between 1 and the {costs.shape[1]} sites, not {p}")
    _check_served(costs, demands, capacities, p)
    finite = np.isfinite(costs)
    # Pairs that no allocation can use are forbidden as well; it sharpens every bound.
    finite &= demands[:, None] <= capacities[None, :] + 1e-9
    worst = np.where(finite, costs, 0.0).max(axis=1)
    forbidden = float(max(1.0, worst.sum()) * 2.0)
    costs = np.ascontiguousarray(np.where(finite, costs, forbidden))
    return _with_neighbours(costs, demands, capacities, p, forbidden)


def sub_instance(
    instance: CapacitatedInstance,
    demands: NDArray[np.intp],
    sites: NDArray[np.intp],
    *,
    p: int,
) -> CapacitatedInstance:
    """The instance of some demands and sites (numbers ascending), without a check."""
    return _with_neighbours(
        np.ascontiguousarray(instance.cost[np.ix_(demands, sites)]),
        instance.demand[demands],
        instance.capacity[sites],
        p,
        instance.forbidden,
    )


def _with_neighbours(
    cost: NDArray[np.float64],
    demand: NDArray[np.float64],
    capacity: NDArray[np.float64],
    p: int,
    forbidden: float,
) -> CapacitatedInstance:
    return CapacitatedInstance(
        cost=cost,
        demand=demand,
        capacity=capacity,
        p=p,
        forbidden=forbidden,
        near_sites=_near_sites(cost),
        near_demands=_near_demands(cost),
        site_ring=_site_ring(cost),
    )


def _checked_cost(cost: ArrayLike, weight: ArrayLike | None) -> NDArray[np.float64]:
    """Weighted costs; a forbidden pair stays forbidden under weight 0."""
    costs = np.array(cost, dtype=np.float64)
    if costs.ndim != 2 or 0 in costs.shape:
        raise ValueError(f"cost[demand, site] needs two axes with entries, not shape {costs.shape}")
    if np.isnan(costs).any() or (costs < 0).any():
        raise ValueError("cost[demand, site] holds a negative number or NaN; use inf to forbid")
    if weight is None:
        return costs
    weights = _checked_line(weight, costs.shape[0], "weight[demand]")
    barred = np.isinf(costs)
    costs[barred] = 0.0
    costs *= weights[:, None]
    costs[barred] = np.inf
    return costs


def _checked_line(values: ArrayLike, length: int, name: str) -> NDArray[np.float64]:
    line = np.ascontiguousarray(np.asarray(values, dtype=np.float64))
    if line.shape != (length,):
        raise ValueError(f"{name} needs {length} entries, not shape {line.shape}")
    if not np.isfinite(line).all() or (line < 0).any():
        raise ValueError(f"{name} holds a negative number, infinity or NaN")
    return line


def _check_served(
    cost: NDArray[np.float64],
    demand: NDArray[np.float64],
    capacity: NDArray[np.float64],
    p: int,
) -> None:
    """Conditions that every feasible instance meets, each named when it fails."""
    allowed = np.isfinite(cost)
    lost = np.flatnonzero(~allowed.any(axis=1))
    if lost.size:
        raise CapacityError(
            "demand_unreachable",
            f"{lost.size} demands may use no site at all (the first: {int(lost[0])})",
            demands=tuple(int(i) for i in lost),
        )
    room = np.where(allowed, capacity[None, :], -1.0).max(axis=1)
    large = np.flatnonzero(demand > room + 1e-9)
    if large.size:
        raise CapacityError(
            "demand_too_large",
            f"{large.size} demands exceed every site they may use (the first: {int(large[0])})",
            demands=tuple(int(i) for i in large),
            missing=float((demand - room)[large].max()),
        )
    held = float(np.sort(capacity)[::-1][:p].sum())
    missing = float(demand.sum()) - held
    if missing > 1e-9 * max(1.0, held):
        raise CapacityError(
            "capacity_short",
            f"the {p} largest sites hold {held:g}, {missing:g} less than the total demand",
            missing=missing,
        )


def _nearest(keys: NDArray[np.float64], count: int) -> NDArray[np.int32]:
    """Columns of the ``count`` smallest keys of each row, in order, ties by column."""
    count = min(count, keys.shape[1])
    return np.ascontiguousarray(np.argsort(keys, axis=1, kind="stable")[:, :count], dtype=np.int32)


def _near_sites(cost: NDArray[np.float64]) -> NDArray[np.int32]:
    return _nearest(cost, NEAR_SITES)


def _near_demands(cost: NDArray[np.float64]) -> NDArray[np.int32]:
    """Demands i' with the smallest min over i's cheapest sites j of cost[i, j] + cost[i', j]."""
    demands, sites = cost.shape
    near = _nearest(cost, min(12, sites))
    count = max(1, min(NEAR_DEMANDS, demands - 1))
    rows = np.empty((demands, count), dtype=np.int32)
    for i in range(demands):
        joint = (cost[:, near[i]] + cost[i, near[i]][None, :]).min(axis=1)
        # A demand shares a site with itself for nothing; it is no neighbour, save when alone.
        joint[i] = np.inf
        rows[i] = np.argsort(joint, kind="stable")[:count]
    return rows


def _site_ring(cost: NDArray[np.float64]) -> NDArray[np.int32]:
    """Sites j' with the smallest joint cost over j's cheapest demands: near it on the ground."""
    demands, sites = cost.shape
    columns = np.ascontiguousarray(cost.T)
    near = _nearest(columns, min(12, demands))
    count = max(1, min(NEAR_SITES, sites - 1))
    rows = np.empty((sites, count), dtype=np.int32)
    for j in range(sites):
        joint = (columns[:, near[j]] + columns[j, near[j]][None, :]).min(axis=1)
        joint[j] = np.inf
        rows[j] = np.argsort(joint, kind="stable")[:count]
    return rows
