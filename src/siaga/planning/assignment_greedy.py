"""A valid assignment at once: openings by priority, each with the nearest who fit.

The exact method begins here, and ends here when there is no time for more.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from siaga.planning.assignment_problem import Problem
from siaga.planning.assignment_rules import SOFT_BREACH_MINUTES


def greedy_counts(problem: Problem) -> NDArray[np.int64]:
    """``count[c, o]`` that breaks no hard rule.

    Where teams must keep together, the first of a team to be seated binds all the others, who may
    then find nothing to do in that district while places stay empty elsewhere. So two more ways are
    tried, each team as a whole after the own strength and before it; the best of the three holds.
    """
    everyone = np.ones(len(problem.count), dtype=np.bool_)
    mixed = _Seating(problem)
    mixed.fill(everyone)
    if not problem.teams_hard or problem.teams == 0:
        return mixed.count
    last, first = _Seating(problem), _Seating(problem)
    last.fill(problem.team < 0)
    for seating in (last, first):
        for team in range(problem.teams):
            seating.seat_team(team)
        seating.fill(everyone)
    found = (mixed.count, last.count, first.count)
    return min(found, key=lambda count: value_of(problem, count))


class _Seating:
    """An assignment that grows: who is left, who sits where, which district holds which team."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.left = problem.count.copy()
        self.count = np.zeros(problem.cost.shape, dtype=np.int64)
        self.cluster_of_team = np.full(problem.teams, -1, dtype=np.int64)
        self.order = np.lexsort((np.arange(len(problem.size)), -problem.empty_weight))

    def fill(self, allowed: NDArray[np.bool_]) -> None:
        """Fill empty places from the classes ``allowed[c]``, the heaviest places first."""
        problem = self.problem
        for o in self.order:
            rules = np.flatnonzero(problem.rule_opening == o)
            for _ in range(int(problem.size[o] - self.count[:, o].sum())):
                there = self.count[:, o]
                left = np.where(allowed, self.left, 0)
                chosen = _pick(problem, int(o), rules, left, there, self.cluster_of_team)
                if chosen is None:
                    break
                self.left[chosen] -= 1
                self.count[chosen, o] += 1
                if problem.team[chosen] >= 0:
                    self.cluster_of_team[problem.team[chosen]] = problem.cluster[o]

    def seat_team(self, team: int) -> None:
        """Put ``team`` into the district where its officers fill the places that weigh most."""
        problem = self.problem
        members = problem.team == team
        empty = problem.size - self.count.sum(axis=0)
        cost = problem.cost[members].min(axis=0, initial=np.inf)
        gain = np.where(np.isfinite(cost), problem.empty_weight - cost, 0.0)
        places = np.repeat(np.arange(len(empty)), empty)
        places = places[np.argsort(-gain[places], kind="stable")]
        best, most = -1, 0.0
        for cluster in np.unique(problem.cluster[places]):
            here = places[problem.cluster[places] == cluster][: int(self.left[members].sum())]
            if gain[here].sum() > most:
                best, most = int(cluster), float(gain[here].sum())
        if best >= 0:
            self.cluster_of_team[team] = best
            self.fill(members)


def _pick(
    problem: Problem,
    o: int,
    rules: NDArray[np.int64],
    left: NDArray[np.int64],
    there: NDArray[np.int64],
    cluster_of_team: NDArray[np.int64],
) -> int | None:
    """The class the next officer at ``o`` comes from; None when no rule-abiding one is left."""
    spare = problem.limit[:, o] - there
    fits = (left > 0) & (spare + problem.home_limit[:, o] > 0)
    teamed = problem.team >= 0
    if problem.teams_hard:
        bound = cluster_of_team[problem.team[teamed]]
        fits[teamed] &= (bound < 0) | (bound == problem.cluster[o])
    cost = problem.cost[:, o] + np.where(spare > 0, 0.0, problem.home_penalty)
    for s in rules:
        weight = problem.rule_weight[s]
        reached = float(weight @ there)
        if not problem.rule_soft[s]:
            fits &= reached + weight >= problem.rule_least[s]
        elif reached < problem.rule_least[s]:
            cost = cost - SOFT_BREACH_MINUTES * weight
    cost = np.where(fits, cost, np.inf)
    best = int(np.argmin(cost))
    return best if np.isfinite(cost[best]) else None


def value_of(problem: Problem, count: NDArray[np.int64]) -> float:
    """What ``count`` weighs, as the program of :mod:`siaga.planning.assignment_model` counts it."""
    at_home = np.maximum(0, count - problem.limit)
    travelled = np.where(count > 0, problem.cost, 0.0)
    value = float((travelled * count).sum() + problem.home_penalty * at_home.sum())
    value += float(problem.idle_cost @ (problem.count - count.sum(axis=1)))
    empty = problem.size - count.sum(axis=0)
    value += float(problem.empty_weight @ empty)
    value += problem.last_weight * int(((empty == problem.size) & (problem.size > 0)).sum())
    for s in np.flatnonzero(problem.rule_soft):
        reached = problem.rule_weight[s] @ count[:, problem.rule_opening[s]]
        value += SOFT_BREACH_MINUTES * max(0.0, float(problem.rule_least[s] - reached))
    return value + SOFT_BREACH_MINUTES * scattered(problem, count)


def scattered(problem: Problem, count: NDArray[np.int64]) -> int:
    """Districts beyond the first that BKO teams are spread over, all teams together."""
    extra = 0
    for team in range(problem.teams):
        used = count[problem.team == team].sum(axis=0) > 0
        extra += max(0, len(np.unique(problem.cluster[used])) - 1)
    return extra


def least_value(problem: Problem) -> float:
    """A lower bound at once: every place at its cheapest, whoever else wants the same officers."""
    nearest = problem.cost.min(axis=0, initial=np.inf)
    return float(np.minimum(nearest, problem.empty_weight) @ problem.size)
