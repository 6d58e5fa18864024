"""The operation after the changes, and travel as the changes leave it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from siaga.geo.areas import AreaIndex
from siaga.geo.travel import Place, TravelBlock, TravelTimes
from siaga.model.changes import Changes
from siaga.model.operation import Operation
from siaga.model.places import Base, Station


def apply_changes(operation: Operation, changes: Changes) -> Operation:
    """``operation`` as ``changes`` leave it; the input files stay as they are.

    Officers who drop out stay on the roster, not available. An added officer whose id is on the
    roster replaces that entry. Minutes measured to a station that moved are forgotten.
    """
    dropped, closed = set(changes.dropped), set(changes.closed)
    added = {officer.id: officer for officer in changes.added}
    officers = [
        replace(officer, available=officer.available and officer.id not in dropped)
        for officer in (added.pop(old.id, old) for old in operation.officers)
    ]
    moves = {move.station: move for move in changes.moved}
    stations = [
        replace(
            station,
            lat=moves[station.id].lat,
            lon=moves[station.id].lon,
            access=moves[station.id].access or station.access,
        )
        if station.id in moves
        else station
        for station in operation.stations
        if station.id not in closed
    ]
    measured = tuple(
        time
        for time in operation.travel.measured
        if time.origin not in moves and time.destination not in moves
    )
    return replace(
        operation,
        officers=(*officers, *added.values()),
        stations=tuple(stations),
        travel=replace(operation.travel, measured=measured),
        women=tuple(rule for rule in operation.women if rule.station not in closed),
        indicators=tuple(value for value in operation.indicators if value.place not in closed),
    )


@dataclass(frozen=True)
class ChangedTravel:
    """Travel after changes: nobody crosses the border of a blocked area.

    Implements ``TravelTimes`` on top of the travel times of the operation before the changes. A
    moved station is looked up under another name, so that minutes measured to its old place do
    not apply.
    """

    travel: TravelTimes
    moved: frozenset[str]
    zone: Mapping[str, int]
    """Which set of blocked areas a station or base lies in; 0 for none."""

    def block(self, origins: Sequence[Place], destinations: Sequence[Place]) -> TravelBlock:
        """Minutes from every origin to every destination; inf across a blocked border."""
        found = self.travel.block(self._named(origins), self._named(destinations))
        from_ = np.array([self.zone.get(place.id, 0) for place in origins], dtype=np.int64)
        to = np.array([self.zone.get(place.id, 0) for place in destinations], dtype=np.int64)
        minutes = np.where(from_[:, None] == to[None, :], found.minutes, np.float32(np.inf))
        return TravelBlock(minutes.astype(np.float32), found.kind)

    def _named(self, places: Sequence[Place]) -> list[Place]:
        return [
            replace(place, id=f"{place.id}@")
            if isinstance(place, Station) and place.id in self.moved
            else place
            for place in places
        ]


def change_travel(changed: Operation, travel: TravelTimes, changes: Changes) -> ChangedTravel:
    """``travel`` as ``changes`` leave it for the places of ``changed``."""
    moved = frozenset(move.station for move in changes.moved)
    return ChangedTravel(travel, moved, _zones(changed, changes.blocked))


def _zones(operation: Operation, blocked: Sequence[str]) -> dict[str, int]:
    """Place id -> number of the set of blocked areas it lies in, for places in any."""
    if not blocked:
        return {}
    codes = {station.id: station.village for station in operation.stations}
    codes |= dict(_base_areas(operation))
    sets: dict[frozenset[str], int] = {frozenset(): 0}
    zones = {}
    for place, code in codes.items():
        inside = frozenset(area for area in blocked if f"{code}.".startswith(f"{area}."))
        zones[place] = sets.setdefault(inside, len(sets))
    return {place: zone for place, zone in zones.items() if zone}


def _base_areas(operation: Operation) -> list[tuple[str, str]]:
    """(base id, code of its village, or of its district where no outline holds it)."""
    bases: Sequence[Base] = operation.bases
    if not bases:
        return []
    villages = AreaIndex(operation.areas).locate([b.lat for b in bases], [b.lon for b in bases])
    return [
        (base.id, village or base.district) for base, village in zip(bases, villages, strict=True)
    ]
