"""The stress test's engine beside SimPy on the same incidents: ``python -m benchmarks.stress``."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.measure import ROOT, table
from benchmarks.peers.simpy_day import simulate_with_simpy
from siaga.geo.sources import travel_times
from siaga.intake.folder import load_operation
from siaga.pipeline import plan_operation
from siaga.simulation.engine import Answers, simulate
from siaga.simulation.incidents import Incidents, draw_incidents
from siaga.simulation.stress import stress_test
from siaga.simulation.teams import Teams, teams_of

DAYS = 10_000
PEER_DAYS = 1_000


def section() -> str:
    """Whole stress test, then both engines on the same days."""
    operation = load_operation(ROOT / Path("examples/banyuasin"))
    travel = travel_times(operation)
    plan = plan_operation(operation, travel=travel, stress_days=1)
    started = time.perf_counter()
    stress_test(operation, plan, travel, days=DAYS)
    whole = time.perf_counter() - started
    teams = teams_of(operation, plan.posts, plan.reserves.teams, plan.unfilled, travel)
    incidents = draw_incidents(operation, plan, PEER_DAYS, plan.seed)
    ours, fast = _timed(simulate, incidents, teams)
    peer, slow = _timed(simulate_with_simpy, incidents, teams)
    same = np.array_equal(ours.arrival, peer.arrival) and np.array_equal(ours.team, peer.team)
    rows = [
        (f"whole stress test, {DAYS:,} days, both plans", f"{whole:.2f} s", "", ""),
        (
            f"engine, {PEER_DAYS:,} days, {len(incidents.minute):,} incidents",
            f"{fast * 1000:.1f} ms",
            f"SimPy {slow * 1000:.0f} ms",
            f"{slow / fast:.0f} times faster",
        ),
        ("same teams and arrivals, to the bit", "yes" if same else "NO", "", ""),
    ]
    return table(("what", "Siaga", "peer", "ratio"), rows) + "\n"


def _timed(
    engine: Callable[[Incidents, Teams], Answers], incidents: Incidents, teams: Teams
) -> tuple[Answers, float]:
    started = time.perf_counter()
    answers = engine(incidents, teams)
    return answers, time.perf_counter() - started


if __name__ == "__main__":
    print(section())
