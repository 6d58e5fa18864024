"""A nearly decided part of a p-median problem as a mixed-integer program.

The formulation is that of Elloumi (2010), "A tighter formulation of the p-median problem", Journal
of Combinatorial Optimization 19(1): per demand one variable for each distinct cost, 1 when no site
within that cost is open. Costs beyond what the Lagrangian bound allows are left out, so that with
many sites to open the program has a few pairs per demand and is solved at once, where branching
site by site would wander among ties.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from siaga.model.run import Run
from siaga.planning.facility.lagrangian import Floats, Incumbent, Ints, Relaxation
from siaga.planning.facility.milp import Rows, solve

_PAIRS_PER_DEMAND = 3
_MOST_PAIRS = 20_000
_NODES = 2_000


@dataclass(frozen=True, slots=True, eq=False)
class Core:
    """Pairs of demand and free site that a better solution may still use."""

    free: Ints
    """Site numbers of the columns."""
    opened: Ints
    demand: Ints
    site: Ints
    """Position in ``free``."""
    cost: Floats
    fallback: Floats
    """``fallback[demand]``: cost of the nearest open site, inf when it is too far to count."""

    @property
    def small(self) -> bool:
        """Whether a mixed-integer program is the quicker way."""
        pairs = len(self.cost)
        return pairs <= min(_PAIRS_PER_DEMAND * len(self.fallback), _MOST_PAIRS)


def core_of(incumbent: Incumbent, part: Relaxation) -> Core:
    """What is left to decide in ``part``.

    A demand served at more than its multiplier raises the Lagrangian bound by the difference: no
    solution that does so past the target is better.
    """
    free = np.flatnonzero(part.in_play & ~part.open_sites)
    opened = np.flatnonzero(part.open_sites)
    room = max(incumbent.target - _relaxed_value(incumbent, part), 0.0)
    farthest = part.multiplier + room + 1e-9 * max(abs(incumbent.cost), 1.0)
    fallback = np.full(len(farthest), np.inf)
    if opened.size:
        fallback = incumbent.by_site[opened].min(axis=0)
        fallback[fallback > farthest] = np.inf
    table = incumbent.by_site[free]
    site, demand = np.nonzero((table <= farthest) & (table < fallback))
    return Core(free, opened, demand, site, table[site, demand], fallback)


def solve_core(incumbent: Incumbent, core: Core, bound: float, run: Run) -> tuple[float, bool]:
    """Solve the core; a lower bound on the part and whether it is decided.

    Lowers the incumbent when the core holds a better solution.
    """
    opening = incumbent.p - len(core.opened)
    reached = np.isfinite(core.fallback)
    reached[core.demand] = True
    if not reached.all():
        return incumbent.cost, True
    if not core.demand.size:
        # Every demand has its site among the open ones already: the rest is free choice.
        _offer(incumbent, core, core.free[:opening])
        return incumbent.cost, True
    objective, constant, rows = _elloumi(core, opening)
    integer = np.zeros(len(objective), dtype=bool)
    integer[: len(core.free)] = True
    upper = np.ones(len(objective))
    gap = 0.999 * incumbent.step
    solved = solve(objective, upper, integer, rows, run=run, gap=gap, nodes=_NODES)
    if solved.values is None:
        return (incumbent.cost, True) if solved.proven else (bound, False)
    _offer(incumbent, core, core.free[solved.values[: len(core.free)] > 0.5])
    return max(bound, min(solved.bound + constant, incumbent.cost)), solved.proven


def _offer(incumbent: Incumbent, core: Core, picked: Ints) -> None:
    """Hand the open sites and ``picked`` to the incumbent."""
    sites = np.sort(np.concatenate((core.opened, picked)))
    if len(sites) == incumbent.p:
        incumbent.offer(sites, float(incumbent.by_site[sites].min(axis=0).sum()))


def _relaxed_value(incumbent: Incumbent, part: Relaxation) -> float:
    """The Lagrangian bound at the part's multipliers, over the sites still in play."""
    rows = np.flatnonzero(part.in_play)
    reduced = np.minimum(incumbent.by_site[rows] - part.multiplier, 0.0).sum(axis=1)
    opened = part.open_sites[rows]
    rest = np.sort(reduced[~opened])[: incumbent.p - int(opened.sum())]
    return float(part.multiplier.sum() + reduced[opened].sum() + rest.sum())


def _elloumi(core: Core, opening: int) -> tuple[Floats, float, Rows]:
    """Objective, its constant, and rows over ``y[site]`` followed by the ``z`` variables.

    A row for each distinct cost of each demand, nearest first: a site within that cost is open, or
    the row's ``z`` is 1 and the next cost is paid.
    """
    sites = len(core.free)
    order = np.lexsort((core.cost, core.demand))
    demand, site, cost = core.demand[order], core.site[order], core.cost[order]
    first = np.ones(len(demand), dtype=bool)
    first[1:] = (demand[1:] != demand[:-1]) | (cost[1:] != cost[:-1])
    level = np.cumsum(first) - 1
    level_demand, level_cost = demand[first], cost[first]
    levels = len(level_demand)
    nearest = np.ones(levels, dtype=bool)
    nearest[1:] = level_demand[1:] != level_demand[:-1]
    last = np.append(nearest[1:], True)
    following = np.append(level_cost[1:], 0.0)
    following[last] = core.fallback[level_demand[last]]
    # The last level of a demand has no variable when nothing lies beyond: it must be served.
    has_z = np.isfinite(following)
    z = sites + np.cumsum(has_z) - 1
    number = np.arange(levels)
    further = number[~nearest]
    served = np.zeros(len(core.fallback), dtype=bool)
    served[level_demand] = True
    constant = float(level_cost[nearest].sum() + core.fallback[~served].sum())
    objective = np.concatenate((np.zeros(sites), (following - level_cost)[has_z]))
    rows = Rows(
        row=np.concatenate((level, number[has_z], further, np.full(sites, levels))),
        column=np.concatenate((site, z[has_z], z[further - 1], np.arange(sites))),
        value=np.concatenate(
            (np.ones(len(site) + int(has_z.sum())), -np.ones(len(further)), np.ones(sites))
        ),
        lower=np.append(nearest.astype(np.float64), opening),
        upper=np.append(np.full(levels, np.inf), opening),
    )
    return objective, constant, rows
