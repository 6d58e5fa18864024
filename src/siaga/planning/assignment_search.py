"""Least mean journey first, then the longest as short as that allows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from siaga.model.run import Run
from siaga.planning.assignment_greedy import greedy_counts, least_value, value_of
from siaga.planning.assignment_problem import Problem
from siaga.planning.assignment_solver import Counts, Solver

FAIRNESS_SLACK: Final = 0.008
"""Share by which the mean journey may grow to shorten the longest."""
TOLERANCE: Final = 0.0005
"""Share of all minutes within which a solution counts as optimal."""
_FIRST_WINDOW: Final = 0.01
_MOST_CAPS: Final = 5

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Optimum:
    """Counts with what is proven about them."""

    count: IntArray
    """``count[c, o]``."""
    excess: float
    """Most minutes, over all officers, by which the counts may lie above the least mean."""
    longest_bound: float
    """Longest journey no assignment within the slack can be without."""
    complete: bool


def optimise(problem: Problem, minutes: FloatArray, run: Run) -> Optimum:
    """Solve ``problem``; ``minutes[c, o]`` are the journeys, without any penalty."""
    if problem.cost.size == 0:
        empty = np.zeros(problem.cost.shape, dtype=np.int64)
        return Optimum(empty, 0.0, 0.0, True)
    first = greedy_counts(problem)
    value = value_of(problem, first)
    if run.expired():
        return Optimum(first, value - least_value(problem), 0.0, False)
    solver = Solver(problem, minutes, run)
    best = _least_mean(solver, minutes, first, run)
    if run.expired():
        return Optimum(best.count, best.value - best.bound, 0.0, False)
    budget = best.value + FAIRNESS_SLACK * float((minutes_of(minutes, best.count)).sum())
    fair, longest_bound = _shorten_longest(solver, minutes, best, budget, run)
    return Optimum(
        fair.count, fair.value - best.bound, longest_bound, best.complete and fair.complete
    )


def minutes_of(minutes: FloatArray, count: IntArray) -> FloatArray:
    """Minutes of all journeys per class and opening, 0 where nobody goes."""
    return np.where(count > 0, minutes, 0.0) * count


def _least_mean(solver: Solver, minutes: FloatArray, first: IntArray, run: Run) -> Counts:
    """The least value, from a narrow window of columns to as wide a one as a proof needs."""
    problem = solver.problem
    relaxation = solver.relax()
    floor = max(relaxation.bound, least_value(problem))
    scale = float(minutes_of(minutes, first).sum())
    best = Counts(first, value_of(problem, first), floor, False)
    window = _FIRST_WINDOW * scale
    while not run.expired():
        found = solver.solve(relaxation, window, TOLERANCE * scale, start=best.count)
        if found is not None and found.value <= best.value:
            best = Counts(found.count, found.value, max(floor, found.bound), found.complete)
        gap = best.value - floor
        if found is None or gap <= window:
            break
        window = gap
    return best


def _shorten_longest(
    solver: Solver, minutes: FloatArray, best: Counts, budget: float, run: Run
) -> tuple[Counts, float]:
    """Counts within ``budget`` whose longest journey is as short as can be found, and its bound."""
    longest = float(minutes[best.count > 0].max(initial=0.0))
    caps = np.unique(minutes[np.isfinite(minutes) & (minutes <= longest)])
    low, high = 0, len(caps) - 1
    while low < high and not run.expired():
        middle = (low + high) // 2
        if solver.relax(float(caps[middle])).bound <= budget:
            high = middle
        else:
            low = middle + 1
    if low != high or not len(caps):
        return best, float(caps[low]) if len(caps) else 0.0
    bound = float(caps[low])
    ceiling = len(caps) - 1
    scale = float(minutes_of(minutes, best.count).sum())
    for _ in range(_MOST_CAPS):
        if low >= ceiling or run.expired():
            break
        cap = float(caps[low])
        relaxation = solver.relax(cap)
        window = max(0.0, budget - relaxation.bound)
        found = solver.solve(relaxation, window, TOLERANCE * scale, cap)
        if found is not None and found.value <= budget:
            return found, bound
        low += max(1, (ceiling - low) // 4)
    return Counts(best.count, best.value, best.bound, best.complete and not run.expired()), bound
