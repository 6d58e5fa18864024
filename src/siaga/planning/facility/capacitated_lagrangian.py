"""Lagrangian relaxation of the capacitated p-median: every demand's service priced.

With multiplier ``u[demand]`` for "served exactly once", each site becomes a knapsack over the
demands it would serve with gain, and the p best sites form the bound. Its best value equals the
column-generation bound (Ceselli & Righini 2005, "A branch-and-price algorithm for the capacitated
p-median problem", Networks 45(3)); with equal demands a knapsack is a sort. Compiled.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from siaga.model.run import Run
from siaga.planning.facility.capacitated_instance import CapacitatedInstance

KNAPSACK_NODES: Final = 20_000
"""Nodes of one knapsack's search; beyond it the linear bound stands, which is still a bound."""
MEMORY: Final = 0.02
"""Weight of the newest iteration in ``opened``."""
SHRINK_AFTER: Final = 15
"""Iterations without a better bound after which the step shrinks."""


@njit(cache=True)
def _sorted_items(
    column: Any, demand: Any, prices: Any, forbidden: Any, items: Any, ratio: Any
) -> Any:
    """Put the demands with positive gain into ``items``, best gain per unit first."""
    size = 0
    for i in range(column.shape[0]):
        gain = prices[i] - column[i]
        if gain > 0.0 and column[i] < forbidden:
            ratio[size] = gain / max(demand[i], 1e-12)
            items[size] = i
            size += 1
    order = np.argsort(-ratio[:size])
    items[:size] = items[:size][order]
    return size


@njit(cache=True)
def linear_knapsack(column: Any, demand: Any, room: Any, prices: Any, items: Any, size: Any) -> Any:
    """(most gain with one item split, gain per unit of the split item)."""
    value = 0.0
    for t in range(size):
        i = items[t]
        gain = prices[i] - column[i]
        if demand[i] > room:
            rate = gain / demand[i]
            return value + rate * room, rate
        room -= demand[i]
        value += gain
    return value, 0.0


@njit(cache=True)
def _knapsack(
    column: Any,
    demand: Any,
    capacity: Any,
    prices: Any,
    items: Any,
    size: Any,
    chosen: Any,
    limit: Any,
) -> Any:
    """(best gain found, proven most gain); marks the items taken in ``chosen[rank]``.

    Depth-first search in order of gain per unit, each node bounded by the linear knapsack
    (Horowitz & Sahni 1974).
    """
    taken = np.zeros(size, dtype=np.bool_)
    room, value, best = capacity, 0.0, -1.0
    top, _ = linear_knapsack(column, demand, capacity, prices, items, size)
    rank, nodes = 0, 0
    while True:
        nodes += 1
        # Forward: the linear bound of what is left, taking items while they fit.
        bound, left, t = value, room, rank
        while t < size and demand[items[t]] <= left:
            left -= demand[items[t]]
            bound += prices[items[t]] - column[items[t]]
            t += 1
        if t < size:
            bound += (prices[items[t]] - column[items[t]]) / demand[items[t]] * left
        if bound > best + 1e-9 and nodes <= limit:
            for s in range(rank, t):
                taken[s] = True
                room -= demand[items[s]]
                value += prices[items[s]] - column[items[s]]
            if t < size:
                rank = t + 1
                if rank < size:
                    continue
            if value > best:
                best = value
                chosen[:size] = taken
            rank = size
        elif nodes > limit:
            return best, top
        # Back: drop the last item taken.
        rank -= 1
        while rank >= 0 and not taken[rank]:
            rank -= 1
        if rank < 0:
            return best, best
        taken[rank] = False
        room += demand[items[rank]]
        value -= prices[items[rank]] - column[items[rank]]
        rank += 1


