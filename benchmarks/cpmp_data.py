"""Published capacitated p-median instances with the best values known."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

DATA = Path(__file__).parent / "data" / "cpmp"

CPMP = (
    713, 740, 751, 651, 664, 778, 787, 820, 715, 829,
    1006, 966, 1026, 982, 1091, 954, 1034, 1043, 1031, 1005,
)  # fmt: skip

BEST_KNOWN: dict[str, int] = {f"cpmp{k:02d}": value for k, value in enumerate(CPMP, start=1)} | {
    "SJC1": 17288, "SJC2": 33270, "SJC3a": 45335, "SJC3b": 40635, "SJC4a": 61925, "SJC4b": 52458,
    "lin318_005": 180281, "lin318_015": 88901, "lin318_040": 47988, "lin318_070": 32198,
    "lin318_100": 22942,
    "ali535_005": 9956, "ali535_025": 3695, "ali535_050": 2460, "ali535_100": 1437,
    "ali535_150": 1032,
    "u724_010": 181580, "u724_030": 95034, "u724_075": 54735, "u724_125": 38976, "u724_200": 28079,
}  # fmt: skip
"""Best value known by instance; the decimals of the total are cut."""


@dataclass(frozen=True, slots=True, eq=False)
class Instance:
    """The arguments of ``capacitated_p_median``."""

    cost: NDArray[np.float64]
    """``cost[demand, site]``: straight distances; floored in cpmp01 to cpmp20 alone."""
    demand: NDArray[np.float64]
    capacity: NDArray[np.float64]
    p: int


def read_cpmp(name: str) -> Instance:
    """An instance by its name in :data:`BEST_KNOWN`."""
    ending = "dat" if name.startswith("SJC") else "txt"
    values = [float(text) for text in (DATA / f"{name}.{ending}").read_text().split()]
    n, p = int(values[0]), int(values[1])
    x, y, capacity, demand = np.array(values[2 : 2 + 4 * n]).reshape(n, 4).T
    cost = np.hypot(x[:, None] - x[None, :], y[:, None] - y[None, :])
    if name.startswith("cpmp"):
        cost = np.floor(cost)
    return Instance(cost, demand, capacity, p)


def gap_to_best_known(name: str, objective: float) -> float:
    """Relative distance to the best value known, decimals cut as its source cuts them."""
    return float(np.floor(objective + 1e-6)) / BEST_KNOWN[name] - 1.0
