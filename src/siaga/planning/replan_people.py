"""People after the changes: everyone stays who can, gaps are filled with the fewest moves.

The assignment of :mod:`siaga.planning.assignment_model` once more, one class per officer. Staying
is free, any other place costs :data:`siaga.planning.assignment_rules.MOVE_MINUTES`, and a place
left empty weighs many moves; so gaps are filled first, by priority, with as few people moved as
that takes, and among those the nearest. Nobody moves to mend a soft rule. Without spare officers
the reserve is thinned first, then static duties, then the least threatened posts.

First only moves into gaps, and idle officers anywhere, are looked at. Where that leaves no more
places empty than there are officers missing, those of least priority, and moves no more people
than must come (:func:`fewest_moves`), no other plan can do better, and the whole problem need not
be opened.
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
from siaga.planning.assignment_search import least_relaxed, optimise, solve_over

_AWAY = -1
"""Stands for "at no opening": a spare officer, a new one, or one whose place is gone."""


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
        [position.get(before.get(members[0].id, _AWAY), _AWAY) for members in problem.classes],
        dtype=np.int64,
    )
    homeless = np.array([m[0].id in displaced for m in problem.classes], dtype=np.bool_)
    minutes = journeys.only(open_).of(problem.classes)
    priced = _price_moves(problem, minutes, stay, homeless)
    likely = _likely(priced, stay)
    count = solve_over(priced, minutes, likely, run)
    complete = True
    if count is None or not _is_certain(priced, count, stay, homeless):
        optimum = optimise(priced, minutes, run, fair=False, likely=likely)
        count, complete = optimum.count, optimum.complete
    at: list[list[Officer]] = [list(there) for there in bound]
    for c, i in zip(*np.nonzero(count), strict=True):
        at[open_[i]].append(problem.classes[c][0])
    for o, there in enumerate(at):
        stayed = [officer for officer in there if before.get(officer.id) == o]
        came = [officer for officer in there if before.get(officer.id) != o]
        at[o] = sorted(stayed, key=_by_id) + sorted(came, key=_by_id)
    fewest = fewest_moves(priced, count, stay, homeless)
    if fewest < count_moves(count, stay, homeless):
        fewest = max(fewest, _proven_moves(priced, count, stay, homeless, run))
    return RepairedPeople(
        wanted,
        tuple(map(tuple, at)),
        before,
        displaced,
        journeys,
        fewest,
        complete,
    )


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
        o = places.get((placement.role, placement.place), _AWAY)
        if o != _AWAY and np.isfinite(journeys.way(officer.unit, o)[0]):
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
    serving = np.flatnonzero(stay != _AWAY)
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
        at_work = members[stay[members] != _AWAY]
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


def _is_certain(
    problem: Problem,
    count: NDArray[np.int64],
    stay: NDArray[np.int64],
    homeless: NDArray[np.bool_],
) -> bool:
    """Whether no assignment at all can leave less empty, or as little with fewer moves."""
    empty = problem.size - count.sum(axis=0)
    missing = max(0, int(problem.size.sum() - problem.count.sum()))
    order = np.argsort(problem.empty_weight, kind="stable")
    before = np.cumsum(problem.size[order]) - problem.size[order]
    least = np.clip(missing - before, 0, problem.size[order]) @ problem.empty_weight[order]
    if empty.sum() > missing or empty @ problem.empty_weight > least:
        return False
    moves = count_moves(count, stay, homeless)
    return moves <= fewest_moves(problem, count, stay, homeless)


def count_moves(
    count: NDArray[np.int64], stay: NDArray[np.int64], homeless: NDArray[np.bool_]
) -> int:
    """People who do not stay where they were, the idle who are given a place included."""
    serving = np.flatnonzero(stay != _AWAY)
    stayed = int(count[serving, stay[serving]].sum())
    idle = (stay == _AWAY) & ~homeless
    return len(serving) - stayed + int(homeless.sum()) + int(count[idle].sum())


def fewest_moves(
    problem: Problem,
    count: NDArray[np.int64],
    stay: NDArray[np.int64],
    homeless: NDArray[np.bool_],
) -> int:
    """Moves that no assignment which fills as many of each opening can do without.

    Whose place is gone moves in any case. Somebody must come for everyone missing. Beside those
    who come into gaps there are those who fit into none: the ones whose place is gone, and the
    idle who are needed all the same and then take the place of another, who moves too.
    """
    serving = np.flatnonzero(stay != _AWAY)
    there = np.bincount(stay[serving], minlength=len(problem.size))
    arrivals = int(np.maximum(0, count.sum(axis=0) - there).sum())
    surplus = int(np.maximum(0, there - problem.size).sum())
    gaps: NDArray[np.bool_] = np.asarray(there < problem.size)[None, :] & (
        np.isfinite(problem.cost) & (problem.limit + problem.home_limit > 0)
    )
    fits = np.asarray(gaps.any(axis=1), dtype=np.bool_)
    idle_needed = int(count.sum()) - len(serving) - int(fits[stay == _AWAY].sum())
    elsewhere = max(0, idle_needed, int((homeless & ~fits).sum()))
    return max(arrivals + elsewhere, int(homeless.sum()), surplus)


def _proven_moves(
    problem: Problem,
    count: NDArray[np.int64],
    stay: NDArray[np.int64],
    homeless: NDArray[np.bool_],
    run: Run,
) -> int:
    """Moves no assignment that leaves as little empty as ``count`` can do without.

    From the relaxation in which only moves and empty places weigh anything.
    """
    if run.expired():
        return 0
    weight = np.where(homeless, 0.0, MOVE_MINUTES)[:, None]
    cost = np.where(np.isfinite(problem.cost), weight, np.inf)
    serving = np.flatnonzero(stay != _AWAY)
    cost[serving, stay[serving]] = 0.0
    hard = np.flatnonzero(~problem.rule_soft)
    bare = replace(
        problem,
        cost=cost,
        home_penalty=0.0,
        rule_opening=problem.rule_opening[hard],
        rule_weight=problem.rule_weight[hard],
        rule_least=problem.rule_least[hard],
        rule_soft=problem.rule_soft[hard],
    )
    bound = least_relaxed(bare, run, _likely(bare, stay))
    left = bound - float((problem.size - count.sum(axis=0)) @ problem.empty_weight)
    return int(homeless.sum()) + max(0, int(np.ceil(left / MOVE_MINUTES - 1e-4)))


def _likely(problem: Problem, stay: NDArray[np.int64]) -> NDArray[np.bool_]:
    """``likely[c, o]``: staying, anybody to where somebody is missing, the idle to anywhere.

    So it holds every chain of two: an idle officer takes the place of one who fills a gap.
    """
    likely = np.zeros(problem.cost.shape, dtype=np.bool_)
    serving = np.flatnonzero(stay != _AWAY)
    likely[serving, stay[serving]] = True
    likely[stay == _AWAY] = True
    likely[:, np.bincount(stay[serving], minlength=len(problem.size)) < problem.size] = True
    return likely


def _by_id(officer: Officer) -> str:
    return officer.id
