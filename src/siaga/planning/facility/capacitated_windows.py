"""Improve an allocation window by window: a few neighbouring clusters solved almost exactly.

POPMUSIC (Taillard & Voss 2002) with the set partitioning of
:mod:`siaga.planning.facility.capacitated_columns` as the solver of a part.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from siaga.model.run import Run
from siaga.planning.facility.capacitated_columns import best_partition
from siaga.planning.facility.capacitated_instance import CapacitatedInstance, sub_instance
from siaga.planning.facility.capacitated_lagrangian import relax
from siaga.planning.facility.capacitated_search import Allocation

WINDOW_ITERATIONS: Final = 250
"""Iterations of a window's relaxation."""
WINDOW_CLUSTERS: Final = 12_000
WINDOW_NODES: Final = 150


def improve_by_windows(
    instance: CapacitatedInstance,
    allocation: Allocation,
    prices: NDArray[np.float64],
    *,
    demands: int,
    windows: int,
    run: Run,
) -> Allocation:
    """Solve windows of about ``demands`` demands until none improves, ``windows`` at most.

    Windows start at each slot in turn; after an improvement those around it are tried again.
    """
    waiting = list(range(instance.p))
    solved = 0
    while waiting and solved < windows and not run.expired():
        seed = waiting.pop(0)
        slots = _window(instance, allocation, seed, demands)
        better = _solve_window(instance, allocation, slots, prices, run)
        solved += 1
        if better.cost < allocation.cost - 1e-7:
            allocation = better
            waiting.extend(int(k) for k in slots if int(k) not in waiting)
    return allocation


def _window(
    instance: CapacitatedInstance, allocation: Allocation, seed: int, demands: int
) -> NDArray[np.intp]:
    """Slots around a slot: those whose demands its site, or it theirs, would serve cheapest."""
    members = np.bincount(allocation.slot_of, minlength=instance.p)
    site = allocation.site_of[seed]
    key = np.full(instance.p, np.inf)
    np.minimum.at(key, allocation.slot_of, instance.cost[:, site])
    key[seed] = -1.0
    order = np.argsort(key, kind="stable")
    count = int(np.searchsorted(np.cumsum(members[order]), demands)) + 1
    return np.asarray(order[: max(2, count)], dtype=np.intp)


def _solve_window(
    instance: CapacitatedInstance,
    allocation: Allocation,
    slots: NDArray[np.intp],
    prices: NDArray[np.float64],
    run: Run,
) -> Allocation:
    inside = np.flatnonzero(np.isin(allocation.slot_of, slots))
    if inside.size == 0:
        return allocation
    outside = np.delete(allocation.site_of, slots)
    free = np.setdiff1d(instance.near_sites[inside].ravel(), outside)
    sites = np.union1d(free, allocation.site_of[slots]).astype(np.intp)
    part = sub_instance(instance, inside, sites, p=slots.size)
    rank = np.full(instance.p, -1, dtype=np.int32)
    rank[slots] = np.arange(slots.size)
    cost = float(instance.cost[inside, allocation.site_of[allocation.slot_of[inside]]].sum())
    start = Allocation(
        cost,
        np.searchsorted(sites, allocation.site_of[slots]).astype(np.int32),
        rank[allocation.slot_of[inside]],
    )
    relaxation = relax(part, cost, run=run, iterations=WINDOW_ITERATIONS, start=prices[inside])
    solution = best_partition(
        part, start, relaxation, run=run, limit=WINDOW_CLUSTERS, nodes=WINDOW_NODES
    )
    found = solution.allocation
    if not found.cost < cost - 1e-7:
        return allocation
    site_of, slot_of = allocation.site_of.copy(), allocation.slot_of.copy()
    site_of[slots] = sites[found.site_of]
    slot_of[inside] = slots[found.slot_of]
    return Allocation(
        float(instance.cost[np.arange(slot_of.size), site_of[slot_of]].sum()), site_of, slot_of
    )
