"""The same problems through PySAL spopt and HiGHS."""

from __future__ import annotations

import time
import warnings

import numpy as np
import pulp
from spopt.locate import MCLP, PMedian

from benchmarks.facility_jobs import COVER_KM, COVER_P, peak_mb, station_problem
from benchmarks.orlib import read_pmed


def by_spopt(kind: str, argument: str = "") -> dict[str, float]:
    """Build and solve one model; both belong to what a user waits for."""
    warnings.simplefilter("ignore")
    if kind == "pmed":
        cost, p = read_pmed(int(argument))
        started = time.perf_counter()
        model = PMedian.from_cost_matrix(cost, np.ones(len(cost)), p_facilities=p)
    else:
        cost, weight = station_problem()
        started = time.perf_counter()
        model = MCLP.from_cost_matrix(cost, weight, service_radius=COVER_KM, p_facilities=COVER_P)
    built = time.perf_counter() - started
    model = model.solve(pulp.HiGHS(msg=False))
    return {
        "objective": float(pulp.value(model.problem.objective)),
        "seconds": time.perf_counter() - started,
        "building": built,
        "peak_mb": peak_mb(),
    }
