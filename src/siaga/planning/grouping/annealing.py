"""Simulated annealing over groupings: move a station, or swap two, between groups.

Compiled; releases the interpreter lock, so districts run side by side. Its random numbers are its
own (SplitMix64, Steele et al. 2014), so a seed means the same on every thread and platform.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from siaga.planning.grouping.problem import Flags, Floats, GroupingProblem, Ints

_NEAR = 24
"""A station trades only with its nearest so many stations' groups."""


@njit(cache=True, nogil=True)
def _uniform(state: NDArray[np.uint64]) -> float:
    """Next number in [0, 1) of SplitMix64; ``state`` holds one uint64."""
    state[0] += np.uint64(0x9E3779B97F4A7C15)
    z = state[0]
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    z = z ^ (z >> np.uint64(31))
    return np.float64(z >> np.uint64(11)) / 9007199254740992.0


@njit(cache=True, nogil=True)
def _group_cost(cost: Floats, compatible: Flags, member: Ints, size: int, penalty: float) -> float:
    """Travel from the best hub, plus ``penalty`` per pair too far apart."""
    least = np.inf
    for a in range(size):
        total = 0.0
        for b in range(size):
            total += cost[member[a], member[b]]
            if total >= least:
                break
        least = min(least, total)
    if penalty > 0.0:
        for a in range(size):
            for b in range(a):
                if not compatible[member[a], member[b]]:
                    least += penalty
    return least


@njit(cache=True, nogil=True)
def _fits(compatible: Flags, station: int, member: Ints, size: int, leaving: int) -> bool:
    """Whether ``station`` is compatible with the group once ``leaving`` has left it."""
    for a in range(size):
        if member[a] != leaving and not compatible[station, member[a]]:
            return False
    return True


@njit(cache=True, nogil=True)
def _without(member: Ints, size: int, leaving: int, joining: int, out: Ints) -> int:
    """Write the group without ``leaving`` and with ``joining`` (-1: none); its size."""
    count = 0
    for a in range(size):
        if member[a] != leaving:
            out[count] = member[a]
            count += 1
    if joining >= 0:
        out[count] = joining
        count += 1
    return count


@njit(cache=True, nogil=True)
def _table(group_of: Ints, groups: int, capacity: int) -> tuple[Ints, Ints]:
    """``member[group, place]`` and ``size[group]`` of ``group_of[station]``."""
    member = np.full((groups, capacity), -1, dtype=np.int64)
    size = np.zeros(groups, dtype=np.int64)
    for i in range(len(group_of)):
        g = group_of[i]
        member[g, size[g]] = i
        size[g] += 1
    return member, size


@njit(cache=True, nogil=True)
def _partner(
    state: NDArray[np.uint64], here: int, there: int, member: Ints, size: Ints, capacity: int
) -> int:
    """The station that comes back in exchange; -1 when the station only moves over."""
    if size[there] < capacity and size[here] > 1 and _uniform(state) >= 0.5:
        return -1
    return int(member[there, min(size[there] - 1, int(_uniform(state) * size[there]))])


@njit(cache=True, nogil=True)
def _anneal(
    cost: Floats,
    compatible: Flags,
    near: Ints,
    group_of: Ints,
    groups: int,
    capacity: int,
    steps: int,
    hot: float,
    cold: float,
    penalty: float,
    seed: int,
) -> tuple[float, Ints]:
    """Anneal ``group_of`` in place; return (best total, best group_of).

    ``penalty`` 0 keeps groups compatible throughout (the start must be); above 0 each pair too
    far apart costs that much instead. Ends early once the total is 0.
    """
    n = len(group_of)
    state = np.array([seed], dtype=np.uint64)
    member, size = _table(group_of, groups, capacity)
    value = np.zeros(groups)
    for g in range(groups):
        value[g] = _group_cost(cost, compatible, member[g], size[g], penalty)
    total = value.sum()
    best = total
    best_of = group_of.copy()
    left = np.empty(capacity, dtype=np.int64)
    right = np.empty(capacity, dtype=np.int64)
    temperature = hot
    cooling = (cold / hot) ** (1.0 / max(1, steps))
    for _ in range(steps):
        if best <= 0.0:
            break
        temperature *= cooling
        i = min(n - 1, int(_uniform(state) * n))
        j = near[i, min(near.shape[1] - 1, int(_uniform(state) * near.shape[1]))]
        g, h = group_of[i], group_of[j]
        if g == h:
            continue
        other = _partner(state, g, h, member, size, capacity)
        if penalty == 0.0 and not (
            _fits(compatible, i, member[h], size[h], other)
            and (other < 0 or _fits(compatible, other, member[g], size[g], i))
        ):
            continue
        size_left = _without(member[g], size[g], i, other, left)
        size_right = _without(member[h], size[h], other, i, right)
        value_left = _group_cost(cost, compatible, left, size_left, penalty)
        value_right = _group_cost(cost, compatible, right, size_right, penalty)
        change = value_left + value_right - value[g] - value[h]
        if change > 0.0 and _uniform(state) >= np.exp(-change / temperature):
            continue
        member[g, :size_left] = left[:size_left]
        member[h, :size_right] = right[:size_right]
        size[g], size[h] = size_left, size_right
        value[g], value[h] = value_left, value_right
        group_of[i] = h
        if other >= 0:
            group_of[other] = g
        total += change
        if total < best - 1e-9:
            best = total
            best_of[:] = group_of
    return best, best_of


def _nearest(cost: Floats) -> Ints:
    """``near[station, rank]``: the stations cheapest to share a group with, itself apart."""
    both = cost + cost.T
    np.fill_diagonal(both, np.inf)
    width = max(1, min(_NEAR, len(cost) - 1))
    return np.ascontiguousarray(np.argsort(both, axis=1, kind="stable")[:, :width])


def anneal_travel(
    problem: GroupingProblem,
    start: NDArray[np.int64],
    steps: int,
    seed: int,
    *,
    through_conflicts: bool = False,
) -> NDArray[np.int64]:
    """Groups with less travel than ``start``, as many and, unless told otherwise, still compatible.

    Args:
        problem: the stations.
        start: ``group_of[station]``, numbered from 0 without holes, within capacity, compatible.
        steps: trades tried.
        seed: of the random numbers.
        through_conflicts: pass through groups that are not compatible, at a penalty: gets out of
            corners where the limit T binds, but the result may be incompatible still.
    """
    groups = int(start.max()) + 1
    if groups <= 1 or groups == len(problem):
        return start.copy()
    finite = problem.cost[problem.compatible]
    scale = float(finite[finite > 0].mean()) if np.any(finite > 0) else 1.0
    cost = np.where(np.isfinite(problem.cost), problem.cost, 100.0 * scale)
    _, best = _anneal(
        cost, problem.compatible, _nearest(problem.cost), start.copy(), groups,
        problem.capacity, steps, scale, scale / 400, 3.0 * scale * through_conflicts, seed,
    )  # fmt: skip
    return np.asarray(best)


def anneal_conflicts(
    problem: GroupingProblem, start: NDArray[np.int64], steps: int, seed: int
) -> tuple[int, NDArray[np.int64]]:
    """Fewest pairs too far apart, in as many groups as ``start``: (pairs, ``group_of``)."""
    groups = int(start.max()) + 1
    nothing = np.zeros_like(problem.cost)
    pairs, best = _anneal(
        nothing, problem.compatible, _nearest(problem.cost), start.copy(), groups,
        problem.capacity, steps, 1.0, 0.08, 1.0, seed,
    )  # fmt: skip
    return round(pairs), np.asarray(best)
