"""Annealing runs over one instance: start, schedule, best allocation seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from siaga.model.run import Run
from siaga.planning.facility.capacitated_annealing import anneal
from siaga.planning.facility.capacitated_instance import CapacitatedInstance

STRETCHES: Final = 40
"""Stretches of one annealing: the time limit is asked between them."""


@dataclass(frozen=True, slots=True, eq=False)
class Allocation:
    """Sites and who serves whom; ``cost`` is inf where it is not feasible."""

    cost: float
    site_of: NDArray[np.int32]
    """``site_of[slot]``: p different sites."""
    slot_of: NDArray[np.int32]
    """``slot_of[demand]``."""


@dataclass(frozen=True, slots=True)
class Cooling:
    """Temperatures and overload prices of one annealing, in the unit of cost."""

    hot: float
    cold: float
    price: float
    """Per unit of demand over capacity, at the hot end."""
    final_price: float


def cooling_for(prices: NDArray[np.float64], demand: NDArray[np.float64]) -> Cooling:
    """Temperatures scaled by the price of serving a demand (measured on the published sets)."""
    scale = float(np.median(prices[prices > 0])) if (prices > 0).any() else 1.0
    unit = scale / max(float(demand.mean()), 1e-12)
    return Cooling(hot=scale, cold=0.02 * scale, price=3 * unit, final_price=80 * unit)


def random_start(instance: CapacitatedInstance, seed: int) -> Allocation:
    """p random sites, each demand at the cheapest: no care for capacity."""
    generator = np.random.default_rng(seed)
    sites = generator.choice(instance.sites, instance.p, replace=False).astype(np.int32)
    slots = np.argmin(instance.cost[:, sites], axis=1).astype(np.int32)
    return Allocation(float("inf"), sites, slots)


def anneal_once(
    instance: CapacitatedInstance,
    start: Allocation,
    cooling: Cooling,
    *,
    steps: int,
    seed: int,
    run: Run,
) -> tuple[Allocation, bool]:
    """One annealing: the best feasible allocation seen, and whether it ran to its end."""
    site_of, slot_of = start.site_of.copy(), start.slot_of.copy()
    best_sites, best_slots, best = start.site_of.copy(), start.slot_of.copy(), start.cost
    state = np.array([(seed * 2654435761 + 88172645463325252) % 2**63 | 1], dtype=np.uint64)
    temperatures = np.geomspace(cooling.hot, cooling.cold, STRETCHES + 1)
    overload = np.geomspace(cooling.price, cooling.final_price, STRETCHES + 1)
    for stretch in range(STRETCHES):
        best = anneal(
            instance.cost,
            instance.demand,
            instance.capacity,
            instance.near_sites,
            instance.near_demands,
            instance.site_ring,
            site_of,
            slot_of,
            best_sites,
            best_slots,
            float(best),
            max(1000, steps // STRETCHES),
            temperatures[stretch : stretch + 2],
            overload[stretch : stretch + 2],
            state,
        )
        if run.expired():
            return _measured(instance, best, best_sites, best_slots), False
    return _measured(instance, best, best_sites, best_slots), True


def _measured(
    instance: CapacitatedInstance,
    best: float,
    site_of: NDArray[np.int32],
    slot_of: NDArray[np.int32],
) -> Allocation:
    """The allocation with its cost added up afresh: moves leave rounding behind."""
    if not best < instance.forbidden:
        return Allocation(float("inf"), site_of, slot_of)
    cost = float(instance.cost[np.arange(slot_of.size), site_of[slot_of]].sum())
    return Allocation(cost, site_of, slot_of)


def guided_start(
    instance: CapacitatedInstance, opened: NDArray[np.float64], seed: int
) -> Allocation:
    """p sites spread as the relaxation spreads them, each demand at the cheapest of them.

    ``opened[site]`` sums to p. Where most of it lies together a site opens and takes one unit of
    it from around; so every region gets the number of sites that the relaxation gives it, which
    moves from cluster to cluster hardly ever mend.
    """
    around = np.column_stack([np.arange(instance.sites), instance.site_ring])
    left = opened + 1e-9 * np.random.default_rng(seed).random(instance.sites)
    chosen: list[int] = []
    free = np.ones(instance.sites, dtype=np.bool_)
    for _ in range(instance.p):
        held = np.cumsum(left[around], axis=1)
        # The fewest neighbours that hold one unit; among equals where the most lies.
        reach = (held < 1.0).sum(axis=1) - held[:, -1] / (1.0 + instance.p)
        site = int(np.argmin(np.where(free, reach, np.inf)))
        taken = np.diff(np.minimum(held[site], 1.0), prepend=0.0)
        left[around[site]] -= taken
        free[site] = False
        chosen.append(site)
    sites = np.array(chosen, dtype=np.int32)
    slots = np.argmin(instance.cost[:, sites], axis=1).astype(np.int32)
    return Allocation(float("inf"), sites, slots)
