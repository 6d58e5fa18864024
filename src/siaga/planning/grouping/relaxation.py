"""Lower bound on travel by Lagrangian relaxation (Beasley 1993; Lorena & Senne 2004).

"Every station in exactly one group" is relaxed with a multiplier per station. What is left falls
apart by hub: the best group around a hub is the hub and at most k - 1 of the stations compatible
with it, the cheapest by reduced cost; at most m hubs are taken. Each multiplier vector proves its
bound; the subgradient method looks for a good one.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from siaga.planning.grouping.problem import Flags, Floats, GroupingProblem, Ints


@njit(cache=True, nogil=True)
def _price_hub(
    cost: Floats,
    compatible: Flags,
    multiplier: Floats,
    capacity: int,
    hub: int,
    chosen: Ints,
    reduced: Floats,
) -> tuple[float, int]:
    """Best group of ``hub``: (reduced cost, size); members go to ``chosen``, the hub first."""
    count = 0
    n = len(multiplier)
    for i in range(n):
        if i == hub or not compatible[hub, i]:
            continue
        r = cost[hub, i] - multiplier[i]
        if r >= 0.0:
            continue
        if count < capacity - 1:
            at = count
            count += 1
        elif r < reduced[count - 1]:
            at = count - 1
        else:
            continue
        while at > 0 and reduced[at - 1] > r:
            reduced[at] = reduced[at - 1]
            chosen[at + 1] = chosen[at]
            at -= 1
        reduced[at] = r
        chosen[at + 1] = i
    chosen[0] = hub
    total = -multiplier[hub]
    for at in range(count):
        total += reduced[at]
    return total, count + 1


@njit(cache=True, nogil=True)
def _subgradient(
    cost: Floats, compatible: Flags, capacity: int, groups: int, upper: float, steps: int
) -> tuple[float, Floats]:
    """Best Lagrangian bound over ``steps`` subgradient steps."""
    n = len(cost)
    multiplier = np.full(n, upper / n)
    best_multiplier = multiplier.copy()
    best = 0.0
    scale = 1.0
    stalled = 0
    value = np.empty(n)
    chosen = np.empty((n, capacity), dtype=np.int64)
    size = np.empty(n, dtype=np.int64)
    reduced = np.empty(capacity)
    direction = np.zeros(n)
    for _ in range(steps):
        for hub in range(n):
            value[hub], size[hub] = _price_hub(
                cost, compatible, multiplier, capacity, hub, chosen[hub], reduced
            )
        order = np.argsort(value)
        bound = multiplier.sum()
        direction *= 0.5
        direction += 1.0
        for rank in range(min(groups, n)):
            hub = order[rank]
            if value[hub] >= 0.0:
                break
            bound += value[hub]
            for at in range(size[hub]):
                direction[chosen[hub, at]] -= 1.0
        if bound > best + 1e-9 * abs(best):
            best = bound
            best_multiplier[:] = multiplier
            stalled = 0
        else:
            stalled += 1
            if stalled >= 20:
                scale *= 0.8
                stalled = 0
                multiplier[:] = best_multiplier
        norm = (direction * direction).sum()
        if norm <= 1e-12 or scale < 1e-4 or upper - best <= 1e-6 * upper:
            break
        multiplier += scale * max(upper - bound, 1e-6 * upper) / norm * direction
    return best, best_multiplier


def lagrangian_bound(problem: GroupingProblem, groups: int, upper: float, steps: int) -> float:
    """Proven: no partition into at most ``groups`` groups travels less than this.

    Args:
        problem: the stations.
        groups: most groups allowed.
        upper: travel of a known partition (steers step lengths; the result never exceeds it).
        steps: subgradient steps at most.
    """
    if upper <= 0.0:
        return 0.0
    bound, _ = _subgradient(
        problem.cost, problem.compatible, problem.capacity, groups, upper, steps
    )
    return min(upper, max(0.0, float(bound)))
