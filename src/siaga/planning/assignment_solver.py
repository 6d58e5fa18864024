"""Solves the assignment: linear relaxation by column generation, then the integer program.

The relaxation starts from near openings only and prices in whatever would lower it, so its value
is the bound of the whole problem. A column whose reduced cost exceeds the distance between bound
and a solution can not be part of a better one (reduced cost fixing), so the integer program over
the columns left is as good as the whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from siaga.model.run import Run
from siaga.planning.assignment_model import Columns, Rows, decode, join
from siaga.planning.assignment_problem import Problem
from siaga.planning.solver import silent_highs

_NEAREST: Final = 6
"""Columns every class and every opening starts with."""
_PER_ROUND: Final = 3
"""Columns priced in per class and per opening in each round."""
_TOLERANCE: Final = 1e-5
_MOST_ROUNDS: Final = 200
_MOST_NODES: Final = 5_000

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Counts:
    """Officers of each class at each opening."""

    count: IntArray
    """``count[c, o]``."""
    value: float
    """The objective as the program counts it."""
    bound: float
    """Lower bound of the problem the counts solve."""
    complete: bool


@dataclass(frozen=True, slots=True)
class Relaxation:
    """The linear relaxation's bound and prices."""

    bound: float
    """Lower bound of the problem; -inf when there was no time for any."""
    reduced_cost: FloatArray
    """``reduced_cost[code]`` at the last prices; inf for columns not allowed."""
    support: IntArray
    """Codes of the columns the relaxation uses."""
    whole: Counts | None
    """The relaxation's solution where it happens to be whole: then it is the optimum."""


class Solver:
    """One problem, solved under one or several caps on the journey.

    ``minutes[c, o]`` are the journeys a cap looks at. ``likely[c, o]`` are columns to begin with,
    in place of the cheapest few.
    """

    def __init__(
        self,
        problem: Problem,
        minutes: FloatArray,
        run: Run,
        likely: NDArray[np.bool_] | None = None,
    ) -> None:
        self.problem = problem
        self._run = run
        self._minutes = np.broadcast_to(minutes, (2, *minutes.shape))
        limits = np.stack([problem.limit, problem.home_limit])
        self._possible = (limits > 0) & np.isfinite(problem.cost)[None]
        self._rows = Rows(problem)
        self._standing = self._rows.standing()
        self._codes = _first_codes(problem, self._possible, likely)
        self._known = np.zeros(self._possible.size, dtype=np.bool_)
        self._known[self._codes] = True
        self._columns = self._rows.officers(self._codes)
        self._lp = silent_highs(threads=1, seed=run.seed)
        self._lp.passModel(_program(self._rows, join(self._standing, self._columns), False))

    @property
    def widest(self) -> int:
        """Columns per class and opening that leave none out."""
        return max(self.problem.cost.shape)

    def relax(self, cap: float = float("inf"), *, price: bool = True) -> Relaxation:
        """Bound and prices with no journey longer than ``cap`` minutes.

        Unless ``price``, only the columns already known are looked at and the bound is theirs.
        """
        allowed = (self._possible & (self._minutes <= cap)).reshape(-1)
        self._bar(~allowed[self._codes])
        bound, reduced = -np.inf, np.where(allowed, 0.0, np.inf)
        support, whole = np.zeros(0, dtype=np.int64), None
        for _ in range(_MOST_ROUNDS):
            # HiGHS counts its time limit over all runs of a solver.
            self._lp.setOptionValue("time_limit", self._lp.getRunTime() + _seconds(self._run))
            self._lp.run()
            if not _is_optimal(self._lp):
                break
            solution = self._lp.getSolution()
            dual = np.array(solution.row_dual)
            values = np.array(solution.col_value)
            support = self._codes[values[len(self._standing) :] > _TOLERANCE]
            priced = self._rows.reduced_cost(dual)
            reduced = np.stack([priced, priced + self.problem.home_penalty]).reshape(-1)
            reduced[~allowed] = np.inf
            value = float(self._lp.getInfo().objective_function_value)
            if not price:
                reduced[~self._known] = np.inf
            bound = max(bound, value + self._shortfall(reduced))
            fresh = self._attractive(reduced)
            if not len(fresh):
                whole = self._whole(values, value, bound)
            if not len(fresh) or self._run.expired():
                break
            self._price_in(fresh)
        return Relaxation(bound, reduced, support, whole)

    def solve(
        self, relaxation: Relaxation, most: int, tolerance: float, start: IntArray | None = None
    ) -> Counts | None:
        """The integer program over the ``most`` best columns of every class and opening.

        With ``most`` 0 it is the program over the columns known so far.

        Stops within ``tolerance`` (minutes) of its own bound. ``start`` are counts whose columns
        are let in too. None when no solution was found in time.
        """
        reduced = relaxation.reduced_cost
        taken = np.zeros(reduced.size, dtype=np.bool_)
        if most:
            taken[_smallest(reduced.reshape(self._possible.shape), most)] = True
        else:
            taken[self._codes] = True
        taken[relaxation.support] = True
        if start is not None:
            taken[_codes_of(start, self.problem)] = True
        taken &= np.isfinite(reduced)
        codes = np.flatnonzero(taken).astype(np.int64)
        window = float(reduced[~taken].min(initial=np.inf))
        columns = join(self._standing, self._rows.officers(codes))
        program = silent_highs(threads=1, seed=self._run.seed)
        program.passModel(_program(self._rows, columns, True))
        program.setOptionValue("mip_abs_gap", tolerance)
        program.setOptionValue("mip_rel_gap", 0.0)
        program.setOptionValue("mip_max_nodes", _MOST_NODES)
        program.setOptionValue("time_limit", _seconds(self._run))
        program.run()
        info = program.getInfo()
        if info.primal_solution_status != 2:
            return None
        count = self._count(codes, np.array(program.getSolution().col_value))
        bound = min(float(info.mip_dual_bound), relaxation.bound + window)
        value = float(info.objective_function_value)
        return Counts(count, value, max(bound, relaxation.bound), _is_optimal(program))

    def _whole(self, values: FloatArray, value: float, bound: float) -> Counts | None:
        """The relaxation's solution as counts; None unless every whole column is whole."""
        whole = np.concatenate([self._standing.integer, self._columns.integer])
        if np.abs(values[whole] - np.rint(values[whole])).max(initial=0.0) > _TOLERANCE:
            return None
        return Counts(self._count(self._codes, values), value, bound, True)

    def _count(self, codes: IntArray, values: FloatArray) -> IntArray:
        """``count[c, o]`` from the values of standing columns and those of ``codes``."""
        count = np.zeros(self.problem.cost.shape, dtype=np.int64)
        _, c, o = decode(codes, self.problem.cost.shape)
        chosen = np.rint(values[len(self._standing) :]).astype(np.int64)
        np.add.at(count, (c, o), chosen)
        return count

    def _shortfall(self, reduced: FloatArray) -> float:
        """What columns not yet priced in could lower the value by, at most (Lagrangian bound)."""
        missing = np.where(self._known, 0.0, reduced).reshape(self._possible.shape)
        return float(np.minimum(missing.min(axis=(0, 2)), 0.0) @ self.problem.count)

    def _attractive(self, reduced: FloatArray) -> IntArray:
        """Codes of the best columns per class and per opening not yet in the program."""
        open_ = np.where(self._known, np.inf, reduced).reshape(self._possible.shape)
        best = _smallest(open_, _PER_ROUND)
        return best[open_.reshape(-1)[best] < -_TOLERANCE]

    def _price_in(self, codes: IntArray) -> None:
        columns = self._rows.officers(codes)
        matrix = columns.matrix
        self._lp.addCols(
            len(codes),
            columns.cost,
            np.zeros(len(codes)),
            columns.upper,
            matrix.nnz,
            matrix.indptr.astype(np.int32),
            matrix.indices.astype(np.int32),
            matrix.data,
        )
        self._codes = np.concatenate([self._codes, codes])
        self._columns = join(self._columns, columns)
        self._known[codes] = True

    def _bar(self, barred: NDArray[np.bool_]) -> None:
        """Take ``barred`` columns out of the relaxation, put the others back in."""
        n = len(self._codes)
        upper = np.where(barred, 0.0, self._columns.upper)
        first = len(self._standing)
        numbers = np.arange(first, first + n, dtype=np.int32)
        self._lp.changeColsBounds(n, numbers, np.zeros(n), upper)


