"""Least mean journey first, then the longest as short as that allows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from siaga.model.run import Run
from siaga.planning.assignment_greedy import greedy_counts, least_value, value_of
from siaga.planning.assignment_problem import Problem
from siaga.planning.assignment_solver import Counts, Solver
from siaga.planning.assignment_teams import fix_teams, pack_teams, without_teams

FAIRNESS_SLACK: Final = 0.008
"""Share by which the mean journey may grow to shorten the longest."""
TOLERANCE: Final = 0.001
"""Share of all minutes within which a solution counts as optimal."""
_FIRST_COLUMNS: Final = 6
"""Columns per class and opening of the first integer program; three times as many while that is
not good enough."""
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


def optimise(
    problem: Problem,
    minutes: FloatArray,
    run: Run,
    *,
    fair: bool = True,
    near: float = 0.0,
    likely: NDArray[np.bool_] | None = None,
) -> Optimum:
    """Solve ``problem``; ``minutes[c, o]`` are the journeys, without any penalty.

    Without ``fair`` the longest journey is left as the least mean has it. ``near`` is a guess at
    the shortest longest journey and ``likely[c, o]`` says where a solution may be expected; both
    save time and change nothing else.
    """
    if problem.cost.size == 0:
        empty = np.zeros(problem.cost.shape, dtype=np.int64)
        return Optimum(empty, 0.0, 0.0, True)
    search = _Search(problem, minutes, run, near, likely)
    search.lower_mean()
    return search.shorten_longest() if fair else search.optimum(search.best, 0.0)


def solve_over(
    problem: Problem, minutes: FloatArray, allowed: NDArray[np.bool_], run: Run
) -> IntArray | None:
    """``count[c, o]`` of least value using only ``allowed[c, o]``; None when not found in time.

    Nothing is proven about what is not allowed. Without teams to keep together only.
    """
    if run.expired() or problem.cost.size == 0 or problem.teams:
        return None
    solver = Solver(problem, minutes, run, allowed)
    relaxation = solver.relax(price=False)
    if relaxation.whole is not None:
        return relaxation.whole.count
    found = solver.solve(relaxation, 0, TOLERANCE)
    return None if found is None else found.count


def least_relaxed(problem: Problem, run: Run, likely: NDArray[np.bool_]) -> float:
    """The bound of the relaxation without the rule that keeps teams together."""
    solver = Solver(without_teams(problem), np.zeros(problem.cost.shape), run, likely)
    return max(0.0, solver.relax().bound)


class _Search:
    """Both stages on one problem.

    The rule that keeps BKO teams together is what makes it hard. Without it the relaxation is
    nearly always whole; it gives the bounds. With each team's district fixed it is easy again and
    gives the solution. Only when the two lie apart is the whole program solved.
    """

    def __init__(
        self,
        problem: Problem,
        minutes: FloatArray,
        run: Run,
        near: float = 0.0,
        likely: NDArray[np.bool_] | None = None,
    ) -> None:
        self.problem, self.minutes, self.run, self.near = problem, minutes, run, near
        count = greedy_counts(problem)
        self.scale = self._minutes(count)
        self.best = Counts(count, value_of(problem, count), least_value(problem), False)
        self.relaxed = Solver(without_teams(problem), minutes, run, likely)

    def optimum(self, chosen: Counts, longest_bound: float) -> Optimum:
        """``chosen`` beside what is proven about the least mean."""
        complete = self.best.complete and chosen.complete
        return Optimum(chosen.count, chosen.value - self.best.bound, longest_bound, complete)

    def lower_mean(self) -> None:
        """Let ``best`` be the least value within the tolerance, or as near as can be proven."""
        if self.run.expired():
            return
        free = self._solve(self.relaxed)
        if free is None:
            return
        floor = max(self.best.bound, free.bound)
        kept = free
        if self.problem.teams:
            together = self._solve(self._together(free.count))
            kept = together or replace(self.best, complete=False)
        if kept.value <= self.best.value:
            self.best = kept
        complete = free.complete and kept.complete
        self.best = replace(self.best, bound=floor, complete=complete)
        if self.best.value - floor > TOLERANCE * self.scale and self.problem.teams:
            self._solve_whole(floor)

    def shorten_longest(self) -> Optimum:
        """The longest journey as short as was found within the slack, and its bound."""
        best = self.best
        longest = float(self.minutes[best.count > 0].max(initial=0.0))
        caps = np.unique(self.minutes[np.isfinite(self.minutes) & (self.minutes <= longest)])
        if not len(caps) or self.run.expired():
            return self.optimum(best, 0.0)
        budget = best.value + FAIRNESS_SLACK * self._minutes(best.count)
        low = self._least_cap(self.relaxed, caps, self._first_cap(caps, budget), budget)
        bound, solver = float(caps[low]), self.relaxed
        if self.problem.teams:
            free = self._solve(self.relaxed, cap=bound)
            solver = self._together(best.count if free is None else free.count)
            low = self._least_cap(solver, caps, low, budget)
        for _ in range(_MOST_CAPS):
            if low >= len(caps) - 1 or self.run.expired():
                break
            found = self._solve(solver, cap=float(caps[low]))
            if found is not None and found.value <= budget:
                return self.optimum(found, bound)
            low += max(1, (len(caps) - 1 - low) // 4)
        return self.optimum(replace(best, complete=not self.run.expired()), bound)

    def _minutes(self, count: IntArray) -> float:
        """Minutes of all journeys together."""
        return float((np.where(count > 0, self.minutes, 0.0) * count).sum())

    def _together(self, count: IntArray) -> Solver:
        """The problem with each BKO team in the district where ``count`` has room for it."""
        fixed = fix_teams(self.problem, pack_teams(self.problem, count))
        return Solver(fixed, self.minutes, self.run)

    def _solve_whole(self, floor: float) -> None:
        """The program with all its rules, from the best so far."""
        if self.run.expired():
            self.best = replace(self.best, complete=False)
            return
        whole = self._solve(Solver(self.problem, self.minutes, self.run), self.best)
        if whole is not None and whole.value <= self.best.value:
            self.best = replace(whole, bound=max(floor, whole.bound))

    def _solve(
        self, solver: Solver, start: Counts | None = None, cap: float = float("inf")
    ) -> Counts | None:
        """The least value of ``solver`` under ``cap``; None when there was no time for any.

        Relaxation and optimum lie a few minutes apart and most columns price far above that, so
        the best few of every class and opening nearly always do.
        """
        relaxation = solver.relax(cap)
        if relaxation.whole is not None:
            return relaxation.whole
        tolerance = max(TOLERANCE * self.scale, TOLERANCE)
        most, best = _FIRST_COLUMNS, start
        while not self.run.expired():
            found = solver.solve(relaxation, most, tolerance / 2, best.count if best else None)
            if found is None:
                break
            if best is None or found.value <= best.value:
                best = found
            if found.value - found.bound <= tolerance or most >= solver.widest:
                break
            most *= 3
        return best

    def _first_cap(self, caps: FloatArray, budget: float) -> int:
        """Position of a cap below which none can be.

        Leaving a place empty costs more than the slack there is, so where every place is filled no
        cap may lie below the nearest unit of the farthest place.
        """
        hint = int(np.searchsorted(caps, self.near)) if self.near else 0
        if 0 < hint < len(caps) and self.relaxed.relax(float(caps[hint - 1])).bound > budget:
            return hint
        if (self.best.count.sum(axis=0) < self.problem.size).any():
            return 0
        allowed = np.where(np.isfinite(self.problem.cost), self.minutes, np.inf)
        farthest = float(allowed.min(axis=0).max(initial=0.0))
        return min(int(np.searchsorted(caps, farthest)), len(caps) - 1)

    def _least_cap(self, solver: Solver, caps: FloatArray, low: int, budget: float) -> int:
        """The first of ``caps`` from ``low`` on whose relaxation stays within ``budget``.

        Below it none can, if none can below ``low``. Looked for in growing steps from ``low``, then
        between the last two. Out of time, the first not yet ruled out.
        """
        high, step = low, 1
        while high < len(caps) - 1 and not self.run.expired():
            if solver.relax(float(caps[high])).bound <= budget:
                break
            low, high, step = high + 1, min(high + step, len(caps) - 1), step * 4
        while low < high and not self.run.expired():
            middle = (low + high) // 2
            if solver.relax(float(caps[middle])).bound <= budget:
                high = middle
            else:
                low = middle + 1
        return low
