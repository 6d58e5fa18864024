"""The whole way from an operation to a plan, as the command line and the server run it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from siaga.geo.sources import travel_times
from siaga.geo.travel import TravelTimes
from siaga.model.locks import Locks
from siaga.model.operation import Operation
from siaga.model.plan import Bound, Plan, Requirement
from siaga.model.run import Run
from siaga.planning.assignment import assign_officers
from siaga.planning.held_posts import hold_posts
from siaga.planning.locks import check_room, held_officers, held_teams, require_locks
from siaga.planning.openings import duty_openings, post_openings, reserve_openings
from siaga.planning.posts import plan_posts
from siaga.planning.requirement import compute_requirement
from siaga.planning.reserves import place_reserves, with_officers
from siaga.planning.shortage import fit_to_force
from siaga.planning.supervision import build_supervision, supervision_openings
from siaga.risk.scoring import score_stations
from siaga.simulation.stress import stress_test

STRESS_DAYS: Final = 10_000
"""Voting days played against each plan."""


def plan_operation(
    operation: Operation,
    *,
    run: Run | None = None,
    travel: TravelTimes | None = None,
    stress_days: int = STRESS_DAYS,
    locks: Locks | None = None,
) -> Plan:
    """Plan ``operation`` in all steps (DESIGN.md section 4).

    An infeasible operation gets the best plan there is and its shortage; it is not an error. When
    ``run`` expires or is cancelled, the steps left take their quickest valid answer, the stress
    test is left out, and ``plan.complete`` is False. With ``stress_days`` 0 nobody wants the stress
    test: it is left out and the plan is complete without it.

    Every lock of ``locks`` is kept exactly, the rest is planned around them as well as can be; the
    bounds are those of plans that keep the locks.

    Raises:
        InputError: a lock contradicts the operation; every such lock is named.
    """
    run = run or Run()
    locks = locks or Locks()
    require_locks(operation, locks)
    travel = travel or travel_times(operation)
    run.progress("risk", 0.0)
    risk = score_stations(operation, travel)
    requirement = compute_requirement(operation, risk)
    kept = hold_posts(operation, risk, travel, locks)
    grouped = plan_posts(operation, risk, travel, run=run, held=kept)
    fitted = fit_to_force(
        operation, risk, travel, grouped, officers_for_posts(requirement), run=run
    )
    run.found((*grouped.bounds, *fitted.bounds))
    run.progress("reserves", 0.0)
    reserves, reserve_bounds = place_reserves(
        operation, risk, travel, run=run, held=held_teams(locks)
    )
    run.found(reserve_bounds)
    openings = (
        *supervision_openings(operation, fitted.posts),
        *post_openings(operation, fitted.posts),
        *duty_openings(operation),
        *reserve_openings(operation, reserves),
    )
    held = held_officers(locks, fitted.posts, reserves)
    check_room(openings, held)
    run.progress("assignment", 0.0)
    assignment = assign_officers(operation, openings, travel, run=run, held=held)
    run.found(assignment.bounds)
    bounds: tuple[Bound, ...] = (
        *grouped.bounds,
        *fitted.bounds,
        *reserve_bounds,
        *assignment.bounds,
    )
    plan = Plan(
        operation=operation.id,
        seed=run.seed,
        complete=grouped.complete and fitted.complete and assignment.complete,
        vulnerability=risk.stations,
        requirement=requirement,
        posts=fitted.posts,
        placements=assignment.placements,
        shortage=fitted.shortage,
        reserves=with_officers(reserves, assignment.placements),
        supervision=build_supervision(operation, fitted.posts, assignment.placements),
        stress=None,
        bounds=bounds,
        unfilled=assignment.unfilled,
        locks=locks,
    )
    if run.expired():
        return replace(plan, complete=False)
    if stress_days == 0:
        return plan
    stress = stress_test(operation, plan, travel, days=stress_days, run=run)
    return replace(plan, stress=stress)


def officers_for_posts(requirement: Requirement) -> int:
    """Officers left for posts once duties, reserve and supervision have theirs; never negative."""
    taken = (
        requirement.duty_officers + requirement.reserve_officers + requirement.supervision_officers
    )
    return max(0, requirement.available - taken)
