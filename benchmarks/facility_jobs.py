"""One facility problem solved in a process of its own: a line of JSON with value, time and peak.

``python -m benchmarks.facility_jobs siaga pmed 23`` or ``… spopt covering``: a fresh process, so
that the peak is that of this problem alone and no earlier run has warmed anything up.
"""

from __future__ import annotations

import csv
import json
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.measure import ROOT
from benchmarks.orlib import read_pmed

COVER_SITES, COVER_P, COVER_KM = 400, 20, 10.0
KM_PER_DEGREE = 111.2

Floats = NDArray[np.float64]
Answer = dict[str, float]


def shared_folder() -> Path:
    """Where instances for evaluation only are kept: ``SIAGA_BENCH``, or beside the checkout."""
    return Path(os.environ.get("SIAGA_BENCH", ROOT.parent / "shared" / "bench"))


def station_problem() -> tuple[Floats, Floats]:
    """``km[station, site]`` and voters: every station of February 2024, 400 of them as sites."""
    with (ROOT / "examples" / "banyuasin-2024-02" / "stations.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    lat = np.array([float(row["lintang"]) for row in rows])
    lon = np.array([float(row["bujur"]) for row in rows])
    at = np.column_stack((lat, lon * np.cos(np.radians(lat.mean())))) * KM_PER_DEGREE
    weight = np.array([float(row["dpt"] or 0) for row in rows])
    sites = np.sort(np.random.default_rng(1).choice(len(rows), COVER_SITES, replace=False))
    km = np.hypot(at[:, None, 0] - at[None, sites, 0], at[:, None, 1] - at[None, sites, 1])
    return km, weight


def evaluation_problem(name: str) -> tuple[Floats, Floats]:
    """A maximal covering instance of the SJC family: metres between points, demand."""
    lines = (shared_folder() / "mclp" / f"{name}.txt").read_text().splitlines()
    count = int(lines[0].split()[0])
    points = np.array([[float(x) for x in line.split()[:3]] for line in lines[1 : count + 1]])
    apart = np.hypot(
        points[:, None, 0] - points[None, :, 0], points[:, None, 1] - points[None, :, 1]
    )
    return apart, points[:, 2]


def by_siaga(kind: str, argument: str) -> Answer:
    """Solve with Siaga."""
    from siaga.planning import facility

    if kind == "pmed":
        cost, p = read_pmed(int(argument))
        return timed(lambda: facility.p_median(cost, p=p))
    if kind == "center":
        cost, p = read_pmed(int(argument))
        return timed(lambda: facility.p_center(cost, p=p))
    if kind == "evaluation":
        name, p_text, radius = argument.split(":")
        cost, weight = evaluation_problem(name)
        return timed(
            lambda: facility.maximal_covering(cost, weight, p=int(p_text), radius=float(radius))
        )
    cost, weight = station_problem()
    solvers: dict[str, Callable[[], facility.FacilityResult]] = {
        "covering": lambda: facility.maximal_covering(cost, weight, p=COVER_P, radius=COVER_KM),
        "expected": lambda: facility.maximal_expected_covering(
            cost, weight, p=COVER_P, radius=COVER_KM, busy=0.3
        ),
        "center-stations": lambda: facility.p_center(cost, p=COVER_P),
        "median-stations": lambda: facility.p_median(cost, weight, p=COVER_P),
    }
    return timed(solvers[kind])


def timed(solve: Callable[[], object]) -> Answer:
    """First and second call in this process; the answer is the first one's."""
    started = time.perf_counter()
    found = solve()
    first = time.perf_counter() - started
    peak = peak_mb()
    started = time.perf_counter()
    solve()
    return {
        "objective": found.objective,  # type: ignore[attr-defined]
        "bound": found.bound,  # type: ignore[attr-defined]
        "seconds": first,
        "again": time.perf_counter() - started,
        "peak_mb": peak,
    }


def peak_mb() -> float:
    """Largest resident size this process has had, interpreter and libraries included."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0


if __name__ == "__main__":
    who, what, *rest = sys.argv[1:]
    if who == "spopt":
        from benchmarks.peers.spopt_facility import by_spopt

        print(json.dumps(by_spopt(what, *rest)))
    else:
        print(json.dumps(by_siaga(what, *(rest or [""]))))
