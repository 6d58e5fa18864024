"""Grouping stations into posts, on both Banyuasin examples: ``python -m benchmarks.posts``.

Officers, travel at both levels with their proven bounds, seconds and peak memory, each run in a
process of its own. Beside it, on the same stations and limits:

- *list order*: what a spreadsheet does: go down the list, open a new post when the next station
  does not fit;
- *plain MIP*: the textbook capacitated p-median model per district (Lorena & Senne 2004), one
  binary per pair of stations, solved by HiGHS within as many seconds as Siaga took in all, shared
  out by stations; ``none`` where it found no grouping for a district. It is given Siaga's number of
  posts and leaves out the limit between two stations that are not the hub.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.measure import ROOT, table
from siaga.geo.sources import travel_times
from siaga.intake.folder import load_operation
from siaga.model.run import Run
from siaga.planning.grouping.problem import GroupingProblem, Groups, travel_of
from siaga.planning.posts import bucket_problem, make_buckets, plan_posts
from siaga.risk.scoring import score_stations

EXAMPLES = ("examples/banyuasin", "examples/banyuasin-2024-02")


def list_order(problem: GroupingProblem) -> Groups:
    """Stations in list order, a new group whenever the next one does not fit."""
    groups: list[list[int]] = []
    for station in range(len(problem)):
        last = groups[-1] if groups else []
        fits = 0 < len(last) < problem.capacity and problem.compatible[station, last].all()
        if fits:
            last.append(station)
        else:
            groups.append([station])
    return tuple(tuple(group) for group in groups)


def plain_mip(problem: GroupingProblem, groups: int, seconds: float) -> tuple[float, float]:
    """(objective, bound) of the textbook model; objective inf when nothing was found in time."""
    import highspy

    n = len(problem)
    hubs, stations = np.nonzero(problem.compatible)
    count = len(hubs)
    column = np.full((n, n), -1)
    column[hubs, stations] = np.arange(count)
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("time_limit", seconds)
    empty = np.zeros(0, dtype=np.int32)
    solver.addCols(
        count, problem.cost[hubs, stations], np.zeros(count), np.ones(count), 0,
        np.zeros(count, dtype=np.int32), empty, np.zeros(0),
    )  # fmt: skip
    every = np.arange(count, dtype=np.int32)
    solver.changeColsIntegrality(count, every, np.full(count, highspy.HighsVarType.kInteger))

    def add(index: np.ndarray, value: np.ndarray, low: float, high: float) -> None:
        solver.addRow(low, high, len(index), index.astype(np.int32), value.astype(float))

    own = np.diag(column)
    add(own, np.ones(n), -highspy.kHighsInf, groups)
    for i in range(n):
        index = column[:, i][column[:, i] >= 0]
        add(index, np.ones(len(index)), 1.0, 1.0)
        mine = column[i][(column[i] >= 0) & (np.arange(n) != i)]
        room = np.append(np.ones(len(mine)), 1.0 - problem.capacity)
        add(np.append(mine, own[i]), room, -highspy.kHighsInf, 0.0)
        for pair in mine:
            add(np.array([pair, own[i]]), np.array([1.0, -1.0]), -highspy.kHighsInf, 0.0)
    solver.run()
    info = solver.getInfo()
    found = info.primal_solution_status == 2
    return (info.objective_function_value if found else np.inf), max(0.0, info.mip_dual_bound)


def job(folder: str) -> dict[str, object]:
    """Plan the posts of one example in this process."""
    operation = load_operation(ROOT / folder)
    travel = travel_times(operation)
    risk = score_stations(operation, travel)
    started = time.perf_counter()
    plan = plan_posts(operation, risk, travel, run=Run())
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0
    answer: dict[str, object] = {"seconds": seconds, "peak_mb": peak, "posts": len(plan.posts)}
    for bound in plan.bounds:
        answer[bound.step] = (bound.value, bound.bound)
    return answer


def peers(folder: str, seconds: float) -> dict[str, object]:
    """List order and the plain MIP on the same stations, in this process."""
    operation = load_operation(ROOT / folder)
    travel = travel_times(operation)
    risk = score_stations(operation, travel)
    plan = plan_posts(operation, risk, travel, run=Run())
    buckets = make_buckets(operation, risk)
    problems = [bucket_problem(bucket, risk, travel) for bucket in buckets]
    naive = [list_order(problem) for problem in problems]
    officers = sum(len(g) * b.pattern.officers for g, b in zip(naive, buckets, strict=True))
    station = {s: post.id for post in plan.posts for s in post.stations}
    total = sum(len(problem) for problem in problems if problem.capacity > 1)
    value = bound = 0.0
    unsolved = 0
    for bucket, problem in zip(buckets, problems, strict=True):
        if problem.capacity == 1:
            continue
        groups = len({station[s.id] for s in bucket.stations})
        found, proven = plain_mip(problem, groups, seconds * len(problem) / total)
        bound += proven
        value += found if np.isfinite(found) else 0.0
        unsolved += not np.isfinite(found)
    return {
        "officers": officers,
        "travel": sum(travel_of(p, g) for p, g in zip(problems, naive, strict=True)),
        "mip": value,
        "mip_bound": bound,
        "unsolved": unsolved,
    }


def fresh(*arguments: str) -> dict[str, object]:
    """The answer of this module run in a process of its own: its last line of output."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.posts", *arguments],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)} failed:\n{done.stderr}")
    answer: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return answer


