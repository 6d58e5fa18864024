"""A plan mended after drop-outs, on both Banyuasin examples: ``python -m benchmarks.replan``.

Ten officers drawn at random drop out, many times over. Beside the repair stands what one would do
without it: plan the assignment of the whole force anew.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.measure import table
from benchmarks.planned import Planned, planned
from siaga.model.changes import Changes
from siaga.model.plan import Placement, Role
from siaga.model.run import Run
from siaga.planning.assignment import assign_officers
from siaga.planning.replan import replan
from siaga.planning.replan_operation import apply_changes

EXAMPLES = ("examples/banyuasin", "examples/banyuasin-2024-02")
DROPS = 10
RUNS = 20
SEED = 20241127


def elsewhere(before: Sequence[Placement], after: Sequence[Placement]) -> int:
    """Officers whose place differs."""
    was = {p.officer: (p.role, p.place) for p in before}
    return sum(was.get(p.officer) != (p.role, p.place) for p in after)


def repairs(case: Planned) -> list[Sequence[str]]:
    """Random drop-outs mended, and the whole assignment made anew for the first of them."""
    rng = np.random.default_rng(SEED)
    serving = [p.officer for p in case.plan.placements if p.role is not Role.SPARE]
    clock, moves, bounds, short = [], [], [], []
    first: Changes | None = None
    for _ in range(RUNS):
        drawn = rng.choice(len(serving), DROPS, replace=False)
        changes = Changes(dropped=tuple(serving[n] for n in sorted(drawn)))
        first = first or changes
        started = time.perf_counter()
        found = replan(case.operation, case.plan, case.travel, changes, run=Run())
        clock.append(time.perf_counter() - started)
        (bound,) = [b for b in found.plan.bounds if b.step == "replan.moves"]
        moves.append(bound.value)
        bounds.append(bound.bound)
        short.append(sum(found.plan.unfilled.values()))
    changed = apply_changes(case.operation, first or Changes())
    started = time.perf_counter()
    anew = assign_officers(changed, case.openings, case.travel, run=Run())
    seconds = time.perf_counter() - started
    return [
        (
            "repair", f"{statistics.median(clock):.3f}", f"{max(clock):.3f}",
            f"{statistics.mean(moves):.1f}", f"{statistics.mean(bounds):.1f}",
            f"{statistics.mean(short):.1f}",
        ),
        (
            "whole assignment anew", f"{seconds:.2f}", "",
            f"{elsewhere(case.plan.placements, anew.placements)}", "",
            f"{sum(anew.unfilled.values())}",
        ),
    ]  # fmt: skip


def section(examples: Sequence[str] = EXAMPLES) -> str:
    """The table."""
    rows = []
    for folder in examples:
        case = planned(folder)
        rows += [(f"{Path(folder).name}: {row[0]}", *row[1:]) for row in repairs(case)]
    header = ("example and method", "seconds, median", "longest", "officers moved",
              "proven least", "places short")  # fmt: skip
    note = (
        f"Target: 0.5 s after {DROPS} drop-outs. {RUNS} draws of {DROPS} officers; means of moves."
    )
    return f"{table(header, rows)}\n\n{note}\n"


if __name__ == "__main__":
    print(section(sys.argv[1:] or EXAMPLES))
