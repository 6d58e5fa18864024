"""Every cluster that may still be part of a better allocation, and the best partition into them.

At the multipliers of the Lagrangian relaxation each cluster (a site with its demands) has a
reduced cost: by how much the bound rises if the cluster is used. None of an allocation better than
the incumbent has a reduced cost above the gap, so listing all below the gap and solving the set
partitioning over them is exact (Baldacci, Hadjiconstantinou, Maniezzo & Mingozzi 2002, "A new
method for solving capacitated location problems based on a set partitioning approach", Computers &
Operations Research 29). Where the list would be too long it is cut at a smaller reduced cost, and
the bound says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from siaga.model.run import Run
from siaga.planning.facility.capacitated_instance import CapacitatedInstance
from siaga.planning.facility.capacitated_lagrangian import Relaxation
from siaga.planning.facility.capacitated_search import Allocation

SEARCH_NODES: Final = 500
"""Nodes of a listing per cluster that may be listed; beyond them it counts as too long."""
CUTS: Final = 10
"""Halvings of the reduced cost at which the list is cut, before it is given up."""


@njit(cache=True)
def _list_clusters(  # noqa: C901 - one compiled search; calls in its loop cost more than it does
    columns: Any,
    demand: Any,
    capacity: Any,
    prices: Any,
    least: Any,
    forbidden: Any,
    limit: Any,
    max_nodes: Any,
    site: Any,
    start: Any,
    member: Any,
) -> Any:
    """List clusters with gain of at least ``least[site]``; -1 when there are too many.

    Depth-first over a site's demands in order of gain per unit of demand, bounded by the linear
    knapsack; a demand with negative gain may be part of a cluster too. Cluster ``c`` goes to
    ``site[c]`` and ``member[start[c]:start[c + 1]]``.
    """
    sites, demands = columns.shape
    found, filled, nodes = 0, 0, 0
    start[0] = 0
    for j in range(sites):
        gain = np.empty(demands)
        best = 0.0
        size = 0
        items = np.empty(demands, dtype=np.int32)
        for i in range(demands):
            if columns[j, i] < forbidden and demand[i] <= capacity[j]:
                items[size] = i
                gain[size] = prices[i] - columns[j, i]
                best += max(0.0, gain[size])
                size += 1
        if best < least[j]:
            continue
        weight = demand[items[:size]]
        order = np.argsort(-gain[:size] / np.maximum(weight, 1e-12))
        gain, weight, items = gain[:size][order], weight[order], items[:size][order]
        stack = np.empty(size + 1, dtype=np.int32)
        depth, rank, room, value = 0, 0, capacity[j], 0.0
        while True:
            nodes += 1
            if nodes > max_nodes:
                return -1
            bound, left = value, room
            for t in range(rank, size):
                if gain[t] <= 0.0 or bound >= least[j]:
                    break
                if weight[t] > left:
                    bound += gain[t] / weight[t] * left
                    break
                left -= weight[t]
                bound += gain[t]
            reach = bound >= least[j]
            while reach and rank < size and weight[rank] > room:
                rank += 1
            if reach and rank < size:
                # Forward: take the next demand that fits.
                stack[depth] = rank
                depth += 1
                room -= weight[rank]
                value += gain[rank]
                rank += 1
                continue
            if reach and depth > 0 and value >= least[j]:
                if found >= limit or filled + depth > member.shape[0]:
                    return -1
                for t in range(depth):
                    member[filled + t] = items[stack[t]]
                filled += depth
                site[found] = j
                found += 1
                start[found] = filled
            # Back: leave out the demand taken last.
            if depth == 0:
                break
            depth -= 1
            last = stack[depth]
            room += weight[last]
            value -= gain[last]
            rank = last + 1
    return found


@dataclass(frozen=True, slots=True, eq=False)
class ClusterList:
    """Clusters of reduced cost up to ``cut``."""

    site: NDArray[np.int32]
    start: NDArray[np.int32]
    member: NDArray[np.int32]
    cut: float


@dataclass(frozen=True, slots=True, eq=False)
class Partition:
    """What the set partitioning found and proves."""

    allocation: Allocation
    bound: float
    cut: float
    """Reduced cost up to which clusters were listed; 0 where there were too many."""


def list_clusters(
    instance: CapacitatedInstance, relaxation: Relaxation, gap: float, limit: int
) -> ClusterList | None:
    """All clusters of reduced cost up to ``gap``, or to a smaller cut if they pass ``limit``."""
    columns = np.ascontiguousarray(instance.cost.T)
    threshold = float(np.sort(relaxation.gain)[::-1][instance.p - 1])
    top = np.maximum(relaxation.gain, threshold)
    site = np.empty(limit, dtype=np.int32)
    start = np.empty(limit + 1, dtype=np.int32)
    member = np.empty(limit * 16, dtype=np.int32)
    cut = gap
    for _ in range(CUTS):
        count = _list_clusters(
            columns,
            instance.demand,
            instance.capacity,
            relaxation.prices,
            top - cut - 1e-9 * abs(relaxation.bound),
            instance.forbidden,
            limit,
            SEARCH_NODES * max(limit, 8_000),
            site,
            start,
            member,
        )
        if count >= 0:
            return ClusterList(
                site[:count], start[: count + 1], member[: start[count] if count else 0], cut
            )
        cut *= 0.5
    return None


def best_partition(
    instance: CapacitatedInstance,
    incumbent: Allocation,
    relaxation: Relaxation,
    *,
    run: Run,
    limit: int,
    nodes: int,
    others: Sequence[Allocation] = (),
) -> Partition:
    """The best allocation of listed clusters and the bound it proves.

    At most ``limit`` clusters and ``nodes`` nodes of the search tree. Clusters of ``others``
    (feasible allocations) join the list, so that good parts of several can be combined. The
    incumbent comes back where nothing better is found.
    """
    from siaga.planning.facility import milp

    gap = incumbent.cost - relaxation.bound
    unchanged = Partition(incumbent, relaxation.bound, 0.0)
    if gap <= 1e-9 * max(1.0, abs(incumbent.cost)):
        return unchanged
    clusters = list_clusters(instance, relaxation, gap, limit)
    if clusters is None:
        return unchanged
    for allocation in (*others, incumbent):
        clusters = _with_allocation(clusters, allocation)
    costs, rows, upper = _partition_model(instance, clusters)
    # No starting solution: with one, presolve of HiGHS 1.16 called far worse partitions optimal.
    solved = milp.solve(
        costs,
        upper,
        np.ones(costs.size, dtype=np.bool_),
        rows,
        run=run,
        gap=1e-7 * max(1.0, abs(incumbent.cost)),
        nodes=nodes,
    )
    best = incumbent
    if solved.values is not None:
        found = _read(instance, clusters, solved.values)
        if found.cost < best.cost - 1e-9:
            best = found
    # Either all clusters of the optimum are listed, or one has a reduced cost above the cut.
    listed = best.cost if solved.proven else solved.bound
    bound = min(best.cost, max(relaxation.bound, min(listed, relaxation.bound + clusters.cut)))
    return Partition(best, bound, clusters.cut)


def _with_allocation(clusters: ClusterList, allocation: Allocation) -> ClusterList:
    """The list with the clusters of an allocation at its end."""
    order = np.argsort(allocation.slot_of, kind="stable").astype(np.int32)
    slots, sizes = np.unique(allocation.slot_of, return_counts=True)
    return ClusterList(
        np.concatenate([clusters.site, allocation.site_of[slots]]),
        np.concatenate([clusters.start, clusters.start[-1] + np.cumsum(sizes)]).astype(np.int32),
        np.concatenate([clusters.member, order]),
        clusters.cut,
    )


def _partition_model(
    instance: CapacitatedInstance, clusters: ClusterList
) -> tuple[NDArray[np.float64], Any, NDArray[np.float64]]:
    """Each demand in one cluster, each site with one cluster at most, p clusters at most."""
    from siaga.planning.facility import milp

    count = clusters.site.size
    sizes = np.diff(clusters.start)
    owner = np.repeat(np.arange(count), sizes)
    costs: NDArray[np.float64] = np.bincount(
        owner, weights=instance.cost[clusters.member, clusters.site[owner]], minlength=count
    ).astype(np.float64)
    n = instance.demands
    used, site_row = np.unique(clusters.site, return_inverse=True)
    every = np.arange(count)
    row = np.concatenate([clusters.member, np.full(count, n), n + 1 + site_row])
    column = np.concatenate([owner, every, every])
    lower = np.concatenate([np.ones(n), np.zeros(1 + used.size)])
    upper = np.concatenate([np.ones(n), [float(instance.p)], np.ones(used.size)])
    rows = milp.Rows(
        row=row.astype(np.intp),
        column=column.astype(np.intp),
        value=np.ones(row.size),
        lower=lower,
        upper=upper,
    )
    return costs, rows, np.ones(count)


def _read(
    instance: CapacitatedInstance, clusters: ClusterList, values: NDArray[np.float64]
) -> Allocation:
    """The chosen clusters as an allocation; sites without a cluster come last."""
    chosen = np.flatnonzero(values > 0.5)
    sites = clusters.site[chosen]
    slots = np.full(instance.demands, -1, dtype=np.int32)
    for slot, c in enumerate(chosen):
        slots[clusters.member[clusters.start[c] : clusters.start[c + 1]]] = slot
    spare = np.setdiff1d(np.arange(instance.sites), sites)[: instance.p - sites.size]
    site_of = np.concatenate([sites, spare]).astype(np.int32)
    cost = float(instance.cost[np.arange(slots.size), site_of[slots]].sum())
    return Allocation(cost if (slots >= 0).all() else float("inf"), site_of, slots)
