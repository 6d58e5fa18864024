"""Any allocation at all, by a mixed-integer program, where the search has found none."""

from __future__ import annotations

from typing import Final

import numpy as np

from siaga.model.run import Run
from siaga.planning.facility.capacitated_instance import CapacitatedInstance
from siaga.planning.facility.capacitated_search import Allocation

PAIRS: Final = 200_000
"""Most pairs of demand and site in the program; beyond them only each demand's nearest."""
NODES: Final = 2_000


def any_allocation(instance: CapacitatedInstance, run: Run) -> tuple[Allocation | None, bool]:
    """A feasible allocation or None, and whether that is proven to be all there is.

    Searches for the cheapest but takes what the program has within its limits.
    """
    from siaga.planning.facility import milp

    allowed = instance.cost < instance.forbidden
    whole = int(allowed.sum()) <= PAIRS
    if not whole:
        near = np.zeros_like(allowed)
        np.put_along_axis(near, instance.near_sites.astype(np.intp), True, axis=1)
        allowed &= near
    demand, site = np.nonzero(allowed)
    n, m, pairs = instance.demands, instance.sites, demand.size
    each, opened = np.arange(pairs), pairs + np.arange(m)
    rows = milp.Rows(
        row=np.concatenate([demand, n + site, n + np.arange(m), np.full(m, n + m)]),
        column=np.concatenate([each, each, opened, opened]),
        value=np.concatenate(
            [np.ones(pairs), instance.demand[demand], -instance.capacity, np.ones(m)]
        ),
        lower=np.concatenate([np.ones(n), np.full(m, -np.inf), [0.0]]),
        upper=np.concatenate([np.ones(n), np.zeros(m), [float(instance.p)]]),
    )
    solved = milp.solve(
        np.concatenate([instance.cost[demand, site], np.zeros(m)]),
        np.ones(pairs + m),
        np.ones(pairs + m, dtype=np.bool_),
        rows,
        run=run,
        nodes=NODES,
    )
    if solved.values is None:
        return None, solved.proven and whole
    served = solved.values[:pairs] > 0.5
    allocation = np.empty(n, dtype=np.intp)
    allocation[demand[served]] = site[served]
    used, slots = np.unique(allocation, return_inverse=True)
    spare = np.setdiff1d(np.arange(m), used)[: instance.p - used.size]
    cost = float(instance.cost[np.arange(n), allocation].sum())
    site_of = np.concatenate([used, spare]).astype(np.int32)
    return Allocation(cost, site_of, slots.astype(np.int32)), False
