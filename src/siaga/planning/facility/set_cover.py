"""Whether a number of sites can cover every demand: the location set covering problem.

Toregas, Swain, ReVelle & Bergman (1971), "The location of emergency service facilities",
Operations Research 19(6), as a question with a yes or no.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from siaga.model.run import Run
from siaga.planning.facility.milp import Rows, solve

Bools = NDArray[np.bool_]
Ints = NDArray[np.intp]


def greedy_cover(near: Bools, fixed: Ints) -> Ints | None:
    """``fixed`` and then always the site that covers most; None when a demand can not be covered.

    In the order chosen. ``near[demand, site]`` says who may cover whom (Chvátal 1979, Mathematics
    of Operations Research 4(3)).
    """
    sites = list(fixed)
    left = near[~near[:, fixed].any(axis=1)]
    while len(left):
        count = left.sum(axis=0)
        best = int(count.argmax())
        if not count[best]:
            return None
        sites.append(best)
        left = left[~left[:, best]]
    return np.asarray(sites, dtype=np.intp)


def cover_with(near: Bools, p: int, fixed: Ints, run: Run) -> tuple[Ints | None, bool]:
    """Exactly ``p`` sites that cover every demand, and whether the answer is proven.

    ``(None, True)``: there are none. ``(None, False)``: none was found in time.
    """
    greedy = greedy_cover(near, fixed)
    if greedy is None:
        return None, True
    if len(greedy) <= p:
        return filled_up(greedy, p, near.shape[1]), True
    demands, sites = _essential(near, fixed)
    table = near[np.ix_(demands, sites)]
    for integral in (False, True):
        # The linear relaxation is far quicker and refuses most radii that are too small.
        solved = solve(
            np.zeros(len(sites)),
            np.ones(len(sites)),
            np.full(len(sites), integral),
            _cover_rows(table, p - len(fixed)),
            run=run,
        )
        if solved.proven and solved.values is None:
            return None, True
    if solved.values is None:
        return None, False
    chosen = np.concatenate((fixed, sites[solved.values > 0.5]))
    return filled_up(chosen, p, near.shape[1]), True


def _cover_rows(table: Bools, most: int) -> Rows:
    """Each demand (row of ``table``) is covered; at most ``most`` sites are chosen."""
    row, column = np.nonzero(table)
    demands, sites = table.shape
    return Rows(
        row=np.concatenate((row, np.full(sites, demands))),
        column=np.concatenate((column, np.arange(sites))),
        value=np.ones(len(row) + sites),
        lower=np.append(np.ones(demands), -np.inf),
        upper=np.append(np.full(demands, np.inf), most),
    )


def _essential(near: Bools, fixed: Ints) -> tuple[Ints, Ints]:
    """Demands and sites left when what is dominated is dropped, until nothing changes.

    A demand is dropped when every site that covers some other demand covers it too; a site when
    some other site covers all it covers.
    """
    demands = np.flatnonzero(~near[:, fixed].any(axis=1))
    sites = np.setdiff1d(np.arange(near.shape[1]), fixed)
    while True:
        before = len(demands), len(sites)
        demands = demands[_minimal(near[np.ix_(demands, sites)])]
        sites = sites[_minimal(~near[np.ix_(demands, sites)].T)]
        if (len(demands), len(sites)) == before:
            return demands, sites


def _minimal(table: Bools) -> Ints:
    """Rows that hold no other row as a part of themselves; of equal rows the first."""
    _, first = np.unique(np.packbits(table, axis=1), axis=0, return_index=True)
    first = np.sort(first)
    distinct = table[first].astype(np.float32)
    size = distinct.sum(axis=1)
    # shared[a, b] = size[b] < size[a]: row b is a proper part of row a.
    shared = distinct @ distinct.T
    holds = (shared == size[None, :]) & (size[None, :] < size[:, None])
    return first[~holds.any(axis=1)]


def filled_up(sites: Ints, p: int, count: int) -> Ints:
    """Ascending, with the first sites not chosen yet until there are ``p``: they only help."""
    others = np.setdiff1d(np.arange(count), sites)[: p - len(sites)]
    return np.sort(np.concatenate((sites, others)))
