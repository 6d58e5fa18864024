"""Branch and bound for the p-median problem over its Lagrangian relaxation.

As in Beasley (1985), "A note on solving large p-median problems", European Journal of Operational
Research 21(2): a node opens or closes one site, its bound starts from the multipliers of its
parent, and sites are fixed by reduced cost within it. A linear program of the same strength needs
ten times the memory; only where a node is nearly decided does a mixed-integer program finish it.
"""

from __future__ import annotations

from heapq import heappop, heappush

import numpy as np

from siaga.model.run import Run
from siaga.planning.facility.lagrangian import Incumbent, Relaxation, climb
from siaga.planning.facility.median_core import core_of, solve_core

MOST_NODES = 3000
_STEPS = 80
"""Subgradient steps at a node."""
_LENGTH = 0.25
"""First step length at a node: its multipliers are nearly right already."""


def branch_and_bound(
    incumbent: Incumbent, root: Relaxation, run: Run, nodes: int = MOST_NODES
) -> float:
    """A lower bound on the whole problem, after searching at most ``nodes`` nodes, best first.

    Lowers the incumbent on the way. Equal to its cost when the search came to an end.
    """
    heap: list[tuple[float, int, Relaxation]] = [(root.bound, 0, root)]
    undecided = incumbent.cost
    made = 0
    while heap and heap[0][0] <= incumbent.target:
        if made >= nodes or run.expired():
            return min(heap[0][0], undecided, incumbent.cost)
        bound, _, part = heappop(heap)
        core = core_of(incumbent, part)
        if core.small:
            bound, decided = solve_core(incumbent, core, bound, run)
            if not decided:
                undecided = min(undecided, bound)
            continue
        site = _branching_site(part)
        for opened in (True, False):
            child = part.copy()
            (child.open_sites if opened else child.in_play)[site] = opened
            made += 1
            if not child.feasible(incumbent.p):
                continue
            climb(incumbent, child, run, steps=_STEPS, length=_LENGTH, search=made % 10 == 1)
            if child.bound <= incumbent.target:
                heappush(heap, (child.bound, made, child))
    return min(undecided, incumbent.cost)


def _branching_site(part: Relaxation) -> int:
    """The free site the relaxation is least sure about."""
    free = np.flatnonzero(part.in_play & ~part.open_sites)
    return int(free[np.abs(part.presence[free] - 0.5).argmin()])