def _codes_of(count: IntArray, problem: Problem) -> IntArray:
    """Column codes that carry ``count``."""
    flat = count.reshape(-1)
    own = np.flatnonzero(flat)
    home = np.flatnonzero(flat > problem.limit.reshape(-1))
    return np.concatenate([own, count.size + home])


def _first_codes(
    problem: Problem, possible: NDArray[np.bool_], likely: NDArray[np.bool_] | None
) -> IntArray:
    """Codes of the columns to begin with: those given, or the cheapest of everyone."""
    cost = np.stack([problem.cost, problem.cost + problem.home_penalty])
    cost[~possible] = np.inf
    if likely is None:
        codes = _smallest(cost, _NEAREST)
    else:
        codes = np.flatnonzero(np.stack([likely, likely])).astype(np.int64)
    return codes[np.isfinite(cost.reshape(-1)[codes])]


def _smallest(values: FloatArray, many: int) -> IntArray:
    """Codes of the ``many`` smallest ``values[layer, c, o]`` per class and per opening."""
    layers, classes, openings = values.shape
    codes = np.arange(values.size, dtype=np.int64).reshape(values.shape)
    found = []
    for layer in range(layers):
        if not np.isfinite(values[layer]).any():
            continue
        for axis, length in ((1, openings), (0, classes)):
            keep = min(many, length)
            at = np.argpartition(values[layer], keep - 1, axis=axis)
            first = np.take(at, np.arange(keep), axis=axis)
            found.append(np.take_along_axis(codes[layer], first, axis=axis).reshape(-1))
    return np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)


def _program(rows: Rows, columns: Columns, integer: bool) -> Any:
    """A HighsLp of ``columns`` over ``rows``."""
    from highspy import HighsLp, HighsVarType, MatrixFormat

    program = HighsLp()
    program.num_col_ = len(columns)
    program.num_row_ = rows.count
    program.col_cost_ = columns.cost
    program.col_lower_ = np.zeros(len(columns))
    program.col_upper_ = columns.upper
    program.row_lower_ = rows.lower
    program.row_upper_ = rows.upper
    program.a_matrix_.format_ = MatrixFormat.kColwise
    program.a_matrix_.start_ = columns.matrix.indptr.astype(np.int32)
    program.a_matrix_.index_ = columns.matrix.indices.astype(np.int32)
    program.a_matrix_.value_ = columns.matrix.data
    if integer:
        kinds = (HighsVarType.kContinuous, HighsVarType.kInteger)
        program.integrality_ = [kinds[whole] for whole in columns.integer.astype(int)]
    return program


def _seconds(run: Run) -> float:
    """Seconds HiGHS may take: what is left of the run."""
    return max(0.01, min(run.remaining(), 1e6))


def _is_optimal(solver: Any) -> bool:
    from highspy import HighsModelStatus

    return bool(solver.getModelStatus() == HighsModelStatus.kOptimal)
