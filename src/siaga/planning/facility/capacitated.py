"""The capacitated p-median: p sites, every demand at one of them, none over its capacity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from siaga.model.run import Run
from siaga.planning.facility.capacitated_columns import best_partition
from siaga.planning.facility.capacitated_feasible import any_allocation
from siaga.planning.facility.capacitated_instance import (
    CapacitatedInstance,
    CapacityError,
    build_instance,
)
from siaga.planning.facility.capacitated_lagrangian import Relaxation, relax
from siaga.planning.facility.capacitated_search import (
    Allocation,
    Cooling,
    anneal_once,
    cooling_for,
    guided_start,
    random_start,
)
from siaga.planning.facility.capacitated_windows import improve_by_windows
from siaga.planning.facility.result import FacilityResult

__all__ = ["CapacityError", "capacitated_p_median"]

STEP: Final = "capacitated_p_median"
"""Name of the step in progress reports."""
ANNEALINGS: Final = 14
ANNEALINGS_LISTABLE: Final = 6
"""Annealings after the quick one; few where listing clusters does better."""
FIRST_STEPS_PER_DEMAND: Final = 5_000
QUICK_STEPS_PER_DEMAND: Final = 20_000
STEPS_PER_DEMAND: Final = 60_000
"""Moves tried per demand in one annealing: the brief first one, the quick one, those after it."""
MOST_STEPS: Final = 100_000_000
ROUGH_ITERATIONS: Final = 250
ITERATIONS: Final = 600
"""Iterations of the Lagrangian relaxation, before and after an allocation is known."""
LISTABLE_SIZE: Final = 20
"""Most demands per site at which clusters are few enough for listing to lead."""
CLOSE_CLUSTERS: Final = (3_000, 10_000, 25_000)
"""Most clusters of the partitions of the whole that are tried one after the other."""
CLOSE_NODES: Final = (40, 300)
"""Nodes of the search tree at the first try and at the last."""
SMALL: Final = 260
"""Most demands at which the last try is made even without a better allocation."""
WINDOWS: Final = 60
PROVEN: Final = 1e-9
"""Relative gap that counts as closed."""


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
    solution = solve_instance(instance, run)
    if not np.isfinite(solution.best.cost):
        raise CapacityError(
            "not_found",
            f"no allocation to {p} sites within capacity was found; raise p, a capacity or the "
            "travel limit",
        )
    return _as_result(instance, solution)


@dataclass(frozen=True, slots=True, eq=False)
class Solution:
    """The best allocation found (cost inf: none) and what is proven about it."""

    best: Allocation
    bound: float
    complete: bool

    def proven(self) -> bool:
        """Whether no better allocation exists."""
        return self.best.cost - self.bound <= PROVEN * max(1.0, abs(self.best.cost))


def solve_instance(instance: CapacitatedInstance, run: Run) -> Solution:
    """Anneal and relax quickly; try to close the gap exactly; search on where that fails."""
    relaxation = relax(instance, _upper_guess(instance), run=run, iterations=ROUGH_ITERATIONS)
    cooling = cooling_for(relaxation.prices, instance.demand)
    listable = instance.demands <= LISTABLE_SIZE * instance.p
    turns = 1 + (ANNEALINGS_LISTABLE if listable else ANNEALINGS)
    steps = QUICK_STEPS_PER_DEMAND * instance.demands
    state = Solution(_first(instance, relaxation, cooling, run), relaxation.bound, False)
    known: list[Allocation] = []
    for turn in range(turns):
        found, whole = anneal_once(
            instance,
            random_start(instance, run.seed + turn),
            cooling,
            steps=min(steps, MOST_STEPS),
            seed=run.seed + turn,
            run=run,
        )
        if np.isfinite(found.cost):
            known.append(found)
        if found.cost < state.best.cost:
            state = replace(state, best=found)
        run.progress(STEP, (1 + turn) / (2 + turns))
        if not whole:
            break
        if turn == 0:
            if not np.isfinite(state.best.cost):
                state = replace(state, best=_any(instance, state.best, run))
            steps = STEPS_PER_DEMAND * instance.demands
            relaxation = _sharper(instance, state, relaxation, run)
            state = _close(instance, state, relaxation, CLOSE_NODES[0], run)
            if state.proven():
                break
    if not state.proven() and np.isfinite(state.best.cost):
        relaxation = _sharper(instance, state, relaxation, run)
        state = _close(instance, state, relaxation, CLOSE_NODES[0], run, known)
        if listable and not state.proven():
            before = state.best.cost
            state = replace(state, best=_polish(instance, state.best, relaxation, run))
            if state.best.cost < before or instance.demands <= SMALL:
                state = _close(instance, state, relaxation, CLOSE_NODES[1], run, known)
    return replace(state, complete=state.proven() or not run.expired())


def _first(
    instance: CapacitatedInstance, relaxation: Relaxation, cooling: Cooling, run: Run
) -> Allocation:
    """A brief cold annealing from the relaxation's sites, whatever the time limit says."""
    start = guided_start(instance, relaxation.opened, run.seed)
    cold = replace(cooling, hot=0.2 * cooling.hot, price=3 * cooling.price)
    steps = FIRST_STEPS_PER_DEMAND * instance.demands
    first, _ = anneal_once(instance, start, cold, steps=steps, seed=run.seed, run=Run())
    return first


