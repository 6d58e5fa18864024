"""Fewest groups of one connected component: greedy, then annealing on pairs too far apart."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from siaga.model.run import Run
from siaga.planning.grouping.problem import GroupingProblem, Groups, as_groups, as_labels

_STEPS_PER_STATION = 4_000
_TRIES = 2
_QUICK_STEPS_PER_STATION = 600


def greedy_groups(problem: GroupingProblem) -> Groups:
    """Compatible groups: start at the station with fewest possible partners, add the nearest.

    Two ways of adding (nearest to the first station; fewest partners left) are tried and the one
    with fewer groups is kept.
    """
    tries = [_greedy(problem, by_degree) for by_degree in (False, True)]
    return min(tries, key=len)


def _greedy(problem: GroupingProblem, by_degree: bool) -> Groups:
    n = len(problem)
    distance = problem.cost + problem.cost.T
    left = np.ones(n, dtype=bool)
    groups: list[tuple[int, ...]] = []
    while left.any():
        degree = (problem.compatible & left).sum(axis=1)
        first = int(np.argmin(np.where(left, degree, n + 1)))
        group = [first]
        left[first] = False
        open_to = problem.compatible[first] & left
        while len(group) < problem.capacity and open_to.any():
            if by_degree:
                order = np.lexsort((distance[first], degree, ~open_to))
            else:
                order = np.lexsort((distance[first], ~open_to))
            taken = int(order[0])
            group.append(taken)
            left[taken] = False
            open_to &= problem.compatible[taken] & left
        groups.append(tuple(sorted(group)))
    return tuple(sorted(groups))


def _squeezed(problem: GroupingProblem, groups: Groups, count: int, turn: int) -> NDArray[np.int64]:
    """``count`` groups within capacity, not all compatible: the smallest are dissolved."""
    ordered = sorted(groups, key=lambda group: (-len(group), group))
    kept = [list(group) for group in ordered[:count]]
    loose = [station for group in ordered[count:] for station in group]
    if turn % 2:
        loose.reverse()
    for station in loose:
        room = [g for g in range(count) if len(kept[g]) < problem.capacity]
        clash = [int((~problem.compatible[station][kept[g]]).sum()) for g in room]
        kept[room[int(np.argmin(clash))]].append(station)
    return as_labels(tuple(tuple(group) for group in kept), len(problem))


def fewest_groups(problem: GroupingProblem, run: Run) -> tuple[Groups, int, bool]:
    """Groups of a connected component, a proven lower bound on their number, and completeness.

    The bound is the larger of ``ceil(n / k)`` and the rounded-up relaxation of set covering
    (:mod:`siaga.planning.grouping.cover`), the second only looked at when the first is not met.
    """
    n = len(problem)
    floor = math.ceil(n / problem.capacity)
    if n == 1 or problem.capacity == 1:
        return tuple((station,) for station in range(n)), n, True
    groups = greedy_groups(problem)
    groups = _search(problem, groups, floor, run)
    if len(groups) == floor:
        return groups, floor, True
    if run.expired():
        return groups, floor, False
    from siaga.planning.grouping.cover import cover_bound

    cover = cover_bound(problem, groups, run)
    if cover.groups:
        groups = cover.groups
    return groups, min(cover.fewest, len(groups)), cover.complete and not run.expired()


def quick_groups(problem: GroupingProblem, run: Run) -> Groups:
    """Few groups of a connected component without a proof: for trying many station sets."""
    groups = greedy_groups(problem)
    floor = math.ceil(len(problem) / problem.capacity)
    if problem.capacity == 1 or len(groups) == floor or run.expired():
        return groups
    return _search(problem, groups, floor, run, _QUICK_STEPS_PER_STATION, 1)


def _search(
    problem: GroupingProblem,
    groups: Groups,
    floor: int,
    run: Run,
    steps_per_station: int = _STEPS_PER_STATION,
    tries: int = _TRIES,
) -> Groups:
    """Fewer groups by annealing, one less at a time, until a try fails or ``floor`` is met."""
    from siaga.planning.grouping.annealing import anneal_conflicts

    steps = steps_per_station * len(problem)
    while len(groups) > floor:
        found: Groups = ()
        for turn in range(tries):
            if run.expired():
                return groups
            start = _squeezed(problem, groups, len(groups) - 1, turn)
            clashes, labels = anneal_conflicts(problem, start, steps, run.seed + turn)
            if clashes == 0:
                found = as_groups(labels)
                break
        if not found:
            return groups
        groups = found
    return groups
