"""The linear and mixed-integer programme behind the travel bound, kept in HiGHS."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from siaga.planning.grouping.cuts import Row, hub_columns
from siaga.planning.grouping.problem import Flags, Floats, GroupingProblem, Ints
from siaga.planning.solver import silent_highs


@dataclass(frozen=True, slots=True)
class Items:
    """What is grouped: single stations, or villages of ``quantity`` identical stations each."""

    cost: Floats
    """``cost[hub, item]`` per station."""
    compatible: Flags
    quantity: Floats
    """Stations each item stands for; 1 at station level."""
    capacity: int
    groups: int
    """Most groups allowed."""
    fewest: int
    """Proven least number of groups."""
    cluster: Ints
    """``cluster[item]``: the programme is branched on the hubs of each cluster in all."""

    @property
    def single(self) -> bool:
        """Whether every item is one station."""
        return bool(np.all(self.quantity == 1.0))

    @property
    def share(self) -> Floats:
        """``share[item]``: most stations of the item in one group."""
        return np.minimum(self.quantity, self.capacity).astype(np.float64)

    @property
    def emptiest(self) -> int:
        """Least stations in a group: the others can not hold more than k each."""
        total = int(self.quantity.sum())
        return max(1, total - (self.groups - 1) * self.capacity)


class Programme:
    """Variables: ``y[hub]`` first, then ``x[hub, item]`` for compatible pairs apart from i = j.

    Minimise ``cost * x`` with every item guarded whole, each group between its least and its most
    stations, and the number of groups between its proven least and the number allowed. What a hub
    guards of its own item costs nothing, but takes room: ``y[j] <= x[j, j] <= share * y[j]``; at
    station level x[j, j] is y[j].
    """

    def __init__(self, items: Items, possible: Flags) -> None:
        """``possible[hub, item]``: false where x is known to be 0."""
        import highspy

        self._items = items
        self._types = highspy.HighsVarType
        self._solver: Any = silent_highs(threads=1)
        n = len(items.quantity)
        self.column = np.full((n, n), -1, dtype=np.int64)
        hubs, stations = np.nonzero(possible)
        apart = (hubs != stations) | (items.share[stations] > 1)
        hubs, stations = hubs[apart], stations[apart]
        self.column[hubs, stations] = n + np.arange(len(hubs))
        self._hubs, self._stations = hubs, stations
        self.pairs_left = len(hubs)
        cost = np.concatenate([np.zeros(n), items.cost[hubs, stations]])
        upper = np.concatenate([items.quantity, items.quantity[stations]]).astype(np.float64)
        count = len(cost)
        empty = np.zeros(0, dtype=np.int32)
        self._solver.addCols(
            count, cost, np.zeros(count), upper, 0, np.zeros(count, dtype=np.int32), empty,
            np.zeros(0),
        )  # fmt: skip
        self.add(self._structure())

    def _structure(self) -> list[Row]:
        items, column = self._items, self.column
        n = len(items.quantity)
        alone = np.diag(column) < 0
        rows = [Row(hub_columns(n), np.ones(n), float(items.fewest), float(items.groups))]
        for i in range(n):
            index = column[:, i][column[:, i] >= 0]
            if alone[i]:
                index = np.append(index, i)
            size = float(items.quantity[i])
            rows.append(Row(index, np.ones(len(index)), size, size))
        for j in range(n):
            index = np.append(column[j][column[j] >= 0], j)
            own = 1.0 if alone[j] else 0.0
            most = np.append(np.ones(len(index) - 1), own - items.capacity)
            least = np.append(np.ones(len(index) - 1), own - items.emptiest)
            rows.append(Row(index, most, -np.inf, 0.0))
            rows.append(Row(index, least, 0.0, np.inf))
            if not alone[j]:
                pair = np.array([column[j, j], j])
                rows.append(Row(pair, np.array([1.0, -1.0]), 0.0, np.inf))
                rows.append(Row(pair, np.array([1.0, -items.share[j]]), -np.inf, 0.0))
        return rows

    def add(self, rows: Sequence[Row]) -> None:
        """Add inequalities."""
        if not rows:
            return
        start = np.cumsum([0, *(len(row.index) for row in rows[:-1])], dtype=np.int32)
        index = np.concatenate([row.index for row in rows]).astype(np.int32)
        value = np.concatenate([row.value for row in rows])
        low = np.array([row.low for row in rows])
        high = np.array([row.high for row in rows])
        self._solver.addRows(len(rows), low, high, len(index), start, index, value)

    def add_capacity(self, stations: Ints) -> None:
        """Add the rounded capacity inequality of one set, its minima as variables of their own."""
        size = float(self._items.quantity[stations].sum())
        remainder = size % self._items.capacity
        least = remainder * np.ceil(size / self._items.capacity)
        inside = self.column[:, stations]
        own = np.diag(self.column) < 0
        rows: list[Row] = []
        marks: list[int] = []
        member = set(stations.tolist())
        for hub in range(len(inside)):
            index = inside[hub][inside[hub] >= 0]
            if own[hub] and hub in member:
                index = np.append(index, hub)
            if len(index) == 0:
                continue
            mark = self._solver.getNumCol()
            self._solver.addCol(0.0, 0.0, np.inf, 0, np.zeros(0, dtype=np.int32), np.zeros(0))
            marks.append(mark)
            values = np.append(np.ones(len(index)), -1.0)
            rows.append(Row(np.append(index, mark), values, 0.0, np.inf))
            rows.append(Row(np.array([mark, hub]), np.array([1.0, -remainder]), -np.inf, 0.0))
        rows.append(Row(np.array(marks), np.ones(len(marks)), least, np.inf))
        self.add(rows)

    def solve(self) -> float | None:
        """Optimum of the linear relaxation; None when the solver did not reach one."""
        self._solver.run()
        if self._solver.getModelStatus().name != "kOptimal":
            return None
        return float(self._solver.getInfo().objective_function_value)

    def point(self) -> tuple[Floats, Floats]:
        """``x[hub, item]`` and ``y[hub]`` of the last solution."""
        value = np.array(self._solver.getSolution().col_value)
        n = len(self._items.quantity)
        x = np.zeros((n, n))
        x[self._hubs, self._stations] = value[n : n + len(self._hubs)]
        y = value[:n]
        alone = np.diag(self.column) < 0
        x[alone, alone] = y[alone]
        return x, y

    def fix(self, bound: float, upper: float) -> None:
        """Fix at 0 every variable whose reduced cost alone lifts ``bound`` to ``upper``.

        Such a variable is 0 in every grouping better than the known one.
        """
        reduced = np.array(self._solver.getSolution().col_dual)
        value = np.array(self._solver.getSolution().col_value)
        n = len(self._items.quantity)
        inside = slice(n, n + len(self._hubs))
        fixed = n + np.flatnonzero(
            (reduced[inside] > upper - bound + 1e-7) & (value[inside] < 1e-9)
        )
        if len(fixed):
            zeros = np.zeros(len(fixed))
            self._solver.changeColsBounds(len(fixed), fixed.astype(np.int32), zeros, zeros)
        self.pairs_left = len(self._hubs) - len(fixed)

    def branch(self, seconds: float, nodes: int, upper: float, gap: float) -> float:
        """Bound with the number of hubs of every cluster whole, by HiGHS's branch and bound.

        Args:
            seconds: time limit, a brake only.
            nodes: most nodes.
            upper: objective of the known grouping; nothing worse is looked at.
            gap: relative gap at which to stop.
        """
        n = len(self._items.quantity)
        clusters = np.unique(self._items.cluster)
        rows = []
        for c in clusters:
            inside = np.flatnonzero(self._items.cluster == c)
            count = self._solver.getNumCol()
            most = float(self._items.quantity[inside].sum())
            self._solver.addCol(0.0, 0.0, most, 0, np.zeros(0, dtype=np.int32), np.zeros(0))
            self._solver.changeColIntegrality(count, self._types.kInteger)
            index = np.append(hub_columns(n)[inside], count)
            rows.append(Row(index, np.append(np.ones(len(inside)), -1.0), 0.0, 0.0))
        self.add(rows)
        options = {
            "mip_max_nodes": nodes,
            "mip_rel_gap": gap,
            "mip_heuristic_effort": 0.0,
            "objective_bound": upper,
            "time_limit": min(seconds, 1e6),
        }
        for name, value in options.items():
            self._solver.setOptionValue(name, value)
        self._solver.run()
        bound = float(self._solver.getInfo().mip_dual_bound)
        if self._solver.getModelStatus().name == "kInfeasible":
            return upper
        return bound if np.isfinite(bound) else 0.0


def merge_twins(problem: GroupingProblem, groups: int, fewest: int) -> Items:
    """Items of ``problem``: stations that can not be told apart become one item.

    Twins stand at the same place: no travel between them, and the same cost and compatibility
    towards every other station. At village level a whole village is one item. Items keep the order
    of their first stations.
    """
    alike = np.concatenate([problem.cost, problem.cost.T, problem.compatible.astype(float)], axis=1)
    near = np.where(np.isfinite(alike), alike, -1.0)
    _, first, item = np.unique(near, axis=0, return_index=True, return_inverse=True)
    # Equal rows imply no travel between two stations: each has 0 where its own column stands.
    quantity = np.bincount(item.ravel()).astype(np.float64)
    order = np.argsort(first)
    first, quantity = first[order], quantity[order]
    square = np.ix_(first, first)
    return Items(
        cost=np.ascontiguousarray(problem.cost[square]),
        compatible=np.ascontiguousarray(problem.compatible[square]),
        quantity=quantity,
        capacity=problem.capacity,
        groups=groups,
        fewest=fewest,
        cluster=problem.cluster[first],
    )
