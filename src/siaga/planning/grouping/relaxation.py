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
def _fill_sets(
    station: int, candidate: Ints, worth: Floats, bonus: Floats, member: Flags, open_: Ints
) -> None:
    """``station`` joins the group: sets that are full now pay no bonus to those not in yet.

    ``open_[set]`` counts down the stations a set still pays for.
    """
    for s in range(len(bonus)):
        if bonus[s] > 0.0 and member[s, station]:
            open_[s] -= 1
            if open_[s] == 0:
                for q in range(len(candidate)):
                    if member[s, candidate[q]]:
                        worth[q] += bonus[s]


@njit(cache=True, nogil=True)
def _candidates(
    cost: Floats, allowed: Flags, price: Floats, net: Floats, hub: int, forced: int, capacity: int,
    least: Floats, candidate: Ints, worth: Floats,
) -> int:  # fmt: skip
    """Stations that can be among the cheapest ``capacity`` around ``hub``; how many they are.

    A station's reduced cost lies between that with every bonus and that with none. One that is
    dearer with every bonus than ``capacity`` others are with none is never taken.
    """
    n = len(price)
    known = 0
    for i in range(n):
        if not allowed[hub, i] or i == hub:
            continue
        value = cost[hub, i] - price[i]
        if known < capacity:
            known += 1
        elif value >= least[known - 1]:
            continue
        at = known - 1
        while at > 0 and least[at - 1] > value:
            least[at] = least[at - 1]
            at -= 1
        least[at] = value
    limit = least[capacity - 1] if known == capacity else np.inf
    count = 0
    for i in range(n):
        if allowed[hub, i] and i != hub:
            value = cost[hub, i] - net[i]
            if value <= limit or i == forced:
                candidate[count] = i
                worth[count] = value
                count += 1
    return count


@njit(cache=True, nogil=True)
def _best_group(
    cost: Floats,
    allowed: Flags,
    price: Floats,
    net: Floats,
    bonus: Floats,
    member: Flags,
    remainder: Ints,
    hub: int,
    forced: int,
    emptiest: int,
    chosen: Ints,
    room: Floats,
    list_: Ints,
) -> tuple[float, int]:
    """Cheapest group of ``hub`` (with ``forced`` in it, when not -1): (reduced cost, size).

    ``price[station]`` is a station's multiplier; ``net`` adds the ``bonus`` of every set it lies
    in. A set pays for as many of its stations as its remainder. ``room`` and ``list_`` are room to
    work in. Infinity comes back when the hub can not fill a group of ``emptiest`` stations.
    """
    capacity = len(chosen)
    least, worth = room[:capacity], room[capacity:]
    count = _candidates(cost, allowed, price, net, hub, forced, capacity, least, list_, worth)
    candidate, worth = list_[:count], worth[:count]
    open_ = remainder.copy()
    total = -net[hub]
    chosen[0] = hub
    size = 1
    _fill_sets(hub, candidate, worth, bonus, member, open_)
    while size < capacity:
        best = -1
        if size == 1 and forced >= 0 and forced != hub:
            for q in range(count):
                if candidate[q] == forced:
                    best = q
        else:
            for q in range(count):
                if best < 0 or worth[q] < worth[best]:
                    best = q
            if best < 0 or worth[best] == np.inf or (worth[best] >= 0.0 and size >= emptiest):
                break
        total += worth[best]
        chosen[size] = candidate[best]
        size += 1
        _fill_sets(candidate[best], candidate, worth, bonus, member, open_)
        worth[best] = np.inf
    return (total if size >= emptiest else np.inf), size


@njit(cache=True, nogil=True)
def _with_bonus(price: Floats, bonus: Floats, member: Flags) -> Floats:
    """``price[station]`` and the bonus of every set it lies in."""
    net = price.copy()
    for s in range(len(bonus)):
        if bonus[s] > 0.0:
            for i in range(len(net)):
                if member[s, i]:
                    net[i] += bonus[s]
    return net


