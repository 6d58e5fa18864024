"""Published p-median and p-center instances: OR-Library pmed1 to pmed40 (Beasley 1985)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

DATA = Path(__file__).parent / "data" / "pmed"

OPTIMA = (
    5819, 4093, 4250, 3034, 1355, 7824, 5631, 4445, 2734, 1255,
    7696, 6634, 4374, 2968, 1729, 8162, 6999, 4809, 2845, 1789,
    9138, 8579, 4619, 2961, 1828, 9917, 8307, 4498, 3033, 1989,
    10086, 9297, 4700, 3013, 10400, 9934, 5057, 11060, 9423, 5128,
)  # fmt: skip
"""Optimal p-median values; ``OPTIMA[k - 1]`` is that of ``pmed<k>``."""


def read_pmed(number: int) -> tuple[NDArray[np.float64], int]:
    """``cost[demand, site]`` (shortest paths of the instance's graph) and p."""
    values = np.array((DATA / f"pmed{number}.txt").read_text().split(), dtype=int)
    n, _, p = values[:3]
    cost = np.full((n, n), np.inf)
    np.fill_diagonal(cost, 0.0)
    # A repeated edge keeps its last cost, as the instances' notes say.
    for a, b, length in values[3:].reshape(-1, 3):
        cost[a - 1, b - 1] = cost[b - 1, a - 1] = length
    for via in range(n):
        np.minimum(cost, cost[:, via : via + 1] + cost[via : via + 1], out=cost)
    return cost, int(p)


def center_optima() -> dict[int, int]:
    """Optimal p-center values by instance number."""
    lines = (DATA / "kcenteropt.txt").read_text().split("\n")
    pairs = (line.split() for line in lines if line.strip())
    return {int(name.removeprefix("pmed")): int(value) for name, value in pairs}
