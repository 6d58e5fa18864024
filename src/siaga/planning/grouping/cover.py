"""Fewest groups, proven: set covering by column generation (Gilmore & Gomory 1961).

A column is a clique of the compatibility graph with at most k stations. The linear relaxation of
"cover every station with as few cliques as can be", rounded up, is a lower bound; it is valid even
when pricing stops early, by Farley's bound (1990): dual values divided by the largest reduced
column value stay dual feasible.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit

from siaga.model.run import Run
from siaga.planning.grouping.problem import (
    Flags,
    Floats,
    GroupingProblem,
    Groups,
    Ints,
    as_groups,
)
from siaga.planning.solver import silent_highs

_ROUNDS = 120
_PRICING_NODES = 200_000
_MIP_NODES = 400


@dataclass(frozen=True, slots=True)
class CoverBound:
    """What column generation found."""

    fewest: int
    """Proven: no partition has fewer groups."""
    groups: Groups
    """A partition from the columns, or empty when the integer programme found none better."""
    complete: bool


@njit(cache=True, nogil=True)
def _heaviest_from(
    compatible: Flags,
    weight: Floats,
    order: Ints,
    first: int,
    capacity: int,
    max_nodes: int,
    members: Ints,
) -> tuple[float, int, float]:
    """Heaviest clique whose heaviest member is ``order[first]``, by depth-first branch and bound.

    Writes it to ``members``; returns (weight, size, upper bound). The bound is the weight itself
    (or 1, below which no clique is wanted) unless the tree grew past ``max_nodes``.
    """
    n = len(order)
    candidate = np.empty((capacity + 1, n), dtype=np.int64)
    count = np.zeros(capacity + 1, dtype=np.int64)
    at = np.zeros(capacity + 1, dtype=np.int64)
    chosen = np.empty(capacity, dtype=np.int64)
    total = np.zeros(capacity + 1)
    chosen[0] = members[0] = order[first]
    total[1] = weight[order[first]]
    for later in range(first + 1, n):
        if compatible[order[first], order[later]] and weight[order[later]] > 0.0:
            candidate[1, count[1]] = order[later]
            count[1] += 1
    best, size, depth = total[1], 1, 1
    relaxed = total[1]
    for q in range(min(capacity - 1, count[1])):
        relaxed += weight[candidate[1, q]]
    for _ in range(max_nodes):
        bound = total[depth]
        for q in range(at[depth], min(count[depth], at[depth] + capacity - depth)):
            bound += weight[candidate[depth, q]]
        if bound <= max(best, 1.0) + 1e-9:
            depth -= 1
            if depth == 0:
                return best, size, max(best, 1.0)
            continue
        b = candidate[depth, at[depth]]
        at[depth] += 1
        chosen[depth] = b
        total[depth + 1] = total[depth] + weight[b]
        at[depth + 1] = count[depth + 1] = 0
        for q in range(at[depth], count[depth]):
            if compatible[b, candidate[depth, q]]:
                candidate[depth + 1, count[depth + 1]] = candidate[depth, q]
                count[depth + 1] += 1
        depth += 1
        if total[depth] > best + 1e-12:
            best, size = total[depth], depth
            members[:depth] = chosen[:depth]
    return best, size, max(relaxed, 1.0)


@njit(cache=True, nogil=True)
def _heaviest_cliques(
    compatible: Flags, weight: Floats, order: Ints, capacity: int, max_nodes: int
) -> tuple[Floats, Ints, Ints, float]:
    """Per station of ``order`` (falling weight) the heaviest clique it is heaviest member of.

    Returns (weight of each, members, sizes, upper bound on the weight of any clique).
    """
    n = len(order)
    best = np.zeros(n)
    members = np.full((n, capacity), -1, dtype=np.int64)
    sizes = np.zeros(n, dtype=np.int64)
    upper = 1.0
    for first in range(n):
        best[first], sizes[first], bound = _heaviest_from(
            compatible, weight, order, first, capacity, max_nodes, members[first]
        )
        upper = max(upper, bound)
    return best, members, sizes, upper


class _Master:
    """The restricted covering programme: rows are stations, columns cliques."""

    def __init__(self, stations: int) -> None:
        import highspy

        self._stations = stations
        self._solver: Any = silent_highs(threads=1)
        infinity = highspy.kHighsInf
        none = np.zeros(0, dtype=np.int32)
        for _ in range(stations):
            self._solver.addRow(1.0, infinity, 0, none, np.zeros(0))
        self._integer = highspy.HighsVarType.kInteger
        self.columns: list[tuple[int, ...]] = []
        self._known: set[tuple[int, ...]] = set()

    def add(self, column: tuple[int, ...]) -> bool:
        """Add a clique; False when it is there already."""
        if column in self._known:
            return False
        self._known.add(column)
        self.columns.append(column)
        rows = np.array(column, dtype=np.int32)
        self._solver.addCol(1.0, 0.0, 1.0, len(rows), rows, np.ones(len(rows)))
        return True

    def duals(self) -> Floats:
        """Dual value of every station at the optimum of the relaxation, not below 0."""
        self._solver.run()
        return np.maximum(0.0, np.array(self._solver.getSolution().row_dual))

    def whole(self, nodes: int) -> list[tuple[int, ...]]:
        """Cliques of a good integer cover; empty when none was found."""
        count = len(self.columns)
        index = np.arange(count, dtype=np.int32)
        self._solver.changeColsIntegrality(count, index, np.array([self._integer] * count))
        self._solver.setOptionValue("mip_max_nodes", nodes)
        self._solver.run()
        value = np.array(self._solver.getSolution().col_value)
        if len(value) != count or not self._solver.getInfo().primal_solution_status:
            return []
        return [self.columns[position] for position in np.flatnonzero(value > 0.5)]


def cover_bound(problem: GroupingProblem, known: Groups, run: Run) -> CoverBound:
    """Lower bound on the number of groups, and better groups than ``known`` where found."""
    n = len(problem)
    fewest = math.ceil(n / problem.capacity)
    master = _Master(n)
    for group in known:
        master.add(group)
    for station in range(n):
        master.add((station,))
    for _ in range(_ROUNDS):
        if fewest >= len(known):
            return CoverBound(fewest, (), True)
        if run.expired():
            return CoverBound(fewest, (), False)
        dual = master.duals()
        order = np.argsort(-dual, kind="stable").astype(np.int64)
        weights, members, sizes, heaviest = _heaviest_cliques(
            problem.compatible, dual, order, problem.capacity, _PRICING_NODES
        )
        fewest = max(fewest, math.ceil(float(dual.sum()) / max(1.0, heaviest) - 1e-6))
        added = False
        for row in np.argsort(-weights, kind="stable"):
            if weights[row] <= 1.0 + 1e-7:
                break
            added |= master.add(tuple(sorted(int(i) for i in members[row, : sizes[row]])))
        if not added:
            break
    return CoverBound(fewest, _partition(n, master.whole(_MIP_NODES), known), True)


def _partition(stations: int, cover: list[tuple[int, ...]], known: Groups) -> Groups:
    """Leave each station in one group of ``cover``; empty unless that beats ``known``."""
    if not cover or len(cover) >= len(known):
        return ()
    label = np.full(stations, -1, dtype=np.int64)
    for number, group in enumerate(cover):
        for station in group:
            if label[station] < 0:
                label[station] = number
    return as_groups(label) if np.all(label >= 0) else ()