def _any(instance: CapacitatedInstance, best: Allocation, run: Run) -> Allocation:
    """A feasible allocation from the exact model; CapacityError when it proves there is none."""
    found, none_exists = any_allocation(instance, run)
    if none_exists:
        raise CapacityError(
            "infeasible",
            f"no {instance.p} sites can hold every demand whole, though the total capacity would "
            "do; raise p, a capacity or the travel limit",
        )
    return best if found is None else found


def _sharper(
    instance: CapacitatedInstance, state: Solution, relaxation: Relaxation, run: Run
) -> Relaxation:
    """Relax again with steps that fit the cost of the best allocation."""
    if state.proven() or not np.isfinite(state.best.cost):
        return relaxation
    again = relax(
        instance, state.best.cost, run=run, iterations=ITERATIONS, start=relaxation.prices
    )
    return again if again.bound > relaxation.bound else relaxation


def _close(
    instance: CapacitatedInstance,
    state: Solution,
    relaxation: Relaxation,
    nodes: int,
    run: Run,
    known: Sequence[Allocation] = (),
) -> Solution:
    """Solve partitions of the whole over longer and longer lists of clusters."""
    state = replace(state, bound=max(state.bound, relaxation.bound))
    cut = 0.0
    for limit in CLOSE_CLUSTERS:
        if run.expired() or state.proven() or not np.isfinite(state.best.cost):
            break
        solved = best_partition(
            instance, state.best, relaxation, run=run, limit=limit, nodes=nodes, others=known
        )
        state = Solution(solved.allocation, max(state.bound, solved.bound), False)
        if solved.cut <= cut:
            break
        cut = solved.cut
    return state


def _polish(
    instance: CapacitatedInstance, best: Allocation, relaxation: Relaxation, run: Run
) -> Allocation:
    """Window by window, each large enough to hold several ways of placing its sites."""
    demands = int(min(120.0, max(60.0, 8 * instance.demands / instance.p)))
    return improve_by_windows(
        instance, best, relaxation.prices, demands=demands, windows=WINDOWS, run=run
    )


def _upper_guess(instance: CapacitatedInstance) -> float:
    """A first guess of the optimum, for the length of the steps alone: capacities ignored."""
    generator = np.random.default_rng(1)
    sites = generator.choice(instance.sites, instance.p, replace=False)
    near = instance.cost[:, sites].min(axis=1)
    usual = near[near < instance.forbidden]
    return float(usual.sum()) * instance.demands / max(1, usual.size) + 1e-6


def _as_result(instance: CapacitatedInstance, solution: Solution) -> FacilityResult:
    best = solution.best
    return FacilityResult(
        objective=best.cost,
        bound=best.cost if solution.proven() else solution.bound,
        sites=np.sort(best.site_of).astype(np.intp),
        allocation=best.site_of[best.slot_of].astype(np.intp),
        complete=solution.complete,
        servers=np.ones(instance.p, dtype=np.intp),
    )
