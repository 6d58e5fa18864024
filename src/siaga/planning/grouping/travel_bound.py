"""How little a grouping can travel: a cutting-plane bound, branched on villages where needed.

The relaxation is that of the capacitated p-median problem (Lorena & Senne 2004). Its plain bound
is weak when groups must be full, as fewest officers makes them: 5 to 20 % below the optimum at 8
stations a group. Rounded capacity inequalities (:mod:`siaga.planning.grouping.cuts`) close most of
that; whole numbers of hubs per village close most of the rest.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from siaga.model.run import Run
from siaga.planning.grouping.cuts import (
    broken_capacity,
    broken_conflicts,
    broken_upper_bounds,
    capacity_sets,
)
from siaga.planning.grouping.problem import (
    Floats,
    GroupingProblem,
    Groups,
    Ints,
    best_hub,
    travel_of,
)
from siaga.planning.grouping.programme import Items, Programme, merge_twins


@dataclass(frozen=True, slots=True)
class ProofEffort:
    """How hard to try, counted in steps, rounds and nodes so that results repeat."""

    steps: int = 5_000
    """Subgradient steps; fewer where more than ``stations`` make each one dear."""
    stations: int = 140
    rounds: int = 20
    """Rounds of cutting planes."""
    pairs: int = 4_500
    """Most (hub, station) pairs the linear programme is built for."""
    nodes: int = 60
    """Branch-and-bound nodes."""
    branch_pairs: int = 700
    """Most pairs branch and bound is tried for."""
    gap: float = 0.001
    """Relative gap at which a proof is good enough."""


def travel_bound(
    problem: GroupingProblem, groups: Groups, fewest: int, run: Run, effort: ProofEffort
) -> tuple[float, bool]:
    """Proven: no grouping into at most ``len(groups)`` groups travels less.

    Three means, each taken up where the one before leaves a gap: Lagrangian relaxation, which also
    rules out most pairs of hub and station; cutting planes on the pairs left; branch and bound on
    the number of hubs in each village.

    Args:
        problem: the stations.
        groups: a known grouping; the bound never exceeds its travel.
        fewest: proven least number of groups.
        run: time limit.
        effort: steps, rounds and nodes.

    Returns:
        The bound, and whether the proof ran to its end rather than out of time.
    """
    upper = travel_of(problem, groups)
    if upper <= 1e-9:
        return 0.0, True
    items = merge_twins(problem, len(groups), fewest)
    enough = upper * (1.0 - effort.gap)
    bound, possible = 0.0, items.compatible
    active: tuple[Ints, ...] = ()
    if items.single:
        # Compiled code: loaded when there is something to bound.
        from siaga.planning.grouping.relaxation import laminar_family, relax

        family = laminar_family(problem.cost, problem.capacity)
        relaxed = relax(
            problem.cost, problem.compatible, family, problem.capacity, items.emptiest,
            len(groups), _start(problem, groups, upper), upper, _steps(effort, len(problem)),
        )  # fmt: skip
        bound, possible, active = relaxed.bound, relaxed.possible, relaxed.active
    if bound >= enough or possible.sum() > effort.pairs or run.expired():
        return min(bound, upper), not run.expired()
    programme = Programme(items, possible | np.eye(len(possible), dtype=bool))
    bound = max(bound, _cut(programme, items, active, upper, run, effort))
    small = programme.pairs_left <= effort.branch_pairs
    if bound < enough and small and effort.nodes and not run.expired():
        bound = max(bound, programme.branch(run.remaining(), effort.nodes, upper, effort.gap))
    return min(bound, upper), not run.expired()


def _steps(effort: ProofEffort, stations: int) -> int:
    return effort.steps * min(stations, effort.stations) // stations


def _start(problem: GroupingProblem, groups: Groups, upper: float) -> Floats:
    """Multipliers to begin with: what a station costs in the known grouping, and a share more.

    Twice the mean was found to converge fastest on Banyuasin's districts.
    """
    price = np.full(len(problem), 2.0 * upper / len(problem))
    for group in groups:
        hub, _ = best_hub(problem, group)
        price[list(group)] += problem.cost[hub, list(group)]
    return price


def _cut(
    programme: Programme,
    items: Items,
    active: tuple[Ints, ...],
    upper: float,
    run: Run,
    effort: ProofEffort,
) -> float:
    """Rounds of solve and separate; the best bound."""
    sets = capacity_sets(items.cost, items.quantity, items.capacity, items.cluster)
    n = len(items.quantity)
    share = items.share
    for stations in active:
        programme.add_capacity(stations)
    best, stalled = 0.0, 0
    for _ in range(effort.rounds):
        value = None if run.expired() else programme.solve()
        if value is None:
            break
        stalled = stalled + 1 if value < best + 2e-4 * upper else 0
        best = max(best, value)
        if upper - best <= effort.gap * upper or stalled >= 3:
            break
        x, y = programme.point()
        programme.fix(value, upper)
        rows = broken_upper_bounds(x, y, share, programme.column, 10 * n)
        rows += broken_conflicts(x, y, share, programme.column, items.compatible)
        programme.add(rows)
        broken = broken_capacity(sets, x, y, 20)
        for number in broken:
            programme.add_capacity(np.flatnonzero(sets.member[number] > 0.5))
        if not rows and not broken:
            break
    return best