def _pair(answer: dict[str, object], step: str) -> tuple[float, float]:
    value, bound = answer[step]  # type: ignore[misc]
    return float(value), float(bound)


def _row(folder: str, ours: dict[str, object]) -> Sequence[str]:
    cells = [Path(folder).name]
    for step in ("posts.officers", "posts.travel.village", "posts.travel.station"):
        value, bound = _pair(ours, step)
        cells.append(f"{value:,.0f} / {bound:,.0f}")
        cells.append(f"{(value - bound) / value:.2%}")
    return [*cells, f"{ours['seconds']:.1f}", f"{ours['peak_mb']:.0f}"]


def _peer_row(folder: str, ours: dict[str, object], other: dict[str, object]) -> Sequence[str]:
    officers, travel = _pair(ours, "posts.officers")[0], _pair(ours, "posts.travel.station")[0]
    mip = f"{other['mip']:,.0f}" if not other["unsolved"] else f"none in {other['unsolved']}"
    return [
        Path(folder).name,
        f"{officers:,.0f}",
        f"{other['officers']:,}",
        f"{travel:,.0f}",
        f"{other['travel']:,.0f}",
        mip,
        f"{other['mip_bound']:,.0f}",
    ]


def section(examples: Sequence[str] = EXAMPLES) -> str:
    """Both tables."""
    ours = {folder: fresh("job", folder) for folder in examples}
    header = ("example", "officers / bound", "gap", "village travel / bound", "gap",
              "station travel / bound", "gap", "seconds", "peak MB")  # fmt: skip
    first = table(header, [_row(folder, ours[folder]) for folder in examples])
    rows = []
    for folder in examples:
        other = fresh("peers", folder, str(ours[folder]["seconds"]))
        rows.append(_peer_row(folder, ours[folder], other))
    header = ("example", "officers", "list order: officers", "station travel",
              "list order: travel", "plain MIP: travel", "plain MIP: bound")  # fmt: skip
    return f"{first}\n\n{table(header, rows)}\n"


if __name__ == "__main__":
    if sys.argv[1:2] == ["job"]:
        print(json.dumps(job(sys.argv[2])))
    elif sys.argv[1:2] == ["peers"]:
        print(json.dumps(peers(sys.argv[2], float(sys.argv[3]))))
    else:
        print(section(sys.argv[1:] or EXAMPLES))
