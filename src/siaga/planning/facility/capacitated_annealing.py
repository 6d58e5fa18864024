"""Simulated annealing over allocations, compiled: shift, swap, relocate, with priced overload.

The moves are those of Stefanello, de Araújo & Müller (2015), "Matheuristics for the capacitated
p-median problem", International Transactions in Operational Research 22(1).
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numba import njit

BLOCK: Final = 1000
"""Moves between two changes of temperature."""


@njit(cache=True, inline="always")
def _draw(random: Any) -> Any:
    """xorshift64*: the high 53 bits as a float in [0, 1)."""
    x = random[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    random[0] = x
    return np.float64((x * np.uint64(2685821657736338717)) >> np.uint64(11)) * (1.0 / (1 << 53))


@njit(cache=True, inline="always")
def _refused(worse: Any, temperature: Any, random: Any) -> Any:
    """Metropolis: a worse state is refused with probability 1 - exp(-worse / temperature)."""
    return worse > 0.0 and _draw(random) >= np.exp(-worse / temperature)


@njit(cache=True, inline="always")
def _excess(load: Any, capacity: Any) -> Any:
    return max(0.0, load - capacity)


@njit(cache=True)
def _books(demand: Any, sites: Any, site_of: Any, slot_of: Any) -> Any:
    """Site to slot, loads, members and places of an allocation."""
    n, p = slot_of.shape[0], site_of.shape[0]
    slot_at = np.full(sites, -1, dtype=np.int32)
    load = np.zeros(p)
    members = np.empty((p, n), dtype=np.int32)
    count = np.zeros(p, dtype=np.int32)
    place = np.empty(n, dtype=np.int32)
    for k in range(p):
        slot_at[site_of[k]] = k
    for i in range(n):
        k = slot_of[i]
        load[k] += demand[i]
        members[k, count[k]] = i
        place[i] = count[k]
        count[k] += 1
    return slot_at, load, members, count, place


@njit(cache=True)
def anneal(  # noqa: C901 - split up, with the books in a record, it takes three times as long
    cost: Any,
    demand: Any,
    capacity: Any,
    near_sites: Any,
    near_demands: Any,
    site_ring: Any,
    site_of: Any,
    slot_of: Any,
    best_site_of: Any,
    best_slot_of: Any,
    best_cost: Any,
    steps: Any,
    temperatures: Any,
    prices: Any,
    random: Any,
) -> Any:
    """Anneal in place and return the cost of the best allocation within capacity.

    ``site_of[slot]`` and ``slot_of[demand]`` are the current state and ``best_*`` the best feasible
    one (``best_cost`` its cost, inf if none). ``temperatures`` and ``prices`` (of one unit of
    demand over capacity) are (first, last) and change geometrically. ``random[0]`` is the state
    of the generator.
    """
    n, p = slot_of.shape[0], site_of.shape[0]
    ring, sites_near, near = site_ring.shape[1], near_sites.shape[1], near_demands.shape[1]
    slot_at, load, members, count, place = _books(demand, cost.shape[1], site_of, slot_of)
    total, over = 0.0, 0.0
    for i in range(n):
        total += cost[i, site_of[slot_of[i]]]
    for k in range(p):
        over += _excess(load[k], capacity[site_of[k]])
    blocks = max(1, steps // BLOCK)
    temperature, cooling = temperatures[0], (temperatures[1] / temperatures[0]) ** (1.0 / blocks)
    price, growth = prices[0], (prices[1] / prices[0]) ** (1.0 / blocks)
    # A relocation costs as much work as the slot has members.
    relocate = min(0.25, max(0.03, 0.5 * p / n))
    for step in range(blocks * BLOCK):
        if step % BLOCK == BLOCK - 1:
            temperature *= cooling
            price *= growth
        draw = _draw(random)
        if draw < relocate:
            # The median of a slot moves; an empty slot goes anywhere.
            k = int(_draw(random) * p)
            old = site_of[k]
            if count[k] == 0 or draw < 0.5 * relocate:
                i = int(_draw(random) * n)
                if count[k] > 0:
                    i = members[k, i % count[k]]
                new = near_sites[i, int(_draw(random) * sites_near)]
            else:
                new = site_ring[old, int(_draw(random) * ring)]
            if slot_at[new] >= 0:
                continue
            change = 0.0
            for t in range(count[k]):
                i = members[k, t]
                change += cost[i, new] - cost[i, old]
            extra = _excess(load[k], capacity[new]) - _excess(load[k], capacity[old])
            if _refused(change + price * extra, temperature, random):
                continue
            slot_at[old] = -1
            slot_at[new] = k
            site_of[k] = new
        else:
            # A demand goes to a slot nearby, alone or against one of that slot's.
            i = int(_draw(random) * n)
            a = slot_of[i]
            if draw < relocate + 0.1:
                # Only by way of the site does a demand find an empty slot.
                b = slot_at[near_sites[i, int(_draw(random) * sites_near)]]
            else:
                b = slot_of[near_demands[i, int(_draw(random) * near)]]
            if a == b or b < 0:
                continue
            site_a, site_b = site_of[a], site_of[b]
            change = cost[i, site_b] - cost[i, site_a]
            moved = demand[i]
            swap = draw > 0.6 and count[b] > 0
            if swap:
                other = members[b, int(_draw(random) * count[b])]
                change += cost[other, site_a] - cost[other, site_b]
                moved -= demand[other]
            extra = _excess(load[a] - moved, capacity[site_a]) - _excess(load[a], capacity[site_a])
            extra += _excess(load[b] + moved, capacity[site_b]) - _excess(load[b], capacity[site_b])
            if _refused(change + price * extra, temperature, random):
                continue
            load[a] -= moved
            load[b] += moved
            slot_of[i] = b
            if swap:
                spot = place[i]
                members[a, spot] = other
                members[b, place[other]] = i
                place[i] = place[other]
                place[other] = spot
                slot_of[other] = a
            else:
                last = members[a, count[a] - 1]
                members[a, place[i]] = last
                place[last] = place[i]
                count[a] -= 1
                members[b, count[b]] = i
                place[i] = count[b]
                count[b] += 1
        total += change
        over += extra
        if over < 1e-7 and total < best_cost - 1e-9:
            best_cost = total
            best_site_of[:] = site_of
            best_slot_of[:] = slot_of
    return best_cost
