"""Which district each BKO team serves in.

A team's officers hardly differ from others of their unit, so the best assignment without the rule
that keeps teams together tells how many officers of the unit every district takes. Whole teams are
packed into those numbers; with every team's district fixed the rest is the easy problem again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from siaga.planning.assignment_problem import Problem, cluster_of
from siaga.planning.assignment_rules import SOFT_BREACH_MINUTES

IntArray = NDArray[np.int64]


def without_teams(problem: Problem) -> Problem:
    """The same problem with no team kept together: a relaxation."""
    return replace(problem, team=np.full_like(problem.team, -1))


def fix_teams(problem: Problem, cluster_of_team: IntArray) -> Problem:
    """The same problem with each team's officers allowed in its cluster alone: a restriction."""
    teamed = np.flatnonzero(problem.team >= 0)
    elsewhere = cluster_of_team[problem.team[teamed], None] != problem.cluster[None, :]
    cost = problem.cost.copy()
    cost[teamed] = np.where(elsewhere, np.inf, cost[teamed])
    return replace(without_teams(problem), cost=cost)


def join_teams(problem: Problem, serving: Mapping[str, frozenset[str]]) -> Problem:
    """The same problem with teams that partly serve already kept to the districts they serve in.

    ``serving[team]`` names those districts (or bases, see
    :func:`siaga.planning.assignment_problem.cluster_of`). Elsewhere is forbidden, or costs a breach
    where the rule is soft; the other teams choose freely.
    """
    if not serving:
        return problem
    cost, team = problem.cost.copy(), problem.team.copy()
    places = np.array([cluster_of(need.opening) for need in problem.needs])
    extra = np.inf if problem.teams_hard else SOFT_BREACH_MINUTES
    for c, members in enumerate(problem.classes):
        districts = serving.get(members[0].team)
        if districts and team[c] >= 0:
            cost[c] += np.where(np.isin(places, list(districts)), 0.0, extra)
            team[c] = -1
    numbers = np.unique(team[team >= 0])
    team = np.where(team >= 0, np.searchsorted(numbers, team), -1)
    return replace(problem, cost=cost, team=team)


def pack_teams(problem: Problem, count: IntArray) -> IntArray:
    """``cluster[team]`` such that fewest officers exceed what ``count[c, o]`` sends there.

    An officer too many is the dearer the farther the district is from the unit.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import coo_array

    teams, clusters = problem.teams, problem.clusters
    units = int(problem.unit.max()) + 1
    sent = np.zeros((units, clusters))
    np.add.at(sent, (problem.unit[:, None], problem.cluster[None, :]), count)
    people = np.zeros((teams, units))
    teamed = problem.team >= 0
    np.add.at(people, (problem.team[teamed], problem.unit[teamed]), problem.count[teamed])
    # Variables: z[t, k], then the officers too many, over[u, k].
    z = np.arange(teams * clusters).reshape(teams, clusters)
    over = z.size + np.arange(units * clusters).reshape(units, clusters)
    t, u = np.nonzero(people)
    rows = [np.repeat(np.arange(teams), clusters), over.reshape(-1) - z.size + teams]
    columns = [z.reshape(-1), over.reshape(-1)]
    values = [np.ones(z.size), -np.ones(over.size)]
    rows.append((teams + u[:, None] * clusters + np.arange(clusters)).reshape(-1))
    columns.append(z[t].reshape(-1))
    values.append(np.repeat(people[t, u], clusters))
    matrix = coo_array(
        (np.concatenate(values), (np.concatenate(rows), np.concatenate(columns))),
        shape=(teams + over.size, z.size + over.size),
    )
    solution = milp(
        np.concatenate([np.zeros(z.size), 1.0 + _minutes_apart(problem, units).reshape(-1)]),
        integrality=np.concatenate([np.ones(z.size), np.zeros(over.size)]),
        bounds=Bounds(0, np.concatenate([np.ones(z.size), np.full(over.size, np.inf)])),
        constraints=LinearConstraint(
            matrix.tocsr(),
            np.concatenate([np.ones(teams), np.full(over.size, -np.inf)]),
            np.concatenate([np.ones(teams), sent.reshape(-1)]),
        ),
        options={"node_limit": 2_000, "mip_rel_gap": 0.0},
    )
    if solution.x is None:
        return np.full(teams, int(sent.sum(axis=0).argmax()), dtype=np.int64)
    return solution.x[: z.size].reshape(teams, clusters).argmax(axis=1).astype(np.int64)


def _minutes_apart(problem: Problem, units: int) -> NDArray[np.float64]:
    """``minutes[unit, cluster]`` of the nearest opening, as a share of the longest."""
    apart = np.full((units, problem.clusters), np.inf)
    nearest = np.full((len(problem.classes), problem.clusters), np.inf)
    for k in range(problem.clusters):
        nearest[:, k] = problem.cost[:, problem.cluster == k].min(axis=1, initial=np.inf)
    np.minimum.at(apart, problem.unit, nearest)
    finite = np.isfinite(apart)
    top = max(1.0, float(apart[finite].max(initial=1.0)))
    return np.where(finite, apart / top, 100.0)
