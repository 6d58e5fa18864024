"""Local search for the p-median problem: swap one open site for one closed site.

The fast interchange of Whitaker (1983), INFOR 21(2), in the matrix form of Resende & Werneck
(2007), "A fast swap-based local search procedure for location problems", Annals of Operations
Research 150: the profit of every swap is a gain of the site that opens, less a loss of the site
that closes, plus a correction for demands that would go from the one to the other.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from siaga.model.run import Run

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]


def total_cost(by_site: Floats, sites: Ints) -> float:
    """Cost when every demand goes to its nearest of ``sites``; ``by_site[site, demand]``."""
    return float(by_site[sites].min(axis=0).sum())


def greedy_sites(by_site: Floats, p: int, fixed: Ints) -> Ints:
    """``fixed``, then one site at a time where it lowers the cost most."""
    chosen = [int(site) for site in fixed]
    if not chosen:
        chosen.append(int(by_site.sum(axis=1).argmin()))
    nearest = by_site[chosen].min(axis=0)
    gain = np.maximum(nearest - by_site, 0).sum(axis=1)
    while len(chosen) < p:
        gain[chosen] = -1.0
        site = int(gain.argmax())
        chosen.append(site)
        closer = np.flatnonzero(by_site[site] < nearest)
        if closer.size:
            # Only demands that got a nearer site change what the others still gain.
            part = by_site[:, closer]
            gain -= np.maximum(nearest[closer] - part, 0).sum(axis=1)
            nearest[closer] = by_site[site, closer]
            gain += np.maximum(nearest[closer] - part, 0).sum(axis=1)
    return np.sort(np.asarray(chosen, dtype=np.intp))


def interchange(by_site: Floats, sites: Ints, fixed: Ints, run: Run) -> tuple[Ints, float]:
    """Swap until no swap lowers the cost; the sites, ascending, and their cost.

    Sites in ``fixed`` are never closed. Best swap first, so the result is deterministic.
    """
    chosen = np.array(sites, dtype=np.intp)
    keep = np.isin(chosen, fixed)
    cost = total_cost(by_site, chosen)
    while not run.expired() and not keep.all():
        change = _swap_changes(by_site, chosen)
        change[chosen] = np.inf
        change[:, keep] = np.inf
        cost, better = _apply_swaps(by_site, chosen, cost, change)
        if not better:
            break
    return np.sort(chosen), cost


def _apply_swaps(by_site: Floats, chosen: Ints, cost: float, change: Floats) -> tuple[float, bool]:
    """Make the best swaps that go together, in place; the cost and whether it fell.

    Working out all swaps is dear and checking one is cheap: so the best swap of every site to
    close is tried in order of promise and kept when it pays after those before it.
    """
    least = 1e-9 * max(cost, 1.0)
    enter = change.argmin(axis=0)
    profit = -change[enter, np.arange(len(chosen))]
    before, opened = cost, set()
    for leave in np.argsort(-profit, kind="stable"):
        site = int(enter[leave])
        if profit[leave] <= least:
            break
        if site in opened:
            continue
        old = chosen[leave]
        chosen[leave] = site
        after = total_cost(by_site, chosen)
        if after < cost - least:
            cost = after
            opened.add(site)
        else:
            chosen[leave] = old
    return cost, cost < before


def _swap_changes(by_site: Floats, chosen: Ints) -> Floats:
    """``change[site, k]``: change in cost when ``site`` opens and ``chosen[k]`` closes."""
    p = len(chosen)
    columns = np.arange(by_site.shape[1])
    open_rows = by_site[chosen]
    if p > 1:
        two = np.argpartition(open_rows, 1, axis=0)[:2]
        serving, nearest = two[0], open_rows[two[0], columns]
        second = open_rows[two[1], columns]
    else:
        serving, nearest = np.zeros(len(columns), dtype=np.intp), open_rows[0]
        second = by_site.max(axis=0)
    order = np.argsort(serving, kind="stable")
    serving, nearest, second = serving[order], nearest[order], second[order]
    table = by_site[:, order]
    np.minimum(table, second, out=table)
    shortened = np.minimum(table, nearest)
    gain = nearest.sum() - shortened.sum(axis=1)
    # What of the loss is made good because the demand goes to the new site, not its second.
    np.maximum(table, nearest, out=table)
    np.subtract(second, table, out=table)
    used, starts = np.unique(serving, return_index=True)
    change = np.zeros((by_site.shape[0], p))
    change[:, used] = -np.add.reduceat(table, starts, axis=1)
    change += np.bincount(serving, weights=second - nearest, minlength=p)
    change -= gain[:, None]
    return change
