"""One grouping problem from start to end: fewest groups, then least travel, with both bounds."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from siaga.model.run import Run
from siaga.planning.grouping.fewest import fewest_groups, greedy_groups
from siaga.planning.grouping.problem import (
    Grouping,
    GroupingProblem,
    Groups,
    as_groups,
    as_labels,
    components,
    travel_of,
)

_WORKERS = 2
"""Problems solved side by side; results do not depend on it."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How much work a solve may do. Counted in steps, never in seconds: results repeat."""

    steps_per_station: int = 12_000
    """Annealing trades per station, each start."""
    starts: int = 2
    subgradient_steps: int = 1_500


def solve_grouping(problem: GroupingProblem, run: Run, effort: Effort | None = None) -> Grouping:
    """Partition ``problem`` into fewest groups with least travel.

    The components of the compatibility graph are solved one by one: they share no group, so both
    bounds add up. When time runs out the greedy partition stands, still valid, and what was proven.
    """
    effort = effort or Effort()
    parts = [
        (members, _solve_component(problem.part(members), run, effort))
        for members in components(problem)
    ]
    groups: list[tuple[int, ...]] = []
    for members, part in parts:
        groups.extend(tuple(int(members[i]) for i in group) for group in part.groups)
    return Grouping(
        groups=tuple(sorted(groups)),
        fewest=sum(part.fewest for _, part in parts),
        travel=sum(part.travel for _, part in parts),
        travel_bound=sum(part.travel_bound for _, part in parts),
        complete=all(part.complete for _, part in parts),
    )


def _solve_component(problem: GroupingProblem, run: Run, effort: Effort) -> Grouping:
    groups, fewest, complete = fewest_groups(problem, run)
    if len(groups) == len(problem):
        return Grouping(groups, fewest, 0.0, 0.0, complete)
    if run.expired():
        return Grouping(groups, fewest, travel_of(problem, groups), 0.0, False)
    groups = _shorten(problem, groups, run, effort)
    travel = travel_of(problem, groups)
    if run.expired():
        return Grouping(groups, fewest, travel, 0.0, False)
    from siaga.planning.grouping.relaxation import lagrangian_bound

    bound = lagrangian_bound(problem, len(groups), travel, effort.subgradient_steps)
    return Grouping(groups, fewest, travel, bound, complete)


def _shorten(problem: GroupingProblem, groups: Groups, run: Run, effort: Effort) -> Groups:
    """Less travel with as many groups: annealing from each start, the best kept."""
    from siaga.planning.grouping.annealing import anneal_travel

    start = as_labels(groups, len(problem))
    best = groups
    for turn in range(effort.starts):
        if run.expired():
            break
        steps = effort.steps_per_station * len(problem)
        found = as_groups(anneal_travel(problem, start, steps, run.seed + turn))
        if travel_of(problem, found) < travel_of(problem, best) - 1e-9:
            best = found
    return best


def solve_all(
    problems: Sequence[GroupingProblem], run: Run, step: str, effort: Effort | None = None
) -> list[Grouping]:
    """Solve independent problems side by side; progress is reported as ``step``."""
    done = 0
    results: list[Grouping] = []
    total = max(1, sum(len(problem) for problem in problems))
    with ThreadPoolExecutor(_WORKERS) as pool:
        futures = [pool.submit(solve_grouping, problem, run, effort) for problem in problems]
        for problem, future in zip(problems, futures, strict=True):
            results.append(future.result())
            done += len(problem)
            run.progress(step, done / total)
    return results


__all__ = ["Effort", "greedy_groups", "solve_all", "solve_grouping"]
