"""Lagrangian relaxation of the p-median problem, with sites fixed by reduced cost.

The rows "every demand is assigned once" are priced out with one multiplier per demand
(Cornuéjols, Fisher & Nemhauser 1977, "Location of bank accounts to optimize float", Management
Science 23(8)); the multipliers climb by subgradient steps (Held, Wolfe & Crowder 1974,
Mathematical Programming 6). What the relaxed problem opens starts a local search, so bound and
solution meet from both sides.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from siaga.model.run import Run
from siaga.planning.facility.interchange import interchange

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]

_PATIENCE = 15
"""Steps without a better bound before the step length is halved."""
_SMALLEST_LENGTH = 5e-3
_SEARCH_EVERY = 20
"""Steps between two local searches."""
_IMPROVEMENT = 1e-6
"""Relative rise of the bound that counts as better."""
_MEMORY = 0.95
"""Share of the past in the running mean of what the relaxation opens."""


@dataclass(slots=True, eq=False)
class Incumbent:
    """The problem and the best solution found: ``by_site[site, demand]`` is the weighted cost."""

    by_site: Floats
    p: int
    fixed: Ints
    """Sites that must be open."""
    sites: Ints
    cost: float
    step: float
    """Smallest possible difference between two objectives: 1 for whole costs, else 0."""

    @property
    def target(self) -> float:
        """A bound above this proves that nothing better exists."""
        slack = 1e-9 * max(abs(self.cost), 1.0)
        return self.cost - self.step + slack if self.step else self.cost - slack

    def offer(self, sites: Ints, cost: float) -> None:
        """Take this solution when it is better."""
        if cost < self.cost:
            self.sites, self.cost = sites, cost


@dataclass(slots=True, eq=False)
class Relaxation:
    """A part of the problem, and the best multipliers known for it.

    Any solution of the part that beats the incumbent holds all of ``open_sites`` and no site out
    of ``in_play``. ``presence[site]`` is how often the relaxation opened the site of late: an
    estimate of the site's value in the linear relaxation.
    """

    open_sites: NDArray[np.bool_]
    in_play: NDArray[np.bool_]
    multiplier: Floats
    presence: Floats
    bound: float

    def feasible(self, p: int) -> bool:
        """Whether ``p`` sites can still be chosen."""
        return bool(self.open_sites.sum() <= p <= self.in_play.sum())

    def copy(self) -> Relaxation:
        """A part to narrow down further."""
        return Relaxation(
            self.open_sites.copy(),
            self.in_play.copy(),
            self.multiplier,
            self.presence.copy(),
            self.bound,
        )


def whole_costs(by_site: Floats) -> bool:
    """Whether every objective is a whole number that float64 holds exactly."""
    largest = float(by_site.max()) * by_site.shape[1]
    return largest < 2**52 and bool((by_site == np.floor(by_site)).all())


def first_relaxation(incumbent: Incumbent) -> Relaxation:
    """The whole problem; its first bound serves every demand from its nearest site."""
    by_site = incumbent.by_site
    open_sites = np.zeros(len(by_site), dtype=bool)
    open_sites[incumbent.fixed] = True
    return Relaxation(
        open_sites=open_sites,
        in_play=np.ones(len(by_site), dtype=bool),
        multiplier=by_site[incumbent.sites].min(axis=0),
        presence=np.zeros(len(by_site)),
        bound=float(by_site.min(axis=0).sum()),
    )


def climb(
    incumbent: Incumbent,
    part: Relaxation,
    run: Run,
    *,
    steps: int = 1500,
    length: float = 1.0,
    search: bool = True,
) -> int:
    """Raise the bound of ``part`` until it passes the target or the step length is used up.

    With ``search``, what the relaxation opens starts local searches that lower the incumbent.
    Returns the work done: table entries looked at, the same on every machine.
    """
    work_done = 0
    multiplier = part.multiplier.copy()
    rows = np.flatnonzero(part.in_play)
    table = incumbent.by_site[rows]
    work = np.empty_like(table)
    ones = np.ones(table.shape[1])
    seen: set[bytes] = set()
    stale = 0
    for step in range(steps):
        if part.bound > incumbent.target or length < _SMALLEST_LENGTH or run.expired():
            break
        work_done += table.size
        # Sum of min(cost - u, 0) as the sum of min(cost, u) less that of u: one pass fewer.
        np.minimum(table, multiplier, out=work)
        constant = float(multiplier.sum())
        reduced_cost = work @ ones - constant
        chosen, bound = _relaxed(incumbent.p, part, rows, reduced_cost, constant)
        part.presence *= _MEMORY
        part.presence[rows[chosen]] += 1.0 - _MEMORY
        better = bound > part.bound + _IMPROVEMENT * max(abs(part.bound), 1.0)
        stale = 0 if better else stale + 1
        if bound > part.bound:
            part.bound, part.multiplier = bound, multiplier.copy()
        fixed_some = _fix_sites(incumbent, part, rows, reduced_cost, chosen, bound)
        if fixed_some and not part.feasible(incumbent.p):
            part.bound = incumbent.cost
            break
        if search and step % _SEARCH_EVERY == 0:
            _improve(incumbent, part, rows[chosen], seen, run)
        if stale >= _PATIENCE:
            length, stale = length / 2, 0
            multiplier = part.multiplier.copy()
            continue
        slope = 1.0 - np.count_nonzero(work[chosen] < multiplier, axis=0)
        norm = float(slope @ slope)
        if norm == 0.0:
            # The relaxed solution serves everybody exactly once: it is optimal for this part.
            sites = np.sort(rows[chosen])
            incumbent.offer(sites, float(incumbent.by_site[sites].min(axis=0).sum()))
            break
        multiplier += length * max(1.02 * incumbent.cost - bound, 1e-9) / norm * slope
        if fixed_some and part.in_play.sum() < 0.8 * len(rows):
            rows = np.flatnonzero(part.in_play)
            table = incumbent.by_site[rows]
            work = np.empty_like(table)
    return work_done


def _relaxed(
    p: int, part: Relaxation, rows: Ints, reduced_cost: Floats, constant: float
) -> tuple[Ints, float]:
    """Positions in ``rows`` the relaxed problem opens, and its value: a lower bound."""
    rank = reduced_cost.copy()
    rank[part.open_sites[rows]] = -np.inf
    rank[~part.in_play[rows]] = np.inf
    chosen = np.argpartition(rank, p - 1)[:p]
    return chosen, constant + float(reduced_cost[chosen].sum())


def _fix_sites(
    incumbent: Incumbent,
    part: Relaxation,
    rows: Ints,
    reduced_cost: Floats,
    chosen: Ints,
    bound: float,
) -> bool:
    """Fix open or closed every site whose other state would raise the bound past the target.

    Returns whether any was.
    """
    inside = np.zeros(len(rows), dtype=bool)
    inside[chosen] = True
    free_inside = inside & ~part.open_sites[rows]
    outside = ~inside & part.in_play[rows]
    if not free_inside.any() or not outside.any():
        return False
    dearest = reduced_cost[free_inside].max()
    cheapest = reduced_cost[outside].min()
    target = incumbent.target
    closed = outside & (bound + reduced_cost - dearest > target)
    forced = free_inside & (bound - reduced_cost + cheapest > target)
    if not closed.any() and not forced.any():
        return False
    part.in_play[rows[closed]] = False
    part.open_sites[rows[forced]] = True
    return True


def _improve(
    incumbent: Incumbent, part: Relaxation, sites: Ints, seen: set[bytes], run: Run
) -> None:
    """Local search from what the relaxation opened, unless it has been there before."""
    start = np.sort(sites)
    key = start.tobytes()
    if key in seen:
        return
    seen.add(key)
    # Sites out of play are in no better solution; the relaxation opens only sites in play.
    playing = np.flatnonzero(part.in_play)
    found, cost = interchange(
        incumbent.by_site[playing],
        np.searchsorted(playing, start),
        np.flatnonzero(part.open_sites[playing]),
        run,
    )
    incumbent.offer(playing[found], cost)
