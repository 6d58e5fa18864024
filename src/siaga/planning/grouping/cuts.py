"""Inequalities every grouping satisfies, and how to find those a fractional point breaks.

``x[j, i]`` is how much of station (or village) i is guarded from hub j, ``y[j]`` how many groups
have hub j. Three families:

- *variable upper bound*: ``x[j, i] <= min(q[i], k) * y[j]``.
- *conflict*: stations of a set Q that are pairwise too far apart never share a group, so
  ``sum over i in Q of x[j, i] / min(q[i], k) <= y[j]``.
- *rounded capacity* (mixed-integer rounding of ``|S| <= k * groups``, Marchand & Wolsey 2001): let
  ``r = |S| mod k > 0``. However S is dealt out to groups of at most k, the sum over groups of
  ``min(stations of S in the group, r)`` is at least ``r * ceil(|S| / k)``. It
  is what keeps a fractional solution from opening one group and a half in a village of twelve,
  and closes most of the gap that the plain relaxation leaves.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from siaga.planning.grouping.problem import Flags, Floats, Ints

_TOLERANCE = 1e-5


@dataclass(frozen=True, slots=True)
class Row:
    """``low <= sum of value * variable <= high``; variables are numbered as in the programme."""

    index: Ints
    value: Floats
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class CapacitySets:
    """Sets S for rounded capacity: those with a remainder and more than one group's worth."""

    member: Floats
    """``member[set, item]``: 1 inside."""
    remainder: Floats
    """``remainder[set]``: |S| mod k, in 1 … k - 1."""
    least: Floats
    """``least[set]``: r * ceil(|S| / k)."""


def dendrogram(distance: Floats, method: str) -> list[frozenset[int]]:
    """Sets of two items and more that ``method`` linkage joins (Müllner 2013): a laminar family."""
    from scipy.cluster.hierarchy import linkage
    from scipy.spatial.distance import squareform

    n = len(distance)
    if n < 2:
        return []
    both = np.minimum(distance, distance.T)
    finite = both[np.isfinite(both)]
    both = np.where(np.isfinite(both), both, 4.0 * float(finite.max()) + 1.0)
    np.fill_diagonal(both, 0.0)
    nodes = [frozenset((i,)) for i in range(n)]
    for left, right, *_ in linkage(squareform(both, checks=False), method):
        nodes.append(nodes[int(left)] | nodes[int(right)])
    return nodes[n:]


def capacity_sets(distance: Floats, quantity: Floats, capacity: int, cluster: Ints) -> CapacitySets:
    """Natural sets: nodes of three dendrograms over ``distance``, villages, and complements.

    Single, average and complete linkage see chains, blobs and compact groups; a set and its
    complement give different inequalities when groups need not be full.
    """
    found: set[frozenset[int]] = set()
    for method in ("single", "average", "complete"):
        found.update(dendrogram(distance, method))
    found.update(frozenset(np.flatnonzero(cluster == c).tolist()) for c in np.unique(cluster))
    everything = frozenset(range(len(quantity)))
    found |= {everything - inside for inside in found}
    rows = sorted(sorted(inside) for inside in found)
    member = np.zeros((len(rows), len(quantity)))
    for number, inside in enumerate(rows):
        member[number, inside] = 1.0
    size = member @ quantity
    remainder = np.mod(size, capacity)
    useful = (size > capacity) & (remainder > 0.5)
    least = remainder * np.ceil(size / capacity)
    return CapacitySets(member[useful], remainder[useful], least[useful])


def broken_capacity(sets: CapacitySets, x: Floats, y: Floats, most: int) -> list[int]:
    """Numbers of the ``most`` sets whose rounded capacity inequality (x, y) breaks worst."""
    inside = x @ sets.member.T
    whole = y[:, None] * sets.remainder[None, :]
    value = np.minimum(inside, whole).sum(axis=0)
    lack = (sets.least - value) / np.maximum(1.0, sets.remainder)
    return [
        int(number) for number in np.argsort(-lack, kind="stable")[:most] if lack[number] > 1e-3
    ]


def hub_columns(items: int) -> Ints:
    """Variables of ``y[j]``: the first ``items`` ones."""
    return np.arange(items, dtype=np.int64)


def broken_upper_bounds(x: Floats, y: Floats, share: Floats, column: Ints, most: int) -> list[Row]:
    """The ``most`` variable upper bounds ``x[j, i] <= share[i] * y[j]`` broken worst."""
    over = x / share[None, :] - y[:, None]
    np.fill_diagonal(over, 0.0)
    over[column < 0] = 0.0
    hubs, stations = np.nonzero(over > _TOLERANCE)
    order = np.argsort(-over[hubs, stations], kind="stable")[:most]
    return [
        Row(
            np.array([column[hubs[at], stations[at]], hubs[at]], dtype=np.int64),
            np.array([1.0 / share[stations[at]], -1.0]),
            -np.inf,
            0.0,
        )
        for at in order
    ]


def broken_conflicts(
    x: Floats, y: Floats, share: Floats, column: Ints, compatible: Flags
) -> list[Row]:
    """Conflict inequalities broken by (x, y): greedy sets of stations pairwise too far apart.

    A set found is lengthened by every further station that is in conflict with all of it.
    """
    rows = []
    part = x / share[None, :]
    for hub in np.flatnonzero(y > 1e-4):
        support = np.flatnonzero(part[hub] > 1e-6)
        support = support[np.argsort(-part[hub, support], kind="stable")]
        seen: set[tuple[int, ...]] = set()
        for first in support[:12]:
            chosen = [int(first)]
            for other in support:
                if other != first and not compatible[other, chosen].any():
                    chosen.append(int(other))
            if len(chosen) < 2 or part[hub, chosen].sum() <= y[hub] + 1e-4:
                continue
            for other in np.flatnonzero(column[hub] >= 0):
                if other not in chosen and other != hub and not compatible[other, chosen].any():
                    chosen.append(int(other))
            key = tuple(sorted(chosen))
            if key not in seen:
                seen.add(key)
                index = np.append(column[hub, list(key)], hub)
                values = np.append(1.0 / share[list(key)], -1.0)
                rows.append(Row(index, values, -np.inf, 0.0))
    return rows
