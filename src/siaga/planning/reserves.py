"""Quick-reaction teams: how many, and at which bases they wait (DESIGN.md 4.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from siaga.geo.travel import TravelTimes
from siaga.model.operation import Operation
from siaga.model.places import Base
from siaga.model.plan import Bound, Placement, Reserves, ReserveTeam, Role
from siaga.model.risk import RiskReport
from siaga.model.run import Run
from siaga.planning.facility import FacilityResult, maximal_expected_covering
from siaga.planning.requirement import reserve_teams

STEP = "reserves.expected"


def place_reserves(
    operation: Operation,
    risk: RiskReport,
    travel: TravelTimes,
    *,
    run: Run,
    held: Mapping[str, int] | None = None,
) -> tuple[Reserves, tuple[Bound, ...]]:
    """Place the reserve teams where they are most likely to reach trouble in time.

    Maximises the threat-weighted share of stations that find a free team within
    ``targets.response_minutes``, when each team is busy with ``targets.busy_probability`` (MEXCLP,
    Daskin 1983). Travel is counted from the base to the station. When no station has any threat,
    every station weighs the same. ``held[base]`` teams wait at that base in any case; they must fit
    (see :func:`siaga.planning.locks.check_locks`).

    Returns:
        The teams (without officers yet; ids ``R-01`` … in base order) and the bound
        ``reserves.expected``: share of threat-weighted stations, from above. There are fewer teams
        than :func:`siaga.planning.requirement.reserve_teams` only when the bases have no room
        (``Base.reserve_teams``); ``Reserves.asked_teams`` says how many were asked for.
    """
    asked = reserve_teams(operation.targets, len(operation.available_officers))
    room = tuple(base for base in operation.bases if base.reserve_teams > 0)
    bases, capacity, fixed = _seats(room, held or {})
    teams = min(asked, sum(capacity))
    targets = operation.targets
    if not teams or not operation.stations:
        nobody = Reserves((), targets.response_minutes, 0.0, 0.0, asked_teams=asked)
        return nobody, (Bound(STEP, 0.0, 0.0, "share", maximise=True),)
    weights = _threat_weights(operation, risk)
    minutes = travel.block(bases, operation.stations).minutes.T.astype(np.float64)
    found = maximal_expected_covering(
        minutes,
        weights,
        p=teams,
        radius=targets.response_minutes,
        busy=targets.busy_probability,
        capacity=capacity,
        fixed_sites=fixed,
        run=run,
    )
    total = float(weights.sum())
    reserves = Reserves(
        teams=_teams(bases, found, targets.reserve_team_size),
        response_minutes=targets.response_minutes,
        covered_share=float(weights[found.allocation >= 0].sum()) / total,
        expected_share=found.objective / total,
        asked_teams=asked,
    )
    bound = Bound(
        step=STEP,
        value=found.objective / total,
        bound=found.bound / total,
        unit="share",
        maximise=True,
        complete=found.complete,
    )
    return reserves, (bound,)


def _seats(
    bases: Sequence[Base], held: Mapping[str, int]
) -> tuple[list[Base], list[int], list[int]]:
    """Bases, the room of each, and which must have a team.

    A base with ``n`` held teams stands there ``n`` times with room for one, and once with the rest.
    """
    seats: list[Base] = []
    capacity: list[int] = []
    fixed: list[int] = []
    for base in bases:
        kept = min(held.get(base.id, 0), base.reserve_teams)
        for _ in range(kept):
            fixed.append(len(seats))
            seats.append(base)
            capacity.append(1)
        if base.reserve_teams > kept:
            seats.append(base)
            capacity.append(base.reserve_teams - kept)
    return seats, capacity, fixed


def with_officers(reserves: Reserves, placements: Sequence[Placement]) -> Reserves:
    """``reserves`` with the officers that ``placements`` put on each team, leader first."""
    members: dict[str, list[str]] = {}
    for placement in sorted(placements, key=lambda placement: not placement.leader):
        if placement.role is Role.RESERVE:
            members.setdefault(placement.place, []).append(placement.officer)
    teams = tuple(replace(t, officers=tuple(members.get(t.id, ()))) for t in reserves.teams)
    return replace(reserves, teams=teams)


def _threat_weights(operation: Operation, risk: RiskReport) -> NDArray[np.float64]:
    """``weights[station]``: the threat score, or 1 each when nobody is threatened."""
    threat = np.array([risk.stations[station.id].threat for station in operation.stations])
    return threat if threat.sum() > 0 else np.ones(len(threat))


def _teams(bases: Sequence[Base], found: FacilityResult, size: int) -> tuple[ReserveTeam, ...]:
    """One team per server, numbered in base order."""
    places = [bases[int(site)].id for site in np.repeat(found.sites, found.servers)]
    return tuple(
        ReserveTeam(id=f"R-{number:02d}", base=base, size=size)
        for number, base in enumerate(places, start=1)
    )
