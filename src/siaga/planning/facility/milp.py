"""A mixed-integer program handed to HiGHS as arrays, without a modelling layer.

Building a model row by row in Python takes longer than solving it for the covering models here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from siaga.model.run import Run
from siaga.planning.solver import silent_highs

if TYPE_CHECKING:
    import highspy

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Constraints ``lower <= matrix @ x <= upper``; the matrix as triplets."""

    row: Ints
    column: Ints
    value: Floats
    lower: Floats
    upper: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """What HiGHS found. ``values`` is None when it found no solution in time, or there is none."""

    values: Floats | None
    bound: float
    proven: bool
    """Solved to the end: optimal, or infeasible (then ``values`` is None)."""


def solve(
    cost: Floats,
    upper: Floats,
    integer: NDArray[np.bool_],
    rows: Rows,
    *,
    run: Run,
    maximise: bool = False,
    start: Floats | None = None,
    gap: float = 0.0,
    nodes: int = 200_000,
) -> Solved:
    """Optimise ``cost @ x`` over ``0 <= x <= upper`` and ``rows``.

    ``gap`` is the absolute distance between solution and bound that counts as proven; ``nodes``
    bounds the search tree, so that the same input gives the same answer on any machine unless the
    run's time limit comes first.
    """
    import highspy

    model = silent_highs(threads=1, seed=run.seed)
    model.setOptionValue("mip_rel_gap", 0.0)
    model.setOptionValue("mip_abs_gap", gap)
    model.setOptionValue("mip_max_nodes", nodes)
    limit = run.remaining()
    if np.isfinite(limit):
        model.setOptionValue("time_limit", max(limit, 0.01))
    model.passModel(_as_lp(cost, upper, integer, rows, maximise))
    if start is not None:
        # HiGHS 1.16 can call a wrong answer optimal when presolve meets a starting solution.
        model.setOptionValue("presolve", "off")
        model.setSolution(len(start), np.arange(len(start), dtype=np.int32), start)
    model.setCallback(_interrupt_when_cancelled, run)
    model.startCallback(highspy.cb.HighsCallbackType.kCallbackMipInterrupt)
    model.run()
    status = model.getModelStatus()
    info = model.getInfo()
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    values = np.asarray(model.getSolution().col_value) if found else None
    mixed = bool(integer.any())
    bound = float(info.mip_dual_bound if mixed else info.objective_function_value)
    proven = status in (
        highspy.HighsModelStatus.kOptimal,
        highspy.HighsModelStatus.kInfeasible,
    )
    return Solved(values, bound, proven)


def _interrupt_when_cancelled(
    _kind: object, _message: str, _seen: object, answer: Any, run: Run
) -> None:
    """HiGHS asks between nodes whether to go on: a cancelled run stops within one."""
    if run.cancelled.is_set():
        answer.user_interrupt = True


def _as_lp(
    cost: Floats, upper: Floats, integer: NDArray[np.bool_], rows: Rows, maximise: bool
) -> highspy.HighsLp:
    """The program in HiGHS's own layout, row by row."""
    import highspy

    order = np.argsort(rows.row, kind="stable")
    counts = np.bincount(rows.row, minlength=len(rows.lower))
    lp = highspy.HighsLp()
    lp.num_col_ = len(cost)
    lp.num_row_ = len(rows.lower)
    lp.col_cost_ = np.asarray(cost, dtype=np.float64)
    lp.col_lower_ = np.zeros(len(cost))
    lp.col_upper_ = np.asarray(upper, dtype=np.float64)
    lp.row_lower_ = rows.lower
    lp.row_upper_ = rows.upper
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.concatenate(([0], np.cumsum(counts))).astype(np.int32)
    lp.a_matrix_.index_ = rows.column[order].astype(np.int32)
    lp.a_matrix_.value_ = rows.value[order]
    kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
    lp.integrality_ = [kinds[int(flag)] for flag in integer]
    if maximise:
        lp.sense_ = highspy.ObjSense.kMaximize
    return lp
