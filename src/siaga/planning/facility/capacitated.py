"""The capacitated p-median: p sites, every demand at one of them, none over its capacity."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from siaga.model.run import Run
from siaga.planning.facility.capacitated_instance import (
    CapacitatedInstance,
    CapacityError,
    build_instance,
)
from siaga.planning.facility.capacitated_lagrangian import Relaxation, relax
from siaga.planning.facility.capacitated_search import (
    Allocation,
    ClusterPool,
    anneal_once,
    cooling_for,
    random_start,
)
from siaga.planning.facility.result import FacilityResult

__all__ = ["CapacityError", "capacitated_p_median"]

ANNEALINGS: Final = 5
STEPS_PER_DEMAND: Final = 200_000
"""Moves tried per demand in one annealing."""
ITERATIONS: Final = 600
"""Iterations of the Lagrangian relaxation."""


def capacitated_p_median(
    cost: ArrayLike,
    demand: ArrayLike,
    capacity: ArrayLike,
    *,
    p: int,
    weight: ArrayLike | None = None,
    run: Run | None = None,
) -> FacilityResult:
    """Choose p sites and give each demand one of them, at least total weighted cost.

    Minimises the sum over demands of ``weight[demand] * cost[demand, site]``, the demands of a
    site together within its capacity (single-source). ``cost`` of inf forbids a pair, which is
    how a travel limit is stated. The bound is Lagrangian (as tight as column generation).

    Args:
        cost: ``cost[demand, site]``, at least 0.
        demand: ``demand[demand]``: how much of a site's capacity it takes, at least 0.
        capacity: ``capacity[site]``.
        p: number of sites; some may serve nobody.
        weight: ``weight[demand]``, 1 each when left out.
        run: seed, time limit, progress; without it there is no time limit.

    Returns:
        Objective and bound in the unit of ``weight * cost``; ``complete`` is False when a limit
        stopped it.

    Raises:
        ValueError: arrays that do not fit together or hold NaN or negative numbers.
        CapacityError: nothing feasible exists or was found; its ``code`` says what is missing.

    References:
        Osman & Christofides (1994), "Capacitated clustering problems by hybrid simulated annealing
        and tabu search", ITOR 1(3); Ceselli & Righini (2005), Networks 45(3); Stefanello, de
        Araújo & Müller (2015), ITOR 22(1).
    """
    run = run or Run()
    instance = build_instance(cost, demand, capacity, p=p, weight=weight)
    best, relaxation, complete = solve_instance(instance, run)
    if not np.isfinite(best.cost):
        raise CapacityError(
            "not_found",
            f"no allocation to {p} sites within capacity was found; raise p, a capacity or the "
            "travel limit",
        )
    return _as_result(instance, best, relaxation.bound, complete)


def solve_instance(instance: CapacitatedInstance, run: Run) -> tuple[Allocation, Relaxation, bool]:
    """Relax, anneal, and say whether it ran to its end."""
    guess = _upper_guess(instance)
    relaxation = relax(instance, guess, run=run, iterations=ITERATIONS // 2)
    cooling = cooling_for(relaxation.prices, instance.demand)
    pool = ClusterPool()
    best = random_start(instance, run.seed)
    complete = True
    for turn in range(ANNEALINGS):
        run.progress("capacitated_p_median", turn / ANNEALINGS)
        found, complete = anneal_once(
            instance,
            random_start(instance, run.seed + turn),
            cooling,
            steps=STEPS_PER_DEMAND * instance.demands,
            seed=run.seed + turn,
            pool=pool,
            run=run,
        )
        if found.cost < best.cost:
            best = found
        if not complete:
            break
    if np.isfinite(best.cost):
        relaxation = relax(
            instance, best.cost, run=run, iterations=ITERATIONS, start=relaxation.prices
        )
    return best, relaxation, complete


def _upper_guess(instance: CapacitatedInstance) -> float:
    """A first guess of the optimum, for the length of the steps alone: capacities ignored."""
    generator = np.random.default_rng(1)
    sites = generator.choice(instance.sites, instance.p, replace=False)
    near = instance.cost[:, sites].min(axis=1)
    usual = near[near < instance.forbidden]
    return float(usual.sum()) * instance.demands / max(1, usual.size) + 1e-6


def _as_result(
    instance: CapacitatedInstance, best: Allocation, bound: float, complete: bool
) -> FacilityResult:
    allocation: NDArray[np.intp] = best.site_of[best.slot_of].astype(np.intp)
    return FacilityResult(
        objective=best.cost,
        bound=min(bound, best.cost),
        sites=np.sort(best.site_of).astype(np.intp),
        allocation=allocation,
        complete=complete,
        servers=np.ones(instance.p, dtype=np.intp),
    )
