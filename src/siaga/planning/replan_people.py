"""People after the changes: everyone stays who can, gaps are filled with the fewest moves.

The assignment of :mod:`siaga.planning.assignment_model` once more, one class per officer. Staying
is free, any other place costs :data:`siaga.planning.assignment_rules.MOVE_MINUTES`, and a place
left empty weighs many moves; so gaps are filled first, by priority, with as few people moved as
that takes, and among those the nearest. Nobody moves to mend a soft rule. Without spare officers
the reserve is thinned first, then static duties, then the least threatened posts.

First only moves into gaps, and idle officers anywhere, are looked at, then also into the gaps those
leave. Where that meets the bound of :mod:`siaga.planning.replan_proof`, no other plan leaves less
empty or moves fewer people, and the whole problem need not be opened.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from siaga.geo.travel import TravelTimes
from siaga.model.force import Officer
from siaga.model.operation import Operation
from siaga.model.plan import Opening, Plan, Role
from siaga.model.run import Run
from siaga.planning.assignment_problem import (
    Journeys,
    Problem,
    measure_journeys,
    state_needs,
    state_problem,
)
from siaga.planning.assignment_rules import MOVE_MINUTES, SOFT_BREACH_MINUTES
from siaga.planning.assignment_search import optimise, solve_over
from siaga.planning.replan_proof import (
    AWAY,
    Repair,
    fewest_moves,
    is_certain,
    proven_moves,
)

_MOST_ROUNDS = 3
"""Times the likely moves are widened before all are looked at."""


@dataclass(frozen=True, slots=True)
class RepairedPeople:
    """Who serves where after the repair."""

    openings: tuple[Opening, ...]
    at: tuple[tuple[Officer, ...], ...]
    """``at[o]``: officers at each opening, those who were there first."""
    before: Mapping[str, int]
    """Officer id -> opening served at before, for those whose place is still there and within
    reach."""
    displaced: frozenset[str]
    """Officers whose place is gone or out of reach."""
    journeys: Journeys
    fewest: int
    """Moves that filling the same places can not do without."""
    complete: bool


def repair_people(
    changed: Operation, plan: Plan, openings: Sequence[Opening], travel: TravelTimes, run: Run
) -> RepairedPeople:
    """Fill ``openings`` of ``changed``, the operation after the changes."""
    wanted = tuple(opening for opening in openings if opening.size > 0)
    officers = changed.available_officers
    journeys = measure_journeys(changed, officers, wanted, travel)
    before, displaced = _locate(changed, plan, wanted, journeys)
    bound = _bind(officers, wanted)
    held = {officer.id for there in bound for officer in there}
    free = [officer for officer in officers if officer.id not in held]
    needs = state_needs(changed, wanted, bound)
    open_ = [o for o, need in enumerate(needs) if need.size > 0]
    position = {o: i for i, o in enumerate(open_)}
    problem = state_problem(
        changed,
        free,
        [needs[o] for o in open_],
        journeys.only(open_),
        frozenset(officer.id for officer in free),
    )
    stay = np.array(
        [position.get(before.get(members[0].id, AWAY), AWAY) for members in problem.classes],
        dtype=np.int64,
    )
    homeless = np.array([m[0].id in displaced for m in problem.classes], dtype=np.bool_)
    minutes = journeys.only(open_).of(problem.classes)
    repair = Repair(_price_moves(problem, minutes, stay, homeless), stay, homeless)
    count, complete = _solve(repair, minutes, run)
    at: list[list[Officer]] = [list(there) for there in bound]
    for c, i in zip(*np.nonzero(count), strict=True):
        at[open_[i]].append(problem.classes[c][0])
    for o, there in enumerate(at):
        stayed = [officer for officer in there if before.get(officer.id) == o]
        came = [officer for officer in there if before.get(officer.id) != o]
        at[o] = sorted(stayed, key=_by_id) + sorted(came, key=_by_id)
    fewest = fewest_moves(repair, count)
    if fewest < repair.moves(count):
        fewest = max(fewest, proven_moves(repair, count, run))
    return RepairedPeople(
        wanted,
        tuple(map(tuple, at)),
        before,
        displaced,
        journeys,
        fewest,
        complete,
    )


def _solve(
    repair: Repair, minutes: NDArray[np.float64], run: Run
) -> tuple[NDArray[np.int64], bool]:
    """``count[c, o]`` and whether it is proven: over likely moves, then over all."""
    likely = repair.likely()
    for _ in range(_MOST_ROUNDS):
        count = solve_over(repair.problem, minutes, likely, run)
        if count is None:
            break
        if is_certain(repair, count):
            return count, True
        # Whoever filled a gap may have left one that others can fill.
        short = count.sum(axis=0) < repair.problem.size
        if likely[:, short].all():
            break
        likely[:, short] = True
    optimum = optimise(repair.problem, minutes, run, fair=False, likely=likely)
    return optimum.count, optimum.complete


def _bind(officers: Sequence[Officer], openings: Sequence[Opening]) -> list[list[Officer]]:
    """Officers the roster binds to a duty, by opening."""
    duties = {o.place: at for at, o in enumerate(openings) if o.role is Role.DUTY}
    bound: list[list[Officer]] = [[] for _ in openings]
    for officer in officers:
        if officer.duty in duties:
            bound[duties[officer.duty]].append(officer)
    return bound


def _locate(
    changed: Operation, plan: Plan, openings: Sequence[Opening], journeys: Journeys
) -> tuple[dict[str, int], frozenset[str]]:
    """Where each available officer can stay, and who can not."""
    places = {(opening.role, opening.place): o for o, opening in enumerate(openings)}
    available = {officer.id: officer for officer in changed.available_officers}
    before: dict[str, int] = {}
    displaced = set()
    for placement in plan.placements:
        officer = available.get(placement.officer)
        if officer is None or placement.role is Role.SPARE:
            continue
        o = places.get((placement.role, placement.place), AWAY)
        if o != AWAY and np.isfinite(journeys.way(officer.unit, o)[0]):
            before[officer.id] = o
        else:
            displaced.add(officer.id)
    return before, frozenset(displaced)


def _price_moves(
    problem: Problem,
    minutes: NDArray[np.float64],
    stay: NDArray[np.int64],
    homeless: NDArray[np.bool_],
) -> Problem:
    """``problem`` with moves weighed, staying always allowed, and teams kept where they are."""
    serving = np.flatnonzero(stay != AWAY)
    at = stay[serving]
    # Who has no place any more moves in any case.
    cost = problem.cost + np.where(homeless, 0.0, MOVE_MINUTES)[:, None]
    cost[serving, at] = minutes[serving, at]
    limit, home_limit = problem.limit.copy(), problem.home_limit.copy()
    limit[serving, at], home_limit[serving, at] = 1, 0
    idle = np.zeros(len(stay))
    idle[serving] = MOVE_MINUTES
    team = problem.team.copy()
    for number in range(problem.teams):
        members = np.flatnonzero(team == number)
        at_work = members[stay[members] != AWAY]
        if len(at_work):
            used = np.unique(problem.cluster[stay[at_work]])
            away = ~np.isin(problem.cluster, used)
            extra = np.inf if problem.teams_hard else SOFT_BREACH_MINUTES
            cost[np.ix_(members, np.flatnonzero(away))] += extra
            team[members] = -1
    numbers = np.unique(team[team >= 0])
    team = np.where(team >= 0, np.searchsorted(numbers, team), -1)
    return replace(
        problem,
        cost=cost,
        limit=limit,
        home_limit=home_limit,
        idle_cost=idle,
        team=team,
        last_weight=0.0,
    )


def _by_id(officer: Officer) -> str:
    return officer.id
