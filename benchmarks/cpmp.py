"""Capacitated p-median on the 41 published instances, against the best values known.

::

    python -m benchmarks.cpmp                        all, at most 60 seconds each
    python -m benchmarks.cpmp --only SJC --only u724_010
    python -m benchmarks.cpmp --peer                 beside one MIP of HiGHS with the same limit
    python -m benchmarks.cpmp --json cpmp.json       keep the figures

One thread. The compiled code is loaded (on the very first run: compiled) before the clock starts.
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.cpmp_data import BEST_KNOWN, Instance, gap_to_best_known, read_cpmp
from benchmarks.measure import table
from siaga.model.run import Run
from siaga.planning.facility.capacitated import capacitated_p_median
from siaga.planning.facility.result import FacilityResult

HEADER = ("instance", "best known", "ours", "gap %", "bound gap %", "seconds", "CPU seconds")
Row = dict[str, float | str | bool]
SECONDS = 60.0
PEER_INSTANCES = ("SJC2", "lin318_040", "u724_200")


def solve(instance: Instance, seconds: float) -> tuple[FacilityResult, float, float]:
    """Our result, its wall time and its processor time in seconds."""
    started, used = time.perf_counter(), time.process_time()
    result = capacitated_p_median(
        instance.cost,
        instance.demand,
        instance.capacity,
        p=instance.p,
        run=Run(time_limit=seconds),
    )
    return result, time.perf_counter() - started, time.process_time() - used


def check(instance: Instance, result: FacilityResult) -> None:
    """Count afresh; RuntimeError when the allocation is not what the result says."""
    load = np.bincount(result.allocation, weights=instance.demand, minlength=instance.capacity.size)
    total = instance.cost[np.arange(instance.demand.size), result.allocation].sum()
    right = (
        np.unique(result.sites).size == instance.p
        and np.isin(result.allocation, result.sites).all()
        and (load <= instance.capacity + 1e-9).all()
        and abs(total - result.objective) <= 1e-6 * total
        and result.bound <= result.objective
    )
    if not right:
        raise RuntimeError("the allocation breaks its own constraints")


def peer_value(instance: Instance, seconds: float) -> float:
    """Best value of the textbook MIP (x[i, j] <= y[j]) in HiGHS; inf when it finds none."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import coo_array

    n = instance.demand.size
    i, j = np.divmod(np.arange(n * n), n)
    x = np.arange(n * n)
    once = coo_array((np.ones(n * n), (i, x)), shape=(n, n * n + n))
    room = coo_array(
        (
            np.concatenate([instance.demand[i], -instance.capacity]),
            (np.concatenate([j, np.arange(n)]), np.concatenate([x, n * n + np.arange(n)])),
        ),
        shape=(n, n * n + n),
    )
    opened = coo_array((np.ones(n), (np.zeros(n, int), n * n + np.arange(n))), shape=(1, n * n + n))
    linked = coo_array(
        (
            np.concatenate([np.ones(n * n), -np.ones(n * n)]),
            (np.concatenate([x, x]), np.concatenate([x, n * n + j])),
        ),
        shape=(n * n, n * n + n),
    )
    answer = milp(
        np.concatenate([instance.cost.ravel(), np.zeros(n)]),
        integrality=np.ones(n * n + n),
        bounds=Bounds(0, 1),
        constraints=[
            LinearConstraint(once, 1, 1),
            LinearConstraint(room, -np.inf, 0),
            LinearConstraint(opened, instance.p, instance.p),
            LinearConstraint(linked, -np.inf, 0),
        ],
        options={"time_limit": seconds},
    )
    return math.inf if answer.x is None else float(answer.fun)


def measure_one(name: str, seconds: float, peer: bool) -> Row:
    """All figures of one instance."""
    instance = read_cpmp(name)
    result, wall, used = solve(instance, seconds)
    check(instance, result)
    row: Row = {
        "instance": name,
        "best_known": BEST_KNOWN[name],
        "objective": result.objective,
        "bound": result.bound,
        "gap": gap_to_best_known(name, result.objective),
        "bound_gap": result.gap,
        "seconds": wall,
        "cpu_seconds": used,
        "complete": result.complete,
    }
    if peer:
        started = time.perf_counter()
        value = peer_value(instance, seconds)
        found = math.isfinite(value)
        row["peer_gap"] = gap_to_best_known(name, value) if found else math.inf
        row["peer_seconds"] = time.perf_counter() - started
    return row


def cells(row: Row) -> list[object]:
    """One line of the table."""
    line: list[object] = [row["instance"], row["best_known"], f"{row['objective']:.2f}"]
    line += [f"{100 * float(row[key]):.3f}" for key in ("gap", "bound_gap")]
    line += [f"{row[key]:.1f}" for key in ("seconds", "cpu_seconds")]
    if "peer_gap" in row:
        line += [f"{100 * float(row['peer_gap']):.3f}", f"{row['peer_seconds']:.1f}"]
    return line


def report(rows: Sequence[Row], peer: bool = False) -> str:
    """The table and the means, as Markdown."""
    header = HEADER + (("MIP gap %", "MIP seconds") if peer else ())
    mean = statistics.fmean(float(row["gap"]) for row in rows)
    mean_bound = statistics.fmean(float(row["bound_gap"]) for row in rows)
    return (
        f"{table(header, [cells(row) for row in rows])}\n\n"
        f"Mean gap to best known {100 * mean:.3f} %, "
        f"mean gap to our bound {100 * mean_bound:.3f} %.\n"
    )


def section() -> str:
    """All instances at a minute each, and three of them beside one MIP of HiGHS."""
    solve(read_cpmp("cpmp05"), SECONDS)
    alone = [measure_one(name, SECONDS, False) for name in BEST_KNOWN]
    beside = [measure_one(name, SECONDS, True) for name in PEER_INSTANCES]
    return f"{report(alone)}\nBeside one MIP of HiGHS, same limit:\n\n{report(beside, True)}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print the table and the means."""
    parser = argparse.ArgumentParser(description="Capacitated p-median, published instances.")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="limit for each instance")
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="name's start")
    parser.add_argument("--peer", action="store_true", help="also one MIP of HiGHS")
    parser.add_argument("--json", type=Path, help="write the figures here")
    options = parser.parse_args(arguments)
    names = [
        name
        for name in BEST_KNOWN
        if not options.only or any(name.startswith(start) for start in options.only)
    ]
    if not names:
        parser.error(f"no instance starts with {', '.join(options.only)}")
    solve(read_cpmp("cpmp05"), 60.0)
    rows: list[Row] = []
    for name in names:
        rows.append(measure_one(name, options.seconds, options.peer))
        print("  ".join(str(cell) for cell in cells(rows[-1])), flush=True)
    print(f"\n{report(rows, options.peer)}")
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