@njit(cache=True)
def price_sites(
    columns: Any,
    demand: Any,
    capacity: Any,
    prices: Any,
    forbidden: Any,
    p: Any,
    limit: Any,
    served: Any,
    gain: Any,
    rate: Any,
    exact: Any,
) -> Any:
    """Bound of the multipliers ``prices``; ``columns[site, demand]`` are the costs.

    Fills ``gain[site]`` (never below the true most gain), ``rate[site]`` (the split item's gain per
    unit) and, for the sites solved exactly, ``served[site, demand]`` with ``exact[site]`` True.
    Exact solution is lazy: only while a site's linear gain still reaches the p best.
    """
    sites, demands = columns.shape
    items = np.empty(demands, dtype=np.int32)
    ratio = np.empty(demands)
    for j in range(sites):
        size = _sorted_items(columns[j], demand, prices, forbidden, items, ratio)
        gain[j], rate[j] = linear_knapsack(columns[j], demand, capacity[j], prices, items, size)
        exact[j] = False
    order = np.argsort(-gain)
    solved = np.full(sites, -1.0)
    chosen = np.empty(demands, dtype=np.bool_)
    for t in range(sites):
        j = order[t]
        if t >= p and t % 8 == 0 and gain[j] <= np.sort(solved)[sites - p]:
            break
        size = _sorted_items(columns[j], demand, prices, forbidden, items, ratio)
        _, proven = _knapsack(columns[j], demand, capacity[j], prices, items, size, chosen, limit)
        served[j, :] = False
        for s in range(size):
            if chosen[s]:
                served[j, items[s]] = True
        gain[j] = min(gain[j], proven)
        solved[j] = gain[j]
        exact[j] = True
    return prices.sum() - np.sort(gain)[sites - p :].sum()


@dataclass(frozen=True, slots=True, eq=False)
class Relaxation:
    """The best multipliers found and what they prove."""

    bound: float
    """No allocation costs less."""
    prices: NDArray[np.float64]
    """``prices[demand]``: cost at the margin of serving it."""
    gain: NDArray[np.float64]
    """``gain[site]``: what opening it gains at these prices, at most."""
    rate: NDArray[np.float64]
    """``rate[site]``: price of one unit of its capacity."""
    opened: NDArray[np.float64]
    """``opened[site]``: share of the iterations, the later the heavier, that opened it. Sums to p
    and tends to the site's value in the linear relaxation (Barahona & Anbil 2000)."""
    iterations: int


def relax(
    instance: CapacitatedInstance,
    upper: float,
    *,
    run: Run,
    iterations: int,
    start: NDArray[np.float64] | None = None,
) -> Relaxation:
    """Maximise the bound by a deflected subgradient method (Camerini, Fratta & Maffioli 1975).

    ``upper`` is the cost of a known allocation; it sets the length of the steps.
    """
    columns = np.ascontiguousarray(instance.cost.T)
    demands, sites, p = instance.demands, instance.sites, instance.p
    served = np.zeros((sites, demands), dtype=np.bool_)
    gain, rate = np.zeros(sites), np.zeros(sites)
    exact = np.zeros(sites, dtype=np.bool_)
    prices = instance.cost.min(axis=1) * 1.5 if start is None else start.copy()
    best = Relaxation(-np.inf, prices, gain.copy(), rate.copy(), np.full(sites, p / sites), 0)
    opened = np.full(sites, p / sites)
    step, stale = 1.5, 0
    direction = np.zeros(demands)
    done = 0
    for done in range(1, iterations + 1):
        bound = price_sites(
            columns,
            instance.demand,
            instance.capacity,
            prices,
            instance.forbidden,
            p,
            KNAPSACK_NODES,
            served,
            gain,
            rate,
            exact,
        )
        # The p best that were solved exactly; their gains are final, ties in order of number.
        order = np.argsort(np.where(exact, -gain, np.inf), kind="stable")[:p]
        stale += 1
        if bound > best.bound:
            if bound > best.bound + 1e-5 * abs(bound):
                stale = 0
            best = Relaxation(bound, prices.copy(), gain.copy(), rate.copy(), opened, done)
        opened *= 1.0 - MEMORY
        opened[order] += MEMORY
        slack = 1.0 - served[order].sum(axis=0)
        direction = slack + 0.6 * direction
        norm = float(direction @ direction)
        if norm < 1e-9 or upper - best.bound <= 1e-9 * abs(upper) or run.expired():
            break
        if stale >= SHRINK_AFTER:
            step, stale = step * 0.6, 0
            prices = best.prices.copy()
            direction = slack
        if step < 0.003:
            break
        prices = prices + step * max(upper - bound, 1e-6 * upper) / norm * direction
    return Relaxation(best.bound, best.prices, best.gain, best.rate, opened, done)
