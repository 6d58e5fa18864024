"""Lagrangian bound on travel, and the pairs it proves useless.

"Every station in exactly one group" is relaxed with a multiplier per station, and the rounded
capacity inequality (:mod:`siaga.planning.grouping.cuts`) of every set of one dendrogram with a
multiplier each. What is left falls apart by hub: the best group around a hub. Its worth is a sum
over stations plus concave functions of how many stations it has in each set of a laminar family;
that is M-natural concave (Murota 2003), so taking the best station next, one after another, is
exact. At most m hubs are taken. Every multiplier vector proves its bound; the subgradient method
(Held, Wolfe & Crowder 1974) looks for a good one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit

from siaga.planning.grouping.cuts import dendrogram
from siaga.planning.grouping.problem import Flags, Floats, Ints


@dataclass(frozen=True, slots=True)
class LaminarFamily:
    """Sets of which any two are nested or disjoint, each with its rounded capacity inequality."""

    member: Flags
    """``member[set, station]``."""
    remainder: Ints
    """``remainder[set]``: |S| mod k."""
    least: Ints
    """``least[set]``: ceil(|S| / k), the groups at least needed."""


def laminar_family(cost: Floats, capacity: int) -> LaminarFamily:
    """The nodes of the average-linkage dendrogram that have a rounded capacity inequality."""
    n = len(cost)
    family = [s for s in dendrogram(cost, "average") if len(s) > capacity and len(s) % capacity]
    member = np.zeros((len(family), n), dtype=np.bool_)
    for number, inside in enumerate(family):
        member[number, list(inside)] = True
    return LaminarFamily(
        member,
        np.array([len(s) % capacity for s in family], dtype=np.int64),
        np.array([-(-len(s) // capacity) for s in family], dtype=np.int64),
    )


@dataclass(frozen=True, slots=True)
class Relaxed:
    """Outcome of the subgradient method."""

    bound: float
    possible: Flags
    """``possible[hub, station]``: false where no grouping better than the known one has it."""
    active: tuple[Ints, ...]
    """Stations of the sets with a positive multiplier at the best bound."""


@njit(cache=True, nogil=True)
def _take(
    best: int, worth: Floats, bonus: Floats, member: Flags, remainder: Ints, count: Ints
) -> None:
    """Take ``best`` into the group: sets that fill up pay no bonus any more."""
    worth[best] = np.inf
    for s in range(len(remainder)):
        if bonus[s] > 0.0 and member[s, best]:
            count[s] += 1
            if count[s] == remainder[s]:
                for i in range(len(worth)):
                    if member[s, i]:
                        worth[i] += bonus[s]


@njit(cache=True, nogil=True)
def _best_group(
    cost: Floats,
    allowed: Flags,
    net: Floats,
    bonus: Floats,
    member: Flags,
    remainder: Ints,
    hub: int,
    forced: int,
    emptiest: int,
    capacity: int,
    worth: Floats,
    count: Ints,
    chosen: Ints,
) -> tuple[float, int]:
    """Cheapest group of ``hub`` (with ``forced`` in it, when not -1): (reduced cost, size).

    ``net[station]`` is its multiplier and the ``bonus`` of every set it lies in; a set pays for as
    many of its stations as its remainder. ``worth`` and ``count`` are room to work in. Infinity
    comes back when the hub can not fill a group of ``emptiest`` stations.
    """
    n = len(net)
    count[:] = 0
    for i in range(n):
        worth[i] = cost[hub, i] - net[i] if allowed[hub, i] else np.inf
    total = worth[hub]
    chosen[0] = hub
    size = 1
    _take(hub, worth, bonus, member, remainder, count)
    if forced >= 0 and forced != hub:
        total += worth[forced]
        chosen[1] = forced
        size = 2
        _take(forced, worth, bonus, member, remainder, count)
    while size < capacity:
        best = 0
        for i in range(1, n):
            if worth[i] < worth[best]:
                best = i
        if worth[best] == np.inf or (worth[best] >= 0.0 and size >= emptiest):
            break
        total += worth[best]
        chosen[size] = best
        size += 1
        _take(best, worth, bonus, member, remainder, count)
    return (total if size >= emptiest else np.inf), size


@njit(cache=True, nogil=True)
def _all_hubs(
    cost: Floats,
    allowed: Flags,
    price: Floats,
    bonus: Floats,
    member: Flags,
    remainder: Ints,
    least: Ints,
    emptiest: int,
    groups: int,
    value: Floats,
    size: Ints,
    chosen: Ints,
) -> tuple[float, int]:
    """Bound of these multipliers and how many hubs are open; ``value`` has each hub's reduced cost.

    ``chosen[hub]`` holds each hub's best group. The open hubs are the first of ``np.argsort``.
    """
    n = len(cost)
    net = price.copy()
    bound = price.sum()
    for s in range(len(remainder)):
        bound += bonus[s] * remainder[s] * least[s]
        if bonus[s] > 0.0:
            for i in range(n):
                if member[s, i]:
                    net[i] += bonus[s]
    worth = np.empty(n)
    count = np.zeros(len(remainder), dtype=np.int64)
    for hub in range(n):
        value[hub], size[hub] = _best_group(
            cost, allowed, net, bonus, member, remainder, hub, -1, emptiest, chosen.shape[1],
            worth, count, chosen[hub],
        )  # fmt: skip
    order = np.argsort(value)
    opened = 0
    while opened < min(groups, n) and value[order[opened]] < 0.0:
        bound += value[order[opened]]
        opened += 1
    return bound, opened


@njit(cache=True, nogil=True)
def _directions(
    order: Ints, size: Ints, chosen: Ints, member: Flags, remainder: Ints, least: Ints,
    station_step: Floats, set_step: Floats,
) -> float:  # fmt: skip
    """Add the subgradient of the open hubs to half the steps before; their squared length."""
    sets = len(remainder)
    station_step *= 0.6
    station_step += 1.0
    set_step *= 0.6
    set_step += remainder * least
    count = np.zeros(sets, dtype=np.int64)
    for hub in order:
        count[:] = 0
        for at in range(size[hub]):
            i = chosen[hub, at]
            station_step[i] -= 1.0
            for s in range(sets):
                if member[s, i]:
                    count[s] += 1
        for s in range(sets):
            set_step[s] -= min(count[s], remainder[s])
    return float((station_step * station_step).sum() + (set_step * set_step).sum())


@njit(cache=True, nogil=True)
def _subgradient(
    cost: Floats,
    allowed: Flags,
    member: Flags,
    remainder: Ints,
    least: Ints,
    capacity: int,
    emptiest: int,
    groups: int,
    start: Floats,
    upper: float,
    steps: int,
) -> tuple[float, Floats, Floats]:
    """Best bound over ``steps`` steps and the multipliers (stations, sets) it was had with."""
    n = len(cost)
    price = start.copy()
    bonus = np.zeros(len(remainder))
    best_price, best_bonus = price.copy(), bonus.copy()
    best, scale, stalled = -1e300, 2.0, 0
    value = np.empty(n)
    size = np.empty(n, dtype=np.int64)
    chosen = np.empty((n, capacity), dtype=np.int64)
    station_step = np.zeros(n)
    set_step = np.zeros(len(remainder))
    for _ in range(steps):
        bound, opened = _all_hubs(
            cost, allowed, price, bonus, member, remainder, least, emptiest, groups, value, size,
            chosen,
        )  # fmt: skip
        stalled += 1
        if bound > best + 1e-6 * abs(best):
            best, stalled = bound, 0
            best_price[:] = price
            best_bonus[:] = bonus
        order = np.argsort(value)[:opened]
        norm = _directions(order, size, chosen, member, remainder, least, station_step, set_step)
        if stalled >= 120:
            scale, stalled = scale * 0.8, 0
            price[:] = best_price
            bonus[:] = best_bonus
        if norm <= 1e-12 or scale < 1e-3 or best >= upper * (1.0 - 1e-6):
            break
        length = scale * max(upper - bound, 1e-6 * upper) / norm
        price += length * station_step
        bonus = np.maximum(0.0, bonus + length * set_step)
    return best, best_price, best_bonus


@njit(cache=True, nogil=True)
def _possible(
    cost: Floats,
    allowed: Flags,
    price: Floats,
    bonus: Floats,
    member: Flags,
    remainder: Ints,
    least: Ints,
    capacity: int,
    emptiest: int,
    groups: int,
    upper: float,
) -> Flags:
    """Pairs whose forcing does not lift the bound of these multipliers past ``upper``."""
    n = len(cost)
    value = np.empty(n)
    size = np.empty(n, dtype=np.int64)
    chosen = np.empty((n, capacity), dtype=np.int64)
    bound, _ = _all_hubs(
        cost, allowed, price, bonus, member, remainder, least, emptiest, groups, value, size, chosen
    )
    slack = max(0.0, upper - bound) + 1e-6 * upper
    net = price + bonus @ member.astype(np.float64)
    worth = np.empty(n)
    count = np.zeros(len(remainder), dtype=np.int64)
    possible = np.zeros((n, n), dtype=np.bool_)
    last = min(0.0, np.sort(value)[min(groups, n) - 1])
    for hub in range(n):
        if max(0.0, value[hub] - last) >= slack:
            continue
        for i in range(n):
            if allowed[hub, i]:
                with_it, _ = _best_group(
                    cost, allowed, net, bonus, member, remainder, hub, i, emptiest, capacity,
                    worth, count, chosen[0],
                )  # fmt: skip
                possible[hub, i] = max(0.0, with_it - last) < slack
    return possible


def relax(
    cost: Floats,
    allowed: Flags,
    family: LaminarFamily,
    capacity: int,
    emptiest: int,
    groups: int,
    start: Floats,
    upper: float,
    steps: int,
) -> Relaxed:
    """Lagrangian bound on the travel of at most ``groups`` groups, and pairs left possible.

    Args:
        cost: ``cost[hub, station]``.
        allowed: ``allowed[hub, station]``: may be guarded from there.
        family: sets whose rounded capacity inequality is relaxed.
        capacity: most stations in a group.
        emptiest: least stations in a group.
        groups: most groups.
        start: ``start[station]``, multipliers to begin with.
        upper: travel of a known grouping.
        steps: subgradient steps at most.
    """
    sets = (family.member, family.remainder, family.least)
    bound, price, bonus = _subgradient(
        cost, allowed, *sets, capacity, emptiest, groups, start, upper, steps
    )
    possible = _possible(cost, allowed, price, bonus, *sets, capacity, emptiest, groups, upper)
    active = tuple(np.flatnonzero(family.member[s]) for s in np.flatnonzero(bonus > 0.0))
    return Relaxed(float(bound), possible, active)
