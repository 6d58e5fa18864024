"""The compiled engine: one pass over the incidents of each day.

Rules of the model, the same in every engine that claims to reproduce it:

1. An incident calls the nearest free team among the station's own post team and the reserve teams;
   on a tie the own team, then the reserve team listed first.
2. If none is free it waits. When a team is back, it takes the incident that has waited longest
   among those it may serve (a post team serves only its own stations).
3. A team is bound for the way there, the handling, and the way back.
4. A day starts with every team free; incidents still waiting when all teams that could come have
   finished are answered then: the day has no hard end.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from siaga.simulation.incidents import Incidents
from siaga.simulation.teams import Teams


@dataclass(frozen=True, slots=True)
class Answers:
    """What happened to each incident."""

    team: NDArray[np.int64]
    """``team[incident]``: who answered; -1: nobody can ever reach the station."""
    arrival: NDArray[np.float64]
    """``arrival[incident]`` in minutes after the day's start; inf where nobody came."""


def simulate(incidents: Incidents, teams: Teams) -> Answers:
    """Play every day and return who answered each incident, and when they arrived."""
    total = len(incidents.minute)
    team = np.full(total, -1, dtype=np.int64)
    arrival = np.full(total, np.inf)
    _play(
        incidents.first,
        incidents.minute,
        incidents.station,
        incidents.handling,
        teams.own,
        teams.own_minutes,
        teams.posts,
        np.ascontiguousarray(teams.reserve_minutes),
        team,
        arrival,
    )
    return Answers(team, arrival)


@njit(cache=True)
def _minutes(own, own_minutes, posts, reserve_minutes, team, station):  # type: ignore[no-untyped-def]
    """Minutes of ``team`` to ``station``; inf where it may not or can not go."""
    if team < posts:
        return own_minutes[station] if own[station] == team else np.inf
    return reserve_minutes[team - posts, station]


@njit(cache=True)
def _nearest_free(own, own_minutes, posts, reserve_minutes, free, station):  # type: ignore[no-untyped-def]
    """The free team nearest to ``station`` (rule 1), or -1."""
    best, least = -1, np.inf
    if own[station] >= 0 and free[own[station]] and own_minutes[station] < least:
        best, least = own[station], own_minutes[station]
    for reserve in range(reserve_minutes.shape[0]):
        if free[posts + reserve] and reserve_minutes[reserve, station] < least:
            best, least = posts + reserve, reserve_minutes[reserve, station]
    return best


@njit(cache=True)
def _play(  # type: ignore[no-untyped-def]
    first, minute, station, handling, own, own_minutes, posts, reserve_minutes, team, arrival
):
    """Fill ``team`` and ``arrival`` for every incident."""
    count = posts + reserve_minutes.shape[0]
    free = np.ones(count, dtype=np.bool_)
    busy_team = np.empty(count, dtype=np.int64)
    busy_until = np.empty(count)
    for day in range(len(first) - 1):
        busy = 0
        waiting = np.empty(first[day + 1] - first[day], dtype=np.int64)
        queue = 0
        incident = first[day]
        while incident < first[day + 1] or busy > 0:
            back = 0
            for k in range(1, busy):
                if busy_until[k] < busy_until[back]:
                    back = k
            if busy > 0 and (incident == first[day + 1] or busy_until[back] <= minute[incident]):
                now, chosen = busy_until[back], busy_team[back]
                busy -= 1
                busy_until[back], busy_team[back] = busy_until[busy], busy_team[busy]
                free[chosen] = True
                task = -1
                for k in range(queue):
                    if task < 0 and np.isfinite(
                        _minutes(
                            own, own_minutes, posts, reserve_minutes, chosen, station[waiting[k]]
                        )
                    ):
                        task = waiting[k]
                    elif task >= 0:
                        waiting[k - 1] = waiting[k]
                if task < 0:
                    continue
                queue -= 1
            else:
                task, now = incident, minute[incident]
                incident += 1
                chosen = _nearest_free(
                    own, own_minutes, posts, reserve_minutes, free, station[task]
                )
                if chosen < 0:
                    waiting[queue] = task
                    queue += 1
                    continue
            way = _minutes(own, own_minutes, posts, reserve_minutes, chosen, station[task])
            team[task] = chosen
            arrival[task] = now + way
            free[chosen] = False
            busy_team[busy] = chosen
            busy_until[busy] = arrival[task] + handling[task] + way
            busy += 1
