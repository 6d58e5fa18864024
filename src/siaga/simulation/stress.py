"""Stress test: voting day many times over, the plan beside a naive plan on the same incidents."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from siaga.geo.travel import TravelTimes
from siaga.model.operation import Operation
from siaga.model.plan import Plan, ResponseTimes, StressTest
from siaga.model.run import Run
from siaga.simulation.incidents import Incidents, draw_incidents
from siaga.simulation.naive import naive_posts, naive_reserves
from siaga.simulation.teams import teams_of

if TYPE_CHECKING:
    from siaga.simulation.engine import Answers

BATCHES: Final = 40
"""Batches of days for the intervals (batch means; Law 2015, section 9.5)."""

STUDENT_95: Final = 2.023
"""Student's t, 97.5 %, with 39 degrees of freedom."""


def stress_test(
    operation: Operation,
    plan: Plan,
    travel: TravelTimes,
    *,
    days: int = 10_000,
    run: Run | None = None,
) -> StressTest:
    """Play ``days`` voting days against ``plan`` and against a naive plan.

    Both answer the same incidents (common random numbers), so that their difference is the plans'
    and not the dice's. Raises ValueError when ``days`` is below 1.
    """
    # Compiled code: loaded when there is something to play.
    from siaga.simulation.engine import simulate

    if days < 1:
        raise ValueError(f"days is {days}; play at least 1")
    run = run or Run()
    run.progress("stress", 0.0)
    incidents = draw_incidents(operation, plan, days, run.seed)
    ours = teams_of(operation, plan.posts, plan.reserves.teams, plan.unfilled, travel)
    plain = teams_of(
        operation, naive_posts(operation, plan), naive_reserves(operation, plan), {}, travel
    )
    target = operation.targets.response_minutes
    answered = response_times(incidents, simulate(incidents, ours), target)
    run.progress("stress", 0.5)
    naive = response_times(incidents, simulate(incidents, plain), target)
    run.progress("stress", 1.0)
    return StressTest(days, len(incidents.minute), target, answered, naive)


def response_times(incidents: Incidents, answers: Answers, target: float) -> ResponseTimes:
    """Median, 90 % quantile and share within ``target`` minutes, each with a 95 % interval.

    An incident nobody can reach counts as infinitely late in all three. The intervals are those of
    batch means over :data:`BATCHES` runs of days; with fewer days than batches they are as wide
    as the values seen.
    """
    wait = answers.arrival - incidents.minute
    days = len(incidents.first) - 1
    edges = incidents.first[np.linspace(0, days, min(BATCHES, days) + 1).astype(np.int64)]
    batches = [wait[a:b] for a, b in pairwise(edges) if b > a]
    median = [_quantile(batch, 0.5) for batch in batches]
    p90 = [_quantile(batch, 0.9) for batch in batches]
    within = [float(np.mean(batch <= target)) for batch in batches]
    return ResponseTimes(
        median=_quantile(wait, 0.5),
        median_ci=_interval(_quantile(wait, 0.5), median, float("inf")),
        p90=_quantile(wait, 0.9),
        p90_ci=_interval(_quantile(wait, 0.9), p90, float("inf")),
        within_target=float(np.mean(wait <= target)) if len(wait) else 1.0,
        within_target_ci=_interval(
            float(np.mean(wait <= target)) if len(wait) else 1.0, within, 1.0
        ),
        unanswered=float(np.mean(~np.isfinite(wait))) if len(wait) else 0.0,
    )


def _quantile(values: NDArray[np.float64], share: float) -> float:
    """The smallest value that at least ``share`` of ``values`` do not exceed; 0 without values."""
    if not len(values):
        return 0.0
    rank = max(0, int(np.ceil(share * len(values))) - 1)
    return float(np.partition(values, rank)[rank])


def _interval(centre: float, batches: list[float], most: float) -> tuple[float, float]:
    """95 % interval of ``centre`` from the spread of its batches, within 0 and ``most``."""
    if len(batches) < BATCHES or not np.all(np.isfinite(batches)):
        return (min(batches, default=centre), max(batches, default=centre))
    half = STUDENT_95 * float(np.std(batches, ddof=1)) / float(np.sqrt(len(batches)))
    return (max(0.0, centre - half), min(most, centre + half))
