"""A plan by the real steps, with reserve teams that a test chooses and without the stress test."""

from __future__ import annotations

from siaga.geo.sources import travel_times
from siaga.model.operation import Operation
from siaga.model.plan import Plan, Reserves
from siaga.model.run import Run
from siaga.pipeline import officers_for_posts
from siaga.planning.assignment import assign_officers
from siaga.planning.openings import duty_openings, post_openings, reserve_openings
from siaga.planning.posts import plan_posts
from siaga.planning.requirement import compute_requirement
from siaga.planning.shortage import fit_to_force
from siaga.planning.supervision import build_supervision, supervision_openings
from siaga.risk.scoring import score_stations


def plan_steps(operation: Operation, reserves: Reserves) -> Plan:
    """Every step but the placing of reserves and the stress test."""
    run, travel = Run(), travel_times(operation)
    risk = score_stations(operation, travel)
    need = compute_requirement(operation, risk)
    grouped = plan_posts(operation, risk, travel, run=run)
    fitted = fit_to_force(operation, risk, travel, grouped, officers_for_posts(need), run=run)
    openings = (
        *supervision_openings(operation, fitted.posts),
        *post_openings(operation, fitted.posts),
        *duty_openings(operation),
        *reserve_openings(operation, reserves),
    )
    found = assign_officers(operation, openings, travel, run=run)
    return Plan(
        operation=operation.id,
        seed=run.seed,
        complete=True,
        vulnerability=risk.stations,
        requirement=need,
        posts=fitted.posts,
        placements=found.placements,
        shortage=fitted.shortage,
        reserves=reserves,
        supervision=build_supervision(operation, fitted.posts, found.placements),
        stress=None,
        bounds=(*grouped.bounds, *found.bounds),
        unfilled=found.unfilled,
    )
