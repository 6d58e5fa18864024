"""A plan of an example to measure later steps on, made once per process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from benchmarks.measure import ROOT
from siaga.geo.sources import travel_times
from siaga.geo.travel import TravelTimes
from siaga.intake.folder import load_operation
from siaga.model.operation import Operation
from siaga.model.plan import Opening, Plan
from siaga.pipeline import plan_operation
from siaga.planning.openings import duty_openings, post_openings, reserve_openings
from siaga.planning.supervision import supervision_openings


@dataclass(frozen=True)
class Planned:
    """An example with its plan and the places that were to be filled."""

    operation: Operation
    travel: TravelTimes
    plan: Plan
    openings: tuple[Opening, ...]


@cache
def planned(folder: str) -> Planned:
    """The plan of the operation in ``folder``, without its stress test."""
    operation = load_operation(ROOT / folder)
    travel = travel_times(operation)
    plan = plan_operation(operation, travel=travel, stress_days=1)
    openings = (
        *supervision_openings(operation, plan.posts),
        *post_openings(operation, plan.posts),
        *duty_openings(operation),
        *reserve_openings(operation, plan.reserves),
    )
    return Planned(operation, travel, plan, openings)
