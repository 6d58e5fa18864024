"""Checks of what a caller hands to a facility-location model: each names argument and remedy."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray


def checked_cost(cost: ArrayLike) -> NDArray[np.float64]:
    """``cost[demand, site]`` as float64; inf marks a pair that can not be.

    Raises:
        ValueError: not two axes, an empty axis, NaN or a negative value.
    """
    table = np.asarray(cost, dtype=np.float64)
    if table.ndim != 2:
        raise ValueError(
            f"cost has {table.ndim} axes; give two, cost[demand, site], one row per demand"
        )
    if 0 in table.shape:
        raise ValueError(
            f"cost has shape {table.shape}; give at least one demand (row) and one site (column)"
        )
    _refuse(np.isnan(table), "cost", "is not a number; write inf where a site can not serve")
    _refuse(table < 0, "cost", "is negative; costs start at 0, add a constant to every value")
    return table


def checked_weight(weight: ArrayLike | None, demands: int) -> NDArray[np.float64]:
    """``weight[demand]`` as float64, 1 each when None.

    Raises:
        ValueError: another length, NaN, infinite or negative.
    """
    if weight is None:
        return np.ones(demands)
    values = np.asarray(weight, dtype=np.float64)
    if values.shape != (demands,):
        raise ValueError(
            f"weight has shape {values.shape}; give one value per demand, shape ({demands},)"
        )
    _refuse(~np.isfinite(values), "weight", "is not a finite number; give a number from 0 up")
    _refuse(values < 0, "weight", "is negative; weights start at 0")
    return values


def checked_p(p: int, sites: int) -> int:
    """The number of sites to open.

    Raises:
        ValueError: no whole number, below 1, or more than there are sites.
    """
    if int(p) != p or p < 1:
        raise ValueError(f"p is {p}; open a whole number of sites, at least 1")
    if p > sites:
        raise ValueError(
            f"p is {p} but cost has {sites} sites (columns); lower p or add candidate sites"
        )
    return int(p)


def checked_fixed_sites(fixed_sites: Sequence[int], p: int, sites: int) -> NDArray[np.intp]:
    """Sites that must be open, ascending and each once.

    Raises:
        ValueError: a number that is no column of ``cost``, or more of them than ``p``.
    """
    fixed = np.unique(np.asarray(fixed_sites, dtype=np.intp))
    if fixed.size and (fixed[0] < 0 or fixed[-1] >= sites):
        wrong = fixed[0] if fixed[0] < 0 else fixed[-1]
        raise ValueError(
            f"fixed_sites names site {wrong}; give column numbers of cost, 0 to {sites - 1}"
        )
    if fixed.size > p:
        raise ValueError(
            f"fixed_sites holds {fixed.size} sites but p is {p}; raise p or fix fewer sites"
        )
    return fixed


def checked_radius(radius: float) -> float:
    """The farthest cost at which a site still covers a demand.

    Raises:
        ValueError: NaN or negative.
    """
    if not radius >= 0:
        raise ValueError(f"radius is {radius}; give a cost from 0 up, in the unit of cost")
    return float(radius)


def checked_busy(busy: float) -> float:
    """The probability that a server is busy.

    Raises:
        ValueError: not within [0, 1).
    """
    if not 0.0 <= busy < 1.0:
        raise ValueError(f"busy is {busy}; give a probability from 0 to below 1")
    return float(busy)


def checked_capacity(capacity: ArrayLike | None, sites: int) -> NDArray[np.intp]:
    """``capacity[site]`` in servers; the largest number there is when None.

    Raises:
        ValueError: another length, negative, or no whole number.
    """
    if capacity is None:
        return np.full(sites, np.iinfo(np.int32).max, dtype=np.intp)
    values = np.asarray(capacity, dtype=np.float64)
    if values.shape != (sites,):
        raise ValueError(
            f"capacity has shape {values.shape}; give one number per site, shape ({sites},)"
        )
    wrong = ~np.isfinite(values) | (values < 0) | (values != np.floor(values))
    _refuse(wrong, "capacity", "is not a whole number from 0 up; give servers per site")
    return values.astype(np.intp)


def checked_servers(p: int, capacity: NDArray[np.intp]) -> int:
    """The number of servers to place.

    Raises:
        ValueError: no whole number, below 1, or more than the sites have room for.
    """
    if int(p) != p or p < 1:
        raise ValueError(f"p is {p}; place a whole number of servers, at least 1")
    room = int(capacity.sum())
    if p > room:
        raise ValueError(f"p is {p} but capacity sums to {room}; lower p or raise capacity")
    return int(p)


def checked_room(fixed_sites: NDArray[np.intp], capacity: NDArray[np.intp]) -> None:
    """Every fixed site has room for a server.

    Raises:
        ValueError: one has not.
    """
    full = fixed_sites[capacity[fixed_sites] < 1]
    if full.size:
        raise ValueError(
            f"fixed_sites names site {full[0]}, whose capacity is 0; raise it or free the site"
        )


def _refuse(wrong: NDArray[np.bool_], name: str, remedy: str) -> None:
    """Name the first wrong value of an array, if there is one."""
    if wrong.any():
        place = ", ".join(str(int(axis)) for axis in np.argwhere(wrong)[0])
        raise ValueError(f"{name}[{place}] {remedy}")