@njit(cache=True, nogil=True)
def _cheapest(value: Floats, order: Ints) -> None:
    """Write the hubs of least ``value`` to ``order``, rising, ties to the first; as many as fit."""
    known = 0
    for hub in range(len(value)):
        if known < len(order):
            known += 1
        elif value[hub] >= value[order[known - 1]]:
            continue
        at = known - 1
        while at > 0 and value[order[at - 1]] > value[hub]:
            order[at] = order[at - 1]
            at -= 1
        order[at] = hub


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
    value: Floats,
    size: Ints,
    chosen: Ints,
    order: Ints,
) -> tuple[float, int]:
    """Bound of these multipliers and how many hubs are open; ``value`` has each hub's reduced cost.

    ``chosen[hub]`` holds each hub's best group, ``order`` the cheapest hubs, as many as there may
    be groups; the open ones come first.
    """
    n = len(cost)
    net = _with_bonus(price, bonus, member)
    bound = 0.0
    for i in range(n):
        bound += price[i]
    for s in range(len(remainder)):
        bound += bonus[s] * remainder[s] * least[s]
    room = np.empty(n + chosen.shape[1])
    list_ = np.empty(n, dtype=np.int64)
    for hub in range(n):
        value[hub], size[hub] = _best_group(
            cost, allowed, price, net, bonus, member, remainder, hub, -1, emptiest, chosen[hub],
            room, list_,
        )  # fmt: skip
    _cheapest(value, order)
    opened = 0
    while opened < len(order) and value[order[opened]] < 0.0:
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
    for i in range(len(station_step)):
        station_step[i] = 0.6 * station_step[i] + 1.0
    for s in range(sets):
        set_step[s] = 0.6 * set_step[s] + remainder[s] * least[s]
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
    norm = 0.0
    for i in range(len(station_step)):
        norm += station_step[i] * station_step[i]
    for s in range(sets):
        norm += set_step[s] * set_step[s]
    return norm


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
    order = np.empty(min(groups, n), dtype=np.int64)
    station_step = np.zeros(n)
    set_step = np.zeros(len(remainder))
    for _ in range(steps):
        bound, opened = _all_hubs(
            cost, allowed, price, bonus, member, remainder, least, emptiest, value, size,
            chosen, order,
        )  # fmt: skip
        stalled += 1
        if bound > best + 1e-6 * abs(best):
            best, stalled = bound, 0
            best_price[:] = price
            best_bonus[:] = bonus
        norm = _directions(
            order[:opened], size, chosen, member, remainder, least, station_step, set_step
        )
        if stalled >= 90:
            scale, stalled = scale * 0.8, 0
            price[:] = best_price
            bonus[:] = best_bonus
        if norm <= 1e-12 or scale < 1e-3 or best >= upper * (1.0 - 1e-6):
            break
        length = scale * max(upper - bound, 1e-6 * upper) / norm
        for i in range(n):
            price[i] += length * station_step[i]
        for s in range(len(bonus)):
            bonus[s] = max(0.0, bonus[s] + length * set_step[s])
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
    order = np.empty(min(groups, n), dtype=np.int64)
    bound, _ = _all_hubs(
        cost, allowed, price, bonus, member, remainder, least, emptiest, value, size, chosen, order
    )
    slack = max(0.0, upper - bound) + 1e-6 * upper
    net = _with_bonus(price, bonus, member)
    room = np.empty(n + capacity)
    list_ = np.empty(n, dtype=np.int64)
    possible = np.zeros((n, n), dtype=np.bool_)
    last = min(0.0, value[order[-1]])
    for hub in range(n):
        if max(0.0, value[hub] - last) >= slack:
            continue
        for i in range(n):
            if allowed[hub, i]:
                with_it, _ = _best_group(
                    cost, allowed, price, net, bonus, member, remainder, hub, i, emptiest,
                    chosen[0], room, list_,
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
