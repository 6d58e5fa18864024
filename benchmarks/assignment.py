"""Named officers to places, on both Banyuasin examples: ``python -m benchmarks.assignment``.

Siaga with every rule, beside three others on the same places:

- *plain MIP*: the same program, every column in it, handed to HiGHS whole for at most a minute;
- *no rules*: SciPy's ``linear_sum_assignment`` (Crouse 2016), minutes alone: what the mean could be
  if no rule held;
- *nearest first*: what is done by hand: place after place in list order, each taking the nearest
  officers left.

``own village``, ``split teams`` and ``soft`` count what each breaks: hard rules, hard rules, and
soft rules (rank mix, boat, women, ranks and skills of duties).
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.measure import table
from benchmarks.planned import Planned, planned
from siaga.model.force import Officer
from siaga.model.plan import Role
from siaga.model.run import Run
from siaga.planning.assignment import Assignment, assign_officers
from siaga.planning.assignment_greedy import greedy_counts, value_of
from siaga.planning.assignment_problem import (
    cluster_of,
    measure_journeys,
    state_needs,
    state_problem,
)
from siaga.planning.assignment_rules import at_home, missing_covers
from siaga.planning.assignment_solver import Solver

EXAMPLES = ("examples/banyuasin", "examples/banyuasin-2024-02")
RUNS = 3
PLAIN_SECONDS = 60.0

Teams = list[list[Officer]]


def teams_of(case: Planned, found: Assignment) -> Teams:
    """Officers by opening; several openings of one place share its officers in order."""
    officers = {officer.id: officer for officer in case.operation.officers}
    waiting: dict[tuple[Role, str], list[Officer]] = {}
    for placement in found.placements:
        waiting.setdefault((placement.role, placement.place), []).append(
            officers[placement.officer]
        )
    at: Teams = []
    for opening in case.openings:
        there = waiting.get((opening.role, opening.place), [])
        at.append([there.pop(0) for _ in range(min(opening.size, len(there)))])
    return at


def minutes_by_place(case: Planned) -> NDArray[np.float64]:
    """``minutes[officer, place]``, a place for every officer wanted."""
    officers = case.operation.available_officers
    journeys = measure_journeys(case.operation, officers, case.openings, case.travel)
    rows = [journeys.units[officer.unit] for officer in officers]
    sizes = [opening.size for opening in case.openings]
    return np.repeat(journeys.block.minutes[rows].astype(np.float64), sizes, axis=1)


def no_rules(case: Planned) -> Teams:
    """The least total minutes when no rule holds."""
    from scipy.optimize import linear_sum_assignment

    rows, columns = linear_sum_assignment(minutes_by_place(case))
    return by_opening(case, rows, columns)


def nearest_first(case: Planned) -> Teams:
    """Place after place, each taking the nearest officer left."""
    minutes = minutes_by_place(case)
    left = np.zeros(minutes.shape[0])
    rows, columns = [], []
    for place in range(minutes.shape[1]):
        if np.isinf(left).all():
            break
        row = int(np.argmin(minutes[:, place] + left))
        left[row] = np.inf
        rows.append(row)
        columns.append(place)
    return by_opening(case, rows, columns)


def by_opening(case: Planned, rows: Sequence[int], columns: Sequence[int]) -> Teams:
    """Officers by opening from pairs of officer and place."""
    owner = np.repeat(np.arange(len(case.openings)), [o.size for o in case.openings])
    officers = case.operation.available_officers
    at: Teams = [[] for _ in case.openings]
    for row, column in zip(rows, columns, strict=True):
        at[owner[column]].append(officers[row])
    return at


def journeys_of(case: Planned, at: Teams) -> NDArray[np.float64]:
    """Minutes of everyone placed."""
    found = measure_journeys(
        case.operation, case.operation.available_officers, case.openings, case.travel
    )
    return np.array(
        [found.way(member.unit, o)[0] for o, there in enumerate(at) for member in there]
    )


def broken(case: Planned, at: Teams) -> tuple[int, int, int]:
    """(officers in their own village, districts too many of BKO teams, soft rules broken)."""
    home = soft = 0
    districts: dict[str, set[str]] = {}
    for opening, there in zip(case.openings, at, strict=True):
        home += sum(at_home(member, opening) for member in there)
        soft += sum(short for _, short in missing_covers(case.operation, opening, there))
        for member in there:
            if member.team:
                districts.setdefault(member.team, set()).add(cluster_of(opening))
    return home, sum(len(used) - 1 for used in districts.values()), soft


def plain_mip(case: Planned) -> tuple[str, float]:
    """(gap, seconds) of the whole program in one go."""
    officers = [o for o in case.operation.available_officers if not o.duty]
    needs = state_needs(case.operation, case.openings, [[] for _ in case.openings])
    journeys = measure_journeys(case.operation, officers, case.openings, case.travel)
    problem = state_problem(case.operation, officers, needs, journeys)
    greedy = value_of(problem, greedy_counts(problem))
    started = time.perf_counter()
    run = Run(time_limit=PLAIN_SECONDS)
    minutes = journeys.of(problem.classes)
    solver = Solver(problem, minutes, run, np.isfinite(problem.cost))
    found = solver.solve(solver.relax(), solver.widest, 1.0)
    seconds = time.perf_counter() - started
    if found is None:
        return "none found", seconds
    people = float(minutes[found.count > 0] @ found.count[found.count > 0])
    over = found.value - found.bound
    shown = f"{over / people:.2%}" if found.value < greedy and over < people else "> 100 %"
    return shown, seconds


def rows_of(folder: str) -> list[Sequence[str]]:
    """The rows of one example."""
    case = planned(folder)
    name = Path(folder).name
    clock = []
    for _ in range(RUNS):
        started = time.perf_counter()
        found = assign_officers(case.operation, case.openings, case.travel, run=Run())
        clock.append(time.perf_counter() - started)
    bounds = {bound.step: bound for bound in found.bounds}
    mean, longest = bounds["assignment.minutes"], bounds["assignment.longest"]
    gap, plain_seconds = plain_mip(case)
    rows: list[Sequence[str]] = [
        _row(
            f"{name}: Siaga", case, teams_of(case, found), f"{mean.gap:.2%}",
            f"{longest.bound:.0f}", statistics.median(clock),
        )
    ]  # fmt: skip
    rows.append((f"{name}: plain MIP", "", gap, "", "", "", "", "", f"{plain_seconds:.1f}"))
    for title, make in (("no rules", no_rules), ("nearest first", nearest_first)):
        started = time.perf_counter()
        at = make(case)
        seconds = time.perf_counter() - started
        rows.append(_row(f"{name}: {title}", case, at, "", "", seconds))
    return rows


def _row(
    title: str, case: Planned, at: Teams, gap: str, longest_bound: str, seconds: float
) -> tuple[str, ...]:
    ways = journeys_of(case, at)
    home, split, soft = broken(case, at)
    return (
        title, f"{ways.mean():.1f}", gap, f"{ways.max():.0f}", longest_bound,
        str(home), str(split), str(soft), f"{seconds:.2f}",
    )  # fmt: skip


def section(examples: Sequence[str] = EXAMPLES) -> str:
    """The table."""
    header = ("example and method", "mean minutes", "gap", "longest", "bound", "own village",
              "split teams", "soft", "seconds")  # fmt: skip
    rows = [row for folder in examples for row in rows_of(folder)]
    note = (
        f"Target: 893 officers in 10 s, gap 1 %. Median of {RUNS} runs. The gap of the plain MIP "
        f"is what it had proven after {PLAIN_SECONDS:.0f} s at most."
    )
    return f"{table(header, rows)}\n\n{note}\n"


if __name__ == "__main__":
    print(section(sys.argv[1:] or EXAMPLES))
