"""The grouping problem of one district and pattern, and what a solution of it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

Groups = tuple[tuple[int, ...], ...]
"""Each group's stations as positions in the problem, ascending; groups by their first station."""


@dataclass(frozen=True, slots=True)
class GroupingProblem:
    """Partition stations into groups of at most ``capacity``, every two within reach.

    First the number of groups is least; then the sum over groups of
    ``min over hub h in group of sum over i in group of cost[h, i]``.
    """

    cost: NDArray[np.float64]
    """``cost[hub, station]``: risk-weighted minutes, 0 on the diagonal, inf where no way leads."""
    compatible: NDArray[np.bool_]
    """``compatible[i, j]``: may share a group; symmetric, true on the diagonal."""
    capacity: int
    """Most stations in a group: k."""
    cluster: NDArray[np.int64]
    """``cluster[i]``: number of the village of station i, from 0; steers branching, no more."""

    def __len__(self) -> int:
        return len(self.cost)

    def part(self, members: NDArray[np.int64]) -> GroupingProblem:
        """The same problem on ``members`` only."""
        square = np.ix_(members, members)
        _, cluster = np.unique(self.cluster[members], return_inverse=True)
        return GroupingProblem(
            np.ascontiguousarray(self.cost[square]),
            np.ascontiguousarray(self.compatible[square]),
            self.capacity,
            cluster.astype(np.int64),
        )


@dataclass(frozen=True, slots=True)
class Grouping:
    """Groups of one problem and what is proven about them."""

    groups: Groups
    fewest: int
    """Proven: no partition has fewer groups than this."""
    travel: float
    """Sum of risk-weighted minutes, hub to stations."""
    travel_bound: float
    """Proven: no partition into at most ``len(groups)`` groups travels less."""
    complete: bool
    """False when a time limit stopped the search or the proof."""


def build_problem(
    minutes: NDArray[np.floating],
    weight: NDArray[np.float64],
    village: NDArray[np.int64],
    capacity: int,
    max_minutes: float,
) -> GroupingProblem:
    """The problem for ``minutes[from, to]``, ``weight[station]``, k and T.

    Two stations may share a group when the slower of the two directions takes at most
    ``max_minutes``; no way (inf) in either direction keeps them apart.
    """
    both = np.maximum(minutes, minutes.T).astype(np.float64)
    compatible = np.isfinite(both) & (both <= max_minutes)
    np.fill_diagonal(compatible, True)
    cost = minutes.astype(np.float64) * weight[None, :]
    np.fill_diagonal(cost, 0.0)
    return GroupingProblem(cost, compatible, capacity, village.astype(np.int64))


def best_hub(problem: GroupingProblem, group: tuple[int, ...]) -> tuple[int, float]:
    """The hub of ``group`` with least travel, and that travel; ties go to the first station."""
    rows = np.array(group)
    totals = problem.cost[np.ix_(rows, rows)].sum(axis=1)
    best = int(np.argmin(totals))
    return group[best], float(totals[best])


def travel_of(problem: GroupingProblem, groups: Groups) -> float:
    """Risk-weighted minutes of all groups, each from its best hub."""
    return sum(best_hub(problem, group)[1] for group in groups)


def as_groups(group_of: NDArray[np.int64]) -> Groups:
    """``group_of[station]`` as ordered tuples; empty groups vanish."""
    members: dict[int, list[int]] = {}
    for station, group in enumerate(group_of.tolist()):
        members.setdefault(group, []).append(station)
    return tuple(tuple(group) for group in members.values())


def as_labels(groups: Groups, stations: int) -> NDArray[np.int64]:
    """``group_of[station]`` of ordered tuples."""
    labels = np.full(stations, -1, dtype=np.int64)
    for number, group in enumerate(groups):
        labels[list(group)] = number
    return labels


def components(problem: GroupingProblem) -> list[NDArray[np.int64]]:
    """Connected components of the compatibility graph: they share no group, so each is alone."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    count, label = connected_components(csr_array(problem.compatible), directed=False)
    return [np.flatnonzero(label == number).astype(np.int64) for number in range(count)]
